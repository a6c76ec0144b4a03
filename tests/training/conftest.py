"""An encoder of a few thousand weights, and a few sentences to learn from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.training.lessons import Lessons
from toolkit.training.targets import Target

WORDS = (
    "the taliban pakistan kabul praised condemned kept broke its word envoy met on monday".split()
)
FIRST = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
UNUSED = [f"[unused{number}]" for number in range(3)]


def target(sentence: str, mention: str, polarity: int) -> Target:
    start = sentence.index(mention)
    return Target(sentence, start, start + len(mention), polarity)


@pytest.fixture
def material() -> Lessons:
    rows = [
        target("Kabul praised Pakistan on Monday.", "Pakistan", 1),
        target("Kabul condemned Pakistan.", "Pakistan", -1),
        target("The envoy met the Taliban on Monday.", "Taliban", 0),
        target("Pakistan kept its word.", "Pakistan", 1),
        target("The Taliban broke its word on Monday, the envoy condemned it.", "Taliban", -1),
        target("The envoy of Pakistan met Kabul.", "Kabul", 0),
        target("Pakistan condemned the Taliban.", "Taliban", -1),
    ]
    return Lessons(train=rows, measures={"dev_rw": rows[:3], "dev_mt": rows[2:5]}, dropped=0)


@pytest.fixture
def tiny_encoder(tmp_path: Path) -> Path:
    """An MPNet with two small layers, laid down as a released encoder is."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    folder = tmp_path / "tiny"
    vocabulary = [*FIRST, *UNUSED, "@", "#", ".", ",", *WORDS]
    config = transformers.MPNetConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=300,
    )
    torch.manual_seed(0)
    transformers.MPNetModel(config).save_pretrained(str(folder))
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def newsmtsc(tmp_path: Path, material: Lessons) -> Path:
    """A folder like NewsMTSC's."""
    folder = tmp_path / "newsmtsc"
    folder.mkdir()
    for name, part in {"train": material.train, **material.measures}.items():
        lines = [
            json.dumps(
                {
                    "sentence": row.sentence,
                    "mention": row.sentence[row.start : row.end],
                    "from": row.start,
                    "to": row.end,
                    "polarity": row.polarity,
                }
            )
            for row in part
        ]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def tiny_tokenizer():
    pytest.importorskip("tokenizers")
    return _tokenizer([*FIRST, *UNUSED, "@", "#", ".", ",", *WORDS])


def _tokenizer(vocabulary: list[str]):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    numbers = {word: number for number, word in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer
