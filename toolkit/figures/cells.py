"""A timeline read for drawing: its lines, its actors, and every period of every line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit import tables
from toolkit.errors import WrongTable
from toolkit.figures import dates, style

_NOUNS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


@dataclass(frozen=True)
class Cells:
    """A timeline as figures need it.

    Parameters
    ----------
    rows
        The timeline with two more columns, ``line`` and ``panel`` (str).
    lines
        What the lines stand for (outlets, as a rule), sorted; one empty name when the
        timeline is split by actor alone.
    panels
        Actors, in the order of the table; one empty name when it is not split by actor.
    periods
        All periods, without a gap.
    measure
        What was averaged.
    confidence
        Coverage of the intervals.
    caveat
        What must be said of the measure in small print.
    """

    rows: pd.DataFrame
    lines: list[str]
    panels: list[str]
    periods: pd.PeriodIndex
    measure: str
    confidence: float
    caveat: str = ""

    @property
    def every(self) -> str:
        """The noun of a period, such as ``quarter``."""
        return _NOUNS.get(str(self.periods.freqstr)[0], "period")

    def series(self, line: str, panel: str) -> pd.DataFrame:
        """Give one line of one panel, a row for each period; what is missing is empty.

        Parameters
        ----------
        line
            One of ``lines``.
        panel
            One of ``panels``.

        Returns
        -------
        pandas.DataFrame
            Indexed by period.
        """
        chosen = (self.rows["line"] == line) & (self.rows["panel"] == panel)
        series = self.rows[chosen].set_index("period").reindex(self.periods)
        counts = ["n_articles", "n_stories"]
        series[counts] = series[counts].fillna(0).astype("int64")
        series["flag"] = series["flag"].fillna("empty")
        return series


def read(timeline: pd.DataFrame) -> Cells:
    """Read a timeline for drawing.

    Parameters
    ----------
    timeline
        The timeline table, split by actor, by one other column, by both or by neither.

    Returns
    -------
    Cells

    Raises
    ------
    WrongTable
        When it is another table, empty, holds several measures, or is split by more.

    Examples
    --------
    >>> read(tables.empty("timeline"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the timeline table holds no row to draw. Mend: look whether the
    selection before this call left anything.
    """
    style.need(timeline, "timeline")
    columns = [column for column in timeline.columns if column not in tables.empty("timeline")]
    others = [column for column in columns if column != "actor"]
    if len(others) > 1:
        mend = "select one value of each but one, and drop those columns"
        raise WrongTable(f"the timeline is split by {', '.join(columns)}", mend=mend)
    measures = timeline["measure"].unique().tolist()
    if len(measures) > 1:
        mend = "draw one at a time: timeline[timeline.measure == ...]"
        raise WrongTable(f"the timeline holds several measures ({', '.join(measures)})", mend=mend)
    rows = timeline.assign(
        line=timeline[others[0]].astype("str").fillna("unknown") if others else "",
        panel=timeline["actor"].astype("str") if "actor" in columns else "",
    )
    if rows.duplicated(["line", "panel", "period"]).any():
        mend = "make it with one call of toolkit.timeline"
        raise WrongTable("the timeline repeats a period of a line", mend=mend)
    return Cells(
        rows,
        sorted(rows["line"].unique()),
        _actors(timeline) if "actor" in columns else [""],
        dates.everyone(timeline["period"]),
        measures[0],
        float(timeline.attrs.get("confidence", 0.95)),
    )


def _actors(timeline: pd.DataFrame) -> list[str]:
    """Give the actors that occur, in the codebook's order where it is known."""
    actors = timeline["actor"]
    if isinstance(actors.dtype, pd.CategoricalDtype):
        actors = actors.cat.remove_unused_categories()
        return [str(actor) for actor in actors.cat.categories]
    return list(actors.astype("str").unique())
