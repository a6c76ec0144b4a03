"""From a path to the bytes and the text behind it.

Finds the files of a path, folder or glob, unpacks gzip as far as it goes, cuts long files
of lines into blocks, and finds the encoding. What cannot be opened comes back as a reason,
never as an exception, so that one bad file of a thousand is a row of ``set_aside``.
"""

from __future__ import annotations

import codecs
import glob
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252

from toolkit.errors import EmptyCorpus, PathNotFound
from toolkit.loading.records import SetAside

_GZIP = 31  # zlib's number for a gzip wrapper
_CHUNK = 1 << 20

#: A packed file that grows to more than this, and by more than this factor, is refused as a
#: bomb: text shrinks to a third or a fifth, tables full of repeats to a fiftieth.
MOST_UNPACKED = 200_000_000
MOST_GROWTH = 200

#: Bytes of a block of a long file of lines.
BLOCK = 16_000_000

# The marks at the start of a file that say how it is encoded.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8-sig")


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
    rows_before
        Records, or lines, of the file that stand in earlier blocks of it.
    """

    file: Path
    data: bytes
    fault: str | None = None
    rows_before: int = 0

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
    parts: list[bytes] = []
    fault = None
    for part in read_parts(file):
        if isinstance(part, bytes):
            parts.append(part)
        else:
            fault = part
    return Content(file, b"".join(parts), fault)


def read_parts(file: Path) -> Iterator[bytes | str]:
    """Read a file part by part, unpacking gzip as far as it goes.

    Parameters
    ----------
    file
        The file.

    Yields
    ------
    bytes or str
        Its bytes, in order; at the end, if something is wrong, what.
    """
    try:
        with file.open("rb") as opened:
            first = opened.read(_CHUNK)
            packed = chain([first], iter(lambda: opened.read(_CHUNK), b""))
            if first[:2] == b"\x1f\x8b":
                yield from unpacked(packed)
            elif file.suffix.lower() == ".gz":
                yield "is named .gz but is not gzip"
            else:
                yield from packed
    except OSError as error:
        yield f"cannot be opened: {error.strerror or error}"


def unpacked(packed: Iterable[bytes]) -> Iterator[bytes | str]:
    """Unpack gzip as far as it goes, and refuse to unpack a bomb.

    Parameters
    ----------
    packed
        The bytes, in parts.

    Yields
    ------
    bytes or str
        What is in them; at the end, if something is wrong, what.

    Examples
    --------
    >>> import gzip
    >>> list(unpacked([gzip.compress(b"It rained.")[:-4]]))
    [b'It rained.', 'its gzip ends too early']
    """
    taken = given = 0
    member = zlib.decompressobj(_GZIP)
    try:
        for part in packed:
            taken += len(part)
            rest = part
            while rest:
                if member.eof:  # a gzip file may be several, one behind the other
                    if rest[:1] != b"\x1f":
                        return
                    member = zlib.decompressobj(_GZIP)
                piece = member.decompress(rest, _CHUNK)
                given += len(piece)
                if given > MOST_UNPACKED and given > MOST_GROWTH * taken:
                    yield f"grows to more than {MOST_GROWTH} times its size when unpacked"
                    return
                if piece:
                    yield piece
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        yield f"its gzip is damaged ({error})"
        return
    if not member.eof:
        yield "its gzip ends too early"


def blocks(file: Path, *, header: bool, size: int = BLOCK) -> Iterator[Content]:
    """Cut a long file of lines into blocks that end where a record ends.

    Parameters
    ----------
    file
        The file.
    header
        Whether its records are rows under a header, which is then put before each block,
        and where a line may end within quotation marks; else each line is a record, or, in
        an indented file, what its brackets enclose.
    size
        Bytes of a block, roughly.

    Yields
    ------
    Content
        The blocks; one alone for a file of less, or in an encoding whose line ends are no
        single byte. The last one tells what was wrong. ``rows_before`` counts lines, where
        lines are records.
    """
    top = b""
    held: list[bytes] = []
    length = rows = 0
    fault = None
    for part in read_parts(file):
        if not isinstance(part, bytes):
            fault = part
            continue
        held.append(part)
        length += len(part)
        if length < size:
            continue
        data = b"".join(held)
        if data.startswith(_WIDE):
            held = [data]
            continue
        end = _end_of_record(data, header=header)
        if end:
            yield Content(file, top + data[:end], None, rows)
            top = top or (_first_record(data) if header else b"")
            rows += 0 if header else data.count(b"\n", 0, end)
        held = [data[end:]]
        length = len(held[0])
    data = b"".join(held)
    if data.strip() or fault or not rows + len(top):
        yield Content(file, (top + data) if data else b"", fault, rows)


def _end_of_record(data: bytes, *, header: bool) -> int:
    """Give the end of the last line that is not within quotation marks, 0 where none is."""
    end = data.rfind(b"\n") + 1
    if not header:
        return _end_of_object(data) or end
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    # a mark that is never closed: the reader gives up that row, and goes on behind it
    return end or (data.rfind(b"\n") + 1 if len(data) > 4 * BLOCK else 0)


def _end_of_object(data: bytes) -> int:
    """Give the end of the last line that closes what stands alone on it or above it."""
    end = data.rfind(b"\n") + 1
    while end:
        before = data.rfind(b"\n", 0, end - 1) + 1
        line = data[before:end].rstrip()
        if line[:1] + line[-1:] in (b"{}", b"}}", b"[]", b"]]"):
            return end
        end = before
    return 0


def _first_record(data: bytes) -> bytes:
    end = data.find(b"\n") + 1
    if data[:4].lower() == b"sep=":  # Excel's note on the delimiter stands above the header
        end = data.find(b"\n", end) + 1
    while end and data.count(b'"', 0, end) % 2:
        end = data.find(b"\n", end) + 1
    return data[:end]


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
