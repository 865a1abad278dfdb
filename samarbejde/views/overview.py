"""The front page: what waits, what is mine, where we stand, what is coming."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samarbejde.access import institution_ids, sees_everything
from samarbejde.context_processors import path_of
from samarbejde.lib.weeks import school_year
from samarbejde.models import School
from samarbejde.queries import overview as reads


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything the user needs this morning; somebody with no collaborations gets the first three steps instead."""
    user, today = request.user, timezone.localdate()
    ground = reads.read_ground(user, with_names=may_read_names(user), may_act=may_edit(user))
    total = sum(each.number for each in ground.counts)
    if not total and not ground.mine and not reads.has_any_collaboration(user):
        return render(
            request, "samarbejde/overview_first.html", first_steps(user) | {"cards": reads.overview_cards(user)}
        )
    context = {
        "signals": ground.signals,
        "waiting": ground.signals.mine or ground.signals.all,
        "mine": ground.mine[: reads.MOST_MINE],
        "has_more": len(ground.mine) > reads.MOST_MINE,
        "counts": ground.counts,
        "total": total,
        "bar": {each.phase.value: each.number for each in ground.counts},
        "weeks": reads.upcoming_weeks(user, today),
        "figures": reads.year_figures(user, today, running=total),
        "cards": reads.overview_cards(user),
        "year": school_year(today),
        "may_edit": may_edit(user),
    }
    return render(request, "samarbejde/overview.html", context | links())


def links() -> dict:
    """Return the addresses of pages on other floors; nothing for a page that is not there."""
    return {
        "session_url": path_of("followup:session_quick"),
        "attempt_url": path_of("contacts:attempt_quick"),
        "calendar_url": path_of("followup:calendar"),
        "reports_url": path_of("evaluations:report_list"),
        "import_url": path_of("contacts:register_import_create"),
        "list_url": path_of("samarbejde:collaboration_list"),
        "school_url": path_of("samarbejde:school_list"),
        "create_url": path_of("samarbejde:collaboration_create"),
    }


def first_steps(user) -> dict:
    """Return what the page for a new user needs: which of the three steps that user may take."""
    may_import = sees_everything(user) or bool(institution_ids(user, "import_register"))
    schools = School.objects.filter(type__is_school=True, closed_on__isnull=True).count()
    may = {"may_edit": may_edit(user), "may_import": may_import and not schools}
    return links() | may | {"schools": schools, "cards": reads.overview_cards(user)}


def may_edit(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "change_collaboration"))


def may_read_names(user) -> bool:
    """A network coordinator without a place of their own sees the signals without names."""
    return sees_everything(user) or bool(institution_ids(user, "view_people"))
