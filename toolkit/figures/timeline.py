"""The timeline figure: a measure period by period, with its intervals and what it rests on.

Up to five outlets share a panel, one panel an actor. More outlets, or periods too narrow
to set the outlets' intervals side by side, make small multiples instead: a row an outlet,
a column an actor, the same axes everywhere. Under each panel stands the number of
stories behind each point. Points that rest on too few stories for an interval are hollow;
a period without any is a gap that no line crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from toolkit import tables
from toolkit.errors import WrongTable
from toolkit.figures import cells as reading
from toolkit.figures import dates, labels, strip, style, words
from toolkit.figures import events as happenings
from toolkit.figures.events import Events
from toolkit.timelines import clusters, measures

#: Lines that can share a panel.
MOST_LINES = 5
#: Inches between the bars of two outlets in one period, at least.
NEAREST_BARS = 0.045

_LEFT = 0.62
_PANEL = 1.75
_BETWEEN = 0.42
# Points that "3–18 stories a quarter" takes above a panel.
_SAID = 9.0


def plot_timeline(
    timeline: pd.DataFrame,
    *,
    events: Events = None,
    ax: Axes | None = None,
    outlets: Sequence[str] | None = None,
) -> Axes | np.ndarray:
    """Draw a timeline, by outlet and actor.

    Parameters
    ----------
    timeline
        The timeline table, split by ``actor``, by one other column (``outlet``, as a
        rule), by both or by neither.
    events
        A codebook or its name, whose events are marked, or a table with ``date`` (datetime64,
        naive or UTC) and ``label``. Those outside the span are not drawn; where the labels
        have no room beside each other, they become numbers that the small print explains.
    ax
        Axes to draw in, where one panel is enough: one actor, five lines at most. Leave
        room under it for the strip and above it for the events. Where there is no room
        for names to its right, a legend stands in.
    outlets
        All the outlets of the report, so that each keeps its colour in figures that show
        only some of them.

    Returns
    -------
    matplotlib.axes.Axes or numpy.ndarray of them
        One panel: its Axes. Several actors: an array, one a row. Small multiples: an
        array of outlets x actors. The figure's alt text states each line's first, last,
        lowest and highest point.

    Raises
    ------
    WrongTable
        When the table is no timeline, is empty or is split by too much for one figure.

    Examples
    --------
    >>> quarter = pd.DataFrame({
    ...     "outlet": ["Herald"] * 2, "period": pd.PeriodIndex(["2021Q1", "2021Q2"], freq="Q"),
    ...     "measure": "target_sentiment", "estimate": [0.1, -0.3], "ci_low": [-0.1, -0.5],
    ...     "ci_high": [0.3, -0.1], "n_articles": 40, "n_naming": 20, "n_mentions": 50,
    ...     "n_stories": 12, "flag": "ok"})
    >>> ax = plot_timeline(quarter)
    >>> style.alt_text(ax)
    'Mean sentiment toward the actor, by quarter. Herald: 0.10 in 2021Q1 to -0.30 in 2021Q2,
    lowest -0.30 (2021Q2), highest 0.10 (2021Q1), 12 stories a quarter.'
    >>> plt.close(ax.figure)
    """
    cells = reading.read(timeline)
    if cells.measure.startswith(tables.FRAME_PREFIX):
        cells = replace(cells, caveat=words.validated([cells.measure], events))
    looks = style.looks_for(cells.lines, outlets)
    happened = happenings.choose(events, dates.edges(cells.periods))
    if not _can_share(cells):
        if ax is not None:
            mend = "leave ax out, or keep five outlets and one actor"
            raise WrongTable(f"{len(cells.lines)} lines need small multiples", mend=mend)
        return _small_multiples(cells, looks, happened)
    if ax is not None and len(cells.panels) > 1:
        mend = "leave ax out, or keep one: timeline[timeline.actor == ...]"
        raise WrongTable(f"{len(cells.panels)} actors need a panel each", mend=mend)
    if ax is not None:
        return _in_given_axes(cells, looks, happened, ax)
    return _stacked(cells, looks, happened)


def _can_share(cells: reading.Cells) -> bool:
    n_lines = len(cells.lines)
    if n_lines <= 2:
        return True
    return n_lines <= MOST_LINES and _bars_fit(
        cells, style.WIDTH - _LEFT - labels.room(cells.lines)
    )


def _bars_fit(cells: reading.Cells, width: float) -> bool:
    return 0.8 * width / len(cells.periods) / len(cells.lines) >= NEAREST_BARS


def _stacked(
    cells: reading.Cells, looks: dict[str, style.Look], happened: pd.DataFrame
) -> Axes | np.ndarray:
    right = labels.room(cells.lines) if cells.lines != [""] else 0.15
    width = style.WIDTH - _LEFT - right
    plan = happenings.plan(happened, dates.edges(cells.periods), width, right - 0.1)
    says = _small_print(cells, width) + " " + plan.key
    under = strip.height(len(cells.lines)) / 72
    lift = 0.0 if _counts_fit(cells, width) else _SAID
    top = 0.28 + (plan.height + lift) / 72
    pitch = _PANEL + under + _BETWEEN + lift / 72
    print_lines = len(style.wrap(says, style.TINY, style.WIDTH - 0.2))
    bottom = 0.42 + print_lines * style.LINE / 72
    height = top + pitch * len(cells.panels) - _BETWEEN + bottom
    figure = style.new_figure(style.WIDTH, height)
    axes = np.empty(len(cells.panels), dtype=object)
    for row, actor in enumerate(cells.panels):
        ax = style.add_axes(figure, _LEFT, top + row * pitch, width, _PANEL)
        _panel(ax, cells, actor, looks, width, _PANEL, last=actor == cells.panels[-1])
        happenings.draw(ax, plan, labels=row == 0, lift=lift)
        style.heading(ax, _title(cells, actor), lift + plan.height if row == 0 else lift)
        _name_lines(ax, cells, actor, looks, under * 72)
        axes[row] = ax
    style.note(ax, says, under * 72 + 30, style.WIDTH - 0.2, left=(_LEFT - 0.1) * 72)
    style.set_alt_text(figure, _finding(cells, plan))
    return axes[0] if len(axes) == 1 else axes


def _in_given_axes(
    cells: reading.Cells, looks: dict[str, style.Look], happened: pd.DataFrame, ax: Axes
) -> Axes:
    box = ax.get_window_extent()
    dpi = ax.figure.dpi
    width, height = box.width / dpi, box.height / dpi
    style.dress(ax)
    margin = _free_right(ax)
    plan = happenings.plan(happened, dates.edges(cells.periods), width, margin)
    _panel(ax, cells, cells.panels[0], looks, width, height, last=True)
    lift = 0.0 if _counts_fit(cells, width) else _SAID
    happenings.draw(ax, plan, labels=True, lift=lift)
    style.heading(ax, _title(cells, cells.panels[0]), plan.height + lift)
    under = strip.height(len(cells.lines))
    if cells.lines != [""] and margin >= labels.room(cells.lines):
        _name_lines(ax, cells, cells.panels[0], looks, under)
    elif cells.lines != [""]:
        ax.legend(handles=_handles(cells, looks), fontsize=style.TINY, edgecolor="none")
    says = _small_print(cells, width) + " " + plan.key
    style.note(ax, says, under + 30, width)
    style.set_alt_text(ax, _finding(cells, plan))
    return ax


def _free_right(ax: Axes) -> float:
    """Measure the inches from some axes to the next thing on their right."""
    box = ax.get_window_extent()
    figure = ax.figure
    nearest = figure.bbox.x1
    for other in figure.axes:
        its = other.get_window_extent()
        if other is not ax and its.x0 >= box.x1 and its.y0 < box.y1 and its.y1 > box.y0:
            # Its tick labels stand to its left.
            nearest = min(nearest, its.x0 - 0.5 * figure.dpi)
    return max(float(nearest - box.x1) / figure.dpi, 0.0)


def _handles(cells: reading.Cells, looks: dict[str, style.Look]) -> list[plt.Line2D]:
    return [
        plt.Line2D([], [], color=looks[name].colour, marker=looks[name].marker, label=name, ms=4)
        for name in cells.lines
    ]


def _small_multiples(
    cells: reading.Cells, looks: dict[str, style.Look], happened: pd.DataFrame
) -> np.ndarray:
    names = style.outlet_margin(cells.lines, style.SMALL, 1.25)
    left, between = names + 0.55, 0.2
    n_rows, n_columns = len(cells.lines), len(cells.panels)
    width = max((style.WIDTH - left - 0.1 - between * (n_columns - 1)) / n_columns, 1.3)
    plan = happenings.plan(happened, dates.edges(cells.periods), width, 0.0, numbers=n_columns > 1)
    says = _small_print(cells, width, alone=True) + " " + plan.key
    panel = 0.62 if n_rows <= 10 else 0.5
    under, gap = strip.height(1) / 72, 0.17
    top = 0.55 + (plan.height + _SAID) / 72
    full = left + 0.1 + n_columns * width + between * (n_columns - 1)
    print_lines = len(style.wrap(says, style.TINY, full - 0.2))
    pitch = panel + under + gap
    bottom = 0.42 + print_lines * style.LINE / 72
    figure = style.new_figure(full, top + pitch * n_rows - gap + bottom)
    axes = np.empty((n_rows, n_columns), dtype=object)
    for row, column in np.ndindex(n_rows, n_columns):
        place = (left + column * (width + between), top + row * pitch)
        ax = axes[row, column] = style.add_axes(figure, *place, width, panel)
        _small_panel(ax, cells, (row, column), looks, width, panel)
        happenings.draw(ax, plan, labels=row == 0, lift=_SAID)
    lift = plan.height + _SAID
    for column, actor in enumerate(cells.panels):
        style.heading(axes[0, column], style.wrap(actor, 9.5, width, most=1)[0], lift)
    _figure_heading(axes[0, 0], f"{_title(cells, '')}, {words.unit(cells.measure)}", left, lift)
    style.note(axes[-1, 0], says, under * 72 + 30, full - 0.2, left=(left - 0.1) * 72)
    style.set_alt_text(figure, _finding(cells, plan))
    return axes


def _figure_heading(ax: Axes, text: str, left: float, lift: float) -> None:
    """Write over the columns what all the panels show."""
    ax.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=((0.1 - left) * 72, lift + 19),
        textcoords="offset points",
        fontsize=style.LABEL,
        color=style.INK,
        annotation_clip=False,
    )


def _small_panel(
    ax: Axes,
    cells: reading.Cells,
    place: tuple[int, int],
    looks: dict[str, style.Look],
    width: float,
    panel: float,
) -> None:
    row, column = place
    line, actor = cells.lines[row], cells.panels[column]
    last = row == len(cells.lines) - 1
    one = reading.Cells(cells.rows, [line], [actor], cells.periods, cells.measure, cells.confidence)
    _panel(ax, one, actor, looks, width, panel, last=last, limits=_limits(cells))
    ax.yaxis.set_major_locator(MaxNLocator(3))
    ax.tick_params(labelleft=column == 0, labelsize=style.TINY)
    ax.set_ylabel("")
    if column == 0:
        name = "\n".join(style.wrap(line, style.SMALL, 1.25, most=4))
        _row_name(ax, name)


def _counts_fit(cells: reading.Cells, width: float) -> bool:
    """Say whether the strip has room for numbers; else the panel says their span."""
    counts = cells.rows["n_stories"].to_numpy()
    return strip.numbers_fit(counts, dates.edges(cells.periods), width)


def _write_n(ax: Axes, counts: np.ndarray, every: str) -> None:
    if not counts.any():
        return
    noun = "stories" if counts.max() != 1 else "story"
    ax.annotate(
        f"{words.span(counts[counts > 0])} {noun} a {every}",
        (1, 1),
        xycoords="axes fraction",
        xytext=(0, 1.5),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=5.5,
        color="#666666",
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
        annotation_clip=False,
    )


def _row_name(ax: Axes, name: str) -> None:
    ax.annotate(
        name,
        (0, 0.5),
        xycoords="axes fraction",
        xytext=(-30, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=style.SMALL,
        color=style.INK,
        linespacing=1.1,
        annotation_clip=False,
    )


def _panel(
    ax: Axes,
    cells: reading.Cells,
    actor: str,
    looks: dict[str, style.Look],
    width: float,
    height: float,
    *,
    last: bool,
    limits: tuple[float, float] | None = None,
) -> None:
    """Draw the lines of one actor, and the strip under them."""
    bounds = dates.edges(cells.periods)
    series = [cells.series(line, actor) for line in cells.lines]
    ax.set_ylim(*(limits or _limits(cells)))
    _shade_gaps(ax, bounds, series)
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=style.INK, linewidth=0.7, zorder=1)
    bars = _bars(cells, width)
    step = min(0.8 / len(cells.lines), 0.09 * len(cells.periods) / width) if bars else 0.0
    for number, (line, its) in enumerate(zip(cells.lines, series, strict=True)):
        shift = (number - (len(cells.lines) - 1) / 2) * step
        middle = dates.middles(cells.periods) + shift * np.diff(bounds)
        # A line alone needs no dash to be told from others.
        look = looks[line] if len(cells.lines) > 1 else looks[line]._replace(dash="-")
        _line(ax, middle, its, look, bars=bars)
    ax.set_ylabel(words.unit(cells.measure), fontsize=style.SMALL, color=style.INK)
    if measures.is_share(cells.measure):
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    counts = np.array([its["n_stories"] for its in series])
    marked = [looks[line] for line in cells.lines] if len(cells.lines) > 1 else []
    under = strip.draw(ax, bounds, counts, marked, width, height)
    if not _counts_fit(cells, width):
        _write_n(ax, counts, cells.every)
    dates.tick(ax, cells.periods, width)
    under.tick_params(labelbottom=last)


def _bars(cells: reading.Cells, width: float) -> bool:
    """Say whether intervals are bars side by side; a line on its own has a band."""
    return len(cells.lines) > 1 and _bars_fit(cells, width)


def _line(ax: Axes, x: np.ndarray, its: pd.DataFrame, look: style.Look, *, bars: bool) -> None:
    y = its["estimate"].to_numpy()
    low, high = its["ci_low"].to_numpy(), its["ci_high"].to_numpy()
    if bars:
        ax.vlines(x, low, high, color=look.colour, linewidth=1.1, alpha=0.6, zorder=2)
    else:
        ax.fill_between(x, low, high, color=look.colour, alpha=0.22, linewidth=0, zorder=2)
        # A band needs two periods in a row; an interval that stands alone is a bar.
        alone = ~np.isnan(low) & np.isnan(_before(low)) & np.isnan(_before(low[::-1])[::-1])
        ax.vlines(x[alone], low[alone], high[alone], color=look.colour, linewidth=1.2, alpha=0.5)
    ax.plot(x, y, color=look.colour, linestyle=look.dash, linewidth=1.1, alpha=0.9, zorder=3)
    size = 3.6 if len(x) <= 40 else 2.2
    for hollow in (False, True):
        kept = (its["flag"] == "too_few").to_numpy() == hollow
        ax.plot(
            x[kept],
            y[kept],
            linestyle="none",
            marker=look.marker,
            markersize=size,
            markeredgewidth=0.8,
            color=look.colour,
            markerfacecolor="white" if hollow else look.colour,
            zorder=4,
        )


def _before(numbers: np.ndarray) -> np.ndarray:
    return np.concatenate([[np.nan], numbers[:-1]])


def _shade_gaps(ax: Axes, bounds: np.ndarray, series: list[pd.DataFrame]) -> None:
    published = sum(its["n_articles"].to_numpy() for its in series)
    for column in np.flatnonzero(np.asarray(published) == 0):
        ax.axvspan(bounds[column], bounds[column + 1], color=style.GAP, linewidth=0, zorder=0)


def _limits(cells: reading.Cells) -> tuple[float, float]:
    """Find limits that hold every point and interval, and zero."""
    columns = cells.rows[["estimate", "ci_low", "ci_high"]].to_numpy()
    known = columns[~np.isnan(columns)]
    low, high = (min(known.min(), 0), max(known.max(), 0)) if len(known) else (-1, 1)
    if low == high:
        low, high = low - 0.5, high + 0.5
    pad = 0.06 * (high - low)
    # Nothing lies under a share of 0, but half a marker on it should show.
    return low - (pad if low < 0 else pad / 3), high + pad


def _name_lines(
    ax: Axes, cells: reading.Cells, actor: str, looks: dict[str, style.Look], below: float
) -> None:
    if cells.lines == [""]:
        return
    ends = []
    for line in cells.lines:
        known = cells.series(line, actor)["estimate"].dropna()
        ends.append((line, float(known.iloc[-1]) if len(known) else 0.0))
    labels.name_ends(ax, ends, looks, below)


def _title(cells: reading.Cells, actor: str) -> str:
    return words.capital(words.phrase(cells.measure, actor))


def _small_print(cells: reading.Cells, width: float, *, alone: bool = False) -> str:
    marks = (
        "bars"
        if _bars(cells, width) and not alone
        else "bands (a bar where one period stands alone)"
    )
    said = [
        f"Mean over stories, {cells.every} by {cells.every}; {marks}: "
        f"{100 * cells.confidence:g} % intervals, clustered on the story."
    ]
    if (cells.rows["flag"] == "too_few").any():
        said.append(f"Hollow: fewer than {clusters.FEWEST} stories, no interval.")
    shaded = "" if _counts_fit(cells, width) else ", the darkest the most"
    said += [f"Under each panel: stories per {cells.every}{shaded}.", cells.caveat]
    return " ".join(said).strip()


def _finding(cells: reading.Cells, plan: happenings.Plan) -> str:
    phrase = words.phrase(cells.measure)
    start = "Mean"
    if measures.is_share(cells.measure):
        start = "Share of" if cells.measure == measures.COVERAGE else "Share of articles:"
    said = [f"{start} {phrase}, by {cells.every}."]
    for actor in cells.panels:
        parts = [(line, cells.series(line, actor)) for line in cells.lines]
        told = _told_briefly if len(cells.lines) * len(cells.panels) > 15 else _told
        said.append((f"{actor}. " if actor else "") + told(parts, cells))
    return " ".join([*said, plan.said]).strip()


def _told(parts: list[tuple[str, pd.DataFrame]], cells: reading.Cells) -> str:
    sentences = []
    for line, its in parts:
        known = its["estimate"].dropna()
        start = f"{line}: " if line else ""
        if known.empty:
            sentences.append(f"{start}nothing to average.")
            continue
        places = [0, len(known) - 1, int(known.argmin()), int(known.argmax())]
        first, last, lowest, highest = (
            (words.value(float(known.iloc[place]), cells.measure), str(known.index[place]))
            for place in places
        )

        counts = its.loc[its["estimate"].notna(), "n_stories"]
        text = (
            f"{start}{first[0]} in {first[1]} to {last[0]} in {last[1]}, lowest {lowest[0]} "
            f"({lowest[1]}), highest {highest[0]} ({highest[1]}), "
            f"{words.span(counts)} stories a {cells.every}"
        )
        empty = len(its) - len(known)
        sentences.append(text + (f"; {words.plural(empty, cells.every)} empty." if empty else "."))
    return " ".join(sentences)


def _told_briefly(parts: list[tuple[str, pd.DataFrame]], cells: reading.Cells) -> str:
    """Tell the extremes of many lines, each line's mean weighted by its stories."""
    means = {}
    for line, its in parts:
        known = its[its["estimate"].notna()]
        if len(known):
            means[line] = float(np.average(known["estimate"], weights=known["n_stories"]))
    if not means:
        return "Nothing to average."
    lowest, highest = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    return (
        f"Over all periods, {words.plural(len(means), 'outlet')} from "
        f"{words.value(means[lowest], cells.measure)} ({lowest}) to "
        f"{words.value(means[highest], cells.measure)} ({highest})."
    )
