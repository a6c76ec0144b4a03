"""Figures: no text on another, gaps that stay gaps, and a finding in words."""

from __future__ import annotations

import itertools
import pickle
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from toolkit import tables
from toolkit.errors import UnknownName, WrongTable
from toolkit.figures import (
    alt_text,
    outlet_colours,
    plot_article,
    plot_change,
    plot_corpus,
    plot_coverage,
    plot_frames,
    plot_timeline,
    plot_voices,
    style,
)
from toolkit.timelines import before_after, timeline

FOUR = ["Harbour Dispatch", "Meridian Ledger", "Northfield Courier", "Valley Sentinel"]
LONG = "The International Evening Chronicle and Advertiser"
MANY = [f"Outlet number {number}" for number in range(24)] + [LONG]
EVENTS = pd.DataFrame(
    {
        "date": pd.to_datetime(["2020-02-29", "2021-04-14", "2021-08-15", "2021-08-30"]),
        "label": ["Doha agreement", "US withdrawal announced", "Fall of Kabul", "Last troops"],
    }
)
CROWD = pd.DataFrame(
    {
        "date": pd.date_range("2019-01-03", "2022-12-20", periods=24),
        "label": [f"An event with a long name, number {number}" for number in range(24)],
    }
)


def figure_of(drawn: Axes | np.ndarray) -> Figure:
    first = drawn.flat[0] if isinstance(drawn, np.ndarray) else drawn
    return first.figure


def texts_of(figure: Figure) -> list[Text]:
    figure.canvas.draw()
    found = list(figure.texts)
    axes = [child for ax in figure.axes for child in [ax, *ax.child_axes]]
    for ax in axes:
        found += [*ax.texts, ax.title, ax.xaxis.label, ax.yaxis.label]
        found += ax.get_legend().get_texts() if ax.get_legend() else []
        for axis in (ax.xaxis, ax.yaxis):
            # Ticks outside the limits exist without being drawn.
            found += [
                label for tick in axis._update_ticks() for label in (tick.label1, tick.label2)
            ]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def assert_no_text_meets_another(figure: Figure) -> None:
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in texts_of(figure)]
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        # Boxes hold the room of letters that are not there: a pixel or two is no clash.
        assert wide <= 1 or high <= 2.5, f"{one!r} meets {other!r}"
    for said, box in boxes:
        assert figure.bbox.x0 - 1 <= box.x0, f"{said!r} runs out at the left"
        assert box.x1 <= figure.bbox.x1 + 1, f"{said!r} runs out at the right"
        assert figure.bbox.y0 - 1 <= box.y0, f"{said!r} runs out at the foot"
        assert box.y1 <= figure.bbox.y1 + 1, f"{said!r} runs out at the head"


@pytest.mark.parametrize(
    ("outlets", "first", "last", "n", "every"),
    [
        (FOUR, "2019-01-01", "2022-12-31", 300, "quarter"),
        (FOUR, "2019-01-01", "2022-12-31", 300, "month"),
        ([FOUR[0], LONG], "2021-06-01", "2021-11-30", 200, "month"),
        ([FOUR[0], LONG], "2021-06-01", "2021-07-10", 200, "day"),
        ([*FOUR, LONG], "2021-01-01", "2022-12-31", 200, "quarter"),
        (MANY[-10:], "2012-01-01", "2020-12-31", 100, "quarter"),
        (MANY, "2001-01-01", "2020-12-31", 40, "year"),
        ([LONG], "2001-01-01", "2020-12-31", 300, "quarter"),
    ],
)
@pytest.mark.parametrize("events", [None, EVENTS, CROWD, "us_pakistan_taliban"])
def test_no_text_of_a_timeline_meets_another(corpus, outlets, first, last, n, every, events):
    if len(outlets) > 5 and events is EVENTS:
        pytest.skip("the crowd covers it")
    series = timeline(corpus(outlets, first, last, n), every=every)
    assert_no_text_meets_another(figure_of(plot_timeline(series, events=events)))


def test_one_actor_gives_axes_several_give_an_array(corpus):
    series = timeline(corpus(FOUR, "2019-01-01", "2022-12-31", 60))
    stacked = plot_timeline(series)
    assert stacked.shape == (3,)
    one = plot_timeline(series[series["actor"] == "Taliban"])
    assert isinstance(one, Axes)
    many = plot_timeline(timeline(corpus(MANY[:7], "2019-01-01", "2020-12-31", 60)))
    assert many.shape == (7, 3)


def test_given_axes_are_drawn_in_and_given_back(corpus):
    series = timeline(corpus(FOUR, "2019-01-01", "2022-12-31", 60))
    figure, ax = plt.subplots()
    assert plot_timeline(series[series["actor"] == "Taliban"], ax=ax) is ax
    assert alt_text(figure)
    with pytest.raises(WrongTable, match="3 actors need a panel each"):
        plot_timeline(series, ax=ax)


def test_an_empty_period_is_a_gap_that_no_line_crosses(corpus):
    rows = corpus(["Herald"], "2019-01-01", "2022-12-31", 800)
    gap = (rows["published"] >= "2020-07-01") & (rows["published"] < "2021-01-01")
    series = timeline(rows[~gap & (rows["actor"] == "Taliban")])
    assert series["flag"].tolist()[6:8] == ["empty", "empty"]
    ax = plot_timeline(series)
    line = next(line for line in ax.lines if len(line.get_ydata()) == 16)
    assert np.isnan(np.asarray(line.get_ydata())[6:8]).all()
    assert len(ax.patches) >= 2, "the gap is shaded"
    assert "2 quarters empty" in alt_text(ax)


def test_points_on_too_few_stories_are_hollow(corpus):
    series = timeline(corpus(["Herald"], "2019-01-01", "2022-12-31", 60), by="actor")
    ax = plot_timeline(series[series["actor"] == "Taliban"])
    marks = [line for line in ax.lines if line.get_linestyle() == "None" and len(line.get_xdata())]
    hollow = sum(len(mark.get_xdata()) for mark in marks if mark.get_markerfacecolor() == "white")
    assert hollow == (series["flag"][series["actor"] == "Taliban"] == "too_few").sum() > 0


def test_the_strip_shows_the_stories_of_each_period(corpus):
    series = timeline(corpus(FOUR, "2021-01-01", "2021-12-31", 60))
    ax = plot_timeline(series[series["actor"] == "Taliban"])
    (strip,) = ax.child_axes
    shown = [int(text.get_text()) for text in strip.texts]
    wanted = series[series["actor"] == "Taliban"].sort_values(["outlet", "period"])["n_stories"]
    assert shown == wanted.tolist()


def test_the_alt_text_states_the_numbers_of_the_table(corpus):
    series = timeline(corpus(["Herald"], "2021-01-01", "2021-12-31", 90))
    its = series[series["actor"] == "Taliban"].set_index("period")["estimate"]
    said = alt_text(plot_timeline(series, events=EVENTS))
    assert "sentiment toward the actor, by quarter" in said
    assert f"Taliban. Herald: {its.iloc[0]:.2f} in 2021Q1 to {its.iloc[-1]:.2f} in 2021Q4" in said
    assert f"lowest {its.min():.2f} ({its.idxmin()})" in said
    assert "Fall of Kabul (15 Aug 2021)" in said


def test_events_outside_the_span_are_not_drawn_and_none_inside_is_lost(corpus):
    series = timeline(corpus(FOUR, "2021-01-01", "2021-12-31", 40))
    axes = plot_timeline(series, events=EVENTS)
    labels = [text.get_text() for text in axes[0].texts]
    assert "Doha agreement" not in labels
    for label in ("US withdrawal announced", "Fall of Kabul", "Last troops"):
        assert label in labels


def test_events_may_carry_a_time_zone_but_need_a_label(corpus):
    series = timeline(corpus(FOUR[:1], "2021-01-01", "2021-12-31", 40))
    aware = EVENTS.assign(date=EVENTS["date"].dt.tz_localize("UTC"))
    assert "Fall of Kabul" in alt_text(plot_timeline(series, events=aware))
    with pytest.raises(WrongTable, match="no column 'label'"):
        plot_timeline(series, events=EVENTS[["date"]])


def test_outlets_keep_their_colour_when_others_are_left_out(corpus):
    looks = outlet_colours(FOUR)
    assert len({look.colour for look in looks.values()}) == 4
    assert len({look.marker for look in looks.values()}) == 4
    series = timeline(corpus(FOUR[1:2], "2021-01-01", "2021-12-31", 40), by=["outlet", "actor"])
    ax = plot_timeline(series[series["actor"] == "Taliban"], outlets=FOUR)
    assert looks[FOUR[1]].colour in {line.get_color() for line in ax.lines}


def test_coverage_is_drawn_in_per_cent_and_nothing_else_is(corpus):
    rows = corpus(FOUR, "2021-01-01", "2021-12-31", 60)
    axes = plot_coverage(timeline(rows, "coverage"))
    assert re.search(r"\d+ % in 2021Q1", alt_text(axes))
    with pytest.raises(WrongTable, match="not of coverage"):
        plot_coverage(timeline(rows))


def test_no_text_of_the_frames_meets_another(corpus):
    names = ["safe_haven", "counterterrorism", "victim_of_terrorism", "de_facto_government"]
    few = corpus(MANY, "2021-01-01", "2021-12-31", 30, frames=names)
    drawn = plot_frames(few, actor="Pakistan")
    assert isinstance(drawn, Axes)
    assert_no_text_meets_another(figure_of(drawn))
    many = [f"{name}_{number}" for name in names for number in range(4)]
    rows = corpus(FOUR, "2021-01-01", "2021-12-31", 30, frames=many)
    drawn = plot_frames(rows)
    assert drawn.shape == (3,)
    assert_no_text_meets_another(figure_of(drawn))
    with pytest.raises(UnknownName, match="choose one of Pakistan"):
        plot_frames(rows, actor="India")


def test_a_frame_on_few_stories_stands_in_brackets(corpus):
    rows = corpus(["Herald"], "2021-01-01", "2021-12-31", 6, frames=["ally"])
    ax = plot_frames(rows, actor="Pakistan")
    assert any(re.fullmatch(r"\(\d+ %\)", text.get_text()) for text in ax.texts)


@pytest.mark.parametrize("outlets", [FOUR, MANY])
def test_no_text_of_the_change_meets_another(corpus, outlets):
    rows = corpus(outlets, "2020-09-01", "2022-08-01", 40)
    for measure in ("target_sentiment", "coverage"):
        ax = plot_change(before_after(rows, "2021-08-15", measure=measure))
        assert_no_text_meets_another(ax.figure)
        assert "before and after 15 August 2021" in alt_text(ax)


def test_a_change_without_outlets_is_drawn_by_actor(corpus):
    rows = corpus(FOUR, "2020-09-01", "2022-08-01", 40)
    ax = plot_change(before_after(rows, "2021-08-15", by="actor"))
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Pakistan",
        "United States",
        "Taliban",
    ]


def test_no_text_of_the_voices_meets_another(scores):
    more = [scores.assign(outlet=name) for name in MANY]
    both = pd.concat(more, ignore_index=True)
    both["mention_id"] = both["mention_id"] + both["outlet"]
    ax = plot_voices(both)
    assert_no_text_meets_another(ax.figure)


def test_the_voices_are_said_with_their_numbers(scores):
    said = alt_text(plot_voices(scores))
    assert "Pakistan, Ledger: own 0.60 (1 story), others -0.70 (1 story)." in said


def test_no_text_of_the_corpus_meets_another_and_its_gaps_are_said(articles):
    days = pd.date_range("2001-01-01", "2020-12-31", freq="7D", tz="UTC", unit="us")
    days = days[~((days >= "2010-03-01") & (days < "2010-05-01"))]
    parts = []
    for name in MANY:
        part = articles.iloc[[0] * len(days)].assign(outlet=name, published=days)
        parts.append(part.assign(article_id=[f"{name} {n}" for n in range(len(days))]))
    table = pd.concat(parts, ignore_index=True)
    table["published"] = table["published"].astype(tables.UTC_MOMENT)
    ax = plot_corpus(table)
    assert_no_text_meets_another(ax.figure)
    assert "2 months of gap (2010-03, 2010-04)" in alt_text(ax)


def test_an_article_is_walked_through_sentence_by_sentence(articles, scores):
    ax = plot_article(articles[articles["article_id"] == "a2"], scores)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[0] == "Title: Talks go on"
    assert len(labels) == 3
    assert_no_text_meets_another(ax.figure)
    said = alt_text(ax)
    assert "One article, 3 sentences" in said
    assert "Toward Pakistan: mean -0.05 over 2 mentions, from -0.70 to 0.60." in said


def test_several_articles_are_no_walk(articles, scores):
    with pytest.raises(WrongTable, match="3 articles for one figure"):
        plot_article(articles, scores)


def test_money_in_a_sentence_is_not_read_as_a_formula(articles, scores):
    articles.loc[0, "text"] = "It cost $2 billion, or $3 billion, and 5_000 lives."
    ax = plot_article(articles[:1], scores[:0])
    assert_no_text_meets_another(ax.figure)


@pytest.mark.parametrize("plot", [plot_timeline, plot_coverage, plot_corpus, plot_voices])
def test_a_wrong_table_is_an_error_that_names_the_call(plot):
    with pytest.raises(WrongTable, match="Mend: make it with toolkit"):
        plot(pd.DataFrame({"x": [1]}))


def test_a_figure_with_alt_text_can_be_pickled(corpus):
    axes = plot_timeline(timeline(corpus(FOUR[:2], "2021-01-01", "2021-12-31", 20)))
    again = pickle.loads(pickle.dumps(axes[0].figure))
    assert alt_text(again) == alt_text(axes)


def test_drawing_leaves_matplotlibs_settings_alone(corpus):
    before = dict(plt.rcParams)
    plot_timeline(timeline(corpus(FOUR, "2021-01-01", "2021-12-31", 20)))
    assert dict(plt.rcParams) == before


def test_letters_are_measured_about_as_wide_as_they_are_drawn():
    figure = style.new_figure(4, 1)
    text = figure.text(0, 0, "Sentiment toward Pakistan", fontsize=style.TINY)
    drawn = text.get_window_extent().width / figure.dpi
    assert drawn <= style.text_width("Sentiment toward Pakistan", style.TINY) <= 1.15 * drawn
