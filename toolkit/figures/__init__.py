"""Every table as a figure: one figure a module, one style, a finding in words with each."""

from toolkit.figures.article import plot_article
from toolkit.figures.change import plot_change
from toolkit.figures.corpus import plot_corpus
from toolkit.figures.coverage import plot_coverage
from toolkit.figures.frames import plot_frames
from toolkit.figures.keyness import plot_keyness
from toolkit.figures.roles import plot_roles, role_shares
from toolkit.figures.style import alt_text, outlet_colours, set_alt_text
from toolkit.figures.timeline import plot_timeline
from toolkit.figures.voices import plot_voices

__all__ = [
    "alt_text",
    "outlet_colours",
    "plot_article",
    "plot_change",
    "plot_corpus",
    "plot_coverage",
    "plot_frames",
    "plot_keyness",
    "plot_roles",
    "plot_timeline",
    "plot_voices",
    "role_shares",
    "set_alt_text",
]
