"""The voices figure: what an outlet says of an actor beside what it lets others say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.figures import pairs, style, words
from toolkit.timelines import by_voice, clusters


def plot_voices(
    scores: pd.DataFrame,
    *,
    measure: str = "target_sentiment",
    ax: Axes | None = None,
    outlets: Sequence[str] | None = None,
) -> Axes:
    """Draw each outlet's own voice joined to the voices it quotes and reports.

    Parameters
    ----------
    scores
        The scores table; places and ambiguous mentions are left out.
    measure
        One of its scores.
    ax
        Axes to draw in; by default a figure of the right height.
    outlets
        All the outlets of the report, for their colours.

    Returns
    -------
    matplotlib.axes.Axes
        A row for each outlet, under its actor: means over stories with 95 % intervals
        (none under 8 stories), and how many stories each rests on.

    Raises
    ------
    WrongTable
        When the table is not scores, or holds nothing to average.
    UnknownName
        When there is no such score.

    Examples
    --------
    >>> from toolkit import tables
    >>> plot_voices(tables.empty("scores"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the scores table holds no mention to average. Mend: look whether
    the selection before this call left anything.
    """
    table = by_voice(scores, measure)
    table = table.sort_values(["actor", "outlet"], kind="stable").reset_index(drop=True)
    drawn = pd.DataFrame(
        {
            "row": table["outlet"].astype("str"),
            "group": table["actor"].astype("str"),
            "side": _counts(table),
        }
    )
    for mark, side in (("first", "others"), ("second", "own")):
        for end in ("", "_low", "_high"):
            drawn[f"{mark}{end}"] = table[f"{side}{end}"]
    text = pairs.Text(
        title=f"{words.capital(words.phrase(measure))}, by whose words they are",
        axis=words.unit(measure),
        first="in words quoted or reported",
        second="in the outlet's own words",
        side="stories\nothers / own",
        small_print="Means over stories; thin lines: 95 % intervals, clustered on the story "
        f"(none under {clusters.FEWEST} stories). Places and undecided mentions left out.",
    )
    ax = pairs.draw(drawn, style.looks_for(drawn["row"], outlets), text, ax)
    style.set_alt_text(ax, _finding(table, measure))
    return ax


def _counts(table: pd.DataFrame) -> pd.Series:
    others, own = table["n_stories_others"].astype("str"), table["n_stories_own"].astype("str")
    return others + " / " + own


def _finding(table: pd.DataFrame, measure: str) -> str:
    said = [f"Mean {words.phrase(measure)}, the outlet's own words beside quoted or reported ones."]
    told = table
    if len(table) > 15:
        gap = (table["own"] - table["others"]).abs()
        told = table.loc[gap.nlargest(10).index]
        said.append("The ten widest differences:")
    for row in told.to_dict("records"):
        own, others = (words.value(row[side], measure) for side in ("own", "others"))
        if np.isnan(row["own"]) and np.isnan(row["others"]):
            continue
        said.append(
            f"{row['actor']}, {row['outlet']}: own {own} "
            f"({words.plural(row['n_stories_own'], 'story')}), others {others} "
            f"({words.plural(row['n_stories_others'], 'story')})."
        )
    return " ".join(said)
