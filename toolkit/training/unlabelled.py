"""Sentences that nobody has coded, with the names in them marked in turn.

The teacher labels them and the student learns from that (Hinton, Vinyals & Dean, "Distilling
the knowledge in a neural network", 2015). Sentences with several names are what the student
lacks most, so each of their names makes a target. Run it as ``python -m
toolkit.training.unlabelled ../shared/data/allsides --apart DIR ... --out FILE``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit import loading, mentions, sentences, syntax
from toolkit.errors import ToolkitError
from toolkit.training.overlap import RUN, shares_a_run
from toolkit.training.targets import Target, write

#: What spaCy calls those who can be praised or blamed.
LABELS = frozenset(["PERSON", "ORG", "GPE", "NORP"])

#: Shorter and longer sentences (characters) are headings, lists and damage.
SHORTEST, LONGEST = 40, 600

#: So many names of one sentence are marked in turn.
MOST = 4


def draw(
    articles: pd.DataFrame,
    apart: Iterable[str],
    *,
    n: int = 100_000,
    seed: int = 1,
    codebook: str = "us_pakistan_taliban",
    progress: bool | None = None,
) -> list[Target]:
    """Draw marked sentences out of articles, those with several names first.

    Parameters
    ----------
    articles
        The articles table; copies of a story give their sentences once.
    apart
        Sentences that measure: whatever shares a run of twelve words with one is left out.
    n
        How many targets, at most.
    seed
        Of the draw among sentences with one name.
    codebook
        Whose actors are names too.
    progress
        Show progress bars.

    Returns
    -------
    list of Target
        Shuffled; the targets of a sentence stand together.
    """
    table = sentences.split(articles)
    length = table["sentence_text"].str.len()
    texts = table.loc[length.between(SHORTEST, LONGEST), "sentence_text"].drop_duplicates()
    texts = texts[~shares_a_run(texts, apart)]
    found = {text: set(spans) for text, spans in _named(texts.tolist(), progress)}
    named = mentions.find_mentions(articles, codebook=codebook, progress=progress)
    columns = ("sentence_text", "start", "end")
    for text, start, end in zip(*(named[name] for name in columns), strict=True):
        if text in found and not any(_meet((start, end), span) for span in found[text]):
            found[text].add((start, end))
    return _drawn({text: sorted(spans) for text, spans in found.items() if spans}, n, seed)


def _named(texts: list[str], progress: bool | None) -> Iterable[tuple[str, list[tuple[int, int]]]]:
    for text, names in zip(texts, syntax.names(texts, progress=progress), strict=True):
        yield text, [(start, end) for start, end, label in names if label in LABELS]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _drawn(found: dict[str, list[tuple[int, int]]], n: int, seed: int) -> list[Target]:
    random = np.random.default_rng(seed)
    texts = [list(found)[place] for place in random.permutation(len(found))]
    texts.sort(key=lambda text: len(found[text]) < 2)  # stable: several names first
    kept: list[str] = []
    total = 0
    for text in texts:
        total += min(MOST, len(found[text]))
        if total > n:
            break
        kept.append(text)
    targets = []
    for place in random.permutation(len(kept)):
        spans = found[kept[place]]
        if len(spans) > MOST:
            chosen = sorted(random.choice(len(spans), MOST, replace=False))
            spans = [spans[index] for index in chosen]
        targets += [Target(kept[place], start, end) for start, end in spans]
    return targets


def measured_sentences(paths: Iterable[Path]) -> list[str]:
    """Give the sentences of labelled sets, which must not be learnt from.

    Parameters
    ----------
    paths
        JSON Lines files whose rows have ``sentence``.

    Returns
    -------
    list of str
    """
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n")]
    return [json.loads(line)["sentence"] for line in lines if line]


def main(words: Sequence[str] | None = None) -> int:
    """Draw from the command line.

    Parameters
    ----------
    words
        The command line's; ``sys.argv`` by default.

    Returns
    -------
    int
        0, or 2 when there is something for the user to mend.
    """
    parser = argparse.ArgumentParser(
        prog="python -m toolkit.training.unlabelled", description=__doc__
    )
    parser.add_argument("corpus", type=Path, help="articles, in any format that loads")
    parser.add_argument("--apart", type=Path, nargs="+", required=True, help="measuring sets")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    try:
        articles = loading.load(given.corpus)
        apart = measured_sentences(given.apart)
        targets = draw(articles, apart, n=given.n, seed=given.seed)
    except ToolkitError as error:
        print(error, file=sys.stderr)
        return 2
    write(targets, given.out)
    several = len({t.sentence for t in targets})
    print(
        f"{len(targets)} targets in {several} sentences; none shares {RUN} words in a row with "
        f"one of the {len(apart)} sentences that measure"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
