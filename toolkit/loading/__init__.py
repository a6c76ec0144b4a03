"""Articles from what a scholar has on disk: one module a format, one table out."""

from toolkit.loading.conversion import convert
from toolkit.loading.corpus import load, load_with_set_aside
from toolkit.loading.description import describe_sources

__all__ = ["convert", "describe_sources", "load", "load_with_set_aside"]
