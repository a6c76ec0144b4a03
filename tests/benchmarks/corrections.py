"""What the corrections of VADER for the news change on texts that people have rated.

Run it as ``python tests/benchmarks/corrections.py [list.toml] [--entries]`` beside
``../shared``. Two sets chose what stands in the list, and are no proof of it: the New York
Times editorials of Hutto & Gilbert 2014 (correlation of the compound with the mean rating,
-4 to 4, and macro F1 with ratings from 0.5 on counted as positive and to -0.5 as negative)
and the training part of NewsMTSC (macro F1 of the polarity toward the target, which VADER
does not know). NewsMTSC's development parts chose nothing. A compound from 0.05 on counts
as positive, to -0.05 as negative. Intervals are of the paired difference, 95 %, by 2,000
bootstrap resamples of the texts. With ``--entries`` each entry is taken alone.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import stats

from toolkit.sentiment import corrections
from toolkit.sentiment.vader import polarity_scores
from toolkit.training import agreement

DATA = Path(__file__).parents[3] / "shared" / "data"
RESAMPLES = 2000
RATED, SCORED = 0.5, 0.05


@dataclass
class Set:
    """Texts, what people said of them, and VADER's compound without corrections."""

    texts: list[str]
    human: np.ndarray
    plain: np.ndarray

    def compound(self, chosen: corrections.Corrections) -> np.ndarray:
        return polarity_scores(self.texts, corrections=chosen)["compound"].to_numpy()


def editorials() -> Set:
    path = DATA / "vader_ground_truth" / "nytEditorialSnippets.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, "excel-tab", quoting=csv.QUOTE_NONE))
    return with_plain([row[2] for row in rows], np.array([float(row[1]) for row in rows]))


def newsmtsc(part: str) -> Set:
    lines = (DATA / "newsmtsc" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return with_plain(
        [row["sentence"] for row in rows], np.array([float(row["polarity"]) for row in rows])
    )


def with_plain(texts: list[str], human: np.ndarray) -> Set:
    return Set(texts, human, polarity_scores(texts)["compound"].to_numpy())


def classes(numbers: np.ndarray, threshold: float) -> np.ndarray:
    return np.where(numbers >= threshold, 2, np.where(numbers <= -threshold, 0, 1))


def macro_f1(human: np.ndarray, compound: np.ndarray) -> float:
    return agreement.macro_f1(agreement.confusion(classes(human, RATED), classes(compound, SCORED)))


def pearson(human: np.ndarray, compound: np.ndarray) -> float:
    return float(np.corrcoef(human, compound)[0, 1])


def spearman(human: np.ndarray, compound: np.ndarray) -> float:
    return float(stats.spearmanr(human, compound).statistic)


Measure = Callable[[np.ndarray, np.ndarray], float]


def difference(several: Set, compound: np.ndarray, measure: Measure) -> str:
    """Give a measure without, with, and the paired difference with its interval."""
    without, with_ = measure(several.human, several.plain), measure(several.human, compound)
    rng, count = np.random.default_rng(0), len(several.human)
    draws = [
        measure(several.human[rows], compound[rows])
        - measure(several.human[rows], several.plain[rows])
        for rows in rng.integers(0, count, (RESAMPLES, count))
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{without:.4f} -> {with_:.4f}  {with_ - without:+.4f} [{low:+.4f}, {high:+.4f}]"


def gains(chosen: corrections.Corrections, nyt: Set, train: Set) -> tuple[int, int, float, float]:
    """Give the texts that change in each set, and what Pearson's r and macro F1 gain."""
    one, two = nyt.compound(chosen), train.compound(chosen)
    return (
        int((one != nyt.plain).sum()),
        int((two != train.plain).sum()),
        pearson(nyt.human, one) - pearson(nyt.human, nyt.plain),
        macro_f1(train.human, two) - macro_f1(train.human, train.plain),
    )


def line(name: str, found: tuple[int, int, float, float]) -> str:
    return (
        f"{name:44} changes {found[0]:4} editorials {found[1]:4} train   "
        f"Pearson {found[2]:+.4f}  F1 {found[3]:+.4f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("list", nargs="?", default="news")
    options.add_argument("--entries", action="store_true")
    chosen = options.parse_args()
    every = corrections.read(chosen.list)
    nyt, parts = editorials(), {part: newsmtsc(part) for part in ("train", "dev_rw", "dev_mt")}
    print(f"{len(every.entries)} corrections; without -> with, difference")
    compound = nyt.compound(every)
    for measure in (pearson, spearman, macro_f1):
        print(f"editorials {measure.__name__:9} {difference(nyt, compound, measure)}")
    for part, several in parts.items():
        print(f"{part:10} macro_f1  {difference(several, several.compound(every), macro_f1)}")
    for group in corrections.groups(every):
        alone = corrections.read(
            every, without=[name for name in corrections.groups(every) if name != group]
        )
        print(line(f"only {group}", gains(alone, nyt, parts["train"])))
        rest = corrections.read(every, without=[group])
        print(line(f"all but {group}", gains(rest, nyt, parts["train"])))
    for entry in every.entries if chosen.entries else ():
        found = gains(corrections.Corrections([entry]), nyt, parts["train"])
        context = " ".join([*(" ".join(p) for p in entry.before[:1]), entry.name])
        print(line(f"{context}{' ...' if entry.after else ''}", found))


if __name__ == "__main__":
    main()
