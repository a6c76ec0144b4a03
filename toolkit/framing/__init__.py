"""Framing: which frames of a codebook an article uses, of whom, and in whose words."""

from toolkit.framing.acts import act_between
from toolkit.framing.frames import find_frames
from toolkit.framing.presence import frame_presence
from toolkit.framing.roles import classify_roles

__all__ = ["act_between", "classify_roles", "find_frames", "frame_presence"]
