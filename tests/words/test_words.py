"""Lines to read and words that go with a name."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.errors import UnknownName, WrongTable
from toolkit.words import collocates, concordance
from toolkit.words.collocates import MEASURES


def test_a_line_is_the_name_and_what_stands_around_it(mentions: pd.DataFrame):
    line = concordance(mentions, "Taliban", width=9).iloc[0]
    assert (line["left"], line["alias"], line["right"]) == ("ters the", "Taliban", ",” an aid")


def test_the_same_seed_draws_the_same_lines(mentions: pd.DataFrame):
    one, other = (concordance(mentions, n=2, seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    assert len(one) == 2


def test_a_term_is_shown_wherever_it_stands(articles: pd.DataFrame):
    lines = concordance(articles, term="talk*", width=10)
    assert lines["match"].tolist() == ["Talks", "Talks"]
    assert lines["right"].tolist() == ["resume", "go on"]
    lines = concordance(articles, term="its word")
    assert lines[["article_id", "field", "start"]].values.tolist() == [
        ["a1", "body", 18],
        ["a2", "body", 18],
    ]
    assert articles["text"][1][18:26] == lines["match"].iloc[1]


def test_lines_are_sorted_by_what_follows_or_goes_before(articles: pd.DataFrame):
    texts = ["The wind fell. A cold rain began.", "Warm rain at last.", "Then, rain “and” hail."]
    table = articles.assign(text=texts)
    follows = concordance(table, term="rain", sort="right", width=20)
    body = follows[follows["field"] == "body"]
    assert body["right"].tolist() == ["“and” hail.", "at last.", "began."]
    before = concordance(table, term="rain", sort="left", width=20)
    body = before[before["field"] == "body"]
    assert body["left"].tolist() == ["e wind fell. A cold", "Then,", "Warm"]


def test_a_line_is_of_an_actor_or_of_a_term(articles, mentions):
    with pytest.raises(UnknownName, match="not both"):
        concordance(articles, "Taliban", term="rain")
    with pytest.raises(UnknownName, match="no mention names 'Norway'"):
        concordance(mentions, "Norway")
    with pytest.raises(UnknownName, match="no order"):
        concordance(mentions, sort="up")


def told(mentions: pd.DataFrame, stories: int, praise_each: int = 1) -> pd.DataFrame:
    """Stories that each praise Pakistan, and as many of rain on the Taliban."""
    praise = mentions.iloc[[0]]
    rain = praise.assign(
        sentence_text="Rain fell on the Taliban.", actor="Taliban", alias="Taliban"
    ).assign(start=17, end=24)
    rows = []
    for story in range(stories):
        for number in range(praise_each if story == 0 else 1):
            one = {"article_id": f"p{story}", "story_id": f"p{story}", "sentence_id": number}
            rows.append(praise.assign(**one, mention_id=f"p{story}.{number}"))
        two = {"article_id": f"r{story}", "story_id": f"r{story}", "mention_id": f"r{story}"}
        rows.append(rain.assign(**two))
    table = pd.concat(rows, ignore_index=True)
    table["actor"] = pd.Categorical(table["actor"], mentions["actor"].cat.categories)
    return table


def test_a_word_of_every_story_of_one_actor_goes_with_it(mentions: pd.DataFrame):
    words = collocates(told(mentions, 6), "Pakistan")
    assert set(words["word"]) == {"kept", "word", "negotiators"}
    assert (words["n_with"] == 6).all()
    assert words["log_likelihood"].iloc[0] == pytest.approx(2 * 12 * 0.693147, rel=1e-4)
    assert (words["q"] < 0.001).all()


def test_a_long_article_weighs_as_one(mentions: pd.DataFrame):
    plain = collocates(told(mentions, 6), "Pakistan")
    long = collocates(told(mentions, 6, praise_each=200), "Pakistan")
    pd.testing.assert_frame_equal(plain, long)
    with_one = told(mentions, 6, praise_each=200)
    with_one.loc[with_one["article_id"] == "p0", "sentence_text"] = "Pakistan has thanked everyone."
    words = collocates(with_one, "Pakistan", least=1).set_index("word")
    assert words.loc["thanked", "n_with"] == 1
    assert words.loc["thanked", "q"] > 0.05


def test_a_copy_adds_nothing(mentions: pd.DataFrame):
    table = told(mentions, 6)
    copy = table[table["article_id"] == "p0"].assign(article_id="copy", mention_id="copy")
    more = pd.concat([table, copy], ignore_index=True)
    pd.testing.assert_frame_equal(collocates(more, "Pakistan"), collocates(table, "Pakistan"))


def test_a_window_keeps_to_the_words_beside_the_name(mentions: pd.DataFrame):
    words = collocates(told(mentions, 6), "Pakistan", window=2)
    assert words["word"].tolist() == ["kept"]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_finds_what_goes_together(mentions: pd.DataFrame, measure: str):
    words = collocates(told(mentions, 6), "Pakistan", measure=measure)
    assert set(words["word"]) == {"kept", "word", "negotiators"}
    assert words["q"].notna().all() == (measure in ("log_likelihood", "chi_squared"))


def test_an_actor_that_is_not_there_is_told(mentions: pd.DataFrame):
    with pytest.raises(UnknownName, match="no mention names 'Norway'"):
        collocates(mentions, "Norway")
    with pytest.raises(UnknownName, match="holds no word"):
        collocates(mentions, "Pakistan", window=0)
    with pytest.raises(WrongTable, match="there is no rest"):
        collocates(mentions.iloc[:2], "Pakistan")
