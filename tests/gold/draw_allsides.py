"""Draw the 350 sentences of ``allsides_mentions.jsonl`` from the AllSides articles.

Two sets, no article twice: "random", one sentence from each of 200 articles drawn
uniformly, and "named", 150 sentences drawn uniformly among those of the other articles
that hold a word which may name an actor. Prints one JSON line a sentence, with offsets
into ``content_original`` and no text of the corpus.

    python tests/gold/draw_allsides.py ../shared/data/allsides/articles.jsonl.gz
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from pathlib import Path

from toolkit import sentences

SEED = 20_250_511
RANDOM, NAMED = 200, 150
SHORTEST, LONGEST = 20, 700

#: Wide on purpose: "us" is mostly the pronoun, "trump" may be the verb.
MAY_NAME = re.compile(
    r"\b(?:pak|taliban|talib|america|u\.s|us\b|united states|washington|pentagon|white house|"
    r"kabul|islamabad|afghan|state department|isi\b|haqqani|ttp\b|rawalpindi|trump|obama|biden|"
    r"bush|kerry|khan|ghani|karzai|nato\b|india|china|russia|qaeda|islamic state|isis\b)",
    re.IGNORECASE,
)


def read(path: Path) -> list[str]:
    """Give the body of every article, as stored, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["content_original"] for line in lines]


def draw(bodies: list[str]) -> list[dict[str, object]]:
    """Draw both sets; the same bodies give the same rows."""
    chance = random.Random(SEED)
    spans = [
        [span for span in sentences.spans(body) if SHORTEST <= span[1] - span[0] <= LONGEST]
        for body in bodies
    ]
    order = [article for article, found in enumerate(spans) if found]
    chance.shuffle(order)
    first = order[:RANDOM]
    drawn = [("random", article, chance.choice(spans[article])) for article in first]

    candidates = [
        (article, span)
        for article, found in enumerate(spans)
        for span in found
        if MAY_NAME.search(bodies[article], *span)
    ]
    chance.shuffle(candidates)
    used = set(first)
    for article, span in candidates:
        if len(drawn) == RANDOM + NAMED:
            break
        if article not in used:
            used.add(article)
            drawn.append(("named", article, span))
    return [
        {
            "set": name,
            "article": article,
            "start": start,
            "end": end,
            "sha": hashlib.sha256(bodies[article][start:end].encode()).hexdigest()[:10],
        }
        for name, article, (start, end) in drawn
    ]


if __name__ == "__main__":
    for row in draw(read(Path(sys.argv[1]))):
        print(json.dumps(row))
