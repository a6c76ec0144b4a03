"""An articles table of one article, for tests of what a text says."""

from __future__ import annotations

import pandas as pd

from toolkit import tables


def article(text: str, title: str | None = None, day: str = "2019-06-01") -> pd.DataFrame:
    row = {
        "article_id": "x",
        "outlet": "Herald",
        "published": day,
        "published_precision": "day",
        "title": title,
        "text": text,
        "genre": "news",
        "text_kind": "full",
        "story_id": "x",
        "source_file": "x",
        "source_row": 1,
    }
    template = tables.empty("articles")
    table = pd.DataFrame([row], columns=list(template.columns))
    table["published"] = pd.to_datetime(table["published"], utc=True)
    return table.astype(template.dtypes.to_dict())
