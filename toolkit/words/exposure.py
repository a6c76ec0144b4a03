"""How much room two groups of articles give a word, when long articles are in one of them.

An article counts a word once. A rare word stands in twice as many articles where articles
are twice as long, and its share of all counts stays; a common word cannot, so that it
seems rarer there. With every article of 1,538 real ones put into one of two groups by lot,
and the one group cut to a third of its sentences at random, plain counts call 13 of
11,225 words distinctive (*said* with z = -10.7); with the room below, 1 (*trump*, -5.0; by
``python tests/benchmarks/keyness.py``).

A word that comes up at a rate r for each distinct word of an article stands in an article
of d words with probability 1 - exp(-r d). The rate is the one at which the articles it is
expected in are as many as those it stands in; the expected share of one group then is
that group's share of the room. For rare words it is the group's share of all counts, as in
Monroe's formula, and so it is for every word where articles are alike in length.
"""

from __future__ import annotations

import numpy as np

# Bisection on the logarithm of the rate; 50 halvings are as exact as a float64 is here.
_LOWEST, _HIGHEST, _HALVINGS = -25.0, 5.0, 50
# A block of rates by stories holds at most this many numbers, so that memory stays small.
_BLOCK = 2_000_000


def expected_share(counts: np.ndarray, lengths: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Give the share of a word's stories to expect in the first group, were there no difference.

    Parameters
    ----------
    counts
        Stories that hold each word, over both groups.
    lengths
        Distinct words of each story.
    first
        Whether each story is of the first group (bool).

    Returns
    -------
    numpy.ndarray
        One share a word (float64, 0..1).

    Examples
    --------
    >>> lengths, first = np.array([300, 100] * 50), np.array([True, False] * 50)
    >>> expected_share(np.array([2, 95]), lengths, first).round(2).tolist()
    [0.75, 0.53]
    """
    kinds, kind = np.unique(counts, return_inverse=True)
    sizes, size = np.unique(lengths, return_inverse=True)
    ours = np.bincount(size[first], minlength=len(sizes))
    theirs = np.bincount(size[~first], minlength=len(sizes))
    step = max(_BLOCK // max(len(sizes), 1), 1)
    parts = [
        _share(kinds[start : start + step], sizes, ours, theirs)
        for start in range(0, len(kinds), step)
    ]
    return np.concatenate([*parts, np.empty(0)])[kind]


def _share(
    counts: np.ndarray, sizes: np.ndarray, ours: np.ndarray, theirs: np.ndarray
) -> np.ndarray:
    # A word of every story would have an endless rate.
    aim = np.minimum(counts, (ours + theirs).sum() - 0.5)
    low, high = np.full(len(counts), _LOWEST), np.full(len(counts), _HIGHEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = _standing(middle, sizes) @ (ours + theirs) > aim
        high, low = np.where(above, middle, high), np.where(above, low, middle)
    chance = _standing((low + high) / 2, sizes)
    return chance @ ours / (chance @ (ours + theirs))


def _standing(rate: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    return -np.expm1(-np.exp(rate)[:, None] * sizes[None, :])
