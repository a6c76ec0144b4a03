"""Whose words: the outlet's own voice beside the voices it quotes and reports.

What an official says of an actor is not what the outlet says of it. The two means are
clustered on the story like every other (see :mod:`toolkit.timelines.clusters`). First
version: it shows both means and does not test their difference, whose two sides come from
the same stories and are not independent.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.timelines import clusters, measures

SIDES = ("own", "others")


def by_voice(
    scores: pd.DataFrame, measure: str = "target_sentiment", *, confidence: float = 0.95
) -> pd.DataFrame:
    """Average a score in the outlet's own words and in those of others.

    Places and ambiguous mentions are left out. Mentions are averaged within their article,
    articles within their story, stories within the outlet.

    Parameters
    ----------
    scores
        The scores table.
    measure
        One of its scores.
    confidence
        Coverage of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row for each outlet and actor that is named: ``outlet``, ``actor``,
        ``measure``, ``own`` and ``others`` (quoted or reported; float64, null where there
        are none), each with ``_low`` and ``_high`` (null under 8 stories), and
        ``n_stories_own``, ``n_stories_others``.

    Raises
    ------
    WrongTable
        When the table is not scores, or holds nothing to average.
    UnknownName
        When there is no such score.

    Examples
    --------
    >>> by_voice(tables.empty("scores"), "tone")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: there is no score 'tone'. Mend: choose one of compound, p_negative,
    p_neutral, p_positive, target_sentiment, valence.
    """
    tables.check(scores, "scores")
    if measure not in tables.SCORES:
        mend = f"choose one of {', '.join(tables.SCORES)}"
        raise UnknownName(f"there is no score {measure!r}", mend=mend)
    kept = scores[(scores["sense"] != "place") & ~scores["ambiguous"] & scores[measure].notna()]
    if kept.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable("the scores table holds no mention to average", mend=mend)
    keys = ["outlet", "actor", "article_id", "story_id"]
    per_article = (
        kept.assign(side=(kept["voice"] != "outlet").astype("int64"))
        .groupby([*keys, "side"], observed=True)[measure]
        .mean()
        .reset_index()
    )
    groups, group = measures.groups_of(per_article, ["outlet", "actor"])
    cell = group * 2 + per_article["side"].to_numpy()
    values = per_article[measure].to_numpy()
    stories = clusters.story_means(values, cell, per_article["story_id"], 2 * len(groups))
    return groups.assign(measure=measure, **_sides(stories, groups, measure, confidence))


def _sides(
    stories: clusters.Stories, groups: pd.DataFrame, measure: str, confidence: float
) -> dict[str, np.ndarray]:
    n, mean, _ = clusters.moments(stories)
    names = [
        f"{outlet}\t{actor}\t{side}"
        for outlet, actor in zip(groups["outlet"], groups["actor"], strict=True)
        for side in SIDES
    ]
    low, high = clusters.intervals(
        stories, names, bounds=measures.bounds(measure), share=False, confidence=confidence
    )
    sides: dict[str, np.ndarray] = {}
    for start, side in enumerate(SIDES):
        columns = {"": mean, "_low": low, "_high": high}
        sides |= {f"{side}{end}": numbers[start::2] for end, numbers in columns.items()}
        sides[f"n_stories_{side}"] = n[start::2]
    return sides
