"""What a negation or a denial reaches, on the dependency parse.

"Denied harbouring militants", "no evidence of a safe haven", "failed to protect": each is a
word that turns what hangs below it round, however far away it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.grammar.effects import lexicon
from toolkit.syntax import Parse

#: Up these arcs a negation reaches down to what hangs on them.
_REACHED = frozenset(
    ["dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "acl", "pcomp", "pobj", "prep", "compound"]
)
_REACHING = frozenset(["of", "as", "with", "for", "to", "from"])
_FREE = frozenset(["free", "clear", "devoid", "innocent", "absolve", "far", "lack", "absence"])
_HAPPENING = frozenset(["exist", "happen", "occur", "materialise", "materialize"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl"])
_QUESTIONS = frozenset(["why", "how", "what", "who", "whom", "where", "when", "whether", "if"])
_NO_NEGATION_BEFORE = frozenset(["only", "just", "merely", "simply", "but", "doubt"])
_FURTHEST = 6


def is_negated(tree: Parse, words: Sequence[int]) -> bool:
    """Tell whether an odd number of negations and denials reaches words of a parse.

    Parameters
    ----------
    tree
        The parsed sentence.
    words
        Indices of the words, in order.

    Returns
    -------
    bool

    Examples
    --------
    >>> from toolkit.syntax import parse
    >>> tree = next(parse(["There is no safe haven in Pakistan."]))
    >>> is_negated(tree, [3, 4])
    True
    """
    inside = set(words)
    node = next((word for word in words if tree.heads[word] not in inside), words[0])
    negated = _is_negated_at(tree, node, inside)
    for _ in range(_FURTHEST):
        head, arc = tree.heads[node], tree.arcs[node]
        if head == node:
            break
        if arc in _SUBJECTS and tree.lemmas[head] in _HAPPENING:
            return negated != _is_negated_at(tree, head, inside)
        if not _reaches(tree, node):
            break
        negated ^= _is_denied_by(tree, node, head)
        negated ^= _is_negated_at(tree, head, inside)
        node = head
    return negated


def _reaches(tree: Parse, node: int) -> bool:
    """Whether what negates a word's head negates the word as well."""
    arc, children = tree.arcs[node], tree.children[node]
    if arc == "conj":
        joined = (tree.words[child].lower() for child in tree.children[tree.heads[node]])
        return not {"or", "nor"}.isdisjoint(joined)
    if arc == "prep":
        return tree.words[node].lower() in _REACHING
    if arc == "ccomp":  # "could not say why it shelters them"
        return not any(tree.words[child].lower() in _QUESTIONS for child in children)
    return arc in _REACHED


def _is_denied_by(tree: Parse, node: int, head: int) -> bool:
    """Whether a head denies what hangs on it: "denied X", "failed to X", "free of X"."""
    lists, arc = lexicon(), tree.arcs[node]
    if arc == "prep":
        return tree.lemmas[head] in _FREE
    if arc in ("pobj", "pcomp"):
        return tree.words[head].lower() == "without"
    denying = lists.denying | lists.failing | lists.lacking
    return arc in ("dobj", "xcomp", "ccomp", "acl") and tree.lemmas[head] in denying


def _is_negated_at(tree: Parse, word: int, inside: set[int]) -> bool:
    """Whether a word is negated itself or has nobody for its subject."""
    children = [child for child in tree.children[word] if child not in inside]
    subjects = [child for child in children if tree.arcs[child] in _SUBJECTS]
    nobody = [inner for subject in subjects for inner in tree.children[subject]]
    return any(_is_negation(tree, child) for child in (*children, *nobody))


def _is_negation(tree: Parse, word: int) -> bool:
    text, arc = tree.words[word].lower(), tree.arcs[word]
    if text == "longer":
        return tree.words[max(0, word - 1)].lower() == "no"
    if arc != "neg" and (text not in lexicon().negations or arc == "prep"):
        return False
    after = tree.words[word + 1].lower() if word + 1 < len(tree.words) else ""
    return after not in _NO_NEGATION_BEFORE
