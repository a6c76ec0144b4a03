"""The notebooks as they are committed: prose, short cells, parameters, and no outputs."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from toolkit.reports import find_notebooks

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = find_notebooks(REPOSITORY / "notebooks")
PARAMETERS = {"corpus", "codebook", "mapping", "outlets"}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_the_chapters_are_all_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_corpus",
        "02_sentiment",
        "03_framing",
        "04_timelines",
        "05_one_article",
    ]


@every_notebook
def test_nothing_that_was_run_is_committed(path):
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


@every_notebook
def test_one_cell_holds_the_parameters_and_they_point_at_the_sample(path):
    tagged = [c for c in cells(path, "code") if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    names = {}
    exec(tagged[0].source, names)
    assert set(names) >= PARAMETERS
    assert (path.parent / names["corpus"]).resolve() == REPOSITORY / "data" / "sample"


@every_notebook
def test_a_cell_is_a_sentence_not_a_program(path):
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= 10, cell.source
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.For | ast.If)


@every_notebook
def test_it_opens_with_a_title_and_explains_itself(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    words = sum(len(cell.source.split()) for cell in cells(path, "markdown"))
    assert words > 100


@every_notebook
def test_it_asks_for_the_kernel_of_whatever_environment_it_is_in(path):
    assert nbformat.read(path, as_version=4).metadata.kernelspec.name == "python3"
