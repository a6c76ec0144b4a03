"""The written pairs are what the benchmark takes them for: marked, balanced and not repeated."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).with_name("direction.jsonl")
ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
PAIRS = [row for row in ROWS if row["kind"] != "same"]
MAIN = "Pakistan Islamabad army ISI Taliban Americans Washington Pentagon".split()


def sides(row: dict) -> tuple[str, str]:
    return ("one", "other") if row["kind"] == "same" else ("better", "worse")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_target_stands_once_where_it_is_marked(row: dict):
    for side in sides(row):
        text = row[side]
        assert text.count(row["target"]) == 1
        assert text[row[f"start_{side}"] : row[f"end_{side}"]] == row["target"]
        assert 6 <= len(text.split()) <= 35


def test_a_row_has_its_keys_and_a_reason():
    for row in ROWS:
        places = {f"{end}_{side}" for end in ("start", "end") for side in sides(row)}
        assert set(row) == {"id", "kind", "target", "why", *sides(row), *places}
        assert row["why"]


def test_two_hundred_pairs_move_and_forty_do_not():
    kinds = Counter(row["kind"] for row in ROWS)
    assert len(PAIRS) == 200
    assert kinds["same"] == kinds["opposite_actor"] == 40
    assert min(kinds.values()) >= 8
    assert len(kinds) >= 16


def test_about_half_the_targets_are_not_the_three_main_actors():
    main = sum(any(name in row["target"] for name in [*MAIN, "United States"]) for row in PAIRS)
    assert 80 <= main <= 120


def test_no_sentence_and_no_id_stands_twice():
    sentences = [row[side] for row in ROWS for side in sides(row)]
    assert len(set(sentences)) == len(sentences)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
