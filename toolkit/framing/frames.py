"""Frame by frame, word by word: the indicators of a codebook found in articles.

From articles and mentions to one row for each indicator found. A frame is what a
codebook says it is: a definition and a list of indicator terms that a scholar can read,
change and cite (a dictionary in the sense of Krippendorff 2018, ch. 12). Negation and
voice are columns, so that "denied harbouring militants" is found and told apart.

A hit hangs on the actor whose clause it stands in, read from the dependency parse by
:mod:`toolkit.grammar.relations`: the one that does it, undergoes it, is said to be it or
has it, before one that merely stands beside it. Where the hit stands in the clause of no
mention, or nothing was parsed, it hangs on the nearest mention of its sentence, and
``attached`` says so. No frame here has been validated against human coders.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm.auto import tqdm

from toolkit import boilerplate, quotes, sentences, syntax, tables, terms
from toolkit.codebook import Codebook, Frame, read
from toolkit.framing import negation
from toolkit.grammar.relations import RELATIONS, Tie, relate

#: A progress bar appears from this many articles on.
_LONG_WORK = 2000

#: How close a tie is, the closest first; what an actor says of others is no tie of its own.
_CLOSENESS = {
    relation: rank
    for rank, relation in enumerate(RELATIONS)
    if relation not in ("says", "elsewhere")
}
_NO_TIE = len(RELATIONS)

#: Where nothing was parsed: a negation or denial this near before an indicator reaches it.
_NEGATION = re.compile(
    r"(?:\b(?:(?:no|not)(?!\s+(?:only|just|merely|simply|doubt)\b)|never|without|neither|nor|"
    r"den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|"
    r"disput(?:e|es|ed|ing)|fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|"
    r"lack(?:s|ed|ing)?|free of|far from)\b|n['’]t\b)"
    r"[^,;:.!?—–]{0,50}$",
    re.IGNORECASE,
)


def find_frames(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    codebook: str | Path | Codebook = "us_pakistan_taliban",
    *,
    parser: bool = True,
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
    parser
        Parse the sentences that hold an indicator and a mention it may hang on; without,
        the nearest mention is taken, which is much faster and less often right.
    progress
        Show progress bars; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The frame_hits table of :mod:`toolkit.tables`: ``start`` and ``end`` are characters
        of the sentence; ``weight`` is the codebook's; ``mention_id`` is the mention whose
        clause the hit stands in (``attached`` is ``"clause"``), else the nearest one in the
        sentence (``"sentence"``) that the frame may be about, null where there is none. A
        name that only says where is one for the frames whose codebook entry says
        ``places = true``.

    Raises
    ------
    WrongTable
        When a table is not what its name says.
    BrokenCodebook
        When the codebook makes no sense.
    NoParser
        When ``parser`` is true and no English model is installed.

    Examples
    --------
    >>> import toolkit as tk
    >>> articles = tk.load("data/sample").head(20)
    >>> hits = find_frames(articles, tk.find_mentions(articles))
    >>> bool(hits["attached"].dropna().isin(["clause", "sentence"]).all())
    True
    """
    tables.check(articles, "articles")
    tables.check(mentions, "mentions")
    book = read(codebook)
    finder = _finder(book)
    named = _by_sentence(mentions)
    show = len(articles) >= _LONG_WORK if progress is None else progress
    found: list[_Found] = []
    columns = (articles[name] for name in ("article_id", "title", "text"))
    for article, title, text in tqdm(
        zip(*columns, strict=True),
        total=len(articles),
        desc="frames",
        unit="article",
        disable=not show,
    ):
        found += _of_article(article, title, text, finder)
    rows = _attached(found, named, parser=parser, progress=show)
    return _table(rows, book)


def _table(rows: Iterable[tuple[object, ...]], book: Codebook) -> pd.DataFrame:
    empty = tables.empty("frame_hits")
    table = pd.DataFrame(rows, columns=list(empty.columns))
    table["frame"] = pd.Categorical(table["frame"], [frame.name for frame in book.frames])
    return table.astype(empty.dtypes.drop("frame").to_dict())


# ---- indicators


@dataclass(frozen=True, slots=True)
class _Found:
    """An indicator found, before it hangs on anybody; characters are the sentence's."""

    article: str
    sentence: int
    text: str
    start: int
    end: int
    frame: Frame
    indicator: str
    voice: str
    speaker: str | None


def _of_article(
    article: str, title: object, text: object, finder: _FrameFinder
) -> Iterator[_Found]:
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
            said = quotes.attributions(content, spans, marks, title=whole)
        for index, start, end, frame, indicator in hits:
            if skip[index] and not whole:
                continue
            begin, stop = spans[index]
            voice, speaker = quotes.voice_at(said, marks, start, content)
            place = (article, number + index, content[begin:stop], start - begin, end - begin)
            yield _Found(*place, frame, indicator, voice, speaker)
        number += len(spans)


class _FrameFinder:
    """All indicators and exclusions of a codebook, in one automaton."""

    def __init__(self, book: Codebook) -> None:
        self.entries = [
            (frame, term, wanted)
            for frame in book.frames
            for these, wanted in ((frame.indicators, True), (frame.exclude, False))
            for term in these
        ]
        self.terms = terms.compile_terms([term for _, term, _ in self.entries])

    def find(
        self, text: str, spans: list[tuple[int, int]]
    ) -> list[tuple[int, int, int, Frame, str]]:
        """Give sentence, start, end, frame and indicator of each hit, the longest of a frame."""
        hits: list[tuple[int, int, Frame, str]] = []
        excluded: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, start, end in self.terms.find(text):
            frame, term, wanted = self.entries[index]
            if wanted:
                hits.append((start, end, frame, term))
            else:
                excluded[frame.name].append((start, end))
        return list(_settled(spans, hits, excluded))


def _settled(
    spans: list[tuple[int, int]],
    hits: list[tuple[int, int, Frame, str]],
    excluded: dict[str, list[tuple[int, int]]],
) -> Iterator[tuple[int, int, int, Frame, str]]:
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2].name, hit[3]))
    taken: dict[str, int] = {}
    index = 0
    for start, end, frame, term in hits:
        while index + 1 < len(spans) and spans[index + 1][0] <= start:
            index += 1
        begin, stop = spans[index]
        outside = start < begin or end > stop
        if outside or start < taken.get(frame.name, 0):
            continue
        if any(first <= start and end <= last for first, last in excluded.get(frame.name, ())):
            continue
        taken[frame.name] = end
        yield index, start, end, frame, term


@lru_cache(maxsize=8)
def _finder(book: Codebook) -> _FrameFinder:
    return _FrameFinder(book)


# ---- whom they hang on


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


def _eligible(found: _Found, named: _Named) -> list[_Mention]:
    frame = found.frame
    return [
        each
        for each in named.get((found.article, found.sentence), [])
        if (not frame.actors or each.actor in frame.actors)
        and (frame.places or each.sense != "place")
    ]


def _attached(
    found: list[_Found], named: _Named, *, parser: bool, progress: bool
) -> list[tuple[object, ...]]:
    """Give the rows of the table, in the order of the hits."""
    eligible = [_eligible(hit, named) for hit in found]
    rows = [_row(hit, _by_distance(hit, near)) for hit, near in zip(found, eligible, strict=True)]
    if not parser:
        return rows
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, (hit, near) in enumerate(zip(found, eligible, strict=True)):
        if near:
            waiting[hit.text].append(place)
    if not waiting:
        return rows
    trees = syntax.parse(list(waiting), progress=progress or None)
    for places, tree in zip(waiting.values(), trees, strict=True):
        reader = _SentenceReader(tree)
        for place in places:
            rows[place] = _row(found[place], reader.attach(found[place], eligible[place]))
    return rows


def _row(hit: _Found, link: _Link) -> tuple[object, ...]:
    weight = hit.frame.weights.get(hit.indicator, 1.0)
    return (
        *(hit.article, hit.sentence, hit.start, hit.end, hit.frame.name, hit.indicator, weight),
        *(link.negated, hit.voice, hit.speaker, link.mention, link.attached),
    )


class _Link(NamedTuple):
    mention: str | None
    attached: str | None
    negated: bool


def _distance(mention: _Mention, hit: _Found) -> float:
    return abs((mention.start + mention.end) / 2 - hit.start)


def _by_distance(hit: _Found, near: list[_Mention]) -> _Link:
    negated = bool(_NEGATION.search(hit.text[: hit.start]))
    if not near:
        return _Link(None, None, negated)
    nearest = min(near, key=lambda each: _distance(each, hit))
    return _Link(nearest.mention_id, "sentence", negated)


class _SentenceReader:
    """Ties the hits of one parsed sentence to its mentions."""

    def __init__(self, tree: syntax.Parse) -> None:
        self.tree = tree
        self.ties: dict[tuple[int, int], dict[int, Tie]] = {}

    def attach(self, hit: _Found, near: list[_Mention]) -> _Link:
        words = [
            word
            for word, (start, end) in enumerate(zip(self.tree.starts, self.tree.ends, strict=True))
            if start < hit.end and hit.start < end
        ]
        fallback = _by_distance(hit, near)
        if not words:
            return fallback  # beyond what the parser reads of a very long sentence
        negated = negation.is_negated(self.tree, words)
        ranked = ((self._closeness(each, words), _distance(each, hit), each) for each in near)
        rank, _, mention = min(ranked, key=lambda candidate: candidate[:2])
        if rank == _NO_TIE:
            return fallback._replace(negated=negated)
        own = (tie for word in words if (tie := self._tied(mention).get(word)))
        closest_ties = [tie for tie in own if _CLOSENESS.get(tie.relation) == rank]
        negated |= any(tie.negated or tie.denied for tie in closest_ties)
        return _Link(mention.mention_id, "clause", negated)

    def _tied(self, mention: _Mention) -> dict[int, Tie]:
        key = (mention.start, mention.end)
        if key not in self.ties:
            self.ties[key] = {tie.word: tie for tie in relate(self.tree, *key)}
        return self.ties[key]

    def _closeness(self, mention: _Mention, words: Sequence[int]) -> int:
        """Rank of the closest tie of a mention to one of the words."""
        ties = self._tied(mention)
        if mention.start <= self.tree.starts[words[0]] < self.tree.ends[words[-1]] <= mention.end:
            return _CLOSENESS["is"]  # the words are the name's own
        own = (ties[word].relation for word in words if word in ties)
        return min((_CLOSENESS.get(relation, _NO_TIE) for relation in own), default=_NO_TIE)
