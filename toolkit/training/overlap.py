"""Keep apart what a model learns from and what it is measured on: runs of shared words.

News repeats itself: the same sentence comes by two outlets, cut or joined. A sentence that
shares a run of twelve words with a measured one is not learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

#: So many words in a row are more than a set phrase.
RUN = 12

_WORD = re.compile(r"\w+")


def runs(sentence: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Give every run of words in a sentence; a shorter sentence is one run.

    Parameters
    ----------
    sentence
        Any text; case and punctuation do not count.
    length
        In words.

    Returns
    -------
    set of tuple of str

    Examples
    --------
    >>> sorted(runs("He kept his word.", length=3))
    [('he', 'kept', 'his'), ('kept', 'his', 'word')]
    >>> runs("He lied.", length=3)
    {('he', 'lied')}
    """
    words = tuple(_WORD.findall(sentence.casefold()))
    return {words[first : first + length] for first in range(max(1, len(words) - length + 1))}


def shares_a_run(
    sentences: Iterable[str], measured: Iterable[str], length: int = RUN
) -> np.ndarray:
    """Find the sentences that share a run of words with a measured one.

    Parameters
    ----------
    sentences
        What a model would learn from.
    measured
        What it is measured on.
    length
        In words. Of two shorter sentences, only the same words are shared.

    Returns
    -------
    numpy.ndarray
        A bool a sentence.

    Examples
    --------
    >>> shares_a_run(["But he kept his word.", "He did not."], ["He kept his word"], 4).tolist()
    [True, False]
    """
    kept_apart = set().union(*(runs(sentence, length) for sentence in measured))
    return np.array(
        [not kept_apart.isdisjoint(runs(sentence, length)) for sentence in sentences], dtype=bool
    )
