"""How well a classifier agrees with its coders: confusion, accuracy and macro F1."""

from __future__ import annotations

import numpy as np


def confusion(truth: np.ndarray, guess: np.ndarray, classes: int = 3) -> np.ndarray:
    """Count every pair of coded and guessed class.

    Parameters
    ----------
    truth, guess
        The class of each example, counted from 0.
    classes
        How many there are.

    Returns
    -------
    numpy.ndarray
        A row a coded class, a column a guessed one.

    Examples
    --------
    >>> confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])).tolist()
    [[1, 1, 0], [0, 1, 0], [0, 0, 1]]
    """
    pairs = np.asarray(truth) * classes + np.asarray(guess)
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)


def accuracy(counts: np.ndarray) -> float:
    """Give the share of examples whose class was guessed.

    Parameters
    ----------
    counts
        From :func:`confusion`.

    Returns
    -------
    float
    """
    return float(np.trace(counts) / counts.sum())


def f1_by_class(counts: np.ndarray) -> np.ndarray:
    """Give the harmonic mean of precision and recall of each class.

    Parameters
    ----------
    counts
        From :func:`confusion`.

    Returns
    -------
    numpy.ndarray
        0 for a class that is neither coded nor guessed.
    """
    both = counts.sum(axis=0) + counts.sum(axis=1)
    return 2 * np.diag(counts) / np.maximum(both, 1)


def macro_f1(counts: np.ndarray) -> float:
    """Give the mean F1, each class weighing the same.

    Parameters
    ----------
    counts
        From :func:`confusion`.

    Returns
    -------
    float

    Examples
    --------
    >>> round(macro_f1(np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]])), 3)
    0.778
    """
    return float(f1_by_class(counts).mean())
