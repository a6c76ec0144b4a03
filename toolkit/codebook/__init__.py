"""Codebooks: who the actors are, what the frames are, when things happened.

A codebook is a TOML file that somebody who does not program can edit. It names

- **actors**, with the words that stand for them, sorted by what of the actor is meant
  (the state, its government, its military ...), capitals and office holders with the
  dates between which they stand for somebody, and phrases that only look like the actor;
- **frames**, each with a definition, its source and its indicator terms (:mod:`toolkit.terms`
  says how they are written), what each weighs, from how many hits on the frame is present,
  and how it was measured against human coding, if it was;
- **events**, each with a date, a label and where that is recorded.

``extends`` puts a few lines on top of another codebook (:mod:`toolkit.codebook.extending`).
Reading a codebook checks it: an unknown key, an alias of two actors, a wildcard that hits
everything or an event without a date is an error that names file, line and mend.
:func:`check` shows what its terms hit in articles.
"""

from toolkit.codebook.checking import check
from toolkit.codebook.entries import NOT_VALIDATED, Alias, Codebook, Frame, Shared
from toolkit.codebook.extending import FOLDER, names
from toolkit.codebook.indicators import FUNCTION_WORDS
from toolkit.codebook.reading import read
from toolkit.codebook.sources import read_toml

__all__ = [
    "FOLDER",
    "FUNCTION_WORDS",
    "NOT_VALIDATED",
    "Alias",
    "Codebook",
    "Frame",
    "Shared",
    "check",
    "names",
    "read",
    "read_toml",
]
