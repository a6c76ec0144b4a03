"""Fit how much each tie between a word and an actor counts in the rules.

Run it as ``python -m toolkit.training.strengths ../shared/data/newsmtsc/train.jsonl``; it
rewrites ``toolkit/sentiment/strengths.toml``; run ``toolkit.training.calibrate`` after it.
The effects of the words are written by hand and stay as they are: what is fitted is one
strength for each relation, group of words and sign, and one factor for each thing that
weakens a tie, by penalised maximum likelihood in the ordinal logit of
:mod:`toolkit.training.calibrate`, each class weighing the same. Only the training part of
NewsMTSC is used; the penalty is chosen by cross-validation over its articles.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_array

from toolkit.grammar import readings
from toolkit.grammar.relations import RELATIONS
from toolkit.sentiment import rules
from toolkit.syntax import parse
from toolkit.training.calibrate import ordinal_loss

_HEADER = """# How much each tie between a word and an actor counts: see toolkit/sentiment/rules.py.
# Made by: python -m toolkit.training.strengths ../shared/data/newsmtsc/train.jsonl
# [ties]: by relation, group of words, and whether the word is favourable there.
# [changes]: what is left of a weight when a tie is far, negated, alleged or unreal.
"""

#: Where the fit starts and is drawn to: what nobody has measured yet.
PRIOR = 0.5

#: Penalties tried, in units of one example.
PENALTIES = (1.0, 3.0, 10.0)

#: Not fitted: blame that is negated or denied says nothing. NewsMTSC alone would keep 0.57 of
#: the one and 0.12 of the other, from some hundred sentences (who has to deny is mostly blamed
#: there), and a sentence that clears an actor would count against it.
FIXED = {"blame_negated": 0.0, "blame_denied": 0.0}

_FOLDS = 5
_ROUNDS = 4

Key = tuple[str, str, bool]


@dataclass(frozen=True)
class Examples:
    """Readings of labelled sentences, one entry a reading.

    Parameters
    ----------
    row, key, effect
        The example, the tie (index into ``keys``) and the effect of each reading.
    changed
        A column for each of :data:`toolkit.sentiment.rules.CHANGES`.
    keys
        The ties there are.
    truth
        -1, 0 or 1 of each example.
    article
        The article of each example.
    """

    row: np.ndarray
    key: np.ndarray
    effect: np.ndarray
    changed: np.ndarray
    keys: list[Key]
    truth: np.ndarray
    article: np.ndarray

    def design(self, changes: np.ndarray) -> csr_array:
        """Give effects by example and tie, with the changes taken into account."""
        values = self.effect * np.where(self.changed, changes, 1.0).prod(axis=1)
        return csr_array((values, (self.row, self.key)), shape=(len(self.truth), len(self.keys)))


def examples(path: str | Path) -> Examples:
    """Read labelled sentences.

    Parameters
    ----------
    path
        JSON Lines with ``id``, ``sentence``, ``from``, ``to`` and ``polarity``.

    Returns
    -------
    labelled examples
    """
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    distinct = list(dict.fromkeys(row["sentence"] for row in rows))
    trees = dict(zip(distinct, parse(distinct), strict=True))
    keys = [
        (relation, group, favourable)
        for relation in RELATIONS
        for group in sorted({*readings.GROUPS.values(), "harm"})
        for favourable in (True, False)
    ]
    place = {key: index for index, key in enumerate(keys)}
    found = [
        (number, place[reading.tie.relation, reading.group, reading.effect > 0], reading)
        for number, row in enumerate(rows)
        for reading in readings.read(trees[row["sentence"]], row["from"], row["to"], rules.moods())
        if reading.effect
    ]
    return Examples(
        row=np.array([number for number, _, _ in found]),
        key=np.array([key for _, key, _ in found]),
        effect=np.array([reading.effect for _, _, reading in found]),
        changed=np.array(
            [
                [name in rules.changes_of(reading) for name in rules.CHANGES]
                for _, _, reading in found
            ]
        ),
        keys=keys,
        truth=np.array([int(row["polarity"]) for row in rows]),
        article=np.array(["_".join(row["id"].split("_")[:3]) for row in rows]),
    )


def fit(found: Examples, penalty: float, rows: np.ndarray | None = None) -> rules.Strengths:
    """Fit strengths and changes, in turn.

    Parameters
    ----------
    found
        The examples.
    penalty
        How strongly strengths are drawn to :data:`PRIOR`.
    rows
        Examples to fit on; all by default.

    Returns
    -------
    toolkit.sentiment.rules.Strengths
    """
    rows = np.arange(len(found.truth)) if rows is None else rows
    truth = found.truth[rows]
    changes = np.array([FIXED.get(name, PRIOR) for name in rules.CHANGES])
    weights = np.full(len(found.keys), PRIOR)
    threshold = 1.0
    for _ in range(_ROUNDS):
        design = found.design(changes)[rows]
        weights, threshold = _fit_weights(design, truth, penalty, weights, threshold)
        for place, name in enumerate(rules.CHANGES):
            if name in FIXED:
                continue
            changes[place] = _fit_change(found, rows, weights, threshold, changes, place)
    ties = {key: round(float(w), 2) for key, w in zip(found.keys, weights, strict=True)}
    names = zip(rules.CHANGES, changes, strict=True)
    return rules.Strengths(ties, {name: round(float(change), 2) for name, change in names})


def _fit_weights(
    design: csr_array, truth: np.ndarray, penalty: float, start: np.ndarray, threshold: float
) -> tuple[np.ndarray, float]:
    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, log_threshold = parameters[:-1], parameters[-1]
        value, by_number, by_threshold = ordinal_loss(
            design @ weights, np.exp(log_threshold), truth
        )
        apart = weights - PRIOR
        gradient = design.T @ by_number + 2 * penalty * apart
        total = value + penalty * float(apart @ apart)
        return total, np.append(gradient, by_threshold * np.exp(log_threshold))

    best = minimize(loss, np.append(start, np.log(threshold)), jac=True, method="L-BFGS-B")
    return best.x[:-1], float(np.exp(best.x[-1]))


def _fit_change(
    found: Examples,
    rows: np.ndarray,
    weights: np.ndarray,
    threshold: float,
    changes: np.ndarray,
    place: int,
) -> float:
    def loss(value: float) -> float:
        tried = changes.copy()
        tried[place] = value
        return ordinal_loss(found.design(tried)[rows] @ weights, threshold, found.truth[rows])[0]

    return float(minimize_scalar(loss, bounds=(-1.0, 1.2), method="bounded").x)


def cross_validated(found: Examples, penalty: float, seed: int = 0) -> float:
    """Give the mean held-out loss of a penalty, folds apart by article.

    Parameters
    ----------
    found
        The examples.
    penalty
        As in :func:`fit`.
    seed
        Of the folds.

    Returns
    -------
    float
    """
    articles = np.unique(found.article)
    fold_of = dict(
        zip(
            articles,
            np.random.default_rng(seed).integers(0, _FOLDS, len(articles)),
            strict=True,
        )
    )
    fold = np.array([fold_of[article] for article in found.article])
    total = 0.0
    for number in range(_FOLDS):
        fitted = fit(found, penalty, np.flatnonzero(fold != number))
        held_out = np.flatnonzero(fold == number)
        weights = np.array([fitted.ties[key] for key in found.keys])
        changes = np.array([fitted.changes[name] for name in rules.CHANGES])
        numbers = found.design(changes)[held_out] @ weights
        total += min(
            ordinal_loss(numbers, threshold, found.truth[held_out])[0]
            for threshold in np.linspace(0.4, 1.6, 13)
        )
    return total / len(found.truth)


def as_toml(fitted: rules.Strengths) -> str:
    """Write strengths as ``strengths.toml``.

    Parameters
    ----------
    fitted
        The strengths.

    Returns
    -------
    str
    """
    lines = [_HEADER, "[changes]"]
    lines += [f"{name} = {value}" for name, value in fitted.changes.items()]
    for relation, group in dict.fromkeys((key[0], key[1]) for key in fitted.ties):
        favourable, unfavourable = (fitted.ties[relation, group, sign] for sign in (True, False))
        lines.append(f'\n[ties."{relation}".{group}]')
        lines += [f"favourable = {favourable}", f"unfavourable = {unfavourable}"]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Choose the penalty, fit on everything and write the file."""
    found = examples(arguments[0])
    losses = {penalty: cross_validated(found, penalty) for penalty in PENALTIES}
    for penalty, value in losses.items():
        print(f"penalty {penalty:4}: held-out loss {value:.4f}")
    best = min(losses, key=lambda penalty: losses[penalty])
    rules.STRENGTHS.write_text(as_toml(fit(found, best)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
