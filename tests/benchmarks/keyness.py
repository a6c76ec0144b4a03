"""How many words keyness calls distinctive where there is no difference to find.

Run it as ``python tests/benchmarks/keyness.py [shuffles]`` beside ``../shared``. The texts
are those of the AllSides corpus (Baly et al. 2020) that carry a date. ``shuffled``: two
outlets, their labels shuffled by story, so that every word called distinctive is a false
discovery. ``unequal``: all articles in two groups by lot, one of them cut to a random third
of its sentences, with the room for each word (:mod:`toolkit.words.exposure`) and without.
"""

from __future__ import annotations

import importlib
import sys
import time
from unittest import mock

import numpy as np
import pandas as pd
from stories import allsides

from toolkit import sentences, stories
from toolkit.words.keyness import _readable, compare
from toolkit.words.presence import presence
from toolkit.words.tokens import words_of

module = importlib.import_module("toolkit.words.keyness")  # the package names the function so
PAIRS = (("CNN (Web News)", "Washington Times"), ("Fox Online News", "NPR Online News"))


def shuffled(articles: pd.DataFrame, words: pd.Series, shuffles: int) -> None:
    for one, other in PAIRS:
        both = articles[articles["outlet"].isin([one, other])]
        counted = presence([(story,) for story in both["story_id"]], words[both.index])
        first = (both["outlet"] == one).groupby(both["story_id"], sort=False).first()
        side = 1 - first.to_numpy(dtype="int64")
        real = compare(counted, side)
        print(f"{one} ({(side == 0).sum()}) against {other} ({(side == 1).sum()} stories)")
        print(f"  as they are: {real['distinctive'].sum()} of {len(real)} words distinctive")
        random = np.random.default_rng(14)
        any_, number, beyond, spread, largest = [], [], [], [], []
        for _ in range(shuffles):
            found = compare(counted, random.permutation(side))
            number.append(found["distinctive"].sum())
            any_.append(number[-1] > 0)
            beyond.append((found["z"].abs() > 1.96).mean())
            spread.append(found["z"].std())
            largest.append(found["z"].abs().max())
        print(
            f"  {shuffles} shuffles: {sum(any_)} with a discovery, {np.mean(number):.2f} words a"
            f" shuffle; |z| > 1.96 {100 * np.mean(beyond):.1f} %, sd of z {np.mean(spread):.2f},"
            f" largest |z| {np.mean(largest):.1f} on average, {max(largest):.1f} at most"
        )


def unequal(articles: pd.DataFrame) -> None:
    random = np.random.default_rng(14)
    side = random.integers(2, size=len(articles))
    texts = []
    for text, cut in zip(articles["text"], side, strict=True):
        spans = sentences.spans(text)
        kept = [span for span in spans if not cut or random.random() < 1 / 3]
        texts.append("\n".join(text[start:end] for start, end in kept))
    counted = presence([(number,) for number in range(len(texts))], map(words_of, texts))

    def all_counts(counts: np.ndarray, lengths: np.ndarray, first: np.ndarray) -> np.ndarray:
        return np.full(len(counts), lengths[first].sum() / lengths.sum())

    for name, share in (("room", module.expected_share), ("plain", all_counts)):
        with mock.patch.object(module, "expected_share", share):
            found = compare(counted, side)
        worst = found.loc[found["z"].abs().idxmax()]
        common = found[found["n_one"] + found["n_other"] > 150]
        print(
            f"a third of the sentences, {name}: {found['distinctive'].sum()} of {len(found)} words"
            f" distinctive, largest z {worst['z']:.1f} ({worst['word']}); of {len(common)} words in"
            f" over 150 stories mean z {common['z'].mean():.2f}, sd {common['z'].std():.2f}"
        )


def main(shuffles: int) -> None:
    articles = stories.assign(allsides())
    start = time.perf_counter()
    words = pd.Series(
        [
            sorted(set(words_of(_readable(title, text))))
            for title, text in zip(articles["title"], articles["text"], strict=True)
        ],
        index=articles.index,
    )
    size = articles["text"].str.len().sum() / 1e6
    print(f"{size:.0f} MB read in {time.perf_counter() - start:.0f} s")
    shuffled(articles, words, shuffles)
    unequal(articles)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
