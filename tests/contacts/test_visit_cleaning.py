import datetime

import pytest

from contacts.imports.cleaning import Unclean
from contacts.imports.visit_cleaning import (
    clean_grades,
    clean_place,
    clean_pupils,
    clean_visit_day,
    clean_year,
    domains_of,
    is_no_visit,
)  # fmt: skip
from contacts.imports.visit_columns import guess


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-03-14", (2023, 3, 14)), ("14-03-2023", (2023, 3, 14)), ("14.03.23", (2023, 3, 14)),
        ("45000", (2023, 3, 15)), ("2023-03-14T09:00:00", (2023, 3, 14)), ("14/3 2023", None), ("3/14/2023", None),
        ("14/3", None), ("uge 11", None), ("tirsdag d. 14. marts", None), ("31-02-2023", None), ("14-03-1923", None),
    ],
)  # fmt: skip
def test_days_are_read_where_they_are_certain(text, day):
    if day:
        assert clean_visit_day(text) == datetime.date(*day)
    else:
        with pytest.raises(Unclean):
            clean_visit_day(text)


def test_a_day_without_its_year_takes_the_one_beside_it():
    assert clean_visit_day("16/4", year=clean_year("Forår 2021")) == datetime.date(2021, 4, 16)
    assert clean_visit_day("tirsdag d. 14. marts", year=2023) == datetime.date(2023, 3, 14)
    assert clean_year("2021/22") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [("25", 25), ("ca. 25", 25), ("2x24", 48), ("24 + 3", 24), ("0", None), ("", None), ("30 elever", 30)],
)
def test_pupils_are_counted_as_people_write_them(text, count):
    assert clean_pupils(text) == count


@pytest.mark.parametrize("text", ["mange", "99999"])
def test_what_is_no_number_of_pupils_is_told(text):
    with pytest.raises(Unclean):
        clean_pupils(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("5.b", "5"), ("5.-6. kl.", "5 6"), ("5. og 6. klasse", "5 6"), ("4.a+4.b", "4"), ("bh.kl.", "0"),
        ("indskolingen", "0 1 2 3"), ("Udskoling", "7 8 9"), ("10", "10"), ("1.g", "g1"), ("2.x", ""), ("2.hf", "g2"),
        ("1.b (stx)", "g1"), ("3.g. Bioteknologi & 1. biologi", "g1 g3"), ("5.a (24 elever)", "5"),
        ("Lærerstuderende", "laererstud"), ("Modtageklasse", ""), ("9.", "9"),
    ],
)  # fmt: skip
def test_grades_are_told_from_any_spelling(text, codes):
    assert clean_grades(text) == codes.split()


@pytest.mark.parametrize("text", ["05-jun", "6. maj", "2023-06-05"])
def test_a_class_that_became_a_day_is_told(text):
    with pytest.raises(Unclean, match="5-6"):
        clean_grades(text)


def test_postcode_and_town_in_one_cell_are_parted():
    assert clean_place("2900 Hellerup", "") == ("2900", "Hellerup")
    assert clean_place("DK-8000", "Aarhus C") == ("8000", "Aarhus C")


def test_only_the_part_after_the_at_is_kept():
    assert domains_of("to@skole.example; Kontor <en@Anden.Example>") == ("skole.example", "anden.example")


def test_bookings_that_came_to_nothing_are_no_visits():
    assert [is_no_visit(text) for text in ("AFLYST", "Udeblevet", "Venteliste", "Bekræftet", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_columns_are_guessed_and_remarks_never():
    header = ["Bookingnr.", "Dato", "Skole/institution", "Postnr.", "Klasse", "Antal elever", "E-mail", "Bemærkninger"]

    assert guess(header) == {
        "school": "Skole/institution", "postcode": "Postnr.", "email": "E-mail", "visited_on": "Dato",
        "pupils": "Antal elever", "classes": "Klasse", "booking_number": "Bookingnr.",
    }  # fmt: skip
