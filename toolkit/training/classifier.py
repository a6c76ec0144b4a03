"""The classifier of target sentiment: an encoder, and a line through two of its readings.

One reading is the final state of the marker that opens the target, the other the mean of
the sentence's final states; both together go through one linear layer to the classes of
:data:`toolkit.training.targets.POLARITIES`. PyTorch is imported where it is used, so that
the rest of the toolkit never needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import PathNotFound, ToolkitError
from toolkit.training import batches, marking
from toolkit.training.targets import POLARITIES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Share of the two readings that is dropped while learning.
DROPOUT = 0.1


class TrainingNotInstalled(ToolkitError):
    """The packages that training needs are not there."""


def torch_or_say_so() -> ModuleType:
    """Import PyTorch.

    Returns
    -------
    module

    Raises
    ------
    TrainingNotInstalled
        When it, or transformers, is not installed.
    """
    try:
        import torch
        import transformers  # noqa: F401 -- as much needed, and better missed at the start
    except ImportError as error:
        raise TrainingNotInstalled(
            f"training needs PyTorch and transformers ({error})",
            mend="pip install 'media-portrayal[train]'",
        ) from error
    return torch


def build(encoder: str | Path) -> tuple[Any, Tokenizer]:
    """Put a fresh classifier on a pretrained encoder, or take up one that was trained.

    Parameters
    ----------
    encoder
        A folder with ``config.json``, ``tokenizer.json`` and ``model.safetensors``; where it
        was written by :func:`save`, its layer is kept.

    Returns
    -------
    (torch.nn.ModuleDict, tokenizers.Tokenizer)
        The classifier, its layer drawn from PyTorch's generator, and the tokenizer with the
        markers of :mod:`toolkit.training.marking`.
    """
    torch_or_say_so()
    from safetensors import safe_open
    from transformers import AutoModel

    with safe_open(str(Path(encoder) / "model.safetensors"), framework="pt") as weights:
        if "head.weight" in weights.keys():  # noqa: SIM118 -- no dict
            return load(encoder)
    tokenizer = tokenizer_of(encoder)
    with _quiet():  # the layer for sentence embeddings is left behind on purpose
        pretrained = AutoModel.from_pretrained(str(encoder), add_pooling_layer=False)
    model = _classifier(pretrained)
    _start_markers(model, tokenizer)
    return model, tokenizer


def save(model: Any, tokenizer: Tokenizer, folder: str | Path) -> None:
    """Write a classifier down: configuration, tokenizer and weights.

    Parameters
    ----------
    model, tokenizer
        From :func:`build`.
    folder
        Made if it is not there.
    """
    from safetensors.torch import save_file

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    model["encoder"].config.save_pretrained(str(place))
    tokenizer.save(str(place / "tokenizer.json"))
    weights = {name: weight.contiguous().cpu() for name, weight in model.state_dict().items()}
    save_file(weights, str(place / "model.safetensors"))


def load(folder: str | Path) -> tuple[Any, Tokenizer]:
    """Read a classifier that :func:`save` wrote.

    Parameters
    ----------
    folder
        Where it lies.

    Returns
    -------
    (torch.nn.ModuleDict, tokenizers.Tokenizer)
    """
    torch_or_say_so()
    from safetensors.torch import load_file
    from transformers import AutoConfig, AutoModel

    tokenizer = tokenizer_of(folder)
    config = AutoConfig.from_pretrained(str(folder))
    model = _classifier(AutoModel.from_config(config, add_pooling_layer=False))
    model.load_state_dict(load_file(str(Path(folder) / "model.safetensors")))
    return model.eval(), tokenizer


def tokenizer_of(folder: str | Path) -> Tokenizer:
    """Read the tokenizer of an encoder or a classifier.

    Parameters
    ----------
    folder
        Where its ``tokenizer.json`` lies.

    Returns
    -------
    tokenizers.Tokenizer
        With the markers.

    Raises
    ------
    PathNotFound
        When there is none.
    """
    from tokenizers import Tokenizer

    path = Path(folder) / "tokenizer.json"
    if not path.is_file():
        raise PathNotFound("there is no tokenizer", mend="name an encoder's folder", file=path)
    return marking.with_markers(Tokenizer.from_file(str(path)))


def logits(model: Any, ids: Sequence[Sequence[int]], tokenizer: Tokenizer) -> Any:
    """Run the classifier over one batch.

    Parameters
    ----------
    model, tokenizer
        From :func:`build` or :func:`load`.
    ids
        Token numbers from :func:`toolkit.training.marking.encode`.

    Returns
    -------
    torch.Tensor
        A row an example, a column a class, in single precision.
    """
    torch = torch_or_say_so()
    device = model["head"].weight.device
    opening = marking.opening_of(tokenizer)
    numbers, mask = batches.padded(ids, model["encoder"].config.pad_token_id)
    tokens = torch.from_numpy(numbers).to(device)
    attended = torch.from_numpy(mask).to(device)
    states = model["encoder"](input_ids=tokens, attention_mask=attended).last_hidden_state
    marker = states[torch.arange(len(ids)), [list(row).index(opening) for row in ids]]
    weight = attended.unsqueeze(-1).to(states.dtype)
    mean = (states * weight).sum(dim=1) / weight.sum(dim=1)
    readings = model["dropout"](torch.cat([marker, mean], dim=-1))
    return model["head"](readings).float()


def predict(model: Any, tokenizer: Tokenizer, marked: Sequence[str], batch: int = 32) -> np.ndarray:
    """Run the classifier over marked sentences, without learning.

    Parameters
    ----------
    model, tokenizer
        From :func:`build` or :func:`load`.
    marked
        From :func:`toolkit.training.marking.mark`.
    batch
        Sentences at a time.

    Returns
    -------
    numpy.ndarray
        float32 logits: a row a sentence in the order given, a column a class.
    """
    torch = torch_or_say_so()
    ids = marking.encode(tokenizer, marked)
    found = np.zeros((len(ids), len(POLARITIES)), dtype="float32")
    learning = model.training
    model.eval()
    with torch.inference_mode():
        for places in batches.by_length([len(row) for row in ids], batch):
            rows = logits(model, [ids[place] for place in places], tokenizer)
            found[places] = rows.cpu().numpy()
    model.train(learning)
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    from transformers.utils import logging

    before, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(before)
        if bars:
            logging.enable_progress_bar()


def _classifier(encoder: Any) -> Any:
    torch = torch_or_say_so()
    head = torch.nn.Linear(2 * encoder.config.hidden_size, len(POLARITIES))
    return torch.nn.ModuleDict(
        {"encoder": encoder, "dropout": torch.nn.Dropout(DROPOUT), "head": head}
    )


def _start_markers(model: Any, tokenizer: Tokenizer) -> None:
    # An unused word's vector was never learnt; it starts as a copy of a known one.
    torch = torch_or_say_so()
    vectors = model["encoder"].get_input_embeddings().weight
    with torch.no_grad():
        for marker, known in marking.STARTS_FROM.items():
            numbers = [tokenizer.token_to_id(word) for word in known]
            found = [number for number in numbers if number is not None]
            if found:
                vectors[tokenizer.token_to_id(marker)] = vectors[found[0]]
