"""RIS files, the form in which archives hand on references: titles and abstracts.

A record runs from its ``TY`` line to its ``ER`` line. RIS has no field for an article's
text, so that what it gives is an abstract and is called one. ProQuest's and Zotero's
files differ in which of several tags they use; all of them are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.loading.other_languages import iso_date, language_code
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

Tags = dict[str, list[str]]

_TAG = re.compile(r"^\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,3}-(?:\s(?P<value>.*))?$")
_FIRST = re.compile(rb"^\s*TY\s{1,3}-\s+[A-Z0-9]{2,8}\s*$", re.MULTILINE)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?(?=/|$|\s)")
# ProQuest adds the place behind the name: "The Ledger; Quetta".
_PLACE = re.compile(r"\s*;.*$")

_TITLE = ("TI", "T1", "CT")
_OUTLET = ("T2", "JF", "JO", "JA", "J2", "BT", "PB")
_ABSTRACT = ("AB", "N2")
_DATE = ("DA", "Y1", "PY", "YR")


def recognises(content: Content) -> bool:
    r"""Say whether a file is RIS.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        True when a line of its beginning opens a record.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("a.ris"), b"TY  - NEWS\nTI  - Talks\nER  - \n"))
    True
    """
    start = content.data[:4000].replace(b"\0", b"")
    return _FIRST.search(start) is not None and not start.lstrip().startswith(b"<")


def read(content: Content) -> Iterator[Record | SetAside]:
    r"""Read the records of a RIS file.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each record, and one more where the file ends too early.

    Examples
    --------
    >>> from pathlib import Path
    >>> data = b"TY  - NEWS\nTI  - Talks\nAB  - They met.\nAU  - Khan, Ayesha\nER  - "
    >>> record = next(read(Content(Path("a.ris"), data)))
    >>> record.fields["abstract"], record.fields["author"]
    ('They met.', 'Ayesha Khan')
    """
    row = 0
    for row, tags in enumerate(_records(decode(content.data)), start=1):
        yield _record(content, row, tags)
    if not row and content.fault is None:
        mend = "export the records again, as RIS"
        detail = "no line of it opens a RIS record (TY  -)"
        yield SetAside(str(content.file), 0, "unknown_format", detail, mend)
    yield from content.set_aside(after=row)


def natural_name(name: str) -> str:
    """Give a name that is written for sorting as it is spoken.

    Parameters
    ----------
    name
        "Family, Given", or a name in its usual order.

    Returns
    -------
    str
        "Given Family".

    Examples
    --------
    >>> natural_name("Khan, Ayesha"), natural_name("Reed, Tom, Jr"), natural_name("Reuters")
    ('Ayesha Khan', 'Tom Reed Jr', 'Reuters')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) not in (2, 3) or len(parts[1].split()) > 3:
        return " ".join(name.split())
    return " ".join([parts[1], parts[0], *parts[2:]])


def _records(text: str) -> Iterator[Tags]:
    tags: Tags = {}
    last: list[str] | None = None
    for line in text.replace("\0", "").splitlines():
        match = _TAG.match(line)
        if match is None:
            if last and line.strip():  # a long value goes on in the next line
                last[-1] = f"{last[-1]}\n{line.strip()}"
            continue
        tag, value = match["tag"], (match["value"] or "").strip()
        if tag in ("TY", "ER") and tags:
            yield tags
            tags = {}
        last = tags.setdefault(tag, []) if tag != "ER" else None
        if last is not None:
            last.append(value)
    if tags:
        yield tags


def _record(content: Content, row: int, tags: Tags) -> Record | SetAside:
    file = str(content.file)
    outlet = _PLACE.sub("", _first(tags, _OUTLET) or "") or None
    abstract = _first(tags, _ABSTRACT)
    if abstract is None:
        mend = "export the records again with their abstracts, or with the full text as .txt"
        return SetAside(file, row, "no_text", "the record has no abstract", mend, outlet)
    names = [natural_name(name) for tag in ("AU", "A1") for name in tags.get(tag, []) if name]
    fields = {
        "outlet": outlet,
        "published": _published(tags),
        "title": _first(tags, _TITLE),
        "abstract": abstract,
        "author": ", ".join(dict.fromkeys(names)) or None,
        "url": _first(tags, ("UR", "L2")),
        "language": language_code(_first(tags, ("LA",))),
        "section": _first(tags, ("SE",)),
        "genre": _first(tags, ("M3",)),
    }
    return Record(file, row, fields, file)


def _first(tags: Tags, wanted: tuple[str, ...]) -> str | None:
    return next((value for tag in wanted for value in tags.get(tag, []) if value), None)


def _published(tags: Tags) -> str | None:
    """Give the most exact of the dates: DA may be a day where PY is a year."""
    printed = [value for tag in _DATE for value in tags.get(tag, []) if value.strip("/ ")]
    written = [_written(value) for value in printed]
    exact = [date for date in written if len(re.findall(r"\w+", date)) > 2]
    months = [date for date in written if len(re.findall(r"\w+", date)) == 2]
    return next(iter(exact + months + written), None)


def _written(date: str) -> str:
    if match := _YEAR_FIRST.match(date):
        numbers = [int(number) for number in match.groups() if number]
        return "-".join(f"{number:02d}" for number in numbers)
    return iso_date(date.strip("/ "))
