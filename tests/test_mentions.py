"""Who is named, as what: aliases, dates, shared names, anaphora, furniture of the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from one_article import article

from toolkit import tables
from toolkit.errors import WrongTable
from toolkit.mentions import find_mentions

Finder = Callable[..., list[tuple[str, str, str]]]


def named(text: str, **more: str) -> list[tuple[str, str, str]]:
    found = find_mentions(article(text, **more))
    return list(zip(found["alias"], found["actor"].astype(str), found["sense"], strict=True))


def test_each_mention_slices_back_to_its_name(articles: pd.DataFrame):
    found = find_mentions(articles)
    for row in found.itertuples():
        assert row.sentence_text[row.start : row.end] == row.alias


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan denied it.", [("Pakistan", "Pakistan", "state")]),
        ("Pakistan's army denied it.", [("Pakistan", "Pakistan", "military")]),
        ("The Pakistani people suffer.", [("Pakistani", "Pakistan", "people")]),
        ("American officials denied it.", [("American", "United States", "government")]),
        ("Islamabad claims success.", [("Islamabad", "Pakistan", "government")]),
        ("A bomb went off in Islamabad.", [("Islamabad", "Pakistan", "place")]),
        ("He fled to Pakistan.", [("Pakistan", "Pakistan", "place")]),
        ("The Pentagon denied it.", [("Pentagon", "United States", "military")]),
        ("Tell us now, the Washington Post said.", []),
        ("A Pakistani-American doctor spoke of George Washington.", []),
        ("John Walker Lindh, the American Taliban, was freed.", []),
        (
            "US-Pakistan ties are strained.",
            [("US", "United States", "state"), ("Pakistan", "Pakistan", "state")],
        ),
        (
            "The Pakistani Taliban are not the Afghan Taliban.",
            [("Pakistani Taliban", "TTP", "group"), ("Afghan Taliban", "Taliban", "group")],
        ),
    ],
)
def test_who_is_named_and_as_what(text: str, expected: list[tuple[str, str, str]]):
    assert named(text) == expected


def test_capitals_of_the_headline_do_not_hide_a_name():
    found = named("It rained.", title="PAKISTAN SHUTS BORDER WITH AFGHANISTAN")
    assert [actor for _, actor, _ in found] == ["Pakistan", "Afghanistan"]


def test_kabul_changes_hands_with_the_day():
    before, after = (named("Kabul accuses its neighbour.", day=day) for day in DAYS)
    assert before == [("Kabul", "Afghanistan", "government")]
    assert after == [("Kabul", "Taliban", "government")]


DAYS = ("2021-08-14", "2021-08-15")


def test_an_office_holder_is_the_actor_while_in_office():
    assert named("Imran Khan spoke.", day="2019-01-01") == [("Imran Khan", "Pakistan", "person")]
    assert named("Imran Khan spoke.", day="2023-01-01") == []


def test_a_bare_surname_needs_the_name_or_an_office():
    assert named("Khan spoke.") == []
    assert [name for name, _, _ in named("Imran Khan spoke. Khan left.")] == ["Imran Khan", "Khan"]
    assert [name for name, _, _ in named("Prime Minister Khan spoke.")] == ["Khan"]


def test_a_bare_taliban_follows_the_article():
    local = "The Pakistani Taliban shot Malala in Swat. The Taliban said they would try again."
    assert {actor for _, actor, _ in named(local)} == {"TTP"}
    afghan = "The Taliban took Kunduz. Later the Pakistani Taliban sent congratulations."
    assert [actor for _, actor, _ in named(afghan)] == ["Taliban", "TTP"]


def test_the_group_takes_up_the_one_name_before_it():
    text = "The Taliban took Kunduz. The group promised calm."
    found = find_mentions(article(text))
    assert found["inherited"].tolist() == [False, True]
    assert len(find_mentions(article(text), anaphora=False)) == 1


@pytest.mark.parametrize(
    ("text", "inherited"),
    [
        ("Pakistan closed the camp. It has denied that fighters lived there.", ["It"]),
        ("The Taliban left the talks. Later, it accused the envoy of lying.", ["it"]),
        ("Pakistan closed the camp. It rained.", []),
        ("Pakistan closed the camp. It is clear that fighters lived there.", []),
        ("Pakistan and India closed the camp. It denied this.", []),
        ("The bill was passed after a long debate about aid to Pakistan. It said little.", []),
    ],
)
def test_it_takes_up_the_subject_before_where_it_speaks(text: str, inherited: list[str]):
    found = find_mentions(article(text))
    assert found.loc[found["inherited"], "alias"].tolist() == inherited
    assert not find_mentions(article(text), anaphora=False)["inherited"].any()


def test_furniture_of_the_page_names_nobody():
    assert named("It rained.\n\nALSO READ: Pakistan replaces the chief") == []
    countries = "Albania, Algeria, Andorra, Angola, Nepal, Niger, Norway, Oman, Pakistan, Palau"
    assert named(f"Your country: {countries}") == []
    options = countries.replace(",", "") + " Panama Peru Poland Portugal Qatar Romania Rwanda"
    options += " Samoa Senegal Serbia Spain Sudan Sweden Togo Uganda Yemen Zambia"
    form = f"Sign in. Choose a country {options}"
    assert named(form) == []


def test_names_in_a_row_are_no_form_where_commas_stand():
    states = ", ".join(["Ohio", "Iowa", "New York", "Maine", "Utah", "Texas", "Idaho"] * 4)
    assert len(named(f"He told Pakistan that he had won {states} and lost the rest.")) == 1


def test_us_in_capitals_may_be_anybody():
    found = find_mentions(article("It rained.", title="TALIBAN TELL US: NEVER AGAIN"))
    assert found.loc[found["alias"] == "US", "ambiguous"].tolist() == [True]


def test_the_rows_do_not_depend_on_the_partition(articles: pd.DataFrame):
    whole = find_mentions(articles)
    parts = pd.concat([find_mentions(articles[i : i + 1]) for i in range(3)], ignore_index=True)
    pd.testing.assert_frame_equal(whole, parts)


def test_voice_and_speaker_travel_with_the_mention(articles: pd.DataFrame):
    found = find_mentions(articles)
    said = found[found["voice"] == "quoted"]
    assert set(said["actor"]) == {"Pakistan", "Taliban"}
    assert set(said["speaker"]) == {"an aide to the minister"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "\u200bPakistan\u200b", "باكستان ‏Pakistan", "x" * 1_000_000, "X" * 200_000),
        *(
            "“no\n\n" * 5000 + "Then Pakistan denied all of it again.",
            " ".join(["word"] * 100_000),
            "(a " * 50_000,
        ),
    ],
)
def test_odd_text_names_whom_it_names(text: str):
    assert [name for name, _, _ in named(text)] == (["Pakistan"] if "Pakistan" in text else [])


def test_a_table_without_text_is_told_so(articles: pd.DataFrame):
    with pytest.raises(WrongTable, match="no column 'text'"):
        find_mentions(articles.drop(columns="text"))


def test_no_articles_give_no_mentions():
    assert find_mentions(tables.empty("articles")).empty


GOLD = Path(__file__).parent / "gold" / "mentions.jsonl"


def test_the_development_half_of_the_gold_file_stays_as_right_as_it_was():
    cases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wanted = found = both = 0
    for case in (case for case in cases if case["part"] == "dev"):
        rows = find_mentions(
            article(case["text"], title=case["title"] or None, day=case["published"]),
            anaphora=case["pitfall"].startswith("pronoun"),
        )
        gold = sorted((each["text"], each["actor"]) for each in case["mentions"])
        mine = list(zip(rows["alias"], rows["actor"].astype(str), strict=True))
        wanted, found = wanted + len(gold), found + len(mine)
        for each in gold:
            if each in mine:
                mine.remove(each)
                both += 1
    assert 2 * both / (wanted + found) >= 0.85
