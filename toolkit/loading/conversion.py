"""A corpus of any size as Parquet, file by file, in little memory, resumable.

Each source file becomes parts of the articles table and of set_aside, written under another
name and renamed when whole, and then a note in ``.done`` that it is finished. A run that was
stopped goes on behind the last finished file. Loading the folder gives what loading the
source gives.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import EmptyCorpus, OtherConversion, ToolkitWarning
from toolkit.loading import columns, dates, formats
from toolkit.loading.articles import Outcome, build, repeated_record
from toolkit.loading.corpus import check_languages, read_file
from toolkit.loading.parquet import MARK
from toolkit.loading.progress import over_files
from toolkit.loading.records import Ready, Record, SetAside, as_date
from toolkit.loading.sources import find_files

#: Records, and characters of text, that are held in memory at a time.
_BATCH = (5_000, 20_000_000)

#: What depends on the whole corpus, and is filled when the folder is loaded.
_OF_THE_WHOLE = ["story_id", "duplicate_of"]

#: Bits of a row's number; those above are the file's.
_ROW_BITS = 36

Found = Record | Ready | SetAside


@dataclass
class _Run:
    """One conversion: where to, how, and what was seen."""

    out: Path
    mapping: columns.Mapped | None
    day_first: bool | None
    languages: Collection[str] | None
    outlets: str | Path | None
    #: Where each article stood, as small as can be: there may be millions.
    seen: dict[int, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    @property
    def notes(self) -> Path:
        return self.out / ".done"


def convert(
    path: str | Path,
    out: str | Path,
    *,
    mapping: columns.Mapped | None = None,
    day_first: bool | None = None,
    languages: Collection[str] | None = ("en",),
    outlets: str | Path | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Convert a corpus to Parquet that :func:`toolkit.load` reads at once.

    A file is read in batches, so that its size does not matter; a long table is read twice,
    first for how it writes its dates. Run again with the same arguments, it does only what
    is new or was not finished, and doubles nothing.

    Parameters
    ----------
    path, mapping, day_first, languages, outlets, progress
        As for :func:`toolkit.load`.
    out
        Folder for the Parquet files; it is made where it is not there.

    Returns
    -------
    pandas.DataFrame
        A row a source file: ``source_file`` (str), ``articles`` (int64), ``set_aside``
        (int64) and ``reused`` (bool: done in an earlier run).

    Raises
    ------
    PathNotFound, EmptyCorpus
        When nothing is at ``path``, or no record is usable.
    OtherConversion
        When ``out`` was made with other settings, or a source file has changed since.

    Warns
    -----
    ToolkitWarning
        When the order of day and month is in doubt, or headlines alone are there.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source = Path(folder) / "export.csv"
    ...     _ = source.write_text("title,text,date,source\nRain,It rained.,2021-08-11,Dawn\n")
    ...     done = convert(source, Path(folder) / "corpus")
    >>> done[["articles", "set_aside", "reused"]].astype(str).iloc[0].tolist()
    ['1', '0', 'False']
    """
    columns.check_mapping(mapping)
    check_languages(languages)
    run = _Run(Path(out), mapping, day_first, languages, outlets)
    files = find_files(path)
    _open(run)
    shared = _habits_of(
        run, (found for file in files if _may_share(file) for found in read_file(file))
    )
    rows = []
    for file in over_files(files, progress):
        note = _done(run, file)
        reused = note is not None
        note = note or _convert_file(run, file, shared)
        rows.append({**note, "reused": reused})
    done = pd.DataFrame(rows)[["source_file", "articles", "set_aside", "reused"]]
    if not done["articles"].sum():
        raise EmptyCorpus(
            f"no usable article in '{path}'; the reasons stand in '{run.out}'",
            mend="look at load_with_set_aside(path)",
        )
    return done.astype({"source_file": "str"})


def _open(run: _Run) -> None:
    """Make the folder, or check that it was made with the same settings."""
    run.notes.mkdir(parents=True, exist_ok=True)
    settings = {
        "mapping": {name: list(columns.named_in(run.mapping, name)) for name in run.mapping or {}},
        "day_first": run.day_first,
        "languages": None if run.languages is None else sorted(run.languages),
        "outlets": None if run.outlets is None else Path(run.outlets).read_text(encoding="utf-8"),
    }
    kept = run.notes / "settings.json"
    if not kept.exists():
        _write_json(kept, settings)
    elif json.loads(kept.read_text(encoding="utf-8")) != settings:
        mend = "name another folder, or delete this one and convert anew"
        raise OtherConversion("was converted with other settings", mend=mend, file=run.out)


def _may_share(file: Path) -> bool:
    """Say whether a file's dates may be written as other files' are: a page of a folder."""
    return formats.suffix_of(file) in (".txt", ".zip")


def _habits_of(
    run: _Run, records: Iterable[Found], *, of_one_file: bool = False
) -> dict[str, dates.Habits]:
    """Tell how whole tables write their dates, by a first look at all of them."""
    raw: dict[str, set[object]] = {}
    for found in records:
        if isinstance(found, Record) and (of_one_file or found.table != found.file):
            raw.setdefault(found.table, set()).add(_date(run, found))
    return {table: dates.habits_of(own, day_first=run.day_first) for table, own in raw.items()}


def _date(run: _Run, record: Record) -> object:
    names = columns.choose(record.fields, run.mapping).chosen["published"]
    values = (as_date(record.fields.get(name)) for name in names)
    return next((value for value in values if value is not None), None)


def _done(run: _Run, file: Path) -> dict[str, Any] | None:
    """Give the note of a file that was finished and has not changed since."""
    kept = run.notes / f"{_key(file)}.json"
    if not kept.exists():
        return None
    note: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    if note["state"] != _state(file):
        mend = f"delete '{run.out}' and convert anew, for copies in other files were left out"
        raise OtherConversion("has changed since it was converted", mend=mend, file=file)
    for part in sorted(run.out.glob(f"articles-{_key(file)}-*.parquet")):
        table = pq.read_table(part, columns=["article_id", "source_file", "source_row"])
        _see(run, table.to_pandas())
    return note


def _see(run: _Run, articles: pd.DataFrame) -> None:
    for file, own in articles.groupby("source_file", sort=False):
        if not run.files or run.files[-1] != file:
            run.files.append(str(file))
        base = (len(run.files) - 1) << _ROW_BITS
        keys = map(_number, own["article_id"])
        run.seen.update(zip(keys, (base + own["source_row"]).tolist(), strict=True))


def _number(article_id: str) -> int:
    return int(article_id, 16)


def _convert_file(run: _Run, file: Path, shared: dict[str, dates.Habits]) -> dict[str, Any]:
    key = _key(file)
    for half in run.out.glob(f"*-{key}-*"):
        half.unlink()  # of a run that was stopped
    batches = _batches(read_file(file))
    head = list(islice(batches, 2))
    habits = shared
    if len(head) == 2:  # too long to be looked at whole
        habits = shared | _habits_of(run, read_file(file), of_one_file=True)
    counts = [0, 0]
    for number, batch in enumerate(chain(head, batches)):
        outcome = _outcome(run, batch, habits)
        _say(run, outcome.doubts)
        _write(run, f"articles-{key}-{number:05}", outcome.articles, b"articles")
        _write(run, f"set_aside-{key}-{number:05}", outcome.set_aside, b"set_aside")
        counts[0] += len(outcome.articles)
        counts[1] += len(outcome.set_aside)
    note = {"source_file": str(file), "articles": counts[0], "set_aside": counts[1]}
    _write_json(run.notes / f"{key}.json", {**note, "state": _state(file)})
    return note


def _say(run: _Run, doubts: Iterable[str]) -> None:
    """Warn of what was decided for the user, once for each table."""
    for doubt in doubts:
        if doubt not in run.said:
            run.said.add(doubt)
            warnings.warn(doubt, ToolkitWarning, stacklevel=4)


def _batches(records: Iterator[Found]) -> Iterator[list[Found]]:
    most, largest = _BATCH
    batch: list[Found] = []
    size = 0
    for found in records:
        batch.append(found)
        if isinstance(found, Record):
            size += sum(len(value) for value in found.fields.values() if isinstance(value, str))
        if len(batch) >= most or size >= largest:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _outcome(run: _Run, batch: list[Found], habits: dict[str, dates.Habits]) -> Outcome:
    """Build a batch, and set aside what an earlier one held already."""
    outcome = build(
        [found for found in batch if isinstance(found, Record)],
        [found for found in batch if isinstance(found, SetAside)],
        ready=[found for found in batch if isinstance(found, Ready)],
        mapping=run.mapping,
        day_first=run.day_first,
        habits=habits,
        languages=run.languages,
        outlets_file=run.outlets,
    )
    again = outcome.articles["article_id"].map(_number).map(run.seen.__contains__).astype(bool)
    repeated = outcome.articles[again]
    if len(repeated):
        rows = [asdict(_repeated(run, row)) for row in repeated.to_dict("records")]
        aside = pd.DataFrame(rows, columns=outcome.set_aside.columns)
        aside = pd.concat([outcome.set_aside, aside.astype(outcome.set_aside.dtypes)])
        outcome = replace(outcome, set_aside=aside.reset_index(drop=True))
    fresh = outcome.articles[~again].drop(columns=_OF_THE_WHOLE).reset_index(drop=True)
    _see(run, fresh)
    return replace(outcome, articles=fresh)


def _repeated(run: _Run, row: dict[Any, Any]) -> SetAside:
    place = run.seen[_number(row["article_id"])]
    file, number = run.files[place >> _ROW_BITS], place & ((1 << _ROW_BITS) - 1)
    return repeated_record(row, file, number)


def _write(run: _Run, name: str, table: pd.DataFrame, kind: bytes) -> None:
    if table.empty:
        return
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), MARK: kind})
    _renamed(run.out / f"{name}.parquet", lambda half: pq.write_table(arrow, half))


def _write_json(path: Path, value: object) -> None:
    _renamed(path, lambda half: half.write_text(json.dumps(value), encoding="utf-8"))


def _renamed(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file so that it is there whole or not at all."""
    half = path.with_name(f".{path.name}.half")
    write(half)
    half.replace(path)


def _key(file: Path) -> str:
    return blake2b(str(file).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _state(file: Path) -> list[int]:
    try:
        told = file.stat()
    except OSError:  # a broken link
        return [0, 0]
    return [told.st_size, told.st_mtime_ns]
