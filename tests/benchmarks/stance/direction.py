"""Whether a score moves the right way when a sentence is written the other way round.

``tests/gold/direction.jsonl`` holds pairs of sentences about one target, one of which
portrays it clearly better, and pairs that differ in something that is no stance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .scorers import Scorer

GOLD = Path(__file__).parents[2] / "gold" / "direction.jsonl"

#: A move smaller than this is lost in a timeline.
CLEAR = 0.3


@dataclass(frozen=True)
class Moves:
    """How the score moved from the first to the second sentence of each pair, and its kind."""

    kinds: np.ndarray
    moves: np.ndarray

    def of_kind(self, kind: str) -> np.ndarray:
        return self.moves[self.kinds == kind]

    def ordered(self) -> np.ndarray:
        """The moves of the pairs that have a right way."""
        return self.moves[self.kinds != "same"]


def pairs() -> list[dict]:
    """Read the gold file."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def moves(scorer: Scorer, rows: list[dict]) -> Moves:
    """Score both sentences of each pair: better less worse, one less other."""
    first, second = _side(rows, "better", "one"), _side(rows, "worse", "other")
    moved = scorer.sentiments(*first) - scorer.sentiments(*second)
    return Moves(np.array([row["kind"] for row in rows]), moved)


def right(moved: np.ndarray, least: float = CLEAR) -> float:
    """The share of pairs that moved the right way by ``least`` or more.

    With ``least`` 0, any move up counts and standing still does not.
    """
    return float(((moved >= least) & (moved > 0)).mean())


def backwards(moved: np.ndarray, least: float = CLEAR) -> float:
    """The share that moved the wrong way: worse than not seeing the difference."""
    return right(-moved, least)


def _side(rows: list[dict], ordered: str, same: str) -> tuple[list[str], list[int], list[int]]:
    keys = [same if row["kind"] == "same" else ordered for row in rows]
    return (
        [row[key] for row, key in zip(rows, keys, strict=True)],
        [row[f"start_{key}"] for row, key in zip(rows, keys, strict=True)],
        [row[f"end_{key}"] for row, key in zip(rows, keys, strict=True)],
    )
