"""Real corpora load with no hand work, and every record is accounted for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.loading import load_with_set_aside

DATA = Path(__file__).parents[3] / "shared" / "data"
ALLSIDES = DATA / "allsides" / "articles.jsonl.gz"
NYT = DATA / "nyt_afghanistan" / "afghanistan_withdrawal_table.csv"

Loaded = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def allsides() -> Loaded:
    if not ALLSIDES.exists():
        pytest.skip("../shared is not here")
    return load_with_set_aside(ALLSIDES)


@pytest.fixture(scope="module")
def nyt() -> Loaded:
    if not NYT.exists():
        pytest.skip("../shared is not here")
    return load_with_set_aside(NYT)


def test_allsides_is_accounted_for(allsides: Loaded):
    articles, set_aside = allsides
    assert len(articles) + len(set_aside) == 1766
    assert set(set_aside["reason"]) == {"no_date"}


def test_allsides_dates_come_from_addresses_where_they_hold_one(allsides: Loaded):
    articles, set_aside = allsides
    assert len(set_aside) == 152
    assert "Al Jazeera" not in set(set_aside["outlet"])
    assert (articles["outlet"] == "Al Jazeera").sum() == 50


def test_allsides_labels_become_one_name_each(allsides: Loaded):
    outlets = set(allsides[0]["outlet"])
    assert {"Fox News", "CNN", "New York Times", "NPR"} <= outlets
    assert not {"Fox Online News", "CNN (Web News)", "NPR Online News"} & outlets


def test_allsides_texts_are_whole(allsides: Loaded):
    articles = allsides[0]
    assert (articles["text_kind"] == "full").all()
    assert articles["text"].str.split().str.len().median() > 900


def test_the_nyt_export_loads_with_no_mapping(nyt: Loaded):
    articles, set_aside = nyt
    assert len(articles) + len(set_aside) == 700
    assert set_aside["reason"].tolist() == ["malformed_record"]  # one row whose fields slipped
    assert set(articles["outlet"]) == {"New York Times"}
    assert set(articles["text_kind"]) == {"abstract"}
    assert (articles["published_precision"] == "day").all()


def test_the_nyt_exports_quotes_and_dashes_are_read_as_windows_1252(nyt: Loaded):
    text = nyt[0]["text"] + nyt[0]["title"]
    assert nyt[0]["dateline"].notna().sum() > 200  # their dashes are gone with them
    assert not text.str.contains("\ufffd").any()
    assert not text.str.contains("[\x80-\x9f]").any()
    assert text.str.contains("—").sum() > 60
    assert text.str.contains("’").sum() > 300
    assert text.str.contains("Guantánamo").any()


def test_the_nyt_exports_genres_are_its_own(nyt: Loaded):
    genres = nyt[0]["genre"].value_counts()
    assert (genres["letter"], genres["editorial"], genres["opinion"]) == (15, 5, 72)


def test_the_nyt_export_loads_with_a_mapping(nyt: Loaded):
    articles, set_aside = load_with_set_aside(
        NYT, mapping={"text": "abstract", "title": "headline.main", "published": "date"}
    )
    assert len(articles) + len(set_aside) == 700
    assert len(articles) > 690
