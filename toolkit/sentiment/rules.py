"""Sentiment toward an actor from syntax: every score is the plain sum of its cues.

A sentence about a bombing is no sentence against the one who condemns it. So a word moves
a mention's score only by the grammatical path that ties it to the name: what the actor
does (subject, agent of a passive, "strike by"), what is done to it (object, "attack on"),
what it is said to be (predicate, apposition, attribute) and what it has ("Pakistan's
duplicity"). Verbs of judging score their object, deeds score their subject, a victim is
not bad, a denial makes a charge no more than alleged. The words and their effects stand
in ``effects.toml``; other words of VADER's lexicon count where they are tied to the name.

First version. It does not see: metaphor and irony, who "it" is, a judgement spread over
two sentences, and the many verbs that are in no list. How often it is right is measured
in ``tests/benchmarks/target_sentiment.py``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from toolkit import tables
from toolkit.sentiment import vader
from toolkit.syntax import Parse, parse

#: Name and version that travel with each score.
NAME = "rules 1"

_EFFECTS = Path(__file__).with_name("effects.toml")

#: What a cue's valence is worth by the path that ties it to the name.
_ALLEGED = 0.6  # "accused of sheltering": a charge, not a finding
_REVERSED = -0.6  # "not reliable"; negation weakens, it does not mirror (Hutto & Gilbert 2014)
_ATTENDANT = 0.12  # a valenced word of the sentence that no rule ties to the name
_ELSEWHERE = 0.35  # a fixed phrase in another clause
_LEXICON = 0.6  # VADER's -4..4 beside the lists' -2..2

_ADJECTIVE = 1.8  # a word of the lists of adjectives

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_OBJECTS = ("dobj", "dative", "obj")
_LINKS = frozenset(
    """be is are was were been being am 's ’s remain remains remained become became becomes
    seem seems seemed appear appears appeared prove proved proves look looks looked stay
    stayed""".split()
)
_NEGATORS = frozenset(
    """no not n't n’t never neither nor without hardly barely scarcely nobody few little""".split()
)
_FAILING = frozenset(
    """fail fails failed failing refuse refuses refused refusing decline declined neglect neglected
    unable unwilling stop stopped cease ceased""".split()
)
_DENYING = frozenset(
    """deny denies denied denying dispute disputed disputes refute refutes refuted reject rejects
    rejected dismiss dismissed""".split()
)
_CHARGING = frozenset(
    """accuse accused accuses accusing suspect suspected allege alleged alleges alleging claim
    claimed claims blame blamed charge charged""".split()
)
_PROOF = frozenset("evidence proof indication sign suggestion reason basis".split())
_TOWARD = frozenset(
    ["on", "upon", "against", "at", "to", "toward", "towards", "for", "over", "with"]
)
_FROM = frozenset(["by", "of", "from"])


@dataclass(frozen=True)
class Effect:
    """What a verb or noun says of the one who does it and the one it is done to."""

    subject: float
    object: float
    agent: str
    patient: str


@dataclass(frozen=True)
class Cue:
    """A word or phrase that moves a mention's valence.

    Parameters
    ----------
    word, end_word
        First word of the parse, and the one behind the last.
    rule
        The path that ties it to the name.
    negated
        A negation or denial reaches it.
    weight
        What it adds.
    role
        The role it casts the actor in, or ``none``.
    """

    word: int
    end_word: int
    rule: str
    negated: bool
    weight: float
    role: str = "none"


def find_cues(mentions: pd.DataFrame, *, progress: bool | None = None) -> pd.DataFrame:
    """Find the words that move each mention's valence.

    Parameters
    ----------
    mentions
        The mentions table, or the scores table.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The cues table of :mod:`toolkit.tables`: the weights of a mention add up to the
        ``valence`` that :func:`toolkit.score` gives it.

    Raises
    ------
    WrongTable
        When ``mentions`` is no mentions table.
    """
    tables.check(mentions, "mentions")
    columns = ["sentence_text", "start", "end"]
    found = cues_of(*(mentions[column].tolist() for column in columns), progress=progress)
    rows = []
    for mention, sentence, (tree, cues) in zip(
        mentions["mention_id"], mentions["sentence_text"], found, strict=True
    ):
        for cue in cues:
            start, end = tree.starts[cue.word], tree.ends[cue.end_word - 1]
            rows.append(
                (mention, sentence[start:end], start, end, cue.rule, cue.negated, cue.weight)
            )
    names = ["mention_id", "cue", "start", "end", "rule", "negated", "weight"]
    dtypes = tables.empty("cues").dtypes.to_dict()
    return pd.DataFrame(rows, columns=names).astype(dtypes)


def cues_of(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    progress: bool | None = None,
) -> Iterator[tuple[Parse, list[Cue]]]:
    """Find the cues of targets in bare sentences; a repeated sentence is parsed once.

    Parameters
    ----------
    sentences, starts, ends
        Sentences, and the characters of the target in each.
    progress
        Show a progress bar; by default only for long work.

    Yields
    ------
    (Parse, list of Cue)
        The parsed sentence and the target's cues, one pair a target.
    """
    distinct = list(dict.fromkeys(sentences))
    trees = dict(zip(distinct, parse(distinct, progress=progress), strict=True))
    for sentence, start, end in zip(sentences, starts, ends, strict=True):
        tree = trees[sentence]
        yield tree, _Reading(tree, start, end).cues()


def valence_of(cues: Sequence[Cue]) -> float:
    """Add up the weights of cues.

    Parameters
    ----------
    cues
        Cues of one target.

    Returns
    -------
    float
    """
    return float(sum(cue.weight for cue in cues))


def role_of(cues: Sequence[Cue]) -> str:
    """Give the role that the heaviest of the cues that cast one casts the actor in.

    Parameters
    ----------
    cues
        Cues of one target.

    Returns
    -------
    str
        ``protagonist``, ``antagonist``, ``innocent`` or ``none``.
    """
    casting = [cue for cue in cues if cue.role != "none" and not cue.negated]
    return max(casting, key=lambda cue: abs(cue.weight), default=Cue(0, 0, "", False, 0)).role


# ------------------------------------------------------------------------------- the words


@dataclass(frozen=True)
class _Lists:
    verbs: dict[str, Effect]
    nouns: dict[str, Effect]
    phrases: dict[tuple[str, ...], float]
    adjectives: dict[str, float]
    bearing: frozenset[str]
    zero: frozenset[str]
    event: frozenset[str]
    share: float


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    raw = tomllib.loads(_EFFECTS.read_text(encoding="utf-8"))
    verbs: dict[str, Effect] = {}
    nouns: dict[str, Effect] = {}
    for entry in raw["classes"].values():
        effect = Effect(
            entry["subject"],
            entry["object"],
            entry.get("agent", "none"),
            entry.get("patient", "none"),
        )
        for verb in entry.get("verbs", "").split():
            for form in [*_verb_forms(verb), *raw["forms"].get(verb, [])]:
                verbs.setdefault(form, effect)
        for noun in entry.get("nouns", "").split():
            for form in (noun, noun + "s", noun[:-1] + "ies" if noun.endswith("y") else noun):
                nouns.setdefault(form, effect)
    return _Lists(
        verbs=verbs,
        nouns=nouns,
        phrases={tuple(phrase.split()): value for phrase, value in raw["phrases"].items()},
        adjectives={
            word: sign * _ADJECTIVE
            for sign, key in ((1, "good"), (-1, "bad"))
            for word in raw["adjectives"][key].split()
        },
        bearing=frozenset(
            form
            for verb in raw["bearing"]["verbs"].split()
            for form in [*_verb_forms(verb), *raw["forms"].get(verb, [])]
        ),
        zero=frozenset(raw["news"]["zero"].split()),
        event=frozenset(raw["news"]["event"].split()),
        share=raw["news"]["share"],
    )


def _verb_forms(verb: str) -> set[str]:
    """Make the regular forms of a verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    forms = {verb, plural, verb + "ed", verb + "ing"}
    short_vowel = verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3:-2] not in "aeiou"
    if short_vowel:
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


# ------------------------------------------------------------------------------ the reading


class _Reading:
    """Reads one parsed sentence for what it says of one target."""

    def __init__(self, tree: Parse, start: int, end: int) -> None:
        self.tree = tree
        self.lower = [word.lower() for word in tree.words]
        self.found: dict[int, Cue] = {}
        self.target = self._target_words(start, end)

    def cues(self) -> list[Cue]:
        if not self.target:
            return []
        top = self._head_of_target()
        for node in self._names_of_the_actor(top):
            self._from_node(node)
        self._phrases(top)
        self._attendants()
        return sorted(self.found.values(), key=lambda cue: cue.word)

    # ---- where the name hangs

    def _target_words(self, start: int, end: int) -> range:
        inside = [
            index
            for index, (first, last) in enumerate(
                zip(self.tree.starts, self.tree.ends, strict=True)
            )
            if first < end and start < last
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def _head_of_target(self) -> int:
        for index in reversed(self.target):
            if self.tree.heads[index] not in self.target or self.tree.heads[index] == index:
                return index
        return self.target[-1]

    def _names_of_the_actor(self, top: int) -> list[int]:
        """The name's own node, and the noun it stands in for: "Pakistan's army"."""
        nodes = [top]
        node = top
        for _ in range(4):
            arc, head = self.tree.arcs[node], self.tree.heads[node]
            if self._is_verb_read_as_noun(head) and arc in ("amod", "compound"):
                self._does(head, 1.0)
                break
            modifies = arc in ("poss", "compound", "amod", "nmod")
            if modifies and self.tree.tags[head].startswith("NN"):
                effect = _lists().nouns.get(self.lower[head])
                self._possessed(head, effect)
                if effect is not None:
                    break
            elif arc == "conj" or (arc == "appos" and self._is_name(head)):
                pass  # "Pakistan and the Taliban were blamed"; "the army, GHQ"
            else:
                break
            node = head
            nodes.append(node)
        return nodes

    def _is_verb_read_as_noun(self, index: int) -> bool:
        """Whether the parser took "shelters" in "Pakistan shelters the Taliban" for a noun."""
        behind = [child for child in self.tree.children[index] if child > index]
        return (
            self.tree.tags[index] == "NNS"
            and self.lower[index] in _lists().verbs
            and any(self.tree.arcs[child] == "appos" for child in behind)
        )

    def _is_name(self, index: int) -> bool:
        return self.tree.tags[index].startswith("NN")

    def _possessed(self, noun: int, effect: Effect | None) -> None:
        """The like of "Pakistan's duplicity", "the Taliban's generous offer"."""
        if effect is not None:
            weight = effect.subject if effect.subject else effect.object
            self._add(noun, "has", weight, effect.agent)
        else:
            self._valence(noun, "has", 0.7)
        for child in self.tree.children[noun]:
            if self.tree.arcs[child] in ("amod", "acl") and child not in self.target:
                self._valence(child, "attribute of what it has", 0.7)

    # ---- what is tied to a node

    def _from_node(self, node: int) -> None:
        arc, head = self.tree.arcs[node], self.tree.heads[node]
        if arc in _SUBJECTS:
            self._does(head, 1.0)
        elif arc in _PASSIVE_SUBJECTS:
            self._undergoes(head)
        elif arc in _OBJECTS or (arc == "appos" and self._is_verb_read_as_noun(head)):
            self._is_object(head)
        elif arc == "pobj":
            self._in_phrase(node, head)
        elif arc in ("attr", "acomp"):
            self._is_attribute_of(head)
        for child in self.tree.children[node]:
            kind = self.tree.arcs[child]
            if child in self.target:
                continue
            if kind in ("amod", "compound", "appos", "nmod"):
                self._described(child, kind)
            elif kind == "relcl":
                self._relative(child)
            elif kind == "acl":
                self._participle(child)

    def _described(self, child: int, kind: str) -> None:
        if kind == "appos":
            self._judged_as(child, "apposition")
        elif not self.tree.tags[child].startswith("NNP"):
            self._valence(child, "attribute", 1.0)

    def _does(self, verb: int, share: float, depth: int = 0) -> None:
        """The actor is the subject of a verb, and of the verbs that share its subject."""
        if depth > 4:
            return
        lower = self.lower[verb]
        if lower in _LINKS or self._copula(verb):
            self._predicate(verb, share)
        else:
            effect = _lists().verbs.get(lower)
            if effect is not None:
                self._add(verb, "does", effect.subject * share, effect.agent)
            else:
                self._valence(verb, "does", 0.5 * share)
        for child in self.tree.children[verb]:
            arc = self.tree.arcs[child]
            if arc in ("conj", "xcomp", "advcl", "pcomp") and not self._has_subject(child):
                controlled = arc == "xcomp" and self._has_object(verb)
                if not controlled:
                    self._does(child, share * (0.8 if arc == "advcl" else 1.0), depth + 1)
            elif arc in _OBJECTS and lower in _lists().bearing:
                self._brings(child, share)
            elif arc == "prep":
                self._with_phrase(child, share, depth)

    def _with_phrase(self, preposition: int, share: float, depth: int) -> None:
        for child in self.tree.children[preposition]:
            if self.tree.arcs[child] == "pcomp":
                self._does(child, share, depth + 1)
            elif self.lower[preposition] in ("with", "in", "as"):
                self._brings(child, share * 0.6)

    def _brings(self, noun: int, share: float) -> None:
        """What a subject gives, makes or shows: "provided a haven", "won respect"."""
        if noun in self.target or self.tree.tags[noun].startswith("NNP"):
            return
        effect = _lists().nouns.get(self.lower[noun])
        if effect is not None and not self._aimed_elsewhere(noun):
            weight = effect.subject if effect.subject else effect.object
            self._add(noun, "shows", weight * share * 0.7)
        else:
            self._valence(noun, "shows", 0.5 * share)
        for child in self.tree.children[noun]:
            if self.tree.arcs[child] == "amod":
                self._valence(child, "shows", 0.5 * share)

    def _aimed_elsewhere(self, noun: int) -> bool:
        """The like of "condemned the attack by X": the deed has another doer."""
        return any(
            self.tree.arcs[child] in ("poss", "compound")
            or (
                self.tree.arcs[child] == "prep"
                and self.lower[child] in ("by", "of", "on", "against")
            )
            for child in self.tree.children[noun]
        )

    def _predicate(self, verb: int, share: float) -> None:
        for child in self.tree.children[verb]:
            if self.tree.arcs[child] in ("attr", "acomp", "oprd"):
                self._judged_as(child, "is", share)
            elif self.tree.arcs[child] == "prep":
                for inner in self.tree.children[child]:
                    self._judged_as(inner, "is", share * 0.6)

    def _judged_as(self, node: int, rule: str, share: float = 1.0) -> None:
        effect = _lists().nouns.get(self.lower[node])
        if effect is not None:
            self._add(node, rule, (effect.subject or effect.object) * share, effect.agent)
            return
        self._valence(node, rule, share)
        for child in self.tree.children[node]:
            arc = self.tree.arcs[child]
            if arc in ("amod", "compound", "conj", "advmod") and child not in self.target:
                self._valence(child, rule, share)
            elif arc == "prep" and self.lower[child] in ("of", "for", "to", "in"):
                for inner in self.tree.children[child]:
                    self._valence(inner, rule, 0.5 * share)
            elif arc in ("relcl", "acl"):
                self._valence(child, rule, 0.5 * share)

    def _undergoes(self, verb: int) -> None:
        """The actor is the subject of a passive: "was accused of sheltering"."""
        effect = _lists().verbs.get(self.lower[verb])
        if effect is not None:
            role = effect.patient
            self._add(verb, "undergoes", effect.object, role)
        else:
            self._valence(verb, "undergoes", 0.3)
        self._charged_with(verb)
        for child in self.tree.children[verb]:
            passive = self.tree.arcs[child] == "conj" and not self._has_subject(child)
            if passive and self.tree.tags[child] == "VBN":
                self._undergoes(child)

    def _is_object(self, verb: int) -> None:
        effect = _lists().verbs.get(self.lower[verb])
        if effect is not None:
            self._add(verb, "is done to it", effect.object, effect.patient)
        else:
            self._valence(verb, "is done to it", 0.2)
        self._charged_with(verb)

    def _charged_with(self, verb: int) -> None:
        """What an accused is accused of, or an object is made to do."""
        share = _ALLEGED if self.lower[verb] in _CHARGING else 0.8
        for child in self.tree.children[verb]:
            arc = self.tree.arcs[child]
            if arc in ("xcomp", "oprd") and self.tree.tags[child].startswith("VB"):
                self._does(child, share, 2)
            elif arc in ("oprd", "xcomp", "acomp"):
                self._judged_as(child, "is called", share)
            elif arc == "prep" and self.lower[child] in ("of", "for", "as", "with", "over", "in"):
                for inner in self.tree.children[child]:
                    if self.tree.arcs[inner] == "pcomp":
                        self._does(inner, share, 2)
                    else:
                        self._judged_as(inner, "is called", share * 0.7)

    def _in_phrase(self, node: int, preposition: int) -> None:
        """The name stands behind a preposition: "attack on X", "betrayed by X"."""
        word, head = self.lower[preposition], self.tree.heads[preposition]
        if self.tree.arcs[preposition] == "agent":
            effect = _lists().verbs.get(self.lower[head])
            if effect is not None:
                self._add(head, "does (passive)", effect.subject, effect.agent)
            else:
                self._valence(head, "does (passive)", 0.5)
            return
        noun = _lists().nouns.get(self.lower[head])
        verb = _lists().verbs.get(self.lower[head])
        if self.tree.tags[head].startswith("NN"):
            self._noun_phrase(head, word, noun)
        elif verb is not None and word in _TOWARD:
            self._add(head, "is aimed at it", verb.object, verb.patient)

    def _noun_phrase(self, head: int, word: str, effect: Effect | None) -> None:
        if effect is None:
            if word in _FROM:
                self._valence(head, f"{word} it", 0.6)
            return
        if word in _FROM and not (word == "of" and effect.object):
            self._add(head, f"{word} it", effect.subject or effect.object * 0.0, effect.agent)
        elif word in _TOWARD or word == "of":
            self._add(head, f"{word} it", effect.object, effect.patient)

    def _is_attribute_of(self, verb: int) -> None:
        """The like of "A reliable partner is Pakistan"; "the culprit was the Taliban"."""
        for child in self.tree.children[verb]:
            if self.tree.arcs[child] in _SUBJECTS:
                self._judged_as(child, "is", 0.7)

    def _relative(self, verb: int) -> None:
        """The like of "Pakistan, which has sheltered ..."."""
        for child in self.tree.children[verb]:
            if self.lower[child] in ("which", "who", "that"):
                if self.tree.arcs[child] in _SUBJECTS:
                    self._does(verb, 1.0)
                elif self.tree.arcs[child] in _PASSIVE_SUBJECTS:
                    self._undergoes(verb)
                elif self.tree.arcs[child] in _OBJECTS:
                    self._is_object(verb)

    def _participle(self, verb: int) -> None:
        """The like of "Pakistan, accused of ..." and "the Taliban, sheltering ..."."""
        if self.tree.tags[verb] == "VBN":
            self._undergoes(verb)
        else:
            self._does(verb, 0.9, 1)

    # ---- phrases and the rest of the sentence

    def _phrases(self, top: int) -> None:
        """Fixed phrases of the clause whose subject, or possessor, is the actor."""
        phrases = _lists().phrases
        after = 0
        for index in range(len(self.lower)):
            length = self._phrase_length(index)
            if not length or index < after:
                continue
            after = index + length
            value = phrases[tuple(self.lower[index:after])]
            for inner in range(index, after):
                self.found.pop(inner, None)
            negated = any(self._negated(inner) for inner in range(index, after))
            share = 1.0 if self._same_clause(index, top) else _ELSEWHERE
            weight = value * share * (_REVERSED if negated else 1.0)
            self.found[index] = Cue(index, after, "phrase", negated, weight)

    def _phrase_length(self, index: int) -> int:
        """Words of the longest phrase that begins here, or 0."""
        phrases = _lists().phrases
        # near the end a slice is shorter than asked for: count the words it really has
        words = [tuple(self.lower[index : index + length]) for length in (4, 3, 2)]
        return next((len(found) for found in words if found in phrases), 0)

    def _same_clause(self, one: int, other: int) -> bool:
        return self._clause(one) == self._clause(other)

    def _clause(self, index: int) -> int:
        for _ in range(40):
            arc = self.tree.arcs[index]
            if arc in ("ROOT", "ccomp", "relcl", "advcl", "conj") and self.tree.tags[
                index
            ].startswith(("VB", "MD")):
                return index
            if self.tree.heads[index] == index:
                return index
            index = self.tree.heads[index]
        return index

    def _attendants(self) -> None:
        """Valenced words that no rule reached colour the sentence a little."""
        taken = {index for cue in self.found.values() for index in range(cue.word, cue.end_word)}
        for index in range(len(self.lower)):
            if index not in taken and index not in self.target:
                self._valence(index, "in the sentence", _ATTENDANT / _LEXICON)

    # ---- weights

    def _valence(self, index: int, rule: str, share: float) -> None:
        """Add a word of VADER's lexicon, unless it is a name or means nothing in news."""
        lists = _lists()
        word = self.lower[index]
        if self.tree.tags[index].startswith("NNP") or word in lists.zero:
            return
        value = lists.adjectives.get(word, vader.lexicon().get(word, 0.0) * _LEXICON)
        if word in lists.event:
            value *= lists.share
        if value:
            self._add(index, rule, value * share)

    def _add(self, index: int, rule: str, weight: float, role: str = "none") -> None:
        if index in self.found or (weight == 0.0 and role == "none"):
            return
        negated = self._negated(index)
        if negated:
            denied = any(self.lower[above] in _DENYING for above in self._above(index))
            weight *= 0.1 if denied else _REVERSED
        self.found[index] = Cue(index, index + 1, rule, negated, weight, role)

    def _negated(self, index: int) -> bool:
        if any(self._negates(child) for child in self.tree.children[index]):
            return True
        if self._is_unproved(index) or self._nobody_does(index):
            return True
        for above in self._above(index):
            if self.lower[above] in _FAILING | _DENYING:
                return True
            governs = self.tree.arcs[index] in ("acomp", "attr", "xcomp", "dobj", "oprd", "pobj")
            near = above == self.tree.heads[index]
            if (
                near
                and governs
                and any(self._negates(child) for child in self.tree.children[above])
            ):
                return True
        return False

    def _nobody_does(self, index: int) -> bool:
        """Whether the subject is nobody: "few experts trust", "no ally believes"."""
        subjects = [
            child
            for child in self.tree.children[index]
            if self.tree.arcs[child] in _SUBJECTS and child not in self.target
        ]
        return any(
            self._negates(word)
            for subject in subjects
            for word in (subject, *self.tree.children[subject])
        )

    def _is_unproved(self, index: int) -> bool:
        """Whether a clause hangs on "no evidence that ..."."""
        head = self.tree.heads[index]
        return (
            self.tree.arcs[index] in ("acl", "ccomp")
            and self.lower[head] in _PROOF
            and any(self._negates(child) for child in self.tree.children[head])
        )

    def _negates(self, index: int) -> bool:
        return self.tree.arcs[index] == "neg" or self.lower[index] in _NEGATORS

    def _above(self, index: int) -> list[int]:
        """Ancestors up to the one whose complement the word stands in."""
        found = []
        for _ in range(5):
            head = self.tree.heads[index]
            if head == index or self.tree.arcs[index] in ("conj", "advcl", "relcl", "nsubj"):
                break
            found.append(head)
            index = head
        return found

    def _copula(self, verb: int) -> bool:
        return any(self.tree.arcs[child] in ("attr", "acomp") for child in self.tree.children[verb])

    def _has_subject(self, verb: int) -> bool:
        subjects = (*_SUBJECTS, *_PASSIVE_SUBJECTS)
        return any(self.tree.arcs[child] in subjects for child in self.tree.children[verb])

    def _has_object(self, verb: int) -> bool:
        return any(self.tree.arcs[child] in _OBJECTS for child in self.tree.children[verb])
