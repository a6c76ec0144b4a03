"""Collocates of an actor: the words that stand in its sentences more than in others.

Each word is tested in a two-by-two table of sentences, with and without the word, that
name the actor or another one, by Dunning's log-likelihood ratio (Computational
Linguistics 19(1), 1993) as NLTK computes it. A sentence counts a word once. First
version: the unit is the sentence, so that one long article can still weigh much.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd
from nltk.metrics import BigramAssocMeasures
from nltk.tokenize import NLTKWordTokenizer

from toolkit import tables
from toolkit.codebook import FUNCTION_WORDS
from toolkit.errors import UnknownName

#: A word shorter than this is seldom a content word.
_SHORTEST = 3


def collocates(mentions: pd.DataFrame, actor: str, *, least: int = 5, n: int = 20) -> pd.DataFrame:
    """List the words that go with an actor.

    Parameters
    ----------
    mentions
        The mentions or scores table; its sentences are what is compared.
    actor
        The actor.
    least
        Leave out words in fewer of the actor's sentences.
    n
        How many words.

    Returns
    -------
    pandas.DataFrame
        ``word`` (str), ``n_with`` and ``n_all`` (int64, sentences that name the actor and
        all sentences with the word), ``log_likelihood`` (float64); the strongest first.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table.
    UnknownName
        When no row names the actor.
    """
    tables.check(mentions, "mentions")
    sentences = mentions.drop_duplicates(["article_id", "sentence_id"])
    names = mentions[mentions["actor"] == actor]
    if names.empty:
        raise UnknownName(f"no mention names '{actor}'", mend="choose an actor of the table")
    keys = set(zip(names["article_id"], names["sentence_id"], strict=True))
    together: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    columns = ("article_id", "sentence_id", "sentence_text")
    for article, number, text in zip(*(sentences[name] for name in columns), strict=True):
        words = _words(text)
        everywhere.update(words)
        if (article, number) in keys:
            together.update(words)
    own_names = {word for alias in names["alias"].unique() for word in _words(alias)}
    rows = [
        (
            word,
            both,
            everywhere[word],
            _association(both, everywhere[word], len(keys), len(sentences)),
        )
        for word, both in together.items()
        if both >= least
        and word not in own_names
        and both * len(sentences) > everywhere[word] * len(keys)
    ]
    table = pd.DataFrame(rows, columns=["word", "n_with", "n_all", "log_likelihood"])
    typed = table.astype({"word": "str", "n_with": "int64", "n_all": "int64"})
    ordered = typed.sort_values(["log_likelihood", "word"], ascending=[False, True])
    return ordered.head(n).reset_index(drop=True)


def _words(text: str) -> set[str]:
    """Give the distinct content words of a text, in small letters."""
    tokens = (token.lower().strip("’'“”\"") for token in NLTKWordTokenizer().tokenize(text))
    return {
        token
        for token in tokens
        if len(token) >= _SHORTEST and token.isalpha() and token not in FUNCTION_WORDS
    }


def _association(both: int, word: int, actor: int, total: int) -> float:
    return float(BigramAssocMeasures.likelihood_ratio(both, (word, actor), total))
