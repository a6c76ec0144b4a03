"""Memory and time of ``convert`` on corpora of two sizes.

Run it as ``python tests/benchmarks/conversion.py [MB ...]``, by default 100 and 400. Each
corpus is one CSV and one gzipped JSON Lines file of articles of some 2,500 characters, made
up word by word from a seed; each conversion is a process of its own, whose largest memory
is told beside that of a process that only imports the toolkit.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = ["".join(random.Random(n).choices("abcdefghilmnoprstu", k=3 + n % 8)) for n in range(4000)]
FIELDS = ["title", "text", "date", "source"]


def articles(size: int, seed: int) -> Iterator[dict[str, str]]:
    """Give articles of so many characters in all."""
    chance = random.Random(seed)
    while size > 0:
        text = " ".join(chance.choices(WORDS, k=400)) + "."
        year, month, day = (chance.randrange(*span) for span in ((2010, 2024), (1, 13), (1, 29)))
        yield {
            "title": " ".join(chance.choices(WORDS, k=8)),
            "text": text,
            "date": f"{year}-{month:02}-{day:02}",
            "source": f"Outlet {chance.randrange(30)}",
        }
        size -= len(text)


def write(folder: Path, megabytes: int) -> None:
    half = megabytes * 500_000
    with (folder / "a.csv").open("w", newline="") as file:
        rows = csv.DictWriter(file, FIELDS)
        rows.writeheader()
        rows.writerows(articles(half, 1))
    with gzip.open(folder / "b.jsonl.gz", "wt", compresslevel=1) as file:
        for article in articles(half, 2):
            file.write(json.dumps(article) + "\n")


def measured(code: str) -> tuple[float, float]:
    """Give the seconds and the largest megabytes of a process of its own."""
    tail = "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    start = time.perf_counter()
    said = subprocess.check_output([sys.executable, "-c", code + tail], text=True)
    return time.perf_counter() - start, int(said.split()[-1]) / 1024


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [100, 400]
    _, bare = measured("import toolkit")
    print(f"import alone {bare:6.0f} MB of memory")
    for megabytes in sizes:
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / "source"
            source.mkdir()
            write(source, megabytes)
            call = f"convert({str(source)!r}, {str(Path(place) / 'out')!r}, progress=False)"
            took, memory = measured(f"from toolkit import convert; {call}")
            again, _ = measured(f"from toolkit import convert; {call}")
        print(
            f"{megabytes:5} MB of text: {memory:6.0f} MB of memory, {took:6.0f} s "
            f"({megabytes / took:.1f} MB/s); again, all done: {again:.0f} s"
        )


if __name__ == "__main__":
    main()
