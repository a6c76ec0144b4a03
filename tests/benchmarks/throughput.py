"""How fast mentions are found on the real corpus, part by part, and with more aliases.

Run it as ``python tests/benchmarks/throughput.py`` beside ``../shared``, on one core. The first
table splits the time over the parts of the step; a part's share is measured by running that
part alone over every article. The second runs the whole step with codebooks of 10, 100 and
1,000 aliases, in turn and each the best of three: the added names stand nowhere in the text,
so that the number of mentions is the same and the cost of the automaton alone is seen.
"""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import boilerplate, quotes, sentences
from toolkit.loading import load
from toolkit.mentions import find_mentions

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "allsides" / "articles.jsonl.gz"
REPEATS = 3


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parts(texts: list[str]) -> dict[str, Callable[[], object]]:
    cut = [sentences.spans(text) for text in texts]
    marks = [quotes.quotations(text) for text in texts]
    lines = [
        [text[start:end] for start, end in spans] for text, spans in zip(texts, cut, strict=True)
    ]
    both = list(zip(texts, cut, marks, strict=True))
    return {
        "sentences": lambda: [sentences.spans(text) for text in texts],
        "boilerplate": lambda: [boilerplate.flags(each) for each in lines],
        "quotation marks": lambda: [quotes.quotations(text) for text in texts],
        "attributions": lambda: [quotes.attributions(*each) for each in both],
    }


def split(articles: pd.DataFrame) -> None:
    texts = articles["text"].tolist()
    size = sum(map(len, texts)) / 1e6
    whole = min(seconds(lambda: find_mentions(articles, progress=False)) for _ in range(REPEATS))
    left = whole
    for name, work in parts(texts).items():
        took = min(seconds(work) for _ in range(REPEATS))
        left -= took
        print(f"{name:28} {took / whole:6.1%}  {size / took:6.1f} MB/s")
    print(f"{'aliases, senses and the rest':28} {left / whole:6.1%}  {size / left:6.1f} MB/s")
    print(f"{'the whole step':28} {1:6.1%}  {size / whole:6.2f} MB/s on {size:.1f} MB")


def names(count: int) -> Iterable[str]:
    chance = random.Random(7)
    for _ in range(count):
        yield "".join(chance.choice("bcdfgklmnprstvz") + chance.choice("aeiou") for _ in range(5))


def codebook(folder: Path, aliases: int) -> Path:
    ten = ["Pakistan", "Islamabad", "Taliban", "Afghanistan", "Kabul"]
    made_up = [name.title() + "qx" for name in names(aliases - len(ten))]
    path = folder / f"aliases_{aliases}.toml"
    listed = ", ".join(f'"{name}"' for name in [*ten, *made_up])
    path.write_text(
        f'name = "aliases_{aliases}"\ntitle = "{aliases} aliases"\n\n'
        f'[[actors]]\nname = "Actor"\n\n[actors.aliases]\nstate = [{listed}]\n',
        encoding="utf-8",
    )
    return path


def alias_counts(articles: pd.DataFrame) -> None:
    with TemporaryDirectory() as folder:
        books = {count: codebook(Path(folder), count) for count in (10, 100, 1000)}
        best = dict.fromkeys(books, float("inf"))
        for book in books.values():
            find_mentions(articles.iloc[:5], book, progress=False)  # builds the automaton
        for _ in range(REPEATS):
            for count, book in books.items():
                took = seconds(lambda book=book: find_mentions(articles, book, progress=False))
                best[count] = min(best[count], took)
    for count, took in best.items():
        print(f"{count:5} aliases: {took / best[10]:.2f} times the cost of ten")


def main() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is set aside has no date and no part in this
        articles = load(CORPUS, progress=False)
    split(articles)
    alias_counts(articles)


if __name__ == "__main__":
    main()
