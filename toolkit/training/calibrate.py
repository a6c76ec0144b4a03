"""Fit how each back end's number becomes probabilities.

Run it as ``python -m toolkit.training.calibrate ../shared/data/newsmtsc/train.jsonl``; it
rewrites ``toolkit/sentiment/calibration.toml``. Only the training part of NewsMTSC is
used; the development parts measure.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from toolkit.sentiment import target
from toolkit.training import agreement

_HEADER = """# How a back end's number becomes probabilities: see toolkit/sentiment/target.py.
# Made by: python -m toolkit.training.calibrate ../shared/data/newsmtsc/train.jsonl
"""


def calibrate(path: str | Path) -> str:
    """Fit slope, threshold and cut of each back end.

    Parameters
    ----------
    path
        JSON Lines with ``sentence``, ``from``, ``to`` and ``polarity`` (-1, 0, 1).

    Returns
    -------
    str
        The text of ``calibration.toml``.
    """
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    sentences = [row["sentence"] for row in rows]
    starts, ends = [row["from"] for row in rows], [row["to"] for row in rows]
    truth = np.array([int(row["polarity"]) for row in rows])
    parts = [_HEADER]
    for name in target.BACK_ENDS:
        numbers = target._numbers(sentences, starts, ends, name)
        slope, threshold = fit(numbers, truth)
        cut = best_cut(numbers, truth)
        parts.append(
            f"[{name}]\nslope = {slope:.4f}\nthreshold = {threshold:.4f}\ncut = {cut:.2f}\n"
        )
    return "\n".join(parts)


def fit(numbers: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Fit the symmetric ordinal logit by maximum likelihood, each class weighing the same.

    Parameters
    ----------
    numbers
        One a sentence.
    truth
        -1, 0 or 1.

    Returns
    -------
    (float, float)
        Slope and threshold.
    """

    def loss(parameters: np.ndarray) -> float:
        slope, threshold = np.exp(parameters)
        return ordinal_loss(slope * numbers, threshold, truth)[0]

    best = minimize(loss, x0=np.log([1.0, 1.0]), method="Nelder-Mead")
    slope, threshold = np.exp(best.x)
    return float(slope), float(threshold)


def ordinal_loss(
    numbers: np.ndarray, threshold: float, truth: np.ndarray
) -> tuple[float, np.ndarray, float]:
    """Give the loss of the symmetric ordinal logit, each class weighing the same.

    Parameters
    ----------
    numbers
        One an example, already times the slope.
    threshold
        P(favourable) is the logistic of ``number - threshold``, P(unfavourable) of
        ``-number - threshold``.
    truth
        -1, 0 or 1.

    Returns
    -------
    (float, numpy.ndarray, float)
        Minus the log likelihood in units of examples, its derivative by each number, and by
        the threshold.
    """
    counts = {value: max(1, int((truth == value).sum())) for value in (-1, 0, 1)}
    weights = np.array([len(truth) / 3 / counts[value] for value in truth.tolist()])
    positive, negative = expit(numbers - threshold), expit(-numbers - threshold)
    neutral = np.clip(1 - positive - negative, 1e-9, 1)
    up, down = positive * (1 - positive), negative * (1 - negative)
    chosen = np.select([truth > 0, truth < 0], [positive, negative], neutral)
    by_number = np.select(
        [truth > 0, truth < 0], [1 - positive, negative - 1], (down - up) / neutral
    )
    by_threshold = np.select(
        [truth > 0, truth < 0], [positive - 1, negative - 1], (up + down) / neutral
    )
    loss = -float(weights @ np.log(np.clip(chosen, 1e-12, 1)))
    return loss, -weights * by_number, -float(weights @ by_threshold)


def best_cut(numbers: np.ndarray, truth: np.ndarray) -> float:
    """Find the cut with the highest macro F1.

    Parameters
    ----------
    numbers
        One a sentence.
    truth
        -1, 0 or 1.

    Returns
    -------
    float
    """

    def macro_f1(cut: float) -> float:
        guess = (np.sign(numbers) * (np.abs(numbers) >= cut)).astype(int)
        return agreement.macro_f1(agreement.confusion(truth + 1, guess + 1))

    return float(max(np.arange(0.02, 1.5, 0.02), key=macro_f1))


if __name__ == "__main__":
    target.CALIBRATION.write_text(calibrate(sys.argv[1]), encoding="utf-8")
