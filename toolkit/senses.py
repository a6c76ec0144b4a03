"""What of an actor a name means: the state, its army, its people, or just the place.

"in Kabul" is a place, "Kabul claims" is a government, "Pakistan's army" is the military
and "the Pakistani people" are the people. The words around the name decide, by lists in
``codebooks/senses.toml``: the noun behind a name, a demonym or a possessive, the
preposition before it, and whether something there moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit import codebook

#: How many words behind a name are looked at for the noun it belongs to.
_WORDS_BEHIND = 5

#: How many words before a name are looked at for something that moves.
_WORDS_BEFORE = 6

_WORD = re.compile(r"[A-Za-z][\w.’'-]*|[,;:.!?()“”\"—–]|\d[\w,.]*")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?(?=[\s,.;:)]|$)")
_DATELINE = re.compile(r"[^.!?]{0,30}(?:\([A-Za-z ]+\)\s*)?(?:[—–]|\s-{1,2})\s?")

_ARTICLE = re.compile(r"\b(?:an?|the|this|that)\s$")
_SMALL_WORD = re.compile(r"\s[a-z]{4,}")
_NOUN_OF = re.compile(r"([A-Za-z]+)\s+of\s+(?:the\s+)?$")

_STOPS = frozenset(
    """and or but nor that which who whom whose when while because as if is are was were be been
    has have had do does did will would can could may might must should said says say in on at
    by for from with without to of into about against between through during before after under
    over than so not , ; : . ! ? ( ) — – “ ” \"""".split()
)


@dataclass(frozen=True)
class _Lists:
    nouns: dict[str, str]
    place_before: frozenset[str]
    place_with_motion: frozenset[str]
    motion: frozenset[str]
    motion_direct: frozenset[str]
    between: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    raw = codebook.read_toml(codebook.FOLDER / "senses.toml")
    nouns: dict[str, str] = {}
    for sense, words in raw["nouns"].items():
        for word in words.split():
            nouns.setdefault(word, sense)
    return _Lists(
        nouns=nouns,
        place_before=frozenset(raw["place_before"]),
        place_with_motion=frozenset(raw["place_with_motion"]),
        motion=frozenset(raw["motion"].split()),
        motion_direct=frozenset(raw["motion_direct"].split()),
        between=frozenset(raw["between"].split()),
    )


def sense_of(sentence: str, start: int, end: int, given: str) -> str:
    """Decide what of an actor is meant.

    Parameters
    ----------
    sentence
        The sentence.
    start, end
        The name in it.
    given
        The sense the codebook gives the alias, or ``"adjective"``.

    Returns
    -------
    str
        One of :data:`toolkit.tables.SENSES`.

    Examples
    --------
    >>> sense_of("Kabul claims success.", 0, 5, "government")
    'government'
    >>> sense_of("Two men died in Kabul.", 16, 21, "government")
    'place'
    >>> sense_of("The Pakistani army denied it.", 4, 13, "adjective")
    'military'
    """
    if given in ("person", "people", "agency"):
        return given
    behind = _noun_behind(sentence, end, given)
    if given == "group":
        return behind if behind in ("government", "agency") else "group"
    if behind == "group":
        behind = "military" if given != "adjective" else "people"
    if behind and not (given == "military" and behind == "place"):
        return behind
    if given == "military":
        return "place" if _stands_in_a_place(sentence, start, end) else given
    if given == "adjective":
        return _noun_before_of(sentence, start) or "state"
    if _stands_in_a_place(sentence, start, end) or _locates_a_noun(sentence, start, end, given):
        return "place"
    return _noun_before_of(sentence, start, with_places=True) or given


def _noun_behind(sentence: str, end: int, given: str) -> str | None:
    """Sense of the noun that a name, demonym or possessive belongs to."""
    nouns = _lists().nouns
    possessive = _POSSESSIVE.match(sentence, end)
    position = possessive.end() if possessive else end
    if sentence[position : position + 1] == "-" and given != "adjective":
        return _behind_compound(sentence, position)
    if not possessive and given not in ("adjective", "state", "government", "group", "military"):
        return None
    reach = _WORDS_BEHIND if possessive or given == "adjective" else 2
    found = None
    for count, word in enumerate(_WORD.finditer(sentence, position)):
        lower = word[0].lower().strip("’'.,").removesuffix("’s").removesuffix("'s")
        if count >= reach or lower in _STOPS:
            break
        bare = given in ("state", "government") and not possessive
        if bare and word[0][0].islower() and lower not in nouns:
            break  # "Pakistan denied": a verb, not a noun the name modifies
        if lower in nouns:
            found = nouns[lower]
            if found != "place":
                break
    return found


def _behind_compound(sentence: str, position: int) -> str | None:
    """Sense of the noun behind a compound such as "Afghanistan-Pakistan border"."""
    match = re.compile(r"-[A-Z][\w.]+\s+([a-z]+)").match(sentence, position)
    sense = _lists().nouns.get(match[1]) if match else None
    return sense if sense == "place" else None


def _locates_a_noun(sentence: str, start: int, end: int, given: str) -> bool:
    """Whether a capital says where a thing is: "a Kabul courtyard"."""
    return (
        given == "government"
        and _ARTICLE.search(sentence, max(0, start - 6), start) is not None
        and _SMALL_WORD.match(sentence, end) is not None
    )


def _noun_before_of(sentence: str, start: int, *, with_places: bool = False) -> str | None:
    """Sense told by "the people of ..." and "the government of ..."."""
    match = _NOUN_OF.search(sentence, max(0, start - 40), start)
    sense = _lists().nouns.get(match[1].lower()) if match else None
    if sense == "place" and not with_places:
        return None
    return sense


def _stands_in_a_place(sentence: str, start: int, end: int) -> bool:
    lists = _lists()
    if _POSSESSIVE.match(sentence, end):
        return False
    if sentence[:start].isupper() or start == 0:
        return is_dateline(sentence, end)
    before = [word[0] for word in _WORD.finditer(sentence, max(0, start - 90), start)]
    while before and before[-1].lower() in lists.between:
        before.pop()
    if not before:
        return False
    if before[-1] == "," and len(before) > 2 and before[-2][:1].isupper():
        before = _before_a_city(before)  # "in Lahore, Pakistan"
        if not before:
            return False
    last = before[-1].lower()
    if last in lists.place_before:
        return True
    recent = {word.lower() for word in before[-1 - _WORDS_BEFORE : -1]}
    if last in lists.place_with_motion:
        return bool(recent & lists.motion)
    return last in lists.motion_direct


def _before_a_city(before: list[str]) -> list[str]:
    names = before[:-1]
    while names and names[-1][:1].isupper():
        names.pop()
    return names


def is_dateline(sentence: str, end: int) -> bool:
    """Say whether what ends here opens a dateline: "KABUL (Reuters) —".

    Parameters
    ----------
    sentence
        The sentence.
    end
        Where the name ends.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_dateline("KABUL (Reuters) — The talks failed.", 5)
    True
    """
    match = _DATELINE.match(sentence, end)
    return match is not None and (sentence[:end].isupper() or "(" in match[0])
