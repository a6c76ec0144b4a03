"""What story_id and duplicate_of find, what they confuse, and how long they take.

Run it as ``python tests/benchmarks/stories.py planted|sweep|real|time [sizes]`` beside
``../shared``. The texts are those of the AllSides corpus (Baly et al. 2020), each used once
and cut into paragraphs; of them are made pairs that are one story (a copy with another
title, 1 to 2 or 5 to 10 % of the words changed, cut short, put inside another article,
updated with a new lead and half of the paragraphs kept, updated twice) and articles that
are not (two of the same four paragraphs of background for three weeks, the same three in two
articles and nowhere else, two dispatches in one round-up). Recall is over the planted pairs
of a kind; precision over all pairs found that have an article of that kind. ``sweep`` tries
the bars on seeds 1 to 3, where they were chosen; ``planted`` shows seeds 4 to 6. ``real``
prints the stories of the corpus itself that have several articles. ``time`` measures
generated corpora of articles of 200 to 400 words over three years, a fifth of them planted.
"""

from __future__ import annotations

import gzip
import itertools
import json
import multiprocessing
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit import stories
from toolkit.stories.counting import count
from toolkit.stories.shingles import word_shingles, words_of
from toolkit.stories.versions import Bars

DATA = Path(__file__).parents[3] / "shared" / "data" / "allsides" / "articles.jsonl.gz"
START = pd.Timestamp("2021-07-01", tz="UTC")
PAIRS = 50  # of each kind and seed
TOPICS = 20
Generator = np.random.Generator
Paragraphs = list[str]


@dataclass
class Planted:
    """Articles, the stories each belongs to, and pairs by kind."""

    rows: list[tuple[str, float, str, str]] = field(default_factory=list)
    told: dict[str, set[str]] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, day: float, paragraphs: Paragraphs, *told: str) -> str:
        name = f"{len(self.rows) * 7919 % 100_003:06}"
        self.rows.append((name, day, f"Title {name}", "\n\n".join(paragraphs)))
        self.told[name] = set(told) or {name}
        self.kind[name] = kind
        return name

    def table(self) -> pd.DataFrame:
        names, days, titles, texts = zip(*self.rows, strict=True)
        day = START + pd.to_timedelta(np.floor(days), unit="D")
        columns = {"article_id": names, "published": day, "published_precision": "day"}
        return pd.DataFrame({**columns, "title": titles, "text": texts})


def allsides() -> pd.DataFrame:
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = pd.DataFrame([json.loads(line) for line in lines])
    rows = rows[rows["date"] != ""].reset_index(drop=True)
    columns = {"article_id": rows["ID"], "title": rows["title"], "text": rows["content_original"]}
    published = pd.to_datetime(rows["date"], utc=True)
    return pd.DataFrame(
        {**columns, "outlet": rows["source"], "published": published, "published_precision": "day"}
    )


def sources() -> list[Paragraphs]:
    """Give the texts that share nothing with an earlier one, as paragraphs."""
    texts = allsides()["text"]
    table = count([word_shingles(words_of(text)) for text in texts]).table
    both = (table @ table.T).tocoo()
    seen = set(both.row[(both.row > both.col) & (both.data >= 20)].tolist())
    return [paragraphs(text) for number, text in enumerate(texts) if number not in seen]


def paragraphs(text: str, fewest: int = 35) -> Paragraphs:
    found: Paragraphs = [""]
    for sentence in re.split(r"(?<=[.!?”])\s+", text):
        found[-1] = f"{found[-1]} {sentence}".strip()
        if len(found[-1].split()) >= fewest:
            found.append("")
    return found[:-1]


def some(text: Paragraphs, words: float, start: int = 0) -> Paragraphs:
    lengths = np.cumsum([len(paragraph.split()) for paragraph in text[start:]])
    return text[start : start + 1 + int(np.searchsorted(lengths, words))]


def edited(text: Paragraphs, share: float, vocabulary: list[str], random: Generator) -> Paragraphs:
    """Change some words, and where more than 3 % move a fifth of the sentences too."""
    move = share > 0.03
    sentences = [
        [word if random.random() > share else str(random.choice(vocabulary)) for word in one]
        for paragraph in text
        for one in map(str.split, re.split(r"(?<=[.!?])\s+", paragraph) if move else [paragraph])
    ]
    if move:
        for _ in range(len(sentences) // 5):
            sentences.insert(
                random.integers(len(sentences)), sentences.pop(random.integers(len(sentences)))
            )
    return [" ".join(sentence) for sentence in sentences]


def updated(text: Paragraphs, donor: Paragraphs, random: Generator) -> Paragraphs:
    """Keep half of the paragraphs under a new lead, with as much new text as is lost."""
    keep = np.sort(random.choice(len(text), (len(text) + 1) // 2, replace=False))
    fresh = len(text) - len(keep)
    lead = max(1, fresh // 2)
    kept = [text[place] for place in keep]
    return donor[:lead] + kept + donor[lead : max(lead, fresh)]


def plant(texts: list[Paragraphs], seed: int) -> Planted:
    random = np.random.default_rng(seed)
    order = iter(random.permutation(len(texts)).tolist())
    vocabulary = sorted({word for text in texts[:50] for one in text for word in one.split()})
    made = Planted()

    def fresh(least: float = 250, most: float = 700) -> Paragraphs:
        return some(texts[next(order)], random.uniform(least, most))

    def day(most: float = 60) -> float:
        return float(random.uniform(0, most))

    def pair(kind: str, wire: Paragraphs, other: Paragraphs, most: float = 3) -> None:
        when = day()
        one = made.add(kind, when, wire)
        made.pairs[kind].append((one, made.add(kind, when + day(most), other, one)))

    for _ in range(PAIRS):
        wire = fresh()
        pair("retitled", wire, wire, 10)
        wire = fresh()
        pair("edited 1-2 %", wire, edited(wire, random.uniform(0.01, 0.02), vocabulary, random))
        wire = fresh()
        pair("edited 5-10 %", wire, edited(wire, random.uniform(0.05, 0.1), vocabulary, random))
        wire = fresh()
        words = " ".join(wire).split()
        pair("cut 30-70 %", wire, [" ".join(words[: int(len(words) * random.uniform(0.3, 0.7))])])
        wire, longer = fresh(120, 350), fresh(500, 1000)
        place = int(random.integers(len(longer)))
        pair("inside a longer", wire, longer[:place] + wire + longer[place:])
        wire, longer = fresh(200, 450), fresh(500, 1000)
        part = wire[: max(1, round(len(wire) * random.uniform(0.5, 0.8)))]
        place = int(random.integers(len(longer)))
        pair("half to 4/5 inside", wire, longer[:place] + part + longer[place:])
        wire = fresh()
        pair("updated", wire, updated(wire, texts[next(order)], random))
        wire = fresh()
        lightly = edited(wire, 0.03, vocabulary, random)
        pair("updated, 3 % edited", wire, updated(lightly, texts[next(order)], random))
    for _ in range(PAIRS // 2):
        _updated_twice(made, fresh(), texts, order, random)
        _round_up(made, [fresh(150, 350), fresh(150, 350)], fresh(150, 300), random)
        _background_once(made, [fresh(100, 500), fresh(100, 500)], fresh(400, 401), day())
    for _ in range(TOPICS):
        background, when = fresh(400, 401), day(40)
        for _ in range(6):
            chosen = [background[place] for place in random.choice(4, 2, replace=False)]
            made.add("background for weeks", when + day(21), fresh(120, 400) + chosen)
    return made


def _updated_twice(made: Planted, wire: Paragraphs, texts, order, random: Generator) -> None:
    when = float(random.uniform(0, 60))
    second = updated(wire, texts[next(order)], random)
    third = updated(second, texts[next(order)], random)
    kind = "updated twice"
    one = made.add(kind, when, wire)
    names = [one, made.add(kind, when + 1, second, one), made.add(kind, when + 2, third, one)]
    made.pairs[kind] += itertools.combinations(names, 2)


def _round_up(made: Planted, wires: list[Paragraphs], own: Paragraphs, random: Generator) -> None:
    when = float(random.uniform(0, 60))
    names = [made.add("round-up", when, wire) for wire in wires]
    together = own + [paragraph for wire in wires for paragraph in wire]
    made.add("round-up", when + float(random.uniform(0, 2)), together, *names)


def _background_once(
    made: Planted, texts: list[Paragraphs], background: Paragraphs, when: float
) -> None:
    for text in texts:
        made.add("background twice", when, text + background[:3])


def found_pairs(group: pd.Series) -> Iterator[tuple[str, str]]:
    for _, names in group.groupby(group):
        yield from itertools.combinations(sorted(names.index), 2)


def score(made: Planted, found: pd.DataFrame) -> pd.DataFrame:
    """Count by kind: planted pairs and those found; pairs found and those that are true."""
    found = found.set_index("article_id")
    copy = found["duplicate_of"].fillna(found.index.to_series())
    rows: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in made.kind.values()}
    for name, group in (("copy", copy), ("story", found["story_id"])):
        for kind, pairs in made.pairs.items():
            rows[kind]["pairs"] = len(pairs)
            rows[kind][f"{name} hit"] = sum(group[one] == group[other] for one, other in pairs)
        for one, other in found_pairs(group):
            right = bool(made.told[one] & made.told[other])
            for kind in {made.kind[one], made.kind[other]}:
                rows[kind][f"{name} found"] += 1
                rows[kind][f"{name} right"] += right
    return pd.DataFrame.from_dict(rows, orient="index").fillna(0).astype(int)


def shares(counts: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({"pairs": counts["pairs"]})
    for name in ("copy", "story"):
        table[f"{name} recall"] = counts[f"{name} hit"] / counts["pairs"]
        table[f"{name} precision"] = counts[f"{name} right"] / counts[f"{name} found"]
        table[f"{name} wrong"] = counts[f"{name} found"] - counts[f"{name} right"]
    return table.round(3)


def planted() -> None:
    texts = sources()
    counts = []
    for seed in (4, 5, 6):
        made = plant(texts, seed)
        counts.append(score(made, stories.assign(made.table())))
    print(f"copies {stories.SIMILAR} within {stories.DAYS} days; versions {stories.VERSION}")
    print(shares(sum(counts[1:], counts[0])).to_string())


def sweep() -> None:
    texts = sources()
    corpora = [plant(texts, seed) for seed in (1, 2, 3)]
    for alike, contained in itertools.product((0.2, 0.25, 0.3, 0.4), (0.5, 0.6, 0.7)):
        bars = Bars(alike, contained, stories.VERSION.days)
        counts = [score(made, stories.assign(made.table(), version=bars)) for made in corpora]
        total = sum(counts[1:], counts[0])
        table = shares(total)
        wrong = table["story wrong"][["background twice", "background for weeks", "round-up"]]
        names = [
            "edited 5-10 %",
            "cut 30-70 %",
            "inside a longer",
            "updated",
            "updated, 3 % edited",
            "half to 4/5 inside",
            "updated twice",
        ]
        hits = " ".join(f"{value:.2f}" for value in table["story recall"][names])
        print(f"alike {alike} contained {contained}: recall {hits}; wrong {wrong.tolist()}")


def real() -> None:
    articles = allsides()
    found = stories.assign(articles).set_index("article_id")
    many = found.groupby("story_id").size().sort_values(ascending=False, kind="stable")
    print(
        f"{len(found)} articles, {len(many)} stories, {found['duplicate_of'].notna().sum()} copies"
    )
    print(f"{(many > 1).sum()} stories of more than one article; sizes {many[many > 1].tolist()}")
    for story in many[many > 1].index:
        print(f"\n{story}")
        some_ = found[found["story_id"] == story].sort_values("published")
        one = word_shingles(words_of(some_["text"].iloc[0]))
        for name, row in some_.iterrows():
            other = word_shingles(words_of(row["text"]))
            both = len(np.intersect1d(one, other))
            print(
                f"  {name} {row['published']:%Y-%m-%d} {row['outlet'][:22]:22}",
                f"{'copy' if isinstance(row['duplicate_of'], str) else '':4} {len(other):5}",
                f"contained {both / min(len(one), len(other)):.2f} {row['title'][:80]}",
            )


def generated(articles: int, seed: int = 1, words: int = 400) -> pd.DataFrame:
    """Write articles by a chain of word pairs of the corpus; a fifth are planted."""
    random = np.random.default_rng(seed)
    corpus = [word for text in allsides()["text"].iloc[:600] for word in text.split()]
    vocabulary, code = np.unique(np.array(corpus, dtype=object), return_inverse=True)
    following = np.argsort(code[:-1], kind="stable")
    bounds = np.searchsorted(code[:-1][following], np.arange(len(vocabulary) + 1))
    at = random.integers(len(code) - 1, size=articles)
    places = np.empty((articles, words), dtype=np.int32)
    for step in range(words):
        low, high = bounds[code[at]], bounds[code[at] + 1]
        at = (
            np.where(
                high > low,
                following[
                    (random.random(articles) * (high - low)).astype(int)
                    + np.minimum(low, len(following) - 1)
                ],
                0,
            )
            + 1
        )
        at = np.minimum(at, len(code) - 2)
        places[:, step] = code[at]
    lengths = random.integers(200, 401, size=articles)
    day = np.sort(random.uniform(0, 3 * 365, articles))
    for number in random.permutation(articles)[: articles // 5].tolist():
        of = max(0, number - int(random.integers(1, 20)))
        kind = number % 3
        if kind == 0:
            places[number], lengths[number] = places[of], lengths[of]
            places[number, random.integers(words, size=4)] = 0
        elif kind == 1:
            places[number], lengths[number] = places[of], lengths[of] // 2
        else:
            places[number, :150] = places[of, :150]
    rows = (places[number, :length] for number, length in enumerate(lengths.tolist()))
    return pd.DataFrame(
        {
            "article_id": [f"a{number:06}" for number in random.permutation(articles)],
            "published": START + pd.to_timedelta(np.floor(day), unit="D"),
            "published_precision": "day",
            "title": "Title",
            "text": [" ".join(vocabulary[row].tolist()) for row in rows],
        }
    )


def _timed(articles: int, report) -> None:
    table = generated(articles)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew from here
    start = time.process_time()
    found = stories.assign(table)
    seconds = time.process_time() - start
    peak = _memory("VmHWM") - before
    report.put((seconds, before, peak, found["story_id"].nunique(), found["duplicate_of"].count()))


def _memory(name: str) -> int:
    """Give a line of /proc/self/status in MB."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+)", status).group(1)) // 1024


def timed(sizes: list[int]) -> None:
    seen = []
    for articles in sizes:
        report = multiprocessing.Queue()
        process = multiprocessing.Process(target=_timed, args=(articles, report))
        process.start()
        seconds, before, peak, told, copied = report.get()
        process.join()
        seen.append((articles, seconds))
        print(
            f"{articles:7} articles: {seconds:.1f} s of one core, {peak:,} MB beside the"
            f" {before:,} MB of the table; {told} stories, {copied} copies",
            flush=True,
        )
    if len(seen) > 1:
        slope = np.polyfit(*np.log(np.array(seen)).T, 1)[0]
        print(f"seconds grow with articles to the power {slope:.2f}")


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "planted"
    if what == "time":
        timed([int(size) for size in sys.argv[2:]] or [10_000, 30_000, 100_000])
    else:
        {"planted": planted, "sweep": sweep, "real": real}[what]()
