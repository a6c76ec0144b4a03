"""A codebook is read as it is written, and a wrong one says where and how to mend it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit import codebook
from toolkit.errors import BrokenCodebook, PathNotFound

GOOD = """
name = "small"
[[actors]]
name = "Norway"
adjectives = ["Norwegian"]
[actors.aliases]
state = ["Norway"]
government = ["Oslo"]
[[frames]]
name = "mediator"
definition = "brings the sides together"
indicators = ["mediat*", "host* talks"]
[[events]]
date = 1993-09-13
label = "Oslo accords"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "book.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read(tmp_path: Path):
    book = codebook.read(written(tmp_path, GOOD))
    assert book.actors == book.focus == ("Norway",)
    assert {alias.text: alias.sense for alias in book.aliases} == {
        "Norway": "state",
        "Oslo": "government",
        "Norwegian": "adjective",
    }
    assert book.frames[0].indicators == ("mediat*", "host* talks")
    assert book.events["date"].dt.date.tolist() == [dt.date(1993, 9, 13)]


def test_a_codebook_that_was_read_is_given_back():
    book = codebook.read("us_pakistan_taliban")
    assert codebook.read(book) is book


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(PathNotFound, match="no codebook 'nowhere'.*us_pakistan_taliban"):
        codebook.read("nowhere")


WRONG = {
    "not valid TOML": ("name = ", r"book.toml, row 1.*not valid TOML"),
    "unknown key": (GOOD + '\n[[actors]]\nname = "X"\nnick = ["y"]\n', "unknown key 'nick'"),
    "actor without aliases": (GOOD + '\n[[actors]]\nname = "X"\n', "'X' has no aliases"),
    "alias of two actors": (
        GOOD + '\n[[actors]]\nname = "X"\n[actors.aliases]\nstate = ["Oslo"]\n',
        "row 20.*'Oslo' belongs to both 'Norway' and 'X'",
    ),
    "the same actor twice": (
        GOOD + '\n[[actors]]\nname = "Norway"\nadjectives = ["Norse"]\n',
        "'Norway' stands there twice",
    ),
    "unknown sense": (
        GOOD + '\n[[actors]]\nname = "X"\n[actors.aliases]\nboss = ["Y"]\n',
        "unknown sense 'boss'",
    ),
    "frame without indicators": (GOOD + '\n[[frames]]\nname = "f"\n', "'f' has no indicators"),
    "wildcard of a function word": (
        GOOD + '\n[[frames]]\nname = "f"\nindicators = ["the*"]\n',
        "'the\\*'.*keep more letters",
    ),
    "frame name no column can have": (
        GOOD + '\n[[frames]]\nname = "Two words"\nindicators = ["war"]\n',
        "cannot name a column",
    ),
    "frame about nobody": (
        GOOD + '\n[[frames]]\nname = "f"\nactors = ["Sweden"]\nindicators = ["war"]\n',
        "unknown actor 'Sweden'",
    ),
    "event without a date": (GOOD + '\n[[events]]\nlabel = "x"\n', "'x' lacks its date"),
    "date in quotes": (
        GOOD + '\n[[events]]\nlabel = "x"\ndate = "2020-01-01"\n',
        "write it bare",
    ),
    "nothing in it": ('name = "empty"', "names no actor and no frame"),
    "focus on nobody": ('focus = ["Sweden"]\n' + GOOD, "focus 'Sweden' is no actor"),
    "leaves before entering": (
        GOOD
        + '\n[[actors]]\nname = "X"\n[[actors.people]]\nname = "A B"\n'
        + "from = 2020-01-01\nuntil = 2019-01-01\n",
        "leaves office before",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_codebook_names_file_and_mend(case: str, tmp_path: Path):
    text, message = WRONG[case]
    with pytest.raises(BrokenCodebook, match=message) as raised:
        codebook.read(written(tmp_path, text))
    assert "book.toml" in str(raised.value)
    assert "Mend: " in str(raised.value)


def test_dates_that_do_not_meet_let_two_actors_share_a_capital():
    book = codebook.read("us_pakistan_taliban")
    kabul = [alias for alias in book.aliases if alias.text == "Kabul" and alias.sense != "place"]
    assert {alias.actor for alias in kabul} == {"Afghanistan", "Taliban"}


def test_every_event_of_the_shipped_codebook_has_a_source():
    assert (codebook.read("us_pakistan_taliban").events["source"].str.len() > 10).all()
