"""The record to keep elsewhere: a tagged PDF for people, JSON for programs, both in one closing package."""

import io
import json
import zipfile

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.documents import version_pdf
from agreements.models import AgreementVersion
from knowledge.models import Lesson
from knowledge.queries.record.days import format_day
from knowledge.queries.record.parts import Record, Section
from samarbejde.lib.documents import render_pdf
from samarbejde.models import Collaboration

FORMAT_VERSION = 1  # of the JSON; raised when a field changes its meaning


def record_pdf(record: Record, collaboration: Collaboration, lessons: list[Lesson]) -> bytes:
    """Set the record with Typst."""
    return render_pdf(
        "record.typ",
        {
            "lang": get_language() or "da",
            "title": record.title,
            "subtitle": ", ".join(filter(None, [record.parties, record.period])),
            "sender": str(collaboration.institution),
            "foot": _("The record · compiled %(day)s") % {"day": format_day(record.compiled_on)},
            "description": collaboration.description,
            "sections": [_section(section) for section in record.sections],
            "lessons_heading": _("Lessons"),
            "lessons": [_lesson(lesson) for lesson in lessons],
        },
    )


def _section(section: Section) -> dict:
    """Return the part as it is set: somebody's own words, or facts and tables."""
    if section.edit:
        return {"heading": section.heading, "empty": "", "text": section.edit.text, "facts": [], "tables": []}
    return _compiled(section) | {"text": ""}


def _compiled(section: Section) -> dict:
    return {
        "heading": section.heading,
        "empty": section.empty if section.is_empty else "",
        "facts": [(fact.label, fact.text) for fact in section.facts],
        "tables": [
            {"caption": table.caption, "head": table.head, "rows": table.rows, "numeric": table.numeric}
            for table in section.tables
        ],
    }


def _lesson(lesson: Lesson) -> dict:
    parts = [lesson.applies_when, lesson.to_do, lesson.text]
    return {"headline": lesson.headline, "text": "\n\n".join(filter(None, parts))}


def record_data(record: Record, collaboration: Collaboration, lessons: list[Lesson]) -> dict:
    """Return the record as plain data: the guide's item of each section, facts as pairs, tables as rows of text."""
    return {
        "format": "samarbejde-record",
        "format_version": FORMAT_VERSION,
        "collaboration": {
            "id": collaboration.pk,
            "title": record.title,
            "institution": str(collaboration.institution),
            "parties": record.parties,
            "kind": collaboration.kind,
            "phase": collaboration.phase,
            "status": collaboration.status,
            "starts_on": collaboration.starts_on,
            "ends_on": collaboration.ends_on,
            "description": collaboration.description,
        },
        "compiled_on": record.compiled_on,
        "sections": [_section_data(section) for section in record.sections],
        "lessons": [{**_lesson(lesson), "written_on": lesson.written_at.date()} for lesson in lessons],
    }


def _section_data(section: Section) -> dict:
    """Return the compiled part, and beside it somebody's own words."""
    edit = section.edit
    own = {"text": edit.text, "edited_on": edit.day, "edited_by": edit.who} if edit else {"text": ""}
    return {"key": section.key, "guide": section.guide, **_compiled(section), **own}


def closing_package(record: Record, collaboration: Collaboration, lessons: list[Lesson]) -> bytes:
    """Return a ZIP for the records system: the record as PDF and JSON, and every version of the agreement as PDF.

    The versions name people: whoever may not see names gets the list of them without the papers.
    """
    versions = list(
        AgreementVersion.objects.filter(agreement__collaboration=collaboration)
        .select_related("agreement__collaboration__institution")
        .order_by("number")
    )
    data = record_data(record, collaboration, lessons)
    data["agreement_versions"] = [_version(version, in_package=record.with_people) for version in versions]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("samarbejdshistorie.pdf", record_pdf(record, collaboration, lessons))
        package.writestr("samarbejdshistorie.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
        for version in versions if record.with_people else ():
            package.writestr(_version_name(version), version_pdf(version))
    return packed.getvalue()


def _version_name(version: AgreementVersion) -> str:
    return f"aftale-version-{version.number}.pdf"


def _version(version: AgreementVersion, *, in_package: bool) -> dict:
    """Which version, whether it holds, and where it is: here in the package, and at which address in the program."""
    path = reverse("agreements:agreement_version", args=[version.agreement.collaboration_id, version.number])
    return {
        "number": version.number,
        "status": version.status,
        "sent_at": version.sent_at,
        "sha256": version.content_hash,
        "file": _version_name(version) if in_package else "",
        "url": f"{settings.SITE_URL}{path}",
    }
