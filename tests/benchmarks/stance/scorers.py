"""What is measured: each back end of the toolkit, behind the same two functions as its peers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.sentiment import target

Reading = Callable[[Sequence[str], Sequence[int], Sequence[int]], np.ndarray]


@dataclass(frozen=True)
class Scorer:
    """Something that reads a stance toward marked targets.

    Parameters
    ----------
    name
        What the table calls it.
    classes
        Sentences, starts and ends to -1, 0 or 1 a target.
    probabilities
        The same to a row a target: unfavourable, neutral, favourable.
    """

    name: str
    classes: Reading
    probabilities: Reading

    def sentiments(
        self, sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
    ) -> np.ndarray:
        """P(favourable) - P(unfavourable), the ``target_sentiment`` of a scores table."""
        return sentiment_of(self.probabilities(sentences, starts, ends))


def sentiment_of(probabilities: np.ndarray) -> np.ndarray:
    return probabilities[:, 2] - probabilities[:, 0]


def of_back_end(name: str) -> Scorer:
    """The toolkit's own door, for one of ``target.BACK_ENDS``."""

    def classes(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        return target.classify(sentences, starts, ends, back_end=name)

    def probabilities(
        sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
    ) -> np.ndarray:
        return target.stances(sentences, starts, ends, back_end=name)

    return Scorer(name, classes, probabilities)
