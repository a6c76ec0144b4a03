"""Nothing that measures a model is learnt from, not even in part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.training.lessons import lessons
from toolkit.training.overlap import runs, shares_a_run

SHARED = Path(__file__).parents[3] / "shared" / "data" / "newsmtsc"

MEASURED = (
    "Pakistan has kept its word to the negotiators, said the envoy on Monday in Doha, "
    "and the talks will go on."
)


def test_twelve_words_in_a_row_are_shared_whatever_stands_around_them():
    cut = "Again: “Pakistan has kept its word to the negotiators,” said the ENVOY on Monday."
    assert shares_a_run([cut], [MEASURED]).tolist() == [True]


def test_eleven_words_in_a_row_are_not():
    cut = "Pakistan has kept its word to the negotiators, said the envoy yesterday in Doha."
    assert shares_a_run([cut], [MEASURED]).tolist() == [False]


def test_a_short_sentence_is_shared_when_it_is_the_same():
    found = shares_a_run(["He lied!", "He lied again.", "He"], ["he lied"])
    assert found.tolist() == [True, False, False]


def test_a_run_is_as_long_as_it_says():
    assert {len(run) for run in runs(MEASURED)} == {12}
    assert runs("") == {()}


def test_a_training_row_that_a_development_part_shares_is_left_out(newsmtsc: Path):
    material = lessons(newsmtsc)
    measured = {row.sentence for part in material.measures.values() for row in part}
    assert material.dropped == 5
    assert not measured & {row.sentence for row in material.train}


def test_other_material_has_another_fingerprint(newsmtsc: Path):
    before = lessons(newsmtsc).fingerprint()
    assert lessons(newsmtsc).fingerprint() == before
    path = newsmtsc / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[-1]["polarity"] = 0
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert lessons(newsmtsc).fingerprint() != before


@pytest.mark.skipif(not SHARED.exists(), reason="NewsMTSC lies beside the repository")
def test_newsmtsc_is_read_whole():
    material = lessons(SHARED)
    assert len(material.train) + material.dropped == 8739
    assert {name: len(part) for name, part in material.measures.items()} == {
        "dev_rw": 343,
        "dev_mt": 442,
    }
    assert 0 < material.dropped < 50
