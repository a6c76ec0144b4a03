"""Collocates of an actor: the words that stand with its name more than elsewhere.

Association measures are NLTK's, on a two-by-two table with and without the word, with the
actor and without it (Evert 2005, "The Statistics of Word Cooccurrences", ch. 3). What is
counted is the **story**: its sentences that name the actor weigh one together, and so do
those that do not, so that neither a long article nor a dispatch that forty papers print can
make a collocate. A word's part in a story is the share of those sentences that hold it, and
the table's cells are sums of these parts.

The parts of a story spread less than as many independent sentences would: its
log-likelihood (Dunning 1993, Computational Linguistics 19(1)) against chi-squared of one
degree is careful rather than bold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from scipy.special import gammaincc

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.words.false_discovery import q_values
from toolkit.words.keyness import names_of, without_names
from toolkit.words.tokens import words_around, words_of

#: NLTK's measures, by the names used here; each takes ``n_ii, (n_ix, n_xi), n_xx``.
MEASURES = {
    "log_likelihood": "likelihood_ratio",
    "chi_squared": "chi_sq",
    "pmi": "pmi",
    "t": "student_t",
    "dice": "dice",
    "jaccard": "jaccard",
}
#: Those that follow chi-squared of one degree where there is no association.
_TESTS = ("log_likelihood", "chi_squared")

_WITH, _WITHOUT = "with", "without"


def collocates(
    mentions: pd.DataFrame,
    actor: str,
    *,
    measure: str = "log_likelihood",
    window: int | None = None,
    least: int = 5,
    n: int | None = 20,
) -> pd.DataFrame:
    """List the words that go with an actor.

    Words are those of :func:`toolkit.words.tokens.words_of`; those that name the actor are
    left out. Compared are the table's sentences that name the actor and those that name
    others alone.

    Parameters
    ----------
    mentions
        The mentions or scores table.
    actor
        The actor.
    measure
        ``"log_likelihood"``, ``"chi_squared"``, ``"pmi"``, ``"t"``, ``"dice"`` or
        ``"jaccard"``.
    window
        Look at so many words on each side of the name alone, function words among them,
        and compare with as many around other actors' names. By default the sentence.
    least
        Test words that stand with the actor in so many stories or more; words further from
        it than in the rest are tested too, and not listed.
    n
        How many words; ``None`` for all.

    Returns
    -------
    pandas.DataFrame
        ``word`` (str); ``n_with`` and ``n_all`` (int64: stories in which it stands with the
        actor, and stories with it anywhere); ``share_with``, ``share_without`` (float64:
        of such sentences in a story, mean over stories); the measure, under its name
        (float64); ``q`` (Benjamini and Hochberg 1995, over the words tested; null for
        measures that are no test). The strongest first.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table, or all its sentences name the actor.
    UnknownName
        When no row names the actor, or there is no such measure or window.

    Examples
    --------
    >>> collocates(tables.empty("mentions"), "Taliban", measure="z")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: there is no measure 'z'. Mend: choose one of log_likelihood,
    chi_squared, pmi, t, dice, jaccard.
    """
    tables.check(mentions, "mentions")
    _check_options(measure, window, least)
    is_actor = mentions["actor"] == actor
    if not is_actor.any():
        raise UnknownName(f"no mention names '{actor}'", mend="choose an actor of the table")
    own_names = names_of(mentions, [actor])
    counts = _Counts()
    for story, side, words in _contexts(mentions, is_actor, window):
        counts.add(story, side, without_names(set(words), own_names))
    rows = list(counts.rows(measure, least))
    columns = ["word", "n_with", "n_all", "share_with", "share_without", measure]
    table = pd.DataFrame(rows, columns=columns)
    table = table.astype({"word": "str", "n_with": "int64", "n_all": "int64"})
    table[columns[3:]] = table[columns[3:]].astype("float64")
    tested = measure in _TESTS and len(table) > 0
    table["q"] = np.nan
    if tested:
        table["q"] = q_values(gammaincc(0.5, table[measure].to_numpy() / 2))
    table = table[table["share_with"] > table["share_without"]]
    ordered = table.sort_values([measure, "word"], ascending=[False, True])
    return (ordered if n is None else ordered.head(n)).reset_index(drop=True)


def _measure(name: str) -> Callable[..., float]:
    from nltk.metrics import (
        BigramAssocMeasures,  # here, for it takes as long to import as the toolkit
    )

    found: Callable[..., float] = getattr(BigramAssocMeasures, MEASURES[name])
    return found


class _Counts:
    """Contexts by story and side, and those of them that hold each word."""

    def __init__(self) -> None:
        self.contexts: dict[tuple[str, str], int] = defaultdict(int)
        self.holding: dict[str, dict[tuple[str, str], int]] = {}

    def add(self, story: str, side: str, words: set[str]) -> None:
        self.contexts[story, side] += 1
        for word in words:
            cells = self.holding.setdefault(word, {})
            cells[story, side] = cells.get((story, side), 0) + 1

    def rows(self, measure: str, least: int) -> Iterator[tuple[object, ...]]:
        n_with = sum(side == _WITH for _, side in self.contexts)
        total = len(self.contexts)
        if n_with == total:
            mend = "keep the mentions of other actors in the table"
            raise WrongTable("every sentence names the actor: there is no rest", mend=mend)
        for word, cells in self.holding.items():
            parts = {_WITH: 0.0, _WITHOUT: 0.0}
            for cell, count in cells.items():
                parts[cell[1]] += count / self.contexts[cell]
            stories_with = sum(side == _WITH for _, side in cells)
            if stories_with < least:
                continue
            yield (
                *(word, stories_with, len({story for story, _ in cells})),
                *(parts[_WITH] / n_with, parts[_WITHOUT] / (total - n_with)),
                _association(measure, parts[_WITH], sum(parts.values()), n_with, total),
            )


def _association(measure: str, both: float, word: float, n_with: int, total: int) -> float:
    if total - word < 1e-9:
        word = total - 1e-9  # in all of both sides; NLTK's chi-squared would divide by nought
    return float(_measure(measure)(both, (word, n_with), total))


def _contexts(
    mentions: pd.DataFrame, is_actor: pd.Series, window: int | None
) -> Iterator[tuple[str, str, list[str]]]:
    """Give story, side and words of each context: a sentence, or what stands around a name."""
    key = ["article_id", "sentence_id"]
    rows = mentions.assign(side=np.where(is_actor, _WITH, _WITHOUT))
    if window is None:
        # _WITH sorts first, so a sentence that names the actor too stands on its side.
        once = rows.sort_values([*key, "side"], kind="stable").drop_duplicates(key)
        for story, side, text in zip(
            once["story_id"], once["side"], once["sentence_text"], strict=True
        ):
            yield story, side, words_of(text)
        return
    columns = [rows[name] for name in ("story_id", "side", "sentence_text", "start", "end")]
    for story, side, text, start, end in zip(*columns, strict=True):
        yield story, side, words_around(text, start, end, window)


def _check_options(measure: str, window: int | None, least: int) -> None:
    if measure not in MEASURES:
        mend = f"choose one of {', '.join(MEASURES)}"
        raise UnknownName(f"there is no measure {measure!r}", mend=mend)
    if window is not None and window < 1:
        raise UnknownName(f"window={window} holds no word", mend="name a number of words, from 1")
    if least < 1:
        raise UnknownName(f"least={least} tests no word", mend="name a number of stories, from 1")
