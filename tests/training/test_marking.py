"""A marked sentence says which of its actors is meant, and hides who that is if asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import WrongTable
from toolkit.training.marking import (
    CLOSING,
    NEUTRAL,
    OPENING,
    around,
    encode,
    mark,
    with_markers,
)

SENTENCE = "The Taliban broke its word, but Kabul praised Pakistan."


def test_two_targets_of_one_sentence_make_two_inputs():
    assert mark(SENTENCE, 4, 11) != mark(SENTENCE, 32, 37)


def test_nothing_of_the_sentence_is_lost():
    bare = mark(SENTENCE, 4, 11).replace(f"{OPENING} ", "").replace(f" {CLOSING}", "")
    assert bare == SENTENCE


def test_a_masked_target_does_not_show_who_it_is():
    assert mark("Pakistan kept its word.", 0, 8, masked=True) == mark(
        "Norway kept its word.", 0, 6, masked=True
    )
    assert NEUTRAL in mark(SENTENCE, 4, 11, masked=True)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (50, 99)])
def test_a_target_outside_its_sentence_is_an_error(start: int, end: int):
    with pytest.raises(WrongTable, match=f"the target {start}:{end} does not lie"):
        mark(SENTENCE, start, end)


@given(
    inner=st.lists(st.integers(5, 99), min_size=1, max_size=40),
    width=st.integers(3, 20),
    data=st.data(),
)
def test_a_long_sentence_keeps_the_tokens_around_its_target(inner, width, data):
    ids = [0, *inner, 2]
    centre = data.draw(st.integers(1, len(inner)))
    ids[centre] = 3
    kept = around(ids, centre, width)
    assert len(kept) == min(width, len(ids))
    assert (kept[0], kept[-1]) == (0, 2)
    assert kept.count(3) == 1


def test_the_markers_are_whole_tokens(tiny_tokenizer):
    tokenizer = with_markers(tiny_tokenizer)
    (ids,) = encode(tokenizer, [mark("Kabul praised Pakistan.", 14, 22)])
    tokens = [tokenizer.id_to_token(number) for number in ids]
    assert tokens == ["<s>", "kabul", "praised", OPENING, "pakistan", CLOSING, ".", "</s>"]


def test_a_long_sentence_is_cut_around_its_target(tiny_tokenizer):
    tokenizer = with_markers(tiny_tokenizer)
    sentence = "Kabul met Pakistan on Monday. " * 100 + "The Taliban broke its word."
    start = sentence.index("Taliban")
    (ids,) = encode(tokenizer, [mark(sentence, start, start + 7)], max_tokens=32)
    assert len(ids) == 32
    assert tokenizer.token_to_id("taliban") in ids
    assert tokenizer.token_to_id("broke") in ids


def test_a_vocabulary_without_markers_is_an_error():
    tokenizers = pytest.importorskip("tokenizers")
    plain = tokenizers.Tokenizer(tokenizers.models.WordLevel({"word": 0}, unk_token="word"))
    with pytest.raises(WrongTable, match="vocabulary has no .unused0"):
        with_markers(plain)
