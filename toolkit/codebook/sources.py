"""Where in which file an entry of a codebook is written, so that an error can say so.

:mod:`tomllib` gives values without lines. Here each table of the file becomes an
:class:`Entry`, a dict that remembers its block of lines. An entry put together from two
codebooks remembers both blocks, the newer first, and a word is looked for there alone:
the same word earlier in the file does not mislead.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from toolkit.errors import BrokenCodebook

#: The lists of tables in a codebook, and those inside an entry of one.
SECTIONS = ("actors", "shared", "compounds", "frames", "events")
NESTED = {"actors": ("people", "add_people", "dated", "add_dated")}

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")


@dataclass(frozen=True)
class Block:
    """The lines of one file that hold an entry, counted from 1, both ends within."""

    file: Path
    first: int
    last: int


class Entry(dict[str, Any]):
    """A table of a codebook that knows where it is written.

    Parameters
    ----------
    values
        The keys and values.
    blocks
        The blocks of lines they come from, the newest first.
    """

    def __init__(self, values: Mapping[str, Any], blocks: tuple[Block, ...]) -> None:
        super().__init__(values)
        self.blocks = blocks


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file, with errors that name file and line.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict

    Raises
    ------
    BrokenCodebook
        When it is no valid TOML or no UTF-8.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "book.toml"
    ...     _ = path.write_text('name = "small"', encoding="utf-8")
    ...     read_toml(path)
    {'name': 'small'}
    """
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BrokenCodebook("it is not UTF-8", mend="save it as UTF-8", file=path) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BrokenCodebook(
            f"it is not valid TOML: {str(error).split(' (at')[0]}",
            mend="compare that line with the codebooks in toolkit/codebooks",
            file=path,
            row=int(line.group(1)) if line else text.count("\n") + 1,
        ) from error


def located(path: Path) -> Entry:
    """Read a codebook's TOML with each entry's place in it, checking nothing yet.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Entry
        Its top level; the tables of :data:`SECTIONS` and :data:`NESTED` are entries too.

    Raises
    ------
    BrokenCodebook
        When it is no valid TOML or no UTF-8.
    """
    raw = read_toml(path)
    whole = Block(path, 1, len(_lines(path, path.stat().st_mtime_ns)))
    for section in SECTIONS:
        _place(raw, section, whole, section)
    return Entry(raw, (whole,))


def broken(
    problem: str,
    mend: str,
    *entries: Entry,
    key: str | None = None,
    word: str | None = None,
) -> NoReturn:
    """Raise the error about an entry, at the line that holds the word or the key.

    Parameters
    ----------
    problem, mend
        As in :class:`toolkit.errors.ToolkitError`.
    entries
        The entry, or those that contradict each other: the last is named, but for one that
        became wrong by what another file added to it.
    key
        The key that is wrong.
    word
        The text that is wrong, as it stands in quotes there: its last place in the entry.

    Raises
    ------
    BrokenCodebook
        Always.
    """
    places = [_place_of(entry, key, word) for entry in entries]
    added = [p for p, entry in zip(places, entries, strict=True) if p[0] != entry.blocks[-1].file]
    file, row = (added or places)[-1]
    raise BrokenCodebook(problem, mend=mend, file=file, row=row)


def _place(values: dict[str, Any], key: str, block: Block, header: str) -> None:
    """Turn the tables under a key into entries, each with its block."""
    tables = values.get(key)
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return
    blocks = list(_blocks(block, header))
    if len(blocks) != len(tables):  # written inline
        blocks = [block] * len(tables)
    for table, own in zip(tables, blocks, strict=True):
        for nested in NESTED.get(key, ()):
            _place(table, nested, own, f"{header}.{nested}")
    values[key] = [Entry(table, (own,)) for table, own in zip(tables, blocks, strict=True)]


def _blocks(within: Block, header: str) -> Iterator[Block]:
    """Give the blocks that begin with a header: each ends before the next foreign one."""
    first = None
    for number, name in _headers(within.file, within.file.stat().st_mtime_ns):
        if not within.first <= number <= within.last:
            continue
        if first is not None and not name.startswith(f"{header}."):
            yield Block(within.file, first, number - 1)
            first = None
        if name == header:
            first = number
    if first is not None:
        yield Block(within.file, first, within.last)


@lru_cache(maxsize=16)
def _headers(file: Path, modified: int) -> list[tuple[int, str]]:
    found, inside = [], False  # inside a text of several lines
    for number, line in enumerate(_lines(file, modified), start=1):
        header = None if inside else _HEADER.match(line)
        if header:
            found.append((number, header[1]))
        inside ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return found


@lru_cache(maxsize=16)
def _lines(file: Path, _modified: int) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _place_of(entry: Entry, key: str | None, word: str | None) -> tuple[Path, int]:
    for block in entry.blocks if word else ():
        line = _line_of_word(block, str(word), key)
        if line:
            return block.file, line
    for block in entry.blocks if key else ():
        line = _line_of_key(block, str(key))
        if line:
            return block.file, line
    return entry.blocks[0].file, entry.blocks[0].first


def _line_of_word(block: Block, word: str, key: str | None) -> int | None:
    """Give the first line with the word from that of the key on, or else the last of all."""
    text = re.escape(json.dumps(word, ensure_ascii=False)[1:-1])
    pattern = re.compile(rf"""(["']){text}\1|(?<![\w"'-]){text}\s*=""")
    found = [number for number, line in _numbered(block) if pattern.search(line)]
    begin = _line_of_key(block, key) if key else None
    behind = [number for number in found if begin and number >= begin]
    return behind[0] if behind else max(found, default=None)


def _line_of_key(block: Block, key: str) -> int | None:
    name = rf"""["']?{re.escape(key)}["']?"""
    pattern = re.compile(rf"^\s*{name}\s*=|^\s*\[\[?(?:[\w.-]+\.)?{name}\]|[{{,]\s*{name}\s*=")
    return next((n for n, line in _numbered(block) if pattern.search(line)), None)


def _numbered(block: Block) -> Iterator[tuple[int, str]]:
    lines = _lines(block.file, block.file.stat().st_mtime_ns)
    for number in range(block.first, block.last + 1):
        if not lines[number - 1].lstrip().startswith("#"):
            yield number, lines[number - 1]
