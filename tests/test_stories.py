"""Copies and versions of a story are found whatever the order, and background joins nothing."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from toolkit.stories import assign, find_duplicates, jaccard, word_shingles

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


def _stories(rows: list[tuple[str, str, str]]) -> dict[str, str]:
    return assign(_articles(rows)).set_index("article_id")["story_id"].to_dict()


def _joined(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)


def test_a_wire_story_inside_a_longer_article_is_one_story_and_no_copy():
    wire, own = _text(20, 200), _text(21, 700)
    longer = _joined(own[:300], wire, own[300:])
    rows = [("wire", "2021-08-11", " ".join(wire)), ("longer", "2021-08-13", longer)]
    found = assign(_articles(rows))
    assert set(found["story_id"]) == {"wire"}
    assert found["duplicate_of"].isna().all()


def test_a_cut_is_one_story_and_no_copy():
    wire = _text(22, 400)
    rows = [("full", "2021-08-11", " ".join(wire)), ("cut", "2021-08-12", " ".join(wire[:150]))]
    found = assign(_articles(rows))
    assert set(found["story_id"]) == {"full"}
    assert found["duplicate_of"].isna().all()


def test_an_update_that_keeps_half_is_one_story_for_a_few_days():
    wire, fresh = _text(23, 400), _text(24, 200)
    update = _joined(fresh[:100], wire[50:250], fresh[100:])
    rows = [("first", "2021-08-11", " ".join(wire)), ("update", "2021-08-12", update)]
    assert _stories(rows) == {"first": "first", "update": "first"}
    rows[1] = ("update", "2021-08-17", update)
    assert _stories(rows) == {"first": "first", "update": "update"}


def test_two_paragraphs_of_background_make_no_story():
    background = _text(25, 90)
    rows = [
        (name, "2021-08-11", _joined(_text(seed, 250), background))
        for name, seed in (("a", 26), ("b", 27))
    ]
    assert _stories(rows) == {"a": "a", "b": "b"}


def test_background_printed_for_weeks_makes_no_story_however_short_the_article():
    background = _text(28, 200)
    rows = [
        (f"a{day:02}", f"2021-08-{day:02}", _joined(_text(30 + day, 80), background))
        for day in range(1, 29, 3)
    ]
    assert len(set(_stories(rows).values())) == len(rows)


def test_boilerplate_makes_no_copies():
    form = _text(29, 400)
    days = pd.date_range("2021-01-01", "2021-06-01", freq="10D").strftime("%Y-%m-%d")
    rows = [
        (f"a{number:02}", day, _joined(_text(60 + number, 40), form))
        for number, day in enumerate(days)
    ]
    assert find_duplicates(_articles(rows)).empty


def test_a_round_up_does_not_join_two_stories():
    one, other, own = _text(80, 200), _text(81, 200), _text(82, 150)
    rows = [("one", "2021-08-11", " ".join(one)), ("other", "2021-08-11", " ".join(other))]
    rows += [("round-up", "2021-08-12", _joined(own, one, other))]
    found = _stories(rows)
    assert found["one"] != found["other"]


def test_a_chain_of_updates_ends_where_nothing_of_the_first_is_left():
    parts = [_text(90 + number, 150) for number in range(5)]
    rows = [
        (f"v{number}", f"2021-08-1{number}", _joined(parts[number], parts[number + 1]))
        for number in range(4)
    ]
    found = _stories(rows)
    assert found["v0"] != found["v2"]
    assert found["v1"] != found["v3"]


def test_copies_are_always_of_one_story():
    wire = _text(95, 400)
    rows = [(f"a{n}", f"2021-08-{10 + n}", _edited(wire, n + 1)) for n in range(8)]
    rows += [(f"b{n}", f"2021-08-{10 + n}", " ".join(wire[: 100 + 30 * n])) for n in range(8)]
    found = assign(_articles(rows)).set_index("article_id")
    copies = found.dropna(subset="duplicate_of")
    assert len(copies) > 5
    same = copies["story_id"].to_numpy() == found.loc[copies["duplicate_of"], "story_id"].to_numpy()
    assert same.all()


def test_every_copy_is_much_like_the_article_it_points_to():
    wire = _text(96, 600)
    rows = [(f"a{n:02}", "2021-08-11", " ".join(wire[: 600 - 20 * n])) for n in range(25)]
    articles = _articles(rows)
    text = articles.set_index("article_id")["text"]
    for copy, original in find_duplicates(articles).itertuples(index=False):
        one, other = (word_shingles(text[name].split()) for name in (copy, original))
        assert jaccard(one, other) >= 0.6


def test_versions_do_not_depend_on_the_order_of_rows():
    rows = []
    for seed in range(100, 112):
        wire, fresh = _text(seed, 300), _text(seed + 50, 400)
        rows += [
            (f"a{seed}", "2021-08-11", " ".join(wire)),
            (f"b{seed}", "2021-08-11", " ".join(wire[:120])),
            (f"c{seed}", "2021-08-12", _joined(fresh[:200], wire, fresh[200:])),
            (f"d{seed}", "2021-08-12", _joined(wire[150:], fresh[:150])),
        ]
    articles = _articles(rows)
    straight = assign(articles).set_index("article_id").sort_index()
    assert straight["story_id"].nunique() < 36
    for seed in range(3):
        mixed = assign(articles.sample(frac=1, random_state=seed)).set_index("article_id")
        pd.testing.assert_frame_equal(straight, mixed.sort_index())


def test_a_table_without_rows_is_let_be():
    empty = _articles([("a", "2021-08-11", "x")]).iloc[:0]
    assert assign(empty).empty
    assert find_duplicates(empty).empty
