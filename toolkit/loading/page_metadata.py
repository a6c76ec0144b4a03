"""Title, date, author, outlet, address and section of a news page, as the page says them.

Asked in this order: the page's data about itself (JSON-LD), its meta elements, what it
prints, and last htmldate, which looks for a date anywhere. Broken JSON-LD is mended where
a comma or a comment breaks it, else searched for its main fields.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from htmldate import find_date as find_any_date
from lxml.html import HtmlElement

from toolkit.loading.dates import Moment, date_in_url, find_date
from toolkit.loading.page_body import tokens_of
from toolkit.loading.records import as_text

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|^Report|^Review)$")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_DEEP = 6  # levels an article may stand down in JSON-LD
_JSON_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?://\s*)?(?:-->|\]\]>)\s*$", re.DOTALL
)
_LOOSE_COMMA = re.compile(r",(?=\s*[}\]])")
_BROKEN_FIELD = re.compile(
    r'"(headline|datePublished|articleSection|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"'
)

# Names of meta elements, the most telling first.
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_DATES = (
    "article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate",
    "publish-date", "publish_date", "pubdate", "publication_date", "dc.date.issued",
    "dcterms.created", "dc.date", "dc.date.created", "article.published", "date", "og:pubdate",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "article:author_name",
)  # fmt: skip
_OUTLETS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_SECTIONS = ("article:section", "parsely-section", "section", "og:article:section")
_LANGUAGES = ("content-language", "og:locale", "dc.language", "inlanguage")
_STANDFIRSTS = ("og:description", "description", "twitter:description")

_TITLE_BREAK = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*|:\s+(?=[^:]*$)")
_ADDRESS = re.compile(r"(?:https?:)?//|/|www\.", re.IGNORECASE)
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(https?://\S+)", re.MULTILINE)
_SAME_WORDS = 3  # that two ways of writing one title share
_NAME_WORDS = 5  # that an outlet's name has at most
_EARLIEST = 1900  # year of a date that is meant


@dataclass
class PageMetadata:
    """What a page says of itself.

    Parameters
    ----------
    titles
        Every way it writes its title.
    told
        The body as its data gives it.
    """

    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    standfirst: str | None = None
    titles: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def read_metadata(tree: HtmlElement, url: str | None = None) -> PageMetadata:
    """Read what a page says of itself.

    Parameters
    ----------
    tree
        The page.
    url
        Where it was fetched, if that is known.

    Returns
    -------
    PageMetadata
        What was found.

    Examples
    --------
    >>> from lxml.html import document_fromstring
    >>> tree = document_fromstring('''<html lang="en-GB"><head>
    ... <title>Envoy returns to Kabul | The Karakoram Ledger</title>
    ... <meta property="og:site_name" content="The Karakoram Ledger">
    ... <script type="application/ld+json">
    ... {"@type": "NewsArticle", "datePublished": "2021-08-11T09:30:00Z",}
    ... </script></head><body><h1>Envoy returns to Kabul</h1></body></html>''')
    >>> page = read_metadata(tree)
    >>> page.title, page.published, page.outlet, page.language
    ('Envoy returns to Kabul', '2021-08-11T09:30:00Z', 'The Karakoram Ledger', 'en')
    """
    meta = _meta_of(tree)
    data = list(_json_ld(tree))
    address = _address(tree, meta, url)
    article = _article(data, address, meta)
    page = PageMetadata(url=address)
    page.outlet = _outlet(tree, meta, data, article, address)
    page.titles = _titles(tree, meta, article, page)
    page.title = _title(tree, page.titles)
    page.published = _published(tree, meta, data, article, address)
    page.author = _author(tree, meta, article)
    page.section = _text(article.get("articleSection")) or _first(meta, _SECTIONS)
    page.language = _language(tree, meta, article)
    page.standfirst = _first(meta, _STANDFIRSTS)
    if body := _text(article.get("articleBody")):
        page.told = [re.sub(r"<[^<>]*>", "\n", html.unescape(html.unescape(body)))]
    return page


def _meta_of(tree: HtmlElement) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = as_text(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and value:
                meta.setdefault(name.strip().casefold(), []).append(" ".join(value.split()))
    return meta


def _first(meta: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((value for name in names for value in meta.get(name, ())), None)


def _json_ld(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").casefold() and script.text:
            yield from _objects(_parsed(script.text), _DEEP)


def _parsed(text: str) -> object:
    """Give the value of a script of JSON-LD, mended where that is easy."""
    bare = _JSON_COMMENT.sub("", text).strip().rstrip(";")
    for attempt in (bare, _LOOSE_COMMA.sub("", bare), _LOOSE_COMMA.sub("", html.unescape(bare))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    fields: dict[str, object] = {"@type": "Article"}
    for name, value in _BROKEN_FIELD.findall(bare):
        fields.setdefault(name, html.unescape(value.replace('\\"', '"').replace("\\/", "/")))
    return fields if len(fields) > 1 and _ARTICLE_TYPE.search(_broken_type(bare)) else None


def _broken_type(text: str) -> str:
    types = re.findall(r'"@type"\s*:\s*\[?\s*"(\w+)"', text)
    return next((name for name in types if _ARTICLE_TYPE.search(name)), "")


def _objects(value: object, deep: int) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for part in value:
            yield from _objects(part, deep)
    elif isinstance(value, Mapping) and deep:
        yield value
        for name in _NESTED:
            yield from _objects(value.get(name), deep - 1)


def _types(data: Mapping[str, object]) -> list[str]:
    types = data.get("@type")
    return [str(name) for name in (types if isinstance(types, list) else [types]) if name]


def _article(
    data: list[Mapping[str, object]], address: str | None, meta: Mapping[str, list[str]]
) -> Mapping[str, object]:
    """Choose the article that the page is about among those that its data tells of."""
    found = [one for one in data if any(map(_ARTICLE_TYPE.search, _types(one)))]
    titles = {tokens_of(value) for name in _TITLES for value in meta.get(name, ())}
    about = [one for one in found if address and address in _addresses(one)]
    titled = [one for one in found if tokens_of(_text(one.get("headline")) or "") in titles]
    return next(iter([*about, *titled, *found]), {})


def _addresses(data: Mapping[str, object]) -> list[str]:
    said = [data.get("url"), data.get("@id"), data.get("mainEntityOfPage")]
    named = [
        part.get("@id") or part.get("url") if isinstance(part, Mapping) else part for part in said
    ]
    return [part for part in named if isinstance(part, str)]


def _text(value: object) -> str | None:
    """Give a value of JSON-LD as text: the first of a list, the name of a thing."""
    if isinstance(value, list):
        return next((text for part in value if (text := _text(part))), None)
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("@value"))
    text = as_text(value)
    return html.unescape(text).strip() or None if text else None


def _address(tree: HtmlElement, meta: Mapping[str, list[str]], url: str | None) -> str | None:
    links = [link for link in tree.iter("link") if "canonical" in link.get("rel", "").casefold()]
    said = [*(link.get("href") for link in links), *meta.get("og:url", ()), *_saved_from(tree)]
    whole = [_joined(url, one) for one in (*said, url) if one]
    http = [one for one in whole if re.match(r"https?://[^/\s]+", one)]
    # Some sites give the address of their front page as every page's own.
    pages = [one for one in http if _path(one)]
    return next(iter([*pages, *http]), None)


def _joined(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address.strip())
    except ValueError:  # an address that is none, such as http://[
        return ""


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.strip("/") or parts.query


def _saved_from(tree: HtmlElement) -> list[str]:
    """Give the address that a browser wrote into a page when it saved it."""
    top = [*tree.itersiblings(preceding=True), *tree.iterchildren()]
    notes = [one.text or "" for one in top if not isinstance(one.tag, str)]
    found = (_SAVED_FROM.search(note) for note in notes)
    return [match[1] or match[2] for match in found if match]


def _outlet(
    tree: HtmlElement,
    meta: Mapping[str, list[str]],
    data: list[Mapping[str, object]],
    article: Mapping[str, object],
    address: str | None,
) -> str | None:
    """Choose the outlet's name: one like the page's address first, then in the usual order."""
    sites = [_text(one.get("name")) for one in data if "WebSite" in _types(one)]
    publishers = [_text(article.get("publisher")), *(_text(one.get("publisher")) for one in data)]
    signed = _signed(tree, meta)
    said = [_first(meta, _OUTLETS[:1]), *publishers, signed, *sites, _first(meta, _OUTLETS[1:])]
    names = [_TITLE_BREAK.split(name)[0].strip() for name in said if name]
    names = [name for name in names if name and not _ADDRESS.match(name) and name[0] != "@"]
    domain = {_squeezed(_domain(address) or "")}

    def rank(name: str) -> tuple[bool, bool]:
        return not _is_name(name, domain), name.islower() and "." not in name

    return min(names, key=rank, default=None)


def _signed(tree: HtmlElement, meta: Mapping[str, list[str]]) -> str | None:
    """Give the name beside the title in the window's bar, where the rest is the title."""
    bar = next((_shown(element) for element in tree.iter("title")), "")
    titles = {tokens_of(value) for key in _TITLES for value in meta.get(key, ())}
    titles |= {tokens_of(_shown(element)) for element in tree.iter("h1")}
    for part in list(_TITLE_BREAK.finditer(bar))[::-1]:
        before, behind = bar[: part.start()], bar[part.end() :]
        for rest, name in ((before, behind), (behind, before)):
            if tokens_of(rest) in titles and len(name.split()) <= _NAME_WORDS:
                return name
    return None


def _titles(
    tree: HtmlElement,
    meta: Mapping[str, list[str]],
    article: Mapping[str, object],
    page: PageMetadata,
) -> list[str]:
    said = [_text(article.get("headline")), *(_first(meta, (name,)) for name in _TITLES)]
    said += [_shown(element) for element in (*tree.iter("title"), *tree.iter("h1"))]
    titles = [_without_outlet(" ".join(one.split()), page) for one in said if one]
    return [title for title in dict.fromkeys(titles) if title]


def _shown(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext(with_tail=False)).split())


def _title(tree: HtmlElement, titles: list[str]) -> str | None:
    """Choose the heading that the page prints, where its data speaks of the same."""
    if not titles:
        return None
    printed = [tokens_of(_shown(element)) for element in tree.iter("h1")]
    told = [set(tokens_of(title)) for title in titles if tokens_of(title) not in printed]
    for title in titles:
        own = tokens_of(title)
        if own in printed and (title == titles[0] or any(_alike(set(own), one) for one in told)):
            return title
    return titles[0]


def _alike(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    return shared >= _SAME_WORDS or 2 * shared >= min(len(one), len(other)) > 1


def _without_outlet(title: str, page: PageMetadata) -> str:
    """Take the outlet's name off the end of a title, or off its start."""
    names = {_squeezed(name) for name in (page.outlet, _domain(page.url)) if name}
    while True:
        breaks = list(_TITLE_BREAK.finditer(title))
        if not breaks:
            return title
        first, last = breaks[0], breaks[-1]
        if _is_name(title[last.end() :], names):
            title = title[: last.start()]
        elif _squeezed(title[: first.start()]) in names:
            title = title[first.end() :]
        else:
            return title


def _is_name(text: str, names: set[str]) -> bool:
    own = _squeezed(text)
    if len(own) < 3:
        return False
    return any(own == name or (len(own) > 4 and (own in name or name in own)) for name in names)


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", name.casefold())


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    parts = (host or "").removeprefix("www.").split(".")
    return max(parts[:-1], key=len, default=None)


def _published(
    tree: HtmlElement,
    meta: Mapping[str, list[str]],
    data: list[Mapping[str, object]],
    article: Mapping[str, object],
    address: str | None,
) -> str | None:
    said = [_text(article.get("datePublished")), _text(article.get("dateCreated"))]
    said += [value for name in _DATES for value in meta.get(name, ())]
    said += [_text(one.get("datePublished")) for one in data]
    said += [
        element.get("datetime") or element.get("content") or _shown(element)
        for element in tree.iter("time", "span", "abbr")
        if "datePublished" in element.get("itemprop", "") or element.get("pubdate") is not None
    ]
    times = {str(element.get("datetime") or "") for element in tree.iter("time")} - {""}
    said += times if len(times) == 1 else ()
    return next((one for one in said if one and _is_date(one)), None) or _any_date(tree, address)


def _is_date(text: str) -> bool:
    found = find_date(text)[0] if len(text) < 80 else None
    return isinstance(found, Moment) and found.at.year >= _EARLIEST


def _any_date(tree: HtmlElement, address: str | None) -> str | None:
    if address and (found := date_in_url(address)):
        return found.at.date().isoformat() if found.precision != "month" else None
    # Not its search of the whole page, whose guesses may be the date of anything.
    return find_any_date(tree, original_date=True, outputformat="%Y-%m-%d", extensive_search=False)


def _author(
    tree: HtmlElement, meta: Mapping[str, list[str]], article: Mapping[str, object]
) -> str | None:
    said = article.get("author")
    told = [_text(one) for one in (said if isinstance(said, list) else [said])]
    meant = [value for name in _AUTHORS for value in meta.get(name, ())][:1]
    shown = [_shown(one) for one in tree.iter("a", "span") if _names_author(one)][:1]
    for names in (told, meant, shown):
        real = [_BY.sub("", name).strip(" ,;") for name in names if name]
        real = [name for name in dict.fromkeys(real) if name and not _ADDRESS.match(name)]
        if real:
            return ", ".join(real)
    return None


def _names_author(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or element.get("itemprop") in ("author", "author name")


def _language(
    tree: HtmlElement, meta: Mapping[str, list[str]], article: Mapping[str, object]
) -> str | None:
    root = tree.getroottree().getroot()
    said = [root.get("lang"), _text(article.get("inLanguage")), _first(meta, _LANGUAGES)]
    codes = (re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", one) for one in said if one)
    return next((code[1].casefold() for code in codes if code), None)
