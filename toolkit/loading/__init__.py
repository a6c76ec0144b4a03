"""Articles from what a scholar has on disk: one module a format, one table out."""

from toolkit.loading.conversion import convert
from toolkit.loading.corpus import load, load_with_set_aside

__all__ = ["convert", "load", "load_with_set_aside"]
