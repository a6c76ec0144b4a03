"""Words that tell groups apart: the formula, one count a story, and what is left out."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import UnknownName, WrongTable
from toolkit.words import keyness
from toolkit.words.exposure import expected_share
from toolkit.words.presence import presence
from toolkit.words.tokens import words_of

WORDS = "harvest river market bridge school engine mirror garden letter winter".split()


def corpus(articles: pd.DataFrame, texts: dict[str, list[str]]) -> pd.DataFrame:
    """Articles of the outlets, each a story of its own, without titles."""
    rows = []
    for outlet, its_texts in texts.items():
        for number, text in enumerate(its_texts):
            name = f"{outlet}{number}"
            row = {"article_id": name, "story_id": name, "outlet": outlet, "text": text}
            rows.append(articles.iloc[[0]].assign(**row, title=""))
    return pd.concat(rows, ignore_index=True)


@pytest.fixture
def planted(articles) -> pd.DataFrame:
    random = np.random.default_rng(1)
    texts = {
        outlet: [
            " ".join([*random.choice(WORDS, 6, replace=False), own])
            for own in [special] * 30 + ["plain"] * 30
        ]
        for outlet, special in (("Herald", "haven"), ("Ledger", "partner"))
    }
    return corpus(articles, texts)


def test_planted_words_are_found_and_no_others(planted):
    found = keyness(planted, "outlet", "Herald", "Ledger")
    assert found.loc[found["distinctive"], "word"].tolist() == ["haven", "partner"]
    first = found.iloc[0]
    assert (first["word"], first["n_one"], first["n_other"]) == ("haven", 30, 0)
    assert (first["share_one"], first["share_other"]) == (0.5, 0)
    assert first["z"] > 3


def test_the_other_way_round_the_signs_turn(planted):
    one = keyness(planted, "outlet", "Herald").set_index("word")
    other = keyness(planted, "outlet", "Ledger").set_index("word")
    np.testing.assert_allclose(one["z"], -other["z"].reindex(one.index), atol=1e-9)


def test_it_is_monroes_formula_where_articles_are_alike_in_length(articles):
    texts = {
        "Herald": ["haven river"] * 3 + ["market river"],
        "Ledger": ["haven river"] + ["market river"] * 3,
    }
    found = keyness(corpus(articles, texts), "outlet", "Herald", prior=8, least=1)
    haven = found.set_index("word").loc["haven"]
    # Counts 3 and 1 of 8 and 8; the word has 4 of all 16 counts, so 2 of the prior's 8.
    expected = math.log((3 + 2) / (8 + 8 - 3 - 2)) - math.log((1 + 2) / (8 + 8 - 1 - 2))
    assert haven["log_odds"] == pytest.approx(expected)
    spread = math.sqrt(1 / 5 + 1 / 11 + 1 / 3 + 1 / 13)
    assert haven["z"] == pytest.approx(expected / spread)


def test_one_long_article_makes_no_word_distinctive(planted):
    before = keyness(planted, "outlet", "Herald").set_index("word")
    long = planted.copy()
    long.loc[0, "text"] = long.loc[0, "text"] + " harvest" * 500
    after = keyness(long, "outlet", "Herald").set_index("word")
    assert abs(after.loc["harvest", "z"] - before.loc["harvest", "z"]) < 0.3
    assert not after.loc["harvest", "distinctive"]
    assert after.loc["harvest", "n_one"] - before.loc["harvest", "n_one"] in (0, 1)


def test_copies_of_a_story_count_once(planted):
    copies = planted.iloc[[0] * 20].assign(article_id=[f"copy{n}" for n in range(20)])
    both = pd.concat([planted, copies], ignore_index=True)
    pd.testing.assert_frame_equal(
        keyness(both, "outlet", "Herald"), keyness(planted, "outlet", "Herald")
    )


def test_longer_articles_make_no_word_distinctive(articles):
    random = np.random.default_rng(2)
    vocabulary = [f"{a}{b}" for a in WORDS for b in WORDS]
    chance = 1 / np.arange(1, 101)
    chance /= chance.sum()
    texts = {
        outlet: [" ".join(random.choice(vocabulary, length, p=chance)) for _ in range(150)]
        for outlet, length in (("Herald", 40), ("Ledger", 120))
    }
    found = keyness(corpus(articles, texts), "outlet", "Herald")
    assert not found["distinctive"].any()
    assert found["z"].abs().max() < 4


def test_where_articles_are_alike_half_is_expected_of_half():
    first = np.array([True, False] * 5)
    share = expected_share(np.array([1, 5, 10]), np.full(10, 50), first)
    np.testing.assert_allclose(share, 0.5)


def test_periods_are_groups_too(planted):
    days = pd.to_datetime(["2020-05-01"] * 60 + ["2021-12-31"] * 60, utc=True)
    dated = planted.assign(published=days.astype("datetime64[us, UTC]"))
    found = keyness(dated, "period", "2020")
    assert found["word"].iloc[0] == "haven"
    assert keyness(dated, "period", "2021Q4", "2020Q2", every="quarter")["word"].iloc[0] == (
        "partner"
    )


def test_a_third_group_only_shapes_the_prior(planted, articles):
    third = corpus(articles, {"Courier": ["haven market"] * 50})
    found = keyness(pd.concat([planted, third], ignore_index=True), "outlet", "Herald", "Ledger")
    assert found.set_index("word").loc["haven", "n_other"] == 0
    assert found.attrs["stories_other"] == 60


def test_words_in_a_row_are_one(articles):
    texts = {"Herald": ["The rule of law holds."] * 9, "Ledger": ["The law of rule holds."] * 9}
    found = keyness(corpus(articles, texts), "outlet", "Herald", ngrams=3)
    assert found["word"].tolist() == ["rule of law", "law of rule"]


def test_the_words_of_a_newsletter_pitch_are_not_counted(articles):
    story = "The harvest was late this year because of the long winter."
    pitch = "Sign up for our newsletter, a splendid digest."
    texts = {"Herald": [f"{story} {pitch}"] * 9, "Ledger": [story] * 9}
    words = set(keyness(corpus(articles, texts), "outlet", "Herald")["word"])
    assert "harvest" in words
    assert "splendid" not in words


def actors(mentions: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for number in range(12):
        name = {"article_id": f"a{number}", "story_id": f"a{number}"}
        for row in (0, 2, 3):
            rows.append(mentions.iloc[[row]].assign(**name, mention_id=f"{number}.{row}"))
    table = pd.concat(rows, ignore_index=True)
    table["actor"] = pd.Categorical(table["actor"], mentions["actor"].cat.categories)
    return table


def test_an_actors_own_names_are_left_out_and_a_shared_sentence_counts_for_both(mentions):
    found = keyness(actors(mentions), "actor", "Pakistan", "Taliban").set_index("word")
    assert not {"pakistan", "taliban"} & set(found.index)
    assert found.loc["shelters", ["n_one", "n_other"]].tolist() == [12, 12]
    assert found.loc["kept", ["n_one", "n_other"]].tolist() == [12, 0]


def test_a_name_inside_a_compound_is_left_out_too(mentions):
    table = actors(mentions)
    table["sentence_text"] = table["sentence_text"].str.replace("kept its", "kept Kabul-Pakistan")
    found = keyness(table, "actor", "Pakistan", "Taliban")
    assert "kept" in set(found["word"])
    assert not found["word"].str.contains("pakistan").any()


def test_against_the_rest_an_actors_sentences_are_its_alone(mentions):
    found = keyness(actors(mentions), "actor", "Taliban").set_index("word")
    assert found.loc["shelters", ["n_one", "n_other"]].tolist() == [12, 0]
    assert found.loc["kept", ["n_one", "n_other"]].tolist() == [0, 12]
    assert "pakistan" in found.index


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "outlets"}, "no column 'outlets'"),
        ({"one": "Courier"}, "'Courier' is not in the table. Mend: choose among Herald, Ledger"),
        ({"other": "Herald"}, "held against itself"),
        ({"by": "period", "every": "decade"}, "no period 'decade'"),
        ({"prior": 0}, "prior=0 is no size"),
        ({"least": 0}, "least=0"),
        ({"level": 5}, "level=5"),
        ({"ngrams": 4}, "ngrams=4"),
    ],
)
def test_what_cannot_be_asked_is_told(planted, options, said):
    with pytest.raises(UnknownName, match=said):
        keyness(planted, **{"by": "outlet", "one": "Herald"} | options)


def test_a_group_without_a_word_is_told(planted):
    silent = planted.assign(text=planted["text"].where(planted["outlet"] == "Herald", "It is so."))
    with pytest.raises(WrongTable, match="holds no word"):
        keyness(silent, "outlet", "Herald")
    with pytest.raises(WrongTable, match="articles table has no column"):
        keyness(pd.DataFrame({"outlet": ["A"]}), "outlet", "A")


def test_words_keep_hyphens_and_lose_grammar():
    assert words_of("They’re in O’Brien’s state-of-the-art 9mm lab") == (
        ["o'brien", "state-of-the-art", "lab"]
    )


def test_the_order_of_texts_changes_nothing():
    units, texts = [("a",), ("b",)], [["rain", "hail"], ["snow"]]
    one, other = presence(units, texts), presence(units[::-1], texts[::-1])
    assert one.words.tolist() == other.words.tolist()
    assert (one.matrix.toarray() == other.matrix.toarray()[::-1]).all()
