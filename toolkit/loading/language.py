"""Which language an article is in, where the source does not say.

Told by py3langid (Lui & Baldwin 2012, langid.py), a naive Bayes classifier over byte
n-grams for 97 languages; what is short or left in doubt stays unknown.
"""

from __future__ import annotations

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 100  # letters, from which it is seldom wrong
_LOOKED_AT = 400  # characters
_SURE = 0.95


def detect(text: str) -> str | None:
    """Tell the language of a text.

    Parameters
    ----------
    text
        A body, or a title and what is known of the body.

    Returns
    -------
    str or None
        ISO 639-1 code; None where the text is too short or could be of several.

    Examples
    --------
    >>> detect("The envoy returned to Kabul on Wednesday for a third round of talks about the "
    ...        "border, officials said, and nothing was agreed.")
    'en'
    >>> detect("Kabul") is None
    True
    """
    start = text[:_LOOKED_AT]
    if sum(map(str.isalpha, start)) < _ENOUGH:
        return None
    language, sure = _identifier().classify(start)
    return str(language) if sure >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
