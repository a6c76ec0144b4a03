"""Sentiment toward an actor from syntax: every score is the plain sum of its cues.

A sentence about a bombing is no sentence against the one who condemns it. So each word
counts by how grammar ties it to the name (:mod:`toolkit.grammar.relations`) and by what
it implies of whoever stands in that place (:mod:`toolkit.grammar.effects`): verbs of
judging score their object, deeds their doer, a victim is not bad, a denial makes a charge
no more than alleged, and what an actor says of others says nothing of itself. The weight of
a cue is

    effect of the word (-2 to 2) x strength of its tie x what weakens or turns it round

The effects are written by hand; the few dozen strengths in ``strengths.toml`` are fitted on
the training part of NewsMTSC by ``python -m toolkit.training.strengths``. Words in no list
count by VADER's lexicon, at a strength of their own.

What it does not see: irony and most metaphor, who "it" is, a judgement spread over two
sentences, and whatever the parser reads wrongly. How often it is right is measured in
``tests/benchmarks/target_sentiment.py``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from toolkit import tables
from toolkit.grammar import readings
from toolkit.grammar.readings import Reading
from toolkit.sentiment import vader
from toolkit.syntax import Parse

#: Name and version that travel with each score.
NAME = "rules 2"

STRENGTHS = Path(__file__).with_name("strengths.toml")

#: What can weaken a reading or turn it round. Praise negated is blame; blame negated is
#: no praise ("he is no racist"), so the two have factors of their own.
CHANGES = (
    "far",
    "alleged",
    "unreal",
    "praise_negated",
    "blame_negated",
    "praise_denied",
    "blame_denied",
    "near_negated",
)

#: VADER's -4..4 on the scale of the effects.
_VADER_SCALE = 0.5


@dataclass(frozen=True)
class Cue:
    """A word or phrase that moves a mention's valence.

    Parameters
    ----------
    word, end_word
        First word of the parse, and the one behind the last.
    rule
        How it is tied to the name: a relation, and what weakens it.
    negated
        A negation or denial reaches it.
    weight
        What it adds.
    """

    word: int
    end_word: int
    rule: str
    negated: bool
    weight: float


@dataclass(frozen=True)
class Strengths:
    """How much a tie counts.

    Parameters
    ----------
    ties
        By relation, group, and whether the effect is favourable.
    changes
        Factor of each of :data:`CHANGES`.
    """

    ties: dict[tuple[str, str, bool], float]
    changes: dict[str, float]

    def weight(self, reading: Reading) -> float:
        """Weigh one reading."""
        key = reading.tie.relation, reading.group, reading.effect > 0
        weight = reading.effect * self.ties.get(key, 0.0)
        for change in changes_of(reading):
            weight *= self.changes[change]
        return weight + 0.0  # no "-0.0" in a table


def find_cues(mentions: pd.DataFrame, *, progress: bool | None = None) -> pd.DataFrame:
    """Find the words that move each mention's valence.

    Parameters
    ----------
    mentions
        The mentions table, or the scores table.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The cues table of :mod:`toolkit.tables`: the weights of a mention add up to the
        ``valence`` that :func:`toolkit.score` gives it.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table.
    """
    tables.check(mentions, "mentions")
    columns = ["sentence_text", "start", "end"]
    found = cues_of(*(mentions[column].tolist() for column in columns), progress=progress)
    rows = []
    for mention, sentence, (tree, cues) in zip(
        mentions["mention_id"], mentions["sentence_text"], found, strict=True
    ):
        for cue in cues:
            start, end = tree.starts[cue.word], tree.ends[cue.end_word - 1]
            rows.append(
                (mention, sentence[start:end], start, end, cue.rule, cue.negated, cue.weight)
            )
    names = ["mention_id", "cue", "start", "end", "rule", "negated", "weight"]
    dtypes = tables.empty("cues").dtypes.to_dict()
    return pd.DataFrame(rows, columns=names).astype(dtypes)


def cues_of(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    progress: bool | None = None,
) -> Iterator[tuple[Parse, list[Cue]]]:
    """Find the cues of targets in bare sentences; a repeated sentence is parsed once.

    Parameters
    ----------
    sentences, starts, ends
        Sentences, and the characters of the target in each.
    progress
        Show a progress bar; by default only for long work.

    Yields
    ------
    (Parse, list of Cue)
        The parsed sentence and the target's cues, one pair a target.
    """
    trees = readings.parse_targets(sentences, starts, ends, progress=progress)
    for (tree, offset), start, end in zip(trees, starts, ends, strict=True):
        found = readings.read(tree, start - offset, end - offset, moods())
        yield (tree.moved(offset) if offset else tree), weighed(found)


def weighed(found: Sequence[Reading]) -> list[Cue]:
    """Weigh readings.

    Parameters
    ----------
    found
        The readings of one target, made with :func:`moods`.

    Returns
    -------
    list of Cue
    """
    weights = strengths()
    return [_cue(reading, weights) for reading in found]


@lru_cache(maxsize=1)
def moods() -> dict[str, float]:
    """Give how the words of VADER's lexicon sound, on the scale of the effects.

    Returns
    -------
    dict of str to float
        About -2 to 2.
    """
    return {word: value * _VADER_SCALE for word, value in vader.lexicon().items()}


def changes_of(reading: Reading) -> list[str]:
    """Say what weakens a reading or turns it round.

    Parameters
    ----------
    reading
        The reading.

    Returns
    -------
    list of str
        Those of :data:`CHANGES` that apply.
    """
    tie = reading.tie
    found = [name for name in ("far", "alleged", "unreal") if getattr(tie, name)]
    sort = "praise" if reading.effect > 0 else "blame"
    near = tie.relation in readings.NEAR
    if tie.negated:
        found.append("near_negated" if near else f"{sort}_negated")
    if tie.denied and not near:
        found.append(f"{sort}_denied")
    return found


def valence_of(cues: Sequence[Cue]) -> float:
    """Add up the weights of cues.

    Parameters
    ----------
    cues
        Cues of one target.

    Returns
    -------
    float
    """
    return float(sum(cue.weight for cue in cues))


@lru_cache(maxsize=1)
def strengths() -> Strengths:
    """Read ``strengths.toml``.

    Returns
    -------
    Strengths
    """
    raw = tomllib.loads(STRENGTHS.read_text(encoding="utf-8"))
    ties = {
        (relation, group, sign == "favourable"): float(value)
        for relation, groups in raw["ties"].items()
        for group, signs in groups.items()
        for sign, value in signs.items()
    }
    return Strengths(ties=ties, changes={name: float(raw["changes"][name]) for name in CHANGES})


def _cue(reading: Reading, weights: Strengths) -> Cue:
    tie = reading.tie
    changes = [name for name in ("denied", "alleged", "unreal") if getattr(tie, name)]
    rule = f"{tie.relation} ({', '.join(changes)})" if changes else tie.relation
    return Cue(
        reading.word,
        reading.end_word,
        rule,
        tie.negated or tie.denied,
        weights.weight(reading),
    )
