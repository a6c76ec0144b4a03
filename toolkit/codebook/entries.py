"""What a codebook that was read holds: aliases, shared names, frames, events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

#: What a frame says of itself as long as nobody has measured it against human coding.
NOT_VALIDATED = "not validated"


@dataclass(frozen=True)
class Alias:
    """One surface form that names an actor.

    Parameters
    ----------
    text
        The words, in the case they are written in.
    actor
        Name of the actor.
    sense
        One of :data:`toolkit.tables.SENSES`, or ``"adjective"``: then the noun behind it
        decides.
    since, until
        First and last day on which it stands for that actor; ``None`` is open.
    full_name
        For a surname: the full name that must stand in the same article.
    """

    text: str
    actor: str
    sense: str
    since: dt.date | None = None
    until: dt.date | None = None
    full_name: str | None = None


@dataclass(frozen=True)
class Shared:
    """An alias that several actors answer to, and how the article decides.

    Parameters
    ----------
    texts
        The surface forms.
    sense
        Sense of the mention.
    actors
        The candidates.
    default
        The candidate where the article gives no hint.
    hints
        For each candidate, words that speak for it.
    """

    texts: tuple[str, ...]
    sense: str
    actors: tuple[str, ...]
    default: str
    hints: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Frame:
    """A way of portraying, with the terms that indicate it.

    Parameters
    ----------
    name
        Short name: ``frame_<name>`` is its column in portrayals.
    title, definition, source
        For people.
    indicators
        Terms: ``safe haven*``, ``turn* a blind eye``; ``*`` ends a stem, ``...`` is a gap
        of up to three words.
    exclude
        Phrases inside which no indicator counts.
    actors
        Actors it may be attached to; empty is all.
    places
        Also attach it to a name that only says where ("safe havens in Pakistan").
    weights
        What a hit of an indicator counts; an indicator that is not named counts 1.
    threshold
        From so many weighted hits per 1,000 words the frame counts as present in an
        article; 0 is one hit.
    validation
        How it was measured against human coding, with the figure and the command.
    """

    name: str
    title: str
    definition: str
    source: str
    indicators: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: bool = False
    weights: dict[str, float] = field(default_factory=dict, hash=False)
    threshold: float = 0.0
    validation: str = NOT_VALIDATED


@dataclass(frozen=True, eq=False)
class Codebook:
    """A checked codebook.

    Parameters
    ----------
    name, title
        What it is called.
    actors
        Names of the actors, in the order of the file: the categories of ``mentions.actor``.
    focus
        The actors that a report is about; the others are found so that they are not
        mistaken for these.
    aliases
        Every surface form of every actor.
    shared
        Surface forms that several actors answer to.
    anaphors
        For each actor, noun phrases ("the group") that may take up its name.
    exclude
        Phrases that only look like an actor.
    frames
        The frames.
    events
        One row an event: ``date`` (datetime64), ``label`` (str), ``source`` (str).
    """

    name: str
    title: str
    actors: tuple[str, ...]
    focus: tuple[str, ...]
    aliases: tuple[Alias, ...]
    shared: tuple[Shared, ...]
    anaphors: dict[str, tuple[str, ...]]
    exclude: tuple[str, ...]
    frames: tuple[Frame, ...]
    events: pd.DataFrame
