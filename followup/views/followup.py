from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from followup import permissions
from followup.filters import NARROWED, NO_NAME, SessionFilter
from followup.models import Session
from followup.queries import goals as goal_queries
from followup.queries.classes import card_of, distinct_pupils, per_class, venue_rows
from followup.queries.milestones import milestone_states
from followup.queries.sessions import held_totals, per_school, planned_of, progress_of, sessions_of
from followup.views.gate import more_hours_url
from followup.views.holidays import mark_days_off
from samarbejde.access import institution_ids
from samarbejde.choices import CollaborationKind
from samarbejde.lib.danish import format_number
from samarbejde.lib.weeks import school_year
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame

PAGE = 50
# The same sessions, summed up in several ways.
SUMS = {"skoler": per_school, "klasser": per_class, "steder": venue_rows}
VIEWS = (
    ("gange", _("Sessions")), ("skoler", _("By school")), ("klasser", _("By class")),
    ("steder", _("By place")),
)  # fmt: skip


@require_safe
def followup_detail(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    past, coming = planned_of(collaboration)
    rows = sessions_of(collaboration)
    states = goal_queries.goal_states(collaboration)
    frame = collaboration_frame(request, collaboration, "opfoelgning")
    return render(request, "followup/followup_detail.html", frame | {
        "past": past,
        "coming": mark_days_off(collaboration, coming),
        "held": [row for row in reversed(rows) if row.is_held],
        "dropped": [row for row in reversed(rows) if row.is_cancelled],
        "goals": states,
        "milestones": milestone_states(collaboration),
        "due_count": sum(state.is_due for state in states),
        "agreement": goal_queries.agreement_of(collaboration),
        "progress": progress_of(collaboration),
        "card": card_of(collaboration) if collaboration.kind == CollaborationKind.SUBSCRIPTION else None,
        "more_hours_url": more_hours_url(request.user, collaboration),
        "can_register": permissions.can_register_session(request.user, collaboration),
        "can_review": permissions.can_review_goal(request.user, collaboration),
    })  # fmt: skip


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """The rows behind the figures, by session or by school."""
    chosen = request.GET or {"skoleaar": str(school_year(timezone.localdate())), "status": "held"}
    visible = Session.objects.visible_to(request.user)
    found = SessionFilter(chosen, queryset=visible)
    rows = found.qs.select_related("collaboration", "taught_by").order_by("-date", "-pk")
    view = request.GET.get("vis", "") if request.GET.get("vis") in SUMS else "gange"
    page = _page_number(request)
    shown = list(rows[page * PAGE : page * PAGE + PAGE + 1]) if view == "gange" else []
    return render(request, "followup/session_list.html", {
        "filter": found,
        "sessions": shown[:PAGE],
        "sums": _with_rows(request, view, SUMS[view](found.qs)) if view in SUMS else None,
        "narrowed_url": _page_url(request, 0, **dict.fromkeys(NARROWED, "")) if found.is_narrowed else "",
        "view": view,
        "distinct": distinct_pupils(found.qs),
        "total": format_number(found.qs.count()),
        "totals": held_totals(found.qs.order_by()),
        "first": page * PAGE + 1,
        "last": page * PAGE + len(shown[:PAGE]),
        "previous_url": _page_url(request, page - 1) if page else "",
        "next_url": _page_url(request, page + 1) if len(shown) > PAGE else "",
        "views": [(key, label, _page_url(request, 0, vis=key)) for key, label in VIEWS],
        "names_at": set(institution_ids(request.user, "view_people")),
    })  # fmt: skip


def _with_rows(request: HttpRequest, view: str, sums) -> list[dict]:
    """Add to each sum the address of the sessions it is made of."""
    keys = {
        "skoler": lambda row: {"skole": row["number"]},
        "klasser": lambda row: {"samarbejde": row["collaboration"], "klasse": _class_key(row)},
        "steder": lambda row: {"sted": row["venue"]},
    }
    held = {"status": "held", "vis": "gange"}
    return [row | {"url": _page_url(request, 0, **held, **keys[view](row))} for row in sums]


def _class_key(row: dict) -> str:
    return f"~{row['class_group']}" if row["class_group"] else row["other"] or NO_NAME


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("side", "")
    return max(0, int(text) - 1) if text.isdecimal() and len(text) < 6 else 0


def _page_url(request: HttpRequest, page: int, **changes) -> str:
    params = request.GET.copy()
    for name, value in changes.items():
        params[name] = value
    params["side"] = str(page + 1)
    return f"?{params.urlencode()}"
