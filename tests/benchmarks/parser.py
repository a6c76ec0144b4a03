"""What the parser would add to voice and to senses, where lists and patterns decide today.

Run it as ``python tests/benchmarks/parser.py`` beside ``../shared``. Sources: on PolNeAR's
development part, how often the parser's subject of the *gold* cue has the right head word,
an upper bound, beside what ``voice.py`` prints for the toolkit, which has to find the cue
too. Senses: on the gold file's development half, how many place-or-actor decisions change
when subjects, objects and possessors are actors and objects of "in", "near" ... are places.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter

import mentions
import voice

from toolkit import sentences
from toolkit.mentions import find_mentions
from toolkit.syntax import Parse, parse

LOCATIVE = frozenset(
    """in near across inside outside within throughout around into onto at beyond along
    via""".split()
)
ACTS = frozenset(["nsubj", "nsubjpass", "poss", "dobj", "agent", "dative"])
CARRIED = frozenset(["conj", "xcomp", "advcl", "aux"])


def subject(tree: Parse, start: int, end: int) -> str:
    """Give the subject of the first verb in a stretch, carried over from the verb above."""
    for index in range(len(tree.words)):
        inside = tree.starts[index] < end and start < tree.ends[index]
        if not inside or not tree.tags[index].startswith("V"):
            continue
        verb = index
        for _ in tree.words:
            found = [c for c in tree.children[verb] if tree.arcs[c] in ("nsubj", "nsubjpass")]
            if found:
                return tree.words[found[0]].lower()
            if tree.arcs[verb] not in CARRIED:
                break
            verb = tree.heads[verb]
    return ""


def sources() -> None:
    texts, gold = voice.read("dev")
    asked: list[tuple[str, int, int]] = []
    wanted, groups = [], []
    for name, text in texts.items():
        spans = sentences.spans(text)
        starts = [start for start, _ in spans]
        for row in gold[name]:
            if not (row["source"] and row["content"] and row["cue"]):
                continue
            first, last = row["cue"][0][0], row["cue"][-1][1]
            begin, end = spans[max(0, bisect_right(starts, first) - 1)]
            asked.append((text[begin:end], first - begin, last - begin))
            wanted.append(text[row["source"][0][0] : row["source"][-1][1]])
            groups.append(voice.group(text, row))
    start = time.perf_counter()
    trees = list(parse([sentence for sentence, _, _ in asked], progress=False))
    took = time.perf_counter() - start
    heads = voice.head_words(wanted)
    right, every = Counter(), Counter(groups)
    for (_, first, last), tree, head, group in zip(asked, trees, heads, groups, strict=True):
        right[group] += subject(tree, first, last) == head
    for group, count in every.items():
        print(f"parser, gold cue given, {group:26} n {count:5}  right {right[group] / count:.3f}")
    print(f"parser, gold cue given, all: {sum(right.values()) / len(asked):.3f}")
    print(f"parser: {len(asked) / took:.0f} sentences/s")


def place(tree: Parse, start: int, end: int) -> bool | None:
    """Say whether syntax makes a name a place; None where it does not decide."""
    inside = [i for i in range(len(tree.words)) if tree.starts[i] < end and start < tree.ends[i]]
    if not inside:
        return None
    word = inside[-1]
    while tree.arcs[word] == "compound" and tree.heads[word] != word:
        word = tree.heads[word]
    if tree.arcs[word] in ACTS:
        return False
    locates = tree.arcs[word] == "pobj" and tree.words[tree.heads[word]].lower() in LOCATIVE
    return True if locates else None


def senses() -> None:
    rows = mentions.cases("dev")
    found = find_mentions(mentions.as_articles(rows), anaphora=False)
    found = found[found["sense"].isin(["place", "state", "government"])]
    trees = parse(found["sentence_text"].tolist(), progress=False)
    decided = {
        row.mention_id: place(tree, row.start, row.end)
        for row, tree in zip(found.itertuples(), trees, strict=True)
    }
    count = Counter()
    for case in rows:
        mine = mentions.predictions(found, case)
        for gold in case["mentions"]:
            end = gold["start"] + len(gold["text"])
            there = mentions.overlapping(mine, gold["field"], gold["start"], end)
            hit = mentions.hit(there, gold["actor"])
            if hit is None or gold["sense"] not in ("place", "state", "government"):
                continue
            wanted, now = gold["sense"] == "place", hit["sense"] == "place"
            then = now if decided[hit["mention_id"]] is None else decided[hit["mention_id"]]
            count["all"] += 1
            count["wrong now"] += now != wanted
            count["fixed"] += now != wanted and then == wanted
            count["broken"] += now == wanted and then != wanted
    print("place or actor, the parser asked last:", dict(count))


if __name__ == "__main__":
    sources()
    senses()
