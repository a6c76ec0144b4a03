"""Framing: which frames of a codebook an article uses, of whom, and in whose words."""

from toolkit.framing.frames import find_frames

__all__ = ["find_frames"]
