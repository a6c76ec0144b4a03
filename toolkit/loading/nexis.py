"""Exports of Nexis (LexisNexis): Word, RTF, PDF, HTML and plain text, many articles a file.

Two layouts are read, by their lines, whatever file they come in. Nexis Uni prints title,
outlet, date, copyright, fields, ``Body``, the text, and ``End of Document``, behind a
cover page that lists the titles. The older LexisNexis counts the articles (``1 of 20
DOCUMENTS``) and prints outlet, date, title, fields in capitals, the text, more fields and
the copyright. The names of the fields follow the language of the site, the dates that of
the source; both are known in English, German, French, Spanish, Dutch, Italian and
Portuguese. Not seen: an outlet whose name the source prints nowhere but in the copyright.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from toolkit.loading.cleaning import is_wrapped
from toolkit.loading.dates import Moment, read_column
from toolkit.loading.documents import kind_of, open_document
from toolkit.loading.other_languages import language_code
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

# Field -> its names, without accents, case and hyphens.
_NAMES = {
    "length": "length, lange, longueur, longitud, extension, lengte, lunghezza, comprimento, "
    "extensao, tamanho",
    "author": "byline, autor, autorin, verfasser, auteur, autore, auteurs",
    "section": "section, rubrik, ressort, rubrique, seccion, rubriek, sezione, seccao, secao",
    "title": "headline, titel, uberschrift, schlagzeile, titre, titulo, titular, kop, titolo",
    "dateline": "dateline, ortsmarke, lieu, lugar, plaats, luogo",
    "highlight": "highlight, highlights, insert, encart, destacado, destaque, in evidenza",
    "series": "series, serie",
    "body": "body, textkorper, haupttext, corps, corps du texte, cuerpo, cuerpo del texto, "
    "corpo, corpo del testo, corpo do texto, hoofdtekst",
    "load_date": "load date, update, ladedatum, date chargement, date de chargement, fecha carga, "
    "fecha de carga, laaddatum, data caricamento, data di caricamento, data carregamento, "
    "data de carregamento",
    "language": "language, sprache, langue, idioma, lengua, taal, lingua",
    "publication_type": "publication type, pub type, publikationstyp, publikation typ, "
    "type publication, type de publication, tipo publicacion, tipo de publicacion, "
    "publicatietype, publicatie type, tipo pubblicazione, tipo di pubblicazione, "
    "tipo publicacao, tipo de publicacao, zeitungstyp",
    "journal_code": "journal code, code revue, zeitungscode, zeitschriftencode, codigo revista",
    "classification": "classification, klassifizierung, klassifikation, clasificacion, "
    "classificatie, classificazione, classificacao",
    "graphic": "graphic, graphics, grafik, graphique, grafico, grafiek, grafica",
    "genre": "type, document type, dokumenttyp, type de document, tipo de documento",
    "correction": "correction, correction date, korrektur, correccion, correctie, correzione",
    "url": "url",
    "other": "subject, sujet, thema, asunto, onderwerp, soggetto, assunto, organization, "
    "organisation, company, unternehmen, societe, empresa, bedrijf, person, persona, personne, "
    "persoon, pessoa, geographic, geographie, geo localization, localisation geo, geografia, "
    "city, state, country, industry, branche, secteur activite, activity sector, industria, "
    "ticker, symbole boursier, stock symbol, keywords, distribution, acc no, issn, isbn, notes, "
    "note, name, time of day, show, edition, copyright",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split(", ")}
# What may stand above a text; in Nexis Uni what may stand below one, where words such as
# "Person:" begin an answer of an interview as often as a field.
_ABOVE = frozenset(
    ("length", "author", "section", "title", "dateline", "highlight", "series", "body")
)
_BELOW = frozenset(("load_date", "language", "publication_type", "journal_code", "correction"))
_HEADINGS = frozenset(("classification", "graphic"))
_LONG = frozenset(("graphic", "correction"))  # may run over paragraphs
_LABEL = re.compile(r"(?P<name>[^\W\d_][^:.!?]{0,34}?)\s?:\s*(?P<value>.*)")

_COUNT = re.compile(
    r"(?:focus\s*[-–]\s*)?(?:"
    r"\d+\s+(?:of|von|de|van|di|sur)\s+\d+\s+(?:documents?|dokumenten?|documentos?|documenti"
    r"|documenten)|(?:dokument|documento?)\s+\d+\s+(?:von|de|van|di|sur)\s+\d+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"end of document|ende des dokuments|dokumentende|fin du document|fin del? documento"
    r"|einde van (?:het )?document|einde document|fine del documento|fim do documento",
    re.IGNORECASE,
)
# The cover page, written without accents and case.
_DELIVERED = re.compile(r"(?:documents?|dokumente?|documentos?|documenten|documenti)\s?\(\d+\)")
_SEARCHED = re.compile(
    r"(?:job number|auftragsnummer|numero de (?:la )?tache|numero de trabajo|taaknummer"
    r"|numero (?:del )?lavoro|numero do trabalho|client/matter|search terms|search type|narrowed by"
    r"|suchbegriffe|suchtyp|eingegrenzt durch|termes de recherche|type de recherche|affine par"
    r"|terminos de busqueda|tipo de busqueda|zoektermen|zoektype|termini di ricerca"
    r"|termos de pesquisa)\s?:.*|content type\b.*"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\)).{0,60}?\b(?:19|20)\d\d\b"
    r"|(?:copyright\b|©).{0,150}\b(?:rights? reserved|(?:provided|distributed) by\b.*)"
    r"|(?:all rights reserved|tous droits réservés|alle rechte vorbehalten)\W*$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\d[\d.,\s]*(?:words?|wörter|worte|mots?|palabras?|woord(?:en)?|parol[ae]|palavras?)",
    re.IGNORECASE,
)
_REQUEST_END = re.compile(r"-*\s*end of request\b.*|(?:print|download) request:.*", re.IGNORECASE)
_FURNITURE = re.compile(r"link to (?:image|original|video)|return to list", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(?:edition|ausgabe|edición|edicion|edizione|edição|editie|édition|final)\b", re.IGNORECASE
)
_BY = re.compile(r"(?:by|from|par|por|door|von(?=\s+[A-ZÄÖÜ][^\s,]*\s))\s+(?=\w)|d[ia]\s+(?=[A-Z])")
_PLACE = re.compile(  # parts of a section that say where in the paper, not which part of it
    r"(?:pg|p|s|seite|page|pág|pag|pagina|página|blz|version|column|col)\b\.?\s*:?\s*[\w-]*\d[\w-]*"
    r"|column\s+\d+",
    re.IGNORECASE,
)
# What is left out where a line ends with the hyphen of a compound: "peer- \nreviewed".
_HYPHEN = re.compile(r"(?<=\w-) \n(?=[^\W\d_])(?!(?:and|or|und|oder|et|ou|y|o|en|of|e|to)\b)")
_TOP = 15  # lines in which outlet, date and title stand
_LABEL_LENGTH = 40  # characters
_CAPTIONS = 400  # words that what is no text may run to below one

_MONTHS = (
    "january januar janner janvier enero januari gennaio janeiro",
    "february februar fevrier febrero februari febbraio fevereiro",
    "march marz mars marzo maart marco",
    "april avril abril aprile",
    "may mai mayo mei maggio maio",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()} | {
    short: number
    for number, short in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miercoles jueves viernes sabado domingo maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta "
    "quinta sexta"
)
_WEEKDAY = rf"(?:{'|'.join(_DAYS.split())})(?:-feira)?\b"
_NAME = rf"(?P<name>{'|'.join(_MONTH)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|[.º°])?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d{2})\b"
_OF = r"(?:(?:de|del|di|of)\s+)?"
_DATES = tuple(
    re.compile(rf"(?:{_WEEKDAY}[\s,;.]*)?(?:(?:the|le|il|el|den|op)\s+)?{form}(?P<rest>.*)")
    for form in (
        rf"{_DAY}\s*{_OF}{_NAME},?\s+{_OF}{_YEAR}",
        rf"{_NAME}\s+{_DAY},?\s+{_OF}{_YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
        rf"{_NAME},?\s+{_OF}{_YEAR}(?=\W*$)",
        r"\d{1,2}([./-])\d{1,2}\1\d{4}\b",
    )
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?:uhr|heures)?\s*(?P<zone>(?:gmt|utc|[a-z]{2,4}t)\b)?(?P<us>(?:eastern|central|mountain"
    r"|pacific)\b)?"
)
_ASIDE = 60  # characters an edition may take behind a date

_MEND = "export it from Nexis again, as Full documents in DOCX"
# Lines that are enough to recognise a file by; those of a PDF take long to read.
_ENOUGH = 6000
_ENOUGH_OF_PDF = 120


@dataclass
class Article:
    """One article as Nexis prints it; what it does not print is None.

    Parameters
    ----------
    title, outlet, section, author
        As printed; the author without "By".
    published
        Its date, in a form that :mod:`toolkit.loading.dates` reads.
    language
        A code of two letters where the name is known, else the name.
    text
        Paragraphs parted by blank lines; empty where it has none.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    section: str | None = None
    author: str | None = None
    language: str | None = None
    genre: str | None = None
    url: str | None = None
    text: str = ""


def recognises(content: Content) -> bool:
    r"""Say whether a file is an export of Nexis, by its layout.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    bool
        False too where it is damaged before that can be told.

    Examples
    --------
    >>> from pathlib import Path
    >>> old = b"1 of 2 DOCUMENTS\n\nThe Ledger\n\nMay 3, 2021\n\nRain\n\nLENGTH: 1 words\n\nRain."
    >>> recognises(Content(Path("a.txt"), old)), recognises(Content(Path("b.txt"), b"It rained."))
    (True, False)
    """
    most = _ENOUGH_OF_PDF if kind_of(content.data) == "pdf" else _ENOUGH
    return _is_nexis(open_document(content.data, most).lines)


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read the articles of one export.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each article; one for the file where it is damaged, locked, or no Nexis.
    """
    file = str(content.file)
    document = open_document(content.data)
    row = 0
    for article in articles(document.lines, wrapped=document.is_wrapped):
        row += 1
        if article.text:
            yield Record(file, row, dict(vars(article)), file)
        else:
            named = f" ('{article.title}')" if article.title else ""
            detail = f"Nexis gives no text for this document{named}"
            yield SetAside(file, row, "no_text", detail, _MEND, article.outlet)
    if content.fault:
        yield from content.set_aside(after=row)
    elif document.fault:
        where = f" after record {row}" if row else ""
        yield SetAside(file, 0, "unreadable_file", f"{document.fault}{where}", _MEND)
    elif not row:
        yield SetAside(file, 0, "unknown_format", "holds no article as Nexis prints it", _MEND)


def articles(lines: Sequence[str], *, wrapped: bool = False) -> Iterator[Article]:
    """Find the articles among the lines of an export.

    Parameters
    ----------
    lines
        Lines; an empty one parts two paragraphs.
    wrapped
        Whether lines that stand together are one paragraph, broken at the margin.

    Yields
    ------
    Article
        In their order.

    Examples
    --------
    >>> lines = '''Talks resume
    ... Der Bote
    ... Mittwoch 11. August 2021
    ...
    ... Copyright 2021 Bote Verlag
    ...
    ... Section: POLITIK; S. 4
    ... Length: 9 words
    ... Byline: Von Lena Brandt
    ... Body
    ...
    ... Die Gespräche gehen weiter.
    ...
    ... Load-Date: August 12, 2021
    ...
    ... End of Document'''.split(chr(10))
    >>> article = next(articles(lines))
    >>> article.title, article.outlet, article.published, article.section, article.author
    ('Talks resume', 'Der Bote', '2021-08-11', 'POLITIK', 'Lena Brandt')
    >>> article.text
    'Die Gespräche gehen weiter.'
    """
    if any(_COUNT.fullmatch(line) for line in lines):
        for part in _parts(lines, _COUNT)[1:]:
            yield _read_old(part, wrapped)
        return
    parts = [part for part in _parts(lines, _END) if any(part)]
    ended = bool(lines) and any(_END.fullmatch(line) for line in lines)
    for number, part in enumerate(parts):
        is_rest = number == len(parts) - 1 and not _END.fullmatch(lines[-1])
        if (ended and not is_rest) or _has_head(part):
            yield _read_uni(part, wrapped)


def _parts(lines: Sequence[str], mark: re.Pattern[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if mark.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _is_nexis(lines: Sequence[str]) -> bool:
    marks = [_label(line) for line in lines]
    in_capitals = {field for field, _, capitals in filter(None, marks) if capitals}
    if any(_COUNT.fullmatch(line) for line in lines):
        return bool(in_capitals & {"length", "load_date", "author", "section"})
    cover = [_plain(line) for line in lines]
    delivered = any(_DELIVERED.fullmatch(line) for line in cover)
    return (delivered and any(_SEARCHED.fullmatch(line) for line in cover)) or _has_head(lines)


def _has_head(lines: Sequence[str]) -> bool:
    """Say whether there is a length in words, and not far below it the heading of a text."""
    for number, line in enumerate(lines):
        label = _label(line)
        if label and label[0] == "length" and _WORDS.fullmatch(label[1]):
            return _heading(lines[number : number + 2 * _TOP]) is not None
    return False


def _heading(lines: Sequence[str]) -> int | None:
    """Find the line above the text of Nexis Uni: "Body"."""
    return next((n for n, line in enumerate(lines) if _named(line) == "body"), None)


def _named(line: str) -> str | None:
    """Name the field that a line is the heading of."""
    return _FIELD.get(_plain(line)) if 0 < len(line) <= _LABEL_LENGTH else None


def _label(line: str) -> tuple[str, str, bool] | None:
    """Split a line into its field, the field's value, and whether it is named in capitals."""
    match = _LABEL.fullmatch(line) if ":" in line[:_LABEL_LENGTH] else None
    field = _FIELD.get(_plain(match["name"])) if match else None
    if match is None or field is None:
        return None
    return field, match["value"], match["name"].isupper()


def _plain(text: str) -> str:
    """Write a name without case, accents and hyphens."""
    bare = unicodedata.normalize("NFKD", text.replace("-", " ").replace("_", " "))
    return "".join(mark for mark in bare if not unicodedata.combining(mark)).casefold().strip()


def _read_old(lines: list[str], wrapped: bool) -> Article:
    lines = _from_first(lines)
    stop = next((n for n, line in enumerate(lines) if _is_above(line, capitals=True)), None)
    top = lines[: _TOP if stop is None else stop]
    dated = next((n for n, line in enumerate(top) if written_date(line)), None)
    if dated is None:
        named = _blocks(_without_copyright(top))
        outlet, titles = (named[:1], named[1:]) if len(named) > 1 else ([], named)
        below = 0
    else:
        outlet = _blocks(_without_copyright(top[:dated]))
        below = next((n for n in range(dated, len(top)) if not top[n]), len(top))
        titles = _blocks(top[below:])
        if stop is not None and not titles:  # a few papers put the title above the date
            outlet, titles = outlet[:1], outlet[1:]
    while len(titles) > 1 and _is_edition(titles[0]):
        titles.pop(0)
    rest = lines[below:] if stop is None else lines[stop:]
    above, body = _above_and_body(rest, capitals=True)
    if stop is None:  # no field above the text: what comes after the title is the text
        skip = 2 if dated is None else 1
        body = [line for block in _blocks(lines[below:])[skip:] for line in [*block, ""]]
    article = _article(above, body, wrapped, capitals=True)
    article.outlet = _joined(line for block in outlet for line in block)
    article.published = written_date(top[dated]) if dated is not None else None
    article.title = _joined(titles[0] if titles else []) or article.title
    return article


def _read_uni(lines: list[str], wrapped: bool) -> Article:
    lines, covered = _without_cover(_from_first(lines))
    heading = _heading(lines)
    end = len(lines) if heading is None else heading
    stop = next((n for n in range(1, end) if _is_above(lines[n], capitals=False)), end)
    top = lines[:stop]
    copyright_at = next((n for n, line in enumerate(top) if n and _COPYRIGHT.match(line)), stop)
    days = [n for n in range(1, stop) if written_date(lines[n])]
    early = [n for n in days if n <= copyright_at] or days
    dated = early[-1] if early else None
    names = [n for n in range(copyright_at if dated is None else dated) if lines[n]]
    if dated is None:
        names = names[:_TOP]
        outlet_at = names[1] if len(names) > 1 else None
    else:
        outlet_at = names[-1] if len(names) > 1 else None
    title_end = outlet_at if outlet_at is not None else (names[-1] + 1 if names else 0)
    title = lines[:title_end]
    if covered:  # what is left of the cover stands above the title
        title = _blocks(title)[-1] if _blocks(title) else []
    if heading is None:
        rest = lines[stop:] if stop < end else lines[(dated or title_end) + 1 :]
        while rest and (not rest[0] or _COPYRIGHT.match(rest[0])):
            rest = rest[1:]
        above, body = _above_and_body(rest, capitals=False)
    else:
        above, body = lines[stop:heading], lines[heading + 1 :]
    article = _article(above, body, wrapped, capitals=False)
    article.title = _joined(dict.fromkeys(title)) or article.title
    article.outlet = lines[outlet_at] if outlet_at is not None else None
    article.published = written_date(lines[dated]) if dated is not None else None
    return article


def _from_first(lines: list[str]) -> list[str]:
    first = next((n for n, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def _without_cover(lines: list[str]) -> tuple[list[str], bool]:
    heading = _heading(lines)
    above = lines[:heading]
    cover = [n for n, line in enumerate(map(_plain, above)) if _is_cover(line)]
    last = cover[-1] if cover else None
    return (lines, False) if last is None else (_from_first(lines[last + 1 :]), True)


def _is_cover(plain: str) -> bool:
    return bool(_DELIVERED.fullmatch(plain) or _SEARCHED.fullmatch(plain))


def _without_copyright(lines: list[str]) -> list[str]:
    return [line for line in lines if not _COPYRIGHT.match(line)]


def _is_edition(block: list[str]) -> bool:
    return len(" ".join(block).split()) <= 5 and _EDITION.search(" ".join(block)) is not None


def _is_above(line: str, *, capitals: bool) -> bool:
    label = _label(line)
    return label is not None and label[0] in _ABOVE and (label[2] or not capitals)


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def _above_and_body(lines: list[str], *, capitals: bool) -> tuple[list[str], list[str]]:
    """Part the fields above a text from the text, where no heading does."""
    above: list[str] = []
    blocks = _blocks(lines)
    while blocks:
        label = _label(blocks[0][0])
        if label is None or (not label[2] and (capitals or label[0] == "other")):
            break
        block = blocks.pop(0)
        if label[0] == "body":
            blocks.insert(0, [line for line in (label[1], *block[1:]) if line])
            break
        above += [*block, ""]
    return above, [line for block in blocks for line in [*block, ""]]


def _article(above: list[str], body: list[str], wrapped: bool, *, capitals: bool) -> Article:
    text, below = _body_and_below(body, capitals=capitals)
    fields = _fields(below) | _fields(above)
    return Article(
        title=fields.get("title"),
        section=_section(fields.get("section")),
        author=_author(fields.get("author")),
        language=_language(fields.get("language")),
        genre=fields.get("genre"),
        url=_address(fields.get("url")),
        text=_text(text, wrapped),
    )


def _body_and_below(lines: list[str], *, capitals: bool) -> tuple[list[list[str]], list[str]]:
    """Part a text from the fields below it, going up from the end of the document."""
    blocks: list[list[str]] = []
    for block in _blocks(lines):
        blocks.append([])
        for line in block:
            if blocks[-1] and (_below(line, capitals=capitals) or _COPYRIGHT.match(line)):
                blocks.append([])
            blocks[-1].append(line)
    cut = len(blocks)
    for at in reversed(range(len(blocks))):
        field = _below(blocks[at][0], capitals=capitals)
        ends = field in _LONG or _is_load_date(field, blocks[at][0])
        joins = field is not None or _COPYRIGHT.match(blocks[at][0])
        if (
            (field == "classification" and any(map(_label, chain(*blocks[at : at + 2]))))
            or _REQUEST_END.fullmatch(blocks[at][0])
            or (ends and len(" ".join(chain(*blocks[at:cut])).split()) <= _CAPTIONS)
            or (joins and cut == at + 1)
        ):
            cut = at
    return blocks[:cut], [line for block in blocks[cut:] for line in [*block, ""]]


def _below(line: str, *, capitals: bool) -> str | None:
    """Name the field that a line below a text begins."""
    if (heading := _named(line)) in _HEADINGS and line[:1].isupper():
        return heading
    label = _label(line)
    if label is None:
        return None
    field, _, in_capitals = label
    allowed = in_capitals or (not capitals and field in _BELOW | _HEADINGS)
    return field if allowed and field not in ("title", "body", "author") else None


def _is_load_date(field: str | None, line: str) -> bool:
    label = _label(line)
    return field == "load_date" and label is not None and written_date(label[1]) is not None


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    open_field = None
    for line in lines:
        label = _label(line)
        if label and label[0] not in found:
            open_field = label[0]
            found[open_field] = label[1]
        elif label or not line:
            open_field = None
        elif open_field:
            found[open_field] = f"{found[open_field]} {line}".strip()
    return {field: value for field, value in found.items() if value}


def _text(blocks: list[list[str]], wrapped: bool) -> str:
    kept = [[line for line in block if not _FURNITURE.fullmatch(line)] for block in blocks]
    paragraphs = chain(
        *([_unbroken(block)] if wrapped or is_wrapped(block) else block for block in kept)
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _unbroken(lines: list[str]) -> str:
    """Join the lines of a paragraph; a line may have been broken behind a hyphen."""
    return _HYPHEN.sub("", " \n".join(lines)).replace("\n", "")


def _joined(lines: Iterable[str]) -> str | None:
    return " ".join(" ".join(lines).split()) or None


def _section(value: str | None) -> str | None:
    parts = [part.strip() for part in (value or "").split(";")]
    return "; ".join(part for part in parts if part and not _PLACE.fullmatch(part)) or None


def _author(value: str | None) -> str | None:
    if not value:
        return None
    start = _BY.match(value) or _BY.match(value[:4].casefold() + value[4:])
    return value[start.end() :] if start else value


def _language(value: str | None) -> str | None:
    return language_code((value or "").split(";")[0].strip()) or None


def _address(value: str | None) -> str | None:
    """Keep the address of an article, not that of its outlet's front page."""
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return None
    return value if parts.netloc and parts.path.strip("/") else None


def written_date(line: str) -> str | None:
    """Give the date of a line that begins with one, in a form that is read everywhere.

    Parameters
    ----------
    line
        A line of an article's head.

    Returns
    -------
    str or None
        The line as it stands where :mod:`toolkit.loading.dates` reads it, else the date
        in numbers, with its hour; None where the line is no date.

    Examples
    --------
    >>> written_date("August 11, 2021 Wednesday 3:05 PM GMT")
    'August 11, 2021 Wednesday 3:05 PM GMT'
    >>> written_date("10 décembre 2019 mardi 3:00 AM GMT"), written_date("Januar 2010")
    ('2019-12-10 3:00 AM GMT', '2010-01')
    >>> written_date("January 11, 2010 Monday, Late Edition - Final")
    '2010-01-11'
    """
    plain = _plain(line.replace("-", "\ue000")).replace("\ue000", "-")
    match = next((match for form in _DATES if (match := form.match(plain))), None)
    if match is None or len(match["rest"]) > _ASIDE:
        return None
    if _is_read(line):
        return line
    part = match.groupdict()
    if not part.get("year"):
        return None
    month = _MONTH[part["name"]] if part.get("name") else int(part["month"])
    if not part.get("day"):
        return f"{part['year']}-{month:02d}"
    day = f"{part['year']}-{month:02d}-{int(part['day']):02d}"
    clock = _CLOCK.search(match["rest"])
    moment = f"{day} {_hour(clock)}" if clock else day
    return moment if _is_read(moment) else day


def _hour(clock: re.Match[str]) -> str:
    zone = clock["zone"] or (f"{clock['us'][0]}t" if clock["us"] else "")
    hour = f"{clock['hour']}:{clock['minute']} {clock['half'] or ''} {zone}"
    return " ".join(hour.upper().split())


def _is_read(text: str) -> bool:
    return isinstance(read_column([text])[0][0], Moment)
