"""The peer that any back end should beat: logistic regression on the words round the target.

Unigrams and bigrams of up to ``WINDOW`` words on either side, the target itself masked,
trained on NewsMTSC's training part. Window and penalty were chosen by cross-validation
there, never on a development part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .labelled import Targets
from .scorers import Scorer

WINDOW = 40
PENALTY = 0.3
MASK = "thetarget"
WORD = re.compile(r"\w+(?:[’']\w+)?")


def trained(targets: Targets) -> Scorer:
    """Fit the peer; scikit-learn is imported here, since nothing else needs it."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        CountVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\S+", binary=True),
        LogisticRegression(C=PENALTY, class_weight="balanced", tol=1e-3, max_iter=300),
    )
    model.fit(_windows(targets.sentences, targets.starts, targets.ends), targets.truth)

    def classes(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        return model.predict(_windows(sentences, starts, ends))

    def probabilities(
        sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]
    ) -> np.ndarray:
        return model.predict_proba(_windows(sentences, starts, ends))

    return Scorer("bag of words", classes, probabilities)


def window(sentence: str, start: int, end: int) -> str:
    """The words round a target, in lower case, with the target masked."""
    before = WORD.findall(sentence[:start].lower())[-WINDOW:]
    after = WORD.findall(sentence[end:].lower())[:WINDOW]
    return " ".join([*before, MASK, *after])


def _windows(sentences: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    return [window(*row) for row in zip(sentences, starts, ends, strict=True)]
