"""Loading the reference data in ``samarbejde/data``: geography, types, grades, subjects, forms, advice, holidays."""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone

from samarbejde.actions.advice import load_advice
from samarbejde.models import (
    Format,
    Grade,
    Municipality,
    MunicipalityAlias,
    Region,
    SchoolHoliday,
    SchoolType,
    Subject,
)  # fmt: skip

FOLDER = Path(__file__).resolve().parent.parent / "data"
Counts = dict[str, int]
FORMAT_FIELDS = [
    "group", "order", "name", "description", "typical_size", "needs", "grade_from", "grade_to", "hours_from",
    "hours_to",
]  # fmt: skip


@transaction.atomic
def load_reference(*, today: datetime.date | None = None, folder: Path = FOLDER) -> dict[str, Counts]:
    """Bring the reference tables in line with the files; return {table: {"new", "changed", "unchanged"}}.

    Nothing is deleted: what is no longer in a file stays, since old collaborations may point at it.
    """
    today = today or timezone.localdate()
    regions = _read(folder, "regions")
    return {
        "regions": _save(Region, regions, ["name", "valid_from", "valid_to"]),
        "municipalities": _save_municipalities(folder, regions, today),
        "aliases": _save_aliases(folder),
        "school_types": _save(
            SchoolType, [row | {"is_school": row["is_school"] == "1"} for row in _read(folder, "school_types")],
            ["name", "is_school"],
        ),
        "grades": _save(Grade, _read(folder, "grades"), ["name", "order", "phase", "valid_from", "valid_to"]),
        "subjects": _save_subjects(folder),
        "advice": load_advice(rows=_read(folder, "advice")),
        "formats": _save(Format, _read(folder, "formats"), FORMAT_FIELDS),
        "school_holidays": _add_holidays(_read(folder, "school_holidays")),
    }  # fmt: skip


def _read(folder: Path, name: str) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {key: value or None if "valid" in key else value for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def region_on(code: str, regions: Iterable[dict], today: datetime.date) -> str:
    """Return the code of the region that has taken over from ``code`` by ``today``, or ``code`` itself."""
    by_code = {row["code"]: row for row in regions}
    while (heir := by_code[code]["replaced_by"]) and by_code[heir]["valid_from"] <= today.isoformat():
        code = heir
    return code


def _save_municipalities(folder: Path, regions: list[dict], today: datetime.date) -> Counts:
    ids = dict(Region.objects.values_list("code", "pk"))
    rows = _read(folder, "municipalities")
    for row in rows:
        row["region_id"] = ids[region_on(row["region"], regions, today)]
        row["latitude"], row["longitude"] = float(row["latitude"]), float(row["longitude"])
    return _save(Municipality, rows, ["name", "region_id", "latitude", "longitude", "valid_from", "valid_to"])


def _save_subjects(folder: Path) -> Counts:
    ids = dict(Grade.objects.values_list("code", "pk"))
    rows = _read(folder, "subjects")
    for row in rows:
        row["first_grade_id"], row["last_grade_id"] = ids.get(row["first_grade"]), ids.get(row["last_grade"])
    return _save(Subject, rows, ["name", "kind", "first_grade_id", "last_grade_id", "valid_from", "valid_to"])


def _save_aliases(folder: Path) -> Counts:
    ids = dict(Municipality.objects.values_list("code", "pk"))
    known = set(MunicipalityAlias.objects.values_list("municipality_id", "alias"))
    wanted = [(ids[row["code"]], row["alias"]) for row in _read(folder, "municipality_aliases")]
    fresh = [MunicipalityAlias(municipality_id=pk, alias=alias) for pk, alias in wanted if (pk, alias) not in known]
    MunicipalityAlias.objects.bulk_create(fresh)
    return {"new": len(fresh), "changed": 0, "unchanged": len(wanted) - len(fresh)}


def _add_holidays(rows: list[dict]) -> Counts:
    """Add what is new. What stands already is left alone: an administrator knows the municipalities better."""
    known = set(SchoolHoliday.objects.exclude(code="").values_list("code", flat=True))
    fresh = [SchoolHoliday(**row) for row in rows if row["code"] not in known]
    made = SchoolHoliday.objects.bulk_create(fresh, ignore_conflicts=True)
    return {"new": len(made), "changed": 0, "unchanged": len(rows) - len(made)}


def _save(model: type[models.Model], rows: list[dict], fields: list[str]) -> Counts:
    """Create or update the rows of ``model``, found by ``code``."""
    known = {row.code: row for row in model._default_manager.filter(code__in=[r["code"] for r in rows])}  # noqa: SLF001
    fresh, changed = [], []
    for row in rows:
        values = {name: _value(model, name, row[name]) for name in fields}
        old = known.get(row["code"])
        if old is None:
            fresh.append(model(code=row["code"], **values))
        elif any(getattr(old, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(old, name, value)
            changed.append(old)
    model._default_manager.bulk_create(fresh)  # noqa: SLF001
    if changed:
        model._default_manager.bulk_update(changed, fields)  # noqa: SLF001
    return {"new": len(fresh), "changed": len(changed), "unchanged": len(rows) - len(fresh) - len(changed)}


def _value(model: type[models.Model], name: str, value):
    field = model._meta.get_field(name)
    return value if field.is_relation else field.to_python(value)
