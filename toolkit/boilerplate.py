"""Sentences that are furniture of the page: they name actors and portray nobody.

Menus, lists of countries in web forms, photo credits, "related stories" and newsletter
pitches stand in the text of real articles (in one corpus 35 of 1,766 articles name
Pakistan only in a form's list of all countries). A mention in one of them is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from toolkit.terms import lowered

#: So many sentences in a row that are shorter than a headline make a menu or a list.
_RUN = 10
_SHORT = 32

#: A related headline is no longer than this.
_HEADLINE = 100

#: So many capitalised words in a row are no headline but the options of a form.
_FORM = 25
_LONG_LINE = 150
_INSIDE_NAMES = frozenset(["and", "of", "the", "da", "de", "&"])

#: So many items between bars make a menu.
_BARS = 3

_STARTS = re.compile(
    r"""\s*(?:[-*•|>▸»]\s*)?(?:
    (?:(?i:ALSO\ READ|READ\ ALSO|READ\ MORE|READ\ NEXT|READ\ THE|SEE\ ALSO|WATCH|LISTEN|MORE|
       MORE\ ON|
       RELATED(?:\ (?:STORIES|ARTICLES|COVERAGE|CONTENT|TOPICS|LINKS|NEWS|VIDEOS?))?|TRENDING|
       RECOMMENDED|MOST\ (?:READ|POPULAR|VIEWED)|TOP\ STORIES|EDITOR.?S.?\ PICKS?|DON.?T\ MISS|
       YOU\ MAY\ (?:ALSO\ )?LIKE|IN\ PICTURES|PHOTOS?|IMAGES?|VIDEO|GALLERY|FILE(?:\ PHOTO)?|TAGS?|
       FILED\ UNDER|TOPICS?|CATEGORIES|SHARE\ THIS|FOLLOW\ US|LATEST\ FROM|PREVIOUS\ STORY|
       NEXT\ STORY|MORE\ FROM|UP\ NEXT|SKIP\ TO|CHOOSE\ YOUR\ \w+|SELECT\ (?:A|YOUR)\ \w+|
       BREAKING\ NEWS\ ALERTS?|
       MORE\ IN|EXPLORE\ MORE|CORRECTIONS?|
       MORE\ ON\ THIS(?:\ STORY)?|HOW\ TO\ HELP|CREDITS?|HOW\ WE\ DID\ IT|READ\ THIS)\s*[:|–—»>])
    |(?:(?i:sign\ up|subscribe|click\ here|follow\ (?:us|our|@)|download\ (?:the|our)\ app|
       get\ (?:our|the)\ (?:daily|weekly|free|latest)|
       join\ our|register\ (?:now|for\ free)|support\ our\ journalism|enter\ your\ e-?mail|
       like\ us\ on|listen\ to\ our\ podcast|our\ newsletter|share\ this|tap\ here|
       read\ more(?::|\ on)))
    |(?i:Hide\ Caption|Show\ Caption|Caption\ \d+\ of\ \d+|Photos?\ \d+\ of\ \d+)
    |(?:©|\(c\)|Copyright)\s
    )""",
    re.VERBOSE,
)
_CREDIT = re.compile(
    r"(?:\((?:[^()]{0,60}/\s?)?(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|Xinhua|Bloomberg|"
    r"Anadolu|ANI|PTI|NYT|The New York Times)(?: Photo)?(?:/[^()]{0,60})?\)\s*$"
    r"|\b(?:AP Photo|Getty Images|AFP/Getty|Photograph(?:s|er)?:|Photo(?:s)? by|Photo credit|"
    r"Image credit|"
    r"Picture:|Photo:|via Getty|File photo|FILE PHOTO|REUTERS/|EPA-EFE|Shutterstock|iStock)\b)"
)
_PITCH = re.compile(
    r"\b(?:newsletter|in your inbox|to your inbox|e-?mail alerts?|privacy policy|"
    r"terms of (?:use|service)|"
    r"all rights reserved|cookies?\b.{0,40}\b(?:accept|policy|settings)|unsubscribe)\b",
    re.IGNORECASE,
)
#: One of these stands in whatever the two match: looked for first, because it is cheap.
_CREDIT_WORDS = ("(", "photo", "getty", "image", "picture", "reuters", "epa-", "shutter", "istock")
_PITCH_WORDS = ("newsletter", "inbox", "alert", "policy", "terms of", "rights", "cookie", "unsub")
_HEADING = re.compile(
    r"\s*(?:more on this|more from|recommended|related|read more|most read|most popular|trending|"
    r"top stories|you may (?:also )?like|latest from|editor.?s.? picks|also in)\b"
    r"[^.?!]{0,40}:?\s*$",
    re.IGNORECASE,
)
_BYLINE_NOTE = re.compile(
    r"\s*(?:The (?:writer|author)|[A-Z]\w+ [A-Z]\w+) (?:is|was|covers|writes|reports|teaches)\b"
    r".{0,120}\b(?:author of|correspondent|columnist|fellow at|contributor|professor of)\b"
)
_CAPTION = re.compile(
    r"^\s*(?:FILE|File)\s*[-–—:]|,\s+(?:left|right|center|centre),\s|\((?:left|right|L|R)\)"
)
_RUNNING = re.compile(r"(?<![a-z])[a-z]++ [a-z]++ [a-z]")
_ITEM = re.compile(r"[,|;•·\n/]|\s[–—-]\s")


def flags(texts: list[str]) -> list[bool]:
    """Say of each sentence of an article whether it is furniture of the page.

    Parameters
    ----------
    texts
        The sentences of one field of one article, in order.

    Returns
    -------
    list of bool

    Notes
    -----
    Told by how such lines begin, by photo credits and newsletter words, by lists of ten
    or more short capitalised items, by 25 capitalised words in a row (the options of a web
    form) and by runs of ten very short sentences. Not seen: a
    related headline that stands in the text as a sentence like any other.

    Examples
    --------
    >>> flags(["ALSO READ: Pakistan replaces the chief", "Pakistan replaced the chief."])
    [True, False]
    >>> flags(["Albania, Algeria, Andorra, Angola, Armenia, Austria, Bahrain, Benin, Chad, Chile"])
    [True]
    """
    credits, pitches = _holding(texts, _CREDIT_WORDS), _holding(texts, _PITCH_WORDS)
    found = [
        _alone(text)
        or (index in credits and _CREDIT.search(text) is not None)
        or (index in pitches and _PITCH.search(text) is not None)
        for index, text in enumerate(texts)
    ]
    _mark_lists(texts, found)
    _mark_captions(texts, found)
    run = 0
    for index, text in enumerate([*texts, "x" * 1000]):
        if len(text) <= _SHORT and not text.rstrip().endswith((".", "?", "!", "”", '"')):
            run += 1
            continue
        if run >= _RUN:
            found[index - run : index] = [True] * run
        run = 0
    return found


def _holding(texts: list[str], words: tuple[str, ...]) -> set[int]:
    """Find the texts that hold one of some words, whatever their case, in one pass."""
    joined = lowered("\n".join(texts))
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    found = set()
    for word in words:
        at = joined.find(word)
        while at >= 0:
            found.add(bisect_right(starts, at) - 1)
            at = joined.find(word, at + 1)
    return found


def _mark_lists(texts: list[str], found: list[bool]) -> None:
    """Mark what stands under "Recommended for you", as far as it is headlines."""
    listing = False
    for index, text in enumerate(texts):
        if _HEADING.match(text):
            listing = found[index] = True
        elif listing and not text.rstrip().endswith((".", "”", '"')) and len(text) < _HEADLINE:
            found[index] = True
        else:
            listing = False


def _mark_captions(texts: list[str], found: list[bool]) -> None:
    """Mark the sentence before a credit that stands alone: "(AP Photo/B.K. Bangash)"."""
    for index, text in enumerate(texts[1:], start=1):
        if text.startswith("(") and _CREDIT.search(text):
            found[index - 1] = True


def _alone(text: str) -> bool:
    if _STARTS.match(text):
        return True
    if _CAPTION.match(text) or (_BYLINE_NOTE.match(text) and text.startswith("The ")):
        return True
    return _is_list(text)


def _holds_a_form(text: str) -> bool:
    """Whether a web form's list of countries stands in a text, without commas between them."""
    if sum(map(str.isupper, text)) < _FORM or text.isupper():
        return False
    run = 0
    for word in text.split():
        if word.lstrip("(")[:1].isupper() and not word.isupper():
            run += 1
            if run >= _FORM:
                return True
        elif word not in _INSIDE_NAMES:
            run = 0
        if word.endswith((",", ";")):
            run = 0  # a list in prose has commas
    return False


def _is_list(text: str) -> bool:
    """Whether a text is a list of ten or more capitalised names and little else."""
    if len(text) > _LONG_LINE and _holds_a_form(text):
        return True
    if _RUNNING.search(text):
        return False  # three small words in a row are prose: most sentences end here
    items = [item.strip() for item in _ITEM.split(text)]
    named = [item for item in items if item[:1].isupper() and len(item.split()) <= 5]
    if len(named) >= _RUN and len(named) >= 0.8 * len(items):
        return True
    if text.count(" | ") >= _BARS:
        return True
    words = text.split()
    capital = sum(word[:1].isupper() for word in words)
    return len(words) >= 25 and capital >= 0.9 * len(words) and not text.isupper()
