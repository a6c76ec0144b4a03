"""GDELT's tables: no text, and still coverage and tone over time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.loading import load_with_set_aside


def _row(number: int, outlet: str, day: str, title: str, tone: str) -> str:
    values = [""] * 27
    values[0], values[1], values[2] = f"{day}120000-{number}", f"{day}120000", "1"
    values[3], values[4] = outlet, f"https://{outlet}/story-{number}"
    values[7], values[15] = "TERROR;LEADER;", f"{tone},1,2,3,4,5,600"
    values[26] = f"<PAGE_LINKS></PAGE_LINKS><PAGE_TITLE>{title}</PAGE_TITLE>"
    return "\t".join(values)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        _row(0, "dawn.com", "20210811", "Pakistan &amp; Afghanistan agree on a border post", "2.5"),
        _row(1, "dawn.com", "20210812", "Wheat harvest saved by late rain in the north", "-1"),
        _row(2, "dawn.com", "20210813", "Pakistan closes its border after the attack", "-4.25"),
        _row(3, "dawn.com", "20210813", "", "-1"),
        "20210811120000-9\t20210811120000\t1\tcut off",
    ]
    file = tmp_path / "20210811120000.gkg.csv.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("20210811120000.gkg.csv", "\n".join(rows) + "\n")
    return file


def test_each_row_is_an_article_without_text_or_is_told(table: Path):
    articles, set_aside = load_with_set_aside(table)
    assert articles["title"].tolist()[0] == "Pakistan & Afghanistan agree on a border post"
    assert articles["outlet"].tolist() == ["Dawn"] * 3
    assert articles["text_kind"].tolist() == ["none"] * 3
    assert articles["text"].isna().all()
    assert articles["gdelt_tone"].tolist() == [2.5, -1.0, -4.25]
    assert articles["gdelt_themes"].tolist() == ["TERROR;LEADER"] * 3
    assert set_aside[["source_row", "reason"]].to_numpy().tolist() == [
        [4, "no_text"],
        [5, "malformed_record"],
    ]


def test_coverage_and_tone_have_timelines(table: Path):
    articles, _ = load_with_set_aside(table)
    mentions = tk.find_mentions(articles, codebook="us_pakistan_taliban")
    rows = tk.portrayals(tk.score(mentions), articles)
    pakistan = rows[rows["actor"] == "Pakistan"]
    coverage = tk.timeline(pakistan, measure="coverage", by=["actor"], every="month")
    tone = tk.timeline(pakistan, measure="gdelt_tone", by=["actor"], every="month")
    assert coverage.query("actor == 'Pakistan'")["estimate"].iloc[0] == pytest.approx(2 / 3)
    named = tone.query("actor == 'Pakistan'")
    assert named["estimate"].iloc[0] == pytest.approx((2.5 - 4.25) / 2)
    assert named["n_naming"].iloc[0] == 2
