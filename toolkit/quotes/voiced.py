"""The sentences table: every sentence of an article and whose words it is in."""

from __future__ import annotations

import pandas as pd

from toolkit import sentences, tables
from toolkit.quotes.attributions import Attribution, attributions
from toolkit.quotes.marks import quotations


def voiced_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut articles into sentences and say whose words each one is in.

    Parameters
    ----------
    articles
        The articles table.

    Returns
    -------
    pandas.DataFrame
        The sentences table of :mod:`toolkit.tables`.
    """
    table = sentences.split(articles)
    columns = ("article_id", "title", "text")
    texts: dict[tuple[object, object], str] = {}
    for article, title, body in zip(*(articles[name] for name in columns), strict=True):
        texts[article, "title"], texts[article, "body"] = title, body
    quoted: list[float] = []
    speakers: list[str | None] = []
    for (article, field), group in table.groupby(["article_id", "field"], sort=False):
        text = texts[article, field]
        spans = list(zip(group["start"], group["end"], strict=True))
        marks = quotations(text)
        said = attributions(text, spans, marks, title=field == "title")
        for start, end in spans:
            inside = sum(max(0, min(last, end) - max(first, start)) for first, last in marks)
            quoted.append(inside / (end - start))
            speakers.append(_speaker_within(said, start, end))
    table["quoted"] = pd.Series(quoted, index=table.index, dtype="float64")
    table["speaker"] = pd.Series(speakers, index=table.index, dtype="str")
    return tables.in_order(table, "sentences")


def _speaker_within(said: list[Attribution], start: int, end: int) -> str | None:
    return next((each.speaker for each in said if each.start < end and start < each.end), None)
