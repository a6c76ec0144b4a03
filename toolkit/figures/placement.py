"""Where labels stand in a crowd of points, so that none meets another.

A label stands beside its point, or a little way off at the end of a thin line. None meets
another label, a line, a named point or the frame; one that finds no place is left out, and
the figure says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from toolkit.figures import style


class Box(NamedTuple):
    """A place on the axes, in points from their lower left corner.

    Parameters
    ----------
    left, low, right, high
        Its sides.
    """

    left: float
    low: float
    right: float
    high: float


def place_labels(
    points: np.ndarray,
    texts: Sequence[str],
    size: float,
    inside: Box,
    *,
    avoid: np.ndarray | None = None,
    taken: Sequence[Box] = (),
    reach: float = 60.0,
) -> list[Box | None]:
    """Find places for labels where none meets another, a leader, a named point or the frame.

    Labels are placed in the order given, each at the nearest free place of some hundred
    around its point; among equally near ones, where it covers the fewest points.

    Parameters
    ----------
    points
        Where each label belongs (points from the lower left corner of the axes).
    texts
        The labels; a label may have several lines.
    size
        Their letters, in points.
    inside
        Where they must stay.
    avoid
        Other points, better not covered.
    taken
        What must not be covered.
    reach
        How far a label may stand from its point.

    Returns
    -------
    list of Box or None
        The place of each; ``None`` where there is none within reach.

    Examples
    --------
    >>> frame = Box(0, 0, 100, 40)
    >>> one, other = place_labels(np.array([[20, 20], [21, 20]]), ["rain", "hail"], 7, frame)
    >>> bool(one.left > 20), bool(other.right < 20)
    (True, True)
    >>> place_labels(np.array([[20, 20]]), ["a word that is far too long for it"], 7, frame)
    [None]
    """
    dots = np.empty((0, 2)) if avoid is None else np.asarray(avoid, dtype=float)
    marks = [Box(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    solid: list[Box] = list(taken)
    leaders: list[np.ndarray] = []
    found: list[Box | None] = []
    for number, (point, text) in enumerate(zip(points, texts, strict=True)):
        others = [mark for other, mark in enumerate(marks) if other != number]
        blocked = np.array([*solid, *others], dtype=float).reshape(-1, 4)
        written = np.array(solid, dtype=float).reshape(-1, 4)
        best, least = None, np.inf
        for cost, box in _candidates(point, label_size(text, size), reach):
            if cost >= least:
                break
            line = _leader(point, box)
            if (
                not _within(box, inside)
                or _meets(box, blocked)
                or any(_crosses(other, box) for other in leaders)
                or any(_crosses(line, Box(*each)) for each in written)
                or any(_cross(line, other) for other in leaders)
            ):
                continue
            cost += 12 * _covered(box, dots)
            if cost < least:
                best, least = box, cost
        found.append(best)
        if best is not None:
            solid.append(best)
            leaders.append(_leader(point, best))
    return found


def label_size(text: str, size: float) -> tuple[float, float]:
    r"""Measure the place a label takes.

    Parameters
    ----------
    text
        The label; it may have several lines.
    size
        Its letters, in points.

    Returns
    -------
    (float, float)
        Width and height, in points.

    Examples
    --------
    >>> one, two = label_size("rain", 7), label_size("rain\nand hail", 7)
    >>> two[0] > one[0], two[1] > one[1]
    (True, True)
    """
    lines = text.split("\n")
    width = max(style.text_width(line, size) for line in lines) * 72
    return width + 2, size * (1.25 * len(lines) + 0.1)


def _candidates(
    point: np.ndarray, extent: tuple[float, float], reach: float
) -> list[tuple[float, Box]]:
    """Give places around a point with their costs, the cheapest first."""
    x, y = point
    wide, high = extent
    places = []
    for number, away in enumerate((4.0, 8.0, 13.0, 19.0, 26.0, 34.0, 44.0, 56.0, *_far(reach))):
        if away > reach:
            break
        for angle in np.arange(0, 360, 45 if number == 0 else 22.5 if number < 5 else 15):
            right, up = np.cos(np.radians(angle)), np.sin(np.radians(angle))
            # Slide the box along its side, so that it always turns its near edge to the point.
            left = x + away * right + (right - 1) / 2 * wide
            low = y + away * up + (up - 1) / 2 * high
            cost = away + 1.5 * abs(up) + (0.5 if right < 0 else 0)
            places.append((float(cost), Box(left, low, left + wide, low + high)))
    return sorted(places, key=lambda place: place[0])


def _far(reach: float) -> list[float]:
    return [float(away) for away in np.arange(70, reach + 1, 16)]


def _leader(point: np.ndarray, box: Box) -> np.ndarray:
    """Give the line from a point to the nearest place of its label; none where they touch."""
    end = np.array([np.clip(point[0], box.left, box.right), np.clip(point[1], box.low, box.high)])
    return np.array([point, end])


def _within(box: Box, frame: Box) -> bool:
    return bool(
        frame.left <= box.left
        and box.right <= frame.right
        and frame.low <= box.low
        and box.high <= frame.high
    )


def _meets(box: Box, others: np.ndarray) -> bool:
    wide = np.minimum(box.right, others[:, 2]) - np.maximum(box.left, others[:, 0])
    high = np.minimum(box.high, others[:, 3]) - np.maximum(box.low, others[:, 1])
    return bool(((wide > 0) & (high > 0)).any())


def _covered(box: Box, dots: np.ndarray) -> int:
    x, y = dots[:, 0], dots[:, 1]
    inside = (box.left - 1 < x) & (x < box.right + 1) & (box.low - 1 < y) & (y < box.high + 1)
    return int(inside.sum())


def _crosses(line: np.ndarray, box: Box) -> bool:
    """Say whether a line runs through a box, by clipping it (Liang and Barsky 1984)."""
    start, end = 0.0, 1.0
    for axis, (low, high) in enumerate(((box.left, box.right), (box.low, box.high))):
        origin, step = line[0, axis], line[1, axis] - line[0, axis]
        if abs(step) < 1e-9:
            if not low < origin < high:
                return False
            continue
        first, last = sorted(((low - origin) / step, (high - origin) / step))
        start, end = max(start, first), min(end, last)
    return bool(start < end)


def _cross(one: np.ndarray, other: np.ndarray) -> bool:
    """Say whether two leaders cross."""

    def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    (a, b), (c, d) = one, other
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def write_label(ax: Axes, point: np.ndarray, text: str, box: Box, size: float, colour: str) -> None:
    """Write a label in its place, with a thin line to its point where it stands off.

    Parameters
    ----------
    ax
        The axes.
    point
        The point, in points from their lower left corner.
    text
        The label.
    box
        Its place, from :func:`place_labels`.
    size
        Its letters, in points.
    colour
        Of the line.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> write_label(ax, np.array([10, 10]), "rain", Box(40, 10, 60, 18), 7, "#222222")
    >>> ax.texts[-1].get_text()
    'rain'
    """
    middle, end = ((box.left + box.right) / 2, (box.low + box.high) / 2), _leader(point, box)[1]
    if np.hypot(*(end - point)) > 6:
        _line(ax, point, end, colour)
    ax.annotate(
        text,
        (0, 0),
        xycoords="axes fraction",
        xytext=middle,
        textcoords="offset points",
        ha="center",
        va="center_baseline" if "\n" not in text else "center",
        fontsize=size,
        color=style.INK,
        linespacing=1.1,
        parse_math=False,
        annotation_clip=False,
        path_effects=[withStroke(linewidth=1.5, foreground="white")],
        zorder=5,
    )


def _line(ax: Axes, point: np.ndarray, end: np.ndarray, colour: str) -> None:
    frame, unit = ax.get_window_extent(), ax.figure.dpi / 72
    size = np.array([frame.width, frame.height])
    ends = np.array([point, end]) * unit / size
    ax.plot(
        *ends.T,
        transform=ax.transAxes,
        color=colour,
        linewidth=0.4,
        alpha=0.7,
        zorder=1.5,
        clip_on=False,
        scalex=False,
        scaley=False,
    )
