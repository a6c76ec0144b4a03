"""Before and after a date: Welch on stories, Holm over the table, silence where n is small."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.errors import UnknownName
from toolkit.timelines import before_after

BEFORE, AFTER = np.linspace(0.1, 0.7, 12), np.linspace(-0.6, 0.2, 15)


def test_the_difference_is_welchs_on_story_means(rows):
    table = pd.concat([rows(BEFORE, day="2021-08-14"), rows(AFTER, day="2021-08-15", start=99)])
    cell = before_after(table, "2021-08-15").iloc[0]
    welch = stats.ttest_ind(AFTER, BEFORE, equal_var=False)
    assert cell["difference"] == pytest.approx(AFTER.mean() - BEFORE.mean())
    assert cell["p_value"] == pytest.approx(welch.pvalue)
    interval = welch.confidence_interval(0.95)
    assert (cell["ci_low"], cell["ci_high"]) == (
        pytest.approx(interval.low),
        pytest.approx(interval.high),
    )
    assert (cell["n_stories_before"], cell["n_stories_after"], cell["flag"]) == (12, 15, "ok")


def test_copies_of_one_dispatch_are_one_story(rows):
    copies = rows([0.5] * 20, day="2021-08-01", stories=["wire"] * 20)
    table = pd.concat([copies, rows(AFTER, day="2021-08-20", start=99)])
    cell = before_after(table, "2021-08-15").iloc[0]
    assert (cell["n_stories_before"], cell["flag"]) == (1, "too_few")
    assert np.isnan(cell["p_value"])
    assert cell["difference"] == pytest.approx(AFTER.mean() - 0.5)


def test_p_values_are_adjusted_after_holm_over_the_table(rows):
    shifts = {"A": 0.0, "B": 0.25, "C": 0.4}
    table = pd.concat(
        [
            rows(np.linspace(-0.3, 0.3, 12) + shift * side, outlet=outlet, day=day)
            for outlet, shift in shifts.items()
            for side, day in enumerate(["2021-08-01", "2021-09-01"])
        ]
    )
    change = before_after(table, "2021-08-15")
    smallest_first = change.sort_values("p_value")
    by_hand = smallest_first["p_value"].to_numpy() * [3, 2, 1]
    by_hand = np.minimum(np.maximum.accumulate(by_hand), 1)
    assert smallest_first["p_adjusted"].tolist() == pytest.approx(by_hand.tolist())


def test_the_window_bounds_both_sides(rows):
    near = [rows(BEFORE, day="2021-08-01"), rows(AFTER, day="2021-08-20", start=99)]
    far = rows([0.9] * 30, day="2019-01-01", start=300)
    table = pd.concat([*near, far])
    assert before_after(table, "2021-08-15", window="60D").iloc[0]["n_stories_before"] == 12
    assert before_after(table, "2021-08-15", window=None).iloc[0]["n_stories_before"] == 42


def test_nothing_varies_nothing_is_tested(rows):
    table = pd.concat([rows([0.5] * 9, day="2021-08-01"), rows([0.2] * 9, day="2021-09-01")])
    cell = before_after(table, "2021-08-15").iloc[0]
    assert cell["flag"] == "no_variation"
    assert np.isnan(cell["p_adjusted"])


def test_a_side_without_a_story_is_empty(rows):
    cell = before_after(rows(BEFORE, day="2021-08-01"), "2021-08-15").iloc[0]
    assert cell["flag"] == "empty"
    assert np.isnan(cell["difference"])


def test_what_is_no_date_is_an_error(rows):
    with pytest.raises(UnknownName, match="'the fall of Kabul' is no date"):
        before_after(rows(BEFORE), "the fall of Kabul")
