"""Zip archives: the files in them, read defensively.

A member with an unsafe name (``../``, a drive, a root), one behind a password and one that
unpacks to far more than it is packed in are told of, not unpacked. Nothing is ever written
to disk.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from toolkit.loading.records import SetAside
from toolkit.loading.sources import MOST_GROWTH, MOST_UNPACKED, Content, unpacked

_CHUNK = 1 << 20
_PROTECTED = 0x1  # flag of a member that a password protects


def contents(file: Path) -> Iterator[Content | SetAside]:
    """Give the files of a zip archive.

    Parameters
    ----------
    file
        The archive.

    Yields
    ------
    Content or SetAside
        One for each member, in order of name, under the archive's path followed by the
        member's own; a member that is gzip is unpacked too. Folders and files whose name
        starts with a dot are left out.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                if not member.is_dir() and not _is_hidden(member.filename):
                    yield _member(archive, member, file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        mend = "get the archive again from where it came from"
        detail = f"is no whole zip archive: {error}"
        yield SetAside(str(file), 0, "unreadable_file", detail, mend)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path) -> Content | SetAside:
    name = member.filename
    if _is_unsafe(name):
        return _refused(file, f"the name of its member '{name}' leads out of the archive")
    if member.flag_bits & _PROTECTED:
        detail = f"its member '{name}' is protected by a password"
        return _refused(file, detail, "unpack the archive with its password, and load the folder")
    inside = file / name
    try:
        data, fault = _unpacked(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        return Content(inside, b"", f"its packing is damaged ({error})")
    if data[:2] != b"\x1f\x8b":
        return Content(inside, data, fault)
    parts = list(unpacked([data]))
    told = next((part for part in parts if isinstance(part, str)), fault)
    return Content(inside, b"".join(part for part in parts if isinstance(part, bytes)), told)


def _is_unsafe(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    rooted = posix.is_absolute() or bool(windows.drive or windows.root)
    return rooted or ".." in posix.parts or ".." in windows.parts or "\x00" in name


def _refused(
    file: Path, detail: str, mend: str = "unpack it by hand, if it is known to be good"
) -> SetAside:
    return SetAside(str(file), 0, "unreadable_file", detail, mend)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[bytes, str | None]:
    # What the archive says of sizes may be a lie: bytes are counted as they come.
    most = max(MOST_UNPACKED, MOST_GROWTH * member.compress_size)
    parts: list[bytes] = []
    given = 0
    with archive.open(member) as opened:
        while part := opened.read(_CHUNK):
            given += len(part)
            if given > most:
                return b"", f"grows to more than {MOST_GROWTH} times its size when unpacked"
            parts.append(part)
    return b"".join(parts), None
