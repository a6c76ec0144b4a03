"""How fast articles are read, against the bare parsers of their formats, in one run.

Run it as ``python tests/benchmarks/loading_speed.py [megabytes] [repetitions]``. One corpus of
invented articles is drawn with a seed and written as CSV, JSON Lines and Parquet. For each
the same bytes are read by pandas or json alone, by our reader alone (records of named
fields), and by the whole of ``load`` (dates, outlets, cleaning, copies). Seconds are those
the process itself was given; a ratio is that of the same repetition, above 1 where the bare
parser is faster.

The other formats are read from real files in ``../shared``, where it is there, and from the
tests' fixtures; they have no bare parser of articles, so that beside them stands
``json.loads`` on the same records.
"""

from __future__ import annotations

import json
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from toolkit.loading import delimited, json_lines, load, parquet
from toolkit.loading.corpus import read_file
from toolkit.loading.records import Record
from toolkit.loading.sources import read_bytes

SHARED = Path(__file__).parents[3] / "shared" / "data"
LOADING = Path(__file__).parents[1] / "loading"
SEED = 20210811
OUTLETS = ("Hillside Gazette", "The Karakoram Ledger", "Valley Post", "The Pass Herald")
WORDS = (
    "the of and to in a that for on was said with by at from officials ministry talks border "
    "envoy valley government forces troops district morning week report statement attack rain "
    "soldiers villagers police agreement leader spokesman capital “we were” isn’t — north"
).split()


def corpus(megabytes: float) -> pd.DataFrame:
    """Draw articles of about 700 words until they weigh as much."""
    chance = random.Random(SEED)
    rows, weight = [], 0
    while weight < megabytes * 1e6:
        paragraphs = (" ".join(chance.choices(WORDS, k=70)) + "." for _ in range(10))
        day = f"2021-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        row = {
            "title": " ".join(chance.choices(WORDS, k=9)),
            "text": "\n\n".join(paragraphs),
            "date": f"{day}T{chance.randint(0, 23):02d}:15:00Z",
            "source": chance.choice(OUTLETS),
            "url": f"https://gazette.example/{len(rows)}",
            "author": "Kim Lee",
            "section": "World",
            "language": "en",
        }
        rows.append(row)
        weight += sum(len(value.encode()) for value in row.values())
    return pd.DataFrame(rows)


def write(articles: pd.DataFrame, folder: Path) -> dict[str, Path]:
    files = {end: folder / f"corpus.{end}" for end in ("csv", "jsonl", "parquet")}
    articles.to_csv(files["csv"], index=False)
    articles.to_json(files["jsonl"], orient="records", lines=True, force_ascii=False)
    articles.to_parquet(files["parquet"])
    return files


def by_json(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


BARE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "csv": ("pandas.read_csv", pd.read_csv),
    "jsonl": ("json.loads", by_json),
    "parquet": ("pandas.read_parquet", pd.read_parquet),
}
READERS = {"csv": delimited.read, "jsonl": json_lines.read, "parquet": parquet.read}


def by_reader(file: Path) -> int:
    return sum(1 for _ in READERS[file.suffix[1:]](read_bytes(file)))


def seconds(work: Callable[[Any], object], file: Any) -> float:
    start = time.process_time()
    work(file)
    return time.process_time() - start


def other_formats() -> Iterator[tuple[str, list[Path]]]:
    """Give the files of each format that pandas and json do not read."""
    exports = SHARED / "formats"
    yield "Nexis, Word", sorted(exports.glob("*/sample.DOCX"))
    yield "Nexis, text", sorted(exports.glob("*/sample.TXT"))
    yield "Nexis, HTML", sorted(exports.glob("readtext/*.html"))
    yield "Factiva, HTML", sorted(exports.glob("*/factiva_test.html"))
    yield "ProQuest, e-mail", sorted(exports.glob("*/*.eml"))
    yield "web pages", sorted((SHARED / "article_extraction" / "html").glob("*.html.gz"))[:30]
    for name in ("feeds", "scrapes"):
        yield f"{name} (fixtures)", sorted((LOADING / name).iterdir())


def read_others() -> None:
    print("\nother formats, the reader alone")
    for name, files in other_formats():
        if not files:
            continue
        size = sum(len(read_bytes(file).data) for file in files) / 1e6
        records = [one for file in files for one in read_file(file) if isinstance(one, Record)]
        lines = [json.dumps(one.fields, default=str) for one in records]
        spent = seconds(lambda files: [list(read_file(file)) for file in files], files)
        bare = seconds(lambda lines: [json.loads(line) for line in lines], lines)
        print(
            f"  {name:20} {size:6.2f} MB, {len(records):4} articles: {size / spent:6.2f} MB/s, "
            f"{len(records) / spent:6.0f} articles/s, {spent / bare:8.0f} times json.loads"
        )


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    warnings.simplefilter("ignore")
    with TemporaryDirectory() as folder:
        articles = corpus(megabytes)
        files = write(articles, Path(folder))
        load(files["csv"], progress=False)  # what is built once is built before the clock starts
        print(f"{len(articles):,} articles; median [range] of {repetitions}")
        for end, file in files.items():
            name, bare = BARE[end]
            size = file.stat().st_size / 1e6
            assert by_reader(file) == len(articles)
            ways = {
                name: bare,
                "the reader": by_reader,
                "load": lambda one: load(one, progress=False),
            }
            took: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(repetitions):
                for way, work in ways.items():
                    took[way].append(seconds(work, file))
            print(f"\n{end}, {size:.1f} MB")
            for way, spent in took.items():
                ratios = [one / first for one, first in zip(spent, took[name], strict=True)]
                print(
                    f"  {way:20} {size / median(spent):8.1f} MB/s   {median(ratios):6.1f} times "
                    f"the time of {name} [{min(ratios):.1f}, {max(ratios):.1f}]"
                )
    read_others()


if __name__ == "__main__":
    main()
