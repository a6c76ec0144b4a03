"""What a reader hands on: a record as its file has it, or the reason it cannot be used.

Every format's reader yields these and nothing else, so that each record of a file becomes
an article or a row of ``set_aside``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

# Ways of writing "nothing here" that exports use instead of an empty cell.
_MISSING = frozenset(
    {"", "na", "n/a", "nan", "none", "null", "<na>", "nat", "-", "--"}
    | {"only available in paid plans"}  # newsdata.io
)
_LONGEST_NAME = 9  # words; what is longer in a list is a paragraph


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
    text_kind
        How much of the article its text is, where the format says so.
    """

    file: str
    row: int
    fields: Mapping[str, object]
    table: str
    text_kind: str | None = None


@dataclass(frozen=True)
class Ready:
    """An article that was understood before, read back from a converted corpus.

    Parameters
    ----------
    row
        Its row of the articles table.
    """

    row: Mapping[str, object]


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
    r"""Give a field as text, None where the source says in any way that it is empty.

    Parameters
    ----------
    value
        What stands in the field. A list of names is joined by commas, a list of
        paragraphs by blank lines; what else has a structure of its own is no text.

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
    >>> as_text(["Rain fell on the hills for the third day, the office said.", "It is cold."])
    'Rain fell on the hills for the third day, the office said.\n\nIt is cold.'
    """
    if isinstance(value, list | tuple):
        parts = [part for item in value if (part := _one_text(item)) is not None]
        paragraphs = any(len(part.split()) > _LONGEST_NAME for part in parts)
        return ("\n\n" if paragraphs else ", ").join(parts) or None
    return _one_text(value)


def _one_text(value: object) -> str | None:
    if value is None or isinstance(value, bool | Mapping | list | tuple):
        return None
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
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
