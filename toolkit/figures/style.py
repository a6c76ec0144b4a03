"""One look for every figure: colours that stay, sizes that print, and text that speaks.

Colours are Okabe and Ito's (2008, "Color universal design"), which colour-blind readers
tell apart; each comes with a marker and a dash of its own, so that a grey print can be
read too. Sizes are for a figure of 183 mm (two columns of a journal), which stays
readable at the width of an A4 page. Nothing here changes matplotlib's own settings.

A figure carries its finding in words: :func:`set_alt_text` stores them, and a notebook
that shows the figure writes them beside the picture as ``metadata["image/png"]["alt"]``,
from where the report's template makes them the image's ``alt``. (The "retina" format of
the inline backend overwrites that metadata; the default format keeps it.)
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from toolkit import tables
from toolkit.errors import WrongTable

#: Inches; 183 mm.
WIDTH = 7.2
#: Points: titles and labels, axis ticks, the small print.
LABEL, SMALL, TINY = 8.0, 7.0, 6.0
#: Points of a line of small print.
LINE = 8.5

INK = "#222222"
FAINT = "#8a8a8a"
GRID = "#e4e4e4"
GAP = "#f1efe9"

_OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#444444")
_TOL = ("#332288", "#AA4499", "#117733", "#882255", "#999933", "#44AA99", "#DDCC77")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", ">", "h")
_DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1)), (0, (6, 1.5, 1.5, 1.5)), (0, (3, 3)))


class Look(NamedTuple):
    """How one outlet or actor is drawn.

    Parameters
    ----------
    colour
        Hex code.
    marker
        Matplotlib marker.
    dash
        Matplotlib line style.
    """

    colour: str
    marker: str
    dash: Any


def outlet_colours(names: Iterable[str]) -> dict[str, Look]:
    """Give each outlet a colour, a marker and a dash.

    They follow from the sorted names alone. Hand every figure of a report the same names
    (``outlets=``) and an outlet looks the same in all of them, also where some outlets
    are not drawn. After seven outlets colours come again, with another marker and dash.

    Parameters
    ----------
    names
        All the outlets of the report.

    Returns
    -------
    dict of str to Look
        In sorted order.

    Examples
    --------
    >>> outlet_colours(["Ledger", "Herald"])["Herald"].colour
    '#0072B2'
    """
    return _looks(names, _OKABE_ITO)


def actor_colours(names: Iterable[str]) -> dict[str, Look]:
    """Give each actor a look from another palette, so that none is taken for an outlet.

    Parameters
    ----------
    names
        All the actors.

    Returns
    -------
    dict of str to Look
        In sorted order.

    Examples
    --------
    >>> actor_colours(["Taliban"])["Taliban"].marker
    'o'
    """
    return _looks(names, _TOL)


def _looks(names: Iterable[str], colours: Sequence[str]) -> dict[str, Look]:
    return {
        name: Look(
            colours[number % len(colours)],
            _MARKERS[number % len(_MARKERS)],
            _DASHES[number % len(_DASHES)],
        )
        for number, name in enumerate(sorted(set(names)))
    }


def looks_for(names: Iterable[str], outlets: Iterable[str] | None) -> dict[str, Look]:
    """Give the looks of a figure's outlets among all those of the report.

    Parameters
    ----------
    names
        Outlets in the figure.
    outlets
        All the outlets of the report; by default those in the figure.

    Returns
    -------
    dict of str to Look
        For at least ``names``.

    Examples
    --------
    >>> looks_for(["Ledger"], ["Herald", "Ledger"])["Ledger"].marker
    's'
    """
    return outlet_colours([*names, *(outlets or [])])


def set_alt_text(figure: Figure | Axes, text: str) -> None:
    """Store what a figure shows, in words, where a notebook finds it.

    Parameters
    ----------
    figure
        The figure, or Axes in it.
    text
        The finding, with its numbers.

    Examples
    --------
    >>> figure = Figure()
    >>> set_alt_text(figure, "Sentiment fell from 0.1 to -0.3.")
    >>> alt_text(figure)
    'Sentiment fell from 0.1 to -0.3.'
    """
    # IPython asks any object for this method and merges the metadata it gives into what
    # its own PNG writer makes. A partial and not a lambda, so that figures still pickle.
    owner: Any = _owner(figure)
    owner._repr_mimebundle_ = partial(_mimebundle, text)


def alt_text(figure: Figure | Axes | np.ndarray) -> str:
    """Read a figure's text back.

    Parameters
    ----------
    figure
        The figure, one of its Axes, or an array of them.

    Returns
    -------
    str
        Empty when none was stored.

    Examples
    --------
    >>> alt_text(Figure())
    ''
    """
    one = figure.flat[0] if isinstance(figure, np.ndarray) else figure
    stored = getattr(_owner(one), "_repr_mimebundle_", None)
    return stored()[1]["image/png"]["alt"] if stored else ""


def _owner(figure: Figure | Axes) -> Any:
    """Find the figure itself: subfigures are not shown on their own."""
    return figure.figure if isinstance(figure, Figure) else figure.get_figure(root=True)


def _mimebundle(
    text: str, include: object = None, exclude: object = None
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    return {}, {"image/png": {"alt": text}}


def need(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Check that a table can be drawn: the right one, with at least a row.

    Parameters
    ----------
    table
        The table.
    name
        Which of :data:`toolkit.tables.TABLES` it must be.

    Returns
    -------
    pandas.DataFrame
        ``table`` itself.

    Raises
    ------
    WrongTable
        When it is another table, or empty.

    Examples
    --------
    >>> need(tables.empty("articles"), "articles")
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the articles table holds no row to draw. Mend: look whether the
    selection before this call left anything.
    """
    tables.check(table, name)
    if table.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable(f"the {name} table holds no row to draw", mend=mend)
    return table


def new_figure(width: float, height: float) -> Figure:
    """Open a white figure; its axes are placed in inches by the caller.

    Parameters
    ----------
    width, height
        Inches.

    Returns
    -------
    matplotlib.figure.Figure
        Known to pyplot, so that a notebook shows it.

    Examples
    --------
    >>> figure = new_figure(3.5, 2)
    >>> figure.get_size_inches().tolist()
    [3.5, 2.0]
    >>> plt.close(figure)
    """
    return plt.figure(figsize=(width, height), dpi=150, facecolor="white", layout="none")


def add_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Place axes in inches from the figure's left and upper edge.

    Parameters
    ----------
    figure
        The figure.
    left, top, width, height
        Inches.

    Returns
    -------
    matplotlib.axes.Axes
        Dressed.

    Examples
    --------
    >>> ax = add_axes(Figure(figsize=(4, 2)), 1, 0.5, 2, 1)
    >>> [float(side) for side in ax.get_position().bounds]
    [0.25, 0.25, 0.5, 0.5]
    """
    full_width, full_height = figure.get_size_inches()
    bottom = full_height - top - height
    ax = figure.add_axes(
        (left / full_width, bottom / full_height, width / full_width, height / full_height)
    )
    dress(ax)
    return ax


def dress(ax: Axes) -> None:
    """Give axes the common look: no box, thin grid, small ticks.

    Parameters
    ----------
    ax
        The axes.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> dress(ax)
    >>> ax.spines["top"].get_visible()
    False
    """
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(FAINT)
        ax.spines[side].set_linewidth(0.6)
    ax.tick_params(which="both", labelsize=SMALL, labelcolor=INK, color=FAINT, width=0.6, length=3)
    ax.grid(axis="y", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)


def heading(ax: Axes, text: str, lift: float = 0.0) -> None:
    """Write what a panel shows above its left edge.

    Parameters
    ----------
    ax
        The panel.
    text
        The heading.
    lift
        Points to raise it by, over whatever else stands there.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> heading(ax, "Pakistan")
    >>> ax.texts[0].get_text()
    'Pakistan'
    """
    ax.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 4 + lift),
        textcoords="offset points",
        fontsize=LABEL,
        fontweight="bold",
        color=INK,
        annotation_clip=False,
    )


def note(ax: Axes, text: str, drop: float, width: float, left: float = 0.0) -> None:
    """Write the small print under axes.

    Parameters
    ----------
    ax
        The lowest axes.
    text
        What the marks mean; wrapped here.
    drop
        Points below the axes.
    width
        Inches to wrap at.
    left
        Points to begin left of the axes.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> note(ax, "Points: means over stories.", 20, 4)
    >>> ax.texts[0].get_fontsize()
    6.0
    """
    ax.annotate(
        "\n".join(wrap(text, TINY, width)),
        (0, 0),
        xycoords="axes fraction",
        xytext=(-left, -drop),
        textcoords="offset points",
        va="top",
        fontsize=TINY,
        color="#555555",
        linespacing=1.25,
        annotation_clip=False,
    )


# On a screen, letters are fitted to whole pixels, which widens small text by some per cent.
_HINTED = 1.07


@lru_cache(maxsize=1)
def _ruler() -> RendererAgg:
    # Ten times the resolution of a point: rounding to pixels would shorten small text.
    return RendererAgg(10, 10, 720)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Measure a line of text.

    Parameters
    ----------
    text
        One line.
    size
        Points.
    weight
        ``"normal"`` or ``"bold"``.

    Returns
    -------
    float
        Inches.

    Examples
    --------
    >>> 0.3 < text_width("Pakistan", 8) < 0.6
    True
    """
    font = FontProperties(size=size, weight=weight)
    exact = _ruler().get_text_width_height_descent(text, font, False)[0] / 720
    return exact * _HINTED


def wrap(text: str, size: float, width: float, most: int | None = None) -> list[str]:
    """Break text into lines that fit a width; a word too long for it is broken as well.

    Parameters
    ----------
    text
        The text; line breaks in it are kept.
    size
        Points.
    width
        Inches.
    most
        Lines at most; what is cut off shows as an ellipsis.

    Returns
    -------
    list of str
        The lines.

    Examples
    --------
    >>> wrap("The Synthetic Herald of Record", 8, 1.0)
    ['The Synthetic', 'Herald of Record']
    >>> wrap("The Synthetic Herald of Record", 8, 1.0, most=1)
    ['The Synthetic…']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, size, width))
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _wrap_paragraph(paragraph: str, size: float, width: float) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        # Some names are one long address: cut them where the line ends.
        own = text_width(word, size)
        letters = max(int(len(word) * width / own), 1)
        pieces = [word] if own <= width else textwrap.wrap(word, letters)
        lines = [*(lines if lines[-1] else lines[:-1]), *pieces]
    return lines


def outlet_margin(names: Iterable[str], size: float = SMALL, most: float = 1.5) -> float:
    """Find how much room names need beside a figure.

    Parameters
    ----------
    names
        Outlets or actors.
    size
        Points.
    most
        Inches at which names are wrapped.

    Returns
    -------
    float
        Inches.

    Examples
    --------
    >>> outlet_margin(["a" * 200])
    1.5
    """
    return min(max((text_width(name, size) for name in names), default=0.0), most)
