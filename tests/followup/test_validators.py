from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from followup.validators import parse_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1,5", "1.50"), ("1.5", "1.50"), ("2", "2.00"), ("1½", "1.50"), ("½", "0.50"), ("1,5 t", "1.50"),
        ("1,5t", "1.50"), ("2 timer", "2.00"), ("1 time", "1.00"), ("90 min", "1.50"), ("90min.", "1.50"),
        ("45 minutter", "0.75"), ("1 t 30 min", "1.50"), ("1 time og 15 minutter", "1.25"), ("1:30", "1.50"),
        ("0:45", "0.75"), (" 2,25 T ", "2.25"), ("0", "0.00"), ("100 min", "1.67"),
    ],
)  # fmt: skip
def test_hours_are_understood_as_people_write_them(text, hours):
    assert parse_hours(text) == Decimal(hours)


@pytest.mark.parametrize(
    "text", ["", "halvanden", "1,5,5", "-1", "1:75", "t", "min", "1 x", "1e3", "NaN", "100", "200 t"]
)
def test_what_cannot_be_hours_is_refused(text):
    with pytest.raises(ValidationError):
        parse_hours(text)


@given(st.text(max_size=12))
def test_no_text_breaks_it(text):
    try:
        hours = parse_hours(text)
    except ValidationError:
        return
    assert 0 <= hours <= 99
