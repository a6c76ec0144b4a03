"""Whether the words' effects have the right sign: acts between political actors.

Run it as ``python tests/benchmarks/acts.py [--words]`` beside ``../shared``. PLOVER's
training part (Hu et al., ACL 2024) says of 1,050 sentences whether what a source does to a
target is co-operation or conflict. The act is looked for by grammar: a listed word that the
source does and the target undergoes, else one of the two. Printed are how often one is
found, how often its sign is right, beside the majority and VADER on the sentence, and with
``--words`` every word that is wrong more often than right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from toolkit.grammar import readings
from toolkit.grammar.relations import relate
from toolkit.sentiment import vader
from toolkit.syntax import Parse, parse

DATA = Path(__file__).parents[3] / "shared" / "data" / "plover" / "train.jsonl"


def act_of(tree: Parse, source: tuple[int, int], target: tuple[int, int]) -> tuple[int, float]:
    """Give the word of the act and the effect of it; -1 and 0 where none is found."""
    does = {tie.word for tie in relate(tree, *source) if tie.relation in ("does", "shows")}
    undergoes = {tie.word for tie in relate(tree, *target) if tie.relation == "undergoes"}
    negated = {tie.word for tie in relate(tree, *source) if tie.negated}
    for words in (does & undergoes, does, undergoes):
        for word in sorted(words):
            effect = readings.effect_of(tree, word)
            if effect is not None and effect.mood and effect.kind in ("verb", "deed"):
                return word, effect.mood * (-1 if word in negated else 1)
    return -1, 0.0


def main(arguments: list[str]) -> None:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    truth = np.array([1 if row["gold_penta"] in "12" else -1 for row in rows])
    sentences = [row["sentence"] for row in rows]
    guess, wrong, right = np.zeros(len(rows)), defaultdict(int), Counter()
    for number, (row, tree) in enumerate(zip(rows, parse(sentences), strict=True)):
        source = row["sentence"].find(row["source"])
        target = row["sentence"].find(row["target"])
        spans = [(at, at + len(row[name])) for at, name in ((source, "source"), (target, "target"))]
        word, effect = act_of(tree, *spans) if min(source, target) >= 0 else (-1, 0.0)
        guess[number] = np.sign(effect)
        if word >= 0:
            (right if guess[number] == truth[number] else wrong)[tree.lemmas[word]] += 1
    found = guess != 0
    compound = np.sign(vader.polarity_scores(sentences)["compound"].to_numpy())
    print(f"acts found {found.mean():.2f}; right where found {(guess == truth)[found].mean():.3f}")
    print(f"right of all {(guess == truth).mean():.3f}")
    print(f"the sign of VADER: right of all {(compound == truth).mean():.3f}")
    print(f"VADER where an act is found {(compound == truth)[found].mean():.3f}")
    print(f"majority {max((truth > 0).mean(), (truth < 0).mean()):.3f}")
    if "--words" in arguments:
        for lemma, count in sorted(wrong.items(), key=lambda item: -item[1]):
            if count > right[lemma]:
                print(f"  {lemma}: wrong {count}, right {right[lemma]}")


if __name__ == "__main__":
    main(sys.argv[1:])
