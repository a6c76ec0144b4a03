"""Who is named where, as what, and in whose words.

From the articles table to one row for each time an actor is named. One Aho-Corasick
automaton (Aho & Corasick, CACM 1975) finds all aliases of all actors in one pass; of
overlapping ones the longest wins, and a codebook's excluded phrases take part, so that
"Washington Post" names nobody. Then each find is decided: does the name stand for
that actor on the day of publication; which of two groups does a shared name mean, by the
rest of the article; what of the actor is meant (:mod:`toolkit.senses`); whose words does
it stand in (:mod:`toolkit.quotes`).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import ahocorasick
import pandas as pd
from tqdm.auto import tqdm

from toolkit import boilerplate, quotes, senses, sentences, tables
from toolkit.codebook import Alias, Codebook, Shared, read

#: A progress bar appears from this many articles on.
_LONG_WORK = 2000

#: A dateline begins within so many characters of its sentence.
_DATELINE = 30

_OFFICE = re.compile(
    r"(?:Mr|Mrs|Ms|Gen|Lt|Col|Sen|Sec|President|Minister|Premier|Secretary|General|Ambassador|Adm|"
    r"Spokesman|spokesman|Admiral|Chief|chief|Envoy|envoy|Mullah|Maulvi)\.?\s+$"
)
_OFFICE_REACH = 30  # characters before a surname that may hold the office
_ANAPHOR_SENSES = ("state", "group", "government", "military")


@dataclass(frozen=True)
class _Find:
    """One alias found in one sentence of one field."""

    sentence: int
    start: int
    end: int
    text: str
    actor: str
    sense: str
    ambiguous: bool = False
    inherited: bool = False
    shared: bool = False  # then actor is the shared name, still to be settled


def find_mentions(
    articles: pd.DataFrame,
    codebook: str | Path | Codebook = "us_pakistan_taliban",
    *,
    anaphora: bool = True,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Find every mention of the codebook's actors.

    Parameters
    ----------
    articles
        The articles table, or any part of it: the rows do not depend on the partition.
    codebook
        Name or path of a codebook, or a codebook that was read.
    anaphora
        Also take "the group", "the country" and the like for a mention, when exactly one
        actor that it can stand for is named in the sentence before, and "it" where it
        speaks ("it denied") and that actor is the subject before; such rows are ``inherited``.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        The mentions table of :mod:`toolkit.tables`: one row a mention, in the order of the
        articles. Places are rows too, with ``sense`` place.

    Raises
    ------
    WrongTable
        When ``articles`` is no articles table.
    BrokenCodebook
        When the codebook makes no sense.

    Notes
    -----
    Not seen: other pronouns, descriptions ("the neighbour to the east"), and irony about who is
    meant. ``tests/benchmarks/mentions.py`` prints how often each pitfall is got right.
    """
    tables.check(articles, "articles")
    book = read(codebook)
    finder = _finder(book)
    show = len(articles) >= _LONG_WORK if progress is None else progress
    wanted = articles[["article_id", "published", "title", "text", "outlet", "genre", "story_id"]]
    rows: list[tuple[object, ...]] = []
    for article in tqdm(
        wanted.itertuples(index=False, name="Article"),
        total=len(wanted),
        desc="mentions",
        unit="article",
        disable=not show,
    ):
        rows += _of_article(article, finder, anaphora)
    return _table(rows, book)


def _table(rows: list[tuple[object, ...]], book: Codebook) -> pd.DataFrame:
    columns = list(tables.empty("mentions").columns)
    table = pd.DataFrame(rows, columns=columns)
    table["actor"] = pd.Categorical(table["actor"], categories=list(book.actors))
    dtypes = {
        column: dtype
        for column, dtype in tables.empty("mentions").dtypes.items()
        if column not in ("actor", "published")
    }
    table["published"] = pd.to_datetime(table["published"], utc=True).astype(tables.UTC_MOMENT)
    return table.astype(dtypes)


# --------------------------------------------------------------------------- one article


def _of_article(article: Any, finder: _Finder, anaphora: bool) -> Iterator[tuple[object, ...]]:
    identity, published, title, text, outlet, genre, story = article
    carried = (outlet, published, genre, story)
    fields = _fields(title, text)
    finds = {name: finder.find(field, published.date()) for name, field in fields.items()}
    if not any(finds.values()):
        return
    context = "\n\n".join(field.text for field in fields.values())
    chosen = _settle_shared(finds, finder, context)
    for name, field in fields.items():
        found = sorted(chosen[name], key=lambda each: (each.sentence, each.start))
        if anaphora:
            found = _with_anaphors(found, field, finder)
        marks = quotes.quotations(field.text)
        said = quotes.attributions(field.text, field.spans, marks, title=name == "title")
        for find, again in _numbered(found):
            begin, last = field.spans[find.sentence]
            voice, speaker = quotes.voice_at(said, marks, begin + find.start, field.text)
            number = field.first + find.sentence
            mention = f"{identity}.{number}.{find.start}{again}"
            sentence = field.text[begin:last]
            yield (
                *(mention, identity, number, name, sentence, find.actor, find.text),
                *(find.start, find.end, find.sense, voice, speaker, find.ambiguous),
                *(find.inherited, *carried),
            )


@dataclass(frozen=True)
class _Field:
    text: str
    spans: list[tuple[int, int]]
    first: int  # sentence_id of its first sentence
    skip: list[bool]  # sentences that are furniture of the page


def _fields(title: object, text: object) -> dict[str, _Field]:
    """Give the fields of an article with their sentences, numbered as ``sentences.split`` does."""
    found: dict[str, _Field] = {}
    if isinstance(title, str) and title.strip():
        found["title"] = _Field(title, [sentences.title_span(title)], 0, [False])
    if isinstance(text, str) and text.strip():
        spans = sentences.spans(text)
        skip = boilerplate.flags([text[start:end] for start, end in spans])
        found["body"] = _Field(text, spans, len(found), skip)
    return found


def _numbered(finds: list[_Find]) -> Iterator[tuple[_Find, str]]:
    """Give each find the suffix that tells the actors of one compound apart."""
    last = None
    count = 1
    for find in finds:
        place = (find.sentence, find.start)
        count = count + 1 if place == last else 1
        last = place
        yield find, f".{count}" if count > 1 else ""


# ------------------------------------------------------------------------- the automaton


class _Finder:
    """All aliases of a codebook in one automaton."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self.aliases: dict[str, list[Alias]] = {}
        self.shared: dict[str, Shared] = {}
        for alias in book.aliases:
            self.aliases.setdefault(alias.text, []).append(alias)
        for entry in book.shared:
            for text in entry.texts:
                self.shared[text] = entry
        self.automaton = self._automaton()
        self.hints = self._hints()
        self.anaphors = self._anaphors()

    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        known = {*self.aliases, *self.shared, *self.book.exclude}
        for text in known:
            automaton.add_word(text, (text, len(text), False))
        for text in known:  # a headline in capitals
            if text.upper() not in known:
                automaton.add_word(text.upper(), (text, len(text), True))
        automaton.make_automaton()
        return automaton

    def _hints(self) -> dict[str, dict[str, re.Pattern[str]]]:
        patterns: dict[str, dict[str, re.Pattern[str]]] = {}
        for text, entry in self.shared.items():
            patterns[text] = {
                actor: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
                for actor, words in entry.hints.items()
                if words
            }
        return patterns

    def hints_for(self, text: str, actor: str, context: str) -> int:
        """Count the words of an article that speak for one reading of a shared name."""
        pattern = self.hints[text].get(actor)
        return len(pattern.findall(context)) if pattern else 0

    def _anaphors(self) -> tuple[re.Pattern[str] | None, dict[str, set[str]]]:
        stands_for: dict[str, set[str]] = {}
        for actor, phrases in self.book.anaphors.items():
            for phrase in phrases:
                stands_for.setdefault(phrase.lower(), set()).add(actor)
        if not stands_for:
            return None, {}
        longest_first = sorted(map(re.escape, stands_for), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(longest_first)})\b(?!-)", re.IGNORECASE), stands_for

    def find(self, field: _Field, day: dt.date) -> list[_Find]:
        """Find the aliases in a field; of overlapping ones the longest."""
        text = field.text
        hits = []
        for last, (alias, length, capitals) in self.automaton.iter(text):
            start, end = last - length + 1, last + 1
            if _is_word(text, start, end):
                hits.append((start, -length, alias, capitals))
        hits.sort()
        starts = [start for start, _ in field.spans]
        full = {alias for _, _, alias, _ in hits}
        found: list[_Find] = []
        position = -1
        in_capitals = lru_cache(maxsize=None)(
            lambda index: _in_capitals(text[slice(*field.spans[index])])
        )
        for start, negative, alias, capitals in hits:
            end = start - negative
            if start < position:
                continue
            index = bisect_right(starts, start) - 1
            if index < 0 or end > field.spans[index][1] or field.skip[index]:
                continue
            begin = field.spans[index][0]
            sentence = text[begin : field.spans[index][1]]
            dateline = start - begin < _DATELINE and senses.is_dateline(sentence, end - begin)
            if capitals and not (in_capitals(index) or dateline):
                continue
            position = end
            found += self._decided(
                alias, sentence, index, start - begin, end - begin, day, full, in_capitals(index)
            )
        return found

    def _decided(
        self,
        alias: str,
        sentence: str,
        index: int,
        start: int,
        end: int,
        day: dt.date,
        full: set[str],
        in_capitals: bool,
    ) -> list[_Find]:
        """Decide who an alias stands for here: nobody, one actor, or both of a compound."""
        text = sentence[start:end]
        if alias in self.shared:
            entry = self.shared[alias]
            sense = senses.sense_of(sentence, start, end, entry.sense)
            return [_Find(index, start, end, text, alias, sense, shared=True)]
        entries = [
            entry
            for entry in self.aliases.get(alias, [])
            if _in_office(entry, day) and _surname_is_safe(entry, sentence, start, full)
        ]
        if not entries:
            return []
        plain = sentence.capitalize() if in_capitals else sentence
        places = [entry for entry in entries if entry.sense == "place"]
        others = [entry for entry in entries if entry.sense != "place"]
        given = (others or places)[0].sense
        place = senses.sense_of(plain, start, end, given) == "place"
        chosen = places if places and (place or not others) else others
        unsure = in_capitals and alias.upper() == alias and alias.lower() in _CASE_DECIDES
        return [
            _Find(
                *(index, start, end, text, entry.actor),
                "place" if place else senses.sense_of(plain, start, end, entry.sense),
                ambiguous=unsure and not _acts(sentence, end),
            )
            for entry in dict.fromkeys(chosen)
        ]


#: Small words that an abbreviation in capitals cannot be told from in a headline in capitals.
_CASE_DECIDES = {"us", "ana", "arg", "isi", "pak"}


@lru_cache(maxsize=8)
def _finder(book: Codebook) -> _Finder:
    return _Finder(book)


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() or before in ("_", "@", "/") or after.isalnum() or after == "_":
        return False
    return not (before == "." and text[start - 2 : start - 1].isalnum())


def _in_capitals(sentence: str) -> bool:
    upper = sum(map(str.isupper, sentence))
    if 3 * upper < len(sentence):
        return False  # most sentences: a third of a line of capitals at least is capitals
    letters = sum(map(str.isalpha, sentence))
    return letters > 8 and upper >= 0.8 * letters


def _in_office(alias: Alias, day: dt.date) -> bool:
    return (alias.since is None or alias.since <= day) and (
        alias.until is None or day <= alias.until
    )


def _surname_is_safe(alias: Alias, sentence: str, start: int, full: set[str]) -> bool:
    """Whether a bare surname is the person's: the full name or an office stands by."""
    if alias.full_name is None:
        return True
    return alias.full_name in full or bool(
        _OFFICE.search(sentence, max(0, start - _OFFICE_REACH), start)
    )


def _acts(sentence: str, end: int) -> bool:
    """Whether what follows "US" in capitals shows a country: "US TROOPS", "US SAYS"."""
    return bool(
        re.match(
            r"[-’'/]|\s+(?:SAYS?|SAID|TO|WILL|WARNS?|TROOPS?|FORCES|ARMY|MILITARY|DRONES?|AIR|"
            r"STRIKES?|OFFICIALS?|ENVOY|AID|SENATE|CONGRESS|PRESIDENT|SOLDIERS?|GENERAL|AND|IN|"
            r"ACCUSES|URGES|KILLS|ENDS|LEAVES|PULLS|OFFERS|SEEKS|CUTS|HALTS|SUSPENDS)\b",
            sentence[end:],
        )
    )


# -------------------------------------------------------------------------- shared names


def _settle_shared(
    finds: dict[str, list[_Find]], finder: _Finder, context: str
) -> dict[str, list[_Find]]:
    """Replace each shared name by the actor that the rest of the article speaks for."""
    if not any(find.shared for found in finds.values() for find in found):
        return finds
    settled: dict[str, list[_Find]] = {}
    everything = [find for found in finds.values() for find in found]
    evidence = {
        name: _evidence(name, everything, finder, context)
        for name in {find.actor for find in everything if find.shared}
    }
    for name, found in finds.items():
        settled[name] = [
            _settled(find, found, everything, finder, evidence[find.actor]) if find.shared else find
            for find in found
        ]
    return settled


def _evidence(name: str, everything: list[_Find], finder: _Finder, context: str) -> dict[str, int]:
    """Count what in an article speaks for each actor that a shared name can mean."""
    return {
        actor: 2 * sum(not each.shared and each.actor == actor for each in everything)
        + finder.hints_for(name, actor, context)
        for actor in finder.shared[name].actors
    }


def _settled(
    find: _Find,
    beside: list[_Find],
    everything: list[_Find],
    finder: _Finder,
    evidence: dict[str, int],
) -> _Find:
    entry = finder.shared[find.actor]
    others = [actor for actor in entry.actors if actor != entry.default]
    in_full = [each for each in everything if not each.shared and each.actor in entry.actors]
    ahead = max(others, key=lambda actor: evidence[actor])
    for_other, for_default = evidence[ahead], evidence[entry.default]
    actor, unsure = entry.default, False
    if _bare_first(everything, in_full, ahead):
        pass  # a writer who means the other group names it in full at first
    elif for_other >= 2 * for_default and for_other:
        actor = ahead
    elif for_other and for_default < 2 * for_other:
        near = _nearest(find, beside, entry)
        actor, unsure = near or entry.default, near is None
    return replace(find, actor=actor, ambiguous=unsure, shared=False)


def _bare_first(everything: list[_Find], in_full: list[_Find], actor: str) -> bool:
    """Whether the article uses the shared name before it names an actor in full."""
    full = [
        index
        for index, find in enumerate(everything)
        if find in in_full and find.actor == actor and find.sense != "person"
    ]
    bare = [index for index, find in enumerate(everything) if find.shared]
    return bool(full) and bare[0] < full[0]


def _nearest(find: _Find, beside: list[_Find], entry: Shared) -> str | None:
    """Find the candidate named in full last, in this sentence or the two before."""
    before = [
        each
        for each in beside
        if not each.shared
        and each.actor in entry.actors
        and find.sentence - 2 <= each.sentence
        and (each.sentence, each.start) < (find.sentence, find.start)
    ]
    return before[-1].actor if before else None


# ------------------------------------------------------------------------------ anaphora


#: "It has denied": at the head of a clause, before a word of speech. What speaks is an actor;
#: "it is clear", "it rained" take up nobody.
_IT = re.compile(r"(?:^|(?<=[,;]\s))[Ii]t(?=\s)")
_IT_SPEAKS = 24  # characters from "it" to the verb: "it has not yet denied"
_SUBJECT = 40  # an actor that begins so early in its sentence is taken for its subject


def _its(found: list[_Find], field: _Field, actors: set[str]) -> list[_Find]:
    """Add "it" where it speaks and the one actor named in the sentence before is its subject."""
    by_sentence: dict[int, list[_Find]] = {}
    for find in found:
        by_sentence.setdefault(find.sentence, []).append(find)
    added = []
    for index, before in by_sentence.items():
        first = before[0]
        alone = {find.actor for find in before} == {first.actor} and first.actor in actors
        if not alone or first.start > _SUBJECT or first.ambiguous:
            continue
        if index + 1 in by_sentence or index + 1 >= len(field.spans) or field.skip[index + 1]:
            continue
        begin, last = field.spans[index + 1]
        sentence = field.text[begin:last]
        for it in _IT.finditer(sentence):
            spoken = quotes.cues(sentence[it.end() : it.end() + _IT_SPEAKS])
            kind = "group" if first.sense == "group" else "state"
            if first.sense in _ANAPHOR_SENSES and spoken and spoken[0].kind in quotes.VERBS:
                span = (it.start(), it.end(), it[0])
                added.append(_Find(index + 1, *span, first.actor, kind, inherited=True))
                break
    return added


def _with_anaphors(found: list[_Find], field: _Field, finder: _Finder) -> list[_Find]:
    """Add "the group", "the country" where one actor of the sentence before can be meant."""
    pattern, stands_for = finder.anaphors
    if pattern is None or not found:
        return found
    found = found + _its(found, field, set().union(*stands_for.values()))
    named: dict[int, set[str]] = {}
    for find in found:
        if not find.ambiguous and find.sense in (*_ANAPHOR_SENSES, "place"):
            named.setdefault(find.sentence, set()).add(find.actor)
    added = []
    for index in sorted(named):
        if index + 1 >= len(field.spans) or field.skip[index + 1]:
            continue
        begin, last = field.spans[index + 1]
        match = pattern.search(field.text, begin, last)
        candidates = named[index] & stands_for[match[0].lower()] if match else set()
        here = named.get(index + 1, set()) & stands_for[match[0].lower()] if match else set()
        if match and len(candidates) == 1 and not here:
            start, end = match.start() - begin, match.end() - begin
            actor = next(iter(candidates))
            kind = next(f.sense for f in found if f.sentence == index and f.actor == actor)
            sense = "group" if kind == "group" else "state"
            sentence = field.text[begin:last]
            sense = senses.sense_of(sentence, start, end, sense)
            added.append(_Find(index + 1, start, end, match[0], actor, sense, inherited=True))
    return sorted(found + added, key=lambda each: (each.sentence, each.start))
