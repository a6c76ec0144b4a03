"""Means and intervals whose unit is the story, not the article and not the mention.

Articles on one story are not independent: with a within-story correlation of 0.2 and
four articles a story, a plain 5 % test rejects 12 %. So an article's value goes into its
story's mean, the stories' means into the estimate, and the interval comes from the spread
of the stories (Cameron and Miller 2015, "A practitioner's guide to cluster-robust
inference", section II, with one mean a cluster).

How the interval is made depends on how many stories there are. Percentile bootstrap
intervals cover 50, 75, 82, 91 and 93 % at 2, 3, 5, 10 and 20 units where they promise 95:

- under 8 stories: none; the estimate stands alone;
- 8 to 30: Student's t on the stories' means;
- above 30: percentile bootstrap over stories (Efron and Tibshirani 1993, chapter 13).

A share that is 0 (or 1) in every story has no spread to resample, which does not make it
certain: it gets the exact Clopper-Pearson bound for that many stories.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from toolkit.errors import UnknownName

#: Fewer stories than this have an estimate and no interval.
FEWEST = 8
#: More stories than this are resampled; up to here the interval is Student's t.
MOST_FOR_T = 30

# A block of resamples holds at most this many numbers, so that memory stays small.
_BLOCK = 2_000_000


class Stories(NamedTuple):
    """Stories' means, sorted by cell and then by story.

    Parameters
    ----------
    cell
        Which cell (group and period) the story's mean belongs to (int64).
    mean
        Mean of the values of its articles there (float64).
    n_cells
        Number of cells, also those without a story.
    """

    cell: np.ndarray
    mean: np.ndarray
    n_cells: int


class Moments(NamedTuple):
    """What the stories of each cell amount to, one number a cell.

    Parameters
    ----------
    n
        Stories (int64).
    mean
        Mean of the stories' means (float64), null where there is none.
    variance
        Their sample variance (float64), null under two.
    """

    n: np.ndarray
    mean: np.ndarray
    variance: np.ndarray


def story_means(values: np.ndarray, cell: np.ndarray, story: pd.Series, n_cells: int) -> Stories:
    """Average articles within their story, cell by cell.

    Parameters
    ----------
    values
        One value an article (float64).
    cell
        Number of the cell each article falls into, from 0.
    story
        Story of each article.
    n_cells
        Number of cells.

    Returns
    -------
    Stories
        The order of the stories in a cell is that of their names, so that it does not
        depend on the order of the rows or on what the other cells hold.

    Examples
    --------
    >>> stories = story_means(np.array([0.0, 1.0, 0.2]), np.array([0, 0, 0]),
    ...                       pd.Series(["a", "a", "b"]), 1)
    >>> stories.mean
    array([0.5, 0.2])
    """
    codes, names = pd.factorize(story, sort=True)
    key = cell * max(len(names), 1) + codes
    unique, position = np.unique(key, return_inverse=True)
    sums = np.bincount(position, weights=values, minlength=len(unique))
    counts = np.bincount(position, minlength=len(unique))
    return Stories(unique // max(len(names), 1), sums / counts, n_cells)


def moments(stories: Stories) -> Moments:
    """Count, average and spread of the stories in each cell.

    Parameters
    ----------
    stories
        As :func:`story_means` gives them.

    Returns
    -------
    Moments
        One entry a cell.

    Examples
    --------
    >>> moments(Stories(np.array([0, 0]), np.array([0.5, 0.2]), 2))
    Moments(n=array([2, 0]), mean=array([0.35,  nan]), variance=array([0.045,   nan]))
    """
    n = np.bincount(stories.cell, minlength=stories.n_cells)
    sums = np.bincount(stories.cell, weights=stories.mean, minlength=stories.n_cells)
    mean = np.divide(sums, n, out=np.full(stories.n_cells, np.nan), where=n > 0)
    squares = (stories.mean - mean[stories.cell]) ** 2
    spread = np.bincount(stories.cell, weights=squares, minlength=stories.n_cells)
    variance = np.divide(spread, n - 1, out=np.full(stories.n_cells, np.nan), where=n > 1)
    return Moments(n, mean, variance)


def intervals(
    stories: Stories,
    names: Sequence[str],
    *,
    bounds: tuple[float, float],
    share: bool,
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Give each cell the interval that its number of stories can bear.

    Parameters
    ----------
    stories
        As :func:`story_means` gives them.
    names
        A name for each cell. The random numbers of a cell follow from ``seed`` and its
        name, so its interval does not depend on which other cells there are.
    bounds
        Lowest and highest possible value; intervals are cut there.
    share
        Whether the values are shares: a cell whose stories are all 0 or all 1 then gets
        the Clopper-Pearson bound.
    confidence
        Coverage of the interval, between 0 and 1.
    resamples
        Bootstrap resamples for a cell of more than 30 stories.
    seed
        Seed of the bootstrap.

    Returns
    -------
    tuple of numpy.ndarray
        Lower and upper ends (float64), null under 8 stories.

    Raises
    ------
    UnknownName
        When ``confidence`` is not between 0 and 1.

    Examples
    --------
    >>> ten = Stories(np.zeros(10, dtype=int), np.linspace(0, 0.9, 10), 1)
    >>> low, high = intervals(ten, ["A"], bounds=(-1, 1), share=False)
    >>> print(f"{low[0]:.2f} to {high[0]:.2f}")
    0.23 to 0.67
    """
    if not 0 < confidence < 1:
        raise UnknownName(f"confidence={confidence} is no share", mend="name one such as 0.95")
    n, mean, variance = moments(stories)
    low, high = np.full(len(n), np.nan), np.full(len(n), np.nan)
    middling = (n >= FEWEST) & (n <= MOST_FOR_T)
    half = special.stdtrit(n[middling] - 1, (1 + confidence) / 2)  # Student's t
    half = half * np.sqrt(variance[middling] / n[middling])
    low[middling], high[middling] = mean[middling] - half, mean[middling] + half
    starts = np.searchsorted(stories.cell, np.arange(len(n) + 1))
    for cell in np.flatnonzero(n > MOST_FOR_T).tolist():
        its_means = stories.mean[starts[cell] : starts[cell + 1]]
        low[cell], high[cell] = _bootstrap(its_means, names[cell], confidence, resamples, seed)
    if share:
        _bound_the_unanimous(low, high, n, mean, confidence)
    return np.clip(low, *bounds), np.clip(high, *bounds)


def _bootstrap(
    means: np.ndarray, name: str, confidence: float, resamples: int, seed: int
) -> np.ndarray:
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    n = len(means)
    drawn = np.empty(resamples)
    step = max(_BLOCK // n, 1)
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        picked = generator.integers(0, n, size=(size, n), dtype=np.int32)
        drawn[start : start + size] = means[picked].mean(axis=1)
    return np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])


def _bound_the_unanimous(
    low: np.ndarray, high: np.ndarray, n: np.ndarray, mean: np.ndarray, confidence: float
) -> None:
    """Write the exact bound where every story says 0, or every story 1."""
    reach = 1 - ((1 - confidence) / 2) ** (1 / np.maximum(n, 1))
    nowhere, everywhere = (n >= FEWEST) & (mean == 0), (n >= FEWEST) & (mean == 1)
    low[nowhere], high[nowhere] = 0, reach[nowhere]
    low[everywhere], high[everywhere] = 1 - reach[everywhere], 1
