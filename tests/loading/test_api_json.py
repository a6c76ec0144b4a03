"""Answers of news services: each article found, each field where it belongs."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.loading import json_lines
from toolkit.loading.articles import build
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

HERE = Path(__file__).parent / "api_json"
REAL = Path(__file__).parents[3] / "shared" / "data" / "formats" / "newsapi"
RAIN = {"title": "Rain", "text": "It rained.", "date": "2021-08-11", "source": "Gazette"}
SUN = {**RAIN, "title": "Sun", "text": "It was dry."}


def _read(given: object, **of_file: object) -> list[Record | SetAside]:
    data = given if isinstance(given, bytes) else json.dumps(given).encode()
    return list(json_lines.read(Content(Path("answer.json"), data, **of_file)))


def _load(name: str) -> pd.DataFrame:
    found = list(json_lines.read(Content(HERE / name, (HERE / name).read_bytes())))
    assert all(isinstance(record, Record) for record in found)
    return build(found, []).articles


def _rows(articles: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    plain = articles.assign(published=articles["published"].dt.strftime("%Y-%m-%d %H:%M"))
    return list(
        plain[list(names)]
        .astype(object)
        .where(plain.notna(), None)
        .itertuples(index=False, name=None)
    )


def _row(one: Record | SetAside) -> int:
    return one.row if isinstance(one, Record) else one.source_row


def _titles(found: list[Record | SetAside]) -> list[object]:
    return [one.fields.get("title") if isinstance(one, Record) else one.reason for one in found]


def test_the_new_york_times_search_answer():
    names = "title published text text_kind outlet author section genre url".split()
    assert _rows(_load("nyt.json"), *names) == [
        (
            "The Pass Reopens", "2021-08-11 12:04",
            "The pass reopened on Wednesday after a week of snow, officials said.", "abstract",
            "New York Times", "By Kim Lee and Tom Reed", "World", "news",
            "https://www.nytimes.com/2021/08/11/world/asia/pass-reopens.html",
        ),
        (
            "Snow Is No Excuse", "2021-08-12 09:00", "Snow is no excuse.", "abstract",
            "New York Times", None, "Opinion", "opinion",
            "https://www.nytimes.com/2021/08/12/opinion/snow.html",
        ),
    ]  # fmt: skip


def test_the_guardian_search_answer_whose_outlet_its_addresses_say():
    articles = _load("guardian.json")
    names = "title published text text_kind outlet author section genre".split()
    assert _rows(articles, *names) == [
        ("The pass opens", "2021-08-11 17:30", "The pass opened. Cars moved.", "full",
         "The Guardian", "Kim Lee", "World news", "news"),
        ("Snow is no excuse | Letter", "2021-08-12 06:00", "Readers write about snow", "abstract",
         "The Guardian", "Tom Reed", "Opinion", "letter"),
    ]  # fmt: skip


def test_a_guardian_answer_of_one_item_is_one_article_and_not_its_tags():
    names = "title text text_kind outlet section author".split()
    assert _rows(_load("guardian_item.json"), *names) == [
        ("The pass opens", "The pass opened.\n\nCars moved.", "full", "The Guardian",
         "World news", None),
    ]  # fmt: skip


def test_newsapis_content_is_a_snippet_cut_or_not():
    names = "title published text text_kind outlet author url".split()
    assert _rows(_load("newsapi.json"), *names) == [
        ("The pass opens", "2021-08-11 14:05",
         "The pass opened on Wednesday, the office said, and the first ca", "abstract",
         "Hillside Gazette", "Kim Lee", "https://gazette.example/1"),
        ("No content", "2021-08-12 14:05", "Only a description.", "abstract",
         "Hillside Gazette", None, "https://gazette.example/2"),
        ("A short one", "2021-08-13 14:05", "The bulletin of the valley.", "abstract",
         "Hillside Gazette", None, "https://gazette.example/3"),
    ]  # fmt: skip


def test_media_clouds_stories_have_headlines_alone():
    names = "title published text text_kind outlet language url".split()
    assert _rows(_load("mediacloud.json"), *names) == [
        ("The pass opens", "2021-08-11 00:00", None, "headline",
         "gazette.example", "en", "https://gazette.example/1"),
        ("Snow falls on the hills", "2021-08-12 00:00", None, "headline",
         "ledger.example", "en", "https://ledger.example/2"),
    ]  # fmt: skip


def test_news_pleases_dumps():
    names = "title published text text_kind outlet author language".split()
    assert _rows(_load("news_please.jsonl"), *names) == [
        ("The pass opens", "2021-08-11 14:05", "The pass opened.\n\nCars moved.", "full",
         "gazette.example", "Kim Lee, Tom Reed", "en"),
        ("Snow", "2021-08-12 00:00", "Snow fell.", "full", "gazette.example", None, "en"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([RAIN, SUN]),
        json.dumps([RAIN, SUN], indent=1),
        f"[\n{json.dumps(RAIN)},\n{json.dumps(SUN)}\n]",
        f"{json.dumps(RAIN)}\n\ufeff{json.dumps(SUN)}",
        json.dumps(RAIN) + json.dumps(SUN),
        json.dumps(RAIN, indent=1) + "\n" + json.dumps(SUN, indent=1),
        json.dumps({"articles": [RAIN]}) + "\n" + json.dumps({"articles": [SUN]}),
        json.dumps({"articles": [RAIN]}, indent=1) + json.dumps({"articles": [SUN]}, indent=1),
        json.dumps([{"articles": [RAIN]}, {"articles": [SUN]}]),
        json.dumps([[RAIN], [SUN]]),
        json.dumps({"title": "A feed", "description": "of news", "items": [RAIN, SUN]}),
        json.dumps({"hits": {"hits": [{"_id": "1", "_source": RAIN}, {"_source": SUN}]}}),
        json.dumps({"7": RAIN, "8": SUN}),
        json.dumps({name: {"0": RAIN[name], "1": SUN[name]} for name in RAIN}),
        json.dumps(
            {"columns": [*RAIN], "index": [0, 1], "data": [[*RAIN.values()], [*SUN.values()]]}
        ),
    ],
)
def test_two_articles_are_two_however_they_are_written(data: str):
    for encoding in ("utf-8", "utf-16"):
        found = _read(data.encode(encoding))
        assert [(one.row, one.fields["text"]) for one in found] in (
            [(1, "It rained."), (2, "It was dry.")],
        )


def test_one_object_is_one_article_and_its_related_stories_are_not():
    related = [{"title": "Old", "date": "2020-01-01", "url": "https://gazette.example/0"}]
    assert _titles(_read({**RAIN, "related": related})) == ["Rain"]
    assert _titles(_read({**RAIN, "text": "It rained. " * 60, "items": related})) == ["Rain"]


def test_lists_of_objects_become_names_and_never_the_text():
    people = [{"name": "Kim Lee", "id": 1}, {"name": "Tom Reed"}]
    blocks = [{"type": "image", "url": "a.jpg"}, {"type": "p", "text": "It rained."}]
    (record,) = _read({"title": "Rain", "date": "2021-08-11", "authors": people, "content": blocks})
    assert (record.fields["authors"], record.fields["content"]) == (
        ["Kim Lee", "Tom Reed"],
        ["It rained."],
    )
    (record,) = _read({**RAIN, "body": [{"title": "Related"}], "tags": [{"weight": 2}]})
    assert (record.fields["body"], record.fields["tags"]) == ([], [])


def test_mongodbs_typed_values_are_plain_ones():
    (record,) = _read({**RAIN, "date": {"$date": {"$numberLong": "1628640000000"}}})
    assert record.fields["date"] == "1628640000000"


def test_names_that_say_nothing_are_left_for_a_mapping():
    rows = [{"Titel": "Regen", "Artikel": "Es regnete."}]
    assert _read({"meta": {"page": 1}, "artikel": rows})[0].fields == rows[0]
    authors = [{"name": "Kim Lee"}]
    (record,) = _read({"Titel": "Regen", "Artikel": "Es regnete. " * 60, "Autoren": authors})
    assert record.fields["Titel"] == "Regen"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "the list is empty"),
        ({"status": "ok", "totalResults": 0, "articles": []}, "lists no article"),
        ({"response": {"docs": [], "meta": {"hits": 0}}}, "lists no article"),
        ({"status": "error", "code": "apiKeyInvalid", "message": "No such key."}, "No such key."),
        ({"fault": {"faultstring": "Rate limit", "detail": {}}}, "Rate limit"),
        ({"response": {"status": "error", "message": "bad page"}}, "bad page"),
    ],
)
def test_an_answer_without_articles_is_told(answer: object, said: str):
    (aside,) = _read(answer)
    assert aside.reason == "no_text"
    assert said in aside.detail


def test_a_truncated_answer_keeps_the_articles_that_are_whole():
    for indent in (None, 1):
        data = json.dumps({"status": "ok", "articles": [RAIN, SUN, RAIN]}, indent=indent).encode()
        assert _titles(_read(data[:-25])) == ["Rain", "Sun", "malformed_record"]


def test_damage_in_the_middle_costs_one_article():
    data = json.dumps({"articles": [RAIN, SUN, RAIN]}, indent=1).replace('"Sun"', '"Sun').encode()
    assert _titles(_read(data)) == ["Rain", "Rain", "malformed_record"]
    pages = json.dumps({"articles": [RAIN]}, indent=1)
    assert _titles(_read(f"{pages[:-20]}\n{pages}".encode())) == ["malformed_record", "Rain"]


def test_lines_whose_first_is_damaged_are_still_lines():
    found = _read(b'{"title": "Cut\n' + b"".join(json.dumps(SUN).encode() + b"\n" for _ in "ab"))
    assert [(_row(one), title) for one, title in zip(found, _titles(found), strict=True)] == [
        (1, "malformed_record"),
        (2, "Sun"),
        (3, "Sun"),
    ]


def test_rows_of_a_block_go_on_from_the_one_before():
    assert [_row(one) for one in _read(json.dumps(RAIN).encode() + b"\n\n[1]", rows_before=40)] == [
        41,
        43,
    ]


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"\xff\xfe", b"{", b"[" * 5000, b"title,text\n"])
def test_what_is_no_json_is_set_aside(data: bytes):
    assert {one.reason for one in _read(data)} <= {"malformed_record"}
    assert _read(data, fault="its gzip ends too early")[-1].reason == "unreadable_file"


def test_objects_in_objects_without_end_are_no_trouble():
    deep = b'{"title": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b', "text": "It rained."}'
    (record,) = _read(deep)
    assert record.fields["text"] == "It rained."


def test_real_newsapi_answers_are_whole():
    if not REAL.exists():
        pytest.skip("../shared is not here")
    for file in sorted(REAL.glob("*.json")):
        answer = json.loads(file.read_bytes())["articles"]
        records = list(json_lines.read(Content(file, file.read_bytes())))
        assert len(records) == len(answer) == 100
        for record, article in zip(records, answer, strict=True):
            assert record.fields["source.name"] == article["source"]["name"]
            for name in ("author", "title", "description", "url", "publishedAt", "content"):
                assert record.fields[name] == article[name]
            assert record.text_kind == ("abstract" if article["content"] else None)


SEEDS = [file.read_bytes() for file in sorted(HERE.glob("*.json*"))]


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text('{}[]",:\n1ae\\', max_size=60)))
def test_no_bytes_make_it_fail(data: bytes | str):
    _read(data if isinstance(data, bytes) else data.encode())


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "title",
                        "text",
                        "date",
                        "articles",
                        "data",
                        "columns",
                        "index",
                        "_source",
                        "type",
                        "0",
                        "$date",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_it_fail(value: object):
    assert all(_row(one) > 0 for one in _read(value))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2500), st.binary(max_size=4)), max_size=5),
    st.integers(0, 2500),
)
def test_no_changed_answer_makes_it_fail(data: bytes, changes: list[tuple[int, bytes]], end: int):
    for place, part in changes:
        data = data[:place] + part + data[place + len(part) :]
    _read(data[:end])
