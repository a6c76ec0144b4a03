"""Frame by frame, word by word: the indicators of a codebook found in articles.

From articles and mentions to one row for each indicator found. A frame is what a
codebook says it is: a definition and a list of indicator terms that a scholar can read,
change and cite (a dictionary in the sense of Krippendorff 2018, ch. 12). Negation and
voice are columns, so that "denied harbouring militants" is found and told apart.

First version. A hit is attached to the nearest mention of its sentence that the frame
may be about, not by syntax; negation is looked for in the few words before the
indicator. No frame here has been validated against human coders.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick
import pandas as pd
from tqdm.auto import tqdm

from toolkit import boilerplate, quotes, sentences, tables
from toolkit.codebook import Codebook, Frame, read

#: A progress bar appears from this many articles on.
_LONG_WORK = 2000

_GAP = r"(?:\W+\w[\w’'-]*){0,3}?\W+"

#: A negation or denial this near before an indicator, in the same clause, reaches it.
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|neither|nor|n['’]t|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|"
    r"refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|free of|far from)\b"
    r"[^,;:.!?—–]{0,50}$|n['’]t\b[^,;:.!?—–]{0,50}$",
    re.IGNORECASE,
)


def find_frames(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    codebook: str | Path | Codebook = "us_pakistan_taliban",
    *,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Find every indicator of the codebook's frames.

    Parameters
    ----------
    articles
        The articles table, or any part of it.
    mentions
        Their mentions, from :func:`toolkit.find_mentions`.
    codebook
        Name or path of a codebook, or a codebook that was read.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The frame_hits table of :mod:`toolkit.tables`: ``start`` and ``end`` are characters
        of the sentence; ``mention_id`` is the nearest mention in the sentence that the
        frame may be about, null where there is none. A name that only says where is one
        for the frames whose codebook entry says ``places = true``.

    Raises
    ------
    WrongTable
        When a table is not what its name says.
    BrokenCodebook
        When the codebook makes no sense.
    """
    tables.check(articles, "articles")
    tables.check(mentions, "mentions")
    book = read(codebook)
    finder = _finder(book)
    named = _by_sentence(mentions)
    show = len(articles) >= _LONG_WORK if progress is None else progress
    rows: list[tuple[object, ...]] = []
    columns = (articles[name] for name in ("article_id", "title", "text"))
    for article, title, text in tqdm(
        zip(*columns, strict=True),
        total=len(articles),
        desc="frames",
        unit="article",
        disable=not show,
    ):
        rows += _of_article(article, title, text, finder, named)
    table = pd.DataFrame(rows, columns=list(tables.empty("frame_hits").columns))
    table["frame"] = pd.Categorical(table["frame"], [frame.name for frame in book.frames])
    dtypes = tables.empty("frame_hits").dtypes.drop("frame").to_dict()
    return table.astype(dtypes)


class _Mention(NamedTuple):
    actor: str
    sense: str
    start: int
    end: int
    mention_id: str


#: The mentions of each sentence.
_Named = dict[tuple[str, int], list[_Mention]]


def _by_sentence(mentions: pd.DataFrame) -> _Named:
    found: _Named = defaultdict(list)
    names = ["article_id", "sentence_id", *_Mention._fields]
    for article, sentence, *rest in mentions[names].itertuples(index=False, name=None):
        found[article, sentence].append(_Mention(*rest))
    return found


def _of_article(
    article: str, title: object, text: object, finder: _FrameFinder, named: _Named
) -> Iterator[tuple[object, ...]]:
    number = 0
    for field, content in (("title", title), ("body", text)):
        if not isinstance(content, str) or not content.strip():
            continue
        whole = field == "title"
        spans = [sentences.title_span(content)] if whole else sentences.spans(content)
        hits = finder.find(content, spans)
        if hits:
            skip = boilerplate.flags([content[start:end] for start, end in spans])
            marks = quotes.quotations(content)
            said = quotes.attributions(content, spans, marks, title=field == "title")
        for index, start, end, indicator in hits:
            if skip[index] and field == "body":
                continue
            begin = spans[index][0]
            voice, speaker = quotes.voice_at(said, marks, start, content)
            sentence = number + index
            mention = _nearest(named.get((article, sentence), []), start - begin, indicator.frame)
            negated = bool(_NEGATION.search(content[begin:start]))
            yield (
                *(article, sentence, start - begin, end - begin, indicator.frame.name),
                *(indicator.text, 1.0, negated, voice, speaker, mention),
                None if mention is None else "sentence",
            )
        number += len(spans)


def _nearest(named: list[_Mention], start: int, frame: Frame) -> str | None:
    eligible = [
        each
        for each in named
        if (not frame.actors or each.actor in frame.actors)
        and (frame.places or each.sense != "place")
    ]
    if not eligible:
        return None
    return min(eligible, key=lambda each: abs((each.start + each.end) / 2 - start)).mention_id


@dataclass(frozen=True)
class _Indicator:
    text: str
    frame: Frame
    pattern: re.Pattern[str]


class _FrameFinder:
    """All indicators of a codebook: an automaton over their first words, then a pattern."""

    def __init__(self, book: Codebook) -> None:
        self.by_start: dict[str, list[_Indicator]] = defaultdict(list)
        for frame in book.frames:
            for term in frame.indicators:
                start = term.split()[0].rstrip("*").lower()
                self.by_start[start].append(_Indicator(term, frame, _pattern(term)))
        self.exclude = {
            frame.name: [_pattern(term) for term in frame.exclude] for frame in book.frames
        }
        self.automaton = ahocorasick.Automaton()
        for start in self.by_start:
            self.automaton.add_word(start, start)
        if self.by_start:
            self.automaton.make_automaton()

    def find(
        self, text: str, spans: list[tuple[int, int]]
    ) -> list[tuple[int, int, int, _Indicator]]:
        """Give sentence, start, end and indicator of each hit, the longest of a frame."""
        if not self.by_start:
            return []
        lower = sentences.lowered(text)
        hits = []
        for last, key in self.automaton.iter(lower):
            start = last - len(key) + 1
            if start and (lower[start - 1].isalnum() or lower[start - 1] == "_"):
                continue
            for indicator in self.by_start[key]:
                match = indicator.pattern.match(text, start)
                if match:
                    hits.append((start, -match.end(), indicator))
        return list(self._settled(text, spans, hits))

    def _settled(
        self, text: str, spans: list[tuple[int, int]], hits: list[tuple[int, int, _Indicator]]
    ) -> Iterator[tuple[int, int, int, _Indicator]]:
        hits.sort(key=lambda hit: (hit[0], hit[1], hit[2].frame.name, hit[2].text))
        taken: dict[str, int] = {}
        index = 0
        for start, negative, indicator in hits:
            end, frame = -negative, indicator.frame.name
            while index + 1 < len(spans) and spans[index + 1][0] <= start:
                index += 1
            begin, stop = spans[index]
            outside = start < begin or end > stop
            if outside or start < taken.get(frame, 0) or self._excluded(text, start, end, frame):
                continue
            taken[frame] = end
            yield index, start, end, indicator

    def _excluded(self, text: str, start: int, end: int, frame: str) -> bool:
        around = text[max(0, start - 40) : end + 40]
        offset = start - max(0, start - 40)
        return any(
            match.start() <= offset and offset + end - start <= match.end()
            for pattern in self.exclude[frame]
            for match in pattern.finditer(around)
        )


@lru_cache(maxsize=8)
def _finder(book: Codebook) -> _FrameFinder:
    return _FrameFinder(book)


def _pattern(term: str) -> re.Pattern[str]:
    """Turn "turn* a blind eye" into a pattern; words with a capital keep their case."""
    parts = []
    for word in term.split():
        if word == "...":
            parts.append(_GAP)
            continue
        stem = re.escape(word.rstrip("*")).replace("'", "['’]").replace("’", "['’]")
        stem = stem if any(map(str.isupper, word)) else f"(?i:{stem})"
        parts.append(stem + (r"[\w’'-]*" if word.endswith("*") else r"(?!\w)"))
    joined = ""
    for part in parts:
        gap = "" if not joined or part == _GAP or joined.endswith(_GAP) else r"[\s-]+"
        joined += gap + part
    return re.compile(joined)
