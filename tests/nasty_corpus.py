"""The nasty corpus: what stands in tests/loading/nasty, and files no editor keeps."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pandas as pd

NASTY = Path(__file__).parent / "loading" / "nasty"
HEADER = "title,text,date,source\n"


def build(folder: Path) -> Path:
    """Put the whole corpus into a folder."""
    shutil.copytree(NASTY, folder)
    (folder / "manifest.toml").unlink()
    _write_bytes(folder / "made")
    return folder


def _write_bytes(folder: Path) -> None:
    """Write the files that hold bytes no editor keeps."""
    folder.mkdir()
    windows = f"{HEADER}Caf\u00e9,“It’s over” – he said.,2021-08-11,Herald\n"
    (folder / "windows.csv").write_bytes(windows.encode("cp1252"))
    mixed = f"\ufeff{HEADER}Un,One\u200b.,2021-08-11,Herald\r\nDeux,Two.,2021-08-12,Herald\r"
    (folder / "mark.csv").write_bytes(mixed.encode() + b"Tr\x00ois,Th\x00ree.,2021-08-13,Herald\n")
    page = (NASTY.parent / "scrapes" / "menu_on_top.txt").read_text()
    (folder / "wide.txt").write_bytes(page.encode("utf-16"))
    lines = [
        '{"title": "Kept", "text": "Kept whole.", "date": "2021-08-11", "source": "Herald"}\n',
        '{"title": "Lost", "text": "' + "".join(chr(97 + n * n % 26) for n in range(4000)),
    ]
    packed = gzip.compress("".join(lines).encode() * 1, mtime=0)
    (folder / "cut.jsonl.gz").write_bytes(packed[:-12])
    (folder / "named.csv.gz").write_text(HEADER)
    good = f"{HEADER}Packed,Packed well.,2021-08-11,Herald\n".encode()
    (folder / "whole.csv.gz").write_bytes(gzip.compress(good, mtime=0))
    days = pd.to_datetime(["2021-08-11 10:00", None])
    columns = {"title": ["A", "B"], "text": ["Stored.", "Undated."], "date": days, "source": "H"}
    pd.DataFrame(columns).to_parquet(folder / "table.parquet")
    (folder / "broken.parquet").write_bytes((folder / "table.parquet").read_bytes()[:-50])
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "big.csv").write_text(f"{HEADER}Big,{'word ' * 60_000}end.,2021-08-11,Herald\n")
