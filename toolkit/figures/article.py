"""The article figure: one story, sentence by sentence, two ways of scoring it side by side.

Beside each sentence stand its VADER compound and the sentiment toward each actor that it
names. Where they part, a score of the whole sentence (or of the whole article) would have
misled.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from toolkit import tables
from toolkit.errors import WrongTable
from toolkit.figures import style, words
from toolkit.sentences import split
from toolkit.sentiment.vader import polarity_scores

_TEXT = 3.5
_LINES = 3


def plot_article(article: pd.DataFrame, scores: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Walk through one article: each sentence's compound beside its targets' sentiment.

    Parameters
    ----------
    article
        The articles table with that article alone.
    scores
        The scores table; mentions of other articles are passed over, and so are places
        and mentions that could not be decided.
    ax
        Axes to draw in, with room at their left for the sentences; by default a figure of
        the right height.

    Returns
    -------
    matplotlib.axes.Axes
        Sentences downward, as read. Grey bars: compound. Marks: target sentiment, filled
        in the outlet's own words and hollow in quoted or reported ones.

    Raises
    ------
    WrongTable
        When a table is not what it should be, or ``article`` holds none or several.

    Examples
    --------
    >>> from toolkit import tables
    >>> plot_article(tables.empty("articles"), tables.empty("scores"))
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the articles table holds no row to draw. Mend: look whether the
    selection before this call left anything.
    """
    style.need(article, "articles")
    tables.check(scores, "scores")
    if len(article) > 1:
        mend = "keep one: articles[articles.article_id == ...]"
        raise WrongTable(f"{len(article)} articles for one figure", mend=mend)
    sentences = split(article)
    if sentences.empty:
        raise WrongTable("the article has no text", mend="choose one that has")
    sentences["compound"] = polarity_scores(sentences["sentence_text"])["compound"].to_numpy()
    sentences = sentences.set_index("sentence_id")
    kept = (scores["article_id"] == article["article_id"].iloc[0]) & (scores["sense"] != "place")
    mentions = scores[kept & ~scores["ambiguous"]]
    most = _LINES if len(sentences) <= 25 else 1
    texts = [_sentence(row, most) for row in sentences.to_dict("records")]
    looks = style.actor_colours(mentions["actor"].astype("str"))
    if ax is None:
        ax = _open(texts, list(looks))
    else:
        style.dress(ax)
    _draw(ax, mentions, sentences, looks)
    ax.set_yticks(range(len(texts)), texts, fontsize=6.5, linespacing=1.1)
    _legend(ax, looks)
    outlet, day = article["outlet"].iloc[0], article["published"].iloc[0]
    title = style.wrap(f"{outlet}, {day.day} {day:%B %Y}", style.LABEL * 1.12, 3, most=1)[0]
    style.heading(ax, title, lift=12.0 * _legend_rows(looks) + 2)
    style.set_alt_text(ax, _finding(mentions, sentences))
    return ax


def _sentence(row: dict, most: int) -> str:
    start = "Title: " if row["field"] == "title" else ""
    text = " ".join((start + row["sentence_text"]).split())
    # A lone dollar sign would start matplotlib's formulas.
    return "\n".join(style.wrap(text, 6.5, _TEXT, most=most)).replace("$", r"\$")


def _legend_rows(looks: dict[str, style.Look]) -> int:
    return -(-(len(looks) + 1) // 3)


def _open(texts: list[str], actors: list[str]) -> Axes:
    rows = sum(0.105 * (text.count("\n") + 1) for text in texts) + 0.1 * len(texts)
    # Rows are of one height: that of the deepest sentence.
    deepest = max(text.count("\n") + 1 for text in texts)
    rows = max(rows, (0.115 * deepest + 0.08) * len(texts))
    left = _TEXT + 0.25
    top = 0.27 + 0.17 * _legend_rows(style.actor_colours(actors))
    figure = style.new_figure(style.WIDTH, top + rows + 0.75)
    ax = style.add_axes(figure, left, top, style.WIDTH - left - 0.2, rows)
    style.note(ax, _SMALL_PRINT, 32, style.WIDTH - 0.2, left=(left - 0.1) * 72)
    return ax


_SMALL_PRINT = (
    "Filled: the outlet's own words; hollow: quoted or reported. Places and undecided mentions "
    "left out. A mark far from its bar: the sentence sounds otherwise than it speaks of the actor."
)


def _draw(
    ax: Axes, scores: pd.DataFrame, sentences: pd.DataFrame, looks: dict[str, style.Look]
) -> None:
    row_of = {sentence: row for row, sentence in enumerate(sentences.index)}
    ax.barh(range(len(sentences)), sentences["compound"], height=0.62, color="#cfcfcf", zorder=1)
    actors = list(looks)
    for mention in scores.to_dict("records"):
        actor = str(mention["actor"])
        look = looks[actor]
        shift = (actors.index(actor) - (len(actors) - 1) / 2) * 0.5 / len(actors)
        ax.plot(
            mention["target_sentiment"],
            row_of[mention["sentence_id"]] + shift,
            linestyle="none",
            marker=look.marker,
            markersize=4.5,
            color=look.colour,
            markerfacecolor=look.colour if mention["voice"] == "outlet" else "white",
            zorder=3,
        )
    for row in range(len(sentences) - 1):
        ax.axhline(row + 0.5, color=style.GRID, linewidth=0.6, zorder=0)
    ax.axvline(0, color=style.INK, linewidth=0.7, zorder=2)
    ax.set(ylim=(len(sentences) - 0.5, -0.5), xlim=(-1.05, 1.05))
    ax.grid(visible=False)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("−1 unfavourable to 1 favourable", fontsize=style.SMALL, color=style.INK)


def _legend(ax: Axes, looks: dict[str, style.Look]) -> None:
    bar = plt.Rectangle((0, 0), 1, 1, color="#cfcfcf", label="VADER compound")
    marks = [
        Line2D([], [], color=look.colour, marker=look.marker, ls="none", ms=4.5, label=name)
        for name, look in looks.items()
    ]
    ax.legend(
        handles=[bar, *marks],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=style.TINY,
        borderaxespad=0.2,
        handletextpad=0.4,
        columnspacing=0.9,
        handlelength=1.2,
        borderpad=0,
    )


def _finding(mentions: pd.DataFrame, sentences: pd.DataFrame) -> str:
    mean = words.value(float(sentences["compound"].mean()), "compound")
    said = [f"One article, {words.plural(len(sentences), 'sentence')}, mean VADER compound {mean}."]
    for actor, its in mentions.groupby(mentions["actor"].astype("str")):
        low, high, average = (
            words.value(float(number), "target_sentiment")
            for number in its["target_sentiment"].agg(["min", "max", "mean"])
        )
        said.append(
            f"Toward {actor}: mean {average} over {words.plural(len(its), 'mention')}, from "
            f"{low} to {high}."
        )
    if len(mentions):
        part = (mentions["target_sentiment"] - mentions["compound"]).abs()
        widest = mentions.to_dict("records")[int(np.argmax(part.to_numpy()))]
        said.append(
            f"They part most in sentence {widest['sentence_id']}: compound "
            f"{words.value(widest['compound'], 'compound')}, toward {widest['actor']} "
            f"{words.value(widest['target_sentiment'], 'target_sentiment')}."
        )
    return " ".join(said)
