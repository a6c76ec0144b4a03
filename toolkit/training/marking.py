"""Mark the target in a sentence, and turn the marked sentence into an encoder's tokens.

The target stands between two markers (after Zhou & Chen, "An improved baseline for
sentence-level relation extraction", AACL 2022), so that one sentence with two targets makes
two different inputs. Its own words can give way to one neutral token: then the encoder sees
how somebody is written about, and not who it is.

Markers and neutral token are words that BERT's vocabulary, and MPNet's after it, keeps
unused. Nothing here needs PyTorch: it is also what a trained model needs when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.errors import WrongTable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Stands before the target.
OPENING = "[unused0]"

#: Stands behind the target.
CLOSING = "[unused1]"

#: Stands for the target's own words where they are masked.
NEUTRAL = "[unused2]"

#: The known token whose vector each of them starts from: the first that a vocabulary has.
STARTS_FROM = {OPENING: ("@",), CLOSING: ("#",), NEUTRAL: ("<mask>", "[MASK]")}

#: Of longer sentences only the tokens around the target are read.
MAX_TOKENS = 192


def mark(sentence: str, start: int, end: int, *, masked: bool = False) -> str:
    """Put markers around the target.

    Parameters
    ----------
    sentence
        The sentence as it stands in the article.
    start, end
        The target's characters, end exclusive.
    masked
        Put the neutral token in place of the target's own words.

    Returns
    -------
    str

    Raises
    ------
    WrongTable
        When the target does not lie in the sentence.

    Examples
    --------
    >>> mark("Pakistan kept its word.", 0, 8)
    '[unused0] Pakistan [unused1] kept its word.'
    >>> mark("Kabul praised Pakistan's envoy.", 14, 22, masked=True)
    "Kabul praised [unused0] [unused2] [unused1]'s envoy."
    """
    if not 0 <= start < end <= len(sentence):
        raise WrongTable(
            f"the target {start}:{end} does not lie in its sentence of {len(sentence)} characters",
            mend="give start and end in characters of that sentence",
        )
    words = NEUTRAL if masked else sentence[start:end]
    return f"{sentence[:start]}{OPENING} {words} {CLOSING}{sentence[end:]}"


def with_markers(tokenizer: Tokenizer) -> Tokenizer:
    """Teach a tokenizer that the markers are whole tokens, and not to cut or to pad.

    Parameters
    ----------
    tokenizer
        An encoder's own; it is changed.

    Returns
    -------
    tokenizers.Tokenizer
        The same.

    Raises
    ------
    WrongTable
        When its vocabulary lacks a marker.
    """
    from tokenizers import AddedToken

    for marker in STARTS_FROM:
        _number(tokenizer, marker)
    tokenizer.add_special_tokens([AddedToken(marker, normalized=False) for marker in STARTS_FROM])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(
    tokenizer: Tokenizer, marked: Sequence[str], max_tokens: int = MAX_TOKENS
) -> list[list[int]]:
    """Turn marked sentences into the numbers of their tokens.

    Parameters
    ----------
    tokenizer
        From :func:`with_markers`.
    marked
        From :func:`mark`.
    max_tokens
        Of longer sentences, only so many tokens around the target are kept.

    Returns
    -------
    list of list of int
        With the tokens that the encoder wants at both ends.
    """
    opening = opening_of(tokenizer)
    return [
        around(encoding.ids, encoding.ids.index(opening), max_tokens)
        for encoding in tokenizer.encode_batch(list(marked))
    ]


def opening_of(tokenizer: Tokenizer) -> int:
    """Give the number of the token that opens the target.

    Parameters
    ----------
    tokenizer
        From :func:`with_markers`.

    Returns
    -------
    int

    Raises
    ------
    WrongTable
        When its vocabulary has none.
    """
    return _number(tokenizer, OPENING)


def around(ids: list[int], centre: int, width: int) -> list[int]:
    """Keep the tokens around one of them, and the first and last that frame the sentence.

    Parameters
    ----------
    ids
        The sentence's tokens.
    centre
        The place of the one that must stay.
    width
        How many may stay.

    Returns
    -------
    list of int

    Examples
    --------
    >>> around([0, 11, 12, 13, 14, 15, 2], centre=4, width=5)
    [0, 13, 14, 15, 2]
    >>> around([0, 11, 12, 2], centre=1, width=5)
    [0, 11, 12, 2]
    """
    if len(ids) <= width:
        return ids
    inner = width - 2
    first = min(max(1, centre - inner // 2), len(ids) - 1 - inner)
    return [ids[0], *ids[first : first + inner], ids[-1]]


def _number(tokenizer: Tokenizer, marker: str) -> int:
    number = tokenizer.token_to_id(marker)
    if number is None:
        raise WrongTable(
            f"the tokenizer's vocabulary has no {marker}",
            mend="use an encoder with BERT's or MPNet's vocabulary",
        )
    return number
