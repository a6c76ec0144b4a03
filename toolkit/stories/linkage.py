"""Groups in which every two members are near, so that no chain swallows a topic.

A strong pair joins two groups only when each of the one is near each of the other
(complete linkage, Sørensen 1948, with a lower bar for the far pairs than for the near
ones): A~B and B~C make one group only where A and C have something in common themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

Near = Mapping[int, AbstractSet[int]]


def link(strong: Iterable[tuple[int, int]], near: Near) -> list[set[int]]:
    """Join pairs into groups, the strongest first.

    Parameters
    ----------
    strong
        Pairs, the strongest first.
    near
        For each member of a pair, all that may be in one group with it.

    Returns
    -------
    list of set of int
        The groups of two and more.

    Examples
    --------
    A round-up that holds two dispatches joins one of them, not both to each other.

    >>> link([(0, 2), (1, 2)], {0: {2}, 1: {2}, 2: {0, 1}})
    [{0, 2}]
    >>> link([(0, 2), (1, 2)], {0: {1, 2}, 1: {0, 2}, 2: {0, 1}})
    [{0, 1, 2}]
    """
    group_of = {one: one for one in near}
    members = {one: {one} for one in near}
    allowed = dict(near)
    for pair in strong:
        large, small = (group_of[one] for one in pair)
        if len(members[large]) < len(members[small]):
            large, small = small, large
        if large != small and members[small] <= allowed[large]:
            allowed[large] = allowed[large] & allowed.pop(small)
            group_of.update(dict.fromkeys(members[small], large))
            members[large] |= members.pop(small)
    return [group for group in members.values() if len(group) > 1]
