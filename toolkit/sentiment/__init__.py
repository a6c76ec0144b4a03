"""Sentiment: VADER for a sentence, rules for an actor in it, and the choice among them."""

from toolkit.sentiment.target import classify, score

__all__ = ["classify", "score"]
