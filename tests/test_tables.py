"""Every table has its documented columns, and a wrong one is told by name."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import WrongTable


@pytest.mark.parametrize("name", list(tables.TABLES))
def test_the_fixture_of_each_table_passes_its_check(name: str, request: pytest.FixtureRequest):
    table = request.getfixturevalue(name)
    assert len(table) > 0
    assert tables.check(table, name) is table


@pytest.mark.parametrize("name", list(tables.TABLES))
def test_an_empty_table_has_the_same_columns_and_passes(name: str):
    assert tables.check(tables.empty(name), name).empty


@pytest.mark.parametrize("name", list(tables.TABLES))
def test_a_missing_column_is_named_with_the_call_that_makes_it(
    name: str, request: pytest.FixtureRequest
):
    table = request.getfixturevalue(name)
    column = next(c for c, s in tables.TABLES[name].schema.columns.items() if not s.regex)
    with pytest.raises(
        WrongTable, match=f"no column '{column}'.*{tables.TABLES[name].made_by[:12]}"
    ):
        tables.check(table.drop(columns=column), name)


def test_a_wrong_dtype_is_named(scores: pd.DataFrame):
    with pytest.raises(WrongTable, match="'compound'.*float64"):
        tables.check(scores.assign(compound="high"), "scores")


def test_a_value_out_of_range_is_named(scores: pd.DataFrame):
    with pytest.raises(WrongTable, match="'target_sentiment' holds 3.0"):
        tables.check(scores.assign(target_sentiment=3.0), "scores")


def test_a_repeated_key_is_named(mentions: pd.DataFrame):
    with pytest.raises(WrongTable, match="repeats its key.*a1.1.0"):
        tables.check(pd.concat([mentions, mentions]), "mentions")


def test_something_that_is_no_table_is_told_so():
    with pytest.raises(WrongTable, match="list, not a pandas DataFrame"):
        tables.check([1, 2], "articles")  # type: ignore[arg-type]


def test_cues_of_the_fixture_sum_to_the_valence(cues: pd.DataFrame, scores: pd.DataFrame):
    total = cues.groupby("mention_id")["weight"].sum()
    assert total.to_dict() == scores.set_index("mention_id")["valence"].to_dict()
