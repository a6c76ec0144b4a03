"""Who is cast in which role, and who acts on whom."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.errors import WrongTable
from toolkit.framing.roles import (
    ROLES,
    agency_of,
    classify_roles,
    evidence,
    read_weights,
    role_scores,
    roles_of,
)
from toolkit.sentiment import score
from toolkit.syntax import parse


def role(sentence: str, target: str) -> str:
    start = sentence.index(target)
    return str(classify_roles([sentence], [start], [start + len(target)])[0])


def agency(sentence: str, target: str) -> str:
    start = sentence.index(target)
    return agency_of(next(parse([sentence])), start, start + len(target))


def found(sentence: str, target: str) -> dict[str, float]:
    start = sentence.index(target)
    return evidence(next(parse([sentence])), start, start + len(target))


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        ("The Taliban attacked the school.", "Taliban", "antagonist"),
        ("The school was attacked by the Taliban.", "Taliban", "antagonist"),
        ("The school was attacked by the Taliban.", "school", "innocent"),
        ("A strike by Pakistan destroyed the clinic.", "Pakistan", "antagonist"),
        ("The attack on Pakistan was planned abroad.", "Pakistan", "innocent"),
        ("Pakistan was accused of lying.", "Pakistan", "antagonist"),
        ("Pakistan rescued the hostages.", "Pakistan", "protagonist"),
        ("The hostages were rescued by Pakistan.", "Pakistan", "protagonist"),
    ],
)
def test_the_role_follows_who_does_what_to_whom(sentence: str, target: str, expected: str):
    assert role(sentence, target) == expected


def test_an_allegation_counts_less_than_a_deed_and_a_denial_the_other_way():
    told = found("Pakistan has betrayed its ally.", "Pakistan")["does wrong"]
    alleged = found("Pakistan was accused of betraying its ally.", "Pakistan")["does wrong"]
    denied = found("Pakistan has never betrayed its ally.", "Pakistan")["does wrong"]
    assert told > alleged > 0 > denied


def test_to_help_wrongdoers_is_no_help():
    assert "does help" not in found("Pakistan helped the terrorists.", "Pakistan")
    assert "does help" in found("Pakistan helped the farmers.", "Pakistan")


def test_a_sentence_that_says_nothing_casts_no_role():
    assert role("Pakistan.", "Pakistan") == "none"


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        ("Pakistan bombed the village.", "Pakistan", "acts"),
        ("The village was bombed by Pakistan.", "Pakistan", "acts"),
        ("The village was bombed by Pakistan.", "village", "acted_on"),
        ("Kabul was accused and walked out.", "Kabul", "both"),
        ("Kabul is the capital.", "Kabul", "none"),
        ("Ministers flew to Kabul.", "Kabul", "none"),
        ("Kabul catalogued its maps.", "Kabul", "acts"),
        ("Kabul did not attack.", "Kabul", "none"),
    ],
)
def test_agency_counts_any_deed(sentence: str, target: str, expected: str):
    assert agency(sentence, target) == expected


def test_scores_are_log_shares_and_agree_with_the_role():
    texts = ["The Taliban attacked the school.", "Pakistan rescued the hostages."]
    scores = role_scores(texts, [4, 0], [11, 8])
    assert list(scores.columns) == list(ROLES)
    assert scores.map(lambda x: 2.718281828459045**x).sum(axis=1).round(9).eq(1).all()
    assert scores.idxmax(axis=1).tolist() == classify_roles(texts, [4, 0], [11, 8]).tolist()


def test_the_more_evidence_is_asked_for_the_fewer_roles_are_given():
    text = "The Taliban attacked the school."
    assert classify_roles([text], [4], [11], least=50).tolist() == ["none"]


def test_a_long_text_is_cut_to_the_words_around_the_name():
    filler = "Rain fell on the hills. " * 120
    text = filler + "The Taliban attacked the school."
    start = text.index("Taliban")
    assert classify_roles([text], [start], [start + 7]).tolist() == ["antagonist"]


@pytest.mark.parametrize(
    ("sentences", "starts", "ends", "message"),
    [
        (["Kabul."], [0, 1], [5], "1 sentences, 2 starts"),
        (["Kabul."], [3], [3], "does not lie"),
        (["Kabul."], [0], [9], "does not lie"),
        ([None], [0], [1], "is a NoneType"),
    ],
)
def test_bad_targets_are_named(sentences: list, starts: list, ends: list, message: str):
    for door in (classify_roles, role_scores):
        with pytest.raises(WrongTable, match=message):
            door(sentences, starts, ends)


def test_nothing_in_nothing_out():
    assert classify_roles([], [], []).tolist() == []
    assert role_scores([], [], []).empty


def test_every_weight_is_one_that_evidence_can_reach():
    weights = read_weights()
    families = {*weights.families.values(), "good", "bad", "anything", "something"}
    assert all(sort.rsplit(" ", 1)[1] in families for sort in weights.evidence)


def test_a_score_carries_role_and_agency(mentions: pd.DataFrame):
    scores = score(mentions, "rules")
    for row in scores.itertuples():
        casting = roles_of(next(parse([row.sentence_text])), row.start, row.end)
        assert (row.role, row.agency) == (casting.role, casting.agency)
    assert (scores["agency"] != "none").any()


def test_what_does_not_parse_says_nothing_of_roles(mentions: pd.DataFrame):
    assert score(mentions, "vader")[["role", "agency"]].isna().all(axis=None)
