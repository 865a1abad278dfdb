import io
import pathlib
import zipfile

import pytest
import xlsxwriter

from samarbejde.lib import tables_in
from samarbejde.lib.tables_in import TableError, header_key, read_table
from samarbejde.lib.tables_in import workbooks as workbook_reader

BAD = pathlib.Path(__file__).parents[2] / "data" / "bad"
WHOLE = [
    "enc_utf16le_nobom.csv", "enc_utf16le_bom.csv", "enc_utf8_bom.csv", "enc_cp1252.csv", "enc_cp850.csv",
    "enc_mojibake_cp1252_as_utf8.csv", "enc_nfd_decomposed.csv", "sep_comma_quoted.csv", "sep_tab.tsv", "sep_pipe.txt",
    "eol_mixed.csv", "eol_no_final_newline.csv", "eol_blank_lines.csv", "hdr_lower_and_spaces.csv",
    "xlsx_plain_numbers.xlsx",
]  # fmt: skip


def is_header(cells):
    return {"inst_nr", "inst_navn"} <= {header_key(cell) for cell in cells}


def read(name):
    return read_table((BAD / name).read_bytes(), is_header=is_header)


def column(table, key):
    place = [header_key(name) for name in table.header].index(key)
    return [row.cells[place] for row in table.rows]


@pytest.mark.parametrize("name", WHOLE)
def test_every_dialect_gives_the_same_names(name):
    table = read(name)

    assert len(table.rows) == 60
    assert header_key(table.header[0]) == "hovedskole_inst"
    assert [n.strip() for n in column(table, "inst_navn")] == [
        n.strip() for n in column(read("enc_utf8_bom.csv"), "inst_navn")
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty_0_byte.csv", "empty"), ("header_only.csv", "no_rows"), ("html_error_page.csv", "web_page"),
        ("xls_html_table.xls", "web_page"), ("hdr_none.csv", "no_header"),
        ("enc_utf8_replacement_chars.csv", "letters_lost"), ("sep_comma_unquoted.csv", "ragged"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(name, code):
    with pytest.raises(TableError) as refused:
        read(name)

    assert refused.value.code == code


def test_mended_letters_are_told():
    assert len(read("enc_mojibake_cp1252_as_utf8.csv").notices) == 1
    assert len(read("enc_cp850.csv").notices) == 1
    assert read("enc_cp1252.csv").notices == []


def test_stray_quotation_marks_stay_in_the_names():
    assert column(read("quote_stray_in_unquoted.csv"), "inst_navn")[1:4:2] == [
        'Skoletilbuddet "Den gamle Brugs"', '"VEDDERBO" Skole',
    ]  # fmt: skip


def test_quoted_cells_hold_line_breaks_and_separators():
    table = read("quote_linebreak_and_separator_inside.csv")

    assert len(table.rows) == 10
    assert column(table, "inst_adr")[2].split() == ["Skolevej", "1", "port", "B"]


def test_a_header_below_a_title_is_found():
    table = read("xlsx_merged_header_rows.xlsx")

    assert (table.header_line, table.header[1]) == (3, "INST_NR")


def test_lines_are_counted_as_in_the_file():
    assert [row.line for row in read_table(b"navn;by\r\n\r\na;b\n\nc;d").rows] == [3, 5]


def test_nul_bytes_are_left_out_and_told():
    table = read("nul_bytes.csv")

    assert len(table.notices) == 1
    assert not any("\x00" in cell for row in table.rows for cell in row.cells)


def test_one_odd_row_is_reported_and_the_rest_read():
    table = read_table(b"navn;by\na;b\nc;d;e\nf;g")

    assert (table.ragged, [row.line for row in table.rows]) == ([(3, 3)], [2, 4])


def test_the_size_is_limited(monkeypatch):
    monkeypatch.setattr("samarbejde.lib.tables_in.sniffing.MAX_BYTES", 10)

    with pytest.raises(TableError) as refused:
        read_table(b"navn;by\naaaa;bbbb")

    assert refused.value.code == "too_large"


def test_the_number_of_rows_is_limited(monkeypatch):
    monkeypatch.setattr("samarbejde.lib.tables_in.delimited.MAX_ROWS", 2)

    with pytest.raises(TableError) as refused:
        read_table(b"navn;by\na;b\nc;d\ne;f")

    assert refused.value.code == "too_many_rows"


def workbook(**cells):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for place, value in cells.items():
            sheet.write(place, value)
    return file.getvalue()


def test_a_workbook_with_one_far_cell_is_refused_before_it_is_unpacked():
    with pytest.raises(TableError) as refused:
        read_table(workbook(A1="navn", B1="by", XFD1048576="x"))

    assert refused.value.code == "too_many_rows"


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbook_reader, "MAX_UNPACKED_BYTES", 1000)

    with pytest.raises(TableError) as refused:
        read_table(workbook(A1="navn", B1="by", A2="a"))

    assert refused.value.code == "too_large"


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 no workbook"])
def test_a_damaged_workbook_is_told_as_such(content):
    with pytest.raises(TableError) as refused:
        read_table(content)

    assert refused.value.code == "damaged"


def test_a_zip_that_is_no_workbook_is_told_as_such():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("hej.txt", "hej")

    with pytest.raises(TableError) as refused:
        read_table(file.getvalue())

    assert refused.value.code == "damaged"


def test_numbers_and_errors_in_workbooks_become_plain_text():
    table = read_table(workbook(A1="navn", B1="tal", A2="#VALUE!", B2=101023, A3="æ", B3=55.5))

    assert [row.cells for row in table.rows] == [["", "101023"], ["æ", "55.5"]]


def test_the_limits_are_public():
    assert (tables_in.MAX_ROWS, tables_in.MAX_BYTES) == (100_000, 25 * 1024 * 1024)
