"""Whether differences between outlets are seen at their size.

Coded sentences are drawn into pseudo-outlets whose true mean stance is known, and the
estimated mean is regressed on it. A slope of 1 is a timeline without shrinkage; a weak
classifier can have the right overall mean and a slope of a quarter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

OUTLETS, PER_OUTLET = 200, 300


@dataclass(frozen=True)
class Recovery:
    """The line through the pseudo-outlets, and how far the worst lies from its true mean."""

    slope: float
    intercept: float
    largest_error: float


def recovery(truth: np.ndarray, estimate: np.ndarray, seed: int = 0) -> Recovery:
    """Regress the estimated mean of pseudo-outlets on the true one.

    Parameters
    ----------
    truth
        -1, 0 or 1 a target; each must occur.
    estimate
        Classes, or anything continuous on the same scale.
    seed
        The same seed draws the same outlets, so that two scorers can be compared.
    """
    rng = np.random.default_rng(seed)
    outlets = [_outlet(truth, rng) for _ in range(OUTLETS)]
    true = np.array([truth[rows].mean() for rows in outlets])
    estimated = np.array([estimate[rows].mean() for rows in outlets])
    slope, intercept = np.polyfit(true, estimated, 1)
    return Recovery(float(slope), float(intercept), float(np.abs(estimated - true).max()))


def _outlet(truth: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw the rows of one outlet, its mean and its share of neutral sentences at random."""
    mean, neutral = rng.uniform(-0.6, 0.4), rng.uniform(0.2, 0.4)
    positive = (1 - neutral + mean) / 2
    shares = {1: positive, 0: neutral, -1: 1 - neutral - positive}
    return np.concatenate(
        [
            rng.choice(np.flatnonzero(truth == value), round(share * PER_OUTLET))
            for value, share in shares.items()
        ]
    )
