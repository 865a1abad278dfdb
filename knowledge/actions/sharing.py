"""Letting the network read something, changing it, taking it back, and saying that it was of use."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.models import SharedItem, SharedUse
from knowledge.queries.names import names_known
from knowledge.queries.shareable import Shareable
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.summary import forget_document, index_documents
from samarbejde.choices import DocumentKind
from samarbejde.lib.versions import lock_version
from samarbejde.models import Institution, SearchDocument
from samarbejde.phases import Phase

LONGEST_TOPICS = 300


@transaction.atomic
def share_item(*, source: Shareable, title: str, text: str, by) -> SharedItem:
    """Let the institution's network read ``title`` and ``text``, which somebody has looked through.

    Raises ValidationError when there is no network, or when a name, an address or a number still stands in it.
    """
    place = Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=source.institution_id)
    if place.network_id is None:
        raise ValidationError(_("Your place is in no network, so there is nobody to share with."))
    refuse_names(institution_id=place.pk, title=title, text=text)
    if source.shared_now():
        raise ValidationError(_("It is shared already. Open it under Shared to change it."))
    item = SharedItem.objects.create(
        institution=place, network_id=place.network_id, kind=source.kind, title=title, text=text,
        topics=", ".join(source.topics)[:LONGEST_TOPICS], shared_by=by, **source.key,
    )  # fmt: skip
    index_shared(item=item)
    _tell("knowledge_shared", item, by)
    return item


@transaction.atomic
def change_shared(*, item: SharedItem, title: str, text: str, version: int, by) -> SharedItem:
    """Change what the network reads. Raises StaleVersion after a lost update, ValidationError as `share_item`."""
    item = lock_version(SharedItem, item.pk, version)
    if item.taken_back_at:
        raise ValidationError(_("It has been taken back in the meantime."))
    refuse_names(institution_id=item.institution_id, title=title, text=text)
    changes = changed_fields({"title": item.title, "text": item.text}, {"title": title, "text": text})
    item.title, item.text, item.version = title, text, item.version + 1
    item.save(update_fields=["title", "text", "version"])
    index_shared(item=item)
    _tell("shared_changed", item, by, changes=changes)
    return item


@transaction.atomic
def take_back(*, item: SharedItem, by) -> SharedItem:
    """Stop sharing: at once nobody else sees or finds it."""
    item = SharedItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    if item.taken_back_at is None:
        item.taken_back_at, item.taken_back_by = timezone.now(), by
        item.save(update_fields=["taken_back_at", "taken_back_by"])
        forget_document(kind=DocumentKind.SHARED, object_id=item.pk)
        _tell("knowledge_taken_back", item, by)
    return item


@transaction.atomic
def use_shared(*, item: SharedItem, institution: Institution, by) -> SharedUse:
    """Say that another place has used it; once for each place, however often it is said."""
    if institution.pk == item.institution_id:
        raise ValidationError(_("It is your own."))
    use, _is_new = SharedUse.objects.get_or_create(item=item, institution=institution, defaults={"used_by": by})
    return use


def refuse_names(*, institution_id: int, title: str, text: str) -> None:
    """Raise ValidationError when something in the words tells who somebody is."""
    if left := names_known(institution_id).left_in(f"{title}\n{text}"):
        raise ValidationError(_("This must be taken out before it is shared: %(words)s") % {"words": ", ".join(left)})


def index_shared(*, item: SharedItem) -> None:
    """Let the network find it; under narrowings it is not, since it belongs to no collaboration they may see."""
    document = SearchDocument(
        kind=DocumentKind.SHARED, object_id=item.pk, institution_id=item.institution_id, network_id=item.network_id,
        collaboration=None, title=item.title, subtitle=f"{item.institution} · {item.get_kind_display()}",
        body="\n".join(filter(None, [item.text, item.topics])), url=item.get_absolute_url(),
    )  # fmt: skip
    index_documents(documents=[document])


def _tell(verb: str, item: SharedItem, by, **more) -> None:
    source = item.lesson or item.collaboration
    collaboration = getattr(source, "collaboration", source)
    data = {"title": item.title, "item": item.pk} | more
    record_event(
        verb=verb, collaboration=collaboration, institution=item.institution, phase=Phase.CLOSED, data=data, by=by
    )
