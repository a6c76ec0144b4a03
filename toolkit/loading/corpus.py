"""A file, a folder or a glob of news articles, as one table."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from toolkit import tables
from toolkit.errors import EmptyCorpus, SetAsideWarning, ToolkitWarning, UnreadableFile
from toolkit.loading import delimited, json_lines, parquet, scrape
from toolkit.loading.articles import Outcome, build
from toolkit.loading.columns import Mapped, check_mapping
from toolkit.loading.progress import over_files
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content, find_files, read_bytes

Reader = Callable[[Content], Iterator[Record | SetAside]]

#: The reader of each kind of file, by the end of its name; ``.gz`` may stand behind any.
READERS: dict[str, Reader] = {
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".tab": delimited.read,
    ".json": json_lines.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".parquet": parquet.read,
    ".pq": parquet.read,
    ".txt": scrape.read,
}


def load(
    path: str | Path,
    *,
    mapping: Mapped | None = None,
    day_first: bool | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Load news articles.

    Parameters
    ----------
    path
        A file (CSV, TSV, JSON, JSON Lines, Parquet, or the text of a news page as
        ``.txt``; each also gzipped), a folder of them at any depth, or a glob.
    mapping
        Article column -> source column, where the usual names do not fit:
        ``{"text": "their_column"}``; a list of source columns is tried in order.
    day_first
        True to read 11/8/2021 as 11 August, False as November 8. By default each column
        of dates says by itself; where it cannot, the month is taken to come first and a
        warning names the column.
    progress
        Show a progress bar; by default for many files or large ones.

    Returns
    -------
    pandas.DataFrame
        The articles table of :mod:`toolkit.tables`, in order of file and row.

    Raises
    ------
    PathNotFound
        When nothing is at ``path``.
    EmptyCorpus
        When a folder is empty, or no record is usable.
    UnreadableFile
        When ``path`` is one file that cannot be read.
    MissingColumn
        When no column holds text, or one that ``mapping`` names is not there.

    Warns
    -----
    SetAsideWarning
        When records could not be used: how many, and why.
    ToolkitWarning
        When the order of day and month is in doubt.

    See Also
    --------
    load_with_set_aside : the same, with a table of the records that could not be used.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "export.csv"
    ...     _ = file.write_text("Headline,Body,Date,Source\nRain,It rained.,2021-08-11,DAWN.com")
    ...     articles = load(file)
    >>> articles.loc[0, ["outlet", "title", "published_precision"]].tolist()
    ['Dawn', 'Rain', 'day']
    """
    outcome = _load(path, mapping, day_first, progress)
    for doubt in outcome.doubts:
        warnings.warn(doubt, ToolkitWarning, stacklevel=2)
    if len(outcome.set_aside):
        told = (
            f"{_counted(outcome.set_aside)} in {path}; "
            "load_with_set_aside(path) gives each with its reason and mend"
        )
        warnings.warn(told, SetAsideWarning, stacklevel=2)
    return outcome.articles


def load_with_set_aside(
    path: str | Path,
    *,
    mapping: Mapped | None = None,
    day_first: bool | None = None,
    progress: bool | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Load news articles, and list the records that could not be used.

    Parameters
    ----------
    path, mapping, day_first, progress
        As for :func:`load`, which also lists what is raised.

    Returns
    -------
    articles : pandas.DataFrame
        The articles table of :mod:`toolkit.tables`.
    set_aside : pandas.DataFrame
        The set_aside table: file, row, reason, detail, mend, outlet. Every record of the
        source is in one of the two.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> lines = "title,text,date,source\nRain,It rained.,2021-08-11,Dawn\nTalks,They met.,,Dawn"
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "export.csv"
    ...     _ = file.write_text(lines)
    ...     articles, set_aside = load_with_set_aside(file)
    >>> len(articles), set_aside.loc[0, "reason"]
    (1, 'no_date')
    """
    outcome = _load(path, mapping, day_first, progress)
    for doubt in outcome.doubts:
        warnings.warn(doubt, ToolkitWarning, stacklevel=2)
    return outcome.articles, outcome.set_aside


def _load(
    path: str | Path, mapping: Mapped | None, day_first: bool | None, progress: bool | None
) -> Outcome:
    check_mapping(mapping)
    records: list[Record] = []
    aside: list[SetAside] = []
    for file in over_files(find_files(path), progress):
        for found in read_file(file):
            if isinstance(found, Record):
                records.append(found)
            else:
                aside.append(found)
    outcome = build(records, aside, mapping=mapping, day_first=day_first)
    if outcome.articles.empty:
        raise _nothing_usable(path, outcome.set_aside)
    tables.check(outcome.articles, "articles")
    tables.check(outcome.set_aside, "set_aside")
    return outcome


def read_file(file: Path) -> Iterator[Record | SetAside]:
    """Read one file with the reader its name asks for.

    Parameters
    ----------
    file
        The file.

    Yields
    ------
    Record or SetAside
        One for each record; one for a file of another kind, or with nothing in it.
    """
    reader = READERS.get(_kind(file))
    if reader is None:
        mend = f"save it as one of {', '.join(READERS)}, or move it elsewhere"
        detail = f"files of the kind '{_kind(file) or file.name}' are not read"
        yield SetAside(str(file), 0, "unknown_format", detail, mend)
        return
    content = read_bytes(file)
    if not content.data.strip():
        yield from content.set_aside(after=0) or _is_empty(file)
        return
    yield from reader(content)


def _kind(file: Path) -> str:
    name = file.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _is_empty(file: Path) -> Sequence[SetAside]:
    return [SetAside(str(file), 0, "no_text", "the file is empty", "fill it, or take it away")]


def _counted(set_aside: pd.DataFrame) -> str:
    reasons = set_aside["reason"].value_counts()
    told = ", ".join(f"{number} {reason}" for reason, number in reasons.items())
    return f"{len(set_aside)} record{'s' * (len(set_aside) > 1)} set aside ({told})"


def _nothing_usable(path: str | Path, set_aside: pd.DataFrame) -> Exception:
    if set_aside.empty:
        return EmptyCorpus("holds no record", mend="put articles under its header", file=path)
    first = set_aside.iloc[0]
    one_file = Path(path).is_file() and len(set_aside) == 1 and first["source_row"] == 0
    if one_file and first["reason"] in ("unreadable_file", "unknown_format"):
        return UnreadableFile(first["detail"], mend=first["mend"], file=path)
    row = first["source_row"] or None
    place = f"the first is {first['source_file']}{f', row {row}' if row else ''}"
    return EmptyCorpus(
        f"no usable article in '{path}': {_counted(set_aside)}; {place}: {first['detail']}",
        mend=first["mend"],
    )
