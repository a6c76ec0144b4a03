"""Archives are read like folders, and never trusted."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from toolkit.loading import archives, load, load_with_set_aside, sources
from toolkit.loading.sources import Content, read_bytes

EXPORT = "title,text,date,source\nRain,It rained.,2021-08-11,Herald\n"
OTHER = '{"title": "Talks", "text": "They met.", "date": "2021-08-12", "source": "Ledger"}\n'


def _zip(file: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def test_an_archive_is_read_as_a_folder_of_mixed_files(tmp_path: Path):
    members = {
        "a/export.csv": EXPORT,
        "lines.jsonl.gz": gzip.compress(OTHER.encode()),
        "__MACOSX/a/._export.csv": b"\x00",
        ".hidden.csv": EXPORT,
    }
    file = _zip(tmp_path / "corpus.zip", **members)
    articles = load(file)
    assert articles["title"].tolist() == ["Rain", "Talks"]
    assert articles["source_file"].tolist() == [
        f"{file}/a/export.csv",
        f"{file}/lines.jsonl.gz",
    ]


@pytest.mark.parametrize("name", ["../escape.csv", "/root.csv", "C:\\x.csv", "a/../../b.csv"])
def test_a_member_that_leads_out_is_refused(tmp_path: Path, name: str):
    file = _zip(tmp_path / "a.zip", **{"good.csv": EXPORT, name: EXPORT})
    articles, set_aside = load_with_set_aside(file)
    assert len(articles) == 1
    assert set_aside.loc[0, "reason"] == "unreadable_file"
    assert "leads out of the archive" in set_aside.loc[0, "detail"]


def test_bombs_are_refused_before_they_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for module in (sources, archives):
        monkeypatch.setattr(module, "MOST_UNPACKED", 1_000_000)
    zeros = b"0" * 50_000_000
    _zip(tmp_path / "bomb.zip", **{"bomb.csv": zeros})
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(zeros))
    (tmp_path / "good.csv").write_text(EXPORT)
    articles, set_aside = load_with_set_aside(tmp_path)
    assert len(articles) == 1
    bombs = set_aside[set_aside["detail"].str.contains("grows to more than 200 times")]
    assert len(bombs) == 2
    assert len(read_bytes(tmp_path / "bomb.csv.gz").data) < 20_000_000


def test_a_password_is_told_with_its_mend(tmp_path: Path):
    file = _zip(tmp_path / "a.zip", **{"secret.csv": EXPORT})
    data = bytearray(file.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1  # the flag of encryption
    file.write_bytes(data)
    (told,) = archives.contents(file)
    assert "protected by a password" in told.detail
    assert "load the folder" in told.mend


@pytest.mark.parametrize("keep", [0, 3, 30, -30])
def test_a_damaged_archive_is_one_row(tmp_path: Path, keep: int):
    file = _zip(tmp_path / "a.zip", **{"a.csv": EXPORT})
    file.write_bytes(file.read_bytes()[:keep])
    (told,) = archives.contents(file)
    assert (told.reason, told.source_row) == ("unreadable_file", 0)


def test_damage_within_an_archive_costs_one_member(tmp_path: Path):
    file = _zip(tmp_path / "a.zip", **{"a.csv": EXPORT * 50, "b.csv": EXPORT})
    data = bytearray(file.read_bytes())
    data[40:50] = bytes(10)
    file.write_bytes(data)
    first, second = archives.contents(file)
    assert isinstance(first, Content)
    assert "packing is damaged" in (first.fault or "")
    assert isinstance(second, Content) and second.data == EXPORT.encode()


def test_an_archive_in_an_archive_is_told(tmp_path: Path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", EXPORT)
    file = _zip(tmp_path / "a.zip", **{"inner.zip": inner.getvalue(), "a.csv": EXPORT})
    articles, set_aside = load_with_set_aside(file)
    assert len(articles) == 1
    assert set_aside["reason"].tolist() == ["unknown_format"]


def test_blocks_end_where_records_end(tmp_path: Path):
    rows = [
        f'T{n},"Rain fell.\n\nOn {n} fields, ""all"" day.",2021-08-11,Herald\n' for n in range(90)
    ]
    file = tmp_path / "a.csv"
    file.write_text("title,text,date,source\n" + "".join(rows))
    cut = list(sources.blocks(file, header=True, size=900))
    # one read is a megabyte, so the whole stands in the first part
    assert b"".join(block.data for block in cut).count(b"Rain fell.") == 90
    whole = load(file)
    pd.testing.assert_series_equal(whole["source_row"], pd.Series(range(1, 91), name="source_row"))


@pytest.mark.parametrize("indent", [None, 2])
def test_blocks_of_json_lines_end_where_an_object_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indent: int | None
):
    many = [
        {
            "title": f"T{n}",
            "text": "Rain fell. " * 60,
            "date": "2021-08-11",
            "source": {"name": "H"},
        }
        for n in range(4000)
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps(one, indent=indent) for one in many))
    monkeypatch.setattr("toolkit.loading.corpus.BLOCK", 1_000_000)
    articles, set_aside = load_with_set_aside(file)
    assert len(articles) == 4000
    assert set_aside.empty
    assert articles["source_row"].is_unique
