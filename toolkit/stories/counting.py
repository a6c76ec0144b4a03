"""Which text has which shingle, without those that stand everywhere.

A shingle that only one text has can match nothing, so it is counted in the text's size and
kept nowhere else: of a large corpus a small table remains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from toolkit.stories.shingles import Shingles

_SLICES = 16  # sorted one after the other, to save memory

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Counted:
    """Texts and the shingles that count.

    Attributes
    ----------
    table
        A row for each text, a column for each shingle of more than one text; 1 where the
        text has the shingle.
    shingle
        The shingle of each column.
    size
        How many different shingles of each text count, alone or shared.
    """

    table: sparse.csr_array
    shingle: Shingles
    size: Numbers

    def rows(self, texts: Numbers) -> Counted:
        """Keep some texts, in the order given.

        Parameters
        ----------
        texts
            Numbers of the texts.

        Returns
        -------
        Counted
            With all columns.
        """
        return Counted(self.table[texts], self.shingle, self.size[texts])

    def without(self, columns: Flags) -> Counted:
        """Leave shingles out of the table and of the texts' sizes.

        Parameters
        ----------
        columns
            True for each shingle that does not count.

        Returns
        -------
        Counted
            With the other columns.
        """
        lost = self.table @ columns.astype(np.int32)
        return Counted(self.table[:, ~columns], self.shingle[~columns], self.size - lost)

    def shared(self, one: Numbers, other: Numbers, batch: int = 20_000) -> Numbers:
        """Count the shingles that pairs of texts share.

        Parameters
        ----------
        one, other
            Numbers of the texts of each pair.
        batch
            Pairs counted at once.

        Returns
        -------
        numpy.ndarray
            A number a pair.
        """
        parts = [
            self.table[one[at : at + batch]].multiply(self.table[other[at : at + batch]]).sum(1)
            for at in range(0, len(one), batch)
        ]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts]).astype(np.int64)


def count(texts: Sequence[Shingles]) -> Counted:
    """Make the table of shared shingles.

    Parameters
    ----------
    texts
        The shingles of each text, sorted and without repeats.

    Returns
    -------
    Counted
        With the columns in the order of the shingles.

    Examples
    --------
    >>> texts = [np.array(text, dtype="u8") for text in ([1, 2, 3], [2, 3, 4], [9])]
    >>> found = count(texts)
    >>> found.table.toarray().tolist(), found.size.tolist()
    ([[1, 1], [1, 1], [0, 0]], [3, 3, 1])
    """
    rows, columns, names, width = [], [], [], 0
    for values, owner in _slices(texts):
        fresh = np.ones(len(values), dtype=np.bool_)
        fresh[1:] = values[1:] != values[:-1]
        times = np.diff(np.r_[np.flatnonzero(fresh), len(values)])
        often = np.repeat(times > 1, times)
        rows.append(owner[often])
        names.append(values[often & fresh])
        columns.append(
            width + np.repeat(np.arange(len(names[-1]), dtype=np.int32), times[times > 1])
        )
        width += len(names[-1])
    places = (np.concatenate(rows), np.concatenate(columns))
    ones = np.ones(len(places[0]), dtype=np.int32)
    table = sparse.csr_array((ones, places), shape=(len(texts), width))
    size = np.array([len(text) for text in texts], dtype=np.int64)
    return Counted(table, np.concatenate(names), size)


def _slices(texts: Sequence[Shingles]) -> Iterator[tuple[Shingles, npt.NDArray[np.int32]]]:
    """Give all shingles in order, a slice of their range at a time, with the text of each."""
    width = (2**64 - 1) // _SLICES + 1
    inner = np.array([width * number for number in range(1, _SLICES)], dtype=np.uint64)
    bounds = [np.r_[0, np.searchsorted(text, inner), len(text)] for text in texts]
    for number in range(_SLICES):
        pairs = zip(texts, bounds, strict=True)
        parts = [text[bound[number] : bound[number + 1]] for text, bound in pairs]
        values = np.concatenate([np.zeros(0, dtype=np.uint64), *parts])
        owner = np.repeat(np.arange(len(texts), dtype=np.int32), [len(part) for part in parts])
        order = np.argsort(values, kind="stable")
        yield values[order], owner[order]


def texts_having(counted: Counted) -> Numbers:
    """Count the texts that have each shingle.

    Parameters
    ----------
    counted
        Texts and shingles.

    Returns
    -------
    numpy.ndarray
        A number a column.
    """
    return np.bincount(counted.table.indices, minlength=len(counted.shingle))


def periods_having(counted: Counted, day: npt.NDArray[np.float64], period: int) -> Numbers:
    """Count the periods in which each shingle was printed.

    Parameters
    ----------
    counted
        Texts and shingles.
    day
        When each text first appeared.
    period
        Days in a period.

    Returns
    -------
    numpy.ndarray
        A number a column.

    Examples
    --------
    >>> texts = [np.array([1, 2], dtype="u8"), np.array([1, 2], dtype="u8"),
    ...          np.array([2], dtype="u8")]
    >>> periods_having(count(texts), np.array([0.0, 3.0, 20.0]), 14).tolist()
    [1, 2]
    """
    when = np.nan_to_num(np.floor(day / period)).astype(np.int64)
    when -= when.min(initial=0)
    several = int(when.max(initial=0)) + 1
    row = np.repeat(when, np.diff(counted.table.indptr))
    both = np.unique(counted.table.indices.astype(np.int64) * several + row)
    return np.bincount(both // several, minlength=len(counted.shingle))
