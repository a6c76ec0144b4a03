"""The report on the sample, as a reader without a network sees it in Chromium."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import matplotlib.image
import numpy as np
import pandas as pd
import pytest

import toolkit as tk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SAMPLE = Path(__file__).parents[2] / "data" / "sample"
CODEBOOK = "us_pakistan_taliban"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("REQUIRE_CHROMIUM"),
    reason="no Chromium here; REQUIRE_CHROMIUM=1 makes this an error",
)


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    return tk.write_report(SAMPLE, tmp_path_factory.mktemp("report") / "portrayal.html")


@pytest.fixture(scope="module")
def asked_for() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture(scope="module")
def page(report, asked_for) -> Iterator:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(offline=True, viewport={"width": 1400, "height": 1000})
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        opened = context.new_page()
        opened.on("request", lambda request: asked_for.append(request.url))
        opened.goto(report.as_uri())
        yield opened
        browser.close()


def pixels(picture: str) -> np.ndarray:
    """Colours of a picture in a data: address, rows by columns by three."""
    import base64

    raw = base64.b64decode(picture.partition("base64,")[2])
    return matplotlib.image.imread(io.BytesIO(raw), format="png")[..., :3]


def test_it_asks_for_nothing_but_itself(page, report, asked_for):
    addresses = [address for address in asked_for if not address.startswith("data:")]
    assert addresses == [report.as_uri()]


def test_it_shows_at_least_five_figures_and_none_is_blank(page):
    sources = page.eval_on_selector_all("img", "all => all.map(one => one.src)")
    assert len(sources) >= 5
    for source in sources:
        picture = pixels(source)
        assert picture.std() > 0.02
        assert len(np.unique((picture * 255).astype("uint8").reshape(-1, 3), axis=0)) > 20
    for box in page.locator("img").all():
        assert box.evaluate("image => image.complete && image.naturalWidth > 200")
        assert box.is_visible()


def test_every_figure_is_described_to_those_who_cannot_see_it(page):
    texts = page.eval_on_selector_all("img", "all => all.map(one => one.alt)")
    for text in texts:
        assert len(text) > 20, text
        assert "No description has been provided" not in text


def test_it_shows_no_code(page):
    assert page.locator(".jp-Cell-inputWrapper .jp-CodeMirrorEditor").count() == 0
    assert "tk." not in page.inner_text("main")


def test_it_says_that_the_sample_is_synthetic(page):
    assert "Synthetic" in page.inner_text("header")


def test_every_entry_of_the_contents_leads_somewhere(page):
    anchors = page.eval_on_selector_all("nav a", "all => all.map(one => one.hash.slice(1))")
    assert len(anchors) > 10
    for anchor in anchors:
        assert page.locator(f"[id='{anchor}']").count() == 1, anchor


def test_nothing_is_wider_than_a_telephone(page):
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size(before)


def test_the_numbers_of_its_main_table_are_those_of_the_timeline(page):
    shown = page.eval_on_selector_all(
        "#main-timeline tr",
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))",
    )
    table = pd.DataFrame(shown[1:], columns=shown[0])
    expected = timeline_of_the_sample()
    assert len(table) == len(expected) > 100
    for column in ("outlet", "actor", "period", "flag"):
        assert list(table[column]) == list(expected[column].astype(str)), column
    for column in ("n_articles", "n_naming", "n_mentions", "n_stories"):
        assert list(table[column].astype(int)) == list(expected[column]), column
    for column in ("estimate", "ci_low", "ci_high"):
        numbers = pd.to_numeric(table[column].str.replace("−", "-").replace("–", None))
        pd.testing.assert_series_equal(
            numbers, expected[column].round(2), check_dtype=False, atol=0.005001, rtol=0
        )


def timeline_of_the_sample() -> pd.DataFrame:
    articles = tk.load(SAMPLE)
    mentions = tk.find_mentions(articles, codebook=CODEBOOK)
    scores = tk.score(mentions)
    frames = tk.find_frames(articles, mentions, codebook=CODEBOOK)
    portrayals = tk.portrayals(scores, articles, frames=frames)
    timeline = tk.timeline(portrayals, by=["outlet", "actor"], every="quarter")
    focus = tk.codebook.read(CODEBOOK).focus
    return timeline[timeline["actor"].isin(focus)].reset_index(drop=True)
