"""VADER's four numbers, for one text and for many, are those of vaderSentiment."""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from toolkit.sentiment.vader import lexicon, polarity_scores

REFERENCE = SentimentIntensityAnalyzer()
DATA = Path(__file__).parents[3] / "shared" / "data"

#: Words and signs that some rule of VADER, or some way to cut a text, is about.
PARTS = """
good GREAT great, bad. BAD awful horrible nice NICE! kind doubt no No NO not NOT never without
or nor so this but BUT But but, least at very VERY of the a one word, WORD United ok OK 1 7%
uber kinda KINDA sort just enough hardly EXTREMELY more most isn't ISN'T isn’t don't, won’t dont
ain't “don't n't N'T can't cannot despite shit bomb ass badass bus stop yeah right kiss death to
die for beating heart upper hand mustard lol LOL XD :) ): :( :D :P <3 </3 (-: ;-) '' "" “good”
‘bad’ (good) ((bad)) good-natured !!! !!!!! ? ?? ??? ???? ?! 😀 😀great great😂 👍🏽 ❤ ❤️ ☺ © ™ K
\u212aind \u212aILL İ İgood Σ ΣΑΣ ß ﬁne é ÉÉ 𝐀 中文 שלום مرحبا \u200bgood good\u200b \ufeffbad \x00 
good\x00 \u202egood \u0301 --- ... -good- 'tis UNITED
""".split()
PHRASES = (
    """
never so|never this|without doubt|without a doubt|at least|very least|the least|kind of|sort of
just enough|the shit|the bomb|bad ass|bus stop|yeah right|kiss of death|to die for|beating heart
cut the mustard|hand to mouth|upper hand|in the red|no good|no bad or good|not so good
but good|good but|good good but bad bad|the least good|KIND of|THE SHIT
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
GAPS = [" ", " ", " ", "  ", "\n", "\t", "\x0b", "\x0c", "\r\n", "\x1c", "\x1f", "\x85", "\xa0"]
GAPS += ["", "\u1680", "\u2003", "\u2028", "\u202f", "\u205f", "\u3000", "\u200b", ", ", "."]

tokens = st.one_of(st.sampled_from(PARTS), st.sampled_from(PHRASES))
loud = st.builds(lambda word, up: word.upper() if up else word, tokens, st.booleans())
joined = st.lists(st.tuples(loud, st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
from_lexicon = st.lists(st.sampled_from([*sorted(lexicon()), *PARTS]), max_size=8).map(" ".join)
texts = st.one_of(joined, from_lexicon, st.text(max_size=40))


def assert_all_agree(several: list[str]) -> None:
    expected = [REFERENCE.polarity_scores(text) for text in several]
    batch = polarity_scores(several).to_dict("records")
    for text, right, in_column in zip(several, expected, batch, strict=True):
        assert in_column == right, text
        assert polarity_scores(text) == right, text


@settings(max_examples=300, deadline=None)
@given(st.lists(texts, max_size=5))
def test_every_number_is_the_references(several: list[str]):
    assert_all_agree(several)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=20), st.sampled_from(["good", "NOT good", "but :("]))
def test_any_character_may_come_even_half_a_surrogate_pair(odd: str, words: str):
    assert_all_agree([odd, f"{odd}{words}", f"{words} {odd}", "good"])


@pytest.mark.parametrize("text", [*PARTS, *PHRASES, *[f"A good{gap}thing" for gap in GAPS]])
def test_each_part_alone_and_beside_words_that_count(text: str):
    assert_all_agree([text, f"{text} good", f"x {text} bad", f"GOOD {text}", f"a good {text} bad"])


def test_words_of_two_rows_do_not_meet():
    assert_all_agree(["not", "good", "isn'", "t good", "good!", "!!", "", "but", "bad", "kind"])
    assert_all_agree(["", "", "  ", "\n", "good", ""])


def test_a_valence_taken_for_another_at_but_is_kept():
    # "great" (3.1) and the like: after halving, one value may equal a later one.
    words = [word for word, valence in lexicon().items() if valence in (2.0, 1.0, 0.5, 1.5, 3.0)]
    rng = np.random.default_rng(5)
    several = [" ".join([*rng.choice(words, 3), "but", *rng.choice(words, 4)]) for _ in range(300)]
    assert_all_agree(several)


def test_a_tie_is_rounded_as_python_rounds():
    # Shares such as 1/16 lie exactly between two numbers of three digits.
    assert_all_agree([f"abandon {'word ' * count}" for count in range(120)])
    assert_all_agree([f"{'good ' * many}{'bad ' * some}" for many in range(9) for some in range(9)])


# --- what a text may be


def test_missing_texts_are_empty_texts():
    given = pd.Series(
        ["good", None, float("nan"), pd.NA, pd.NaT], index=[3, 1, 2, 5, 4], dtype=object
    )
    table = polarity_scores(given)
    assert table.index.tolist() == [3, 1, 2, 5, 4]
    assert table.columns.tolist() == ["neg", "neu", "pos", "compound"]
    assert (table.dtypes == "float64").all()
    assert (table.iloc[1:] == 0.0).all(axis=None)


@pytest.mark.parametrize(
    "several",
    [
        pd.Series(["good", None, "bad 😀"], dtype="str"),
        pd.Series(["good", None, "bad 😀"], dtype=object),
        pd.Series(["good", None, "bad 😀"], dtype="category"),
        pa.array(["good", None, "bad 😀"]),
        pa.array(["x", "good", None, "bad 😀", "x"], pa.large_string()).slice(1, 3),
        pa.array(["good", None, "bad 😀"]).dictionary_encode(),
        pa.chunked_array([["good"], [None, "bad 😀"]]),
        ("good", None, "bad 😀"),
        (text for text in ["good", None, "bad 😀"]),
        np.array(["good", "", "bad 😀"]),
    ],
    ids=lambda several: type(several).__name__,
)
def test_any_column_of_texts_will_do(several: object):
    expected = [REFERENCE.polarity_scores(text) for text in ["good", "", "bad 😀"]]
    assert polarity_scores(several).to_dict("records") == expected  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "none", [[], pd.Series([], dtype="str"), pa.chunked_array([], pa.string())]
)
def test_no_texts_give_an_empty_table(none: object):
    assert polarity_scores(none).shape == (0, 4)  # type: ignore[call-overload]


@pytest.mark.parametrize("wrong", [b"good", 3, 2.5, True, ["good"], np.array([1.0])])
def test_what_is_no_text_is_an_error_that_names_the_row(wrong: object):
    with pytest.raises(TypeError, match="row 2, counted from 0: a text must be a string"):
        polarity_scores(["good", "bad", wrong])  # type: ignore[list-item]


@pytest.mark.parametrize("wrong", [b"good", 3, None])
def test_what_is_neither_a_text_nor_many_is_an_error(wrong: object):
    with pytest.raises(TypeError, match="must be a string or many"):
        polarity_scores(wrong)  # type: ignore[call-overload]


# --- long and odd


@pytest.mark.parametrize(
    "part",
    [
        "good ",
        "GOOD ",
        "not good but BAD ",
        "good",
        "!",
        "'",
        "n't ",
        "😀",
        "😀 ",
        "\x85",
        "טוב ",
        "\u212a",
    ],
)
def test_a_megabyte_takes_time_in_proportion_to_its_length(part: str):
    text = part * (1_000_000 // len(part.encode()))
    start = time.process_time()
    alone = polarity_scores(text)
    assert polarity_scores([text]).iloc[0].to_dict() == alone
    # The reference takes minutes for some; the slowest here takes two seconds for the two.
    assert time.process_time() - start < 15
    short = part * 300
    assert_all_agree([short, short + "x", "a " + short])


def test_emoji_alone_and_writing_from_right_to_left_have_scores():
    assert polarity_scores("😀😍") == REFERENCE.polarity_scores("😀😍")
    assert polarity_scores("هذا good جدا!")["pos"] > 0
    assert polarity_scores("") == {"neg": 0.0, "neu": 0.0, "pos": 0.0, "compound": 0.0}
    assert polarity_scores("\ud800 good")["pos"] > 0


def test_many_processes_give_the_same_numbers(monkeypatch: pytest.MonkeyPatch):
    several = pd.Series([f"word {number} good" + "!" * (number % 3) for number in range(900)])
    monkeypatch.setattr("toolkit.sentiment.vader._CHUNK", (300, 10_000))
    pd.testing.assert_frame_equal(
        polarity_scores(several, processes=2, progress=False), polarity_scores(several)
    )
    with pytest.raises(ValueError, match="processes must be"):
        polarity_scores(several, processes=0)


def test_progress_is_shown_on_request(capsys: pytest.CaptureFixture[str]):
    polarity_scores(["good"] * 3, progress=True)
    assert "3/3" in capsys.readouterr().err
    polarity_scores(["good"] * 3)
    assert not capsys.readouterr().err


# --- real text


def newsmtsc() -> Iterator[str]:
    for path in sorted((DATA / "newsmtsc").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["sentence"]


def rated() -> Iterator[str]:
    for path in sorted((DATA / "vader_ground_truth").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (row[2] for row in csv.reader(lines, "excel-tab", quoting=csv.QUOTE_NONE))


def allsides() -> Iterator[str]:
    with gzip.open(DATA / "allsides" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article["title"] or ""
            yield from article["content_original"].split("\n\n")[:3]


@pytest.mark.skipif(not DATA.exists(), reason="the real corpora lie beside the repository")
@pytest.mark.parametrize("corpus", [newsmtsc, rated, allsides])
def test_real_texts_have_the_references_numbers(corpus):
    several = list(corpus())
    assert len(several) > 5_000
    assert_all_agree(several)
