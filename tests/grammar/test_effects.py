"""The lexicons: what each file may say, and that those that ship say it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toolkit.errors import BrokenCodebook
from toolkit.grammar.effects import FOLDER, lexicon


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "effects"))


def test_verbs_of_judging_say_nothing_of_their_subject():
    verbs = lexicon().verbs
    for verb in ("condemn", "accuse", "denounce", "praise", "applaud"):
        assert verbs[verb].subject == 0
        assert verbs[verb].object != 0


def test_a_victim_is_not_bad():
    verbs = lexicon().verbs
    for verb in ("kill", "bomb", "torture", "betray"):
        assert verbs[verb].subject < 0
        assert verbs[verb].object == 0


def test_names_of_institutions_are_worth_nothing():
    nouns = lexicon().nouns
    for noun in ("security", "defence", "interest", "alliance", "party"):
        assert nouns[noun].mood == 0


def test_ones_stands_for_every_possessive():
    for own in ("its", "their"):
        words = {phrase.words for phrase in lexicon().phrases["keep", own]}
        assert ("keep", own, "word") in words


def test_a_hyphenated_word_is_found_as_the_parser_cuts_it():
    assert ("two", "-", "faced") in lexicon().compounds


def test_a_word_of_two_classes_is_an_error(folder: Path):
    path = folder / "verbs.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + '\n[classes.more]\nobject = 1\nwords = "condemn"\n', encoding="utf-8")
    with pytest.raises(BrokenCodebook, match=r"verbs.toml: 'condemn' stands in .* and 'more'"):
        lexicon(folder)


def test_an_unknown_key_is_an_error(folder: Path):
    path = folder / "verbs.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + '\n[classes.more]\nobjekt = 1\nwords = "zap"\n', encoding="utf-8")
    with pytest.raises(BrokenCodebook, match=r"class 'more': unknown key 'objekt'. Mend: use"):
        lexicon(folder)


def test_a_file_that_is_no_toml_is_an_error(folder: Path):
    (folder / "phrases.toml").write_text("[phrases\n", encoding="utf-8")
    with pytest.raises(BrokenCodebook, match=r"phrases.toml: the lexicon cannot be read"):
        lexicon(folder)


def test_another_word_changes_the_score_of_whoever_it_is_said_of(folder: Path):
    path = folder / "verbs.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + '\n[classes.more]\nobject = 1\nwords = "zorp"\n', encoding="utf-8")
    assert lexicon(folder).verbs["zorp"].object == 1
