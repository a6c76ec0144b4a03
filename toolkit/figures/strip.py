"""The strip of n under a panel: how many stories each point rests on.

Numbers where a period is wide enough to hold one; shades of grey where it is not, the
darkest for the most.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from toolkit.figures import style

#: Points of one row, and between the panel and the strip.
ROW, ABOVE = 8.5, 4.0


def height(n_rows: int) -> float:
    """Find how much a strip needs under its panel.

    Parameters
    ----------
    n_rows
        Outlets in it.

    Returns
    -------
    float
        Points.

    Examples
    --------
    >>> height(2)
    21.0
    """
    return ROW * n_rows + ABOVE


def draw(
    ax: Axes,
    bounds: np.ndarray,
    counts: np.ndarray,
    looks: Sequence[style.Look],
    width: float,
    panel: float,
) -> Axes:
    """Draw the counts of each line, period by period, under a panel.

    Parameters
    ----------
    ax
        The panel.
    bounds
        Days on which periods begin and end.
    counts
        One row a line, one column a period.
    looks
        How each line is drawn, to mark its row; none for a single line.
    width, panel
        Inches the panel is wide and high.

    Returns
    -------
    matplotlib.axes.Axes
        The strip.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> strip = draw(ax, np.array([0.0, 90.0]), np.array([[12]]), [], 4, 2)
    >>> strip.texts[0].get_text()
    '12'
    """
    rows = ROW * len(counts) / 72
    below = ABOVE / 72
    strip = ax.inset_axes((0, -(rows + below) / panel, 1, rows / panel), sharex=ax)
    style.dress(strip)
    strip.set(ylim=(len(counts), 0), yticks=[])
    strip.grid(visible=False)
    strip.spines["left"].set_visible(False)
    ax.tick_params(axis="x", labelbottom=False, length=0)
    ax.spines["bottom"].set_visible(False)
    if numbers_fit(counts, bounds, width):
        _write(strip, bounds, counts)
    else:
        shade = np.where(counts == 0, np.nan, counts)
        most = max(int(counts.max()), 1)
        strip.pcolormesh(
            bounds,
            np.arange(len(counts) + 1),
            shade,
            cmap="Greys",
            vmin=-0.2 * most,
            vmax=1.4 * most,
        )
    for row, look in enumerate(looks):
        strip.add_artist(_row_marker(ax, strip, row, look))
    return strip


def numbers_fit(counts: np.ndarray, bounds: np.ndarray, width: float) -> bool:
    """Say whether a strip can write its numbers or must shade them.

    Parameters
    ----------
    counts
        What it would write.
    bounds
        Days on which periods begin and end.
    width
        Inches it is wide.

    Returns
    -------
    bool
        True where the largest fits the narrowest period.

    Examples
    --------
    >>> numbers_fit(np.array([12]), np.array([0.0, 90.0, 181.0]), 2)
    True
    """
    narrowest = np.diff(bounds).min() / (bounds[-1] - bounds[0]) * width
    return bool(style.text_width(str(counts.max()), style.TINY) + 0.04 < narrowest)


def _write(strip: Axes, bounds: np.ndarray, counts: np.ndarray) -> None:
    middles = (bounds[:-1] + bounds[1:]) / 2
    for row, column in np.ndindex(*counts.shape):
        count = int(counts[row, column])
        strip.text(
            middles[column],
            row + 0.5,
            str(count) if count else "–",
            ha="center",
            va="center_baseline",
            fontsize=style.TINY,
            color=style.INK if count else style.FAINT,
        )


def _row_marker(ax: Axes, strip: Axes, row: int, look: style.Look) -> Line2D:
    shift = ScaledTranslation(-6 / 72, 0, ax.figure.dpi_scale_trans)
    return Line2D(
        [0],
        [row + 0.5],
        transform=strip.get_yaxis_transform() + shift,
        marker=look.marker,
        markersize=3.2,
        color=look.colour,
        clip_on=False,
    )
