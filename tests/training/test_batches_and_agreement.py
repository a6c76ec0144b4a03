"""Every example is learnt once an epoch, with little padding; scores are the textbook's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.training.agreement import accuracy, confusion, f1_by_class, macro_f1
from toolkit.training.batches import by_length, padded, shuffled


@given(
    lengths=st.lists(st.integers(3, 200), min_size=1, max_size=300),
    size=st.integers(1, 16),
    epoch=st.integers(0, 5),
)
def test_every_example_is_in_one_batch(lengths: list[int], size: int, epoch: int):
    for batches in (shuffled(lengths, size, epoch, seed=1), by_length(lengths, size)):
        assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
        assert len(batches) == -(-len(lengths) // size)
        assert max(map(len, batches)) <= size


def test_an_epoch_can_be_drawn_again_and_the_next_is_another():
    lengths = list(range(100))

    def drawn(epoch: int, seed: int) -> list[list[int]]:
        return [batch.tolist() for batch in shuffled(lengths, 8, epoch, seed)]

    assert drawn(0, 1) == drawn(0, 1)
    assert drawn(0, 1) != drawn(1, 1)
    assert drawn(0, 1) != drawn(0, 2)


def test_batches_of_like_length_hold_little_padding():
    lengths = np.random.default_rng(0).integers(5, 120, 2000)
    batches = shuffled(lengths.tolist(), 16, epoch=0, seed=1)
    with_padding = sum(lengths[batch].max() * len(batch) for batch in batches)
    assert with_padding < 1.1 * lengths.sum()


def test_padding_is_masked():
    numbers, mask = padded([[5, 6], [7, 8, 9]], padding=1)
    assert numbers.tolist() == [[5, 6, 1], [7, 8, 9]]
    assert mask.sum(axis=1).tolist() == [2, 3]


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_those_of_scikit_learn(seed: int):
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(seed)
    truth, guess = random.integers(0, 3, 200), random.integers(0, 3, 200)
    counts = confusion(truth, guess)
    np.testing.assert_array_equal(counts, metrics.confusion_matrix(truth, guess))
    assert accuracy(counts) == pytest.approx(metrics.accuracy_score(truth, guess))
    np.testing.assert_allclose(f1_by_class(counts), metrics.f1_score(truth, guess, average=None))
    assert macro_f1(counts) == pytest.approx(metrics.f1_score(truth, guess, average="macro"))


def test_a_class_that_is_never_seen_counts_as_missed():
    assert macro_f1(confusion(np.array([0, 1]), np.array([0, 1]))) == pytest.approx(2 / 3)
