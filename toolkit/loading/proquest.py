"""Articles that ProQuest sent or saved: e-mail, plain text, and the HTML of either.

Each article is its title, a few labelled lines, the text behind "Full text:", and more
labelled lines from "Subject:" to "Database:". Articles are parted by a line of
underscores, by the anchors of the HTML, or, where a mail programme lost both, by their
last label. The labels are read in English, German, French and Spanish; ProQuest's RIS
goes to :mod:`toolkit.loading.ris`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from itertools import takewhile

from toolkit.loading.cleaning import clean_text
from toolkit.loading.factiva import html_root, lines_of
from toolkit.loading.other_languages import iso_date, language_code
from toolkit.loading.records import Record, SetAside
from toolkit.loading.ris import natural_name
from toolkit.loading.sources import Content, decode

# Written without case, accents and spaces: mail programmes lose the spaces now and then.
_TEXT, _ABSTRACT = "text", "abstract"
_LABELS: dict[str, tuple[str, ...]] = {
    _TEXT: ("full text", "Volltext", "texte intégral", "texto completo"),
    _ABSTRACT: ("abstract", "Zusammenfassung", "résumé", "resumen"),
    "title": ("title", "Titel", "titre", "título"),
    "author": ("author", "Autor", "Verfasser", "auteur"),
    "outlet": (
        "publication title", "Titel der Publikation", "Publikationstitel", "Titel der Zeitung",
        "Veröffentlichungstitel", "Titel der Veröffentlichung",
        "titre de la publication", "titre de publication",
        "título de publicación", "título de la publicación",
    ),
    "info": (
        "publication info", "publication information", "Publikationsinfo",
        "Publikationsinformationen", "Angaben zur Veröffentlichung",
        "Informationen zur Publikation",
        "infos sur la publication", "informations de publication",
        "informations sur la publication",
        "información de publicación", "información de la publicación",
    ),
    "published": (
        "publication date", "Publikationsdatum", "Veröffentlichungsdatum", "Erscheinungsdatum",
        "Datum der Veröffentlichung", "Datum der Publikation", "date de publication",
        "fecha de publicación", "fecha de la publicación",
    ),
    "url": ("URL",),
    "document_url": (
        "document URL", "Dokument-URL", "URL des Dokuments", "URL du document",
        "URL de document", "URL del documento", "URL de documento",
    ),
    "language": (
        "language of publication", "language", "Publikationssprache", "Sprache der Publikation",
        "Sprache der Veröffentlichung", "langue de publication", "langue de la publication",
        "idioma de la publicación", "idioma de publicación",
    ),
    "section": ("section", "Rubrik", "Abschnitt", "rubrique", "sección"),
    "genre": (
        "document type", "Dokumenttyp", "Dokumententyp", "Dokumentart", "type de document",
        "tipo de documento",
    ),
    "column": ("column", "Kolumne", "chronique", "columna"),
    "id": (
        "ProQuest document ID", "ProQuest-Dokument-ID", "ID du document ProQuest",
        "ID de document ProQuest", "identifiant de document ProQuest",
        "identifiant du document ProQuest", "ID del documento de ProQuest",
        "ID de documento de ProQuest",
    ),
    "database": ("database", "Datenbank", "base de données", "base de datos"),
    # The rest is known so that it is not taken for text.
    "": (
        "links", "subject", "narrow subject", "broad subject", "location", "people",
        "company / organization", "identifier / keyword", "business indexing term",
        "classification", "dateline", "supplement", "pages", "first page", "number of pages",
        "volume", "issue", "publication year", "year", "publisher", "place of publication",
        "country of publication", "publication subject", "ISSN", "CODEN", "source type",
        "document feature", "copyright", "last updated", "credit", "ISSN",
        "Schlagwort", "Thema", "Ort", "Standort", "Personen", "Unternehmen / Organisation",
        "Seiten", "Band", "Ausgabe", "Erscheinungsjahr", "Publikationsjahr",
        "Jahr der Veröffentlichung", "Jahr", "Herausgeber", "Verlag", "Erscheinungsort",
        "Ort der Veröffentlichung", "Land der Veröffentlichung", "Quellentyp",
        "Art der Quelle", "zuletzt aktualisiert", "letzte Aktualisierung",
        "liens", "sujet", "lieu", "personnes", "société / organisation", "année",
        "année de publication", "éditeur", "lieu de publication", "pays de publication",
        "sujet de la publication", "type de source", "dernière mise à jour",
        "enlaces", "materia", "tema", "lugar", "ubicación", "personas",
        "empresa / organización", "páginas", "volumen", "número", "año",
        "año de publicación", "editorial", "lugar de publicación", "país de publicación",
        "materia de publicación", "tipo de fuente", "derechos de autor",
        "última actualización",
    ),
}  # fmt: skip

_LINE = re.compile(r"^(?P<label>[^\W\d_][^:]{1,45}?)\s?:(?!//)\s*(?P<value>.*)$")
_SEPARATOR = re.compile(r"^_{20,}$")
_ANCHOR = "_" * 60
_QUOTED = re.compile(r"^(?:>\s?)+")
_ADDRESS_BEHIND = re.compile(r" ?<(?:https?:|mailto:)[^>]{0,4000}>")
_NOISE = re.compile(
    r"^(?:Document|Dokument|Documento) \d+ (?:of|von|sur|de) \d+$|^<>$"
    r"|^ProQuest[ -]\w+[ -]link$|^Email \d+ of \d+$|^\W*$"
    r"|^(?:Link zum|Lien vers le|Enlace al?) .{0,30}ProQuest$",
    re.IGNORECASE,
)
# "Wines, Michael. New York Times; New York, N.Y. [New York, N.Y]. 10 Mar 2022."
_CITATION = re.compile(r"\[[^\]]{1,80}\].{0,40}\b(?:19|20)\d{2}\b")
_NOT_THERE = re.compile(
    r"^(?:(?:full text )?(?:none|not) available|caption text only|nicht verfügbar|keine? verfügbar"
    r"|(?:aucun )?non disponible|aucun disponible|(?:ninguno|no) disponible)\W*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:Enlarge this image\.?|View Image\b.*|\(PHOTOGRAPHS? BY .*\)|(?:Photo )?Caption: .*"
    r"|Full text not available\b.*|[\w.+-]+@[\w-]+\.[\w.-]+|[\W_]*)$",
    re.IGNORECASE,
)
_LEFT_OUT = (_FURNITURE, _NOT_THERE, _NOISE)
_BOX = re.compile(r"^(?:Illustrations?|Photographs?|AuthorAffiliation)$")
_CREDIT = re.compile(
    r"^Credit:\s*(?:By\s+)?(?P<names>.+?)"
    r"(?:,[^,]*\b(?:reporters?|correspondents?|writers?|columnists?|critics?|editors?|staff)\b.*)?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:Contact (?:ProQuest|us at)\b|(?:Database )?copyright ©.*ProQuest|Terms and Conditions\b"
    r"|Datenbank-Copyright\b|Copyright de la base de datos\b)",
    re.IGNORECASE,
)
_RESIDUE = re.compile(r"^(?:</?)?html>\s*", re.IGNORECASE)  # of a tag cut in two

_EDITION = re.compile(
    r",[^,;]*\b(?:edition|final|ausgabe|édition|edición)\b.*$|\s*\((?:pre-)?\d{4}.*$", re.IGNORECASE
)
_BEHIND_TITLE = re.compile(
    r"\s*(?::\s*\[(?P<what>[^\[\]]{1,60})\]|\[(?:With graphic\(s\)|Caption text only\.?)\])$",
    re.IGNORECASE,
)
# Columns that say what kind of piece it is; most are names of their own.
_KIND = re.compile(
    r"\b(?:op-ed|letters?|editorial|commentary|opinion|reviews?|essay|columnist)\b", re.IGNORECASE
)
_NO_KIND = frozenset(("newspaper", "generalinformation"))
_ACCOUNT = re.compile(r"\?accountid=.*$", re.DOTALL)

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t].*\r?\n", re.MULTILINE)
_MAIL_FIELD = re.compile(rb"^(?:MIME-Version|Content-Type|Message-ID|Received|From):", re.I | re.M)
_MARK = re.compile(
    r"^>?\s?[^\n:]{0,40}ProQuest[^\n:]{0,30}:\s*\d{5,}|^>?\s?ProQuest document link\b",
    re.MULTILINE | re.IGNORECASE,
)
_DOC_ID = re.compile(rb"<a\s[^>]{0,80}name=[\"']?DocID_", re.IGNORECASE)

Fields = dict[str, list[str]]


def recognises(content: Content) -> bool:
    r"""Say whether ProQuest wrote this file.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        True for e-mail, text and HTML that hold its labels or anchors.

    Examples
    --------
    >>> from pathlib import Path
    >>> recognises(Content(Path("a.txt"), b"Talks\n\nProQuest document ID: 251439970\n"))
    True
    >>> recognises(Content(Path("a.txt"), b"Talks\n\nHe wrote to ProQuest.\n"))
    False
    """
    if _is_mail(content.data):
        return any(_MARK.search("\n".join(lines)) for lines in _mail_lines(content.data))
    data = content.data.replace(b"\0", b"")
    if b"proquest" not in data.lower():
        return False
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] == b"<":
        return _DOC_ID.search(data) is not None
    return _MARK.search(decode(data)) is not None


def read(content: Content) -> Iterator[Record | SetAside]:
    r"""Read the articles of an e-mail or text from ProQuest.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each article, and one more where the file ends too early.

    Examples
    --------
    >>> from pathlib import Path
    >>> text = '''Talks resume in Doha: [Final Edition]
    ... Author: Khan, Ayesha
    ... Full text: They met on Wednesday.
    ... Publication title: The Karakoram Ledger, Late Edition; Quetta
    ... Publication date: Aug 11, 2021
    ... ProQuest document ID: 251439970
    ... Database: Invented Dailies'''
    >>> record = next(read(Content(Path("a.txt"), text.encode())))
    >>> record.fields["title"], record.fields["outlet"], record.fields["text"]
    ('Talks resume in Doha', 'The Karakoram Ledger', 'They met on Wednesday.')
    """
    row = 0
    for row, article in enumerate(_articles(content.data), start=1):
        yield _record(content, row, article)
    if not row and content.fault is None:
        detail = "no article of ProQuest's is in it: none of its field labels was found"
        mend = "export the articles from ProQuest again, as text or by e-mail"
        yield SetAside(str(content.file), 0, "unknown_format", detail, mend)
    yield from content.set_aside(after=row)


def _is_mail(data: bytes) -> bool:
    start = data[:4000].lstrip()
    return _HEADER.match(start) is not None and len(_MAIL_FIELD.findall(start)) > 1


def _sources(data: bytes) -> list[list[str]]:
    """Give the lines of each text in a file: of one, or of the parts of an e-mail."""
    if _is_mail(data):
        return _mail_lines(data)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0")[:1] == b"<":
        return [_html_lines(data)]
    return [_text_lines(decode(data))]


def _mail_lines(data: bytes) -> list[list[str]]:
    """Give the lines of an e-mail's HTML parts, of its plain ones where there are none."""
    try:
        parts = list(message_from_bytes(data).walk())
        found = {
            kind: [_payload(part) for part in parts if part.get_content_type() == kind]
            for kind in ("text/html", "text/plain")
        }
    except (RecursionError, LookupError, ValueError, AssertionError, AttributeError, TypeError):
        # What the email package raises on parts and headers that contradict each other.
        return [_text_lines(decode(data))]
    html = [_html_lines(part) for part in found["text/html"]]
    if any(_MARK.search("\n".join(lines)) for lines in html):
        return html
    return [_text_lines(decode(part)) for part in found["text/plain"]] or html


def _payload(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw if charset in ("utf-8", "us-ascii") else raw.decode(charset, "replace").encode()
    except (LookupError, UnicodeError):
        return raw


def _html_lines(data: bytes) -> list[str]:
    root = html_root(data)
    if root is None:
        return []
    for anchor in root.iter("a"):
        if (anchor.get("name") or "").startswith("DocID_"):
            anchor.tag, anchor.text = "div", _ANCHOR
    # Each block is a paragraph.
    return [part for line in lines_of(root) for part in (line, "")]


def _text_lines(text: str) -> list[str]:
    lines = (_QUOTED.sub("", line) for line in text.replace("\0", "").splitlines())
    return [_ADDRESS_BEHIND.sub("", " ".join(line.split())).strip() for line in lines]


@dataclass
class _Article:
    """The fields of one article, by label; ``head`` is what stands above the first."""

    head: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    has_anchor: bool = True
    has_imprint: bool = False

    @property
    def is_article(self) -> bool:
        return any(self.fields.get(name) for name in (_TEXT, _ABSTRACT, "outlet", "info", "id"))

    @property
    def is_cut_short(self) -> bool:
        """Whether this may be the beginning of an article, not ProQuest's imprint."""
        head = " ".join(self.head).strip()
        return self.has_anchor and head != "" and not self.has_imprint and "ProQuest" not in head

    def first(self, name: str) -> str | None:
        """Give a field as one line."""
        value = " ".join(part for part in self.fields.get(name, []) if part)
        return value or None


def _articles(data: bytes) -> Iterator[_Article]:
    for lines in _sources(data):
        found = [_article(chunk, anchored) for chunk, anchored in _chunks(lines)]
        places = [number for number, article in enumerate(found) if article.is_article]
        if not places:
            continue
        # Before the first stands a letter or an index, behind the last ProQuest's imprint.
        yield from found[places[0] : places[-1] + 1]
        yield from (rest for rest in found[places[-1] + 1 :] if rest.is_cut_short)


def _chunks(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Part lines into articles."""
    anchored = any(_SEPARATOR.match(line) for line in lines)
    chunk: list[str] = []
    for number, line in enumerate(lines):
        ends = _SEPARATOR.match(line) if anchored else _name(line) == "database"
        if not ends:
            chunk.append(line)
        elif not anchored:
            yield [*chunk, line], False
            chunk = []
        elif not _is_inside(chunk, lines, number + 1):
            yield chunk, True
            chunk = []
    yield chunk, anchored


def _is_inside(chunk: list[str], lines: list[str], start: int) -> bool:
    """Say whether a line of underscores stands in a text rather than below an article.

    Then what says where the article is from comes behind it, and no other text does.
    """
    above = {_name(line) for line in chunk}
    rest = (lines[number] for number in range(start, len(lines)))
    below = {_name(line) for line in takewhile(lambda line: not _SEPARATOR.match(line), rest)}
    ends = {"outlet", "id", "database"}
    begins = {_TEXT, _ABSTRACT, "info"}
    return _TEXT in above and not above & ends and bool(below & ends) and not below & begins


def _name(line: str) -> str | None:
    """Give what the label at the start of a line stands for, None where it is none."""
    match = _LINE.match(line)
    return _known(match["label"]) if match else None


def _known(label: str) -> str | None:
    return _PLAIN.get(_plain(label))


def _plain(label: str) -> str:
    parts = unicodedata.normalize("NFKD", label.casefold())
    return "".join(letter for letter in parts if letter.isalpha())


_PLAIN = {_plain(label): name for name, labels in _LABELS.items() for label in labels}


def _article(lines: list[str], anchored: bool) -> _Article:
    """Sort the lines of an article into its fields."""
    article = _Article(has_anchor=anchored)
    into = article.head
    tail = _tail(lines)
    for number, line in enumerate(lines):
        if _END.match(line):
            article.has_imprint = True
            break
        match = _LINE.match(line)
        name = _known(match["label"]) if match else None
        if number >= tail and match and name is None:
            name = ""  # a label that is not known ends the field above it all the same
        in_text = into is article.fields.get(_TEXT) and number < tail
        if match and name is not None and not in_text:
            into = article.fields.setdefault(name, [])
            if into and name != _TEXT:
                into = []  # a field that stands twice says the same twice
            into.append(match["value"])
        elif not line and not any(into is long for long in (article.head, *_long(article))):
            into = []  # an empty line ends a field of one line; what stands below it is a link
        else:
            into.append(line)
    return article


def _long(article: _Article) -> list[list[str]]:
    return [article.fields[name] for name in (_TEXT, _ABSTRACT) if name in article.fields]


def _tail(lines: list[str]) -> int:
    """Give the line at which the labels below the text begin.

    From there on every paragraph has a label, or, where something else stands at the very
    end, at least half of the lines have one: a text may have a line "Location: Kabul" too.
    """
    start = next((n for n, line in enumerate(lines) if _name(line) == _TEXT), -1)
    end = next((n for n, line in enumerate(lines) if n > start and _END.match(line)), len(lines))
    labelled = filled = 0
    only_labels = True
    tails = {True: end, False: end}
    for number in range(end - 1, start, -1):
        line = lines[number]
        if not line or _NOISE.match(line):
            continue
        filled += 1
        match = _LINE.match(line)
        labelled += match is not None
        only_labels &= match is not None or lines[number - 1] != ""
        known = _known(match["label"]) if match else None
        if known is not None and not _CREDIT.match(line) and 2 * labelled >= filled:
            tails[only_labels] = number
    return tails[True] if tails[True] < end else tails[False]


def _record(content: Content, row: int, article: _Article) -> Record | SetAside:
    file = str(content.file)
    if not article.is_article:
        mend = "export this article from ProQuest again"
        detail = "none of ProQuest's field labels is in it"
        return SetAside(file, row, "malformed_record", detail, mend)
    text, credit = _body(article.fields.get(_TEXT, []))
    abstract, _ = _body(article.fields.get(_ABSTRACT, []))
    outlet = _outlet(article)
    if not (text or abstract):
        mend = "export it with its full text or abstract"
        detail = "the article has neither full text nor abstract"
        return SetAside(file, row, "no_text", detail, mend, outlet)
    title, behind = _title(article)
    url = article.first("url") or article.first("document_url")
    fields = {
        "outlet": outlet,
        "published": _published(article),
        "title": title,
        "text": text,
        "abstract": abstract,
        "author": _author(article) or credit,
        "url": _ACCOUNT.sub("", re.sub(r"\s", "", url)) if url else None,
        "language": language_code(article.first("language")),
        "section": article.first("section"),
        "genre": _genre(article, behind),
    }
    return Record(file, row, fields, file)


def _body(lines: list[str]) -> tuple[str | None, str | None]:
    """Give a text without what ProQuest and the page put into it, and who is credited."""
    kept: list[str] = []
    credit: str | None = None
    in_box = False
    for line in lines:
        bare = _RESIDUE.sub("", line)
        if named := _CREDIT.match(bare):
            credit = named["names"]
        elif _BOX.match(bare):
            in_box = True  # the line below is its caption
            continue
        elif not bare:
            kept.append("")
            continue
        elif not in_box and not any(kind.match(bare) for kind in _LEFT_OUT):
            kept.append(bare)
        in_box = False
    return clean_text("\n".join(kept)) or None, credit


def _title(article: _Article) -> tuple[str | None, list[str]]:
    """Give the title, and what ProQuest adds in brackets behind it: edition, desk, kind."""
    title = article.first("title") or _above(article) or ""
    behind: list[str] = []
    while match := _BEHIND_TITLE.search(title):
        behind.append(match["what"] or "")
        title = title[: match.start()]
    return title or None, behind


def _above(article: _Article) -> str | None:
    lines = [line for line in article.head if not line or not _NOISE.match(line)]
    blocks = (" ".join(block.split()) for block in "\n".join(lines).split("\n\n"))
    titles = [block for block in blocks if block and not _CITATION.search(block)]
    if not titles:
        return None
    # With no line between two articles, a letter may stand above the first.
    return titles[0] if article.has_anchor else titles[-1]


def _genre(article: _Article, behind: list[str]) -> str | None:
    kind = article.first("genre")
    told = [kind] if kind and _plain(kind) not in _NO_KIND else []
    told += [name for name in (article.first("column") or "", *behind) if _KIND.search(name)]
    return ", ".join(told) or None


def _outlet(article: _Article) -> str | None:
    named = article.first("outlet") or article.first("info") or ""
    name = re.split(r"\s*[;\[]", named)[0]
    return _EDITION.sub("", name).strip(" .,:") or None


def _published(article: _Article) -> str | None:
    """Give the day from its own field, else from behind the place in the citation."""
    if printed := article.first("published"):
        return iso_date(printed)
    citation = (article.first("info") or "").rpartition("]")[2]
    day = re.search(r"\d{1,2}\.? [^\W\d]+\.? \d{4}|[^\W\d]+\.? \d{1,2}, \d{4}", citation)
    return iso_date(day[0]) if day else None


def _author(article: _Article) -> str | None:
    names = re.split(r"\s*;\s*", article.first("author") or "")
    names = [natural_name(name) for name in names if name and name != "Anonymous"]
    return ", ".join(names) or None
