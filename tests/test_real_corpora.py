"""The whole pipeline on real news; skipped where ``../shared`` is not there."""

from __future__ import annotations

import gzip
import json
import re
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from one_article import article

import toolkit as tk

DATA = Path(__file__).parents[2] / "shared" / "data"
ALLSIDES = DATA / "allsides" / "articles.jsonl.gz"
NYT = DATA / "nyt_afghanistan" / "afghanistan_withdrawal_table.csv"
SEED = DATA.parent / "seed"


@pytest.fixture(scope="module")
def allsides() -> tuple[pd.DataFrame, pd.DataFrame]:
    if not ALLSIDES.exists():
        pytest.skip("the real corpus lies beside the repository")
    return tk.load_with_set_aside(ALLSIDES)


@pytest.fixture(scope="module")
def mentions(allsides: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    return tk.find_mentions(allsides[0])


def test_every_article_is_used_or_set_aside(allsides: tuple[pd.DataFrame, pd.DataFrame]):
    articles, set_aside = allsides
    assert len(articles) + len(set_aside) == 1766
    assert (set_aside["mend"].str.len() > 0).all()


def test_forms_that_list_all_countries_name_nobody():
    if not ALLSIDES.exists():
        pytest.skip("the real corpus lies beside the repository")
    with gzip.open(ALLSIDES, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["content_original"] for line in lines]
    forms = [body for body in bodies if re.search(r"Oman\W{1,4}Pakistan\W{1,4}Pal", body)]
    assert len(forms) == 35
    tables = [article(body) for body in forms]
    found = [tk.find_mentions(table, anaphora=False) for table in tables]
    assert [len(table[table["actor"] == "Pakistan"]) for table in found] == [0] * len(forms)


def test_hardly_an_article_that_writes_a_name_is_missed(
    allsides: tuple[pd.DataFrame, pd.DataFrame], mentions: pd.DataFrame
):
    articles = allsides[0].set_index("article_id")["text"]
    for name in ("Pakistan", "Taliban", "Afghanistan"):
        written = set(articles.index[articles.str.contains(name)])
        found = set(mentions.loc[mentions["alias"].str.contains(name), "article_id"])
        # read by eye: the ten of 473 that name Pakistan and are left out write of somebody
        # "Pakistani-born", or name it in a caption, a list or a related headline
        assert len(written - found) <= 0.03 * len(written)


def test_mentions_slice_back_to_their_names(mentions: pd.DataFrame):
    rows = zip(*(mentions[c] for c in ("sentence_text", "start", "end", "alias")), strict=True)
    assert all(text[start:end] == alias for text, start, end, alias in rows)
    assert mentions["ambiguous"].mean() < 0.01


def test_a_point_of_a_real_timeline_sums_back_to_its_sentences(
    allsides: tuple[pd.DataFrame, pd.DataFrame], mentions: pd.DataFrame
):
    articles = allsides[0]
    largest = articles["outlet"].value_counts().index[:10]
    articles = articles[articles["outlet"].isin(largest)]
    chosen = mentions["actor"].isin(["Pakistan", "Taliban"]) & mentions["outlet"].isin(largest)
    scores = tk.score(mentions[chosen], progress=False)
    frames = tk.find_frames(articles, mentions[chosen])
    portrayals = tk.portrayals(scores, articles, frames=frames)
    timeline = tk.timeline(portrayals, every="year")
    assert set(timeline["flag"]) == {"ok", "too_few", "empty"}
    assert timeline.loc[timeline["flag"] != "ok", ["ci_low", "ci_high"]].isna().all(axis=None)
    point = timeline.sort_values("n_mentions").iloc[-1]
    where = {"actor": point["actor"], "outlet": point["outlet"]}
    behind = tk.explain(scores, period=str(point["period"]), **where)
    assert len(behind.sentences) == point["n_mentions"]
    sums = behind.cues.groupby("mention_id")["weight"].sum()
    valence = behind.sentences.set_index("mention_id")["valence"]
    np.testing.assert_allclose(sums.reindex(valence.index, fill_value=0), valence, atol=1e-9)


def test_a_report_on_abstracts_with_us_dates_and_an_old_encoding(tmp_path: Path):
    if not NYT.exists():
        pytest.skip("the real corpus lies beside the repository")
    mapping = {"text": "lead.paragraph", "title": "headline.main"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page = tk.write_report(NYT, tmp_path / "nyt.html", mapping=mapping)
    html = page.read_text(encoding="utf-8")
    assert "New York Times" in html
    assert "abstract" in html
    assert len(re.findall(r"<img[^>]+alt=\"[^\"]{20,}", html)) >= 5


def test_the_one_article_it_began_with():
    if not SEED.exists():
        pytest.skip("the seed lies beside the repository")
    articles = tk.load(SEED)
    found = tk.find_mentions(articles)
    actors = set(found["actor"].astype(str))
    assert {"Pakistan", "United States", "Taliban", "TTP", "Afghanistan"} <= actors
    accused = found[found["sentence_text"].str.startswith("While Kabul claims")]
    voices = dict(zip(accused["alias"], accused["voice"], strict=True))
    assert voices["Kabul"] == "outlet"
    assert voices["Islamabad"] == "reported"
    kirby = found[found["sentence_text"].str.startswith("“We are also mindful")]
    assert set(kirby["voice"]) == {"quoted"}
    assert kirby["speaker"].str.endswith("Kirby").all()
