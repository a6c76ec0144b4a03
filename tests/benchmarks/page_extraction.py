"""How much of an article's body is found on saved pages, beside trafilatura.

Run it as ``python tests/benchmarks/page_extraction.py`` beside ``../shared``. The 92 pages are
half of the Scrapinghub (Zyte) article extraction benchmark, and the measure is that
benchmark's own: words by ``\\w+``, runs of four, what is right, too much and missed as shares
of one page, precision and recall as means over pages. Intervals are 95 %, by 2,000 bootstrap
resamples of the pages. Errors were read on half A only (by a hash of the page's id). Speed
is processor time of one process, the whole of ``extract`` beside trafilatura's with its metadata.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import trafilatura

from toolkit.loading.web_pages import extract

DATA = Path(__file__).parents[3] / "shared" / "data" / "article_extraction"
RESAMPLES = 2000
RUN = 4


def peer(page: bytes, **settings: bool) -> str | None:
    return trafilatura.bare_extraction(page, with_metadata=True, **settings).text


WAYS: dict[str, Callable[[bytes], str | None]] = {
    "ours": lambda page: extract(page)["text"],
    "trafilatura": peer,
    "  precision": partial(peer, favor_precision=True),
    "  no comments": partial(peer, include_comments=False),
    "  precision, no comments": partial(peer, favor_precision=True, include_comments=False),
}
PEER = "  precision, no comments"


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def shares(truth: str, found: str) -> tuple[float, float, float]:
    """Give what is right, too much and missed, as shares of their sum."""
    true, said = runs(truth), runs(found)
    right, extra, missed = true & said, said - true, true - said
    counts = np.array([part.total() for part in (right, extra, missed)], dtype=float)
    return tuple(counts / counts.sum())


def score(pages: np.ndarray) -> np.ndarray:
    """Give precision, recall and F1 of pages' shares, along the last but one axis."""
    right, extra, missed = np.moveaxis(pages, -1, 0)
    precision = np.mean(right / np.maximum(right + extra, 1e-12), axis=-1)
    recall = np.mean(right / np.maximum(right + missed, 1e-12), axis=-1)
    return np.stack([precision, recall, 2 * precision * recall / (precision + recall)], axis=-1)


def in_half_a(page: str) -> bool:
    return int(hashlib.md5(page.encode()).hexdigest(), 16) % 2 == 0


def interval(values: np.ndarray) -> str:
    low, high = np.percentile(values, [2.5, 97.5])
    return f"[{low:+.4f}, {high:+.4f}]" if low < 0 or high < 0.5 else f"[{low:.3f}, {high:.3f}]"


def read_all(pages: list[bytes]) -> tuple[dict[str, list[str]], dict[str, float]]:
    """Read the pages in every way, in turn, so that other load falls on all alike."""
    texts: dict[str, list[str]] = {way: [] for way in WAYS}
    seconds = dict.fromkeys(WAYS, 0.0)
    for body in WAYS.values():
        body(pages[0])  # loads what is loaded once
    for page in pages:
        for way, body in WAYS.items():
            start = time.process_time()
            texts[way].append(body(page) or "")
            seconds[way] += time.process_time() - start
    return texts, seconds


def main() -> None:
    truth = json.loads((DATA / "ground_truth.json").read_text(encoding="utf-8"))
    names = sorted(truth)
    pages = {
        name: gzip.decompress((DATA / "html" / f"{name}.html.gz").read_bytes()) for name in names
    }
    half = np.array([in_half_a(name) for name in names])
    draws = np.random.default_rng(0).integers(len(names), size=(RESAMPLES, len(names)))
    found = {}
    print(f"{len(names)} pages, {half.sum()} of them in half A\n")
    print(f"{'':26}precision       recall          F1               half A  half B  pages/s")
    texts, seconds = read_all([pages[name] for name in names])
    for way in WAYS:
        speed = len(names) / seconds[way]
        pairs = zip(names, texts[way], strict=True)
        rows = [shares(truth[name]["articleBody"], text) for name, text in pairs]
        found[way] = np.array(rows)
        whole, drawn = score(found[way]), score(found[way][draws])
        cells = [f"{whole[k]:.3f} {interval(drawn[:, k])}" for k in range(3)]
        halves = [f"{score(found[way][part])[2]:.4f}" for part in (half, ~half)]
        print(f"{way:26}{'  '.join(cells)} {whole[2]:.4f}  {'  '.join(halves)}  {speed:.1f}")
    for label, part in (("all", half | True), ("half A", half), ("half B", ~half)):
        drawn = np.random.default_rng(0).integers(part.sum(), size=(RESAMPLES, part.sum()))
        ours, theirs = found["ours"][part], found[PEER][part]
        gain = score(ours)[2] - score(theirs)[2]
        gains = score(ours[drawn])[..., 2] - score(theirs[drawn])[..., 2]
        print(f"F1, ours minus {PEER.strip()}, {label}: {gain:+.4f} {interval(gains)}")


if __name__ == "__main__":
    main()
