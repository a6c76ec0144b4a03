"""Quotation marks: which stretches of a text stand inside them.

Straight, curly and single marks and guillemets; quotations that run over paragraphs, with
an opening mark at each one; apostrophes that are no marks; marks that are never closed.
"""

from __future__ import annotations

import re

_OPENING = {"“": "”", "«": "»", "„": "“"}

#: Two apostrophes or backticks in a row are one double mark: databases export them so.
_MARKS = re.compile(r"''|``|’’|‘‘|[\"“”„«»‘’']")
_DOUBLED = {"''": '"', "’’": "”", "``": "“", "‘‘": "“"}
_PARAGRAPH = re.compile(r"\n\s*\n")

#: What stands for a quoted character where quotations are blotted out.
BLOT = "\x01"


def quotations(text: str) -> list[tuple[int, int]]:
    r"""Find the stretches inside quotation marks, marks included.

    Parameters
    ----------
    text
        Running text.

    Returns
    -------
    list of (int, int)
        Start and end, in order, not nested. A quotation that goes on over paragraphs
        gives a stretch a paragraph. One that is never closed ends with its paragraph
        when the next one opens with a mark, else with its sentence; one that was never
        opened begins with its paragraph.

    Examples
    --------
    >>> text = "He said 'no' to the Taliban's offer, the “so-called 'peace' plan”."
    >>> [text[start:end] for start, end in quotations(text)]
    ["'no'", "“so-called 'peace' plan”"]
    """
    found: list[tuple[int, int]] = []
    position = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        following = text[gap.end() : gap.end() + 2] if gap else ""
        found += _in_paragraph(text, position, end, following)
        position = gap.end() if gap else end
    return found


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for mark in _MARKS.finditer(text, start, end):
        sign, at, behind = _DOUBLED.get(mark[0], mark[0]), mark.start(), mark.end()
        if sign in _SINGLE and not _single_counts(text, at, sign):
            continue
        if opened < 0:
            closer = _closer(text, at, behind, sign)
            opened = at if closer else -1
            if not closer and not found and _opening_lost(text, start, at, sign):
                found.append((start, behind))
        elif sign in closer and _closes(text, at, behind, sign, closer, end):
            found.append((opened, behind))
            opened = -1
        elif sign == "“" and "”" in closer:
            opened = at  # the mark before was never closed: begin anew
    if opened >= 0 and closer not in ("’'", "'"):
        goes_on = following.startswith(("“", '"', "«", "''", "``"))
        last = end if goes_on else _first_stop(text, opened, end)
        found.append((opened, last))
    return found


def _opening_lost(text: str, start: int, at: int, sign: str) -> bool:
    """Whether a mark that can only close ends a quotation that began before the paragraph."""
    return sign in ("”", '"') and at > start and text[at - 1] in _BEFORE_CLOSING


_SINGLE = frozenset("‘’'")


def _single_counts(text: str, at: int, sign: str) -> bool:
    """Whether a single mark can open or close a quotation: no letters on both sides."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    opens = sign != "’" and _is_letter(after) and not (_is_letter(before) or before in (".", "'"))
    closes = sign != "‘" and not (_is_letter(after) or after == "'")
    return opens or (closes and (_is_letter(before) or before in _BEFORE_CLOSING))


_BEFORE_CLOSING = frozenset(".,!?…")


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _closer(text: str, at: int, behind: int, sign: str) -> str:
    """What would close a mark, or nothing when it opens none."""
    if sign == "“" and behind - at == 2:
        return '"”'  # ``so'' closes with two apostrophes
    if sign == "“":
        return '”"'
    if sign in _OPENING:
        return _OPENING[sign]
    if sign == '"':
        after = text[behind : behind + 1]
        return '"”' if after and not after.isspace() else ""
    if sign == "‘":
        return "’"
    if sign == "'":
        rest = text[at + 1 : at + 300]
        closed = re.search(r"(?<=[\w.,!?…])'(?!\w)", rest)
        return "'" if closed and "\n" not in rest[: closed.start()] else ""
    return ""


def _closes(text: str, at: int, behind: int, sign: str, closer: str, end: int) -> bool:
    if sign != '"':
        return True
    if closer == '”"':  # a straight mark closes a curly one only behind its punctuation
        return text[at - 1 : at] in ",.!?…" and text[behind : behind + 1].isspace()
    before, after = text[at - 1 : at], text[behind : behind + 1]
    opens_again = before.isspace() and after != "" and not after.isspace()
    return not (opens_again and behind < end)


def _first_stop(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[.!?…](?=\s|$)").search(text, start, end)
    return stop.end() if stop else end


def masked(text: str, quotes: list[tuple[int, int]]) -> str:
    """Blot out what stands inside quotation marks, character by character.

    Parameters
    ----------
    text
        Running text.
    quotes
        Its quotations.

    Returns
    -------
    str
        As long as ``text``, with :data:`BLOT` for each quoted character.

    Examples
    --------
    >>> masked("He said “no”.", [(8, 12)]).replace(BLOT, "_")
    'He said ____.'
    """
    parts, position = [], 0
    for start, end in quotes:
        parts += [text[position:start], BLOT * (end - start)]
        position = end
    return "".join([*parts, text[position:]])
