"""The frames figure: which frames each outlet sets an actor in, as a heat map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from toolkit.codebook import Codebook
from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import style, words
from toolkit.timelines import clusters, frame_shares

#: Frames that can stand side by side.
_MOST_ACROSS = 7
# Inches that panels side by side may take, and between them.
_WIDEST, _BETWEEN = 8.0, 0.15
# Inches of a cell's height, and points of the interval in it.
_ROW, _INTERVAL = 0.3, 5.5
_COLUMNS = ("outlet", "frame", "estimate", "n_stories")


def plot_frames(
    table: pd.DataFrame,
    *,
    actor: str | None = None,
    codebook: str | Path | Codebook | None = None,
    ax: Axes | None = None,
) -> Axes | np.ndarray:
    """Draw the share of an actor's articles in each frame, outlet by outlet.

    Parameters
    ----------
    table
        The portrayals table (made with ``frames=``), or what
        :func:`toolkit.timelines.frames.frame_shares` gives by ``outlet`` (and ``actor``),
        also without its intervals.
    actor
        Whose frames; by default a panel for each actor in the table.
    codebook
        The codebook of the frames, which says how they were validated; without one they are
        called not validated.
    ax
        Axes to draw in, for a single actor; by default a figure of the right size.

    Returns
    -------
    matplotlib.axes.Axes or numpy.ndarray of them
        A panel an actor: outlets downward and frames across, or the other way where the
        frames are many; the commonest frame first, all panels in one order and on one
        scale. In each cell the share (mean over stories) over its 95 % interval, or in
        brackets and alone where it rests on under 8; the stories, the same for all frames
        of an outlet, stand at its name.

    Raises
    ------
    WrongTable
        When the table has no frames, is empty, or holds more actors than ``ax`` has room for.
    UnknownName
        When the table does not hold that actor.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> shares = pd.DataFrame({"outlet": ["Herald"] * 2, "frame": ["ally", "safe_haven"],
    ...                        "estimate": [0.1, 0.42], "n_stories": [19, 19]})
    >>> ax = plot_frames(shares)
    >>> [text.get_text() for text in ax.get_xticklabels()]
    ['safe haven', 'ally']
    >>> plt.close(ax.figure)
    """
    shares = table if set(_COLUMNS) <= set(table.columns) else frame_shares(table)
    shares, actors = _chosen(shares, actor)
    if ax is not None and len(actors) > 1:
        mend = f"leave ax out, or name one with actor=: {', '.join(actors)}"
        raise WrongTable(f"{len(actors)} actors need a panel each", mend=mend)
    means = shares.groupby("frame", observed=True)["estimate"].mean().fillna(0)
    frames = list(means.sort_values(ascending=False, kind="stable").index)
    outlets = sorted(shares["outlet"].unique())
    grids = [_grid(shares, actor, outlets, frames) for actor in actors]
    layout = _layout(frames, outlets, len(actors))
    says = f"{_small_print()} {words.validated(frames, codebook)}"
    axes = [ax] if ax is not None else _open(layout, len(actors), says)
    most = max(float(shares["estimate"].max()), 0.05)
    said = ["Share of articles naming an actor in each frame, mean over stories."]
    for number, (panel, name) in enumerate(zip(axes, actors, strict=True)):
        style.dress(panel)
        _draw(panel, layout, grids[number], most)
        panel.tick_params(labelleft=number % layout.abreast == 0)
        style.heading(panel, f"Frames with {name or 'the actor'}", lift=layout.head * 72)
        said += [f"{name}." if name else "", _finding(grids[number].share, outlets, frames)]
    style.set_alt_text(axes[0], " ".join(part for part in said if part))
    return axes[0] if len(axes) == 1 else np.array(axes, dtype=object)


def _chosen(shares: pd.DataFrame, actor: str | None) -> tuple[pd.DataFrame, list[str]]:
    actors = [""]
    if "actor" in shares.columns:
        actors = list(map(str, shares["actor"].unique()))
        if actor is not None and actor not in actors:
            raise UnknownName(f"no actor {actor!r} here", mend=f"choose one of {', '.join(actors)}")
        actors = actors if actor is None else [actor]
        shares = shares[shares["actor"].isin(actors)]
    if shares.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable("the table holds no frame to draw", mend=mend)
    key = [column for column in ("outlet", "actor", "frame") if column in shares.columns]
    if shares.duplicated(key).any():
        mend = "make the shares by outlet and actor alone"
        raise WrongTable("the table repeats a frame of an outlet", mend=mend)
    return shares, actors


class _Grid(NamedTuple):
    """One actor's panel, outlets downward: shares, their stories, and intervals as text."""

    share: np.ndarray
    n: np.ndarray
    span: np.ndarray


def _grid(shares: pd.DataFrame, actor: str, outlets: list[str], frames: list[str]) -> _Grid:
    """Set one actor's shares out by outlet and frame."""
    its = shares[shares["actor"].astype("str") == actor] if actor else shares
    wide = its.set_index(["outlet", "frame"])
    cells = pd.MultiIndex.from_product([outlets, frames])
    shape = (len(outlets), len(frames))
    n = wide["n_stories"].reindex(cells).fillna(0).to_numpy(dtype="int64").reshape(shape)
    share = wide["estimate"].reindex(cells).to_numpy().reshape(shape)
    if not {"ci_low", "ci_high"} <= set(wide.columns):
        return _Grid(share, n, np.full(shape, ""))
    ends = wide[["ci_low", "ci_high"]].reindex(cells).to_numpy()
    return _Grid(share, n, np.array([_span(low, high) for low, high in ends]).reshape(shape))


def _span(low: float, high: float) -> str:
    return "" if np.isnan(low) else f"{100 * low:.0f}–{100 * high:.0f}"


@dataclass(frozen=True)
class _Layout:
    """Which way the table lies, and how much room its names need (inches)."""

    frames: list[str]
    outlets: list[str]
    frames_down: bool
    abreast: int
    left: float
    column: float
    row: float
    head: float
    head_size: float


def _layout(frames: list[str], outlets: list[str], n_panels: int) -> _Layout:
    """Lay the longer list downward once frames are too many to stand side by side."""
    names = [words.frame_name(frame) for frame in frames]
    down = len(frames) > _MOST_ACROSS and len(frames) >= len(outlets)
    rows, heads = (names, outlets) if down else (outlets, names)
    size = style.TINY if down else style.SMALL
    left = style.outlet_margin(rows, most=1.7) + 0.25 + (0 if down else 0.35)
    widest = max(style.text_width(word, size) for head in heads for word in head.split())
    least = max(widest + 0.09, 0.45)
    beside = down and left + n_panels * (len(heads) * least + _BETWEEN) <= _WIDEST
    abreast = n_panels if beside else 1
    room = (style.WIDTH - left - _BETWEEN * abreast) / (len(heads) * abreast)
    column = min(max(room, least), 1.3)
    lines = max(len(style.wrap(head, size, column - 0.08)) for head in heads) + down
    deepest = max(len(style.wrap(name, style.SMALL, 1.7)) for name in rows)
    row = max(_ROW, 0.13 * deepest)
    return _Layout(names, outlets, down, abreast, left, column, row, 0.13 * lines + 0.1, size)


def _open(layout: _Layout, n_panels: int, says: str) -> list[Axes]:
    down, across = len(layout.outlets), len(layout.frames)
    if layout.frames_down:
        down, across = across, down
    panel, height = layout.column * across, layout.row * down
    width = layout.left + (panel + _BETWEEN) * layout.abreast
    small = len(style.wrap(says, style.TINY, width - 0.2))
    top = layout.head + 0.25
    pitch = top + height + 0.1
    n_bands = -(-n_panels // layout.abreast)
    figure = style.new_figure(width, pitch * n_bands + 0.2 + small * style.LINE / 72)
    axes = []
    for number in range(n_panels):
        band, place = divmod(number, layout.abreast)
        left = layout.left + place * (panel + _BETWEEN)
        axes.append(style.add_axes(figure, left, top + band * pitch, panel, height))
    start = axes[-1].get_position().x0 * width - 0.1
    style.note(axes[-1], says, 8, width - 0.2, left=start * 72)
    return axes


def _small_print() -> str:
    return (
        "Share of the articles naming the actor in the chosen words that set it in the frame, mean "
        "over stories; each outlet's stories stand at its name. Under each share its 95 % interval "
        f"in per cent; in brackets, without one: under {clusters.FEWEST} stories. An article may "
        "be in several frames or in none."
    )


def _draw(ax: Axes, layout: _Layout, grid: _Grid, most: float) -> None:
    colours, scale = colormaps["Blues"], Normalize(0, most * 1.15)
    counts = grid.n.max(axis=1)
    share, n, span = (each.T for each in grid) if layout.frames_down else grid
    ax.pcolormesh(share, cmap=colours, norm=scale, edgecolor="white")
    for row, column in np.ndindex(*share.shape):
        said = words.value(float(share[row, column]), "coverage")
        if n[row, column] < clusters.FEWEST:
            said = f"({said})" if n[row, column] else "–"
        red, green, blue, _ = colours(scale(np.nan_to_num(share[row, column])))
        dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.5
        lines = [(said, style.SMALL, 0.0)]
        if span[row, column]:
            lines = [(said, style.SMALL, 4.0), (str(span[row, column]), _INTERVAL, -4.5)]
        for line, size, lift in lines:
            ax.annotate(
                line,
                (column + 0.5, row + 0.5),
                xytext=(0, lift),
                textcoords="offset points",
                fontsize=size,
                ha="center",
                va="center_baseline",
                color="white" if dark else style.INK,
            )
    _name_axes(ax, layout, counts)


def _name_axes(ax: Axes, layout: _Layout, counts: np.ndarray) -> None:
    """Write frames and outlets on their sides, each outlet with its stories."""
    if layout.frames_down:
        rows = ["\n".join(style.wrap(name, style.SMALL, 1.7)) for name in layout.frames]
        heads = [
            "\n".join([*style.wrap(name, layout.head_size, layout.column - 0.08), f"n {count}"])
            for name, count in zip(layout.outlets, counts, strict=True)
        ]
    else:
        wrapped = ["\n".join(style.wrap(name, style.SMALL, 1.7)) for name in layout.outlets]
        rows = [f"{name}  n {count}" for name, count in zip(wrapped, counts, strict=True)]
        heads = [
            "\n".join(style.wrap(n, layout.head_size, layout.column - 0.08)) for n in layout.frames
        ]
    ax.set(ylim=(len(rows), 0), xlim=(0, len(heads)))
    ax.xaxis.tick_top()
    ax.set_xticks(np.arange(len(heads)) + 0.5, heads, fontsize=layout.head_size)
    ax.set_yticks(np.arange(len(rows)) + 0.5, rows, fontsize=style.SMALL)
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _finding(share: np.ndarray, outlets: list[str], frames: list[str]) -> str:
    said = []
    for column, frame in enumerate(frames):
        known = share[:, column]
        if not np.isfinite(known).any():
            continue
        low, high = int(np.nanargmin(known)), int(np.nanargmax(known))
        said.append(
            f"{words.capital(words.frame_name(frame))}: from "
            f"{words.value(float(known[low]), 'coverage')} ({outlets[low]}) to "
            f"{words.value(float(known[high]), 'coverage')} ({outlets[high]})."
        )
    return " ".join(said)
