"""The role triangle: points where the shares say, regions, and names that meet nothing."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.text import Text

from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import alt_text, plot_roles, role_shares

LONG = "The International Evening Chronicle and Advertiser"
ROLES = ("protagonist", "antagonist", "innocent")


def cast(scores: pd.DataFrame, told: dict[str, list[list[str]]]) -> pd.DataFrame:
    """Scores whose outlets have stories of mentions with these roles."""
    rows = []
    for outlet, stories in told.items():
        for number, roles in enumerate(stories):
            for place, role in enumerate(roles):
                name = f"{outlet}.{number}"
                row = {"outlet": outlet, "article_id": name, "story_id": name, "role": role}
                rows.append({**row, "mention_id": f"{name}.{place}"})
    table = scores.iloc[[0] * len(rows)].reset_index(drop=True)
    return table.assign(**pd.DataFrame(rows, dtype="str"))


def at_random(scores: pd.DataFrame, outlets: list[str], n: int) -> pd.DataFrame:
    random = np.random.default_rng(0)
    told = {}
    for outlet in outlets:
        chances = [*(random.dirichlet([4, 8, 3]) * 0.6), 0.4]
        told[outlet] = [list(random.choice([*ROLES, "none"], 3, p=chances)) for _ in range(n)]
    return cast(scores, told)


def regions(ax: Axes) -> int:
    return sum(isinstance(patch, Polygon) for patch in ax.patches) - 1


def test_roles_are_shared_out_by_story(scores):
    told = {"Herald": [["antagonist"] * 9, ["protagonist", "none"], ["none"]]}
    row = role_shares(cast(scores, told), "outlet").iloc[0]
    assert row[list(ROLES)].tolist() == [0.5, 0.5, 0.0]
    assert (row["n_mentions"], row["n_with_role"], row["n_stories"]) == (12, 10, 2)


def test_the_spread_is_that_of_the_stories(scores):
    told = {"Herald": [["antagonist"]] * 20 + [["protagonist"]] * 20}
    row = role_shares(cast(scores, told), "outlet").iloc[0]
    assert row["spread_yy"] == pytest.approx(0.25 / 40, rel=0.15)
    assert row["spread_xy"] == pytest.approx(-row["spread_xx"])


def test_a_point_lies_where_its_shares_say(scores):
    told = {"Herald": [["antagonist"]] * 10, "Ledger": [["innocent"]] * 10}
    ax = plot_roles(cast(scores, told), by="outlet")
    points = [line.get_xydata()[0].tolist() for line in ax.lines if line.get_marker() in "os"]
    assert sorted(points) == [[0.5, pytest.approx(np.sqrt(0.75))], [1.0, 0.0]]
    said = alt_text(ax)
    assert "Herald: protagonist 0 %, antagonist 100 %, innocent 0 % (10 mentions, 10" in said


def test_few_stories_are_hollow_and_have_no_region(scores):
    told = {"Herald": [["antagonist"], ["innocent"]] * 2, "Ledger": [["innocent", "none"]] * 8}
    ax = plot_roles(cast(scores, told), by="outlet")
    faces = {line.get_color(): line.get_markerfacecolor() for line in ax.lines}
    assert "white" in faces.values()
    assert regions(ax) == 1
    assert any("40% of 20 mentions" in text.get_text().replace("\n", " ") for text in ax.texts)


@pytest.mark.parametrize("n_outlets", [1, 3, 10, 25])
def test_no_name_meets_another_and_none_is_missing(scores, n_outlets):
    outlets = [f"Outlet number {n}" for n in range(n_outlets - 1)] + [LONG]
    ax = plot_roles(at_random(scores, outlets, 30), by=["outlet", "actor"])
    figure = ax.figure
    figure.canvas.draw()
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in ax.texts]
    assert sum("  n " in said for said, _ in boxes) == n_outlets
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert wide <= 1 or high <= 2.5, f"{one!r} meets {other!r}"
    for said, box in boxes:
        assert box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1, f"{said!r} runs out"
        assert box.y0 >= -1 and box.y1 <= figure.bbox.y1 + 1, f"{said!r} runs out"


def test_what_cannot_be_drawn_is_told(scores):
    with pytest.raises(UnknownName, match="no column 'paper'"):
        plot_roles(scores, by="paper")
    with pytest.raises(WrongTable, match="no mention has a role"):
        plot_roles(scores.assign(role="none"))
    with pytest.raises(WrongTable, match="no column 'actor'"):
        plot_roles(role_shares(scores, "outlet"), by="actor")


def test_groups_with_few_stories_can_be_left_out_and_are_counted():
    table = pd.DataFrame(
        {"outlet": ["Herald", "Ledger"], "protagonist": [0.2, 1], "antagonist": [0.7, 0],
         "innocent": [0.1, 0], "n_mentions": [90, 1], "n_with_role": [40, 1],
         "n_stories": [9, 1]}
    )  # fmt: skip
    ax = plot_roles(table, by="outlet", least=8)
    texts = " ".join(text.get_text() for text in ax.texts)
    assert "Herald" in texts
    assert "Ledger" not in texts
    assert "1 group without a point (under 8 stories)" in " ".join(texts.split())
