"""Which story holds which word: the count that no long article can bend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse


class Presence(NamedTuple):
    """Words by the stories that hold them.

    Parameters
    ----------
    matrix
        A row a story, a column a word: 1 where the story holds the word, however often
        (int64, sparse).
    words
        The words, sorted (str).
    units
        What each row stands for, in the order first met.
    """

    matrix: sparse.csr_array
    words: np.ndarray
    units: list[tuple[object, ...]]


def presence(units: Sequence[tuple[object, ...]], texts: Iterable[Iterable[str]]) -> Presence:
    """Note for each story which words it holds.

    Parameters
    ----------
    units
        What each text belongs to, such as its group and its story. Texts of one unit are
        taken together, so that a copy adds nothing.
    texts
        The words of each text.

    Returns
    -------
    Presence
        One row a unit.

    Examples
    --------
    >>> found = presence([("s1",), ("s1",), ("s2",)], [["rain"] * 9, ["rain"], ["hail", "rain"]])
    >>> found.words.tolist(), found.matrix.toarray().tolist()
    (['hail', 'rain'], [[0, 1], [1, 1]])
    """
    row_of: dict[tuple[object, ...], int] = {}
    code_of: dict[str, int] = {}
    pairs: set[tuple[int, int]] = set()
    for unit, words in zip(units, texts, strict=True):
        row = row_of.setdefault(unit, len(row_of))
        pairs.update((row, code_of.setdefault(word, len(code_of))) for word in words)
    names = np.array(list(code_of), dtype=object)
    order = np.argsort(names, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    places = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    matrix = sparse.csr_array(
        (np.ones(len(places), dtype=np.int64), (places[:, 0], rank[places[:, 1]])),
        shape=(len(row_of), len(names)),
    )
    return Presence(matrix, names[order], list(row_of))
