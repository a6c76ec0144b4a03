"""Two values a row, joined: the frame that the dumbbell figures share.

Rows are outlets, under a heading for each actor; the first value is hollow, the second
filled, each with its interval, and what they rest on is written at the right.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from toolkit.figures import style

_ROW = 0.2


class Text(NamedTuple):
    """What is written around the rows.

    Parameters
    ----------
    title
        Over the figure.
    axis
        Under the x axis.
    first, second
        What the hollow and the filled mark are.
    side
        Heads of the columns at the right, parted by tabs; may have two lines.
    small_print
        Under the figure.
    """

    title: str
    axis: str
    first: str
    second: str
    side: str
    small_print: str


def draw(
    pairs: pd.DataFrame, looks: dict[str, style.Look], text: Text, ax: Axes | None = None
) -> Axes:
    """Draw pairs of values.

    Parameters
    ----------
    pairs
        ``row`` and ``group`` (str: outlet and actor), ``first``, ``second``, each with
        ``_low`` and ``_high`` (float64), ``side`` (str: what stands at the right, columns
        parted by tabs). Rows of one group stand together.
    looks
        How each row is drawn.
    text
        The words around it.
    ax
        Axes to draw in; by default a figure of the right height.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> pairs = pd.DataFrame({"row": ["Herald"], "group": ["Taliban"], "side": ["9 / 12"],
    ...     "first": [0.1], "first_low": [0.0], "first_high": [0.2],
    ...     "second": [-0.2], "second_low": [-0.3], "second_high": [-0.1]})
    >>> ax = draw(pairs, style.outlet_colours(["Herald"]), Text("", "", "", "", "", ""))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Taliban', 'Herald']
    >>> plt.close(ax.figure)
    """
    names = {row: "\n".join(style.wrap(row, style.SMALL, 1.5, most=3)) for row in pairs["row"]}
    deepest = max(name.count("\n") + 1 for name in names.values())
    places, ticks = _places(pairs)
    if ax is None:
        ax = _open(pairs, names, text, max(_ROW, 0.115 * deepest + 0.05) * len(ticks))
    else:
        style.dress(ax)
        style.note(ax, text.small_print, 34, ax.get_window_extent().width / ax.figure.dpi)
    _marks(ax, pairs, places, looks)
    ax.set_ylim(len(ticks) - 0.4, -0.6)
    ax.set_yticks(range(len(ticks)), [names.get(tick, tick) for tick in ticks])
    for label, heads in zip(ax.get_yticklabels(), _heads(pairs), strict=True):
        label.set_fontweight("bold" if heads else "normal")
    ax.tick_params(axis="y", length=0, labelsize=style.SMALL)
    ax.grid(visible=False)
    ax.grid(axis="x", color=style.GRID, linewidth=0.6)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=style.INK, linewidth=0.7, zorder=1)
    ax.set_xlabel(text.axis, fontsize=style.SMALL, color=style.INK)
    _side(ax, pairs, places, text.side)
    _legend(ax, text)
    style.heading(ax, text.title, lift=24)
    return ax


def _places(pairs: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Count rows downward, one more for each group's heading."""
    ticks: list[str] = []
    places = []
    for heads, row, group in zip(
        ~pairs["group"].duplicated(), pairs["row"], pairs["group"], strict=True
    ):
        if heads and group:
            ticks.append(group)
        places.append(len(ticks))
        ticks.append(row)
    return np.array(places), ticks


def _heads(pairs: pd.DataFrame) -> list[bool]:
    """Say for each tick whether it is a group's heading."""
    flags: list[bool] = []
    for heads, group in zip(~pairs["group"].duplicated(), pairs["group"], strict=True):
        flags += [True, False] if heads and group else [False]
    return flags


def _open(pairs: pd.DataFrame, names: dict[str, str], text: Text, rows: float) -> Axes:
    lines = [line for name in names.values() for line in name.split("\n")]
    left = style.outlet_margin([*lines, *pairs["group"]], style.SMALL * 1.1, 2.2) + 0.2
    right = sum(_side_widths(pairs, text.side)) + 0.1
    top = 0.55
    small = len(style.wrap(text.small_print, style.TINY, style.WIDTH - 0.2)) * style.LINE / 72
    figure = style.new_figure(style.WIDTH, top + rows + 0.5 + small)
    ax = style.add_axes(figure, left, top, style.WIDTH - left - right, rows)
    style.note(ax, text.small_print, 34, style.WIDTH - 0.2, left=(left - 0.1) * 72)
    return ax


def _marks(ax: Axes, pairs: pd.DataFrame, places: np.ndarray, looks: dict[str, style.Look]) -> None:
    for place, pair in zip(places, pairs.to_dict("records"), strict=True):
        look = looks[pair["row"]]
        both = [pair["first"], pair["second"]]
        ax.plot(both, [place, place], color=look.colour, linewidth=1.6, alpha=0.55, zorder=2)
        for side, face, shift in (("first", "white", -0.2), ("second", look.colour, 0.2)):
            ends = [pair[f"{side}_low"], pair[f"{side}_high"]]
            ax.plot(ends, [place + shift] * 2, color=look.colour, linewidth=0.8, zorder=2)
            ax.plot(
                pair[side],
                place,
                marker=look.marker,
                markersize=5,
                color=look.colour,
                markerfacecolor=face,
                linestyle="none",
                zorder=4 if side == "second" else 3,
            )


def _side_widths(pairs: pd.DataFrame, heads: str) -> list[float]:
    """Measure the columns at the right, in inches."""
    columns = zip(*(side.split("\t") for side in pairs["side"]), strict=True)
    return [
        0.14 + max(style.text_width(cell, style.TINY) for cell in [*cells, *head.split("\n")])
        for cells, head in zip(columns, heads.split("\t"), strict=True)
    ]


def _side(ax: Axes, pairs: pd.DataFrame, places: np.ndarray, heads: str) -> None:
    where: dict[str, Any] = {
        "fontsize": style.TINY,
        "color": style.INK,
        "textcoords": "offset points",
        "annotation_clip": False,
    }
    start = 7.0
    for column, (head, width) in enumerate(
        zip(heads.split("\t"), _side_widths(pairs, heads), strict=True)
    ):
        offset = (start, 0.0)
        for place, said in zip(places, pairs["side"], strict=True):
            cell = said.split("\t")[column]
            at = ax.get_yaxis_transform()
            ax.annotate(cell, (1, place), xycoords=at, xytext=offset, va="center", **where)
        ax.annotate(head, (1, 1), xycoords="axes fraction", xytext=(start, 3), va="bottom", **where)
        start += width * 72


def _legend(ax: Axes, text: Text) -> None:
    marks = [
        Line2D([], [], color=style.INK, marker="o", ls="none", ms=4.5, mfc=face, label=label)
        for face, label in (("white", text.first), (style.INK, text.second))
    ]
    ax.legend(
        handles=marks,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=2,
        frameon=False,
        fontsize=style.SMALL,
        borderaxespad=0.2,
        handletextpad=0.2,
        borderpad=0,
    )
