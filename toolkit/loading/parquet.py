"""Parquet files: anybody's tables, and the toolkit's own converted corpora.

The toolkit's own carry a mark in their schema, and are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.loading.json_lines import flat
from toolkit.loading.records import Ready, Record, SetAside
from toolkit.loading.sources import Content

#: Key of the schema's metadata that says which of the toolkit's tables a file holds.
MARK = b"media-portrayal"

_FOLDER = re.compile(r"(?P<name>\w+)=(?P<value>.*)")
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"

_MEND = "write it again, for instance with pandas' DataFrame.to_parquet"


def read(content: Content) -> Iterator[Record | Ready | SetAside]:
    """Read a Parquet file, batch by batch.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record, Ready or SetAside
        One for each row; one for the file where it is no Parquet or is cut off.
    """
    file, partition = str(content.file), _partition(content.file)
    if content.fault:
        yield from content.set_aside(after=0)
        return
    row = 0
    try:
        opened = pq.ParquetFile(pa.BufferReader(content.data))
        own = (opened.schema_arrow.metadata or {}).get(MARK)
        for batch in opened.iter_batches(1024):
            for item in batch.to_pylist():
                row += 1
                fields = partition | flat(item)
                yield _own(own, item) if own else Record(file, row, fields, file)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        where = f" after record {row}" if row else ""
        detail = f"is no whole Parquet file{where}: {str(error).splitlines()[0]}"
        yield SetAside(file, 0, "unreadable_file", detail, _MEND)


def _partition(file: Path) -> dict[str, object]:
    """Give the columns that a dataset keeps in its folders' names: ``outlet=Dawn/0.parquet``."""
    parts = [_FOLDER.fullmatch(part) for part in file.parts[:-1]]
    named = {part["name"]: unquote(part["value"]) for part in parts if part}
    return {name: value for name, value in named.items() if value != _NO_VALUE}


def _own(kind: bytes, item: dict[str, Any]) -> Ready | SetAside:
    return Ready(item) if kind == b"articles" else SetAside(**item)
