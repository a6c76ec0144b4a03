"""How often each frame stands with an actor, outlet by outlet, over the whole span."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import WrongTable
from toolkit.timelines import clusters, measures


def frame_shares(
    portrayals: pd.DataFrame,
    by: str | Sequence[str] = ("outlet", "actor"),
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Give the share of articles naming an actor that set it in each frame.

    The share is a mean of stories' means, its interval clustered on the story, as in
    :func:`toolkit.timelines.series.timeline`.

    Parameters
    ----------
    portrayals
        The portrayals table, made with ``frames=``.
    by
        Columns that make the groups.
    confidence
        Coverage of the intervals.

    Returns
    -------
    pandas.DataFrame
        The ``by`` columns, ``frame`` (str), ``estimate``, ``ci_low``, ``ci_high`` (0..1),
        ``n_articles`` (that name the actor in the chosen words), ``n_stories`` and
        ``flag`` (ok, too_few, empty), one row for each group and frame.

    Raises
    ------
    WrongTable
        When the table is not portrayals, is empty, or has no frame column.
    UnknownName
        When a column does not exist.

    Examples
    --------
    >>> frame_shares(tables.empty("portrayals"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the portrayals table holds no row. Mend: look whether the selection
    before this call left anything.
    """
    tables.check(portrayals, "portrayals")
    columns = measures.grouping(portrayals, by)
    frames = [name for name in portrayals.columns if name.startswith(tables.FRAME_PREFIX)]
    if not frames:
        mend = "make it with toolkit.portrayals(scores, articles, frames=...)"
        raise WrongTable("the portrayals table has no frame column", mend=mend)
    groups, group = measures.groups_of(portrayals, columns)
    parts = [_shares(portrayals, frame, groups, group, confidence) for frame in frames]
    shares = pd.concat(parts, ignore_index=True)
    order = np.tile(np.arange(len(groups)), len(frames))
    return shares.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _shares(
    portrayals: pd.DataFrame, frame: str, groups: pd.DataFrame, group: np.ndarray, confidence: float
) -> pd.DataFrame:
    values, used = measures.values(portrayals, frame)
    cell, story = group[used], portrayals["story_id"][used]
    stories = clusters.story_means(values[used], cell, story, len(groups))
    n, mean, _ = clusters.moments(stories)
    names = [f"{frame}\t{key}" for key in groups.astype("str").agg("\t".join, axis=1)]
    low, high = clusters.intervals(stories, names, bounds=(0, 1), share=True, confidence=confidence)
    flag = np.where(n == 0, "empty", np.where(n < clusters.FEWEST, "too_few", "ok"))
    return groups.assign(
        frame=frame.removeprefix(tables.FRAME_PREFIX),
        estimate=mean,
        ci_low=low,
        ci_high=high,
        n_articles=np.bincount(cell, minlength=len(groups)),
        n_stories=n,
        flag=pd.Series(flag, dtype="str"),
    )
