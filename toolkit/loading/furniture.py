"""Paragraphs that belong to the page and not to the article.

Exports and crawls keep them: "Advertisement", "Sign up for Daily Newsletters", "SEE ALSO: ...",
photo galleries pasted into one paragraph, the copyright line. They name actors and portray
nobody. A paragraph goes only where all of it is furniture; which lines are stands in
:mod:`toolkit.loading.page_marks`.
"""

from __future__ import annotations

import re

from toolkit.loading import page_marks as marks

_LINES = (marks.READ_TIME, marks.SHARE, marks.POINTER, marks.PITCH, marks.CAPTION)

#: So many paragraphs at the end may be a copyright line, or the outlet about itself.
_AT_THE_END = 3

#: No line of furniture is longer.
_LONGEST = 500

# What players and galleries leave behind when a page's text is copied out.
_GALLERY = re.compile(r"\b(?:Hide|Show) Caption \d+ of \d+\b|^Photos: Photos: ")
_LEFT_OVER = re.compile(
    r"(?:JUST WATCHED\b.{0,200}?Replay More Videos \.\.\. MUST WATCH\b.{0,200}?\d\d:\d\d"
    r"|^(?:LISTEN TO ARTICLE \d+:\d\d )?SHARE THIS ARTICLE Share Tweet Post Email"
    r"|^CLOSE(?= [A-Z][a-z])|^Enlarge this image(?: toggle caption)?)\s*"
)
# One of these is in each of them, so that most texts need not be searched.
_TELLING = (" Caption ", "Photos: Photos: ", "JUST WATCHED", "SHARE THIS", "CLOSE ", "Enlarge this")


def is_furniture(line: str) -> bool:
    """Say whether a line is furniture of the page, wherever it stands.

    Parameters
    ----------
    line
        One line or paragraph.

    Returns
    -------
    bool
        True where all of it is.

    Examples
    --------
    >>> is_furniture("SEE ALSO: Wheat harvest saved"), is_furniture("The wheat was saved.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    known = any(line_matches(pattern, line) for pattern in _LINES)
    return known or marks.ADDRESS.match(line) is not None


def line_matches(pattern: re.Pattern[str], line: str) -> bool:
    """Say whether a whole line is of a kind that :mod:`toolkit.loading.page_marks` describes.

    Parameters
    ----------
    pattern
        One of its patterns.
    line
        One line.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> line_matches(marks.PITCH, "Advertisement |")
    True
    """
    return pattern.fullmatch(line.strip(" \t:*-–—|#")) is not None


def without_furniture(text: str) -> tuple[str, int]:
    r"""Take the furniture out of a body.

    Parameters
    ----------
    text
        Paragraphs parted by blank lines.

    Returns
    -------
    text : str
        What is left.
    taken_out : int
        Paragraphs, or remains of players in them, that went.

    Examples
    --------
    >>> without_furniture("The talks failed.\n\nAdvertisement\n\nNothing was agreed.")
    ('The talks failed.\n\nNothing was agreed.', 1)
    """
    paragraphs = text.split("\n\n")
    last = len(paragraphs) - _AT_THE_END
    kept: list[str] = []
    taken_out = 0
    pasted = any(words in text for words in _TELLING)
    for place, paragraph in enumerate(paragraphs):
        bare, left_over = _LEFT_OVER.subn("", paragraph) if pasted else (paragraph, 0)
        ends = place >= max(last, 1) and line_matches(marks.END, bare)
        gallery = pasted and _GALLERY.search(bare) is not None
        if not bare.strip() or ends or gallery or is_furniture(bare):
            taken_out += 1
        else:
            kept.append(bare)
            taken_out += left_over
    return "\n\n".join(kept), taken_out
