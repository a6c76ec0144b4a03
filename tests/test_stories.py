"""Copies of a story are found whatever the order, and no number depends on a hash."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from toolkit.stories import assign, find_duplicates

WORDS = [f"word{number}" for number in range(3000)]


def _text(seed: int, length: int = 300) -> list[str]:
    return list(np.random.default_rng(seed).choice(WORDS, length))


def _articles(rows: list[tuple[str, str, str]], precision: str = "day") -> pd.DataFrame:
    names, days, texts = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "article_id": names,
            "published": pd.to_datetime(list(days), utc=True).as_unit("us"),
            "published_precision": precision,
            "title": [f"Title of {name}" for name in names],
            "text": texts,
        }
    )


def _edited(words: list[str], edits: int) -> str:
    changed = list(words)
    for place in np.linspace(5, len(words) - 5, edits).astype(int):
        changed[place] = "edited"
    return " ".join(changed)


def test_a_lightly_edited_copy_is_found_and_points_to_the_earlier():
    wire = _text(1)
    articles = _articles(
        [
            ("late", "2021-08-12", _edited(wire, 5)),
            ("early", "2021-08-11", " ".join(wire)),
            ("other", "2021-08-11", " ".join(_text(2))),
        ]
    )
    found = assign(articles).set_index("article_id")
    assert found["story_id"].to_dict() == {"late": "early", "early": "early", "other": "other"}
    assert found["duplicate_of"].dropna().to_dict() == {"late": "early"}


def test_case_punctuation_and_quotes_make_no_difference():
    wire = _text(3)
    loud = "“" + ", ".join(wire).upper() + "”"
    articles = _articles([("a", "2021-08-11", " ".join(wire)), ("b", "2021-08-11", loud)])
    assert find_duplicates(articles).to_dict("list") == {"article_id": ["b"], "duplicate_of": ["a"]}


def test_a_text_that_shares_half_is_no_copy():
    one, other = _text(4), _text(5)
    mixed = " ".join(one[:150] + other[:150])
    articles = _articles([("a", "2021-08-11", " ".join(one)), ("b", "2021-08-11", mixed)])
    assert find_duplicates(articles).empty


def test_the_same_text_a_month_later_is_another_story():
    text = " ".join(_text(6))
    rows = [("a", "2021-08-01", text), ("b", "2021-08-15", text), ("c", "2021-09-20", text)]
    assert assign(_articles(rows))["story_id"].tolist() == ["a", "a", "c"]


def test_a_date_known_to_the_month_is_near_all_of_it():
    text = " ".join(_text(7))
    articles = _articles([("a", "2021-08-01", text), ("b", "2021-08-30", text)])
    articles["published_precision"] = ["month", "day"]
    assert len(find_duplicates(articles)) == 1


def test_a_copy_of_a_copy_belongs_to_the_story():
    wire = _text(8, 600)
    copy = _edited(wire, 10)
    rows = [("a", "2021-08-01", " ".join(wire)), ("b", "2021-08-10", copy)]
    rows += [("c", "2021-08-20", _edited(copy.split(), 13))]
    assert set(assign(_articles(rows))["story_id"]) == {"a"}


def test_short_texts_are_copies_only_word_for_word_with_their_titles():
    rows = [("a", "2021-08-11", "Rain fell."), ("b", "2021-08-11", "Rain fell.")]
    articles = _articles(rows)
    assert find_duplicates(articles).empty
    assert len(find_duplicates(articles.assign(title="Rain"))) == 1


def test_articles_without_text_or_title_are_let_be():
    articles = _articles([("a", "2021-08-11", "x"), ("b", "2021-08-12", "y")])
    articles["text"] = pd.Series([None, None], dtype="str")
    assert assign(articles)["story_id"].tolist() == ["a", "b"]


def test_the_order_of_rows_changes_nothing():
    wire = _text(9)
    rows = [(f"a{n}", f"2021-08-{10 + n % 9}", _edited(wire, n % 7 + 1)) for n in range(12)]
    rows += [(f"b{n}", "2021-08-11", " ".join(_text(100 + n))) for n in range(12)]
    articles = _articles(rows)
    straight = assign(articles).set_index("article_id").sort_index()
    mixed = assign(articles.sample(frac=1, random_state=0)).set_index("article_id").sort_index()
    pd.testing.assert_frame_equal(straight, mixed)


def test_copies_are_found_among_many_in_reasonable_time():
    rows = [(f"a{n:03}", "2021-08-11", " ".join(_text(n, 600))) for n in range(300)]
    rows += [(f"b{n:03}", "2021-08-12", _edited(_text(n, 600), 8)) for n in range(0, 300, 10)]
    start = time.perf_counter()
    found = find_duplicates(_articles(rows))
    assert found["article_id"].str[1:].tolist() == found["duplicate_of"].str[1:].tolist()
    assert len(found) == 30
    assert time.perf_counter() - start < 10
