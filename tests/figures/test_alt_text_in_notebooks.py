"""What a figure says in words reaches the notebook that shows it."""

from __future__ import annotations

import nbformat
from nbclient import NotebookClient

CELL = """
import matplotlib.pyplot as plt
from toolkit.figures import set_alt_text
figure, ax = plt.subplots(figsize=(2, 1))
ax.plot([0, 1], [1, 0])
set_alt_text(ax, "Sentiment fell from 0.1 to -0.3.")
"""


def test_an_executed_notebook_holds_the_alt_text_beside_the_picture():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL + "None")])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    pictures = [
        output for output in notebook.cells[0].outputs if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 1
    assert pictures[0].metadata["image/png"]["alt"] == "Sentiment fell from 0.1 to -0.3."
