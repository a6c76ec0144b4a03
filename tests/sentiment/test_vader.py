"""VADER's four numbers, for one text and for many, are those of vaderSentiment."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from toolkit.sentiment.vader import polarity_scores

REFERENCE = SentimentIntensityAnalyzer()
PARTS = ["GREAT", "not", "good", "but", "never so", "kind of", "the bomb", "!!!", "😀", "“", ":)"]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join))
def test_every_number_is_the_references(text: str):
    expected = REFERENCE.polarity_scores(text)
    assert polarity_scores(text) == expected
    assert polarity_scores([text]).iloc[0].to_dict() == expected


def test_missing_texts_are_empty_texts():
    table = polarity_scores(pd.Series(["good", None, float("nan")], index=[3, 1, 2], dtype=object))
    assert table.index.tolist() == [3, 1, 2]
    assert table["compound"].tolist()[1:] == [0.0, 0.0]


@pytest.mark.parametrize("wrong", [b"good", 3])
def test_what_is_no_text_is_an_error(wrong: object):
    with pytest.raises(TypeError, match="must be a string"):
        polarity_scores([wrong])  # type: ignore[list-item]
