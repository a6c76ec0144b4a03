"""JSON Lines, JSON arrays, and JSON answers that hold a list of articles somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_MEND = "correct that line, or take it out"
_DEEP = 4  # levels a list of articles may stand down in an answer


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a JSON or JSON Lines file.

    Rows of JSON Lines are line numbers, empty lines counted, so that an editor finds
    them; rows of a list are its items, from 1. Nested fields get names with dots
    (``headline.main``).

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each record, and one more where the file ends too early.
    """
    text = decode(content.data)
    items = None if content.fault else _whole(text)
    row = 0
    for row, item in _lines(text) if items is None else enumerate(items, start=1):
        yield _record(content, row, item)
    yield from content.set_aside(after=row)


def _whole(text: str) -> list[object] | None:
    """Give the records of a file that is one JSON value, None where it is JSON Lines."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        return value
    inner = _inner_list(value, _DEEP)
    return [value] if inner is None else inner


def _inner_list(value: object, deep: int) -> list[object] | None:
    if not isinstance(value, Mapping) or not deep:
        return None
    for part in value.values():
        if isinstance(part, list) and part and all(isinstance(item, Mapping) for item in part):
            # An article's own lists (authors, keywords) stand beside its text.
            return None if _is_article(value) else part
    inner = (_inner_list(part, deep - 1) for part in value.values())
    return next((found for found in inner if found is not None), None)


def _is_article(value: Mapping[str, object]) -> bool:
    names = {str(name).casefold() for name in value}
    return bool(names & {"text", "body", "content", "title", "headline"})


def _lines(text: str) -> Iterator[tuple[int, object]]:
    # Not splitlines(): U+2028 and U+0085 may stand inside a JSON string.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        bare = line.strip(" \t\r\ufeff\x00")
        if not bare:
            continue
        try:
            yield number, json.loads(bare, strict=False)
        except (ValueError, RecursionError) as error:
            yield number, _Broken(str(error))


class _Broken(str):
    """What is wrong with a line; no JSON value is one."""


def _record(content: Content, row: int, item: object) -> Record | SetAside:
    file = str(content.file)
    if isinstance(item, _Broken):
        return SetAside(file, row, "malformed_record", f"the line is no JSON: {item}", _MEND)
    if not isinstance(item, Mapping):
        detail = f"the record is a {type(item).__name__}, not an object with named fields"
        return SetAside(file, row, "malformed_record", detail, _MEND)
    return Record(file, row, flat(item), file)


def flat(item: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Give nested fields one name each.

    Parameters
    ----------
    item
        A JSON object.
    prefix
        What goes before each name.

    Returns
    -------
    dict
        The same values, the names of objects in objects joined by dots.

    Examples
    --------
    >>> flat({"headline": {"main": "Talks resume"}, "words": 3})
    {'headline.main': 'Talks resume', 'words': 3}
    """
    fields: dict[str, object] = {}
    for name, value in item.items():
        if isinstance(value, Mapping):
            fields.update(flat(value, f"{prefix}{name}."))
        else:
            fields[f"{prefix}{name}"] = value
    return fields
