"""Whether what one actor does to another is read the right way: co-operation or conflict.

Run it as ``python tests/benchmarks/acts.py [--words]`` beside ``../shared``. PLOVER's
training part (Hu et al., ACL 2024) says of 1,050 sentences what a source does to a target.
Printed are how often the sign is right, by tier, beside the majority and VADER on the sentence,
and with ``--words`` every word that is wrong more often than right. The kinds of act in
``toolkit/framing/acts.toml`` are written after the ontologies; nothing is fitted.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np

from toolkit.framing.acts import TIERS, Span, act_between
from toolkit.sentiment import vader

DATA = Path(__file__).parents[3] / "shared" / "data" / "plover" / "train.jsonl"


def placed(marked: str) -> tuple[str, Span | None, Span | None]:
    """Take the marks out of a sentence; give it and the characters of source and target.

    24 sentences do not name one of the two.
    """
    at, text, last = {}, "", 0
    for mark in re.finditer(r"</?[st]>", marked):
        text += marked[last : mark.start()]
        at[mark.group()] = len(text)
        last = mark.end()
    source, target = ((at[f"<{m}>"], at[f"</{m}>"]) if f"<{m}>" in at else None for m in "st")
    return text + marked[last:], source, target


def interval(right: np.ndarray) -> str:
    draws = np.random.default_rng(20).choice(right, (2000, len(right))).mean(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{right.mean():.3f} [{low:.3f}, {high:.3f}]"


def main(arguments: list[str]) -> None:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    truth = np.array([1 if row["gold_penta"] in "12" else -1 for row in rows])
    sentences, sources, targets = zip(
        *(placed(row["marked_sentence"]) for row in rows), strict=True
    )
    acts = act_between(sentences, sources, targets, progress=False)
    acts["right"] = acts["sign"].to_numpy() == truth
    compound = np.sign(vader.polarity_scores(list(sentences))["compound"].to_numpy())
    print(f"right of all {len(rows)}: {interval(acts['right'].to_numpy())}")
    print(f"the sign of VADER: {interval(compound == truth)}")
    print(f"majority {max((truth > 0).mean(), (truth < 0).mean()):.3f}")
    for tier in TIERS:
        here = acts.loc[acts["found"] == tier, "right"]
        if len(here):
            print(f"  {tier:8} {len(here):5} right {here.mean():.3f}")
    if "--words" in arguments:
        by_word = acts.groupby(acts["word"].str.lower())["right"].agg(["size", "mean"])
        print(by_word[by_word["mean"] < 0.5].sort_values("size", ascending=False).to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
