"""Words: what tells one group from another, what stands beside a name, and in which lines."""

from toolkit.words.collocates import collocates
from toolkit.words.concordance import concordance
from toolkit.words.keyness import keyness

__all__ = ["collocates", "concordance", "keyness"]
