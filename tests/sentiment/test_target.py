"""The one door to sentiment toward an actor."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.sentiment import classify, score


def test_scores_are_mentions_with_numbers(mentions: pd.DataFrame):
    scores = tables.check(score(mentions), "scores")
    pd.testing.assert_frame_equal(scores[mentions.columns], mentions)
    shares = scores[["p_negative", "p_neutral", "p_positive"]].sum(axis=1)
    np.testing.assert_allclose(shares, 1)
    difference = scores["p_positive"] - scores["p_negative"]
    np.testing.assert_allclose(scores["target_sentiment"], difference)


def test_praise_is_above_blame(mentions: pd.DataFrame):
    scores = score(mentions)
    praise = scores.loc[scores["voice"] == "outlet", "target_sentiment"]
    blame = scores.loc[scores["mention_id"] == "a2.2.1", "target_sentiment"]
    assert praise.min() > 0 > blame.item()


def test_what_scored_travels_with_each_score(mentions: pd.DataFrame):
    assert set(score(mentions)["back_end"].str.split(" ").str[0]) == {"rules"}
    assert set(score(mentions, back_end="vader")["back_end"]) == {"vader 3.3.2"}


def test_the_rows_do_not_depend_on_the_partition(mentions: pd.DataFrame):
    parts = [score(mentions[:2]), score(mentions[2:])]
    pd.testing.assert_frame_equal(pd.concat(parts), score(mentions))


def test_another_back_end_never_stands_in(mentions: pd.DataFrame):
    with pytest.raises(UnknownName, match="no back end 'bert'.*rules, vader"):
        score(mentions, back_end="bert")


def test_classes_are_integers():
    sentence = "Washington praised Pakistan and condemned India. It rained in Norway."
    targets = ["Pakistan", "India", "Norway"]
    starts = [sentence.index(target) for target in targets]
    ends = [start + len(target) for start, target in zip(starts, targets, strict=True)]
    found = classify([sentence] * 3, starts, ends)
    assert found.dtype == np.int64
    assert found.tolist()[:2] == [1, -1]


@pytest.mark.parametrize(
    ("sentence", "start", "end", "message"),
    [
        ("Pakistan", 0, 9, "0:9 does not lie in sentence 0 of 8"),
        ("Pakistan", 3, 3, "does not lie"),
        ("Pakistan", -1, 3, "does not lie"),
        (None, 0, 1, "is a NoneType"),
        (b"Pakistan", 0, 1, "is a bytes"),
    ],
)
def test_a_target_outside_its_sentence_is_an_error(
    sentence: str, start: int, end: int, message: str
):
    with pytest.raises(WrongTable, match=message):
        classify([sentence], [start], [end])


@pytest.mark.parametrize("sentence", ["😀" * 50, "باكستان تدين", "x " * 100_000, "?" * 3000])
def test_odd_sentences_are_classed(sentence: str):
    assert classify([sentence], [0], [1]).tolist()[0] in (-1, 0, 1)


def test_no_mentions_give_no_scores():
    assert score(tables.empty("mentions")).empty
