"""The names of the actors: from the entries of a codebook to aliases that do not contradict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from toolkit.codebook.entries import Alias, Shared
from toolkit.codebook.sources import Entry, broken

#: An alias and the entry it stands in.
Placed = tuple[Alias, Entry]


def aliases(book: Entry) -> tuple[Alias, ...]:
    """Give every surface form of every actor.

    Parameters
    ----------
    book
        The codebook's top level, of the right shape.

    Returns
    -------
    tuple of Alias
        By actor: by sense, adjectives, dated ones, people; then the compounds.

    Raises
    ------
    BrokenCodebook
        When an actor has no alias or one twice, two actors share one on the same day, or a
        compound names an unknown actor.

    Examples
    --------
    >>> norway = Entry({"name": "Norway", "aliases": {"state": ["Norway"]}}, ())
    >>> aliases(Entry({"actors": [norway]}, ()))[0].text
    'Norway'
    """
    placed = [each for actor in book.get("actors", []) for each in _of_actor(actor)]
    _check_owners(placed, book.get("shared", []))
    known = [actor["name"] for actor in book.get("actors", [])]
    compounds = [alias for entry in book.get("compounds", []) for alias in _compound(entry, known)]
    return (*(alias for alias, _ in placed), *compounds)


def shared(book: Entry) -> tuple[Shared, ...]:
    """Give the surface forms that several actors answer to.

    Parameters
    ----------
    book
        As in :func:`aliases`.

    Returns
    -------
    tuple of Shared

    Raises
    ------
    BrokenCodebook
        When one has fewer than two candidates, or an unknown one.

    Examples
    --------
    >>> shared(Entry({"actors": []}, ()))
    ()
    """
    known = [actor["name"] for actor in book.get("actors", [])]
    return tuple(_shared(entry, known) for entry in book.get("shared", []))


def _of_actor(actor: Entry) -> list[Placed]:
    name = actor["name"]
    by_sense = actor.get("aliases", {})
    found = [Alias(text, name, sense) for sense, texts in by_sense.items() for text in texts]
    found += [Alias(text, name, "adjective") for text in actor.get("adjectives", [])]
    placed = [(alias, actor) for alias in found]
    for entry in actor.get("dated", []):
        placed.append((Alias(entry["alias"], name, entry["sense"], *_term(entry)), entry))
    for person in actor.get("people", []):
        placed += [(alias, person) for alias in _person(person, name)]
    if not placed:
        broken(f"actor '{name}' has no aliases", "add an [actors.aliases] list", actor)
    return placed


def _person(person: Entry, actor: str) -> Iterator[Alias]:
    name, term = person["name"], _term(person)
    for text in [name, *person.get("also", [])]:
        yield Alias(text, actor, "person", *term)
    for text in person.get("short", []):
        yield Alias(text, actor, "person", *term, full_name=name)


def _term(entry: Entry) -> tuple[dt.date | None, dt.date | None]:
    since, until = day(entry, "from"), day(entry, "until")
    if since and until and since > until:
        named = entry.get("name", entry.get("alias"))
        problem = f"'{named}' leaves office before entering it"
        broken(problem, "swap from and until", entry, key="from")
    return since, until


def day(entry: Entry, key: str) -> dt.date | None:
    """Give the day that a key holds.

    Parameters
    ----------
    entry
        The entry.
    key
        The key; a date with an hour is its date.

    Returns
    -------
    datetime.date or None
        ``None`` where the key is not there.

    Examples
    --------
    >>> day(Entry({"date": dt.datetime(2021, 8, 15, 12)}, ()), "date")
    datetime.date(2021, 8, 15)
    """
    value = entry.get(key)
    return value.date() if isinstance(value, dt.datetime) else value


def _compound(entry: Entry, known: list[str]) -> list[Alias]:
    texts, named = entry["aliases"], entry["actors"]
    if len(named) < 2 or not set(named) <= set(known):
        broken(
            f"the compound {texts} needs two known actors",
            'write aliases = ["AfPak"], actors = ["A", "B"], sense = "place"',
            entry,
            key="actors",
        )
    return [Alias(text, actor, entry.get("sense", "state")) for text in texts for actor in named]


def _shared(entry: Entry, known: list[str]) -> Shared:
    texts, candidates, default = entry["aliases"], entry["actors"], entry["default"]
    unknown = [name for name in [*candidates, default] if name not in known]
    if len(candidates) < 2 or unknown:
        broken(
            f"the shared alias {texts} needs two known actors and a default",
            'write aliases = [...], actors = ["A", "B"], default = "A"',
            entry,
            key="actors",
        )
    hints = {name: tuple(entry.get("hints", {}).get(name, [])) for name in candidates}
    sense = entry.get("sense", "group")
    return Shared(tuple(texts), sense, tuple(candidates), default, hints)


def _check_owners(placed: list[Placed], sharing: list[Entry]) -> None:
    owners: dict[str, list[Placed]] = {}
    for alias, entry in placed:
        for other, where in owners.setdefault(alias.text, []):
            _check_pair(other, alias, where, entry)
        owners[alias.text].append((alias, entry))
    for entry in sharing:
        for text in entry["aliases"]:
            for other, where in owners.get(text, []):
                broken(
                    f"the shared alias '{text}' is also an alias of '{other.actor}'",
                    "keep it in one place",
                    *(where, entry),
                    word=text,
                )


def _check_pair(one: Alias, other: Alias, *entries: Entry) -> None:
    # a capital is a place and may speak for an actor as well, its own or another
    if not _overlap(one, other) or (one.sense == "place") != (other.sense == "place"):
        return
    if one.actor != other.actor and one.sense != "place":
        broken(
            f"the alias '{other.text}' belongs to both '{one.actor}' and '{other.actor}'",
            "keep one, give them dates that do not meet, or make it a [[shared]] alias",
            *entries,
            word=other.text,
        )
    if one.actor == other.actor and one.full_name == other.full_name:
        broken(
            f"actor '{other.actor}' has the alias '{other.text}' twice",
            "keep one, or give them dates that do not meet",
            *entries,
            word=other.text,
        )


def _overlap(one: Alias, other: Alias) -> bool:
    first, last = dt.date.min, dt.date.max
    starts = max(one.since or first, other.since or first)
    return starts <= min(one.until or last, other.until or last)
