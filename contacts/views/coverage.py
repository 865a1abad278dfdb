"""Whom do we not reach? Per municipality, on a map, and school by school."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts import permissions
from contacts.filters.coverage import CoverageQuery, read_query
from contacts.models import Criterion
from contacts.queries.coverage import PAGE_LENGTH, REASONS, Coverage, Cut, Line, State, count_coverage, list_coverage
from contacts.queries.coverage_map import draw_municipalities, draw_schools
from contacts.queries.places import asked_place, own_places
from samarbejde.lib.tables_out import CSV_TYPE, XLSX_TYPE, Sheet, write_csv, write_xlsx
from samarbejde.lib.weeks import school_year_label
from samarbejde.models import Institution, Municipality, Region

LAST_PAGE = 200


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    query, place = _asked(request)
    if place is None:
        return render(request, "contacts/coverage.html", {"place": None})
    cut = query.cut()
    found = count_coverage(place.pk, cut, query.today)
    schools = reverse("contacts:coverage_schools")
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=query.today)
    regions = list(Region.objects.filter(lasting, municipalities__isnull=False).distinct().values_list("code", "name"))
    context = {
        "place": place, "places": own_places(request.user), "query": query, "found": found, "states": list(State),
        "year": school_year_label(cut.school_year), "choices": query.choices(), "regions": query.regions(regions),
        "rows": [_row(line, query, schools) for line in found.lines], "sum": _row(found.total, query, schools),
        "reasons": _reasons(found, query, schools), "drawing": draw_municipalities(found.lines),
        "may_export": permissions.can_export_coverage(request.user, place),
        "export_url": reverse("contacts:coverage_export") + query.query(),
    }  # fmt: skip
    return render(request, "contacts/coverage.html", context)


def _asked(request: HttpRequest) -> tuple[CoverageQuery, Institution | None]:
    query = read_query(request.GET, timezone.localdate())
    return query, asked_place(request.user, query.values.get("sted", ""))


def _row(line: Line, query: CoverageQuery, schools: str) -> dict:
    """Return a line of the table: each number with the address of its schools."""
    place = {"kommune": line.code} if line.code else {}
    cells = [
        {"state": state, "count": line.counts.get(state, 0), "url": schools + query.query(stand=state, **place)}
        for state in State
    ]
    return {"line": line, "cells": cells, "url": schools + query.query(**place)}


def _reasons(found: Coverage, query: CoverageQuery, schools: str) -> list[dict]:
    return [
        {"label": REASONS[why], "count": count, "url": schools + query.query(stand=State.DECLINED, grund=why)}
        for why, count in found.reasons.items()
    ]


@require_safe
def coverage_schools(request: HttpRequest) -> HttpResponse:
    query, place = _asked(request)
    if place is None:
        return render(request, "contacts/coverage_schools.html", {"place": None})
    cut, page = query.cut(), _page(request)
    rows = list_coverage(place.pk, cut, query.today, limit=PAGE_LENGTH, offset=(page - 1) * PAGE_LENGTH)
    total = rows[0]["total"] if rows else 0
    criteria = Criterion.objects.visible_to(request.user).filter(institution=place).values_list("pk", "name")
    context = {
        "place": place, "rows": rows, "total": total, "query": query, "page": page, "title": _title(cut),
        "year": school_year_label(cut.school_year), "drawing": draw_schools(rows), "states": list(State),
        "criteria": list(criteria[:50]), "here": request.get_full_path(),
        "first": (page - 1) * PAGE_LENGTH + 1, "last": (page - 1) * PAGE_LENGTH + len(rows),
        "next_url": query.query(side=str(page + 1)) if page * PAGE_LENGTH < total else "",
        "previous_url": query.query(side=str(page - 1)) if page > 1 else "",
        "back_url": reverse("contacts:coverage") + query.query(stand="", grund="", kommune=""),
        "may_choose": permissions.can_shortlist(request.user, place),
        "may_export": permissions.can_export_coverage(request.user, place),
        "export_url": reverse("contacts:coverage_schools_export") + query.query(),
    }  # fmt: skip
    return render(request, "contacts/coverage_schools.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("side", "")
    return max(1, min(int(text), LAST_PAGE)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _title(cut: Cut) -> str:
    """Return ”Aldrig kontaktet, Holbæk” or ”Sagde nej: Tid”."""
    words = str(State(cut.state).label) if cut.state else _("All schools")
    if cut.reason:
        words += f": {REASONS[cut.reason]}"
    if cut.municipality:
        words += f", {Municipality.objects.filter(code=cut.municipality).values_list('name', flat=True).first() or ''}"
    return words


@require_safe
def coverage_export(request: HttpRequest) -> HttpResponse:
    query, place = _exported(request)
    found = count_coverage(place.pk, query.cut(), query.today)
    headers = [_("Municipality"), _("Schools"), *(state.label for state in State)]
    lines = [[line.name, line.total, *line.ordered()] for line in (*found.lines, found.total)]
    return _file(request, headers, lines, query)


@require_safe
def coverage_schools_export(request: HttpRequest) -> HttpResponse:
    query, place = _exported(request)
    headers = [_("Register number"), _("School"), _("Type"), _("Town"), _("Municipality"), _("State"), _("Why"),
               _("Last contact"), _("Last visit")]  # fmt: skip
    rows = list_coverage(place.pk, query.cut(), query.today, limit=None)
    lines = [
        [row["number"], row["name"], row["type_name"], row["city"], row["municipality_name"], str(row["state_label"]),
         str(row["why_label"]), row["happened_on"], row["last_visit"]]
        for row in rows
    ]  # fmt: skip
    return _file(request, headers, lines, query)


def _exported(request: HttpRequest) -> tuple[CoverageQuery, Institution]:
    query, place = _asked(request)
    if place is None or not permissions.can_export_coverage(request.user, place):
        raise PermissionDenied
    return query, place


def _file(request: HttpRequest, headers: list, lines: Iterable[list], query: CoverageQuery) -> HttpResponse:
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    word, year = _("coverage"), school_year_label(query.cut().school_year).replace("/", "-")
    name = slugify(f"{word}-{year}")
    if kind == "csv":
        response = StreamingHttpResponse(write_csv(headers, lines), content_type=CSV_TYPE)
    else:
        with write_xlsx([Sheet(_("Coverage"), headers, lines)]) as book:
            response = HttpResponse(book.read(), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
