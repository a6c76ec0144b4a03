"""Frames are found by their indicators, attached to actors, and negation is kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit import codebook, tables
from toolkit.framing import find_frames
from toolkit.mentions import find_mentions

BOOK = """
[[actors]]
name = "Pakistan"
aliases = {state = ["Pakistan"]}
[[actors]]
name = "Taliban"
aliases = {group = ["Taliban"]}
[[frames]]
name = "safe_haven"
actors = ["Pakistan"]
places = true
indicators = ["safe haven*", "harbour*", "turn* a blind eye"]
exclude = ["tax safe haven"]
[[frames]]
name = "aid"
indicators = ["pledged ... million", "Quad"]
"""


@pytest.fixture
def book(tmp_path: Path) -> codebook.Codebook:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return codebook.read(path)


def hits(articles: pd.DataFrame, text: str, book: codebook.Codebook) -> pd.DataFrame:
    one = articles.iloc[:1].assign(text=text, title="A title")
    found = find_frames(one, find_mentions(one, book), book)
    return tables.check(found, "frame_hits")


@pytest.mark.parametrize(
    ("text", "frame", "words"),
    [
        ("There are SAFE havens.", "safe_haven", "SAFE havens"),
        ("It turned a blind eye.", "safe_haven", "turned a blind eye"),
        ("It pledged a further 3 million.", "aid", "pledged a further 3 million"),
        ("The Quad met.", "aid", "Quad"),
    ],
)
def test_wildcards_gaps_and_capitals(
    articles: pd.DataFrame, book: codebook.Codebook, text: str, frame: str, words: str
):
    found = hits(articles, text, book).iloc[0]
    assert (found["frame"], text[found["start"] : found["end"]]) == (frame, words)


@pytest.mark.parametrize("text", ["A tax safe haven.", "They ride quad bikes.", "unharboured"])
def test_what_only_looks_like_an_indicator(
    articles: pd.DataFrame, book: codebook.Codebook, text: str
):
    assert hits(articles, text, book).empty


def test_a_hit_hangs_on_the_nearest_actor_it_may_be_about(
    articles: pd.DataFrame, book: codebook.Codebook
):
    found = hits(articles, "Pakistan harbours the Taliban.", book)
    assert found["mention_id"].tolist() == ["a1.1.0"]
    assert hits(articles, "The Taliban harbours him.", book)["mention_id"].isna().all()


def test_a_place_can_be_framed_where_the_codebook_says_so(
    articles: pd.DataFrame, book: codebook.Codebook
):
    assert hits(articles, "Safe havens in Pakistan.", book)["mention_id"].notna().all()


@pytest.mark.parametrize(
    "text",
    ["Pakistan denied harbouring him.", "There is no safe haven.", "It doesn’t harbour him."],
)
def test_negation_is_a_column(articles: pd.DataFrame, book: codebook.Codebook, text: str):
    assert hits(articles, text, book)["negated"].tolist() == [True]


def test_whose_words_a_hit_stands_in(articles: pd.DataFrame, book: codebook.Codebook):
    found = hits(articles, "“Pakistan harbours him still,” Kirby said.", book).iloc[0]
    assert (found["voice"], found["speaker"]) == ("quoted", "Kirby")


def test_the_columns_know_all_frames_found_or_not(articles: pd.DataFrame, book: codebook.Codebook):
    assert list(hits(articles, "Rain.", book)["frame"].cat.categories) == ["safe_haven", "aid"]


def test_the_rows_do_not_depend_on_the_partition(articles: pd.DataFrame):
    mentions = find_mentions(articles)
    whole = find_frames(articles, mentions)
    parts = [find_frames(articles[i : i + 1], mentions) for i in range(len(articles))]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))
