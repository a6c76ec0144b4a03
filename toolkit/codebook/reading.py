"""From a codebook's files to a checked :class:`~toolkit.codebook.Codebook`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.codebook.actors import aliases, day, shared
from toolkit.codebook.entries import NOT_VALIDATED, Codebook, Frame
from toolkit.codebook.extending import FOLDER, laid, layers, names
from toolkit.codebook.indicators import check_indicators
from toolkit.codebook.sources import Entry, broken
from toolkit.errors import PathNotFound

#: What was read, with the files it came from and when they were last changed.
_KNOWN: dict[Path, tuple[dict[Path, int], Codebook]] = {}


def read(codebook: str | Path | Codebook) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    codebook
        Name of one that comes with the toolkit (:func:`names`), path of a TOML file, or a
        codebook that was read before, which is given back.

    Returns
    -------
    Codebook

    Raises
    ------
    PathNotFound
        When there is no such name or file.
    BrokenCodebook
        When it is no valid TOML, or says something that makes no sense.

    Examples
    --------
    >>> book = read("us_pakistan_taliban")
    >>> book.actors[:3]
    ('Pakistan', 'United States', 'Taliban')
    >>> book.events.loc[book.events["label"] == "Fall of Kabul", "date"].dt.date.item()
    datetime.date(2021, 8, 15)

    A new country and a new frame are a few lines on top of another codebook:

    >>> import tempfile
    >>> text = '''
    ... extends = "us_pakistan_taliban"
    ... focus = ["Norway", "Pakistan"]
    ... [[actors]]
    ... name = "Norway"
    ... adjectives = ["Norwegian"]
    ... aliases = { state = ["Norway"], government = ["Oslo"] }
    ... [[frames]]
    ... name = "mediator"
    ... add_indicators = ["oslo channel"]
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "norway.toml"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     longer = read(path)
    >>> longer.focus, len(longer.actors) - len(book.actors)
    (('Norway', 'Pakistan'), 1)
    """
    if isinstance(codebook, Codebook):
        return codebook
    path = Path(codebook)
    if path.suffix != ".toml":
        path = FOLDER / f"{codebook}.toml"
    if not path.is_file():
        known = ", ".join(names())
        raise PathNotFound(
            f"there is no codebook '{codebook}'",
            mend=f"give the path of a .toml file, or one of: {known}",
        )
    versions, book = _KNOWN.get(path.resolve(), ({}, None))
    if book is None or any(_modified(file) != moment for file, moment in versions.items()):
        files = layers(path)
        versions = {file.blocks[0].file: _modified(file.blocks[0].file) for file in files}
        book = _codebook(laid(files))
        _KNOWN[path.resolve()] = versions, book
    return book


def _modified(file: Path) -> int:
    return file.stat().st_mtime_ns if file.is_file() else 0


def _codebook(book: Entry) -> Codebook:
    actors = [actor["name"] for actor in book["actors"]]
    if not actors and not book["frames"]:
        problem = "it names no actor and no frame"
        broken(problem, "add an [[actors]] or [[frames]] entry", book)
    return Codebook(
        name=book["name"],
        title=book.get("title", book["name"]),
        actors=tuple(actors),
        focus=_focus(book, actors),
        aliases=aliases(book),
        shared=shared(book),
        anaphors={actor["name"]: tuple(actor.get("anaphors", [])) for actor in book["actors"]},
        exclude=tuple(book["exclude"]),
        frames=tuple(_frame(entry, actors) for entry in book["frames"]),
        events=_events(book["events"]),
    )


def _focus(book: Entry, actors: list[str]) -> tuple[str, ...]:
    focus = book.get("focus", [])
    for actor in focus:
        if actor not in actors:
            problem = f"the focus '{actor}' is no actor"
            broken(problem, f"use: {', '.join(actors)}", book, key="focus")
    return tuple(focus or actors)


def _frame(entry: Entry, actors: list[str]) -> Frame:
    name = entry["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        broken(
            f"the frame name '{name}' cannot name a column",
            "use small letters, digits and underscores",
            entry,
            key="name",
        )
    check_indicators(entry)
    for actor in entry.get("actors", []):
        if actor not in actors:
            problem = f"frame '{name}' is about the unknown actor '{actor}'"
            broken(problem, f"use one of: {', '.join(actors)}", entry, key="actors", word=actor)
    return Frame(
        name,
        entry.get("title", name.replace("_", " ")),
        entry.get("definition", ""),
        entry.get("source", ""),
        tuple(entry["indicators"]),
        tuple(entry.get("exclude", [])),
        tuple(entry.get("actors", [])),
        entry.get("places", False),
        {term: float(weight) for term, weight in entry.get("weights", {}).items()},
        float(entry.get("threshold", 0)),
        entry.get("validation", NOT_VALIDATED),
    )


def _events(entries: list[Entry]) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = [
        (str(day(entry, "date")), entry["label"], entry.get("source", "")) for entry in entries
    ]
    table = pd.DataFrame(rows, columns=["date", "label", "source"])
    typed = table.astype({"date": "datetime64[us]", "label": "str", "source": "str"})
    return typed.sort_values("date", ignore_index=True)
