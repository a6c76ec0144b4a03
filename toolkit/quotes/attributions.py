"""Attributions: quotations and reported speech, joined, each with its speaker.

A quotation takes the source of the cue that stands around it, or beside it in the sentence
it begins or ends in; a pronoun takes the name of the last speaker; a quotation that
follows another at once has the same speaker. A few words in marks without a source are
scare quotes and stay the outlet's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

import pandas as pd

from toolkit import sentences
from toolkit.quotes import marks
from toolkit.quotes.reported import Attribution, headline, reported, transcript

#: A quotation of at most this many words, with no source, is a scare quote.
SCARE_WORDS = 4

_PLACES = ["source_start", "source_end", "cue_start", "cue_end"]

Span = tuple[int, int]


def find_attributions(text: str) -> pd.DataFrame:
    """Find who says what in a text.

    Parameters
    ----------
    text
        Running text, paragraphs separated by blank lines.

    Returns
    -------
    pandas.DataFrame
        One row an attribution, in order: ``start``, ``end`` (int64, the attributed words),
        ``source_start``, ``source_end``, ``cue_start``, ``cue_end`` (Int64, null where
        absent), ``kind`` (str: quoted, reported, mixed) and ``speaker`` (str, null where
        nobody is named).

    References
    ----------
    Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political
    news. LREC.

    Examples
    --------
    >>> text = "“We will not wait,” Kirby said. Officials said that the talks had failed."
    >>> found = find_attributions(text)
    >>> [text[a:b] for a, b in zip(found["start"], found["end"])]
    ['“We will not wait,”', 'that the talks had failed']
    >>> found["speaker"].tolist()
    ['Kirby', 'Officials']
    """
    found = attributions(text, sentences.spans(text), marks.quotations(text))
    columns = list(Attribution.__dataclass_fields__)
    table = pd.DataFrame([vars(each) for each in found], columns=columns)
    table[_PLACES] = table[_PLACES].astype("Int64").where(table[_PLACES] >= 0)
    return table.astype({"start": "int64", "end": "int64", "kind": "str", "speaker": "str"})


def attributions(
    text: str, spans: list[Span], quotes: list[Span], *, title: bool = False
) -> list[Attribution]:
    """Find who says what, for a text whose sentences are known.

    Parameters
    ----------
    text
        Running text.
    spans
        Its sentences, from :func:`toolkit.sentences.spans`.
    quotes
        Its quotations, from :func:`toolkit.quotes.quotations`.
    title
        The text is a headline: "Pentagon: ..." and "...: Pentagon" attribute too.

    Returns
    -------
    list of Attribution
        In order of their start.
    """
    turns = transcript(text)
    found = [
        each
        for each in reported(text, marks.masked(text, quotes), spans)
        if not any(turn.start <= each.cue_start < turn.end for turn in turns)
    ]
    line = _headline_of(spans, text, title)
    if line and not any(line[0] <= each.cue_start < line[1] for each in [*found, *turns]):
        one = headline(text, *line)
        found += [one] if one else []
    found = turns + _with_quotations(text, quotes, found, spans, turns)
    return _named(text, sorted(found, key=lambda each: (each.start, each.end)))


def _headline_of(spans: list[Span], text: str, title: bool) -> Span | None:
    """Give the headline: the whole of a title, or a first line that stands alone."""
    if not spans:
        return None
    first = spans[0]
    alone = text[first[1] : first[1] + 2] == "\n\n" and first[1] - first[0] < 160
    return first if title or alone else None


def _with_quotations(
    text: str,
    quotes: list[Span],
    reported_: list[Attribution],
    spans: list[Span],
    turns: list[Attribution],
) -> list[Attribution]:
    """Join quotations to the cues that stand around them; keep the others as they are."""
    found = list(reported_)
    starts = [start for start, _ in spans]
    by_sentence: dict[int, list[int]] = {}
    for index, each in enumerate(found):
        if each.cue_start >= 0:
            by_sentence.setdefault(bisect_right(starts, each.cue_start) - 1, []).append(index)
    for start, end in quotes:
        if any(turn.start <= start < turn.end for turn in turns):
            continue
        near = _near(by_sentence, starts, start, end)
        around = [i for i in near if found[i].start < end and start < found[i].end]
        for index in around:
            found[index] = _joined(found[index], start, end)
        if around:
            continue
        if near and _same_sentence(found[near[0]], spans, starts, start, end):
            found.append(replace(found[near[0]], start=start, end=end, kind="quoted"))
        elif len(text[start:end].split()) > SCARE_WORDS or _is_sentence(text, start, end):
            found.append(Attribution(start, end, -1, -1, -1, -1, "quoted", None))
    return found


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a quotation is a sentence of its own, however short, as “They lost.” is."""
    return text[end - 2 : end - 1] in (".", "!", "?") and text[start + 1 : start + 2].isupper()


def _near(by_sentence: dict[int, list[int]], starts: list[int], start: int, end: int) -> list[int]:
    """Attributions whose cue stands in a sentence that the quotation touches."""
    last = bisect_right(starts, end - 1) - 1
    first = bisect_right(starts, start) - 1
    return [
        i for index in dict.fromkeys((last, first, last + 1)) for i in by_sentence.get(index, [])
    ]


def _same_sentence(
    one: Attribution, spans: list[Span], starts: list[int], start: int, end: int
) -> bool:
    index = bisect_right(starts, one.cue_start) - 1
    first, last = spans[index]
    return first < end and start < last


def _joined(one: Attribution, start: int, end: int) -> Attribution:
    """Widen an attribution to the quotation it shares words with, never over its source."""
    begin, last = min(one.start, start), max(one.end, end)
    whole = start <= one.start + 2 and end >= one.end - 2
    if one.source_start >= 0 and begin < one.source_end and one.source_start < last:
        begin, last = one.start, one.end
    return replace(one, start=begin, end=last, kind="quoted" if whole else "mixed")


#: Between a speaker and the quotation that goes on stands at most the rest of a sentence.
_GAP = 160
_SENTENCE_IN = re.compile(r"[.!?]\s+\S")

_HE = frozenset("he she".split())
_NO_NAME = frozenset("he she they it i we you who others some many both".split())


def _named(text: str, found: list[Attribution]) -> list[Attribution]:
    """Give pronouns the name of the last speaker, and a quotation that follows its source."""
    named: list[Attribution] = []
    last: str | None = None
    before: Attribution | None = None
    for one in found:
        each = one
        if (
            each.source_start < 0
            and each.kind == "quoted"
            and before
            and _follows(text, before, each)
        ):
            each = replace(
                each,
                source_start=before.source_start,
                source_end=before.source_end,
                speaker=before.speaker,
            )
        elif each.speaker is not None and each.speaker.lower() in _HE:
            each = replace(each, speaker=last or each.speaker)
        named.append(each)
        if each.speaker and each.speaker.lower() not in _NO_NAME:
            last = each.speaker
        if before is None or each.end >= before.end:
            before = each
    return named


def _follows(text: str, before: Attribution, quotation: Attribution) -> bool:
    """Whether a quotation goes on from one before: '"...," X said. "..."', or at once."""
    if before.kind == "reported":
        return False
    gap = text[before.end : quotation.start]
    if before.end <= before.cue_start or before.end <= before.source_start:
        behind = max(before.cue_end, before.source_end)
        if behind <= quotation.start:
            gap = text[behind : quotation.start]
    return "\n\n" not in gap.rstrip() and len(gap) < _GAP and not _SENTENCE_IN.search(gap)


def voice_at(
    said: list[Attribution], quotes: list[Span], position: int, text: str
) -> tuple[str, str | None]:
    """Say whose words stand at a place of a text.

    Parameters
    ----------
    said
        Its attributions.
    quotes
        Its quotations.
    position
        The character.
    text
        The text.

    Returns
    -------
    (str, str or None)
        ``outlet``, ``quoted`` or ``reported``, and the speaker where one is named.
    """
    around = [each for each in said if each.start <= position < each.end]
    if not around:
        return "outlet", None
    inner = min(around, key=lambda each: each.end - each.start)
    in_marks = any(
        start <= position < end and len(text[start:end].split()) > SCARE_WORDS
        for start, end in quotes
    )
    quoted = inner.kind == "quoted" or (inner.kind == "mixed" and in_marks)
    return ("quoted" if quoted else "reported"), inner.speaker
