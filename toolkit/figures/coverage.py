"""The coverage figure: what share of its articles an outlet gives to an actor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.errors import WrongTable
from toolkit.figures import style
from toolkit.figures.events import Events
from toolkit.figures.timeline import plot_timeline
from toolkit.timelines import measures


def plot_coverage(
    timeline: pd.DataFrame,
    *,
    events: Events = None,
    ax: Axes | None = None,
    outlets: Sequence[str] | None = None,
) -> Axes | np.ndarray:
    """Draw the share of articles that name each actor, period by period.

    Parameters
    ----------
    timeline
        The timeline table of the measure ``"coverage"``.
    events, ax, outlets
        As for :func:`toolkit.figures.timeline.plot_timeline`.

    Returns
    -------
    matplotlib.axes.Axes or numpy.ndarray of them
        As there.

    Raises
    ------
    WrongTable
        When the table is no timeline, is empty, or is of another measure.

    Examples
    --------
    >>> from toolkit import tables
    >>> plot_coverage(tables.empty("timeline"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the timeline table holds no row to draw. Mend: look whether the
    selection before this call left anything.
    """
    style.need(timeline, "timeline")
    other = timeline.loc[timeline["measure"] != measures.COVERAGE, "measure"]
    if len(other):
        mend = "make it with toolkit.timeline(portrayals, measure='coverage')"
        raise WrongTable(f"the timeline is of {other.iloc[0]}, not of coverage", mend=mend)
    return plot_timeline(timeline, events=events, ax=ax, outlets=outlets)
