"""Words: what stands beside an actor's name, and in which lines."""

from toolkit.words.collocates import collocates
from toolkit.words.concordance import concordance

__all__ = ["collocates", "concordance"]
