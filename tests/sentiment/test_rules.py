"""Rules: a word counts by the path that ties it to the name, and the sum is the score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import toolkit.sentiment
from toolkit.sentiment import rules


def valence(sentence: str, target: str) -> float:
    start = sentence.index(target)
    (_, cues), *_ = rules.cues_of([sentence], [start], [start + len(target)])
    return rules.valence_of(cues)


@pytest.mark.parametrize(
    ("better", "worse", "target"),
    [
        ("Washington praised Pakistan.", "Washington condemned Pakistan.", "Pakistan"),
        ("India was attacked by Pakistan.", "Pakistan was attacked by India.", "India"),
        ("Pakistan was attacked by India.", "India was attacked by Pakistan.", "Pakistan"),
        ("Pakistan rescued the hostages.", "Pakistan tortured the hostages.", "Pakistan"),
        ("Pakistan is reliable.", "Pakistan is not reliable.", "Pakistan"),
        ("Pakistan did not betray its allies.", "Pakistan betrayed its allies.", "Pakistan"),
        ("Pakistan's courage was noted.", "Pakistan's duplicity was noted.", "Pakistan"),
        ("Pakistan kept its word.", "Pakistan broke its word.", "Pakistan"),
        ("Kabul thanked Islamabad for its help.", "Kabul accused Islamabad of lying.", "Islamabad"),
    ],
)
def test_the_score_moves_the_right_way(better: str, worse: str, target: str):
    assert valence(better, target) > valence(worse, target) + 0.3


@pytest.mark.parametrize(
    "sentence",
    [
        "Pakistan condemned the terrorist attack in Kabul.",
        "The United Nations Security Council met Pakistan's defence minister.",
        "Pakistan, a victim of terrorism, buried its dead.",
    ],
)
def test_a_bad_event_is_no_judgement_of_the_one_who_meets_it(sentence: str):
    assert valence(sentence, "Pakistan") > -0.3


def test_a_denial_makes_a_charge_alleged():
    denied = valence("The Taliban denied attacking the school.", "Taliban")
    assert denied > valence("The Taliban attacked the school.", "Taliban") + 1


@pytest.mark.parametrize("sentence", ["Pakistan is at fault", "Pakistan kept its word"])
def test_a_sentence_may_end_in_a_phrase(sentence: str):
    assert abs(valence(sentence, "Pakistan")) > 1


def test_the_weights_of_the_cues_add_up_to_the_valence(mentions: pd.DataFrame):
    scores = toolkit.sentiment.score(mentions)
    sums = rules.find_cues(mentions).groupby("mention_id")["weight"].sum()
    expected = scores.set_index("mention_id")["valence"]
    np.testing.assert_allclose(sums.reindex(expected.index, fill_value=0), expected)
    assert (expected != 0).any()


def test_each_cue_slices_back_to_its_words(mentions: pd.DataFrame):
    sentences = mentions.set_index("mention_id")["sentence_text"]
    for cue in rules.find_cues(mentions).itertuples():
        assert sentences[cue.mention_id][cue.start : cue.end] == cue.cue
