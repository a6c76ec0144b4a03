"""Measure how news outlets portray actors over time, and trace every number to its sentences."""

from toolkit import codebook, outlets, reports, sentences, sentiment, tables
from toolkit.explain import explain
from toolkit.figures import (
    plot_article,
    plot_change,
    plot_corpus,
    plot_coverage,
    plot_frames,
    plot_keyness,
    plot_roles,
    plot_timeline,
    plot_voices,
)
from toolkit.framing import classify_roles, find_frames, frame_presence
from toolkit.loading import convert, describe_sources, load, load_with_set_aside
from toolkit.mentions import find_mentions
from toolkit.portrayals import portrayals
from toolkit.reports import keep_outlets, show, write_report
from toolkit.sentiment import score
from toolkit.timelines import before_after, coverage_gaps, timeline
from toolkit.words import collocates, concordance, keyness

__all__ = [
    "before_after",
    "classify_roles",
    "codebook",
    "collocates",
    "concordance",
    "convert",
    "coverage_gaps",
    "describe_sources",
    "explain",
    "find_frames",
    "find_mentions",
    "frame_presence",
    "keep_outlets",
    "keyness",
    "load",
    "load_with_set_aside",
    "outlets",
    "plot_article",
    "plot_change",
    "plot_corpus",
    "plot_coverage",
    "plot_frames",
    "plot_keyness",
    "plot_roles",
    "plot_timeline",
    "plot_voices",
    "portrayals",
    "reports",
    "score",
    "sentences",
    "sentiment",
    "show",
    "tables",
    "timeline",
    "write_report",
]
