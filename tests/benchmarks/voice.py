"""How well attributed words and their sources are found, on PolNeAR's development part.

Run it as ``python tests/benchmarks/voice.py [dev|train] [--errors N]`` beside ``../shared``.
It prints precision, recall and F1 over characters that are attributed to a source, for
quotation marks alone, marks or a sentence with a speech verb, and ``find_attributions``;
and the share of sources found with the right head word (the root of the source phrase's
parse, of the attribution that overlaps the gold content most).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from pathlib import Path

from toolkit import quotes, sentences
from toolkit.syntax import parse

POLNEAR = Path(__file__).parents[3] / "shared" / "data" / "polnear"


def read(part: str) -> tuple[dict[str, str], dict[str, list[dict]]]:
    """Read texts and gold attributions by document."""

    def lines(name: str) -> list[dict]:
        with gzip.open(POLNEAR / f"{part}_{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    texts = {row["document"]: row["text"] for row in lines("texts")}
    gold: dict[str, list[dict]] = defaultdict(list)
    for row in lines("attributions"):
        gold[row["document"]].append(row)
    return texts, gold


def covered(spans: list[tuple[int, int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def marks_only(text: str) -> list[tuple[int, int]]:
    return quotes.quotations(text)


def marks_or_speech_verb(text: str) -> list[tuple[int, int]]:
    found = quotes.quotations(text)
    for start, end in sentences.spans(text):
        if quotes.cues(text[start:end]):
            found.append((start, end))
    return found


def attributed(text: str) -> list[tuple[int, int]]:
    table = quotes.find_attributions(text)
    return list(zip(table["start"], table["end"], strict=True))


def characters(texts: dict[str, str], gold: dict[str, list[dict]], method) -> str:
    both = found = wanted = 0
    for name, text in texts.items():
        mine = covered(method(text))
        theirs = covered([tuple(span) for row in gold[name] for span in row["content"]])
        mine = {i for i in mine if not text[i].isspace()}
        theirs = {i for i in theirs if not text[i].isspace()}
        both, found, wanted = both + len(mine & theirs), found + len(mine), wanted + len(theirs)
    precision, recall = both / max(1, found), both / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def head_words(phrases: list[str]) -> list[str]:
    heads = []
    for tree in parse(phrases, progress=False):
        roots = [i for i, head in enumerate(tree.heads) if head == i]
        heads.append(tree.words[roots[0]].lower() if roots else "")
    return heads


def sources(texts: dict[str, str], gold: dict[str, list[dict]], errors: int) -> None:
    wanted, got, shown = [], [], []
    for name, text in texts.items():
        mine = quotes.find_attributions(text)
        for row in gold[name]:
            if not row["source"] or not row["content"]:
                continue
            source = text[row["source"][0][0] : row["source"][-1][1]]
            first, last = row["content"][0][0], row["content"][-1][1]
            overlap = mine["end"].clip(upper=last) - mine["start"].clip(lower=first)
            near = mine[(overlap > 0) & mine["source_start"].notna()]
            found = ""
            if len(near):
                best = mine.loc[overlap[near.index].idxmax()]
                found = text[best["source_start"] : best["source_end"]]
            wanted.append(source)
            got.append(found)
            shown.append((source, found, text[max(0, first - 60) : last + 60]))
    gold_heads, my_heads = head_words(wanted), head_words([g or "." for g in got])
    right = [a == b for a, b in zip(gold_heads, my_heads, strict=True)]
    missing = sum(not g for g in got)
    print(
        f"sources with the right head word: {sum(right) / len(right):.3f} of {len(right)}"
        f" (none found: {missing / len(right):.3f})"
    )
    wrong = [each for each, ok in zip(shown, right, strict=True) if not ok]
    random.Random(0).shuffle(wrong)
    for source, found, around in wrong[:errors]:
        print(f"  gold {source!r}  found {found!r}\n      {around[:300]!r}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("part", nargs="?", default="dev")
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    texts, gold = read(chosen.part)
    methods = {
        "quotation marks alone": marks_only,
        "marks or a speech verb": marks_or_speech_verb,
        "find_attributions": attributed,
    }
    for name, method in methods.items():
        print(f"{name:24} {characters(texts, gold, method)}")
    sources(texts, gold, chosen.errors)
    start = time.perf_counter()
    for text in texts.values():
        quotes.attributions(text, sentences.spans(text))
    took = time.perf_counter() - start
    print(f"attributions: {sum(map(len, texts.values())) / 1e6 / took:.2f} MB/s")


if __name__ == "__main__":
    main()
