"""Roles, power and agency: protagonist, antagonist or innocent, and who acts on whom.

From a name in a sentence to the role that the sentence casts it in and to its agency. Who is
hero, villain or victim of a story is told by who does what to whom (Riveter, Antoniak et al.
2023; the three roles are those of Frermann et al. 2023 and of Mahmoud et al. 2025). Riveter
reads subjects and direct objects; here every tie of :mod:`toolkit.grammar.relations` counts,
passives, nominals, predicates and the words nearby included. Each word that says something is a
sort of evidence: how it is tied to the name, and the family of its effect
(:mod:`toolkit.grammar.effects`), "does harm", "undergoes blame", "near event_bad". The
evidence is summed,

    score of a role = start of the role + sum of (what is left of a word x weight of its evidence)

and the role with the highest score is given: a multinomial logit whose few dozen weights stand in
``roles.toml``. No name and no topic is in it. A word negated or denied counts a little the other
way, one alleged or only asked for counts less.

What it does not see: a role that the story gives and the sentence does not, irony, and whether
the outlet is on the side of what is done. How often it is right, and on what, is measured in
``tests/benchmarks/roles.py``: the roles of single sentences are a weak instrument, to be
read over many.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.errors import WrongTable
from toolkit.grammar import readings
from toolkit.grammar.effects import Effect
from toolkit.grammar.readings import Reading
from toolkit.grammar.relations import Tie, relate
from toolkit.syntax import Parse

WEIGHTS = Path(__file__).with_name("roles.toml")

#: The roles that are scored; ``none`` is the lack of evidence for any.
ROLES = ("protagonist", "antagonist", "innocent")

#: Relations that count as one place.
_PLACES = {
    "has": "is",
    "shows": "is",
    "manner": "is",
    "acts on": "acts on",
    "clause": "near",
    "elsewhere": "near",
}

_DEEDS = frozenset(["verb", "deed"])
_EMPTY = frozenset(["be", "have"])
_AUXILIARIES = frozenset(["aux", "auxpass"])


@dataclass(frozen=True)
class Weights:
    """What is in ``roles.toml``.

    Parameters
    ----------
    families
        The family of each class of effects.
    start
        Score of each of :data:`ROLES` before any evidence.
    evidence
        What each sort of evidence adds to the score of each role.
    negated, weakened
        What is left of a word that is negated or denied; alleged or unreal.
    most
        A sort counts at most so often in a sentence.
    least
        How far the best role's evidence must stand above the mean for a mention to be cast.
    """

    families: dict[str, str]
    start: np.ndarray
    evidence: dict[str, np.ndarray]
    negated: float
    weakened: float
    most: float
    least: float


@dataclass(frozen=True, slots=True)
class Casting:
    """The part a name has in a sentence.

    Parameters
    ----------
    role
        ``protagonist``, ``antagonist``, ``innocent`` or ``none``.
    agency
        ``acts``, ``acted_on``, ``both`` or ``none``.
    """

    role: str
    agency: str


def classify_roles(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    least: float = 0.0,
) -> np.ndarray:
    """Say which role each sentence casts a target in.

    Parameters
    ----------
    sentences
        One sentence a target.
    starts, ends
        The target's characters in each sentence, end exclusive.
    least
        How far the evidence for the best role must stand above the mean of the three for it
        to be given, in logits. By default any evidence will do: the best guess for sentences
        that are known to cast a role. :func:`toolkit.score` asks for the ``least`` of
        ``roles.toml``, because most mentions are cast in none.

    Returns
    -------
    numpy.ndarray
        str: ``protagonist``, ``antagonist``, ``innocent`` or ``none``.

    Raises
    ------
    WrongTable
        When the three differ in length, or a target does not lie in its sentence.

    References
    ----------
    Antoniak, M. et al. (2023). Riveter: Measuring power and social dynamics between entities.
    ACL, system demonstrations.

    Examples
    --------
    >>> text = "The village was bombed by Pakistan."
    >>> classify_roles([text, text], [26, 4], [34, 11]).tolist()
    ['antagonist', 'innocent']
    """
    _check_targets(sentences, starts, ends)
    found = [
        roles_of(tree, start, end, least).role
        for tree, start, end in _targets(sentences, starts, ends)
    ]
    return np.array(found, dtype="str")


def role_scores(
    sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> pd.DataFrame:
    """Score the roles of targets, so that the scores of many sentences can be summed.

    Parameters
    ----------
    sentences, starts, ends
        As in :func:`classify_roles`.

    Returns
    -------
    pandas.DataFrame
        float64 columns ``protagonist``, ``antagonist`` and ``innocent``: logarithms of shares
        that sum to one. They are weighted as if the roles were equally frequent, so they
        are no probabilities.

    Raises
    ------
    WrongTable
        When the three differ in length, or a target does not lie in its sentence.

    Examples
    --------
    >>> role_scores(["Kabul saved Pakistan."], [0], [5]).idxmax(axis=1).tolist()
    ['protagonist']
    """
    _check_targets(sentences, starts, ends)
    weights = read_weights()
    rows = [
        weights.start + _sum(evidence(tree, start, end), weights)
        for tree, start, end in _targets(sentences, starts, ends)
    ]
    scores = np.array(rows, dtype="float64").reshape(-1, len(ROLES))
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return pd.DataFrame(scores, columns=list(ROLES))


def roles_of(
    tree: Parse,
    start: int,
    end: int,
    least: float | None = None,
    *,
    ties: list[Tie] | None = None,
    found: list[Reading] | None = None,
) -> Casting:
    """Give the role and the agency of a name in a parsed sentence.

    Parameters
    ----------
    tree
        The parsed sentence.
    start, end
        Characters of the name in it, end exclusive.
    least
        As in :func:`classify_roles`; by default that of ``roles.toml``.
    ties, found
        The ties and readings of the name, where they are known already.

    Returns
    -------
    Casting

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> roles_of(next(parse(["Pakistan was attacked at dawn."])), 0, 8)
    Casting(role='innocent', agency='acted_on')
    """
    weights = read_weights()
    ties = relate(tree, start, end) if ties is None else ties
    added = _sum(_evidence(tree, start, end, ties, found), weights)
    strength = float(added.max() - added.mean())
    best = ROLES[int(np.argmax(weights.start + added))]
    asked = weights.least if least is None else least
    role = best if strength > 0 and strength >= asked else "none"
    return Casting(role, _agency(tree, start, end, ties))


def evidence(tree: Parse, start: int, end: int) -> dict[str, float]:
    """Count each sort of evidence that a parsed sentence holds about a name.

    Parameters
    ----------
    tree
        The parsed sentence.
    start, end
        Characters of the name in it, end exclusive.

    Returns
    -------
    dict of str to float
        By place and family ("does harm"), how often, less what is negated or weakened.

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> evidence(next(parse(["Kabul was condemned."])), 0, 5)["undergoes blame"]
    1.0
    """
    return _evidence(tree, start, end, relate(tree, start, end))


def agency_of(tree: Parse, start: int, end: int) -> str:
    """Say whether a name does things in a parsed sentence or has them done to it.

    Any verb or deed counts, listed or not, unless it is negated; being and having do not.

    Parameters
    ----------
    tree
        The parsed sentence.
    start, end
        Characters of the name in it, end exclusive.

    Returns
    -------
    str
        ``acts``, ``acted_on``, ``both`` or ``none``.

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> tree = next(parse(["Kabul was accused and walked out."]))
    >>> agency_of(tree, 0, 5)
    'both'
    """
    return _agency(tree, start, end, relate(tree, start, end))


def _agency(tree: Parse, start: int, end: int, ties: list[Tie]) -> str:
    behind = _stands_behind_preposition(tree, start, end)
    acts = acted_on = False
    for tie in ties:
        effect = readings.effect_of(tree, tie.word)
        listed = effect is not None and effect.kind in _DEEDS
        if tie.negated or not (listed or _is_act(tree, tie.word)):
            continue
        acts |= tie.relation == "does"
        acted_on |= tie.relation == "undergoes" and (listed or not behind)
    return {(True, True): "both", (True, False): "acts", (False, True): "acted_on"}.get(
        (acts, acted_on), "none"
    )


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """Read ``roles.toml``.

    Returns
    -------
    Weights

    Examples
    --------
    >>> read_weights().families["condemn"]
    'blame'
    """
    raw = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(
        families={each: name for name, classes in raw["families"].items() for each in classes},
        start=_by_role(raw["start"]),
        evidence={name: _by_role(entry) for name, entry in raw["evidence"].items()},
        **raw["changes"],
    )


# ------------------------------------------------------------------------------- evidence


def _evidence(
    tree: Parse, start: int, end: int, ties: list[Tie], found: list[Reading] | None = None
) -> dict[str, float]:
    weights = read_weights()
    counts: defaultdict[str, float] = defaultdict(float)
    if found is None:
        found = readings.read(tree, start, end, ties=ties)
    for sort, tie in _sorts(tree, found, ties, weights):
        counts[sort] += _left(tie, weights)
    for sort in _agency_sorts(tree, ties):
        counts[sort] += 1
    most = weights.most
    return {sort: max(-most, min(most, amount)) for sort, amount in counts.items()}


def _sorts(
    tree: Parse, found: list[Reading], ties: list[Tie], weights: Weights
) -> Iterator[tuple[str, Tie]]:
    """Give the sort of evidence of each word that says something, and its tie."""
    covered = {word for each in found for word in range(each.word, each.end_word)}
    for reading in found:
        yield f"{_place(reading.tie)} {_family_read(tree, reading, weights)}", reading.tie
    for tie in ties:
        effect = None if tie.word in covered else readings.effect_of(tree, tie.word)
        # a deed that was read and says nothing of its doer is done to wrongdoers
        justified = effect is not None and tie.relation == "does" and effect.subject != 0
        family = "" if effect is None or justified else _family(effect, weights)
        if family:
            yield f"{_place(tie)} {family}", tie


def _place(tie: Tie) -> str:
    return _PLACES.get(tie.relation, tie.relation)


def _family_read(tree: Parse, reading: Reading, weights: Weights) -> str:
    """Give the family of a reading: by its class, for phrases and compounds by what it says."""
    one_word = reading.end_word == reading.word + 1
    effect = readings.effect_of(tree, reading.word) if one_word else None
    family = _family(effect, weights) if effect is not None else ""
    if reading.tie.relation == "does" and reading.role != "none":
        # to help wrongdoers is wrong, to shelter victims is help
        helps = family == "help"
        if helps != (reading.role == "protagonist"):
            return "help" if reading.role == "protagonist" else "wrong"
    if family:
        return family
    if reading.role == "innocent":
        return "harm" if reading.tie.relation == "undergoes" else "suffer"
    return "good" if reading.effect > 0 else "bad"


def _family(effect: Effect, weights: Weights) -> str:
    if effect.name in weights.families:
        return weights.families[effect.name]
    if effect.kind in _DEEDS or not effect.worth:
        return ""
    return "good" if effect.worth > 0 else "bad"


def _left(tie: Tie, weights: Weights) -> float:
    left = weights.negated if tie.negated or tie.denied else 1.0
    return left * weights.weakened if tie.alleged or tie.unreal else left


def _agency_sorts(tree: Parse, ties: list[Tie]) -> Iterator[str]:
    """Give what the name does, whatever it is: acts, speaks, acts on something, undergoes."""
    for tie in ties:
        if tie.relation in ("does", "undergoes") and _is_act(tree, tie.word):
            yield f"{tie.relation} anything"
            objects = [tree.arcs[child] in ("dobj", "dative") for child in tree.children[tie.word]]
            if tie.relation == "does" and any(objects):
                yield "does to something"
        elif tie.relation == "acts on" and tree.tags[tie.word].startswith("NN"):
            yield "acts on anything"
    if any(tie.relation == "says" for tie in ties):
        yield "says anything"


def _is_act(tree: Parse, word: int) -> bool:
    return (
        tree.tags[word].startswith("VB")
        and tree.lemmas[word] not in _EMPTY
        and tree.arcs[word] not in _AUXILIARIES
    )


def _stands_behind_preposition(tree: Parse, start: int, end: int) -> bool:
    """Whether the name hangs on a preposition: in "flew to Kabul" nothing is done to Kabul."""
    inside = [
        word
        for word, (first, last) in enumerate(zip(tree.starts, tree.ends, strict=True))
        if first < end and start < last
    ]
    return any(tree.arcs[word] == "pobj" for word in inside)


# -------------------------------------------------------------------------------- scores


def _sum(found: dict[str, float], weights: Weights) -> np.ndarray:
    total = np.zeros(len(ROLES))
    for sort, amount in found.items():
        if sort in weights.evidence:
            total = total + amount * weights.evidence[sort]
    return total


def _by_role(entry: dict[str, float]) -> np.ndarray:
    return np.array([float(entry.get(role, 0.0)) for role in ROLES])


def _targets(
    sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[Parse, int, int]]:
    trees = readings.parse_targets(sentences, starts, ends)
    for (tree, offset), start, end in zip(trees, starts, ends, strict=True):
        yield tree, start - offset, end - offset


def _check_targets(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
    if not len(sentences) == len(starts) == len(ends):
        raise WrongTable(
            f"{len(sentences)} sentences, {len(starts)} starts and {len(ends)} ends",
            mend="give one start and one end for each sentence",
        )
    for row, (sentence, start, end) in enumerate(zip(sentences, starts, ends, strict=True)):
        if not isinstance(sentence, str):
            kind = type(sentence).__name__
            raise WrongTable(f"sentence {row} is a {kind}", mend="give strings, '' for none")
        if not 0 <= start < end <= len(sentence):
            raise WrongTable(
                f"the target {start}:{end} does not lie in sentence {row} of {len(sentence)} "
                "characters",
                mend="give start and end in characters of that sentence",
            )
