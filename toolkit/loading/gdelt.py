"""GDELT 2.1 Global Knowledge Graph files: addresses, titles, tone and themes, no text.

Fields by the GKG 2.1 codebook (GDELT Project, 2015). The page title stands in the last
field, inside XML; coverage is told by it. ``gdelt_tone`` is GDELT's own average tone of the
article, roughly -10 to 10, a number of its own and never mixed with the toolkit's scores.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_FIELDS = 27
_DATE, _COLLECTION, _OUTLET, _ADDRESS, _THEMES, _TONE = 1, 2, 3, 4, 7, 15
_TRANSLATED, _EXTRAS = 25, 26
_WEB = "1"  # the collection whose identifiers are addresses
_FIRST = re.compile(rb"\d{14}-T?\d+\t\d{14}\t\d\t")
_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.DOTALL)
_FROM = re.compile(r"srclc:([a-z]{3})")
_MEND = "get the file again from data.gdeltproject.org"


def recognises(content: Content) -> bool:
    r"""Say whether a file is a GKG 2.1 table.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        By how its first row begins.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("a.csv"), b"20210811120000-7\t20210811120000\t1\tdawn.com"))
    True
    """
    return _FIRST.match(content.data) is not None


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a GKG 2.1 table.

    Parameters
    ----------
    content
        The file, unpacked.

    Yields
    ------
    Record or SetAside
        One for each row, with ``gdelt_tone`` and ``gdelt_themes`` besides the usual fields,
        and no text.
    """
    file = str(content.file)
    row = content.rows_before
    for line in decode(content.data).split("\n"):
        if not line.strip():
            continue
        row += 1
        values = line.rstrip("\r").split("\t")
        if len(values) != _FIELDS:
            detail = f"the row has {len(values)} fields, a GKG 2.1 row has {_FIELDS}"
            yield SetAside(file, row, "malformed_record", detail, _MEND)
        else:
            yield Record(file, row, _fields(values), file, "none")
    yield from content.set_aside(after=row)


def _fields(values: list[str]) -> dict[str, object]:
    title = _TITLE.search(values[_EXTRAS])
    source = _FROM.search(values[_TRANSLATED])
    return {
        "published": values[_DATE],
        "outlet": values[_OUTLET],
        "url": values[_ADDRESS] if values[_COLLECTION] == _WEB else None,
        "title": html.unescape(title[1]).strip() if title else None,
        "language": source[1] if source else "eng",
        "gdelt_tone": _tone(values[_TONE]),
        "gdelt_themes": values[_THEMES].strip(";") or None,
    }


def _tone(written: str) -> float | None:
    try:
        return float(written.split(",")[0])
    except ValueError:
        return None
