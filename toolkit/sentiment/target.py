"""Sentiment toward the actor of each mention, by the back end that is named.

A back end gives a number for each mention, and ``calibration.toml`` turns it into the
probabilities that the sentence is unfavourable, neutral or favourable to the actor: an
ordinal logit that is symmetric, so that a sentence without a cue gets 0. Its two numbers
were fitted on the training part of NewsMTSC (Hamborg & Donnay, EACL 2021; MIT) by
``python -m toolkit.training.calibrate``. A back end never stands in for another: one that
cannot run is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit import syntax, tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.framing import roles
from toolkit.framing.roles import Casting
from toolkit.grammar import readings
from toolkit.grammar.relations import relate
from toolkit.sentiment import corrections, rules, vader

#: What ``back_end="default"`` means in this version.
DEFAULT = "rules"

#: The back ends there are.
BACK_ENDS = ("rules", "vader", "vader_news")

CALIBRATION = Path(__file__).with_name("calibration.toml")


@dataclass(frozen=True)
class Calibration:
    """How a back end's number becomes probabilities.

    Parameters
    ----------
    slope, threshold
        P(favourable) is the logistic of ``slope * number - threshold``, P(unfavourable) of
        ``-slope * number - threshold``.
    cut
        From this size on a number counts as favourable or unfavourable.
    """

    slope: float
    threshold: float
    cut: float


def score(
    mentions: pd.DataFrame, back_end: str = "default", *, progress: bool | None = None
) -> pd.DataFrame:
    """Score each mention.

    Parameters
    ----------
    mentions
        The mentions table, or any part of it. Places are scored like the others; portrayals
        leave them out.
    back_end
        ``rules``, ``vader`` (the sentence, whoever it is about), ``vader_news`` (the same,
        with the news corrections of ``corrections.toml``), or ``default``.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The scores table of :mod:`toolkit.tables`, a row a mention, in the same order.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table.
    UnknownName
        When there is no such back end.

    Notes
    -----
    See :mod:`toolkit.sentiment.rules` for what the default does not see. Its class-mean
    contrasts are shrunk: differences between outlets come out smaller than they are.

    Role and agency (:mod:`toolkit.framing.roles`) are read from the parse, so they are null
    for ``vader`` and ``vader_news``, which do not parse and are a hundred times as fast.
    """
    tables.check(mentions, "mentions")
    name = _chosen(back_end)
    sentences = mentions["sentence_text"]
    scores = mentions.copy()
    scores["compound"] = vader.polarity_scores(sentences)["compound"]
    places = sentences.tolist(), mentions["start"].tolist(), mentions["end"].tolist()
    numbers, castings = _cast(*places, name, progress)
    negative, neutral, positive = probabilities(numbers, name)
    scores["p_negative"] = negative
    scores["p_neutral"] = neutral
    scores["p_positive"] = positive
    scores["target_sentiment"] = positive - negative
    scores["valence"] = numbers if name == "rules" else np.nan
    for column in ("role", "agency"):
        values = [None if casting is None else getattr(casting, column) for casting in castings]
        scores[column] = pd.Series(values, index=scores.index, dtype="str")
    scores["back_end"] = pd.Series(_signature(name), index=scores.index, dtype="str")
    return tables.in_order(scores, "scores")


def classify(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    back_end: str = "default",
) -> np.ndarray:
    """Class the stance of bare sentences toward a target in them.

    Parameters
    ----------
    sentences
        One sentence a target.
    starts, ends
        The target's characters in each sentence, end exclusive.
    back_end
        As in :func:`score`.

    Returns
    -------
    numpy.ndarray
        int64: -1 unfavourable, 0 neutral, 1 favourable.

    Raises
    ------
    WrongTable
        When the three differ in length, or a target does not lie in its sentence.
    UnknownName
        When there is no such back end.

    Examples
    --------
    >>> text = "The Taliban betrayed Kabul's trust, but Pakistan was praised by Washington."
    >>> classify([text, text], [4, 40], [11, 48]).tolist()
    [-1, 1]
    """
    name = _chosen(back_end)
    _check_targets(sentences, starts, ends)
    numbers = _numbers(list(sentences), list(starts), list(ends), name)
    cut = calibrations()[name].cut
    return (np.sign(numbers) * (np.abs(numbers) >= cut)).astype("int64")


def stances(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    back_end: str = "default",
) -> np.ndarray:
    """Give the probabilities of each stance toward a target in bare sentences.

    Parameters
    ----------
    sentences, starts, ends, back_end
        As in :func:`classify`.

    Returns
    -------
    numpy.ndarray
        float64, a row a target: unfavourable, neutral, favourable; each row sums to 1. The
        ``target_sentiment`` of a row is the last less the first.

    Raises
    ------
    WrongTable
        When the three differ in length, or a target does not lie in its sentence.
    UnknownName
        When there is no such back end.

    Examples
    --------
    >>> unfavourable, neutral, favourable = stances(["Kabul praised Pakistan."], [14], [22])[0]
    >>> bool(favourable > unfavourable)
    True
    """
    name = _chosen(back_end)
    _check_targets(sentences, starts, ends)
    numbers = _numbers(list(sentences), list(starts), list(ends), name)
    return np.column_stack(probabilities(numbers, name))


def probabilities(numbers: np.ndarray, back_end: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Turn a back end's numbers into probabilities.

    Parameters
    ----------
    numbers
        One a mention.
    back_end
        The back end they come from.

    Returns
    -------
    (numpy.ndarray, numpy.ndarray, numpy.ndarray)
        Unfavourable, neutral, favourable; they sum to 1.

    Examples
    --------
    >>> import numpy as np
    >>> negative, neutral, positive = probabilities(np.array([0.0]), "rules")
    >>> bool(negative[0] == positive[0])
    True
    """
    fit = calibrations()[back_end]
    positive = 1 / (1 + np.exp(fit.threshold - fit.slope * numbers))
    negative = 1 / (1 + np.exp(fit.threshold + fit.slope * numbers))
    return negative, np.clip(1 - positive - negative, 0, 1), positive


@lru_cache(maxsize=1)
def calibrations() -> dict[str, Calibration]:
    """Read the calibration of each back end.

    Returns
    -------
    dict of str to Calibration
    """
    raw = tomllib.loads(CALIBRATION.read_text(encoding="utf-8"))
    return {
        name: Calibration(entry["slope"], entry["threshold"], entry["cut"])
        for name, entry in raw.items()
    }


def _chosen(back_end: str) -> str:
    name = DEFAULT if back_end == "default" else back_end
    if name not in BACK_ENDS:
        raise UnknownName(
            f"there is no back end '{back_end}'", mend=f"use one of: {', '.join(BACK_ENDS)}"
        )
    return name


def _signature(name: str) -> str:
    if name.startswith("vader"):
        return "vader 3.3.2" + (", news corrections" if name == "vader_news" else "")
    return f"{rules.NAME}, {syntax.model_name()}"


def _cast(
    sentences: list[str], starts: list[int], ends: list[int], name: str, progress: bool | None
) -> tuple[np.ndarray, list[Casting | None]]:
    """Give each mention's number, and its role and agency where the back end parses."""
    if name != "rules":
        return _numbers(sentences, starts, ends, name), [None] * len(sentences)
    found: dict[tuple[str, int, int], tuple[float, Casting]] = {}
    targets = list(zip(sentences, starts, ends, strict=True))
    distinct = list(dict.fromkeys(targets))  # a printed copy says the same of the same name
    columns = ([target[place] for target in distinct] for place in range(3))
    trees = readings.parse_targets(*columns, progress=progress)  # type: ignore[arg-type]
    for target, (tree, offset) in zip(distinct, trees, strict=True):
        start, end = target[1] - offset, target[2] - offset
        ties = relate(tree, start, end)
        read = readings.read(tree, start, end, rules.moods(), ties)
        listed = [reading for reading in read if reading.group != "lexicon"]
        casting = roles.roles_of(tree, start, end, ties=ties, found=listed)
        found[target] = rules.valence_of(rules.weighed(read)), casting
    numbers = np.array([found[target][0] for target in targets], dtype="float64")
    return numbers, [found[target][1] for target in targets]


def _numbers(sentences: list[str], starts: list[int], ends: list[int], name: str) -> np.ndarray:
    if name != "rules":
        given = corrections.read("news") if name == "vader_news" else None
        return vader.polarity_scores(sentences, corrections=given)["compound"].to_numpy()
    found = rules.cues_of(sentences, starts, ends)
    return np.array([rules.valence_of(cues) for _, cues in found], dtype="float64")


def _check_targets(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
    if not len(sentences) == len(starts) == len(ends):
        raise WrongTable(
            f"{len(sentences)} sentences, {len(starts)} starts and {len(ends)} ends",
            mend="give one start and one end for each sentence",
        )
    for row, (sentence, start, end) in enumerate(zip(sentences, starts, ends, strict=True)):
        if not isinstance(sentence, str):
            kind = type(sentence).__name__
            raise WrongTable(f"sentence {row} is a {kind}", mend="give strings, '' for none")
        if not 0 <= start < end <= len(sentence):
            raise WrongTable(
                f"the target {start}:{end} does not lie in sentence {row} of {len(sentence)} "
                "characters",
                mend="give start and end in characters of that sentence",
            )
