"""A codebook on top of another is the codebook written out, and says where it is wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest
from one_article import article

from toolkit import codebook, find_frames, find_mentions
from toolkit.errors import BrokenCodebook

BASE = """
title = "Small states"
focus = ["Norland"]
exclude = ["Norland Street"]
[[actors]]
name = "Norland"
adjectives = ["Norlandish"]
[actors.aliases]
state = ["Norland"]
government = ["Norville"]
[[actors]]
name = "Sudmark"
aliases = { state = ["Sudmark"] }
[[compounds]]
aliases = ["NorSud"]
sense = "place"
actors = ["Norland", "Sudmark"]
[[shared]]
aliases = ["the Guard"]
actors = ["Norland", "Sudmark"]
default = "Norland"
hints = { Sudmark = ["harbour"] }
[[frames]]
name = "mediator"
definition = "brings the sides together"
actors = ["Norland", "Sudmark"]
indicators = ["mediat*", "host* talks", "broker*"]
weights = { "broker*" = 2.0, "mediat*" = 3 }
[[frames]]
name = "aggressor"
actors = ["Sudmark"]
indicators = ["invad*"]
[[events]]
date = 1993-09-13
label = "Accords"
"""

#: Ten lines: a country, a frame, and more words for an old one.
TEN_LINES = """
extends = "base.toml"
focus = ["Eastria", "Norland"]
[[actors]]
name = "Eastria"
aliases = { state = ["Eastria"], government = ["Eastburg"] }
[[frames]]
name = "flood"
indicators = ["flood*", "burst ... banks"]
[[frames]]
name = "mediator"
add_indicators = ["go-between"]
"""

WRITTEN_OUT = (
    BASE.replace('focus = ["Norland"]', 'focus = ["Eastria", "Norland"]')
    .replace('"broker*"]', '"broker*", "go-between"]')
    .replace(
        "[[compounds]]",
        '[[actors]]\nname = "Eastria"\n'
        'aliases = { state = ["Eastria"], government = ["Eastburg"] }\n[[compounds]]',
    )
    .replace(
        "[[events]]",
        '[[frames]]\nname = "flood"\nindicators = ["flood*", "burst ... banks"]\n[[events]]',
    )
)

TEXT = (
    "Eastburg said Norland was a go-between. The river burst its banks in Sudmark. "
    "Eastria mediated as the floods came, and the Guard left Norville."
)


def read(folder: Path, text: str, base: str = BASE) -> codebook.Codebook:
    (folder / "base.toml").write_text(base, encoding="utf-8")
    (folder / "top.toml").write_text(text, encoding="utf-8")
    return codebook.read(folder / "top.toml")


def test_ten_lines_give_the_rows_of_a_codebook_written_out(tmp_path: Path):
    short = read(tmp_path, TEN_LINES)
    (tmp_path / "out.toml").write_text('name = "top"\n' + WRITTEN_OUT, encoding="utf-8")
    long = codebook.read(tmp_path / "out.toml")
    events = asdict(short).pop("events")
    pd.testing.assert_frame_equal(events, asdict(long).pop("events"))
    for field in set(asdict(short)) - {"events"}:
        assert getattr(short, field) == getattr(long, field), field
    one = article(TEXT)
    mentions = find_mentions(one, short)
    pd.testing.assert_frame_equal(mentions, find_mentions(one, long))
    frames = find_frames(one, mentions, short)
    pd.testing.assert_frame_equal(frames, find_frames(one, mentions, long))
    assert "Eastria" in mentions["actor"].tolist()
    assert {"flood*", "burst ... banks", "go-between"} <= set(frames["indicator"])


def test_a_known_name_overrides_only_the_keys_it_gives(tmp_path: Path):
    book = read(
        tmp_path,
        'extends = "base.toml"\n[[frames]]\nname = "mediator"\ntitle = "Broker"\n'
        'drop_indicators = ["mediat*"]\nweights = { "host* talks" = 4 }\n'
        '[[actors]]\nname = "Norland"\nadd_aliases = { state = ["Norlandia"] }\n'
        '[actors.aliases]\ngovernment = ["Fjordhus"]\n'
        '[[actors.add_people]]\nname = "Ada Fjord"\n'
        '[[actors.add_dated]]\nalias = "Old Norland"\nsense = "state"\nuntil = 1990-01-01\n',
    )
    mediator = book.frames[0]
    assert (mediator.title, mediator.definition) == ("Broker", "brings the sides together")
    assert mediator.indicators == ("host* talks", "broker*")
    assert mediator.weights == {"host* talks": 4.0, "broker*": 2.0}
    names = {alias.text for alias in book.aliases if alias.actor == "Norland"}
    assert {"Norland", "Norlandia", "Norlandish", "Fjordhus", "Ada Fjord", "Old Norland"} <= names
    assert "Norville" not in names
    assert book.title == "Small states"


def test_what_is_dropped_is_gone_and_what_was_only_about_it(tmp_path: Path):
    book = read(tmp_path, 'extends = "base.toml"\ndrop_actors = ["Sudmark"]\n')
    assert book.actors == ("Norland",)
    assert [frame.name for frame in book.frames] == ["mediator"]
    assert book.frames[0].actors == ("Norland",)
    assert book.shared == ()
    assert {("NorSud", "place"), ("the Guard", "group")} <= {
        (alias.text, alias.sense) for alias in book.aliases
    }
    other = read(
        tmp_path,
        'extends = "base.toml"\ndrop_frames = ["aggressor"]\ndrop_events = ["Accords"]\n'
        'add_exclude = ["Norland Avenue"]\n',
    )
    assert [frame.name for frame in other.frames] == ["mediator"]
    assert other.events.empty
    assert other.exclude == ("Norland Street", "Norland Avenue")


def test_a_file_named_on_two_ways_is_laid_once(tmp_path: Path):
    for name in ("left", "right"):
        text = f'extends = "base.toml"\n[[frames]]\nname = "mediator"\nadd_indicators = ["{name}"]'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    book = read(tmp_path, 'extends = ["left.toml", "right.toml", "policy_frames"]\n')
    assert book.frames[0].indicators[-2:] == ("left", "right")
    assert "cultural_identity" in [frame.name for frame in book.frames]


def test_a_change_of_the_base_is_seen(tmp_path: Path):
    assert len(read(tmp_path, 'extends = "base.toml"').frames) == 2
    base = BASE + '\n[[frames]]\nname = "third"\nindicators = ["third"]\n'
    assert len(read(tmp_path, 'extends = "base.toml"', base).frames) == 3


WRONG = {
    "unknown base": ('extends = "nowhere"', r"top\.toml, row 1: it extends 'nowhere'.*policy"),
    "missing file": ('\nextends = "no.toml"', r"top\.toml, row 2: it extends 'no\.toml'"),
    "itself": ('extends = "top.toml"', r"top\.toml, row 1: it extends 'top\.toml', which ext"),
    "drops an unknown frame": (
        'extends = "base.toml"\n# "agressor"\ndrop_frames = ["agressor"]',
        r"top\.toml, row 3: it drops the frame 'agressor', which is not there",
    ),
    "drops an unknown event": (
        'extends = "base.toml"\ndrop_events = ["Acords"]',
        r"top\.toml, row 2: it drops the event 'Acords'",
    ),
    "drops an unknown indicator": (
        'extends = "base.toml"\n[[frames]]\nname = "mediator"\ndrop_indicators = ["mediate"]',
        r"top\.toml, row 4: frame 'mediator' drops 'mediate'",
    ),
    "adds to nothing": (
        'extends = "base.toml"\n[[frames]]\nname = "mediators"\nadd_indicators = ["x"]',
        r"top\.toml, row 4: 'add_indicators' has nothing to change",
    ),
    "adds an indicator that is there": (
        'extends = "base.toml"\n[[frames]]\nname = "mediator"\nadd_indicators = ["broker*"]',
        r"top\.toml, row 4: frame 'mediator' has the indicator 'broker\*' twice",
    ),
    "weighs what is no indicator": (
        'extends = "base.toml"\n[[frames]]\nname = "mediator"\n[frames.weights]\nbrokers = 2',
        r"top\.toml, row 5: frame 'mediator' weighs 'brokers'",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_error_names_the_file_that_is_wrong(case: str, tmp_path: Path):
    text, message = WRONG[case]
    with pytest.raises(BrokenCodebook, match=message):
        read(tmp_path, text)


def test_an_alias_added_that_another_actor_has_is_the_fault_of_who_adds_it(tmp_path: Path):
    text = 'extends = "base.toml"\n[[actors]]\nname = "Norland"\n'
    with pytest.raises(BrokenCodebook, match=r"top\.toml, row 4: the alias 'Sudmark' belongs to"):
        read(tmp_path, text + 'add_aliases = { state = ["Sudmark"] }\n')


def test_a_fault_of_the_base_is_named_there(tmp_path: Path):
    base = BASE.replace('["invad*"]', '["the*"]')
    with pytest.raises(BrokenCodebook, match=r"base\.toml, row 32: .*'the\*'"):
        read(tmp_path, 'extends = "base.toml"\n# "the*"\n', base)


def test_a_circle_is_an_error(tmp_path: Path):
    with pytest.raises(BrokenCodebook, match=r"base\.toml, row 1: it extends 'top\.toml'"):
        read(tmp_path, 'extends = "base.toml"\n', 'extends = "top.toml"\n' + BASE)
