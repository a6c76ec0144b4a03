"""How right sentiment toward an actor is, for every back end, on labelled news sentences.

Run it as ``python tests/benchmarks/target_sentiment.py [--back-end NAME ...]`` beside
``../shared``. It prints one Markdown table, a column a back end and one for a bag-of-words
peer, with

- macro F1, accuracy and confusion on NewsMTSC's development parts (Hamborg & Donnay 2021),
  by voice and by number of targets, and on the sentences about Pakistan, the Taliban and the
  United States (read twice by language models, not by people), with the signed error by actor;
- recovery: the slope of estimated on true mean of pseudo-outlets; 1 is no shrinkage;
- direction: written pairs, one sentence better for the target than the other;
- name swap: how far the score moves when only the target's name changes;
- expected calibration error by class.

Intervals are 95 % bootstrap intervals over sentences. ``stance/`` holds the measures.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
from stance import bag_of_words, classes, direction, labelled, name_swap
from stance.labelled import Targets
from stance.recovery import recovery
from stance.scorers import Scorer, of_back_end, sentiment_of

from toolkit.errors import ToolkitError
from toolkit.sentiment import target

#: A line of the table: what is measured, and the figure.
Line = tuple[str, str]

PARTS = ("dev_rw", "dev_mt")
CLASSES = ("unfavourable", "neutral", "favourable")


class Read:
    """Labelled targets as one scorer reads them: classes and probabilities, computed once."""

    def __init__(self, scorer: Scorer, targets: Targets) -> None:
        places = targets.sentences, targets.starts, targets.ends
        self.sentences = np.array(targets.sentences, dtype=object)
        self.truth = targets.truth
        self.guess = scorer.classes(*places)
        self.probabilities = scorer.probabilities(*places)
        self.sentiment = sentiment_of(self.probabilities)

    def macro_f1(self, rows: np.ndarray) -> classes.Estimate:
        return classes.macro_f1(self.truth[rows], self.guess[rows], self.sentences[rows])

    def accuracy(self, rows: np.ndarray) -> classes.Estimate:
        return classes.accuracy(self.truth[rows], self.guess[rows], self.sentences[rows])


class Material:
    """What every scorer reads, loaded once."""

    def __init__(self) -> None:
        parts = {name: labelled.newsmtsc(name) for name in PARTS}
        self.development = parts["dev_rw"] + parts["dev_mt"]
        self.part = np.repeat(PARTS, [len(targets) for targets in parts.values()])
        self.voices = labelled.voices(self.development)
        self.beside = labelled.targets_beside(self.development)
        self.actors = labelled.afpak()
        self.pairs = direction.pairs()
        self.swapped = {
            name: name_swap.renamed(targets, name_swap.sample(targets))
            for name, targets in {"NewsMTSC": self.development, "afpak": self.actors}.items()
        }


def classification(title: str, rows: np.ndarray, read: Read) -> Iterator[Line]:
    yield f"{title} (n = {rows.sum()}): macro F1", str(read.macro_f1(rows))
    yield f"{title}: accuracy", str(read.accuracy(rows))
    counts = classes.confusion(read.truth[rows], read.guess[rows])
    for name, row in zip(CLASSES, counts, strict=True):
        yield f"{title}: coded {name}, guessed − / 0 / +", " / ".join(map(str, row))


def by_group(title: str, groups: np.ndarray, read: Read) -> Iterator[Line]:
    for group in sorted(set(groups)):
        rows = groups == group
        yield f"{title} {group} (n = {rows.sum()}): macro F1", str(read.macro_f1(rows))


def by_actor(actors: np.ndarray, read: Read) -> Iterator[Line]:
    for actor in sorted(set(actors)):
        rows = actors == actor
        errors = [
            classes.signed_error(read.truth[rows], estimate[rows])
            for estimate in (read.guess, read.sentiment)
        ]
        figures = " / ".join(f"{error:+.3f}" for error in errors)
        yield f"afpak, {actor} (n = {rows.sum()}): signed error, classes / sentiment", figures


def recovered(read: Read) -> Iterator[Line]:
    for name, estimate in {"sentiment": read.sentiment, "classes": read.guess}.items():
        line = recovery(read.truth, estimate)
        figures = f"{line.slope:.2f} / {line.intercept:+.3f} / {line.largest_error:.3f}"
        yield f"recovery from {name}: slope / intercept / largest error", figures


def directions(scorer: Scorer, pairs: list[dict]) -> Iterator[Line]:
    found = direction.moves(scorer, pairs)
    moved = found.ordered()
    yield f"direction (n = {len(moved)}): right by 0.3", f"{direction.right(moved):.3f}"
    yield "direction: right by any amount", f"{direction.right(moved, 0):.3f}"
    yield "direction: wrong way by any amount", f"{direction.backwards(moved, 0):.3f}"
    for kind in dict.fromkeys(found.kinds):
        of_kind = found.of_kind(kind)
        figures = f"{direction.right(of_kind):.2f} / {direction.right(of_kind, 0):.2f}"
        if kind != "same":
            yield f"direction, {kind} (n = {len(of_kind)}): by 0.3 / any", figures
    same = np.abs(found.of_kind("same"))
    yield f"same stance (n = {len(same)}): mean absolute shift", f"{same.mean():.3f}"


def swaps(scorer: Scorer, swapped: dict[str, name_swap.Variants]) -> Iterator[Line]:
    for name, variants in swapped.items():
        sentiments = name_swap.scored(scorer, variants)
        title = f"name swap, {name} ({len(sentiments)} targets drawn, {len(name_swap.NAMES)} names)"
        yield f"{title}: mean absolute shift", f"{name_swap.shift(sentiments):.3f}"
        yield f"{title}: moved by 0.1 or more", f"{name_swap.moved(sentiments):.3f}"
        leans = name_swap.lean(sentiments)
        low, high = min(leans, key=leans.__getitem__), max(leans, key=leans.__getitem__)
        ends = f"{low} {leans[low]:+.3f} / {high} {leans[high]:+.3f}"
        yield f"{title}: least / most favoured name", ends


def calibrated(read: Read) -> Iterator[Line]:
    errors = classes.calibration_error(read.truth, read.probabilities)
    figures = " / ".join(f"{error:.3f}" for error in errors)
    yield "both parts: calibration error − / 0 / +", figures


def measured(scorer: Scorer, material: Material) -> Iterator[Line]:
    """All lines of one column."""
    both = Read(scorer, material.development)
    for name in PARTS:
        yield from classification(name, material.part == name, both)
    yield from by_group("both parts, voice", material.voices, both)
    yield from by_group("both parts, targets in the sentence", material.beside, both)
    actors = Read(scorer, material.actors)
    yield from classification("afpak", np.full(len(actors.truth), True), actors)
    yield from by_actor(np.array(material.actors.actors), actors)
    yield from recovered(both)
    yield from directions(scorer, material.pairs)
    yield from swaps(scorer, material.swapped)
    yield from calibrated(both)


def scorers(names: list[str]) -> Iterator[Scorer]:
    yield from (of_back_end(name) for name in names)
    try:
        yield bag_of_words.trained(labelled.newsmtsc("train"))
    except ModuleNotFoundError:
        print("The bag-of-words peer is left out: pip install scikit-learn\n")


def markdown(columns: dict[str, dict[str, str]]) -> str:
    """Set columns of lines side by side."""
    labels = dict.fromkeys(label for lines in columns.values() for label in lines)
    rows = [["measure", *columns], ["---"] * (len(columns) + 1)]
    rows += [[label, *(lines.get(label, "") for lines in columns.values())] for label in labels]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--back-end", action="append", choices=target.BACK_ENDS)
    chosen = options.parse_args().back_end or list(target.BACK_ENDS)
    material = Material()
    columns: dict[str, dict[str, str]] = {}
    for scorer in scorers(chosen):
        try:
            columns[scorer.name] = dict(measured(scorer, material))
        except ToolkitError as error:
            print(f"{scorer.name} is left out: {error}\n")
    print(markdown(columns))


if __name__ == "__main__":
    main()
