"""Direct labels: each line is named at its right end, and no two names meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from toolkit.figures import style

#: Points from the axes to a label's marker and to its text.
REACH, TEXT = 13.0, 19.0
#: Points of one line of a label.
LINE = 9.0


def room(names: Sequence[str], most: float = 1.5) -> float:
    """Find the right margin that labels need.

    Parameters
    ----------
    names
        What will be written.
    most
        Inches at which a name is wrapped.

    Returns
    -------
    float
        Inches.

    Examples
    --------
    >>> 0.5 < room(["Herald"]) < 1
    True
    """
    return style.outlet_margin(names, style.SMALL, most) + TEXT / 72 + 0.12


def spread(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Move labels apart along one axis, as little as a simple sweep can.

    Parameters
    ----------
    centres
        Where each would like to stand.
    heights
        How much each needs.
    low, high
        Between which they must stay, if there is room.

    Returns
    -------
    list of float
        Centres in the order given, no two nearer than half their heights.

    Examples
    --------
    >>> spread([5.0, 5.2, 20.0], [2, 2, 2], 0, 30)
    [5.0, 7.0, 20.0]
    >>> spread([29.0, 30.0], [2, 2], 0, 30)
    [27.0, 29.0]
    """
    order = sorted(range(len(centres)), key=lambda number: centres[number])
    places = [0.0] * len(centres)
    floor = low
    for number in order:
        places[number] = max(centres[number], floor + heights[number] / 2)
        floor = places[number] + heights[number] / 2
    ceiling = high
    for number in reversed(order):
        places[number] = min(places[number], ceiling - heights[number] / 2)
        ceiling = places[number] - heights[number] / 2
    return places


def name_ends(
    ax: Axes, ends: Sequence[tuple[str, float]], looks: dict[str, style.Look], below: float
) -> None:
    """Write each line's name right of the axes, at the height where the line ends.

    Parameters
    ----------
    ax
        The axes, with their limits set.
    ends
        Name and last value of each line.
    looks
        How each is drawn.
    below
        Points under the axes that labels may use too.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> name_ends(ax, [("Herald", 0.5)], style.outlet_colours(["Herald"]), 0)
    >>> ax.texts[-1].get_text()
    'Herald'
    """
    figure = ax.figure
    height = ax.get_window_extent().height / figure.dpi * 72
    low, high = ax.get_ylim()
    texts = {name: style.wrap(name, style.SMALL, 1.5, most=3) for name, _ in ends}
    at = [float(np.clip((end - low) / (high - low), 0, 1)) * height for _, end in ends]
    heights = [LINE * len(texts[name]) + 1 for name, _ in ends]
    for (name, _), start, place in zip(ends, at, spread(at, heights, -below, height), strict=True):
        _leader(ax, looks[name], start / height, place - start)
        ax.annotate(
            "\n".join(texts[name]),
            (1, 0),
            xycoords="axes fraction",
            xytext=(TEXT, place),
            textcoords="offset points",
            va="center_baseline" if len(texts[name]) == 1 else "center",
            fontsize=style.SMALL,
            color=style.INK,
            linespacing=1.1,
            annotation_clip=False,
        )


def _leader(ax: Axes, look: style.Look, start: float, rise: float) -> None:
    """Draw the thin line from a line's end to its name, and its marker."""
    unit = ax.figure.dpi_scale_trans
    ax.annotate(
        "",
        (1, start),
        xycoords="axes fraction",
        xytext=(REACH - 3, rise),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "-",
            "color": look.colour,
            "linewidth": 0.5,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        annotation_clip=False,
    )
    ax.add_artist(
        Line2D(
            [1],
            [start],
            transform=ax.transAxes + ScaledTranslation(REACH / 72, rise / 72, unit),
            marker=look.marker,
            markersize=4,
            color=look.colour,
            clip_on=False,
        )
    )
