"""Copies and near-copies: texts whose shingles are nearly the same.

Candidates come from MinHash and locality-sensitive hashing (Leskovec, Rajaraman & Ullman,
chapter 3, through datasketch); each is then counted exactly, so a hash never decides.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from scipy import sparse

from toolkit.stories.counting import Counted, Numbers
from toolkit.stories.linkage import link

#: Any two copies of one text are at least this share of the bar alike.
FAR = 0.75

_HASHES = 126
_MISSED = 0.003  # of the pairs that just reach the bar


def copies(counted: Counted, similar: float, fewest: int) -> list[set[int]]:
    """Group the texts that are copies of each other.

    Parameters
    ----------
    counted
        Texts and their shingles.
    similar
        Jaccard similarity from which two texts are copies.
    fewest
        Texts with fewer shingles are left out.

    Returns
    -------
    list of set of int
        Groups of two and more texts: each has a copy in its group, and is at least
        three quarters of ``similar`` like all others there.

    Examples
    --------
    >>> from toolkit.stories.counting import count
    >>> texts = [np.arange(first, first + 100, dtype="u8") for first in (0, 5, 90)]
    >>> copies(count(texts), 0.8, 16)
    [{0, 1}]
    """
    # A copy shares so much with another that this much of it stands in more texts than one.
    shared = np.diff(counted.table.indptr)
    able = np.flatnonzero((shared >= similar * counted.size) & (counted.size >= fewest))
    one, other = _candidates(counted, able, similar)
    likeness = _jaccard(counted, one, other)
    order = np.lexsort((other, one, -likeness))
    order = order[likeness[order] >= similar]
    one, other = one[order], other[order]
    return link(zip(one.tolist(), other.tolist(), strict=True), _near(counted, one, other, similar))


def _candidates(counted: Counted, able: Numbers, similar: float) -> tuple[Numbers, Numbers]:
    bands, rows = _bands(similar)
    from datasketch import MinHash, MinHashLSH  # takes seconds, which few calls need

    index = MinHashLSH(num_perm=bands * rows, params=(bands, rows))
    values = (counted.shingle >> np.uint64(32)).astype(np.int64)
    table = counted.table
    sketches = MinHash.generator(
        (values[table.indices[table.indptr[one] : table.indptr[one + 1]]].tolist() for one in able),
        num_perm=bands * rows,
        hashfunc=int,  # they are hashes already
    )
    pairs: list[tuple[int, int]] = []
    for one, sketch in zip(able.tolist(), sketches, strict=True):
        pairs += ((earlier, one) for earlier in index.query(sketch))
        index.insert(one, sketch, check_duplication=False)
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _bands(similar: float) -> tuple[int, int]:
    """Give the most selective bands that miss hardly a pair; for 0.8, 21 of 6 hashes."""
    rows = 1
    while (1 - similar ** (rows + 1)) ** (_HASHES // (rows + 1)) <= _MISSED:
        rows += 1
        if rows == _HASHES:
            break
    return _HASHES // rows, rows


def _jaccard(counted: Counted, one: Numbers, other: Numbers) -> np.ndarray:
    both = counted.shared(one, other)
    return both / (counted.size[one] + counted.size[other] - both)


def _near(counted: Counted, one: Numbers, other: Numbers, similar: float) -> dict[int, set[int]]:
    """Give all that are three quarters alike, among those that pairs connect."""
    found = [pair for group in _connected(one, other) for pair in combinations(group, 2)]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    alike = _jaccard(counted, pairs[:, 0], pairs[:, 1]) >= FAR * similar
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs[alike].tolist():
        near[first].add(second)
        near[second].add(first)
    return near


def _connected(one: Numbers, other: Numbers) -> list[list[int]]:
    texts, places = np.unique(np.r_[one, other], return_inverse=True)
    pairs = places[: len(one)], places[len(one) :]
    graph = sparse.coo_array((np.ones(len(one), dtype=np.int8), pairs), (len(texts), len(texts)))
    _, label = sparse.csgraph.connected_components(graph, directed=False)
    members: dict[int, list[int]] = defaultdict(list)
    for text, group in zip(texts.tolist(), label.tolist(), strict=True):
        members[group].append(text)
    return list(members.values())
