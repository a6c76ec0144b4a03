"""Runs of five words, the parts by which texts are compared (Broder 1997)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHINGLE = 5  # words

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile(r"\w+")

Shingles = npt.NDArray[np.uint64]


def words_of(text: object) -> list[str]:
    """Give the words of a text without case and punctuation.

    Parameters
    ----------
    text
        A text; anything else has no words.

    Returns
    -------
    list of str
        In the order of the text.

    Examples
    --------
    >>> words_of("“Talks,” he said.")
    ['talks', 'he', 'said']
    """
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
    total = np.sort(total ^ (total >> np.uint64(31)))
    fresh = np.ones(len(total), dtype=np.bool_)
    fresh[1:] = total[1:] != total[:-1]
    return total[fresh]


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
