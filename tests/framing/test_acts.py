"""Which way an act points, and how it was found."""

from __future__ import annotations

import pytest

from toolkit.errors import WrongTable
from toolkit.framing.acts import TIERS, act_between, sign_of
from toolkit.syntax import parse


def between(sentence: str, source: str, target: str) -> tuple[int, object, str]:
    spans = [(sentence.index(name), sentence.index(name) + len(name)) for name in (source, target)]
    table = act_between([sentence], [spans[0]], [spans[1]])
    sign, word, tier = table.iloc[0]
    assert tier in TIERS
    return int(sign), word, tier


@pytest.mark.parametrize(
    ("sentence", "source", "target", "sign", "word", "tier"),
    [
        ("Kabul attacked Herat.", "Kabul", "Herat", -1, "attacked", "act"),
        ("Herat was praised by Kabul.", "Kabul", "Herat", 1, "praised", "act"),
        ("Kabul signed a treaty beside Herat.", "Kabul", "Herat", 1, "signed", "source"),
        ("Kabul suspended aid to Herat.", "Kabul", "Herat", -1, "aid", "act"),
        ("Kabul lifted the sanctions on Herat.", "Kabul", "Herat", 1, "lifted", "act"),
        ("Kabul did not help Herat.", "Kabul", "Herat", -1, "help", "act"),
    ],
)
def test_the_sign_of_an_act(
    sentence: str, source: str, target: str, sign: int, word: str, tier: str
):
    got_sign, got_word, got_tier = between(sentence, source, target)
    assert (got_sign, got_word) == (sign, word)
    assert got_tier in (tier, "source")


def test_where_no_act_is_found_the_mood_is_told_apart():
    assert between("Kabul is delighted about Herat.", "Kabul", "Herat")[2] in ("words", "mood")


def test_nothing_said_is_no_sign():
    assert between("Kabul and Herat.", "Kabul", "Herat")[0] == 0


def test_a_light_verb_means_what_its_object_does():
    signs = [
        sign_of(next(parse([f"Kabul sent {noun} to Herat."])), 1) for noun in ("troops", "aid")
    ]
    assert signs == [-1, 1]


def test_bad_spans_are_named():
    with pytest.raises(WrongTable, match="does not lie"):
        act_between(["Kabul met Herat."], [(0, 5)], [(10, 40)])
    with pytest.raises(WrongTable, match="1 sentences, 0 sources"):
        act_between(["Kabul met Herat."], [], [(10, 15)])


def test_no_sentences_give_an_empty_table():
    assert list(act_between([], [], []).columns) == ["sign", "word", "found"]
