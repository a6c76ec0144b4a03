"""Nothing is lost: each record of a nasty folder becomes what its manifest says."""

from __future__ import annotations

import tomllib
import warnings
from pathlib import Path

import nasty_corpus
import pandas as pd
import pytest
from nasty_corpus import NASTY

from toolkit import tables
from toolkit.errors import SetAsideWarning
from toolkit.loading import load, load_with_set_aside


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nasty_corpus.build(tmp_path_factory.mktemp("nasty") / "corpus")


@pytest.fixture(scope="module")
def loaded(corpus: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_with_set_aside(corpus)


def _article(loaded: tuple[pd.DataFrame, pd.DataFrame], file: str, row: int) -> pd.Series:
    articles = loaded[0]
    here = articles["source_file"].str.endswith(file) & (articles["source_row"] == row)
    return articles[here].squeeze()


def test_every_record_becomes_what_the_manifest_says(corpus: Path, loaded):
    manifest = tomllib.loads((NASTY / "manifest.toml").read_text())
    wanted = {
        (file, int(row)): becomes
        for file, rows in manifest.items()
        for row, becomes in rows.items()
    }
    articles, set_aside = loaded
    rows = [(*row, "article") for row in articles[["source_file", "source_row"]].to_numpy()]
    rows += [tuple(row) for row in set_aside[["source_file", "source_row", "reason"]].to_numpy()]
    got = {(Path(file).relative_to(corpus).as_posix(), row): what for file, row, what in rows}
    assert len(rows) == len(got), "a record came out twice"
    assert got == wanted


def test_both_tables_pass_their_checks(loaded):
    tables.check(loaded[0], "articles")
    tables.check(loaded[1], "set_aside")


def test_each_set_aside_row_says_what_was_found_and_how_to_mend_it(loaded):
    set_aside = loaded[1]
    assert (set_aside["detail"].str.len() > 8).all()
    assert (set_aside["mend"].str.len() > 8).all()


def test_a_repeated_record_names_the_first(loaded):
    set_aside = loaded[1]
    repeated = set_aside[set_aside["reason"] == "repeated_record"]
    assert repeated["detail"].str.contains(r"repeats .*(?:export\.csv|lines\.jsonl), row 1$").all()


def test_a_set_aside_row_keeps_its_outlet_so_that_losses_can_be_counted_by_it(loaded):
    undated = loaded[1].query("reason == 'no_date'")
    assert set(undated["outlet"]) == {"Herald", "The Hillside Gazette", "H"}


def test_quoted_newlines_curly_quotes_and_code_pages_survive(loaded):
    assert _article(loaded, "export.csv", 1)["text"] == (
        'The envoy returned, he said.\n\n"We go on," he added.'
    )
    windows = _article(loaded, "windows.csv", 1)
    assert (windows["title"], windows["text"]) == ("Café", "“It’s over” – he said.")
    assert _article(loaded, "mark.csv", 1)["text"] == "One."
    assert _article(loaded, "mark.csv", 3)["title"] == "Trois"
    assert len(_article(loaded, "big.csv", 1)["text"]) > 299_000


def test_a_month_is_known_as_a_month_and_a_cut_text_as_an_abstract(loaded):
    month = _article(loaded, "tabs.tsv", 1)
    assert (str(month["published"].date()), month["published_precision"]) == ("2021-08-01", "month")
    assert _article(loaded, "answer.json", 1)["text_kind"] == "abstract"
    assert _article(loaded, "lines.jsonl", 8)["outlet"] == "CNN"


def test_load_warns_how_many_and_why(corpus: Path):
    with pytest.warns(
        SetAsideWarning, match=r"set aside \(.*malformed_record.*load_with_set_aside"
    ):
        load(corpus / "export.csv")


def test_a_field_of_fifty_megabytes_is_an_article(tmp_path: Path):
    body = "Rain fell on the fields again, and the talks went on. " * 950_000
    (tmp_path / "a.csv").write_text(f'title,text,date,source\nLong,"{body}",2021-08-11,Herald\n')
    assert len(load(tmp_path).loc[0, "text"]) > 50_000_000


def test_a_path_that_cannot_be_read_is_told_and_costs_nothing_else(tmp_path: Path):
    (tmp_path / "a.csv").write_text("title,text,date,source\nRain,It rained.,2021-08-11,Herald\n")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    articles, set_aside = load_with_set_aside(tmp_path)
    assert len(articles) == 1
    assert set_aside[["source_row", "reason"]].to_numpy().tolist() == [[0, "unreadable_file"]]
    assert set_aside.loc[0, "source_file"].endswith("gone.csv")
