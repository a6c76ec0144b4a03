"""Versions of one wire story: an update, a cut, or the wire inside a longer article.

Two texts are versions when they are alike as wholes (Jaccard) or when most of the shorter
stands in the longer (containment, Broder 1997). Shared shingles are counted exactly, by a
product of sparse tables over the days in which a version may follow. Shingles that many
texts have, or that were printed for weeks, do not count: agencies repeat a paragraph of
background under every dispatch on a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.stories.counting import Counted, Numbers
from toolkit.stories.linkage import link

#: Two texts share at least this many shingles (34 words in a row).
FEWEST = 30

#: Any two articles of a story share at least this part of the shorter.
FAR = 0.2

_ROWS = 2000  # texts compared at once with all that follow in their days

Days = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bars:
    """From where on two texts are versions of one story.

    Attributes
    ----------
    alike
        Jaccard similarity.
    contained
        Part of the shorter text that stands in the longer.
    days
        Days between them.
    """

    alike: float
    contained: float
    days: int


def versions(counted: Counted, begin: Days, end: Days, bars: Bars) -> list[set[int]]:
    """Group the texts that are versions of one story.

    Parameters
    ----------
    counted
        Texts in order of time, and the shingles that count.
    begin, end
        The first and the last day on which each text may have appeared.
    bars
        From where on two texts are versions.

    Returns
    -------
    list of set of int
        Groups of two and more texts, any two of them near in time and text.

    Examples
    --------
    >>> from toolkit.stories.counting import count
    >>> wire, longer, other = (np.arange(*span, dtype="u8") for span in
    ...                        ((0, 100), (5, 400), (390, 500)))
    >>> day = np.array([0.0, 1.0, 1.0])
    >>> versions(count([wire, longer, other]), day, day, Bars(0.25, 0.6, 4))
    [{0, 1}]
    """
    parts = list(_sharing(counted, begin, end, bars.days))
    one, other, both = (np.concatenate(column) for column in zip(*parts, strict=True))
    shorter = np.minimum(counted.size[one], counted.size[other])
    near = both >= FAR * shorter
    one, other, both, shorter = one[near], other[near], both[near], shorter[near]
    union = counted.size[one] + counted.size[other] - both
    strength = np.maximum(both / union / bars.alike, both / shorter / bars.contained)
    order = np.lexsort((other, one, -strength))
    order = order[(strength[order] >= 1) & (both[order] >= FEWEST)]
    strong = list(zip(one[order].tolist(), other[order].tolist(), strict=True))
    return link(strong, _neighbours(one, other, {text for pair in strong for text in pair}))


def _sharing(
    counted: Counted, begin: Days, end: Days, days: int
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Give pairs of texts near in time, the earlier first, and how many shingles they share."""
    empty = np.zeros(0, dtype=np.int64)
    yield empty, empty, empty
    for start in range(0, len(begin), _ROWS):
        stop = min(start + _ROWS, len(begin))
        until = int(np.searchsorted(begin, end[start:stop].max() + days, "right"))
        shared = (counted.table[start:stop] @ counted.table[start:until].T).tocoo()
        one, other = (place.astype(np.int64) + start for place in shared.coords)
        keep = (other > one) & (begin[other] - end[one] <= days)
        # Under a fifth of the fewest can be near only for texts that can be no version.
        keep &= shared.data >= FAR * FEWEST
        yield one[keep], other[keep], shared.data[keep].astype(np.int64)


def _neighbours(one: Numbers, other: Numbers, wanted: set[int]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in zip(one.tolist(), other.tolist(), strict=True):
        if first in wanted and second in wanted:
            near[first].add(second)
            near[second].add(first)
    return near
