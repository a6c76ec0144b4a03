"""Whatever bytes stand in a file of any format, loading ends in records and reasons.

``FUZZ_EXAMPLES=5000 pytest tests/loading/test_fuzz.py`` looks longer.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from functools import cache
from pathlib import Path

import docx
import nasty_corpus
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.loading import formats
from toolkit.loading.articles import build
from toolkit.loading.corpus import read_file
from toolkit.loading.records import Ready, Record, SetAside

HERE = Path(__file__).parent
CSV = b'title,text,date,source\n"Rain","It\nrained, twice.",2021-08-11,Herald\nTalks,They met.,,H\n'
GKG = b"\t".join([b"20210811120000-1", b"20210811120000", b"1", b"dawn.com", *[b""] * 23]) + b"\n"


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["title", "text", "date"], ["Rain", "It rained.", "2021-08-11"]):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def _word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in (HERE / "nexis" / "uni.txt").read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/export.csv", CSV)
        archive.writestr("b.csv.gz", gzip.compress(CSV, mtime=0))
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"title": ["Rain"], "text": ["It rained."], "date": ["2021-08-11"]}).to_parquet(
        out
    )
    return out.getvalue()


MADE = {
    "a.xlsx": _workbook,
    "a.docx": _word,
    "a.zip": _zip,
    "a.parquet": _parquet,
    "a.csv": lambda: CSV,
    "a.csv.gz": lambda: gzip.compress(CSV, mtime=0),
    "a.gkg.csv": lambda: GKG,
}
FOLDERS = ("api_json", "factiva", "feeds", "nexis", "proquest", "scrapes", "web_pages")
FIXTURES = [path for folder in FOLDERS for path in sorted((HERE / folder).iterdir())]
FIXTURES += [path for path in sorted(nasty_corpus.NASTY.iterdir()) if path.suffix in formats.LINES]
WHOLE = {path.relative_to(HERE).as_posix(): path for path in FIXTURES} | dict.fromkeys(MADE)


@cache
def _bytes(name: str) -> bytes:
    path = WHOLE[name]
    return MADE[name]() if path is None else path.read_bytes()


CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(
                [b"\x00", b'"', b"\n", b"\xff\xfe", b"<", b"]]>", b"{", b"\\", b"&#x", b"-1"]
            ),
        ),
    ),
    max_size=6,
)


def _changed(data: bytes, changes: list[tuple[float, int, bytes]], keep: float) -> bytes:
    for where, taken, put in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + taken :]
    return data[: int(keep * len(data))]


@pytest.mark.parametrize("name", list(WHOLE))
def test_damage_ends_in_reasons(name: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("fuzz")
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

    @settings(
        max_examples=int(os.environ.get("FUZZ_EXAMPLES", "6")),
        deadline=None,
        suppress_health_check=slow,
        database=None,
    )
    @given(CHANGES, st.sampled_from([1.0, 1.0, 0.9, 0.5, 0.1]))
    def check(changes: list[tuple[float, int, bytes]], keep: float) -> None:
        file = folder / Path(name).name
        file.write_bytes(_changed(_bytes(name), changes, keep))
        found = list(read_file(file))
        assert all(isinstance(one, Record | Ready | SetAside) for one in found)
        outcome = build(
            [one for one in found if isinstance(one, Record)],
            [one for one in found if isinstance(one, SetAside)],
            languages=None,
        )
        tables.check(outcome.articles, "articles")
        tables.check(outcome.set_aside, "set_aside")
        # nothing is lost: each record is one row, but for tables without any text
        told = outcome.set_aside["detail"].str.extract(r"; (\d+) records$")[0].dropna().astype(int)
        rows = len(outcome.articles) + len(outcome.set_aside) - len(told) + told.sum()
        assert rows == len(found)

    check()


def test_every_format_is_tried():
    ends = {formats.suffix_of(Path(name)) for name in WHOLE}
    assert {one.name for one in formats.FORMATS if not ends & set(one.suffixes)} == {"WARC"}
