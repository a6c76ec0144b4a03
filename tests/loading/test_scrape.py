"""A page's furniture stays behind, whatever its layout; its words come along."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.loading import load, load_with_set_aside
from toolkit.loading.scrape import read_page

SCRAPES = Path(__file__).parent / "scrapes"
SEED = Path(__file__).parents[3] / "shared" / "seed"

# file: title, published, precision, outlet, author, first words, last words, paragraphs
PAGES = {
    "like_the_seed.txt": (
        "Envoy presses Astoria to close border camps: ministry",
        "2020-03-04 00:00",
        "day",
        "Saffron Hill News",
        None,
        "Fighting along the river has spread",
        "a lasting settlement of the conflict.",
        5,
    ),
    "menu_on_top.txt": (
        "Border crossing reopens after six weeks of talks",
        "2021-08-11 09:05",
        "second",
        "The Karakoram Ledger",
        "Samina Dar",
        "Lorries began to cross",
        "It asked both sides for a written agreement.",
        4,
    ),
    "title_first_no_blank_lines.txt": (
        "Minister denies that army sheltered militants in the hills",
        "2021-08-11 00:00",
        "day",
        "Harbour Tribune",
        "Tom Reed",
        "The minister denied on Wednesday",
        "The debate goes on in parliament on Monday.",
        4,
    ),
    "share_first.txt": (
        "Ceasefire holds in the south as aid convoys arrive",
        "2021-08-11 18:30",
        "second",
        "Coastal Observer",
        None,
        "A ceasefire in the southern districts",
        "quiet is what we need,” a nurse said.",
        3,
    ),
    "page_title_bar.txt": (
        "Governor resigns over missing flood money",
        "2021-08-09 00:00",
        "day",
        "Plainsview Daily Herald",
        None,
        "The governor of the flood province",
        "its speaker said in a short statement.",
        3,
    ),
    "date_at_the_foot.txt": (
        "Editorial: A wall is no policy",
        "2021-08-11 00:00",
        "day",
        "Frontier Mercury",
        None,
        "A WALL along the frontier",
        "It is not too late to build one.",
        3,
    ),
    "hard_wrapped.txt": (
        "Rail link to the coast to open in spring, says ministry",
        "2021-08-11 00:00",
        "day",
        "VALLEY TELEGRAPH",
        None,
        "The rail link between the valley and the coast will open in the spring",
        "no more money would be asked of the taxpayer.",
        3,
    ),
    "url_only.txt": (
        "Schools reopen in river districts after the flood",
        "2021-08-11 00:00",
        "day",
        "riverbend.example",
        None,
        "School bells rang",
        "have not come back to their villages.",
        2,
    ),
}


@pytest.fixture(scope="module")
def pages() -> pd.DataFrame:
    articles, _ = load_with_set_aside(SCRAPES)
    return articles.assign(name=articles["source_file"].map(lambda file: Path(file).name))


@pytest.mark.parametrize("name", list(PAGES))
def test_each_layout_becomes_one_article(name: str, pages: pd.DataFrame):
    title, published, precision, outlet, author, first, last, paragraphs = PAGES[name]
    page = pages[pages["name"] == name].squeeze()
    assert page["title"] == title
    assert page["published"] == pd.Timestamp(published, tz="UTC")
    assert page["published_precision"] == precision
    assert page["outlet"] == outlet
    assert (page["author"] == author) if author else pd.isna(page["author"])
    assert page["text"].startswith(first)
    assert page["text"].endswith(last)
    assert page["text"].count("\n\n") == paragraphs - 1


FURNITURE = (
    "min read", "mins read", "ALSO READ", "Read more", "Related", "Previous Story", "Most read",
    "Share", "Facebook", "cookies", "Advertisement", "AFP/File", "newsletter", "Comments",
    "All rights", "Tags", "inputs from", "Published", "every word of this report",
)  # fmt: skip


@pytest.mark.parametrize("furniture", FURNITURE)
def test_no_furniture_is_left_in_any_text(furniture: str, pages: pd.DataFrame):
    assert not pages["text"].str.contains(furniture, regex=False).any()


def test_an_editorial_is_told_by_its_title(pages: pd.DataFrame):
    assert pages.set_index("name").loc["date_at_the_foot.txt", "genre"] == "editorial"


@pytest.mark.parametrize(
    ("name", "reason", "mend"),
    [
        ("no_date.txt", "no_date", "write the date on a line of its own"),
        ("no_body.txt", "no_text", "paragraphs one a line"),
        ("no_outlet.txt", "no_outlet", "on the first line"),
    ],
)
def test_what_cannot_be_found_is_set_aside_with_a_mend(name: str, reason: str, mend: str):
    _, set_aside = load_with_set_aside(SCRAPES)
    row = set_aside[set_aside["source_file"].str.endswith(name)].squeeze()
    assert row["reason"] == reason
    assert mend in row["mend"]


def test_a_sentence_that_only_begins_like_furniture_stays():
    page = read_page(
        "The Valley Gazette\nWatch on the river\n11 August 2021\n"
        "Shares in the ferry company fell by a third on Wednesday after the accident at the pier.\n"
        "More from the ministry is expected this week, officials said, but no date was given.\n"
        "Comments by the minister drew anger in the villages along the river on Tuesday.\n"
        "He told Reuters. Trending upwards, the river reached the second mark of the old gauge.\n"
    )
    assert len(page.body) == 4


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared is not here")
def test_the_seed_page_becomes_its_article():
    seed = next(SEED.glob("*.txt"))
    article = load(seed).squeeze()
    assert (
        article["title"] == "US govt talking to Pak to shut down safe havens for Taliban: Pentagon"
    )
    assert article["published"] == pd.Timestamp("2021-08-11", tz="UTC")
    assert article["published_precision"] == "day"
    assert article["outlet"] == "Asian Lite News"
    assert article["text"].startswith("Taliban’s surge in Afghanistan has intensified")
    assert article["text"].endswith("political solution to the crisis.")
    for furniture in ("mins read", "ALSO READ", "Story", "Latest from", "Don't Miss", "Hasina"):
        assert furniture not in article["text"]


def test_a_dateline_is_set_apart(pages: pd.DataFrame):
    page = pages[pages["name"] == "page_title_bar.txt"].squeeze()
    assert page["dateline"] == "PLAINSVIEW"
