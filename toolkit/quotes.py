"""Whose words a sentence is in: quotations, reported speech and who is speaking.

From text to *attributions*: a stretch of words, the source it is attributed to and the
cue that says so, after the scheme of PolNeAR (Newell, Margolin & Ruths, LREC 2018).
Three things are found without a parser, in time linear in the text:

- **quotations** in straight, curly and single marks and guillemets, over sentences and
  paragraphs (an opening mark at each paragraph, one closing mark);
- **reported speech** around a cue verb of ``codebooks/speech.toml`` ("officials said
  that ...", "..., he said", "accused X of ...", "according to ...");
- **headlines** that quote without marks ("Pentagon: ...", "..., says Kirby").

What it does not see: a source in another sentence that no pronoun takes up, irony, free
indirect speech, and where exactly a reported clause ends when the sentence goes on in
the outlet's own words. ``tests/benchmarks/voice.py`` measures it on PolNeAR.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from toolkit import codebook, sentences, tables

_OPENING = {"“": "”", "«": "»", "„": "“"}

#: A quotation of at most this many words, with no source, is a scare quote.
_SCARE_WORDS = 4

_MARKS = re.compile(r"[\"“”„«»]|(?<![\w.])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Attribution:
    """A stretch of words that somebody other than the outlet answers for.

    Parameters
    ----------
    start, end
        The attributed words.
    source_start, source_end
        Who they are attributed to; -1 where nobody is named.
    cue_start, cue_end
        The words that say so; -1 where there are none.
    kind
        ``quoted`` (inside marks), ``reported`` (no marks) or ``mixed``.
    speaker
        Surface name of the source; of the person a pronoun stands for; or ``None``.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    cue_start: int
    cue_end: int
    kind: str
    speaker: str | None


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

    Examples
    --------
    >>> text = "“We will not wait,” Kirby said. Officials said that the talks had failed."
    >>> found = find_attributions(text)
    >>> [text[a:b] for a, b in zip(found["start"], found["end"])]
    ['“We will not wait,”', 'that the talks had failed']
    >>> found["speaker"].tolist()
    ['Kirby', 'Officials']
    """
    found = attributions(text, sentences.spans(text))
    table = pd.DataFrame(
        [vars(each) for each in found], columns=list(Attribution.__dataclass_fields__)
    )
    places = ["source_start", "source_end", "cue_start", "cue_end"]
    table[places] = table[places].astype("Int64").where(table[places] >= 0)
    return table.astype({"start": "int64", "end": "int64", "kind": "str", "speaker": "str"})


def attributions(
    text: str, spans: list[tuple[int, int]], *, headline: bool = False
) -> list[Attribution]:
    """Find who says what, for a text whose sentences are known.

    Parameters
    ----------
    text
        Running text.
    spans
        Its sentences, from :func:`toolkit.sentences.spans`.
    headline
        The text is a headline: "Pentagon: ..." and "...: Pentagon" attribute too.

    Returns
    -------
    list of Attribution
        In order of their start.
    """
    quotes = quotations(text)
    masked = _masked(text, quotes)
    found: list[Attribution] = []
    for start, end in spans:
        found += _reported(text, masked, start, end)
    if headline and not found:
        found = _headline(text, masked)
    found = _with_quotations(text, quotes, found, spans)
    return _named(text, sorted(found, key=lambda each: (each.start, each.end)))


# ---------------------------------------------------------------------------- quotations


def quotations(text: str) -> list[tuple[int, int]]:
    r"""Find the stretches inside quotation marks, marks included.

    Parameters
    ----------
    text
        Running text.

    Returns
    -------
    list of (int, int)
        Start and end, in order, not nested. A quotation that goes on over paragraphs
        gives a stretch a paragraph. One that is never closed ends with its paragraph
        when the next one opens with a mark, else with its sentence.

    Examples
    --------
    >>> text = "He said 'no' to the Taliban's offer, the “so-called 'peace' plan”."
    >>> [text[start:end] for start, end in quotations(text)]
    ["'no'", "“so-called 'peace' plan”"]
    """
    found: list[tuple[int, int]] = []
    position = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        following = text[gap.end() : gap.end() + 1] if gap else ""
        found += _in_paragraph(text, position, end, following)
        position = gap.end() if gap else end
    return found


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for mark in _MARKS.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        if opened < 0:
            closer = _closer(text, at, sign)
            opened = at if closer else -1
        elif sign in closer and _closes(text, at, sign, end):
            found.append((opened, at + 1))
            opened = -1
        elif sign == "“" and closer == "”":
            opened = at  # the mark before was never closed: begin anew
    if opened >= 0 and closer not in ("’'", "'"):
        goes_on = following in ("“", '"', "«")
        last = end if goes_on else _first_stop(text, opened, end)
        found.append((opened, last))
    return found


def _closer(text: str, at: int, sign: str) -> str:
    """What would close a mark, or nothing when it opens none."""
    if sign in _OPENING:
        return _OPENING[sign]
    if sign == '"':
        after = text[at + 1 : at + 2]
        return '"”' if after and not after.isspace() else ""
    if sign == "‘":
        return "’"
    if sign == "'":
        rest = text[at + 1 : at + 300]
        closed = re.search(r"(?<=[\w.,!?…])'(?!\w)", rest)
        return "'" if closed and "\n" not in rest[: closed.start()] else ""
    return ""


def _closes(text: str, at: int, sign: str, end: int) -> bool:
    if sign != '"':
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens_again = before.isspace() and after != "" and not after.isspace()
    return not (opens_again and at + 1 < end)


def _first_stop(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[.!?…](?=\s|$)").search(text, start, end)
    return stop.end() if stop else end


def _masked(text: str, quotes: list[tuple[int, int]]) -> str:
    """The text with what stands inside marks blotted out, character by character."""
    parts, position = [], 0
    for start, end in quotes:
        parts += [text[position:start], "\x01" * (end - start)]
        position = end
    return "".join([*parts, text[position:]])


# ----------------------------------------------------------------------- reported speech


#: Verbs that name the one who is told before what is told.
_WITH_ADDRESSEE = frozenset(
    """told tells telling informed informs assured assures reminded reminds warned warns urged
    urges urging asked asks advised advises""".split()
)


@dataclass(frozen=True)
class _Words:
    cue: re.Pattern[str]
    say: frozenset[str]
    think: frozenset[str]
    accuse: frozenset[str]
    according: frozenset[str]
    between: re.Pattern[str]
    told: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = codebook.read_toml(codebook.FOLDER / "speech.toml")
    every = [word for key in ("say", "think", "accuse", "according") for word in raw[key]]
    longest_first = sorted({re.escape(word) for word in every}, key=len, reverse=True)
    between = "|".join(sorted(map(re.escape, raw["between"]), key=len, reverse=True))
    return _Words(
        cue=re.compile(rf"(?<![\w-])(?i:{'|'.join(longest_first)})(?!\w|[’'-]\w)"),
        say=frozenset(raw["say"]),
        think=frozenset(raw["think"]),
        accuse=frozenset(raw["accuse"]),
        according=frozenset(raw["according"]),
        between=re.compile(rf"(?:^|\s+|,\s*)(?:(?:{between})(?:\s+|,\s*|$))+$"),
        told=_WITH_ADDRESSEE,
    )


_CLAUSE_BREAK = re.compile(
    r"[,;:—–()\x01]|\s-\s|--|\b(?:that|and|but|while|because|when|although|though|as|if|after|"
    r"before|since|which|who|whom|where|whether)\b"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:the|a|an|one|some|many|several|most|two|three|other|another|his|her|its|their|our|my|"
    r"these|those|this|U\.S\.|The|A|An|One|Some|Many|Several|Most|Two|Three|Other|Another|His|Her|"
    r"Its|Their|These|Those|[A-Z][\w.’'-]*|[a-z][\w’'-]*ers?|[a-z]+s)\b)"
)
_PRONOUN = re.compile(r"(?:he|she|they|it|He|She|They|It|we|I|We|you|You)$")
_TIME_OR_PLACE = re.compile(
    r"\s*(?:,?\s*(?:on|in|at|during|before|after|to|through|via|by|over|late|early|last|this|earlier|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|here)\b"
    r"[^,.;:\x01]{0,80})?(?=[,.;:\x01?!]|$|\s(?:that|how|why|whether)\b)"
)
_THAT = re.compile(r"\s+(?:that|how|why|whether|what|of|for|to)\b|\s*[:,]?\s*(?=\x01)|\s*:\s*")
_ADDRESSEE = re.compile(
    r"\s+[^,.;:\x01]{2,60}?"
    r"(?=\s+(?:that|to|how|why|it|he|she|they|the|not)\b|\s*,|\s*\x01|\s*:)"
)
_NOT_A_SOURCE = re.compile(
    r"^(?:to|of|for|in|on|at|with|by|from|into|not|is|are|was|were|be|been|being|it is|there|so|"
    r"then|than|more|less|as|such|what|how|why|when|where|if|or|nor|and|but|\W+)$",
    re.IGNORECASE,
)


def _reported(text: str, masked: str, start: int, end: int) -> list[Attribution]:
    """Find the cues of one sentence and what each of them attributes."""
    words = _words()
    found: list[Attribution] = []
    for cue in words.cue.finditer(masked, start, end):
        form = cue[0].lower()
        if form in words.according:
            one = _according(text, masked, cue, start, end)
        else:
            one = _around_verb(text, masked, cue, form, start, end)
        if one and not any(other.start <= one.cue_start < other.end for other in found):
            found.append(one)
    return found


def _according(
    text: str, masked: str, cue: re.Match[str], start: int, end: int
) -> Attribution | None:
    """Read "according to X, content" and "content, according to X"."""
    after = re.compile(r"[,;.:?!\x01—]|$").search(masked, cue.end(), end)
    source_end = after.start() if after else end
    source_start = cue.end() + 1
    if source_end <= source_start:
        return None
    begins = not masked[start : cue.start()].strip(' \x01"“')
    content = _trim(text, source_end + 1, end) if begins else _trim(text, start, cue.start())
    return _make(text, content, (source_start, source_end), cue.span())


def _around_verb(
    text: str, masked: str, cue: re.Match[str], form: str, start: int, end: int
) -> Attribution | None:
    words = _words()
    source = _source_before(masked, cue, start)
    inverted = _source_behind(masked, cue, start, end) if source is None else None
    if inverted:
        return _make(text, _content_before(text, start, cue.start()), inverted, cue.span())
    if source is None:
        return None
    if _closes_sentence(masked, cue, source, start, end):
        return _make(text, _content_before(text, start, source[0]), source, cue.span())
    content = _content_behind(text, masked, cue, form, end)
    if content is None:
        return None
    if form in words.think and not re.match(r"\s+that\b", masked[cue.end() : end]):
        return None
    return _make(text, content, source, cue.span())


def _source_before(masked: str, cue: re.Match[str], start: int) -> tuple[int, int] | None:
    """Find the noun phrase that ends where the cue begins."""
    before = masked[start : cue.start()]
    bare = _words().between.sub("", before.rstrip() + " ").rstrip()
    if bare.endswith(","):  # "Austin, the secretary of defence, said"
        return _before_apposition(masked, start, start + len(bare) - 1)
    breaks = list(_CLAUSE_BREAK.finditer(bare))
    begin = breaks[-1].end() if breaks else 0
    begin += len(bare[begin:]) - len(bare[begin:].lstrip())
    phrase = bare[begin:]
    if not phrase or _NOT_A_SOURCE.match(phrase) or len(phrase) > 120:
        return None
    if not (_NOUN_PHRASE.match(phrase) or _PRONOUN.match(phrase)):
        return None
    return start + begin, start + len(bare)


def _before_apposition(masked: str, start: int, end: int) -> tuple[int, int] | None:
    pieces = masked[start:end].split(",")
    if len(pieces) < 2:
        return None
    first = start + sum(len(piece) + 1 for piece in pieces[:-2])
    name = masked[first : first + len(pieces[-2])]
    lead = len(name) - len(name.lstrip())
    name = name.strip()
    if not name or not _NOUN_PHRASE.match(name) or len(name) > 80:
        return None
    return first + lead, first + lead + len(name)


def _source_behind(masked: str, cue: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """Find the source of '"...," said Kirby' and "..., says the report"."""
    before = masked[start : cue.start()].rstrip()
    if not before.endswith((",", "\x01", "—", "–")):
        return None
    phrase = re.compile(
        r"\s+([A-Z“\"]?[^,.;:\x01—()]{2,80}?)(?=[,.;:\x01—()]|$|\s(?:on|in|at|who)\s)"
    )
    match = phrase.match(masked, cue.end(), end)
    if not match or not _NOUN_PHRASE.match(match[1]):
        return None
    return match.start(1), match.end(1)


def _closes_sentence(
    masked: str, cue: re.Match[str], source: tuple[int, int], start: int, end: int
) -> bool:
    """Whether "..., X said" stands behind what X said."""
    before = masked[start : source[0]].rstrip()
    if not before.endswith((",", "\x01", "?", "!", "—")):
        return False
    if len(before.strip(" ,\x01")) < 3 and "\x01" not in before:
        return False
    after = _TIME_OR_PLACE.match(masked, cue.end(), end)
    rest = masked[after.end() if after else cue.end() : end]
    return bool(after) and (rest[:1] in ".,;:?!\x01" or not rest)


def _content_before(text: str, start: int, end: int) -> tuple[int, int]:
    return _trim(text, start, end)


def _content_behind(
    text: str, masked: str, cue: re.Match[str], form: str, end: int
) -> tuple[int, int] | None:
    words = _words()
    position = cue.end()
    if form in words.told:
        match = _ADDRESSEE.match(masked, position, end)
        position = match.end() if match else position
    if form in words.accuse:
        return _trim(text, position, end)
    pause = _TIME_OR_PLACE.match(masked, position, end)
    if pause and pause[0].strip():
        position = pause.end()
    content = _trim(text, position, end)
    return content if content[1] - content[0] > 3 else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave white space, commas and the last full stop outside."""
    while start < end and text[start] in " \n\t,;:—–":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:—–.":
        end -= 1
    return start, end


def _make(
    text: str, content: tuple[int, int], source: tuple[int, int], cue: tuple[int, int]
) -> Attribution | None:
    if content[1] - content[0] < 2:
        return None
    speaker = text[source[0] : source[1]]
    return Attribution(*content, *source, *cue, "reported", speaker)


_HEADLINE_FIRST = re.compile(r"\s*([A-Z][\w.’'& -]{1,38}?):\s+(?=\S)")
_HEADLINE_LAST = re.compile(r"(?<=[\w\x01])(?::|\s[-–—])\s+((?:[A-Z][\w.’'&-]*\s?){1,4})$")
_NO_SPEAKER = re.compile(
    r"(?i:opinion|editorial|analysis|explainer|watch|video|live|exclusive|breaking|update|updates|"
    r"report|column|letters?|review|comment|in pictures|timeline|profile|factbox|q&a|interview)s?$"
)


def _headline(text: str, masked: str) -> list[Attribution]:
    """Read "Pentagon: ..." and "...: Pentagon"."""
    last = _HEADLINE_LAST.search(masked)
    if last and not _NO_SPEAKER.match(last[1].strip()):
        content = _trim(text, 0, last.start())
        one = _make(text, content, last.span(1), (last.start(), last.start() + 1))
        return [one] if one else []
    first = _HEADLINE_FIRST.match(masked)
    if first and not _NO_SPEAKER.match(first[1].strip()) and len(first[1].split()) <= 4:
        content = _trim(text, first.end(), len(text))
        one = _make(text, content, first.span(1), (first.end(1), first.end(1) + 1))
        return [one] if one else []
    return []


# ------------------------------------------------------------------- both kinds, together


def _with_quotations(
    text: str,
    quotes: list[tuple[int, int]],
    reported: list[Attribution],
    spans: list[tuple[int, int]],
) -> list[Attribution]:
    """Join quotations to the cues that stand around them; keep the others as they are."""
    found = list(reported)
    starts = [start for start, _ in spans]
    for start, end in quotes:
        inside = [i for i, each in enumerate(found) if each.start < end and start < each.end]
        if inside:
            for index in inside:
                found[index] = _joined(text, found[index], start, end)
            continue
        near = _cue_beside(found, spans, starts, start, end)
        if near:
            found.append(replace(near, start=start, end=end, kind="quoted"))
        elif len(text[start:end].split()) > _SCARE_WORDS:
            found.append(Attribution(start, end, -1, -1, -1, -1, "quoted", None))
    return found


def _joined(text: str, one: Attribution, start: int, end: int) -> Attribution:
    begin, last = min(one.start, start), max(one.end, end)
    whole = start <= one.start + 2 and end >= one.end - 2
    if one.source_start >= 0 and begin < one.source_end and one.source_start < last:
        begin, last = one.start, one.end  # never swallow the source
    return replace(one, start=begin, end=last, kind="quoted" if whole else "mixed")


def _cue_beside(
    found: list[Attribution],
    spans: list[tuple[int, int]],
    starts: list[int],
    start: int,
    end: int,
) -> Attribution | None:
    """Find the attribution of the sentence a quotation begins in, or ends in."""
    for place in (end - 1, start):
        index = bisect_right(starts, place) - 1
        if index < 0:
            continue
        first, last = spans[index]
        for each in found:
            if each.cue_start >= 0 and first <= each.cue_start < last:
                return each
    return None


_HE = {"he", "she", "they", "it", "i", "we", "you"}


def _named(text: str, found: list[Attribution]) -> list[Attribution]:
    """Give pronouns the name of the last speaker, and orphans the one before them."""
    named: list[Attribution] = []
    last: str | None = None
    last_end = -1
    for each in found:
        speaker = each.speaker
        if speaker is not None and speaker.lower() in _HE:
            speaker = last if speaker.lower() in ("he", "she") and last else speaker
        elif speaker is None and last and "\n" not in text[last_end : each.start].strip(" \n"):
            speaker = last if len(text[last_end : each.start].strip()) < 2 else None
        named.append(replace(each, speaker=speaker))
        if speaker and speaker.lower() not in _HE:
            last = speaker
        last_end = each.end
    return named


def voice_at(
    said: list[Attribution], marks: list[tuple[int, int]], position: int, text: str
) -> tuple[str, str | None]:
    """Say whose words stand at a place of a text.

    Parameters
    ----------
    said
        Its attributions.
    marks
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
        start <= position < end and len(text[start:end].split()) > _SCARE_WORDS
        for start, end in marks
    )
    quoted = inner.kind == "quoted" or (inner.kind == "mixed" and in_marks)
    return ("quoted" if quoted else "reported"), inner.speaker


# ------------------------------------------------------------------------- for the tables


def voiced_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut articles into sentences and say whose words each one is in.

    Parameters
    ----------
    articles
        The articles table.

    Returns
    -------
    pandas.DataFrame
        The sentences table of :mod:`toolkit.tables`.
    """
    table = sentences.split(articles)
    columns = ("article_id", "title", "text")
    texts: dict[tuple[object, object], str] = {}
    for article, title, body in zip(*(articles[name] for name in columns), strict=True):
        texts[article, "title"], texts[article, "body"] = title, body
    quoted: list[float] = []
    speakers: list[str | None] = []
    for (article, field), group in table.groupby(["article_id", "field"], sort=False):
        text = texts[article, field]
        spans = list(zip(group["start"], group["end"], strict=True))
        marks = quotations(text)
        said = attributions(text, spans, headline=field == "title")
        for start, end in spans:
            inside = sum(max(0, min(last, end) - max(first, start)) for first, last in marks)
            quoted.append(inside / (end - start))
            speakers.append(_speaker_within(said, start, end))
    table["quoted"] = pd.Series(quoted, index=table.index, dtype="float64")
    table["speaker"] = pd.Series(speakers, index=table.index, dtype="str")
    return tables.in_order(table, "sentences")


def _speaker_within(said: list[Attribution], start: int, end: int) -> str | None:
    return next((each.speaker for each in said if each.start < end and start < each.end), None)
