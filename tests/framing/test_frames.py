"""Frames are found by their indicators, hang on the actor of their clause, negation is kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit import codebook, tables
from toolkit.framing import find_frames
from toolkit.mentions import find_mentions

BOOK = """
[[actors]]
name = "Pakistan"
aliases = {state = ["Pakistan", "Islamabad"]}
adjectives = ["Pakistani"]
[[actors]]
name = "Taliban"
aliases = {group = ["Taliban"]}
[[actors]]
name = "United States"
aliases = {state = ["United States", "Washington"]}
[[actors]]
name = "India"
aliases = {state = ["India", "Delhi"]}
[[frames]]
name = "safe_haven"
actors = ["Pakistan"]
places = true
indicators = ["safe haven*", "harbour*", "turn* a blind eye"]
exclude = ["tax safe haven"]
[[frames]]
name = "aid"
indicators = ["pledged ... million", "Quad"]
"""

WIDE = """
[[frames]]
name = "deed"
places = true
indicators = ["shelter*", "safe haven*", "aid", "attack*", "harbour*", "turn* a blind eye",
  "massacre*", "mediat*", "peace deal", "double game", "duplicity", "occupi*", "sanctuar*",
  "broker*", "ally", "sponsor* of terror*", "withdr*", "victim*", "betray*"]
"""


@pytest.fixture
def book(tmp_path: Path) -> codebook.Codebook:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return codebook.read(path)


@pytest.fixture
def wide(tmp_path: Path) -> codebook.Codebook:
    path = tmp_path / "wide.toml"
    path.write_text(BOOK.split("[[frames]]")[0] + WIDE, encoding="utf-8")
    return codebook.read(path)


def hits(
    articles: pd.DataFrame, text: str, book: codebook.Codebook, *, parser: bool = True
) -> pd.DataFrame:
    one = articles.iloc[:1].assign(text=text, title="A title")
    found = find_frames(one, find_mentions(one, book), book, parser=parser)
    return tables.check(found, "frame_hits")


def actors_of(articles: pd.DataFrame, text: str, book: codebook.Codebook) -> list[tuple]:
    """For each hit: its words, the actor it hangs on, and how."""
    one = articles.iloc[:1].assign(text=text, title="A title")
    mentions = find_mentions(one, book)
    actor = dict(zip(mentions["mention_id"], mentions["actor"], strict=True))
    found = find_frames(one, mentions, book)
    return [
        (text[row.start : row.end], actor.get(row.mention_id), row.attached)
        for row in found.itertuples()
    ]


@pytest.mark.parametrize("parser", [True, False])
@pytest.mark.parametrize(
    ("text", "frame", "words"),
    [
        ("There are SAFE havens.", "safe_haven", "SAFE havens"),
        ("It turned a blind eye.", "safe_haven", "turned a blind eye"),
        ("It pledged a further 3 million.", "aid", "pledged a further 3 million"),
        ("The Quad met.", "aid", "Quad"),
    ],
)
def test_wildcards_gaps_and_capitals(
    articles: pd.DataFrame,
    book: codebook.Codebook,
    text: str,
    frame: str,
    words: str,
    parser: bool,
):
    found = hits(articles, text, book, parser=parser).iloc[0]
    assert (found["frame"], text[found["start"] : found["end"]]) == (frame, words)


@pytest.mark.parametrize("text", ["A tax safe haven.", "They ride quad bikes.", "unharboured"])
def test_what_only_looks_like_an_indicator(
    articles: pd.DataFrame, book: codebook.Codebook, text: str
):
    assert hits(articles, text, book).empty


@pytest.mark.parametrize("parser", [True, False])
def test_a_hit_hangs_on_an_actor_it_may_be_about(
    articles: pd.DataFrame, book: codebook.Codebook, parser: bool
):
    found = hits(articles, "Pakistan harbours the Taliban.", book, parser=parser)
    assert found["mention_id"].tolist() == ["a1.1.0"]
    assert found["attached"].tolist() == ["clause" if parser else "sentence"]
    none = hits(articles, "The Taliban harbours him.", book, parser=parser)
    assert none[["mention_id", "attached"]].isna().all(axis=None)


def test_a_place_can_be_framed_where_the_codebook_says_so(
    articles: pd.DataFrame, book: codebook.Codebook
):
    assert hits(articles, "Safe havens in Pakistan.", book)["mention_id"].notna().all()


P, T, U, I = "Pakistan", "Taliban", "United States", "India"  # noqa: E741

#: Invented sentences, and whose clause each hit stands in; None is nobody's.
GOLD = [
    ("The Taliban are sheltered by Pakistan.", [P]),
    ("Pakistan, which has long sheltered gunmen, greeted the United States.", [P]),
    ("India accused Pakistan of harbouring gunmen.", [P]),
    ("India condemned Pakistan's safe havens.", [P]),
    ("India accused Pakistan of sheltering gunmen, while Washington pledged aid.", [P, U]),
    ("Washington pledged aid, while India accused Pakistan of sheltering gunmen.", [U, P]),
    ("The Taliban attacked the town, and Pakistan closed the border.", [T]),
    ("Pakistan closed the border after the Taliban attacked the town.", [T]),
    ("After the Taliban attacked the town, Pakistan closed the border.", [T]),
    ("India says Pakistan turned a blind eye.", [P]),
    ("Washington believes that Pakistan plays a double game.", [P]),
    ("Pakistan mediated between the Taliban and Washington.", [P]),
    ("The talks were mediated by Pakistan, not India.", [P]),
    ("The attack by the Taliban surprised Pakistan.", [T]),
    ("The Taliban attack surprised Pakistan.", [T]),
    ("Pakistan, an old ally, disappointed Washington.", [P]),
    ("Washington called Pakistan a sponsor of terrorism.", [P]),
    ("India regards Pakistan as a sponsor of terrorism.", [P]),
    ("Pakistan's duplicity angered Washington.", [P]),
    ("The United States withdrew its troops and the Taliban entered the city.", [U]),
    ("The Taliban entered the city as the United States withdrew its troops.", [U]),
    ("India wants Pakistan to stop sheltering gunmen.", [P]),
    ("Pakistan continued to shelter gunmen although Washington had protested.", [P]),
    ("Gunmen sheltered by Pakistan crossed into India.", [P]),
    ("The Taliban massacred villagers, India said.", [T]),
    ("India said the Taliban had massacred villagers.", [T]),
    ("Washington, betrayed by Pakistan, turned to India.", [P]),
    ("Pakistan brokered the peace deal that Washington wanted.", [P, P]),
    ("The United States occupied the country, the Taliban said.", [U]),
    ("India gave aid; Pakistan gave nothing.", [I]),
    ("Pakistan gave nothing; India gave aid.", [I]),
    ("Pakistan is a victim, but India is not.", [P]),
    ("Neither India nor Washington could prove that Pakistan sheltered him.", [P]),
    ("Who attacked the convoy is unknown, but Pakistan blames India.", [None]),
    ("Pakistan trusts the United States, an ally for decades.", [U]),
    ("While Washington sends aid, Pakistan shelters gunmen.", [U, P]),
    ("Pakistan was accused by India of sheltering gunmen.", [P]),
    ("India fears that Washington will withdraw and that Pakistan will shelter gunmen.", [U, P]),
]


#: Read wrongly today, by the parser or by the relations.
GOLD_MISSED = [
    ("Pakistan shelters the Taliban.", [P]),
    ("Washington grew tired of the duplicity of Pakistan.", [P]),
    ("It was Pakistan that brokered the talks with the Taliban.", [P]),
]


def _with_missed(right: list[tuple], missed: list[tuple]) -> list:
    known = pytest.mark.xfail(reason="a known weakness", strict=False)
    return [*right, *(pytest.param(*case, marks=known) for case in missed)]


@pytest.mark.parametrize(("text", "actors"), _with_missed(GOLD, GOLD_MISSED))
def test_a_hit_hangs_on_the_actor_of_its_clause(
    articles: pd.DataFrame, wide: codebook.Codebook, text: str, actors: list[str | None]
):
    found = actors_of(articles, text, wide)
    assert [actor if how == "clause" else None for _, actor, how in found] == actors


#: Invented sentences; whether a negation reaches the one hit that counts, the first.
NEGATED = [
    ("Pakistan denied harbouring him.", True),
    ("There is no safe haven in Pakistan.", True),
    ("Pakistan doesn’t harbour him.", True),
    ("There is no evidence of safe havens in Pakistan.", True),
    ("No evidence shows that Pakistan shelters gunmen.", True),
    ("Pakistan is free of safe havens.", True),
    ("Pakistan failed to shelter the refugees.", True),
    ("Pakistan left without attacking the town.", True),
    ("Pakistan never sheltered gunmen.", True),
    ("Pakistan rejected claims that it shelters gunmen.", True),
    ("Pakistan denies that it is a safe haven.", True),
    ("Pakistan is no longer a safe haven.", True),
    ("Pakistan refuses to shelter gunmen.", True),
    ("Neither Pakistan nor India shelters gunmen.", True),
    ("Pakistan did not serve as a safe haven.", True),
    ("Pakistan harbours him.", False),
    ("Pakistan not only harbours him but feeds him.", False),
    ("Pakistan is nothing but a safe haven.", False),
    ("Pakistan harbours him, and India does not object.", False),
    ("Pakistan, which is not a democracy, harbours him.", False),
    ("The attack by Pakistan did not stop the talks.", False),
    ("No doubt Pakistan harbours him.", False),
    ("Pakistan could not explain why it harboured him.", False),
    ("Pakistan has yet to attack the town.", True),
    ("Nobody believes that Pakistan shelters gunmen.", True),
    ("Pakistan, not India, shelters gunmen.", False),
    ("Officials found little proof that Pakistan had sheltered gunmen.", True),
    ("Pakistan has no sanctuaries.", True),
    ("Pakistan stopped sheltering gunmen.", True),
    ("Pakistan is neither an ally nor a friend.", True),
    ("India cannot trust Pakistan, an old ally.", False),
    ("The Taliban did not attack or occupy the town.", True),
    ("Pakistan dismissed the charge of harbouring gunmen.", True),
    ("Without Pakistan there would be no peace deal.", True),
    ("Pakistan, unlike India, shelters gunmen.", False),
    ("Pakistan will not stop sheltering gunmen.", False),
    ("Pakistan isn't mediating any more.", True),
    ("The United States lacks an ally.", True),
    ("The Taliban, who never attacked the town, left.", True),
    ("No one was harmed in the attack by the Taliban.", False),
]

#: Read wrongly today.
NEGATED_MISSED = [
    ("India did not say whether Pakistan shelters gunmen.", False),
    ("India does not deny that Pakistan harbours him.", False),
    ("Pakistan did not wait and attacked the town.", False),
    ("Pakistan hardly ever shelters gunmen.", True),
    ("Few doubt that Pakistan shelters gunmen.", False),
    ("Not even Pakistan shelters him.", True),
    ("India did not expect the attack by the Taliban.", False),
]


@pytest.mark.parametrize(("text", "negated"), _with_missed(NEGATED, NEGATED_MISSED))
def test_negation_is_a_column(
    articles: pd.DataFrame, wide: codebook.Codebook, text: str, negated: bool
):
    assert hits(articles, text, wide)["negated"].tolist()[:1] == [negated]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("He denied harbouring him.", True),
        ("There is no safe haven.", True),
        ("It doesn’t harbour him.", True),
        ("It failed to harbour him.", True),
        ("It not only harbours him.", False),
        ("It is nothing but a safe haven.", False),
    ],
)
def test_negation_without_the_parser(
    articles: pd.DataFrame, book: codebook.Codebook, text: str, negated: bool
):
    assert hits(articles, text, book, parser=False)["negated"].tolist() == [negated]


def test_a_hit_weighs_what_the_codebook_says(articles: pd.DataFrame, tmp_path: Path):
    path = tmp_path / "heavy.toml"
    path.write_text(BOOK + 'weights = {"Quad" = 2.5}\n', encoding="utf-8")
    found = hits(articles, "The Quad pledged one million.", codebook.read(path))
    assert dict(zip(found["indicator"], found["weight"], strict=True)) == {
        "Quad": 2.5,
        "pledged ... million": 1.0,
    }


def test_whose_words_a_hit_stands_in(articles: pd.DataFrame, book: codebook.Codebook):
    found = hits(articles, "“Pakistan harbours him still,” Kirby said.", book).iloc[0]
    assert (found["voice"], found["speaker"]) == ("quoted", "Kirby")


def test_the_columns_know_all_frames_found_or_not(articles: pd.DataFrame, book: codebook.Codebook):
    assert list(hits(articles, "Rain.", book)["frame"].cat.categories) == ["safe_haven", "aid"]


@pytest.mark.parametrize("parser", [True, False])
def test_the_rows_do_not_depend_on_the_partition(articles: pd.DataFrame, parser: bool):
    mentions = find_mentions(articles)
    whole = find_frames(articles, mentions, parser=parser)
    parts = [
        find_frames(articles[i : i + 1], mentions, parser=parser) for i in range(len(articles))
    ]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))
