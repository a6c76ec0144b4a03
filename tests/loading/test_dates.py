"""A day is never shifted; the order of day and month is the column's, not the row's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from toolkit.loading.dates import Moment, Unread, date_in_url, read_column

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def _one(value: object, **more: object) -> tuple[str, str]:
    (found,), _ = read_column([value], now=NOW, **more)  # type: ignore[arg-type]
    if isinstance(found, Unread):
        return found.reason, found.detail
    assert isinstance(found, Moment)
    return found.at.strftime("%Y-%m-%d %H:%M"), found.precision


@pytest.mark.parametrize(
    ("written", "published", "precision"),
    [
        ("2021-08-11", "2021-08-11 00:00", "day"),
        ("2021/8/11", "2021-08-11 00:00", "day"),
        ("20210811", "2021-08-11 00:00", "day"),
        ("20210811143000", "2021-08-11 14:30", "second"),
        ("2021-08", "2021-08-01 00:00", "month"),
        ("August 2021", "2021-08-01 00:00", "month"),
        ("August 11, 2021", "2021-08-11 00:00", "day"),
        ("Aug. 11th, 2021", "2021-08-11 00:00", "day"),
        ("11-Aug-2021", "2021-08-11 00:00", "day"),
        ("Wednesday 11 August 2021", "2021-08-11 00:00", "day"),
        ("Wed, 11 Aug 2021 14:05:00 GMT", "2021-08-11 14:05", "second"),
        ("2021-08-11T14:05:00Z", "2021-08-11 14:05", "second"),
        ("2021-08-11T02:05:00.123456+05:00", "2021-08-10 21:05", "second"),
        ("2021-08-11 14:05", "2021-08-11 14:05", "second"),
        ("August 11, 2021 2:05 p.m. ET", "2021-08-11 18:05", "second"),
        ("January 11, 2021 2:05 PM ET", "2021-01-11 19:05", "second"),
        ("8/14/2021", "2021-08-14 00:00", "day"),
        ("14/8/21", "2021-08-14 00:00", "day"),
        ("11.8.2021", "2021-08-11 00:00", "day"),
        (1628640000 + 60, "2021-08-11 00:01", "second"),
        ("1628640060000", "2021-08-11 00:01", "second"),
        (date(2021, 8, 11), "2021-08-11 00:00", "day"),
        (datetime(2021, 8, 11, 14, 5), "2021-08-11 14:05", "second"),
    ],
)
def test_usual_forms_are_read_with_their_precision(written: object, published: str, precision: str):
    assert _one(written) == (published, precision)


def test_a_column_of_midnights_is_a_column_of_days_and_no_zone_moves_them():
    read, _ = read_column(["2021-08-31T00:00:00+05:00", "2021-09-01T00:00:00+05:00"], now=NOW)
    assert [(one.at.date().isoformat(), one.precision) for one in read] == [
        ("2021-08-31", "day"),
        ("2021-09-01", "day"),
    ]


def test_one_value_above_twelve_decides_for_the_whole_column():
    read, doubt = read_column(["1/2/2021", "13/2/2021"], now=NOW)
    assert [one.at.date() for one in read] == [date(2021, 2, 1), date(2021, 2, 13)]
    assert doubt is None


def test_an_open_column_is_read_month_first_and_said_so():
    read, doubt = read_column(["1/2/2021", "3/4/2021"], now=NOW)
    assert read[0].at.date() == date(2021, 1, 2)
    assert "month first" in doubt


def test_the_user_can_say_which_comes_first():
    read, doubt = read_column(["1/2/2021"], day_first=True, now=NOW)
    assert (read[0].at.date(), doubt) == (date(2021, 2, 1), None)


def test_a_column_that_contradicts_itself_gives_up_the_smaller_part():
    read, doubt = read_column(["25/12/2020", "26/12/2020", "12/25/2020"], now=NOW)
    assert isinstance(read[2], Unread)
    assert "2 can only be day first and 1 only month first" in doubt


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2021-02-30", "unreadable_date"),
        ("2021", "unreadable_date"),
        ("soon", "unreadable_date"),
        ("12", "unreadable_date"),
        ("2021-08-11 25:00", "unreadable_date"),
        ("see 11 August 2021 edition", "unreadable_date"),
        ("1066-10-14", "unreadable_date"),
        ("2024-01-04", "future_date"),
    ],
)
def test_what_is_no_date_is_told(written: str, reason: str):
    assert _one(written)[0] == reason


def test_tomorrow_is_not_yet_the_future_for_a_zone_may_be_ahead():
    assert _one("2024-01-02") == ("2024-01-02 00:00", "day")


@pytest.mark.parametrize(
    ("url", "day", "precision"),
    [
        ("https://a.example/2021/08/11/asia/talks.html", "2021-08-11", "day"),
        ("https://a.example/world/2021/aug/11/talks", "2021-08-11", "day"),
        ("https://a.example/talks-2021-08-11", "2021-08-11", "day"),
        ("https://a.example/20210811/talks", "2021-08-11", "day"),
        ("https://a.example/news/2020/04/talks-200403075526508.html", "2020-04-03", "day"),
        ("https://a.example/indepth/smog-200123081038630.html", "2020-01-23", "day"),
        ("https://a.example/blogs/2013/04/the-note/", "2013-04-01", "month"),
        ("https://www.wsj.com/articles/talks-11561248602", "2019-06-23", "day"),
    ],
)
def test_an_address_can_hold_the_date(url: str, day: str, precision: str):
    found = date_in_url(url, now=NOW)
    assert (found.at.date().isoformat(), found.precision) == (day, precision)


@pytest.mark.parametrize(
    "url",
    [
        "https://time.com/5723753/bolivia",
        "https://www.bbc.com/news/world-us-canada-41663609",
        "https://spectator.org/bravo-mr-president-2/",
        "https://a.example/the-2020-war/605530/?id=2020-02-07",
        "http://[broken",
    ],
)
def test_a_number_in_an_address_is_not_always_a_date(url: str):
    assert date_in_url(url, now=NOW) is None
