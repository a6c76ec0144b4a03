"""Keyword in context: each mention or term on a line of its own, with the words around it."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from toolkit import tables
from toolkit.errors import UnknownName
from toolkit.terms import compile_terms

_COLUMNS = ("outlet", "published", "left", "match", "right", "article_id", "field", "start")


def concordance(
    table: pd.DataFrame,
    actor: str | None = None,
    *,
    term: str | None = None,
    width: int = 60,
    sort: Literal["left", "right"] | None = None,
    n: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Set mentions, or the places of a term, in lines that the eye can run down.

    Parameters
    ----------
    table
        The mentions or scores table; or the articles table, with ``term``.
    actor
        Of mentions: only this actor; all by default.
    term
        Of articles: the term, as :mod:`toolkit.terms` reads it, such as ``"safe haven*"``.
        Titles and texts are searched whole, page furniture too.
    width
        Characters of context on each side; of a mention, within its sentence.
    sort
        ``"right"``: by the words that follow; ``"left"``: by those before, from the name
        outward. By default the lines keep the table's order.
    n
        Draw so many lines at random; all by default.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        Of mentions: ``outlet``, ``published``, ``left``, ``alias``, ``right``, with the
        index of ``table``. Of a term: ``outlet``, ``published``, ``left``, ``match``,
        ``right``, and the place: ``article_id``, ``field`` (title, body), ``start``
        (int64, characters in that field).

    Raises
    ------
    WrongTable
        When the table is no mentions table or, with ``term``, no articles table.
    UnknownName
        When no mention names the actor, or an option does not exist.
    BrokenCodebook
        When the term cannot be read.

    Examples
    --------
    >>> from toolkit import tables
    >>> list(concordance(tables.empty("mentions")).columns)
    ['outlet', 'published', 'left', 'alias', 'right']
    >>> list(concordance(tables.empty("articles"), term="safe haven*").columns)[:5]
    ['outlet', 'published', 'left', 'match', 'right']
    """
    if sort not in (None, "left", "right"):
        raise UnknownName(f"sort={sort!r} is no order", mend="choose 'left', 'right' or None")
    if term is None:
        lines = _of_mentions(table, actor, width)
    elif actor is not None:
        mend = "name an actor of mentions, or a term of articles"
        raise UnknownName("a line shows an actor or a term, not both", mend=mend)
    else:
        lines = _of_term(table, term, width)
    if n is not None and n < len(lines):
        lines = lines.sample(n, random_state=seed).sort_index()
    if sort is None:
        return lines
    keys = [_words(context)[:: 1 if sort == "right" else -1] for context in lines[sort]]
    return lines.iloc[sorted(range(len(lines)), key=keys.__getitem__)]


def _of_mentions(mentions: pd.DataFrame, actor: str | None, width: int) -> pd.DataFrame:
    tables.check(mentions, "mentions")
    chosen = mentions if actor is None else mentions[mentions["actor"] == actor]
    if actor is not None and chosen.empty:
        raise UnknownName(f"no mention names '{actor}'", mend="choose an actor of the table")
    places = zip(chosen["sentence_text"], chosen["start"], chosen["end"], strict=True)
    around = [_around(text, start, end, width) for text, start, end in places]
    lines = chosen[["outlet", "published", "alias"]].copy()
    lines.insert(2, "left", pd.Series([left for left, _ in around], chosen.index, dtype="str"))
    lines["right"] = pd.Series([right for _, right in around], chosen.index, dtype="str")
    return lines


def _of_term(articles: pd.DataFrame, term: str, width: int) -> pd.DataFrame:
    tables.check(articles, "articles")
    finder = compile_terms([term])
    rows: list[tuple[object, ...]] = []
    names = ["article_id", "outlet", "published", "title", "text"]
    for article, outlet, published, *contents in articles[names].itertuples(index=False):
        for field, text in zip(tables.FIELDS, contents, strict=True):
            if not isinstance(text, str):
                continue
            for hit in finder.find(text):
                left, right = _around(text, hit.start, hit.end, width)
                match = " ".join(text[hit.start : hit.end].split())
                rows.append((outlet, published, left, match, right, article, field, hit.start))
    lines = pd.DataFrame(rows, columns=list(_COLUMNS))
    dtypes = dict.fromkeys(_COLUMNS, "str")
    return lines.astype(dtypes | {"published": tables.UTC_MOMENT, "start": "int64"})


def _around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    left = " ".join(text[max(0, start - width) : start].split())
    return left, " ".join(text[end : end + width].split())


def _words(context: str) -> list[str]:
    stripped = (word.strip(".,;:!?()[]“”‘’\"'–—") for word in context.lower().split())
    return [word for word in stripped if word]
