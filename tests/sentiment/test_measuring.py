"""The measures behind tests/benchmarks/target_sentiment.py give what is known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from benchmarks.stance import classes, direction, name_swap
from benchmarks.stance.labelled import Targets, targets_beside, voices
from benchmarks.stance.recovery import recovery
from benchmarks.stance.scorers import Scorer, of_back_end

from toolkit.syntax import parse

TRUTH = np.repeat([-1, 0, 1], 40)
SENTENCES = [f"sentence {row // 2}" for row in range(len(TRUTH))]


def reading(sentiment: Callable[[str, int, int], float]) -> Scorer:
    """A scorer that gives each target the sentiment a function says, all or nothing."""

    def classes(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        rows = zip(sentences, starts, ends, strict=True)
        return np.array([np.sign(sentiment(*row)) for row in rows], dtype="int64")

    def probabilities(
        sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
    ) -> np.ndarray:
        rows = zip(sentences, starts, ends, strict=True)
        values = np.array([sentiment(*row) for row in rows])
        return np.column_stack([np.clip(-values, 0, 1), 1 - np.abs(values), np.clip(values, 0, 1)])

    return Scorer("made up", classes, probabilities)


SILENT = reading(lambda sentence, start, end: 0.0)


def marked(sentence: str, *targets: str) -> Targets:
    starts = [sentence.index(target) for target in targets]
    ends = [start + len(target) for start, target in zip(starts, targets, strict=True)]
    count = len(targets)
    return Targets([sentence] * count, starts, ends, np.zeros(count, int), [""] * count)


def test_a_perfect_scorer_gets_one():
    assert classes.macro_f1(TRUTH, TRUTH, SENTENCES) == classes.Estimate(1.0, 1.0, 1.0)
    assert classes.accuracy(TRUTH, TRUTH, SENTENCES).value == 1


def test_a_silent_scorer_gets_the_neutral_class_alone():
    guess = np.zeros_like(TRUTH)
    assert classes.macro_f1(TRUTH, guess, SENTENCES).value == pytest.approx(0.5 / 3)
    assert classes.confusion(TRUTH, guess).tolist() == [[0, 40, 0], [0, 40, 0], [0, 40, 0]]


def test_the_bootstrap_is_seeded():
    guess = np.roll(TRUTH, 15)
    first = classes.macro_f1(TRUTH, guess, SENTENCES, seed=3)
    assert first == classes.macro_f1(TRUTH, guess, SENTENCES, seed=3)
    assert first != classes.macro_f1(TRUTH, guess, SENTENCES, seed=4)
    assert first.low < first.value < first.high


def test_targets_of_one_sentence_are_drawn_together():
    counts = classes.resampled_confusions(TRUTH, TRUTH, SENTENCES)
    assert len(counts) == classes.RESAMPLES
    assert (counts % 2 == 0).all()
    assert (counts.sum(axis=(1, 2)) == len(TRUTH)).all()


def test_repeating_every_target_does_not_narrow_the_interval():
    guess = np.roll(TRUTH, 15)
    alone = [f"sentence {row}" for row in range(len(TRUTH))]
    once = classes.accuracy(TRUTH, guess, alone)
    twice = classes.accuracy(np.repeat(TRUTH, 2), np.repeat(guess, 2), np.repeat(alone, 2))
    assert twice.high - twice.low == pytest.approx(once.high - once.low, rel=0.15)


def test_the_signed_error_is_below_zero_for_a_harsh_scorer():
    assert classes.signed_error(TRUTH, TRUTH - 0.2) == pytest.approx(-0.2)


def test_certainty_that_is_always_right_is_calibrated():
    sure = np.eye(3)[TRUTH + 1]
    np.testing.assert_allclose(classes.calibration_error(TRUTH, sure), 0)


def test_certainty_that_is_never_right_is_not():
    wrong = np.eye(3)[(TRUTH + 2) % 3]
    np.testing.assert_allclose(classes.calibration_error(TRUTH, wrong), 2 / 3)


def test_base_rates_are_calibrated_but_recover_nothing():
    thirds = np.full((len(TRUTH), 3), 1 / 3)
    np.testing.assert_allclose(classes.calibration_error(TRUTH, thirds), 0, atol=1e-9)
    assert recovery(TRUTH, thirds[:, 2] - thirds[:, 0]).slope == pytest.approx(0)


@pytest.mark.parametrize(("size", "slope"), [(1.0, 1.0), (0.25, 0.25), (0.0, 0.0)])
def test_recovery_gives_the_size_at_which_differences_are_seen(size: float, slope: float):
    found = recovery(TRUTH, size * TRUTH)
    assert found.slope == pytest.approx(slope)
    assert found.intercept == pytest.approx(0, abs=1e-9)
    assert (found.largest_error > 0.1) == (size < 1)


def test_a_constant_offset_is_the_intercept():
    found = recovery(TRUTH, TRUTH - 0.3)
    assert (found.slope, found.intercept) == (pytest.approx(1), pytest.approx(-0.3))
    assert recovery(TRUTH, TRUTH - 0.3) == found


def test_direction_counts_clear_moves_any_moves_and_moves_backwards():
    moved = np.array([0.5, 0.3, 0.1, 0.0, -0.2, -0.6])
    assert direction.right(moved) == pytest.approx(2 / 6)
    assert direction.right(moved, 0) == pytest.approx(3 / 6)
    assert direction.backwards(moved) == pytest.approx(1 / 6)
    assert direction.backwards(moved, 0) == pytest.approx(2 / 6)


def test_a_scorer_that_knows_the_pairs_gets_every_direction_and_the_silent_one_none():
    pairs = direction.pairs()
    better = {row["better"] for row in pairs if row["kind"] != "same"}
    knowing = direction.moves(reading(lambda text, start, end: float(text in better)), pairs)
    assert direction.right(knowing.ordered()) == 1
    assert not knowing.of_kind("same").any()
    silent = direction.moves(SILENT, pairs)
    assert direction.right(silent.ordered(), 0) == direction.backwards(silent.ordered(), 0) == 0


def test_direction_scores_the_marked_target():
    pairs = direction.pairs()
    seen: list[str] = []
    direction.moves(reading(lambda text, start, end: seen.append(text[start:end]) or 0.0), pairs)
    assert set(seen) == {row["target"] for row in pairs}


def test_a_scorer_that_ignores_the_name_does_not_shift():
    targets = marked("Obama signed the bill on Tuesday.", "Obama")
    variants = name_swap.renamed(targets, np.array([0]))
    sentiments = name_swap.scored(SILENT, variants)
    assert sentiments.shape == (1, len(name_swap.NAMES))
    assert name_swap.shift(sentiments) == name_swap.moved(sentiments) == 0
    assert set(name_swap.lean(sentiments).values()) == {0}


def test_a_scorer_that_dislikes_one_name_shifts():
    targets = marked("Obama signed the bill on Tuesday.", "Obama")
    variants = name_swap.renamed(targets, np.array([0]))
    biased = reading(lambda text, start, end: -float(text[start:end] == "Taliban"))
    sentiments = name_swap.scored(biased, variants)
    assert name_swap.shift(sentiments) == pytest.approx(2 / 10)
    assert name_swap.moved(sentiments) == 1
    lean = name_swap.lean(sentiments)
    assert min(lean, key=lean.__getitem__) == "the Taliban"


@pytest.mark.parametrize(
    ("sentence", "target", "norway", "ministry"),
    [
        ("He praised Obama.", "Obama", "He praised [Norway].", "He praised the [ministry]."),
        (
            "The Pentagon praised Kabul.",
            "Pentagon",
            "[Norway] praised Kabul.",
            "The [ministry] praised Kabul.",
        ),
        (
            "Prime Minister David Cameron resigned.",
            "David Cameron",
            "[Norway] resigned.",
            "The [ministry] resigned.",
        ),
        (
            "They attacked an American convoy.",
            "American",
            "They attacked a [Norwegian] convoy.",
            "They attacked a [ministry] convoy.",
        ),
        (
            "Critics mocked his speech.",
            "his",
            "Critics mocked [Norway's] speech.",
            "Critics mocked the [ministry's] speech.",
        ),
        (
            "Obama's speech was long.",
            "Obama",
            "[Norway]'s speech was long.",
            "The [ministry]'s speech was long.",
        ),
    ],
)
def test_a_name_takes_the_form_that_fits(sentence: str, target: str, norway: str, ministry: str):
    variants = name_swap.renamed(marked(sentence, target), np.array([0]))
    shown = [
        f"{text[:start]}[{text[start:end]}]{text[end:]}"
        for text, start, end in zip(*variants, strict=True)
    ]
    assert norway in shown
    assert ministry in shown


def test_a_target_without_a_word_of_its_own_is_a_name():
    tree = next(parse(["Kabul praised Obama."]))
    assert name_swap.form_of(tree, 5, 6) == ("name", 5)


def test_the_sample_is_seeded_and_not_larger_than_the_set():
    targets = marked("Kabul praised Obama.", "Kabul", "Obama")
    assert name_swap.sample(targets).tolist() == [0, 1]
    many = Targets(SENTENCES, [0] * 120, [1] * 120, TRUTH, [""] * 120)
    drawn = name_swap.sample(many, 50)
    assert len(set(drawn.tolist())) == 50
    np.testing.assert_array_equal(drawn, name_swap.sample(many, 50))


def test_a_target_has_the_voice_of_its_place():
    sentence = "“Kabul has betrayed every one of its allies,” an aide to Obama said."
    assert voices(marked(sentence, "Kabul", "Obama")).tolist() == ["quoted", "outlet"]


def test_targets_of_a_sentence_are_counted_once_a_place():
    three = marked("Kabul and Obama met Putin.", "Kabul", "Obama", "Putin")
    twice = marked("Cameron resigned.", "Cameron", "Cameron")
    assert targets_beside(three + twice).tolist() == ["3+", "3+", "3+", "1", "1"]


def test_a_back_end_is_read_through_the_toolkit():
    scorer = of_back_end("vader")
    sentence = "Obama gave a wonderful, brilliant speech."
    assert scorer.classes([sentence], [0], [5]).tolist() == [1]
    assert scorer.sentiments([sentence], [0], [5])[0] > 0
