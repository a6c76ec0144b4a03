"""Portrayals made by rule: a few articles with the values that a test needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from toolkit import tables

ACTORS = ["Pakistan", "United States", "Taliban"]


def rows(
    values: Sequence[float],
    *,
    outlet: str = "Herald",
    actor: str = "Taliban",
    day: str = "2021-02-01",
    stories: Sequence[str] | None = None,
    named: Sequence[bool] | None = None,
    start: int = 0,
) -> pd.DataFrame:
    """One article a value, all on one day, each with a story of its own unless told."""
    n = len(values)
    table = pd.DataFrame(
        {
            "article_id": [f"{outlet}{day}{number + start}" for number in range(n)],
            "actor": pd.Categorical([actor] * n, categories=ACTORS),
            "outlet": outlet,
            "published": pd.Series([pd.Timestamp(day, tz="UTC")] * n).astype(tables.UTC_MOMENT),
            "genre": "news",
            "text_kind": "full",
            "story_id": stories or [f"{outlet}{day}s{number + start:04d}" for number in range(n)],
            "named": named if named is not None else [True] * n,
        }
    )
    table["n_mentions"] = table["named"].astype("int64")
    for score in tables.SCORES:
        given = np.array(values, dtype="float64")
        given = np.abs(given) if score.startswith("p_") else given
        table[score] = np.where(table["named"], given, np.nan)
    return table


@pytest.fixture(name="rows")
def _rows() -> Callable[..., pd.DataFrame]:
    return rows
