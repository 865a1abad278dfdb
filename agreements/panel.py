"""What the agreement phase contributes to the pages below it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.actions.forgetting import forget_address
from agreements.actions.reminders import remind_late_approvers
from agreements.attention import RULES
from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion
from agreements.permissions import can_view_agreement
from agreements.queries.facts import AgreementFacts, facts_of, with_facts
from agreements.queries.promises import promises_of, records_of
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.danish import join_words
from samarbejde.panels import NextStep, OpenPoint, Panel, PersonRecord, Upcoming
from samarbejde.phases import Phase, Status

SENTENCES = {
    "agreement_started": _("The agreement was begun"),
    "agreement_updated": _("The agreement was edited"),
    "formats_chosen": _("The forms of the collaboration were chosen: %(names)s"),
    "agreement_renewed": _("The collaboration goes on in a new period"),
    "renewal_started": _("A new period began, with what was agreed carried forward"),
    "agreement_sent": _("Version %(number)s of the agreement was sent for approval"),
    "agreement_approved": _("%(party)s approved version %(number)s of the agreement"),
    "agreement_change_asked": _("%(party)s asked for a change in version %(number)s of the agreement"),
    "agreement_concluded": _("Version %(number)s of the agreement is approved by everybody"),
    "agreement_withdrawn": _("Version %(number)s of the agreement was taken back"),
    "approval_reminded": _("%(name)s was reminded of the agreement"),
    "approval_opened": _("%(name)s opened version %(number)s of the agreement"),
    "approval_passed_on": _("%(name)s passed the agreement on to %(to)s, %(party)s"),
    "agreement_refused": _("%(party)s said no to version %(number)s of the agreement"),
    "agreement_signed_on_paper": _("%(party)s signed version %(number)s of the agreement on paper"),
    "shared_page_made": _("A page with what is agreed was shared with %(name)s, %(party)s"),
    "shared_page_renewed": _("%(name)s got a new link to the shared page"),
    "shared_page_stopped": _("The shared page of %(name)s was stopped"),
}


@dataclass
class AgreementPanel(Panel):
    key: str = "agreements"
    phase: str = Phase.AGREEMENT
    title: str = _("Agreement")
    template_name: str = "agreements/_panel.html"
    url_name: str = "agreements:agreement_detail"
    attention: tuple = RULES

    def __post_init__(self) -> None:
        self.event_sentences = SENTENCES

    def can_view(self, user, collaboration) -> bool:
        return can_view_agreement(user, collaboration)

    def prefetch_frame(self, collaborations: QuerySet) -> QuerySet:
        return with_facts(collaborations)

    def summary(self, collaboration) -> dict:
        facts = facts_of(collaboration)
        return {
            "facts": facts,
            "state": state_text(facts),
            "waiting": join_words(facts.waiting),
            "url": _page(collaboration),
        }

    def step_text(self, collaboration) -> str:
        return state_text(facts_of(collaboration))

    def next_steps(self, collaboration) -> list[NextStep]:
        step = _next_step(facts_of(collaboration), collaboration)
        return [step] if step else []

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        if phase != Phase.AGREEMENT:
            return []
        facts, url = facts_of(collaboration), _page(collaboration)
        points = [
            (facts.approved == 0, _("The agreement is not approved by both"), "2F2"),
            (not facts.goals, _("No goals are agreed"), "2F1"),
            (not facts.teacher_role, _("The teacher's role is not agreed"), "3A2"),
        ]
        return [OpenPoint(text, url, guide) for is_open, text, guide in points if is_open]

    def upcoming(self, user, start: datetime.date, end: datetime.date, most: int | None = None) -> Iterable[Upcoming]:
        rows = Agreement.objects.filter(renewal_on__range=(start, end), collaboration__status=Status.RUNNING)
        if not sees_everything(user):
            rows = rows.filter(collaboration__institution__in=institution_ids(user, "view_people"))
        approved = AgreementVersion.objects.filter(agreement=OuterRef("pk"), status=VersionStatus.APPROVED)
        rows = rows.filter(Exists(approved)).exclude(collaboration__phase=Phase.CLOSED)
        for row in rows.select_related("collaboration").order_by("renewal_on", "pk")[:most]:
            yield Upcoming(
                row.renewal_on, _("Decide whether you go on"), row.collaboration.title, _page(row.collaboration),
                "aftale", uid=f"renewal-{row.pk}", collaboration_id=row.collaboration_id,
            )  # fmt: skip

    def person_records(self, person) -> Iterable[PersonRecord]:
        return records_of(person)

    def forget_person(self, person, scrub) -> None:
        forget_address(person, scrub)

    def handover(self, person, collaborations: list[int]) -> dict[int, list]:
        return promises_of(person, collaborations)

    def enqueue_reminders(self, today: datetime.date) -> int:
        return remind_late_approvers(today=today)


def state_text(facts: AgreementFacts) -> str:
    """Return ”version 2, godkendt” and the like; nothing while there is no agreement."""
    if not facts.exists:
        return ""
    if not facts.number:
        return _t("draft")
    words = {
        VersionStatus.SENT: _t("sent"), VersionStatus.APPROVED: _t("approved"),
        VersionStatus.DECLINED: _t("change wanted"), VersionStatus.WITHDRAWN: _t("taken back"),
        VersionStatus.REPLACED: _t("replaced"), VersionStatus.REFUSED: _t("turned down"),
    }  # fmt: skip
    return _t("version %(number)s, %(state)s") % {"number": facts.number, "state": words[VersionStatus(facts.status)]}


STOPPED = {
    VersionStatus.REFUSED: (_("Talk about why it was turned down"), _("Read the answer")),
    VersionStatus.DECLINED: (_("Look at the change that is wanted"), _("Open the agreement")),
}


def _next_step(facts: AgreementFacts, collaboration) -> NextStep | None:
    if collaboration.phase not in {Phase.AGREEMENT, Phase.ACTIVE}:
        return None
    url, in_phase = _page(collaboration), collaboration.phase == Phase.AGREEMENT
    if facts.status in STOPPED:
        return NextStep(*STOPPED[VersionStatus(facts.status)], url, is_main=in_phase)
    if facts.status == VersionStatus.SENT:
        names = {"names": join_words(facts.waiting)}
        text = ngettext("%(names)s has not answered", "%(names)s have not answered", len(facts.waiting)) % names
        return NextStep(
            _("The agreement waits for approval"), _("See who is missing"), url, detail=text, is_main=in_phase
        )
    if facts.approved or not in_phase:
        return None
    if facts.exists:
        edit = reverse("agreements:agreement_edit", args=[collaboration.pk])
        return NextStep(_("Finish the agreement and send it"), _("Write on"), edit, is_main=True)
    return NextStep(_("Write down what you agree on"), _("Begin the agreement"), url, is_main=True)


def _page(collaboration) -> str:
    return reverse("agreements:agreement_detail", args=[collaboration.pk])
