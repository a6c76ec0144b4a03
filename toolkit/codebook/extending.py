"""Codebooks on top of codebooks: ``extends`` adds to, overrides and takes away.

Files are laid on each other, the base first, each once, however often it is named.
Actors and frames are the same when their names are, events when date and label are,
shared names and compounds when their aliases are.

- A new name adds an entry.
- A known name overrides the keys it gives and keeps the others; a table (aliases by sense,
  weights by term, hints by actor) is overridden key by key.
- ``add_indicators``, ``add_exclude``, ``add_aliases``, ``add_people`` and ``add_dated`` add
  to a list, ``drop_indicators`` takes from it, with their weights.
- ``drop_actors``, ``drop_frames`` and ``drop_events`` (by label) at the top take entries
  away, before anything is added. With an actor goes what was only about it: its place in
  ``focus``, in shared names, compounds and frames, and a frame that was about nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.codebook.shapes import check_shape, described
from toolkit.codebook.sources import SECTIONS, Entry, broken, located

#: Where the codebooks that come with the toolkit live.
FOLDER = Path(__file__).parent.parent / "codebooks"

#: TOML files of the folder that are word lists, not codebooks.
_OTHER_LISTS = {"outlets", "senses", "speech"}

_SAME: dict[str, Callable[[Entry], object]] = {
    "actors": lambda entry: entry.get("name"),
    "frames": lambda entry: entry.get("name"),
    "events": lambda entry: (str(entry.get("date"))[:10], entry.get("label")),
    "shared": lambda entry: tuple(entry.get("aliases", [])),
    "compounds": lambda entry: tuple(entry.get("aliases", [])),
}
_DROPS = {"drop_actors": "actors", "drop_frames": "frames", "drop_events": "events"}
_OWN = ("name", "extends", "add_exclude", *_DROPS)


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


def layers(path: Path) -> list[Entry]:
    """Read a codebook and all that it extends, the bases first, each file once.

    Parameters
    ----------
    path
        The TOML file.

    Returns
    -------
    list of Entry
        The top level of each file, each of the right shape.

    Raises
    ------
    BrokenCodebook
        When a file is broken, a base is unknown, or files extend each other in a circle.
    """
    found: dict[Path, Entry] = {}
    _collect(path, (), found)
    return list(found.values())


def laid(files: list[Entry]) -> Entry:
    """Lay codebooks on each other.

    Parameters
    ----------
    files
        From :func:`layers`; not changed.

    Returns
    -------
    Entry
        One codebook, as if it had been written out.

    Raises
    ------
    BrokenCodebook
        When an entry stands in one file twice, or something is dropped or added to that is
        not there.
    """
    book = Entry({}, ())
    for file in files:
        book = _lay(book, file)
    return book


def _collect(path: Path, above: tuple[Path, ...], found: dict[Path, Entry]) -> None:
    top = located(path)
    check_shape(top)
    extends = top.get("extends", [])
    for name in [extends] if isinstance(extends, str) else extends:
        base = path.parent / name if name.endswith(".toml") else FOLDER / f"{name}.toml"
        if not base.is_file():
            known = ", ".join(names())
            broken(
                f"it extends '{name}', which is not there",
                f"write a path from this file's folder, ending in .toml, or one of: {known}",
                top,
                key="extends",
            )
        if base.resolve() in (path.resolve(), *above):
            broken(
                f"it extends '{name}', which extends it",
                "take one of the two extends away",
                top,
                key="extends",
            )
        if base.resolve() not in found:
            _collect(base, (*above, path.resolve()), found)
    found[path.resolve()] = top


def _lay(book: Entry, file: Entry) -> Entry:
    result: dict[str, Any] = dict(book)
    for key, section in _DROPS.items():
        for name in file.get(key, []):
            _drop(result, section, name, file, key)
    result |= {k: v for k, v in file.items() if k not in _OWN and k not in SECTIONS}
    result["name"] = file.get("name", file.blocks[0].file.stem)
    result["exclude"] = [*result.get("exclude", []), *file.get("add_exclude", [])]
    for section in SECTIONS:
        result[section] = _laid_section(result.get(section, []), file, section)
    return Entry(result, (*file.blocks, *book.blocks))


def _laid_section(below: list[Entry], file: Entry, section: str) -> list[Entry]:
    same = _SAME[section]
    known = {same(entry): entry for entry in below}
    here: dict[object, Entry] = {}
    for entry in file.get(section, []):
        identity = same(entry)
        if identity in here:
            broken(f"the {described(entry, section)} stands there twice", "keep one", entry)
        here[identity] = entry
        known[identity] = _over(known.get(identity), entry, section)
    return list(known.values())


def _over(below: Entry | None, entry: Entry, section: str) -> Entry:
    """Lay an entry on the one of its name below it."""
    changes = [key for key in entry if key.startswith(("add_", "drop_"))]
    if below is None:
        if changes:
            broken(
                f"'{changes[0]}' has nothing to change: no {described(entry, section)} is extended",
                f"write {changes[0].partition('_')[2]} = ..., or extend the codebook that has it",
                entry,
                key=changes[0],
            )
        return entry
    result: dict[str, Any] = dict(below)
    for key, value in entry.items():
        if key not in changes:
            tables = isinstance(value, dict) and isinstance(result.get(key), dict)
            result[key] = {**result[key], **value} if tables else value
    for key in sorted(changes, reverse=True):  # what is dropped first
        _change(result, entry, key)
    terms = result.get("indicators", [])
    if "weights" in result and ("indicators" in entry or "drop_indicators" in entry):
        given = entry.get("weights", {})
        result["weights"] = {t: w for t, w in result["weights"].items() if t in terms or t in given}
    return Entry(result, (*entry.blocks, *below.blocks))


def _change(result: dict[str, Any], entry: Entry, key: str) -> None:
    verb, _, name = key.partition("_")
    if verb == "drop":
        for term in entry[key]:
            if term not in result.get(name, []):
                broken(
                    f"{described(entry, 'frames')} drops '{term}', which is not there",
                    f"write it as the {name} of the codebook below have it",
                    entry,
                    key=key,
                    word=term,
                )
        result[name] = [term for term in result[name] if term not in entry[key]]
    elif isinstance(entry[key], dict):
        old = result.get(name, {})
        new = {each: [*old.get(each, []), *words] for each, words in entry[key].items()}
        result[name] = {**old, **new}
    else:
        result[name] = [*result.get(name, []), *entry[key]]


def _drop(result: dict[str, Any], section: str, name: str, file: Entry, key: str) -> None:
    what = "label" if section == "events" else "name"
    kept = [entry for entry in result.get(section, []) if entry.get(what) != name]
    if len(kept) == len(result.get(section, [])):
        broken(
            f"it drops the {described(Entry({'name': name}, ()), section)}, which is not there",
            "write it as the codebook below does, or delete it",
            file,
            key=key,
            word=name,
        )
    result[section] = kept
    if section == "actors":
        _forget(result, name)


def _forget(result: dict[str, Any], actor: str) -> None:
    """Take a dropped actor out of whatever else speaks of it."""
    result["focus"] = [name for name in result.get("focus", []) if name != actor]
    frames = [_without(entry, actor) for entry in result.get("frames", [])]
    about = zip(result.get("frames", []), frames, strict=True)
    result["frames"] = [after for before, after in about if after.get("actors") or after == before]
    for section, usual in (("shared", "group"), ("compounds", "state")):
        kept = []
        for entry in (_without(entry, actor) for entry in result.get(section, [])):
            if len(entry.get("actors", [])) == 1:
                _give(result, entry, entry.get("sense", usual))
            else:
                kept.append(entry)
        result[section] = kept


def _without(entry: Entry, actor: str) -> Entry:
    if actor not in entry.get("actors", []):
        return entry
    rest = [name for name in entry["actors"] if name != actor]
    changed: dict[str, Any] = {**entry, "actors": rest}
    if entry.get("default") == actor:
        changed["default"] = rest[0] if rest else ""
    if "hints" in entry:
        changed["hints"] = {name: words for name, words in entry["hints"].items() if name in rest}
    return Entry(changed, entry.blocks)


def _give(result: dict[str, Any], entry: Entry, sense: str) -> None:
    """Make a name that one actor is left to answer to an alias of that actor."""
    for index, actor in enumerate(result["actors"]):
        if actor["name"] == entry["actors"][0]:
            old = actor.get("aliases", {})
            aliases = {**old, sense: [*old.get(sense, []), *entry["aliases"]]}
            blocks = (*actor.blocks, *entry.blocks)
            result["actors"][index] = Entry({**actor, "aliases": aliases}, blocks)
