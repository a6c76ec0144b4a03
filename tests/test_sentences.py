"""Sentences slice back to the exact text, and hard full stops are told from soft ones."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import sentences

GOLD = Path(__file__).parent / "gold" / "sentences.jsonl"

#: Cases of the frozen gold file that are right; tests/benchmarks/sentences.py prints them all.
AT_LEAST = 189


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Hameed and Maj.-Gen. Babar met Mr. Khan.",
        "The P.M. of Pakistan met U.S. Army officers in room No. 10 on Aug. 30.",
        "The I.S.P.R., the army's press wing, spoke at 5 p.m. on Monday.",
        '"Why did they leave?" he asked.',
        '"Stop!" Kirby said.',
        "He paid Rs. 500 at approx. 3.5 per cent.",
    ],
)
def test_no_sentence_ends_at_an_abbreviation(text: str):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The chance was “gone.”", "The army waited."),
        ("There was nothing left….", "He went home."),
        ("They met at 5 p.m.", "The talks failed."),
        ("He flew to the U.S.", "The talks failed."),
        ("“It is over.", "We lost,” he said."),
    ],
)
def test_a_sentence_ends_where_another_begins(first: str, second: str):
    assert cut(f"{first} {second}") == [first, second]


def test_a_blank_line_ends_a_sentence_and_a_wrapped_line_does_not():
    wrapped = "The delegation left the capital of the country late in the\nevening."
    assert cut(f"A headline\n\n{wrapped}") == ["A headline", wrapped]


def test_no_space_behind_the_full_stop():
    assert cut("The war has ended.The troops left.") == ["The war has ended.", "The troops left."]


def test_the_gold_file_stays_as_right_as_it_was():
    cases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(cases) == 200
    right = sum(cut(case["text"]) == case["sentences"] for case in cases)
    assert right >= AT_LEAST


@given(st.text(alphabet=st.sampled_from("aB .!?…“”\"'\n)(-1\u200bé؟"), max_size=200))
def test_together_the_sentences_hold_all_that_is_no_space(text: str):
    found = sentences.spans(text)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    inside = "".join(text[start:end] for start, end in found)
    assert "".join(inside.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        *("", "   \n ", "x" * 1_000_000, "word " * 60_000, '"' * 20_000, "۔" * 200_000),
        *(" " * 200_000 + "x", "\n" * 200_000 + "x", "a. " * 50_000, "\u200b" * 100_000),
        "قالت الحكومة إن طالبان هاجمت القرية؟ " * 2000,
    ],
)
def test_odd_text_is_cut_without_end(text: str):
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_titles_are_a_field_of_their_own(articles: pd.DataFrame):
    table = sentences.split(articles)
    titles = table[table["field"] == "title"]
    assert titles["sentence_id"].tolist() == [0, 0, 0]
    texts = articles.set_index("article_id")
    for row in table.itertuples():
        source = texts.loc[row.article_id, "title" if row.field == "title" else "text"]
        assert source[row.start : row.end] == row.sentence_text
