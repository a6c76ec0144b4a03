"""Excel workbooks (.xlsx): every sheet that can be seen and has rows.

Dates stay dates, and are made from Excel's day numbers where the cells of a column of
dates lost their format. Not seen: addresses behind a cell's text, and that a text was cut,
for Excel itself cuts a cell at 32,767 characters.
"""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice

import openpyxl
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from toolkit.loading import columns
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: .xls, or a protected .xlsx
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0"))
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm")

# What openpyxl, zipfile and the XML parsers raise on a damaged workbook.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, KeyError, ValueError,
    TypeError, IndexError, AttributeError, OverflowError, NotImplementedError, RuntimeError,
    struct.error, InvalidFileException,
)  # fmt: skip

_CAPTION = 10  # rows at the top that are looked at for the header
_LOOKED_AT = 50  # rows under it that are looked at where no name is a usual one
_DAYS = (20_000, 80_000)  # Excel's numbers of the days of 1954 to 2119
_MEND_OLD = "open it in Excel or LibreOffice and save it as .xlsx"
_MEND_DAMAGED = "open it in Excel or LibreOffice, save it anew as .xlsx, or get it again"

_Row = tuple[object, ...]


def recognises(content: Content) -> bool:
    r"""Say whether a file is an Excel workbook, also an old or a protected one.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        By its first bytes and the names of the parts in it.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("export.xlsx"), b"title,text\n"))
    False
    """
    data = content.data
    if data.startswith(_OLD):
        named = content.file.suffix.lower() in _SUFFIXES
        return any(mark in data for mark in _OLD_BOOKS) or (named and _PROTECTED in data)
    return data.startswith(_ZIP) and b"xl/" in data


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a workbook, sheet by sheet.

    Rows count from 1 at the first row under a header, and go on from sheet to sheet. The
    header is the row, among the first ten of a sheet, in which two cells are usual names;
    else the first row that is not empty. Empty rows and sheets do not count.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each row, one for a hidden sheet, and one for the file where it is damaged,
        protected by a password or of the old format.
    """
    file, row = str(content.file), 0
    if problem := _not_open(content):
        yield problem
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ornaments that openpyxl leaves out
            book = openpyxl.load_workbook(BytesIO(content.data), read_only=True, data_only=True)
        for found in _in_book(book, file):
            if isinstance(found, Record):
                row = found.row
            yield found
    except _DAMAGE as error:
        yield _damaged(file, row, error)
    yield from content.set_aside(after=row)


def _not_open(content: Content) -> SetAside | None:
    """Say why a file is no workbook that can be opened, None where it may be one."""
    file, data = str(content.file), content.data
    if data.startswith(_OLD):
        if _PROTECTED in data:
            mend = "open it with its password, take the password off, and save it again"
            return SetAside(file, 0, "unreadable_file", "is protected by a password", mend)
        detail = "is a workbook of Excel 97-2003 (.xls)"
        return SetAside(file, 0, "unknown_format", detail, _MEND_OLD)
    if not data.startswith(_ZIP):
        detail = "is named as a workbook and is none"
        mend = "if it is text, name it .csv or .tsv; else save it as .xlsx"
        return SetAside(file, 0, "unreadable_file", detail, mend)
    if b"xl/workbook.bin" in data:
        detail = "is a binary workbook (.xlsb)"
        return SetAside(file, 0, "unknown_format", detail, _MEND_OLD)
    return None


def _damaged(file: str, row: int, error: Exception) -> SetAside:
    where = f" after record {row}" if row else ""
    lines = str(error).splitlines()
    said = f": {lines[0][:200]}" if lines else ""
    detail = f"is no whole workbook{where} ({type(error).__name__}{said})"
    return SetAside(file, 0, "unreadable_file", detail, _MEND_DAMAGED)


def _in_book(book: Workbook, file: str) -> Iterator[Record | SetAside]:
    before = 0
    several = len(book.worksheets) > 1
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what other programs write there is not always true
        rows = _rows(sheet.iter_rows(values_only=True))
        if sheet.sheet_state != "visible":
            if next(rows, None):
                detail = f"the sheet '{sheet.title}' is hidden and was not read"
                mend = "show it in Excel and save, if its articles are to count"
                yield SetAside(file, 0, "unknown_format", detail, mend)
            continue
        table = f"{file}, sheet '{sheet.title}'" if several else file
        for fields in _under_header(rows, book.epoch):
            before += 1
            yield Record(file, before, fields, table)


def _rows(rows: Iterator[_Row]) -> Iterator[_Row]:
    """Give the rows that hold something, their texts as they were typed."""
    for row in rows:
        cells = tuple(_cell(value) for value in row)
        if any(cell is not None for cell in cells):
            yield cells


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value in ERROR_CODES or not value.strip():
        return None
    return unescape(value) if "_x" in value else value


def _under_header(rows: Iterator[_Row], epoch: datetime) -> Iterator[dict[str, object]]:
    top = list(islice(rows, _CAPTION))
    if not top:
        return
    at = next((number for number, row in enumerate(top) if _usual_names(row) > 1), None)
    if at is not None:
        names, rows = _names(top[at]), chain(top[at + 1 :], rows)
    else:
        shown = [*top, *islice(rows, _LOOKED_AT)]
        written = [_written(row, len(top[0])) for row in shown]
        if columns.is_header(written[0], written[1:]):
            names, rows = _names(top[0]), chain(shown[1:], rows)
        else:
            names, rows = columns.names_by_content(written), chain(shown, rows)
    dated = set(columns.choose(names).chosen["published"])
    for row in rows:
        yield {
            name: _as_date(value, epoch) if name in dated else value
            for name, value in _named(names, row)
        }


def _usual_names(row: _Row) -> int:
    """Count the different article columns that the cells of a row name."""
    return len({said for cell in row if isinstance(cell, str) for said in columns.meaning(cell)})


def _names(row: _Row) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(row, start=1):
        name = "" if cell is None else str(cell).strip()
        again = name and name in names
        names.append(f"{name}.{number}" if again else name or f"(column {number})")
    return names


def _named(names: Sequence[str], row: _Row) -> Iterator[tuple[str, object]]:
    for number, value in enumerate(row):
        name = names[number] if number < len(names) else f"(column {number + 1})"
        # A column that neither has a name nor holds anything is none.
        if value is not None or not name.startswith("(column "):
            yield name, value


def _written(row: _Row, width: int) -> list[str]:
    cells = [*row[:width], *[None] * (width - len(row))]
    return [
        "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
        for cell in cells
    ]


def _as_date(value: object, epoch: datetime) -> object:
    is_day = isinstance(value, int | float) and _DAYS[0] <= value < _DAYS[1]
    return from_excel(value, epoch) if is_day else value
