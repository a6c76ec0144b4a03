"""What goes wrong when portrayal is measured: a sentence for each entry of the list.

Entries that need a table, a date or a file have their tests beside what they test:
missing dates and labels in ``tests/loading``, small cells in ``tests/timelines``.
"""

from __future__ import annotations

import pandas as pd
import pytest
from one_article import article

from toolkit.framing.roles import classify_roles
from toolkit.mentions import find_mentions
from toolkit.sentiment import rules, score


def toward(sentence: str, actor: str, voice: str | None = None) -> pd.DataFrame:
    found = score(find_mentions(article(sentence), anaphora=False))
    found = found[found["actor"] == actor]
    return found if voice is None else found[found["voice"] == voice]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Pakistan condemned the terrorist attack in Kabul.", "Pakistan"),
        ("The Taliban denied that it attacked civilians.", "Taliban"),
        ("Pakistan deplored the suicide bombing at the mosque.", "Pakistan"),
        ("Pakistani people fall victim to terrorism.", "Pakistan"),
    ],
)
def test_event_badness_is_not_stance(sentence: str, actor: str):
    row = toward(sentence, actor).iloc[0]
    assert row["compound"] < -0.3
    assert row["target_sentiment"] > -0.2


def test_names_carry_words():
    row = toward("The United States Defence Minister met the Security Council.", "United States")
    assert row["target_sentiment"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("clears", "charges", "target"),
    [
        (
            "Islamabad is not a safe haven for terrorists.",
            "Islamabad is a safe haven for terrorists.",
            "Islamabad",
        ),
        (
            "There is no evidence that Pakistan betrayed its allies.",
            "There is evidence that Pakistan betrayed its allies.",
            "Pakistan",
        ),
        (
            "Pakistan denied harbouring the gunmen.",
            "Pakistan admitted harbouring the gunmen.",
            "Pakistan",
        ),
    ],
)
def test_negation_reaches_further_than_three_words(clears: str, charges: str, target: str):
    def valence(sentence: str) -> float:
        start = sentence.index(target)
        (_, cues), *_ = rules.cues_of([sentence], [start], [start + len(target)])
        return rules.valence_of(cues)

    assert valence(clears) > valence(charges) + 1


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("“Pakistan is the problem and we all know it,” the senator said.", "quoted"),
        ('"Pakistan is the problem and we all know it," the senator said.', "quoted"),
        ("Officials said that Pakistan was the problem.", "reported"),
        ("Pakistan said that it had closed the crossing.", "outlet"),
        ("Pakistan’s so-called “peace” was short.", "outlet"),
        ("According to Kabul, Pakistan shelled two villages.", "reported"),
    ],
)
def test_whose_words(sentence: str, voice: str):
    assert toward(sentence, "Pakistan")["voice"].tolist() == [voice]


@pytest.mark.parametrize(
    ("sentence", "actor", "sense"),
    [
        ("Two clerks were shot in Kabul.", "Afghanistan", "place"),
        ("The convoy stopped near Islamabad.", "Pakistan", "place"),
        ("He flew home from Washington.", "United States", "place"),
        ("Kabul claims that the raid failed.", "Afghanistan", "government"),
        ("Islamabad's policy has not changed.", "Pakistan", "government"),
        ("Rawalpindi will not say who gave the order.", "Pakistan", "military"),
    ],
)
def test_place_or_actor(sentence: str, actor: str, sense: str):
    assert toward(sentence, actor)["sense"].tolist() == [sense]


@pytest.mark.parametrize("name", ["Washington Post", "George Washington", "Washington state"])
def test_neither_place_nor_actor(name: str):
    assert find_mentions(article(f"It was about {name} again.")).empty


def test_which_taliban():
    text = "The Pakistani Taliban claimed the blast. Pakistan blamed the Afghan Taliban."
    found = find_mentions(article(text), anaphora=False)
    assert found["actor"].astype(str).tolist() == ["TTP", "Pakistan", "Taliban"]


def test_us_and_us():
    found = find_mentions(article("Tell us what the US wants from us."))
    assert found["alias"].tolist() == ["US"]


@pytest.mark.parametrize(
    ("sentence", "target", "role"),
    [
        ("The village was bombed by Pakistan.", "Pakistan", "antagonist"),
        ("Pakistan was attacked at dawn.", "Pakistan", "innocent"),
        ("The attack on Pakistan was planned abroad.", "Pakistan", "innocent"),
        ("The hostages were rescued by Pakistan.", "Pakistan", "protagonist"),
    ],
)
def test_passives_and_nouns_are_not_lost(sentence: str, target: str, role: str):
    start = sentence.index(target)
    assert classify_roles([sentence], [start], [start + len(target)]).tolist() == [role]


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("Pakistan's army shelters militants.", "military"),
        ("The Pakistani people have paid for it.", "people"),
        ("Pakistani officials declined to comment.", "government"),
        ("Pakistan's spy agency declined to comment.", "agency"),
        ("Pakistan declined to comment.", "state"),
    ],
)
def test_state_government_military_people(sentence: str, sense: str):
    assert toward(sentence, "Pakistan")["sense"].tolist() == [sense]


@pytest.mark.parametrize(
    "line",
    [
        "Country: Nepal, Niger, Nigeria, Norway, Oman, Pakistan, Palau, Panama, Peru, Poland",
        "RELATED: Pakistan replaces its army chief",
        "Sign up for our Pakistan newsletter.",
        "Soldiers at the gate in Lahore, Pakistan. (AP Photo/B.K. Bangash)",
    ],
)
def test_furniture_of_the_page_names_nobody(line: str):
    assert find_mentions(article(f"It rained all day.\n\n{line}")).empty


def test_which_words_drove_this_score():
    found = score(find_mentions(article("Pakistan broke its word and betrayed its allies.")))
    cues = rules.find_cues(found)
    assert set(cues["cue"]) >= {"broke its word", "betrayed"}
    assert cues["weight"].sum() == pytest.approx(found["valence"].item())
