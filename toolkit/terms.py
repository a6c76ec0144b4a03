"""Indicator terms: the language they are written in, and all of them found in one pass.

From terms and a text to the characters where each term stands. A term is words:

- ``terror*`` is every word that begins so, parts behind hyphens and apostrophes included;
- ``pledged ... million`` leaves room for up to three words, within a sentence;
- the words of a phrase part on spaces or hyphens;
- a word with a capital keeps its case (``Quad``, ``US``), others match in any case;
- straight and curly apostrophes are alike, and only whole words count.

One Aho-Corasick automaton (Aho & Corasick 1975) over one word of each term, the one that
is likely to be the rarest, reads the text once; the rest of a term is looked at only
around that word. So time grows with the text, and hardly with the number of terms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from toolkit.errors import BrokenCodebook

_GAP = "..."
_APOSTROPHES = "['’]"
_BETWEEN = r"[\s-]+"
#: Parts behind hyphens are bounded so that an endless chain of them costs no time.
_TAIL = r"\w*(?:['’-]\w+){0,8}"
_APART = r"[^\w.!?;]"
_BACKWARD_TAIL = r"(?:\w+['’-]){0,8}\w*"
#: "state-sponsored", "3.5" and "U.S" are one word.
_GAP_WORD = r"\w++(?:[.,'’-]\w++){0,8}"

_REST_OF_WORD = re.compile(_TAIL)
_NO_WORD_CHARACTER = re.compile(r"[^\w ]")
_ASCII_APART = {code: " " for code in range(128) if _NO_WORD_CHARACTER.match(chr(code))}

_PLACE = itemgetter(1, 2, 0)


class Hit(NamedTuple):
    """One place where a term stands.

    Parameters
    ----------
    term
        Index of the term in the list that was compiled.
    start, end
        Its characters in the text, end exclusive.
    """

    term: int
    start: int
    end: int


def compile_terms(terms: Sequence[str]) -> Terms:
    """Compile terms, to be looked for together.

    Parameters
    ----------
    terms
        Terms in the language above; one that comes twice is found twice.

    Returns
    -------
    Terms

    Raises
    ------
    BrokenCodebook
        When a term has no word, a ``*`` that does not end a stem, or a gap at an end.

    Examples
    --------
    >>> terms = compile_terms(["terror*", "turn* a blind eye", "US"])
    >>> terms.find("Terrorists? The US turned a blind-eye.")
    [Hit(term=0, start=0, end=10), Hit(term=2, start=16, end=18), Hit(term=1, start=19, end=37)]
    """
    return Terms(terms)


class Terms:
    """Compiled terms; made by :func:`compile_terms`.

    Parameters
    ----------
    terms
        The terms.

    Examples
    --------
    >>> compile_terms(["safe haven*"]).find("A safe haven.")
    [Hit(term=0, start=2, end=12)]
    """

    def __init__(self, terms: Sequence[str]) -> None:
        anchored: dict[str, _Anchored] = defaultdict(_Anchored)
        split = [_words(term) for term in terms]
        held_by = Counter(word.lower() for words in split for word in set(words))
        for index, (term, words) in enumerate(zip(terms, split, strict=True)):
            anchor = _rarest(words, held_by)
            key = _key(words[anchor])
            alone = len(words) == 1 and not _has_capital(term) and " " not in key.strip()
            at = anchored[key]
            if alone and words[0].endswith("*"):
                at.stems.append(index)
            elif alone:
                at.whole_words.append(index)
            else:
                at.phrases.append(_Phrase.of(index, words, anchor))
        self._automaton = ahocorasick.Automaton()
        for key, at in anchored.items():
            entry = (len(key) - 1, len(key.strip()), at.whole_words, at.stems, at.phrases)
            self._automaton.add_word(key, entry)
        if anchored:
            self._automaton.make_automaton()
        self._count = len(terms)

    def __len__(self) -> int:
        """Give the number of terms."""
        return self._count

    def find(self, text: str) -> list[Hit]:
        """Find every occurrence of every term.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        list of Hit
            In the order of their starts, then ends, then terms. Hits of one term do not
            overlap; those of different terms may.

        Examples
        --------
        >>> compile_terms(["aid", "foreign aid"]).find("Foreign aid fell.")
        [Hit(term=1, start=0, end=11), Hit(term=0, start=8, end=11)]
        """
        if not self._count:
            return []
        lower = lowered(text)
        reading = _Reading(text, lower)
        found: list[Hit] = []
        taken: dict[int, int] = {}
        padded = f" {_words_apart(lower)} "
        for last, (shift, length, whole_words, stems, phrases) in self._automaton.iter(padded):
            start = last - shift
            for term in whole_words:
                found.append(Hit(term, start, start + length))
            for term in stems:
                if start >= taken.get(term, 0):
                    end = _REST_OF_WORD.match(lower, start + length).end()  # type: ignore[union-attr]
                    taken[term] = end
                    found.append(Hit(term, start, end))
            for phrase in phrases:
                free = taken.get(phrase.term, 0)
                if start >= free and (span := phrase.around(reading, start, free)):
                    taken[phrase.term] = span[1]
                    found.append(Hit(phrase.term, *span))
        found.sort(key=_PLACE)
        return found


def _words_apart(text: str) -> str:
    """Put a space for every character that is no part of a word."""
    if text.isascii():
        return text.translate(_ASCII_APART)
    return _NO_WORD_CHARACTER.sub(" ", text)


@dataclass(slots=True)
class _Anchored:
    """The terms that are looked for by one key of the automaton."""

    whole_words: list[int] = field(default_factory=list)
    stems: list[int] = field(default_factory=list)
    phrases: list[_Phrase] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One text, in its own and in small letters, and both from the end where asked for."""

    text: str
    lower: str
    _backward: dict[bool, str] = field(default_factory=dict)

    def backward(self, cased: bool) -> str:
        found = self._backward.get(cased)
        if found is None:
            found = self._backward[cased] = (self.text if cased else self.lower)[::-1]
        return found


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A term that must be looked at around its anchor.

    Parameters
    ----------
    term
        Its index.
    cased
        Whether some word of it keeps its case.
    whole
        The term, from its first character on.
    before
        What stands before the anchor, read backward; None where the anchor comes first.
    """

    term: int
    cased: bool
    whole: re.Pattern[str]
    before: re.Pattern[str] | None

    @classmethod
    def of(cls, term: int, words: list[str], anchor: int) -> _Phrase:
        cased = any(map(_has_capital, words))
        before = re.compile(_backward_pattern(words[:anchor], cased)) if anchor else None
        return cls(term, cased, re.compile(_pattern(words, cased)), before)

    def around(self, reading: _Reading, anchor: int, free: int) -> tuple[int, int] | None:
        """Give the first occurrence that starts at ``free`` or later and holds the anchor."""
        text = reading.text if self.cased else reading.lower
        if self.before is None:
            match = self.whole.match(text, anchor)
            return match.span() if match else None
        backward = reading.backward(self.cased)
        while back := self.before.match(backward, len(text) - anchor, len(text) - free):
            start = len(text) - back.end()
            match = self.whole.match(text, start)
            if match and not (start and _is_word_character(text[start - 1])):
                return match.span()
            free = start + 1
        return None


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_"


def lowered(text: str) -> str:
    """Put a text into small letters without moving a character.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        As long as ``text``; the few letters whose small form is longer stay as they are.

    Examples
    --------
    >>> len(lowered("İSLAMABAD")) == len("İSLAMABAD")
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


# ---- the language


def _words(term: str) -> list[str]:
    words = term.split()
    if not any(map(_is_word_character, term)):
        raise BrokenCodebook(f"the term '{term}' has no word", mend="write a word or delete it")
    if _GAP in (words[0], words[-1]):
        raise BrokenCodebook(
            f"the term '{term}' begins or ends with a gap", mend="write ... between words only"
        )
    for word in words:
        if word != _GAP and ("*" in word[:-1] or word == "*"):
            raise BrokenCodebook(
                f"'{word}' in the term '{term}' has a * that ends no stem",
                mend="write one * behind the letters",
            )
    return words


def _has_capital(word: str) -> bool:
    return any(map(str.isupper, word))


def _rarest(words: list[str], held_by: Counter[str]) -> int:
    """Index of the word that texts are likely to hold least often.

    It is the one that fewest other terms hold, then the longest (Zipf 1949), then a whole one.
    """

    def rarity(index: int) -> tuple[bool, int, int, bool]:
        word = words[index]
        length = sum(map(_is_word_character, word))
        return length > 0, -held_by[word.lower()], length, not word.endswith("*")

    return max(range(len(words)), key=rarity)


def _key(word: str) -> str:
    """Give what of a word the automaton looks for, in the padded text."""
    stem = _NO_WORD_CHARACTER.sub(" ", lowered(word.removesuffix("*")))
    return f" {stem}" if word.endswith("*") else f" {stem} "


def _literal(stem: str, cased: bool, *, backward: bool = False) -> str:
    characters = reversed(stem) if backward else stem
    pattern = "".join(_APOSTROPHES if c in "'’" else re.escape(c) for c in characters)
    return f"(?i:{pattern})" if cased and not _has_capital(stem) else pattern


def _pattern(words: list[str], cased: bool) -> str:
    """Give the regular expression of a term, from the first character of its first word on.

    Unless some word keeps its case, it is made for a text in small letters, which is faster.
    """
    pattern = ""
    for place, word in enumerate(words):
        if word == _GAP:
            pattern += f"(?:{_APART}++{_GAP_WORD}){{0,3}}?{_APART}+"
            continue
        if place and words[place - 1] != _GAP:
            pattern += _BETWEEN
        pattern += _literal(word.removesuffix("*"), cased)
        pattern += _TAIL if word.endswith("*") else r"(?!\w)"
    return pattern


def _backward_pattern(words: list[str], cased: bool) -> str:
    """Give the pattern of words that end before an anchor, for the text read backward.

    It is as long as it can be, so that its end is the first place where a term may start.
    """
    pattern = "" if words[-1] == _GAP else _BETWEEN
    for place in reversed(range(len(words))):
        word = words[place]
        if word == _GAP:
            pattern += f"{_APART}+(?:{_GAP_WORD}{_APART}+){{0,3}}"
            continue
        pattern += _BACKWARD_TAIL if word.endswith("*") else r"(?<!\w)"
        pattern += _literal(word.removesuffix("*"), cased, backward=True)
        if place and words[place - 1] != _GAP:
            pattern += _BETWEEN
    return pattern
