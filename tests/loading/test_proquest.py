"""ProQuest's e-mail, text and RIS become articles field by field."""

from __future__ import annotations

import email
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import dates, proquest, ris
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, read_bytes
from toolkit.tables import REASONS

FIXTURES = Path(__file__).parent / "proquest"
FILES = sorted(FIXTURES.iterdir())
SHARED = Path(__file__).parents[3] / "shared" / "data"
REAL = SHARED / "formats" / "tm.plugin.proquest"
# Counted by hand: the anchors with which an article begins.
COUNTS = {"format-v2.eml": 20, "forwarded.eml": 100, "malformed-html-tag.eml": 2}

LEDGER = "The Karakoram Evening Ledger"
BOTH = "Ayesha Khan, Tom Reed"
COLUMNS = ("title", "outlet", "published", "author", "language", "section", "genre", "url")
SEARCH = "https://www.proquest.com/docview/"
# file: the columns above of each article, then its text and its abstract
ARTICLES = {
    "export.txt": [
        (
            "Envoy returns to Quetta", LEDGER, "Aug 11, 2021", BOTH, "en", "World", "News",
            "http://search.proquest.com/docview/251000001",
            "The envoy returned on Wednesday for a third round of talks on the border.\n\n"
            "Location: the old rail station, where she arrived at noon with two aides and no "
            "luggage.\n\n"
            "Nothing was agreed, officials said, and the talks go on through the week.",
            "The envoy has returned.",
        ),
        (
            "Harvest saved", "Plateau Wire", "12 Aug 2021", None, None, None, "Op-Ed", None,
            None, "Rain came in time.",
        ),
        (
            "The Ledger of Wind", "Times of the Upper Valley", "Aug 14, 2021", None, None, None,
            None, "https://valley.example/wind", "Wind came.", None,
        ),
    ],
    "languages.txt": [
        (
            "Ernte gerettet", "Hochland Kurier am Sonntag", "2021-03-03", "Jana Vogt", "de", None,
            "News", f"{SEARCH}251000011", "Der Regen kam rechtzeitig.", None,
        ),
        (
            "Une récolte sauvée", "Le Courrier du Plateau", "2020-02-01", "Jeanne Morel", "fr",
            None, None, f"{SEARCH}251000012", "La pluie est venue : enfin.", None,
        ),
        (
            "La lluvia llega", "El Correo de la Meseta", "2021-08-05", "Luz Prado", "es", None,
            None, f"{SEARCH}251000013", "Llovió por fin.", "Llovió.",
        ),
    ],
    "sent.eml": [
        (
            "Envoy returns to Quetta", LEDGER, "Aug 11, 2021", BOTH, "en", "World",
            "News, Guest Essay", f"{SEARCH}251000021",
            "The envoy returned on Wednesday – “hopeful” as ever.\n\nShe said: nothing is agreed.",
            "The envoy has returned.",
        ),
        (
            "Harvest saved", "Plateau Wire", "12 Aug 2021", "Mira Shah", "en", None, None, None,
            "Rain came in time.", None,
        ),
    ],
    "forwarded.eml": [
        (
            "Envoy returns to Quetta", LEDGER, "Aug 11, 2021", BOTH, None, None, None, None,
            "The envoy returned on Wednesday.\n\nShe said: nothing is agreed.",
            "The envoy has returned.",
        ),
        (
            "Harvest saved", "Plateau Wire", "12 Aug 2021", None, None, None, None, None,
            "Rain came in time.", None,
        ),
    ],
    "references.ris": [
        (
            "Envoy returns to Quetta", LEDGER, "2021 Aug 11", BOTH, "en", "World", None,
            f"{SEARCH}251000001", None, "The envoy has returned.\nIt rained.",
        ),
        (
            "Harvest saved", "Plateau Wire", "2021-08-12", None, None, None, "Editorial", None,
            None, "Rain came in time.",
        ),
    ],
}  # fmt: skip


def _reader(name: str):
    return ris if name.endswith(".ris") else proquest


def _of(data: bytes, name: str = "a.txt") -> list[Record | SetAside]:
    return list(_reader(name).read(Content(Path(name), data)))


def _read(name: str) -> list[Record | SetAside]:
    return _of((FIXTURES / name).read_bytes(), name)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_field_of_every_article(name: str):
    records = [one for one in _read(name) if isinstance(one, Record)]
    wanted = (*COLUMNS, "text", "abstract")
    told = [tuple(record.fields.get(column) for column in wanted) for record in records]
    assert told == ARTICLES[name]


@pytest.mark.parametrize("name", ARTICLES)
def test_its_dates_are_read(name: str):
    printed = [one.fields["published"] for one in _read(name) if isinstance(one, Record)]
    moments, doubt = dates.read_column(printed)
    assert all(isinstance(one, dates.Moment) for one in moments) and doubt is None


def test_what_cannot_be_used_is_set_aside_in_its_row():
    aside = [one for one in _read("export.txt") if isinstance(one, SetAside)]
    assert [(one.source_row, one.reason, one.outlet) for one in aside] == [
        (3, "no_text", "Plateau Wire"),
        (4, "malformed_record", None),
    ]
    (alone,) = [one for one in _read("references.ris") if isinstance(one, SetAside)]
    assert (alone.source_row, alone.reason, alone.outlet) == (3, "no_text", "Plateau Wire")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_is_recognised_by_one_reader(file: Path):
    taken = [reader for reader in (proquest, ris) if reader.recognises(read_bytes(file))]
    assert taken == [_reader(file.name)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Talks resume\n11 August 2021\nThey met in Doha, ProQuest said.\n",
        b"1 of 2 DOCUMENTS\n\nThe Ledger\n\nLENGTH: 612 words\n\nThey met.\n\nLOAD-DATE: August 11",
        b"<html><body><p>Full text: They met.</p><a href='https://proquest.com'>ProQuest</a></body>",
        b"From: Jo <jo@a.example>\nSubject: lunch\nMIME-Version: 1.0\n\nProQuest is down again.\n",
        b"Author: Khan\nTitle: Talks\n\n____________________\n\nTY - not a tag\n",
    ],
)
def test_other_files_are_not_taken_for_it(data: bytes):
    content = Content(Path("a.txt"), data)
    assert not proquest.recognises(content) and not ris.recognises(content)


@pytest.mark.parametrize("name", ["export.txt", "sent.eml", "references.ris"])
def test_a_file_that_ends_too_early_says_so_and_keeps_what_is_whole(name: str):
    data = (FIXTURES / name).read_bytes()
    at = data.rindex(b"Harvest saved")
    found = list(_reader(name).read(Content(Path(name), data[: at + 8], "its gzip ends too early")))
    assert found[0] == _read(name)[0]
    assert found[-1].reason == "unreadable_file"
    assert len(found) == 3 and isinstance(found[1], SetAside)  # the title that was cut


@pytest.mark.parametrize("name", ["a.txt", "a.eml", "a.ris"])
@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0", b"no such thing", b"MIME-Version: 1.0\nFrom: a\n"]
)
def test_a_file_without_articles_is_set_aside_as_a_whole(name: str, data: bytes):
    assert [one.reason for one in _of(data, name)] == ["unknown_format"]


@pytest.mark.parametrize("name", ARTICLES)
def test_nul_bytes_and_other_line_ends_do_no_harm(name: str):
    data = (FIXTURES / name).read_bytes()
    wanted = [one.fields for one in _read(name) if isinstance(one, Record)]
    for changed in (data.replace(b"\n", b"\r\n"), data.replace(b"\n\n", b"\n\0\n")):
        got = [one.fields for one in _of(changed, name) if isinstance(one, Record)]
        assert got == wanted or name.endswith(".eml")
    assert wanted


def test_the_parts_of_an_e_mail_may_say_a_wrong_encoding():
    mail = (FIXTURES / "sent.eml").read_bytes()
    for charset in (b"no-such-code", b"us-ascii"):
        (first, _) = _of(mail.replace(b'charset="utf-8"', b'charset="' + charset + b'"'), "a.eml")
        assert isinstance(first, Record) and "“hopeful”" in first.fields["text"]


def test_an_outlet_without_its_edition_and_place():
    start = b"Full text: Rain fell.\nPublication title: "
    for printed, name in (
        (b"Wall Street Journal, Eastern edition; New York, N.Y.", "Wall Street Journal"),
        (b"Toronto Star (1971-2009); Toronto", "Toronto Star"),
        (b"Mail & Ledger Sunday, Islamabad; Pakistan", "Mail & Ledger Sunday, Islamabad"),
    ):
        (record,) = _of(start + printed + b"\nProQuest document ID: 251000031\n")
        assert isinstance(record, Record) and record.fields["outlet"] == name


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        (b"PY  - 2021\nDA  - 2021/08/11/", "2021-08-11"),
        (b"Y1  - 2021/08//\nPY  - 2021", "2021-08"),
        (b"PY  - 2021///", "2021"),
        (b"DA  - 2021/08/11/Late Edition", "2021-08-11"),
        (b"DA  - 11. M\xc3\xa4rz 2021", "2021-03-11"),
    ],
)
def test_the_most_exact_date_of_a_reference_counts(tags: bytes, day: str):
    (record,) = _of(b"TY  - NEWS\nAB  - Rain fell.\n" + tags + b"\nER  - \n", "a.ris")
    assert isinstance(record, Record) and record.fields["published"] == day


@pytest.mark.parametrize("name", COUNTS)
def test_every_article_of_the_real_e_mails_is_found(name: str):
    if not REAL.exists():
        pytest.skip("../shared is not here")
    content = read_bytes(REAL / name)
    found = list(proquest.read(content))
    assert proquest.recognises(content) and len(found) == COUNTS[name]
    for one in found:
        assert isinstance(one, Record)
        assert all(one.fields[column] for column in ("title", "outlet", "published", "url"))
        text = str(one.fields["text"] or one.fields["abstract"])
        assert "ProQuest" not in text and "html>" not in text
    outlets = {one.fields["outlet"] for one in found if isinstance(one, Record)}
    assert outlets <= {"New York Times", "Chicago Tribune", "Los Angeles Times"}
    moments, _ = dates.read_column([one.fields["published"] for one in found])
    assert all(isinstance(one, dates.Moment) for one in moments)


@pytest.mark.skipif(not REAL.exists(), reason="../shared is not here")
def test_a_forwarded_e_mail_reads_the_same_as_html_and_as_plain_text():
    mail = email.message_from_bytes((REAL / "forwarded.eml").read_bytes())
    plain = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    as_html = list(proquest.read(read_bytes(REAL / "forwarded.eml")))
    as_text = _of(plain.get_payload(decode=True))
    assert len(as_text) == 100
    for one, other in zip(as_html, as_text, strict=True):
        assert one.fields["text"] == other.fields["text"]
        assert one.fields["title"] == other.fields["title"]


@pytest.mark.skipif(not REAL.exists(), reason="../shared is not here")
def test_of_the_real_files_only_proquests_are_recognised():
    files = [*(SHARED / "formats").rglob("*.*"), *(SHARED / "article_extraction").rglob("*.html*")]
    taken = [file for file in files if file.is_file() and proquest.recognises(read_bytes(file))]
    assert len(files) > 90 and sorted(file.name for file in taken) == sorted(COUNTS)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes):
    starts = (b"", b"Full text: ", b"MIME-Version: 1.0\nContent-Type: text/html\n", b"TY  - NEWS\n")
    for start in starts:
        content = Content(Path("a.eml"), start + data)
        for reader in (proquest, ris):
            reader.recognises(content)
            for one in reader.read(content):
                assert isinstance(one, Record) or one.reason in REASONS


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(FILES),
    st.lists(
        st.tuples(st.integers(0, 9000), st.integers(0, 40), st.binary(max_size=8)), max_size=8
    ),
)
def test_no_damage_to_a_file_makes_it_raise(file: Path, edits: list[tuple[int, int, bytes]]):
    data = file.read_bytes()
    for at, taken, put in edits:
        at %= len(data) + 1
        data = data[:at] + put + data[at + taken :]
    proquest.recognises(Content(file, data))
    for one in _of(data, file.name):
        assert isinstance(one, Record) or one.reason in REASONS
