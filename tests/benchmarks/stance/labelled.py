"""Sentences in which a target is marked, with or without a coded stance, from ``../shared``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from toolkit import quotes
from toolkit.sentences import spans

SHARED = Path(__file__).parents[4] / "shared" / "data"


@dataclass(frozen=True)
class Targets:
    """Marked targets; every list has an entry a target, ``truth`` is -1, 0 or 1."""

    sentences: list[str]
    starts: list[int]
    ends: list[int]
    truth: np.ndarray
    actors: list[str]

    def __len__(self) -> int:
        return len(self.sentences)

    def surfaces(self) -> list[str]:
        places = zip(self.sentences, self.starts, self.ends, strict=True)
        return [sentence[start:end] for sentence, start, end in places]

    def __add__(self, other: Targets) -> Targets:
        return Targets(
            self.sentences + other.sentences,
            self.starts + other.starts,
            self.ends + other.ends,
            np.concatenate([self.truth, other.truth]),
            self.actors + other.actors,
        )


def newsmtsc(part: str) -> Targets:
    """NewsMTSC (Hamborg & Donnay, EACL 2021): ``train``, ``dev_rw`` or ``dev_mt``."""
    rows = _lines(SHARED / "newsmtsc" / f"{part}.jsonl")
    return Targets(
        [row["sentence"] for row in rows],
        [row["from"] for row in rows],
        [row["to"] for row in rows],
        np.array([int(row["polarity"]) for row in rows]),
        [""] * len(rows),
    )


def afpak() -> Targets:
    """Pakistan, the Taliban and the United States as actors, in sentences of the real corpus."""
    rows = _lines(SHARED / "afpak" / "coded.jsonl")
    rows = [row for row in rows if row["is_actor"] == "actor" and row["stance"] is not None]
    return Targets(
        [row["sentence"] for row in rows],
        [row["start"] for row in rows],
        [row["end"] for row in rows],
        np.array([int(row["stance"]) for row in rows]),
        [row["actor"] for row in rows],
    )


def voices(targets: Targets) -> np.ndarray:
    """Say for each target whose words it stands in: ``outlet``, ``quoted`` or ``reported``.

    The sentence is read alone, so a quotation that began in the sentence before is missed.
    """
    return np.array(
        [
            _voice(sentence, start)
            for sentence, start in zip(targets.sentences, targets.starts, strict=True)
        ]
    )


def _voice(sentence: str, position: int) -> str:
    marks = quotes.quotations(sentence)
    said = quotes.attributions(sentence, spans(sentence), marks)
    return quotes.voice_at(said, marks, position, sentence)[0]


def targets_beside(targets: Targets) -> np.ndarray:
    """Count the coded targets of each target's sentence, as ``1``, ``2`` or ``3+``.

    A place coded twice (one person under two names) counts once; who is named but was not
    coded is not counted.
    """
    places: dict[str, set[tuple[int, int]]] = {}
    rows = list(zip(targets.sentences, targets.starts, targets.ends, strict=True))
    for sentence, start, end in rows:
        places.setdefault(sentence, set()).add((start, end))
    counts = [len(places[sentence]) for sentence, _, _ in rows]
    return np.array([str(count) if count < 3 else "3+" for count in counts])


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
