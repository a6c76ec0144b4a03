"""How the words of a sentence are tied to a name in it, by grammar.

A word can stand to an actor in one of these relations:

``does``
    a verb or deed whose doer the actor is: subject, agent of a passive, "strike by",
    "Pakistan's attack", and the verbs that share that subject
``undergoes``
    a verb or deed that is done, said or felt to it: object, subject of a passive, "attack
    on", "lied to", "criticism of"
``is``
    what it is said to be: predicate, apposition, attribute, "described as"
``has``
    what belongs to it: "Pakistan's duplicity", "a failure of the Pentagon"
``shows``
    what its verb is about: "showed courage", "faces criticism", "launched a war"
``manner``
    how it acts: "wrongly", "with great courage"
``acts on``
    what it does something to: "discussed the attack"
``says``
    a word of what it says or judges: that is its own judgement, of others
``clause``, ``elsewhere``
    a word of the same clause, or of another one, that nothing ties to it

The relations say nothing of good and bad: :mod:`toolkit.sentiment.rules` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.grammar.effects import Effect, lexicon
from toolkit.syntax import Parse

#: The relations, the closest first.
RELATIONS = (
    "does",
    "undergoes",
    "is",
    "has",
    "shows",
    "manner",
    "acts on",
    "says",
    "clause",
    "elsewhere",
)

_SUBJECTS = frozenset(["nsubj", "csubj"])
_PASSIVE_SUBJECTS = frozenset(["nsubjpass", "csubjpass"])
_OBJECTS = frozenset(["dobj", "dative", "obj"])
_PREDICATES = frozenset(["attr", "acomp", "oprd"])
_LINKS = frozenset(["be", "remain", "become", "seem", "appear", "prove", "look", "stay", "sound"])
_TOWARD = frozenset(
    """on upon against at to toward towards for over with about in into after""".split()
)
_INTO = frozenset(["under", "into", "on", "through"])
_STATE = frozenset(["in", "at", "of", "under", "on", "without", "above", "beyond"])
_DONE_BY = frozenset(["by", "from"])
_MODIFIERS = frozenset(["poss", "compound", "amod", "nmod"])
_CLAUSES = frozenset(["ROOT", "ccomp", "relcl", "advcl", "conj", "parataxis", "csubj", "acl"])
_MODALS = frozenset(["would", "could", "might", "may", "should", "must", "will", "can", "shall"])
_UNREAL = frozenset(["would", "could", "might", "may", "should", "must"])
_PROOF = frozenset("evidence proof indication sign suggestion reason basis doubt".split())
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Tie:
    """One word of a sentence and how it is tied to the name.

    Parameters
    ----------
    word
        Index of the word in the parse.
    relation
        One of :data:`RELATIONS`.
    far
        It is tied to something of the actor's ("Pakistan's policy"), not to the actor.
    negated
        A negation reaches it.
    denied
        It is denied, ended or lacking: "rejected accusations", "denied attacking".
    alleged
        It is what somebody is only accused or suspected of.
    unreal
        It is asked for, feared or imagined, not told as a fact.
    """

    word: int
    relation: str
    far: bool = False
    negated: bool = False
    denied: bool = False
    alleged: bool = False
    unreal: bool = False


def relate(tree: Parse, start: int, end: int) -> list[Tie]:
    """Find how each word of a sentence is tied to a name.

    Parameters
    ----------
    tree
        The parsed sentence.
    start, end
        Characters of the name in it, end exclusive.

    Returns
    -------
    list of Tie
        One for each word that is no part of the name, in order; empty where no word lies in
        those characters.

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> tree = next(parse(["Kabul accused Pakistan of lying."]))
    >>> [(tree.words[tie.word], tie.relation) for tie in relate(tree, 14, 22)][:4]
    [('Kabul', 'clause'), ('accused', 'undergoes'), ('of', 'clause'), ('lying', 'does')]
    """
    return _Reader(tree, start, end).read()


@dataclass(slots=True)
class _How:
    """What a walk along the tree has met so far."""

    far: bool = False
    negated: bool = False
    denied: bool = False
    alleged: bool = False
    unreal: bool = False
    depth: int = 0

    def deeper(self, **changes: bool) -> _How:
        return _How(
            far=changes.get("far", self.far),
            negated=self.negated != changes.get("negated", False),
            denied=self.denied or changes.get("denied", False),
            alleged=self.alleged or changes.get("alleged", False),
            unreal=self.unreal or changes.get("unreal", False),
            depth=self.depth + 1,
        )


class _Reader:
    """Walks one tree from one name."""

    def __init__(self, tree: Parse, start: int, end: int) -> None:
        self.tree = tree
        self.words = [word.lower() for word in tree.words]
        self.lemmas = tree.lemmas
        self.lists = lexicon()
        self.ties: dict[int, Tie] = {}
        self.names: set[int] = set()
        self.target = [
            index
            for index, (first, last) in enumerate(zip(tree.starts, tree.ends, strict=True))
            if first < end and start < last
        ]

    def read(self) -> list[Tie]:
        if not self.target:
            return []
        inside = set(self.target)
        top = next(
            (word for word in reversed(self.target) if self._outside(word, inside)),
            self.target[-1],
        )
        self.names = inside
        self._climb(top, _How())
        self._rest(top)
        return [self.ties[word] for word in sorted(self.ties)]

    def _outside(self, word: int, inside: set[int]) -> bool:
        head = self.tree.heads[word]
        return head == word or head not in inside

    # ---- up from the name

    def _climb(self, node: int, how: _How) -> None:
        """Read what a node is tied to, and go on to what it is a part of."""
        self._around(node, how)
        if how.depth > _DEEPEST:
            return
        arc, head = self.tree.arcs[node], self.tree.heads[node]
        if arc in _SUBJECTS:
            self._doer(head, how)
        elif arc in _PASSIVE_SUBJECTS:
            self._undergoer(head, how)
        elif arc in _OBJECTS:
            self._object_of(head, how)
        elif arc == "pobj":
            self._behind_preposition(head, how)
        elif arc in _PREDICATES:
            self._named_as(head, how)
        elif arc in _MODIFIERS and self._is_noun(head):
            self._owner_of(node, head, how)
        elif arc in ("amod", "compound", "nmod") and self._is_verb_read_as_noun(head):
            self._doer(head, how)
        elif arc == "appos" and self._is_verb_read_as_noun(head):
            self._object_of(head, how)
        elif arc == "conj" or (arc == "appos" and self._is_noun(head)):
            if arc == "appos":
                self._tie(head, "is", how)
            self._climb(head, how.deeper())

    def _around(self, node: int, how: _How) -> None:
        """Read what hangs on a node: attributes, appositions, relative clauses."""
        for child in self.tree.children[node]:
            arc = self.tree.arcs[child]
            if child in self.names:
                continue
            if arc == "appos":
                self._said_to_be(child, "is", how)
            elif arc in ("amod", "compound", "nmod", "advmod", "nummod"):
                self._said_to_be(child, "is" if not how.far else "has", how)
            elif arc == "relcl":
                self._relative(child, how)
            elif arc == "acl":
                participle = self.tree.tags[child] == "VBN"
                (self._undergoer if participle else self._doer)(child, how.deeper())
            elif arc == "prep" and self.words[child] in ("of", "for", "in", "with", "without"):
                negated = self.words[child] == "without" or (
                    self.words[child] == "of" and self._is_cleared(node)
                )
                for inner in self.tree.children[child]:
                    if self.tree.arcs[inner] == "pobj":
                        self._said_to_be(inner, "has", how.deeper(negated=negated))

    def _owner_of(self, node: int, noun: int, how: _How) -> None:
        """The name modifies a noun: "Pakistan's duplicity", "Pakistan's army"."""
        effect = self._noun_effect(noun)
        held = effect is not None and effect.agent == "innocent"  # "a Taliban prisoner"
        if held or self.lemmas[noun] in self.lists.against:
            self._tie(noun, "has", how)
            return
        if effect is not None and effect.kind == "deed":
            self._deed(noun, "does" if effect.subject else "undergoes", self._found(noun, how))
            self._around(noun, how.deeper(far=True))
            return
        self._tie(noun, "has", self._found(noun, how))
        self.names.add(noun)
        acts = self._acts_for(noun)
        self._climb(noun, how.deeper(far=how.far or not acts))

    def _acts_for(self, noun: int) -> bool:
        """Whether a noun is the actor itself, acting: "the Pakistani army", "US officials"."""
        return self.tree.tags[noun].startswith("NNP") or self.lemmas[noun] in self.lists.acting

    def _deed(self, noun: int, relation: str, how: _How) -> None:
        self._tie(noun, relation, how)
        for child in self.tree.children[noun]:
            if self.tree.arcs[child] == "amod":
                self._tie(child, "has" if relation == "does" else "clause", how)

    # ---- verbs

    def _doer(self, verb: int, how: _How) -> None:
        """The actor is the subject of a verb, and of the verbs that share its subject."""
        if how.depth > _DEEPEST:
            return
        how = self._mood(verb, how)
        self._tie(verb, "does", how)
        if self._is_link(verb):
            self._predicates(verb, "is", how)
        lemma = self.lemmas[verb]
        denies, fails = lemma in self.lists.denying, lemma in self.lists.failing
        has_object = self._has(verb, _OBJECTS)
        for child in self.tree.children[verb]:
            arc = self.tree.arcs[child]
            subjectless = not self._has(child, _SUBJECTS | _PASSIVE_SUBJECTS)
            if arc in ("conj", "advcl", "xcomp", "pcomp") and subjectless:
                if arc == "xcomp" and has_object:
                    continue
                below = how.deeper(
                    negated=arc == "xcomp" and (fails or self._is_yet_to(verb)),
                    denied=arc == "xcomp" and denies,
                    unreal=arc == "xcomp" and not fails and not denies,
                )
                self._verb_or_predicate(child, below)
            elif arc == "ccomp" and not subjectless:
                if self._is_of_itself(lemma, child):
                    self._verb_or_predicate(child, how.deeper(denied=denies))
                else:
                    self._speech(child)
            elif arc in _OBJECTS:
                self._shown(verb, child, how)
            elif arc in ("advmod", "npadvmod"):
                self._tie(child, "manner", how)
            elif arc in ("prep", "agent"):
                accuser = lemma in self.lists.charging and self._is_passive(verb)
                if not accuser:  # "accused by X of sheltering": it is not X that shelters
                    self._adverbial(verb, child, how)

    def _verb_or_predicate(self, word: int, how: _How) -> None:
        if self.tree.tags[word] == "VBN" and self._is_passive(word):
            self._undergoer(word, how)
        elif self.tree.tags[word].startswith(("VB", "MD")):
            self._doer(word, how)
        else:
            self._said_to_be(word, "is", how)

    def _adverbial(self, verb: int, preposition: int, how: _How) -> None:
        """The like of "acted with courage", "for killing", "in violation of"."""
        word = self.words[preposition]
        negated = word == "without"
        of_the_object = self._has(verb, _OBJECTS) or self._is_passive(verb)
        if word == "as" and of_the_object:
            return  # "denounced the plan as a betrayal"
        for child in self.tree.children[preposition]:
            if self.tree.arcs[child] == "pcomp":
                refrains = word == "from"
                self._verb_or_predicate(child, how.deeper(negated=negated, denied=refrains))
            elif self.tree.arcs[child] != "pobj":
                continue
            elif word in ("with", "in", "without", "as", "of"):
                self._said_to_be(child, "manner", how.deeper(negated=negated))
            elif word in _INTO and self.lemmas[verb] in self.lists.bearing:
                self._said_to_be(child, "shows", how.deeper())

    def _shown(self, verb: int, noun: int, how: _How) -> None:
        """What a subject gives, makes, faces or lacks."""
        if noun in self.names:
            return
        lemma = self.lemmas[verb]
        denied = lemma in self.lists.lacking | self.lists.failing | self.lists.denying
        effect = self.lists.verbs.get(lemma)
        if denied or lemma in self.lists.bearing:
            relation = "shows"
        elif effect is not None and effect.object < 0 and not effect.subject:
            relation = "says"  # "condemned the attack": its judgement of somebody else
        else:
            relation = "acts on"
        below = how.deeper(denied=denied)
        self._said_to_be(noun, relation, below)
        for child in self.tree.children[noun]:
            if self.tree.arcs[child] == "acl" and self._is_of_itself(self.lemmas[verb], child):
                self._verb_or_predicate(child, below)  # "denied claims that it lied"

    def _is_of_itself(self, lemma: str, clause: int) -> bool:
        """Whether who denies or admits something does so of itself: "denied that it lied"."""
        effect = self.lists.verbs.get(lemma)
        owns = lemma in self.lists.denying or (effect is not None and effect.name == "admit")
        return owns and any(
            self.tree.arcs[child] in _SUBJECTS | _PASSIVE_SUBJECTS
            and self.words[child] in ("it", "he", "she", "they")
            for child in self.tree.children[clause]
        )

    def _is_yet_to(self, verb: int) -> bool:
        children = [self.words[child] for child in self.tree.children[verb]]
        return self.lemmas[verb] in ("have", "be") and "yet" in children

    def _undergoer(self, verb: int, how: _How) -> None:
        """The actor is the subject of a passive: "was accused of sheltering"."""
        if how.depth > _DEEPEST:
            return
        how = self._mood(verb, how)
        self._tie(verb, "undergoes", how)
        self._charged(verb, how)
        for child in self.tree.children[verb]:
            arc = self.tree.arcs[child]
            if arc == "conj" and not self._has(child, _SUBJECTS | _PASSIVE_SUBJECTS):
                passive = self.tree.tags[child] == "VBN" and not self._has(child, _OBJECTS)
                (self._undergoer if passive else self._doer)(child, how.deeper())
            elif arc in ("advmod", "npadvmod"):
                self._tie(child, "clause", how)

    def _object_of(self, verb: int, how: _How) -> None:
        how = self._mood(verb, how).deeper(negated=self._is_left_undone(verb))
        self._tie(verb, "undergoes", how)
        self._charged(verb, how)

    def _charged(self, verb: int, how: _How) -> None:
        """What an accused is accused of, an object is called, asked or made to do."""
        lemma = self.lemmas[verb]
        below = how.deeper(
            alleged=lemma in self.lists.charging,
            unreal=lemma in self.lists.urging,
        )
        for child in self.tree.children[verb]:
            arc = self.tree.arcs[child]
            if arc in ("xcomp", "oprd", "acomp", "ccomp"):
                if not self._has(child, _SUBJECTS | _PASSIVE_SUBJECTS):
                    self._verb_or_predicate(child, below)
            elif arc == "prep" and self.words[child] in (
                ("of", "for", "as", "with", "over", "in", "from")
            ):
                clears = self.words[child] == "of" and self._clears(verb)
                stops = clears or self.words[child] == "from"
                for inner in self.tree.children[child]:
                    if self.tree.arcs[inner] == "pcomp":
                        self._verb_or_predicate(inner, below.deeper(negated=stops))
                    elif self.tree.arcs[inner] == "pobj":
                        self._said_to_be(inner, "is", below.deeper(negated=clears))

    def _clears(self, verb: int) -> bool:
        """Whether what follows is what the object is freed of: "acquitted him of fraud"."""
        effect = self.lists.verbs.get(self.lemmas[verb])
        return self.lemmas[verb] == "clear" or (effect is not None and effect.object > 0)

    def _is_cleared(self, node: int) -> bool:
        return self.tree.arcs[node] in _OBJECTS and self._clears(self.tree.heads[node])

    def _named_as(self, verb: int, how: _How) -> None:
        """The like of "the culprit was the Taliban"."""
        for child in self.tree.children[verb]:
            if self.tree.arcs[child] in _SUBJECTS:
                self._said_to_be(child, "is", how.deeper())

    def _predicates(self, verb: int, relation: str, how: _How) -> None:
        for child in self.tree.children[verb]:
            if self.tree.arcs[child] in _PREDICATES:
                self._said_to_be(child, relation, how)
            elif self.words[child] in _STATE:
                for inner in self.tree.children[child]:
                    if self.tree.arcs[inner] == "pobj":
                        negated = self.words[child] in ("without", "above", "beyond")
                        self._said_to_be(inner, relation, how.deeper(negated=negated))

    def _said_to_be(self, node: int, relation: str, how: _How) -> None:
        """Tie a predicate or noun phrase, with what belongs to it."""
        if node in self.names or how.depth > _DEEPEST:
            return
        how = self._mood(node, how)
        self._tie(node, relation, how)
        for child in self.tree.children[node]:
            arc = self.tree.arcs[child]
            if child in self.names:
                continue
            if arc in ("amod", "compound", "advmod", "nmod"):
                self._tie(child, relation, self._mood(child, how))
            elif arc in ("conj", "appos"):
                self._said_to_be(child, relation, how.deeper())
            elif arc == "prep" and self.words[child] == "of":
                for inner in self.tree.children[child]:
                    if self.tree.arcs[inner] == "pobj":
                        self._said_to_be(inner, relation, how.deeper(far=True))
            elif arc == "relcl" and relation == "is":
                self._relative(child, how.deeper())
            elif arc in ("acl", "xcomp") and relation == "is":
                self._verb_or_predicate(child, how.deeper())

    def _behind_preposition(self, preposition: int, how: _How) -> None:
        """The name stands behind a preposition: "attack on X", "betrayed by X"."""
        word, head = self.words[preposition], self.tree.heads[preposition]
        if self.tree.arcs[preposition] == "agent":
            self._doer(head, how)
        elif word == "than":
            self._tie(head, "is", how.deeper(negated=True))
        elif self._is_noun(head):
            self._of_noun(word, head, how)
        elif self.tree.tags[head].startswith(("VB", "JJ")) and word in _TOWARD:
            self._tie(head, "undergoes", self._found(head, how))
            self._tie_objects(head, "undergoes", how)
        elif word in _DONE_BY:
            self._tie_objects(head, "does", how)

    def _tie_objects(self, verb: int, relation: str, how: _How) -> None:
        """The like of "launched an attack on X", where the phrase hangs on the verb."""
        for child in self.tree.children[verb]:
            if self.tree.arcs[child] in _OBJECTS | _PASSIVE_SUBJECTS:
                effect = self._noun_effect(child)
                if effect is not None and effect.kind == "deed":
                    self._deed(child, relation, self._found(child, how))

    def _of_noun(self, word: str, noun: int, how: _How) -> None:
        effect = self._noun_effect(noun)
        if effect is not None and effect.kind == "deed":
            done_by = word in _DONE_BY or (word == "of" and not effect.object)
            done_by &= not (word == "of" and effect.patient == "innocent")
            self._deed(noun, "does" if done_by else "undergoes", self._found(noun, how))
        elif word in ("of", "by", "from") and self.lemmas[noun] not in self.lists.against:
            self._tie(noun, "has", self._found(noun, how))
            if word in ("of", "by") and not how.far:
                self._climb(noun, how.deeper(far=True))
        else:
            self._tie(noun, "undergoes", self._found(noun, how))

    def _relative(self, verb: int, how: _How) -> None:
        """The like of "Pakistan, which has sheltered ..."."""
        for child in self.tree.children[verb]:
            if self.words[child] in ("which", "who", "that", "whom"):
                arc = self.tree.arcs[child]
                if arc in _SUBJECTS:
                    self._doer(verb, how.deeper())
                elif arc in _PASSIVE_SUBJECTS:
                    self._undergoer(verb, how.deeper())
                elif arc in _OBJECTS:
                    self._object_of(verb, how.deeper())
                return
        if self._has(verb, _SUBJECTS) and not self._has(verb, _OBJECTS):
            self._object_of(verb, how.deeper())  # "the man Trump accused"

    def _speech(self, verb: int) -> None:
        """Everything in what the actor says is its own judgement."""
        for word in self._subtree(verb):
            if word not in self.names:
                self.ties.setdefault(word, Tie(word, "says"))

    # ---- the rest

    def _rest(self, top: int) -> None:
        clause = self._clause(top)
        for word in range(len(self.words)):
            if word in self.ties or word in self.names:
                continue
            relation = "clause" if self._clause(word) == clause else "elsewhere"
            self._tie(word, relation, self._found(word, _How()))

    def _clause(self, word: int) -> int:
        for _ in range(60):
            verbal = self.tree.tags[word].startswith(("VB", "MD"))
            if self.tree.heads[word] == word or (self.tree.arcs[word] in _CLAUSES and verbal):
                return word
            word = self.tree.heads[word]
        return word

    def _subtree(self, top: int) -> list[int]:
        found, stack = [], [top]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(self.tree.children[word])
        return found

    def _tie(self, word: int, relation: str, how: _How) -> None:
        if word in self.ties or word in self.names:
            return
        self.ties[word] = Tie(
            word, relation, how.far, how.negated, how.denied, how.alleged, how.unreal
        )

    # ---- negation and mood

    def _mood(self, word: int, how: _How) -> _How:
        """Take up what the word's own negations and auxiliaries say."""
        negated = self._negated_here(word)
        children = self.tree.children[word]
        unreal = any(
            self.tree.arcs[child] == "aux" and self.words[child] in _UNREAL for child in children
        ) or any(
            self.tree.arcs[child] == "mark" and self.words[child] in ("if", "unless")
            for child in children
        )
        hedged = any(self.lemmas[child] in self.lists.hedges for child in children)
        return _How(
            far=how.far,
            negated=how.negated != negated,
            denied=how.denied or self._is_denied(word),
            alleged=how.alleged or hedged,
            unreal=how.unreal or unreal,
            depth=how.depth,
        )

    def _negated_here(self, word: int) -> bool:
        return (
            any(self._negates(child) for child in self.tree.children[word])
            or self._nobody_does(word)
            or self._is_unproved(word)
        )

    def _negated_above(self, word: int) -> bool:
        """Whether the verb that governs a word, which no walk came through, is negated."""
        head, arc = self.tree.heads[word], self.tree.arcs[word]
        if head == word or arc not in ("acomp", "attr", "oprd", "dobj", "xcomp"):
            return False
        return any(self._negates(child) for child in self.tree.children[head])

    def _found(self, word: int, how: _How) -> _How:
        """Take up the mood of a word that the walk came to from below or from nowhere."""
        how = self._mood(word, how)
        return replace(how, negated=how.negated != self._negated_above(word))

    def _is_left_undone(self, verb: int) -> bool:
        """The like of "failed to protect X", "are loath to trust X"."""
        above = self.lemmas[self.tree.heads[verb]]
        return self.tree.arcs[verb] == "xcomp" and above in self.lists.failing

    def _nobody_does(self, word: int) -> bool:
        """Whether the subject is nobody: "few experts trust", "no ally believes"."""
        return any(
            self._negates(inner)
            for child in self.tree.children[word]
            if self.tree.arcs[child] in _SUBJECTS | _PASSIVE_SUBJECTS and child not in self.names
            for inner in (child, *self.tree.children[child])
        )

    def _is_unproved(self, word: int) -> bool:
        """Whether a clause hangs on "no evidence that ...", "nobody believes that ..."."""
        head = self.tree.heads[word]
        if self.tree.arcs[word] not in ("acl", "ccomp") or head == word:
            return False
        if self._is_noun(head) and self.lemmas[head] not in _PROOF:
            return False
        if self.lemmas[head] in self.lists.denying:
            return False
        return self._nobody_does(head) or any(
            self._negates(child) for child in self.tree.children[head]
        )

    def _is_denied(self, word: int) -> bool:
        """Whether a clause hangs on "denied that ...", "rejected claims that ..."."""
        head = self.tree.heads[word]
        if self.tree.arcs[word] == "acl" and self.tree.arcs[head] in _OBJECTS:
            word, head = head, self.tree.heads[head]
        elif self.tree.arcs[word] != "ccomp":
            return False
        return head != word and self.lemmas[head] in self.lists.denying

    def _negates(self, word: int) -> bool:
        if self.tree.arcs[word] == "neg" or self.words[word] in self.lists.negations:
            return not self._is_no_negation(word)
        return self.words[max(0, word - 2) : word + 1] == ["few", "if", "any"]

    def _is_no_negation(self, word: int) -> bool:
        """The like of "not only corrupt but cruel", "should not have lied"."""
        after = self.words[word + 1 : word + 2]
        beside = self.tree.children[self.tree.heads[word]]
        return after in (["only"], ["just"], ["merely"], ["simply"]) or any(
            self.words[child] in ("should", "ought") for child in beside
        )

    # ---- small questions

    def _has(self, word: int, arcs: frozenset[str]) -> bool:
        return any(self.tree.arcs[child] in arcs for child in self.tree.children[word])

    def _is_noun(self, word: int) -> bool:
        return self.tree.tags[word].startswith("NN")

    def _is_link(self, verb: int) -> bool:
        return self.lemmas[verb] in _LINKS or self._has(verb, frozenset(["attr", "acomp"]))

    def _is_passive(self, verb: int) -> bool:
        return self._has(verb, frozenset(["auxpass", "nsubjpass", "agent"]))

    def _noun_effect(self, noun: int) -> Effect | None:
        return self.lists.nouns.get(self.lemmas[noun])

    def _is_verb_read_as_noun(self, word: int) -> bool:
        """Whether the parser took "shelters" in "Pakistan shelters the Taliban" for a noun."""
        behind = [child for child in self.tree.children[word] if child > word]
        return (
            self.tree.tags[word] == "NNS"
            and self.lemmas[word] in self.lists.verbs
            and any(self.tree.arcs[child] == "appos" for child in behind)
        )
