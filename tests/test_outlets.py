"""One outlet has one name; what is not known stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import BrokenCodebook
from toolkit.outlets import OUTLETS, known_name, name_from_url, name_of, read_outlets


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Fox Online News", "Fox News"),
        ("Fox News", "Fox News"),
        ("CNN (Web News)", "CNN"),
        ("CNN - Editorial", "CNN"),
        ("Dawn (Pakistan)", "Dawn"),
        ("DAWN.com", "Dawn"),
        ("www.dawn.com", "Dawn"),
        ("New York Times - News", "New York Times"),
        ("The New York Times", "New York Times"),
        ("New York Times (Online News)", "New York Times"),
        ("NPR Editorial ", "NPR"),
        ("USA TODAY", "USA Today"),
        ("Arab News", "Arab News"),
        ("The Nation", "The Nation"),
        ("The Nation (Pakistan)", "The Nation (Pakistan)"),
    ],
)
def test_labels(label: str, name: str):
    assert name_of(label) == name


@pytest.mark.parametrize("label", ["Guest Writer - Right", "The Karakoram Ledger", "Express News"])
def test_an_unknown_label_is_kept(label: str):
    assert name_of(label) == label
    assert known_name(label) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://edition.cnn.com/a", "CNN"),
        ("http://blogs.wsj.com/a", "Wall Street Journal"),
        ("abcnews.go.com/a", "ABC News"),
        ("https://m.unknown.example/a", "unknown.example"),
        ("https://notcnn.com/a", "notcnn.com"),
        ("guest essay", None),
        ("", None),
        ("http://[broken", None),
    ],
)
def test_addresses(url: str, name: str | None):
    assert name_from_url(url) == name


def test_no_two_outlets_claim_one_label_or_domain():
    assert len(set(read_outlets(OUTLETS).by_label.values())) > 80


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[[outlet]]\nname = 'A'\nlabels = ['x']\n[[outlet]]\nname = 'B'\nlabels = ['X']", "both"),
        ("[[outlet]]\nlabels = ['x']", "has no name"),
        ("[[outlet", "cannot be read as TOML"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: str, problem: str):
    file = tmp_path / "outlets.toml"
    file.write_text(content)
    with pytest.raises(BrokenCodebook, match=problem):
        name_of("x", file=file)
