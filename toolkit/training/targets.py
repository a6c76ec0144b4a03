"""Labelled targets in sentences, and which of their copies hide who the target is.

The sentences are NewsMTSC's (Hamborg & Donnay, "NewsMTSC: a dataset for (multi-)target-
dependent sentiment classification in political news articles", EACL 2021; MIT).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.errors import EmptyCorpus, MissingColumn, PathNotFound, UnreadableFile, WrongTable
from toolkit.training.marking import mark

#: The classes in the order of a classifier's outputs.
POLARITIES = (-1, 0, 1)


@dataclass(frozen=True)
class Target:
    """A target in a sentence, and how it is written about.

    Parameters
    ----------
    sentence
        The sentence.
    start, end
        The target's characters, end exclusive.
    polarity
        -1 unfavourable, 0 neutral, 1 favourable; ``None`` where nobody has coded it.
    """

    sentence: str
    start: int
    end: int
    polarity: int | None = None

    def marked(self, *, masked: bool = False) -> str:
        """Give the sentence with this target marked: :func:`toolkit.training.marking.mark`."""
        return mark(self.sentence, self.start, self.end, masked=masked)


def read(path: str | Path, *, coded: bool = True) -> list[Target]:
    """Read the rows of NewsMTSC, or of a file like it.

    Parameters
    ----------
    path
        JSON Lines with ``sentence``, ``mention``, ``from``, ``to`` and ``polarity``.
    coded
        Whether every row must have a polarity; else none is read.

    Returns
    -------
    list of Target
        In the order of the file.

    Raises
    ------
    PathNotFound
        When there is no such file.
    UnreadableFile
        When a row is no JSON object.
    MissingColumn
        When a row lacks a field.
    WrongTable
        When the characters ``from`` to ``to`` are not the mention, or the polarity is none.
    EmptyCorpus
        When it has no row.
    """
    path = Path(path)
    if not path.is_file():
        raise PathNotFound(
            "there is no such file", mend="name the folder that holds NewsMTSC", file=path
        )
    # Not splitlines: a sentence may hold one of the rarer line ends of Unicode.
    lines = path.read_text(encoding="utf-8").split("\n")
    targets = [_target(line, path, row, coded) for row, line in enumerate(lines, 1) if line.strip()]
    if not targets:
        raise EmptyCorpus("the file has no row", mend="name another file", file=path)
    return targets


def hidden(n: int, epoch: int, seed: int) -> np.ndarray:
    """Choose the half of the training copies whose target's own words are masked.

    Parameters
    ----------
    n
        How many targets there are.
    epoch
        Counted from 0. A target that is hidden in one epoch shows in the next.
    seed
        Of the choice.

    Returns
    -------
    numpy.ndarray
        True where the copy hides its target.

    Examples
    --------
    >>> first, second = hidden(6, epoch=0, seed=1), hidden(6, epoch=1, seed=1)
    >>> int(first.sum()), bool((first != second).all())
    (3, True)
    """
    ranks = np.random.default_rng([seed, 0]).permutation(n)
    return (ranks + epoch) % 2 == 1


def marked(targets: Sequence[Target], masked: np.ndarray) -> list[str]:
    """Mark every target, some of them masked.

    Parameters
    ----------
    targets
        The labelled targets.
    masked
        True where the target's own words are hidden.

    Returns
    -------
    list of str
    """
    return [target.marked(masked=bool(hide)) for target, hide in zip(targets, masked, strict=True)]


def classes(targets: Sequence[Target]) -> np.ndarray:
    """Give the place of each target's polarity in :data:`POLARITIES`.

    Parameters
    ----------
    targets
        The labelled targets.

    Returns
    -------
    numpy.ndarray
        int64: 0, 1 or 2; -1 where nobody has coded it.
    """
    known = [
        -1 if target.polarity is None else POLARITIES.index(target.polarity) for target in targets
    ]
    return np.array(known, dtype="int64")


def write(targets: Sequence[Target], path: str | Path) -> None:
    """Write targets as :func:`read` reads them.

    Parameters
    ----------
    targets
        The targets.
    path
        The file.
    """
    lines = []
    for one in targets:
        mention = one.sentence[one.start : one.end]
        row = {"sentence": one.sentence, "mention": mention, "from": one.start, "to": one.end}
        if one.polarity is not None:
            row["polarity"] = one.polarity
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    Path(path).write_text("".join(lines), encoding="utf-8")


def _target(line: str, path: Path, row: int, coded: bool) -> Target:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"the line is not JSON ({error.msg})", mend="mend or delete it", file=path, row=row
        ) from error
    for name in ("sentence", "mention", "from", "to", "polarity")[: 5 if coded else 4]:
        if not isinstance(fields, dict) or name not in fields:
            raise MissingColumn(
                f"the row has no '{name}'", mend="add it or delete the row", file=path, row=row
            )
    _check(fields, path, row)
    span = fields["sentence"], fields["from"], fields["to"]
    return Target(*span, int(fields["polarity"])) if coded else Target(*span)


def _check(fields: dict[str, Any], path: Path, row: int) -> None:
    sentence, start, end = fields["sentence"], fields["from"], fields["to"]
    if not isinstance(sentence, str) or not isinstance(start, int) or not isinstance(end, int):
        raise WrongTable(
            "the sentence is no text, or 'from' and 'to' are no whole numbers",
            mend="mend or delete the row",
            file=path,
            row=row,
        )
    if not 0 <= start < end <= len(sentence) or sentence[start:end] != fields["mention"]:
        raise WrongTable(
            f"the characters {start}:{end} of the sentence are {sentence[start:end]!r}, "
            f"not the mention {fields['mention']!r}",
            mend="mend 'from' and 'to', in characters of the sentence and end exclusive",
            file=path,
            row=row,
        )
    if "polarity" in fields and fields["polarity"] not in POLARITIES:
        raise WrongTable(
            f"the polarity is {fields['polarity']!r}",
            mend="use -1, 0 or 1",
            file=path,
            row=row,
        )
