"""What loading would make of a source, before it is loaded: which column becomes which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from toolkit.loading import columns
from toolkit.loading.corpus import read_file
from toolkit.loading.progress import over_files
from toolkit.loading.records import Record, as_text
from toolkit.loading.sources import find_files

_DTYPES = {
    "source": "str",
    "records": "int64",
    "column": "str",
    "taken_from": "str",
    "filled": "float64",
}


def describe_sources(
    path: str | Path, *, mapping: columns.Mapped | None = None, progress: bool | None = None
) -> pd.DataFrame:
    r"""Say which source column each column of the articles table is taken from.

    Parameters
    ----------
    path, mapping, progress
        As for :func:`toolkit.load`.

    Returns
    -------
    pandas.DataFrame
        A row for each source (a file, or a folder of pages) and column: ``source`` (str),
        ``records`` (int64), ``column`` (str, of the articles table), ``taken_from`` (str:
        source columns, tried in this order; null where there is none) and ``filled``
        (float64: share of the records in which one of them holds something).

    Raises
    ------
    PathNotFound, EmptyCorpus
        When nothing is at ``path``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "export.csv"
    ...     _ = file.write_text("Headline,Body,Pub date\nRain,It rained.,2021-08-11\nTalks,,\n")
    ...     sources = describe_sources(file)
    >>> sources.dropna()[["column", "taken_from", "filled"]]
          column taken_from  filled
    1  published   Pub date     0.5
    2      title   Headline     1.0
    3       text       Body     0.5
    """
    columns.check_mapping(mapping)
    sources: dict[str, list[Record]] = {}
    for file in over_files(find_files(path), progress):
        for found in read_file(file):
            if isinstance(found, Record):
                sources.setdefault(found.table, []).append(found)
    rows = [row for source, own in sources.items() for row in _rows(source, own, mapping)]
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


def _rows(
    source: str, records: Sequence[Record], mapping: columns.Mapped | None
) -> Iterator[tuple[str, int, str, str | None, float]]:
    names = dict.fromkeys(name for record in records for name in record.fields)
    layout = columns.choose(names, mapping)
    for column in columns.MAPPED:
        chosen = layout.chosen[column]
        filled = sum(
            any(as_text(record.fields.get(name)) is not None for name in chosen)
            for record in records
        )
        yield source, len(records), column, ", ".join(chosen) or None, filled / len(records)
