"""Checks of a frame's terms: those that hit everything, nothing, or twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.codebook.sources import Entry, broken
from toolkit.errors import BrokenCodebook
from toolkit.terms import Terms, compile_terms

#: A wildcard must keep this many letters.
_SHORTEST_STEM = 3

#: Words that carry no content; a wildcard that matches one of them hits every sentence.
FUNCTION_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing down during each few for from
    further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most must my no nor not now of off on once only or other our out over own
    same she should so some such than that the their them then there these they this those
    through to too under until up upon very was we were what when where which while who whom why
    will with within without would you your""".split()
)

#: What a wildcard and a gap may stand for, when a term is tried against an exclusion.
_TAILS = ("", "qx")
_GAPS = ("", "qx qx qx ")


def check_indicators(frame: Entry) -> None:
    """Check the indicators, exclusions and weights of a frame.

    Parameters
    ----------
    frame
        The frame's entry, of the right shape, put together from all its codebooks.

    Raises
    ------
    BrokenCodebook
        When a term is written wrong, a wildcard matches a function word with nothing beside
        it that is more specific, an indicator stands there twice or always inside an
        exclusion, or a weight is not above 0 or weighs no indicator.

    Examples
    --------
    >>> check_indicators(Entry({"name": "talks", "indicators": ["peace talk*"]}, ()))
    """
    name, indicators = frame["name"], frame.get("indicators", [])
    if not indicators:
        broken(f"frame '{name}' has no indicators", "add indicators = [...]", frame)
    for key in ("indicators", "exclude"):
        for term in frame.get(key, []):
            _check_written(term, frame)
            _check_wildcards(term, frame)
    for term in _twice(indicators):
        broken(f"frame '{name}' has the indicator '{term}' twice", "delete one", frame, word=term)
    if frame.get("exclude"):
        excluding = compile_terms(frame["exclude"])
        for term in indicators:
            _check_excluded(term, excluding, frame)
    _check_weights(frame)


def _check_written(term: str, frame: Entry) -> None:
    try:
        compile_terms([term])
    except BrokenCodebook as error:
        broken(f"in frame '{frame['name']}' {error.problem}", error.mend, frame, word=term)


def _check_wildcards(term: str, frame: Entry) -> None:
    words = term.split()
    stems = [word.removesuffix("*").lower() for word in words if word.endswith("*")]
    hits = {stem: _function_word(stem) for stem in stems}
    specific = any(
        word != "..." and word.lower() not in FUNCTION_WORDS and not hits.get(word[:-1].lower())
        for word in words
    )
    for stem, hit in hits.items():
        if (hit and not specific) or len(stem) < _SHORTEST_STEM:
            also = f", such as '{hit}'" if hit else ""
            broken(
                f"a wildcard of frame '{frame['name']}' matches too much{also}: '{term}'",
                "keep more letters before the *, or write the words out",
                frame,
                word=term,
            )


def _function_word(stem: str) -> str | None:
    return min((word for word in FUNCTION_WORDS if word.startswith(stem)), default=None)


def _twice(terms: Iterable[str]) -> Iterator[str]:
    seen = set()
    for term in terms:
        same = " ".join(term.split()).replace("’", "'")
        if same in seen:
            yield term
        seen.add(same)


def _check_excluded(term: str, excluding: Terms, frame: Entry) -> None:
    """Try an indicator, and longer words it may stand for, against the exclusions."""
    swallowing = set()
    for text in _instances(term):
        whole = [hit for hit in excluding.find(text) if hit.end - hit.start == len(text)]
        if not whole:
            return
        swallowing.add(frame["exclude"][whole[0].term])
    named = "', '".join(sorted(swallowing))
    broken(
        f"frame '{frame['name']}' excludes '{named}', so its indicator '{term}' never counts",
        "delete the indicator, or make the exclusion longer",
        frame,
        word=term,
    )


def _instances(term: str) -> Iterator[str]:
    for tail in _TAILS:
        for gap in _GAPS:
            words = [gap if word == "..." else word.replace("*", tail) for word in term.split()]
            yield " ".join(word.strip() for word in words if word)


def _check_weights(frame: Entry) -> None:
    name = frame["name"]
    for term, weight in frame.get("weights", {}).items():
        if term not in frame["indicators"]:
            broken(
                f"frame '{name}' weighs '{term}', which is none of its indicators",
                "add it to indicators, or delete the weight",
                frame,
                key="weights",
                word=term,
            )
        if weight <= 0:
            broken(
                f"frame '{name}' gives '{term}' the weight {weight}",
                "write a number above 0; to leave the term out, delete it",
                frame,
                key="weights",
                word=term,
            )
    if frame.get("threshold", 0) < 0:
        broken(
            f"the threshold of frame '{name}' is below 0",
            "write hits per 1,000 words, as in threshold = 1.5",
            frame,
            key="threshold",
        )
