"""The word plot: how common a word is by how distinctive, after Monroe and others (2008).

A word that finds no place keeps its point without a name, and the small print says how many
are named.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import style, words
from toolkit.figures.placement import Box, place_labels, write_label

_COLUMNS = ("word", "n_one", "n_other", "z", "q", "distinctive")
_ONE, _OTHER = "#0072B2", "#D55E00"
_HEIGHT = 4.4
#: Points that the name of a group takes inside the frame.
_BAND = 15.0


def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None, n_labels: int = 30) -> Axes:
    """Draw words by how many stories hold them and how distinctive they are.

    Parameters
    ----------
    table
        What :func:`toolkit.words.keyness.keyness` gives, or any part of its rows.
    ax
        Axes to draw in; by default a figure of two columns' width.
    n_labels
        Name so many distinctive words, half of them each side, the largest z first. Where
        one side has fewer, the other has more.

    Returns
    -------
    matplotlib.axes.Axes
        A point a word: across, on a logarithmic scale, the stories of both groups that hold
        it; upward its z. Words that are not distinctive are faint.

    Raises
    ------
    WrongTable
        When the table is not keyness's, or holds no row.
    UnknownName
        When ``n_labels`` is negative.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> table = pd.DataFrame({"word": ["haven", "rain"], "n_one": [30, 9], "n_other": [2, 9],
    ...     "z": [4.1, 0.0], "q": [0.001, 1.0], "distinctive": [True, False]})
    >>> ax = plot_keyness(table)
    >>> "haven" in [text.get_text() for text in ax.texts]
    True
    >>> plt.close(ax.figure)
    """
    _check(table, n_labels)
    one, other = table.attrs.get("one", "one"), table.attrs.get("other", "other")
    named = _named(table, n_labels)
    if ax is None:
        ax = _open()
    style.dress(ax)
    _points(ax, table)
    _frame(ax, table)
    _sides(ax, table, one, other)
    n_named = _name(ax, table, named)
    n_distinctive = int(table["distinctive"].sum())
    said = _small_print(table, n_distinctive, n_named)
    style.note(ax, said, 32, ax.get_window_extent().width / ax.figure.dpi)
    style.heading(ax, "Words that tell them apart")
    style.set_alt_text(ax, _finding(table, one, other))
    return ax


def _check(table: pd.DataFrame, n_labels: int) -> None:
    missing = [name for name in _COLUMNS if name not in getattr(table, "columns", ())]
    if missing:
        mend = "make it with toolkit.keyness(table, by, one)"
        raise WrongTable(f"the keyness table has no column '{missing[0]}'", mend=mend)
    if table.empty:
        mend = "test rarer words with least=, or look whether the selection left anything"
        raise WrongTable("the keyness table holds no word to draw", mend=mend)
    if n_labels < 0:
        raise UnknownName(f"n_labels={n_labels} is no number of words", mend="name 0 or more")


def _named(table: pd.DataFrame, n_labels: int) -> np.ndarray:
    """Choose rows to name: half on each side, what one leaves over to the other."""
    told, z = table["distinctive"].to_numpy(), table["z"].to_numpy()
    order = np.argsort(-np.abs(z), kind="stable")
    order = order[told[order]]
    ours, theirs = order[z[order] > 0], order[z[order] <= 0]
    half = n_labels // 2
    n_ours = min(len(ours), max(n_labels - half, n_labels - len(theirs)))
    chosen = np.concatenate([ours[:n_ours], theirs[: n_labels - n_ours]])
    return chosen[np.argsort(-np.abs(z[chosen]), kind="stable")]


def _open() -> Axes:
    left, top, foot = 0.65, 0.3, 0.75
    figure = style.new_figure(style.WIDTH, top + _HEIGHT + foot)
    return style.add_axes(figure, left, top, style.WIDTH - left - 0.15, _HEIGHT)


def _points(ax: Axes, table: pd.DataFrame) -> None:
    n, z, told = _n(table), table["z"].to_numpy(), table["distinctive"].to_numpy()
    ax.scatter(n[~told], z[~told], s=4, color=style.FAINT, alpha=0.35, linewidth=0, zorder=2)
    for side, colour, marker in ((z > 0, _ONE, "^"), (z <= 0, _OTHER, "v")):
        its = told & side
        ax.scatter(n[its], z[its], s=11, color=colour, marker=marker, linewidth=0, zorder=3)


def _n(table: pd.DataFrame) -> np.ndarray:
    return (table["n_one"] + table["n_other"]).to_numpy(dtype="float64")


def _frame(ax: Axes, table: pd.DataFrame) -> None:
    n, z = _n(table), table["z"].to_numpy()
    ax.set_xscale("log")
    ax.set_xlim(n.min() / 1.25, n.max() * 1.25)
    height = ax.get_window_extent().height / ax.figure.dpi * 72
    low, high = min(z.min(), -1.0), max(z.max(), 1.0)
    # The bands at head and foot hold the groups' names, and no point.
    room = (high - low) * (_BAND + 6) / max(height - 2 * (_BAND + 6), 1)
    ax.set_ylim(low - room, high + room)
    ticks = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    inside = [tick for tick in ticks if n.min() / 1.25 <= tick <= n.max() * 1.25]
    inside = inside or [int(n.max())]
    ax.set_xticks(inside, [f"{tick:,}" for tick in inside])
    ax.set_xticks([], minor=True)
    ax.axhline(0, color=style.INK, linewidth=0.7, zorder=1)
    ax.set_xlabel("stories with the word", fontsize=style.SMALL, color=style.INK, labelpad=2)
    ax.set_ylabel("z of the log-odds", fontsize=style.SMALL, color=style.INK)


def _sides(ax: Axes, table: pd.DataFrame, one: str, other: str) -> None:
    width = ax.get_window_extent().width / ax.figure.dpi
    sides = ((1, one, "stories_one", _ONE, "▲"), (0, other, "stories_other", _OTHER, "▼"))
    for place, name, count, colour, sign in sides:
        n = f" ({words.plural(table.attrs[count], 'story')})" if count in table.attrs else ""
        room = width - 0.1 - style.text_width(f"{sign} more in {n}", style.SMALL, "bold")
        short = style.wrap(name, style.SMALL * 1.1, max(room, 0.3), most=1)[0]
        ax.annotate(
            f"{sign} more in {short}{n}",
            (0, place),
            xycoords="axes fraction",
            xytext=(3, -3 if place else 3),
            textcoords="offset points",
            va="top" if place else "bottom",
            fontsize=style.SMALL,
            fontweight="bold",
            color=colour,
        )


def _name(ax: Axes, table: pd.DataFrame, named: np.ndarray) -> int:
    unit = 72 / ax.figure.dpi
    frame = ax.get_window_extent()
    points = ax.transData.transform(np.column_stack([_n(table), table["z"]]))
    points = (points - [frame.x0, frame.y0]) * unit
    width, height = frame.width * unit, frame.height * unit
    inside = Box(2, _BAND, width - 2, height - _BAND)
    texts = [style.wrap(table["word"].iloc[row], style.SMALL, 1.5, most=1)[0] for row in named]
    told = points[table["distinctive"].to_numpy()]
    boxes = place_labels(points[named], texts, style.SMALL, inside, avoid=told, reach=70)
    for row, text, box in zip(named, texts, boxes, strict=True):
        if box is not None:
            colour = _ONE if table["z"].iloc[row] > 0 else _OTHER
            write_label(ax, points[row], text, box, style.SMALL, colour)
    return sum(box is not None for box in boxes)


def _small_print(table: pd.DataFrame, n_distinctive: int, n_named: int) -> str:
    level = f" (q ≤ {table.attrs['level']:g})" if "level" in table.attrs else ""
    named = f", {n_named:,} named" if n_named < n_distinctive else ""
    return (
        f"Each point is a word; {len(table):,} tested, {n_distinctive:,} distinctive{level}"
        f"{named}, the others faint. Log-odds with a Dirichlet prior (Monroe, Colaresi & Quinn "
        "2008); a story counts a word once."
    )


def _finding(table: pd.DataFrame, one: str, other: str) -> str:
    told = table[table["distinctive"]].sort_values("z", ascending=False)
    said = [f"{len(told)} of {len(table)} words are distinctive."]
    for name, its in ((one, told[told["z"] > 0]), (other, told[told["z"] <= 0][::-1])):
        strongest = ", ".join(
            f"{word} (z {abs(z):.1f})"
            for word, z in zip(its["word"][:8], its["z"][:8], strict=True)
        )
        said.append(f"More in {name}: {strongest or 'none'}.")
    return " ".join(said)
