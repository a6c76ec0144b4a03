"""What measures and numbers are called in figures and in their alt text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from toolkit import tables
from toolkit.codebook import NOT_VALIDATED, Codebook, read
from toolkit.timelines import measures

#: More frames than this are not listed by name.
_FEW_FRAMES = 6

_PHRASES = {
    "target_sentiment": "sentiment toward {actor}",
    "compound": "VADER compound of sentences that name {actor}",
    "valence": "valence of the cues about {actor}",
    "p_negative": "probability of being unfavourable to {actor}",
    "p_neutral": "probability of being neutral toward {actor}",
    "p_positive": "probability of being favourable to {actor}",
    measures.COVERAGE: "articles that name {actor}",
}


def phrase(measure: str, actor: str | None = None) -> str:
    """Say what a measure measures.

    Parameters
    ----------
    measure
        As the timeline names it.
    actor
        The actor, where there is one.

    Returns
    -------
    str
        Without a capital.

    Examples
    --------
    >>> phrase("target_sentiment", "Pakistan"), phrase("frame_safe_haven")
    ('sentiment toward Pakistan', 'frame “safe haven” with the actor')
    """
    actor = actor or "the actor"
    if measure.startswith(tables.FRAME_PREFIX):
        return f"frame “{frame_name(measure)}” with {actor}"
    return _PHRASES.get(measure, f"{measure} of {{actor}}").format(actor=actor)


def frame_name(column: str) -> str:
    """Read a frame column's name.

    Parameters
    ----------
    column
        Such as ``frame_safe_haven``.

    Returns
    -------
    str
        In words.

    Examples
    --------
    >>> frame_name("frame_safe_haven")
    'safe haven'
    """
    return column.removeprefix(tables.FRAME_PREFIX).replace("_", " ")


def validated(frames: Iterable[str], codebook: object = None) -> str:
    """Say how frames were measured against human coding.

    Parameters
    ----------
    frames
        Their names, or the names of their columns.
    codebook
        The codebook they are of, or its name; anything else says nothing.

    Returns
    -------
    str
        A sentence or two. Frames that no codebook speaks for are called not validated.

    Examples
    --------
    >>> validated(["frame_safe_haven"], "us_pakistan_taliban")
    'Not validated against human coding: safe haven.'
    >>> validated(["conflict", "rain"], "generic_frames")[:50]
    'Not validated against human coding: rain. Conflict'
    """
    book = read(codebook) if isinstance(codebook, (str, Path, Codebook)) else None
    known = {frame.name: frame.validation for frame in book.frames} if book else {}
    asked = [name.removeprefix(tables.FRAME_PREFIX) for name in frames]
    without = [name for name in asked if known.get(name, NOT_VALIDATED) == NOT_VALIDATED]
    said = []
    if without:
        which = (
            "these frames" if len(without) > _FEW_FRAMES else ", ".join(map(frame_name, without))
        )
        said.append(f"Not validated against human coding: {which}.")
    said += [
        f"{capital(frame_name(name))}: {known[name]}." for name in asked if name not in without
    ]
    return " ".join(said)


def capital(text: str) -> str:
    """Start a text with a capital and leave the rest as it is.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> capital("sentiment toward Pakistan")
    'Sentiment toward Pakistan'
    """
    return text[:1].upper() + text[1:]


def unit(measure: str) -> str:
    """Say what stands on the axis of a measure.

    Parameters
    ----------
    measure
        As the timeline names it.

    Returns
    -------
    str
        Short enough for a small panel.

    Examples
    --------
    >>> unit("coverage"), unit("target_sentiment")
    ('share of articles', 'mean (−1 to 1)')
    """
    low, high = measures.bounds(measure)
    if measures.is_share(measure):
        return "share of articles"
    return f"mean ({low:g} to {high:g})".replace("-", "−") if np.isfinite(low) else "mean"


def value(number: float, measure: str) -> str:
    """Write an estimate as prose does.

    Parameters
    ----------
    number
        The estimate.
    measure
        What it is of.

    Returns
    -------
    str
        Shares in per cent, other measures to two decimals.

    Examples
    --------
    >>> value(-0.304, "compound"), value(0.304, "coverage"), value(float("nan"), "coverage")
    ('-0.30', '30 %', 'none')
    """
    if np.isnan(number):
        return "none"
    if measures.is_share(measure):
        return f"{100 * number:.0f} %"
    return f"{number:.2f}" if round(number, 2) else "0.00"


def span(numbers: Iterable[float]) -> str:
    """Write the lowest and the highest of some counts.

    Parameters
    ----------
    numbers
        The counts.

    Returns
    -------
    str
        One number where they are alike.

    Examples
    --------
    >>> span([3, 9, 4]), span([3, 3])
    ('3–9', '3')
    """
    counts = [int(number) for number in numbers]
    low, high = min(counts), max(counts)
    return f"{low}" if low == high else f"{low}–{high}"


def plural(count: int, noun: str) -> str:
    """Write a count with its noun.

    Parameters
    ----------
    count
        How many.
    noun
        In the singular, with a regular plural (``story`` and its like too).

    Returns
    -------
    str
        Such as ``2 stories``.

    Examples
    --------
    >>> plural(1, "story"), plural(2, "story"), plural(0, "article")
    ('1 story', '2 stories', '0 articles')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"
