"""Web pages saved from a browser: ``.html``, ``.htm`` and ``.mhtml``, one article each.

What the page says of itself is read by :mod:`toolkit.loading.page_metadata`, its body is
found by :mod:`toolkit.loading.page_body`. Pages are read as a browser reads them: in the
encoding that they declare.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from toolkit.loading.language import detect
from toolkit.loading.page_body import find_body
from toolkit.loading.page_metadata import read_metadata
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_HEAD = 1 << 14  # bytes within which a page says that it is one
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|article|main|section|h1|table)\b", re.IGNORECASE)
_ARCHIVE = re.compile(r"^(?:From|MIME-Version|Snapshot-Content-Location|Content-Type):", re.I)
_RELATED = re.compile(r"^Content-Type:\s*multipart/related", re.I | re.M)
_NAMES = (".html", ".htm", ".xhtml")

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
# What browsers take a declared name for.
_BROWSERS_NAMES = {
    "iso8859-1": "sloppy-windows-1252", "ascii": "sloppy-windows-1252",
    "cp1252": "sloppy-windows-1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874",
}  # fmt: skip
_NOT_IN_MARKUP = ("utf-16", "utf-32", "utf-7")  # what can declare itself in ASCII is none of these

_LEAST = 40  # letters of a body; a page of fewer says that it is loading, or not there
_MEND = "save the page again once it is fully shown, or copy its text into a .txt file"


def recognises(content: Content) -> bool:
    """Say whether a file is a saved web page.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        True for HTML and for the archives that browsers save (MHTML).

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("a.html"), b"<!DOCTYPE html><html><body>Hello</body></html>"))
    True
    >>> recognises(Content(Path("feed.xml"), b"<?xml version='1.0'?><rss></rss>"))
    False
    """
    start = decode(content.data[:_HEAD]).lstrip(" \t\r\n\ufeff\x00")
    if _is_archive(start):
        return True
    if not start.startswith("<"):
        return False
    return bool(_PAGE.search(start)) or (
        content.file.suffix.lower() in _NAMES and bool(_TAG.search(start))
    )


def _is_archive(start: str) -> bool:
    return bool(_ARCHIVE.match(start)) and bool(_RELATED.search(start))


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read one saved page as one article.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One; one more where the file ends too early.
    """
    yield from content.set_aside(after=0)
    file = str(content.file)
    page, url = _page(content.data)
    fields = extract(page, url)
    if sum(map(str.isalpha, fields["text"] or "")) >= _LEAST:
        yield Record(file, 1, fields, file)
    else:
        detail = "no part of the page reads like an article"
        outlet = fields["outlet"]
        yield SetAside(file, 1, "no_text", detail, _MEND, outlet)


def _page(data: bytes) -> tuple[str | bytes, str | None]:
    """Give the page of a file, and its address where an archive tells it."""
    if not _is_archive(decode(data[:_HEAD]).lstrip()):
        return data, None
    archive = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in archive.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _unpacked(part), _location(archive) or _location(part)
    return b"", None


def _location(part: EmailMessage) -> str | None:
    said = part.get("Snapshot-Content-Location") or part.get("Content-Location")
    return str(said) if said and str(said).startswith("http") else None


def _unpacked(part: EmailMessage) -> str | bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    codec = _codec(str(part.get_content_charset() or ""))
    return data.decode(codec, errors="replace") if codec else data


def extract(html: str | bytes, url: str | None = None) -> dict[str, str | None]:
    """Find the article on a page.

    Parameters
    ----------
    html
        The page.
    url
        Where it was fetched, if that is known; the page's own word goes first.

    Returns
    -------
    dict
        ``outlet``, ``published``, ``title``, ``text``, ``author``, ``url``, ``section`` and
        ``language``, as the page writes them; None where it does not say. ``text`` has its
        paragraphs parted by blank lines.

    Examples
    --------
    >>> said = "The envoy returned to Kabul on Wednesday for a third round of talks. " * 3
    >>> page = extract(f'''<html><head><title>Envoy returns | The Ledger</title>
    ... <meta property="og:site_name" content="The Ledger"></head>
    ... <body><h1>Envoy returns</h1><p>{said}</p><p>{said}</p></body></html>''')
    >>> page["title"], page["outlet"], page["text"][:28]
    ('Envoy returns', 'The Ledger', 'The envoy returned to Kabul ')
    """
    tree = _tree(html if isinstance(html, str) else as_browser_reads(html))
    if tree is None:
        return dict.fromkeys(_FIELDS)
    page = read_metadata(tree, url)
    body = find_body(tree, page.titles, page.standfirst, page.told)
    text = "\n\n".join(body)
    return {
        "outlet": page.outlet,
        "published": page.published,
        "title": page.title,
        "text": text or None,
        "author": page.author,
        "url": page.url,
        "section": page.section,
        # What a page declares is often its template's.
        "language": detect(text) or page.language,
    }


_FIELDS = ("outlet", "published", "title", "text", "author", "url", "section", "language")


def _tree(text: str) -> HtmlElement | None:
    bare = re.sub("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", " ", text)
    data = re.sub(r"^\s*<\?xml[^>]*>", "", bare).encode()
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it
        return None


def as_browser_reads(data: bytes) -> str:
    r"""Turn the bytes of a page into text: by its mark, else by what it declares.

    Parameters
    ----------
    data
        The page.

    Returns
    -------
    str
        Its text.

    Examples
    --------
    >>> as_browser_reads('<meta charset="iso-8859-1">“Kabul”'.encode("cp1252"))[-7:]
    '“Kabul”'
    """
    declared = _DECLARED.search(data[:_HEAD])
    codec = _codec(declared[1].decode("ascii", "replace")) if declared else None
    if (
        codec is None
        or codec == "utf-8"
        or data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff"))
    ):
        return decode(data)
    return data.decode(codec, errors="replace")


def _codec(name: str) -> str | None:
    """Give Python's name for a declared encoding, None where there is none."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if not codecs.lookup(found)._is_text_encoding or found.startswith(_NOT_IN_MARKUP):
        return None
    return _BROWSERS_NAMES.get(found, found)
