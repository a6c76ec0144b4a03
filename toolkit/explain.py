"""A point, its mentions, its cues: what a number in a timeline is made of.

From the scores table and the name of a point (actor, outlet, period) to the sentences
that are averaged there and the words that made each sentence's score.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.errors import ToolkitWarning, UnknownName
from toolkit.portrayals import SENSES_BY_DEFAULT
from toolkit.sentiment import rules

#: How many sentences are shown; all of them are in ``.sentences``.
_SHOWN = 20


@dataclass(frozen=True)
class Explanation:
    """The mentions behind a point and the cues that scored them.

    In a notebook it shows its sentences, the strongest first, with the actor marked and
    each cue coloured by its weight.

    Parameters
    ----------
    title
        What was asked for, in words.
    sentences
        Rows of the scores table, the strongest first.
    cues
        The cues table of these mentions; empty unless the back end is ``rules``.
    """

    title: str
    sentences: pd.DataFrame
    cues: pd.DataFrame

    def __repr__(self) -> str:
        """Give the title and the sentences as text, for a terminal."""
        lines = [self.title]
        by_mention = dict(list(self.cues.groupby("mention_id")))
        row: Any
        for row in self.sentences.head(_SHOWN).itertuples():
            cues = by_mention.get(row.mention_id)
            words = "" if cues is None else "; ".join(_in_words(cues))
            lines.append(
                f"{row.target_sentiment:+.2f}  {row.outlet}, {row.published:%Y-%m-%d}, "
                f"{row.voice}: {' '.join(row.sentence_text.split())}"
                + (f"\n       [{words}]" if words else "")
            )
        if len(self.sentences) > _SHOWN:
            lines.append(f"... and {len(self.sentences) - _SHOWN} more in .sentences")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Give the sentences with target and cues marked."""
        shown: Any = self.sentences.head(_SHOWN).itertuples()
        by_mention = dict(list(self.cues.groupby("mention_id")))
        rows = [_row_html(row, by_mention.get(row.mention_id)) for row in shown]
        more = len(self.sentences) - _SHOWN
        note = f"<p>… and {more} more in <code>.sentences</code></p>" if more > 0 else ""
        return (
            f"<div class='explanation'><p><strong>{escape(self.title)}</strong></p>"
            "<table><thead><tr><th>toward it</th><th>VADER</th><th>where</th><th>voice</th>"
            f"<th style='text-align:left'>sentence</th></tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>{note}{_LEGEND}</div>"
        )


_LEGEND = (
    "<p><small><mark style='background:#ddd'>the actor</mark>, "
    "<span style='background:rgba(0,114,178,.35)'>a word in its favour</span>, "
    "<span style='background:rgba(213,94,0,.35)'>a word against it</span>; the number behind "
    "a word is what it adds.</small></p>"
)


def explain(
    scores: pd.DataFrame,
    actor: str,
    *,
    outlet: str | None = None,
    period: str | pd.Period | None = None,
    voice: str = "outlet",
    field: str | None = None,
) -> Explanation:
    """Find the sentences, and the words in them, behind a point of a timeline.

    Parameters
    ----------
    scores
        The scores table.
    actor
        The actor.
    outlet
        The outlet; all by default.
    period
        A period as pandas writes it: ``"2021"``, ``"2021Q3"``, ``"2021-08"``,
        ``"2021-08-15"``; all by default.
    voice
        Whose words, as in :func:`toolkit.portrayals`.
    field
        ``title``, ``body``, or both by default.

    Returns
    -------
    Explanation
        Its ``sentences`` are exactly the mentions that the portrayals of that point
        average; mentions of places and ambiguous ones are left out there and here.

    Raises
    ------
    WrongTable
        When ``scores`` is no scores table.
    UnknownName
        When there is no such actor or voice, or the period cannot be read.

    Warns
    -----
    ToolkitWarning
        When nothing is found; it says which outlets and dates there are.

    Examples
    --------
    >>> from toolkit import tables
    >>> explain(tables.empty("scores"), "Pakistan")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: there is no actor 'Pakistan' in these scores. Mend: use one of:
    (none).
    """
    tables.check(scores, "scores")
    _check_names(scores, actor, voice)
    chosen = scores[
        (scores["actor"] == actor) & scores["sense"].isin(SENSES_BY_DEFAULT) & ~scores["ambiguous"]
    ]
    if voice != "any":
        chosen = chosen[chosen["voice"] == voice]
    if field is not None:
        chosen = chosen[chosen["field"] == field]
    if outlet is not None:
        chosen = chosen[chosen["outlet"] == outlet]
    if period is not None:
        chosen = chosen[_in_period(chosen["published"], period)]
    if chosen.empty:
        _warn_empty(scores, actor, outlet, period)
    order = chosen["target_sentiment"].abs().sort_values(ascending=False, kind="stable").index
    chosen = chosen.loc[order].reset_index(drop=True)
    by_rules = chosen["back_end"].str.startswith("rules")
    cues = rules.find_cues(chosen[by_rules]) if by_rules.any() else tables.empty("cues")
    return Explanation(_title(chosen, actor, outlet, period, voice), chosen, cues)


def _check_names(scores: pd.DataFrame, actor: str, voice: str) -> None:
    actors = list(scores["actor"].cat.categories)
    if actor not in actors:
        raise UnknownName(
            f"there is no actor '{actor}' in these scores",
            mend=f"use one of: {', '.join(actors) or '(none)'}",
        )
    if voice not in (*tables.VOICES, "any"):
        raise UnknownName(
            f"there is no voice '{voice}'", mend=f"use one of: {', '.join(tables.VOICES)}, any"
        )


def _in_period(published: pd.Series, period: str | pd.Period) -> pd.Series:
    try:
        span = period if isinstance(period, pd.Period) else pd.Period(period)
    except ValueError as error:
        raise UnknownName(
            f"the period '{period}' cannot be read", mend='write "2021", "2021Q3" or "2021-08"'
        ) from error
    day = published.dt.tz_localize(None)
    return (day >= span.start_time) & (day <= span.end_time)


def _warn_empty(
    scores: pd.DataFrame, actor: str, outlet: str | None, period: str | pd.Period | None
) -> None:
    if outlet is not None and outlet not in set(scores["outlet"]):
        known = ", ".join(sorted(set(scores["outlet"]))[:12])
        reason = f"no outlet is called '{outlet}'; there are: {known}"
    else:
        reason = f"nothing was found for {actor} there ({period or 'any period'})"
    warnings.warn(reason, ToolkitWarning, stacklevel=3)


def _title(
    chosen: pd.DataFrame,
    actor: str,
    outlet: str | None,
    period: str | pd.Period | None,
    voice: str,
) -> str:
    words = {"outlet": "in the outlet's own words", "any": "in anybody's words"}
    parts = [actor, outlet or "all outlets", str(period or "all periods")]
    mean = f", mean {chosen['target_sentiment'].mean():+.2f}" if len(chosen) else ""
    return (
        f"{', '.join(parts)}, {words.get(voice, voice)}: {len(chosen)} mentions "
        f"in {chosen['article_id'].nunique()} articles{mean}"
    )


def _in_words(cues: pd.DataFrame) -> list[str]:
    return [f"{row.cue} {row.weight:+.2f} ({row.rule})" for row in cues.itertuples()]


def _row_html(row: Any, cues: pd.DataFrame | None) -> str:
    sentence = _marked(row, cues)
    said = row.voice if not isinstance(row.speaker, str) else f"{row.voice}: {row.speaker}"
    return (
        f"<tr><td>{row.target_sentiment:+.2f}</td><td>{row.compound:+.2f}</td>"
        f"<td style='white-space:nowrap'>{escape(row.outlet)}<br>{row.published:%Y-%m-%d}</td>"
        f"<td>{escape(said)}</td><td style='text-align:left'>{sentence}</td></tr>"
    )


def _marked(row: Any, cues: pd.DataFrame | None) -> str:
    """The sentence as HTML: the target marked, each cue coloured by its weight."""
    text = row.sentence_text
    spans = [(row.start, row.end, "<mark style='background:#ddd'>", "</mark>")]
    cue: Any
    for cue in [] if cues is None else cues.itertuples():
        colour = "0,114,178" if cue.weight > 0 else "213,94,0"
        strength = min(0.6, 0.12 + 0.2 * abs(cue.weight))
        opening = (
            f"<span style='background:rgba({colour},{strength:.2f})' title='{escape(cue.rule)}'>"
        )
        spans.append((cue.start, cue.end, opening, f"<sup>{cue.weight:+.2f}</sup></span>"))
    parts, position = [], 0
    for start, end, opening, closing in sorted(spans):
        if start < position:
            continue
        parts += [escape(text[position:start]), opening, escape(text[start:end]), closing]
        position = end
    return "".join([*parts, escape(text[position:])])
