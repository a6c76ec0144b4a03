"""Train the teacher: a large encoder fine-tuned on labelled targets.

The teacher is what smaller models learn from, and the ``base`` model for those who have the
time. Run it as ``python -m toolkit.training.teacher ../shared/data/newsmtsc --seed 1 --out
DIR``. It learns from NewsMTSC's training part alone, half of the copies with the target's
own words masked, and is measured on both development parts after every epoch, with the
targets shown and masked. A stopped run goes on where it was when it is started again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.training import classifier, encoders
from toolkit.training.fine_tuning import Settings, train
from toolkit.training.lessons import MEASURES, lessons
from toolkit.training.overlap import RUN


def main(words: Sequence[str] | None = None) -> int:
    """Train a teacher from the command line.

    Parameters
    ----------
    words
        The command line's; ``sys.argv`` by default.

    Returns
    -------
    int
        0, or 2 when there is something for the user to mend.
    """
    given = _arguments(words)
    settings = Settings(given.seed, given.epochs, given.batch, precision=given.precision)
    try:
        classifier.torch_or_say_so()
        material = lessons(given.data)
        print(
            f"{len(material.train)} targets to learn from; {material.dropped} left out that "
            f"share {RUN} words in a row with {' or '.join(MEASURES)}"
        )
        encoder = given.encoder or encoders.fetch()
        train(material, encoder, given.out, settings, stop_after=given.stop_after)
    except ToolkitError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m toolkit.training.teacher", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of NewsMTSC")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--encoder", type=Path, help="an encoder's folder; fetched by default")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--batch", type=int, default=Settings.batch)
    parser.add_argument("--precision", choices=("float32", "bfloat16"), default="float32")
    parser.add_argument("--stop-after", type=int, help="stop when so many steps are done")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
