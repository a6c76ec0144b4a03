"""RSS and Atom: whole texts before summaries, outlets, addresses, and damaged feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import feeds
from toolkit.loading.articles import build
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

HERE = Path(__file__).parent / "feeds"
RSS = (HERE / "rss.xml").read_bytes()
ATOM = (HERE / "atom.xml").read_bytes()
RDF = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://x.example"><title>Valley News RSS</title><link>https://x.example</link>
<dc:publisher>The Valley Post</dc:publisher></channel>
<item rdf:about="https://x.example/1"><title>Hail</title><link>https://x.example/1</link>
<dc:date>2021-08-11</dc:date><description>Hail fell.</description></item>
</rdf:RDF>"""


def _read(data: bytes, fault: str | None = None) -> list[Record | SetAside]:
    return list(feeds.read(Content(Path("world.xml"), data, fault)))


def test_every_entry_of_an_rss_feed_has_its_fields():
    assert [(record.row, record.fields) for record in _read(RSS)] == [
        (1, {
            "title": "Rain & sun over the valley", "published": "Wed, 11 Aug 2021 14:05:00 +0500",
            "url": "https://gazette.example/2021/rain", "outlet": "Hillside Gazette",
            "author": ["Kim Lee"], "language": "en-gb", "section": ["World", "Weather"],
            "text": "Rain fell on the hills for the third day.\n\n“It will stop,” the mayor said.",
            "summary": "Rain fell.",
        }),
        (2, {
            "title": "Only a summary", "published": "Thu, 12 Aug 2021 09:00:00 GMT",
            "url": "https://gazette.example/2021/summary", "outlet": "Hillside Gazette",
            "language": "en-gb", "summary": "The bridge was opened.",
        }),
        (3, {
            "title": "A text that is cut", "published": "Fri, 13 Aug 2021 09:00:00 GMT",
            "url": "https://gazette.example/2021/cut", "outlet": "Hillside Gazette",
            "language": "en-gb", "summary": "The road was closed on Friday, and the",
        }),
        (4, {
            "title": "Talks resume", "published": "Sat, 14 Aug 2021 09:00:00 GMT",
            "url": "https://news.example/articles/9", "outlet": "The Karakoram Ledger",
            "language": "en-gb", "summary": "The envoys met.",
        }),
    ]  # fmt: skip


def test_every_entry_of_an_atom_feed_has_its_fields():
    assert [(record.row, record.fields) for record in _read(ATOM)] == [
        (1, {
            "title": "The pass opens", "published": "2021-08-11T10:00:00+05:00",
            "url": "https://ledger.example/2021/pass", "outlet": "The Karakoram Ledger",
            "author": ["Ayesha Khan", "Tom Reed"], "language": "en",
            "text": "The pass is open again.\n\nTraffic moves.", "summary": "The pass is open.",
        }),
        (2, {
            "title": "Only updated", "published": "2021-08-12T10:00:00Z",
            "url": "https://ledger.example/2021/updated", "outlet": "The Karakoram Ledger",
            "language": "en", "summary": "Snow fell.",
        }),
    ]  # fmt: skip


def test_an_rss_1_feed_is_read_and_its_publisher_is_the_outlet():
    (record,) = _read(RDF)
    assert record.fields == {
        "title": "Hail", "published": "2021-08-11", "url": "https://x.example/1",
        "outlet": "The Valley Post", "summary": "Hail fell.",
    }  # fmt: skip


def test_whole_texts_are_full_and_summaries_abstracts_once_loaded():
    outcome = build(_read(RSS), [])
    assert outcome.articles["text_kind"].tolist() == ["full", "abstract", "abstract", "abstract"]
    assert str(outcome.articles.loc[0, "published"]) == "2021-08-11 09:05:00+00:00"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("NYT > World News", "New York Times"),
        ("FOX News : World", "Fox News"),
        ("Dawn - Home", "Dawn"),
        ("The Ledger RSS Feed", "The Ledger"),
        ("Asia-Pacific News: The Ledger", "The Ledger"),
        ("India Today", "India Today"),
        ("Latest News", None),
    ],
)
def test_the_outlet_is_the_feeds_title_without_sections(title: str, outlet: str | None):
    data = f"<rss><channel><title>{title.replace('>', '&gt;')}</title><item><title>A</title></item>"
    (record,) = _read(f"{data}</channel></rss>".encode())
    assert record.fields.get("outlet") == outlet


def test_a_feed_that_breaks_off_keeps_what_is_whole():
    *whole, last = _read(RSS[: RSS.index(b"The envoys met")])
    assert [record.row for record in whole] == [1, 2, 3]
    assert (last.source_row, last.reason) == (4, "malformed_record")


def test_stray_marks_do_not_cost_an_entry():
    records = _read(RSS.replace(b"Rain fell.", b"Rain & hail &nbsp; fell < 3 mm."))
    assert [record.row for record in records] == [1, 2, 3, 4]


def test_a_feed_in_another_encoding_is_read():
    latin = ATOM.decode().replace("utf-8", "iso-8859-1").replace("Snow", "Céu")
    assert _read(latin.encode("latin-1"))[1].fields["summary"] == "Céu fell."
    wide = ATOM.decode().replace("utf-8", "utf-16").encode("utf-16")
    assert feeds.recognises(Content(Path("a.xml"), wide))
    assert len(_read(wide)) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable_file"),
        (bytes(30), "unreadable_file"),
        (b"title,text\nRain,It rained.", "unreadable_file"),
        (b"<rss><channel><title>Empty</title></channel></rss>", "no_text"),
        (b"<rss><channel><title>Cut", "unreadable_file"),
    ],
)
def test_what_is_no_feed_is_set_aside(data: bytes, reason: str):
    (aside,) = _read(data)
    assert (aside.source_row, aside.reason) == (0, reason)


def test_a_file_cut_off_on_the_way_is_told():
    assert _read(RSS[:900], "its gzip ends too early")[-1].detail.startswith("its gzip")


def test_bytes_that_are_a_files_name_are_not_opened(tmp_path: Path):
    file = tmp_path / "feed.xml"
    file.write_bytes(RSS)
    (aside,) = _read(str(file).encode())
    assert aside.reason == "unreadable_file"


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (RSS, True),
        (ATOM, True),
        (RDF, True),
        (b"\xef\xbb\xbf<rss>", True),
        (b"<rdf:RDF xmlns:x='urn:other'>", False),
        (b"<html><body><rss>", False),
        (b"", False),
    ],
)
def test_a_feed_is_told_by_its_first_tag(data: bytes, is_one: bool):
    assert feeds.recognises(Content(Path("a.xml"), data)) is is_one


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text("<>/!&;[]rsitemchnl \"'=-", max_size=80)))
def test_no_bytes_make_it_fail(data: bytes | str):
    content = Content(Path("a.xml"), data if isinstance(data, bytes) else data.encode())
    feeds.recognises(content)
    list(feeds.read(content))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([RSS, ATOM, RDF]),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=6)), max_size=6),
    st.integers(0, 3000),
)
def test_no_changed_feed_makes_it_fail(feed: bytes, changes: list[tuple[int, bytes]], end: int):
    for place, part in changes:
        feed = feed[:place] + part + feed[place + len(part) :]
    list(feeds.read(Content(Path("a.xml"), feed[:end])))
