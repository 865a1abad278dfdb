"""A questionnaire's link as it stands on the sheet: address and QR code."""

from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from evaluations.models import Evaluation, Questionnaire


@dataclass(frozen=True)
class SheetLink:
    """``qr`` is an SVG path without style or script, drawn in the text's colour."""

    questionnaire: Questionnaire
    url: str
    qr: SafeString


def sheet_links(request, evaluation: Evaluation, tokens: dict[int, str]) -> list[SheetLink]:
    """Return one link per questionnaire that got a token."""
    links = []
    for questionnaire in evaluation.questionnaires.all():
        url = request.build_absolute_uri(reverse("evaluations:questionnaire_exchange", args=[tokens[questionnaire.pk]]))
        links.append(SheetLink(questionnaire, url, qr_svg(url)))
    return links


def qr_svg(text: str) -> SafeString:
    """Return a QR code as inline SVG. The only input is an address we made ourselves."""
    svg = segno.make(text, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=3, dark="#000", light="#fff", title="QR-kode"
    )
    return mark_safe(svg)  # noqa: S308 - made by segno from our own address
