"""VADER's rules over a whole column: every rule as one array operation.

All texts lie in one buffer of bytes, as Arrow keeps them. They are cut into words there, and
each word is looked up by its bytes read as numbers, so that nothing is done word by word.
The rules then run on arrays that hold, for each word of the lexicon found in any text, the
three words before it and the two behind it. The arithmetic is that of the reference step by
step, in its order, so that no number differs by a last digit.
:mod:`toolkit.sentiment.vader` is the door to this module and scores single texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
)

#: What the rules ask for by name.
_ASKED_FOR = "no or nor never so this without doubt least at very but kind of".split()

#: Idioms, and boosters of two words, by their words.
_IDIOMS = {tuple(idiom.split()): float(v) for idiom, v in SPECIAL_CASES.items() if " " in idiom}
_LONG_BOOSTERS = {tuple(words.split()): v for words, v in BOOSTER_DICT.items() if " " in words}

#: Words of idioms that stand everywhere; each idiom has another word too.
_COMMON = ["the", "of", "to", "for"]

#: Emphasis by the number of exclamation and of question marks; more count as the last.
_EXCLAMATIONS = np.array([count * 0.292 for count in range(5)])
_QUESTIONS = np.array([0, 0, 2 * 0.18, 3 * 0.18, 0.96])

#: Closer than this to a tie, a number is rounded by Python, which is exact.
_NEAR_A_TIE = 1e-6

#: Kinds of character: white space, and what ``describe`` puts others in the place of.
_SPACE, _TELLING = 1, 2

#: The sign for kelvin, the only one outside ASCII that becomes an ASCII letter when made small.
KELVIN = "\u212a"

#: Stretches of ASCII punctuation: first character and how many.
_PUNCTUATION = ((ord("!"), 15), (ord(":"), 7), (ord("["), 6), (ord("{"), 4))

#: Keeps the first so many bytes of eight.
_FIRST_BYTES = np.array([2 ** (8 * count) - 1 for count in range(9)], dtype=np.uint64)

#: An odd number without a pattern in its bits: it mixes the bytes of a word, and spreads the
#: words of a list over the slots of a table.
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_SLOT_BITS = 16


_NOTHING, _LINE_END = (pa.scalar(text, pa.large_string()) for text in ("", "\n"))


class Overrides(Protocol):
    """What may give words another valence than the lexicon's; 0 leaves one out altogether."""

    def in_text(self, words: list[str], text: str) -> dict[int, float]:
        """Give the new valences by the places of the words."""

    def in_column(self, words: Words) -> tuple[np.ndarray, np.ndarray]:
        """Give the positions among all words, in order, and the new valences."""


class Index:
    """Finds words of a list in a buffer of bytes.

    Parameters
    ----------
    words
        The list, in small letters; no two are the same.
    """

    def __init__(self, words: Collection[str]) -> None:
        coded = [word.encode() for word in words]
        lengths = np.array([len(word) for word in coded])
        starts, content = np.cumsum(lengths) - lengths, padded(b"".join(coded))
        self.unknown = len(coded)
        self._lengths = np.append(lengths, -1)
        self._lanes = range(-(-int(lengths.max(initial=1)) // 8))
        eights = [_eight(content, starts, lengths, lane) for lane in self._lanes]
        self._eights = [np.append(eight, np.uint64(0)) for eight in eights]
        self._keys = np.append(self._key(content, starts, lengths), np.uint64(0))
        self._hash = np.uint64(0xD6E8FEB86659FD93)  # any odd number; counted on until it fits
        self._first, self._second = self._tables(self._keys[:-1])

    def _tables(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give each word a slot of its own, in a second table where the first is taken."""
        first, second = (np.full(2**_SLOT_BITS, self.unknown, dtype=np.int32) for _ in range(2))
        slots = _slots(keys, _MIXER)
        _, kept = np.unique(slots, return_index=True)
        first[slots[kept]] = kept
        rest = np.setdiff1d(np.arange(len(keys)), kept)
        while len(np.unique(_slots(keys[rest], self._hash))) < len(rest):
            self._hash += np.uint64(2)
        second[_slots(keys[rest], self._hash)] = rest
        return first, second

    def find(self, content: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Give the place in the list of each word, or the length of the list.

        Parameters
        ----------
        content
            The bytes, :func:`padded`.
        starts, ends
            Where the words stand in them.
        """
        lengths = ends - starts
        keys = self._key(content, starts, lengths)
        numbers = self._first[_slots(keys, _MIXER)]
        maybe = np.flatnonzero(numbers != self.unknown)  # a free slot: no word of the list
        missed = maybe[self._keys[numbers[maybe]] != keys[maybe]]
        numbers[missed] = self._second[_slots(keys[missed], self._hash)]
        here, starts, lengths = numbers[maybe], starts[maybe], lengths[maybe]
        right = (self._keys[here] == keys[maybe]) & (self._lengths[here] == lengths)
        # The key of a short word is its bytes; those of a long one are compared.
        long = np.flatnonzero(right & (lengths > 8))
        for lane, eights in enumerate(self._eights):
            theirs = _eight(content, starts[long], lengths[long], lane)
            right[long] &= eights[here[long]] == theirs
        numbers[maybe[~right]] = self.unknown
        return numbers

    def _key(self, content: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Give a number to each word: its bytes, or for a long one a mixture of them."""
        keys = _eight(content, starts, lengths, 0)
        for lane in self._lanes[1:]:
            long = np.flatnonzero(lengths > 8 * lane)
            keys[long] = keys[long] * _MIXER ^ _eight(content, starts[long], lengths[long], lane)
        return keys


def _eight(content: np.ndarray, starts: np.ndarray, lengths: np.ndarray, lane: int) -> np.ndarray:
    """Read eight bytes of each word as a number, with zeros behind its end."""
    every = np.ndarray(len(content) - 7, "<u8", content, strides=(1,))
    places = np.minimum(starts + 8 * lane, len(every) - 1) if lane else starts
    return every[places] & _FIRST_BYTES[np.clip(lengths - 8 * lane, 0, 8)]


def _slots(keys: np.ndarray, hash_: np.uint64) -> np.ndarray:
    return (keys * hash_ >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)


def padded(data: Any) -> np.ndarray:
    """Copy bytes with room behind them, so that eight can be read from any place.

    Parameters
    ----------
    data
        Bytes, or an array of them.

    Returns
    -------
    numpy.ndarray
    """
    given = np.frombuffer(data, np.uint8)
    content = np.zeros((len(given) // 8 + 8) * 8, np.uint8)
    content[: len(given)] = given
    return content


class Vocabulary:
    """Every word that some rule asks about, and what the rules ask of it.

    The arrays have one entry more than there are words: the last stands for every other.

    Parameters
    ----------
    lexicon
        Valence of each word.
    emoji
        Characters that stand for a description.
    """

    def __init__(self, lexicon: dict[str, float], emoji: Collection[str]) -> None:
        in_phrases = {word for phrase in [*_IDIOMS, *_LONG_BOOSTERS] for word in phrase}
        asked_for = [*lexicon, *BOOSTER_DICT, *NEGATE, *_ASKED_FOR, *sorted(in_phrases)]
        # What has capitals is never found: every word is made small before it is looked up.
        known = [word for word in dict.fromkeys(asked_for) if word == word.lower()]
        every = [*known, ""]
        self.index = Index(known)
        self.number = {word: number for number, word in enumerate(known)}
        self.spelled = np.array(every, dtype=object)
        self.valence = np.array([lexicon.get(word, 0.0) for word in every])
        self.listed = np.array([word in lexicon for word in every])
        self.boost = np.array([BOOSTER_DICT.get(word, 0.0) for word in every])
        self.negates = np.array([word in NEGATE for word in every])
        self.in_phrase = np.array([word in in_phrases for word in every])
        self.marks_phrase = self.in_phrase & ~np.isin(every, _COMMON)
        self.telling = np.isin(every, [*BOOSTER_DICT, *NEGATE, "no", "so", "this", "least"])
        self.telling |= self.marks_phrase
        letters = [next((i for i, sign in enumerate(w) if sign.isalpha()), -1) for w in every]
        self.first_letter = np.array(letters)
        self.may_shout = (self.listed | (self.boost != 0)) & (self.first_letter >= 0)
        self.kinds = np.zeros(0x10000, dtype=np.uint8)
        self.kinds[[code for code in range(0x10000) if chr(code).isspace()]] = _SPACE
        self.kinds[[ord(sign) for sign in [*emoji, KELVIN] if ord(sign) < 0x10000]] = _TELLING


class Words:
    """A column of texts, cut into words, each known by its number in the vocabulary.

    Arrays over words have one entry more than there are: the last stands for the place
    before the first or behind the last word of a text.

    Parameters
    ----------
    texts
        The texts, none of them null.
    vocabulary
        What is known.
    """

    def __init__(self, texts: pa.LargeStringArray, vocabulary: Vocabulary) -> None:
        self.texts, self.vocabulary = texts, vocabulary
        # A line end behind each text, so that no words of two texts meet.
        ended = pc.binary_join_element_wise(texts, _NOTHING, _LINE_END)
        _, bounds, data = ended.buffers()
        self.bounds = np.frombuffer(bounds, np.int64)[: len(texts) + 1]
        self.content = np.frombuffer(data, np.uint8)[: self.bounds[-1]]
        self.lower = padded(self.content)
        self.lower += (self.lower - np.uint8(ord("A")) < 26).view(np.uint8) * np.uint8(32)
        self.starts, self.ends = self._cut()
        self.firsts = np.searchsorted(self.starts, self.bounds)
        self.lengths = np.diff(self.firsts)
        self.rows = np.repeat(np.arange(len(texts)), self.lengths)
        self.is_mark = self._punctuation()
        self.marks = np.flatnonzero(self.is_mark)
        self.bare_starts, self.bare_ends = self._bare()
        found = vocabulary.index.find(self.lower, self.bare_starts, self.bare_ends)
        self.number = np.append(found, np.int32(vocabulary.index.unknown))
        self.known = np.flatnonzero(found != vocabulary.index.unknown)

    def _cut(self) -> tuple[np.ndarray, np.ndarray]:
        """Give where words start and end."""
        content = self.content
        space = content == 32
        space |= content - np.uint8(9) < 5
        space |= content - np.uint8(28) < 4
        places, kinds = self.characters
        wide = places[kinds == _SPACE]
        for further in range(3):  # of two or of three bytes
            space[wide[content[wide] >= (0, 0, 0xE0)[further]] + further] = True
        ends = np.flatnonzero(space)
        starts = np.append(0, ends[:-1] + 1)
        full = ends > starts
        return starts[full], ends[full]

    @cached_property
    def characters(self) -> tuple[np.ndarray, np.ndarray]:
        """Characters outside ASCII: where they stand and their kinds."""
        content = self.lower
        places = np.flatnonzero(self.content >= 0xC2)
        first, second, third = (content[places + k].astype(np.int64) for k in range(3))
        short = (first & 0x1F) << 6 | second & 0x3F
        long = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
        basic = self.vocabulary.kinds[np.where(first < 0xE0, short, long)]
        return places, np.where(first < 0xF0, basic, _TELLING)

    def _punctuation(self) -> np.ndarray:
        """Say where ASCII punctuation stands."""
        found = np.zeros(len(self.content), dtype=bool)
        for first, count in _PUNCTUATION:
            found |= self.content - np.uint8(first) < count
        return found

    def _bare(self) -> tuple[np.ndarray, np.ndarray]:
        """Give where words start and end without the punctuation around them."""
        starts, ends = self.starts.copy(), self.ends.copy()
        marks = self.marks
        leaps = np.flatnonzero(np.diff(marks) != 1)
        run_starts = marks[np.append(0, leaps + 1)] if marks.size else marks
        run_ends = marks[np.append(leaps, -1)] + 1 if marks.size else marks
        left = np.flatnonzero(self.is_mark[starts])
        right = np.flatnonzero(self.is_mark[ends - 1])
        starts[left] = run_ends[np.searchsorted(run_starts, starts[left], "right") - 1]
        ends[right] = run_starts[np.searchsorted(run_starts, ends[right] - 1, "right") - 1]
        # Two characters or fewer may be what is left of an emoticon: it is kept whole.
        whole = np.flatnonzero(ends - starts <= 2)
        starts[whole], ends[whole] = self.starts[whole], self.ends[whole]
        return starts, ends

    @cached_property
    def contracted(self) -> np.ndarray:
        """Whether "n't" is in a word."""
        found = np.zeros(len(self.number), dtype=bool)
        quotes = self.marks[self.content[self.marks] == ord("'")]
        quotes = quotes[(quotes > 0) & (self.lower[quotes + 1] == ord("t"))]
        quotes = quotes[self.lower[quotes - 1] == ord("n")]
        found[np.searchsorted(self.starts, quotes, "right") - 1] = True
        return found

    @cached_property
    def emphatic(self) -> np.ndarray:
        """Whether a word that some rule may ask of is in capitals, and others are not."""
        vocabulary, found = self.vocabulary, np.zeros(len(self.number), dtype=bool)
        places = self.known[vocabulary.may_shout[self.number[self.known]]]
        letters = self.bare_starts[places] + vocabulary.first_letter[self.number[places]]
        large = self.content[letters] != self.lower[letters]
        small_follows = self.content[letters + 1] - np.uint8(ord("a")) < 26
        found[self.emphasised(places[large & ~small_follows])] = True
        return found

    def emphasised(self, places: np.ndarray) -> np.ndarray:
        """Give those of some places whose word is in capitals while others are not."""
        spans = zip(self.bare_starts[places], self.bare_ends[places], strict=True)
        shouted = [self.content[start:end].tobytes().isupper() for start, end in spans]
        places = places[np.array(shouted, dtype=bool)]
        rows, back = np.unique(self.rows[places], return_inverse=True)
        texts = self.texts.take(pa.array(rows)).to_pylist()
        mixed = [not all(map(str.isupper, text.split())) for text in texts]
        return places[np.array(mixed, dtype=bool)[back]]

    def retold_rows(self) -> np.ndarray:
        """Give the texts with a character that stands for others."""
        places, kinds = self.characters
        rows = np.searchsorted(self.bounds, places[kinds == _TELLING], "right") - 1
        return np.unique(rows)


class Window:
    """The words of the lexicon in all texts, each with the words around it.

    Parameters
    ----------
    words
        The texts.
    positions
        Where the words of the lexicon stand.
    """

    def __init__(self, words: Words, positions: np.ndarray) -> None:
        self.words, self.positions = words, positions
        self.vocabulary = words.vocabulary
        rows = words.rows[positions]
        self._behind = positions - words.firsts[rows]
        self._ahead = words.firsts[rows + 1] - positions - 1
        self._places: dict[int, np.ndarray] = {}

    def there(self, offset: int) -> np.ndarray:
        """Say where a text reaches so many words behind (negative: before) a hit."""
        return self._behind >= -offset if offset < 0 else self._ahead >= offset

    def place(self, offset: int) -> np.ndarray:
        """Give the position of the word at an offset; the last stands for none."""
        if offset not in self._places:
            nowhere = len(self.words.rows)
            there = self.there(offset)
            self._places[offset] = np.where(there, self.positions + offset, nowhere)
        return self._places[offset]

    def word(self, offset: int) -> np.ndarray:
        """Give the number in the vocabulary of the word at an offset."""
        return self.words.number[self.place(offset)]

    def is_(self, offset: int, *wanted: str) -> np.ndarray:
        """Say where the word at an offset is one of these."""
        here, number = self.word(offset), self.vocabulary.number
        found = here == number[wanted[0]]
        for word in wanted[1:]:
            found |= here == number[word]
        return found

    def listed(self, offset: int) -> np.ndarray:
        """Say where the word at an offset is in the lexicon."""
        return self.vocabulary.listed[self.word(offset)]

    def near_a_telling_word(self) -> np.ndarray:
        """Say where a word around may change what a hit counts for."""
        found = np.zeros(len(self.positions), dtype=bool)
        for offset in range(-3, 3):
            found |= self.vocabulary.telling[self.word(offset)]
            found |= self.words.contracted[self.place(offset)]
        return found

    def negates(self, offset: int) -> np.ndarray:
        """Say where the word at an offset negates what follows it."""
        listed = self.vocabulary.negates[self.word(offset)]
        return listed | self.words.contracted[self.place(offset)]

    def emphatic(self, offset: int) -> np.ndarray:
        """Say where the word at an offset is in capitals and others are not."""
        return self.words.emphatic[self.place(offset)]


def score(
    texts: pa.LargeStringArray,
    vocabulary: Vocabulary,
    describe: Callable[[str], str] | None,
    overrides: Overrides | None = None,
) -> np.ndarray:
    """Score a column of texts.

    Parameters
    ----------
    texts
        The texts, none of them null.
    vocabulary
        What is known of words.
    describe
        Puts other characters in the place of emoji and the sign for kelvin; None where that
        is done.
    overrides
        What gives some words another valence.

    Returns
    -------
    numpy.ndarray
        A row a text: neg, neu, pos, compound.
    """
    words = Words(texts, vocabulary)
    positions, valences = _sentiments(words, overrides)
    scores = _scores(words, positions, valences)
    if describe is not None and (rows := words.retold_rows()).size:
        told = [describe(text) for text in texts.take(pa.array(rows)).to_pylist()]
        scores[rows] = score(pa.array(told, pa.large_string()), vocabulary, None, overrides)
    return scores


def _sentiments(words: Words, overrides: Overrides | None) -> tuple[np.ndarray, np.ndarray]:
    """Give where words that count stand, in order, and what each counts for in the end."""
    vocabulary = words.vocabulary
    counts = vocabulary.listed & (vocabulary.boost == 0)
    window = Window(words, words.known[counts[words.number[words.known]]])
    base = vocabulary.valence[window.word(0)]
    if overrides is not None:
        window, base = _overridden(window, base, overrides)
    valences = _ruled(window, base)
    kept = valences != 0
    return window.positions[kept], _but(words, window.positions[kept], valences[kept])


def _overridden(
    window: Window, base: np.ndarray, overrides: Overrides
) -> tuple[Window, np.ndarray]:
    """Put other valences in place of the lexicon's; zero leaves a word out altogether."""
    positions, valences = overrides.in_column(window.words)
    if not positions.size:
        return window, base
    window.words.emphatic[window.words.emphasised(positions)] = True
    every = np.union1d(window.positions, positions)
    merged = np.zeros(len(every))
    merged[np.searchsorted(every, window.positions)] = base
    merged[np.searchsorted(every, positions)] = valences
    kept = np.ones(len(every), dtype=bool)
    kept[np.searchsorted(every, positions)] = valences != 0
    return Window(window.words, every[kept]), merged[kept]


def _ruled(window: Window, base: np.ndarray) -> np.ndarray:
    """Apply every rule but the one on "but" to the words of the lexicon."""
    valence = np.where(window.emphatic(0), _raised(base), base)
    near = np.flatnonzero(window.near_a_telling_word())
    if near.size:
        valence[near] = _changed(Window(window.words, window.positions[near]), base[near])
    return valence


def _changed(window: Window, base: np.ndarray) -> np.ndarray:
    """Apply the rules on the words around."""
    valence = _no(window, base)
    valence = np.where(window.emphatic(0), _raised(valence), valence)
    for before in (1, 2, 3):
        reached = window.there(-before) & ~window.listed(-before)
        changed = _negated(window, before, valence + _boost(window, before, valence))
        if before == 3:
            changed = _idioms(window, changed)
        valence = np.where(reached, changed, valence)
    valence[window.is_(0, "kind") & window.is_(1, "of")] = 0.0
    return _least(window, valence)


def _no(window: Window, base: np.ndarray) -> np.ndarray:
    """Read "no" before a word of the lexicon as its negation."""
    lone = window.is_(0, "no") & window.listed(1)
    after_no = window.is_(-1, "no") | window.is_(-2, "no")
    after_no |= window.is_(-3, "no") & window.is_(-1, "or", "nor")
    return np.where(after_no, base * N_SCALAR, np.where(lone, 0.0, base))


def _raised(valence: np.ndarray) -> np.ndarray:
    return np.where(valence > 0, valence + C_INCR, valence - C_INCR)


def _boost(window: Window, before: int, valence: np.ndarray) -> np.ndarray:
    """Give what a booster or dampener so many words before adds."""
    boost = window.vocabulary.boost[window.word(-before)]
    signed = np.where(valence < 0, -boost, boost)
    shouted = window.emphatic(-before) & (boost != 0)
    signed = np.where(shouted, np.where(valence > 0, signed + C_INCR, signed - C_INCR), signed)
    return signed * {1: 1.0, 2: 0.95, 3: 0.9}[before]


def _negated(window: Window, before: int, valence: np.ndarray) -> np.ndarray:
    """Turn the valence where a word so many words before negates it."""
    negates = window.negates(-before)
    turned = np.where(negates, valence * N_SCALAR, valence)
    if before == 1:
        return turned
    never, without = window.is_(-before, "never"), window.is_(-before, "without")
    if before == 2:
        stressed = never & window.is_(-1, "so", "this")
        sure = without & window.is_(-1, "doubt")
    else:
        # The reference's "and" binds before its "or": "so" or "this" alone does it here.
        stressed = never & window.is_(-2, "so", "this") | window.is_(-1, "so", "this")
        sure = without & (window.is_(-2, "doubt") | window.is_(-1, "doubt"))
    return np.where(stressed, valence * 1.25, np.where(sure, valence, turned))


def _idioms(window: Window, valence: np.ndarray) -> np.ndarray:
    """Give idioms such as "kiss of death" the valence of their own."""
    vocabulary = window.vocabulary
    around = [window.word(offset) for offset in range(-3, 3)]
    # An idiom needs two of its words side by side.
    inside = [vocabulary.in_phrase[word] for word in around]
    pairs = [one & two for one, two in pairwise(inside)]
    marked = [vocabulary.marks_phrase[word] for word in around]
    near = np.flatnonzero(np.logical_or.reduce(pairs) & np.logical_or.reduce(marked))
    if not near.size:
        return valence
    spelled = np.array([vocabulary.spelled[word[near]] for word in around]).T.tolist()
    valence = valence.copy()
    valence[near] = [
        idiomatic(value, *words) for words, value in zip(spelled, valence[near], strict=True)
    ]
    return valence


def idiomatic(
    valence: float, three: str, two: str, one: str, here: str, next_: str, last: str
) -> float:
    """Give the valence of an idiom, if the words around make one.

    Parameters
    ----------
    valence
        What it is otherwise.
    three, two, one, here, next_, last
        The words from three before to two behind the word of the lexicon; empty where the
        text does not reach.

    Returns
    -------
    float

    Examples
    --------
    >>> idiomatic(-2.9, "a", "kiss", "of", "death", "", "")
    -1.5
    """
    before = ((one, here), (two, one, here), (two, one), (three, two, one), (three, two))
    valence = next((_IDIOMS[words] for words in before if words in _IDIOMS), valence)
    for words in ((here, next_), (here, next_, last)):
        valence = _IDIOMS.get(words, valence)
    for words in ((three, two), (two, one)):
        valence = valence + _LONG_BOOSTERS.get(words, 0.0)
    return valence


def _least(window: Window, valence: np.ndarray) -> np.ndarray:
    """Read "least" as a negation, but not "at least" and "very least"."""
    turned = window.is_(-1, "least") & ~window.is_(-2, "at", "very")
    return np.where(turned, valence * N_SCALAR, valence)


def _but(words: Words, positions: np.ndarray, valences: np.ndarray) -> np.ndarray:
    """Weigh what stands before the first "but" less, and what stands behind it more."""
    places = words.known[words.number[words.known] == words.vocabulary.number["but"]]
    rows, first = np.unique(words.rows[places], return_index=True)
    but = np.full(len(words.lengths), len(words.rows))
    but[rows] = places[first]
    within = np.flatnonzero(but[words.rows[positions]] < len(words.rows))
    here, texts = valences[within], words.rows[positions[within]]
    before = positions[within] < but[texts]
    shifted = np.where(before, here * 0.5, here * 1.5)
    # Where one valence may be taken for another of the text, they are gone through one by one.
    alike = np.isin(texts + 1j * shifted, texts + 1j * here)
    for text in np.unique(texts[alike]):
        rows = np.flatnonzero(texts == text)
        shifted[rows] = shifted_at_but(here[rows].tolist(), int(before[rows].sum()))
    valences[within] = shifted
    return valences


def shifted_at_but(valences: list[float], before: int) -> list[float]:
    """Halve what stands before "but" and raise by half what stands behind it.

    The reference finds the place of a valence again by its value, so that of two equal
    ones the first may be changed twice and the second never. That is kept; a heap of places
    for each value finds the first without searching a long text again and again.

    Parameters
    ----------
    valences
        Of the words that count, in order; none is zero.
    before
        How many of them stand before the first "but".

    Returns
    -------
    list of float

    Examples
    --------
    >>> shifted_at_but([2.0, 3.0], 1)
    [1.0, 4.5]
    >>> shifted_at_but([2.0, 1.0, 3.0], 2)  # the 2 becomes a 1 and is halved again
    [0.5, 1.0, 4.5]
    """
    shifted = [v * 0.5 for v in valences[:before]] + [v * 1.5 for v in valences[before:]]
    if set(shifted).isdisjoint(valences):  # no valence is taken for another
        return shifted
    valences = list(valences)
    places: dict[float, list[int]] = {}
    for place, valence in enumerate(valences):
        places.setdefault(valence, []).append(place)
    for turn in range(len(valences)):
        valence = valences[turn]
        place = heappop(places[valence])
        valences[place] = valence * (0.5 if place < before else 1.5)
        heappush(places.setdefault(valences[place], []), place)
    return valences


def _marks(words: Words) -> np.ndarray:
    """Give the emphasis by exclamation and question marks of each text."""

    def most(mark: str) -> np.ndarray:
        places = words.marks[words.content[words.marks] == ord(mark)]
        return np.minimum(np.diff(np.searchsorted(places, words.bounds)), 4)

    return _EXCLAMATIONS[most("!")] + _QUESTIONS[most("?")]


def _scores(words: Words, positions: np.ndarray, valences: np.ndarray) -> np.ndarray:
    """Add up the valences of each text and round them as the reference does."""
    rows, texts, marks = words.rows[positions], len(words.lengths), _marks(words)
    total = _sums(rows, valences, texts)
    total = np.where(total > 0, total + marks, np.where(total < 0, total - marks, total))
    compound = total / np.sqrt(total * total + 15)

    praise, blame = valences > 0, valences < 0
    # bincount adds in order, as the reference does; a word that counts weighs one more.
    positive = np.bincount(rows[praise], valences[praise] + 1, texts)
    negative = np.bincount(rows[blame], valences[blame] - 1, texts)
    neutral = words.lengths - np.bincount(rows, minlength=texts)
    more_praise, more_blame = positive > -negative, positive < -negative
    positive = np.where(more_praise, positive + marks, positive)
    negative = np.where(more_blame, negative - marks, negative)
    whole = np.where(words.lengths > 0, positive - negative + neutral, 1.0)
    shares = np.column_stack([-negative / whole, neutral / whole, positive / whole])
    return np.column_stack([_rounded(shares, 3), _rounded(compound, 4)])


def _sums(rows: np.ndarray, valences: np.ndarray, texts: int) -> np.ndarray:
    """Add up by Python's ``sum``, which from version 3.12 on compensates for rounding."""
    totals = np.bincount(rows, valences, texts)
    ends = np.cumsum(np.bincount(rows, minlength=texts))
    begins = np.append(0, ends[:-1])
    many = np.flatnonzero(ends - begins > 2)  # of two numbers there is but one sum
    values = valences.tolist()
    spans = zip(begins[many].tolist(), ends[many].tolist(), strict=True)
    totals[many] = [sum(values[begin:end]) for begin, end in spans]
    return totals


def _rounded(numbers: np.ndarray, digits: int) -> np.ndarray:
    """Round as Python does, by the decimal digits that a number truly has."""
    scaled = numbers * 10**digits
    rounded = np.asarray(np.rint(scaled) / 10**digits) + 0.0  # no minus zero
    tied = np.abs(np.abs(scaled - np.floor(scaled)) - 0.5) < _NEAR_A_TIE
    rounded[tied] = [round(number, digits) for number in numbers[tied].tolist()]
    return rounded
