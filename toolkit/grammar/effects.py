"""What words imply of whoever stands beside them: the lexicons of the rules.

The words stand in the TOML files of ``effects/``, by class, where somebody who does not
program can read and change them. A verb or a deed ("attack", "criticism") says something
of the one who does it (``subject``) and of the one it is done to (``object``); a trait, an
outcome, a quality or a name for somebody has a ``worth`` for the one it belongs to. Both
are written for this project on a scale of -2 to 2, by the sense that a word has in
political news; words that are not listed say nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import BrokenCodebook

FOLDER = Path(__file__).with_name("effects")

#: The possessive pronouns that ``one's`` stands for in a phrase.
_POSSESSIVES = ("its", "their", "his", "her", "our", "my", "your", "'s")

_VERB_LISTS = (
    "bearing",
    "lacking",
    "failing",
    "denying",
    "charging",
    "urging",
    "aiding",
    "countering",
)
_NOUN_LISTS = ("acting", "against", "wrongdoers", "innocents")

#: A noun that stands in several files counts by the first.
_NOUN_FILES = ("nouns_deeds.toml", "nouns_persons.toml")

#: A shorter phrase stands together: "take on", but "hold Y to account".
_SHORTEST_AROUND = 3

_NUMBERS = ("subject", "object", "worth", "factor")
_KEYS = {"meaning", "kind", "agent", "patient", "words", *_NUMBERS}
_ROLES = {"none", "protagonist", "antagonist", "innocent"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What the words of one class imply.

    Parameters
    ----------
    name
        The class.
    kind
        ``verb``, ``deed``, ``person``, ``trait``, ``outcome``, ``event``, ``institution``,
        ``quality`` or ``manner``.
    subject, object
        Of the one who does it and the one it is done to, -2 to 2.
    worth
        Of the one it belongs to, -2 to 2.
    agent, patient
        The roles it casts the two in: ``protagonist``, ``antagonist``, ``innocent``, ``none``.
    """

    name: str
    kind: str
    subject: float = 0.0
    object: float = 0.0
    worth: float = 0.0
    agent: str = "none"
    patient: str = "none"

    @property
    def mood(self) -> float:
        """How the word sounds where nothing ties it to anybody."""
        return self.worth or self.subject or self.object


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase: its words in base form, and what it says of whom."""

    words: tuple[str, ...]
    worth: float
    of_object: bool


@dataclass(frozen=True)
class Lexicon:
    """All lists, read once.

    Parameters
    ----------
    verbs, nouns, adjectives, adverbs
        Effect of each lemma.
    particles
        By verb, the words behind it and their effect, the longest first: ``("down", "on")``
        of "crack".
    compounds
        Effect of nouns of more than one word, by their lemmas.
    phrases
        Fixed phrases by their first two words, the longest first.
    around
        Of these, by their first word, those that may stand around their object: "hold Y to
        account".
    bearing, lacking, failing, denying, charging, urging
        Verbs that hand on, turn round, negate, deny, only allege or ask for what follows.
    aiding, countering
        Verbs that speak against their doer, or not against it, where they are done to
        wrongdoers.
    acting, against
        Nouns through which an actor acts ("army", "spokesman"), and those for whoever stands
        against it ("critics").
    wrongdoers, innocents
        Nouns for whom to help is bad, as are the persons of the bad classes; and good, as are
        the victims.
    hedges, negations
        Words that make a statement uncertain, or false.
    factors
        Degree words, and what they multiply by.
    """

    verbs: dict[str, Effect]
    nouns: dict[str, Effect]
    adjectives: dict[str, Effect]
    adverbs: dict[str, Effect]
    particles: dict[str, list[tuple[tuple[str, ...], Effect]]]
    compounds: dict[tuple[str, ...], Effect]
    phrases: dict[tuple[str, str], tuple[Phrase, ...]]
    around: dict[str, tuple[Phrase, ...]]
    bearing: frozenset[str]
    lacking: frozenset[str]
    failing: frozenset[str]
    denying: frozenset[str]
    charging: frozenset[str]
    urging: frozenset[str]
    aiding: frozenset[str]
    countering: frozenset[str]
    acting: frozenset[str]
    against: frozenset[str]
    wrongdoers: frozenset[str]
    innocents: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]
    factors: dict[str, float]


@lru_cache(maxsize=2)
def lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read and check the lexicons.

    Parameters
    ----------
    folder
        Where ``verbs.toml``, ``nouns_*.toml``, ``adjectives.toml`` and ``phrases.toml`` stand.

    Returns
    -------
    Lexicon

    Raises
    ------
    BrokenCodebook
        When a file cannot be read, has an unknown key, or has a word in two classes.

    Examples
    --------
    >>> lexicon().verbs["condemn"].object
    -2.0
    """
    verbs = _read(folder / "verbs.toml")
    by_verb = _words(verbs, folder / "verbs.toml")
    adjectives = _read(folder / "adjectives.toml")
    qualities = _words(adjectives, folder / "adjectives.toml")
    nouns: dict[tuple[str, ...], Effect] = {}
    plain: dict[str, Any] = {name: verbs[name] for name in _VERB_LISTS}
    for name in _NOUN_FILES:
        raw = _read(folder / name)
        nouns |= {word: e for word, e in _words(raw, folder / name).items() if word not in nouns}
        plain |= {name: raw[name] for name in _NOUN_LISTS if name in raw}
    classes = adjectives["classes"]
    lists = {name: frozenset(_split(entry["words"])) for name, entry in plain.items()}
    phrases = _phrases(folder / "phrases.toml")
    longer = {words: e for words, e in (nouns | qualities).items() if len(words) > 1}
    return Lexicon(
        verbs=_single(by_verb),
        particles=_particles(by_verb),
        nouns=_single(nouns),
        compounds=longer,
        adjectives=_single({w: e for w, e in qualities.items() if e.kind == "quality"}),
        adverbs=_single({w: e for w, e in qualities.items() if e.kind == "manner"}),
        phrases=_grouped(phrases, lambda words: (words[0], words[1])),
        around=_grouped(
            [phrase for phrase in phrases if len(phrase.words) >= _SHORTEST_AROUND],
            lambda words: words[0],
        ),
        hedges=frozenset(_split(classes["hedge"]["words"])),
        negations=frozenset(_split(classes["negation"]["words"])),
        factors={
            word: float(classes[name]["factor"])
            for name in ("intensify", "diminish")
            for word in _split(classes[name]["words"])
        },
        **lists,
    )


def _single(by_words: dict[tuple[str, ...], Effect]) -> dict[str, Effect]:
    return {words[0]: effect for words, effect in by_words.items() if len(words) == 1}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BrokenCodebook(
            f"the lexicon cannot be read: {error}", mend="mend that line", file=path
        ) from error


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


def _words(raw: dict[str, Any], path: Path) -> dict[tuple[str, ...], Effect]:
    """Give the effect of each entry of each class, by the words the parser makes of it."""
    seen: dict[str, str] = {}
    found: dict[tuple[str, ...], Effect] = {}
    for name, entry in raw["classes"].items():
        effect = _effect(name, entry, path)
        for word in _split(entry["words"]):
            if word in seen:
                raise BrokenCodebook(
                    f"'{word}' stands in the classes '{seen[word]}' and '{name}'",
                    mend="leave it in one of them",
                    file=path,
                )
            seen[word] = name
            if effect is not None:
                found[_as_parsed(word)] = effect
    return found


def _effect(name: str, entry: dict[str, Any], path: Path) -> Effect | None:
    unknown = sorted(set(entry) - _KEYS)
    roles = [entry.get(key, "none") for key in ("agent", "patient")]
    if unknown or "words" not in entry or not set(roles) <= _ROLES:
        wrong = f"unknown key '{unknown[0]}'" if unknown else "no words, or an unknown role"
        raise BrokenCodebook(
            f"class '{name}': {wrong}", mend=f"use the keys {', '.join(sorted(_KEYS))}", file=path
        )
    if not any(key in entry for key in ("subject", "object", "worth")) or name == "hedge":
        return None
    by_file = {"verbs.toml": "verb", "adjectives.toml": "quality"}
    kind = "manner" if name.startswith("manner") else by_file.get(path.name, "")
    return Effect(
        name=name,
        kind=entry.get("kind", kind),
        subject=float(entry.get("subject", 0)),
        object=float(entry.get("object", 0)),
        worth=float(entry.get("worth", 0)),
        agent=roles[0],
        patient=roles[1],
    )


def _particles(
    by_verb: dict[tuple[str, ...], Effect],
) -> dict[str, list[tuple[tuple[str, ...], Effect]]]:
    found: dict[str, list[tuple[tuple[str, ...], Effect]]] = {}
    for words in sorted((words for words in by_verb if len(words) > 1), key=len, reverse=True):
        found.setdefault(words[0], []).append((words[1:], by_verb[words]))
    return found


def _phrases(path: Path) -> list[Phrase]:
    raw = _read(path)
    return [
        Phrase(words, float(worth), of_object)
        for table, of_object in (("phrases", False), ("of_object", True))
        for text, worth in raw[table].items()
        for words in _spelled_out(_as_parsed(text))
        if len(words) > 1
    ]


def _grouped(
    phrases: list[Phrase], key: Callable[[tuple[str, ...]], Any]
) -> dict[Any, tuple[Phrase, ...]]:
    found: dict[Any, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
        found.setdefault(key(phrase.words), []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}


def _as_parsed(text: str) -> tuple[str, ...]:
    """Cut an entry as the parser does, which makes three words of "double-dealing"."""
    return tuple(text.replace("-", " - ").split())


def _spelled_out(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Put each possessive where ``one's`` stands."""
    if "one's" not in words:
        return [words]
    at = words.index("one's")
    return [(*words[:at], own, *words[at + 1 :]) for own in _POSSESSIVES]
