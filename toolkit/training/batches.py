"""The order in which examples are learnt: batches of like length, shuffled.

Padding costs as much as words do. Examples are shuffled, sorted by length within pools of
some batches, and the batches are shuffled again: little padding, and still another company
for each example in every epoch.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: So many batches are sorted together.
POOL = 32


def shuffled(lengths: Sequence[int], size: int, epoch: int, seed: int) -> list[np.ndarray]:
    """Draw the batches of an epoch.

    Parameters
    ----------
    lengths
        Tokens of each example.
    size
        Examples in a batch; the last one drawn may have fewer.
    epoch, seed
        The same two give the same batches.

    Returns
    -------
    list of numpy.ndarray
        The places of the examples in each batch; every example is in one.

    Examples
    --------
    >>> [len(batch) for batch in shuffled([5, 9, 5, 9], size=2, epoch=0, seed=1)]
    [2, 2]
    """
    random = np.random.default_rng([seed, 1, epoch])
    order = random.permutation(len(lengths))
    tokens = np.asarray(lengths)
    batches = []
    for first in range(0, len(order), size * POOL):
        pool = order[first : first + size * POOL]
        pool = pool[np.argsort(tokens[pool], kind="stable")]
        batches += [pool[place : place + size] for place in range(0, len(pool), size)]
    return [batches[place] for place in random.permutation(len(batches))]


def by_length(lengths: Sequence[int], size: int) -> list[np.ndarray]:
    """Cut examples into batches by length, the shortest first.

    Parameters
    ----------
    lengths
        Tokens of each example.
    size
        Examples in a batch.

    Returns
    -------
    list of numpy.ndarray
        The places of the examples in each batch.
    """
    order = np.argsort(np.asarray(lengths), kind="stable")
    return [order[first : first + size] for first in range(0, len(order), size)]


def padded(ids: Sequence[Sequence[int]], padding: int) -> tuple[np.ndarray, np.ndarray]:
    """Bring token numbers to one length.

    Parameters
    ----------
    ids
        The tokens of each example.
    padding
        The number of the token that fills up.

    Returns
    -------
    (numpy.ndarray, numpy.ndarray)
        int64 numbers, and 1 where a token is, 0 where it is padding.

    Examples
    --------
    >>> numbers, mask = padded([[7, 8, 9], [7]], padding=1)
    >>> numbers.tolist(), mask.tolist()
    ([[7, 8, 9], [7, 1, 1]], [[1, 1, 1], [1, 0, 0]])
    """
    width = max(len(row) for row in ids)
    numbers = np.full((len(ids), width), padding, dtype="int64")
    mask = np.zeros((len(ids), width), dtype="int64")
    for place, row in enumerate(ids):
        numbers[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return numbers, mask
