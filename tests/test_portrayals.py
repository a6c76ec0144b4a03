"""An article and an actor: what is averaged, what is left out, and that silence is kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import UnknownName, WrongTable
from toolkit.portrayals import portrayals


def row(table: pd.DataFrame, article: str, actor: str) -> pd.Series:
    return table[(table["article_id"] == article) & (table["actor"] == actor)].iloc[0]


def test_every_article_has_a_row_for_every_actor_named_or_not(scores, articles):
    table = portrayals(scores, articles)
    assert len(table) == 3 * 3
    assert list(table["actor"][:3]) == ["Pakistan", "United States", "Taliban"]
    silent = row(table, "a3", "Pakistan")
    assert silent["n_mentions"] == 0
    assert not silent["named"]
    assert np.isnan(silent["target_sentiment"])


def test_only_the_outlets_own_words_count_unless_told_otherwise(scores, articles):
    own = row(portrayals(scores, articles), "a2", "Pakistan")
    anybody = row(portrayals(scores, articles, voice="any"), "a2", "Pakistan")
    assert (own["n_mentions"], own["target_sentiment"]) == (1, pytest.approx(0.6))
    assert (anybody["n_mentions"], anybody["target_sentiment"]) == (2, pytest.approx(-0.05))
    assert anybody["valence"] == pytest.approx(-0.25)


def test_an_actor_named_only_in_a_quotation_is_named_but_not_scored(scores, articles):
    taliban = row(portrayals(scores, articles), "a2", "Taliban")
    assert taliban["named"]
    assert taliban["n_mentions"] == 0
    assert np.isnan(taliban["compound"])


def test_a_field_can_be_chosen(scores, articles):
    scores.loc[0, "field"] = "title"
    assert portrayals(scores, articles, field="title")["n_mentions"].sum() == 1
    assert portrayals(scores, articles, field="body")["n_mentions"].sum() == 1
    assert portrayals(scores, articles)["n_mentions"].sum() == 2


def test_a_place_is_no_mention_unless_places_are_asked_for(scores, articles):
    scores.loc[0, "sense"] = "place"
    assert not row(portrayals(scores, articles), "a1", "Pakistan")["named"]
    places = row(portrayals(scores, articles, senses=["place"]), "a1", "Pakistan")
    assert places["named"]
    assert places["n_mentions"] == 1


def test_an_ambiguous_mention_is_neither_counted_nor_averaged(scores, articles):
    scores.loc[0, "ambiguous"] = True
    left = row(portrayals(scores, articles), "a1", "Pakistan")
    assert not left["named"]
    assert left["n_mentions"] == 0


def test_a_score_that_a_back_end_does_not_give_stays_null(scores, articles):
    scores["valence"] = np.nan
    named = row(portrayals(scores, articles), "a1", "Pakistan")
    assert np.isnan(named["valence"])
    assert named["target_sentiment"] == pytest.approx(0.6)


def with_frames(hits: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    return hits.assign(frame=pd.Categorical(hits["frame"].astype("str"), categories=names))


def test_a_frame_is_present_where_a_hit_hangs_on_a_chosen_mention(scores, articles, frame_hits):
    hits = with_frames(frame_hits, ["ally", "safe_haven"])
    own = portrayals(scores, articles, frames=hits)
    assert not own["frame_safe_haven"].any()
    anybody = portrayals(scores, articles, frames=hits, voice="any")
    assert row(anybody, "a2", "Pakistan")["frame_safe_haven"]
    assert anybody["frame_safe_haven"].sum() == 1
    assert not anybody["frame_ally"].any()


def test_a_denied_frame_is_not_present(scores, articles, frame_hits):
    hits = with_frames(frame_hits, ["safe_haven"]).assign(negated=True)
    assert not portrayals(scores, articles, frames=hits, voice="any")["frame_safe_haven"].any()


def test_any_partition_gives_the_rows_of_the_whole(scores, articles, frame_hits):
    hits = with_frames(frame_hits, ["ally", "safe_haven"])
    whole = portrayals(scores, articles, frames=hits, voice="any")
    parts = []
    for article in articles["article_id"]:
        its = {
            name: table[table["article_id"] == article]
            for name, table in {"scores": scores, "articles": articles, "hits": hits}.items()
        }
        parts.append(portrayals(its["scores"], its["articles"], frames=its["hits"], voice="any"))
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))


def test_scores_of_an_article_that_is_not_there_are_an_error(scores, articles):
    with pytest.raises(WrongTable, match="'a1', which the articles table lacks"):
        portrayals(scores, articles[1:])


@pytest.mark.parametrize(
    "wrong", [{"voice": "editor"}, {"field": "caption"}, {"senses": ["nation"]}]
)
def test_a_name_that_does_not_exist_is_an_error_that_lists_the_choices(scores, articles, wrong):
    with pytest.raises(UnknownName, match="choose one of"):
        portrayals(scores, articles, **wrong)
