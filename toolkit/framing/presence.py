"""Article by frame: how much of an article a frame takes up, and whether it counts as there.

From frame hits and articles to one row for every article and every frame, also where the
frame does not occur, so that a share of articles has a true denominator (Krippendorff 2018,
ch. 12). A hit that a negation reaches is counted apart: it makes no frame present.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from toolkit import sentences, tables
from toolkit.codebook import Codebook, read
from toolkit.errors import UnknownName, WrongTable

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_KEY = ["article_id", "frame"]


def frame_presence(
    hits: pd.DataFrame,
    articles: pd.DataFrame,
    codebook: str | Path | Codebook = "us_pakistan_taliban",
    *,
    voice: str = "any",
) -> pd.DataFrame:
    """Say how present every frame of a codebook is in every article.

    Parameters
    ----------
    hits
        The frame_hits table of these articles, from :func:`toolkit.find_frames`.
    articles
        The articles table, or any part of it.
    codebook
        The codebook that the hits were found with.
    voice
        Count the hits in these words only: one of :data:`toolkit.tables.VOICES`, or
        ``"any"``. The words and sentences of the article that they are set against are all.

    Returns
    -------
    pandas.DataFrame
        The frame_presence table of :mod:`toolkit.tables`, in the order of the articles, then
        of the codebook: ``n_hits`` and ``n_negated`` (hits), ``n_sentences`` (with a hit that
        no negation reaches), ``share`` (of the sentences, the title's included, 0 to 1),
        ``density`` (weights of such hits per 1,000 words), ``present`` (there is such a hit,
        and the density is at least the frame's threshold).

    Raises
    ------
    WrongTable
        When a table is not what its name says, or hits and articles, or hits and codebook,
        do not belong together.
    UnknownName
        When there is no such voice.

    Examples
    --------
    >>> import toolkit as tk
    >>> articles = tk.load("data/sample").head(3)
    >>> hits = tk.find_frames(articles, tk.find_mentions(articles), parser=False)
    >>> presence = frame_presence(hits, articles)
    >>> len(presence) == 3 * len(presence["frame"].cat.categories)
    True
    """
    tables.check(hits, "frame_hits")
    tables.check(articles, "articles")
    book = read(codebook)
    frames = [frame.name for frame in book.frames]
    _belong_together(hits, articles, frames)
    chosen = hits[hits["voice"] == _known(voice)] if voice != "any" else hits
    each = pd.MultiIndex.from_product([articles["article_id"], frames], names=_KEY)
    table = pd.DataFrame(_counts(chosen, each)).reset_index()
    sizes = _sizes(articles).reindex(table["article_id"])
    weight = table.pop("weight").to_numpy()
    table["share"] = table["n_sentences"] / sizes["sentences"].clip(lower=1).to_numpy()
    table["density"] = 1000 * weight / sizes["words"].clip(lower=1).to_numpy()
    thresholds = table["frame"].map({frame.name: frame.threshold for frame in book.frames})
    table["present"] = (table["n_hits"] > 0) & (table["density"] >= thresholds.astype(float))
    table["frame"] = pd.Categorical(table["frame"], frames)
    empty = tables.empty("frame_presence")
    return table[list(empty.columns)].astype(empty.dtypes.drop("frame").to_dict())


def _known(voice: str) -> str:
    if voice not in tables.VOICES:
        raise UnknownName(
            f"there is no voice '{voice}'", mend=f"use any, or one of: {', '.join(tables.VOICES)}"
        )
    return voice


def _belong_together(hits: pd.DataFrame, articles: pd.DataFrame, frames: list[str]) -> None:
    unknown = hits.loc[~hits["article_id"].isin(articles["article_id"]), "article_id"]
    if len(unknown):
        raise WrongTable(
            f"the frame_hits table has hits of the article '{unknown.iloc[0]}', which is not there",
            mend="give the articles that the hits were found in",
        )
    other = hits.loc[~hits["frame"].isin(frames), "frame"]
    if len(other):
        raise WrongTable(
            f"the frame_hits table has hits of the frame '{other.iloc[0]}'",
            mend="give the codebook that the hits were found with",
        )


def _counts(hits: pd.DataFrame, each: pd.MultiIndex) -> dict[str, pd.Series]:
    """Count hits, negated hits, sentences and weights, zero where there are none."""
    by_name = hits.assign(frame=hits["frame"].astype("str"))
    told, negated = by_name[~by_name["negated"]], by_name[by_name["negated"]]
    counts = {
        "n_hits": told.groupby(_KEY).size(),
        "n_negated": negated.groupby(_KEY).size(),
        "n_sentences": told.groupby(_KEY)["sentence_id"].nunique(),
        "weight": told.groupby(_KEY)["weight"].sum(),
    }
    return {name: count.reindex(each, fill_value=0) for name, count in counts.items()}


def _sizes(articles: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences and words of each article, title and body."""
    parts = sentences.split(articles)
    words = parts["sentence_text"].map(lambda text: len(_WORD.findall(text))).astype("int64")
    by_article = words.groupby(parts["article_id"])
    sizes = pd.DataFrame({"sentences": by_article.size(), "words": by_article.sum()})
    return sizes.reindex(articles["article_id"].unique(), fill_value=0)
