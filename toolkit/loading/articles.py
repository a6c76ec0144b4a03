"""From the records of every format to the articles table.

Each record becomes an article or a row of ``set_aside``, in this order of checks: text,
date, outlet, exact repetition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b

import pandas as pd

from toolkit import outlets, stories, tables
from toolkit.errors import MissingColumn
from toolkit.loading import columns, dates
from toolkit.loading.cleaning import clean_line, clean_text
from toolkit.loading.kinds import genre_of, without_cut_mark
from toolkit.loading.records import Record, SetAside, as_date, as_text

_LINES = ("outlet", "title", "author", "url", "language", "section", "genre")
_LANGUAGES = {
    "english": "en", "urdu": "ur", "pashto": "ps", "dari": "fa", "persian": "fa", "farsi": "fa",
    "hindi": "hi", "arabic": "ar", "french": "fr", "german": "de", "spanish": "es", "eng": "en",
    "urd": "ur", "pus": "ps", "fas": "fa", "prs": "fa", "hin": "hi", "ara": "ar", "fra": "fr",
    "deu": "de", "spa": "es",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of the records.

    Parameters
    ----------
    articles, set_aside
        The two tables; every record is in one of them.
    doubts
        What was decided for the user and should be known, a sentence each.
    """

    articles: pd.DataFrame
    set_aside: pd.DataFrame
    doubts: list[str]


@dataclass
class _Draft:
    """A record whose fields are understood one by one."""

    record: Record
    fields: dict[str, str | None]
    raw_date: object | None
    text_kind: str
    moment: dates.Moment | None = None
    problem: SetAside | None = None

    @property
    def outlet(self) -> str | None:
        label, url = self.fields["outlet"], self.fields["url"]
        if label:
            return outlets.name_of(label)
        return outlets.name_from_url(url) if url else None


def build(
    records: Sequence[Record],
    set_aside: Sequence[SetAside],
    *,
    mapping: columns.Mapped | None = None,
    day_first: bool | None = None,
) -> Outcome:
    """Turn records into articles.

    Parameters
    ----------
    records
        What the readers found.
    set_aside
        What the readers could not use.
    mapping
        Article column -> source column.
    day_first
        How to read 11/8/2021, None to let each column say.

    Returns
    -------
    Outcome
        Articles, set_aside, and what should be said.

    Raises
    ------
    MissingColumn
        When no source has a column of text, or none has a column that ``mapping`` names.

    Examples
    --------
    >>> page = {"title": "Rain", "text": "Rain fell.", "date": "2021-08-11", "source": "dawn.com"}
    >>> build([Record("a.csv", 1, page, "a.csv")], []).articles.loc[0, "outlet"]
    'Dawn'
    """
    aside = list(set_aside)
    drafts: list[_Draft] = []
    doubts: list[str] = []
    sources = _by_table(records)
    _check_names(sources, mapping)
    for source, own in sources.items():
        layout = columns.choose(_columns(own), mapping)
        if not layout.has_text:
            aside.append(_without_text(source, own))
            continue
        fresh = [_draft(record, layout) for record in own]
        doubts += _date(fresh, layout, source, day_first)
        drafts += fresh
    for draft in drafts:
        draft.problem = _problem(draft)
    aside += [draft.problem for draft in drafts if draft.problem]
    articles, repeated = _table([draft for draft in drafts if not draft.problem])
    return Outcome(articles, _set_aside_table(aside + repeated), doubts)


def _by_table(records: Sequence[Record]) -> dict[str, list[Record]]:
    sources: dict[str, list[Record]] = {}
    for record in records:
        sources.setdefault(record.table, []).append(record)
    return sources


def _columns(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record.fields))


def _check_names(sources: dict[str, list[Record]], mapping: columns.Mapped | None) -> None:
    columns.check_mapping(mapping)
    if not sources:
        return
    found = dict.fromkeys(name for own in sources.values() for name in _columns(own))
    for wanted in mapping or {}:
        missing = [name for name in columns.named_in(mapping, wanted) if name not in found]
        if missing:
            raise MissingColumn(
                f"no column '{missing[0]}', which mapping= names for '{wanted}'; "
                f"the columns are {_listed(found)}",
                mend="name one of them in mapping=",
                file=_one_file(sources),
            )
    if not any(columns.choose(_columns(own), mapping).has_text for own in sources.values()):
        raise MissingColumn(
            f"no column of text among {_listed(found)}",
            mend='say which it is: load(path, mapping={"text": "their_column"})',
            file=_one_file(sources),
        )


def _listed(names: dict[str, None]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _one_file(sources: dict[str, list[Record]]) -> str:
    first = next(iter(sources.values()))[0].file
    return first if len(sources) == 1 else f"{first} and {len(sources) - 1} more"


def _without_text(source: str, records: Sequence[Record]) -> SetAside:
    detail = f"none of its columns holds text ({_listed(dict.fromkeys(_columns(records)))}); "
    mend = 'say which column it is: load(path, mapping={"text": "their_column"})'
    return SetAside(source, 0, "no_text", f"{detail}{len(records)} records", mend)


def _draft(record: Record, layout: columns.Layout) -> _Draft:
    fields: dict[str, str | None] = {}
    for column in _LINES:
        found = _first_filled(record, layout.chosen[column])
        fields[column] = (clean_line(found[1]) or None) if found else None
    if language := fields["language"]:
        short = language.casefold().replace("_", "-")
        fields["language"] = _LANGUAGES.get(short, short.split("-")[0])
    fields["text"], kind = _text(record, layout.chosen["text"])
    dated = (as_date(record.fields.get(name)) for name in layout.chosen["published"])
    raw_date = next((value for value in dated if value is not None), None)
    return _Draft(record, fields, raw_date, kind)


def _first_filled(record: Record, names: Sequence[str]) -> tuple[str, str] | None:
    filled = ((name, as_text(record.fields.get(name))) for name in names)
    return next(((name, text) for name, text in filled if text is not None), None)


def _text(record: Record, names: Sequence[str]) -> tuple[str | None, str]:
    """Give the text of the first column that holds one, and how much of the article it is."""
    for name in names:
        found = as_text(record.fields.get(name))
        text = clean_text(found) if found else ""
        if text:
            bare, cut = without_cut_mark(text)
            kind = columns.kind_of_column(name)
            return bare, "abstract" if cut and kind == "full" else kind
    return None, "none"


def _date(
    drafts: Sequence[_Draft], layout: columns.Layout, source: str, day_first: bool | None
) -> list[str]:
    """Date the drafts of one source; give what should be said of its column."""
    read, doubt = dates.read_column([draft.raw_date for draft in drafts], day_first=day_first)
    for draft, found in zip(drafts, read, strict=True):
        if isinstance(found, dates.Unread):
            draft.problem = _aside(
                draft, found.reason, found.detail, "correct the date, or write it as 2021-08-11"
            )
        elif found is None:
            draft.moment = dates.date_in_url(draft.fields["url"] or "")
        else:
            draft.moment = found
    name = next(iter(layout.chosen["published"]), "date")
    mend = "say which with load(path, day_first=True) or day_first=False"
    return [f"{source}, column '{name}': {doubt}. Mend: {mend}."] if doubt else []


def _problem(draft: _Draft) -> SetAside | None:
    if draft.fields["text"] is None:
        return _aside(draft, "no_text", "its text is empty", "fill in its text")
    if draft.problem:
        return draft.problem
    if draft.moment is None:
        detail = "its date is empty and its address holds none"
        return _aside(draft, "no_date", detail, "fill in its date")
    if draft.outlet is None:
        detail = "neither a column nor an address says who published it"
        return _aside(draft, "no_outlet", detail, "fill in a column 'outlet', or its url")
    return None


def _aside(draft: _Draft, reason: str, detail: str, mend: str) -> SetAside:
    record = draft.record
    return SetAside(record.file, record.row, reason, detail, mend, draft.outlet)


def _table(drafts: Sequence[_Draft]) -> tuple[pd.DataFrame, list[SetAside]]:
    rows: dict[str, dict[str, object]] = {}
    repeated = []
    for draft in drafts:
        row = _row(draft)
        first = rows.setdefault(str(row["article_id"]), row)
        if first is not row:
            detail = f"repeats {first['source_file']}, row {first['source_row']}"
            mend = "nothing to do, it is counted once"
            repeated.append(_aside(draft, "repeated_record", detail, mend))
    names = [name for name in tables.empty("articles").columns]
    table = pd.DataFrame(list(rows.values()), columns=names)
    table = _typed(table.assign(story_id=table["article_id"]), "articles")
    return (stories.assign(table) if len(table) else table), repeated


def _row(draft: _Draft) -> dict[str, object]:
    fields, moment, outlet = draft.fields, draft.moment, draft.outlet
    assert moment is not None and outlet is not None
    title, text = fields["title"], fields["text"]
    day = moment.at.date().isoformat()
    genre = genre_of(
        fields["genre"], fields["section"], fields["url"], title, label=fields["outlet"]
    )
    return {
        "article_id": article_id(outlet, day, title or "", text or ""),
        "outlet": outlet,
        "published": moment.at,
        "published_precision": moment.precision,
        **{
            name: fields[name] for name in ("title", "text", "author", "url", "language", "section")
        },
        "genre": genre,
        "text_kind": draft.text_kind,
        "duplicate_of": None,
        "source_file": draft.record.file,
        "source_row": draft.record.row,
    }


def article_id(outlet: str, day: str, title: str, text: str) -> str:
    """Give an article the same name in every session and on every machine.

    Parameters
    ----------
    outlet, day, title, text
        What makes it this article; ``day`` is its UTC date.

    Returns
    -------
    str
        16 hexadecimal digits.

    Examples
    --------
    >>> article_id("Dawn", "2021-08-11", "Talks", "They met.")
    '0d23cd7ff0bd00d1'
    """
    written = "|".join((outlet, day, title, text))
    return blake2b(written.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _set_aside_table(aside: Sequence[SetAside]) -> pd.DataFrame:
    names = [name for name in tables.empty("set_aside").columns]
    rows = sorted(
        (asdict(one) for one in aside), key=lambda one: (one["source_file"], one["source_row"])
    )
    return _typed(pd.DataFrame(rows, columns=names), "set_aside")


def _typed(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a table the dtypes of its schema."""
    dtypes = tables.empty(name).dtypes
    moments = [column for column, dtype in dtypes.items() if str(dtype).startswith("datetime")]
    for column in moments:
        table[column] = pd.to_datetime(table[column], utc=True)
    return table.astype(dict(dtypes))
