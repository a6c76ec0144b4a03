"""Codebooks: who the actors are, what the frames are, when things happened.

A codebook is a TOML file that somebody who does not program can edit. It names

- **actors**, with the words that stand for them, sorted by what of the actor is meant
  (the state, its government, its military ...), capitals and office holders with the
  dates between which they stand for somebody, and phrases that only look like the actor;
- **frames**, each with a definition, its source and its indicator terms;
- **events**, each with a date, a label and where that is recorded.

Reading a codebook checks it: an unknown key, an alias of two actors, a frame without
indicators or an event without a date is an error that names the file and the mend.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import BrokenCodebook, PathNotFound
from toolkit.tables import SENSES

#: Where the codebooks that come with the toolkit live.
FOLDER = Path(__file__).parent / "codebooks"

_TOP_KEYS = {
    "name",
    "title",
    "focus",
    "exclude",
    "actors",
    "shared",
    "compounds",
    "frames",
    "events",
}
_ACTOR_KEYS = {"name", "kind", "aliases", "adjectives", "dated", "people", "anaphors"}
_DATED_KEYS = {"alias", "sense", "from", "until"}
_PERSON_KEYS = {"name", "also", "short", "office", "from", "until"}
_SHARED_KEYS = {"aliases", "sense", "actors", "default", "hints"}
_COMPOUND_KEYS = {"aliases", "sense", "actors"}
_FRAME_KEYS = {
    "name",
    "title",
    "definition",
    "source",
    "actors",
    "places",
    "indicators",
    "exclude",
}
_EVENT_KEYS = {"date", "label", "source"}

#: TOML files of the folder that are word lists, not codebooks.
_OTHER_LISTS = {"outlets", "senses", "speech"}

#: A wildcard must keep this many letters.
_SHORTEST_STEM = 3

#: Words that carry no content; a wildcard that matches one of them hits every sentence.
FUNCTION_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing down during each few for from
    further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most must my no nor not now of off on once only or other our out over own
    same she should so some such than that the their them then there these they this those
    through to too under until up upon very was we were what when where which while who whom why
    will with within without would you your""".split()
)


@dataclass(frozen=True)
class Alias:
    """One surface form that names an actor.

    Parameters
    ----------
    text
        The words, in the case they are written in.
    actor
        Name of the actor.
    sense
        One of :data:`toolkit.tables.SENSES`, or ``"adjective"``: then the noun behind it
        decides.
    since, until
        First and last day on which it stands for that actor; ``None`` is open.
    full_name
        For a surname: the full name that must stand in the same article.
    """

    text: str
    actor: str
    sense: str
    since: dt.date | None = None
    until: dt.date | None = None
    full_name: str | None = None


@dataclass(frozen=True)
class Shared:
    """An alias that several actors answer to, and how the article decides.

    Parameters
    ----------
    texts
        The surface forms.
    sense
        Sense of the mention.
    actors
        The candidates.
    default
        The candidate where the article gives no hint.
    hints
        For each candidate, words that speak for it.
    """

    texts: tuple[str, ...]
    sense: str
    actors: tuple[str, ...]
    default: str
    hints: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Frame:
    """A way of portraying, with the terms that indicate it.

    Parameters
    ----------
    name
        Short name: ``frame_<name>`` is its column in portrayals.
    title, definition, source
        For people.
    indicators
        Terms: ``safe haven*``, ``turn* a blind eye``; ``*`` ends a stem, ``...`` is a gap
        of up to three words.
    exclude
        Phrases inside which no indicator counts.
    actors
        Actors it may be attached to; empty is all.
    places
        Also attach it to a name that only says where ("safe havens in Pakistan").
    """

    name: str
    title: str
    definition: str
    source: str
    indicators: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: bool = False


@dataclass(frozen=True, eq=False)
class Codebook:
    """A checked codebook.

    Parameters
    ----------
    name, title
        What it is called.
    actors
        Names of the actors, in the order of the file: the categories of ``mentions.actor``.
    focus
        The actors that a report is about; the others are found so that they are not
        mistaken for these.
    aliases
        Every surface form of every actor.
    shared
        Surface forms that several actors answer to.
    anaphors
        For each actor, noun phrases ("the group") that may take up its name.
    exclude
        Phrases that only look like an actor.
    frames
        The frames.
    events
        One row an event: ``date`` (datetime64), ``label`` (str), ``source`` (str).
    """

    name: str
    title: str
    actors: tuple[str, ...]
    focus: tuple[str, ...]
    aliases: tuple[Alias, ...]
    shared: tuple[Shared, ...]
    anaphors: dict[str, tuple[str, ...]]
    exclude: tuple[str, ...]
    frames: tuple[Frame, ...]
    events: pd.DataFrame


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
    return _read_file(path, path.stat().st_mtime_ns)


def names() -> list[str]:
    """List the codebooks that come with the toolkit.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "us_pakistan_taliban" in names()
    True
    """
    found = (path for path in FOLDER.glob("*.toml") if path.stem not in _OTHER_LISTS)
    return sorted(path.stem for path in found)


@lru_cache(maxsize=16)
def _read_file(path: Path, _modified: int) -> Codebook:
    raw = read_toml(path)
    reader = _Reader(path, raw)
    return reader.codebook()


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


class _Reader:
    """Turns one parsed TOML file into a codebook, checking each entry."""

    def __init__(self, path: Path, raw: dict[str, Any]) -> None:
        self.path = path
        self.raw = raw

    def codebook(self) -> Codebook:
        raw = self.raw
        self._keys(raw, _TOP_KEYS, "the codebook")
        actors = [self._named(actor, "actor") for actor in self._list(raw, "actors", "codebook")]
        self._no_repeats(actors, "actor")
        aliases = [alias for actor in raw.get("actors", []) for alias in self._aliases(actor)]
        compounds = [alias for c in raw.get("compounds", []) for alias in self._compound(c, actors)]
        shared = tuple(self._shared(entry, actors) for entry in raw.get("shared", []))
        self._one_actor_each(aliases, shared)
        frames = tuple(self._frame(entry, actors) for entry in raw.get("frames", []))
        self._no_repeats([frame.name for frame in frames], "frame")
        if not actors and not frames:
            self._broken("it names no actor and no frame", "add an [[actors]] or [[frames]] entry")
        return Codebook(
            name=str(raw.get("name", self.path.stem)),
            title=str(raw.get("title", self.path.stem)),
            actors=tuple(actors),
            focus=self._focus(actors),
            aliases=tuple(aliases + compounds),
            shared=shared,
            anaphors={a["name"]: self._words(a, "anaphors") for a in raw.get("actors", [])},
            exclude=self._words(raw, "exclude"),
            frames=frames,
            events=self._events(),
        )

    def _aliases(self, actor: dict[str, Any]) -> list[Alias]:
        name = actor["name"]
        self._keys(actor, _ACTOR_KEYS, f"actor '{name}'")
        by_sense = actor.get("aliases", {})
        for sense in by_sense:
            if sense not in SENSES:
                self._broken(
                    f"actor '{name}' has aliases of the unknown sense '{sense}'",
                    f"use one of: {', '.join(SENSES)}",
                )
        found = [
            Alias(text, name, sense) for sense in by_sense for text in self._words(by_sense, sense)
        ]
        found += [Alias(text, name, "adjective") for text in self._words(actor, "adjectives")]
        found += [self._dated(entry, name) for entry in actor.get("dated", [])]
        for person in actor.get("people", []):
            found += self._person(person, name)
        if not found:
            self._broken(f"actor '{name}' has no aliases", "add an [actors.aliases] list")
        return found

    def _dated(self, entry: dict[str, Any], actor: str) -> Alias:
        self._keys(entry, _DATED_KEYS, f"a dated alias of '{actor}'")
        text, sense = entry.get("alias"), entry.get("sense")
        if not text or sense not in SENSES:
            self._broken(
                f"a dated alias of '{actor}' lacks alias or sense",
                'write alias = "...", sense = "government", from = 2021-08-15',
            )
        since, until = self._day(entry, "from"), self._day(entry, "until")
        return Alias(str(text), actor, str(sense), since, until)

    def _person(self, person: dict[str, Any], actor: str) -> list[Alias]:
        self._keys(person, _PERSON_KEYS, f"a person of '{actor}'")
        name = self._named(person, f"person of '{actor}'")
        since, until = self._day(person, "from"), self._day(person, "until")
        if since and until and since > until:
            self._broken(f"'{name}' leaves office before entering it", "swap from and until")
        full = [name, *self._words(person, "also")]
        short = self._words(person, "short")
        return [Alias(text, actor, "person", since, until) for text in full] + [
            Alias(text, actor, "person", since, until, full_name=name) for text in short
        ]

    def _compound(self, entry: dict[str, Any], actors: list[str]) -> list[Alias]:
        self._keys(entry, _COMPOUND_KEYS, "a compound")
        texts, named = self._words(entry, "aliases"), self._words(entry, "actors")
        sense = entry.get("sense", "state")
        if not texts or len(named) < 2 or not set(named) <= set(actors) or sense not in SENSES:
            self._broken(
                f"the compound {list(texts)} needs two known actors and a known sense",
                'write aliases = ["AfPak"], actors = ["A", "B"], sense = "place"',
            )
        return [Alias(text, actor, sense) for text in texts for actor in named]

    def _shared(self, entry: dict[str, Any], actors: list[str]) -> Shared:
        self._keys(entry, _SHARED_KEYS, "a shared alias")
        texts, candidates = self._words(entry, "aliases"), self._words(entry, "actors")
        default = entry.get("default", "")
        unknown = [name for name in [*candidates, default] if name not in actors]
        if not texts or len(candidates) < 2 or unknown:
            self._broken(
                f"the shared alias {list(texts)} needs two known actors and a default",
                'write aliases = [...], actors = ["A", "B"], default = "A"',
            )
        hints = {name: self._words(entry.get("hints", {}), name) for name in candidates}
        return Shared(texts, entry.get("sense", "group"), candidates, default, hints)

    def _frame(self, entry: dict[str, Any], actors: list[str]) -> Frame:
        name = self._named(entry, "frame")
        self._keys(entry, _FRAME_KEYS, f"frame '{name}'")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            self._broken(
                f"the frame name '{name}' cannot name a column",
                "use small letters, digits and underscores",
            )
        indicators = self._words(entry, "indicators")
        if not indicators:
            self._broken(f"frame '{name}' has no indicators", "add indicators = [...]")
        for term in indicators:
            self._check_term(term, name)
        about = self._words(entry, "actors")
        for actor in about:
            if actor not in actors:
                self._broken(
                    f"frame '{name}' is about the unknown actor '{actor}'",
                    f"use one of: {', '.join(actors)}",
                )
        return Frame(
            name,
            str(entry.get("title", name.replace("_", " "))),
            str(entry.get("definition", "")),
            str(entry.get("source", "")),
            indicators,
            self._words(entry, "exclude"),
            about,
            bool(entry.get("places", False)),
        )

    def _focus(self, actors: list[str]) -> tuple[str, ...]:
        focus = self._words(self.raw, "focus")
        for actor in focus:
            if actor not in actors:
                self._broken(f"the focus '{actor}' is no actor", f"use: {', '.join(actors)}")
        return focus or tuple(actors)

    def _check_term(self, term: str, frame: str) -> None:
        words = term.split()
        for word in words:
            stem = word.removesuffix("*").lower()
            if stem == word.lower() or word == "...":
                continue
            alone = len(words) == 1  # in a phrase the other words keep it specific
            hit = next((w for w in FUNCTION_WORDS if alone and w.startswith(stem)), None)
            if hit or len(stem) < _SHORTEST_STEM:
                also = f", such as '{hit}'," if hit else ""
                self._broken(
                    f"a wildcard of frame '{frame}' matches too much{also}: '{word}'",
                    "keep more letters before the *, or write the words out",
                )

    def _events(self) -> pd.DataFrame:
        rows = []
        for entry in self.raw.get("events", []):
            self._keys(entry, _EVENT_KEYS, "an event")
            day = self._day(entry, "date")
            if day is None or not entry.get("label"):
                self._broken(
                    f"the event {entry.get('label', entry)!r} lacks its date or label",
                    'write date = 2021-08-15 and label = "..."',
                )
            rows.append((str(day), entry["label"], str(entry.get("source", ""))))
        table = pd.DataFrame(rows, columns=["date", "label", "source"])
        typed = table.astype({"date": "datetime64[us]", "label": "str", "source": "str"})
        return typed.sort_values("date", ignore_index=True)

    def _one_actor_each(self, aliases: list[Alias], shared: Iterable[Shared]) -> None:
        owner: dict[str, Alias] = {}
        for alias in aliases:
            if alias.sense == "place":
                continue  # a capital is a place of one actor and may speak for another
            known = owner.setdefault(alias.text, alias)
            if known.actor != alias.actor and _overlap(known, alias):
                self._broken(
                    f"the alias '{alias.text}' belongs to both '{known.actor}' and '{alias.actor}'",
                    "keep one, give them dates that do not meet, or make it a [[shared]] alias",
                )
        for text in (text for entry in shared for text in entry.texts):
            if text in owner:
                self._broken(
                    f"the shared alias '{text}' is also an alias of '{owner[text].actor}'",
                    "keep it in one place",
                )

    def _keys(self, entry: Any, allowed: set[str], what: str) -> None:
        if not isinstance(entry, dict):
            self._broken(f"{what} is no table", "compare it with toolkit/codebooks")
        for key in entry:
            if key not in allowed:
                self._broken(
                    f"{what} has the unknown key '{key}'",
                    f"use one of: {', '.join(sorted(allowed))}",
                )

    def _named(self, entry: Any, what: str) -> str:
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name.strip():
            self._broken(f"there is a nameless {what}", 'write name = "..."')
        return str(name)

    def _words(self, entry: dict[str, Any], key: str) -> tuple[str, ...]:
        words = entry.get(key, [])
        good = isinstance(words, list) and all(isinstance(w, str) and w.strip() for w in words)
        if not good:
            self._broken(f"'{key}' must be a list of words", f'write {key} = ["...", "..."]')
        return tuple(words)

    def _list(self, entry: dict[str, Any], key: str, what: str) -> list[Any]:
        value = entry.get(key, [])
        if not isinstance(value, list):
            self._broken(f"'{key}' of the {what} must be a list", f"write [[{key}]]")
        return value

    def _day(self, entry: dict[str, Any], key: str) -> dt.date | None:
        day = entry.get(key)
        if isinstance(day, dt.datetime):
            return day.date()
        if day is not None and not isinstance(day, dt.date):
            self._broken(f"{key} = {day!r} is no date", "write it bare, as in 2021-08-15")
        return day

    def _no_repeats(self, names_: list[str], what: str) -> None:
        for name in names_:
            if names_.count(name) > 1:
                self._broken(f"the {what} '{name}' stands there twice", "keep one")

    def _broken(self, problem: str, mend: str) -> None:
        raise BrokenCodebook(problem, mend=mend, file=self.path, row=self._line(problem))

    def _line(self, problem: str) -> int | None:
        """First line of the file that holds the last quoted word of the problem."""
        for word in reversed(re.findall(r"'([^']+)'", problem)):
            lines = self.path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, start=1):
                if word in line:
                    return number
        return None


def _overlap(one: Alias, other: Alias) -> bool:
    first, last = dt.date.min, dt.date.max
    starts = max(one.since or first, other.since or first)
    return starts <= min(one.until or last, other.until or last)
