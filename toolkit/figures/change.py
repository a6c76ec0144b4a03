"""The change figure: each outlet and actor before and after a date, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import WrongTable
from toolkit.figures import pairs, style, words
from toolkit.timelines import clusters, measures

_NEEDED = ("measure", "date", "before", "after", "difference", "ci_low", "p_adjusted", "flag")


def plot_change(
    changes: pd.DataFrame, *, ax: Axes | None = None, outlets: Sequence[str] | None = None
) -> Axes:
    """Draw means before and after a date as joined marks, group by group.

    Parameters
    ----------
    changes
        What :func:`toolkit.timelines.compare.before_after` gives, split by ``outlet``, by
        ``actor`` or by both.
    ax
        Axes to draw in; by default a figure of the right height.
    outlets
        All the outlets of the report, for their colours.

    Returns
    -------
    matplotlib.axes.Axes
        A row for each group: mean before (hollow) and after (filled), each with its 95 %
        interval; at the right the stories on each side, the difference with its interval
        and Holm's p-value.

    Raises
    ------
    WrongTable
        When the table lacks a column, or is empty.

    Examples
    --------
    >>> plot_change(pd.DataFrame({"before": [0.1]}))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the table of changes has no column 'measure'. Mend: make it with
    toolkit.timelines.before_after(portrayals, date).
    """
    rows, measure = _read(changes)
    drawn = pd.DataFrame({"row": rows["row"], "group": rows["group"], "side": _said(rows, measure)})
    for mark, side in (("first", "before"), ("second", "after")):
        for end in ("", "_low", "_high"):
            drawn[f"{mark}{end}"] = rows[f"{side}{end}"]
    day = rows["date"].iloc[0]
    text = pairs.Text(
        title=f"{words.capital(words.phrase(measure))}, before and after {day.day} {day:%B %Y}",
        axis=words.unit(measure),
        first="before",
        second="after",
        side="stories\nbefore / after\tdifference\n(interval), adjusted p",
        small_print="Means over stories; thin lines: 95 % intervals, clustered on the story. "
        f"Difference and p-value: Welch, Holm over this table; none under {clusters.FEWEST} "
        "stories on a side. Trends that were under way anyway are not taken out.",
    )
    ax = pairs.draw(drawn, style.looks_for(drawn["row"], outlets), text, ax)
    style.set_alt_text(ax, _finding(rows, measure, text.title))
    return ax


def _read(changes: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    mend = "make it with toolkit.timelines.before_after(portrayals, date)"
    for column in _NEEDED:
        if column not in changes.columns:
            raise WrongTable(f"the table of changes has no column {column!r}", mend=mend)
    if changes.empty:
        raise WrongTable("the table of changes holds no row to draw", mend=mend)
    by = list(changes.columns[: list(changes.columns).index("measure")])
    others = [column for column in by if column != "actor"]
    if len(others) > 1:
        mend = "select one value of each but one, and drop those columns"
        raise WrongTable(f"the changes are split by {', '.join(by)}", mend=mend)
    rows = changes.assign(
        row=changes[others[0]].astype("str") if others else changes["actor"].astype("str"),
        group=changes["actor"].astype("str") if others and "actor" in by else "",
    )
    order = [column for column in ("actor", *others) if column in by]
    return rows.sort_values(order, kind="stable").reset_index(drop=True), rows["measure"].iloc[0]


def _said(rows: pd.DataFrame, measure: str) -> list[str]:
    said = []
    for row in rows.to_dict("records"):
        counts = f"{row['n_stories_before']} / {row['n_stories_after']}"
        said.append(f"{counts}\t{_difference(row, measure)}".replace("-", "−"))
    return said


def _difference(row: dict, measure: str) -> str:
    if np.isnan(row["difference"]):
        return ""
    # The difference of two shares is in points; "+5 %" would read as a twentieth more.
    factor, digits, unit = (100, 0, " points") if measures.is_share(measure) else (1, 2, "")
    by, low, high = (
        # Adding 0 turns a rounded -0.0 into 0.0.
        f"{round(factor * row[end], digits) + 0.0:+.{digits}f}"
        for end in ("difference", "ci_low", "ci_high")
    )
    if np.isnan(row["ci_low"]):
        return by + unit
    p = row["p_adjusted"]
    return f"{by} ({low} to {high}){unit}, " + ("p < 0.001" if p < 0.001 else f"p = {p:.2g}")


def _finding(rows: pd.DataFrame, measure: str, title: str) -> str:
    said = [f"{title}."]
    for row in rows.to_dict("records")[:30]:
        name = f"{row['group']}, {row['row']}" if row["group"] else row["row"]
        ends = f"{words.value(row['before'], measure)} to {words.value(row['after'], measure)}"
        said.append(f"{name}: {ends}; difference {_difference(row, measure) or 'none'}.")
    if len(rows) > 30:
        said.append(f"And {len(rows) - 30} more rows.")
    return " ".join(said)
