"""The one place where loading shows how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm.auto import tqdm

_MANY_FILES = 20
_MANY_BYTES = 20_000_000


def over_files(files: Sequence[Path], show: bool | None = None) -> Iterator[Path]:
    """Go through files, with a bar of their bytes where that takes a while.

    Parameters
    ----------
    files
        The files.
    show
        True or False; None shows it for more than 20 files or 20 MB.

    Yields
    ------
    Path
        Each file, in order.
    """
    sizes = [_size(file) for file in files]
    if show is None:
        show = len(files) > _MANY_FILES or sum(sizes) > _MANY_BYTES
    with tqdm(
        total=sum(sizes), unit="B", unit_scale=True, desc="loading", disable=not show, leave=False
    ) as bar:
        for file, size in zip(files, sizes, strict=True):
            yield file
            bar.update(size)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # a broken link: the reader says so
        return 0
