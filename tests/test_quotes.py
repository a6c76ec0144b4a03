"""Whose words: quotations in all marks, reported speech, and who is speaking."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit import quotes


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotes.quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ['"no"']),
        ("He said “no” and left.", ["“no”"]),
        ("Il a dit «non» hier.", ["«non»"]),
        ("He said ‘no’ to the Taliban’s offer.", ["‘no’"]),
        ("The Taliban's leaders' demand was ignored.", []),
        ("“He called it ‘a mistake’ twice,” she said.", ["“He called it ‘a mistake’ twice,”"]),
        ("“We won.\n\n“We lost.” The end.", ["“We won.", "“We lost.”"]),
        ("“We won. Then they left.", ["“We won."]),
        ("''We won,'' he said. ''They lost.''", ["''We won,''", "''They lost.''"]),
        ("``We won,'' he said.", ["``We won,''"]),
        ('“We won," he said. “They lost.”', ['“We won,"', "“They lost.”"]),
        ("That was all we could do.” He left.", ["That was all we could do.”"]),
        ("The general’s 6’ frame and his men’s rifles.", []),
    ],
)
def test_quotations_in_all_marks(text: str, expected: list[str]):
    assert quoted(text) == expected


def said(text: str) -> list[tuple[str, str | None, str]]:
    table = quotes.find_attributions(text)
    speakers = [None if pd.isna(name) else name for name in table["speaker"]]
    return [
        (text[start:end], speaker, kind)
        for start, end, speaker, kind in zip(
            table["start"], table["end"], speakers, table["kind"], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker", "kind"),
    [
        ("“We will stay,” Kirby said.", "“We will stay,”", "Kirby", "quoted"),
        ("“We will stay,” said Kirby.", "“We will stay,”", "Kirby", "quoted"),
        ("Officials said that talks failed.", "that talks failed", "Officials", "reported"),
        ("The talks failed, officials said.", "The talks failed", "officials", "reported"),
        (
            "According to the Pentagon, the havens exist.",
            "the havens exist",
            "the Pentagon",
            "reported",
        ),
        ("The havens exist, according to Kabul.", "The havens exist", "Kabul", "reported"),
        (
            "Sen. Lindsey O. Graham, who was in Kabul, a former officer, said the plan had failed.",
            *("the plan had failed", "Sen. Lindsey O. Graham", "reported"),
        ),
        (
            "“He is wrong,” said Edward G. Khan, a lawyer.",
            *("“He is wrong,”", "Edward G. Khan", "quoted"),
        ),
        (
            "Islamabad’s claim that the camp was empty fell flat.",
            *("the camp was empty fell flat", "Islamabad’s", "reported"),
        ),
        (
            "Pakistan was accused by Kabul of sheltering militants.",
            *("of sheltering militants", "Kabul", "reported"),
        ),
        (
            "While Kabul denied that it had known, the raid went on.",
            *("that it had known, the raid went on", "Kabul", "reported"),
        ),
        (
            "The camp was empty, law enforcement officials say.",
            *("The camp was empty", "law enforcement officials", "reported"),
        ),
    ],
)
def test_who_says_what(text: str, words: str, speaker: str, kind: str):
    assert said(text) == [(words, speaker, kind)]


def test_he_is_the_last_named_speaker():
    text = "“It is over,” Kirby said. “We lost,” he said."
    assert [speaker for _, speaker, _ in said(text)] == ["Kirby", "Kirby"]


def test_a_scare_quote_is_the_outlets_own_voice():
    assert said("The so-called “peace” was short.") == []


def test_a_headline_quotes_without_marks():
    text = "Havens must go: Pentagon"
    found = quotes.attributions(text, [(0, len(text))], quotes.quotations(text), title=True)
    assert [(each.speaker, text[each.start : each.end]) for each in found] == [
        ("Pentagon", "Havens must go")
    ]


def test_a_quotation_that_goes_on_keeps_its_source():
    text = "“We won,” Kirby said. “They lost.” The army denied it.\n\n“Nobody lost.”"
    assert [row[1] for row in said(text)][:2] == ["Kirby", "Kirby"]


def test_the_states_that_are_a_name_are_no_verb():
    assert said("The United States withdrew its troops.") == []


def test_a_noun_that_looks_like_a_verb_speaks_for_nobody():
    assert said("In a second report the army moved on.") == []


def test_the_sentences_table_says_how_much_is_quoted(articles: pd.DataFrame):
    table = quotes.voiced_sentences(articles)
    blame = table[table["sentence_text"].str.contains("shelters")]
    assert blame["speaker"].tolist() == ["an aide to the minister"]
    assert 0.4 < blame["quoted"].item() < 0.8
    assert (table.loc[table["article_id"] == "a3", "quoted"] == 0).all()


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"' * 5000,
        "“" * 5000,
        "said " * 20_000,
        "He said, who said, and " * 5000,
        "Pakistan’s " * 20_000,
        "a, " * 50_000,
        "\u200b" * 50_000,
        "قالت الحكومة إن طالبان هاجمت القرية. " * 2000,
        "a" * 1_000_000,
        "“he said\n\n" * 2000,
        "‏قال \u200bKhan said ‏\u200b",
    ],
)
def test_odd_text_is_read_without_end(text: str):
    found = quotes.find_attributions(text)
    assert (found["start"] < found["end"]).all() if len(found) else True
