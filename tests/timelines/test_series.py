"""A timeline: means of stories' means, honest intervals, and periods that stay empty."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.errors import ToolkitWarning, UnknownName, WrongTable
from toolkit.timelines import timeline


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def test_a_story_that_three_articles_tell_counts_once(rows):
    table = rows([0.9, 0.6, 0.0, -0.5], stories=["wire", "wire", "wire", "own"])
    cell = only(timeline(table))
    assert cell["estimate"] == pytest.approx((0.5 - 0.5) / 2)
    assert (cell["n_articles"], cell["n_naming"], cell["n_mentions"]) == (4, 4, 4)
    assert cell["n_stories"] == 2


def test_few_stories_give_a_point_and_no_interval(rows):
    cell = only(timeline(rows(np.linspace(-0.5, 0.5, 7))))
    assert cell["flag"] == "too_few"
    assert cell["estimate"] == pytest.approx(0)
    assert np.isnan(cell["ci_low"])
    assert np.isnan(cell["ci_high"])


@pytest.mark.parametrize("n", [8, 30])
def test_a_middling_number_of_stories_gets_students_t_interval(rows, n):
    values = np.linspace(-0.3, 0.5, n)
    cell = only(timeline(rows(values)))
    low, high = stats.t.interval(0.95, n - 1, values.mean(), stats.sem(values))
    assert cell["flag"] == "ok"
    assert (cell["ci_low"], cell["ci_high"]) == (pytest.approx(low), pytest.approx(high))


def test_many_stories_are_resampled_and_come_near_the_normal_interval(rows):
    values = np.random.default_rng(1).normal(0.1, 0.2, 200).clip(-1, 1)
    cell = only(timeline(rows(values), resamples=4000))
    half = 1.96 * stats.sem(values)
    assert cell["ci_low"] == pytest.approx(values.mean() - half, abs=0.004)
    assert cell["ci_high"] == pytest.approx(values.mean() + half, abs=0.004)


def test_the_bootstrap_is_seeded_and_blind_to_the_cells_beside_it(rows):
    values = np.random.default_rng(2).uniform(-1, 1, 60)
    herald = rows(values, outlet="Herald")
    beside = [
        rows(values[:40], outlet="Aurora"),
        rows(values[:50], actor="Pakistan", start=900),
        rows(values[:35], outlet="Herald", day="2020-05-05"),
    ]
    alone = timeline(herald)
    shuffled = pd.concat([*beside, herald]).sample(frac=1, random_state=3)
    among = timeline(shuffled)
    same = among[
        (among["outlet"] == "Herald")
        & (among["actor"] == "Taliban")
        & (among["period"] == pd.Period("2021Q1", "Q"))
    ]
    for column in ("estimate", "ci_low", "ci_high"):
        assert only(same)[column] == pytest.approx(only(alone)[column], abs=1e-12)
    other = timeline(herald, seed=1)
    assert only(other)["ci_low"] != only(alone)["ci_low"]


def test_periods_without_articles_stay_and_stay_empty(rows):
    table = pd.concat(
        [
            rows([0.5] * 3, outlet="Herald", day="2020-01-10"),
            rows([0.2] * 3, outlet="Ledger", day="2020-12-30"),
        ]
    )
    herald = timeline(table)[lambda t: t["outlet"] == "Herald"]
    assert herald["period"].astype("str").tolist() == ["2020Q1", "2020Q2", "2020Q3", "2020Q4"]
    assert herald["flag"].tolist() == ["too_few", "empty", "empty", "empty"]
    assert herald["estimate"].isna().tolist() == [False, True, True, True]
    assert herald["n_articles"].tolist() == [3, 0, 0, 0]


def test_silence_is_no_coverage_but_an_absent_archive_is_unknown(rows):
    table = pd.concat(
        [
            rows([0.1] * 4, named=[True, False, False, False], day="2021-01-10"),
            rows([0.1] * 4, named=[False] * 4, day="2021-02-10"),
            rows([0.1] * 4, outlet="Ledger", day="2021-03-10"),
        ]
    )
    herald = timeline(table, "coverage", every="month")[lambda t: t["outlet"] == "Herald"]
    assert herald["estimate"].fillna(-1).tolist() == [0.25, 0.0, -1]
    assert herald["flag"].tolist() == ["too_few", "too_few", "empty"]
    assert herald["n_articles"].tolist() == [4, 4, 0]
    assert herald["n_naming"].tolist() == [1, 0, 0]


def test_tone_is_averaged_over_the_articles_that_name_the_actor(rows):
    table = rows([0.4, 0.4, 0.4, 0.4], named=[True, False, False, False])
    cell = only(timeline(table))
    assert (cell["estimate"], cell["n_articles"], cell["n_naming"]) == (0.4, 4, 1)


def test_a_frame_is_a_share_of_the_articles_that_name_the_actor(rows):
    table = rows([0.1] * 10).assign(frame_safe_haven=[True] * 3 + [False] * 7)
    for name in ("safe_haven", "frame_safe_haven"):
        cell = only(timeline(table, name))
        assert cell["estimate"] == pytest.approx(0.3)
        assert cell["measure"] == "frame_safe_haven"
        assert 0 <= cell["ci_low"] < 0.3 < cell["ci_high"] <= 1


@pytest.mark.parametrize("n", [10, 60])
def test_a_frame_that_no_story_shows_is_not_certain_to_be_absent(rows, n):
    cell = only(timeline(rows([0.1] * n).assign(frame_ally=False), "ally"))
    exact = stats.binomtest(0, n).proportion_ci(0.95, "exact")
    assert (cell["estimate"], cell["ci_low"]) == (0, 0)
    assert cell["ci_high"] == pytest.approx(exact.high)


def test_the_last_day_of_a_year_stays_in_it(rows):
    table = rows([0.5], day="2021-12-31")
    for every, period in (("quarter", "2021Q4"), ("month", "2021-12"), ("year", "2021")):
        assert str(only(timeline(table, every=every))["period"]) == period


@pytest.mark.parametrize(
    ("every", "period"),
    [("day", "2021-02-01"), ("week", "2021-02-01/2021-02-07"), ("month", "2021-02")],
)
def test_periods_are_calendar_periods(rows, every, period):
    assert str(only(timeline(rows([0.1]), every=every))["period"]) == period


def test_groups_may_be_any_column(rows):
    table = pd.concat([rows([0.5]), rows([0.1], start=5).assign(genre="opinion")])
    by_genre = timeline(table, by=["genre", "actor"])
    assert by_genre["genre"].tolist() == ["news", "opinion"]
    assert list(by_genre.columns[:3]) == ["genre", "actor", "period"]
    assert only(timeline(table, by="actor"))["estimate"] == pytest.approx(0.3)


def test_a_mean_over_several_actors_is_refused(rows):
    table = pd.concat([rows([0.5]), rows([0.1], actor="Pakistan", start=5)])
    with pytest.raises(WrongTable, match="would average over 2 actors"):
        timeline(table, by="outlet")
    one = table[table["actor"] == "Pakistan"]
    assert only(timeline(one, by="outlet"))["estimate"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"measure": "tone"}, "no measure 'tone'.*target_sentiment.*coverage.*frame_ally"),
        ({"every": "decade"}, "no period 'decade'.*quarter"),
        ({"by": ["outlets", "actor"]}, "no column 'outlets'.*outlet"),
        ({"confidence": 95}, "confidence=95"),
    ],
)
def test_what_does_not_exist_is_an_error_that_lists_the_choices(rows, wrong, said):
    with pytest.raises(UnknownName, match=said):
        timeline(rows([0.1]).assign(frame_ally=True), **wrong)


def test_full_texts_beside_headlines_are_said(rows):
    table = rows([0.1, 0.2, 0.3])
    table["text_kind"] = ["full", "full", "headline"]
    with pytest.warns(ToolkitWarning, match="2 full, 1 headline"):
        timeline(table)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        timeline(table[:2])


def test_an_empty_table_is_an_error(rows):
    with pytest.raises(WrongTable, match="holds no row"):
        timeline(rows([0.1])[:0])
