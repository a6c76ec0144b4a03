"""Factiva's HTML and RTF, with field codes and without, become articles field by field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import dates, factiva, other_languages
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, read_bytes
from toolkit.tables import REASONS

HERE = Path(__file__).parent
FIXTURES = sorted((HERE / "factiva").iterdir())
SHARED = Path(__file__).parents[3] / "shared" / "data"
REAL = SHARED / "formats" / "tm.plugin.factiva" / "factiva_test.html"

LEDGER = "The Karakoram Evening Ledger"
COLUMNS = ("title", "outlet", "published", "author", "language", "section", "genre")
# file: the columns above of each article, then its paragraphs
ARTICLES = {
    "coded.html": [
        (
            ("Envoy returns to Quetta for a third round", LEDGER, "11 August 2021 15:32",
             "Ayesha Khan and Tom Reed", "en", "World", "Commentaries/Opinions, Op-Ed Column"),
            ["The envoy returned on Wednesday, “hopeful” as ever.", "Nobody met her.",
             "The talks had stalled in July.", "US", "12", "They go on."],
        ),
        (
            ("Une récolte sauvée", "Le Courrier du Plateau", "2020-02-01", "Jeanne Morel", "fr",
             None, None),
            ["La pluie est venue à temps, samedi."],
        ),
    ],
    "displayed.html": [
        (
            ("Envoy returns to Quetta", LEDGER, "11 August 2021 09:05 GMT", "Ayesha Khan", "en",
             "World", None),
            ["The envoy returned on Wednesday.", "English is not spoken there."],
        ),
        (
            ("Ernte gerettet", "Hochland Kurier am Sonntag", "2021-03-03", "Jana Vogt", "de",
             None, None),
            ["Der Regen kam rechtzeitig."],
        ),
        (
            ("La lluvia llega", "El Correo de la Meseta", "2021-08-05", None, "es", None, None),
            ["Llovió por fin."],
        ),
    ],
    "coded.rtf": [
        (
            ("Envoy returns to Quetta", LEDGER, "11 August 2021", "Ayesha Khan", "en", None, None),
            ["The envoy’s car returned.", "It rained.", "See the café."],
        ),
        (
            ("Rain at last", "Plateau Wire", "12 August 2021", None, None, None, None),
            ["It rained again."],
        ),
    ],
    "displayed.rtf": [
        (
            ("Envoy returns to Quetta for a third round of talks", LEDGER, "11 August 2021 09:05",
             "Ayesha Khan", "en", "World", None),
            ["The envoy returned on Wednesday.", "Nothing was agreed."],
        ),
        (
            ("La récolte est sauvée", "Le Courrier du Plateau", "2020-02-01", "Jeanne Morel", "fr",
             None, None),
            ["La pluie est venue."],
        ),
    ],
}  # fmt: skip


def _read(file: Path) -> list[Record | SetAside]:
    return list(factiva.read(read_bytes(file)))


def _of(data: bytes, name: str = "a.html") -> list[Record | SetAside]:
    return list(factiva.read(Content(Path(name), data)))


@pytest.mark.parametrize("name", ARTICLES)
def test_every_field_of_every_article(name: str):
    records = [one for one in _read(HERE / "factiva" / name) if isinstance(one, Record)]
    told = [tuple(record.fields[column] for column in COLUMNS) for record in records]
    assert told == [columns for columns, _ in ARTICLES[name]]
    bodies = [record.fields["text"] or record.fields["abstract"] for record in records]
    assert bodies == ["\n\n".join(paragraphs) for _, paragraphs in ARTICLES[name]]


def test_a_lead_paragraph_alone_is_an_abstract_where_the_article_is_longer():
    lead = _read(HERE / "factiva" / "coded.html")[1]
    assert isinstance(lead, Record)
    assert lead.fields["text"] is None and lead.fields["abstract"]


def test_what_cannot_be_used_is_set_aside_in_its_row():
    aside = [one for one in _read(HERE / "factiva" / "coded.html") if isinstance(one, SetAside)]
    assert [(one.source_row, one.reason, one.outlet) for one in aside] == [
        (3, "no_text", LEDGER),
        (4, "malformed_record", None),
    ]


@pytest.mark.parametrize("name", ARTICLES)
def test_its_dates_are_read(name: str):
    printed = [one.fields["published"] for one in _read(HERE / "factiva" / name)
               if isinstance(one, Record)]  # fmt: skip
    moments, doubt = dates.read_column(printed)
    assert all(isinstance(one, dates.Moment) for one in moments) and doubt is None


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.name)
def test_it_is_recognised(file: Path):
    assert factiva.recognises(read_bytes(file))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body><div class='article'><p class='articleParagraph'>Factiva says.</p></body>",
        b"<html><body><div class='article main'><h1>Talks</h1><p>They met.</p></div></body>",
        b"<html><body><p>Document 1 of 2</p><p>Length: 612 words</p><p>LexisNexis</p></body>",
        b"{\\rtf1 Length: 612 words\\par Body\\par They met.\\par}",
        b"Talks resume\n11 August 2021\nThey met in Doha, Factiva said.\n",
        b'{"title": "Factiva", "text": "<p>They met.</p>"}',
    ],
)
def test_other_files_are_not_taken_for_it(data: bytes):
    assert not factiva.recognises(Content(Path("a.html"), data))


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.name)
def test_a_file_that_ends_too_early_says_so_and_keeps_what_is_whole(file: Path):
    data = file.read_bytes()
    cut = Content(file, data[: data.index(b"Document") + 60], "its gzip ends too early")
    first, *rest = list(factiva.read(cut))
    assert isinstance(first, Record) and first.fields == _read(file)[0].fields
    assert rest[-1].reason == "unreadable_file"


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"no such thing", b"{\\rtf1", b"<html>"])
def test_a_file_without_articles_is_set_aside_as_a_whole(data: bytes):
    assert [one.reason for one in _of(data)] == ["unknown_format"]


def test_rtf_damaged_in_a_control_word_is_set_aside():
    (aside,) = _of(b"{\\rtf1 \\u99999999? Document KARLED0020210811eh8b0001x}", "a.rtf")
    assert isinstance(aside, SetAside) and aside.reason == "malformed_record"


def test_nul_bytes_and_utf_16_do_no_harm():
    page = (HERE / "factiva" / "displayed.html").read_bytes()
    whole = [one.fields for one in _of(page)]
    assert [one.fields for one in _of(page.replace(b"<div>", b"\0<div>"))] == whole
    wide = page.decode().encode("utf-16")
    assert factiva.recognises(Content(Path("a.html"), wide))
    assert [one.fields for one in _of(wide)] == whole


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("24. Dezember 2020", "2020-12-24"),
        ("1er août 2021", "2021-08-01"),
        ("17 juin 2021", "2021-06-17"),
        ("17 juillet 2021", "2021-07-17"),
        ("3 de enero de 2022", "2022-01-03"),
        ("22 maggio 2019", "2019-05-22"),
        ("Mrz 3, 2021", "2021-03-03"),
        ("2021 年 8 月 11 日", "2021-08-11"),
        ("5 Sept 2021", "5 Sept 2021"),
        ("no date 2021", "no date 2021"),
    ],
)
def test_months_of_other_languages_become_numbers(printed: str, day: str):
    assert other_languages.iso_date(printed) == day


@pytest.mark.skipif(not REAL.exists(), reason="../shared is not here")
def test_the_real_export_is_read_field_by_field():
    first, second = _read(REAL)
    assert [first.fields[name] for name in COLUMNS] == [
        "Test 1", "Test newspaper", "2011-12-29 15:32", None, "fr", None, None,
    ]  # fmt: skip
    assert len(first.fields["text"].split("\n\n")) == 4
    assert [second.fields[name] for name in COLUMNS] == [
        "Test 2", "Ouest France", "2011-12-29", None, "fr", "Infolocale", None,
    ]  # fmt: skip
    # 65 words by its own count, of which the file holds six.
    assert second.fields["text"] is None and second.fields["abstract"].count("\n\n") == 1


@pytest.mark.skipif(not REAL.exists(), reason="../shared is not here")
def test_of_the_real_files_only_factivas_are_recognised():
    files = [*(SHARED / "formats").rglob("*.*"), *(SHARED / "article_extraction").rglob("*.html*")]
    taken = [file for file in files if file.is_file() and factiva.recognises(read_bytes(file))]
    assert len(files) > 90 and taken == [REAL]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes):
    for start in (b"", b"{\\rtf1 ", b"<html>", b'<div class="article enArticle">'):
        content = Content(Path("a.html"), start + data)
        factiva.recognises(content)
        for one in factiva.read(content):
            assert isinstance(one, Record) or one.reason in REASONS


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(FIXTURES),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=8)), max_size=8
    ),
)
def test_no_damage_to_a_file_makes_it_raise(file: Path, edits: list[tuple[int, int, bytes]]):
    data = file.read_bytes()
    for at, taken, put in edits:
        at %= len(data) + 1
        data = data[:at] + put + data[at + taken :]
    for one in _of(data, file.name):
        assert isinstance(one, Record) or one.reason in REASONS
