"""The corpus figure: articles a month, outlet by outlet, with the gaps of the archive."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.figures import dates, style, words
from toolkit.timelines import articles_per_month

_ROW = 0.36


def plot_corpus(
    articles: pd.DataFrame, *, ax: Axes | None = None, outlets: Sequence[str] | None = None
) -> Axes:
    """Draw how many articles each outlet has in each month, and shade the gaps.

    Parameters
    ----------
    articles
        The articles table.
    ax
        Axes to draw in; by default a figure of the right height.
    outlets
        All the outlets of the report, for their colours.

    Returns
    -------
    matplotlib.axes.Axes
        A row of bars an outlet, each row on a scale of its own (its fullest month is
        written beside it). Months with under a third of the outlet's median are shaded.

    Raises
    ------
    WrongTable
        When the table is not articles, or is empty.

    Examples
    --------
    >>> from toolkit import tables
    >>> plot_corpus(tables.empty("articles"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the articles table holds no row. Mend: look whether the selection
    before this call left anything.
    """
    counts = articles_per_month(articles)
    periods = dates.everyone(counts["period"])
    names = sorted(counts["outlet"].unique())
    sides = [_side(counts[counts["outlet"] == name]) for name in names]
    looks = style.looks_for(names, outlets)
    width = ax.get_window_extent().width / ax.figure.dpi if ax is not None else 0.0
    if ax is None:
        left = style.outlet_margin(names) + 0.2
        right = style.outlet_margin(sides, style.TINY, 3) + 0.2
        width = style.WIDTH - left - right
        height = _ROW * len(names)
        figure = style.new_figure(style.WIDTH, 0.35 + height + 0.75)
        ax = style.add_axes(figure, left, 0.35, width, height)
        style.note(ax, _SMALL_PRINT, 30, style.WIDTH - 0.2, left=(left - 0.1) * 72)
    else:
        style.dress(ax)
    for row, (name, side) in enumerate(zip(names, sides, strict=True)):
        _bars(ax, counts[counts["outlet"] == name], dates.edges(periods), row, looks[name])
        _write_side(ax, row, side)
    ax.set_ylim(len(names), 0)
    wrapped = ["\n".join(style.wrap(name, style.SMALL, 1.5, most=2)) for name in names]
    ax.set_yticks(np.arange(len(names)) + 0.55, wrapped, fontsize=style.SMALL)
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    dates.tick(ax, periods, width)
    style.heading(ax, "Articles a month")
    style.set_alt_text(ax, _finding(counts, names))
    return ax


_SMALL_PRINT = (
    "Each outlet on a scale of its own. Shaded: months with under a third of the outlet's median "
    "month: ask first whether the archive has a gap."
)


def _side(its: pd.DataFrame) -> str:
    total, most = its["n_articles"].sum(), its["n_articles"].max()
    return f"{total:,} in all, at most {most}"


def _bars(ax: Axes, its: pd.DataFrame, bounds: np.ndarray, row: int, look: style.Look) -> None:
    counts = its["n_articles"].to_numpy()
    for column in np.flatnonzero(its["gap"].to_numpy()):
        ax.fill_between(
            bounds[column : column + 2], row + 0.12, row + 1, color="#f3dfc8", linewidth=0, zorder=0
        )
    tall = 0.85 * counts / max(counts.max(), 1)
    ax.bar(
        bounds[:-1],
        -tall,
        # White between bars thinner than a few pixels would look like missing months.
        width=np.diff(bounds) * (0.86 if len(counts) <= 72 else 1.0),
        bottom=row + 1,
        align="edge",
        color=look.colour,
        linewidth=0,
        zorder=2,
    )
    ax.axhline(row + 1, color=style.GRID, linewidth=0.6, zorder=1)


def _write_side(ax: Axes, row: int, said: str) -> None:
    ax.annotate(
        said,
        (1, row + 0.55),
        xycoords=ax.get_yaxis_transform(),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontsize=style.TINY,
        color=style.INK,
        annotation_clip=False,
    )


def _finding(counts: pd.DataFrame, names: list[str]) -> str:
    first, last = counts["period"].min(), counts["period"].max()
    total = int(counts["n_articles"].sum())
    said = [
        f"{words.plural(total, 'article')} of {words.plural(len(names), 'outlet')}, "
        f"{first} to {last}."
    ]
    for name in names:
        its = counts[counts["outlet"] == name]
        gaps = its.loc[its["gap"], "period"].astype("str").tolist()
        text = f"{name}: {_side(its)}, median {its['median'].iloc[0]:g} a month"
        if gaps:
            shown = ", ".join(gaps[:6]) + (", …" if len(gaps) > 6 else "")
            text += f"; {words.plural(len(gaps), 'month')} of gap ({shown})"
        said.append(f"{text}.")
    return " ".join(said)
