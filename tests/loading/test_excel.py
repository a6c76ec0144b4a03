"""Excel workbooks: sheets, headers, dates, and files that are none or are damaged."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import columns, excel
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

FILE = Path("export.xlsx")
DAY = datetime(2021, 8, 11)
HEADER = ["Headline", "Body", "Date", "Source"]
RAIN = ["Rain", "It rained on the hills.", DAY, "Hillside Gazette"]
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _book(*sheets: list[list[object]], hidden: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        if number == hidden:
            sheet.sheet_state = "hidden"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _read(data: bytes, fault: str | None = None) -> list[Record | SetAside]:
    return list(excel.read(Content(FILE, data, fault)))


def test_a_sheet_becomes_records_and_its_dates_stay_dates():
    (record,) = _read(_book([HEADER, RAIN]))
    assert record == Record("export.xlsx", 1, dict(zip(HEADER, RAIN, strict=True)), "export.xlsx")


def test_each_sheet_with_rows_is_read_and_has_a_layout_of_its_own():
    other = [["title", "text", "published"], ["Sun", "It was dry.", "12.8.2021"]]
    first, second = _read(_book([HEADER, RAIN], [], other))
    assert (first.row, second.row) == (1, 2)
    assert second.fields == {"title": "Sun", "text": "It was dry.", "published": "12.8.2021"}
    assert (first.table, second.table) == (
        "export.xlsx, sheet 'Sheet 0'",
        "export.xlsx, sheet 'Sheet 2'",
    )


def test_a_hidden_sheet_is_told_of_and_an_empty_one_is_not():
    record, aside = _read(_book([HEADER, RAIN], [HEADER, RAIN], [], hidden=1))
    assert (record.row, aside.reason) == (1, "unknown_format")
    assert "'Sheet 1' is hidden" in aside.detail


def test_a_caption_above_the_header_and_empty_rows_are_passed_over():
    rows = [["Export of 12 August"], [], ["Search: rain"], HEADER, [], RAIN, [None, None], RAIN]
    assert [record.fields["Headline"] for record in _read(_book(rows))] == ["Rain", "Rain"]


def test_a_sheet_without_a_header_gets_names_by_its_content():
    rows = [
        [datetime(2021, 8, day), "Dawn", f"Rain in the hills, day {day}", f"It rained {day}. " * 20]
        for day in (11, 12, 13)
    ]
    records = _read(_book(rows))
    assert len(records) == 3
    assert list(records[0].fields) == ["published", "outlet", "title", "text"]
    assert records[0].fields["published"] == DAY


def test_day_numbers_in_a_column_of_dates_become_dates_and_elsewhere_do_not():
    (record,) = _read(_book([[*HEADER, "Words"], ["Rain", "It rained.", 44419, "H", 44419]]))
    assert (record.fields["Date"], record.fields["Words"]) == (DAY, 44419)


def test_errors_of_formulas_are_empty_and_escapes_are_resolved():
    (record,) = _read(_book([HEADER, ["#N/A", "One._x000D_\nTwo.", DAY, "H"]]))
    assert (record.fields["Headline"], record.fields["Body"]) == (None, "One.\r\nTwo.")


def test_columns_with_one_name_and_with_none_are_kept():
    (record,) = _read(_book([["text", "text", None, "date"], ["a", "b", "c", DAY, "d"]]))
    assert record.fields == {
        "text": "a", "text.2": "b", "(column 3)": "c", "date": DAY, "(column 5)": "d",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        (OLD + "Workbook".encode("utf-16-le"), "unknown_format", "Excel 97-2003"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "unreadable_file", "password"),
        (b"title,text\nRain,It rained.\n", "unreadable_file", "is none"),
        (b"", "unreadable_file", "is none"),
        (bytes(40), "unreadable_file", "is none"),
        (b"PK\x03\x04 xl/ nothing", "unreadable_file", "no whole workbook"),
        (_book([HEADER, RAIN])[:-300], "unreadable_file", "no whole workbook"),
    ],
)
def test_what_cannot_be_opened_is_set_aside(data: bytes, reason: str, said: str):
    (aside,) = _read(data)
    assert (aside.source_row, aside.reason) == (0, reason)
    assert said in aside.detail
    assert len(aside.mend) > 8


def test_an_old_workbook_says_save_it_as_xlsx():
    (aside,) = _read(OLD + "Workbook".encode("utf-16-le"))
    assert "save it as .xlsx" in aside.mend


def test_a_sheet_that_breaks_off_keeps_the_rows_before():
    packed = _book([HEADER, *[RAIN] * 3])
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as whole, zipfile.ZipFile(broken, "w") as cut:
        for name in whole.namelist():
            part = whole.read(name)
            cut.writestr(name, part[: part.rfind(b"<row")] if "sheet1" in name else part)
    *records, aside = _read(broken.getvalue())
    assert [record.row for record in records] == list(range(1, len(records) + 1))
    assert (aside.reason, aside.source_row) == ("unreadable_file", 0)


def test_a_file_cut_off_on_the_way_is_told():
    assert _read(_book([HEADER, RAIN]), "its gzip ends too early")[-1].reason == "unreadable_file"


@pytest.mark.parametrize(
    ("name", "data", "is_one"),
    [
        ("a.xlsx", _book([HEADER, RAIN]), True),
        ("a.xls", OLD + "Workbook".encode("utf-16-le"), True),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), True),
        ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), False),
        ("a.doc", OLD + "WordDocument".encode("utf-16-le"), False),
        ("a.xls", b"<html><table>", False),
        ("a.zip", b"PK\x03\x04 other.csv", False),
        ("a.xlsx", b"", False),
    ],
)
def test_a_workbook_is_told_by_its_bytes(name: str, data: bytes, is_one: bool):
    assert excel.recognises(Content(Path(name), data)) is is_one


def test_names_are_understood_as_in_other_files():
    (record,) = _read(_book([HEADER, RAIN]))
    assert columns.choose(record.fields).chosen["text"] == ("Body",)


WHOLE = _book([HEADER, RAIN], [["title", "text"], ["Sun", "It was dry."]])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_make_it_fail(data: bytes, zipped: bool):
    content = Content(FILE, b"PK\x03\x04" * zipped + data)
    excel.recognises(content)
    assert all(isinstance(found, SetAside) for found in excel.read(content))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8))
def test_no_changed_byte_makes_it_fail(changes: list[tuple[int, int]]):
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    list(excel.read(Content(FILE, bytes(data))))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]), st.data())
def test_no_changed_part_makes_it_fail(part: str, data: st.DataObject):
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(WHOLE)) as whole, zipfile.ZipFile(broken, "w") as changed:
        for name in whole.namelist():
            xml = whole.read(name)
            if name == part:
                start = data.draw(st.integers(0, len(xml)))
                end = data.draw(st.integers(start, len(xml)))
                xml = (
                    xml[:start] + data.draw(st.sampled_from([b"", b"x", b'"', b"<a/>"])) + xml[end:]
                )
            changed.writestr(name, xml)
    list(excel.read(Content(FILE, broken.getvalue())))
