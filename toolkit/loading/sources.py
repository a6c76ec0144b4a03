"""From a path to the bytes and the text behind it.

Finds the files of a path, folder or glob, unpacks gzip as far as it goes, and finds the
encoding. What cannot be opened comes back as a reason, never as an exception, so that
one bad file of a thousand is a row of ``set_aside``.
"""

from __future__ import annotations

import codecs
import glob
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252

from toolkit.errors import EmptyCorpus, PathNotFound
from toolkit.loading.records import SetAside

_GZIP = 31  # zlib's number for a gzip wrapper
_CHUNK = 1 << 20

# The marks at the start of a file that say how it is encoded.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Content:
    """The bytes of a file, as far as they could be had.

    Parameters
    ----------
    file
        The file.
    data
        Its bytes, unpacked.
    fault
        Why there are no more of them; None where all is there.
    """

    file: Path
    data: bytes
    fault: str | None = None

    def set_aside(self, after: int) -> list[SetAside]:
        """Tell of the part that could not be read.

        Parameters
        ----------
        after
            Number of the last record before it.

        Returns
        -------
        list of SetAside
            One for the file, or none where all could be read.
        """
        if self.fault is None:
            return []
        where = f" after record {after}" if after else ""
        mend = "get the file again from where it came from"
        detail = f"{self.fault}{where}"
        return [SetAside(str(self.file), 0, "unreadable_file", detail, mend)]


def find_files(path: str | Path) -> list[Path]:
    """List the files that a path, folder or glob stands for.

    Parameters
    ----------
    path
        A file; a folder, searched to any depth; or a glob such as ``"data/*.csv"``.

    Returns
    -------
    list of Path
        Sorted. Files and folders whose name starts with a dot are left out.

    Raises
    ------
    PathNotFound
        When nothing is there.
    EmptyCorpus
        When a folder holds no file.

    Examples
    --------
    >>> find_files("no/such/folder")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    toolkit.errors.PathNotFound: 'no/such/folder' does not exist. Mend: check the spelling; the
    current folder is ...
    """
    given = Path(path)
    if given.is_file():
        return [given]
    if given.is_dir():
        files = _visible(given.rglob("*"), given)
        if not files:
            raise EmptyCorpus(f"the folder '{given}' holds no file", mend="put articles into it")
        return files
    if glob.has_magic(str(path)):
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207
        files = sorted({file for one in found for file in _files_of(one)})
        if files:
            return files
        raise PathNotFound(f"the pattern '{path}' matches no file", mend=_check_spelling())
    raise PathNotFound(f"'{path}' does not exist", mend=_check_spelling())


def _check_spelling() -> str:
    return f"check the spelling; the current folder is {Path.cwd()}"


def _files_of(found: Path) -> list[Path]:
    return _visible(found.rglob("*"), found) if found.is_dir() else [found]


def _visible(paths: Iterable[Path], root: Path) -> list[Path]:
    return sorted(
        path
        for path in paths
        if (path.is_file() or (path.is_symlink() and not path.is_dir()))
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def read_bytes(file: Path) -> Content:
    """Read a file, unpacking gzip as far as it goes.

    Parameters
    ----------
    file
        The file; gzip is told by its first bytes, not by its name.

    Returns
    -------
    Content
        Its bytes, and what was wrong.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        return Content(file, b"", f"cannot be opened: {error.strerror or error}")
    if data[:2] == b"\x1f\x8b":
        return _unpacked(file, data)
    if file.suffix.lower() == ".gz":
        return Content(file, b"", "is named .gz but is not gzip")
    return Content(file, data)


def _unpacked(file: Path, packed: bytes) -> Content:
    parts: list[bytes] = []
    rest = packed
    while rest[:2] == b"\x1f\x8b":  # a gzip file may be several, one behind the other
        member = zlib.decompressobj(_GZIP)
        try:
            for start in range(0, len(rest), _CHUNK):
                parts.append(member.decompress(rest[start : start + _CHUNK]))
                if member.eof:
                    break
        except zlib.error as error:
            return Content(file, b"".join(parts), f"its gzip is damaged ({error})")
        if not member.eof:
            return Content(file, b"".join(parts), "its gzip ends too early")
        rest = member.unused_data + rest[start + _CHUNK :]
    return Content(file, b"".join(parts))


def decode(data: bytes) -> str:
    r"""Turn bytes into text: by the mark at their start, else UTF-8, else Windows-1252.

    Decided line by line where a file is not UTF-8 as a whole, because exports are put
    together from parts. Windows-1252 is taken rather than guessed at: on short text
    guessers name other code pages, and dashes and quotes turn into letters.

    Parameters
    ----------
    data
        The bytes.

    Returns
    -------
    str
        The text, without a byte-order mark.

    Examples
    --------
    >>> decode("“Kabul”\n".encode() + "the nation’s".encode("cp1252"))
    '“Kabul”\nthe nation’s'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_decode_line(line) for line in data.splitlines(keepends=True))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("sloppy-windows-1252")
