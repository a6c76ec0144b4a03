"""Portrayals made at random, of as many outlets and years as a figure should bear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from toolkit import tables

ACTORS = ["Pakistan", "United States", "Taliban"]


def corpus(
    outlets: Sequence[str],
    first: str,
    last: str,
    n: int,
    *,
    seed: int = 0,
    frames: Sequence[str] = ("safe_haven", "peace_broker", "ally"),
) -> pd.DataFrame:
    """Random portrayals: n articles an outlet, every actor in every article."""
    generator = np.random.default_rng(seed)
    days = pd.date_range(first, last, freq="D", tz="UTC", unit="us")
    total, k = n * len(outlets), len(ACTORS)
    table = pd.DataFrame(
        {
            "article_id": [f"a{number}" for number in range(total)],
            "outlet": pd.Series(np.repeat(outlets, n), dtype="str"),
            "published": days[generator.integers(0, len(days), total)],
            "genre": "news",
            "text_kind": "full",
            "story_id": [f"s{number}" for number in generator.integers(0, total, total)],
        }
    )
    table = table.loc[table.index.repeat(k)].reset_index(drop=True)
    table["actor"] = pd.Categorical.from_codes(np.tile(range(k), total), categories=ACTORS)
    table["named"] = generator.random(len(table)) < 0.7
    table["n_mentions"] = table["named"].astype("int64")
    value = np.where(table["named"], generator.uniform(0, 0.8, len(table)), np.nan)
    for score in tables.SCORES:
        table[score] = value
    for frame in frames:
        table[f"frame_{frame}"] = table["named"] & (generator.random(len(table)) < 0.2)
    return tables.in_order(table, "portrayals")


@pytest.fixture(name="corpus")
def _corpus() -> Callable[..., pd.DataFrame]:
    return corpus


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    yield
    plt.close("all")
