"""The classifier reads the marked target, and does not care what company it is scored in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from toolkit.errors import PathNotFound
from toolkit.training import classifier
from toolkit.training.marking import OPENING, mark

SENTENCES = [
    mark("Kabul praised Pakistan on Monday.", 14, 22),
    mark("Kabul praised Pakistan on Monday.", 0, 5),
    mark("The Taliban broke its word on Monday, the envoy condemned the Taliban.", 4, 11),
]


def test_the_training_package_imports_without_torch():
    code = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "transformers"):
            raise ModuleNotFoundError(f"No module named '{name}'")

sys.meta_path.insert(0, Missing())
from toolkit.training import teacher
sys.exit(teacher.main(["nowhere", "--out", "nowhere"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert "needs PyTorch and transformers" in done.stderr
    assert "pip install 'media-portrayal[train]'" in done.stderr


def test_a_score_does_not_depend_on_the_batch(tiny_encoder: Path):
    model, tokenizer = classifier.build(tiny_encoder)
    together = classifier.predict(model, tokenizer, SENTENCES)
    alone = [classifier.predict(model, tokenizer, [sentence])[0] for sentence in SENTENCES]
    assert together.shape == (3, 3)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_another_target_of_the_same_sentence_has_another_score(tiny_encoder: Path):
    model, tokenizer = classifier.build(tiny_encoder)
    scores = classifier.predict(model, tokenizer, SENTENCES[:2])
    assert not np.allclose(scores[0], scores[1], atol=1e-4)


def test_what_was_saved_scores_as_before(tiny_encoder: Path, tmp_path: Path):
    model, tokenizer = classifier.build(tiny_encoder)
    classifier.save(model, tokenizer, tmp_path / "saved")
    again, tokenizer_again = classifier.load(tmp_path / "saved")
    np.testing.assert_array_equal(
        classifier.predict(model, tokenizer, SENTENCES),
        classifier.predict(again, tokenizer_again, SENTENCES),
    )


def test_a_marker_starts_from_a_known_word(tiny_encoder: Path):
    model, tokenizer = classifier.build(tiny_encoder)
    vectors = model["encoder"].get_input_embeddings().weight
    assert vectors[tokenizer.token_to_id(OPENING)].equal(vectors[tokenizer.token_to_id("@")])


def test_predicting_leaves_a_learning_model_learning(tiny_encoder: Path):
    model, tokenizer = classifier.build(tiny_encoder)
    model.train()
    classifier.predict(model, tokenizer, SENTENCES)
    assert model.training


def test_a_folder_without_a_tokenizer_is_an_error(tmp_path: Path):
    pytest.importorskip("tokenizers")
    with pytest.raises(PathNotFound, match="there is no tokenizer"):
        classifier.tokenizer_of(tmp_path)
