"""The command line: the same words, one clear line when something is wrong."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import toolkit.cli

ROWS = [
    ("The Herald", "2021-08-10", "Talks", "Pakistan has kept its word to the negotiators."),
    ("The Herald", "2021-08-31", "Rain", "The wheat was saved, farmers said on the road."),
    ("The Ledger", "2021-08-11", "Talks", "The Taliban massacred the people of a border town."),
    ("The Ledger", "2021-09-01", "Envoy", "The United States praised Pakistan for its help."),
]


@pytest.fixture
def corpus(tmp_path) -> Path:
    file = tmp_path / "articles.csv"
    columns = ["outlet", "published", "title", "text"]
    pd.DataFrame(ROWS, columns=columns).to_csv(file, index=False)
    return file


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process: exit status, stdout and stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["media-portrayal", *map(str, words)])
        with pytest.raises(SystemExit) as exit_:
            toolkit.cli.main()
        said = capsys.readouterr()
        return int(exit_.value.code or 0), said.out, said.err

    return call


def assert_one_clear_line(result: tuple[int, str, str], *words: str) -> None:
    status, out, err = result
    assert status == 2
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert err.startswith("media-portrayal: ")
    for word in (*words, "Mend:"):
        assert word in err


def test_help_lists_the_commands(run):
    status, out, _ = run("--help")
    assert status == 0
    for command in ("report", "score", "timeline", "explain", "sources", "convert", "check"):
        assert command in out


@pytest.mark.parametrize("command", ["report", "score", "timeline", "explain"])
def test_each_command_explains_itself(run, command):
    status, out, _ = run(command, "--help")
    assert status == 0
    assert "--codebook" in out
    assert "--out" in out


def test_it_is_installed_under_its_name():
    beside = Path(sys.executable).with_name("media-portrayal")
    done = subprocess.run([beside, "--help"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "Usage: media-portrayal" in done.stdout


def test_score_writes_csv_into_a_pipe(run, corpus):
    status, out, _ = run("score", corpus)
    assert status == 0
    table = pd.read_csv(io.StringIO(out))
    assert {"mention_id", "actor", "target_sentiment", "back_end"} <= set(table.columns)
    assert {"Pakistan", "Taliban", "United States"} <= set(table["actor"])


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("scores.csv", pd.read_csv),
        ("new/scores.parquet", pd.read_parquet),
        ("scores.jsonl", lambda file: pd.read_json(file, lines=True)),
    ],
)
def test_score_writes_the_format_its_file_is_named_after(run, corpus, tmp_path, name, read):
    status, out, _ = run("score", corpus, "--out", tmp_path / name)
    assert (status, out) == (0, "")
    assert len(read(tmp_path / name)) >= 4


def test_columns_of_other_names_are_mapped_and_a_second_source_stands_in(run, tmp_path):
    file = tmp_path / "table.csv"
    table = pd.DataFrame(ROWS, columns=["outlet", "published", "headline.main", "lead.paragraph"])
    table["abstract"] = table["lead.paragraph"]
    table.loc[0, "lead.paragraph"] = ""
    table.to_csv(file, index=False)
    words = ["title=headline.main", "text=lead.paragraph", "text=abstract"]
    options = [word for pair in words for word in ("--mapping", pair)]
    status, out, err = run("score", file, *options)
    assert (status, err) == (0, "")
    assert "kept its word" in out


def test_timeline_groups_by_what_is_asked(run, corpus):
    status, out, _ = run(
        "timeline", corpus, "--measure", "coverage", "--by", "actor", "--every", "year"
    )
    assert status == 0
    table = pd.read_csv(io.StringIO(out))
    assert list(table.columns[:3]) == ["actor", "period", "measure"]
    pakistan = table[table["actor"] == "Pakistan"]
    assert pakistan["estimate"].item() == pytest.approx(0.5)


def test_timeline_draws_a_figure(run, corpus, tmp_path):
    drawn = tmp_path / "figures" / "timeline.png"
    status, _, _ = run("timeline", corpus, "--figure", drawn, "--out", tmp_path / "t.csv")
    assert status == 0
    assert drawn.read_bytes().startswith(b"\x89PNG")


def test_explain_shows_the_sentences_behind_a_number(run, corpus):
    status, out, _ = run("explain", corpus, "--actor", "Pakistan", "--outlet", "The Herald")
    assert status == 0
    assert "kept its word" in out
    assert "border town" not in out


def test_records_set_aside_are_noted_in_one_line_and_the_rest_is_scored(run, tmp_path):
    file = tmp_path / "articles.csv"
    table = pd.DataFrame(ROWS, columns=["outlet", "published", "title", "text"])
    table.loc[1, "published"] = ""
    table.to_csv(file, index=False)
    status, _, err = run("score", file, "--out", tmp_path / "s.csv")
    assert status == 0
    assert err.startswith("note: ")
    assert len(err.splitlines()) == 1


def test_a_missing_path_is_one_clear_line(run, tmp_path):
    assert_one_clear_line(run("score", tmp_path / "none.csv"), "none.csv")


def test_an_empty_folder_is_one_clear_line(run, tmp_path):
    assert_one_clear_line(run("report", tmp_path, "--out", tmp_path / "r.html"), str(tmp_path))


def test_a_table_without_text_is_one_clear_line(run, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("outlet,published,size\nThe Herald,2021-08-10,3\n")
    assert_one_clear_line(run("timeline", file), "rows.csv", "text")


def test_a_broken_codebook_is_one_clear_line(run, corpus, tmp_path):
    book = tmp_path / "mine.toml"
    book.write_text('name = "mine"\n[[actors]\n')
    assert_one_clear_line(run("score", corpus, "--codebook", book), "mine.toml", "TOML")


def test_a_codebook_that_does_not_exist_is_one_clear_line(run, corpus):
    assert_one_clear_line(run("report", corpus, "--codebook", "nobody"), "nobody")


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--measure", "mood"),
        ("timeline", "--every", "fortnight"),
        ("timeline", "--voice", "editor"),
        ("timeline", "--by", "planet"),
        ("score", "--back-end", "oracle"),
        ("explain", "--actor", "Narnia"),
        ("explain", "--actor", "Pakistan", "--outlet", "The Moon"),
        ("explain", "--actor", "Pakistan", "--period", "some day"),
        ("score", "--mapping", "text"),
        ("score", "--out", "scores.xyz"),
    ],
)
def test_a_name_that_does_not_exist_is_one_clear_line(run, corpus, words):
    command, *options = words
    assert_one_clear_line(run(command, corpus, *options))


def test_an_output_that_cannot_be_written_is_one_clear_line(run, corpus, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    assert_one_clear_line(run("score", corpus, "--out", tmp_path / "taken" / "scores.csv"))


def test_sources_says_which_column_is_which(run, corpus):
    status, out, _ = run("sources", corpus)
    table = pd.read_csv(io.StringIO(out)).set_index("column")
    assert status == 0
    assert table.loc["text", "taken_from"] == "text"


def test_convert_writes_a_folder_that_scores_as_the_file_does(run, corpus, tmp_path):
    status, out, _ = run("convert", corpus, "--out", tmp_path / "out")
    assert (status, "4 articles, 0 records set aside" in out) == (0, True)
    wanted, got = run("score", corpus)[1], run("score", tmp_path / "out")[1]
    assert sorted(got.splitlines()) == sorted(wanted.splitlines())


def test_check_prints_what_each_indicator_hits(run, corpus, tmp_path):
    status, told, _ = run("check", "us_pakistan_taliban", corpus, "--out", tmp_path / "counts.csv")
    counts = pd.read_csv(tmp_path / "counts.csv")
    assert set(counts["kind"]) == {"indicator", "alias"}
    assert status == 0
    assert "safe haven*" in told
