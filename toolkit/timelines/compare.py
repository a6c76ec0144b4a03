"""Before and after a date: by how much a measure differs, and how surely.

First version. Each side's estimate is a mean of stories' means; their difference has
Welch's standard error and degrees of freedom (Welch 1947), and the p-values of one table
are adjusted together after Holm (1979). What it does not see: that neighbouring weeks
resemble each other (serial correlation makes its intervals too narrow), that a drift
which was under way anyway also differs before and after, that a story running over the
date counts once on each side, and which events were covered on either side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import special

from toolkit import tables
from toolkit.errors import UnknownName
from toolkit.timelines import clusters, measures


def before_after(
    portrayals: pd.DataFrame,
    date: str | pd.Timestamp,
    *,
    measure: str = "target_sentiment",
    by: str | Sequence[str] = ("outlet", "actor"),
    window: str | pd.Timedelta | None = "365D",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare each group's mean before a date with that from the date on.

    Parameters
    ----------
    portrayals
        The portrayals table.
    date
        First day of "after"; without a time zone it is UTC.
    measure
        As for :func:`toolkit.timelines.series.timeline`.
    by
        Columns that make the groups, as there.
    window
        How far each side reaches (``"365D"``); ``None`` takes all there is.
    confidence
        Coverage of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row a group: the ``by`` columns, ``measure``, ``date`` (UTC), ``before`` and
        ``after`` (means of stories' means) each with ``_low`` and ``_high`` (its own t
        interval), ``difference`` (after - before), ``standard_error``, ``ci_low``,
        ``ci_high``, ``p_value`` (two-sided Welch t), ``p_adjusted`` (Holm over the
        table), ``n_stories_before``, ``n_stories_after`` and ``flag``: ``ok``; ``too_few``
        (under 8 stories on a side: no interval, no p-value); ``empty`` (none on a side);
        ``no_variation`` (all stories of each side alike: nothing to test with).

    Raises
    ------
    UnknownName
        When the measure or a column does not exist, or ``date`` is no date.
    WrongTable
        When the table is not portrayals, is empty, or ``by`` would mix actors.

    Examples
    --------
    >>> days = pd.date_range("2021-08-01", periods=28, tz="UTC", unit="us")
    >>> rows = pd.DataFrame({
    ...     "article_id": [f"a{n}" for n in range(28)], "outlet": "Herald", "genre": "news",
    ...     "actor": pd.Categorical(["Taliban"] * 28), "text_kind": "full", "published": days,
    ...     "story_id": [f"s{n}" for n in range(28)], "named": True, "n_mentions": 1,
    ...     **{score: [0.7, 0.9] * 7 + [0.1, 0.3] * 7 for score in tables.SCORES}})
    >>> table = before_after(rows, "2021-08-15")
    >>> table[["before", "after", "difference", "n_stories_before", "flag"]].round(2)
       before  after  difference  n_stories_before flag
    0     0.8    0.2        -0.6                14   ok
    """
    tables.check(portrayals, "portrayals")
    columns = measures.grouping(portrayals, by)
    measure = measures.resolve(portrayals, measure)
    moment = _moment(date)
    groups, group = measures.groups_of(portrayals, columns)
    values, used = measures.values(portrayals, measure)
    distance = portrayals["published"] - moment
    if window is not None:
        reach = pd.Timedelta(window)
        used = used & ((distance >= -reach) & (distance < reach)).to_numpy()
    cell = group * 2 + (distance >= pd.Timedelta(0)).to_numpy()
    story = portrayals["story_id"][used]
    stories = clusters.story_means(values[used], cell[used], story, 2 * len(groups))
    rows = groups.assign(measure=measure, date=moment)
    rows = rows.assign(**_sides(stories, measure, confidence))
    return rows.assign(**_welch(clusters.moments(stories), confidence))


def _moment(date: str | pd.Timestamp) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(date)
    except ValueError as error:
        mend = "write it as 2021-08-15"
        raise UnknownName(f"{date!r} is no date", mend=mend) from error
    moment = moment.tz_localize("UTC") if moment.tz is None else moment.tz_convert("UTC")
    return moment.as_unit("us")


def _sides(
    stories: clusters.Stories, measure: str, confidence: float
) -> dict[str, np.ndarray | pd.Series]:
    n, mean, _ = clusters.moments(stories)
    low, high = clusters.intervals(
        stories,
        [str(cell) for cell in range(len(n))],
        bounds=measures.bounds(measure),
        share=measures.is_share(measure),
        confidence=confidence,
    )
    sides: dict[str, np.ndarray | pd.Series] = {}
    for start, side in enumerate(("before", "after")):
        columns = {"": mean, "_low": low, "_high": high}
        sides |= {f"{side}{end}": numbers[start::2] for end, numbers in columns.items()}
        sides[f"n_stories_{side}"] = n[start::2]
    return sides


def _welch(cells: clusters.Moments, confidence: float) -> dict[str, np.ndarray | pd.Series]:
    n_before, n_after = cells.n[::2], cells.n[1::2]
    fewest = np.minimum(n_before, n_after)
    difference = cells.mean[1::2] - cells.mean[::2]
    parts = cells.variance / np.maximum(cells.n, 1)
    error = np.sqrt(parts[::2] + parts[1::2])
    # Alike to the last digit: what spread is left comes from adding floating points.
    testable = (fewest >= clusters.FEWEST) & (error > 1e-12)
    error = np.where(testable, error, np.nan)
    pieces = parts**2 / np.maximum(cells.n - 1, 1)
    freedom = error**4 / np.where(testable, pieces[::2] + pieces[1::2], np.nan)
    p_value = np.asarray(2 * special.stdtr(freedom, -np.abs(difference / error)))
    half = special.stdtrit(freedom, (1 + confidence) / 2) * error
    flag = np.select(
        [fewest == 0, fewest < clusters.FEWEST, ~testable],
        ["empty", "too_few", "no_variation"],
        "ok",
    )
    return {
        "difference": difference,
        "standard_error": error,
        "ci_low": difference - half,
        "ci_high": difference + half,
        "p_value": p_value,
        "p_adjusted": _holm(p_value),
        "flag": pd.Series(flag, dtype="str"),
    }


def _holm(p_values: np.ndarray) -> np.ndarray:
    """Adjust p-values for all that were tested together; null ones were not."""
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested])]
    factors = np.arange(len(order), 0, -1)
    adjusted = np.full(len(p_values), np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(p_values[order] * factors), 1)
    return adjusted
