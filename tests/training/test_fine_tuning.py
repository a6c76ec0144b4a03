"""A run learns, writes down what it measures, and goes on where it was stopped."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from toolkit.training import classifier, teacher
from toolkit.training.checkpoints import NAME, AnotherRun
from toolkit.training.fine_tuning import Settings, train, warm_then_falling
from toolkit.training.lessons import Lessons
from toolkit.training.marking import NEUTRAL, encode

TINY = Settings(seed=5, epochs=3, batch=2)  # four steps an epoch
LAST = "dev_rw-shown-epoch-3.npy"


def log_of(folder: Path, event: str) -> list[dict]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["event"] == event]


def test_the_rate_rises_and_falls_and_never_reaches_nothing():
    shares = [warm_then_falling(step, 100, 0.06) for step in range(100)]
    assert max(shares) == shares[5] == 1
    assert shares == sorted(shares[:6]) + sorted(shares[6:], reverse=True)
    assert min(shares) > 0


@pytest.mark.parametrize("stops", [[1], [4], [3, 6, 11], list(range(1, 12))])
def test_a_stopped_run_ends_where_an_unstopped_one_does(
    stops: list[int], material: Lessons, tiny_encoder: Path, tmp_path: Path
):
    safetensors = pytest.importorskip("safetensors.torch")
    train(material, tiny_encoder, tmp_path / "whole", TINY, progress=False)
    for stop in stops:
        part = tmp_path / "parts"
        assert train(material, tiny_encoder, part, TINY, stop_after=stop, progress=False) is None
    train(material, tiny_encoder, tmp_path / "parts", TINY, progress=False)
    whole, parts = (
        safetensors.load_file(tmp_path / name / "model.safetensors") for name in ("whole", "parts")
    )
    assert whole.keys() == parts.keys()
    assert all(whole[name].equal(parts[name]) for name in whole)
    assert (
        log_of(tmp_path / "whole", "measure")[-1]["confusion"]
        == (log_of(tmp_path / "parts", "measure")[-1]["confusion"])
    )


def test_a_run_that_dies_goes_on_from_its_last_checkpoint(
    material: Lessons, tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    train(material, tiny_encoder, tmp_path / "whole", TINY, progress=False)
    calls = []

    def dies(step: int, total: int, warm_up: float) -> float:
        calls.append(step)
        if len(calls) == 7:
            raise KeyboardInterrupt
        return warm_then_falling(step, total, warm_up)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("toolkit.training.fine_tuning.warm_then_falling", dies)
        train(material, tiny_encoder, tmp_path / "died", TINY, progress=False)
    train(material, tiny_encoder, tmp_path / "died", TINY, progress=False)
    assert [line["step"] for line in log_of(tmp_path / "died", "start")] == [0, 4]
    for name in ("whole", "died"):
        assert log_of(tmp_path / name, "finish")[0]["step"] == 12
    whole, died = (np.load(tmp_path / name / LAST) for name in ("whole", "died"))
    np.testing.assert_array_equal(whole, died)


def test_a_run_learns_its_examples(material: Lessons, tiny_encoder: Path, tmp_path: Path):
    settings = Settings(seed=1, epochs=60, batch=7, rate=3e-3, head_factor=1, smoothing=0)
    train(material, tiny_encoder, tmp_path / "run", settings, progress=False)
    measures = log_of(tmp_path / "run", "measure")
    first = [line["accuracy"] for line in measures if line["epoch"] == 1]
    last = [line["accuracy"] for line in measures if line["epoch"] == 60]
    assert np.mean(last) > 0.9 > np.mean(first)


def test_each_epoch_hides_the_targets_that_the_one_before_showed(
    material: Lessons, tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    learnt = []

    def watched(tokenizer: object, copies: list[str]) -> list[list[int]]:
        if len(copies) == len(material.train):
            learnt.append([NEUTRAL in copy for copy in copies])
        return encode(tokenizer, copies)

    monkeypatch.setattr("toolkit.training.marking.encode", watched)
    train(material, tiny_encoder, tmp_path / "run", TINY, progress=False)
    first, second, third = learnt
    assert first == third == [not hides for hides in second]
    assert sum(first) == len(first) // 2


def test_the_log_says_what_ran_and_what_was_measured(
    material: Lessons, tiny_encoder: Path, tmp_path: Path
):
    out = train(material, tiny_encoder, tmp_path / "run", TINY, progress=False)
    (start,) = log_of(out, "start")
    assert start["seed"] == 5
    assert {"torch", "transformers", "dropped"} <= start.keys()
    measures = log_of(out, "measure")
    assert len(measures) == 3 * 2 * 2
    assert {(line["part"], line["target"]) for line in measures} == {
        (part, target) for part in ("dev_rw", "dev_mt") for target in ("shown", "masked")
    }
    assert all({"macro_f1", "accuracy", "confusion", "seconds"} <= line.keys() for line in measures)
    assert np.load(out / LAST).shape == (3, 3)
    model, tokenizer = classifier.load(out)
    rows = [row.marked() for row in material.measures["dev_rw"]]
    np.testing.assert_allclose(classifier.predict(model, tokenizer, rows), np.load(out / LAST))


def test_another_seed_does_not_go_on_with_this_run(
    material: Lessons, tiny_encoder: Path, tmp_path: Path
):
    train(material, tiny_encoder, tmp_path / "run", TINY, stop_after=2, progress=False)
    other = Settings(seed=6, epochs=3, batch=2)
    with pytest.raises(AnotherRun, match="made with seed 5, not 6"):
        train(material, tiny_encoder, tmp_path / "run", other, progress=False)


def test_a_checkpoint_is_written_as_often_as_asked(
    material: Lessons, tiny_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    steps = []
    monkeypatch.setattr(
        "toolkit.training.checkpoints.save",
        lambda folder, position, *_: steps.append(position.step),
    )
    train(material, tiny_encoder, tmp_path / "a", TINY, checkpoint_seconds=1e9, progress=False)
    assert steps == [4, 8, 12]
    steps.clear()
    train(material, tiny_encoder, tmp_path / "b", TINY, checkpoint_seconds=0, progress=False)
    assert steps == list(range(1, 13))


def test_the_command_line_trains_and_goes_on(
    newsmtsc: Path, tiny_encoder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "run"
    words = [str(newsmtsc), "--out", str(out), "--encoder", str(tiny_encoder), "--batch", "1"]
    assert teacher.main([*words, "--stop-after", "2"]) == 0
    assert (out / NAME).exists()
    assert not (out / "model.safetensors").exists()
    assert teacher.main(words) == 0
    assert (out / "model.safetensors").exists()
    assert "2 targets to learn from; 5 left out" in capsys.readouterr().out


def test_the_command_line_names_what_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pytest.importorskip("torch")
    assert teacher.main([str(tmp_path), "--out", str(tmp_path / "run")]) == 2
    assert "train.jsonl: there is no such file" in capsys.readouterr().err
