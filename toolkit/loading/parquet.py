"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.loading.json_lines import flat
from toolkit.loading.records import Record, SetAside
from toolkit.loading.sources import Content

_MEND = "write it again, for instance with pandas' DataFrame.to_parquet"


def read(content: Content) -> Iterator[Record | SetAside]:
    """Read a Parquet file, batch by batch.

    Parameters
    ----------
    content
        The file.

    Yields
    ------
    Record or SetAside
        One for each row; one for the file where it is no Parquet or is cut off.
    """
    file = str(content.file)
    if content.fault:
        yield from content.set_aside(after=0)
        return
    row = 0
    try:
        for batch in pq.ParquetFile(pa.BufferReader(content.data)).iter_batches(1024):
            for item in batch.to_pylist():
                row += 1
                yield Record(file, row, flat(item), file)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        where = f" after record {row}" if row else ""
        detail = f"is no whole Parquet file{where}: {str(error).splitlines()[0]}"
        yield SetAside(file, 0, "unreadable_file", detail, _MEND)
