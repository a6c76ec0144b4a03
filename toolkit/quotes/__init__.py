"""Whose words: quotation marks, reported speech, and the speaker of each.

From text to *attributions*: a stretch of words, the source it is attributed to and the
cue that says so, after the scheme of PolNeAR (Newell, Margolin & Ruths, LREC 2018). All
of it is found without a parser, in time linear in the text. What it does not see: a source
in another sentence that no pronoun takes up, irony, free indirect speech, and where exactly
a reported clause ends when the sentence goes on in the outlet's own words.
``tests/benchmarks/voice.py`` measures it.
"""

from toolkit.quotes.attributions import attributions, find_attributions, voice_at
from toolkit.quotes.marks import quotations
from toolkit.quotes.reported import VERBS, Attribution, cues
from toolkit.quotes.voiced import voiced_sentences

__all__ = [
    "VERBS",
    "Attribution",
    "attributions",
    "cues",
    "find_attributions",
    "quotations",
    "voice_at",
    "voiced_sentences",
]
