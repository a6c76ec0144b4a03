"""From the records of every format to the articles table.

Each record becomes an article or a row of ``set_aside``, in this order of checks: text,
date, outlet, language, exact repetition.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import outlets, tables
from toolkit.errors import MissingColumn
from toolkit.loading import columns, datelines, dates, language
from toolkit.loading.cleaning import clean_line, clean_text, is_damaged
from toolkit.loading.furniture import without_furniture
from toolkit.loading.kinds import genre_of, without_cut_mark
from toolkit.loading.other_languages import language_code
from toolkit.loading.records import Ready, Record, SetAside, as_date, as_text

#: Columns that only some sources have.
_GIVEN = (tables.GIVEN_TONE, "gdelt_themes")

_LINES = ("outlet", "title", "author", "url", "language", "section", "genre")
#: Codes of three letters, and a name that other interfaces do not know.
_LANGUAGES = {
    "eng": "en", "urd": "ur", "pus": "ps", "fas": "fa", "prs": "fa", "hin": "hi", "ara": "ar",
    "fra": "fr", "deu": "de", "spa": "es", "dari": "fa",
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
    dateline: str | None = None
    repaired: bool = False
    furniture: int = 0
    outlets_file: str | Path | None = None
    moment: dates.Moment | None = None
    problem: SetAside | None = None

    @cached_property
    def outlet(self) -> str | None:
        label, url = self.fields["outlet"], self.fields["url"]
        if label:
            return outlets.name_of(label, url=url, file=self.outlets_file)
        return outlets.name_from_url(url, file=self.outlets_file) if url else None


def build(
    records: Sequence[Record],
    set_aside: Sequence[SetAside],
    *,
    ready: Sequence[Ready] = (),
    mapping: columns.Mapped | None = None,
    day_first: bool | None = None,
    habits: Mapping[str, dates.Habits] | None = None,
    languages: Collection[str] | None = ("en",),
    outlets_file: str | Path | None = None,
) -> Outcome:
    """Turn records into articles.

    Parameters
    ----------
    records
        What the readers found.
    set_aside
        What the readers could not use.
    ready
        Articles from a converted corpus, which are taken as they are.
    mapping
        Article column -> source column.
    day_first
        How to read 11/8/2021, None to let each column say.
    habits
        How whole tables write their dates, by table, where the records are a part of them.
    languages
        Two-letter codes of the languages to keep, None for all. An article whose language
        is not known is kept.
    outlets_file
        A TOML file of outlets that adds to the toolkit's own.

    Returns
    -------
    Outcome
        Articles, set_aside, and what should be said. Each article is a story of its own;
        :func:`toolkit.stories.assign` finds the copies.

    Examples
    --------
    >>> page = {"title": "Rain", "text": "Rain fell.", "date": "2021-08-11", "source": "dawn.com"}
    >>> build([Record("a.csv", 1, page, "a.csv")], []).articles.loc[0, "outlet"]
    'Dawn'
    """
    aside = list(set_aside)
    drafts: list[_Draft] = []
    doubts: list[str] = []
    for source, own in _by_table(records).items():
        layout = columns.choose(_columns(own), mapping)
        if not layout.has_text and not any(record.text_kind for record in own):
            aside.append(_without_text(source, own))
            continue
        if layout.only_headlines and not any(record.text_kind for record in own):
            mend = 'if a column holds the text, say load(path, mapping={"text": "their_column"})'
            doubts.append(f"{source}: {columns.told(layout, _columns(own))}. Mend: {mend}.")
        fresh = [_draft(record, layout, outlets_file) for record in own]
        doubts += _date(fresh, layout, source, day_first, (habits or {}).get(source))
        drafts += fresh
    for draft in drafts:
        draft.problem = _problem(draft, languages)
    aside += [draft.problem for draft in drafts if draft.problem]
    articles, repeated = _table([draft for draft in drafts if not draft.problem], ready)
    return Outcome(articles, _set_aside_table(aside + repeated), doubts)


def _by_table(records: Sequence[Record]) -> dict[str, list[Record]]:
    sources: dict[str, list[Record]] = {}
    for record in records:
        sources.setdefault(record.table, []).append(record)
    return sources


def _columns(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record.fields))


def check_names(records: Sequence[Record], mapping: columns.Mapped | None) -> None:
    """Check that what the user named is there, and that something holds text.

    Parameters
    ----------
    records
        What the readers found.
    mapping
        Article column -> source column.

    Raises
    ------
    MissingColumn
        When no source has a column of text, or none has a column that ``mapping`` names.

    Examples
    --------
    >>> check_names([Record("a.csv", 1, {"Artikel": "Es regnet."}, "a.csv")], None)
    Traceback (most recent call last):
    ...
    toolkit.errors.MissingColumn: a.csv: no column of text among 'Artikel'. Mend: say which it is:
    load(path, mapping={"text": "their_column"}).
    """
    sources = _by_table(records)
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
    if not any(_has_text(own, mapping) for own in sources.values()):
        raise MissingColumn(
            f"no column of text among {_listed(found)}",
            mend='say which it is: load(path, mapping={"text": "their_column"})',
            file=_one_file(sources),
        )


def _has_text(records: Sequence[Record], mapping: columns.Mapped | None) -> bool:
    """Say whether a source can hold text, or is of a kind that holds none."""
    layout = columns.choose(_columns(records), mapping)
    return layout.has_text or any(record.text_kind for record in records)


def _listed(names: dict[str, None]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _one_file(sources: dict[str, list[Record]]) -> str:
    first = next(iter(sources.values()))[0].file
    return first if len(sources) == 1 else f"{first} and {len(sources) - 1} more"


def _without_text(source: str, records: Sequence[Record]) -> SetAside:
    detail = f"none of its columns holds text ({_listed(dict.fromkeys(_columns(records)))}); "
    mend = 'say which column it is: load(path, mapping={"text": "their_column"})'
    return SetAside(source, 0, "no_text", f"{detail}{len(records)} records", mend)


def _draft(record: Record, layout: columns.Layout, outlets_file: str | Path | None) -> _Draft:
    raw = {name: _first_filled(record, layout.chosen[name]) for name in _LINES}
    fields = {
        name: (clean_line(found[1]) or None) if found else None for name, found in raw.items()
    }
    dated = (as_date(record.fields.get(name)) for name in layout.chosen["published"])
    draft = _Draft(
        record,
        fields,
        raw_date=next((value for value in dated if value is not None), None),
        text_kind=record.text_kind or "none",
        repaired=raw["title"] is not None and is_damaged(raw["title"][1]),
        outlets_file=outlets_file,
    )
    _fill_text(draft, layout.chosen["text"])
    _fill_language(draft)
    return draft


def _first_filled(record: Record, names: Sequence[str]) -> tuple[str, str] | None:
    filled = ((name, as_text(record.fields.get(name))) for name in names)
    return next(((name, text) for name, text in filled if text is not None), None)


def _fill_text(draft: _Draft, names: Sequence[str]) -> None:
    """Take the text of the first column that holds one, and say how much of the article it is."""
    for name in names:
        found = as_text(draft.record.fields.get(name))
        text = clean_text(found) if found else ""
        if not text:
            continue
        bare, cut = without_cut_mark(text)
        kind = columns.kind_of_column(name)
        if kind == "headline":  # no body: the title must not be read twice
            draft.text_kind = draft.record.text_kind or kind
            draft.fields["title"] = draft.fields["title"] or clean_line(bare)
            break
        draft.text_kind = draft.record.text_kind or ("abstract" if cut and kind == "full" else kind)
        bare, draft.furniture = without_furniture(bare)
        if not bare:
            continue
        draft.dateline, draft.fields["text"] = datelines.split(bare)
        draft.repaired = draft.repaired or is_damaged(found or "")
        return
    draft.fields["text"] = None


def _fill_language(draft: _Draft) -> None:
    fields = draft.fields
    if said := fields["language"]:
        short = said.casefold().replace("_", "-")
        known = _LANGUAGES.get(short) or language_code(short) or short
        fields["language"] = known.split("-")[0]
    else:
        fields["language"] = language.detect(f"{fields['title'] or ''}\n{fields['text'] or ''}")


def _date(
    drafts: Sequence[_Draft],
    layout: columns.Layout,
    source: str,
    day_first: bool | None,
    habits: dates.Habits | None,
) -> list[str]:
    """Date the drafts of one source; give what should be said of its column."""
    raw = [draft.raw_date for draft in drafts]
    read, doubt = dates.read_column(raw, day_first=day_first, habits=habits)
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


def _problem(draft: _Draft, languages: Collection[str] | None) -> SetAside | None:
    bodiless = draft.text_kind == "headline" or draft.record.text_kind == "none"
    if draft.fields["text"] is None and not (bodiless and draft.fields["title"]):
        return _aside(draft, "no_text", "its text is empty", "fill in its text")
    if draft.problem:
        return draft.problem
    if draft.moment is None:
        detail = "its date is empty and its address holds none"
        return _aside(draft, "no_date", detail, "fill in its date")
    if draft.outlet is None:
        detail = "neither a column nor an address says who published it"
        return _aside(draft, "no_outlet", detail, "fill in a column 'outlet', or its url")
    spoken = draft.fields["language"]
    if languages is not None and spoken is not None and spoken not in languages:
        detail = f"its language is '{spoken}'"
        mend = f"to keep it, load(path, languages=[{', '.join(map(repr, [*languages, spoken]))}])"
        return _aside(draft, "other_language", detail, mend)
    return None


def _aside(draft: _Draft, reason: str, detail: str, mend: str) -> SetAside:
    record = draft.record
    return SetAside(record.file, record.row, reason, detail, mend, draft.outlet)


def _table(drafts: Sequence[_Draft], ready: Sequence[Ready]) -> tuple[pd.DataFrame, list[SetAside]]:
    rows: dict[str, Mapping[str, object]] = {}
    repeated = []
    for row in [*(one.row for one in ready), *map(_row, drafts)]:
        first = rows.setdefault(str(row["article_id"]), row)
        if first is not row:
            repeated.append(repeated_record(row, first["source_file"], first["source_row"]))
    fixed = tables.empty("articles").columns
    table = pd.DataFrame(list(rows.values()), columns=[*fixed, *tables.optional("articles")])
    table = _typed(table.assign(story_id=table["article_id"]), "articles")
    return table.drop(columns=[name for name in _GIVEN if table[name].isna().all()]), repeated


def repeated_record(row: Mapping[str, Any], file: Any, number: Any) -> SetAside:
    """Tell of an article that another record gave before.

    Parameters
    ----------
    row
        Its row of the articles table.
    file, number
        Where the first one stands.

    Returns
    -------
    SetAside
        For the later one.

    Examples
    --------
    >>> later = {"source_file": "b.csv", "source_row": 7, "outlet": "Dawn"}
    >>> repeated_record(later, "a.csv", 1).detail
    'repeats a.csv, row 1'
    """
    return SetAside(
        row["source_file"],
        row["source_row"],
        "repeated_record",
        f"repeats {file}, row {number}",
        "nothing to do, it is counted once",
        row["outlet"],
    )


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
        "dateline": draft.dateline,
        "repaired": draft.repaired,
        "furniture": draft.furniture,
        **{name: draft.record.fields.get(name) for name in _GIVEN},
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
    more = {column: dtype for column, dtype in tables.optional(name).items() if column in table}
    return table.astype(dict(dtypes) | more)
