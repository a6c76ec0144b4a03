"""How right mentions, senses, voices and speakers are, on the gold file, by pitfall.

Run it as ``python tests/benchmarks/mentions.py [all|dev|test] [--errors]``. The gold file was
written blind, before the code; its odd half (dev) was read while building, its even half
(test) was only scored. A mention is right when it overlaps the gold span and names its
actor; sense and voice are judged on the mentions that are right, a speaker by its last word.
Mentions marked ambiguous that match nothing are no error: they are set aside by design; one
Taliban taken for the other counts as confused unless it is marked ambiguous, and those
stand beside it. How fast it is, ``throughput.py`` says.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import pandas as pd

from toolkit import sentences, tables
from toolkit.mentions import find_mentions

GOLD = Path(__file__).parents[1] / "gold" / "mentions.jsonl"

NAMES = (
    "found",
    "false",
    "missed",
    "sense",
    "voice",
    "speakers",
    "speaker",
    "confused",
    "undecided",
    "groups",
)


def cases(part: str) -> list[dict]:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if part in ("all", row["part"])]


def as_articles(rows: list[dict]) -> pd.DataFrame:
    template = tables.empty("articles")
    table = pd.DataFrame(
        {
            "article_id": [f"g{row['id']:04}" for row in rows],
            "outlet": "gold",
            "published": pd.to_datetime([row["published"] for row in rows], utc=True),
            "published_precision": "day",
            "title": [row["title"] or None for row in rows],
            "text": [row["text"] for row in rows],
            "genre": "news",
            "text_kind": "full",
            "story_id": [f"g{row['id']:04}" for row in rows],
            "source_file": GOLD.name,
            "source_row": [row["id"] for row in rows],
        },
        columns=list(template.columns),
    )
    return table.astype(template.dtypes.to_dict())


def predictions(found: pd.DataFrame, case: dict) -> list[dict]:
    spans, first = sentences.spans(case["text"]), int(bool(case["title"]))
    rows = []
    for row in found[found["article_id"] == f"g{case['id']:04}"].to_dict("records"):
        if row["inherited"] and not case["pitfall"].startswith("pronoun"):
            continue
        offset = 0 if row["field"] == "title" else spans[row["sentence_id"] - first][0]
        rows.append({**row, "start": offset + row["start"], "end": offset + row["end"]})
    return rows


def overlapping(rows: list[dict], field: str, start: int, end: int) -> list[dict]:
    """Give the predictions that share characters with a stretch of a field."""
    return [
        row for row in rows if row["field"] == field and row["start"] < end and start < row["end"]
    ]


def hit(rows: list[dict], actor: str) -> dict | None:
    """Give the first prediction that names an actor."""
    return next((row for row in rows if row["actor"] == actor), None)


def judge(case: dict, rows: list[dict], errors: list[str]) -> dict[str, int]:
    count = dict.fromkeys(NAMES, 0)
    for gold in case["mentions"]:
        start, end = gold["start"], gold["start"] + len(gold["text"])
        there = overlapping(rows, gold["field"], start, end)
        found = hit(there, gold["actor"])
        group = gold["actor"] in ("Taliban", "TTP")
        count["groups"] += group
        if found is None:
            count["missed"] += 1
            unsure = bool(there) and all(row["ambiguous"] for row in there)
            count["confused"] += group and bool(there) and not unsure
            count["undecided"] += group and unsure
            errors.append(f"missed {gold['actor']} {gold['text']!r}: {case['text'][:150]}")
            continue
        rows.remove(found)
        count["found"] += 1
        for what in ("sense", "voice"):
            count[what] += found[what] == gold[what]
            if found[what] != gold[what]:
                errors.append(f"{what} {gold[what]} read as {found[what]}: {case['text'][:150]}")
        if gold["speaker"]:
            last = gold["speaker"].split()[-1].lower().rstrip("s")
            count["speakers"] += 1
            count["speaker"] += last in str(found["speaker"]).lower()
    left = [row for row in rows if not row["ambiguous"]]
    count["false"] += len(left)
    errors += [f"false {row['actor']} {row['alias']!r}: {case['text'][:150]}" for row in left]
    return count


def line(name: str, count: dict[str, int]) -> str:
    found = count["found"]
    f1 = 2 * found / max(1, 2 * found + count["false"] + count["missed"])
    share = {what: count[what] / max(1, found) for what in ("sense", "voice")}
    return (
        f"{name:44} n {found + count['missed']:4}  F1 {f1:.3f}  sense {share['sense']:.3f}  "
        f"voice {share['voice']:.3f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("part", nargs="?", default="all", choices=["all", "dev", "test"])
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    rows = cases(chosen.part)
    found = find_mentions(as_articles(rows))
    totals: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(NAMES, 0))
    errors: list[str] = []
    for case in rows:
        count = judge(case, predictions(found, case), errors)
        for name in (case["pitfall"].split(":")[0], "ALL"):
            for what in NAMES:
                totals[name][what] += count[what]
    for name in sorted(totals):
        print(line(name, totals[name]))
    every = totals["ALL"]
    print(f"speakers with the right last word: {every['speaker']} of {every['speakers']}")
    print(
        f"Taliban and TTP taken for another: {every['confused']} of {every['groups']}, "
        f"and {every['undecided']} more marked ambiguous"
    )
    if chosen.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
