"""WARC files, Common Crawl News among them: the web pages in them, one after another.

Read as a stream through warcio, so that a file of a gigabyte takes the memory of a page.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from toolkit.loading import web_pages
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

_MEND = "get the file again from where it came from"
_PAGES = ("text/html", "application/xhtml")
_LARGEST = 20_000_000  # bytes of a page; what is longer is no article
# What warcio raises of its own where a file is damaged, the last two by stumbling over it.
_DAMAGE = (
    ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error, AttributeError, TypeError,
)  # fmt: skip


@dataclass(frozen=True)
class _Answer:
    address: str | None
    kind: str
    data: bytes


def stream(file: Path) -> Iterator[Record | SetAside]:
    """Read the pages of a WARC file from disk.

    Parameters
    ----------
    file
        The file, gzipped or not.

    Yields
    ------
    Record or SetAside
        As :func:`read`.
    """
    try:
        with file.open("rb") as opened:
            yield from _pages(opened, str(file))
    except OSError as error:
        detail = f"cannot be opened: {error.strerror or error}"
        yield SetAside(str(file), 0, "unreadable_file", detail, _MEND)


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read the pages of a WARC file.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each answer of a server that holds something: rows count these. Requests,
        redirects, answers without a page and notes of the crawler are no records; an
        answer that is no web page is set aside.
    """
    yield from _pages(io.BytesIO(content.data), str(content.file))
    yield from content.set_aside(after=0)


def _pages(opened: IO[bytes], file: str) -> Iterator[Record | SetAside]:
    row = 0
    for answer in _answers(opened):
        if isinstance(answer, str):
            where = f" after record {row}" if row else ""
            detail = f"is no whole WARC file{where}: {answer}"
            yield SetAside(file, 0, "unreadable_file", detail, _MEND)
        else:
            row += 1
            yield _page(answer, file, row)


def _answers(opened: IO[bytes]) -> Iterator[_Answer | str]:
    """Give what servers answered, and at the end what is wrong, if something is."""
    try:
        for found in ArchiveIterator(opened):
            http = found.http_headers
            if found.rec_type == "response" and http and http.get_statuscode() == "200":
                yield _Answer(
                    found.rec_headers.get_header("WARC-Target-URI"),
                    (http.get_header("Content-Type") or "").casefold(),
                    found.content_stream().read(_LARGEST),
                )
    except _DAMAGE as error:
        yield str(error) or type(error).__name__


def _page(answer: _Answer, file: str, row: int) -> Record | SetAside:
    if not answer.kind.startswith(_PAGES):
        detail = f"{answer.address} is no web page but '{answer.kind or 'of no stated kind'}'"
        return SetAside(file, row, "unknown_format", detail, "nothing to do")
    fields = web_pages.extract(answer.data, url=answer.address)
    if not fields.get("text"):
        detail = f"no article was found on the page {answer.address}"
        mend = "nothing to do where it is no article; else save the page and load that"
        return SetAside(file, row, "no_text", detail, mend)
    return Record(file, row, fields, file)
