"""What may stand in a codebook: the keys of each kind of entry and what each must hold."""

from __future__ import annotations

import datetime as dt
import reprlib
from typing import Any

from toolkit.codebook.sources import NESTED, SECTIONS, Entry, broken
from toolkit.tables import SENSES

#: How a value of each shape is written, for the mend of an error.
_WRITTEN = {
    "text": '{key} = "..."',
    "words": '{key} = ["...", "..."]',
    "text or words": '{key} = "..."',
    "number": "{key} = 1.5",
    "flag": "{key} = true",
    "day": "it bare, as in {key} = 2021-08-15",
    "tables": "each under a [[{key}]] of its own",
    "words by name": '{key} = {{ name = ["...", "..."] }}',
    "numbers by term": '{key} = {{ "term" = 2.0 }}',
}

_PERSON = {
    "name": "text",
    "also": "words",
    "short": "words",
    "office": "text",
    "from": "day",
    "until": "day",
}
_DATED = {"alias": "text", "sense": "text", "from": "day", "until": "day"}

#: Kind of entry, key, shape of its value.
SHAPES: dict[str, dict[str, str]] = {
    "codebook": {
        "name": "text",
        "title": "text",
        "extends": "text or words",
        "focus": "words",
        "exclude": "words",
        "add_exclude": "words",
        "drop_actors": "words",
        "drop_frames": "words",
        "drop_events": "words",
        **dict.fromkeys(SECTIONS, "tables"),
    },
    "actors": {
        "name": "text",
        "kind": "text",
        "aliases": "words by name",
        "add_aliases": "words by name",
        "adjectives": "words",
        "anaphors": "words",
        **dict.fromkeys(NESTED["actors"], "tables"),
    },
    "people": _PERSON,
    "add_people": _PERSON,
    "dated": _DATED,
    "add_dated": _DATED,
    "shared": {
        "aliases": "words",
        "sense": "text",
        "actors": "words",
        "default": "text",
        "hints": "words by name",
    },
    "compounds": {"aliases": "words", "sense": "text", "actors": "words"},
    "frames": {
        "name": "text",
        "title": "text",
        "definition": "text",
        "source": "text",
        "actors": "words",
        "places": "flag",
        "indicators": "words",
        "add_indicators": "words",
        "drop_indicators": "words",
        "exclude": "words",
        "add_exclude": "words",
        "weights": "numbers by term",
        "threshold": "number",
        "validation": "text",
    },
    "events": {"date": "day", "label": "text", "source": "text"},
}

#: What an entry cannot be without, in whichever file it stands.
_REQUIRED = {
    "actors": ("name",),
    "people": ("name",),
    "add_people": ("name",),
    "dated": ("alias", "sense"),
    "add_dated": ("alias", "sense"),
    "shared": ("aliases", "actors", "default"),
    "compounds": ("aliases", "actors"),
    "frames": ("name",),
    "events": ("date", "label"),
}


def check_shape(entry: Entry, kind: str = "codebook") -> None:
    """Check the keys of an entry, and of all entries in it, and what they hold.

    Parameters
    ----------
    entry
        A located entry of one file.
    kind
        Which of :data:`SHAPES` it must have.

    Raises
    ------
    BrokenCodebook
        When a key is unknown or holds something else than it must, a sense is unknown, or
        a key is missing that the entry cannot be without.
    """
    allowed = SHAPES[kind]
    for key, value in entry.items():
        if key not in allowed:
            broken(
                f"{described(entry, kind)} has the unknown key '{key}'",
                f"use one of: {', '.join(sorted(allowed))}",
                entry,
                key=key,
            )
        shape = allowed[key]
        if not _fits(value, shape):
            held = f"'{key}' of {described(entry, kind)} holds {reprlib.repr(value)}"
            broken(
                f"{held}, which is no {_noun(shape)}",
                f"write {_WRITTEN[shape].format(key=key)}",
                entry,
                key=key,
            )
        if shape == "tables":
            for each in value:
                check_shape(each, key)
    _check_senses(entry, kind)
    for key in _REQUIRED.get(kind, ()):
        if not str(entry.get(key, "")).strip():
            written = _WRITTEN[allowed[key]].format(key=key)
            broken(f"{described(entry, kind)} lacks its {key}", f"write {written}", entry)


def described(entry: Entry, kind: str) -> str:
    """Name an entry as an error does.

    Parameters
    ----------
    entry, kind
        As in :func:`check_shape`.

    Returns
    -------
    str

    Examples
    --------
    >>> described(Entry({"name": "mediator"}, ()), "frames")
    "frame 'mediator'"
    """
    if kind == "codebook":
        return "the codebook"
    one = kind.removeprefix("add_")
    one = {"people": "person", "shared": "shared alias", "dated": "dated alias"}.get(
        one, one.removesuffix("s")
    )
    name = next((entry[key] for key in ("name", "label", "alias") if entry.get(key)), None)
    return (
        f"{one} {name!r}" if isinstance(name, str) else f"{'an' if one[0] in 'ae' else 'a'} {one}"
    )


def _noun(shape: str) -> str:
    return {"words": "list of words", "tables": "list of tables", "flag": "true or false"}.get(
        shape, shape
    )


def _fits(value: Any, shape: str) -> bool:
    match shape:
        case "text":
            return isinstance(value, str)
        case "words":
            return isinstance(value, list) and all(
                isinstance(word, str) and bool(word.strip()) for word in value
            )
        case "text or words":
            return _fits(value, "text") or _fits(value, "words")
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "flag":
            return isinstance(value, bool)
        case "day":
            return isinstance(value, dt.date)
        case "tables":
            return isinstance(value, list) and all(isinstance(each, Entry) for each in value)
        case "words by name":
            return isinstance(value, dict) and all(_fits(v, "words") for v in value.values())
        case _:  # numbers by term
            return isinstance(value, dict) and all(_fits(v, "number") for v in value.values())


def _check_senses(entry: Entry, kind: str) -> None:
    by_sense = kind == "actors"
    named = [*entry.get("aliases", {}), *entry.get("add_aliases", {})] if by_sense else []
    named += [entry["sense"]] if "sense" in entry else []
    for sense in named:
        if sense not in SENSES:
            broken(
                f"{described(entry, kind)} has aliases of the unknown sense '{sense}'",
                f"use one of: {', '.join(SENSES)}",
                entry,
                key=sense if by_sense else "sense",
            )
