"""How right sentence boundaries are, beside nupunkt and NLTK's untrained Punkt.

Run it as ``python tests/benchmarks/sentences.py``. It prints the share of the 200 hard cases
of the frozen gold file that are cut exactly, boundary F1 on the GUM documents in
``../shared/data/gum`` (Zeldes 2017; paragraphs kept, sentences joined by a space) and the
speed on one core. nupunkt and blingfire are left out when they are not installed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from nltk.tokenize import PunktSentenceTokenizer

from toolkit.sentences import spans

GOLD = Path(__file__).parents[1] / "gold" / "sentences.jsonl"
GUM = Path(__file__).parents[3] / "shared" / "data" / "gum" / "sentences.jsonl"

Cutter = Callable[[str], list[tuple[int, int]]]


def cutters() -> dict[str, Cutter]:
    found: dict[str, Cutter] = {
        "toolkit": spans,
        "Punkt, untrained": lambda text: list(PunktSentenceTokenizer().span_tokenize(text)),
    }
    if find_spec("nupunkt"):
        import nupunkt

        found["nupunkt"] = lambda text: [
            (start, start + len(text[start:end].rstrip()))
            for start, end in nupunkt.sent_spans(text)
        ]
    if find_spec("blingfire"):
        found["blingfire"] = _blingfire
    return found


def _blingfire(text: str) -> list[tuple[int, int]]:
    """Cut each paragraph with blingfire, which takes a blank line for a space."""
    from blingfire import text_to_sentences_and_offsets

    found, begin = [], 0
    for paragraph in text.split("\n\n"):
        for start, end in text_to_sentences_and_offsets(paragraph)[1]:
            found.append((begin + start, begin + end))
        begin += len(paragraph) + 2
    return found


def documents() -> list[tuple[str, set[int]]]:
    found = []
    for row in GUM.read_text(encoding="utf-8").splitlines():
        text, ends = "", set()
        for paragraph in json.loads(row)["paragraphs"]:
            text += "\n\n" if text else ""
            for index, sentence in enumerate(paragraph):
                text += (" " if index else "") + sentence
                ends.add(len(text))
        found.append((text, ends))
    return found


def main() -> None:
    cases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    gum = documents()
    size = sum(len(text) for text, _ in gum) / 1e6
    for name, cut in cutters().items():
        exact = sum(
            [case["text"][start:end].strip() for start, end in cut(case["text"])]
            == case["sentences"]
            for case in cases
        )
        both = found = wanted = 0
        start = time.perf_counter()
        for text, ends in gum:
            mine = {end for _, end in cut(text)}
            both, found, wanted = both + len(mine & ends), found + len(mine), wanted + len(ends)
        took = time.perf_counter() - start
        print(
            f"{name:18} hard cases {exact}/200  GUM boundary F1 {2 * both / (found + wanted):.3f}"
            f"  {size / took:.1f} MB/s"
        )


if __name__ == "__main__":
    main()
