"""What a reader hands on: a record as its file has it, or the reason it cannot be used.

Every format's reader yields these two and nothing else, so that each record of a file
becomes an article or a row of ``set_aside``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

# Ways of writing "nothing here" that exports use instead of an empty cell.
_MISSING = frozenset({"", "na", "n/a", "nan", "none", "null", "<na>", "nat", "-", "--"})


@dataclass(frozen=True)
class Record:
    """One record, before anything is understood of it.

    Parameters
    ----------
    file
        File it stands in.
    row
        Its number there, from 1: the record, or the line of JSON Lines.
    fields
        Values by source column.
    table
        What shares one layout and one way of writing dates with it: the file, or the
        folder of a page scrape.
    """

    file: str
    row: int
    fields: Mapping[str, object]
    table: str


@dataclass(frozen=True)
class SetAside:
    """One record that cannot be used; see ``set_aside`` in :mod:`toolkit.tables`.

    Parameters
    ----------
    source_file
        File it stands in.
    source_row
        Its number there, 0 for the file as a whole.
    reason
        One of :data:`toolkit.tables.REASONS`.
    detail
        What was found.
    mend
        What would make it usable.
    outlet
        Its outlet, where that is known.
    """

    source_file: str
    source_row: int
    reason: str
    detail: str
    mend: str
    outlet: str | None = None


def as_text(value: object) -> str | None:
    """Give a field as text, None where the source says in any way that it is empty.

    Parameters
    ----------
    value
        What stands in the field. A list of names is joined by commas; what else has a
        structure of its own is no text.

    Returns
    -------
    str or None
        The text as it stands.

    Examples
    --------
    >>> as_text("NA") is None, as_text(float("nan")) is None
    (True, True)
    >>> as_text(["Ayesha Khan", "Tom Reed"])
    'Ayesha Khan, Tom Reed'
    """
    if isinstance(value, list | tuple):
        names = [name for part in value if (name := as_text(part)) is not None]
        return ", ".join(names) or None
    if value is None or isinstance(value, bool | Mapping):
        return None
    text = value if isinstance(value, str) else str(value)
    return None if text.strip().casefold() in _MISSING else text


def as_date(value: object) -> object | None:
    """Give a field that should hold a date: dates and numbers as they are, else text.

    Parameters
    ----------
    value
        What stands in the field.

    Returns
    -------
    object or None
        A date, datetime, number or text; None where the field is empty.

    Examples
    --------
    >>> as_date(1628640000), as_date(" ")
    (1628640000, None)
    """
    text = as_text(value)
    keep = isinstance(value, date | datetime | int | float)
    return value if keep and text is not None else text
