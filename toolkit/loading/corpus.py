"""A file, a folder or a glob of news articles, as one table."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from toolkit import stories, tables
from toolkit.errors import EmptyCorpus, SetAsideWarning, ToolkitWarning, UnknownName, UnreadableFile
from toolkit.loading import archives, formats
from toolkit.loading.articles import Outcome, build, check_names
from toolkit.loading.columns import Mapped, check_mapping
from toolkit.loading.progress import over_files
from toolkit.loading.records import Ready, Record, SetAside
from toolkit.loading.sources import BLOCK, Content, blocks, find_files, read_bytes


def load(
    path: str | Path,
    *,
    mapping: Mapped | None = None,
    day_first: bool | None = None,
    languages: Collection[str] | None = ("en",),
    outlets: str | Path | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Load news articles.

    Parameters
    ----------
    path
        A file of one of the formats of :mod:`toolkit.loading.formats`, also gzipped or in a
        zip archive; a folder of them at any depth; or a glob.
    mapping
        Article column -> source column, where the usual names do not fit:
        ``{"text": "their_column"}``; a list of source columns is tried in order.
    day_first
        True to read 11/8/2021 as 11 August, False as November 8. By default each column
        of dates says by itself; where it cannot, the month is taken to come first and a
        warning names the column.
    languages
        Two-letter codes of the languages to keep, None for all; others are set aside. The
        source says which, or the text tells; where neither does, an article is kept.
    outlets
        Your own TOML file of outlets, which adds to the toolkit's; the format stands in
        :func:`toolkit.outlets.read`, lines to put in come from :func:`toolkit.outlets.unplaced`.
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
    outcome = _load(path, mapping, day_first, languages, outlets, progress)
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
    languages: Collection[str] | None = ("en",),
    outlets: str | Path | None = None,
    progress: bool | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Load news articles, and list the records that could not be used.

    Parameters
    ----------
    path, mapping, day_first, languages, outlets, progress
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
    outcome = _load(path, mapping, day_first, languages, outlets, progress)
    for doubt in outcome.doubts:
        warnings.warn(doubt, ToolkitWarning, stacklevel=2)
    return outcome.articles, outcome.set_aside


def _load(
    path: str | Path,
    mapping: Mapped | None,
    day_first: bool | None,
    languages: Collection[str] | None,
    outlets: str | Path | None,
    progress: bool | None,
) -> Outcome:
    check_mapping(mapping)
    check_languages(languages)
    records: list[Record] = []
    ready: list[Ready] = []
    aside: list[SetAside] = []
    for file in over_files(find_files(path), progress):
        for found in read_file(file):
            if isinstance(found, Record):
                records.append(found)
            elif isinstance(found, Ready):
                ready.append(found)
            else:
                aside.append(found)
    check_names(records, mapping)
    outcome = build(
        records,
        aside,
        ready=ready,
        mapping=mapping,
        day_first=day_first,
        languages=languages,
        outlets_file=outlets,
    )
    if outcome.articles.empty:
        raise _nothing_usable(path, outcome.set_aside)
    tables.check(outcome.articles, "articles")
    tables.check(outcome.set_aside, "set_aside")
    return replace(outcome, articles=stories.assign(outcome.articles))


def read_file(file: Path) -> Iterator[Record | Ready | SetAside]:
    """Read one file with the reader of its format.

    Parameters
    ----------
    file
        The file; an archive stands for the files in it.

    Yields
    ------
    Record, Ready or SetAside
        One for each record; one for a file of another kind, or with nothing in it.
    """
    suffix = formats.suffix_of(file)
    if suffix == ".zip":
        for inside in archives.contents(file):
            yield from [inside] if isinstance(inside, SetAside) else _read(inside)
    elif suffix in formats.STREAMED:
        yield from formats.STREAMED[suffix](file)
    elif suffix in formats.LINES and _size(file) > BLOCK:
        yield from _read_blocks(file, header=formats.LINES[suffix])
    elif suffix in formats.SUFFIXES:
        yield from _read(read_bytes(file))
    else:
        yield formats.unknown(file)


def _size(file: Path) -> int:
    """Give the bytes of a file, roughly those it has unpacked."""
    try:
        size = file.stat().st_size
    except OSError:  # a broken link: the reader says so
        return 0
    return size * 4 if file.suffix.lower() == ".gz" else size


def _read_blocks(file: Path, *, header: bool) -> Iterator[Record | Ready | SetAside]:
    last = 0
    for block in blocks(file, header=header, size=BLOCK):
        # rows under a header can be counted by their reader alone
        for found in _read(replace(block, rows_before=last) if header else block):
            if not isinstance(found, Ready):
                last = max(last, found.row if isinstance(found, Record) else found.source_row)
            yield found


def _read(content: Content) -> Iterator[Record | Ready | SetAside]:
    if not content.data.strip():
        yield from content.set_aside(after=0) or _is_empty(content.file)
        return
    chosen = formats.format_of(content)
    if chosen is None:
        yield formats.unreadable(content)
    else:
        yield from chosen.read(content)


def check_languages(languages: Collection[str] | None) -> None:
    """Check that languages are given as two-letter codes.

    Parameters
    ----------
    languages
        The codes, or None.

    Raises
    ------
    UnknownName
        When one is something else.

    Examples
    --------
    >>> check_languages("en")
    Traceback (most recent call last):
    ...
    toolkit.errors.UnknownName: languages= is 'en'. Mend: write two-letter codes in a list, as in
    languages=["en", "ur"], or None for all.
    """
    codes = [] if languages is None else languages
    if isinstance(codes, str) or not all(
        isinstance(code, str) and len(code) == 2 and code.islower() for code in codes
    ):
        mend = 'write two-letter codes in a list, as in languages=["en", "ur"], or None for all'
        raise UnknownName(f"languages= is {languages!r}", mend=mend)


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
