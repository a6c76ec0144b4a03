"""What a model learns from, and the development parts that only ever measure it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from toolkit.training.overlap import shares_a_run
from toolkit.training.targets import Target, read

#: The parts of NewsMTSC that measure and never train.
MEASURES = ("dev_rw", "dev_mt")


@dataclass(frozen=True)
class Lessons:
    """What there is to learn, and what measures it.

    Parameters
    ----------
    train
        The targets that are learnt from.
    measures
        The targets of each development part.
    dropped
        How many training targets share a run of words with a development part.
    taught
        What a teacher says of each training target: logits, a row a target, shown and masked,
        a column a class (float32, n x 2 x 3). None where there is no teacher.
    """

    train: list[Target]
    measures: dict[str, list[Target]]
    dropped: int
    taught: np.ndarray | None = None

    def fingerprint(self) -> str:
        """Give a hash of what is learnt from."""
        found = hashlib.sha256(json.dumps([astuple(one) for one in self.train]).encode())
        if self.taught is not None:
            found.update(self.taught.tobytes())
        return found.hexdigest()[:16]


def lessons(folder: str | Path) -> Lessons:
    """Read NewsMTSC, and leave out of its training part what the others share.

    Parameters
    ----------
    folder
        With ``train.jsonl``, ``dev_rw.jsonl`` and ``dev_mt.jsonl``.

    Returns
    -------
    Lessons
    """
    train = read(Path(folder) / "train.jsonl")
    measures = {name: read(Path(folder) / f"{name}.jsonl") for name in MEASURES}
    measured = [target.sentence for part in measures.values() for target in part]
    shared = shares_a_run([target.sentence for target in train], measured)
    kept = [target for target, is_shared in zip(train, shared, strict=True) if not is_shared]
    return Lessons(kept, measures, int(shared.sum()))
