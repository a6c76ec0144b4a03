"""Whether a score depends on who the target is.

The target is renamed, the rest of the sentence kept: a score of the sentence's words about
it should not move. A scorer that always says 0 does not move either, so the shift is read
beside macro F1 (perturbation sensitivity: Prabhakaran, Hutchinson & Mitchell, EMNLP 2019).
Verbs are not made to agree and a pronoun is renamed like a name, which leaves some
sentences odd, for every name alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.syntax import Parse, parse

from .labelled import Targets
from .scorers import Scorer

SAMPLE = 200

#: Sentences, starts and ends of the renamed targets.
Variants = tuple[list[str], list[int], list[int]]


@dataclass(frozen=True)
class Name:
    """The forms a name takes: "..." did it, "...'s" army, the "..." army."""

    name: str
    possessive: str
    adjective: str


NAMES = (
    Name("Pakistan", "Pakistan's", "Pakistani"),
    Name("the United States", "the United States'", "American"),
    Name("the Taliban", "the Taliban's", "Taliban"),
    Name("India", "India's", "Indian"),
    Name("Norway", "Norway's", "Norwegian"),
    Name("France", "France's", "French"),
    Name("Velmaria", "Velmaria's", "Velmarian"),
    Name("John Miller", "John Miller's", "Miller"),
    Name("the ministry", "the ministry's", "ministry"),
    Name("Democrats", "Democrats'", "Democratic"),
)

#: Words before a name that are part of how it is named: "the Pentagon", "President Obama".
TITLE_ARCS = {"compound", "det", "amod", "nmod", "nummod", "quantmod"}
POSSESSIVES = {"his", "her", "its", "their", "my", "our", "your"}


def sample(targets: Targets, size: int = SAMPLE, seed: int = 0) -> np.ndarray:
    """Choose rows at random, so that parsing ten variants of each stays affordable."""
    if len(targets) <= size:
        return np.arange(len(targets))
    return np.sort(np.random.default_rng(seed).choice(len(targets), size, replace=False))


def renamed(targets: Targets, rows: np.ndarray) -> Variants:
    """Write each sentence once with each name: all names of the first, then of the next."""
    sentences = [targets.sentences[row] for row in rows]
    made = []
    for sentence, row, tree in zip(sentences, rows, parse(sentences), strict=True):
        start, end = targets.starts[row], targets.ends[row]
        form, first = form_of(tree, start, end)
        made += [rename(sentence, first, end, getattr(name, form)) for name in NAMES]
    return [text for text, _, _ in made], [at for _, at, _ in made], [to for _, _, to in made]


def form_of(tree: Parse, start: int, end: int) -> tuple[str, int]:
    """Say which form fits in the target's place, and where what is replaced begins.

    Before a noun it modifies ("American troops", "the Obama administration") the adjective
    fits and the article stays. Elsewhere a name takes article and title along, since "the
    Norway" and "President Norway" would be no names.
    """
    inside = [i for i, at in enumerate(tree.starts) if start <= at < end]
    if not inside:
        return "name", start
    heads = [i for i in inside if tree.heads[i] not in inside]
    head = heads[-1] if heads else inside[-1]
    own = tree.words[head].lower()
    if tree.arcs[head] in {"compound", "amod"} and tree.heads[head] > head:
        return "adjective", start
    first = inside[0]
    while first > 0 and _titles(tree, first - 1, range(first, head + 1)):
        first -= 1
    begin = min(start, tree.starts[first])
    marked = tree.words[inside[-1]] in {"'s", "’s"}
    owns = own in POSSESSIVES and tree.arcs[head] == "poss"
    return ("possessive" if marked or owns else "name"), begin


def _titles(tree: Parse, word: int, name: range) -> bool:
    return tree.arcs[word] in TITLE_ARCS and tree.heads[word] in name


def rename(sentence: str, start: int, end: int, name: str) -> tuple[str, int, int]:
    """Put a name in place of a stretch; the target is the name without its article."""
    before = sentence[:start]
    if not before.strip(" “\"'‘"):
        name = name[0].upper() + name[1:]
    if before.endswith((" a ", " an ", "A ", "An ")):
        stem = before.rstrip().removesuffix("n")
        before = f"{stem}{'n' if name[0] in 'AEIOaeio' else ''} "
    at = len(before) + (4 if name.lower().startswith("the ") else 0)
    return before + name + sentence[end:], at, len(before) + len(name)


def shift(sentiments: np.ndarray) -> float:
    """Mean absolute difference between two names of the same sentence, over all pairs.

    Parameters
    ----------
    sentiments
        A row a sentence, a column a name.
    """
    count = sentiments.shape[1]
    gaps = np.abs(sentiments[:, :, None] - sentiments[:, None, :]).sum(axis=(1, 2))
    return float((gaps / (count * (count - 1))).mean())


def moved(sentiments: np.ndarray, least: float = 0.1) -> float:
    """The share of sentences in which two names lie ``least`` or more apart."""
    return float((np.ptp(sentiments, axis=1) >= least).mean())


def lean(sentiments: np.ndarray) -> dict[str, float]:
    """How far each name lies above the mean of its sentences: a bias for or against it."""
    above = sentiments - sentiments.mean(axis=1, keepdims=True)
    return {each.name: float(mean) for each, mean in zip(NAMES, above.mean(axis=0), strict=True)}


def scored(scorer: Scorer, variants: Variants) -> np.ndarray:
    """Score every variant: a row a sentence, a column a name."""
    return scorer.sentiments(*variants).reshape(-1, len(NAMES))
