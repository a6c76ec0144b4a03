"""Corrections give phrases of the news another valence and leave all other rules as they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import BrokenCodebook, PathNotFound, UnknownName
from toolkit.sentiment import corrections
from toolkit.sentiment.vader import polarity_scores

NEWS = corrections.read("news")

ENTRY = """
[[corrections]]
group = "{group}"
phrase = {phrase}
{more}
valence = {valence}
reason = "Because."
"""


def listed(folder: Path, *entries: str) -> Path:
    path = folder / "own.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def entry(phrase: str, valence: object = 0, more: str = "", group: str = "mine") -> str:
    return ENTRY.format(group=group, phrase=phrase, more=more, valence=valence)


def compound(text: str, chosen: corrections.Corrections) -> float:
    alone = polarity_scores(text, corrections=chosen)
    assert polarity_scores([text], corrections=chosen).iloc[0].to_dict() == alone
    return alone["compound"]


# --- the list for the news


@pytest.mark.parametrize(
    "text",
    [
        "Envoys of the United States' embassy met him on Monday.",
        "The Justice Department named a special counsel.",
        "A grand jury heard the Supreme Court's clerk.",
        "Militants kept safe havens along the border.",
        "Security forces closed the road to the airport.",
        "Fine Gael and the other parties met in Dublin.",
        "Ferries left Great Britain for Calais.",
        "Interest rates stood at four per cent.",
        "Aides of Hope Hicks and the Freedom Caucus spoke on Tuesday.",
        "Bread costs two dollars, like milk.",
    ],
)
def test_what_names_something_in_the_news_counts_for_nothing(text: str):
    assert polarity_scores(text)["compound"] > 0
    assert polarity_scores(text, corrections=NEWS)["compound"] == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "The great bridge is a fine piece of work.",
        "They would hope for a safe return.",
        "We like the new mayor.",
        "A terrible blunder, residents said, and a cruel one.",
        "Their freedom was a gift.",
    ],
)
def test_praise_and_blame_stay(text: str):
    assert polarity_scores(text, corrections=NEWS) == polarity_scores(text)


def test_every_entry_says_why_and_belongs_to_a_group():
    table = corrections.as_table(NEWS)
    assert (table["reason"].str.len() > 10).all()
    assert set(corrections.groups(NEWS)) == set(table["group"])
    assert "not measured" in corrections.groups(NEWS)


def test_groups_and_phrases_can_be_left_out():
    text = "The United States and its political party met."
    assert compound(text, NEWS) == 0.0
    without = corrections.read("news", without=["names of states and bodies"])
    assert compound(text, without) == polarity_scores("The United things met.")["compound"]
    assert compound(text, corrections.read(NEWS, without=["united"])) > 0
    with pytest.raises(UnknownName, match="no group or phrase 'sports'.*politics"):
        corrections.read("news", without=["sports"])


def test_a_table_keeps_its_index_and_its_columns():
    texts = pd.Series(["The United States", None, "good"], index=[7, 5, 6])
    table = polarity_scores(texts, corrections=NEWS)
    assert table.index.tolist() == [7, 5, 6]
    assert table["compound"].tolist() == [0.0, 0.0, 0.4404]
    assert table.loc[7].tolist() == [0.0, 1.0, 0.0, 0.0]


# --- what an override does


def test_a_word_at_zero_is_neutral_whatever_stands_before_it(tmp_path: Path):
    chosen = corrections.read(listed(tmp_path, entry('"bold"'), entry('"trust"')))
    for text in ["very trust", "not trust", "EXTREMELY TRUST here", "no trust at all"]:
        assert compound(text.replace("no ", "some "), chosen) == 0.0
    neutral = polarity_scores("the very thing is good", corrections=chosen)
    assert polarity_scores("the very trust is good", corrections=chosen) == neutral


def test_other_rules_change_a_new_valence_as_they_change_any(tmp_path: Path):
    chosen = corrections.read(listed(tmp_path, entry('["crack down", "cracked down"]', -2.3)))
    plain = compound("they cracked down on it", chosen)
    assert compound("they cracked down on it!", chosen) < plain < 0
    assert compound("they never cracked down on it", chosen) > 0
    assert compound("they CRACKED DOWN on it", chosen) < plain
    assert compound("they cracked down on it but left", chosen) > plain
    assert compound("cracked on down", chosen) == 0.0


def test_a_corrected_word_still_acts_on_its_neighbours(tmp_path: Path):
    chosen = corrections.read(listed(tmp_path, entry('"no"')))
    assert compound("no good", chosen) == polarity_scores("no good")["compound"] < 0
    assert compound("no house", chosen) == 0.0


def test_context_and_case_are_asked_for(tmp_path: Path):
    path = listed(
        tmp_path,
        entry('"trust"', more='after = ["fund", "company of"]'),
        entry('"care"', more='before = "health"'),
        entry('"hope"', more='case = "capital"'),
    )
    chosen = corrections.read(path)
    changed = {
        "a trust fund": True,
        "a trust fund's owner": True,
        "a trust company of note": True,
        "a trust company": False,
        "trust": False,
        "health care": True,
        "the care": False,
        "says Hope Smith": True,
        "says HOPE SMITH": False,
        "Hope is there": False,
        "we hope": False,
    }
    for text, changes in changed.items():
        assert (compound(text, chosen) == 0.0) == changes, text


def test_the_longest_phrase_counts_and_rows_do_not_meet(tmp_path: Path):
    path = listed(tmp_path, entry('"like"'), entry('"we like"', 1.5), entry('"like war"', -4))
    chosen = corrections.read(path)
    assert compound("we like it", chosen) == polarity_scores("we like it")["compound"]
    assert compound("it is like it", chosen) == 0.0
    table = polarity_scores(["we", "like", "like", "war"], corrections=chosen)
    assert table["compound"].tolist()[:3] == [0.0, 0.0, 0.0]


words = st.sampled_from(
    """The the United States states security Security forces like no not very but NO GOOD good bad
    party Justice justice department's Department’s grand jury interest rates Hope 😀 health care
    we I top isn't (security) "like" Supreme Court, kind of never so clearly K\u212aind""".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(words, max_size=12).map(" ".join), max_size=4))
def test_a_column_has_the_numbers_of_its_texts(texts: list[str]):
    table = polarity_scores(texts, corrections=NEWS).to_dict("records")
    assert table == [polarity_scores(text, corrections=NEWS) for text in texts]


def test_processes_and_long_texts_work_with_corrections(monkeypatch: pytest.MonkeyPatch):
    long = "The United States and security forces clearly met. " * 20_000
    assert compound(long, NEWS) == 0.0
    texts = ["the party", "a good party"] * 200
    monkeypatch.setattr("toolkit.sentiment.vader._CHUNK", (200, 10_000))
    several = polarity_scores(texts, corrections=NEWS, processes=2)
    assert np.array_equal(several, polarity_scores(texts, corrections=NEWS))


# --- errors


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (entry('"good"', more='wen = "x"'), "row 2: there is the unknown key 'wen'"),
        (entry('"good"', '"high"'), "row 2: valence = 'high' is no number"),
        (entry('"good"', "true"), "valence = True is no number"),
        (entry('"good"', 7), "valence = 7 is out of range.*-4 to 4"),
        (entry('"good"', "nan"), "valence = nan is out of range"),
        (entry('""'), "'phrase' must be a phrase or a list of phrases"),
        (entry("[]"), "'phrase' must be a phrase"),
        (entry('"good"', more="before = 3"), "'before' must be a phrase"),
        (entry('"good"', more='case = "small"'), "case = 'small' is unknown"),
        (entry('"good"', group=" "), "lacks its group"),
        (entry('"très bon"', 2), "letters outside A to Z"),
        (entry('"table leg"'), "no word of 'table leg' is in VADER's lexicon"),
        (entry('"the very"', 2), "'very' only strengthens"),
        (entry('"good"') + entry('["bad", "Good"]'), "row 9: 'good' is corrected twice"),
        ('[[corrections]]\nvalence = 0\nreason = "x"', "lacks its phrase"),
        ('corrections = ["good"]', "a correction is no table"),
        ("[[correction]]\n", "unknown key 'correction'"),
        ("", "it holds no corrections"),
        ("[[corrections]]\nphrase = good", "row 2: it is not valid TOML"),
    ],
)
def test_a_mistake_in_a_list_is_named_with_its_line(tmp_path: Path, broken: str, message: str):
    with pytest.raises(BrokenCodebook, match=message) as error:
        corrections.read(listed(tmp_path, broken))
    assert "own.toml" in str(error.value)


def test_a_list_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(PathNotFound, match="no list of corrections"):
        corrections.read(tmp_path / "none.toml")
