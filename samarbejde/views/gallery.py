"""Every component on one page, for those who build and for the tests. All names are invented."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samarbejde.forms.gallery import GalleryForm
from samarbejde.lib.icons import ICONS
from samarbejde.phases import Phase

COLOURS = [
    ("paper", "Papir"), ("surface", "Flade"), ("sunken", "Bund"), ("ink", "Blæk"), ("ink-2", "Blæk, stille"),
    ("action", "Handling"), ("good", "Godt"), ("care", "Pas på"), ("stop", "Stop"),
]  # fmt: skip
SIGNALS = [
    ("urgent", "Aftalen med Hestehaveskolen er ikke godkendt", "Sendt for 18 dage siden.", "Send en påmindelse"),
    ("urgent", "Ingen afløser til Fossiler og fortællinger", "Jonas Brandt står alene i marts.", "Vælg afløser"),
    ("look", "Timerne er brugt til 80 %: Havet som klasserum", "50 af 62 aftalte timer.", "Se timerne"),
]
PEOPLE = [
    {"name": "Lone Agerskov", "role": "skoleleder", "url": "#"},
    {"name": "Inger Bech", "role": "lærer, kontakt"},
    {"name": "", "role": "PLC-vejleder"},
]
FIGURES = [
    {"value": "3.412", "label": "deltagelser", "detail": "én elev, én gang", "url": "#"},
    {"value": "143", "label": "gange", "detail": "67 klasser"},
    {"value": "71 %", "label": "svarprocent", "detail": "på spørgeskemaer", "url": "#"},
]
COLUMNS = [
    {"label": "Vælg", "hidden": True, "css": "c-check"},
    {"label": "Samarbejde"},
    {"label": "Fase"},
    {"label": "Næste skridt", "url": "#", "sort": "ascending"},
    {"label": "Timer", "numeric": True, "css": "c-hours"},
]
ROWS = [
    {"title": "Havet som klasserum", "school": "Tinghøjskolen", "phase": Phase.ACTIVE, "used": 50, "agreed": 62},
    {"title": "Fiskerlejets børn", "school": "Hestehaveskolen", "phase": Phase.AGREEMENT, "used": 6, "agreed": 32},
    {"title": "Unge kuratorer", "school": "Nordhavn Ungdomsskole", "phase": Phase.CLOSED, "used": 61, "agreed": 60},
]
COUNTS = {Phase.CONTACT: 9, Phase.AGREEMENT: 6, Phase.ACTIVE: 21, Phase.EVALUATION: 7, Phase.CLOSED: 5}
NOTES = {Phase.CONTACT: "afsluttet oktober", Phase.AGREEMENT: "version 2", Phase.ACTIVE: "gang 3 af 6 holdt"}
ADVICE = ["Se på målene sammen. De må gerne ændre sig.", "Vær altid to, der kan tage en gang."]


def _context() -> dict:
    day = timezone.localdate()
    wrong = GalleryForm({"talked_with": "Inger Bech", "pupils": "400", "way_in": "team", "outcome": "later"})
    return {
        "colours": COLOURS, "signals": SIGNALS, "people": PEOPLE, "figures": FIGURES, "columns": COLUMNS, "rows": ROWS,
        "counts": COUNTS, "notes": NOTES, "urls": {Phase.CONTACT: "#"}, "advice": ADVICE, "icons": sorted(ICONS),
        "theme_names": ["light", "dark"], "phases": list(Phase),
        "hours": Decimal("1.5"), "some_day": day, "later": day + timedelta(days=5),
        "plain_form": GalleryForm(auto_id="ren_%s"), "wrong_form": wrong,
        "pages": [{"number": 1, "url": "#", "current": True}, {"number": 2, "url": "#"}, {}],
    }  # fmt: skip


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components; only while building and in the demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    messages.success(request, "Gangen er registreret")
    return render(request, "samarbejde/gallery.html", _context())
