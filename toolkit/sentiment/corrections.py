"""Corrections of VADER's lexicon for the news, read from a list that anybody can edit.

VADER's lexicon was rated word by word, without a context: it reads ``United`` (States),
``security`` (forces) and ``interest`` (rate) as praise. A correction names a phrase as it
stands in the news and gives it another valence; 0 makes it count for nothing. The list,
``corrections.toml``, says why beside each, and a list of your own is read in the same way::

    polarity_scores(texts, corrections=corrections.read("news"))

A corrected word counts for its new valence where VADER would look it up; negations,
boosters, capitals and "but" then change that as they do any other. A word that is corrected
to 0 is neutral: none of them changes it, it adds nothing to ``pos``, ``neg`` and
``compound`` and one to ``neu``, as any word outside the lexicon does. What a word does to
its neighbours stays: ``no`` still negates, ``most`` still boosts.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import BOOSTER_DICT

from toolkit.codebook import read_toml
from toolkit.errors import BrokenCodebook, PathNotFound, UnknownName
from toolkit.sentiment.vader import lexicon
from toolkit.sentiment.vader_batch import Index, Words

#: The list that comes with the toolkit.
NEWS = Path(__file__).with_name("corrections.toml")

_KEYS = {"phrase", "before", "after", "case", "valence", "reason", "group"}

#: The valences of VADER lie between this and its negative.
_STRONGEST = 4

_POSSESSIVES = ("", "'s", "’s")

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """One entry of a list.

    Parameters
    ----------
    phrases
        The ways to write what is corrected, each as its words in small letters.
    before, after
        Phrases of which one must stand right before or right behind; empty asks for none.
    capital
        Only where each word is written as a name, with a capital and small letters; a word
        alone at the start of a text never is.
    valence
        What the last word counts for, -4 to 4; the words before it count for nothing.
    reason
        Why, as a sentence.
    group
        The group that it is switched on and off with.
    """

    phrases: tuple[Phrase, ...]
    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]
    capital: bool
    valence: float
    reason: str
    group: str

    @property
    def name(self) -> str:
        """The first way to write it."""
        return " ".join(self.phrases[0])


class Corrections:
    """Corrections that were read and checked.

    Parameters
    ----------
    entries
        In the order of the file: of two that fit, the longer phrase counts, then the first.
    """

    def __init__(self, entries: Sequence[Correction]) -> None:
        self.entries = tuple(entries)
        self._number: dict[str, int] = {}
        self._rules: dict[int, list[_Rule]] = {}
        for order, entry in enumerate(entries):
            before, after = self._forms(entry.before), self._forms(entry.after)
            for phrase in entry.phrases:
                # It is looked for by a word of the lexicon: the others are too common.
                anchor = next((i for i, word in enumerate(phrase) if word in lexicon()), 0)
                for words in self._forms([phrase]):
                    rule = _Rule(words, anchor, before, after, entry.capital, entry.valence, order)
                    self._rules.setdefault(words[anchor], []).append(rule)
        for rules in self._rules.values():
            rules.sort(key=lambda rule: (-len(rule.words), rule.order))

    def _forms(self, phrases: Iterable[Phrase]) -> list[tuple[int, ...]]:
        """Number the words of phrases, each also with a possessive at its end."""
        written = [(*p[:-1], p[-1] + ending) for p in phrases for ending in _POSSESSIVES]
        number = self._number
        return [tuple(number.setdefault(word, len(number)) for word in words) for words in written]

    def in_text(self, words: list[str], text: str) -> dict[int, float]:
        """Give the new valences of one text.

        Parameters
        ----------
        words
            Its words, as VADER looks them up.
        text
            The text itself.

        Returns
        -------
        dict
            New valence by the place of the word.
        """
        numbers = [self._number.get(word, -1) for word in words]
        places = [place for place, number in enumerate(numbers) if number in self._rules]
        tokens = text.split() if places else []
        spans = ((place, 0, len(words)) for place in places)
        return self._found(numbers, spans, lambda at: _is_name(_bare(tokens[at])))

    def in_column(self, words: Words) -> tuple[np.ndarray, np.ndarray]:
        """Give the new valences of a column of texts.

        Parameters
        ----------
        words
            The column.

        Returns
        -------
        tuple of numpy.ndarray
            Places among all words, in order, and new valences.
        """
        numbers: Any = self._index.find(words.lower, words.bare_starts, words.bare_ends)
        places = np.flatnonzero(self._is_anchor[numbers])
        rows = words.rows[places]
        spans = zip(
            places.tolist(),
            words.firsts[rows].tolist(),
            words.firsts[rows + 1].tolist(),
            strict=True,
        )

        def name(place: int) -> bool:
            start, end = words.bare_starts[place], words.bare_ends[place]
            return _is_name(words.content[start:end].tobytes().decode())

        found = self._found(memoryview(numbers), spans, name)
        corrected = sorted(found)
        return np.array(corrected, dtype=np.int64), np.array([found[p] for p in corrected])

    @cached_property
    def _index(self) -> Index:
        return Index(list(self._number))

    @cached_property
    def _is_anchor(self) -> np.ndarray:
        return np.isin(np.arange(len(self._number) + 1), list(self._rules))

    def _found(
        self, numbers: Any, spans: Iterable[tuple[int, int, int]], name: Callable[[int], bool]
    ) -> dict[int, float]:
        """Give the valences of all words of the phrases at some places of texts."""
        hits = []
        for place, start, end in spans:
            for rule in self._rules[numbers[place]]:
                first = place - rule.anchor
                if rule.fits(numbers, first, start, end, name):
                    hits.append((-len(rule.words), rule.order, first, rule.valence))
        valences: dict[int, float] = {}
        for length, _, place, valence in sorted(hits):
            last = place - length - 1
            if valences.keys().isdisjoint(range(place, last + 1)):
                valences.update(dict.fromkeys(range(place, last), 0.0))
                valences[last] = valence
        return valences


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way to write one correction, in numbers of words."""

    words: tuple[int, ...]
    anchor: int
    before: list[tuple[int, ...]]
    after: list[tuple[int, ...]]
    capital: bool
    valence: float
    order: int

    def fits(
        self, numbers: Any, place: int, start: int, end: int, name: Callable[[int], bool]
    ) -> bool:
        """Say whether it stands at a place of a text from start to end."""
        behind = place + len(self.words)
        if len(self.words) > 1 and (
            place < start or behind > end or tuple(numbers[place:behind]) != self.words
        ):
            return False
        if self.after and not any(
            behind + len(words) <= end and tuple(numbers[behind : behind + len(words)]) == words
            for words in self.after
        ):
            return False
        if self.before and not any(
            place - len(words) >= start and tuple(numbers[place - len(words) : place]) == words
            for words in self.before
        ):
            return False
        if not self.capital:
            return True
        alone_in_front = place == start and len(self.words) == 1 and not self.after
        return not alone_in_front and all(map(name, range(place, behind)))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word[1:2].isupper()


def _bare(token: str) -> str:
    bare = token.strip(string.punctuation)
    return bare if len(bare) > 2 else token


def read(
    corrections: str | Path | Corrections = "news", *, without: Collection[str] = ()
) -> Corrections:
    """Read and check a list of corrections.

    Parameters
    ----------
    corrections
        ``"news"``, the list that comes with the toolkit; the path of a TOML file; or
        corrections that were read before.
    without
        Groups and phrases to leave out.

    Returns
    -------
    Corrections
        To be handed to :func:`toolkit.sentiment.vader.polarity_scores`.

    Raises
    ------
    PathNotFound
        When there is no such file.
    BrokenCodebook
        When it is no valid TOML, or an entry makes no sense.
    UnknownName
        When there is no such group or phrase to leave out.

    Examples
    --------
    >>> from toolkit.sentiment.vader import polarity_scores
    >>> text = ["Officials of the United States met security forces."]
    >>> polarity_scores(text)["compound"].item()
    0.6369
    >>> polarity_scores(text, corrections=read("news"))["compound"].item()
    0.0
    """
    if isinstance(corrections, Corrections):
        every = corrections
    else:
        path = NEWS if corrections == "news" else Path(corrections)
        if not path.is_file():
            raise PathNotFound(
                f"there is no list of corrections '{corrections}'",
                mend="give the path of a .toml file, or 'news'",
            )
        every = _read_file(path, path.stat().st_mtime_ns)
    if not without:
        return every
    known = {name for entry in every.entries for name in (entry.group, entry.name)}
    for name in without:
        if name not in known:
            raise UnknownName(
                f"there is no group or phrase '{name}' to leave out",
                mend=f"use a phrase of the list, or one of the groups: {', '.join(groups(every))}",
            )
    kept = [entry for entry in every.entries if not {entry.group, entry.name} & set(without)]
    return Corrections(kept)


def groups(corrections: Corrections) -> list[str]:
    """List the groups that a list is made of.

    Parameters
    ----------
    corrections
        The list, as read.

    Returns
    -------
    list of str
        In the order of the file.

    Examples
    --------
    >>> "politics" in groups(read("news"))
    True
    """
    return list(dict.fromkeys(entry.group for entry in corrections.entries))


def as_table(corrections: Corrections) -> pd.DataFrame:
    """Show a list of corrections as a table, to be read beside results.

    Parameters
    ----------
    corrections
        The list, as read.

    Returns
    -------
    pandas.DataFrame
        ``group``, ``phrase``, ``before``, ``after``, ``capital``, ``valence``, ``reason``.

    Examples
    --------
    >>> table = as_table(read("news"))
    >>> table.loc[table["phrase"] == "united", ["after", "valence"]].head(1)["valence"].item()
    0.0
    """

    def spelled(phrases: Iterable[Phrase]) -> str:
        return ", ".join(" ".join(words) for words in phrases)

    rows = [
        {
            "group": entry.group,
            "phrase": spelled(entry.phrases),
            "before": spelled(entry.before),
            "after": spelled(entry.after),
            "capital": entry.capital,
            "valence": entry.valence,
            "reason": entry.reason,
        }
        for entry in corrections.entries
    ]
    return pd.DataFrame(rows)


# --- reading


@lru_cache(maxsize=16)
def _read_file(path: Path, _modified: int) -> Corrections:
    raw = read_toml(path)
    reader = _Reader(path)
    for key in raw:
        if key != "corrections":
            reader.broken(f"the file has the unknown key '{key}'", "write [[corrections]]", None)
    listed = raw.get("corrections", [])
    if not isinstance(listed, list) or not listed:
        reader.broken("it holds no corrections", "add a [[corrections]] entry", None)
    entries = [reader.entry(entry, number) for number, entry in enumerate(listed)]
    reader.check_repeats(entries)
    return Corrections(entries)


class _Reader:
    """Checks the entries of one file; every error names the line that its entry begins in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entry(self, raw: Any, number: int) -> Correction:
        if not isinstance(raw, dict):
            self.broken("a correction is no table", "write [[corrections]]", number)
        for key in raw:
            if key not in _KEYS:
                allowed = ", ".join(sorted(_KEYS))
                self.broken(f"there is the unknown key '{key}'", f"use one of: {allowed}", number)
        phrases = self._phrases(raw, "phrase", number)
        if not phrases:
            self.broken("a correction lacks its phrase", 'write phrase = "..."', number)
        case = raw.get("case", "any")
        if case not in ("any", "capital"):
            self.broken(f"case = {case!r} is unknown", 'write case = "capital", or no case', number)
        entry = Correction(
            phrases=phrases,
            before=self._phrases(raw, "before", number),
            after=self._phrases(raw, "after", number),
            capital=case == "capital",
            valence=self._valence(raw, number),
            reason=self._sentence(raw, "reason", number),
            group=self._sentence(raw, "group", number),
        )
        self._check_effect(entry, number)
        return entry

    def _phrases(self, raw: dict[str, Any], key: str, number: int) -> tuple[Phrase, ...]:
        given = raw.get(key, [])
        listed = [given] if isinstance(given, str) else given
        good = isinstance(listed, list) and all(isinstance(p, str) and p.split() for p in listed)
        if not good or (key in raw and not listed):
            self.broken(
                f"'{key}' must be a phrase or a list of phrases",
                f'write {key} = "..." or {key} = ["...", "..."]',
                number,
            )
        for phrase in listed:
            if not phrase.isascii() or len(phrase) > 50:
                self.broken(
                    f"'{phrase}' is too long or has letters outside A to Z",
                    "write up to 50 letters without accents and typographic quotes",
                    number,
                )
        return tuple(tuple(map(_bare, phrase.lower().split())) for phrase in listed)

    def _valence(self, raw: dict[str, Any], number: int) -> float:
        valence = raw.get("valence")
        if not isinstance(valence, int | float) or isinstance(valence, bool):
            self.broken(f"valence = {valence!r} is no number", "write valence = 0", number)
        if not -_STRONGEST <= valence <= _STRONGEST:
            self.broken(
                f"valence = {valence} is out of range", "choose a number from -4 to 4", number
            )
        return float(valence)

    def _sentence(self, raw: dict[str, Any], key: str, number: int) -> str:
        text = raw.get(key)
        if not isinstance(text, str) or not text.strip():
            self.broken(f"a correction lacks its {key}", f'write {key} = "..."', number)
        return str(text)

    def _check_effect(self, entry: Correction, number: int) -> None:
        for words in entry.phrases:
            phrase = " ".join(words)
            if entry.valence and words[-1] in BOOSTER_DICT:
                self.broken(
                    f"'{words[-1]}' only strengthens or weakens its neighbours",
                    "end the phrase on another word, or write valence = 0",
                    number,
                )
            if not entry.valence and not any(word in lexicon() for word in words):
                self.broken(
                    f"no word of '{phrase}' is in VADER's lexicon, so that 0 changes nothing",
                    "leave it out, or give it a valence",
                    number,
                )

    def check_repeats(self, entries: list[Correction]) -> None:
        seen = set()
        for number, entry in enumerate(entries):
            for words in entry.phrases:
                key = words, entry.before, entry.after, entry.capital
                if key in seen:
                    self.broken(f"'{' '.join(words)}' is corrected twice", "keep one", number)
                seen.add(key)

    def broken(self, problem: str, mend: str, number: int | None) -> NoReturn:
        raise BrokenCodebook(problem, mend=mend, file=self.path, row=self._line(number))

    def _line(self, number: int | None) -> int | None:
        if number is None:
            return None
        lines = self.path.read_text(encoding="utf-8").splitlines()
        heads = [n for n, line in enumerate(lines, 1) if re.match(r"\s*\[\[corrections]]", line)]
        return heads[number] if number < len(heads) else None
