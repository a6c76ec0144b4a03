"""Cut a trained classifier to fewer layers and fewer words: where a student starts from.

A student that begins with some of its teacher's own layers (Sajjad et al., "On the effect of
dropping layers of pre-trained transformer models", Computer Speech & Language 77, 2023)
learns in hours what one that begins elsewhere does not. English news uses two thirds of the
vocabulary; a word that is taken out is read as its pieces.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.training import classifier, marking

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def spread(layers: int, of: int) -> list[int]:
    """Choose layers evenly, the first and the last among them.

    Parameters
    ----------
    layers
        How many are kept.
    of
        How many there are.

    Returns
    -------
    list of int
        Counted from 0.

    Examples
    --------
    >>> spread(4, 12), spread(6, 12)
    ([0, 4, 7, 11], [0, 2, 4, 7, 9, 11])
    """
    return [round(place) for place in np.linspace(0, of - 1, layers)]


def used_tokens(tokenizer: Tokenizer, texts: Iterable[str], least: int = 2) -> list[int]:
    """Find the tokens of a vocabulary that texts use.

    Parameters
    ----------
    tokenizer
        Of the encoder.
    texts
        Such as every sentence of a corpus.
    least
        So often a token must stand there.

    Returns
    -------
    list of int
        Their numbers, with the special ones, the markers, and all that words can be spelled
        with, in order.
    """
    counts: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(list(texts)):
        counts.update(encoding.ids)
    kept = {number for number, count in counts.items() if count >= least}
    for token, number in tokenizer.get_vocab().items():
        special = token.startswith(("<", "[")) and token.endswith((">", "]"))
        if len(token.removeprefix("##")) == 1 or (special and not token.startswith("[unused")):
            kept.add(number)
    kept |= {tokenizer.token_to_id(marker) for marker in marking.STARTS_FROM}
    return sorted(kept)


def cut(
    trained: str | Path, out: str | Path, layers: Sequence[int], tokens: Sequence[int] | None = None
) -> Path:
    """Write a smaller classifier that begins as a part of a trained one.

    Parameters
    ----------
    trained
        The folder of a classifier.
    out
        The folder to write.
    layers
        Those that are kept, counted from 0.
    tokens
        Numbers of the words that are kept; all by default.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    torch = classifier.torch_or_say_so()
    model, tokenizer = classifier.load(trained)
    encoder = model["encoder"]
    stack = encoder.encoder.layer
    encoder.encoder.layer = torch.nn.ModuleList(stack[number] for number in layers)
    encoder.config.num_hidden_layers = len(layers)
    if tokens is not None:
        _keep_vectors(encoder, tokens)
        tokenizer = _smaller(tokenizer, tokens)
        _renumber(encoder.config, tokens)
    classifier.save(model, tokenizer, out)
    return Path(out)


def _keep_vectors(encoder: Any, tokens: Sequence[int]) -> None:
    torch = classifier.torch_or_say_so()
    old = encoder.get_input_embeddings()
    padding = old.padding_idx
    new = torch.nn.Embedding(
        len(tokens),
        old.embedding_dim,
        padding_idx=None if padding is None else list(tokens).index(padding),
    )
    with torch.no_grad():
        new.weight.copy_(old.weight[torch.tensor(list(tokens))])
    encoder.set_input_embeddings(new)
    encoder.config.vocab_size = len(tokens)


def _renumber(config: Any, tokens: Sequence[int]) -> None:
    places = {number: place for place, number in enumerate(tokens)}
    for name in ("pad_token_id", "bos_token_id", "eos_token_id"):
        number = getattr(config, name, None)
        if number is not None:
            setattr(config, name, places[number])


def _smaller(tokenizer: Tokenizer, tokens: Sequence[int]) -> Tokenizer:
    """Give the tokenizer with these words alone, numbered anew in their order."""
    from tokenizers import Tokenizer

    described = json.loads(tokenizer.to_str())
    places = {number: place for place, number in enumerate(tokens)}
    vocabulary = described["model"]["vocab"]
    described["model"]["vocab"] = {
        token: places[number] for token, number in vocabulary.items() if number in places
    }
    for added in described["added_tokens"]:
        added["id"] = places[added["id"]]
    _renumber_ends(described["post_processor"], places)
    return Tokenizer.from_str(json.dumps(described))


def _renumber_ends(processor: dict[str, Any], places: dict[int, int]) -> None:
    """Renumber the tokens that frame a sentence, in either way tokenizers write them."""
    for name in ("sep", "cls"):
        if name in processor:
            token, number = processor[name]
            processor[name] = [token, places[number]]
    for special in processor.get("special_tokens", {}).values():
        special["ids"] = [places[number] for number in special["ids"]]
