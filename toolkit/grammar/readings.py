"""What the words of a sentence say of a name in it, before anything is weighed.

A word counts by how grammar ties it to the name (:mod:`toolkit.grammar.relations`) and by
what it implies of whoever stands in that place (:mod:`toolkit.grammar.effects`): verbs of
judging say something of their object, deeds of their doer, and phrases and compounds go
before their words. The rules of sentiment weigh these readings, the roles of framing count
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from toolkit.grammar.effects import Effect, Phrase, lexicon
from toolkit.grammar.relations import RELATIONS, Tie, relate
from toolkit.syntax import LONGEST, Parse, parse

#: Relations in which a word merely stands near the actor.
NEAR = frozenset(["acts on", "says", "clause", "elsewhere"])

#: How the kinds of word are grouped: each group has its own strengths. Deeds of harm that
#: are not the actor's are a group apart, "harm": bad events are no judgement.
GROUPS = {
    "verb": "act",
    "deed": "act",
    "person": "person",
    "trait": "quality",
    "outcome": "quality",
    "quality": "quality",
    "manner": "quality",
    "event": "event",
    "institution": "event",
    "phrase": "phrase",
    "lexicon": "lexicon",
}

_BAD_EVENT = Effect("wrongdoers", "event", worth=-0.2)

#: To help wrongdoers speaks against the helper.
_ABETS = Effect("abet", "verb", subject=-2.0, agent="antagonist")
_SHELTERS = Effect("shelter innocents", "verb", subject=2.0, agent="protagonist")

#: A word that merely stands near counts half at this many words from the name.
_HALF = 8

#: Compounds of so many words are looked for, the longest first.
_LENGTHS = (5, 4, 3, 2)

#: A phrase about an object may stand so many words before it: "safe haven for the Taliban".
_BEFORE_THE_NAME = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word or phrase says of the target, before it is weighed.

    Parameters
    ----------
    word, end_word
        First word of the parse, and the one behind the last.
    tie
        How it is tied to the name.
    group
        ``act``, ``person``, ``quality``, ``event``, ``phrase`` or ``lexicon``.
    effect
        What it implies of whoever stands there, about -2 to 2.
    role
        The role it casts the actor in, or ``none``.
    """

    word: int
    end_word: int
    tie: Tie
    group: str
    effect: float
    role: str = "none"


def parse_targets(
    sentences: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    progress: bool | None = None,
) -> Iterator[tuple[Parse, int]]:
    """Parse the sentences of targets, each of them once, however often it is asked for.

    Parameters
    ----------
    sentences, starts, ends
        Sentences, and the characters of the target in each.
    progress
        Show a progress bar; by default only for long work.

    Yields
    ------
    (Parse, int)
        For each target the parse, and the character of the sentence that it begins at: what
        no editor would call a sentence is cut to the words around the name.
    """
    windows = [_window(*target) for target in zip(sentences, starts, ends, strict=True)]
    distinct = list(dict.fromkeys(text for text, _ in windows))
    trees = dict(zip(distinct, parse(distinct, progress=progress), strict=True))
    for text, offset in windows:
        yield trees[text], offset


def _window(sentence: str, start: int, end: int) -> tuple[str, int]:
    if len(sentence) <= LONGEST:
        return sentence, 0
    first = max(0, min(start - LONGEST // 2, len(sentence) - LONGEST))
    return sentence[first : first + LONGEST], first


def read(
    tree: Parse,
    start: int,
    end: int,
    moods: Mapping[str, float] | None = None,
    ties: list[Tie] | None = None,
) -> list[Reading]:
    """Find what the words and phrases of a sentence say of a target, unweighed.

    Parameters
    ----------
    tree
        The parsed sentence.
    start, end
        Characters of the target in it.
    moods
        How words that stand in no list sound, about -2 to 2; by default they say nothing.
    ties
        What :func:`toolkit.grammar.relations.relate` gives, where it is known already.

    Returns
    -------
    list of Reading
        In order; words that say nothing are left out.
    """
    by_word = {tie.word: tie for tie in (relate(tree, start, end) if ties is None else ties)}
    found, after = [], 0
    for word in range(len(tree.words)):
        if word < after or word not in by_word:
            continue
        reading = (
            _phrase(tree, word, by_word, start)
            or _compound(tree, word, by_word)
            or _word(tree, by_word[word], moods or {})
        )
        if reading is not None:
            after = reading.end_word
            if reading.effect or reading.role != "none":
                found.append(_faded(reading, tree, start, end))
    return found


def _faded(reading: Reading, tree: Parse, start: int, end: int) -> Reading:
    """Let what merely stands near fade with its distance from the name."""
    if reading.tie.relation not in NEAR or reading.tie.relation == "acts on":
        return reading
    first, last = tree.starts[reading.word], tree.ends[reading.end_word - 1]
    between = range(end, first) if first >= end else range(last, start)
    words = sum(place in between for place in tree.starts)
    return replace(reading, effect=reading.effect / (1 + words / _HALF))


# ---------------------------------------------------------------------------- what words say


def _word(tree: Parse, tie: Tie, moods: Mapping[str, float]) -> Reading | None:
    word = tie.word
    if tree.tags[word].startswith("NNP"):
        return None  # names carry no valence
    effect = _by_whom_it_is_done_to(tree, tie, effect_of(tree, word))
    if effect is None:
        # "denied" says nothing by itself, however bad it sounds
        return None if tree.lemmas[word] in lexicon().denying else _unlisted(tree, tie, moods)
    return _reading(tree, word, word + 1, tie, effect)


def _by_whom_it_is_done_to(tree: Parse, tie: Tie, effect: Effect | None) -> Effect | None:
    """Change what a deed says of its doer where it is done to wrongdoers (Choi & Wiebe 2014)."""
    lists = lexicon()
    lemma = tree.lemmas[tie.word]
    if tie.relation in NEAR and lemma in lists.wrongdoers:
        return _BAD_EVENT  # "militants" nearby are what is in the news, not a judgement
    if tie.relation in NEAR or tie.relation == "undergoes":
        return effect
    objects = _done_to(tree, tie.word)
    wronged = any(_is_wrongdoer(noun) for noun in objects)
    if lemma in lists.aiding and wronged:
        return _ABETS
    if lemma in lists.aiding and any(_is_innocent(noun) for noun in objects):
        return _SHELTERS
    fights = lemma in lists.countering or (effect is not None and effect.subject < 0)
    if fights and effect is not None and wronged:
        return replace(effect, subject=0.0, agent="none")
    return effect


def _done_to(tree: Parse, act: int) -> list[str]:
    """Give the nouns that a deed is done to, in base form."""
    found = []
    for child in tree.children[act]:
        if tree.arcs[child] in ("dobj", "nsubjpass"):
            found.append(tree.lemmas[child])
        elif tree.words[child].lower() in ("on", "against", "for", "to", "of"):
            found += [tree.lemmas[noun] for noun in tree.children[child]]
    return found


def _is_wrongdoer(lemma: str) -> bool:
    effect = lexicon().nouns.get(lemma)
    bad = effect is not None and effect.kind == "person" and effect.worth < 0
    return bad or lemma in lexicon().wrongdoers


def _is_innocent(lemma: str) -> bool:
    effect = lexicon().nouns.get(lemma)
    return lemma in lexicon().innocents or (effect is not None and effect.agent == "innocent")


def _reading(tree: Parse, word: int, end_word: int, tie: Tie, effect: Effect) -> Reading:
    value, role = _in_place(tie.relation, effect)
    harm = tie.relation in NEAR and effect.agent == "antagonist"
    group = "harm" if harm else GROUPS[effect.kind]
    return Reading(word, end_word, tie, group, value * _degree(tree, tie.word), role)


def _in_place(relation: str, effect: Effect) -> tuple[float, str]:
    """Give what an effect implies of the one who stands in a relation to it, and the role."""
    if relation in NEAR:
        return effect.mood, "none"
    if effect.kind in ("verb", "deed"):
        if relation == "does":
            return effect.subject, effect.agent
        if relation == "undergoes":
            return effect.object, effect.patient
        if effect.kind == "verb" and relation == "is":
            return effect.object or effect.subject, effect.patient
        return effect.subject or effect.object, effect.agent
    return effect.worth, effect.agent


def effect_of(tree: Parse, word: int) -> Effect | None:
    """Look a word of a sentence up in the lists, by the part of speech it has there.

    Parameters
    ----------
    tree
        The parsed sentence.
    word
        Its index.

    Returns
    -------
    Effect or None
        ``None`` where it stands in no list.
    """
    lists = lexicon()
    tag, lemma, lower = tree.tags[word], tree.lemmas[word], tree.words[word].lower()
    if tag.startswith("VB"):
        phrasal = _phrasal_verb(tree, word)
        return phrasal or lists.verbs.get(lemma) or lists.adjectives.get(lower)
    if tag.startswith("NN"):
        # "Pakistan shelters the Taliban" may be read as a noun with an apposition
        apposed = tag == "NNS" and any(tree.arcs[child] == "appos" for child in tree.children[word])
        verb = lists.verbs.get(lemma) if apposed else None
        return lists.nouns.get(lemma) or lists.adjectives.get(lemma) or verb
    if tag.startswith("JJ"):
        adjective = lists.adjectives.get(lower) or lists.adjectives.get(lemma)
        verb = lists.verbs.get(_verb_of(lower)) if lower.endswith(("ed", "ing")) else None
        return adjective or verb or lists.nouns.get(lemma)
    if tag.startswith("RB"):
        return lists.adverbs.get(lower) or lists.adjectives.get(lower)
    return None


def _phrasal_verb(tree: Parse, verb: int) -> Effect | None:
    """Find "crack down on", also with its object in between: "let her down"."""
    for words, effect in lexicon().particles.get(tree.lemmas[verb], ()):
        after = [verb + 1, *(child for child in tree.children[verb] if child > verb)]
        for first in after:
            stand = tuple(word.lower() for word in tree.words[first : first + len(words)])
            if stand == words:
                return effect
    return None


def _verb_of(participle: str) -> str:
    """Give the verb of a participle that the tagger took for an adjective: "abused"."""
    verbs = lexicon().verbs
    stem = participle.removesuffix("ing").removesuffix("ed")
    return next((form for form in (stem, stem + "e", stem[:-1]) if form in verbs), "")


def _unlisted(tree: Parse, tie: Tie, moods: Mapping[str, float]) -> Reading | None:
    lower = tree.words[tie.word].lower()
    value = moods.get(lower, 0.0)
    if not value or not lower[0].isalpha() or lower in lexicon().negations:
        return None
    return Reading(tie.word, tie.word + 1, tie, "lexicon", value * _degree(tree, tie.word))


def _degree(tree: Parse, word: int) -> float:
    """What degree words make of it: "deeply corrupt", "slightly better"."""
    factors = lexicon().factors
    degree = 1.0
    for child in tree.children[word]:
        degree *= factors.get(tree.words[child].lower(), 1.0)
    return degree


# ------------------------------------------------------------------- more words than one


def _compound(tree: Parse, word: int, ties: dict[int, Tie]) -> Reading | None:
    compounds = lexicon().compounds
    for length in _LENGTHS:
        words = tuple(tree.lemmas[word : word + length])
        # near the end the slice is shorter than asked for
        effect = compounds.get(words) if len(words) == length else None
        if effect is not None:
            head = _head(tree, word, word + length)
            if head in ties:
                return _reading(tree, word, word + length, ties[head], effect)
    return None


def _phrase(tree: Parse, word: int, ties: dict[int, Tie], target: int) -> Reading | None:
    """Read the longest phrase that begins here; of two as long, the one that says something."""
    best = None
    for phrase, end in _phrases_at(tree, word):
        reading = _phrase_reading(tree, word, end, ties, phrase, target)
        if reading is not None and reading.effect:
            return reading
        best = best or reading
    return best


def _phrases_at(tree: Parse, word: int) -> Iterator[tuple[Phrase, int]]:
    lists = lexicon()
    firsts = {tree.lemmas[word], tree.words[word].lower()}
    if word + 1 < len(tree.words):
        seconds = {tree.lemmas[word + 1], tree.words[word + 1].lower()}
        for pair in product(sorted(firsts), sorted(seconds)):
            for phrase in lists.phrases.get(pair, ()):
                if _stands_at(tree, word, phrase.words):
                    yield phrase, word + len(phrase.words)
    if tree.tags[word].startswith("VB"):
        for phrase in lists.around.get(tree.lemmas[word], ()):
            if _stands_around(tree, word, phrase.words):
                yield phrase, word + 1


def _stands_at(tree: Parse, word: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands here; each of its words in its base form or as it is written."""
    end = word + len(phrase)
    return end <= len(tree.words) and all(
        part in (tree.lemmas[index], tree.words[index].lower())
        for index, part in zip(range(word, end), phrase, strict=True)
    )


def _stands_around(tree: Parse, word: int, phrase: tuple[str, ...]) -> bool:
    """Whether it stands around its object: "hold Pakistan to account"."""
    objects = [child for child in tree.children[word] if tree.arcs[child] == "dobj"]
    return any(
        _stands_at(tree, after, phrase[1:])
        for noun in objects
        for after in range(noun + 1, min(noun + 3, len(tree.words)))
    )


def _phrase_reading(
    tree: Parse, word: int, end: int, ties: dict[int, Tie], phrase: Phrase, target: int
) -> Reading | None:
    inside = [ties[index] for index in range(word, end) if index in ties]
    if not inside:
        return None
    tie = min(inside, key=lambda tie: RELATIONS.index(tie.relation))
    if lexicon().negations & set(phrase.words):
        tie = replace(tie, negated=False)  # "not guilty" is no guilt negated
    if tree.arcs[end - 1] == "agent":
        return None  # "rescued by": a passive, and the verb says it
    if phrase.of_object and _stands_behind(tree, end, target):
        tie = replace(tie, relation="undergoes", far=False)
    elif phrase.of_object and tie.relation == "is":
        return None  # "is a safe haven for": what the words say of the haven itself
    concerned = phrase.of_object == (tie.relation == "undergoes")
    value = phrase.worth if concerned or tie.relation in NEAR else 0.0
    return Reading(word, end, tie, "phrase", value)


def _stands_behind(tree: Parse, end: int, target: int) -> bool:
    """Whether the name follows a phrase about its object: "safe haven for the Taliban"."""
    return any(start == target for start in tree.starts[end : end + _BEFORE_THE_NAME])


def _head(tree: Parse, word: int, end: int) -> int:
    """Give the word of a run on which the others hang."""
    inside = range(word, min(end, len(tree.words)))
    return next((index for index in inside if tree.heads[index] not in inside), word)
