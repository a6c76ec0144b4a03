"""Delimited text: names of columns, files without a header, dialects, and damage."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import columns, delimited
from toolkit.loading.articles import build
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

LONG = "The envoy left the valley town on the morning train, the office said on Tuesday. " * 6


def _read(data: str | bytes, **of_file: object) -> list[Record | SetAside]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(delimited.read(Content(Path("export.csv"), raw, **of_file)))


def _written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def _bare(count: int = 6) -> list[list[str]]:
    """Rows that no header stands above."""
    return [
        [str(n), f"{n + 8}/8/2021", "The Ledger", f"Rain falls over the hills {n}",
         f"{LONG}\n\n{n}", f"https://ledger.example/{n}", ""]
        for n in range(1, count + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (
            "date,abstract,lead.paragraph,snippet,section.name,news.desk,byline,headline.main,"
            "material,url",
            {"text": "lead.paragraph", "published": "date", "title": "headline.main",
             "author": "byline", "section": "section.name", "genre": "material", "url": "url"},
        ),
        (
            "source,title,publishedAt,content_original,webUrl",
            {"outlet": "source", "published": "publishedAt", "text": "content_original",
             "url": "webUrl"},
        ),
        (
            "Publication date;Publication;Headline;Full Text;Author(s)",
            {"published": "Publication date", "outlet": "Publication", "text": "Full Text"},
        ),
        (
            "response.docs.headline.main,response.docs.pub_date,response.docs.lead_paragraph,"
            "response.docs.web_url,response.docs.source",
            {"title": "response.docs.headline.main", "published": "response.docs.pub_date",
             "text": "response.docs.lead_paragraph", "outlet": "response.docs.source"},
        ),
        (
            "Title\tpubtitle\tpubdate\tdocumentType\tDocumentURL\tfullText",
            {"outlet": "pubtitle", "published": "pubdate", "genre": "documentType",
             "url": "DocumentURL", "text": "fullText"},
        ),
        (
            "media_name,title,publish_date,url,language,indexed_date",
            {"outlet": "media_name", "published": "publish_date", "text": "title"},
        ),
    ],
)  # fmt: skip
def test_usual_names_are_known_however_they_are_written(header: str, chosen: dict[str, str]):
    width = max(header.count(mark) for mark in ",;\t") + 1
    mark = next(mark for mark in ",;\t" if header.count(mark) == width - 1)
    (record,) = _read(f"{header}\n{mark.join('x' * width)}\n")
    layout = columns.choose(record.fields)
    assert {wanted: layout.chosen[wanted][0] for wanted in chosen} == chosen


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_file_without_a_header_is_named_by_its_content(delimiter: str):
    records = _read(_written(_bare(), delimiter))
    assert [record.row for record in records] == [1, 2, 3, 4, 5, 6]
    assert list(records[0].fields) == [
        "column 1", "published", "outlet", "title", "text", "url", "column 7",
    ]  # fmt: skip
    assert records[0].fields["text"] == f"{LONG}\n\n1"
    outcome = build(records, [])
    assert outcome.set_aside.empty
    assert set(outcome.articles["outlet"]) == {"The Ledger"}


def test_two_rows_without_a_header_are_enough_and_an_unknown_outlet_is_not_guessed():
    records = _read(_written(_bare(2)))
    assert len(records) == 2
    assert {"published", "title", "text", "url"} <= set(records[0].fields)
    assert "outlet" not in records[0].fields
    known = [[*row[:2], "Dawn", *row[3:]] for row in _bare(2)]
    assert _read(_written(known))[0].fields["outlet"] == "Dawn"


@pytest.mark.parametrize(
    "first",
    [
        ["Nr", "Tag", "Blatt", "Titel", "Artikel", "Adresse", "x"],
        ["1", "2021-08-11", "2021-08-12", "2021-08-13", "", "", ""],  # days as columns of counts
        ["id", "text", "https://a.example", "", "", "", ""],  # a usual name decides
    ],
)
def test_in_doubt_the_first_row_is_the_header(first: list[str]):
    below = [["7", "12", "0", "3", "x", "y", "z"]] * 5 if first[0] == "1" else _bare()
    assert len(_read(_written([first, *below]))) == len(below)


def test_a_later_block_of_a_file_without_a_header_does_not_repeat_its_first_row():
    first, *others = _bare()
    records = _read(_written([first, *others[2:]]), rows_before=3)
    assert [(record.row, record.fields["column 1"]) for record in records] == [
        (4, "4"),
        (5, "5"),
        (6, "6"),
    ]


def test_quoted_line_ends_marks_and_nul_bytes_are_read():
    data = (
        '\ufefftitle,text,date\r\n"Rain","One,\r\n""two""\r\n\r\nthree",NA\r\n\r\nS\0un,Dry.,x\r\n'
    )
    for encoding in ("utf-8", "utf-16"):
        assert [record.fields for record in _read(data.encode(encoding))] == [
            {"title": "Rain", "text": 'One,\n"two"\n\nthree', "date": "NA"},
            {"title": "Sun", "text": "Dry.", "date": "x"},
        ]


def test_the_delimiter_that_excel_writes_in_the_first_line_counts():
    (record,) = _read("sep=|\r\ntitle|text\r\nRain, again|It rained; it poured.\r\n")
    assert record.fields == {"title": "Rain, again", "text": "It rained; it poured."}


def test_a_mark_that_is_never_closed_costs_one_row_at_its_place():
    found = _read('title,text\nA,"One.\nB,Two.\nC,"Three\n')
    assert [
        one.fields["title"] if isinstance(one, Record) else (one.source_row, one.reason)
        for one in found
    ] == [(1, "malformed_record"), "B", (3, "malformed_record")]


def test_what_was_taken_for_what_is_told_in_one_sentence():
    names = ["Body", "Date", "abstract", "Words"]
    assert columns.told(columns.choose(names), names) == (
        "text from 'Body', else 'abstract'; published from 'Date'; nothing for outlet, title, "
        "author, url, language, section, genre; not used: 'Words'"
    )
    names = ["title", "url", "publish_date"]
    told = columns.told(columns.choose(names), names)
    assert told.startswith("text from 'title' (headlines only); published from 'publish_date'; ")
    assert "not used" not in told


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\0\0", b"\xff\xfe", b"title,text\n"])
def test_nothing_in_it_gives_nothing(data: bytes):
    assert _read(data) == []
    (aside,) = _read(data, fault="its gzip ends too early")
    assert aside.reason == "unreadable_file"


def test_every_row_of_random_tables_comes_back():
    @settings(max_examples=100, deadline=None)
    @given(
        st.lists(
            st.lists(st.text("ab ,;\"'|é", min_size=1, max_size=6), min_size=3, max_size=3),
            min_size=1,
            max_size=8,
        )
    )
    def comes_back(rows: list[list[str]]) -> None:
        written = io.StringIO()
        csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["title", "text", "date"], *rows])
        found = _read(written.getvalue())
        assert [list(record.fields.values()) for record in found] == rows

    comes_back()


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text('a,;\t|"\n\r 1/:.', max_size=120)))
def test_no_bytes_make_it_fail(data: bytes | str):
    found = _read(data)
    assert [one.row if isinstance(one, Record) else one.source_row for one in found] == list(
        range(1, len(found) + 1)
    )


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2500), st.binary(max_size=4)), max_size=5),
    st.integers(0, 4000),
)
def test_no_changed_table_makes_it_fail(changes: list[tuple[int, bytes]], end: int):
    data = _written(_bare()).encode()
    for place, part in changes:
        data = data[:place] + part + data[place + len(part) :]
    _read(data[:end])
