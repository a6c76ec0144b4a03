"""Saved web pages: one article each, its fields as the page says them, no furniture."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, read_bytes
from toolkit.loading.web_pages import as_browser_reads, extract, read, recognises

PAGES = Path(__file__).parent / "web_pages"
REAL = Path(__file__).parents[3] / "shared" / "data" / "article_extraction" / "html"
PARAGRAPH = "The council met on Monday and spoke about the bridge until late in the evening. "


def fields_of(name: str) -> dict[str, object]:
    (record,) = read(read_bytes(PAGES / name))
    assert isinstance(record, Record)
    assert (record.file, record.row, record.table) == (str(PAGES / name), 1, str(PAGES / name))
    return dict(record.fields)


def test_a_page_says_what_it_is():
    found = fields_of("news.html")
    del found["text"]
    assert found == {
        "title": "Envoy returns to Kabul for talks",
        "published": "2021-08-11T09:30:00+04:30",
        "author": "Ayesha Khan, Tom Reed",
        "outlet": "The Karakoram Ledger",
        "url": "https://www.karakoramledger.example/world/envoy-returns",
        "section": "World",
        "language": "en",
    }


def test_the_body_is_what_the_article_says_and_no_more():
    paragraphs = str(fields_of("news.html")["text"]).split("\n\n")
    assert [paragraph[:16] for paragraph in paragraphs] == [
        "The envoy return",
        "“Nothing was agr",
        "What comes next",
        "Both sides want ",
        "The crossing has",
        "Traders on both ",
        "We have waited l",
        "The delegation w",
    ]
    assert "returned to Kabul on Wednesday" in paragraphs[0]


def test_broken_data_and_an_old_encoding_are_read():
    found = fields_of("broken_data.html")
    assert found["title"] == "Dam reopens after repairs"
    assert found["published"] == "2020-03-05T08:00:00Z"
    assert found["outlet"] == "Valley Post"
    assert found["section"] == "Local"
    assert str(found["text"]).startswith("The dam above the town reopened")
    assert str(found["text"]).endswith("this year’s beans.")


def test_an_archive_of_a_browser_is_read():
    found = fields_of("saved.mhtml")
    assert found["title"] == "Bridge named after ferryman"
    assert found["published"] == "2022-05-02T07:15:00Z"
    assert found["outlet"] == "Delta Courier"
    assert found["url"] == "https://www.deltacourier.example/bridge"
    assert "“in every weather”, as his daughter" in str(found["text"])
    assert len(str(found["text"]).split("\n\n")) == 3


def test_pages_are_told_by_their_bytes():
    assert all(recognises(read_bytes(file)) for file in sorted(PAGES.iterdir()))
    assert recognises(Content(Path("a"), b"\xef\xbb\xbf\n<HTML><p>x"))
    assert recognises(Content(Path("a.htm"), b"<div><p>x</p></div>"))
    for other in (b"", b"\x00\x01", b"<?xml version='1.0'?><rss/>", b"title,text\na,<p>b</p>"):
        assert not recognises(Content(Path("a.csv"), other))
    assert not recognises(Content(Path("a.eml"), b"From: a@b.example\nSubject: x\n\nHello"))


def test_an_address_is_taken_from_the_browsers_note():
    page = f"<!-- saved from url=(0031)https://a.example/news/1 -->\n<html><body><p>{PARAGRAPH * 3}"
    assert extract(page)["url"] == "https://a.example/news/1"
    assert (
        extract(f"<html><p>{PARAGRAPH * 3}", "https://b.example/2")["url"] == "https://b.example/2"
    )


def test_the_body_is_taken_from_the_data_where_a_script_writes_the_page():
    page = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": '
        f'"{PARAGRAPH * 4}\\n{PARAGRAPH * 2}",}}</script></head><body><div id="app"></div></body>'
    )
    assert extract(page)["text"] == f"{(PARAGRAPH * 4).strip()}\n\n{(PARAGRAPH * 2).strip()}"


def test_of_several_articles_the_page_is_the_one_under_its_title():
    others = "".join(
        f"<article><h2>Story {n}</h2><p>{n} {PARAGRAPH * 9}</p></article>" for n in (1, 2)
    )
    page = (
        '<html><head><meta property="og:title" content="Bridge opens"></head><body>'
        f"<article><h1>Bridge opens</h1><p>The bridge. {PARAGRAPH * 9}</p></article>{others}"
    )
    assert str(extract(page)["text"]).startswith("The bridge.")
    assert "Story" not in str(extract(page)["text"])


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "nonsense", ""])
def test_windows_quotes_are_read_whatever_is_declared(declared: str):
    data = f'<meta charset="{declared}"><p>“Kabul” – café</p>'.encode("cp1252")
    assert "“Kabul” – café" in as_browser_reads(data)


def test_other_encodings_are_read_as_declared():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Кабул</p>'
    assert as_browser_reads(page.encode("cp1251")) == page
    assert as_browser_reads("\ufeff<p>Кабул".encode("utf-16")).strip("\ufeff") == "<p>Кабул"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 50,
        b"<html>",
        b"<html><body></body></html>",
        b"\x89PNG\r\n\x1a\n",
        b"<!-- x",
        b"<p>Loading",
    ],
)
def test_what_holds_no_article_is_set_aside(data: bytes):
    (found,) = read(Content(Path("a.html"), data))
    assert isinstance(found, SetAside)
    assert (found.reason, found.source_row) == ("no_text", 1)


def test_a_page_cut_short_gives_what_there_is_and_says_so():
    data = (PAGES / "news.html").read_bytes()
    cut = Content(Path("a.html"), data[: data.index(b"<blockquote>")], "its gzip ends too early")
    fault, record = read(cut)
    assert isinstance(fault, SetAside) and fault.reason == "unreadable_file"
    assert isinstance(record, Record) and "before winter" in str(record.fields["text"])


def test_nul_bytes_and_bad_characters_do_no_harm():
    data = (PAGES / "news.html").read_bytes().replace(b"officials", b"offi\x00cials\xff\x0b")
    (record,) = read(Content(Path("a.html"), data))
    assert isinstance(record, Record) and "\x00" not in str(record.fields["text"])


def test_deep_nesting_does_no_harm():
    page = "<html><body>" + "<div><span>" * 3000 + PARAGRAPH * 5
    assert len(list(read(Content(Path("a.html"), page.encode())))) == 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_raise(data: bytes):
    content = Content(Path("a.html"), data)
    recognises(content)
    assert len(list(read(content))) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["news.html", "broken_data.html", "saved.mhtml"]),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 60), st.binary(max_size=12)), max_size=6
    ),
)
def test_no_damage_raises(name: str, damage: list[tuple[int, int, bytes]]):
    data = (PAGES / name).read_bytes()
    for at, size, put in damage:
        data = data[:at] + put + data[at + size :]
    content = Content(Path("a.html"), data)
    recognises(content)
    assert len(list(read(content))) == 1


def test_real_pages_are_recognised_and_give_their_articles():
    files = sorted(REAL.glob("*.html.gz"))[:6]
    if not files:
        pytest.skip("../shared is not here")
    for file in files:
        content = Content(file, gzip.decompress(file.read_bytes()))
        assert recognises(content)
        (record,) = read(content)
        assert isinstance(record, Record)
        assert record.fields["title"] and record.fields["published"]
        assert len(str(record.fields["text"]).split()) > 150
