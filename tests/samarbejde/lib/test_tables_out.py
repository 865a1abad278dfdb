import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from samarbejde.lib.tables_out import Sheet, csv_text, write_csv, write_xlsx


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"), ("\u200b=1", "'\u200b=1"), ("＝1", "'＝1"), ("+45 12 34 56 78", "+45 12 34 56 78"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("+45 12=1", "'+45 12=1"), ("a=1", "a=1"), ("", ""), (None, ""),
        (Decimal("1234.50"), "1234,50"), (1.5, "1,5"), (-3, "-3"), (datetime.date(2026, 3, 3), "03-03-2026"),
        (datetime.datetime(2026, 3, 3, 8, 0, tzinfo=datetime.UTC), "03-03-2026 09:00"), ("a\x00b\x0bc", "abc"),
    ],
)  # fmt: skip
def test_csv_text_is_what_danish_excel_reads(value, text):
    assert csv_text(value) == text


def test_csv_says_yes_in_danish():
    with translation.override("da"):
        assert [csv_text(True), csv_text(False)] == ["Ja", "Nej"]


def test_csv_comes_in_pieces_with_a_mark_of_its_encoding():
    pieces = list(write_csv(["Navn", "Æble"], ([f"Række {n}", 'a;"b"\nc'] for n in range(1001))))
    text = b"".join(pieces).decode("utf-8-sig")
    assert (len(pieces), pieces[0][:3], text.splitlines()[0]) == (3, b"\xef\xbb\xbf", "Navn;Æble")
    assert text.split("\r\n")[1] == 'Række 0;"a;""b""\nc"'


def test_xlsx_keeps_text_as_text_and_numbers_as_numbers():
    rows = [["=1+1", "0123", "https://a.example", 3, Decimal("2.5"), datetime.date(2026, 3, 3), None, "a\x00b"]]
    sheets = [
        Sheet("Åben/lukket [1]", ["A"] * 8, iter(rows), notes=["Skrevet i dag"]),
        Sheet("åben lukket  1", ["B"], []),
    ]
    with write_xlsx(sheets) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    cells = book.worksheets[0][3]
    assert [c.value for c in cells] == [
        "=1+1",
        "0123",
        "https://a.example",
        3,
        2.5,
        datetime.datetime(2026, 3, 3),  # noqa: DTZ001
        None,
        "ab",
    ]
    assert ([c.data_type for c in cells[:3]], book.sheetnames[0]) == (["s", "s", "s"], "Åben lukket  1")
    assert len({name.casefold() for name in book.sheetnames}) == 2
