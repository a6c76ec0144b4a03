"""How many sentences a second VADER scores here and in vaderSentiment, on one core.

Run it as ``python tests/benchmarks/vader_speed.py [repetitions]`` beside ``../shared``. The
sentences are NewsMTSC's; each repetition is a process of its own that shuffles them and adds
a made-up word to each, so that nobody has seen any of them before. In it vaderSentiment, our
single strings and our column follow one another on one core. Seconds are those the process
itself was given, so that other work on the machine counts less, and the ratio is that of the
same repetition.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from toolkit.sentiment.vader import polarity_scores

DATA = Path(__file__).parents[3] / "shared" / "data" / "newsmtsc"


def sentences(seed: int) -> list[str]:
    """Give every sentence once, in another order and with another last word each time."""
    paths = sorted(DATA.glob("*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    found = list(dict.fromkeys(json.loads(line)["sentence"] for line in lines))
    chance = random.Random(seed)
    chance.shuffle(found)
    made_up = ("".join(chance.choices("bdfgklmprstvz", k=9)) for _ in found)
    return [f"{sentence} {word}" for sentence, word in zip(found, made_up, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def repetition(seed: int) -> dict[str, float]:
    """Give the sentences a second of each way."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    reference, every = SentimentIntensityAnalyzer(), sentences(seed)
    warm = "A good start, not a bad end."  # lexicons are read before the clock starts
    reference.polarity_scores(warm), polarity_scores(warm), polarity_scores([warm])
    half = len(every) // 2
    took = {
        "vaderSentiment": seconds(lambda: [reference.polarity_scores(s) for s in every[:half]]),
        "single": seconds(lambda: [polarity_scores(s) for s in every]),
        "batch": seconds(lambda: polarity_scores(every)),
    }
    # Half before and half behind, so that a machine that slows down slows all of them.
    took["vaderSentiment"] += seconds(lambda: [reference.polarity_scores(s) for s in every[half:]])
    return {way: len(every) / took[way] for way in took}


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == "--seed":
        print(json.dumps(repetition(int(sys.argv[2]))))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    runs = []
    for seed in range(count):
        command = [sys.executable, __file__, "--seed", str(seed)]
        runs.append(json.loads(subprocess.check_output(command, text=True)))
    for way in runs[0]:
        rates, ratios = [r[way] for r in runs], [r[way] / r["vaderSentiment"] for r in runs]
        print(
            f"{way:15} {median(rates):9,.0f} sentences/s [{min(rates):,.0f}, {max(rates):,.0f}]  "
            f"ratio {median(ratios):5.1f} [{min(ratios):.1f}, {max(ratios):.1f}]"
        )
    print(f"median and range of {count} repetitions of {len(sentences(0)):,} sentences")


if __name__ == "__main__":
    main()
