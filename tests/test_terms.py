"""Terms mean what the language says, and all together find what each finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import terms
from toolkit.errors import BrokenCodebook
from toolkit.terms import Hit, compile_terms


def found(term: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in compile_terms([term]).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("terror*", "Terrorists, terror-stricken, bioterror", ["Terrorists", "terror-stricken"]),
        ("haven*", "their havens' end", ["havens"]),
        ("safe haven*", "SAFE  havens, safe-haven", ["SAFE  havens", "safe-haven"]),
        ("turn* a blind eye", "It turned a blind eye.", ["turned a blind eye"]),
        ("pledged ... million", "pledged some $3.5 million", ["pledged some $3.5 million"]),
        ("pledged ... million", "pledged-million", ["pledged-million"]),
        ("Quad", "The Quad rode quad bikes", ["Quad"]),
        ("US troops", "US Troops told us", ["US Troops"]),
        ("don't stop", "Don’t stop. don't stop", ["Don’t stop", "don't stop"]),
        ("women’s rights", "women's rights", ["women's rights"]),
        ("Belt & Road", "the Belt & Road", ["Belt & Road"]),
        ("al-shabaab*", "Al-Shabaab's men", ["Al-Shabaab's"]),
        ("İzmir", "in İzmir, İzmir's", ["İzmir", "İzmir"]),
        ("ban ... ban", "ban on a ban on a ban", ["ban on a ban"]),
    ],
)
def test_what_a_term_means(term: str, text: str, words: list[str]):
    assert found(term, text) == words


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("harbour*", "unharboured"),
        ("aid", "aide, raid, aid_1"),
        ("Quad", "QUAD"),
        ("pledged ... million", "It pledged one two three four million"),
        ("pledged ... million", "It pledged. A million"),
        ("pledged ... million", "It pledged; one million"),
        ("safe haven", "safe, haven"),
    ],
)
def test_what_only_looks_like_a_term(term: str, text: str):
    assert found(term, text) == []


def test_hits_of_different_terms_may_overlap_and_come_in_order():
    hits = compile_terms(["aid", "aid", "foreign aid", "foreign*"]).find("No foreign aid")
    assert hits == [Hit(3, 3, 10), Hit(2, 3, 14), Hit(0, 11, 14), Hit(1, 11, 14)]


def test_no_terms_are_never_found():
    assert (len(compile_terms([])), compile_terms([]).find("aid")) == (0, [])


@pytest.mark.parametrize("term", ["", "...", "&", "a*b", "*", "... aid", "aid ...", "aid**"])
def test_what_is_no_term(term: str):
    with pytest.raises(BrokenCodebook, match="Mend"):
        compile_terms([term])


def one_by_one(each: list[str], text: str) -> list[Hit]:
    """The plain way: each term's own regular expression over the whole text."""
    hits = [
        (*match.span(), index)
        for index, term in enumerate(each)
        for match in re.finditer(r"(?<!\w)" + terms._pattern(term.split(), True), text)
    ]
    return [Hit(index, start, end) for start, end, index in sorted(hits)]


STEMS = st.sampled_from(["a", "b", "ab", "Ab", "ba", "abab", "don't", "a-b"])
WORDS = st.builds(lambda stem, star: stem + star, STEMS, st.sampled_from(["", "", "*"]))
TERMS = st.builds(
    lambda first, rest: first + "".join(rest),
    WORDS,
    st.lists(
        st.builds(lambda gap, word: gap + word, st.sampled_from([" ", " ... "]), WORDS)
    ).filter(lambda rest: len(rest) < 4),
)
TEXTS = st.lists(
    st.sampled_from("a|b|ab|Ab|AB|ba|ABAB|x|don’t|c1|É| | | |-|'|, |. |.|\n|--".split("|")),
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(TERMS, max_size=6), TEXTS)
def test_all_together_find_what_each_finds_alone(each: list[str], text: str):
    assert compile_terms(each).find(text) == one_by_one(each, text)
