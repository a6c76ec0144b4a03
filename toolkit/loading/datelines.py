"""Datelines: where, and for which agency, a story was filed.

``ISLAMABAD (Reuters) —`` is no part of the first sentence: its place is no actor, and copies
of one story differ in it.
"""

from __future__ import annotations

import re

_LONGEST = 80  # characters

# Words in capitals before a dash or colon that are no place.
_NO_PLACE = re.compile(
    r"(?:BREAKING|FILE|UPDATED?|EXCLUSIVE|WATCH|LIVE|OPINION|ANALYSIS|EDITORIAL|COMMENT|VIDEO|PHOTOS?"
    r"|READ|MORE|NOTE|CORRECTION|CLARIFICATION|FACT|Q|A|INTERVIEW|REVIEW|SUMMARY|KEY|TOP|NEWS"
    r"|REPORT|WARNING|ALERT|JUST IN|DEVELOPING|EXPLAINER|TRANSCRIPT|FACTBOX|TIMELINE|PROFILE"
    r"|SPECIAL REPORT|FEATURE|BACKGROUND|SOURCE|ADVERTISEMENT)\b"
)
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*[A-ZÀ-Þ.](?:[ /-]+[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*[A-ZÀ-Þ.])*"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-][A-ZÀ-Þ][\w.'’-]*){0,2}"
_REST = rf"(?:, {_NAME}){{0,2}}"  # the country, behind a town that few know
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|Mar\.?|Apr\.?)"
)
_DAY = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
_AGENCY = r"\([A-Z][\w.&/ -]{1,24}\)"
_BEGINS = r"(?=[A-ZÀ-Þ0-9“\"‘'(])"  # a sentence
_DASH = rf"\s*(?:—|–|--|(?<=[\s)])-(?=\s))\s*{_BEGINS}"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<line>{_PLACE}{_REST}{_DAY}(?:,? {_AGENCY})?){_DASH}",
        rf"(?P<line>{_NAME}{_REST}{_DAY},? {_AGENCY}){_DASH}",
        rf"(?P<line>{_AGENCY}){_DASH}",
        r"(?P<line>\(CNN\))\s*(?=[A-ZÀ-Þ“\"‘])",
        rf"(?P<line>{_PLACE}(?:, {_PLACE})?{_DAY}(?: {_AGENCY})?):\s+(?=[A-ZÀ-Þ“\"‘])",
    )
)


def split(text: str) -> tuple[str | None, str]:
    """Part a text from its dateline.

    Parameters
    ----------
    text
        A body.

    Returns
    -------
    dateline : str or None
        As printed, without the dash or colon behind it.
    text : str
        The rest.

    Examples
    --------
    >>> split("ISLAMABAD (Reuters) — The talks failed.")
    ('ISLAMABAD (Reuters)', 'The talks failed.')
    >>> split("KABUL, Afghanistan, Aug. 11 -- The talks failed.")
    ('KABUL, Afghanistan, Aug. 11', 'The talks failed.')
    >>> split("BREAKING: The talks failed.")
    (None, 'BREAKING: The talks failed.')
    """
    if _NO_PLACE.match(text):
        return None, text
    for form in _FORMS:
        match = form.match(text[: _LONGEST + 20])
        if match and len(match["line"]) <= _LONGEST and text[match.end() :].strip():
            return match["line"].rstrip(" ,"), text[match.end() :]
    return None, text
