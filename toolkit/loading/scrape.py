"""Raw page scrapes: the visible text of one news page, saved as ``.txt``.

A page is its head (menu, title, date, byline, buttons), its body, and its tail (other
stories, comments, imprint). The body begins with the first line that reads like a
paragraph and ends at a line that announces something else; furniture in between is taken
out line by line. Which lines are furniture stands in :mod:`toolkit.loading.page_marks`.
Not seen: a subheading is kept as a paragraph, a standfirst without a full stop is
dropped, and a page that holds two articles is read as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit import outlets
from toolkit.loading import page_marks as marks
from toolkit.loading.cleaning import is_wrapped, repair
from toolkit.loading.dates import NUMERIC, Moment, date_in_url, find_date
from toolkit.loading.furniture import is_furniture, line_matches
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PARAGRAPH = 12  # words from which a line that ends like a sentence is a paragraph
_BODY_SHARE = 0.6  # of the lines under a box of links, when the body goes on there
_TITLE = range(4, 31)  # words


@dataclass
class Page:
    """What was found on a page.

    Parameters
    ----------
    head, body, tail
        Its lines, in order.
    """

    head: list[str]
    body: list[str]
    tail: list[str]
    title: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    outlet: str | None = None
    credits: list[str] = field(default_factory=list)


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read one page scrape as one article.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One; one more where the file ends too early.
    """
    yield from content.set_aside(after=0)
    page = read_page(decode(content.data))
    missing = _missing(page)
    if missing:
        reason, detail, mend = missing
        yield SetAside(str(content.file), 1, reason, detail, mend, page.outlet)
        return
    fields = {
        "title": page.title,
        "published": page.published,
        "text": "\n\n".join(page.body),
        "author": page.author,
        "url": page.url,
        "outlet": page.outlet,
    }
    # A folder of pages writes its dates in one way, as a column does.
    yield Record(str(content.file), 1, fields, f"{content.file.parent} (page scrapes)")


def _missing(page: Page) -> tuple[str, str, str] | None:
    if not page.body:
        mend = "leave the article's paragraphs one a line, each ending with a full stop"
        return "no_text", "no line of the page reads like a paragraph", mend
    if page.published is None and (page.url is None or date_in_url(page.url) is None):
        mend = "write the date on a line of its own above the text, such as 11 August 2021"
        return "no_date", "no line above or below the text is a date", mend
    if page.outlet is None and page.url is None:
        mend = "write the outlet's name, or the page's address, on the first line"
        return "no_outlet", "nothing on the page names its outlet", mend
    return None


def read_page(text: str) -> Page:
    """Find title, date, outlet, byline and body of a page's text.

    Parameters
    ----------
    text
        The visible text of the page.

    Returns
    -------
    Page
        What was found.

    Examples
    --------
    >>> page = read_page('''The Karakoram Ledger
    ... Envoy returns to Kabul for talks
    ... 11 August 2021 | 3 min read
    ... The envoy returned to Kabul on Wednesday for a third round of talks on the border.
    ... Read more: Rain at last
    ... Nothing was agreed.
    ... Most read
    ... Wheat harvest saved''')
    >>> page.title, page.outlet
    ('Envoy returns to Kabul for talks', 'The Karakoram Ledger')
    >>> page.body[-1]
    'Nothing was agreed.'
    """
    lines = _lines(text)
    start = next((n for n, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    end = next(
        (n for n in range(start, len(lines)) if line_matches(marks.END, lines[n])), len(lines)
    )
    inside, cut = _without_boxes(lines[start:end])
    body, taken_out = _kept(inside)
    page = Page(lines[:start], body, taken_out + cut + lines[end:])
    _cut_credits(page)
    _find_date_and_byline(page)
    page.url = _address(page.head + page.tail)
    page.outlet = _outlet(page)
    page.title = _title(page)
    return page


def _lines(text: str) -> list[str]:
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in re.split(r"\n\s*\n", repair(text))
    ]
    if len(blocks) > 3 and is_wrapped([line for block in blocks for line in block]):
        blocks = [_unwrapped(block) for block in blocks]
    return [line for block in blocks for line in block]


def _unwrapped(block: list[str]) -> list[str]:
    # Only a block of long lines was wrapped: date, byline and buttons may share one too.
    full = all(len(line) >= 40 for line in block[:-1])
    return [" ".join(block)] if full else block


def _is_paragraph(line: str) -> bool:
    ends = _SENTENCE_END.search(line) or marks.CREDIT.search(line)
    return bool(ends) and len(line.split()) >= _PARAGRAPH and not _is_apart(line)


def _is_apart(line: str) -> bool:
    ends_here = line_matches(marks.END, line) or line_matches(marks.BOX, line)
    return ends_here or is_furniture(line) or _is_date_line(line)


def _without_boxes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take boxes of links out of the body; give what is left, and what was cut at its end."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if not line_matches(marks.BOX, lines[at]):
            kept.append(lines[at])
            at += 1
            continue
        stop = next(
            (n for n in range(at + 1, len(lines)) if line_matches(marks.BOX, lines[n])), len(lines)
        )
        resumes = _resumes(lines, at + 1, stop)
        if resumes is None and stop == len(lines):
            return kept, lines[at:]
        at = stop if resumes is None else resumes
    return kept, []


def _resumes(lines: list[str], first: int, stop: int) -> int | None:
    """Say at which line below a box the body goes on, None when it does not."""
    for at in range(first, stop):
        if _is_paragraph(lines[at]):
            rest = [line for line in lines[at:stop] if not is_furniture(line)]
            sentences = sum(bool(_SENTENCE_END.search(line)) for line in rest)
            return at if sentences / len(rest) >= _BODY_SHARE else None
    return None


def _kept(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take furniture out of the body, line by line; give the body and what was taken out."""
    kept: list[str] = []
    taken_out: list[str] = []
    for line in lines:
        (taken_out if is_furniture(line) or _is_date_line(line) else kept).append(line)
    # The last line of a body is a sentence; a byline or a place below it is none.
    while kept and not (_SENTENCE_END.search(kept[-1]) or marks.CREDIT.search(kept[-1])):
        taken_out.append(kept.pop())
    return kept, taken_out


def _cut_credits(page: Page) -> None:
    for number, line in enumerate(page.body):
        if credit := marks.CREDIT.search(line):
            page.credits.append(credit["outlet"].rstrip("."))
            page.body[number] = f"{line[: credit.start()].rstrip(' .…–—-')}."


def _is_date_line(line: str) -> bool:
    return _date_on(line) is not None


def _date_on(line: str) -> str | None:
    """Give the date of a line that holds little else, as it is written there."""
    if len(line) > 140 or not re.search(r"\d", line):
        return None
    byline = marks.BYLINE.match(line)
    found, rest = find_date(line)
    if not isinstance(found, Moment):
        return None
    if byline or marks.PUBLISHED_IN.match(line):
        return line
    for part in (marks.DATE_LABEL, re.compile(r"\b\d+\s*min(?:ute)?s?\s*read\b", re.IGNORECASE)):
        rest = part.sub(" ", rest)
    words = re.findall(r"[^\W\d_]{3,}", rest)
    labelled = marks.DATE_LABEL.match(line) is not None
    return line if len(words) <= (6 if labelled else 3) and not _SENTENCE_END.search(rest) else None


def _written(line: str) -> str:
    """Give a date line's date alone; one of numbers as it stands, its order being unknown."""
    if numbers := NUMERIC.search(line):
        return numbers[0]
    found, _ = find_date(line)
    assert isinstance(found, Moment)
    return found.at.isoformat() if found.precision == "second" else _day_or_month(found)


def _day_or_month(found: Moment) -> str:
    day = found.at.date().isoformat()
    return day[:7] if found.precision == "month" else day


def _find_date_and_byline(page: Page) -> None:
    places = page.head + page.tail
    dated = [line for line in page.head if _is_date_line(line)]
    # Below the text only what says that it is a date of publication is one.
    below = [
        line
        for line in page.tail
        if _is_date_line(line) and (marks.DATE_LABEL.match(line) or marks.PUBLISHED_IN.match(line))
    ]
    choice = sorted(dated, key=lambda line: bool(marks.UPDATED.search(line))) or below
    page.published = _written(choice[0]) if choice else None
    bylines = (marks.BYLINE.match(line) for line in places)
    named = next((byline["names"] for byline in bylines if byline), None)
    if named:
        found, rest = find_date(named)
        page.author = " ".join((rest if isinstance(found, Moment) else named).split()).strip(" ,")


def _address(lines: list[str]) -> str | None:
    found = (marks.ADDRESS.match(line) for line in lines)
    return next((match["url"] for match in found if match), None)


def _outlet(page: Page) -> str | None:
    """Choose the outlet: a known name first, then what most places of the page name."""
    votes: Counter[str] = Counter()
    written: dict[str, str] = {}
    for name, weight in _named(page):
        bare = name.strip(" .,-–—|:")
        if 1 < len(bare) <= 50 and not _is_date_line(bare) and not is_furniture(bare):
            written.setdefault(bare.casefold(), bare)
            votes[bare.casefold()] += weight
    if not votes:
        return None
    known = [name for name in votes if outlets.known_name(written[name])]
    best = max(known or votes, key=lambda name: votes[name])
    return outlets.name_of(written[best])


def _named(page: Page) -> Iterator[tuple[str, int]]:
    """Give each name the page may call its outlet by, and how much that place says."""
    lines = page.head + page.tail
    for line in lines:
        for pattern, weight in (
            (marks.COPYRIGHT, 4),
            (marks.PUBLISHED_IN, 4),
            (marks.NAMES_OUTLET, 1),
        ):
            if (match := pattern.match(line)) and (
                pattern is not marks.NAMES_OUTLET or _is_name(match["outlet"])
            ):
                yield match["outlet"], weight
        byline = marks.BYLINE.match(line)
        behind = byline and (byline["after_dash"] or byline["after_bar"])
        if behind and _is_name(behind):
            yield behind, 2
        if named := _page_title(line):
            yield named[1], 3
    for credit in page.credits:
        yield credit, 1
    for number, line in enumerate(page.head):
        if _is_name(line) and (marks.OUTLET_WORDS.search(line) or _again(line, page.tail)):
            yield line, 3 if number < 3 else 2


def _is_name(text: str) -> bool:
    words = text.split()
    capital = [word for word in words if word[:1].isupper() or word in ("of", "the", "and", "&")]
    return 0 < len(words) <= 5 and len(capital) == len(words) and not _SENTENCE_END.search(text)


def _again(name: str, tail: list[str]) -> bool:
    return any(name in line for line in tail)


def _page_title(line: str) -> tuple[str, str] | None:
    """Split "Talks resume in Doha | The Ledger", the title bar of a page."""
    parts = re.split(r"\s+[|–—-]\s+", line)
    if len(parts) < 2 or not _is_name(parts[-1]):
        return None
    title = line[: line.rindex(parts[-1])].rstrip(" |–—-")
    named = outlets.known_name(parts[-1]) or marks.OUTLET_WORDS.search(parts[-1])
    return (title, parts[-1]) if named and len(title.split()) in _TITLE else None


def _title(page: Page) -> str | None:
    """Choose the title among the lines of the head."""
    bars = [_page_title(line) for line in page.head]
    lines = [bar[0] if bar else line for bar, line in zip(bars, page.head, strict=True)]
    in_bar = {bar[0] for bar in bars if bar}
    beside = _beside_date_or_byline(lines, page.head)
    best: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        if not _may_be_title(line, page.outlet):
            continue
        words = len(line.split())
        score = 2 * (words in _TITLE) + (words > 5) - 2 * line.endswith(".")
        score += 3 * (number in beside) + 3 * (line in in_bar)
        score -= 2 * bool(page.outlet and page.outlet in line)
        if best is None or score > best[0]:
            best = score, line
    return best[1] if best else None


def _may_be_title(line: str, outlet: str | None) -> bool:
    is_other = _is_apart(line) or marks.BYLINE.match(line) or marks.PUBLISHED_IN.match(line)
    if is_other or len(marks.MENU.split(line)) > 2 or len(line.split()) < 2:
        return False
    names = (outlet.casefold(), f"the {outlet}".casefold()) if outlet else ()
    return line.casefold() not in names


def _beside_date_or_byline(lines: list[str], head: list[str]) -> set[int]:
    """Give the numbers of the lines next to a date, byline or read time, where titles stand.

    Between a title and the date there may be a standfirst: the long line above a line
    that counts counts too.
    """
    anchors = {
        number
        for number, line in enumerate(head)
        if _is_date_line(line) or marks.BYLINE.match(line) or line_matches(marks.READ_TIME, line)
    }
    beside = {number + step for number in anchors for step in (-1, 1)} - anchors
    for number in range(len(lines) - 2, -1, -1):
        if number + 1 in beside and number + 2 in anchors and len(lines[number].split()) > 5:
            beside.add(number)
    return beside
