"""Nexis exports give their articles field by field, whatever file they come in."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from toolkit.loading import nexis, scrape
from toolkit.loading.dates import Moment, read_column
from toolkit.loading.documents import open_document
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, read_bytes

HERE = Path(__file__).parent
FILES = HERE / "nexis"
REAL = HERE.parents[2] / "shared" / "data" / "formats"
NOTHING = dict.fromkeys(
    ("title", "outlet", "published", "section", "author", "language", "genre", "url", "text")
)


def _read(data: bytes, name: str = "export") -> list[Record | SetAside]:
    return list(nexis.read(Content(Path(name), data)))


def _recognised(data: bytes) -> bool:
    return nexis.recognises(Content(Path("export"), data))


def _fields(found: list[Record | SetAside]) -> list[dict[str, object] | None]:
    return [dict(one.fields) if isinstance(one, Record) else None for one in found]


UNI_LINES = (FILES / "uni.txt").read_text(encoding="utf-8").splitlines()
UNI = [
    NOTHING
    | {
        "title": "Envoy returns to Kabul for talks;Third round begins",
        "outlet": "The Karakoram Ledger",
        "published": "August 11, 2021 Wednesday 3:05 PM GMT",
        "section": "WORLD",
        "author": "Samina Dar in Kabul",
        "language": "en",
        "text": "The envoy returned to Kabul on Wednesday for a third round of talks on the border."
        "\n\nPerson: that is what one delegate called himself."
        '\n\n"Length is no virtue," a minister said: "Update: none."',
    },
    NOTHING
    | {
        "title": "Rain at last in the valley",
        "outlet": "Der Bergbote",
        "published": "2021-08-17",
        "section": "LOKALES",
        "author": "Lena Brandt",
        "text": "Endlich hat es geregnet, und die Bauern atmen auf.",
    },
    None,
    NOTHING
    | {
        "title": "Wheat harvest saved",
        "text": "The harvest was saved by volunteers, the ministry of farming said.",
    },
]


def _as_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for number, line in enumerate(lines):
        # Nexis sets the label of a field in bold, and a soft break above the last ones.
        label, colon, value = line.partition(": ")
        paragraph = document.add_paragraph()
        if line == "End of Document":
            paragraph.add_run().add_break()
        paragraph.add_run(f"{label}:" if colon else line).bold = True
        if colon:
            paragraph.add_run(f"\xa0{value}")
        if number == 8:
            document.add_table(1, 2).rows[0].cells[0].text = "Content Type"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _as_rtf(lines: list[str]) -> bytes:
    body = "".join(f"{{\\b {_rtf(line)}}}\\par\n" for line in lines)
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://archive.example/7"}}{\\fldrslt{Ledger}}}'
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\header Page 1 of 2\\par}"
    return f"{head}{body.replace('Karakoram Ledger', f'Karakoram {link}')}}}".encode("ascii")


def _rtf(line: str) -> str:
    return "".join(mark if mark.isascii() else f"\\u{ord(mark)}?" for mark in line)


def _as_pdf(lines: list[str], height: int = 40) -> bytes:
    """Write lines as a PDF: 14 points from line to line, 28 where an empty one stood."""
    writer = PdfWriter()
    starts = [n for n, line in enumerate(lines) if line == "End of Document"]
    pages: list[list[str]] = []
    for start, stop in zip([0, *[n + 1 for n in starts]], [*starts, len(lines)], strict=True):
        one = lines[start : stop + 1]
        pages += [one[n : n + height] for n in range(0, len(one), height)]
    for number, page in enumerate(filter(any, pages), 1):
        shown = [f"Page {number} of {len(pages)}", "", *page]
        drawn = " ".join(f"({_pdf(line)}) Tj T*" for line in shown)
        _add_page(writer, f"BT /F1 10 Tf 14 TL 40 800 Td {drawn} ET")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _pdf(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _add_page(writer: PdfWriter, drawn: str) -> None:
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(drawn.encode("cp1252"))
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)


def _apart(lines: list[str]) -> list[str]:
    """Set an empty line between the paragraphs of the texts, as PDF shows them."""
    shown: list[str] = []
    for line in lines:
        ends = line in ("Body", "Classification", "Graphic") or line.endswith((".", '."'))
        shown += [line, ""] if ends else [line]
    return shown


@pytest.mark.parametrize("write", [_as_docx, _as_rtf])
def test_a_delivery_of_nexis_uni_gives_every_field(write):
    data = write(UNI_LINES)
    assert _recognised(data)
    assert _fields(_read(data)) == UNI


def test_a_delivery_as_pdf_gives_every_field():
    data = _as_pdf(_apart(UNI_LINES))
    assert _recognised(data)
    assert _fields(_read(data)) == UNI


def test_a_text_over_two_pages_of_a_pdf_is_whole():
    text = [f"Sentence {n} of the story stands here." for n in range(30)]
    head = UNI_LINES[UNI_LINES.index(UNI[0]["title"]) : UNI_LINES.index("Body") + 1]
    lines = [*head, "", *[part for line in text for part in (line, "")], "End of Document"]
    found = _fields(_read(_as_pdf(lines)))
    assert [one and one["title"] for one in found] == [UNI[0]["title"]]
    assert found[0]["text"].split("\n\n") == text


def test_the_title_at_the_top_of_each_page_is_no_text():
    writer = PdfWriter()
    pages = [
        "(Rain at last) Tj T* (Der Bergbote) Tj T* (August 17, 2021 Tuesday) Tj T*"
        " (Length: 75 words) Tj T* (Body) Tj T* T* (It rained for three days and then it) Tj T*",
        "(Rain at last) Tj T* T* (stopped.) Tj T* T* (Load-Date: August 17, 2021) Tj T*",
    ]
    for page in pages:
        _add_page(writer, f"BT /F1 10 Tf 14 TL 40 800 Td {page} ET")
    held = io.BytesIO()
    writer.write(held)
    (article,) = _read(held.getvalue())
    assert article.fields["title"] == "Rain at last"
    assert article.fields["text"] == "It rained for three days and then it stopped."


def test_a_document_without_text_is_set_aside():
    set_aside = _read(_as_docx(UNI_LINES))[2]
    assert isinstance(set_aside, SetAside)
    assert (set_aside.source_row, set_aside.reason) == (3, "no_text")
    assert set_aside.outlet == "The Karakoram Ledger"
    assert "Picture of the day" in set_aside.detail


def test_the_older_text_gives_every_field():
    content = read_bytes(FILES / "old.txt")
    assert nexis.recognises(content)
    first, second, third, fourth = nexis.read(content)
    assert first.fields == NOTHING | {
        "title": "Envoy returns to Kabul for a third round of talks on the border and on the "
        "closure of the crossing; Ministry denies delay",
        "outlet": "The Karakoram Ledger (Gilgit)",
        "published": "August 11, 2021 Wednesday",
        "section": "NEWS",
        "author": "SAMINA DAR",
        "language": "en",
        "text": "The envoy returned to Kabul on Wednesday for a third round of talks on the "
        "border, and said that he had brought no new offer with him from the capital of the "
        "neighbouring country.\n\nANALYSIS: Nothing was agreed. LANGUAGE: that was the quarrel, "
        "he said.",
    }
    assert second.fields == NOTHING | {
        "title": "Wheat harvest saved",
        "outlet": "Northern Wire",
        "published": "1999-01-05",
        "section": "International News",
        "text": "Volunteers saved the harvest, the ministry of farming said on Tuesday.",
    }
    assert (third.reason, third.source_row) == ("no_text", 3)
    assert third.outlet == "The Karakoram Ledger"
    assert fourth.fields == NOTHING | {
        "title": "Rain at last",
        "language": "en",
        "text": "It rained in the valley for three days.",
    }


def test_the_older_text_of_a_german_site_gives_every_field():
    content = read_bytes(FILES / "old_german.txt")
    assert nexis.recognises(content)
    assert _fields(list(nexis.read(content))) == [
        NOTHING
        | {
            "title": "Regen im Tal",
            "outlet": "Der Bergbote",
            "published": "2021-08-11",
            "section": "LOKALES",
            "author": "Lena Brandt",
            "language": "de",
            "text": "Endlich hat es im Tal geregnet, und die Bauern atmen nach Wochen der "
            "Dürre auf.",
        },
        NOTHING
        | {
            "title": "Le pont est rouvert",
            "outlet": "Le Courrier du Lac",
            "published": "2019-12-10",
            "author": "Jeanne Morel",
            "language": "fr",
            "text": "Le pont du lac a été rouvert mardi matin.",
        },
    ]


def test_the_older_html_gives_every_field():
    content = read_bytes(FILES / "old.html")
    assert nexis.recognises(content)
    assert _fields(list(nexis.read(content))) == [
        NOTHING
        | {
            "title": "Talks & patience: envoy returns",
            "outlet": "The Karakoram Ledger",
            "published": "August 11, 2021 Wednesday",
            "author": "SAMINA DAR",
            "language": "en",
            "text": "The envoy returned to Kabul on Wednesday.\n\nHe had brought no new offer,"
            "\n\nhe said.",
        },
        NOTHING
        | {
            "title": "Wheat harvest saved",
            "outlet": "Northern Wire",
            "published": "January 9, 1986",
            "text": "Volunteers saved the harvest.",
        },
    ]


HEADS = {
    "fr": "LE PONT|Le Courrier|mardi 10 décembre 2019|RUBRIQUE: MONDE; Pg. 4|LONGUEUR: 9 mots|"
    "AUTEUR: Par Jeanne Morel|DATE-CHARGEMENT: 11 décembre 2019|LANGUE: FRENCH; FRANÇAIS",
    "es": "EL PUENTE|El Correo|10 de diciembre de 2019 martes|SECCIÓN: MUNDO; Pág. 4|"
    "LONGITUD: 9 palabras|AUTOR: Por Ana Ruiz|FECHA-CARGA: 11 de diciembre de 2019|"
    "IDIOMA: SPANISH; ESPAÑOL",
    "nl": "DE BRUG|De Bode|10 december 2019 dinsdag|RUBRIEK: WERELD; Blz. 4|LENGTE: 9 woorden|"
    "AUTEUR: Door Jan de Wit|LAADDATUM: 11 december 2019|TAAL: DUTCH; NEDERLANDS",
    "it": "IL PONTE|Il Corriere|martedì 10 dicembre 2019|SEZIONE: MONDO; Pag. 4|"
    "LUNGHEZZA: 9 parole|AUTORE: di Ugo Neri|DATA-CARICAMENTO: 11 dicembre 2019|"
    "LINGUA: ITALIAN; ITALIANO",
    "pt": "A PONTE|O Correio|Terça-feira, 10 de Dezembro de 2019|SEÇÃO: MUNDO; Pág. 4|"
    "COMPRIMENTO: 9 palavras|AUTOR: Por Rui Lima|DATA-CARREGAMENTO: 11 de dezembro de 2019|"
    "LÍNGUA: PORTUGUESE; PORTUGUÊS",
}
SECTIONS = {"fr": "MONDE", "es": "MUNDO", "nl": "WERELD", "it": "MONDO", "pt": "MUNDO"}
AUTHORS = {
    "fr": "Jeanne Morel", "es": "Ana Ruiz", "nl": "Jan de Wit", "it": "Ugo Neri", "pt": "Rui Lima",
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("layout", ["old", "uni"])
def test_fields_and_dates_are_known_in_other_languages(language: str, layout: str):
    title, outlet, day, section, length, author, loaded, said = HEADS[language].split("|")
    above = [section, length, author]
    text = "The bridge was opened again."
    if layout == "old":
        count = {"fr": "Document 1 de 1", "es": "Documento 1 de 1", "nl": "1 van 1 DOCUMENTEN"}
        head = [count.get(language, "1 of 1 DOCUMENTS"), outlet, day, title]
        lines = [*head, *above, text, loaded, said]
    else:
        above = [line.capitalize() if ":" not in line else _in_lower_case(line) for line in above]
        below = [_in_lower_case(loaded), "Classification", _in_lower_case(said)]
        lines = [title, outlet, day, *above, "Body", text, *below, "End of Document"]
    (article,) = nexis.articles([part for line in lines for part in (line, "")])
    assert article == nexis.Article(
        title=title,
        outlet=outlet,
        published="2019-12-10",
        section=SECTIONS[language],
        author=AUTHORS[language],
        language=language,
        text=text,
    )
    (read,), _ = read_column([article.published])
    assert read.at.date().isoformat() == "2019-12-10"


def _in_lower_case(line: str) -> str:
    label, value = line.split(":", 1)
    return f"{label.capitalize()}:{value}"


@pytest.mark.parametrize(
    ("printed", "day", "precision"),
    [
        ("August 11, 2021 Wednesday 3:05 PM GMT", "2021-08-11 15:05", "second"),
        ("January 5, 1999; Friday 10:24 Eastern Time", "1999-01-05 15:24", "second"),
        ("11. August 2021 Mittwoch 15:05 Uhr", "2021-08-11 15:05", "second"),
        ("Mittwoch 11.August 2021", "2021-08-11 00:00", "day"),
        ("1er août 2021", "2021-08-01 00:00", "day"),
        ("décembre 10 2019", "2019-12-10 00:00", "day"),
        ("Miércoles 11 de Agosto de 2021", "2021-08-11 00:00", "day"),
        ("quarta-feira, 3 de março de 2021", "2021-03-03 00:00", "day"),
        ("mars 2021", "2021-03-01 00:00", "month"),
        ("January 11, 2010 Monday Late Edition - Final", "2010-01-11 00:00", "day"),
    ],
)
def test_every_printed_date_is_read_later(printed: str, day: str, precision: str):
    (read,), _ = read_column([nexis.written_date(printed)])
    assert isinstance(read, Moment)
    assert (read.at.strftime("%Y-%m-%d %H:%M"), read.precision) == (day, precision)


@pytest.mark.parametrize("line", ["The Guardian", "Copyright 2021 Ledger", "2021", "May 4 talks"])
def test_what_is_no_date_is_none(line: str):
    assert nexis.written_date(line) is None


NOT_NEXIS = {
    "page": b"The Karakoram Ledger\nRain at last\n11 August 2021\nLENGTH: 4 min read\nIt rained.",
    "saved page": b"<!doctype html><html><body><h1>Rain</h1><p>Body</p><p>It rained.</p></body>",
    "factiva": b'<html><body><div class="article enArticle"><p>345 words</p></div></body>',
    "proquest": b"Document 1 of 2\n\nRain at last\n\nAuthor: Dar, S\n\nFull text: It rained.\n\n"
    b"ProQuest document ID: 1\n\nDocument 2 of 2\n\nPublication title: The Ledger\n",
    "letter": _as_docx(["Dear reader,", "Length: 3 m", "The body of the car", "Body"]),
    "rtf": rb"{\rtf1\ansi Rain at last.\par}",
    "pdf": _as_pdf(["Rain at last", "", "It rained in the valley."]),
    "nothing": b"",
}


@pytest.mark.parametrize("kind", NOT_NEXIS)
def test_other_files_are_not_recognised(kind: str):
    assert not _recognised(NOT_NEXIS[kind])
    assert [one.source_row for one in _read(NOT_NEXIS[kind]) if isinstance(one, SetAside)] == [0]


def test_page_scrapes_are_not_recognised():
    for file in (HERE / "scrapes").iterdir():
        assert not nexis.recognises(read_bytes(file)), file
    assert list(scrape.read(read_bytes(HERE / "scrapes" / "menu_on_top.txt")))


def _locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_as_pdf(["Rain at last"]))))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


FAULTS = {
    "is empty": [b"", b" \n"],
    "is locked by a password": [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        _locked_pdf(),
    ],
    "is a Word document of the old kind": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)],
    "is no whole Word document": [_as_docx(UNI_LINES)[:-900], b"PK\x03\x04" + bytes(40)],
    "is no whole PDF": [b"%PDF-1.7\n%%EOF"],
    "holds no text (a scan": [_as_pdf([" "])],
    "holds no text": [rb"{\rtf1\ansi }", b"<html></html>"],
}


@pytest.mark.parametrize(("fault", "data"), [(f, d) for f, files in FAULTS.items() for d in files])
def test_a_file_that_cannot_be_read_is_a_fault_and_set_aside(fault: str, data: bytes):
    assert fault in (open_document(data).fault or "")
    (set_aside,) = _read(data)
    assert isinstance(set_aside, SetAside)
    assert (set_aside.source_row, set_aside.reason) == (0, "unreadable_file")
    assert fault in set_aside.detail


def test_what_stands_before_the_damage_is_read():
    data = (FILES / "old.txt").read_bytes()
    cut = Content(Path("old.txt.gz"), data[: data.index(b"2 of 4")], "its gzip ends too early")
    article, fault = nexis.read(cut)
    assert article.fields["outlet"] == "The Karakoram Ledger (Gilgit)"
    assert (fault.reason, fault.detail) == (
        "unreadable_file",
        "its gzip ends too early after record 1",
    )


def test_nul_bytes_do_no_harm():
    for name in ("old.txt", "old.html"):
        data = (FILES / name).read_bytes()
        with_nuls = data.replace(b" ", b"\x00 \x00")
        assert _fields(_read(with_nuls)) == _fields(_read(data))


WHOLE = [
    *(file.read_bytes() for file in sorted(FILES.iterdir())),
    _as_docx(UNI_LINES),
    _as_rtf(UNI_LINES),
    _as_pdf(_apart(UNI_LINES)),
]
STARTS = (b"", b"PK\x03\x04", b"{\\rtf1", b"%PDF-1.4\n", b"<html>", b"\xd0\xcf\x11\xe0")


@settings(max_examples=100, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_any_bytes_are_read_or_set_aside(start: bytes, rest: bytes):
    _recognised(start + rest)
    assert _read(start + rest)


@settings(max_examples=100, deadline=None)
@given(
    data=st.sampled_from(WHOLE),
    start=st.floats(0, 1),
    taken=st.integers(0, 400),
    put=st.binary(max_size=40),
)
def test_damaged_exports_are_read_or_set_aside(data: bytes, start: float, taken: int, put: bytes):
    at = int(start * len(data))
    damaged = data[:at] + put + data[at + taken :]
    _recognised(damaged)
    assert _read(damaged)


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("lexisnexistools/sample.DOCX", 10),
        ("lexisnexistools/sample.TXT", 10),
        ("readtext/guardian_1986-01-01_0001.html", 262),
    ],
)
def test_every_article_of_the_real_files_is_found(file: str, count: int):
    if not REAL.exists():
        pytest.skip("../shared is not here")
    content = read_bytes(REAL / file)
    assert nexis.recognises(content)
    found = list(nexis.read(content))
    assert len(found) == count
    for article in found:
        assert isinstance(article, Record)
        assert all(article.fields[name] for name in ("title", "outlet", "text"))
        assert isinstance(read_column([article.fields["published"]])[0][0], Moment)


def test_other_real_files_are_not_recognised():
    if not REAL.exists():
        pytest.skip("../shared is not here")
    ours = ("sample.DOCX", "sample.TXT", "guardian_1986-01-01_0001.html")
    for file in sorted(REAL.rglob("*.*")):
        assert nexis.recognises(read_bytes(file)) == (file.name in ours), file
