"""Write down where a training run stands, so that a stopped run goes on exactly there.

A checkpoint holds the weights, the optimiser's memory, the state of every random generator
and the step. The learning rate and the batches follow from the step and the seed, so they
need not be kept. It is written beside the old one and then takes its place: whenever the
machine stops, one whole checkpoint is there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.training.classifier import torch_or_say_so

#: A checkpoint's file in the folder of its run.
NAME = "checkpoint.pt"


class AnotherRun(ToolkitError):
    """A checkpoint that was made with other settings or other data."""


@dataclass(frozen=True)
class Position:
    """Where a run stands.

    Parameters
    ----------
    step
        How many steps are done.
    seconds
        How long they took, over all the times it was started.
    """

    step: int
    seconds: float


def fingerprint(start: str | Path) -> str:
    """Give a hash of the weights that a run starts from.

    Parameters
    ----------
    start
        The folder of an encoder or a classifier.

    Returns
    -------
    str
    """
    with (Path(start) / "model.safetensors").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def save(
    folder: str | Path, position: Position, settings: dict[str, Any], model: Any, optimiser: Any
) -> None:
    """Write a checkpoint.

    Parameters
    ----------
    folder
        Of the run.
    position
        Where it stands.
    settings
        What makes two runs the same run: settings and the data's fingerprint.
    model, optimiser
        Of the run.
    """
    torch = torch_or_say_so()
    path = Path(folder) / NAME
    fresh = path.with_suffix(".new")
    state = {
        "step": position.step,
        "seconds": position.seconds,
        "settings": settings,
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "random": torch.get_rng_state(),
        "random_gpu": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    torch.save(state, fresh)
    fresh.replace(path)


def restore(
    folder: str | Path, settings: dict[str, Any], model: Any, optimiser: Any
) -> Position | None:
    """Bring a run back to its last checkpoint.

    Parameters
    ----------
    folder
        Of the run.
    settings
        As in :func:`save`.
    model, optimiser
        Of the run, freshly made; they are changed.

    Returns
    -------
    Position or None
        None when there is no checkpoint.

    Raises
    ------
    AnotherRun
        When the checkpoint belongs to another run.
    """
    torch = torch_or_say_so()
    path = Path(folder) / NAME
    if not path.exists():
        return None
    # On the processor first: the generator's state must stay there.
    state = torch.load(path, map_location="cpu", weights_only=True)
    _same_run(state["settings"], settings, path)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["random"])
    if torch.cuda.is_available() and state["random_gpu"]:
        torch.cuda.set_rng_state_all(state["random_gpu"])
    return Position(state["step"], state["seconds"])


def _same_run(then: dict[str, Any], now: dict[str, Any], path: Path) -> None:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            raise AnotherRun(
                f"the checkpoint was made with {name} {then.get(name)}, not {now.get(name)}",
                mend="name another --out, or delete the checkpoint",
                file=path,
            )
