"""A few rows of every table, by hand: two outlets, one syndicated story, one silent article."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit import tables

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"

ACTORS = ["Pakistan", "United States", "Taliban"]
CATEGORIES = {"actor": ACTORS, "frame": ["safe_haven", "mediator"]}
PRAISE = "Pakistan has kept its word to the negotiators."
BLAME = "“Pakistan shelters the Taliban,” an aide to the minister said."


def _typed(rows: list[dict], name: str) -> pd.DataFrame:
    """Rows as a table whose dtypes are the schema's."""
    template = tables.empty(name)
    table = pd.DataFrame(rows, columns=list(template.columns))
    for column, dtype in template.dtypes.items():
        if str(dtype) == "category":
            table[column] = pd.Categorical(table[column], categories=CATEGORIES[column])
        elif str(dtype).startswith("period"):
            table[column] = pd.PeriodIndex(table[column], freq="Q")
        elif str(dtype).startswith("datetime"):
            table[column] = pd.to_datetime(table[column], utc=True).astype(dtype)
        else:
            table[column] = table[column].astype(dtype)
    return table


def _article(number: int, outlet: str, day: str, title: str, text: str, story: str) -> dict:
    return {
        "article_id": f"a{number}",
        "outlet": outlet,
        "published": day,
        "published_precision": "day",
        "title": title,
        "text": text,
        "language": "en",
        "genre": "news",
        "text_kind": "full",
        "story_id": story,
        "source_file": "fixtures.csv",
        "source_row": number,
    }


@pytest.fixture
def articles() -> pd.DataFrame:
    return _typed(
        [
            _article(1, "Herald", "2021-08-10", "Talks resume", PRAISE, "s1"),
            _article(2, "Ledger", "2021-08-11", "Talks go on", f"{PRAISE} {BLAME}", "s1"),
            _article(3, "Herald", "2021-08-31", "Rain at last", "The wheat was saved.", "s2"),
        ],
        "articles",
    )


@pytest.fixture
def set_aside() -> pd.DataFrame:
    row = {
        "source_file": "fixtures.csv",
        "source_row": 4,
        "reason": "no_date",
        "detail": "the column 'published' is empty and the address holds no date",
        "mend": "fill in the date of record 4",
        "outlet": "Ledger",
    }
    return _typed([row], "set_aside")


@pytest.fixture
def sentences() -> pd.DataFrame:
    def row(article: str, number: int, field: str, start: int, text: str, **more: object) -> dict:
        place = {"article_id": article, "sentence_id": number, "field": field}
        return {
            **place,
            "start": start,
            "end": start + len(text),
            "sentence_text": text,
            "quoted": 0.0,
            **more,
        }

    return _typed(
        [
            row("a1", 0, "title", 0, "Talks resume"),
            row("a1", 1, "body", 0, PRAISE),
            row("a2", 0, "title", 0, "Talks go on"),
            row("a2", 1, "body", 0, PRAISE),
            row("a2", 2, "body", len(PRAISE) + 1, BLAME, quoted=0.5, speaker="an aide"),
            row("a3", 0, "title", 0, "Rain at last"),
            row("a3", 1, "body", 0, "The wheat was saved."),
        ],
        "sentences",
    )


def _mention(article: str, sentence: int, text: str, actor: str, **more: object) -> dict:
    start = text.index(actor)
    return {
        "mention_id": f"{article}.{sentence}.{start}",
        "article_id": article,
        "sentence_id": sentence,
        "field": "body",
        "sentence_text": text,
        "actor": actor,
        "alias": actor,
        "start": start,
        "end": start + len(actor),
        "sense": "state" if actor != "Taliban" else "group",
        "voice": "outlet",
        "ambiguous": False,
        "inherited": False,
        "genre": "news",
        "story_id": "s1",
        **more,
    }


def _mention_rows() -> list[dict]:
    herald = {"outlet": "Herald", "published": "2021-08-10"}
    ledger = {"outlet": "Ledger", "published": "2021-08-11"}
    said = {**ledger, "voice": "quoted", "speaker": "an aide"}
    return [
        _mention("a1", 1, PRAISE, "Pakistan", **herald),
        _mention("a2", 1, PRAISE, "Pakistan", **ledger),
        _mention("a2", 2, BLAME, "Pakistan", **said),
        _mention("a2", 2, BLAME, "Taliban", **said),
    ]


@pytest.fixture
def mentions() -> pd.DataFrame:
    return _typed(_mention_rows(), "mentions")


@pytest.fixture
def scores() -> pd.DataFrame:
    good = {
        "compound": 0.3,
        "p_negative": 0.1,
        "p_neutral": 0.2,
        "p_positive": 0.7,
        "target_sentiment": 0.6,
        "valence": 1.5,
        "role": "protagonist",
        "agency": "acts",
    }
    bad = {
        "compound": 0.0,
        "p_negative": 0.8,
        "p_neutral": 0.1,
        "p_positive": 0.1,
        "target_sentiment": -0.7,
        "valence": -2.0,
        "role": "antagonist",
        "agency": "acts",
    }
    rows = [
        {**row, **number, "back_end": "by hand 1"}
        for row, number in zip(_mention_rows(), [good, good, bad, bad], strict=True)
    ]
    return _typed(rows, "scores")


@pytest.fixture
def cues() -> pd.DataFrame:
    def row(mention: str, cue: str, start: int, weight: float) -> dict:
        return {
            "mention_id": mention,
            "cue": cue,
            "start": start,
            "end": start + len(cue),
            "rule": "by hand",
            "negated": False,
            "weight": weight,
        }

    kept = PRAISE.index("kept its word")
    shelters = BLAME.index("shelters")
    return _typed(
        [
            row("a1.1.0", "kept its word", kept, 1.5),
            row("a2.1.0", "kept its word", kept, 1.5),
            row("a2.2.1", "shelters", shelters, -2.0),
            row(f"a2.2.{BLAME.index('Taliban')}", "shelters", shelters, -2.0),
        ],
        "cues",
    )


@pytest.fixture
def frame_hits() -> pd.DataFrame:
    start = BLAME.index("shelters")
    return _typed(
        [
            {
                "article_id": "a2",
                "sentence_id": 2,
                "start": start,
                "end": start + len("shelters"),
                "frame": "safe_haven",
                "indicator": "shelter*",
                "weight": 1.0,
                "negated": False,
                "voice": "quoted",
                "speaker": "an aide",
                "mention_id": "a2.2.1",
                "attached": "clause",
            }
        ],
        "frame_hits",
    )


@pytest.fixture
def frame_presence() -> pd.DataFrame:
    row = {
        "article_id": "a2",
        "frame": "safe_haven",
        "n_hits": 1,
        "n_negated": 0,
        "n_sentences": 1,
        "share": 0.25,
        "density": 20.0,
        "present": True,
    }
    return _typed([row], "frame_presence")


@pytest.fixture
def portrayals() -> pd.DataFrame:
    def row(article: str, actor: str, outlet: str, day: str, story: str, **more: object) -> dict:
        return {
            "article_id": article,
            "actor": actor,
            "outlet": outlet,
            "published": day,
            "genre": "news",
            "text_kind": "full",
            "story_id": story,
            "named": False,
            "n_mentions": 0,
            **more,
        }

    good = {
        "named": True,
        "n_mentions": 1,
        "compound": 0.3,
        "p_negative": 0.1,
        "p_neutral": 0.2,
        "p_positive": 0.7,
        "target_sentiment": 0.6,
        "valence": 1.5,
    }
    where = {
        "a1": ("Herald", "2021-08-10", "s1"),
        "a2": ("Ledger", "2021-08-11", "s1"),
        "a3": ("Herald", "2021-08-31", "s2"),
    }
    more = {("a1", "Pakistan"): good, ("a2", "Pakistan"): good, ("a2", "Taliban"): {"named": True}}
    rows = [
        row(article, actor, *place, **more.get((article, actor), {}))
        for article, place in where.items()
        for actor in ACTORS
    ]
    return _typed(rows, "portrayals")


@pytest.fixture
def timeline() -> pd.DataFrame:
    row = {
        "period": "2021Q3",
        "measure": "target_sentiment",
        "estimate": 0.6,
        "ci_low": None,
        "ci_high": None,
        "n_articles": 2,
        "n_naming": 1,
        "n_mentions": 1,
        "n_stories": 1,
        "flag": "too_few",
    }
    table = _typed([row], "timeline")
    table.insert(0, "outlet", pd.Series(["Herald"], dtype="str"))
    table.insert(1, "actor", pd.Categorical(["Pakistan"], categories=ACTORS))
    return table
