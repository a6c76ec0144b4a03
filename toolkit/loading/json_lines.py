"""JSON in every form that articles come in: lines, lists, answers of news services.

An answer is taken apart to the list of articles in it, wherever that stands: ``response.docs``
of the New York Times, ``response.results`` of the Guardian, ``articles`` of NewsAPI,
``stories`` of Media Cloud. A file may hold several answers one behind the other.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from toolkit.loading import columns
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

# Names under which answers list their articles; other lists (tags, related stories) stand
# inside an article.
_LISTS = frozenset(
    """
    articles docs results stories hits items entries posts news data value rows records response
    content @graph
    """.split()
)
# Where an object of a list that stands for something says what.
_NAMES = ("name", "full_name", "fullname", "webTitle", "title", "label")
_PARAGRAPHS = ("text", "value", "content")

_MEND = "correct that line, or take it out"
_DEEP = 4  # levels a list of articles may stand down in an answer
_DEEPEST = 12  # levels that fields are followed down
_LOOKED_AT = 5  # items of a list that are looked at to see what it lists
_SNIPPET = 500  # characters; NewsAPI cuts content at 200
_HOPELESS = 1000  # damaged parts one behind the other after which the rest is one part
_PATIENCE = 20  # times the length of a damaged file that is read to save what is whole

_BLANK = " \t\r\n\ufeff\x00"
_BETWEEN = re.compile(f"[{_BLANK},]*")
_OBJECT = re.compile(r'\{\s*"')
_NEXT_LINE = re.compile(r"\n(?=[\[{])")
_DECODER = json.JSONDecoder(strict=False)


class _Broken(str):
    """What is wrong with a part of the file; no JSON value is one."""


class _Empty(str):
    """Why an answer holds no article; no JSON value is one."""


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a JSON or JSON Lines file.

    Rows of JSON Lines are line numbers, empty lines counted, so that an editor finds
    them; else articles are counted from 1, or, in a later block of a long file, from the line
    that it begins at. Nested fields get names with dots
    (``headline.main``). Of a damaged file what is whole is read.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each record, one for what is damaged or holds no article, and one more
        where the file ends too early.
    """
    row = content.rows_before
    for line, value in _values(content.data, later=content.rows_before > 0):
        for item in _items(value):
            # An answer on a line of its own is many articles: then lines cannot count them.
            row = max(row + 1, content.rows_before + line)
            yield _record(content, row, item)
    yield from content.set_aside(after=row)


def _values(data: bytes, *, later: bool = False) -> Iterator[tuple[int, object]]:
    """Give each JSON value of a file and its line, 0 where values are not one a line.

    A later block of a long file holds a value a line, unless it is indented.
    """
    lines = ((number, line) for number, line in enumerate(_lines(data), start=1) if line)
    head = list(islice(lines, 1))
    first = _parsed(head[0][1]) if head else None
    indented = bool(head) and head[0][1] in ("{", "[")
    if (later and not indented) or not isinstance(first, _Broken):
        yield from ((number, first) for number, _ in head)
        yield from ((number, _parsed(line)) for number, line in lines)
        return
    shown = [line for _, line in chain(head, islice(lines, 50))]
    alone = sum(line[0] + line[-1] in ("{}", "[]") for line in shown)
    if len(shown) > 1 and 2 * alone >= len(shown):  # lines, the first of which is damaged
        numbered = ((number, line) for number, line in enumerate(_lines(data), start=1) if line)
        yield from ((number, _parsed(line)) for number, line in numbered)
    else:
        yield from _in_a_row(decode(data))


def _lines(data: bytes) -> Iterator[str]:
    # Not splitlines(): U+2028 and U+0085 may stand inside a JSON string.
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\x00\x00\xfe\xff":
        yield from (line.strip(_BLANK) for line in decode(data).split("\n"))
    else:
        yield from (decode(line).strip(_BLANK) for line in io.BytesIO(data))


def _parsed(line: str) -> object:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        return _Broken(f"the line is no JSON: {_what(error)}")


def _what(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (column {error.colno})"
    return "objects within objects without end" if isinstance(error, RecursionError) else str(error)


def _in_a_row(text: str) -> Iterator[tuple[int, object]]:
    """Give the JSON values that stand one behind the other, on as many lines as they take."""
    at, line, counted = _after_blank(text, 0), 1, 0
    damaged = 0
    while at < len(text):
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            following = _NEXT_LINE.search(text, at + 1)
            damaged += 1
            end = following.end() if following and damaged < _HOPELESS else len(text)
            yield from ((0, saved) for saved in _whole_articles(text, at, end))
            line, counted = line + text.count("\n", counted, at), at
            where = line + text.count("\n", at, getattr(error, "pos", at))
            yield 0, _Broken(f"the JSON is damaged in line {where}: {_what(error)}")
        else:
            damaged = 0
            yield 0, value
        at = _after_blank(text, end)


def _after_blank(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _whole_articles(text: str, start: int, end: int) -> Iterator[object]:
    """Give the articles of a damaged value that are whole in themselves."""
    left = _PATIENCE * (end - start)
    while left > 0 and (opened := _OBJECT.search(text, start, end)):
        try:
            value, start = _DECODER.raw_decode(text, opened.start())
        except (ValueError, RecursionError) as error:
            # An error counts the lines up to it, which in a long file is what takes time.
            left -= getattr(error, "pos", end) - opened.start() + opened.start() // 10 + 1
            start = opened.start() + 1
        else:
            left -= start - opened.start()
            if _is_article(value):
                yield value


def _items(value: object) -> Sequence[object]:
    """Take a JSON value apart to its articles; what is none comes as it is."""
    if isinstance(value, list):
        if not any(isinstance(item, Mapping | list) for item in value):
            return [value] if value else [_Empty("the list is empty")]
        return [one for item in value for one in _items(item)]
    if not isinstance(value, Mapping):
        return [value]
    if not any(isinstance(part, Mapping | list) for part in value.values()):
        return [value] if _is_article(value) else [_no_article(value) or value]
    found = _articles(value, _DEEP)
    if found is None:
        found = [value] if _has_long_text(value) else _any_list(value, _DEEP)
    if found is None:
        return [_no_article(value) or value]
    return [_unwrapped(item) for item in found]


def _articles(value: object, deep: int) -> Sequence[object] | None:
    """Find the articles in an answer: the longest list of them, or the one there is."""
    if not isinstance(value, Mapping) or not deep:
        return None
    lists = {
        str(name): part
        for name, part in value.items()
        if isinstance(part, list)
        and any(_is_article(_unwrapped(item)) for item in part[:_LOOKED_AT])
    }
    named = [part for name, part in lists.items() if name.casefold() in _LISTS]
    is_article = _is_article(value)
    if named and not (is_article and _has_long_text(value)):
        return max(named, key=len)
    if is_article:
        return [value]
    if lists:
        return max(lists.values(), key=len)
    if (table := _table(value)) is not None:
        return table
    inner = [found for part in value.values() if (found := _articles(part, deep - 1)) is not None]
    return max(inner, key=len, default=None)


def _is_article(value: object) -> bool:
    """Say whether an object is an article: a text or a title, and what an article has besides."""
    if not isinstance(value, Mapping):
        return False
    said: set[str] = set()
    for name, part in flat(value).items():
        if part not in (None, "", []) and not isinstance(part, Mapping):
            said |= columns.meaning(name)
    return len(said & {"text", "title", "published"}) > 1


def _unwrapped(item: object) -> object:
    """Give the article in a hit of a search engine."""
    inner = item.get("_source") if isinstance(item, Mapping) else None
    return inner if isinstance(inner, Mapping) else item


def _table(value: Mapping[str, object]) -> Sequence[object] | None:
    """Give the rows of a table that pandas wrote by columns, by rows or in parts."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and "index" in value:
        return [
            dict(zip(map(str, names), row, strict=False)) if isinstance(row, list) else row
            for row in rows
        ]
    parts = list(value.values())
    if not parts or not all(isinstance(part, Mapping) for part in parts):
        return None
    if len(parts) > 1 and all(_is_article(part) for part in parts):
        return parts
    keys = {tuple(part) for part in parts if isinstance(part, Mapping)}
    if len(keys) != 1 or not all(str(key).isdigit() for key in next(iter(keys))):
        return None
    if not any(columns.meaning(str(name)) for name in value):
        return None
    return [
        {name: part[key] for name, part in value.items() if isinstance(part, Mapping)}
        for key in next(iter(keys))
    ]


def _has_long_text(value: Mapping[str, object]) -> bool:
    return any(isinstance(part, str) and len(part) >= _SNIPPET for part in value.values())


def _any_list(value: object, deep: int) -> Sequence[object] | None:
    """Find a list of objects whose names say nothing to us: ``mapping=`` may know them."""
    if not isinstance(value, Mapping) or not deep:
        return None
    lists: list[Sequence[object]] = [
        part
        for part in value.values()
        if isinstance(part, list) and part and all(isinstance(item, Mapping) for item in part)
    ]
    lists += [found for part in value.values() if (found := _any_list(part, deep - 1)) is not None]
    return max(lists, key=len, default=None)


def _no_article(value: Mapping[str, object]) -> _Empty | None:
    """Say why an answer holds no article, None where it is no answer."""
    if _has_long_text(value):
        return None
    fields = flat(value)
    names = {str(name).casefold().rpartition(".")[2] for name, part in fields.items() if part}
    empty = any(
        part == [] and str(name).casefold().rpartition(".")[2] in _LISTS
        for name, part in fields.items()
    )
    status = str(fields.get("status") or fields.get("response.status") or "").casefold()
    if status == "error" or names & {"faultstring", "error", "errors"}:
        said = next(
            (
                str(part)
                for name, part in fields.items()
                if re.search(r"message|fault|error", str(name), re.IGNORECASE) and part
            ),
            status,
        )
        return _Empty(f"the answer is an error: {said[:200]}")
    return _Empty("the answer lists no article") if empty else None


def _record(content: Content, row: int, item: object) -> Record | SetAside:
    file = str(content.file)
    if isinstance(item, _Broken):
        return SetAside(file, row, "malformed_record", str(item), _MEND)
    if isinstance(item, _Empty):
        return SetAside(file, row, "no_text", str(item), "ask the service again, or take it away")
    if not isinstance(item, Mapping):
        detail = f"the record is a {type(item).__name__}, not an object with named fields"
        return SetAside(file, row, "malformed_record", detail, _MEND)
    fields = flat(item)
    return Record(file, row, fields, file, "abstract" if _is_snippet(fields) else None)


def _is_snippet(fields: Mapping[str, object]) -> bool:
    """Say whether the content is NewsAPI's, which is never the whole of an article."""
    if "urlToImage" not in fields or "publishedAt" not in fields:
        return False
    full = [name for name in fields if columns.plain(name) in columns.FULL_TEXT and fields[name]]
    return full == ["content"] and 0 < len(str(fields["content"]).strip()) < _SNIPPET


def flat(item: Mapping[str, object], prefix: str = "", deep: int = _DEEPEST) -> dict[str, object]:
    """Give nested fields one name each.

    Parameters
    ----------
    item
        A JSON object.
    prefix
        What goes before each name.
    deep
        Levels down to which objects are followed.

    Returns
    -------
    dict
        The same values, the names of objects in objects joined by dots. A list of objects
        becomes the list of their names, and one more for each ``type`` they have; or of
        their texts, where the list is the article's text.

    Examples
    --------
    >>> flat({"headline": {"main": "Talks resume"}, "words": 3})
    {'headline.main': 'Talks resume', 'words': 3}
    >>> flat({"authors": [{"name": "Ayesha Khan"}, {"name": "Tom Reed"}]})
    {'authors': ['Ayesha Khan', 'Tom Reed']}
    """
    fields: dict[str, object] = {}
    for name, value in item.items():
        path = f"{prefix}{name}"
        while isinstance(value, Mapping) and len(value) == 1 and next(iter(value))[:1] == "$":
            value = next(iter(value.values()))  # {"$date": ...}, as MongoDB writes its types
        if isinstance(value, Mapping) and deep:
            fields.update(flat(value, f"{path}.", deep - 1))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            fields.update(_listed(path, value))
        else:
            fields[path] = value
    return fields


def _listed(path: str, value: Sequence[object]) -> dict[str, object]:
    """Give the names of the objects in a list, or their texts."""
    keys = _PARAGRAPHS if "text" in columns.meaning(path) else _NAMES
    told: list[object] = []
    by_type: dict[str, list[object]] = {}
    for item in value:
        if not isinstance(item, Mapping):
            continue
        name = next((item[key] for key in keys if isinstance(item.get(key), str)), None)
        if name is None:
            continue
        told.append(name)
        if isinstance(kind := item.get("type"), str):
            by_type.setdefault(f"{path}.{kind}", []).append(name)
    return {path: told, **by_type}
