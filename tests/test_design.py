"""The lines that the design and the README promise run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
README = REPOSITORY / "README.md"
DESIGN = REPOSITORY.parent / "shared" / "design.md"


def first_python_block(path: Path) -> str:
    block = re.search(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    assert block, f"{path} has no Python block"
    return block.group(1)


def run_in_the_repository(code: str) -> None:
    environment = {**os.environ, "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_block_of_the_readme_runs_as_it_stands():
    run_in_the_repository(first_python_block(README))


@pytest.mark.skipif(not DESIGN.exists(), reason="the design lies beside the repository")
def test_the_readme_shows_the_block_of_the_design():
    assert first_python_block(README) == first_python_block(DESIGN)
