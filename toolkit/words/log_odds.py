"""Weighted log-odds with an informative Dirichlet prior, as a formula.

Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16(4), section 3.4:
the difference of a word's log-odds between two groups (their equation 16), over its
standard deviation (22), under a prior that follows the word's share of all text (23).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class LogOdds(NamedTuple):
    """What the formula gives, one number a word.

    Parameters
    ----------
    difference
        Log-odds in the first group less those in the second (float64).
    z
        The same over its standard deviation (float64).
    """

    difference: np.ndarray
    z: np.ndarray


def log_odds(
    one: np.ndarray,
    other: np.ndarray,
    prior: np.ndarray,
    n_one: np.ndarray | float | None = None,
    n_other: np.ndarray | float | None = None,
) -> LogOdds:
    """Compare how often words stand in two groups.

    Parameters
    ----------
    one, other
        Counts of each word in the two groups.
    prior
        Pseudo-counts of each word, above 0; the same for both groups.
    n_one, n_other
        All counts of the group; by default the sum. A number a word where words have
        unequal room.

    Returns
    -------
    LogOdds
        The difference of log-odds and its z.

    Examples
    --------
    >>> result = log_odds(np.array([8, 2]), np.array([2, 8]), np.array([1, 1]))
    >>> result.difference.round(3).tolist()  # log(9/3) - log(3/9)
    [2.197, -2.197]
    >>> result.z.round(3).tolist()  # over sqrt(1/9 + 1/3 + 1/3 + 1/9)
    [2.331, -2.331]
    """
    total = prior.sum()
    difference = np.zeros(len(prior))
    variance = np.zeros(len(prior))
    for sign, count, n in ((1, one, n_one), (-1, other, n_other)):
        having = count + prior
        lacking = (count.sum() if n is None else n) + total - having
        difference += sign * (np.log(having) - np.log(lacking))
        variance += 1 / having + 1 / lacking
    return LogOdds(difference, difference / np.sqrt(variance))
