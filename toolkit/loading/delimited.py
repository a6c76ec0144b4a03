"""Comma-, semicolon- and tab-separated files, in whatever dialect they come."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice

from toolkit.loading import columns
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000  # characters that are looked at to find the delimiter
_LOOKED_AT = 200  # rows that are looked at to see whether there is a header
_SAID = re.compile(r"sep=(.)\n", re.IGNORECASE)  # what Excel writes first, at times
_MEND = "correct that row in the file; a field with a delimiter in it needs quotation marks"

_Row = tuple[list[str], str | None]  # its fields, and what is wrong with it


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a delimited file.

    Rows count from 1 at the first row under the header; lines that are empty do not
    count. A row with more or fewer fields than the header is set aside, for nobody can
    say which of its fields is which. Where there is no header the columns are named by
    what stands in them.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each row, and one more where the file ends too early.
    """
    text = decode(content.data).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter, start = find_delimiter(text), 0
    if said := _SAID.match(text):
        delimiter, start = said[1], said.end()
    file, row = str(content.file), content.rows_before
    header, rows = _under_header(_rows(text, delimiter, start), later=bool(content.rows_before))
    for row, (fields, fault) in enumerate(rows, start=content.rows_before + 1):
        fault = fault or _misfit(fields, header)
        if fault:
            yield SetAside(file, row, "malformed_record", fault, _MEND)
        else:
            yield Record(file, row, dict(zip(header, fields, strict=False)), file)
    yield from content.set_aside(after=row)


def _under_header(rows: Iterator[_Row], *, later: bool) -> tuple[list[str], Iterator[_Row]]:
    """Give the names of the columns and the rows below; ``later``: part of a long file.

    Each part of a long file begins with the first row of the file.
    """
    top = next(rows, None)
    if top is None:
        return [], rows
    shown = list(islice(rows, _LOOKED_AT))
    first, width = top[0], len(top[0])
    below = [fields for fields, fault in shown if fault is None and len(fields) == width]
    if top[1] or columns.is_header(first, below):
        return _names(first), chain(shown, rows)
    names = columns.names_by_content([first, *below])
    return names, chain(shown, rows) if later else chain([top], shown, rows)


def find_delimiter(text: str) -> str:
    r"""Find the character that parts the fields.

    Parameters
    ----------
    text
        The file.

    Returns
    -------
    str
        The one that gives the header most fields while the rows agree with it. A body
        is full of commas, so agreement counts before number.

    Examples
    --------
    >>> find_delimiter('title;text\nTalks;"Yes, no; yes, no"\nRain;"No, yes"\n')
    ';'
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(_DELIMITERS, key=lambda mark: _agreement(sample, mark))


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    with _any_field_size():
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row][:200]
    if not rows or len(rows[0]) < 2:
        return (0.0, 0)
    width = len(rows[0])
    agree = sum(len(row) == width for row in rows) / len(rows)
    return (round(agree, 1), width)


def _rows(text: str, delimiter: str, start: int = 0) -> Iterator[_Row]:
    """Give each row's fields and what is wrong with it.

    A quotation mark that is never closed swallows rows, up to the next mark or the end of
    the file: that row is given up at its own first line, and reading starts again on the
    next. Marks that stand within one line and are not doubled are let pass.
    """
    while start < len(text):
        lines = _Lines(text, start)
        begun = start
        try:
            with _any_field_size():
                for fields in csv.reader(lines, delimiter=delimiter, strict=True):
                    begun = lines.at
                    if fields:
                        yield fields, None
        except csv.Error:
            line = next(_Lines(text, begun))
            yield _alone(line, delimiter)
            start = begun + len(line)
        else:
            return


def _alone(line: str, delimiter: str) -> _Row:
    """Give the fields of one line, unless it opens a quotation mark and does not close it."""
    with _any_field_size():
        rows = list(csv.reader([line, "behind it\n"], delimiter=delimiter))
    if len(rows) == 2:
        return rows[0], None
    return [line.rstrip("\n")], "a quotation mark is opened and never closed"


class _Lines:
    """The lines of a text, one after the other and without a copy of all of them."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self.at = start

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        start = self.at
        if start >= len(self._text):
            raise StopIteration
        end = self._text.find("\n", start)
        self.at = len(self._text) if end < 0 else end + 1
        return self._text[start : self.at]


def _names(fields: list[str]) -> list[str]:
    names: list[str] = []
    for number, field in enumerate(fields, start=1):
        name = field.strip()
        again = name and name in names
        names.append(f"{name}.{number}" if again else name or f"(column {number})")
    return names


def _misfit(fields: Sequence[str], header: Sequence[str]) -> str | None:
    wanted, found = len(header), len(fields)
    if found < wanted:
        return f"the row has {found} fields, the header {wanted}"
    if any(field.strip() for field in fields[wanted:]):
        return f"the row has {found} fields, the header {wanted}"
    named = len(header)
    while named and header[named - 1] == f"(column {named})":
        named -= 1
    if named and any(field.strip() for field in fields[named:wanted]):
        return f"the row has fields beyond the {named} named columns: they have slipped"
    return None


@contextmanager
def _any_field_size() -> Iterator[None]:
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
