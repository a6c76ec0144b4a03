"""Comma-, semicolon- and tab-separated files, in whatever dialect they come."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200_000  # characters that are looked at to find the delimiter
_MEND = "correct that row in the file; a field with a delimiter in it needs quotation marks"


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a delimited file.

    Rows count from 1 at the first row under the header; lines that are empty do not
    count. A row with more or fewer fields than the header is set aside, for nobody can
    say which of its fields is which.

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
    delimiter = find_delimiter(text)
    header: list[str] | None = None
    row = 0
    for fields, fault in _rows(text, delimiter):
        if header is None:
            header = _names(fields)
            continue
        row += 1
        fault = fault or _misfit(fields, header)
        if fault:
            yield SetAside(str(content.file), row, "malformed_record", fault, _MEND)
        else:
            named = zip(header, fields, strict=False)
            yield Record(str(content.file), row, dict(named), str(content.file))
    yield from content.set_aside(after=row)


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


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], str | None]]:
    """Give each row's fields and what is wrong with it.

    A quotation mark that is never closed swallows the rest of the file: that row is
    given up at its own first line, and reading starts again on the next.
    """
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=delimiter)
        before, begun = 0, start
        with _any_field_size():
            for fields in reader:
                begun, before = start + before, reader.line_num
                last = start + reader.line_num >= len(lines)
                if last and _is_open(lines[begun:], delimiter):
                    break
                if fields:
                    yield fields, None
            else:
                return
        yield [lines[begun]], "a quotation mark is opened and never closed"
        start = begun + 1


def _is_open(lines: list[str], delimiter: str) -> bool:
    # The reader closes what is open at the end by itself; a row more tells whether it did.
    joined = "\n".join(lines) + "\n"
    probe = csv.reader(io.StringIO(f"{joined}probe\n"), delimiter=delimiter)
    plain = csv.reader(io.StringIO(joined), delimiter=delimiter)
    return sum(1 for _ in probe) == sum(1 for _ in plain)


def _names(fields: list[str]) -> list[str]:
    names: list[str] = []
    for number, field in enumerate(fields, start=1):
        name = field.strip()
        again = name and name in names
        names.append(f"{name}.{number}" if again else name or f"(column {number})")
    return names


def _misfit(fields: list[str], header: list[str]) -> str | None:
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
