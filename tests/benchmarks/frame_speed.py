"""How many megabytes a second indicator terms are looked for, on one core.

Run it as ``python tests/benchmarks/frame_speed.py [repetitions]``; the text is that of
``../shared/data/allsides`` where it is there, else of the sample corpus. The 5,000 terms are
drawn with a seed from the vocabulary of that text: words, stems, phrases, phrases with a gap.
Each is set beside one
alternation in ``re`` of all terms, over a shorter piece of the same text. A megabyte is a
million bytes of UTF-8. Seconds are those the process itself was given, so that other work on
the machine counts less.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pandas as pd

import toolkit as tk
from toolkit import codebook, terms
from toolkit.codebook import FUNCTION_WORDS, Codebook, Frame
from toolkit.framing import find_frames

REPOSITORY = Path(__file__).parents[2]
ALLSIDES = REPOSITORY.parent / "shared" / "data" / "allsides" / "articles.jsonl.gz"
SAMPLE = REPOSITORY / "data" / "sample"

FRAMES, TERMS = 100, 5000
PEER_SHARE = 100


def corpus() -> pd.DataFrame:
    """Give the articles that are read."""
    if not ALLSIDES.is_file():
        return tk.load(SAMPLE)
    mapping = {"outlet": "source", "published": "date", "text": "content_original"}
    return tk.load(ALLSIDES, mapping=mapping)


def made_up(text: str, count: int, seed: int = 0) -> list[str]:
    """Draw different terms from a text: 30 % words, 25 % stems, 30 % phrases, 15 % with a gap.

    Each is built around a word of the text's vocabulary, a rare one as likely as a common one,
    at one of the places where it stands, so that phrases are such as people write.
    """
    words = re.findall(r"[A-Za-z][\w’'-]*[A-Za-z]", text)
    chance = random.Random(seed)
    places: dict[str, int] = {}
    for at in chance.sample(range(8, len(words) - 8), len(words) - 16):
        places.setdefault(words[at].lower(), at)
    vocabulary = [word for word in places if len(word) > 4 and word not in FUNCTION_WORDS]
    found: dict[str, None] = {}
    while len(found) < count:
        word, kind = chance.choice(vocabulary), chance.random()
        at = places[word]
        if kind < 0.30:
            term = word
        elif kind < 0.55:
            stem = word[: max(4, len(word) - 3)]
            if any(other.startswith(stem) for other in FUNCTION_WORDS):
                continue  # a codebook refuses such a wildcard
            term = f"{stem}*"
        elif kind < 0.85:
            first = at - chance.choice([0, 1])
            term = " ".join(words[first : first + chance.choice([2, 2, 3])])
        else:
            term = f"{word} ... {words[at + chance.choice([2, 3])]}"
        found.setdefault(term if chance.random() < 0.1 else term.lower())
    return list(found)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def megabytes(text: str) -> float:
    return len(text.encode()) / 1e6


def rate(work: Callable[[], object], size: float, repetitions: int) -> str:
    """Give median and range of megabytes a second."""
    rates = [size / seconds(work) for _ in range(repetitions)]
    return f"{median(rates):8.3f} MB/s [{min(rates):.3f}, {max(rates):.3f}]"


def alternation(words: list[str]) -> re.Pattern[str]:
    """Give the peer: all terms in one regular expression."""
    each = sorted((terms._pattern(word.split(), True) for word in words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(each) + ")")


def of_frames(words: list[str]) -> Codebook:
    """Give the shipped codebook with 100 made-up frames in place of its own."""
    book = codebook.read("us_pakistan_taliban")
    share = -(-len(words) // FRAMES)
    parts = (tuple(words[i * share : (i + 1) * share]) for i in range(FRAMES))
    return replace(book, frames=tuple(Frame(f"f{i}", "", "", "", p) for i, p in enumerate(parts)))


def main() -> None:
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    articles = corpus()
    texts = articles["text"].dropna().tolist()
    whole = "\n\n".join(texts)
    size, piece = megabytes(whole), whole[: len(whole) // PEER_SHARE]
    shipped = codebook.read("us_pakistan_taliban")
    own = [term for frame in shipped.frames for term in (*frame.indicators, *frame.exclude)]
    drawn = made_up(whole, TERMS)
    print(f"{len(texts)} articles, {size:.1f} MB")
    for name, words in (("shipped codebook", own), ("made up", drawn)):
        compiled, peer = terms.compile_terms(words), alternation(words)
        hits = sum(len(compiled.find(text)) for text in texts)
        print(f"{name}: {len(words)} terms, {hits:,} hits, {hits / size:,.0f} a MB")

        def by_article(compiled: terms.Terms = compiled) -> None:
            for text in texts:
                compiled.find(text)

        print("  Terms.find, by article", rate(by_article, size, repetitions))

        def by_peer(peer: re.Pattern[str] = peer) -> None:
            for _ in peer.finditer(piece):
                pass

        print("  one alternation in re ", rate(by_peer, megabytes(piece), 1))
    ten = (whole * (1 + int(10e6 / len(whole))))[:10_000_000]
    for count in (500, TERMS):
        compiled = terms.compile_terms(drawn[:count])
        for length in (1_000_000, 10_000_000):
            pieces = [ten[at : at + length] for at in range(0, len(ten), length)]

            def by_piece(c: terms.Terms = compiled, pieces: list[str] = pieces) -> None:
                found = [c.find(piece) for piece in pieces]
                assert len(found) == len(pieces)

            speed = rate(by_piece, megabytes(ten), repetitions)
            print(f"{count:5} terms, strings of {length:10,} of the same 10: {speed}")
    mentions = tk.find_mentions(articles)
    for name, book in (("shipped codebook", shipped), ("made up", of_frames(drawn))):

        def frames(book: Codebook = book) -> None:
            find_frames(articles, mentions, book, parser=False)

        print(f"find_frames without the parser, {name}: {rate(frames, size, 1)}")
    some = articles.iloc[:200]
    part = megabytes("".join(some["text"].dropna()))
    for parser in (False, True):
        took = seconds(lambda p=parser: find_frames(some, mentions, shipped, parser=p))
        rates = f"{part / took:.3f} MB/s, {len(some) / took:.1f} articles/s"
        print(f"find_frames, 200 articles, parser={parser}: {took:.1f} s, {rates}")


if __name__ == "__main__":
    main()
