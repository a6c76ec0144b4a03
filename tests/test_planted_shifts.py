"""The pipeline finds each shift planted in the sample corpus, and none where none is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import SetAsideWarning
from toolkit.framing import find_frames
from toolkit.loading import load
from toolkit.mentions import find_mentions
from toolkit.portrayals import portrayals
from toolkit.sentiment import score
from toolkit.timelines import before_after

DATA = Path(__file__).parents[1] / "data"
TRUTH = pd.read_csv(DATA / "sample_truth.csv")

#: Eighteen months on either side of an event.
WINDOW = "540D"


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    with pytest.warns(SetAsideWarning):
        articles = load(DATA / "sample")
    mentions = find_mentions(articles)
    return portrayals(score(mentions), articles, frames=find_frames(articles, mentions))


def found(sample: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Every cell of the truth table for a measure, with the direction that was found."""
    truth = TRUTH[TRUTH["measure"] == measure]
    parts = []
    for event, cells in truth.groupby("event_date"):
        actors = sample[sample["actor"].isin(cells["actor"])]
        change = before_after(actors, str(event), measure=measure, window=WINDOW)
        parts.append(cells.merge(change, on=["outlet", "actor"]))
    table = pd.concat(parts)
    direction = (table["difference"] > 0).astype(int) - (table["difference"] < 0).astype(int)
    table["found"] = direction.where(table["p_adjusted"] < 0.05, 0)
    return table


@pytest.mark.parametrize("measure", sorted(TRUTH["measure"].unique()))
def test_every_planted_shift_is_found_and_no_other(sample: pd.DataFrame, measure: str):
    table = found(sample, measure)
    assert len(table) == (TRUTH["measure"] == measure).sum()
    wrong = table[table["found"] != table["planted"]]
    assert wrong.empty, wrong[["outlet", "actor", "event_date", "planted", "difference"]]


def test_the_sentence_score_is_fooled_where_the_score_toward_the_actor_is_not(
    sample: pd.DataFrame,
):
    """In the control outlet only the events turned bad, not the outlet."""
    control = sample[sample["outlet"] == "Synthetic Courier"]
    vader = before_after(control, "2021-08-15", measure="compound", window=WINDOW)
    toward = before_after(control, "2021-08-15", window=WINDOW)
    assert (vader["p_adjusted"] < 0.05).any()
    assert not (toward["p_adjusted"] < 0.05).any()
