"""Classes against the coders' classes: macro F1, accuracy, confusion, signed error, calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.training import agreement

RESAMPLES = 1000
BINS = 10


@dataclass(frozen=True)
class Estimate:
    """A figure with the ends of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def confusion(truth: np.ndarray, guess: np.ndarray) -> np.ndarray:
    """Count coded (rows) against guessed (columns) classes, both -1, 0 or 1."""
    return agreement.confusion(truth + 1, guess.astype("int64") + 1)


def macro_f1(
    truth: np.ndarray, guess: np.ndarray, sentences: Sequence[str], seed: int = 0
) -> Estimate:
    counts = resampled_confusions(truth, guess, sentences, seed)
    return _estimate(agreement.macro_f1, confusion(truth, guess), counts)


def accuracy(
    truth: np.ndarray, guess: np.ndarray, sentences: Sequence[str], seed: int = 0
) -> Estimate:
    counts = resampled_confusions(truth, guess, sentences, seed)
    return _estimate(agreement.accuracy, confusion(truth, guess), counts)


def resampled_confusions(
    truth: np.ndarray, guess: np.ndarray, sentences: Sequence[str], seed: int = 0
) -> np.ndarray:
    """Draw whole sentences with replacement and count again, ``RESAMPLES`` times.

    Two targets of one sentence are not two independent observations, so they are drawn
    together; drawing targets would make the interval too narrow.

    Returns
    -------
    numpy.ndarray
        A confusion matrix a resample.
    """
    _, cluster = np.unique(np.asarray(sentences, dtype=object), return_inverse=True)
    of_sentence = np.zeros((cluster.max() + 1, 3, 3), dtype="int64")
    np.add.at(of_sentence, (cluster, truth + 1, guess.astype("int64") + 1), 1)
    size = len(of_sentence)
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), RESAMPLES)
    return np.tensordot(drawn, of_sentence, axes=1)


def signed_error(truth: np.ndarray, estimate: np.ndarray) -> float:
    """Mean of estimate minus coded: below 0, the target is portrayed worse than coded."""
    return float((estimate - truth).mean())


def calibration_error(truth: np.ndarray, probabilities: np.ndarray) -> np.ndarray:
    """Expected calibration error of each class (Guo et al. 2017), in ``BINS`` equal bins.

    How far, on average over the targets, the share of a class in a bin lies from the mean
    probability given to it. Low error with little recovery is possible: see `recovery`.

    Returns
    -------
    numpy.ndarray
        Unfavourable, neutral, favourable.
    """
    return np.array(
        [_error_of_class(truth == value, probabilities[:, value + 1]) for value in (-1, 0, 1)]
    )


def _error_of_class(happened: np.ndarray, probability: np.ndarray) -> float:
    bins = np.minimum((probability * BINS).astype("int64"), BINS - 1)
    gaps = np.bincount(bins, weights=happened - probability, minlength=BINS)
    return float(np.abs(gaps).sum() / len(probability))


def _estimate(
    measure: Callable[[np.ndarray], float], counts: np.ndarray, resampled: np.ndarray
) -> Estimate:
    low, high = np.quantile([measure(each) for each in resampled], [0.025, 0.975])
    return Estimate(measure(counts), float(low), float(high))
