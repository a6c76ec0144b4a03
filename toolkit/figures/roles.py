"""The role triangle: who is cast as protagonist, antagonist or innocent, and by whom.

A ternary plot. A corner is a role; a point lies the nearer to a corner, the larger the
share of that role among the mentions that have one. Shares are means over stories, and the
region around a point holds 95 % of bootstrap resamples of the stories (Efron and Tibshirani
1993): an ellipse from the resamples' covariance, cut at the triangle.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import labels, style, words
from toolkit.figures.placement import Box, label_size, place_labels, write_label
from toolkit.timelines import clusters

#: The corners: left, right and top.
_ROLES = ("protagonist", "antagonist", "innocent")
_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
_RESAMPLES = 1000
#: Inches.
_HEAD, _FOOT = 0.25, 0.3
#: Of the width, the triangle's side; with more points than this, a smaller one.
_WIDE, _NARROW, _MOST_BESIDE = 0.6, 0.5, 10


def role_shares(
    scores: pd.DataFrame, by: str | Sequence[str] = ("outlet", "actor")
) -> pd.DataFrame:
    """Give the share of each role among the mentions that have one.

    Places and ambiguous mentions are left out. Roles are shared out within their story,
    and stories averaged.

    Parameters
    ----------
    scores
        The scores table.
    by
        A column that makes the groups, or several.

    Returns
    -------
    pandas.DataFrame
        One row a group: the ``by`` columns (str), ``protagonist``, ``antagonist``,
        ``innocent`` (float64, together 1; null without a role), ``n_mentions`` (int64),
        ``n_with_role``, ``n_stories`` (of those with a role), ``spread_xx``,
        ``spread_yy``, ``spread_xy`` (float64: covariance of the bootstrap means of
        protagonist and antagonist; null under 8 stories).

    Raises
    ------
    WrongTable
        When the table is not scores, or holds no mention.
    UnknownName
        When there is no such column.

    Examples
    --------
    >>> role_shares(tables.empty("scores"), "paper")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: the scores table has no column 'paper' for by=. Mend: name
    'outlet', 'actor' or both.
    """
    tables.check(scores, "scores")
    columns = [by] if isinstance(by, str) else list(by)
    for column in columns:
        if column not in scores.columns:
            problem = f"the scores table has no column '{column}' for by="
            raise UnknownName(problem, mend="name 'outlet', 'actor' or both")
    kept = scores[(scores["sense"] != "place") & ~scores["ambiguous"]]
    if len(kept) and kept["role"].isna().all():
        mend = 'score with back_end="rules"'
        raise WrongTable("the back end of these scores gives no roles", mend=mend)
    kept = kept.dropna(subset="role")
    if kept.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable("the scores table holds no mention to draw", mend=mend)
    kept = kept.assign(**{column: kept[column].astype("str") for column in columns})
    rows = []
    for key, its in kept.groupby(columns, sort=True):
        rows.append((*key, *_of_group("\t".join(map(str, key)), its)))
    spread = ("spread_xx", "spread_yy", "spread_xy")
    counts = ("n_mentions", "n_with_role", "n_stories")
    return pd.DataFrame(rows, columns=[*columns, *_ROLES, *counts, *spread])


def _of_group(name: str, its: pd.DataFrame) -> tuple[float, ...]:
    cast = its[its["role"] != "none"]
    told = pd.crosstab(cast["story_id"], cast["role"], normalize="index")
    means = told.reindex(columns=list(_ROLES), fill_value=0.0).to_numpy(dtype="float64")
    shares = means.mean(axis=0) if len(means) else np.full(3, np.nan)
    spread = (np.nan, np.nan, np.nan)
    if len(means) >= clusters.FEWEST:
        random = np.random.default_rng([0, zlib.crc32(name.encode())])
        drawn = np.array(
            [
                means[random.integers(0, len(means), len(means))].mean(axis=0)[:2]
                for _ in range(_RESAMPLES)
            ]
        )
        matrix = np.cov(drawn.T)
        spread = (matrix[0, 0], matrix[1, 1], matrix[0, 1])
    return (*shares.tolist(), len(its), len(cast), len(means), *map(float, spread))


def plot_roles(
    table: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("outlet", "actor"),
    least: int = 1,
    outlets: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the roles that groups of mentions are cast in as points in a triangle.

    Parameters
    ----------
    table
        The scores table, or what :func:`role_shares` gives. Keep one actor's rows, or one
        outlet's, for a clear picture.
    by
        ``"outlet"``, ``"actor"`` or both: what a point is.
    least
        Leave out groups with a role in fewer stories; the small print counts them.
    outlets
        All the outlets of the report, for their colours.
    ax
        Axes to draw in; by default a figure of two columns' width.

    Returns
    -------
    matplotlib.axes.Axes
        A point a group, labelled with its name and its mentions with a role, in a region
        that holds 95 % of its bootstrap resamples; hollow and without one where it rests on
        under 8 stories. What has no role at all is said in the small print.

    Raises
    ------
    WrongTable
        When the table is neither, holds no mention, or none with a role.
    UnknownName
        When there is no such column.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> table = pd.DataFrame({"outlet": ["Herald"], "protagonist": [0.2], "antagonist": [0.7],
    ...     "innocent": [0.1], "n_mentions": [90], "n_with_role": [40], "n_stories": [5]})
    >>> ax = plot_roles(table, by="outlet")
    >>> "Herald  n 40" in [text.get_text() for text in ax.texts]
    True
    >>> plt.close(ax.figure)
    """
    columns = [by] if isinstance(by, str) else list(by)
    if not {*_ROLES, "n_with_role"} <= set(getattr(table, "columns", ())):
        shares = role_shares(table, columns)
    else:
        shares = _read(table, columns)
    shown = shares["n_stories"] >= max(least, 1)
    drawn = shares[shown].sort_values("n_with_role", ascending=False)
    if drawn.empty:
        mend = "score with a back end that gives roles, or choose more mentions"
        raise WrongTable("no mention has a role", mend=mend)
    small_print = _small_print(shares, shown, least)
    names = drawn[columns].agg(", ".join, axis=1)
    texts = _texts(names, drawn["n_with_role"])
    most = _WIDE if len(drawn) <= _MOST_BESIDE else _NARROW
    if ax is None:
        ax = _open(small_print, texts, most)
    else:
        style.dress(ax)
        style.note(ax, small_print, 6, ax.get_window_extent().width / ax.figure.dpi)
    _triangle(ax, most)
    looks = _looks(drawn, columns, outlets)
    for row, look in zip(drawn.to_dict("records"), looks, strict=True):
        _region(ax, row, look, 0.13 if len(drawn) <= _MOST_BESIDE else 0.03)
        _point(ax, row, look)
    _label(ax, drawn, texts, looks)
    style.heading(ax, "Roles: protagonist, antagonist, innocent")
    style.set_alt_text(ax, _finding(drawn, names))
    return ax


def _read(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    wanted = [*columns, *_ROLES, "n_mentions", "n_with_role", "n_stories"]
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        mend = "make it with role_shares(scores, by), of the same by="
        raise WrongTable(f"the table of roles has no column '{missing[0]}'", mend=mend)
    spread = {name: np.nan for name in ("spread_xx", "spread_yy", "spread_xy")}
    absent = {name: value for name, value in spread.items() if name not in table.columns}
    return table.assign(**absent, **{column: table[column].astype("str") for column in columns})


def _looks(
    drawn: pd.DataFrame, columns: list[str], outlets: Sequence[str] | None
) -> list[style.Look]:
    """Colour by outlet, and by actor where there is no outlet or one alone."""
    outlets_drawn = set(drawn["outlet"]) if "outlet" in columns else set()
    if "actor" in columns and len(outlets_drawn) <= 1:
        looks = style.actor_colours(drawn["actor"])
        return [looks[name] for name in drawn["actor"]]
    first = "outlet" if "outlet" in columns else columns[0]
    looks = style.looks_for(drawn[first], outlets)
    return [looks[name] for name in drawn[first]]


def _open(small_print: str, texts: list[str], most: float) -> Axes:
    small = len(style.wrap(small_print, style.TINY, style.WIDTH - 0.2)) * style.LINE / 72
    names = sum(label_size(text, style.SMALL)[1] for text in texts) / 72
    # Each of the two columns holds half of the names; the long ones may stand in one.
    column = names / 2 + 0.5 * (len(texts) > _MOST_BESIDE)
    side = most * (style.WIDTH - 0.2)
    height = max(side * float(_CORNERS[2, 1]) + _HEAD, column) + _FOOT
    figure = style.new_figure(style.WIDTH, 0.3 + height + 0.15 + small)
    ax = style.add_axes(figure, 0.1, 0.3, style.WIDTH - 0.2, height)
    style.note(ax, small_print, 6, style.WIDTH - 0.2)
    return ax


def _triangle(ax: Axes, most: float) -> None:
    """Draw the triangle with its grid, as large as the axes and the corners' names allow."""
    frame = ax.get_window_extent()
    width, height = frame.width / ax.figure.dpi, frame.height / ax.figure.dpi
    side = max(min((height - _HEAD - _FOOT) / float(_CORNERS[2, 1]), most * width), 0.3)
    ax.set_xlim(0.5 - width / side / 2, 0.5 + width / side / 2)
    ax.set_ylim(-_FOOT / side, (height - _FOOT) / side)
    ax.set_axis_off()
    ax.add_patch(Polygon(_CORNERS, closed=True, facecolor="none", edgecolor=style.FAINT, lw=0.8))
    for share in (0.25, 0.5, 0.75):
        for corner in range(3):
            rest = [other for other in range(3) if other != corner]
            ends = share * _CORNERS[corner] + (1 - share) * _CORNERS[rest]
            ax.plot(*ends.T, color=style.GRID, linewidth=0.6, zorder=0.5)
    places = ((0, -4, "top"), (0, -4, "top"), (0, 4, "bottom"))
    for role, corner, (across, up, va) in zip(_ROLES, _CORNERS, places, strict=True):
        ax.annotate(
            f"all {role}",
            corner,
            xytext=(across, up),
            textcoords="offset points",
            ha="center",
            va=va,
            fontsize=style.LABEL,
            color=style.INK,
            annotation_clip=False,
        )


def _place(row: dict[Hashable, Any]) -> np.ndarray:
    return np.array([row[role] for role in _ROLES]) @ _CORNERS


def _region(ax: Axes, row: dict[Hashable, Any], look: style.Look, alpha: float) -> None:
    if row["n_stories"] < clusters.FEWEST or np.isnan(row["spread_xx"]):
        return
    spread = np.array([[row["spread_xx"], row["spread_xy"]], [row["spread_xy"], row["spread_yy"]]])
    values, vectors = np.linalg.eigh(spread)
    # -2 log 0.05: the 95 % point of chi-squared with two degrees of freedom
    radius = np.sqrt(-2 * np.log(0.05) * np.clip(values, 0, None))
    turn = np.linspace(0, 2 * np.pi, 120)
    two = (
        np.array([row["protagonist"], row["antagonist"]])
        + (np.column_stack([np.cos(turn), np.sin(turn)]) * radius) @ vectors.T
    )
    shares = np.column_stack([two, 1 - two.sum(axis=1)])
    patch = Polygon(
        shares @ _CORNERS, closed=True, facecolor=look.colour, edgecolor=look.colour, lw=0.6
    )
    patch.set_facecolor((*to_rgb(look.colour), alpha))
    patch.set_edgecolor((*to_rgb(look.colour), 0.35))
    ax.add_patch(patch)
    patch.set_clip_path(Polygon(_CORNERS, closed=True, transform=ax.transData))


def _point(ax: Axes, row: dict[Hashable, Any], look: style.Look) -> None:
    few = row["n_stories"] < clusters.FEWEST
    ax.plot(
        *_place(row),
        marker=look.marker,
        markersize=5,
        color=look.colour,
        markerfacecolor="white" if few else look.colour,
        linestyle="none",
        zorder=3,
    )


def _texts(names: pd.Series, counts: pd.Series) -> list[str]:
    """Write each name with its mentions, on as many lines as it needs."""
    texts = []
    for name, count in zip(names, counts, strict=True):
        lines = style.wrap(name, style.SMALL, 1.4, most=3)
        texts.append("\n".join([*lines[:-1], f"{lines[-1]}  n {count}"]))
    return texts


def _label(ax: Axes, drawn: pd.DataFrame, texts: list[str], looks: list[style.Look]) -> None:
    frame, unit = ax.get_window_extent(), 72 / ax.figure.dpi
    to_points = ax.transData.transform
    points = to_points(np.array([_place(row) for row in drawn.to_dict("records")]))
    points = (points - [frame.x0, frame.y0]) * unit
    corners = (to_points(_CORNERS) - [frame.x0, frame.y0]) * unit
    width, height = frame.width * unit, frame.height * unit
    taken = [
        Box(x - 45, y - 15 if number < 2 else y, x + 45, y if number < 2 else y + 16)
        for number, (x, y) in enumerate(corners)
    ]
    inside = Box(0, 0, width, height)
    boxes = place_labels(points, texts, style.SMALL, inside, taken=taken, reach=90)
    if None in boxes or len(boxes) > _MOST_BESIDE:
        boxes = list(_columns(points, texts, inside))
    for point, text, box, look in zip(points, texts, boxes, looks, strict=True):
        if box is not None:
            write_label(ax, point, text, box, style.SMALL, look.colour)


def _columns(points: np.ndarray, texts: list[str], inside: Box) -> list[Box]:
    """Set labels in two columns beside the triangle, the left half of the points at the left."""
    order = np.argsort(points[:, 0], kind="stable")
    found: dict[int, Box] = {}
    for number, its in enumerate(np.array_split(order, 2)):
        sizes = [label_size(texts[row], style.SMALL) for row in its]
        centres = labels.spread(
            [float(points[row, 1]) for row in its],
            [high for _, high in sizes],
            inside.low + _FOOT * 72,
            inside.high,
        )
        for row, centre, (wide, high) in zip(its.tolist(), centres, sizes, strict=True):
            left = inside.left if number == 0 else inside.right - wide
            found[row] = Box(left, centre - high / 2, left + wide, centre + high / 2)
    return [found[row] for row in range(len(texts))]


def _small_print(shares: pd.DataFrame, shown: pd.Series, least: int) -> str:
    mentions, cast = int(shares["n_mentions"].sum()), int(shares["n_with_role"].sum())
    none = (mentions - cast) / max(mentions, 1)
    silent = int((~shown).sum())
    why = f"under {words.plural(least, 'story')}" if least > 1 else "no role"
    without = f"; {words.plural(silent, 'group')} without a point ({why})" if silent else ""
    return (
        f"Shares of the roles among mentions that have one (n), means over stories; {none:.0%} of "
        f"{mentions:,} mentions have none{without}. Regions: 95 % of bootstrap resamples of the "
        f"stories; hollow, without a region: under {clusters.FEWEST} stories. Places and "
        "undecided mentions left out. Lines: shares of 25, 50 and 75 %."
    )


def _finding(drawn: pd.DataFrame, names: pd.Series) -> str:
    said = ["Shares of the roles among the mentions that have one."]
    for name, row in zip(names, drawn.to_dict("records"), strict=True):
        parts = ", ".join(f"{role} {100 * row[role]:.0f} %" for role in _ROLES)
        said.append(
            f"{name}: {parts} ({words.plural(row['n_with_role'], 'mention')}, "
            f"{words.plural(row['n_stories'], 'story')})."
        )
    return " ".join(said)
