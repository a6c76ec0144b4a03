"""Fine-tune an encoder on labelled targets: the steps of one training run.

AdamW, a learning rate that rises and then falls in a line, smoothed labels, and half of each
epoch's copies with the target's own words masked. A run writes into one folder: its
checkpoint, ``log.jsonl`` (a line each start, some steps, and each measure), the logits of
the development parts after every epoch, and at the end the classifier.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax
from tqdm.auto import tqdm

from toolkit.training import agreement, batches, checkpoints, classifier, marking
from toolkit.training.lessons import Lessons
from toolkit.training.targets import POLARITIES, Target, classes, hidden, marked

#: A line in the log every so many steps.
LOGGED = 25


@dataclass(frozen=True)
class Settings:
    """How a teacher learns.

    Parameters
    ----------
    seed
        Of the layer's first weights, dropout, batches and masked copies.
    epochs
        How often each example is seen.
    batch
        Examples a step.
    rate
        The encoder's highest learning rate.
    head_factor
        So many times faster learns the layer on top.
    warm_up
        Share of the steps in which the rate rises; then it falls to 0.
    smoothing
        Share of the label that is spread over all classes.
    gold
        Share of the coders' label where a teacher speaks too.
    temperature
        What a teacher's logits are divided by.
    decay
        Weight decay, of matrices only.
    clip
        The longest gradient.
    precision
        ``float32``, or ``bfloat16`` for the products of matrices: faster on graphics cards
        and processors made for it, eight times slower on one that knows only AVX2.
    """

    seed: int = 1
    epochs: int = 3
    batch: int = 16
    rate: float = 2e-5
    head_factor: float = 10.0
    warm_up: float = 0.06
    smoothing: float = 0.05
    gold: float = 0.5
    temperature: float = 1.0
    decay: float = 0.01
    clip: float = 1.0
    precision: str = "float32"


def train(
    material: Lessons,
    encoder: str | Path,
    out: str | Path,
    settings: Settings | None = None,
    *,
    checkpoint_seconds: float = 240.0,
    stop_after: int | None = None,
    progress: bool = True,
) -> Path | None:
    """Fine-tune an encoder, or go on with it.

    Parameters
    ----------
    material
        From :func:`toolkit.training.lessons.lessons`.
    encoder
        The folder of the encoder to start from.
    out
        The folder of the run; a checkpoint in it is where it goes on.
    settings
        How to learn.
    checkpoint_seconds
        The longest time between two checkpoints.
    stop_after
        Write a checkpoint and stop when so many steps are done.
    progress
        Show a progress bar.

    Returns
    -------
    pathlib.Path or None
        The folder of the finished classifier; None when it was stopped before.

    Raises
    ------
    AnotherRun
        When the folder holds a run with other settings or data.
    TrainingNotInstalled
        When PyTorch is not there.
    """
    run = _Run(material, Path(encoder), Path(out), settings or Settings())
    last = min(run.total, stop_after if stop_after is not None else run.total)
    saved = time.monotonic()
    bar = tqdm(total=run.total, initial=run.step, unit="step", disable=not progress)
    while run.step < last:
        loss = run.learn()
        bar.update()
        bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        if run.step % run.epoch_steps == 0:
            run.measure()
        at_a_stop = run.step == last or run.step % run.epoch_steps == 0
        if at_a_stop or time.monotonic() - saved > checkpoint_seconds:
            run.save()
            saved = time.monotonic()
    bar.close()
    return run.finish() if run.step == run.total else None


def measure(model: Any, tokenizer: Any, targets: Sequence[Target], masked: bool) -> dict[str, Any]:
    """Measure a classifier on targets it did not learn from.

    Parameters
    ----------
    model, tokenizer
        From :mod:`toolkit.training.classifier`.
    targets
        The labelled targets.
    masked
        Hide the target's own words.

    Returns
    -------
    dict
        ``macro_f1``, ``accuracy``, ``f1`` by class, ``confusion``, and the ``logits``.
    """
    hide = np.full(len(targets), masked)
    found = classifier.predict(model, tokenizer, marked(targets, hide))
    counts = agreement.confusion(classes(targets), found.argmax(axis=1))
    return {
        "macro_f1": round(agreement.macro_f1(counts), 4),
        "accuracy": round(agreement.accuracy(counts), 4),
        "f1": np.round(agreement.f1_by_class(counts), 4).tolist(),
        "confusion": counts.tolist(),
        "logits": found,
    }


def warm_then_falling(step: int, total: int, warm_up: float) -> float:
    """Give the share of the highest learning rate at a step.

    Parameters
    ----------
    step
        Counted from 0.
    total
        How many steps there are.
    warm_up
        Share of the steps in which it rises.

    Returns
    -------
    float

    Examples
    --------
    >>> [round(warm_then_falling(step, 10, 0.2), 3) for step in range(10)]
    [0.5, 1.0, 1.0, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]
    """
    warm = max(1, round(total * warm_up))
    if step < warm:
        return (step + 1) / warm
    return (total - step) / max(1, total - warm)


def wanted(material: Lessons, settings: Settings) -> np.ndarray:
    """Give the probabilities that each copy of each target should get.

    Parameters
    ----------
    material
        What is learnt from.
    settings
        How the coders' labels are smoothed and mixed with a teacher's.

    Returns
    -------
    numpy.ndarray
        float32, targets x shown and masked x classes.
    """
    labels = classes(material.train)
    coded = labels >= 0
    eye = np.eye(len(POLARITIES))[np.maximum(labels, 0)]
    smooth = (1 - settings.smoothing) * eye + settings.smoothing / len(POLARITIES)
    aims = np.repeat(smooth[:, np.newaxis, :], 2, axis=1)
    if material.taught is not None:
        share = np.where(coded, settings.gold, 0.0)[:, np.newaxis, np.newaxis]
        aims = share * aims + (1 - share) * softmax(material.taught / settings.temperature, axis=-1)
    return aims.astype("float32")


class _Run:
    """One training run: its model, and where it stands."""

    def __init__(self, material: Lessons, encoder: Path, out: Path, settings: Settings) -> None:
        torch = classifier.torch_or_say_so()
        out.mkdir(parents=True, exist_ok=True)
        self.torch, self.material, self.out, self.settings = torch, material, out, settings
        self.epoch_steps = -(-len(material.train) // settings.batch)
        self.total = self.epoch_steps * settings.epochs
        self.wanted = torch.from_numpy(wanted(material, settings))
        start = checkpoints.fingerprint(encoder)
        self.identity = {
            **dataclasses.asdict(settings),
            "data": material.fingerprint(),
            "encoder": start,
        }
        self._ids: list[list[int]] = []
        self._batches: list[np.ndarray] = []
        self._hidden = np.zeros(0, dtype=bool)
        self._epoch = -1
        self._losses: list[float] = []  # since the last line of the log
        torch.manual_seed(settings.seed)
        self.model, self.tokenizer = classifier.build(encoder)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model.to(self.device).train()
        self.optimiser = _optimiser(self.model, settings)
        position = checkpoints.restore(out, self.identity, self.model, self.optimiser)
        self.step = position.step if position else 0
        self._before = position.seconds if position else 0.0
        self._started = time.monotonic()
        self.log("start", step=self.step, total=self.total, dropped=material.dropped, **_versions())

    @property
    def seconds(self) -> float:
        """Tell how long it has taken, over all the times it was started."""
        return self._before + time.monotonic() - self._started

    def learn(self) -> float:
        """Do the next step and give its loss."""
        places = self._next_batch()
        share = warm_then_falling(self.step, self.total, self.settings.warm_up)
        for group in self.optimiser.param_groups:
            group["lr"] = group["highest"] * share
        loss = self._loss(places)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.settings.clip)
        self.optimiser.step()
        self.step += 1
        self._losses.append(float(loss.detach()))
        if self.step % LOGGED == 0:
            self.log("step", step=self.step, loss=round(float(np.mean(self._losses)), 4))
            self._losses.clear()
        return float(loss.detach())

    def measure(self) -> None:
        """Measure on the development parts, with the targets shown and hidden."""
        epoch = self.step // self.epoch_steps
        for part, targets in self.material.measures.items():
            for masked in (False, True):
                found = measure(self.model, self.tokenizer, targets, masked)
                shown = "masked" if masked else "shown"
                np.save(self.out / f"{part}-{shown}-epoch-{epoch}.npy", found.pop("logits"))
                self.log("measure", epoch=epoch, part=part, target=shown, **found)

    def save(self) -> None:
        """Write a checkpoint."""
        position = checkpoints.Position(self.step, self.seconds)
        checkpoints.save(self.out, position, self.identity, self.model, self.optimiser)

    def finish(self) -> Path:
        """Write the classifier."""
        classifier.save(self.model, self.tokenizer, self.out)
        self.log("finish", step=self.step)
        return self.out

    def log(self, event: str, **facts: Any) -> None:
        """Add a line to the log."""
        line = {"event": event, "seed": self.settings.seed, "seconds": round(self.seconds), **facts}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def _next_batch(self) -> np.ndarray:
        epoch, place = divmod(self.step, self.epoch_steps)
        if epoch != self._epoch:
            targets, seed = self.material.train, self.settings.seed
            self._hidden = hidden(len(targets), epoch, seed)
            copies = marked(targets, self._hidden)
            self._ids = marking.encode(self.tokenizer, copies)
            lengths = [len(row) for row in self._ids]
            self._batches = batches.shuffled(lengths, self.settings.batch, epoch, seed)
            self._epoch = epoch
        return self._batches[place]

    def _loss(self, places: np.ndarray) -> Any:
        half = self.settings.precision == "bfloat16"
        with self.torch.autocast(self.device, dtype=self.torch.bfloat16, enabled=half):
            ids = [self._ids[place] for place in places]
            found = classifier.logits(self.model, ids, self.tokenizer)
        hide = self.torch.from_numpy(self._hidden[places].astype("int64"))
        aim = self.wanted[self.torch.from_numpy(places), hide].to(self.device)
        return self.torch.nn.functional.cross_entropy(found, aim)


def _optimiser(model: Any, settings: Settings) -> Any:
    torch = classifier.torch_or_say_so()
    groups: dict[tuple[float, float], list[Any]] = {}
    for name, weight in model.named_parameters():
        rate = settings.rate * (settings.head_factor if name.startswith("head.") else 1)
        decay = settings.decay if weight.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    described = [
        {"params": weights, "lr": rate, "highest": rate, "weight_decay": decay}
        for (rate, decay), weights in groups.items()
    ]
    return torch.optim.AdamW(described, fused=True)


def _versions() -> dict[str, str]:
    names = ("torch", "transformers", "tokenizers", "safetensors", "numpy")
    return {name: importlib.metadata.version(name) for name in names}
