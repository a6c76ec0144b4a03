"""VADER, the lexicon and rules of Hutto & Gilbert (ICWSM 2014), for one text or many.

The four numbers are those of ``vaderSentiment`` 3.3.2, which is what runs here. They
describe the whole text: VADER does not know whom a text is about, reads ``safe``
(havens) and ``United`` (States) as praise, and its compound saturates with length, so
that it is used on sentences, never on articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import overload

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_SCORES = ["neg", "neu", "pos", "compound"]


@overload
def polarity_scores(texts: str) -> dict[str, float]: ...  # type: ignore[overload-overlap]


@overload
def polarity_scores(texts: Iterable[str]) -> pd.DataFrame: ...


def polarity_scores(texts: str | Iterable[str]) -> dict[str, float] | pd.DataFrame:
    """Score texts with VADER.

    Parameters
    ----------
    texts
        One text, or a list or Series of them; a missing text (``None``, ``NaN``) counts as
        empty.

    Returns
    -------
    dict or pandas.DataFrame
        ``neg``, ``neu``, ``pos`` (shares, 0 to 1) and ``compound`` (-1 to 1): a dict for one
        text, else a frame with a row a text, with the index of a Series.

    Raises
    ------
    TypeError
        When a text is neither a string nor missing.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment
    analysis of social media text. ICWSM.

    Examples
    --------
    >>> polarity_scores("The talks were a great success.")["compound"]
    0.8316
    >>> polarity_scores(["A safe haven for terrorists."])["compound"].tolist()
    [-0.296]
    """
    if isinstance(texts, str):
        return dict(_analyzer().polarity_scores(texts))
    index = texts.index if isinstance(texts, pd.Series) else None
    rows = {text: _one(text) for text in dict.fromkeys(map(_text, texts))}
    found = [rows[_text(text)] for text in texts]
    return pd.DataFrame(found, columns=_SCORES, index=index).astype("float64")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value != value:  # NaN is not equal to itself
        return ""
    raise TypeError(f"a text must be a string, not {type(value).__name__}: {value!r}")


def _one(text: str) -> tuple[float, ...]:
    scores = _analyzer().polarity_scores(text)
    return tuple(scores[name] for name in _SCORES)


@lru_cache(maxsize=1)
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@lru_cache(maxsize=1)
def lexicon() -> dict[str, float]:
    """Give VADER's lexicon.

    Returns
    -------
    dict
        Mean valence, -4 to 4, of each word.

    Examples
    --------
    >>> lexicon()["united"]
    1.8
    """
    return dict(_analyzer().lexicon)
