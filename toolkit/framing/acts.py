"""Which way an act between two actors points: co-operation or conflict.

From sentences with a marked source and target to one sign each, with the word it rests on.
The act is looked for where grammar says it must stand, then ever further from there, and
how it was found is told, because the further tiers are right less often:

``act``
    a word that the source does and the target undergoes
``source``, ``target``
    a word that the source does; one that is done to the target
``clause``
    an act in the source's clause, in what it says or acts on
``words``
    the other words of the sentence, the acts among them summed up
``mood``
    how the sentence sounds to VADER (Hutto & Gilbert 2014)

The kinds of act and their signs follow the ontologies CAMEO (Gerner, Schrodt et al. 2002) and
PLOVER (Halterman et al. 2023) and stand in ``acts.toml``; how often each tier is right is
measured in ``tests/benchmarks/acts.py``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import BrokenCodebook, WrongTable
from toolkit.grammar.readings import effect_of
from toolkit.grammar.relations import Tie, relate
from toolkit.syntax import LONGEST, Parse, parse

KINDS = Path(__file__).with_name("acts.toml")

#: The places a sign is looked for, the surest first; ``none`` where nothing says anything.
TIERS = ("act", "source", "target", "clause", "words", "mood", "none")

_SIGNS = {"conflict": -1, "cooperation": 1}

Span = tuple[int, int]


def act_between(
    sentences: Sequence[str],
    sources: Sequence[Span | None],
    targets: Sequence[Span | None],
    *,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Say whether what a source does to a target is co-operation or conflict.

    Parameters
    ----------
    sentences
        One sentence a pair.
    sources, targets
        The characters of the two in each sentence, end exclusive; ``None`` for one that the
        sentence does not name.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        A row a sentence: ``sign`` (int64: 1 co-operation, -1 conflict, 0 where nothing says
        either), ``word`` (str, null where the sign rests on no single word) and ``found``
        (str, one of :data:`TIERS`).

    Raises
    ------
    WrongTable
        When the three differ in length, or a span does not lie in its sentence.

    Examples
    --------
    >>> text = "Kabul was praised by Islamabad."
    >>> act_between([text], [(21, 30)], [(0, 5)])
       sign     word found
    0     1  praised   act
    """
    _check_pairs(sentences, sources, targets)
    trees = parse(list(sentences), progress=progress)
    rows = [
        _between(sentence, tree, source, target)
        for sentence, tree, source, target in zip(sentences, trees, sources, targets, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["sign", "word", "found"])
    return table.astype({"sign": "int64", "word": "str", "found": "str"})


def _between(
    sentence: str, tree: Parse, source: Span | None, target: Span | None
) -> tuple[int, str | None, str]:
    does = {tie.word: tie for tie in relate(tree, *source)} if source else {}
    undergoes = {tie.word: tie for tie in relate(tree, *target)} if target else {}
    for tier, word in _candidates(tree, does, undergoes):
        sign = sign_of(tree, word)
        if sign:
            tie = does.get(word) or undergoes[word]
            return (-sign if _reversed(tie, sign) else sign), tree.words[word], tier
    total = sum(sign_of(tree, word) for word in range(len(tree.words)))
    if total:
        return int(np.sign(total)), None, "words"
    compound = _vader().polarity_scores(sentence)["compound"]
    return (int(np.sign(compound)), None, "mood") if compound else (0, None, "none")


def _candidates(
    tree: Parse, does: dict[int, Tie], undergoes: dict[int, Tie]
) -> Iterator[tuple[str, int]]:
    """Give the words to look at, tier by tier, those nearest the root of the sentence first."""
    done = [word for word, tie in does.items() if tie.relation in ("does", "shows")]
    suffered = [word for word, tie in undergoes.items() if tie.relation == "undergoes"]
    near = [w for w, tie in does.items() if tie.relation in ("says", "acts on", "clause")]
    for tier, words in (
        ("act", set(done) & set(suffered)),
        ("source", set(done)),
        ("target", set(suffered)),
        ("clause", set(near)),
    ):
        yield from (
            (tier, word) for word in sorted(words, key=lambda word: (_depth(tree, word), word))
        )


def _depth(tree: Parse, word: int) -> int:
    depth = 0
    while tree.heads[word] != word and depth < len(tree.words):
        word, depth = tree.heads[word], depth + 1
    return depth


def _reversed(tie: Tie, sign: int) -> bool:
    """Whether a negation turns an act round: help refused is conflict, harm denied no help."""
    return sign > 0 and (tie.negated or tie.denied)


def sign_of(tree: Parse, word: int) -> int:
    """Give the sign of a word as an act.

    Parameters
    ----------
    tree
        The parsed sentence.
    word
        Its index.

    Returns
    -------
    int
        1 for co-operation, -1 for conflict, 0 for no act.

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> sign_of(next(parse(["Kabul visited Islamabad."])), 1)
    1
    """
    if not tree.tags[word].startswith(("VB", "NN")) or tree.tags[word].startswith("NNP"):
        return 0
    lemma, lists = tree.lemmas[word], _lists()
    if tree.tags[word].startswith("VB") and lemma in lists.handing:
        objects = [lists.objects.get(tree.lemmas[noun], 0) for noun in _objects(tree, word)]
        given = next((sign for sign in objects if sign), 0)
        if given:
            return given * lists.handing[lemma]
    effect = effect_of(tree, word)
    by_class = lists.classes.get(effect.name, 0) if effect is not None else 0
    return lists.words.get(lemma) or by_class


def _objects(tree: Parse, verb: int) -> list[int]:
    """Give what a verb is done to: "withdrew from the treaty", "ended military aid"."""
    found = []
    for child in tree.children[verb]:
        if tree.arcs[child] in ("dobj", "nsubjpass"):
            found.append(child)
        elif tree.arcs[child] == "prep":
            found += [noun for noun in tree.children[child] if tree.arcs[noun] == "pobj"]
    return found


@dataclass(frozen=True)
class _Lists:
    """What ``acts.toml`` says: the sign of words, of classes of effects and of objects.

    ``handing`` holds what the sign of its object is multiplied by, for each light verb and each
    verb of ending.
    """

    words: dict[str, int]
    classes: dict[str, int]
    objects: dict[str, int]
    handing: dict[str, int]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    raw = tomllib.loads(KINDS.read_text(encoding="utf-8"))
    kinds = [(name, kind["sign"], kind["words"]) for name, kind in raw["kinds"].items()]
    objects = raw["objects"]
    return _Lists(
        words=_signed(kinds),
        classes=_signed([(name, _SIGNS[name], raw["classes"][name]) for name in _SIGNS]),
        objects=_signed([(name, _SIGNS[name], objects[name]) for name in _SIGNS]),
        handing=_signed([("light", 1, objects["light"]), ("ending", -1, objects["ending"])]),
    )


def _signed(lists: list[tuple[str, int, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, sign, words in lists:
        for word in _split(words):
            if sign not in _SIGNS.values() or found.setdefault(word, sign) != sign:
                raise BrokenCodebook(
                    f"'{word}' of '{name}' has no sign, or two",
                    mend="leave it in one list, with the sign 1 or -1",
                    file=KINDS,
                )
    return found


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


@lru_cache(maxsize=1)
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def _check_pairs(
    sentences: Sequence[str], sources: Sequence[Span | None], targets: Sequence[Span | None]
) -> None:
    if not len(sentences) == len(sources) == len(targets):
        raise WrongTable(
            f"{len(sentences)} sentences, {len(sources)} sources and {len(targets)} targets",
            mend="give one source and one target for each sentence",
        )
    for row, (sentence, *spans) in enumerate(zip(sentences, sources, targets, strict=True)):
        for start, end in (span for span in spans if span is not None):
            if not 0 <= start < end <= min(len(sentence), LONGEST):
                raise WrongTable(
                    f"the span {start}:{end} does not lie in the first {LONGEST} characters of "
                    f"sentence {row}",
                    mend="give start and end in characters of that sentence",
                )
