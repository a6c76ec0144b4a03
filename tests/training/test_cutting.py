"""A student begins as a part of its teacher."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from toolkit.training import classifier, cutting, soft_labels
from toolkit.training.fine_tuning import Settings, train, wanted
from toolkit.training.lessons import Lessons
from toolkit.training.targets import Target, classes


@pytest.fixture
def trained(tiny_encoder: Path, tmp_path: Path) -> Path:
    model, tokenizer = classifier.build(tiny_encoder)
    classifier.save(model, tokenizer, tmp_path / "trained")
    return tmp_path / "trained"


def _logits(folder: Path, material: Lessons) -> np.ndarray:
    model, tokenizer = classifier.load(folder)
    return classifier.predict(model, tokenizer, [one.marked() for one in material.train])


def test_with_all_its_layers_and_words_it_says_the_same(trained, material, tmp_path):
    same = cutting.cut(trained, tmp_path / "cut", layers=[0, 1])
    np.testing.assert_allclose(_logits(same, material), _logits(trained, material), atol=1e-6)


def test_words_that_are_used_say_the_same_in_a_smaller_vocabulary(trained, material, tmp_path):
    _, tokenizer = classifier.load(trained)
    material = Lessons(material.train[:3], material.measures, 0)
    texts = [one.marked(masked=hide) for one in material.train for hide in (False, True)]
    tokens = cutting.used_tokens(tokenizer, texts, least=1)
    assert len(tokens) < tokenizer.get_vocab_size()
    cut = cutting.cut(trained, tmp_path / "cut", [0, 1], tokens)
    np.testing.assert_allclose(_logits(cut, material), _logits(trained, material), atol=1e-6)
    assert classifier.load(cut)[1].get_vocab_size() == len(tokens)


def test_fewer_layers_say_something_else(trained, material, tmp_path):
    cut = cutting.cut(trained, tmp_path / "cut", layers=[1])
    assert np.abs(_logits(cut, material) - _logits(trained, material)).max() > 1e-4


def test_teachers_are_averaged_and_asked_once(trained, material, tmp_path):
    parts = tmp_path / "parts"
    once = soft_labels.label(material.train, [trained], parts, progress=False)
    assert once.shape == (7, 2, 3)
    np.testing.assert_allclose(once[:, 0], _logits(trained, material), atol=1e-6)
    for file in parts.glob("*.npy"):
        np.save(file, np.load(file) + 1)  # if it is asked again, this is lost
    np.testing.assert_allclose(
        soft_labels.label(material.train, [trained], parts, progress=False), once + 1, atol=1e-6
    )


def test_a_teacher_speaks_alone_where_nobody_coded(material):
    uncoded = Target("Kabul praised Pakistan.", 14, 22)
    taught = np.zeros((2, 2, 3), dtype="float32")
    taught[:, :, 2] = 9
    some = Lessons([material.train[1], uncoded], material.measures, 0, taught)
    aims = wanted(some, Settings(smoothing=0.0, gold=0.5))
    assert classes(some.train).tolist() == [0, -1]
    np.testing.assert_allclose(aims[0, 0], [0.5, 0, 0.5], atol=1e-3)
    np.testing.assert_allclose(aims[1, 1], [0, 0, 1], atol=1e-3)


def test_a_student_goes_on_from_its_start_and_learns_what_it_is_taught(trained, material, tmp_path):
    taught = np.zeros((7, 2, 3), dtype="float32")
    taught[:, :, 0] = 5
    lessons = Lessons(material.train, material.measures, 0, taught)
    settings = Settings(epochs=20, batch=7, rate=1e-2, gold=0.0, smoothing=0.0)
    done = train(lessons, trained, tmp_path / "run", settings, progress=False)
    assert done is not None
    assert (_logits(done, material).argmax(axis=1) == 0).all()
