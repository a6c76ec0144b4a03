"""What language an article is in, and where it was filed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.errors import UnknownName
from toolkit.loading import datelines, load, load_with_set_aside

ENGLISH = (
    "The envoy returned to Kabul on Wednesday for talks about the border, officials said. " * 2
)
GERMAN = "Der Gesandte kehrte am Mittwoch nach Kabul zurück, um über die Grenze zu verhandeln. " * 2
URDU = "وزیر خارجہ نے بدھ کے روز کابل میں سرحد کے بارے میں بات چیت کی اور کوئی فیصلہ نہیں ہوا۔ " * 3


def _corpus(folder: Path, *texts: str, **more: str) -> Path:
    lines = [
        {"title": f"T{n}", "text": text, "date": "2021-08-11", "source": "Herald", **more}
        for n, text in enumerate(texts)
    ]
    file = folder / "a.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    return file


def test_other_languages_are_set_aside_and_counted(tmp_path: Path):
    file = _corpus(tmp_path, ENGLISH, GERMAN, URDU)
    articles, set_aside = load_with_set_aside(file)
    assert articles["language"].tolist() == ["en"]
    assert set_aside["reason"].tolist() == ["other_language"] * 2
    assert "languages=['en', 'de']" in set_aside.loc[0, "mend"]


def test_languages_that_are_asked_for_are_kept(tmp_path: Path):
    file = _corpus(tmp_path, ENGLISH, GERMAN, URDU)
    assert load(file, languages=["en", "ur"])["language"].tolist() == ["en", "ur"]
    assert load(file, languages=None)["language"].tolist() == ["en", "de", "ur"]


def test_what_the_source_says_counts_first(tmp_path: Path):
    assert load(_corpus(tmp_path, ENGLISH, language="English"))["language"].tolist() == ["en"]
    _, set_aside = load_with_set_aside(
        _corpus(tmp_path, ENGLISH, "Rain.", language="de"), languages=None
    )
    assert set_aside.empty


def test_a_short_text_of_no_known_language_is_kept(tmp_path: Path):
    assert load(_corpus(tmp_path, "Kabul, 1 pm."))["language"].isna().all()


@pytest.mark.parametrize("languages", ["en", ["eng"], ["EN"], [1]])
def test_languages_that_are_no_codes_are_told(tmp_path: Path, languages: object):
    with pytest.raises(UnknownName, match="two-letter codes"):
        load(_corpus(tmp_path, ENGLISH), languages=languages)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("ISLAMABAD (Reuters) — The talks failed.", "ISLAMABAD (Reuters)"),
        ("ISLAMABAD: The talks failed.", "ISLAMABAD"),
        ("Kabul, Afghanistan (CNN) -- The talks failed.", "Kabul, Afghanistan (CNN)"),
        ("(CNN) The talks failed.", "(CNN)"),
        ("WASHINGTON, Aug 11 (Reuters) - The talks failed.", "WASHINGTON, Aug 11 (Reuters)"),
        ("WASHINGTON/NEW DELHI — The talks failed.", "WASHINGTON/NEW DELHI"),
        ("ANNVILLE, Pa. – The talks failed.", "ANNVILLE, Pa."),
        ("BREAKING: The talks failed.", None),
        ("ANALYSIS — The talks failed.", None),
        ("FILE - In this photo, the envoy waves.", None),
        ("U.S. officials — three of them — left.", None),
        ("NATO - the alliance - met on Monday.", None),
        ("Kabul — a city of five million — is calm.", None),
        ("The talks (Reuters) — failed.", None),
        ("KABUL —", None),
    ],
)
def test_datelines_and_what_only_looks_like_one(text: str, dateline: str | None):
    found, rest = datelines.split(text)
    assert found == dateline
    assert rest == ("The talks failed." if dateline else text)


def test_a_dateline_is_a_column_and_no_text(tmp_path: Path):
    article = load(_corpus(tmp_path, f"KABUL (AP) — {ENGLISH}")).squeeze()
    assert article["dateline"] == "KABUL (AP)"
    assert article["text"].startswith("The envoy")
