"""What the archive holds: articles a month and outlet, and the months that look like gaps.

A fall in coverage can be an outlet's choice or a hole in the collection; a month far under
the outlet's own habit is marked, so that a reader asks before believing a trend.
"""

from __future__ import annotations

import pandas as pd

from toolkit import tables
from toolkit.errors import WrongTable

#: A month below this share of the outlet's median month is marked as a gap.
GAP_BELOW = 1 / 3


def articles_per_month(articles: pd.DataFrame) -> pd.DataFrame:
    """Count each outlet's articles month by month and mark the gaps.

    Parameters
    ----------
    articles
        The articles table.

    Returns
    -------
    pandas.DataFrame
        ``outlet`` (str), ``period`` (monthly Period, every month of the corpus for every
        outlet), ``n_articles`` (int64), ``median`` (float64: the outlet's median month,
        from its first article to its last) and ``gap`` (bool: under a third of that).

    Raises
    ------
    WrongTable
        When the table is not articles, or is empty.

    Examples
    --------
    >>> articles_per_month(tables.empty("articles"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the articles table holds no row. Mend: look whether the selection
    before this call left anything.
    """
    tables.check(articles, "articles")
    if articles.empty:
        mend = "look whether the selection before this call left anything"
        raise WrongTable("the articles table holds no row", mend=mend)
    months = articles["published"].dt.tz_localize(None).dt.to_period("M").rename("period")
    everyone = pd.period_range(months.min(), months.max(), freq="M", name="period")
    found = articles.groupby(["outlet", months]).size()
    cells = pd.MultiIndex.from_product([sorted(articles["outlet"].unique()), everyone])
    found = found.reindex(cells.set_names(["outlet", "period"]), fill_value=0).astype("int64")
    counts = found.reset_index(name="n_articles")
    active = months.groupby(articles["outlet"]).agg(["min", "max"])
    between = (counts["period"] >= counts["outlet"].map(active["min"])) & (
        counts["period"] <= counts["outlet"].map(active["max"])
    )
    medians = counts[between].groupby("outlet")["n_articles"].median()
    counts["median"] = counts["outlet"].map(medians).astype("float64")
    counts["gap"] = counts["n_articles"] < counts["median"] * GAP_BELOW
    return counts
