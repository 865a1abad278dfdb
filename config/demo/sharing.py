"""What the demo's places let their network read."""

from config.demo.clock import on_day
from knowledge.actions.sharing import share_item, use_shared
from knowledge.models import Lesson
from knowledge.queries.shareable import get_shareable, proposed_text
from samarbejde.choices import FormatGroup, Role
from samarbejde.models import Format, Membership

MOST = 2


def share_some_knowledge(cast) -> None:
    """Two lessons of each place in the network, a form of one's own; the other place has used one of them."""
    leaders = {
        slug: Membership.objects.filter(institution=place, role__in=[Role.COORDINATOR, Role.ADMIN])[0].user
        for slug, place in cast.places.items()
        if place.network_id
    }
    for slug, by in leaders.items():
        others = [other for other in leaders if other != slug]
        for number, lesson in enumerate(_lessons(cast.places[slug])):
            item = _share(by, "erfaring", lesson.pk, days_ago=20 - 5 * number)
            if number == 0:
                for other in others:
                    use_shared(item=item, institution=cast.places[other], by=leaders[other])
    sea = cast.places["kystmuseet"]
    own = Format.objects.create(
        code="nat-paa-museet", institution=sea, group=FormatGroup.OTHER, name="En nat på museet",
        typical_size="én klasse",
        description="Klassen sover mellem skibene, spiser morgenmad med en fisker og skriver logbog.",
    )  # fmt: skip
    _share(leaders["kystmuseet"], "form", own.pk, days_ago=4)


def _lessons(place) -> list[Lesson]:
    """Return lessons with different words, the newest first."""
    rows = Lesson.objects.filter(collaboration__institution=place).order_by("-written_at", "-pk")
    return list({lesson.headline: lesson for lesson in rows}.values())[:MOST]


def _share(by, kind: str, pk: int, *, days_ago: int):
    source = get_shareable(by, kind, pk)
    title, text = proposed_text(source)
    with on_day(days_ago, 15):
        return share_item(source=source, title=title, text=text, by=by)
