"""A converted corpus loads as its source does, and a stopped run goes on where it was."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import nasty_corpus
import pandas as pd
import pytest

from toolkit.errors import EmptyCorpus, OtherConversion, ToolkitWarning
from toolkit.loading import convert, load_with_set_aside

HEADER = nasty_corpus.HEADER


def _loaded(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        articles, set_aside = load_with_set_aside(path)
    return (
        articles.sort_values("article_id", ignore_index=True),
        set_aside.sort_values(["source_file", "source_row", "reason"], ignore_index=True),
    )


def _same(one: Path, other: Path) -> None:
    for wanted, got in zip(_loaded(one), _loaded(other), strict=True):
        pd.testing.assert_frame_equal(got, wanted)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return nasty_corpus.build(tmp_path / "corpus")


def test_a_nasty_corpus_loads_alike_before_and_after(corpus: Path, tmp_path: Path):
    done = convert(corpus, tmp_path / "out")
    _same(corpus, tmp_path / "out")
    assert done["articles"].sum() == len(_loaded(corpus)[0])
    assert done["set_aside"].sum() == len(_loaded(corpus)[1])


def test_batches_change_nothing(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("toolkit.loading.conversion._BATCH", (2, 10_000))
    monkeypatch.setattr("toolkit.loading.corpus.BLOCK", 300)
    monkeypatch.setattr("toolkit.loading.sources.BLOCK", 300)
    convert(corpus, tmp_path / "out")
    parts = list((tmp_path / "out").glob("articles-*"))
    monkeypatch.undo()
    _same(corpus, tmp_path / "out")
    assert len(parts) > len(list(corpus.rglob("*.csv")))


def test_a_late_row_decides_the_order_of_day_and_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("toolkit.loading.conversion._BATCH", (2, 10_000))
    rows = [
        f"T{n},Rain fell on {n} fields.,{day}/2/2021,Herald\n"
        for n, day in enumerate([1, 2, 3, 4, 25])
    ]
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    convert(tmp_path / "a.csv", tmp_path / "out")
    articles, _ = _loaded(tmp_path / "out")
    assert set(articles["published"].dt.month) == {2}


def test_a_doubt_about_the_dates_is_said_once_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("toolkit.loading.conversion._BATCH", (2, 10_000))
    rows = [f"T{n},Rain fell on {n} fields.,{n}/2/2021,Herald\n" for n in range(1, 8)]
    (tmp_path / "a.csv").write_text(HEADER + "".join(rows))
    with pytest.warns(ToolkitWarning, match="day or the month comes first") as said:
        convert(tmp_path / "a.csv", tmp_path / "out")
    assert len(said) == 1


def test_again_does_only_what_is_new(tmp_path: Path):
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    (source / "a.csv").write_text(f"{HEADER}Rain,It rained.,2021-08-11,Herald\n")
    convert(source, out)
    (source / "b.csv").write_text(
        f"{HEADER}Rain,It rained.,2021-08-11,Herald\nTalks,They met.,2021-08-12,Herald\n"
    )
    done = convert(source, out)
    assert done["reused"].tolist() == [True, False]
    assert done["articles"].tolist() == [1, 1]
    _same(source, out)


def test_other_settings_or_a_changed_file_are_told(tmp_path: Path):
    source, out = tmp_path / "a.csv", tmp_path / "out"
    source.write_text(f"{HEADER}Rain,It rained.,2021-08-11,Herald\n")
    convert(source, out)
    with pytest.raises(OtherConversion, match="other settings. Mend: name another folder"):
        convert(source, out, day_first=True)
    source.write_text(f"{HEADER}Rain,It rained again.,2021-08-11,Herald\n")
    with pytest.raises(OtherConversion, match=r"a\.csv: has changed"):
        convert(source, out)


def test_a_corpus_without_articles_is_told(tmp_path: Path):
    (tmp_path / "a.csv").write_text(f"{HEADER}Rain,,2021-08-11,Herald\n")
    with pytest.raises(EmptyCorpus, match="no usable article"):
        convert(tmp_path / "a.csv", tmp_path / "out")


def test_a_killed_run_goes_on_and_doubles_nothing(tmp_path: Path):
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for number in range(60):
        lines = [
            {"title": f"T{number}.{n}", "text": f"Rain fell on field {number}.{n}. " * 40,
             "date": "2021-08-11", "source": "Herald"}
            for n in range(120)
        ]  # fmt: skip
        (source / f"{number:02}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    code = f"from toolkit.loading import convert; convert({str(source)!r}, {str(out)!r})"
    run = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while len(list(out.glob(".done/*.json"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    done = convert(source, out)
    assert 4 <= done["reused"].sum() < 60
    _same(source, out)
