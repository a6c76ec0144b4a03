"""Reported speech: who said what without quotation marks, and who said what stands in them.

Around each cue verb of ``codebooks/speech.toml`` the sentence is read for a source (the
noun phrase before the verb, behind it, or carried over from an earlier verb) and for the
words it answers for (the clause behind, or the one before). Cues are found by one
automaton, and nothing is parsed, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick

from toolkit import codebook
from toolkit.quotes.marks import BLOT
from toolkit.terms import lowered


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


@dataclass(frozen=True)
class Cue:
    """A verb or phrase that says somebody is speaking or thinking.

    Parameters
    ----------
    start, end
        Its characters.
    kind
        The list of ``speech.toml`` it stands in.
    form
        The words, in small letters.
    """

    start: int
    end: int
    kind: str
    form: str


Span = tuple[int, int]


# ------------------------------------------------------------------------------- the words


@dataclass(frozen=True)
class _Words:
    automaton: ahocorasick.Automaton
    addressed: frozenset[str]
    base: frozenset[str]
    nouns: frozenset[str]
    between: frozenset[str]
    between_phrases: tuple[str, ...]


#: The kinds of cue that are verbs with a subject who speaks or thinks.
VERBS = ("say", "think", "intend", "accuse")


def _base_forms(forms: set[str]) -> frozenset[str]:
    """Pick "claim" where "claims" is listed too: a noun may look the same."""
    third = {form: (form + "s", form + "es", form[:-1] + "ies") for form in forms}
    return frozenset(form for form in forms if forms & set(third[form]))


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = codebook.read_toml(codebook.FOLDER / "speech.toml")
    automaton = ahocorasick.Automaton()
    for kind in ("noun", *VERBS, "participle", "passive", "according"):  # a verb wins
        for form in raw[kind]:
            automaton.add_word(form, (form, kind))
    automaton.make_automaton()
    return _Words(
        automaton=automaton,
        addressed=frozenset(raw["addressed"]),
        nouns=frozenset(raw["noun"]),
        base=_base_forms({form for kind in VERBS for form in raw[kind]}),
        between=frozenset(form for form in raw["between"] if " " not in form),
        between_phrases=tuple(f" {form}" for form in raw["between"] if " " in form),
    )


def cues(text: str) -> list[Cue]:
    """Find the cues of speech and thought.

    Parameters
    ----------
    text
        Running text, best with its quotations blotted out.

    Returns
    -------
    list of Cue
        In order; of overlapping ones the longest.

    Examples
    --------
    >>> [cue.form for cue in cues("He said it, according to Kabul.")]
    ['said', 'according to']
    """
    lower = lowered(text)
    hits = []
    for last, (form, kind) in _words().automaton.iter(lower):
        start, end = last - len(form) + 1, last + 1
        before, after = lower[start - 1 : start], lower[end : end + 1]
        if not _part_of_a_name(text, start, end) and not (
            before.isalnum() or before == "-" or after.isalnum() or after == "-"
        ):
            hits.append((start, -end, form, kind))
    found: list[Cue] = []
    for start, negative, form, kind in sorted(hits):
        if not found or start >= found[-1].end:
            found.append(Cue(start, -negative, kind, form))
    return found


def _part_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word is no verb but a part of a name: "the United States announced"."""
    if not text[start].isupper() or text[start:end].isupper():
        return False
    before, after = _LAST_WORD.search(text, max(0, start - 30), start), text[end + 1 : end + 2]
    return before is not None and before[1][0].isupper() and after.islower()


# --------------------------------------------------------------------------- the sentences


def reported(text: str, blotted: str, spans: list[Span]) -> list[Attribution]:
    """Find what the cues of a text attribute to whom.

    Parameters
    ----------
    text
        Running text.
    blotted
        The same with its quotations blotted out.
    spans
        Its sentences.

    Returns
    -------
    list of Attribution
        In the order of their cues.
    """
    starts = [start for start, _ in spans]
    by_sentence: dict[int, list[Cue]] = {}
    for cue in cues(blotted):
        index = bisect_right(starts, cue.start) - 1
        if index >= 0 and cue.end <= spans[index][1]:
            by_sentence.setdefault(index, []).append(cue)
    found: list[Attribution] = []
    for index, inside in by_sentence.items():
        found += _Sentence(text, blotted, *spans[index]).read(inside)
    return found


_LAST_WORD = re.compile(r"(\w+)\s$")
_BREAK = re.compile(
    rf"[,;:()—–{BLOT}]|\s--?\s|\b(?:that|but|while|because|when|although|though|as|if|after|before|"
    r"since|which|who|whom|where|whether|what|how|why|than)\s|\band\s(?![A-Z])"
)
_DETERMINER = (
    r"(?:the|an?|one|some|many|several|most|two|three|four|other|others|another|his|her|its|their|"
    r"our|my|these|those|this|few|both|all|more|no|every|each|such|any|half|\d[\d,.]*)"
)
_PRONOUN = r"(?:he|she|they|it|we|I|you|who|others|some|many|everyone|nobody|both)"
_SOURCE = re.compile(
    rf"(?i:{_DETERMINER}\b|{_PRONOUN}$)|[A-Z]|(?:almost|nearly|about)\s|[a-z][\w’'-]*(?:s|ers?|ors?|ists?|men|ple|als?)\b"
    r"|(?:[a-z-]+\s){1,2}[a-z-]+(?:s|men|ple)$"
)
#: A full stop that ends a sentence, and one behind a title or an initial.
_STOP = (
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bLt)(?<!\bSt)(?<!\bJr)(?<!\bSr)(?<!\bMrs)"
    r"(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bCol)(?<!\bMaj)(?<!\bAdm)(?<!\bCapt)\."
)
#: The noun phrase at the end of a stretch that begins with an adverbial: "In London he".
_LAST_PHRASE = re.compile(
    rf"(?:^|\s)(?P<phrase>(?:he|she|they|it|we|I|you)|(?:(?i:{_DETERMINER})\s+(?:[\w’'.-]+\s+){{0,3}})?"
    rf"[A-Z][\w.’'-]*(?:\s+(?:of|and|the|bin|al|de)\s+[A-Z][\w.’'-]*|\s+[A-Z][\w.’'-]*)*"
    rf"(?:\s+(?!(?:of|in|at|on)\b)[a-z]+(?:s|er|or|man))?"
    rf"|(?i:{_DETERMINER})\s+(?:[\w’'.-]+\s+){{0,3}}[\w’'-]+)$"
)
_ADVERBIAL = re.compile(
    r"(?:In|On|At|During|After|Before|For|With|Since|As|By|From|Last|Earlier|Later|Yesterday|Today|"
    r"Still|Then|Now|Meanwhile|But|And|So|Yet|Even|While|When|If|Because|Instead|Also|"
    r"A few|Just|Once|Over|Under|Despite|Throughout|Until|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|That|This)\s"
)
_SUBORDINATOR = re.compile(
    r"(?:While|When|If|Because|As|Although|Though|But|And|So|Yet|Still|Whether|Even|Where|That|"
    r"What|How|Why|Than)\s(?=[A-Z]|(?i:the|an?|his|her|their|its|he|she|they|it|we|some|many)\s|"
    r"(?:he|she|they|it|we)$)"
)
#: A finite verb inside what should be a noun phrase: it is a clause.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|do|will|would|could|should|can|may|might|must|"
    r"became|came|went|took|made|got|began|continues?|seems?)\b"
)
_NEVER = frozenset(
    """to of for in on at with by from into not is are was were be been being it's there so then
    than more less as such what how why when where if or nor and but that this which also only just
    percent""".split()
)
#: What may stand before a noun phrase and is no part of it.
_LEAD = re.compile(r"[\s\"“'‘]*(?:(?:and|but|or|so|yet|And|But|So|Yet)\s+)?")
_RELATIVE = re.compile(r"\b(?:who|which)$")
_SEPARATORS = (",", ";", ":", "—", "–", "(", ")", BLOT, " -- ", " - ")
#: How far back a source is looked for, and how long one may be.
_WINDOW = 220
_LONGEST_SOURCE = 140
#: No phrase of ``between`` is longer.
_PHRASE = 30
#: What an aside behind a name begins with: "who was in Kabul", "the secretary", "29".
_IS_ASIDE = re.compile(
    r"\s*(?:who|whose|which|an?|the|his|her|their|its|one of|now|then|formerly|former|aged?|of|"
    r"\d{1,2}$|[a-z]+ (?:of|at|for|to|with)\b)\b"
)
#: At most so many asides between a name and its verb.
_ASIDES = 4
_COMMAS = (",", "—", "–", " --", " -")
_ASIDE_MARKS = ",—–-"
_SKIP = re.compile(
    r"(?:\s*,?\s*(?:(?:on|in|at|during|after|before|via|by|over|through|from|to|with)\s[^,;:.\x01]{1,70}?|"
    r"(?:late|early|earlier|later|last|this)\s[^,;:.\x01]{1,30}?|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|yesterday|today|here|again|publicly|[a-z]+ly|of\s[^,;:.\x01]{1,40}?))"
)
_THAT = re.compile(rf"[^;:{BLOT}]{{0,110}}?(?<!\w)(?:that|how|why|whether)\s")
_QUOTE_FOLLOWS = re.compile(rf"(?:[^.;{BLOT}]{{0,70}}?[,:])?\s*(?={BLOT})")
_SAYS_MORE = re.compile(rf"\s+that\s|[^.;]{{0,60}}?[,:]\s*{BLOT}|\s*{BLOT}")
_SOURCE_ENDS = re.compile(rf"[,;:?!{BLOT}—]|{_STOP}\s|$|\.$")
_BEHIND = re.compile(
    rf"\s+(?P<source>[^,;:{BLOT}—()]{{2,120}}?)"
    rf"(?=\s*[,;:{BLOT}—()]|{_STOP}|\s*$|\s(?:on|in|at|who|during|after|when|as|of whom)\s)"
)
_STARTER = (
    r"(?:The|A|An|His|Her|Their|Its|Some|Many|But|And|Yet|So|Still|In|On|At|After|During|Before|"
    r"While|When|If|As|Despite|Although|Though|Because|Since|For|With|Even|Instead|Also|Now|Then|"
    r"That|This|There|These|Those|Both|All|Most|Several|Other|Another|Once|Not|What|How|Why)\b"
)
_NAME = r"[A-Z][\w.’'-]*"
_SUBJECT = re.compile(
    rf"(?:(?:But|And|Yet|So|Still),?\s)?(?:(?:In|On|At|After|During|Despite|With)\s"
    rf"[^,{BLOT}]{{2,60}},\s)?(?P<subject>(?:He|She|They|It|We|I|he|she|they|it|we)\b|"
    rf"(?!{_STARTER}){_NAME}(?:\s(?:(?:of|and|the|for|bin|al|de)\s){{0,2}}{_NAME})*|"
    r"(?i:the|an?|his|her|their|its|some|many|both|all|most|several|other|another|these|those)"
    r"(?:\s(?![a-z]+ed\b|is\b|was\b|were\b|are\b|has\b|have\b|had\b)[\w.’'-]+){1,4}?"
    r"(?=,|\s(?:is|are|was|were|has|have|had|will|would|did|do|could|can|also|then|who|that|of|in|"
    r"on|at|[a-z]+(?:ed|s))\b))"
)
_JOINS = re.compile(r"(?:\band|\bbut|\bthen|,)$")
_REDUCED = re.compile(r"\s(?:of|by|for|in|as)\s")
_AGENT = re.compile(
    rf"\sby\s(?P<source>[^,;:{BLOT}()]{{2,80}}?)"
    r"(?=\s(?:of|for|as)\s)"
)
_PLURAL = frozenset(
    """i you we they people police men women many some most others both who which all few several
    those these media poll voters and""".split()
)
_OWNER = re.compile(
    rf"(?P<owner>(?i:his|her|their|its|my|our|your)|(?:(?i:the|an?)\s(?:[a-z-]+\s){{0,2}}?)?"
    rf"(?:{_NAME}\s){{0,3}}[\w.-]+(?:['’]s|s['’]))\s(?:[a-z-]+\s){{0,2}}$"
)
_OF_NOUN = re.compile(
    rf"\s(?:that|to|of|about|on|against|for)\s(?:the\s(?={BLOT}))?|,?\s(?={BLOT})"
)
_COLON = re.compile(r"[^.;,]{0,80}?:\s+")
_AFTER_TIME = re.compile(rf"{_SKIP.pattern}?(?=\s*[,.;:?!—–{BLOT}]|\s*$|\s(?:who|which|but|and)\s)")
_NEW_CLAUSE = re.compile(
    r"[,;]\s(?:but|while|although|though|and|whereas|even as|according)\s|;\s|\s--\s|\s—\s"
)
_ADDRESSEE = re.compile(
    rf"\s+[^,.;:{BLOT}]{{2,70}}?"
    rf"(?=\s+(?:that|to|how|why|whether|it|he|she|they|we|I|the|there|not|his|her|their|its)\b|"
    rf"\s*[,:]|\s*{BLOT})"
)


class _Sentence:
    """Reads one sentence for what its cues attribute."""

    def __init__(self, text: str, blotted: str, start: int, end: int) -> None:
        self.text, self.blotted, self.start, self.end = text, blotted, start, end

    def read(self, inside: list[Cue]) -> list[Attribution]:
        found: list[Attribution] = []
        for cue in inside:
            earlier = found[-1] if found else None
            one = self._according(cue) if cue.kind == "according" else self._verb(cue, earlier)
            if one is None:
                continue
            inside_another = any(other.start <= one.cue_start < other.end for other in found[-3:])
            if not inside_another or self._breaks_off(found, one):
                found.append(one)
        return found

    def _breaks_off(self, found: list[Attribution], one: Attribution) -> bool:
        """End the clause before, when a new source speaks behind ", but" or ", and"."""
        if self._ends_aside(found, one):
            return True
        before = found[-1]
        if not before.start <= one.cue_start < before.end or one.source_start <= before.cue_end:
            return False
        last = None
        near = max(before.start, one.source_start - 40)
        for clause in _NEW_CLAUSE.finditer(self.blotted, near, one.source_start):
            last = clause
        if last is None or one.source_start - last.end() > 12:
            return False
        start, end = _trim(self.text, before.start, last.start())
        if end - start < 3:
            return False
        found[-1] = replace(before, start=start, end=end)
        return True

    def _ends_aside(self, found: list[Attribution], one: Attribution) -> bool:
        """End what "who ..." answers for at the main verb: "Cruz, who denied it, said"."""
        before = found[-1]
        if self.text[before.source_start : before.source_end] not in ("who", "which"):
            return False
        last = self._skip_between(one.cue_start)
        if not self._comma_before(last) or one.source_start >= before.source_start:
            return False
        start, end = _trim(self.text, before.start, last)
        if end - start < 3:
            return False
        found[-1] = replace(before, start=start, end=end)
        return True

    # ---- "according to"

    def _according(self, cue: Cue) -> Attribution | None:
        stop = _SOURCE_ENDS.search(self.blotted, cue.end, self.end)
        source = (cue.end + 1, min(stop.start() if stop else self.end, self.end))
        source = (source[0], source[0] + len(self.blotted[source[0] : source[1]].rstrip(" .")))
        if source[1] - source[0] < 2:
            return None
        first = not self.blotted[self.start : cue.start].strip(f' "“({BLOT}')
        if first and BLOT not in self.blotted[self.start : cue.start]:
            content = _trim(self.text, source[1], self.end)
        else:
            content = _trim(self.text, self._clause_start(cue.start), cue.start)
        return self._made(content, source, cue)

    def _clause_start(self, position: int) -> int:
        """Where the clause that ends at a position begins: behind the last ";" or the start."""
        found = self.blotted.rfind("; ", self.start, position)
        return found + 2 if found >= 0 else self.start

    # ---- verbs

    def _verb(self, cue: Cue, earlier: Attribution | None) -> Attribution | None:
        if cue.kind == "passive":
            return self._made(_trim(self.text, self.start, self.end), None, cue)
        if cue.kind == "noun":
            return self._noun(cue)
        if cue.kind == "accuse" and _REDUCED.match(self.blotted, cue.end):
            return self._accused_by(cue)
        source = None if cue.kind == "participle" else self._source_before(cue)
        if source is not None and cue.form in _words().base and not self._agrees(cue, source):
            source = None
        if source is None:
            behind = self._source_behind(cue) if cue.kind == "say" else None
            if behind:
                return self._made(self._content_before(cue.start), behind, cue)
            source = self._carried_over(cue, earlier)
        if source is None:
            return self._noun(cue) if cue.form in _words().nouns else None
        if cue.kind == "say" and self._stands_behind(cue, source):
            return self._made(self._content_before(source[0]), source, cue)
        return self._made(self._content_behind(cue), source, cue)

    def _accused_by(self, cue: Cue) -> Attribution | None:
        """Read "Islamabad was accused by Kabul of ..."; a bare "condemned by" says no words."""
        agent = _AGENT.match(self.blotted, cue.end, self.end)
        if agent is None or not _SOURCE.match(agent["source"]):
            return None
        return self._made(self._clause_at(agent.end()), agent.span("source"), cue)

    def _clause_at(self, position: int) -> Span:
        """Give the words from a position to the end of its clause."""
        stop = _SOURCE_ENDS.search(self.blotted, position, self.end)
        return _trim(self.text, position, stop.start() if stop else self.end)

    def _agrees(self, cue: Cue, source: Span) -> bool:
        """Whether "claim" can be the verb of a source: the source is plural, or a modal stands."""
        if self.blotted[source[1] : cue.start].strip():
            return True
        words = self.blotted[source[0] : source[1]].lower().split()
        return any(
            word in _PLURAL or (word.endswith("s") and not word.endswith(("’s", "'s", "ss")))
            for word in words
        )

    def _noun(self, cue: Cue) -> Attribution | None:
        """Read "Kabul's claim that ..."."""
        owner = _OWNER.search(self.blotted, max(self.start, cue.start - 80), cue.start)
        clause = _OF_NOUN.match(self.blotted, cue.end, self.end)
        if owner is None or clause is None:
            return None
        if self.blotted[clause.end() : clause.end() + 1] == BLOT:
            content = _trim(self.text, clause.end(), self.end)
        else:
            content = self._clause_at(clause.end())
        return self._made(content, owner.span("owner"), cue)

    def _source_before(self, cue: Cue) -> Span | None:
        """Find the noun phrase that ends where the verb begins."""
        end = self._skip_between(cue.start)
        if self.blotted[end - 1 : end] == ")":
            opening = self.blotted.rfind("(", max(self.start, end - _WINDOW), end)
            end = self._rstrip(opening) if opening >= 0 else end
        if self._comma_before(end):
            return self._before_apposition(self._rstrip(end, _ASIDE_MARKS))
        return self._phrase_at_end(end)

    def _rstrip(self, end: int, marks: str = "") -> int:
        """Where a stretch ends without the white space and marks at its end."""
        while end > self.start and (
            self.blotted[end - 1].isspace() or self.blotted[end - 1] in marks
        ):
            end -= 1
        return end

    def _comma_before(self, end: int) -> bool:
        return self.blotted[max(self.start, end - 3) : end].endswith(_COMMAS)

    def _skip_between(self, end: int) -> int:
        """Where a source ends, auxiliaries and adverbs left out: "Kirby has also said"."""
        words = _words()
        while True:
            end = self._rstrip(end)
            last = self._rstrip(end - 1) if self.blotted[end - 1 : end] == "," else end
            begin = max(self.blotted.rfind(" ", self.start, last) + 1, self.start)
            word = self.blotted[begin:last]
            if word in words.between or (word.endswith("ly") and word.isalpha() and word.islower()):
                end = begin
                continue
            tail = self.blotted[max(self.start, last - _PHRASE) : last]
            if not tail.endswith(words.between_phrases):
                return end
            end = last - max(len(form) for form in words.between_phrases if tail.endswith(form))

    def _phrase_at_end(self, end: int) -> Span | None:
        low = max(self.start, end - _WINDOW)
        bare = self.blotted[low:end]
        breaks = list(_BREAK.finditer(bare))
        if breaks and breaks[-1][0].strip() == "who" and not bare[breaks[-1].end() :].strip():
            return low + breaks[-1].start(), low + breaks[-1].end() - 1
        relative = _RELATIVE.search(bare[-6:])
        if relative:
            return end - len(relative[0]), end
        begin = breaks[-1].end() if breaks else 0
        phrase = bare[begin:]
        begin += _LEAD.match(phrase).end()  # type: ignore[union-attr]
        phrase = bare[begin:]
        if len(phrase) > _LONGEST_SOURCE:
            return None
        while opening := _SUBORDINATOR.match(phrase):
            begin += opening.end()
            phrase = phrase[opening.end() :]
        if not phrase or phrase.lower() in _NEVER:
            return None
        if _ADVERBIAL.match(phrase) or _FINITE.search(phrase):
            last = _LAST_PHRASE.search(phrase)
            if last is None:
                return None
            begin += last.start("phrase")
            phrase = last["phrase"]
        if not _SOURCE.match(phrase):
            return None
        return low + begin, low + begin + len(phrase)

    def _chunk(self, end: int) -> int:
        """Where the stretch between commas or dashes begins that ends here."""
        low = max(self.start, end - _WINDOW)
        found = [self.blotted.rfind(mark, low, end) + len(mark) for mark in _SEPARATORS]
        return max([low, *(place for place in found if place > low)])

    def _before_apposition(self, end: int) -> Span | None:
        """Read "Austin, the secretary of defence, who was in Kabul, said"."""
        for _ in range(_ASIDES):
            begin = self._chunk(end)
            if not 2 <= end - begin <= _LONGEST_SOURCE or not self._comma_before(
                self._rstrip(begin)
            ):
                return None
            end = self._rstrip(begin, _ASIDE_MARKS)
            if self.blotted[end - 1 : end] == BLOT:
                return None
            aside = self._chunk(end)
            if aside <= self.start or not _IS_ASIDE.match(self.blotted, aside, end):
                return self._phrase_at_end(end)
        return None

    def _source_behind(self, cue: Cue) -> Span | None:
        """Find the source of '"...," said Kirby'."""
        before = self.blotted[max(self.start, cue.start - 9) : cue.start].rstrip()
        if not before.endswith((",", BLOT, "—", "–", "?", "!")):
            return None
        match = _BEHIND.match(self.blotted, cue.end, self.end)
        if not match or not _SOURCE.match(match["source"]):
            return None
        return match.span("source")

    def _carried_over(self, cue: Cue, earlier: Attribution | None) -> Span | None:
        """Take the source of the verb before: "Kirby left and said ...", "..., adding that"."""
        end = self._skip_between(cue.start)
        before = self.blotted[max(self.start, end - 6) : end]
        joins = cue.kind == "participle" or _JOINS.search(before)
        if not joins:
            return None
        if earlier is not None and earlier.source_start >= 0:
            return earlier.source_start, earlier.source_end
        return self._subject_of_sentence(cue.start)

    def _subject_of_sentence(self, position: int) -> Span | None:
        match = _SUBJECT.match(self.blotted, self.start, position)
        if not match:
            return None
        return match.start("subject"), match.start("subject") + len(match["subject"].rstrip())

    def _stands_behind(self, cue: Cue, source: Span) -> bool:
        """Whether "..., X said" stands behind what X said."""
        before = self.blotted[self.start : source[0]].rstrip()
        if not before.endswith((",", BLOT, "?", "!", "—", "…")) or len(before) < 4:
            return False
        if BLOT not in before and not re.search(r"\w\s+\w", before):
            return False
        if _ADVERBIAL.match(before) and BLOT not in before and len(before) < 40:
            return False
        if before.rstrip(",").endswith(BLOT) and not self._says_more(cue):
            return True
        return bool(_AFTER_TIME.match(self.blotted, cue.end, self.end))

    def _says_more(self, cue: Cue) -> bool:
        """Whether a clause of its own follows the verb: "that ...", a quotation, a colon."""
        return bool(_SAYS_MORE.match(self.blotted, cue.end, self.end))

    def _content_before(self, position: int) -> Span:
        return _trim(self.text, self.start, position)

    def _content_behind(self, cue: Cue) -> Span | None:
        position = cue.end
        if cue.form in _words().addressed:
            match = _ADDRESSEE.match(self.blotted, position, self.end)
            position = match.end() if match else position
        if cue.kind == "say" or cue.kind == "participle":
            position = self._clause_behind(position)
        elif cue.kind == "think":
            rest = self.blotted[position : self.end]
            clause = re.match(
                rf"\s+(?:that|the|an?|he|she|it|they|there|we|his|her|their|[A-Z])|\s*{BLOT}", rest
            )
            if not clause:
                return None
        elif cue.kind == "intend" and not re.match(
            r"\s+(?:to|not to|the|an?)\s", self.blotted[position : self.end]
        ):
            return None
        content = _trim(self.text, position, self.end)
        return content if content[1] - content[0] > 3 else None

    def _clause_behind(self, position: int) -> int:
        """Skip the time and place between a verb and what it says."""
        for pattern in (_THAT, _QUOTE_FOLLOWS, _COLON):
            match = pattern.match(self.blotted, position, self.end)
            if match and (pattern is not _THAT or _is_short(match[0])):
                return (
                    match.end() - (len(match[0]) - len(match[0].rstrip()) + 4)
                    if pattern is _THAT and match[0].rstrip().endswith("that")
                    else match.end()
                )
        return position

    def _made(self, content: Span | None, source: Span | None, cue: Cue) -> Attribution | None:
        if content is None or content[1] - content[0] < 2:
            return None
        source = source or (-1, -1)
        speaker = self.text[source[0] : source[1]] if source[0] >= 0 else None
        if speaker in ("who", "which"):
            speaker = self._antecedent(source[0])
        return Attribution(*content, *source, cue.start, cue.end, "reported", speaker)

    def _antecedent(self, position: int) -> str | None:
        """Find whom "who" takes up: the noun phrase before it."""
        phrase = self._phrase_at_end(self._rstrip(position, ",—"))
        return self.text[phrase[0] : phrase[1]] if phrase else None


def _is_short(gap: str) -> bool:
    """Whether what stands before "that" is no clause of its own."""
    return gap.count(",") < 2 and not re.search(r"\b(?:he|she|they|it|will|would|was|were)\b", gap)


def _trim(text: str, start: int, end: int) -> Span:
    """Leave white space, commas and the last full stop outside."""
    while start < end and text[start] in " \n\t\xa0,;:—–":
        start += 1
    while end > start and text[end - 1] in " \n\t\xa0,;:—–.":
        end -= 1
    return start, end


# -------------------------------------------------------- headlines and transcripts

_FIRST = re.compile(r"\s*[\"“]?([A-Z][\w.’'& -]{1,38}?):\s+(?=\S)")
_LAST = re.compile(rf"(?<=[\w{BLOT}?!])(?::|\s[-–—])\s+((?:[A-Z][\w.’'&-]*\s?){{1,4}})$")
_NO_SPEAKER = re.compile(
    r"(?i:opinion|editorial|analysis|explainer|watch|video|live|exclusive|breaking|updates?|note|"
    r"report|column|letters?|review|comment|in pictures|timeline|profile|factbox|q&a|interview|"
    r"correction|photos?|read more|related|part \w+|source|category|date|time|where|what|who|how|"
    r"why|when)s?$"
)


def headline(text: str, start: int, end: int) -> Attribution | None:
    """Read a headline that quotes without marks: "Pentagon: ..." and "...: Pentagon".

    Parameters
    ----------
    text
        The text it stands in.
    start, end
        The headline.

    Returns
    -------
    Attribution or None
    """
    line = text[start:end]
    last = _LAST.search(line)
    if last and not _NO_SPEAKER.match(last[1].strip()):
        content, source = (0, last.start()), last.span(1)
        mark = last.start()
    else:
        first = _FIRST.match(line)
        if not first or _NO_SPEAKER.match(first[1].strip()) or len(first[1].split()) > 4:
            return None
        content, source, mark = (first.end(), len(line)), first.span(1), first.end(1)
    begin, stop = _trim(text, start + content[0], start + content[1])
    if stop - begin < 3:
        return None
    source = (start + source[0], start + source[0] + len(line[source[0] : source[1]].rstrip()))
    speaker = text[source[0] : source[1]]
    return Attribution(begin, stop, *source, start + mark, start + mark + 1, "reported", speaker)


_TURN = re.compile(
    r"(?:^|\n)[ \t]*[\"“]?"
    r"(?P<name>[A-Z][A-Z.’' -]{2,38}[A-Z]|(?:[A-Z][\w.’'-]+\s?){1,3}):[ \t]+(?=\S)"
)


def transcript(text: str) -> list[Attribution]:
    r"""Read the turns of a transcript: paragraphs that begin with "NAME: ".

    Parameters
    ----------
    text
        Running text.

    Returns
    -------
    list of Attribution
        One a turn; none unless two or more paragraphs begin that way.

    Examples
    --------
    >>> text = "PENCE: We will win.\n\nWALLACE: Will you?"
    >>> [turn.speaker for turn in transcript(text)]
    ['PENCE', 'WALLACE']
    """
    turns = [turn for turn in _TURN.finditer(text) if not _NO_SPEAKER.match(turn["name"])]
    if len(turns) < 2:
        return []
    found = []
    for turn in turns:
        stop = text.find("\n", turn.end())
        begin, end = _trim(text, turn.end(), stop if stop >= 0 else len(text))
        if end - begin > 2:
            mark = turn.end("name")
            found.append(
                Attribution(
                    *(begin, end, *turn.span("name"), mark, mark + 1, "quoted", turn["name"])
                )
            )
    return found
