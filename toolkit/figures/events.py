"""Events as dated lines over a time axis, with labels that never meet.

Labels stand above the panel in up to four lanes, each beside a leader that runs down to
the event's day, if need be behind another label. Where the words do not all fit, each line
gets a number instead and the small print under the figure says what the numbers mean; an
event whose number has no room either is not drawn, and the small print says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit import codebook
from toolkit.errors import WrongTable
from toolkit.figures import style

#: What a figure takes for its events.
Events = str | Path | codebook.Codebook | pd.DataFrame | None

#: Lanes of labels above a panel, and points from one to the next.
LANES = 4
LANE = 9.5


class Placed(NamedTuple):
    """An event that has found its place.

    Parameters
    ----------
    day
        Matplotlib's day number.
    label
        What stands at its line.
    lane
        From 0, lowest.
    flipped
        Whether the label stands left of its line.
    """

    day: float
    label: str
    lane: int
    flipped: bool


class Plan(NamedTuple):
    """How a figure marks its events.

    Parameters
    ----------
    placed
        The lines and their labels.
    key
        What the small print says of them; empty where the labels say it all.
    said
        The events that are drawn, in words, for the alt text.
    """

    placed: list[Placed]
    key: str
    said: str

    @property
    def height(self) -> float:
        """Points that the labels need above the panel."""
        return LANE * (1 + max((event.lane for event in self.placed), default=-1))


def choose(events: Events, bounds: np.ndarray) -> pd.DataFrame:
    """Find the events that fall into a figure's span.

    Parameters
    ----------
    events
        A codebook or its name, or a table with ``date`` (datetime64, naive or UTC) and
        ``label``; ``None`` for none.
    bounds
        First and last day of the span (matplotlib's day numbers).

    Returns
    -------
    pandas.DataFrame
        ``day`` (float64) and ``label`` (str), in order of time.

    Raises
    ------
    WrongTable
        When the table lacks a column.

    Examples
    --------
    >>> table = pd.DataFrame({"date": pd.to_datetime(["1970-01-03", "1999-01-01"]),
    ...                       "label": ["Flood", "Later"]})
    >>> choose(table, np.array([0.0, 31.0]))
       day  label
    0  2.0  Flood
    """
    if events is None:
        return pd.DataFrame({"day": np.array([], dtype="float64"), "label": []})
    table = events if isinstance(events, pd.DataFrame) else codebook.read(events).events
    for column in ("date", "label"):
        if column not in table.columns:
            mend = "give it 'date' (datetime64) and 'label', or name a codebook"
            raise WrongTable(f"the events have no column {column!r}", mend=mend)
    moments = pd.to_datetime(table["date"], utc=True).dt.tz_localize(None)
    days = pd.DataFrame(
        {"day": mdates.date2num(moments.to_numpy()), "label": table["label"].astype("str")}
    )
    inside = days["day"].between(bounds[0], bounds[-1], inclusive="left")
    return days[inside].sort_values("day", kind="stable").reset_index(drop=True)


def plan(
    events: pd.DataFrame, bounds: np.ndarray, width: float, margin: float, *, numbers: bool = False
) -> Plan:
    """Decide how each event is labelled and in which lane.

    Parameters
    ----------
    events
        As :func:`choose` gives them.
    bounds
        First and last day of the axis.
    width
        Inches the axis is wide.
    margin
        Inches right of it that a label may reach into.
    numbers
        Number the events at once, as narrow panels must.

    Returns
    -------
    Plan
        No two labels of it meet. Leaders pass behind a label only where they must.

    Examples
    --------
    >>> table = pd.DataFrame({"day": [2.0, 3.0], "label": ["Flood", "Truce"]})
    >>> [(event.label, event.lane) for event in plan(table, np.array([0, 31]), 5, 0).placed]
    [('Flood', 1), ('Truce', 0)]
    """
    labels = events["label"].tolist()
    for strict in (True, False):
        placed, left_out = _place(events["day"], labels, bounds, (width, margin), strict)
        if not left_out and not numbers:
            return Plan(_lowered(placed), "", _said(events, set()))
    marks = [str(number) for number in range(1, len(labels) + 1)]
    for strict in (True, False):
        placed, left_out = _place(events["day"], marks, bounds, (width, margin), strict)
        if not left_out:
            break
    drawn = [f"{mark} {_dated(row)}" for mark, row in zip(marks, events.itertuples(), strict=True)]
    key = "; ".join(text for text, mark in zip(drawn, marks, strict=True) if mark not in left_out)
    missing = [label for label, mark in zip(labels, marks, strict=True) if mark in left_out]
    if missing:
        key += f". Not drawn for want of room: {'; '.join(missing)}"
    return Plan(_lowered(placed), f"Events: {key}." if key else "", _said(events, set(missing)))


def _dated(row: object) -> str:
    day = mdates.num2date(row.day)  # type: ignore[attr-defined]
    return f"{row.label} ({day.day} {day:%b %Y})"  # type: ignore[attr-defined]


def _said(events: pd.DataFrame, missing: set[str]) -> str:
    drawn = [_dated(row) for row in events.itertuples() if row.label not in missing]
    return f"Marked events: {'; '.join(drawn)}." if drawn else ""


def _place(
    days: pd.Series,
    labels: Sequence[str],
    bounds: np.ndarray,
    room: tuple[float, float],
    strict: bool,
) -> tuple[list[Placed], set[str]]:
    """Put labels into lanes from left to right, highest lane first.

    Strictly, no leader may cross a label: then the highest lane that is free serves best,
    because what comes later, to the right, can still go under it.
    """
    width, margin = room
    scale = width / (bounds[-1] - bounds[0])
    placed: list[Placed] = []
    boxes: list[tuple[float, float, int]] = []
    leaders: list[tuple[float, int]] = []
    left_out = set()
    for day, label in zip(days, labels, strict=True):
        at = float(day - bounds[0]) * scale
        long = style.text_width(label, style.TINY)
        for lane, flipped in [(n, side) for side in (False, True) for n in range(LANES)[::-1]]:
            start = at - long - 0.035 if flipped else at + 0.035
            box = (start, start + long, lane)
            if start < 0 or start + long > width + margin or _overlaps(box, boxes):
                continue
            if strict and _crosses(box, at, boxes, leaders):
                continue
            placed.append(Placed(float(day), label, lane, flipped))
            boxes.append(box)
            leaders.append((at, lane))
            break
        else:
            left_out.add(label)
    return placed, left_out


def _overlaps(box: tuple[float, float, int], boxes: list[tuple[float, float, int]]) -> bool:
    start, end, lane = box
    hair = 0.04
    return any(
        other_lane == lane and start < other_end + hair and other_start < end + hair
        for other_start, other_end, other_lane in boxes
    )


def _crosses(
    box: tuple[float, float, int],
    at: float,
    boxes: list[tuple[float, float, int]],
    leaders: list[tuple[float, int]],
) -> bool:
    """Say whether a leader would run through a label, the new one or one that is there."""
    start, end, lane = box
    hair = 0.01
    own = any(
        other_lane < lane and other_start - hair < at < other_end + hair
        for other_start, other_end, other_lane in boxes
    )
    return own or any(
        other_lane > lane and start - hair < place < end + hair for place, other_lane in leaders
    )


def _lowered(placed: list[Placed]) -> list[Placed]:
    """Move all labels down when the lowest lanes are not used."""
    lowest = min((event.lane for event in placed), default=0)
    return [event._replace(lane=event.lane - lowest) for event in placed]


def draw(ax: Axes, plan: Plan, *, labels: bool, lift: float = 0.0) -> None:
    """Draw the events' lines and, on the topmost panel, their labels.

    Parameters
    ----------
    ax
        A panel.
    plan
        As :func:`plan` gives it.
    labels
        Whether this panel carries the labels.
    lift
        Points to raise them by, over whatever stands on the panel.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> draw(ax, Plan([Placed(2.0, "Flood", 0, False)], "", ""), labels=True)
    >>> ax.texts[0].get_text()
    'Flood'
    """
    for event in plan.placed:
        ax.axvline(event.day, color=style.FAINT, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
        if not labels:
            continue
        ax.annotate(
            event.label,
            (event.day, 1),
            xycoords=ax.get_xaxis_transform(),
            xytext=(-2.5 if event.flipped else 2.5, 2 + lift + event.lane * LANE),
            textcoords="offset points",
            ha="right" if event.flipped else "left",
            va="bottom",
            fontsize=style.TINY,
            color="#555555",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3},
            annotation_clip=False,
        )
        _leader(ax, event, lift)


def _leader(ax: Axes, event: Placed, lift: float) -> None:
    ax.annotate(
        "",
        (event.day, 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 2 + lift + event.lane * LANE + 7),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "-",
            "color": style.FAINT,
            "linewidth": 0.7,
            "linestyle": (0, (2, 2)),
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=2.5,
        annotation_clip=False,
    )
