"""The word plot: labels that meet nothing, at any size, and what it says in words."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import alt_text, plot_keyness, style
from toolkit.figures.placement import Box, place_labels

LONG = "The International Evening Chronicle and Advertiser of the Northern Provinces, Weekend"


def words(n: int, *, longest: int = 24, seed: int = 0) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    total = (random.pareto(1.1, n) * 5 + 5).astype(int).clip(5, 1500)
    z = random.normal(0, 2.2, n) * np.log(total) / 3
    letters = list("abcdefghijklmnop")
    table = pd.DataFrame(
        {
            "word": ["".join(random.choice(letters, random.integers(4, longest))) for _ in z],
            "n_one": total // 2,
            "n_other": total - total // 2,
            "z": z,
            "q": np.where(np.abs(z) > 3, 0.01, 0.5),
            "distinctive": np.abs(z) > 3,
        }
    )
    sizes = {"stories_one": 1020, "stories_other": 300, "level": 0.05}
    table.attrs = {"one": LONG, "other": "Herald", **sizes}
    return table


def assert_labels_meet_nothing(ax: Axes) -> None:
    figure = ax.figure
    figure.canvas.draw()
    shown = [*ax.texts, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels()]
    # Text's own method: an annotation's would add the place it points at.
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in shown if text.get_text()]
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert wide <= 1 or high <= 2.5, f"{one!r} meets {other!r}"
    for said, box in boxes:
        assert box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1, f"{said!r} runs out"
        assert box.y0 >= -1 and box.y1 <= figure.bbox.y1 + 1, f"{said!r} runs out"


@pytest.mark.parametrize(("n", "labels"), [(3, 30), (60, 10), (800, 30), (2000, 80)])
def test_no_label_meets_another_or_the_frame(n, labels):
    table = words(n)
    ax = plot_keyness(table, n_labels=labels)
    assert_labels_meet_nothing(ax)
    frame = ax.get_window_extent()
    named = [text for text in ax.texts if text.get_text().rstrip("…") in " ".join(table["word"])]
    for text in named:
        box = Text.get_window_extent(text)
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1


@pytest.mark.parametrize("size", [(3.5, 2.6), (7.2, 4.0), (11, 8)])
def test_labels_keep_apart_on_axes_of_any_size(size):
    figure = style.new_figure(*size)
    ax = style.add_axes(figure, 0.6, 0.3, size[0] - 0.8, size[1] - 1.2)
    assert plot_keyness(words(500), ax=ax) is ax
    assert_labels_meet_nothing(ax)


def test_few_words_are_all_named_and_a_crowd_is_counted():
    few = words(200)
    few["distinctive"] = few["z"].abs().rank(ascending=False) <= 8
    named = {text.get_text() for text in plot_keyness(few).texts}
    told = few.loc[few["distinctive"], "word"]
    assert sum(style.wrap(word, style.SMALL, 1.5, most=1)[0] in named for word in told) == 8
    crowd = plot_keyness(words(2000), n_labels=10)
    n = int(words(2000)["distinctive"].sum())
    assert any(f"{n:,} distinctive" in text.get_text().replace("\n", " ") for text in crowd.texts)
    assert any("10 named" in text.get_text().replace("\n", " ") for text in crowd.texts)


def test_words_in_one_place_are_told_apart():
    points = np.full((4, 2), 100.0)
    boxes = place_labels(points, [f"word{n}" for n in range(4)], 7, Box(0, 0, 200, 200), reach=90)
    assert None not in boxes
    for one, other in itertools.combinations(boxes, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.high <= other.low or other.high <= one.low


def test_what_is_taken_stays_free():
    taken = Box(20, 0, 100, 100)
    (box,) = place_labels(np.array([[18.0, 50.0]]), ["a"], 7, Box(0, 0, 100, 100), taken=[taken])
    assert box.right <= taken.left


def test_the_finding_names_the_strongest_words_of_each_side():
    table = words(50)
    said = alt_text(plot_keyness(table))
    assert f"{int(table['distinctive'].sum())} of 50 words are distinctive" in said
    top = table.sort_values("z").iloc[-1]
    assert f"More in {LONG}: {top['word']} (z {top['z']:.1f})" in said


def test_another_table_is_told():
    with pytest.raises(WrongTable, match="no column 'word'"):
        plot_keyness(pd.DataFrame({"x": [1]}))
    with pytest.raises(WrongTable, match="no word to draw"):
        plot_keyness(words(5)[:0])
    with pytest.raises(UnknownName, match="n_labels=-1"):
        plot_keyness(words(5), n_labels=-1)
