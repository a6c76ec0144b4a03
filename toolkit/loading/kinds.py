"""What kind of piece an article is, and how much of it we have.

``genre`` comes from what the source says: its own column of genres, the section, the
address, the headline, the desk in the outlet's label. Where none of them says anything
it is ``unknown``; that an article stands among news is not taken for a statement.
"""

from __future__ import annotations

import re

# What a genre column, a section or a desk may say, tried in this order.
_SAID = (
    ("letter", re.compile(r"\bletters?\b", re.IGNORECASE)),
    ("editorial", re.compile(r"\beditorials?\b|\bleader\b", re.IGNORECASE)),
    (
        "opinion",
        re.compile(
            r"\bop-?\s?eds?\b|\bopinions?\b|\bcomment(?:ary|isfree| is free)?\b|\bcolumns?\b"
            r"|\bcolumnists?\b|\bguest (?:essay|writer)\b|\bviewpoints?\b|\bblogs?\b|\bviews\b",
            re.IGNORECASE,
        ),
    ),
    ("live", re.compile(r"\blive\b|\bliveblog\b", re.IGNORECASE)),
    (
        "other",
        re.compile(
            r"\bbriefing\b|\bvideos?\b|\binteractive\b|\bquote\b|\bobituar\w+|\breviews?\b"
            r"|\bpodcasts?\b|\bgraphic\b|\bquiz\b|\bslideshow\b|\bgallery\b|\bcorrections?\b"
            r"|\bnewsletter\b|\binterview\b|\bfeature\b",
            re.IGNORECASE,
        ),
    ),
    ("news", re.compile(r"\bnews\b|\breport\b|\barticle\b", re.IGNORECASE)),
)
# A section is a place in the paper: "Briefing" or "World" there is no genre.
_SECTIONS = ("letter", "editorial", "opinion", "live")

_IN_URL = (
    ("letter", re.compile(r"/letters?(?:-to-the-editor)?/", re.IGNORECASE)),
    ("editorial", re.compile(r"/(?:editorials?|leaders)/", re.IGNORECASE)),
    (
        "opinion",
        re.compile(
            r"/(?:[a-z]+-)?(?:opinions?|op-?eds?|commentisfree|commentary|comment|columns?"
            r"|columnists?|viewpoints?|blogs?/opinion)/|//(?:opinion|blogs\.opinion)\.",
            re.IGNORECASE,
        ),
    ),
    (
        "live",
        re.compile(r"/live(?:-?news|-?blog|-updates?)?/|-live-updates?\b|/liveblog", re.IGNORECASE),
    ),
)

_IN_TITLE = (
    (
        "letter",
        re.compile(
            r"^letters?(?: to the editor)?\s*[:|–—-]|^letters? to the editor\b", re.IGNORECASE
        ),
    ),
    ("editorial", re.compile(r"^editorials?\s*[:|–—-]|\|\s*editorial$", re.IGNORECASE)),
    (
        "opinion",
        re.compile(
            r"^(?:opinion|op-?ed|commentary|comment|column)\s*[:|–—]|\|\s*opinion$", re.IGNORECASE
        ),
    ),
    (
        "live",
        re.compile(
            r"^live(?: (?:updates?|blog))?\s*[:|–—]|\blive (?:updates|blog)\b|[–—-] live$",
            re.IGNORECASE,
        ),
    ),
)
_DESK = (
    ("letter", re.compile(r"[-–—(:]\s*letters\)?\s*$", re.IGNORECASE)),
    ("editorial", re.compile(r"(?:[-–—(:]\s*|\s)editorials?\)?\s*$", re.IGNORECASE)),
    ("opinion", re.compile(r"[-–—(:]\s*(?:opinions?|op-ed)\)?\s*$|^guest writer\b", re.IGNORECASE)),
)
_SNIPPET = 600  # characters
_TRAILS_OFF = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|…|(?<!\.)\.{3})$")
_ENDS = re.compile(r"[.!?…؟۔。！？][\s)\]}”’\"'»›]*$")
_CUT_SHORT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+?\s*\d+\s+chars\]\s*$")


def genre_of(
    genre: str | None,
    section: str | None,
    url: str | None,
    title: str | None,
    label: str | None = None,
) -> str:
    """Tell the genre from what the source says.

    Parameters
    ----------
    genre
        The source's own genre.
    section
        Its section or desk.
    url
        The address.
    title
        The headline.
    label
        The outlet as the source labels it.

    Returns
    -------
    str
        One of :data:`toolkit.tables.GENRES`.

    Examples
    --------
    >>> genre_of("Op-Ed", None, None, None), genre_of("News Analysis", "World", None, None)
    ('opinion', 'news')
    >>> genre_of(None, "World", "https://a.example/editorial/7", "On Kabul")
    'editorial'
    >>> genre_of(None, "World", None, "Talks resume")
    'unknown'
    """
    said = _first(_SAID, genre)
    if said and said != "news":
        return said
    places = (_first(_IN_TITLE, title), _first(_IN_URL, url), _in_section(section))
    told = next((place for place in places if place), None)
    return told or _first(_DESK, label) or said or ("other" if genre else "unknown")


def _in_section(section: str | None) -> str | None:
    found = _first(_SAID, section)
    return found if found in _SECTIONS else None


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str | None) -> str | None:
    if not text:
        return None
    return next((name for name, pattern in table if pattern.search(text)), None)


def without_cut_mark(text: str) -> tuple[str, bool]:
    """Tell whether a text was cut short, and take off the mark that a service puts there.

    A text is cut short where a mark says so, and where it is no longer than a snippet (600
    characters) and ends within a sentence.

    Parameters
    ----------
    text
        A body.

    Returns
    -------
    text : str
        Without the mark.
    cut : bool
        Whether it was cut short.

    Examples
    --------
    >>> without_cut_mark("The envoy left Kabul… [+1189 chars]")
    ('The envoy left Kabul', True)
    >>> without_cut_mark("The envoy left Kabul for a round of [...]")
    ('The envoy left Kabul for a round of', True)
    >>> without_cut_mark("The envoy left Kabul for a round of")[1], without_cut_mark("He left.")[1]
    (True, False)
    """
    bare = _CUT_SHORT.sub("", text) if text.endswith("]") else text
    if bare != text:
        return bare, True
    if len(text) >= _SNIPPET:  # a longer one may end in a thought cut short
        return text, False
    bare = _TRAILS_OFF.sub("", text)
    return bare, bare != text or not _ENDS.search(text)
