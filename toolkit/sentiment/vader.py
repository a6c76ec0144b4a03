"""VADER, the lexicon and rules of Hutto & Gilbert (ICWSM 2014), for one text or many.

The four numbers are those of ``vaderSentiment`` 3.3.2, to the last digit and with its
quirks; its lexicon is read from its files, its rules are computed here, many times faster
(``tests/benchmarks/vader_speed.py``). A single text is scored word by word in this module, a
column of texts by the arrays of :mod:`toolkit.sentiment.vader_batch`.

They describe the whole text: VADER does not know whom a text is about, reads ``safe``
(havens) and ``United`` (States) as praise, and its compound saturates with length, so that
it is used on sentences, never on articles.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from importlib.resources import files
from math import sqrt
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from os import cpu_count
from typing import Any, overload

import numpy as np
import pandas as pd
import pyarrow as pa
from tqdm.auto import tqdm
from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SPECIAL_CASES

from toolkit.sentiment import vader_batch

_SCORES = ["neg", "neu", "pos", "compound"]

#: A progress bar appears from this many texts on.
_LONG_WORK = 500_000

#: Texts and bytes of a chunk, the work of one process at a time, and of a block of it, whose
#: arrays stay in the processor's cache. One long text may be longer.
_CHUNK = (50_000, 10_000_000)
_BLOCK = (2_000, 350_000)

_NEGATES = frozenset(NEGATE)

#: Where none of these, and no "n't", is near a word of the lexicon, no rule changes it but
#: that on capitals. Of each idiom some word is here.
_TELLING = frozenset(
    [*BOOSTER_DICT, *NEGATE, "no", "so", "this", "least"]
    + [word for idiom in [*SPECIAL_CASES, *BOOSTER_DICT] if " " in idiom for word in idiom.split()]
) - {"the", "of", "to", "for"}

#: A text longer than this is cut into words once more rather than searched for each word.
_LONG_TEXT = 2_000

#: By how many words a booster stands before: what is left of it.
_DAMPED = (1.0, 0.95, 0.9)


@overload
def polarity_scores(  # type: ignore[overload-overlap]
    texts: str,
    *,
    corrections: vader_batch.Overrides | None = None,
    progress: bool | None = None,
    processes: int = 1,
) -> dict[str, float]: ...


@overload
def polarity_scores(
    texts: Iterable[str | None],
    *,
    corrections: vader_batch.Overrides | None = None,
    progress: bool | None = None,
    processes: int = 1,
) -> pd.DataFrame: ...


def polarity_scores(
    texts: str | Iterable[str | None],
    *,
    corrections: vader_batch.Overrides | None = None,
    progress: bool | None = None,
    processes: int = 1,
) -> dict[str, float] | pd.DataFrame:
    """Score texts with VADER.

    Parameters
    ----------
    texts
        One text, or a list, Series or Arrow array of them; a missing text (``None``,
        ``NaN``, ``NA``) counts as empty.
    corrections
        Other valences for some phrases, from :func:`toolkit.sentiment.corrections.read`; by
        default none, which gives the numbers of ``vaderSentiment``.
    progress
        Show a progress bar; by default only for long work.
    processes
        How many processes share the work; -1 is one a core. The numbers stay the same.

    Returns
    -------
    dict or pandas.DataFrame
        ``neg``, ``neu``, ``pos`` (shares, 0 to 1) and ``compound`` (-1 to 1): a dict for one
        text, else a frame with a row a text, with the index of a Series.

    Raises
    ------
    TypeError
        When a text is neither a string nor missing.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment
    analysis of social media text. ICWSM.

    Examples
    --------
    >>> polarity_scores("The talks were a great success.")["compound"]
    0.8316
    >>> polarity_scores(["A safe haven for terrorists."])["compound"].tolist()
    [-0.296]
    """
    if isinstance(texts, str):
        neg, neu, pos, compound = _score_one(texts, corrections)
        return {"neg": neg, "neu": neu, "pos": pos, "compound": compound}
    index = texts.index if isinstance(texts, pd.Series) else None
    column, lone = _column(texts)
    show = len(column) >= _LONG_WORK if progress is None else progress
    chunks = list(_chunks(column))
    with tqdm(total=len(column), desc="vader", unit="text", disable=not show) as bar:
        scores = [np.empty((0, 4))]
        for part in _each(chunks, corrections, processes):
            scores.append(part)
            bar.update(len(part))
    table = np.concatenate(scores)
    for row, text in lone.items():
        table[row] = _score_one(text, corrections)
    return pd.DataFrame(table, columns=_SCORES, index=index)


@lru_cache(maxsize=1)
def lexicon() -> dict[str, float]:
    """Give VADER's lexicon.

    Returns
    -------
    dict
        Mean valence, -4 to 4, of each word.

    Examples
    --------
    >>> lexicon()["united"]
    1.8
    """
    return {word: float(valence) for word, valence in _read("vader_lexicon.txt")}


def _read(name: str) -> Iterator[tuple[str, str]]:
    """Read the first two columns of a file of vaderSentiment."""
    text = files("vaderSentiment").joinpath(name).read_text(encoding="utf-8")
    for line in text.rstrip("\n").split("\n"):
        first, second = line.strip().split("\t")[:2]
        yield first, second


@lru_cache(maxsize=1)
def _emoji() -> tuple[dict[str, str], re.Pattern[str]]:
    """Give the description of each emoji, and a pattern that finds what may be one.

    The reference goes character by character, so that emoji of several have none.
    """
    described = {emoji: text for emoji, text in _read("emoji_utf8_lexicon.txt") if len(emoji) == 1}
    basic = "".join(emoji for emoji in described if emoji < "\U00010000")
    # One range for all others: re compares single characters up there one after another.
    return described, re.compile(f"[{basic}\U00010000-\U0010ffff]")


@lru_cache(maxsize=1)
def _vocabulary() -> vader_batch.Vocabulary:
    return vader_batch.Vocabulary(lexicon(), _emoji()[0])


# --- columns


def _column(texts: Any) -> tuple[pa.LargeStringArray | pa.ChunkedArray, dict[int, str]]:
    """Give texts as an Arrow column, and apart those that UTF-8 has no bytes for."""
    if isinstance(texts, pd.Series) and isinstance(texts.dtype, pd.StringDtype):
        texts = pa.array(texts, from_pandas=True)
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        if pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type):
            return texts.cast(pa.large_string()).fill_null(""), {}
        texts = texts.to_pylist()
    if isinstance(texts, bytes | bytearray) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be a string or many, not {type(texts).__name__}: {texts!r}")
    listed = list(texts)
    if set(map(type, listed)) - {str}:
        listed = [_text(value, row) for row, value in enumerate(listed)]
    try:
        return pa.array(listed, pa.large_string()), {}
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken decoder
        lone = {row: text for row, text in enumerate(listed) if not _encodes(text)}
        rest = ["" if row in lone else text for row, text in enumerate(listed)]
        return pa.array(rest, pa.large_string()), lone


def _text(value: object, row: int) -> str:
    if isinstance(value, str):
        return value
    missing = value is None or value is pd.NA or value is pd.NaT
    if missing or (isinstance(value, float | np.floating) and bool(np.isnan(value))):
        return ""
    kind = type(value).__name__
    raise TypeError(f"row {row}, counted from 0: a text must be a string, not {kind}: {value!r}")


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _chunks(column: pa.Array | pa.ChunkedArray) -> Iterator[pa.Array]:
    for part in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        yield from _pieces(part, *_CHUNK)


def _pieces(column: pa.LargeStringArray, texts: int, size: int) -> Iterator[pa.LargeStringArray]:
    """Cut a column into pieces of no more texts and, but for one long text, bytes than this."""
    bounds = np.frombuffer(column.buffers()[1] or b"", np.int64)[column.offset :]
    start = 0
    while start < len(column):
        window = bounds[start + 1 : min(start + texts, len(column)) + 1]
        fitting = int(np.searchsorted(window, bounds[start] + size, "right"))
        yield column.slice(start, max(fitting, 1))
        start += max(fitting, 1)


def _each(
    chunks: list[pa.Array], corrections: vader_batch.Overrides | None, processes: int
) -> Iterator[np.ndarray]:
    """Score chunks here, or in several processes."""
    workers = cpu_count() or 1 if processes == -1 else processes
    if workers < 1:
        raise ValueError(f"processes must be -1 or a positive number, not {processes}")
    score = partial(_score_chunk, corrections=corrections)
    if workers == 1 or len(chunks) < 2:
        yield from map(score, chunks)
        return
    with ProcessPoolExecutor(min(workers, len(chunks)), _clean_start()) as pool:
        yield from pool.map(score, chunks)


def _clean_start() -> BaseContext:
    """Start processes that inherit no lock of Arrow's threads, and import only once."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _score_chunk(
    chunk: pa.LargeStringArray, corrections: vader_batch.Overrides | None
) -> np.ndarray:
    blocks = _pieces(chunk, *_BLOCK)
    known = _vocabulary()
    return np.concatenate([vader_batch.score(b, known, _described, corrections) for b in blocks])


# --- one text


def _score_one(
    text: str, corrections: vader_batch.Overrides | None = None
) -> tuple[float, float, float, float]:
    """Score one text, word by word."""
    if text.isascii():
        lower = text.lower()
    else:
        text = _described(text)
        # İ is the one letter that grows when made small, which would count as one letter more.
        lower = text.replace("İ", "Ì").lower()
    words = _words(lower)
    if not words:
        return 0.0, 0.0, 0.0, 0.0
    valences = lexicon()
    hits = [place for place, word in enumerate(words) if word in valences]
    if corrections is None:
        base = [valences[words[place]] for place in hits]
    else:
        other = corrections.in_text(words, text)
        hits = [place for place in sorted({*hits, *other}) if other.get(place, 1)]
        base = [other[place] if place in other else valences[words[place]] for place in hits]
    if not hits:
        return 0.0, 1.0, 0.0, 0.0
    sentiments = _sentiments(words, hits, base, _Capitals(text, words), "n't" in lower)
    if "but" in lower and "but" in words:
        sentiments = _shifted(sentiments, hits, words.index("but"))
    return _totals(sentiments, len(words), _marks(text))


def _described(text: str) -> str:
    """Put the description of each emoji in its place, and a K for the sign for kelvin.

    That sign is the only one outside ASCII that becomes an ASCII letter when made small.
    """
    if text.isascii():
        return text
    text = text.replace(vader_batch.KELVIN, "K")
    described, pattern = _emoji()
    if not pattern.search(text):
        return text

    def description(found: re.Match[str]) -> str:
        start, told = found.start(), described.get(found[0])
        if told is None:
            return found[0]
        return f" {told}" if start > 0 and text[start - 1] != " " else told

    return pattern.sub(description, text)


def _words(lower: str) -> list[str]:
    """Cut a text into words, without the punctuation around them."""
    words, marks = lower.split(), string.punctuation
    for place, word in enumerate(words):
        # Two characters or fewer may be what is left of an emoticon: it is kept whole.
        if not word.isalpha() and len(bare := word.strip(marks)) > 2:
            words[place] = bare
    return words


class _Capitals:
    """Tells which words are in capitals while others of their text are not."""

    __slots__ = ("long", "text", "tokens", "words")

    def __init__(self, text: str, words: list[str]) -> None:
        self.text, self.words = text, words
        self.tokens: list[str] | None = None
        self.long = len(text) > _LONG_TEXT  # too long to be searched for each word

    def __call__(self, place: int) -> bool:
        # Cutting the text again is seldom needed, so that a glance comes first.
        if not self.long and self.words[place].upper() not in self.text:
            return False
        if self.tokens is None:
            self.tokens = self.text.split()
            if all(map(str.isupper, self.tokens)):  # then none is emphasised
                self.tokens = self.words
        return self.tokens[place].isupper()


def _sentiments(
    words: list[str], hits: list[int], base: list[float], emphatic: _Capitals, contracted: bool
) -> list[float]:
    """Give what the words of the lexicon count for, after all rules but that on "but"."""
    text, sentiments = emphatic.text, []
    for place, valence in zip(hits, base, strict=True):
        around = words[place - 3 if place > 3 else 0 : place + 3]
        if contracted or not _TELLING.isdisjoint(around):
            sentiments.append(_changed(valence, words, place, emphatic))
        elif (emphatic.long or words[place].upper() in text) and emphatic(place):
            sentiments.append(_raised(valence))
        else:
            sentiments.append(valence)
    return sentiments


def _shifted(sentiments: list[float], hits: list[int], but: int) -> list[float]:
    """Weigh what stands before the first "but" less, and what stands behind it more."""
    counting = [place for place, valence in zip(hits, sentiments, strict=True) if valence]
    before = sum(place < but for place in counting)
    return vader_batch.shifted_at_but([valence for valence in sentiments if valence], before)


def _changed(base: float, words: list[str], place: int, emphatic: _Capitals) -> float:
    """Give what a word of the lexicon counts for, by the words from 3 before to 2 behind."""
    valences = lexicon()
    before = ["", "", "", *words[max(place - 3, 0) : place]][-3:]
    around = [*before, *words[place : place + 3], "", ""][:6]
    three, two, one, here, next_, _ = around
    if here in BOOSTER_DICT or (here == "kind" and next_ == "of"):
        return 0.0
    valence = base
    if here == "no" and next_ in valences:
        valence = 0.0
    if one == "no" or two == "no" or (three == "no" and one in ("or", "nor")):
        valence = base * N_SCALAR
    if emphatic(place):
        valence = _raised(valence)
    for distance, word in ((1, one), (2, two), (3, three)):
        if place < distance or word in valences:
            continue
        if word in BOOSTER_DICT:
            boost = _boost(word, valence, emphatic(place - distance))
            valence += boost * _DAMPED[distance - 1]
        valence *= _negation(distance, three, two, one)
        if distance == 3:
            valence = vader_batch.idiomatic(valence, *around)
    if one == "least" and two not in ("at", "very"):
        valence *= N_SCALAR
    return valence


def _raised(valence: float) -> float:
    return valence + C_INCR if valence > 0 else valence - C_INCR


def _boost(word: str, valence: float, shouted: bool) -> float:
    """Give what a booster or dampener adds."""
    boost = -BOOSTER_DICT[word] if valence < 0 else BOOSTER_DICT[word]
    if shouted:
        boost += C_INCR if valence > 0 else -C_INCR
    return boost


def _negation(distance: int, three: str, two: str, one: str) -> float:
    """Give the factor that a word so many words before asks for."""
    if distance == 1:
        return N_SCALAR if _negates(one) else 1.0
    if distance == 2:
        if two == "never" and one in ("so", "this"):
            return 1.25
        sure = two == "without" and one == "doubt"
        return N_SCALAR if _negates(two) and not sure else 1.0
    # The reference's "and" binds before its "or": "so" or "this" alone does it here.
    if (three == "never" and two in ("so", "this")) or one in ("so", "this"):
        return 1.25
    sure = three == "without" and "doubt" in (two, one)
    return N_SCALAR if _negates(three) and not sure else 1.0


def _negates(word: str) -> bool:
    return word in _NEGATES or "n't" in word


def _marks(text: str) -> float:
    """Give the emphasis by exclamation marks, up to four, and question marks, from two on."""
    if "!" not in text and "?" not in text:
        return 0.0
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * 0.18 if questions <= 3 else 0.96
    return min(text.count("!"), 4) * 0.292 + asked


def _totals(sentiments: list[float], words: int, marks: float) -> tuple[float, float, float, float]:
    """Add up the valences of a text and round them."""
    total = float(sum(sentiments))
    if marks and total:
        total += marks if total > 0 else -marks
    positive, negative, neutral = 0.0, 0.0, words
    for valence in sentiments:  # a word that counts weighs one more than a neutral one
        if valence > 0:
            positive += valence + 1
            neutral -= 1
        elif valence < 0:
            negative += 1 - valence
            neutral -= 1
    if positive > negative:
        positive += marks
    elif positive < negative:
        negative += marks
    whole = positive + negative + neutral
    return (
        _rounded(negative / whole, 3) if negative else 0.0,
        _rounded(neutral / whole, 3),
        _rounded(positive / whole, 3) if positive else 0.0,
        _rounded(total / sqrt(total * total + 15), 4),
    )


def _rounded(number: float, digits: int) -> float:
    """Round to three or four digits, by Python's slow and exact way only near a tie."""
    scale = 1000 if digits == 3 else 10_000
    scaled = number * scale
    nearest = int(scaled + 0.5) if scaled > 0 else int(scaled - 0.5)
    return nearest / scale if -0.499 < scaled - nearest < 0.499 else round(number, digits)
