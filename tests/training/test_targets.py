"""Labelled targets: what a row must hold, and which copies hide their target."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from toolkit.errors import EmptyCorpus, MissingColumn, PathNotFound, UnreadableFile, WrongTable
from toolkit.training.marking import NEUTRAL
from toolkit.training.targets import Target, classes, hidden, marked, read

GOOD = {
    "sentence": "Kabul praised Pakistan.",
    "mention": "Pakistan",
    "from": 14,
    "to": 22,
    "polarity": 1,
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "train.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_becomes_a_target(tmp_path: Path):
    assert read(written(tmp_path, GOOD)) == [Target("Kabul praised Pakistan.", 14, 22, 1)]


def test_a_line_separator_inside_a_sentence_does_not_end_its_row(tmp_path: Path):
    odd = {**GOOD, "sentence": "Kabul praised Pakistan.\u2028It rained."}
    assert len(read(written(tmp_path, odd, GOOD))) == 2


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ({**GOOD, "from": 13}, WrongTable, r"row 2.*' Pakistan', not the mention 'Pakistan'"),
        ({**GOOD, "to": 99}, WrongTable, "row 2.*14:99"),
        ({**GOOD, "from": "14"}, WrongTable, "row 2.*no whole numbers"),
        ({**GOOD, "polarity": 4}, WrongTable, "row 2.*polarity is 4"),
        ({"sentence": "Kabul."}, MissingColumn, "row 2.*no 'mention'"),
        ([1, 2], MissingColumn, "row 2.*no 'sentence'"),
        ("{", UnreadableFile, "row 2.*not JSON"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: object, error: type, message: str):
    path = written(tmp_path, GOOD, row)
    with pytest.raises(error, match=message) as caught:
        read(path)
    assert caught.value.file == str(path)


def test_a_file_that_is_missing_or_empty_is_an_error(tmp_path: Path):
    with pytest.raises(PathNotFound):
        read(tmp_path / "train.jsonl")
    with pytest.raises(EmptyCorpus):
        read(written(tmp_path, ""))


@pytest.mark.parametrize("n", [1, 2, 7, 100])
def test_half_of_the_copies_hide_their_target_and_each_target_shows_in_the_next_epoch(n: int):
    first, second = hidden(n, 0, seed=3), hidden(n, 1, seed=3)
    assert first.sum() == n // 2
    assert (first != second).all()
    np.testing.assert_array_equal(first, hidden(n, 2, seed=3))


def test_another_seed_hides_others():
    assert (hidden(100, 0, seed=1) != hidden(100, 0, seed=2)).any()


def test_only_the_chosen_copies_are_masked():
    target = Target("Kabul praised Pakistan.", 14, 22, 1)
    shown, masked = marked([target, target], np.array([False, True]))
    assert NEUTRAL not in shown
    assert NEUTRAL in masked


def test_classes_count_from_unfavourable():
    rows = [Target("Kabul", 0, 5, polarity) for polarity in (-1, 0, 1)]
    assert classes(rows).tolist() == [0, 1, 2]
