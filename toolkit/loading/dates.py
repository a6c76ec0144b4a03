"""Dates in any usual form, to UTC, with how exactly each is known.

A day is a day: a date without an hour becomes midnight UTC and is never moved by a time
zone; a column in which every hour is midnight holds days. A moment with a zone is turned
to UTC, one without is taken as UTC. Whether 4/5/2021 is April or May is decided by the
whole column, never by the row; zone names that several countries use are read as in South
Asia and Europe (IST is India's, BST Britain's).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from dateutil import tz

EARLIEST = 1600  # year of the first newspapers
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"  # Tues, Thurs, Weds
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

# The forms of a day, the first that fits is taken. A month alone comes last.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d{2})(?!\d)",
        rf"(?<!\d){_DAY}(?:\s+of)?[\s,/-]*(?P<name>{_MONTH})[\s,/-]*{_YEAR}(?!\d)",
        rf"\b(?P<name>{_MONTH})[\s,/-]*{_DAY}[\s,/-]+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[\s,/-]*(?P<name>{_MONTH})[\s,/-]*{_DAY}(?!\d)",
        r"(?<!\d)(?P<year>(?:1[6-9]|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=T|\d{6}\b|\b)",
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})(?![\d/.-])",
        rf"\b(?P<name>{_MONTH})[\s,/-]*{_YEAR}(?!\d)",
    )
)
#: A date of numbers that ends with its year: 11/8/2021.
NUMERIC = _FORMS[1]

_CLOCK = re.compile(
    r"(?<!\d)T?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
    r"|(?<!\d)(?P<hour12>\d{1,2})\s*(?P<half12>[ap]\.?m\b\.?)"
    r"|^T?(?P<packed>\d{6})(?!\d)",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"^\s*\(?(?:(?P<name>[A-Za-z]{1,4})\b)?\s*(?:(?P<sign>[+−-])(?P<h>\d{1,2}):?(?P<m>\d{2})?)?\)?"
)
_FILLER = re.compile(
    rf"{_WEEKDAY}|\b(?:at|on|the|of|date|time|published|posted|updated|modified|created|last|first"
    r"|as|local|hrs|hours)\b|[\s,;:|·•()\[\]–—-]+",
    re.IGNORECASE,
)

_US = {"ET": ("EST5EDT", -5), "CT": ("CST6CDT", -6), "MT": ("MST7MDT", -7), "PT": ("PST8PDT", -8)}
_HOURS: dict[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "AST": 3, "IRST": 3.5, "GST": 4, "AFT": 4.5, "PKT": 5, "PST": -8,
    "IST": 5.5, "NPT": 5.75, "BDT": 6, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PDT": -7,
}  # fmt: skip

Order = Literal["day_first", "month_first"]


@dataclass(frozen=True)
class Moment:
    """When something was published.

    Parameters
    ----------
    at
        In UTC; midnight for a day, the first for a month.
    precision
        One of :data:`toolkit.tables.PRECISIONS`.
    local
        The hour as printed, before a zone was applied.
    """

    at: datetime
    precision: str
    local: datetime


@dataclass(frozen=True)
class Unread:
    """Why a date cannot be used.

    Parameters
    ----------
    reason
        ``unreadable_date`` or ``future_date``.
    detail
        What was found.
    """

    reason: str
    detail: str


@dataclass(frozen=True)
class ColumnOrder:
    """How a column writes day and month where it writes them as numbers.

    Parameters
    ----------
    order
        The order all its numbers are read in.
    doubt
        What should be said about that; None where the column itself leaves no doubt.
    """

    order: Order
    doubt: str | None = None


@dataclass(frozen=True)
class Habits:
    """How a column writes its dates, decided by all of it before a part of it is read.

    Parameters
    ----------
    day_first
        Whether 11/8/2021 is 11 August; None where it has no such dates.
    only_days
        Whether every hour in it is midnight, so that it holds days.
    doubt
        What should be said about the order; see :class:`ColumnOrder`.
    """

    day_first: bool | None
    only_days: bool
    doubt: str | None = field(default=None, repr=False)


def habits_of(values: Collection[object], *, day_first: bool | None = None) -> Habits:
    """Tell how a column writes its dates.

    Parameters
    ----------
    values
        Its values, each at least once, in any order.
    day_first
        What the user says, if anything.

    Returns
    -------
    Habits
        For :func:`read_column`, to read any part of the column alike.

    Examples
    --------
    >>> habits_of({"13/8/2021 00:00", "1/2/2021 00:00"})
    Habits(day_first=True, only_days=True)
    """
    order = order_of([value for value in values if isinstance(value, str)], day_first=day_first)
    latest = datetime.max.replace(tzinfo=UTC)
    read = [_read(value, order.order, latest) for value in values]
    return Habits(order.order == "day_first", _are_days(read), order.doubt)


def read_column(
    values: Sequence[object],
    *,
    day_first: bool | None = None,
    habits: Habits | None = None,
    now: datetime | None = None,
) -> tuple[list[Moment | Unread | None], str | None]:
    """Read the dates of one column.

    Parameters
    ----------
    values
        Texts, dates, moments or seconds since 1970; None where the source has nothing.
    day_first
        True for 11/8/2021 as 11 August, False as November 8; None to let the column say.
    habits
        How the whole column writes its dates, where these values are a part of it.
    now
        The present, for tests.

    Returns
    -------
    dates : list of Moment, Unread or None
        One for each value.
    doubt : str or None
        What the user should know about the order of day and month.

    Examples
    --------
    >>> dates, doubt = read_column(["4/5/2021", "4/14/2021", None])
    >>> dates[0].at.date().isoformat(), dates[0].precision, dates[2], doubt
    ('2021-04-05', 'day', None, None)
    """
    texts = [value for value in values if isinstance(value, str)]
    column = order_of(texts, day_first=habits.day_first if habits else day_first)
    latest = (now or datetime.now(UTC)) + timedelta(days=2)
    read = [_read(value, column.order, latest) for value in values]
    only_days = habits.only_days if habits else _are_days(read)
    doubt = habits.doubt if habits else column.doubt
    return [_as_day(one) if only_days else one for one in read], doubt


def order_of(texts: Sequence[str], *, day_first: bool | None = None) -> ColumnOrder:
    """Decide by a whole column whether the day or the month comes first.

    Parameters
    ----------
    texts
        The column.
    day_first
        What the user says, if anything.

    Returns
    -------
    ColumnOrder
        The order, and the doubt that is left.

    Examples
    --------
    >>> order_of(["13/8/2021", "1/2/2021"]).order, order_of(["8/13/2021"]).order
    ('day_first', 'month_first')
    >>> order_of(["1/2/2021"]).doubt
    'nothing in it tells whether the day or the month comes first; read as month first'
    """
    if day_first is not None:
        return ColumnOrder("day_first" if day_first else "month_first")
    matches = [match for text in texts if (match := NUMERIC.search(text))]
    pairs = [(int(match["first"]), int(match["second"])) for match in matches]
    days = sum(first > 12 >= second for first, second in pairs)
    months = sum(second > 12 >= first for first, second in pairs)
    if days and months:
        order: Order = "day_first" if days > months else "month_first"
        doubt = f"{days} can only be day first and {months} only month first"
        return ColumnOrder(order, f"{doubt}; read as {order.replace('_', ' ')}")
    if days or months:
        return ColumnOrder("day_first" if days else "month_first")
    if matches and all(match["mark"] == "." for match in matches):
        return ColumnOrder("day_first")  # 11.8.2021 is written where the day comes first
    if any(first != second for first, second in pairs):
        doubt = "nothing in it tells whether the day or the month comes first"
        return ColumnOrder("month_first", f"{doubt}; read as month first")
    return ColumnOrder("month_first")


def _are_days(read: Iterable[Moment | Unread | None]) -> bool:
    """Say whether every hour is midnight: then the hours mean nothing."""
    midnight = datetime.min.time()
    moments = [one for one in read if isinstance(one, Moment) and one.precision == "second"]
    return bool(moments) and all(one.local.time() == midnight for one in moments)


def _as_day(one: Moment | Unread | None) -> Moment | Unread | None:
    if not isinstance(one, Moment) or one.precision != "second":
        return one
    return replace(one, at=one.local.replace(tzinfo=UTC), precision="day")


def _read(value: object, order: Order, latest: datetime) -> Moment | Unread | None:
    if value is None:
        return None
    found = _read_text(value, order) if isinstance(value, str) else _read_typed(value)
    if isinstance(found, Unread):
        return found
    if found.at > latest:
        return Unread("future_date", f"the date '{value}' has not come yet")
    if found.at.year < EARLIEST:
        return Unread("unreadable_date", f"the date '{value}' is before any newspaper")
    return found


def _read_typed(value: object) -> Moment | Unread:
    if isinstance(value, datetime):
        return _moment(value.replace(tzinfo=None), value.utcoffset())
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, int | float):
        return _epoch(float(value), str(value))
    return Unread("unreadable_date", f"'{value}' is no date")


def _epoch(seconds: float, written: str) -> Moment | Unread:
    # 2001 to 2100, in seconds or milliseconds: a smaller number is no moment of a news archive.
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 1e9 <= seconds <= 4.1e9:
        return Unread("unreadable_date", f"the number {written} is no date")
    return _moment(datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None), None)


@lru_cache(maxsize=65536)
def _read_text(text: str, order: Order) -> Moment | Unread:
    bare = text.strip()
    if re.fullmatch(r"\d{10}|\d{13}|\d{10}\.\d+", bare):
        return _epoch(float(bare), bare)
    if re.fullmatch(r"\d{8}|\d{14}", bare) is None and re.fullmatch(r"[\d.]+", bare):
        if re.fullmatch(r"(19|20)\d{4}", bare):
            return find_date(f"{bare[:4]}-{bare[4:]}", order)[0]
        if bare.isdigit():
            return Unread("unreadable_date", f"the number {bare} is no date")
    found, rest = find_date(bare, order)
    if isinstance(found, Moment) and _FILLER.sub("", rest):
        return Unread("unreadable_date", f"the date '{text}' holds more than a date")
    return found


def find_date(text: str, order: Order = "month_first") -> tuple[Moment | Unread, str]:
    """Find a date in a line, with its hour and zone.

    Parameters
    ----------
    text
        A line.
    order
        How to read a date of numbers that leaves it open.

    Returns
    -------
    date : Moment or Unread
        The date.
    rest : str
        The line without it.

    Examples
    --------
    >>> found, rest = find_date("Updated Wednesday, 11 Aug 2021 14:05 PKT | Kabul")
    >>> found.at.isoformat(), found.precision
    ('2021-08-11T09:05:00+00:00', 'second')
    """
    for form in _FORMS:
        match = form.search(text)
        if match is None:
            continue
        before, after = text[: match.start()], text[match.end() :]
        read = _date_of(match, order)
        if isinstance(read, Unread):
            return read, before + after
        if read.precision == "month":
            return read, before + after
        return _with_clock(read, before, after)
    return Unread("unreadable_date", f"'{text}' is no date"), text


def _date_of(match: re.Match[str], order: Order) -> Moment | Unread:
    part = {name: value for name, value in match.groupdict().items() if value}
    year = _year(part["year"])
    if "first" in part:
        numbers = int(part["first"]), int(part["second"])
        day, month = numbers if order == "day_first" else numbers[::-1]
    else:
        month = month_number(part["name"]) if "name" in part else int(part["month"])
        if "day" not in part:
            return _day(year, month, 1, precision="month", written=match[0])
        day = int(part["day"])
    return _day(year, month, day, written=match[0])


def month_number(name: str) -> int:
    """Give the number of a month's English name.

    Parameters
    ----------
    name
        Its name or the first three letters of it.

    Returns
    -------
    int
        1 to 12.

    Examples
    --------
    >>> month_number("Sept."), month_number("aug")
    (9, 8)
    """
    return _MONTHS.index(name[:3].casefold()) + 1


def _year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    this_year = datetime.now(UTC).year
    year = this_year // 100 * 100 + int(written)
    return year if year <= this_year + 1 else year - 100


def _day(
    year: int, month: int, day: int, *, precision: str = "day", written: str | None = None
) -> Moment | Unread:
    try:
        local = datetime(year, month, day)
    except ValueError:
        name = written or f"{year}-{month}-{day}"
        return Unread("unreadable_date", f"'{name}' is not in the calendar")
    return Moment(local.replace(tzinfo=UTC), precision, local)


def _with_clock(day: Moment, before: str, after: str) -> tuple[Moment | Unread, str]:
    for place, text in ((1, after), (0, before)):
        clock = _CLOCK.search(text)
        if clock is None:
            continue
        hour, minute, second = _hour_of(clock)
        if hour > 23 or minute > 59 or second > 60:
            return Unread("unreadable_date", f"'{clock[0].strip()}' is no time of day"), text
        local = day.local.replace(hour=hour, minute=minute, second=min(second, 59))
        tail = text[clock.end() :]
        offset, taken = _zone(tail, local)
        rest = text[: clock.start()] + tail[taken:]
        whole = f"{before} {rest}" if place else f"{rest} {after}"
        return _moment(local, offset), whole
    return day, f"{before} {after}"


def _hour_of(clock: re.Match[str]) -> tuple[int, int, int]:
    if clock["packed"]:
        packed = clock["packed"]
        return int(packed[:2]), int(packed[2:4]), int(packed[4:])
    hour = int(clock["hour"] or clock["hour12"])
    half = (clock["half"] or clock["half12"] or "")[:1].casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(clock["minute"] or 0), int(clock["second"] or 0)


def _zone(tail: str, local: datetime) -> tuple[timedelta | None, int]:
    """Read a zone at the start of ``tail``: its offset, and how many characters it took."""
    match = _OFFSET.match(tail)
    if match is None:
        return None, 0
    name, sign = (match["name"] or "").upper(), match["sign"]
    known = not name or name in _HOURS or name in _US
    if sign and known:
        ahead = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        return (ahead if sign == "+" else -ahead), match.end()
    if name in _US:
        rules, hours = _US[name]
        zone = tz.tzstr(f"{rules},M3.2.0,M11.1.0")
        return zone.utcoffset(local) or timedelta(hours=hours), match.end("name")
    if name in _HOURS:
        return timedelta(hours=_HOURS[name]), match.end("name")
    return None, 0


def _moment(local: datetime, offset: timedelta | None) -> Moment | Unread:
    local = local.replace(microsecond=0)
    try:
        at = local.replace(tzinfo=timezone(offset or timedelta())).astimezone(UTC)
    except (ValueError, OverflowError):
        return Unread("unreadable_date", f"'{local}' has no such zone")
    return Moment(at, "second", local)


_URL_DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/_.-]|$)",
        rf"/(?P<year>(?:19|20)\d{{2}})/(?P<name>{_MONTH})/(?P<day>\d{{1,2}})(?=/|$)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        # Al Jazeera, 2003 to 2020: year, month, day and the time of filing end the slug.
        r"-(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})\d{9}(?:\.html?)?$",
    )
)
_URL_MONTH = re.compile(
    rf"/(?P<year>(?:19|20)\d{{2}})/(?:(?P<month>0?[1-9]|1[0-2])|(?P<name>{_MONTH}))(?=/|$)",
    re.IGNORECASE,
)

# The Wall Street Journal ends a slug with the second of filing, since 2018 with a 1 before it.
_FILED = re.compile(r"^/articles/.*-1?(?P<seconds>1[2-9]\d{8})$")


def date_in_url(url: str, *, now: datetime | None = None) -> Moment | None:
    """Find the date that an address holds.

    Parameters
    ----------
    url
        The article's address.
    now
        The present, for tests.

    Returns
    -------
    Moment or None
        A day or a month; None where the address holds neither.

    Examples
    --------
    >>> found = date_in_url("https://www.aljazeera.com/news/2020/04/talks-200403075526508.html")
    >>> found.at.date().isoformat(), found.precision
    ('2020-04-03', 'day')
    >>> date_in_url("https://blog.example/2013/04/the-note/").precision
    'month'
    """
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return None
    latest = (now or datetime.now(UTC)) + timedelta(days=2)
    if found := _FILED.search(path):
        return _filed(int(found["seconds"]))
    month = _in_path(_URL_MONTH, path, latest)
    for form in _URL_DAYS:
        day = _in_path(form, path, latest)
        if day and (
            month is None or (day.at.year, day.at.month) == (month.at.year, month.at.month)
        ):
            return day
    return month


def _filed(seconds: int) -> Moment | None:
    at = datetime.fromtimestamp(seconds, UTC)
    found = _day(at.year, at.month, at.day)
    return found if isinstance(found, Moment) else None


def _in_path(form: re.Pattern[str], path: str, latest: datetime) -> Moment | None:
    for match in form.finditer(path):
        part = match.groupdict()
        year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
        month = month_number(part["name"]) if part.get("name") else int(part["month"])
        day = part.get("day")
        found = _day(year, month, int(day or 1), precision="day" if day else "month")
        if isinstance(found, Moment) and found.at <= latest:
            return found
    return None
