"""Which source column holds what: the usual names, a user's own, or what stands in it.

The names are data: to make the toolkit recognise another one, add it to its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit import outlets
from toolkit.errors import UnknownName
from toolkit.loading import dates

# Written without case, dots or spaces, the most telling first; whether words are joined
# ("bodytext", "bodyText", "body_text") does not count.
FULL_TEXT = (
    "text", "full_text", "body", "body_text", "article_text", "article_body",
    "content_original", "content_text", "content", "maintext", "main_text", "fields_body_text",
    "fields_body", "content_rendered", "content_html", "full_content", "article", "story",
    "story_text", "text_content",
)  # fmt: skip
ABSTRACT = (
    "lead_paragraph", "abstract", "snippet", "summary", "description", "standfirst",
    "fields_standfirst", "trail_text", "fields_trail_text", "excerpt", "excerpt_rendered",
    "short_description",
)  # fmt: skip
HEADLINE = (
    "title", "headline", "headline_main", "headline_text", "heading", "article_title",
    "fields_headline", "web_title", "title_rendered",
)  # fmt: skip

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "outlet": (
        "outlet", "outlet_name", "news_outlet", "media_outlet", "newspaper", "newspaper_name",
        "publication", "publication_name", "publication_title", "pubtitle", "publisher",
        "publisher_name", "media_name", "source_name", "source_title", "source", "site_name",
        "source_domain", "source_id", "domain",
    ),
    "published": (
        "published", "published_at", "published_date", "pub_date", "publish_date",
        "publication_date", "date_published", "date_publish", "date_time_pub",
        "web_publication_date", "date", "datetime", "timestamp", "seendate",
    ),
    "title": HEADLINE,
    "text": FULL_TEXT + ABSTRACT,
    "author": (
        "author", "authors", "author_name", "byline", "byline_original", "fields_byline",
        "writer", "creator", "tags_contributor",
    ),
    "url": (
        "url", "link", "web_url", "article_url", "document_url", "permalink", "href",
        "canonical_link",
    ),
    "language": ("language", "lang", "language_code", "meta_lang"),
    "section": (
        "section", "section_name", "category", "category_name", "news_desk", "desk",
        "subsection_name", "pillar_name",
    ),
    "genre": (
        "genre", "type_of_material", "material", "article_type", "document_type", "news_type",
        "tags_tone",
    ),
}  # fmt: skip

# What flattening a whole answer puts before the names of its articles' fields, as R's
# jsonlite does: "response.docs.headline.main".
_ANSWER = re.compile(r"^(?:response_)?(?:docs|results|articles|stories|items)_(?=.)")

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s.]+\.\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
_LONG = (200, 30)  # characters and words from which a cell is no name of a column
_MOST = 0.8  # of a column's cells that must read alike

#: Columns of the articles table that ``mapping=`` may name.
MAPPED = tuple(USUAL_NAMES)

#: A user's own names: article column -> source column, or several in order.
Mapped = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """The columns of one source.

    Parameters
    ----------
    chosen
        For each article column the source columns that may hold it, the best first.
    """

    chosen: Mapping[str, tuple[str, ...]]

    @property
    def has_text(self) -> bool:
        """Whether any column holds a body, an abstract or at least headlines."""
        return bool(self.chosen.get("text"))

    @property
    def only_headlines(self) -> bool:
        """Whether headlines are taken for want of a text."""
        return self.has_text and self.chosen["text"] == self.chosen.get("title")


def choose(columns: Iterable[str], mapping: Mapped | None = None) -> Layout:
    """Find the source columns of each article column.

    Parameters
    ----------
    columns
        The columns a source has.
    mapping
        Article column -> source column, or several in order of preference. It counts
        where the source has that column; for the rest the usual names are looked for.

    Returns
    -------
    Layout
        What was found.

    Examples
    --------
    >>> choose(["Headline.Main", "Pub Date", "abstract", "lead.paragraph"]).chosen["text"]
    ('lead.paragraph', 'abstract')
    >>> choose(["Titel", "Artikel"], {"text": "Artikel"}).chosen["text"]
    ('Artikel',)
    >>> choose(["webTitle", "webUrl", "publish_date"]).chosen["text"]  # headlines only
    ('webTitle',)
    """
    found = list(dict.fromkeys(columns))
    by_name: dict[str, list[str]] = {}
    for column in found:
        by_name.setdefault(_joined(column), []).append(column)
    chosen = {}
    for wanted, names in USUAL_NAMES.items():
        own = [column for column in named_in(mapping, wanted) if column in found]
        usual = [column for name in names for column in by_name.get(_joined(name), [])]
        chosen[wanted] = tuple(dict.fromkeys(own or usual))
    # A list of stories without their text, as Media Cloud gives it: the headline is the text.
    if not chosen["text"] and chosen["published"] and chosen["url"]:
        chosen["text"] = chosen["title"]
    return Layout(chosen)


@lru_cache(maxsize=4096)
def meaning(column: str) -> frozenset[str]:
    """Say which article columns a source column may hold, by its name.

    Parameters
    ----------
    column
        As the source writes it.

    Returns
    -------
    frozenset of str
        Columns of the articles table.

    Examples
    --------
    >>> meaning("Publication date"), meaning("Words")
    (frozenset({'published'}), frozenset())
    """
    name = _joined(column)
    return frozenset(wanted for wanted, names in USUAL_NAMES.items() if name in _all_joined(names))


def _joined(column: str) -> str:
    """Write a column's name so that it compares with the usual ones."""
    return _ANSWER.sub("", plain(column)).replace("_", "")


def plain(column: str) -> str:
    """Write a column's name without case, dots, dashes and spaces.

    Parameters
    ----------
    column
        As the source writes it.

    Returns
    -------
    str
        Words joined by underscores.

    Examples
    --------
    >>> plain("Section.Name ")
    'section_name'
    """
    return re.sub(r"[\W_]+", "_", column.casefold()).strip("_")


def named_in(mapping: Mapped | None, wanted: str) -> tuple[str, ...]:
    """Give the source columns that a mapping names for one article column.

    Parameters
    ----------
    mapping
        The user's mapping, if there is one.
    wanted
        Article column.

    Returns
    -------
    tuple of str
        Source columns; empty where the mapping does not name it.

    Examples
    --------
    >>> named_in({"text": "body"}, "text"), named_in(None, "text")
    (('body',), ())
    """
    named = (mapping or {}).get(wanted, ())
    return (named,) if isinstance(named, str) else tuple(named)


def check_mapping(mapping: Mapped | None) -> None:
    """Check that a mapping names columns of the articles table.

    Parameters
    ----------
    mapping
        The user's mapping, if there is one.

    Raises
    ------
    UnknownName
        When it names another one.

    Examples
    --------
    >>> check_mapping({"body": "Text"})
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: mapping= names 'body', which is no column of the articles table.
    Mend: write it article column first, as in mapping={"text": "their_column"}, with one of
    outlet, published, title, text, author, url, language, section, genre.
    """
    for wanted in mapping or {}:
        if wanted not in MAPPED:
            raise UnknownName(
                f"mapping= names '{wanted}', which is no column of the articles table",
                mend='write it article column first, as in mapping={"text": "their_column"}, '
                f"with one of {', '.join(MAPPED)}",
            )


def kind_of_column(column: str) -> str:
    """Say how much of an article a text column holds, by its name.

    Parameters
    ----------
    column
        Source column that was taken for the text.

    Returns
    -------
    str
        One of :data:`toolkit.tables.TEXT_KINDS`.

    Examples
    --------
    >>> [kind_of_column(column) for column in ("lead.paragraph", "Headline", "Artikel")]
    ['abstract', 'headline', 'full']
    """
    name = _joined(column)
    if name in _all_joined(HEADLINE):
        return "headline"
    return "abstract" if name in _all_joined(ABSTRACT) else "full"


@cache
def _all_joined(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_joined(name) for name in names)


def told(layout: Layout, columns: Iterable[str]) -> str:
    """Say which source column was taken for which article column, for a note to the user.

    Parameters
    ----------
    layout
        What was chosen.
    columns
        The columns the source has.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> names = ["Body", "Date", "abstract", "Words"]
    >>> told(choose(names), names)
    "text from 'Body', else 'abstract'; published from 'Date'; nothing for outlet, title, author,
    url, language, section, genre; not used: 'Words'"
    """
    order = ("text", "published", *(name for name in MAPPED if name not in ("text", "published")))
    taken = [
        f"{wanted} from {', else '.join(repr(name) for name in layout.chosen[wanted])}"
        for wanted in order
        if layout.chosen.get(wanted)
    ]
    if layout.only_headlines:
        taken[0] += " (headlines only)"
    missing = [wanted for wanted in order if not layout.chosen.get(wanted)]
    used = {name for names in layout.chosen.values() for name in names}
    unused = [repr(name) for name in dict.fromkeys(columns) if name not in used]
    if missing:
        taken.append(f"nothing for {', '.join(missing)}")
    if unused:
        taken.append(f"not used: {', '.join(unused)}")
    return "; ".join(taken)


def is_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row of a table names its columns.

    Only a row that nobody would write as names is taken for an article: none of its
    cells is a usual name, and a long text, an address or a date stands in it where the
    rows below have one too.

    Parameters
    ----------
    first
        The first row.
    below
        Some rows under it.

    Returns
    -------
    bool
        True also where it is in doubt.

    Examples
    --------
    >>> rain = ["2021-08-11", "Herald", "Rain", "It rained."]
    >>> is_header(rain, [["2021-08-12", "Herald", "Sun", "It was dry."]])
    False
    >>> is_header(["Tag", "Blatt", "Titel", "Artikel"], [rain])
    True
    """
    if any(meaning(cell) for cell in first):
        return True
    alike = 0
    for number, cell in enumerate(first):
        kind = _reads_as(cell)
        cells = [row[number] for row in below if number < len(row) and row[number].strip()]
        if kind and _share(cells, kind, of_none=0 if below else 1) >= _MOST:
            alike += 1
    return alike < (1 if below else 2)


def names_by_content(rows: Sequence[Sequence[str]]) -> list[str]:
    """Name the columns of a table without a header by what stands in them.

    Parameters
    ----------
    rows
        Some of its rows, each as long as the first.

    Returns
    -------
    list of str
        ``text`` for the longest, ``published``, ``url``, ``outlet`` for a short one that
        repeats or holds outlets that are known, ``title``; ``column 3`` where no name fits.

    Examples
    --------
    >>> names_by_content([["2021-08-11", "Dawn", "Rain in Lahore today", "It rained. " * 9]] * 4)
    ['published', 'outlet', 'title', 'text']
    """
    cells = [
        [row[number].strip() for row in rows if row[number].strip()]
        for number in range(len(rows[0]))
    ]
    names = {}
    for wanted, kind in (("published", "date"), ("url", "url")):
        fitting = [number for number, own in enumerate(cells) if _share(own, kind) >= _MOST]
        names.update({number: "" for number in fitting} | {n: wanted for n in fitting[:1]})
    words = [n for n, own in enumerate(cells) if n not in names and own and not _numbers(own)]
    by_length = sorted(words, key=lambda number: _mean_length(cells[number]), reverse=True)
    if by_length:
        names[by_length[0]] = "text"
    outlet = _outlet_among(by_length[1:], cells)
    if outlet is not None:
        names[outlet] = "outlet"
    title = next((n for n in by_length[1:] if n != outlet and _mean_words(cells[n]) >= 3), None)
    if title is not None:
        names[title] = "title"
    return [names.get(number) or f"column {number + 1}" for number in range(len(cells))]


def _reads_as(cell: str) -> str | None:
    """Say what a cell is that no name of a column would be."""
    bare = cell.strip()
    if _ADDRESS.fullmatch(bare):
        return "url"
    if len(bare) >= _LONG[0] and len(bare.split()) >= _LONG[1]:
        return "long"
    return "date" if _is_date(bare) else None


def _is_date(cell: str) -> bool:
    if len(cell) > 60 or (_NUMBER.fullmatch(cell) and cell.count(".") != 2):
        return False
    read = (dates.read_column([cell], day_first=first)[0][0] for first in (True, False))
    return any(isinstance(found, dates.Moment) for found in read)


def _share(cells: Sequence[str], kind: str, of_none: float = 0) -> float:
    alike = sum(_reads_as(cell) == kind for cell in cells)
    return alike / len(cells) if cells else of_none


def _numbers(cells: Sequence[str]) -> bool:
    return all(_NUMBER.fullmatch(cell) for cell in cells)


def _mean_length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells)


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells)


def _outlet_among(numbers: Sequence[int], cells: Sequence[Sequence[str]]) -> int | None:
    """Give the column of outlets: the one with known names, else the only one that repeats."""
    short = [number for number in numbers if _mean_length(cells[number]) <= 40]
    for number in short:
        known = sum(outlets.known_name(cell) is not None for cell in cells[number])
        if known / len(cells[number]) >= 0.5:
            return number
    repeating = [n for n in short if len(cells[n]) >= 4 and len(set(cells[n])) * 2 <= len(cells[n])]
    return repeating[0] if len(repeating) == 1 else None
