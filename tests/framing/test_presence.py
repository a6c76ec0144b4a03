"""Every article has every frame, with silence as zero, and negated hits make none present."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit import codebook, tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.framing import find_frames, frame_presence
from toolkit.mentions import find_mentions

BOOK = """
[[actors]]
name = "Pakistan"
aliases = {state = ["Pakistan"]}
[[frames]]
name = "safe_haven"
indicators = ["safe haven*", "shelter*"]
weights = {"safe haven*" = 3.0}
[[frames]]
name = "aid"
indicators = ["aid"]
threshold = 150.0
"""
TEXT = (
    "It shelters gunmen. A safe haven, a safe haven! It denied sheltering aid. "
    "“Aid came,” Kirby said."
)


@pytest.fixture
def book(tmp_path: Path) -> codebook.Codebook:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return codebook.read(path)


@pytest.fixture
def told(articles: pd.DataFrame) -> pd.DataFrame:
    return articles.assign(title="A title", text=[TEXT, "Rain.", None])


def presence(told: pd.DataFrame, book: codebook.Codebook, voice: str = "any") -> pd.DataFrame:
    hits = find_frames(told, find_mentions(told, book), book, parser=False)
    found = frame_presence(hits, told, book, voice=voice)
    return tables.check(found, "frame_presence").set_index(["article_id", "frame"])


def test_what_is_counted(told: pd.DataFrame, book: codebook.Codebook):
    row = presence(told, book).loc[("a1", "safe_haven")]
    assert (row["n_hits"], row["n_negated"], row["n_sentences"]) == (3, 1, 2)
    assert row["share"] == 2 / 5
    assert row["density"] == pytest.approx(1000 * 7 / 19)
    assert row["present"]


def test_silence_is_a_row(told: pd.DataFrame, book: codebook.Codebook):
    found = presence(told, book)
    assert list(found.index) == [(a, f) for a in ("a1", "a2", "a3") for f in ("safe_haven", "aid")]
    assert not found.loc[["a2", "a3"]].any(axis=None)


def test_a_frame_below_its_threshold_is_not_present(told: pd.DataFrame, book: codebook.Codebook):
    row = presence(told, book).loc[("a1", "aid")]
    assert row["n_hits"] > 0
    assert row["density"] < 150
    assert not row["present"]


def test_negated_hits_alone_make_no_frame_present(told: pd.DataFrame, book: codebook.Codebook):
    denied = told.assign(text="Pakistan denied sheltering him.")
    row = presence(denied, book).loc[("a1", "safe_haven")]
    assert (row["n_hits"], row["n_negated"], bool(row["present"])) == (0, 1, False)


def test_hits_in_some_words_only(told: pd.DataFrame, book: codebook.Codebook):
    found = presence(told, book, voice="quoted").loc["a1"]
    assert found["n_hits"].to_dict() == {"safe_haven": 0, "aid": 1}


def test_an_article_without_words_has_no_frame(told: pd.DataFrame, book: codebook.Codebook):
    nothing = told.assign(title=None, text=None)
    assert (presence(nothing, book)[["share", "density"]] == 0).all(axis=None)


def test_the_rows_do_not_depend_on_the_partition(told: pd.DataFrame, book: codebook.Codebook):
    parts = [presence(told[i : i + 1], book) for i in range(len(told))]
    pd.testing.assert_frame_equal(presence(told, book), pd.concat(parts))


def test_what_does_not_belong_together(told: pd.DataFrame, book: codebook.Codebook):
    hits = find_frames(told, find_mentions(told, book), book, parser=False)
    with pytest.raises(UnknownName, match="no voice 'loud'"):
        frame_presence(hits, told, book, voice="loud")
    with pytest.raises(WrongTable, match="article 'a1'"):
        frame_presence(hits, told[1:], book)
    hits = hits[hits["frame"] == "aid"]
    with pytest.raises(WrongTable, match="frame 'aid'"):
        frame_presence(hits, told, "us_pakistan_taliban")
