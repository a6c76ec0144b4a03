"""How grammar ties the words of a sentence to a name in it."""

from __future__ import annotations

import pytest

from toolkit.grammar.relations import Tie, relate
from toolkit.syntax import parse


def ties(sentence: str, target: str) -> dict[str, Tie]:
    tree = next(parse([sentence]))
    start = sentence.index(target)
    return {tree.words[tie.word]: tie for tie in relate(tree, start, start + len(target))}


@pytest.mark.parametrize(
    ("sentence", "target", "word", "relation"),
    [
        ("The Taliban attacked the school.", "Taliban", "attacked", "does"),
        ("The school was attacked by the Taliban.", "Taliban", "attacked", "does"),
        ("The school was attacked by the Taliban.", "school", "attacked", "undergoes"),
        ("An airstrike by the United States killed ten.", "United States", "airstrike", "does"),
        ("An attack on the Pentagon killed ten.", "Pentagon", "attack", "undergoes"),
        ("Critics launched an attack on the Pentagon.", "Pentagon", "attack", "undergoes"),
        ("Kabul accused Pakistan of sheltering militants.", "Pakistan", "accused", "undergoes"),
        ("Kabul accused Pakistan of sheltering militants.", "Pakistan", "sheltering", "does"),
        ("Islamabad condemned the attack.", "Islamabad", "attack", "says"),
        ("Islamabad discussed the attack.", "Islamabad", "attack", "acts on"),
        ("Pakistan, accused of duplicity, protested.", "Pakistan", "accused", "undergoes"),
        ("The Taliban, who betrayed Kabul, smiled.", "Taliban", "betrayed", "does"),
        ("Pakistan is a reliable partner.", "Pakistan", "reliable", "is"),
        ("Pakistan's policy has been reckless.", "Pakistan", "reckless", "is"),
        ("Pakistan's duplicity was noted.", "Pakistan", "duplicity", "has"),
        ("The Taliban showed courage.", "Taliban", "courage", "shows"),
        ("The army acted recklessly.", "army", "recklessly", "manner"),
        ("Khan said the war was a disgrace.", "Khan", "disgrace", "says"),
        ("The Taliban promised to kill hostages and vowed to fight.", "Taliban", "fight", "does"),
    ],
)
def test_each_word_has_its_relation(sentence: str, target: str, word: str, relation: str):
    assert ties(sentence, target)[word].relation == relation


@pytest.mark.parametrize(
    ("sentence", "target", "word"),
    [
        ("Pakistan is not a safe haven.", "Pakistan", "haven"),
        ("The army never shelled the village.", "army", "shelled"),
        ("There is no evidence that Pakistan hid the bombers.", "Pakistan", "hid"),
        ("No observer believes that the ministry lied.", "ministry", "lied"),
        ("The Taliban failed to keep the peace.", "Taliban", "keep"),
        ("Few if any experts trust the Taliban.", "Taliban", "trust"),
        ("Officials are loath to trust the Taliban.", "Taliban", "trust"),
        ("The court cleared Khan of fraud.", "Khan", "fraud"),
        ("India is more reliable than Pakistan.", "Pakistan", "reliable"),
    ],
)
def test_negation_reaches_as_far_as_grammar_carries_it(sentence: str, target: str, word: str):
    assert ties(sentence, target)[word].negated


@pytest.mark.parametrize(
    ("sentence", "target", "word"),
    [
        ("Khan is not only corrupt but cruel.", "Khan", "corrupt"),
        ("The minister should not have lied.", "minister", "lied"),
        ("No vote was held, and Pakistan was blamed.", "Pakistan", "blamed"),
    ],
)
def test_a_negation_that_denies_nothing_is_none(sentence: str, target: str, word: str):
    assert not ties(sentence, target)[word].negated


@pytest.mark.parametrize(
    ("sentence", "target", "word"),
    [
        ("The Taliban denied attacking the school.", "Taliban", "attacking"),
        ("Islamabad denied that it sheltered the bombers.", "Islamabad", "sheltered"),
        ("Kabul denied that Pakistan sheltered the bombers.", "Pakistan", "sheltered"),
        ("The Taliban have refrained from attacking cities.", "Taliban", "attacking"),
    ],
)
def test_a_denial_is_no_negation_but_is_marked(sentence: str, target: str, word: str):
    tie = ties(sentence, target)[word]
    assert tie.denied
    assert not tie.negated


def test_a_charge_is_alleged_and_a_demand_is_no_fact():
    assert ties("Kabul accused Islamabad of sheltering militants.", "Islamabad")[
        "sheltering"
    ].alleged
    assert ties("Kabul urged Islamabad to stop lying.", "Islamabad")["stop"].unreal


def test_a_prisoner_is_no_part_of_who_holds_him():
    tie = ties("A Taliban prisoner was charged with desertion.", "Taliban")
    assert tie["charged"].relation == "clause"


def test_every_word_outside_the_name_has_one_relation():
    sentence = "Although critics called the Afghan envoy weak, she secured the deal in Doha."
    tree = next(parse([sentence]))
    start = sentence.index("envoy")
    found = [tie.word for tie in relate(tree, start, start + 5)]
    names = {word for word in range(len(tree.words)) if word not in found}
    assert len(found) == len(set(found))
    assert {tree.words[word] for word in names} == {"envoy"}


def test_no_word_in_the_span_gives_no_ties():
    assert relate(next(parse(["Kabul fell."])), 400, 410) == []
