"""A point sums back to its rows: sentences, and the words in them."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.errors import ToolkitWarning, UnknownName
from toolkit.explain import explain
from toolkit.mentions import find_mentions
from toolkit.portrayals import portrayals
from toolkit.sentiment import score


@pytest.fixture
def scored(articles: pd.DataFrame) -> pd.DataFrame:
    return score(find_mentions(articles))


@pytest.mark.parametrize("voice", ["outlet", "quoted", "any"])
def test_the_sentences_are_those_the_portrayal_averages(
    scored: pd.DataFrame, articles: pd.DataFrame, voice: str
):
    rows = portrayals(scored, articles, voice=voice)
    rows = rows[(rows["actor"] == "Pakistan") & (rows["outlet"] == "Ledger")]
    found = explain(scored, "Pakistan", outlet="Ledger", period="2021-08", voice=voice)
    assert len(found.sentences) == rows["n_mentions"].sum() > 0
    assert found.sentences["target_sentiment"].mean() == pytest.approx(
        rows["target_sentiment"].item()
    )


def test_the_cues_of_each_sentence_add_up_to_its_valence(scored: pd.DataFrame):
    found = explain(scored, "Pakistan", voice="any")
    sums = found.cues.groupby("mention_id")["weight"].sum()
    for row in found.sentences.itertuples():
        assert sums.get(row.mention_id, 0.0) == pytest.approx(row.valence)


def test_the_display_marks_actor_and_cues(scored: pd.DataFrame):
    shown = explain(scored, "Pakistan", outlet="Herald")._repr_html_()
    assert ">Pakistan</mark>" in shown
    assert "<sup>+" in shown


@pytest.mark.parametrize("period", ["2021", "2021Q3", "2021-08", "2021-08-10", pd.Period("2021Q3")])
def test_periods_as_pandas_writes_them(scored: pd.DataFrame, period: str | pd.Period):
    assert len(explain(scored, "Pakistan", outlet="Herald", period=period).sentences) == 1


def test_nothing_found_warns_and_says_what_there_is(scored: pd.DataFrame):
    with pytest.warns(ToolkitWarning, match="no outlet is called '...'.*Herald, Ledger"):
        assert explain(scored, "Pakistan", outlet="...").sentences.empty
    with pytest.warns(ToolkitWarning, match="nothing was found for Pakistan there"):
        assert repr(explain(scored, "Pakistan", period="1999")).startswith("Pakistan")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"actor": "Narnia"}, "no actor 'Narnia'"),
        ({"actor": "Pakistan", "voice": "x"}, "no voice 'x'"),
        ({"actor": "Pakistan", "period": "soon"}, "'soon' cannot be read"),
    ],
)
def test_unknown_names_are_told(scored: pd.DataFrame, wrong: dict[str, str], message: str):
    with pytest.raises(UnknownName, match=message):
        explain(scored, **wrong)
