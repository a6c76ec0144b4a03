"""How many of the words called distinctive are so by chance alone."""

from __future__ import annotations

import numpy as np


def q_values(p: np.ndarray) -> np.ndarray:
    """Give the share of false discoveries among the words at least as distinctive as each.

    Parameters
    ----------
    p
        Of each word tested.

    Returns
    -------
    numpy.ndarray
        By Benjamini & Hochberg (Journal of the Royal Statistical Society B 57, 1995).

    Examples
    --------
    >>> q_values(np.array([0.01, 0.04])).tolist()
    [0.02, 0.04]
    """
    from scipy import stats  # here, for it takes as long to import as the whole toolkit

    return np.asarray(stats.false_discovery_control(p)) if len(p) else p
