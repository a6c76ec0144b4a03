"""What can be averaged: a score, a frame, or coverage, and over which articles.

A score or a frame is averaged over the articles that name the actor in the chosen
words (``n_mentions`` above 0), GDELT's tone over those that name it at all; coverage is the
share of all articles that name it in anybody's words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable

COVERAGE = "coverage"


def resolve(portrayals: pd.DataFrame, measure: str) -> str:
    """Find the measure that a name means; a frame may drop its ``frame_``.

    Parameters
    ----------
    portrayals
        The portrayals table, whose frame columns are measures too.
    measure
        A score, a frame, or ``"coverage"``.

    Returns
    -------
    str
        The column's name, or ``"coverage"``.

    Raises
    ------
    UnknownName
        When there is none; the message lists the choices.

    Examples
    --------
    >>> resolve(tables.empty("portrayals").assign(frame_ally=True), "ally")
    'frame_ally'
    """
    frames = [name for name in portrayals.columns if name.startswith(tables.FRAME_PREFIX)]
    given = [name for name in (tables.GIVEN_TONE,) if name in portrayals]
    choices = [*tables.SCORES, COVERAGE, *given, *frames]
    for name in (measure, f"{tables.FRAME_PREFIX}{measure}"):
        if name in choices:
            return name
    raise UnknownName(
        f"there is no measure {measure!r}", mend=f"choose one of {', '.join(choices)}"
    )


def values(portrayals: pd.DataFrame, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Give each row's value of a measure, and whether the row counts.

    Parameters
    ----------
    portrayals
        The portrayals table.
    measure
        As :func:`resolve` gives it.

    Returns
    -------
    tuple of numpy.ndarray
        The values (float64) and the rows the mean runs over (bool).

    Examples
    --------
    >>> rows = pd.DataFrame({"named": [True, True], "n_mentions": [2, 0], "valence": [1.5, None]})
    >>> values(rows, "valence")[1]
    array([ True, False])
    >>> values(rows, "coverage")
    (array([1., 1.]), array([ True,  True]))
    """
    if measure == COVERAGE:
        return portrayals["named"].to_numpy(dtype="float64"), np.ones(len(portrayals), dtype=bool)
    value = portrayals[measure].to_numpy(dtype="float64")
    if measure == tables.GIVEN_TONE:
        return value, portrayals["named"].to_numpy() & ~np.isnan(value)
    return value, (portrayals["n_mentions"] > 0).to_numpy() & ~np.isnan(value)


def is_share(measure: str) -> bool:
    """Say whether a measure is a share of articles: coverage or a frame.

    Parameters
    ----------
    measure
        As :func:`resolve` gives it.

    Returns
    -------
    bool
        True for coverage and for frames.

    Examples
    --------
    >>> is_share("frame_ally"), is_share("compound")
    (True, False)
    """
    return measure == COVERAGE or measure.startswith(tables.FRAME_PREFIX)


def bounds(measure: str) -> tuple[float, float]:
    """Give the lowest and the highest value that a measure can take.

    Parameters
    ----------
    measure
        As :func:`resolve` gives it.

    Returns
    -------
    tuple of float
        Infinite where there is no bound.

    Examples
    --------
    >>> bounds("target_sentiment"), bounds("coverage"), bounds("valence")
    ((-1.0, 1.0), (0.0, 1.0), (-inf, inf))
    """
    if measure in ("valence", tables.GIVEN_TONE):
        return -np.inf, np.inf
    lowest = 0.0 if is_share(measure) or measure.startswith("p_") else -1.0
    return lowest, 1.0


def grouping(portrayals: pd.DataFrame, by: str | Sequence[str]) -> list[str]:
    """Check the columns that a table is to be split by.

    Parameters
    ----------
    portrayals
        The portrayals table.
    by
        One of its columns, or several.

    Returns
    -------
    list of str
        The columns.

    Raises
    ------
    UnknownName
        When the table has no such column.
    WrongTable
        When the table holds several actors and ``by`` would average over them: sentiment
        toward Pakistan and toward the Taliban have no meaningful mean. Also when the
        table holds no row.

    Examples
    --------
    >>> grouping(tables.empty("portrayals"), "outlets")
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the portrayals table holds no row. Mend: look whether the selection
    before this call left anything.
    """
    columns = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if portrayals.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable("the portrayals table holds no row", mend=mend)
    for column in columns:
        if column not in portrayals.columns:
            mend = f"choose among {', '.join(portrayals.columns)}"
            raise UnknownName(f"the portrayals table has no column {column!r} for by=", mend=mend)
    actors = list(map(str, portrayals["actor"].unique()))
    if "actor" not in columns and len(actors) > 1:
        raise WrongTable(
            f"by= would average over {len(actors)} actors ({', '.join(actors)})",
            mend=f"add 'actor' to by=, or keep one: portrayals[portrayals.actor == {actors[0]!r}]",
        )
    return columns


def groups_of(portrayals: pd.DataFrame, columns: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """Give every row the number of its group; groups are in sorted order.

    Parameters
    ----------
    portrayals
        The portrayals table.
    columns
        Columns of it; none makes one group of all.

    Returns
    -------
    tuple
        One row for each group that occurs (columns as given), and each row's group (int64).

    Examples
    --------
    >>> groups_of(pd.DataFrame({"outlet": ["B", "A", "B"]}), ["outlet"])
    (  outlet
    0      A
    1      B, array([1, 0, 1]))
    """
    if not columns:
        return pd.DataFrame(index=[0]), np.zeros(len(portrayals), dtype="int64")
    numbers = portrayals.groupby(columns, observed=True, dropna=False).ngroup().to_numpy()
    numbers = numbers.astype("int64")
    first = np.unique(numbers, return_index=True)[1]
    return portrayals[columns].iloc[first].reset_index(drop=True), numbers
