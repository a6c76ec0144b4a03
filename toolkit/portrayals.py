"""From scored mentions to portrayals: one row for each article and each actor.

A portrayal says how one article treats one actor: whether it names it, in how many
of the chosen words, with what mean scores and in which frames. An article that does
not name an actor keeps its row, with ``n_mentions`` 0 and null scores: silence is a
finding, and coverage and tone then share one denominator.

Whose words are averaged is chosen here, by ``voice`` and ``field``. The default is the
outlet's own voice: what an official says of an actor is not what the outlet says of it.
Mentions that only name a place ("in Kabul") and mentions that could not be decided
(``ambiguous``) are left out.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable

#: What of an actor is averaged unless ``senses`` says otherwise: all but mere places.
SENSES_BY_DEFAULT = tuple(sense for sense in tables.SENSES if sense != "place")


def portrayals(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    frames: pd.DataFrame | None = None,
    voice: str = "outlet",
    field: str | None = None,
    senses: Collection[str] | None = None,
) -> pd.DataFrame:
    """Average each article's scored mentions, actor by actor, and keep the silent ones.

    The rows of an article depend on that article alone, so any partition of a corpus
    gives the rows that the whole gives. The actors are the categories of
    ``scores["actor"]``, named or not.

    Parameters
    ----------
    scores
        The scores table. Every article it speaks of must stand in ``articles``; a
        selection of its rows (one section, one back end) is fine.
    articles
        The articles table.
    frames
        The frame_hits table, to add one ``frame_<name>`` column for each frame of the
        codebook, found or not. Hits that hang on a mention that is not in ``scores`` do
        not count.
    voice
        Whose words: ``"outlet"``, ``"quoted"``, ``"reported"`` or ``"any"``.
    field
        ``"title"``, ``"body"`` or, by default, both.
    senses
        Which senses of the actor count; by default all but ``"place"``.

    Returns
    -------
    pandas.DataFrame
        The portrayals table, articles in the order given and actors in the order of the
        categories. ``named`` (bool) is true where a mention of these senses that is not
        ambiguous stands in the article, in anybody's words; ``n_mentions`` (int64) counts
        those in the chosen words, the scores (float64) are their means, null where there
        are none, ``gdelt_tone`` is that of the article where ``articles`` has it, and
        ``frame_<name>`` (bool) says that a hit that no negation reaches is
        attached to a mention in the chosen words, a place among them.

    Raises
    ------
    WrongTable
        When a table lacks a column, or scores or frames speak of an article that
        ``articles`` does not hold.
    UnknownName
        When a voice, field or sense does not exist.

    Examples
    --------
    >>> from toolkit import tables
    >>> portrayals(tables.empty("scores"), tables.empty("articles"), voice="editor")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: there is no voice 'editor'. Mend: choose one of outlet, quoted,
    reported, any.
    """
    tables.check(scores, "scores")
    tables.check(articles, "articles")
    wanted = SENSES_BY_DEFAULT if senses is None else tuple(senses)
    _check_names("voice", [voice], (*tables.VOICES, "any"))
    _check_names("field", [] if field is None else [field], tables.FIELDS)
    _check_names("sense", wanted, tables.SENSES)
    actors = scores["actor"].cat
    article = _positions(scores["article_id"], articles, "scores")
    cell = article * len(actors.categories) + actors.codes.to_numpy()
    counted = (scores["sense"].isin(wanted) & ~scores["ambiguous"]).to_numpy()
    chosen = counted & _in_words(scores, voice, field)
    rows = _article_columns(articles, actors.categories)
    rows["named"] = np.bincount(cell[counted], minlength=len(rows)) > 0
    rows = rows.assign(**_means(scores[chosen], cell[chosen], len(rows)))
    if frames is not None:
        # a place may be framed too: "safe havens in Pakistan"
        framed = _in_words(scores, voice, field) & ~scores["ambiguous"].to_numpy()
        attached = dict(zip(scores.loc[framed, "mention_id"], cell[framed], strict=True))
        rows = rows.assign(**_presence(frames, articles, attached, len(rows)))
    return tables.in_order(rows, "portrayals")


def _check_names(kind: str, names: Collection[str], choices: Collection[str]) -> None:
    for name in names:
        if name not in choices:
            mend = f"choose one of {', '.join(choices)}"
            raise UnknownName(f"there is no {kind} {name!r}", mend=mend)


def _positions(article_ids: pd.Series, articles: pd.DataFrame, name: str) -> np.ndarray:
    positions = pd.Index(articles["article_id"]).get_indexer(article_ids)
    if (positions < 0).any():
        stray = article_ids[positions < 0].iloc[0]
        raise WrongTable(
            f"the {name} table speaks of the article {stray!r}, which the articles table lacks",
            mend=f"pass the articles that the {name} were made from",
        )
    return positions


def _in_words(scores: pd.DataFrame, voice: str, field: str | None) -> np.ndarray:
    chosen = np.ones(len(scores), dtype=bool)
    if voice != "any":
        chosen &= (scores["voice"] == voice).to_numpy()
    if field is not None:
        chosen &= (scores["field"] == field).to_numpy()
    return chosen


def _article_columns(articles: pd.DataFrame, actors: pd.Index) -> pd.DataFrame:
    carried = ["article_id", "outlet", "published", "genre", "text_kind", "story_id"]
    carried += [name for name in (tables.GIVEN_TONE,) if name in articles]
    repeated = np.repeat(np.arange(len(articles)), len(actors))
    rows = articles[carried].take(repeated).reset_index(drop=True)
    codes = np.tile(np.arange(len(actors)), len(articles))
    rows["actor"] = pd.Categorical.from_codes(codes, categories=actors)
    return rows


def _means(mentions: pd.DataFrame, cell: np.ndarray, n_rows: int) -> dict[str, np.ndarray]:
    counts = np.bincount(cell, minlength=n_rows)
    columns: dict[str, np.ndarray] = {"n_mentions": counts.astype("int64")}
    for score in tables.SCORES:
        values = mentions[score].to_numpy(dtype="float64")
        known = ~np.isnan(values)  # not every back end gives every score
        sums = np.bincount(cell[known], weights=values[known], minlength=n_rows)
        scored = np.bincount(cell[known], minlength=n_rows)
        columns[score] = sums / np.where(scored == 0, np.nan, scored)
    return columns


def _presence(
    frames: pd.DataFrame, articles: pd.DataFrame, attached: dict[str, int], n_rows: int
) -> dict[str, np.ndarray]:
    tables.check(frames, "frame_hits")
    _positions(frames["article_id"], articles, "frame_hits")
    hits = frames[~frames["negated"] & frames["mention_id"].isin(attached.keys())]
    cell = hits["mention_id"].map(attached).to_numpy(dtype="int64")
    columns = {}
    for name in frames["frame"].cat.categories:
        present = np.zeros(n_rows, dtype=bool)
        present[cell[(hits["frame"] == name).to_numpy()]] = True
        columns[f"{tables.FRAME_PREFIX}{name}"] = present
    return columns
