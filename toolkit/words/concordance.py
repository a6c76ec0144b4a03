"""Keyword in context: each mention on a line of its own, with the words around it."""

from __future__ import annotations

import pandas as pd

from toolkit import tables


def concordance(
    mentions: pd.DataFrame,
    actor: str | None = None,
    *,
    width: int = 60,
    n: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Set mentions in lines, so that the eye can run down the names.

    Parameters
    ----------
    mentions
        The mentions or scores table.
    actor
        Only this actor; all by default.
    width
        Characters of context on each side.
    n
        Draw so many lines at random, in the order of the table; all by default.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        ``outlet``, ``published``, ``left``, ``alias``, ``right`` (str), with the index of
        ``mentions``.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table.

    Examples
    --------
    >>> from toolkit import tables
    >>> list(concordance(tables.empty("mentions")).columns)
    ['outlet', 'published', 'left', 'alias', 'right']
    """
    tables.check(mentions, "mentions")
    chosen = mentions if actor is None else mentions[mentions["actor"] == actor]
    if n is not None and n < len(chosen):
        chosen = chosen.sample(n, random_state=seed).sort_index()
    places = list(zip(chosen["sentence_text"], chosen["start"], chosen["end"], strict=True))
    left = [" ".join(text[max(0, start - width) : start].split()) for text, start, _ in places]
    right = [" ".join(text[end : end + width].split()) for text, _, end in places]
    lines = chosen[["outlet", "published", "alias"]].copy()
    lines.insert(2, "left", pd.Series(left, index=chosen.index, dtype="str"))
    lines["right"] = pd.Series(right, index=chosen.index, dtype="str")
    return lines
