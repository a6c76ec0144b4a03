"""Copies and near-copies of one story, by shared word 5-grams.

Two articles are copies when the Jaccard similarity of their sets of word 5-grams is at
least 0.8 and they appeared within 14 days of each other (Broder 1997; candidates by
MinHash and locality-sensitive hashing, Leskovec, Rajaraman & Ullman, chapter 3, through
datasketch; each candidate is then counted exactly, so a hash never decides). Texts under
20 words are copies only when title and text are the same word for word. Copying passes on:
a copy of a copy belongs to the same story, which may so span more than 14 days.

Not seen yet: a wire story inside a longer article, and rewritten versions of one story.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from datasketch import MinHash, MinHashLSH

SHINGLE = 5  # words
SIMILAR = 0.8
DAYS = 14
SHORT = 20  # words
_MONTH = 31  # days that a date known to the month may lie later than its first

# 21 bands of 6 hashes find 99.8 % of the pairs at 0.8 and take 2 % of those at 0.3.
_BANDS = (21, 6)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile(r"\w+")

Shingles = npt.NDArray[np.uint64]


def assign(articles: pd.DataFrame, *, similar: float = SIMILAR, days: int = DAYS) -> pd.DataFrame:
    """Fill ``story_id`` and ``duplicate_of``.

    Parameters
    ----------
    articles
        Articles with ``article_id``, ``published``, ``published_precision``, ``title``
        and ``text``; other columns are kept.
    similar
        Jaccard similarity of word 5-grams from which two articles are copies.
    days
        Days that may lie between two copies.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``story_id``, the ``article_id`` of the story's earliest
        article, and ``duplicate_of``, the same for every later one and missing for the
        earliest. Neither depends on the order of the rows.

    Examples
    --------
    >>> wire = " ".join(f"word{number}" for number in range(40))
    >>> articles = pd.DataFrame({
    ...     "article_id": ["b", "a", "c"], "title": ["Talks", "Talks resume", "Rain"],
    ...     "text": [wire, wire + " today", "The wheat was saved."],
    ...     "published": pd.to_datetime(["2021-08-11", "2021-08-10", "2021-08-11"], utc=True),
    ...     "published_precision": "day"})
    >>> assign(articles)[["article_id", "story_id", "duplicate_of"]]
      article_id story_id duplicate_of
    0          b        a            a
    1          a        a          NaN
    2          c        c          NaN
    """
    first = _first_of_story(articles, similar, days)
    identity = articles["article_id"]
    story = pd.Series([first.get(one, one) for one in identity], index=articles.index, dtype="str")
    return articles.assign(story_id=story, duplicate_of=story.where(story != identity))


def find_duplicates(
    articles: pd.DataFrame, *, similar: float = SIMILAR, days: int = DAYS
) -> pd.DataFrame:
    """List the copies of earlier articles.

    Parameters
    ----------
    articles
        As for :func:`assign`.
    similar
        Jaccard similarity of word 5-grams from which two articles are copies.
    days
        Days that may lie between two copies.

    Returns
    -------
    pandas.DataFrame
        ``article_id`` and ``duplicate_of``, a row for each copy.

    Examples
    --------
    >>> articles = pd.DataFrame({
    ...     "article_id": ["a", "b"], "title": ["Rain"] * 2, "text": ["Wheat saved."] * 2,
    ...     "published": pd.to_datetime(["2021-08-11"] * 2, utc=True),
    ...     "published_precision": "day"})
    >>> find_duplicates(articles)
      article_id duplicate_of
    0          b            a
    """
    found = assign(articles, similar=similar, days=days)
    pairs = found.loc[found["duplicate_of"].notna(), ["article_id", "duplicate_of"]]
    return pairs.reset_index(drop=True)


def _first_of_story(articles: pd.DataFrame, similar: float, days: int) -> dict[str, str]:
    """Give the earliest article of each article's story, by article_id."""
    table = articles.sort_values(["published", "article_id"], kind="stable")
    ids = table["article_id"].tolist()
    begin = (table["published"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)
    end = begin + np.where(table["published_precision"] == "month", _MONTH, 0)
    spans = list(zip(begin, end, strict=True))

    groups: dict[Hashable, list[int]] = defaultdict(list)
    shingles: dict[Hashable, Shingles] = {}
    for number, (title, text) in enumerate(zip(table["title"], table["text"], strict=True)):
        key, found = _fingerprint(title, text)
        groups[key].append(number)
        if found is not None:
            shingles[key] = found

    parent = list(range(len(ids)))
    for members in groups.values():
        _link(members, spans, days, parent)
    for one, other in _similar_pairs(shingles, similar):
        _link(sorted(groups[one] + groups[other]), spans, days, parent)
    # Rows are in order of time, so the smallest number of a story is its earliest article.
    return {ids[number]: ids[_root(number, parent)] for number in range(len(ids))}


def _fingerprint(title: object, text: object) -> tuple[Hashable, Shingles | None]:
    """Give a key that word-for-word equal texts share, and the 5-grams of a longer text."""
    words = _words(text)
    if len(words) < SHORT:
        return ("short", *_words(title), "\n", *words), None
    found = word_shingles(words)
    return ("long", found.tobytes()), found


def _words(text: object) -> list[str]:
    return _WORD.findall(text.casefold()) if isinstance(text, str) else []


def word_shingles(words: Sequence[str], size: int = SHINGLE) -> Shingles:
    """Hash every run of ``size`` words.

    Parameters
    ----------
    words
        The words of a text.
    size
        Words in a run.

    Returns
    -------
    numpy.ndarray
        The different runs as sorted 64-bit numbers, the same in every session.

    Examples
    --------
    >>> len(word_shingles("a b c d e a b c d e".split()))
    5
    """
    codes = np.array([*map(zlib.crc32, map(str.encode, words))], dtype=np.uint64)
    total = np.zeros(max(len(codes) - size + 1, 0), dtype=np.uint64)
    for place in range(size):
        total = total * _MULTIPLIER + codes[place : place + len(total)]
    # The last steps of SplitMix64: without them the low bits of neighbours are alike.
    total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    total = (total ^ (total >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.unique(total ^ (total >> np.uint64(31)))


def _similar_pairs(
    shingles: dict[Hashable, Shingles], similar: float
) -> Iterator[tuple[Hashable, Hashable]]:
    keys = list(shingles)
    index = MinHashLSH(num_perm=_BANDS[0] * _BANDS[1], params=_BANDS)
    sketches = MinHash.generator(
        ((shingles[key] >> np.uint64(32)).tolist() for key in keys),
        num_perm=_BANDS[0] * _BANDS[1],
        hashfunc=int,  # they are hashes already
    )
    for number, sketch in enumerate(sketches):
        for earlier in sorted(index.query(sketch)):
            if jaccard(shingles[keys[earlier]], shingles[keys[number]]) >= similar:
                yield keys[earlier], keys[number]
        index.insert(number, sketch, check_duplication=False)


def jaccard(one: Shingles, other: Shingles) -> float:
    """Give the share of two sets' elements that both have.

    Parameters
    ----------
    one, other
        Sorted arrays without repeats.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> jaccard(np.array([1, 2, 3], dtype="u8"), np.array([2, 3, 4], dtype="u8"))
    0.5
    """
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(len(one) + len(other) - both, 1)


def _link(
    members: Iterable[int], spans: Sequence[tuple[float, float]], days: int, parent: list[int]
) -> None:
    """Join articles in order of time, each to the one before it when that is near enough."""
    before: int | None = None
    latest = 0.0
    for number in members:
        begin, end = spans[number]
        if before is not None and begin - latest <= days:
            _join(before, number, parent)
            latest = max(latest, end)
        else:
            latest = end
        before = number


def _join(one: int, other: int, parent: list[int]) -> None:
    low, high = sorted((_root(one, parent), _root(other, parent)))
    parent[high] = low


def _root(number: int, parent: list[int]) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
