from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from followup.forms.year import YearForm
from followup.queries.year import Year, institution_choices, person_choices, read_year
from followup.queries.year_entries import KIND_HUES, Kind
from samarbejde.lib.danish import month_names
from samarbejde.lib.weeks import school_year_label, week_start
from samarbejde.lib.wheel import Ring, wheel_html


@require_safe
def year_wheel(request: HttpRequest) -> HttpResponse:
    """A school year over all collaborations one may see: drawn, and as a list of weeks."""
    form = YearForm(request.GET, places=institution_choices(request.user), people=person_choices(request.user))
    choice, today = form.choice, timezone.localdate()
    year = read_year(request.user, choice)
    first, last = choice.days
    rings = [Ring(number, KIND_HUES[kind], year.counts[kind]) for number, kind in enumerate(Kind, start=1)]
    return render(request, "followup/year_wheel.html", {
        "form": form,
        "choice": choice,
        "year": year,
        "label": school_year_label(choice.year),
        "wheel": wheel_html(
            rings, first, last, middle=school_year_label(choice.year), months=month_names(short=True), today=today,
            breaks=[(row.first, row.last, row.name) for row in year.breaks],
        ),
        "kinds": _kinds(request, year, choice.kind),
        "everything_url": _with(request, slags=""),
        "previous_url": _with(request, skoleaar=str(choice.year - 1)),
        "next_url": _with(request, skoleaar=str(choice.year + 1)),
        "this_week": week_start(today),
        "busiest": max(year.weeks, key=lambda week: len(week.entries), default=None),
    })  # fmt: skip


def _kinds(request: HttpRequest, year: Year, chosen: str) -> list[dict]:
    """Return the kinds with the number of their ring; the chosen one leads back to all."""
    return [
        {
            "number": number, "label": kind.label, "hue": KIND_HUES[kind], "count": sum(year.counts[kind].values()),
            "is_on": kind == chosen, "url": _with(request, slags="" if kind == chosen else kind.value),
        }
        for number, kind in enumerate(Kind, start=1)
    ]  # fmt: skip


def _with(request: HttpRequest, **changes: str) -> str:
    params = request.GET.copy()
    for name, value in changes.items():
        params[name] = value
    return f"?{params.urlencode()}"
