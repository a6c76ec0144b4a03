"""The check counts each term and shows it in its lines, so that a bad one is seen."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit import codebook
from toolkit.errors import WrongTable

BOOK = """
[[actors]]
name = "Norland"
aliases = { state = ["Norland", "Nordia"] }
[[frames]]
name = "haven"
indicators = ["haven*", "safe haven*", "refuge", "sanctuar*", "never said"]
exclude = ["tax haven", "bird sanctuary"]
[[frames]]
name = "wheat"
indicators = ["wheat"]
"""

TEXTS = [
    "Norland is a safe haven, they say. A tax haven it is not. Wheat is dear.",
    "Havens in Norland. Every safe haven costs.",
    "The wheat of Norland. Wheat, wheat.",
    "A refuge. And a bird sanctuary.",
    "NORLAND WAITS. A safe haven.",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "book.toml").write_text(BOOK, encoding="utf-8")
    return tmp_path / "book.toml"


@pytest.fixture
def many(articles: pd.DataFrame) -> pd.DataFrame:
    rows = [
        articles.iloc[:1].assign(article_id=f"a{number}", title="Norland", text=text)
        for number, text in enumerate(TEXTS)
    ]
    return pd.concat(rows, ignore_index=True)


def seen(path: Path, articles: pd.DataFrame, **options: int) -> pd.DataFrame:
    return codebook.check(path, articles, **options).set_index(["entry", "term"])


def test_hits_articles_and_share_are_counted(path: Path, many: pd.DataFrame):
    found = seen(path, many)
    hits = found["hits"].to_dict()
    assert hits["haven", "haven*"] == 4
    assert hits["haven", "safe haven*"] == 3
    assert hits["wheat", "wheat"] == 4
    assert hits["Norland", "Norland"] == 8
    assert found.loc[("wheat", "wheat"), "articles"] == 2
    assert found.loc[("Norland", "Norland"), "articles"] == 5
    assert found.loc[("haven", "haven*"), "share"] == 4 / 8
    assert found["kind"].tolist() == ["indicator"] * 6 + ["alias"] * 2


def test_a_bad_term_is_doubted(path: Path, many: pd.DataFrame):
    doubt = seen(path, many)["doubt"].to_dict()
    assert doubt["haven", "never said"] == "never hits"
    assert doubt["haven", "sanctuar*"] == "never hits: 1 excluded"
    assert doubt["haven", "safe haven*"] == "in over a fifth of all articles"
    assert doubt["haven", "refuge"] == ""
    assert doubt["Norland", "Nordia"] == "never hits"
    assert doubt["Norland", "Norland"] == ""
    twice = many.assign(text="A safe haven. Another safe haven.", title="Haven")
    inside = seen(path, twice.assign(title="x"))["doubt"].to_dict()
    assert "always inside another indicator of its frame" in inside["haven", "haven*"]
    assert "always inside" not in seen(path, twice)["doubt"].to_dict()["haven", "haven*"]
    assert "over half of its frame's hits" in seen(path, twice)["doubt"]["haven", "haven*"]


def test_lines_show_the_term_and_do_not_depend_on_the_order(path: Path, many: pd.DataFrame):
    lines = seen(path, many, n=2, width=8)["lines"]
    assert lines["haven", "refuge"] == "A [refuge]. And a"
    assert len(lines["wheat", "wheat"].splitlines()) == 2
    again = seen(path, many.sample(frac=1, random_state=1), n=2, width=8)["lines"]
    pd.testing.assert_series_equal(lines, again)
    drawn = {seen(path, many, n=1, seed=seed)["lines"]["wheat", "wheat"] for seed in range(9)}
    assert len(drawn) > 1


def test_it_is_printed_a_block_a_frame(
    path: Path, many: pd.DataFrame, capsys: pytest.CaptureFixture[str]
):
    codebook.check(path, many, n=1)
    blocks = capsys.readouterr().out.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "frame haven: 8 hits in 4 articles",
        "frame wheat: 4 hits in 2 articles",
        "actor Norland: 8 hits in 5 articles",
    ]
    assert "[refuge]" in blocks[0]


def test_another_table_is_an_error(path: Path):
    with pytest.raises(WrongTable, match="articles table"):
        codebook.check(path, pd.DataFrame({"text": ["a"]}))
