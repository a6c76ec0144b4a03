"""What teachers say of targets: the mean of their logits, shown and masked.

Run it as ``python -m toolkit.training.soft_labels TARGETS --teachers DIR ... --out FILE``. It
writes a part every few minutes, so that a stopped run goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm.auto import tqdm

from toolkit.errors import ToolkitError
from toolkit.training import classifier
from toolkit.training.targets import POLARITIES, Target, marked, read

#: Targets a part.
PART = 4000


def label(
    targets: Sequence[Target],
    teachers: Sequence[str | Path],
    parts: str | Path,
    *,
    progress: bool = True,
) -> np.ndarray:
    """Ask teachers about targets.

    Parameters
    ----------
    targets
        The targets.
    teachers
        Folders of classifiers.
    parts
        A folder for what is finished; the same targets and teachers go on there.
    progress
        Show a progress bar.

    Returns
    -------
    numpy.ndarray
        float32 logits, the mean of the teachers': targets x shown and masked x classes.
    """
    place = Path(parts)
    place.mkdir(parents=True, exist_ok=True)
    total = np.zeros((len(targets), 2, len(POLARITIES)), dtype="float32")
    bar = tqdm(total=len(targets) * len(teachers), unit="target", disable=not progress)
    for teacher in map(Path, teachers):
        model, tokenizer = classifier.load(teacher)
        for first in range(0, len(targets), PART):
            some = targets[first : first + PART]
            file = place / f"{teacher.name}-{first:07}.npy"
            if not file.exists():
                _write(file, _logits(model, tokenizer, some))
            total[first : first + PART] += np.load(file)
            bar.update(len(some))
    bar.close()
    return total / len(teachers)


def _logits(model: Any, tokenizer: Any, targets: Sequence[Target]) -> np.ndarray:
    found = [
        classifier.predict(model, tokenizer, marked(targets, np.full(len(targets), hide)))
        for hide in (False, True)
    ]
    return np.stack(found, axis=1)


def _write(file: Path, logits: np.ndarray) -> None:
    half = file.with_suffix(".half")
    with half.open("wb") as opened:
        np.save(opened, logits)
    half.replace(file)


def main(words: Sequence[str] | None = None) -> int:
    """Label from the command line.

    Parameters
    ----------
    words
        The command line's; ``sys.argv`` by default.

    Returns
    -------
    int
        0, or 2 when there is something for the user to mend.
    """
    parser = argparse.ArgumentParser(
        prog="python -m toolkit.training.soft_labels", description=__doc__
    )
    parser.add_argument("targets", type=Path, help="JSON Lines, coded or not")
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True, help="the .npy file")
    given = parser.parse_args(words)
    try:
        targets = read(given.targets, coded=False)
        logits = label(targets, given.teachers, given.out.with_suffix(".parts"))
    except ToolkitError as error:
        print(error, file=sys.stderr)
        return 2
    _write(given.out, logits)
    return 0


if __name__ == "__main__":
    sys.exit(main())
