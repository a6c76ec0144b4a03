"""Every mistake in a codebook is an error that names the line where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit import codebook
from toolkit.errors import BrokenCodebook

#: The words of the faults stand here as well, so that the first line that holds them is wrong.
START = """exclude = ["Norville", "the*", "peace", "war"] # 14 lines
[[actors]]
name = "Norland"
[actors.aliases]
state = ["Norland"]
government = ["Norville"]
[[frames]]
name = "peace"
definition = "the* war places threshold"
indicators = ["peace", "war", "title"]
[[events]]
date = 1993-09-13
label = "peace"
# fault below
"""

FAULTS = {
    "unknown key of a frame": (
        '[[frames]]\nname = "f"\nindicators = ["a"]\nlabel = "x"',
        18,
        "frame 'f' has the unknown key 'label'",
    ),
    "unknown key of a person": (
        '[[actors]]\nname = "X"\naliases = { state = ["X"] }\n'
        '[[actors.people]]\nname = "A"\n[[actors.people]]\nname = "B"\nlabel = "x"',
        22,
        "person 'B' has the unknown key 'label'",
    ),
    "alias twice": (
        '[[actors]]\nname = "X"\nadjectives = ["X"]\n[actors.aliases]\nstate = ["X", "Y"]',
        19,
        "actor 'X' has the alias 'X' twice",
    ),
    "alias of two actors": (
        '[[actors]]\nname = "X"\n[actors.aliases]\nstate = [\n  "X",\n  "Norville",\n]',
        20,
        "'Norville' belongs to both 'Norland' and 'X'",
    ),
    "shared alias that is an actor's own": (
        '[[actors]]\nname = "X"\naliases = { state = ["X"] }\n[[shared]]\naliases = ["Norville"]\n'
        'actors = ["X", "Norland"]\ndefault = "X"',
        19,
        "shared alias 'Norville' is also an alias of 'Norland'",
    ),
    "wildcard that is a function word": (
        '[[frames]]\nname = "f"\nindicators = [\n  "a b",\n  "the*",\n]',
        19,
        "'the'.*'the\\*'",
    ),
    "wildcard with function words only beside it": (
        '[[frames]]\nname = "f"\nindicators = ["of ... the* in"]',
        17,
        "matches too much.*'of ... the\\* in'",
    ),
    "wildcard of two letters": (
        '[[frames]]\nname = "f"\nindicators = ["zu* peace"]',
        17,
        "matches too much",
    ),
    "indicator twice": (
        '[[frames]]\nname = "f"\nindicators = [\n  "women\'s rights",\n  "women’s  rights",\n]',
        19,
        "indicator 'women’s  rights' twice",
    ),
    "indicator always excluded": (
        '[[frames]]\nname = "f"\nindicators = ["peace", "war crimes"]\nexclude = ["war crime*"]',
        17,
        "excludes 'war crime\\*', so its indicator 'war crimes' never counts",
    ),
    "gap always excluded": (
        '[[frames]]\nname = "f"\nindicators = ["war ... peace"]\nexclude = ["war ... peac*"]',
        17,
        "never counts",
    ),
    "gap at an end": ('[[frames]]\nname = "f"\nindicators = ["peace ..."]', 17, "with a gap"),
    "weight of no indicator": (
        '[[frames]]\nname = "f"\nindicators = ["peace"]\nweights = { "war" = 2 }',
        18,
        "weighs 'war', which is none of its indicators",
    ),
    "weight of nothing, above the indicators": (
        '[[frames]]\nname = "f"\nweights = { "war" = 0 }\nindicators = ["war"]',
        17,
        "gives 'war' the weight 0",
    ),
    "weight of nothing": (
        '[[frames]]\nname = "f"\nindicators = ["war"]\n[frames.weights]\nwar = 0',
        19,
        "gives 'war' the weight 0",
    ),
    "threshold below 0": (
        '[[frames]]\nname = "f"\nindicators = ["war"]\nthreshold = -1',
        18,
        "threshold of frame 'f' is below 0",
    ),
    "event without a date": ('[[events]]\nlabel = "peace"', 15, "event 'peace' lacks its date"),
    "event without a label": ("[[events]]\ndate = 2001-01-01", 15, "an event lacks its label"),
    "event twice": (
        '[[events]]\ndate = 1993-09-13\nlabel = "peace"',
        15,
        "event 'peace' stands there twice",
    ),
    "broken TOML": ('[[events]]\nlabel = "peace', 16, "not valid TOML"),
    "the same key twice": ('[[events]]\nlabel = "a"\nlabel = "b"', 17, "not valid TOML"),
    "text where a list belongs": (
        '[[frames]]\nname = "f"\nindicators = "war"',
        17,
        r"'indicators' of frame 'f' holds 'war', which is no list of words.*\[\"...\"",
    ),
    "list where text belongs": (
        '[[frames]]\nname = "f"\nindicators = ["war"]\ntitle = ["war"]',
        18,
        "'title' of frame 'f' holds .*, which is no text",
    ),
    "text where yes or no belongs": (
        '[[frames]]\nname = "f"\nindicators = ["war"]\nplaces = "yes"',
        18,
        "no true or false",
    ),
    "one table where a list of them belongs": ("[shared]\nsense = 'group'", 15, "list of tables"),
    "list where aliases by sense belong": (
        '[[actors]]\nname = "X"\naliases = ["X"]',
        17,
        "'aliases' of actor 'X' holds",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named_with_its_line(case: str, tmp_path: Path):
    text, line, message = FAULTS[case]
    path = tmp_path / "book.toml"
    path.write_text(f"{START}{text}\n", encoding="utf-8")
    with pytest.raises(BrokenCodebook, match=message) as raised:
        codebook.read(path)
    assert raised.value.row == line, str(raised.value)
    assert re.search(r"book\.toml, row \d+: .*Mend: ", str(raised.value))


@pytest.mark.parametrize(
    "frame",
    [
        'indicators = ["with* troops", "wither*"]',  # the noun keeps it specific
        'indicators = ["war"]\nexclude = ["war on drugs"]',  # a war may be another
        'indicators = ["war*"]\nexclude = ["war"]',  # wars are left
        'indicators = ["war", "wars"]\nweights = { war = 0.5 }\nthreshold = 0',
    ],
)
def test_what_is_right_is_read(frame: str, tmp_path: Path):
    path = tmp_path / "book.toml"
    path.write_text(f'{START}[[frames]]\nname = "f"\n{frame}\n', encoding="utf-8")
    assert codebook.read(path).frames[-1].name == "f"


def test_a_capital_may_be_a_place_and_speak_for_its_actor(tmp_path: Path):
    path = tmp_path / "book.toml"
    path.write_text(START.replace("[[frames]]", 'place = ["Norville"]\n[[frames]]', 1), "utf-8")
    assert [a.sense for a in codebook.read(path).aliases if a.text == "Norville"] == [
        "government",
        "place",
    ]


def test_frames_need_no_actors_and_say_how_they_were_measured(tmp_path: Path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[[frames]]\nname = "f"\nindicators = ["war", "wars"]\nweights = { war = 2 }\n'
        'threshold = 1.5\nvalidation = "alpha 0.61, n = 80"\n'
        '[[frames]]\nname = "g"\nindicators = ["peace"]\n',
        encoding="utf-8",
    )
    first, second = codebook.read(path).frames
    assert (first.weights, first.threshold) == ({"war": 2.0}, 1.5)
    assert first.validation == "alpha 0.61, n = 80"
    assert (second.weights, second.threshold, second.validation) == ({}, 0.0, "not validated")
