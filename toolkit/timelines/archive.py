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

#: Why a record was lost, where that thins an outlet out; copies and other formats do not.
_LOST = ("no_date", "unreadable_date", "future_date", "no_text", "no_outlet", "malformed_record")
_UNNAMED = "(no outlet named)"


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


def coverage_gaps(articles: pd.DataFrame, set_aside: pd.DataFrame | None = None) -> pd.DataFrame:
    """List what is missing, outlet by outlet, so that a hole is not read as silence.

    Parameters
    ----------
    articles
        The articles table.
    set_aside
        The set_aside table of the same :func:`toolkit.load_with_set_aside`; without it,
        only thin months are found.

    Returns
    -------
    pandas.DataFrame
        A row for each thin month between an outlet's first and last, and each kind of loss:
        ``outlet`` (str), ``kind`` (str: ``thin_month``, or the reason of set_aside),
        ``period`` (monthly Period, null for losses, whose month is not known),
        ``n_articles`` (int64: articles of that month, or records lost), ``of`` (float64: the
        outlet's median month, or all its records) and ``share`` (float64: one by the other).

    Raises
    ------
    WrongTable
        When a table is not what it should be, or ``articles`` is empty.

    Examples
    --------
    >>> days = ["2021-01-05"] * 6 + ["2021-02-05"] + ["2021-03-05"] * 6
    >>> articles = pd.DataFrame({column: pd.Series(["a"] * 13, dtype="str")
    ...                          for column in tables.empty("articles")})
    >>> articles["article_id"] = pd.Series([f"a{n}" for n in range(13)], dtype="str")
    >>> articles = articles.assign(outlet="Herald", published=pd.to_datetime(days, utc=True),
    ...     published_precision="day", genre="news", text_kind="full", source_row=1)
    >>> gaps = coverage_gaps(articles.astype({"published": "datetime64[us, UTC]"}))
    >>> gaps.drop(columns="share").astype(str).iloc[0].tolist()
    ['Herald', 'thin_month', '2021-02', '1', '6.0']
    """
    months = articles_per_month(articles)
    own = months[months["n_articles"] > 0].groupby("outlet")["period"].agg(["min", "max"])
    first, last = months["outlet"].map(own["min"]), months["outlet"].map(own["max"])
    within = (months["period"] > first) & (months["period"] < last)
    thin = months[months["gap"] & within].assign(kind="thin_month").rename(columns={"median": "of"})
    found = [thin[["outlet", "kind", "period", "n_articles", "of"]]]
    if set_aside is not None:
        tables.check(set_aside, "set_aside")
        found.append(_lost(articles, set_aside))
    gaps = pd.concat(found, ignore_index=True)
    gaps["share"] = gaps["n_articles"] / gaps["of"]
    return gaps.sort_values(["outlet", "kind", "period"], kind="stable", ignore_index=True)


def _lost(articles: pd.DataFrame, set_aside: pd.DataFrame) -> pd.DataFrame:
    """Count each outlet's lost records by reason, beside all its records."""
    lost = set_aside[set_aside["reason"].isin(_LOST)]
    outlet = lost["outlet"].fillna(_UNNAMED)
    records = articles["outlet"].value_counts().add(outlet.value_counts(), fill_value=0)
    counts = lost.groupby([outlet, lost["reason"].rename("kind")]).size()
    table = counts.reset_index(name="n_articles").astype({"outlet": "str", "kind": "str"})
    table["period"] = pd.Series(pd.NaT, index=table.index, dtype="period[M]")
    table["of"] = table["outlet"].map(records).astype("float64")
    return table[["outlet", "kind", "period", "n_articles", "of"]]
