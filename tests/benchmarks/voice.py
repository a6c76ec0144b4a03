"""How well attributed words and their sources are found, on PolNeAR's development part.

Run it as ``python tests/benchmarks/voice.py [dev|train] [--errors N]`` beside ``../shared``.
It prints precision, recall and F1 over characters that are attributed to a source, for
quotation marks alone, marks or a sentence with a speech verb, and ``find_attributions``;
and the share of sources found with the right head word (the root of the source phrase's
parse, of the attribution that shares most with the gold content), for what stands in marks,
for cues of ``speech.toml`` and for the rest: acts and attitudes ("passed", "nominated", "is
working on") that PolNeAR counts and that leave the words the outlet's own here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import pandas as pd

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


def best(mine: pd.DataFrame, first: int, last: int) -> pd.Series | None:
    """Pick the attribution that shares most with a stretch, for its length."""
    overlap = mine["end"].clip(upper=last) - mine["start"].clip(lower=first)
    union = mine["end"].clip(lower=last) - mine["start"].clip(upper=first)
    near = (overlap / union)[(overlap > 0) & mine["source_start"].notna()]
    return mine.loc[near.idxmax()] if len(near) else None


def group(text: str, row: dict) -> str:
    """Say what a gold attribution is: in marks, with a listed cue, or another."""
    said = " ".join(text[start:end] for start, end in row["content"])
    if quotes.quotations(said) or said[:1] in "\"“'":
        return "in quotation marks"
    cue = " ".join(text[start:end] for start, end in row["cue"])
    return "with a cue of speech.toml" if quotes.cues(cue) else "other"


def sources(texts: dict[str, str], gold: dict[str, list[dict]], errors: int) -> None:
    wanted, got, shown, groups = [], [], [], []
    for name, text in texts.items():
        mine = quotes.find_attributions(text)
        for row in gold[name]:
            if not row["source"] or not row["content"]:
                continue
            first, last = row["content"][0][0], row["content"][-1][1]
            one = best(mine, first, last)
            wanted.append(text[row["source"][0][0] : row["source"][-1][1]])
            got.append("" if one is None else text[one["source_start"] : one["source_end"]])
            shown.append((wanted[-1], got[-1], text[max(0, first - 60) : last + 60]))
            groups.append(group(text, row))
    gold_heads, my_heads = head_words(wanted), head_words([each or "." for each in got])
    table = pd.DataFrame({"group": groups, "found": [bool(each) for each in got]})
    table["right"] = [a == b for a, b in zip(gold_heads, my_heads, strict=True)]
    for name, part in [("all", table), *table.groupby("group")]:
        right, found = part["right"], part["found"]
        print(
            f"sources, {name:28} n {len(part):5}  found {found.mean():.3f}  right head word "
            f"{right.mean():.3f} of all, {right[found].mean():.3f} of those found"
        )
    wrong = [each for each, ok in zip(shown, table["right"], strict=True) if not ok]
    random.Random(0).shuffle(wrong)
    for source, mine_, around in wrong[:errors]:
        print(f"  gold {source!r}  found {mine_!r}\n      {around[:300]!r}")


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
        quotes.attributions(text, sentences.spans(text), quotes.quotations(text))
    took = time.perf_counter() - start
    print(f"attributions: {sum(map(len, texts.values())) / 1e6 / took:.2f} MB/s")


if __name__ == "__main__":
    main()
