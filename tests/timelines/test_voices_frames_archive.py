"""Whose words, which frames, and what the archive holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import WrongTable
from toolkit.timelines import articles_per_month, by_voice, coverage_gaps, frame_shares


def test_the_outlets_words_and_those_of_others_are_averaged_apart(scores):
    table = by_voice(scores).set_index(["outlet", "actor"])
    ledger = table.loc[("Ledger", "Pakistan")]
    assert (ledger["own"], ledger["others"]) == (pytest.approx(0.6), pytest.approx(-0.7))
    assert (ledger["n_stories_own"], ledger["n_stories_others"]) == (1, 1)
    assert np.isnan(table.loc[("Herald", "Pakistan"), "others"])


def test_places_have_no_voice(scores):
    with pytest.raises(WrongTable, match="no mention to average"):
        by_voice(scores.assign(sense="place"))


def test_frames_are_shares_over_stories(rows):
    table = rows([0.1] * 4, stories=["wire", "wire", "a", "b"])
    table = table.assign(frame_ally=[True, False, True, False], frame_foe=False)
    shares = frame_shares(table).set_index("frame")
    assert shares.loc["ally", "estimate"] == pytest.approx((0.5 + 1 + 0) / 3)
    assert shares.loc["foe", "estimate"] == 0
    assert shares["n_stories"].tolist() == [3, 3]


def test_a_table_without_frames_is_an_error(rows):
    with pytest.raises(WrongTable, match="has no frame column"):
        frame_shares(rows([0.1]))


def archive(articles: pd.DataFrame, days: list[str]) -> pd.DataFrame:
    table = articles.iloc[[0] * len(days)].reset_index(drop=True)
    table["article_id"] = [f"a{number}" for number in range(len(days))]
    table["published"] = pd.to_datetime(days, utc=True).astype(table["published"].dtype)
    return table


def test_a_month_under_a_third_of_the_median_is_a_gap(articles):
    days = ["2021-01-31"] * 6 + ["2021-02-01"] * 7 + ["2021-03-31"] * 1 + ["2021-04-30"] * 6
    months = articles_per_month(archive(articles, days))
    assert months["n_articles"].tolist() == [6, 7, 1, 6]
    assert months["gap"].tolist() == [False, False, True, False]


def test_months_before_an_outlets_first_article_do_not_lower_its_median(articles):
    late = archive(articles, ["2021-03-05"] * 6 + ["2021-04-05"] * 6)
    early = archive(articles, ["2021-01-05"]).assign(outlet="Ledger", article_id="x")
    months = articles_per_month(pd.concat([late, early]))
    herald = months[months["outlet"] == "Herald"]
    assert herald["median"].unique().tolist() == [6]
    assert herald["gap"].tolist() == [True, True, False, False]


def test_gaps_are_listed_by_outlet_with_what_was_lost(articles, set_aside):
    days = ["2021-01-31"] * 6 + ["2021-02-01"] * 7 + ["2021-03-31"] * 1 + ["2021-04-30"] * 6
    gaps = coverage_gaps(archive(articles, days), set_aside)
    thin, lost = gaps.set_index("kind").loc["thin_month"], gaps.set_index("kind").loc["no_date"]
    assert (str(thin["period"]), thin["n_articles"], thin["of"]) == ("2021-03", 1, 6)
    # the one record of the Ledger was lost, which is all of it
    assert (lost["outlet"], lost["n_articles"], lost["share"]) == ("Ledger", 1, 1.0)
    assert len(gaps) == 2


def test_months_before_the_first_and_after_the_last_article_are_no_gap(articles):
    late = archive(articles, ["2021-03-05"] * 6 + ["2021-04-05"] * 6)
    early = archive(articles, [f"2021-0{month}-05" for month in (1, 2, 4, 5)]).assign(
        outlet="Ledger"
    )
    early["article_id"] = [f"x{number}" for number in range(len(early))]
    gaps = coverage_gaps(pd.concat([late, early]))
    assert gaps[["outlet", "period"]].astype(str).to_numpy().tolist() == [["Ledger", "2021-03"]]
