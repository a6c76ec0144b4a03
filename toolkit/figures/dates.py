"""Time along the x axis: where a period stands, and ticks that do not crowd."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.figures import style


def edges(periods: pd.PeriodIndex) -> np.ndarray:
    """Give the days on which periods begin and end.

    Parameters
    ----------
    periods
        Consecutive periods.

    Returns
    -------
    numpy.ndarray
        Matplotlib's day numbers, one more than there are periods.

    Examples
    --------
    >>> edges(pd.period_range("1970Q1", "1970Q2", freq="Q"))
    array([  0.,  90., 181.])
    """
    moments = [period.start_time for period in [*periods, periods[-1] + 1]]
    return np.array([mdates.date2num(moment) for moment in moments], dtype="float64")


def middles(periods: pd.PeriodIndex) -> np.ndarray:
    """Give the middle of each period.

    Parameters
    ----------
    periods
        Consecutive periods.

    Returns
    -------
    numpy.ndarray
        Matplotlib's day numbers.

    Examples
    --------
    >>> middles(pd.period_range("1970Q1", "1970Q2", freq="Q"))
    array([ 45. , 135.5])
    """
    bounds = edges(periods)
    return (bounds[:-1] + bounds[1:]) / 2


def everyone(periods: pd.Series) -> pd.PeriodIndex:
    """List all periods from the first to the last that occurs.

    Parameters
    ----------
    periods
        A column of periods, with repetitions.

    Returns
    -------
    pandas.PeriodIndex
        Without a gap.

    Examples
    --------
    >>> len(everyone(pd.Series(pd.PeriodIndex(["2020Q1", "2020Q4"], freq="Q"))))
    4
    """
    index = pd.PeriodIndex(periods)
    return pd.period_range(index.min(), index.max(), freq=index.freq)


def tick(ax: Axes, periods: pd.PeriodIndex, width: float) -> None:
    """Set the limits of a time axis and as many ticks as its width can name.

    Parameters
    ----------
    ax
        The axes.
    periods
        The periods they show.
    width
        Inches they are wide.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> tick(ax, pd.period_range("2019Q1", "2022Q4", freq="Q"), 5)
    >>> [mdates.num2date(place).year for place in ax.get_xticks()]
    [2019, 2020, 2021, 2022]
    """
    bounds = edges(periods)
    ax.set_xlim(bounds[0], bounds[-1])
    first, last = mdates.num2date(bounds[0]), mdates.num2date(bounds[-1] - 1)
    room = max(int(width / 0.45), 1)
    n_years = last.year - first.year + 1
    if bounds[-1] - bounds[0] > 700:
        step = -(-n_years // room)
        starts = pd.date_range(f"{first.year}-01-01", f"{last.year}-01-01", freq=f"{step}YS")
        labels = [str(day.year) for day in starts]
    elif bounds[-1] - bounds[0] > 40:
        n_months = 12 * (last.year - first.year) + last.month - first.month + 1
        step = next(n for n in (1, 2, 3, 4, 6, 12) if n_months / n <= room or n == 12)
        starts = pd.date_range(f"{first:%Y-%m}-01", last.replace(tzinfo=None), freq=f"{step}MS")
        starts = starts[starts >= first.replace(tzinfo=None)]
        labels = _month_labels(starts)
    else:
        step = -(-int(bounds[-1] - bounds[0]) // room)
        starts = pd.date_range(
            first.replace(tzinfo=None), last.replace(tzinfo=None), freq=f"{step}D"
        )
        labels = [f"{day:%d %b}".lstrip("0") for day in starts]
    places = mdates.date2num(starts.to_numpy())
    inside = (places >= bounds[0]) & (places <= bounds[-1])
    kept = [label for label, keep in zip(labels, inside, strict=True) if keep]
    ax.set_xticks(places[inside], kept, fontsize=style.SMALL)


def _month_labels(months: pd.DatetimeIndex) -> list[str]:
    """Name months, and the year under the first of each year."""
    years = [None, *months.year[:-1]]
    return [
        f"{month:%b}\n{month.year}" if month.year != before else f"{month:%b}"
        for month, before in zip(months, years, strict=True)
    ]
