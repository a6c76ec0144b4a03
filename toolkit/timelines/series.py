"""From portrayals to a timeline: a measure, period by period, group by group.

The estimate is a mean of stories' means, so a dispatch that forty papers print counts
once in each outlet and period; the interval is clustered on the story (see
:mod:`toolkit.timelines.clusters`). Periods in which a group has nothing to average stay
in the table and stay empty.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import ToolkitWarning, UnknownName
from toolkit.timelines import clusters, measures

#: The calendar periods, as pandas writes them. Weeks run from Monday to Sunday.
FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q-DEC", "year": "Y-DEC"}


def timeline(
    portrayals: pd.DataFrame,
    measure: str = "target_sentiment",
    by: str | Sequence[str] = ("outlet", "actor"),
    every: str = "quarter",
    *,
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Average a measure in each calendar period, with intervals clustered on the story.

    A score or a frame is averaged over the articles that name the actor in the chosen
    words; coverage is the share of all articles that name it. Articles go into the mean
    of their story in that group and period, stories into the estimate. Periods are those
    of UTC, in which every article's day was written down. The first version does not
    weigh, roll or smooth, and takes periods as independent.

    Parameters
    ----------
    portrayals
        The portrayals table. Its first and last article set the periods for all groups.
    measure
        A score (-1..1, probabilities 0..1, ``valence`` unbounded), a frame with or
        without ``frame_`` (0..1), or ``"coverage"`` (0..1).
    by
        Columns that make the groups. ``actor`` may be missing only where the table holds
        a single actor: a mean over several would mean nothing.
    every
        ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.
    confidence
        Coverage of the intervals.
    resamples
        Bootstrap resamples where a cell has more than 30 stories.
    seed
        Seed of the bootstrap; the same seed gives a cell the same interval whatever rows
        of other cells are in the table.

    Returns
    -------
    pandas.DataFrame
        The timeline table: the ``by`` columns, ``period``, ``measure``, ``estimate``,
        ``ci_low``, ``ci_high`` (null under 8 stories), ``n_articles`` (published),
        ``n_naming`` (that name the actor; for a score or a frame, in the chosen words),
        ``n_mentions``, ``n_stories`` and ``flag`` (``ok``, ``too_few``, ``empty``), one row
        for each group and period. ``attrs["confidence"]`` keeps the confidence.

    Raises
    ------
    WrongTable
        When the table is not portrayals, is empty, or ``by`` would mix actors.
    UnknownName
        When the measure, the period or a column does not exist.

    Warns
    -----
    ToolkitWarning
        When full texts stand beside abstracts or headlines: their scores differ.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "article_id": ["a", "b", "c"], "outlet": "Herald", "genre": "news",
    ...     "actor": pd.Categorical(["Taliban"] * 3), "text_kind": "full",
    ...     "published": pd.to_datetime(["2021-01-05", "2021-02-01", "2021-12-31"], utc=True)
    ...         .astype("datetime64[us, UTC]"),
    ...     "story_id": ["s1", "s1", "s2"], "named": True, "n_mentions": [2, 1, 1],
    ...     **{score: [0.0, 0.5, 1.0] for score in tables.SCORES}})
    >>> timeline(rows, every="quarter")[["period", "estimate", "n_stories", "flag"]]
       period  estimate  n_stories     flag
    0  2021Q1      0.25          1  too_few
    1  2021Q2       NaN          0    empty
    2  2021Q3       NaN          0    empty
    3  2021Q4      1.00          1  too_few
    """
    tables.check(portrayals, "portrayals")
    columns = measures.grouping(portrayals, by)
    measure = measures.resolve(portrayals, measure)
    periods, period = _periods(portrayals["published"], every)
    _warn_of_mixed_texts(portrayals)
    groups, group = measures.groups_of(portrayals, columns)
    cell = group * len(periods) + period
    rows = _grid(groups, periods).assign(measure=measure)
    values, used = measures.values(portrayals, measure)
    story = portrayals["story_id"][used]
    stories = clusters.story_means(values[used], cell[used], story, len(rows))
    n_stories, rows["estimate"], _ = clusters.moments(stories)
    rows["ci_low"], rows["ci_high"] = clusters.intervals(
        stories,
        _names(rows, columns),
        bounds=measures.bounds(measure),
        share=measures.is_share(measure),
        confidence=confidence,
        resamples=resamples,
        seed=seed,
    )
    rows = rows.assign(**_counts(portrayals, measure, cell, used, len(rows)), n_stories=n_stories)
    too_few = np.where(n_stories < clusters.FEWEST, "too_few", "ok")
    rows["flag"] = pd.Series(np.where(n_stories == 0, "empty", too_few), dtype="str")
    rows.attrs["confidence"] = confidence
    return rows[[*columns, *tables.empty("timeline").columns]]


def _periods(published: pd.Series, every: str) -> tuple[pd.PeriodIndex, np.ndarray]:
    """Every period from the first article's to the last one's, and each article's."""
    if every not in FREQUENCIES:
        mend = f"choose one of {', '.join(FREQUENCIES)}"
        raise UnknownName(f"there is no period {every!r}", mend=mend)
    own = pd.PeriodIndex(published.dt.tz_localize(None), freq=FREQUENCIES[every])
    first = own.min()
    everyone = pd.period_range(first, own.max(), freq=FREQUENCIES[every])
    return everyone, own.asi8 - first.ordinal


def _warn_of_mixed_texts(portrayals: pd.DataFrame) -> None:
    kinds = portrayals.drop_duplicates("article_id")["text_kind"].value_counts()
    if len(kinds) > 1:
        said = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        warnings.warn(
            f"one mean over unlike texts ({said}): abstracts and headlines score differently "
            "from full texts; split by 'text_kind' or keep one kind",
            ToolkitWarning,
            stacklevel=3,
        )


def _grid(groups: pd.DataFrame, periods: pd.PeriodIndex) -> pd.DataFrame:
    rows = groups.loc[groups.index.repeat(len(periods))].reset_index(drop=True)
    rows["period"] = periods.take(np.tile(np.arange(len(periods)), len(groups)))
    return rows


def _names(rows: pd.DataFrame, columns: list[str]) -> list[str]:
    """Name the cells by what they are, not by where they stand in this table."""
    parts = [rows[column].astype("str") for column in sorted(columns)]
    named = rows["period"].astype("str")
    for part in parts:
        named = named + "\t" + part.fillna("")
    return named.tolist()


def _counts(
    portrayals: pd.DataFrame, measure: str, cell: np.ndarray, used: np.ndarray, n_cells: int
) -> dict[str, np.ndarray]:
    names = portrayals["named"].to_numpy() if measure == measures.COVERAGE else used
    mentions = np.where(used, portrayals["n_mentions"].to_numpy(), 0)
    counted = {
        "n_articles": np.bincount(cell, minlength=n_cells),
        "n_naming": np.bincount(cell[names], minlength=n_cells),
        "n_mentions": np.bincount(cell, weights=mentions, minlength=n_cells),
    }
    return {column: counts.astype("int64") for column, counts in counted.items()}
