"""Sentences of edited news, with offsets that slice back to the exact text.

From the articles table to one row a sentence. A title is a field of its own and one
sentence; a body is cut at blank lines, then wherever a full stop, a question mark or
their like ends a sentence. What is hard in news are full stops that end nothing
("Lt. Gen.", "the U.S. Army", "5 p.m. on Monday") and sentences that end without looking
like it ('he was "gone." The', "left…. He"). One regular expression finds the candidates;
the word before and the word after decide. How often that is right, beside NLTK's Punkt,
nupunkt and blingfire, is measured in ``tests/benchmarks/sentences.py``.
"""

from __future__ import annotations

import re

import pandas as pd

from toolkit import tables

#: A title before a name: never the end of a sentence.
_TITLES = frozenset(
    """mr mrs ms mx dr messrs mssrs prof rev hon fr sr br gen lt col maj brig capt cpt cmdr comdr
    cdr sgt cpl pvt pfc adm vadm radm ens msgt ssgt wo sen sens rep reps gov govs pres amb supt
    insp det dep asst assoc atty st ste mt ft gens cols maulana ret supt sqn wg flt lt.gen
    maj.gen lt.col brig.gen maj.-gen lt.-gen lt.-col brig.-gen smt shri hrh chmn m mme mlle sec
    secy undersec spc""".split()
)

#: Ends no sentence when a number follows.
_BEFORE_NUMBERS = frozenset(
    """no nos art arts sec secs fig figs rs pp p vol vols ch para paras jan feb mar apr jun jul aug
    sep sept oct nov dec approx ca c cl eq ver op est us inr pkr""".split()
)

#: Ends no sentence, whatever follows, unless the next word can only start one.
_SELDOM_LAST = frozenset(
    """inc co corp ltd llc plc bros jr sr esq dept univ assn natl intl govt etc al ala ariz ark
    calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore
    pa penn tenn tex va vt wash wis wyo ave blvd rd hwy bldg mil ret hrs min mins bn mn tr viz
    resp""".split()
)

#: Ends no sentence.
_NEVER_LAST = frozenset(
    ["vs", "v", "e.g", "i.e", "eg", "ie", "cf", "approx", "rs", "viz", "a.k.a", "nb"]
)

#: Words that, with a capital, start a sentence rather than go on with a name.
_STARTERS = frozenset(
    """the a an it its it's it’s he she they we i you his her their our my your this that these
    those there here but and or so yet nor in on at by for from with without after before when
    while as if since because although though however moreover meanwhile then now once until
    unless despite during under over between among about against to of what who why how where
    which whose whether some many most several both all each every any no not one two three few
    other others another such only even still also just perhaps maybe nearly almost asked
    according earlier later last next yesterday today tomorrow officials critics analysts
    experts witnesses residents police that's that’s there's there’s he's he’s she's she’s
    they're they’re i'm i’m we're we’re let's let’s instead indeed thus hence rather yes nobody
    someone everyone nothing everything did does do is was were are has have had can could will
    would should may might must don't don’t didn't didn’t whereas furthermore nevertheless
    nonetheless otherwise besides additionally""".split()
)

#: What may follow "5 p.m." inside its sentence.
_AFTER_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday et est edt ct cst cdt mt mst mdt pt
    pst pdt gmt bst utc pkt ist aft eastern central mountain pacific kabul islamabad local
    january february march april may june july august september october november december jan
    feb mar apr aug sept sep oct nov dec""".split()
)

_SPEECH = (
    r"(?:said|says|asked|asks|added|adds|told|tells|cried|wrote|writes|replied|shouted|yelled|"
    r"wondered|exclaimed|warned|insisted|declared|tweeted|demanded|recalled|quipped|remarked|"
    r"retorted|countered|mused|joked|interjected|repeated|continued|noted|vowed|pleaded|questioned)"
)

#: "asked Mr. Khan", "Kirby said", "the general asked": who asked the question just quoted.
_ATTRIBUTION = re.compile(rf"(?:{_SPEECH}\b|(?:[A-Z][\w.’'-]*\s+){{1,5}}(?:\w+\s+)?{_SPEECH}\b)")

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(\\["

#: A mark that may end a sentence, what closes behind it, and the gap; or a mark with a
#: capital directly behind it ("ended.The"); or a blank line; or a single line end.
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…؟۔]++)(?P<close>[{_CLOSERS}]*+)"
    rf"(?P<gap>\s++(?=\S)|(?=[{_OPENERS}]?[A-Z][a-z]))?"
    r"|(?P<line>\n\s*+(?=\S))"
)

_OPENING = re.compile(r"[\s“”\"‘«(\[/—–]")
_WORD_AFTER = re.compile(rf"[{_OPENERS}…]*([^\s{_CLOSERS}“‘«(\[,;:!?…]+)")
_LIST_MARK = re.compile(r"(?:[-*•·–—▪]\s|\(?\d{1,2}[.)]\s)")
_INNER_DOTS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_ADDRESS = re.compile(r"(?:www\.|https?:|@|\.(?:com|org|net|gov|edu|pk|uk|co)\b)", re.IGNORECASE)

#: A line shorter than this that ends without a full stop is a headline or a list entry.
_WRAPPED_LINE = 45

#: How far back the word before a full stop is looked for: no word of edited text is longer.
_REACH = 60


def spans(text: str) -> list[tuple[int, int]]:
    """Cut running text into sentences.

    Parameters
    ----------
    text
        Running text, paragraphs separated by a blank line.

    Returns
    -------
    list of (int, int)
        Start and end of each sentence in ``text``, end exclusive, white space outside.
        Together they hold every character that is not white space.

    Notes
    -----
    A full stop inside quotation marks ends a sentence when another sentence follows,
    also inside the same quotation; ``"Why?" he asked`` is one sentence. A single line end
    is taken for a wrapped line when the line before it is long and unfinished. Not seen:
    sentences that start in lower case, and abbreviations that are not listed here.

    Examples
    --------
    >>> text = "Lt. Gen. Hameed met U.S. Army officers at 5 p.m. The talks failed."
    >>> [text[start:end] for start, end in spans(text)]
    ['Lt. Gen. Hameed met U.S. Army officers at 5 p.m.', 'The talks failed.']
    """
    found = []
    start = len(text) - len(text.lstrip())
    for candidate in _CANDIDATE.finditer(text, start):
        after = candidate.end()
        if candidate["gap"] is None and candidate["line"] is None:
            continue  # no white space and no capital behind it: "3.5", "www.x.org"
        if candidate.start() < start or not _ends_here(text, candidate, start):
            continue
        end = candidate.end("close") if candidate["mark"] else _line_end(text, candidate, start)
        if end > start:
            found.append((start, end))
        start = after
    end = len(text.rstrip())
    if end > start:
        found.append((start, end))
    return found


def title_span(title: str) -> tuple[int, int]:
    """Give the one sentence that a title is, white space outside.

    Parameters
    ----------
    title
        A headline.

    Returns
    -------
    (int, int)

    Examples
    --------
    >>> title_span(" Talks fail. What next? ")
    (1, 23)
    """
    return len(title) - len(title.lstrip()), len(title.rstrip())


def split(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut the titles and bodies of articles into sentences.

    Parameters
    ----------
    articles
        The articles table.

    Returns
    -------
    pandas.DataFrame
        ``article_id`` (str), ``sentence_id`` (int64, from 0 in each article, the title
        first), ``field`` (str: title, body), ``start``, ``end`` (int64, characters in that
        field) and ``sentence_text`` (str). :func:`toolkit.quotes.voiced_sentences` adds
        whose words they are.

    Raises
    ------
    WrongTable
        When ``articles`` is no articles table.
    """
    tables.check(articles, "articles")
    rows: list[tuple[str, int, str, int, int, str]] = []
    columns = ("article_id", "title", "text")
    for article, title, body in zip(*(articles[column] for column in columns), strict=True):
        number = 0
        if isinstance(title, str) and title.strip():
            start, end = title_span(title)
            rows.append((article, 0, "title", start, end, title[start:end]))
            number = 1
        if isinstance(body, str):
            for number, (start, end) in enumerate(spans(body), start=number):  # noqa: B020
                rows.append((article, number, "body", start, end, body[start:end]))
    names = ["article_id", "sentence_id", "field", "start", "end", "sentence_text"]
    table = pd.DataFrame(rows, columns=names)
    texts = {name: "str" for name in ("article_id", "field", "sentence_text")}
    return table.astype({**texts, "sentence_id": "int64", "start": "int64", "end": "int64"})


def _ends_here(text: str, candidate: re.Match[str], start: int) -> bool:
    mark = candidate["mark"]
    if mark is None:
        return _line_ends(text, candidate, start)
    if "\n" in candidate["gap"] and _blank_line(candidate["gap"]):
        return True
    after = text[candidate.end() : candidate.end() + _REACH]
    word_after = _WORD_AFTER.match(after)
    following = word_after[1] if word_after else ""
    if not candidate["gap"] and not _glued(text, candidate, following):
        return False
    if following[:1].islower() and not _new_line_item(candidate["gap"], after):
        return False
    if mark[-1] in "!?" or mark[-1] in "؟":
        return not _question_goes_on(text, candidate, after)
    if mark == ".":
        return _full_stop_ends(text, candidate, following, start)
    return True


def _blank_line(gap: str) -> bool:
    return gap.count("\n") > 1


def _line_end(text: str, candidate: re.Match[str], start: int) -> int:
    """Where a line ends without the white space at its end."""
    end = candidate.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _line_ends(text: str, candidate: re.Match[str], start: int) -> bool:
    """Whether a line end without a full stop before it ends a sentence."""
    if _blank_line(candidate["line"]):
        return True
    after = text[candidate.end() : candidate.end() + _REACH]
    if _LIST_MARK.match(after):
        return True
    line = text[max(start, candidate.start() - 400) : candidate.start()].rpartition("\n")[2]
    line = line.rstrip()
    if line.endswith(","):
        return False
    return len(line) < _WRAPPED_LINE and not after[:1].islower()


def _new_line_item(gap: str, after: str) -> bool:
    return "\n" in gap and bool(_LIST_MARK.match(after))


def _glued(text: str, candidate: re.Match[str], following: str) -> bool:
    """Whether "ended.The" is two sentences, and no address, initial or product name."""
    if candidate["close"]:
        return candidate["close"][-1] in '”"' and candidate["mark"][-1] in ".!?…"
    before = _word_before(text, 0, candidate.start())
    tail = text[candidate.end() : candidate.end() + _REACH].split(None, 1)
    if _ADDRESS.search(before) or (tail and _ADDRESS.search(tail[0])):
        return False
    long_enough = len(before) > 2 and before[-1:].islower() and "." not in before
    known = before.lower() in _TITLES or before.lower() in _SELDOM_LAST
    return long_enough and not known and len(following) > 1


def _word_before(text: str, start: int, end: int) -> str:
    """Give the word that ends at a position, without what opens before it."""
    near = text[max(start, end - _REACH) : end]
    words = near.rsplit(None, 1)
    if not words or near[-1].isspace():
        return ""
    return _OPENING.split(words[-1])[-1]


def _question_goes_on(text: str, candidate: re.Match[str], after: str) -> bool:
    if candidate["close"] and _ATTRIBUTION.match(after):
        return True
    return candidate["mark"] == "!" and text[: candidate.start()].endswith("Yahoo")


def _full_stop_ends(text: str, candidate: re.Match[str], following: str, start: int) -> bool:
    before = _word_before(text, start, candidate.start())
    lower = before.lower().lstrip("'’")
    next_lower = following.lower().rstrip(".")
    starts_anew = following[:1].isupper() and next_lower in _STARTERS
    if candidate["close"]:
        # ".)" or '."' closes something: an abbreviation inside brackets is rare, and a
        # sentence that closes a quotation is not.
        return not (")" in candidate["close"] and lower in _NEVER_LAST | _SELDOM_LAST)
    if lower in _NEVER_LAST or lower in _TITLES:
        return False
    if lower in _BEFORE_NUMBERS and following[:1].isdigit():
        return False
    if lower in ("a.m", "p.m"):
        return next_lower not in _AFTER_TIMES
    if _INNER_DOTS.fullmatch(before) or lower in ("ph.d", "d.phil"):
        return starts_anew or (following == "" and bool(after_quote(text, candidate.end())))
    if lower in _SELDOM_LAST or lower in _BEFORE_NUMBERS - {
        "no",
        "us",
        "p",
        "c",
        "ch",
        "op",
        "est",
    }:
        return starts_anew
    if len(before) == 1 and before.isalpha():
        return _initial_ends(text, candidate, before, starts_anew)
    enumerates = before.isdigit() and len(before) < 3
    if enumerates and candidate.start() - len(before) <= start:
        return False
    return lower.split("-")[-1] not in _TITLES or "-" not in lower


def after_quote(text: str, position: int) -> bool:
    """Whether a quotation opens at a position of a text."""
    return text[position : position + 1] in '"“‘'


def _initial_ends(text: str, candidate: re.Match[str], letter: str, starts_anew: bool) -> bool:
    """Whether a single letter with a full stop ends a sentence, or is an initial."""
    before = text[max(0, candidate.start() - _REACH) : candidate.start() - 1].rstrip()
    last = before.rpartition(" ")[2]
    named = last[:1].isupper() or not before
    if letter == "I" and starts_anew:
        return True
    return starts_anew if not named else starts_anew and not last[:1].isupper()
