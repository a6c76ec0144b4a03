"""When and how often each text was printed: from articles to texts and back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.stories.shingles import Shingles, word_shingles, words_of

SHORT = 20  # words

_MONTH = 31  # days that a date known to the month may lie later than its first

Days = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Printings:
    """Articles in order of time, and the different texts among them.

    Attributes
    ----------
    begin, end
        The first and the last day on which each article may have appeared.
    shingles
        Of each text of 20 words and more.
    articles
        The articles, by their place in time, that print each of those texts; after them
        those of each shorter text, which is compared with its title word for word.
    """

    begin: Days
    end: Days
    shingles: list[Shingles]
    articles: list[list[int]]


def printings(articles: pd.DataFrame) -> Printings:
    """Find the different texts.

    Parameters
    ----------
    articles
        In order of time, with ``published``, ``published_precision``, ``title``, ``text``.

    Returns
    -------
    Printings
        Two texts are one when they have the same 5-grams.

    Examples
    --------
    >>> day = pd.to_datetime(["2021-08-11"] * 2, utc=True)
    >>> printings(pd.DataFrame({"published": day, "published_precision": "day",
    ...                         "title": ["Rain"] * 2, "text": ["Wheat saved."] * 2})).articles
    [[0, 1]]
    """
    since = articles["published"] - pd.Timestamp(0, tz="UTC")
    begin: Days = np.asarray(since / pd.Timedelta(days=1), dtype=np.float64)
    month = (articles["published_precision"] == "month").to_numpy()
    long: dict[Hashable, list[int]] = defaultdict(list)
    short: dict[Hashable, list[int]] = defaultdict(list)
    shingles = []
    texts = zip(articles["title"], articles["text"], strict=True)
    for number, (title, text) in enumerate(texts):
        words = words_of(text)
        if len(words) < SHORT:
            short[(*words_of(title), "\n", *words)].append(number)
            continue
        found = word_shingles(words)
        key = hashlib.blake2b(found.tobytes(), digest_size=16).digest()
        if key not in long:
            shingles.append(found)
        long[key].append(number)
    everything = [*long.values(), *short.values()]
    return Printings(begin, begin + np.where(month, _MONTH, 0.0), shingles, everything)


def runs(printed: Printings, texts: Iterable[int], days: int) -> list[list[int]]:
    """Split the articles that print copies of one text where too many days lie between.

    Parameters
    ----------
    printed
        Articles and their texts.
    texts
        Numbers of the texts that are copies of each other.
    days
        Days that may lie between an article and the next.

    Returns
    -------
    list of list of int
        Articles by their place in time.
    """
    found: list[list[int]] = []
    latest = -np.inf
    for number in sorted(number for text in texts for number in printed.articles[text]):
        if found and printed.begin[number] - latest <= days:
            found[-1].append(number)
            latest = max(latest, printed.end[number])
        else:
            found.append([number])
            latest = printed.end[number]
    return found
