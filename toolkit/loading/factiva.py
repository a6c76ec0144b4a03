"""Articles that Factiva saved, as HTML or RTF, with or without its field codes.

With codes each field stands behind two or three letters (HD headline, PD date, TD text).
Without, the fields are lines in a fixed order: headline, byline, number of words, date,
hour, outlet, its code, page, language, copyright, then the text. Either way the line
"Document LEDGER0020210811eh8b0001" ends an article. Both come down to lines here, in
which a mark says what HTML or RTF said: a code, a headline, a paragraph of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from striprtf.striprtf import rtf_to_text

from toolkit.loading.cleaning import clean_text
from toolkit.loading.dates import Moment, find_date
from toolkit.loading.other_languages import CLOCK, iso_date, language_code
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, decode

Fields = dict[str, str | None]

# Marks at the start of a line, from the range that no text uses.
_ARTICLE, _CODE, _HEADLINE, _BYLINE, _PARAGRAPH = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3", "\ue0f4"
_MARK = re.compile("[\ue0f0-\ue0f4]")

_CODES = frozenset(
    "ART AN BY CLM CO CR CT CX CY DE DLN ED EDITION ET FDS GC HD HLP IN IPC IPD LA LP NGC NS PD PG"
    " PID PUB RE RF RST SC SE SN TD VOL WC".split()
)
_DOCUMENT = re.compile(r"^(?:\w+\s)?(?P<number>[A-Z][A-Z0-9]{3,10}\d{8}[a-z0-9]{7,10})$")
_NUMBER = re.compile(rb"\b[A-Z][A-Z0-9]{3,10}(?:19|20)\d{6}[a-z0-9]{7,10}\b")
_IN_HTML = re.compile(
    rb"class\s*=\s*['\"]?(?:article\s+[a-z]{2}Article|articleParagraph\b"
    rb"|[a-z]{2}Headline\b|factivalogo)"
)
_CODED_CELL = re.compile(rb"<b>\s*(?:HD|LP|TD)\s*</b>")

_WORDS = re.compile(
    r"^\d[\d.,'\u00a0\u202f ]*\s*(?:words?|W[öo]rter|mots?|palabras?|parole|palavras?|woorden)$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^(?:\(c\)|©|copyright\b|(?:19|20)\d{2}\b)|all rights reserved|alle rechte vorbehalten"
    r"|tous droits r[ée]serv[ée]s|todos los derechos|derechos reservados",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"^(?:©|\(c\)).{0,20}\bFactiva\b|^Page \d+ of \d+\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por)\s+(?=\S)", re.IGNORECASE)
_SOURCE_CODE = re.compile(r"^[A-Z][A-Z0-9]{1,9}$")
_HEAD = 12  # lines that may stand between the number of words and the text

# What a subject code says of the kind of piece: "nedc : Commentaries/Opinions".
_KIND = re.compile(
    r"\b(?:commentar|opinion|editorial|letter|review|interview|obituar|column)\w*", re.IGNORECASE
)

_END_OF_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_SKIPPED = frozenset(("script", "style", "head", "title", "noscript", "template"))
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th"
    " thead tr ul".split()
)


def recognises(content: Content) -> bool:
    r"""Say whether Factiva saved this file.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        True for its HTML and for RTF that holds one of its document numbers.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("a.html"), b'<div class="article enArticle"><table>'))
    True
    >>> recognises(Content(Path("a.html"), b'<p class="article">A page about Factiva.'))
    False
    """
    data = content.data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(b"\0", b"")
    if _is_rtf(data):
        return _NUMBER.search(data) is not None
    start = data[:2000].lower()
    if b"<" not in start or start.lstrip().startswith((b"{", b"[")):
        return False
    # A page may call its paragraphs so too; Factiva's has two of its marks, or its number.
    marks = {mark[0].lower() for mark in _IN_HTML.finditer(data)}
    return any(b"article " in mark for mark in marks) or (
        (len(marks) > 1 or _CODED_CELL.search(data) is not None)
        and (_NUMBER.search(data) is not None or b"factiva" in data.lower())
    )


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read the articles that Factiva saved in one file.

    Parameters
    ----------
    content
        The file, HTML or RTF.

    Yields
    ------
    Record or SetAside
        One for each article, and one more where the file ends too early.

    Examples
    --------
    >>> from pathlib import Path
    >>> page = b'''<div class="article enArticle"><div class="enHeadline">Talks resume</div>
    ... <div>By Ayesha Khan</div><div>612 words</div><div>11 August 2021</div>
    ... <div>The Karakoram Ledger</div><div>KARLED</div><div>English</div>
    ... <p class="articleParagraph">They met in Doha.</p>
    ... <p>Document KARLED0020210811eh8b0001</p></div>'''
    >>> record = next(read(Content(Path("a.html"), page)))
    >>> record.fields["outlet"], record.fields["author"], record.fields["text"]
    ('The Karakoram Ledger', 'Ayesha Khan', 'They met in Doha.')
    """
    try:
        lines = _lines(content.data)
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        # What striprtf makes of RTF that is damaged within a control word.
        mend = "save the articles again from Factiva, as RTF or HTML"
        detail = f"its RTF is damaged ({error})"
        yield SetAside(str(content.file), 0, "malformed_record", detail, mend)
        return
    row = 0
    for row, article in enumerate(_articles(lines), start=1):
        yield _record(content, row, article)
    if not row and content.fault is None:
        detail = "no article of Factiva's is in it: no field codes and no number of words"
        mend = "save the articles from Factiva as RTF or HTML"
        yield SetAside(str(content.file), 0, "unknown_format", detail, mend)
    yield from content.set_aside(after=row)


def html_root(data: bytes) -> etree._Element | None:
    """Parse HTML, however damaged.

    Parameters
    ----------
    data
        The bytes.

    Returns
    -------
    lxml element or None
        The root, without comments; None where there is nothing to parse.

    Examples
    --------
    >>> html_root(b"<p>One <b>two").tag, html_root(b"") is None
    ('html', True)
    """
    # The parser stops at an end of the page, and exports put whole pages into a page.
    text = _END_OF_PAGE.sub("", _MARK.sub("", decode(data)).replace("\0", ""))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def lines_of(root: etree._Element) -> list[str]:
    """Give the visible text of HTML, a line for each block.

    Parameters
    ----------
    root
        From :func:`html_root`.

    Returns
    -------
    list of str
        Lines that are not empty, their spaces single.

    Examples
    --------
    >>> lines_of(html_root(b"<p>One <b>two</b><p>Three<br>four<script>x</script>"))
    ['One two', 'Three', 'four']
    """
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag in _BLOCKS
        if is_block:
            parts.append("\n")
        if event == "start":
            if element.tag in _SKIPPED:
                walk.skip_subtree()
            elif element.text:
                parts.append(" ".join(element.text.split("\n")))
        elif element.tail:
            parts.append(" ".join(element.tail.split("\n")))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _is_rtf(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:5] == b"{\\rtf"


def _lines(data: bytes) -> list[str]:
    return _rtf_lines(data) if _is_rtf(data) else _html_lines(data)


def _rtf_lines(data: bytes) -> list[str]:
    # Without its word striprtf leaves a link's address out; with it, it writes it in the text.
    source = data.decode("latin-1").replace("HYPERLINK", "").replace("\0", "")
    text = rtf_to_text(source, errors="replace")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    coded = re.compile(r"^\s*(?P<code>[A-Z]{2,3})\s*[|\t]\s*(?P<value>.*)$")
    lines: list[str] = []
    for line in _MARK.sub("", text).split("\n"):
        match = coded.match(line)
        if match and match["code"] in _CODES:
            lines.append(_CODE + match["code"])
            line = match["value"]
        bare = " ".join(line.strip("| \t\r").split())
        if bare:
            lines.append(bare)
    return lines


def _html_lines(data: bytes) -> list[str]:
    root = html_root(data)
    if root is None:
        return []
    for element in list(root.iter(etree.Element)):  # marking takes elements out
        classes = (element.get("class") or "").split()
        if element.tag == "div" and "article" in classes:
            element.text = f"{_ARTICLE}\n{element.text or ''}"
            element.insert(0, _break(element))
        elif any(re.fullmatch(r"\w\wHeadline", name) for name in classes):
            _mark(element, _HEADLINE)
        elif "author" in classes:
            _mark(element, _BYLINE)
        elif "articleParagraph" in classes:
            _mark(element, _PARAGRAPH)
        elif element.tag == "td" and _is_code_cell(element):
            _mark(element, _CODE)
    return lines_of(root)


def _break(element: etree._Element) -> etree._Element:
    """Move what follows a mark onto a line of its own."""
    new = element.makeelement("br")
    mark, _, rest = (element.text or "").partition("\n")
    element.text, new.tail = mark, rest
    return new


def _mark(element: etree._Element, mark: str) -> None:
    """Put a mark before an element's text, which becomes one line."""
    words = " ".join("".join(element.itertext()).split())
    tail = element.tail
    if mark != _PARAGRAPH:
        for child in list(element):
            element.remove(child)
        element.text = mark + words
    else:
        element.text = mark + (element.text or "")
    element.tail = tail


def _is_code_cell(cell: etree._Element) -> bool:
    words = "".join(cell.itertext()).strip()
    known = words in _CODES or "index" in (cell.get("class") or "").split()
    return (
        known and re.fullmatch(r"[A-Z]{2,3}\d?", words) is not None and cell.getnext() is not None
    )


@dataclass
class _Article:
    """The lines of one article, and whether a mark of HTML says that it is one."""

    lines: list[str] = field(default_factory=list)
    is_marked: bool = False

    @property
    def is_coded(self) -> bool:
        codes = {line.removeprefix(_CODE) for line in self.lines if line.startswith(_CODE)}
        return len(codes & {"HD", "WC", "PD", "SN", "LP", "TD"}) > 2

    @property
    def is_article(self) -> bool:
        return self.is_coded or any(_WORDS.match(line) for line in self.lines)


def _articles(lines: list[str]) -> list[_Article]:
    """Part the lines into articles: at the marks of HTML, and behind each number."""
    parts = [_Article()]
    for line in lines:
        if line == _ARTICLE or _is_last(parts[-1], line):
            parts.append(_Article(is_marked=line == _ARTICLE))
        elif not _FOOTER.match(line):
            parts[-1].lines.append(line)
    # What stands before the first article and behind the last is Factiva's own.
    parts = [part for part in parts if part.lines]
    found = [number for number, part in enumerate(parts) if part.is_article or part.is_marked]
    return parts[found[0] : found[-1] + 1] if found else []


def _is_last(article: _Article, line: str) -> bool:
    # Factiva's own list of what was saved holds the numbers too, without an article above.
    return _DOCUMENT.match(_MARK.sub("", line)) is not None and article.is_article


def _record(content: Content, row: int, article: _Article) -> Record | SetAside:
    file = str(content.file)
    if not article.is_article:
        mend = "save this article again from Factiva, with its fields"
        detail = "neither field codes nor a number of words say where its fields are"
        return SetAside(file, row, "malformed_record", detail, mend)
    fields = _coded(article.lines) if article.is_coded else _displayed(article.lines)
    if not (fields["text"] or fields["abstract"]):
        mend = "save it again from Factiva as a full article"
        return SetAside(file, row, "no_text", "the article has no text", mend, fields["outlet"])
    return Record(file, row, fields, file)


def _coded(lines: list[str]) -> Fields:
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if line.startswith(_CODE):
            code = line.removeprefix(_CODE)
        else:
            values.setdefault(code, []).append(_MARK.sub("", line))
    one = {code: " ".join(parts) for code, parts in values.items()}
    body = clean_text("\n\n".join(values.get("LP", []) + values.get("TD", []))) or None
    is_part = "TD" not in values and _is_part(body, one.get("WC"))
    day = iso_date(one["PD"]) if one.get("PD") else None
    clock = one.get("ET", "")
    return {
        "outlet": one.get("SN"),
        "published": f"{day} {clock}" if day and CLOCK.match(clock) else day,
        "title": one.get("HD"),
        "text": None if is_part else body,
        "abstract": body if is_part else None,
        "author": _BY.sub("", one.get("BY", "")) or None,
        "language": language_code(one.get("LA")),
        "section": one.get("SE") or one.get("CLM"),
        "genre": _genre(one.get("NS", ""), one.get("CLM")),
    }


def _is_part(body: str | None, words: str | None) -> bool:
    """Say whether a lead paragraph is less than half of what Factiva counts."""
    digits = re.sub(r"\D", "", words or "")
    return bool(body and digits) and 2 * len((body or "").split()) < int(digits[:9])


def _genre(subjects: str, column: str | None) -> str | None:
    names = [name.partition(":")[2].strip() for name in subjects.split("|")]
    return ", ".join(name for name in [*names, column or ""] if _KIND.search(name)) or None


def _displayed(lines: list[str]) -> Fields:
    at = next(number for number, line in enumerate(lines) if _WORDS.match(_MARK.sub("", line)))
    title, author, section = _above(lines[:at])
    head, body = _parted(lines[at + 1 :])
    published, outlet, language = _told(head)
    return {
        "outlet": outlet,
        "published": published,
        "title": title,
        "text": clean_text("\n\n".join(_MARK.sub("", line) for line in body)) or None,
        "abstract": None,
        "author": _BY.sub("", author or "") or None,
        "language": language_code(language),
        "section": section,
        "genre": None,
    }


def _above(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """Give headline, byline and section, the lines above the number of words."""
    marked = next((n for n, line in enumerate(lines) if line.startswith(_HEADLINE)), None)
    byline = next((line for line in lines if line.startswith(_BYLINE)), None)
    bare = [_MARK.sub("", line) for line in lines if line != byline]
    if marked is None and byline is None and len(bare) > 1 and _is_byline(bare[-1], bare[-2]):
        byline = bare.pop()
    at = len(bare) - 1 if marked is None else marked
    if at < 0:
        return None, None, None
    if marked is not None and byline is None and len(bare) > at + 1:
        byline = bare[-1]
    above = bare[at - 1] if at else ""
    section = above if 0 < len(above.split()) <= 4 else None
    return bare[at], _MARK.sub("", byline or "") or None, section


def _is_byline(line: str, above: str) -> bool:
    if _BY.match(line):
        return True
    words = line.split()
    names = [word for word in words if word[0].isupper() or word in ("and", "de", "und", "et")]
    longer = len(above.split()) > len(words)
    return 2 <= len(words) <= 6 and len(names) == len(words) and longer and not line.endswith(".")


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines below the number of words into the fields and the text."""
    start = next((n for n, line in enumerate(lines) if line.startswith(_PARAGRAPH)), None)
    if start is None:
        near = range(2, min(_HEAD, len(lines)))
        notice = next((n for n in near if _COPYRIGHT.search(lines[n])), None)
        tongue = next((n for n in near if _is_language(lines[n])), None)
        last = notice if notice is not None else tongue
        start = _behind_codes(lines) if last is None else last + 1
    return lines[:start], lines[start:]


def _is_language(line: str) -> bool:
    return line != "" and len(language_code(line) or "") == 2 != len(line)


def _behind_codes(lines: list[str]) -> int:
    """Give where the text begins when neither language nor copyright stands before it."""
    codes = (n for n, line in enumerate(lines[:_HEAD]) if n > 1 and _SOURCE_CODE.match(line))
    return max(codes, default=min(1, len(lines) - 1)) + 1


def _told(head: list[str]) -> tuple[str | None, str | None, str | None]:
    """Give date, outlet and language, from the lines between number of words and text."""
    written = [iso_date(line) for line in head]
    dated = (n for n, line in enumerate(written[:3]) if isinstance(find_date(line)[0], Moment))
    at = next(dated, None)
    published = None if at is None else written[at]
    rest = head if at is None else head[at + 1 :]
    if rest and CLOCK.match(rest[0]):
        published = f"{published} {rest[0]}" if published else None
        rest = rest[1:]
    outlet = rest[0] if rest and not _COPYRIGHT.search(rest[0]) else None
    language = next((line for line in rest[1:] if _is_language(line)), None)
    return published, outlet, language
