"""Whether a stance is the outlet's own or somebody else's, on SEESAW (Zhang et al. 2022).

Run it as ``python tests/benchmarks/stance_voice.py [--errors N]`` beside ``../shared``. A row is
one sentence and one voice; sentences coded with both voices are left out and counted. The
toolkit calls a sentence attributed when half of its characters or more, white space left
out, stand in an attribution. SEESAW calls every stance attributed that an actor takes, also
by deeds ("the Senate rejected ..."): where nobody's words are given, voice cannot see it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from toolkit import quotes

SEESAW = Path(__file__).parents[3] / "shared" / "data" / "seesaw" / "triplets.jsonl"
ENOUGH = 0.5


def rows() -> tuple[list[tuple[str, str]], int]:
    voices: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for line in SEESAW.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        voices[row["document"], row["sentence_id"], row["sentence"]].add(row["voice"])
    found = [(key[2], next(iter(value))) for key, value in voices.items() if len(value) == 1]
    return found, len(voices) - len(found)


def share(sentence: str, spans: list[tuple[int, int]]) -> float:
    inside = {i for start, end in spans for i in range(start, end) if not sentence[i].isspace()}
    return len(inside) / max(1, sum(not sign.isspace() for sign in sentence))


def by_marks(sentence: str) -> str:
    return "attributed" if quotes.quotations(sentence) else "outlet"


def by_attributions(sentence: str) -> str:
    table = quotes.find_attributions(sentence)
    spans = list(zip(table["start"], table["end"], strict=True))
    return "attributed" if share(sentence, spans) >= ENOUGH else "outlet"


def f1(gold: list[str], mine: list[str], label: str) -> float:
    both = sum(a == b == label for a, b in zip(gold, mine, strict=True))
    return 2 * both / max(1, gold.count(label) + mine.count(label))


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    coded, both = rows()
    gold = [voice for _, voice in coded]
    print(f"{len(coded)} sentences, {gold.count('outlet')} the outlet's own; {both} with both")
    methods = {
        "majority": lambda sentence: "attributed",
        "quotation marks alone": by_marks,
        "find_attributions": by_attributions,
    }
    for name, method in methods.items():
        mine = [method(sentence) for sentence, _ in coded]
        right = sum(a == b for a, b in zip(gold, mine, strict=True)) / len(gold)
        attributed, outlet = (f1(gold, mine, label) for label in ("attributed", "outlet"))
        print(
            f"{name:22} accuracy {right:.3f}  F1 attributed {attributed:.3f}  outlet {outlet:.3f}"
            f"  macro {(attributed + outlet) / 2:.3f}"
        )
    wrong = [(g, text) for (text, g), m in zip(coded, mine, strict=True) if g != m]
    random.Random(0).shuffle(wrong)
    for voice, text in wrong[: chosen.errors]:
        print(f"  {voice}: {text}")


if __name__ == "__main__":
    main()
