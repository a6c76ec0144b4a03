"""Which articles are copies, and which tell one wire story.

Two texts are **copies** when the Jaccard similarity of their sets of word 5-grams is at
least 0.8 and they appeared within 14 days of each other (Broder 1997). Texts under 20 words
are copies only when title and text are the same word for word. Copying passes on, so copies
may span more than 14 days, but each is at least 0.6 like all others.

They are **versions of one story** when they first appeared within 4 days of each other and
are 0.25 alike (an update, a cut), or when 0.6 of the shorter stands in the longer (the wire
inside a longer article). A 5-gram that was printed for weeks, or in very many texts, is
boilerplate or background and does not count. A story never grows along a chain: any two of
its articles share a fifth of the shorter.

``tests/benchmarks/stories.py`` measures what these numbers find and what they confuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.stories.copies import copies
from toolkit.stories.counting import Counted, count, periods_having, texts_having
from toolkit.stories.printings import SHORT, Printings, printings, runs
from toolkit.stories.shingles import SHINGLE, jaccard, word_shingles
from toolkit.stories.versions import Bars, versions

__all__ = ["Bars", "assign", "find_duplicates", "jaccard", "word_shingles"]

SIMILAR = 0.8
DAYS = 14
VERSION = Bars(alike=0.25, contained=0.6, days=4)

#: A 5-gram printed in so many periods (14 days for copies, 4 for versions) is no news ...
PERIODS = 4
#: ... and in a page's boilerplate when so many texts have it.
BOILERPLATE = 10
#: So many different texts never share a 5-gram because they are versions of one story.
MANY = 30


def assign(
    articles: pd.DataFrame, *, similar: float = SIMILAR, days: int = DAYS, version: Bars = VERSION
) -> pd.DataFrame:
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
    version
        From where on two articles are versions of one story.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``story_id``, the ``article_id`` of the story's earliest
        article, and ``duplicate_of``, the earliest copy of each later one and missing
        where there is none. Copies are always of one story; not all of a story are
        copies. Neither depends on the order of the rows.

    Examples
    --------
    ``b`` is a copy of ``a``; ``d`` holds the same dispatch inside a longer article.

    >>> wire = " ".join(f"word{number}" for number in range(40))
    >>> longer = " ".join(f"other{number}" for number in range(90))
    >>> days = ["2021-08-11", "2021-08-10", "2021-08-11", "2021-08-11"]
    >>> articles = pd.DataFrame({
    ...     "article_id": ["b", "a", "c", "d"], "title": ["Talks", "Talks resume", "Rain", "War"],
    ...     "text": [wire, wire + " today", "The wheat was saved.", longer + " " + wire],
    ...     "published": pd.to_datetime(days, utc=True),
    ...     "published_precision": "day"})
    >>> assign(articles)[["article_id", "story_id", "duplicate_of"]]
      article_id story_id duplicate_of
    0          b        a            a
    1          a        a          NaN
    2          c        c          NaN
    3          d        a          NaN
    """
    table = articles.sort_values(["published", "article_id"], kind="stable")
    copied = _copied(table, similar, days)
    identity = articles["article_id"]
    first = _earliest(table, copied.groups)
    story = _earliest(table, _stories(copied, version))
    original = pd.Series([first[one] for one in identity], index=articles.index, dtype="str")
    told = pd.Series([story[one] for one in identity], index=articles.index, dtype="str")
    return articles.assign(story_id=told, duplicate_of=original.where(original != identity))


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
    table = articles.sort_values(["published", "article_id"], kind="stable")
    first = _earliest(table, _copied(table, similar, days).groups)
    identity = articles["article_id"]
    original = pd.Series([first[one] for one in identity], index=articles.index, dtype="str")
    pairs = pd.DataFrame({"article_id": identity, "duplicate_of": original})
    return pairs[original != identity].reset_index(drop=True)


@dataclass(frozen=True)
class _Copied:
    """The texts, those that are copies, and the articles that print copies in a row."""

    printed: Printings
    counted: Counted
    texts: list[list[int]]
    groups: list[list[int]]


def _copied(table: pd.DataFrame, similar: float, days: int) -> _Copied:
    printed = printings(table)
    counted = _without_boilerplate(count(printed.shingles), _first_day(printed), days)
    texts = [sorted(group) for group in copies(counted, similar, SHORT - SHINGLE + 1)]
    grouped = {text for group in texts for text in group}
    texts += [[text] for text in range(len(printed.articles)) if text not in grouped]
    groups = [run for group in texts for run in runs(printed, group, days)]
    return _Copied(printed, counted, texts, groups)


def _first_day(printed: Printings) -> np.ndarray:
    """Give the day on which each of the longer texts first appeared."""
    first = [numbers[0] for numbers in printed.articles[: len(printed.shingles)]]
    return printed.begin[np.array(first, dtype=np.int64)]


def _without_boilerplate(counted: Counted, day: np.ndarray, days: int) -> Counted:
    weeks = periods_having(counted, day, days) >= PERIODS
    return counted.without(weeks & (texts_having(counted) >= BOILERPLATE))


def _stories(copied: _Copied, version: Bars) -> list[list[int]]:
    """Join the groups of copies that are versions of one story."""
    printed = copied.printed
    counted = copied.counted.without(_background(copied, version.days))
    text_of = {number: text for text, some in enumerate(printed.articles) for number in some}
    groups = sorted(copied.groups)
    dated = [group for group in groups if np.isfinite(printed.begin[group[0]])]
    able = [group for group in dated if text_of[group[0]] < len(printed.shingles)]
    first = np.array([group[0] for group in able], dtype=np.int64)
    rows = np.array([text_of[number] for number in first.tolist()], dtype=np.int64)
    found = versions(counted.rows(rows), printed.begin[first], printed.end[first], version)
    joined = [sorted(number for one in story for number in able[one]) for story in found]
    done = {number for story in joined for number in story}
    return joined + [group for group in groups if group[0] not in done]


def _background(copied: _Copied, days: int) -> np.ndarray:
    """Mark the shingles that are no sign of one story; copies are counted once."""
    once = np.array(
        [group[0] for group in copied.texts if group[0] < len(copied.printed.shingles)],
        dtype=np.int64,
    )
    different = copied.counted.rows(once)
    weeks = periods_having(different, _first_day(copied.printed)[once], days) >= PERIODS
    return weeks | (texts_having(different) > MANY)


def _earliest(table: pd.DataFrame, groups: Sequence[Sequence[int]]) -> dict[str, str]:
    """Give the earliest article of each article's group, by article_id."""
    ids = table["article_id"].tolist()
    # Rows are in order of time, so the smallest number of a group is its earliest article.
    return {ids[number]: ids[min(group)] for group in groups for number in group}
