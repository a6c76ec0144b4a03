"""Portrayals over time and side by side: one method a module."""

from toolkit.timelines.archive import articles_per_month, coverage_gaps
from toolkit.timelines.compare import before_after
from toolkit.timelines.frames import frame_shares
from toolkit.timelines.series import timeline
from toolkit.timelines.voices import by_voice

__all__ = [
    "articles_per_month",
    "before_after",
    "by_voice",
    "coverage_gaps",
    "frame_shares",
    "timeline",
]
