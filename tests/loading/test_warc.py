"""WARC files: each page is an article, and what is no page is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from toolkit.loading import convert, load_with_set_aside, warc
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

BODY = "".join(
    f"<p>The envoy returned to Kabul on Wednesday for round {n} of the talks, officials said, and "
    "nothing was agreed before the delegation left again in the evening.</p>"
    for n in range(6)
)
PAGE = (
    "<html><head><title>Envoy returns | Dawn</title>"
    '<meta property="og:title" content="Envoy returns">'
    '<meta property="article:published_time" content="2021-08-11T10:00:00Z">'
    f"</head><body><article><h1>Envoy returns</h1>{BODY}</article></body></html>"
)


def _archive(*answers: tuple[str, str, str, str], packed: bool = True) -> bytes:
    """Write answers of (address, status, kind, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for address, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body.encode()), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


ANSWERS = (
    ("https://www.dawn.com/news/1", "200 OK", "text/html; charset=utf-8", PAGE),
    ("https://www.dawn.com/moved", "301 Moved", "text/html", ""),
    ("https://www.dawn.com/a.png", "200 OK", "image/png", "PNG"),
    ("https://www.dawn.com/empty", "200 OK", "text/html", "<html><body>Menu</body></html>"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_each_answer_is_an_article_or_told(tmp_path: Path, packed: bool):
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(_archive(*ANSWERS, packed=packed))
    articles, set_aside = load_with_set_aside(file)
    article = articles.squeeze()
    assert article[["title", "outlet", "source_row"]].tolist() == ["Envoy returns", "Dawn", 1]
    assert article["published"].isoformat() == "2021-08-11T10:00:00+00:00"
    assert article["text"].count("\n\n") == 5
    assert set_aside[["source_row", "reason"]].to_numpy().tolist() == [
        [2, "unknown_format"],
        [3, "no_text"],
    ]


def test_a_cut_file_keeps_what_came_before(tmp_path: Path):
    data = _archive(ANSWERS[0], *[("https://www.dawn.com/2", "200 OK", "text/html", PAGE)] * 3)
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data[: len(data) - 300])
    articles, set_aside = load_with_set_aside(file)
    assert len(articles) == 1  # the others are copies
    assert len(set_aside) >= 1


def test_a_warc_is_converted_as_a_stream(tmp_path: Path):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(_archive(*ANSWERS))
    assert convert(file, tmp_path / "out")["articles"].tolist() == [1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200), st.integers(0, 2000), st.booleans())
def test_damage_of_any_kind_never_raises(noise: bytes, at: int, packed: bool):
    data = _archive(*ANSWERS, packed=packed)
    for damaged in (noise, data[:at] + noise + data[at + len(noise) :]):
        for found in warc.read(Content(Path("a.warc"), damaged)):
            assert isinstance(found, Record | SetAside)
