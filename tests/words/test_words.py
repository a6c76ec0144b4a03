"""Lines to read and words that go with a name."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.errors import UnknownName
from toolkit.words import collocates, concordance


def test_a_line_is_the_name_and_what_stands_around_it(mentions: pd.DataFrame):
    line = concordance(mentions, "Taliban", width=9).iloc[0]
    assert (line["left"], line["alias"], line["right"]) == ("ters the", "Taliban", ",” an aid")


def test_the_same_seed_draws_the_same_lines(mentions: pd.DataFrame):
    one, other = (concordance(mentions, n=2, seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    assert len(one) == 2


def test_a_word_of_every_sentence_of_one_actor_goes_with_it(mentions: pd.DataFrame):
    praise = mentions.iloc[[0]]
    rows = [praise.assign(sentence_id=i, mention_id=str(i)) for i in range(6)]
    rain = praise.assign(
        sentence_text="Rain fell on the Taliban.", actor="Taliban", start=18, end=25
    )
    rain["actor"] = pd.Categorical(rain["actor"], categories=mentions["actor"].cat.categories)
    rows += [rain.assign(sentence_id=10 + i, mention_id=f"r{i}") for i in range(6)]
    table = pd.concat(rows, ignore_index=True)
    words = collocates(table, "Pakistan")
    assert set(words["word"]) == {"kept", "word", "negotiators"}
    assert (words["n_with"] == 6).all()
    assert words["log_likelihood"].iloc[0] == pytest.approx(2 * 12 * 0.693147, rel=1e-4)


def test_an_actor_that_is_not_there_is_told(mentions: pd.DataFrame):
    with pytest.raises(UnknownName, match="no mention names 'Norway'"):
        collocates(mentions, "Norway")
