"""Which source column holds what: the usual names, and a user's own.

The names are data: to make the toolkit recognise another one, add it to its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import UnknownName

# Written without case, dots or spaces, the most telling first.
FULL_TEXT = (
    "text", "full_text", "fulltext", "body", "body_text", "bodytext", "article_text",
    "article_body", "articlebody", "content_original", "content", "maintext", "main_text",
    "fields_body_text", "fields_body", "article", "story", "text_content",
)  # fmt: skip
ABSTRACT = (
    "lead_paragraph", "abstract", "snippet", "summary", "description", "standfirst",
    "fields_trail_text",
)  # fmt: skip
HEADLINE = (
    "title", "headline", "headline_main", "headline_text", "heading", "article_title",
    "web_title", "webtitle", "fields_headline",
)  # fmt: skip

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "outlet": (
        "outlet", "outlet_name", "newspaper", "publication", "publication_name", "publisher",
        "media_name", "source_name", "source", "site_name",
    ),
    "published": (
        "published", "published_at", "publishedat", "published_date", "pub_date", "pubdate",
        "publish_date", "publication_date", "date_published", "datepublished", "date_publish",
        "web_publication_date", "webpublicationdate", "date", "datetime", "timestamp",
    ),
    "title": HEADLINE,
    "text": FULL_TEXT + ABSTRACT,
    "author": (
        "author", "authors", "byline", "byline_original", "fields_byline", "writer", "creator",
    ),
    "url": ("url", "link", "web_url", "weburl", "article_url", "permalink", "href"),
    "language": ("language", "lang", "language_code"),
    "section": (
        "section", "section_name", "sectionname", "category", "news_desk", "desk",
        "subsection_name",
    ),
    "genre": (
        "genre", "type_of_material", "material", "article_type", "document_type", "news_type",
    ),
}  # fmt: skip

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
        """Whether any column holds a body, an abstract or, by mapping, a headline."""
        return bool(self.chosen.get("text"))


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
    """
    found = list(dict.fromkeys(columns))
    by_name: dict[str, list[str]] = {}
    for column in found:
        by_name.setdefault(plain(column), []).append(column)
    chosen = {}
    for wanted, names in USUAL_NAMES.items():
        own = [column for column in named_in(mapping, wanted) if column in found]
        usual = [column for name in names for column in by_name.get(name, [])]
        chosen[wanted] = tuple(own or usual)
    return Layout(chosen)


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
    name = plain(column)
    if name in HEADLINE:
        return "headline"
    return "abstract" if name in ABSTRACT else "full"
