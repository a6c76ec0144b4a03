"""Mentions in 350 sentences of the real corpus that were read by eye, per actor.

Run it as ``python tests/benchmarks/reading.py [--misses]`` beside ``../shared``. The sentences
were drawn without ``find_mentions`` (``tests/gold/draw_allsides.py``): 200 at random, where
misses can be seen, and 150 that hold a word which may name an actor. Whole articles are
read, so that what the rest of an article decides counts; articles without a date are left
out, because offices have dates. Mentions the reader was unsure of count in neither column.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import mentions

from toolkit import sentences
from toolkit.mentions import find_mentions

READ = Path(__file__).parents[1] / "gold" / "allsides_mentions.jsonl"
CORPUS = Path(__file__).parents[3] / "shared" / "data" / "allsides" / "articles.jsonl.gz"


def corpus() -> list[dict]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_cases(rows: dict[int, dict]) -> list[dict]:
    """Give rows of the corpus the fields that the gold file's cases have."""
    return [
        {"id": index, "published": row["date"], "title": "", "text": row["content_original"]}
        for index, row in rows.items()
    ]


def predicted(read: list[dict], rows: dict[int, dict]) -> dict[int, list[dict]]:
    """Give the mentions found in each sentence that was read, with offsets in the body."""
    found = find_mentions(mentions.as_articles(as_cases(rows)), anaphora=False)
    spans = {index: sentences.spans(row["content_original"]) for index, row in rows.items()}
    wanted = {row["article"]: row for row in read}
    mine: dict[int, list[dict]] = {index: [] for index in wanted}
    for row in found[~found["ambiguous"]].to_dict("records"):
        index = int(row["article_id"][1:])
        offset = spans[index][row["sentence_id"]][0]
        row |= {"start": offset + row["start"], "end": offset + row["end"]}
        if wanted[index]["start"] <= row["start"] < wanted[index]["end"]:
            mine[index].append(row)
    return mine


def judge(read: list[dict], mine: dict[int, list[dict]], bodies: dict[int, dict]) -> list[tuple]:
    """Give (what, actor, surface, sense right, voice right) for each mention."""
    judged = []
    for row in read:
        body, left = bodies[row["article"]]["content_original"], list(mine[row["article"]])
        for gold in row["mentions"]:
            there = mentions.overlapping(left, "body", gold["start"], gold["end"])
            hit = mentions.hit(there, gold["actor"])
            surface = body[gold["start"] : gold["end"]]
            if hit is not None:
                left.remove(hit)
            if not gold["sure"]:
                continue
            same = [hit is not None and hit[name] == gold[name] for name in ("sense", "voice")]
            judged.append(("hit" if hit else "missed", gold["actor"], surface, *same))
        judged += [("false", each["actor"], each["alias"], False, False) for each in left]
    return judged


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--misses", action="store_true")
    chosen = options.parse_args()
    every = corpus()
    read = [json.loads(line) for line in READ.read_text(encoding="utf-8").splitlines()]
    for row in read:
        sentence = every[row["article"]]["content_original"][row["start"] : row["end"]]
        if hashlib.sha256(sentence.encode()).hexdigest()[:10] != row["sha"]:
            raise SystemExit(f"{CORPUS}: row {row['article']} is not the text that was read")
    dated = [row for row in read if every[row["article"]]["date"]]
    print(f"{len(dated)} of {len(read)} sentences are of dated articles")
    bodies = {row["article"]: every[row["article"]] for row in dated}
    mine = predicted(dated, bodies)
    for name in ("random", "named"):
        judged = judge([row for row in dated if row["set"] == name], mine, bodies)
        for actor in [*sorted({each[1] for each in judged}), "all"]:
            count = Counter(each[0] for each in judged if actor in ("all", each[1]))
            hits = [each for each in judged if each[0] == "hit" and actor in ("all", each[1])]
            print(
                f"{name:7} {actor:24} recall {_share(count['hit'], count['missed'])}  "
                f"precision {_share(count['hit'], count['false'])}  "
                f"sense {_share(sum(h[3] for h in hits), sum(not h[3] for h in hits))}  "
                f"voice {_share(sum(h[4] for h in hits), sum(not h[4] for h in hits))}"
            )
        if chosen.misses:
            for what, actor, surface, *_ in judged:
                if what != "hit":
                    print(f"    {what} {actor}: {surface}")


def _share(part: int, rest: int) -> str:
    return (
        f"{part / (part + rest):.3f} ({part:3}/{part + rest:3})"
        if part + rest
        else "none" + " " * 9
    )


if __name__ == "__main__":
    main()
