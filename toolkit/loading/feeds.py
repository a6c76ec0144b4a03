"""RSS and Atom feeds: an article for each entry.

Where a feed carries the whole article it is the text; a summary alone stays a summary, and
counts as an abstract. What feedparser makes of damaged XML is kept; of a feed that breaks
off, all but the entry it breaks off in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from urllib.parse import urljoin
from xml.sax import SAXException

import feedparser
import lxml.etree
import lxml.html

from toolkit import outlets
from toolkit.loading.cleaning import clean_line
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

_HEAD = 4096  # bytes within which the first tag stands
_BEFORE = re.compile(
    rb"(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*", re.IGNORECASE)

# A feed's title is the outlet's name and what part of it this is.
_PARTS = re.compile(r"\s+[-–—|·•:»>/]+\s+|\s*[|»>]\s*|:\s+|\s[-–—]|[-–—]\s")
_NO_OUTLET = re.compile(
    r"^(?:the\s+)?(?:(?:rss|atom|xml|feeds?|channel|home(?:\s?page)?|front page|latest|breaking|top"
    r"|all|more|main|most|recent|world|national|international|global|uk|us|u\.s\.|asia|africa|europe"
    r"|middle east|americas?|pakistan|afghanistan|india|politics|business|sports?|opinion|comment"
    r"|editorials?|culture|technology|science|health|news|stories|headlines|articles|posts|updates"
    r"|and|&|of|from|the|online|edition|pacific|south|central|east)\b[\s,-]*)+$",
    re.IGNORECASE,
)
_FEED_TAIL = re.compile(r"[\s(\[]*\b(?:rss|atom)(?:\s+feeds?)?[)\]]*$", re.IGNORECASE)

_UNREAD = ("script", "style", "figure", "iframe", "noscript", "svg", "form", "object", "button")
_BLOCKS = (
    "p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr",
    "section", "article", "pre", "dd", "dt", "hr", "aside", "header", "footer",
)  # fmt: skip
_HAS_BLOCKS = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)
_CUT = re.compile(
    r"(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|…|\.{3})\W*$|\n?\W*\b(?:continue reading|read more"
    r"|read full|read the full|keep reading)\b[^\n]{0,120}$",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\s*The post\s[^\n]+\s(?:first )?appeared (?:first )?on\s[^\n]+$")

# What feedparser's parsers raise on input that is no feed at all.
_DAMAGE = (ValueError, AssertionError, TypeError, KeyError, IndexError, AttributeError,
           RecursionError, LookupError, SAXException)  # fmt: skip
_MEND = "get the feed again, and save it as it comes"


def recognises(content: Content) -> bool:
    r"""Say whether a file is a feed, whatever its name.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        By its first tag.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("world.xml"), b"<?xml version='1.0'?>\n<rss version='2.0'>"))
    True
    >>> recognises(Content(Path("world.xml"), b"<html><body>"))
    False
    """
    head = content.data[:_HEAD].replace(b"\0", b"")  # of UTF-16, what is ASCII is left
    before = _BEFORE.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    return root is not None and (root[1].lower() != b"rdf" or b"purl.org/rss/" in head)


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a feed.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each entry, one for a feed that holds none, and one for the entry in which
        the feed breaks off.
    """
    file, row = str(content.file), 0
    try:
        # From a stream: bytes alone might be taken for the name of a file.
        parsed = feedparser.parse(BytesIO(content.data))
    except _DAMAGE as error:
        detail = f"is no feed ({type(error).__name__})"
        yield SetAside(file, 0, "unreadable_file", detail, _MEND)
        yield from content.set_aside(after=0)
        return
    last = len(parsed.entries)
    end = content.data[-_HEAD:].replace(b"\0", b"")
    whole = bool(_CLOSED.search(end)) or (last > 0 and not parsed.bozo)
    for row, entry in enumerate(parsed.entries, start=1):
        if row == last and not whole:
            detail = "the feed breaks off in this entry"
            yield SetAside(file, row, "malformed_record", detail, _MEND)
        else:
            yield Record(file, row, _fields(dict(entry), dict(parsed.feed)), file)
    if not last:
        yield _without_entries(file, whole=whole)
    yield from content.set_aside(after=row)


def _without_entries(file: str, *, whole: bool) -> SetAside:
    if whole:
        mend = "nothing to do, or get the feed again"
        return SetAside(file, 0, "no_text", "the feed holds no entry", mend)
    return SetAside(file, 0, "unreadable_file", "is no feed, or breaks off at once", _MEND)


def _fields(entry: Mapping[str, object], feed: Mapping[str, object]) -> dict[str, object]:
    source = entry.get("source")
    source_name = source.get("title") if isinstance(source, Mapping) else None
    title = _line(entry.get("title"))
    if source_name and title:  # as Google News writes it: "Talks resume - Dawn"
        title = title.removesuffix(f" - {_line(source_name)}")
    url = _url(entry, feed)
    fields: dict[str, object] = {
        "title": title,
        "published": entry.get("published") or entry.get("updated") or entry.get("created"),
        "url": url,
        "outlet": _outlet(entry, feed, source_name),
        "author": _authors(entry),
        "language": entry.get("language") or feed.get("language"),
        "section": [tag.get("term") for tag in _objects(entry.get("tags")) if tag.get("term")],
    }
    text, summary = _texts(entry)
    if text:
        fields["text"] = text
    if summary:
        fields["summary"] = summary
    return {name: value for name, value in fields.items() if value}


def _objects(value: object) -> Sequence[Mapping[str, object]]:
    found = value if isinstance(value, list) else []
    return [item for item in found if isinstance(item, Mapping)]


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def _authors(entry: Mapping[str, object]) -> list[str]:
    names = [_line(author.get("name")) for author in _objects(entry.get("authors"))]
    return [name for name in names if name and "@" not in name]


def _url(entry: Mapping[str, object], feed: Mapping[str, object]) -> str | None:
    """Give the article's own address rather than a counter's in front of it."""
    links = [
        link.get("href")
        for link in _objects(entry.get("links"))
        if link.get("rel") in ("alternate", None)
    ]
    named = entry.get("id") if entry.get("guidislink") else None
    for found in (entry.get("feedburner_origlink"), *links, entry.get("link"), named):
        if isinstance(found, str) and found.strip():
            base = feed.get("link")
            try:
                return urljoin(base if isinstance(base, str) else "", found.strip())
            except ValueError:  # "http://[broken"
                return found.strip()
    return None


def _outlet(entry: Mapping[str, object], feed: Mapping[str, object], source: object) -> str | None:
    publisher = _line(entry.get("publisher")) or _line(feed.get("publisher"))
    if found := _line(source):
        return outlet_in_title(found)
    if publisher and "@" not in publisher:
        return publisher
    title, address = _line(feed.get("title")), feed.get("link")
    known = outlets.name_from_url(address) if isinstance(address, str) else None
    if known and "." in known:  # a bare domain says less than the title
        known = None
    parts = [part for part in _PARTS.split(_FEED_TAIL.sub("", title)) if part]
    named = (outlets.known_name(part) for part in (title, *parts))
    return next((name for name in named if name), None) or known or outlet_in_title(title)


def outlet_in_title(title: str) -> str | None:
    """Give the outlet's name in a feed's title.

    Parameters
    ----------
    title
        The title, such as "Hillside Gazette - World".

    Returns
    -------
    str or None
        The first part of it that is no section and no word for a feed.

    Examples
    --------
    >>> [outlet_in_title(title) for title in ("Hillside Gazette - World", "World news | Ledger")]
    ['Hillside Gazette', 'Ledger']
    >>> outlet_in_title("The Ledger RSS Feed"), outlet_in_title("Latest News")
    ('The Ledger', None)
    """
    bare = _FEED_TAIL.sub("", title)
    parts = (part.strip(" -–—|:»>") for part in _PARTS.split(bare))
    return next((part for part in parts if part and not _NO_OUTLET.match(part)), None)


def _texts(entry: Mapping[str, object]) -> tuple[str, str]:
    """Give the whole text, if the feed carries it, and the summary."""
    contents = [_plain(part.get("value")) for part in _objects(entry.get("content"))]
    text, summary = max(contents, key=len, default=""), _plain(entry.get("summary"))
    if text and (_CUT.search(text) or len(text) < len(summary)):
        return "", max(_CUT.sub("", text).strip(), summary, key=len)
    if text == summary and _has_description(entry):
        return "", summary
    return text, "" if summary == text else summary


def _has_description(entry: Mapping[str, object]) -> bool:
    """Say whether the feed gave a summary of its own, which the content only repeats."""
    return "summary_detail" in entry


def _plain(value: object) -> str:
    """Give the text of HTML, its paragraphs parted by blank lines."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if _HAS_BLOCKS.search(value):  # then line ends in it are no more than spaces
        value = re.sub(r"\s+", " ", value)
    try:
        root = lxml.html.fragment_fromstring(value.replace("\0", ""), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return value.strip()
    for element in list(root.iter(*_UNREAD, lxml.etree.Comment)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.iter("br", *_BLOCKS):
        gap = "\n" if element.tag == "br" else "\n\n"
        element.text = None if element.tag == "br" else gap + (element.text or "")
        element.tail = gap + (element.tail or "")
    parts = re.split(r"\n\s*\n", root.text_content())
    lines = ["\n".join(" ".join(line.split()) for line in part.splitlines()) for part in parts]
    return _POSTED.sub("", "\n\n".join(line.strip() for line in lines if line.strip()))
