"""Text as a person would copy it out: damage repaired, markup gone, words untouched.

Mojibake is repaired by ftfy, HTML entities and stray tags are resolved, zero-width and
control characters leave, white space becomes single spaces, and paragraphs are parted
by one blank line. Curly quotes and dashes stay as they are, for quotations are told by
them; so does U+FFFD, for what it stood for is lost and a guess would hide that.
"""

from __future__ import annotations

import html
import re
import unicodedata

import ftfy
import ftfy.bad_codecs  # registers sloppy-windows-1252
from ftfy import TextFixerConfig

_REPAIRS = TextFixerConfig(
    unescape_html=False,  # done here, before tags are looked for
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
)

# ftfy looks at every character, which takes longer than all else in loading; only text
# with the marks it repairs is handed to it: UTF-8 read as a single-byte code page (a
# lead byte and a continuation byte as letters), control characters, lone surrogates.
_CP1252_HIGH = "".join(bytes([byte]).decode("sloppy-windows-1252") for byte in range(0x80, 0xA0))
_DAMAGED = re.compile(
    f"[\u00c2-\u00f4][\u0080-\u00bf{re.escape(_CP1252_HIGH)}\ufffd]"
    "|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|em|i|img|small|span|strong|sub|sup|u|font|td|th|figcaption)\b[^<>]*>",
    re.IGNORECASE,
)
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Zero-width non-joiner and joiner carry meaning between letters of Persian, Urdu and Pashto.
_JOINER = re.compile("(?<=[\u0600-\u06ff])[\u200c\u200d](?=[\u0600-\u06ff])")
_NEWLINE = re.compile("\r\n?|[\u2028\u2029\u0085\x0c]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")

_WRAPPED_AT = (40, 100)  # characters a hard-wrapped line may have
_MASK = "\ue000", "\ue001"


def clean_text(text: str) -> str:
    r"""Clean a body, paragraphs kept.

    Parameters
    ----------
    text
        As the source has it.

    Returns
    -------
    str
        Paragraphs parted by one blank line; empty where nothing is left.

    Examples
    --------
    >>> clean_text("It\u200b isn\u00e2\u20ac\u2122t&nbsp;over.\r\n \r\n\u201cNo,\u201d he  said.")
    'It isn’t over.\n\n“No,” he said.'
    >>> clean_text("<p>One.</p><p>Two &amp; three.</p>")
    'One.\n\nTwo & three.'
    """
    paragraphs = re.split(r"\n\s*\n", repair(text))
    lines = [[_spaced(line) for line in part.split("\n")] for part in paragraphs]
    lines = [[line for line in part if line] for part in lines]
    if is_wrapped([line for part in lines for line in part]):
        return "\n\n".join(" ".join(part) for part in lines if part)
    return "\n\n".join(line for part in lines for line in part)


def clean_line(text: str) -> str:
    r"""Clean what should be one line: a headline, a name, an address.

    Parameters
    ----------
    text
        As the source has it.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> clean_line("US &amp; Pakistan\n agree ")
    'US & Pakistan agree'
    """
    return _spaced(repair(text).replace("\n", " "))


def repair(text: str) -> str:
    r"""Repair encoding damage, entities, tags and invisible characters; lines stay.

    Parameters
    ----------
    text
        As the source has it.

    Returns
    -------
    str
        The same lines.

    Examples
    --------
    >>> repair("Caf\u00c3\u00a9\x00 &lt;b&gt;news&lt;/b&gt;\rtoday")
    'Café news\ntoday'
    """
    if is_damaged(text):
        text = ftfy.fix_text(text, _REPAIRS)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "<" in text:
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n\n", text))
    text = _NEWLINE.sub("\n", text)
    return unicodedata.normalize("NFC", _without_zero_width(text))


def is_damaged(text: str) -> bool:
    r"""Say whether a text has the marks of encoding damage that are repaired here.

    Parameters
    ----------
    text
        As the source has it.

    Returns
    -------
    bool
        True for letters that are UTF-8 read as another encoding, and control characters.

    Examples
    --------
    >>> is_damaged("It isn\u00e2\u20ac\u2122t over."), is_damaged("It isn’t over.")
    (True, False)
    """
    return _DAMAGED.search(text) is not None


def _without_zero_width(text: str) -> str:
    if not _ZERO_WIDTH.search(text):
        return text
    masked = _JOINER.sub(lambda mark: _MASK[mark[0] == "\u200d"], text)
    bare = _ZERO_WIDTH.sub("", masked)
    return bare.replace(_MASK[0], "\u200c").replace(_MASK[1], "\u200d")


def _spaced(line: str) -> str:
    return " ".join(line.split())


def is_wrapped(lines: list[str]) -> bool:
    """Say whether lines were broken at a width rather than at paragraphs.

    Parameters
    ----------
    lines
        Lines that are not empty.

    Returns
    -------
    bool
        True when no line is long and most long ones stop within a sentence.

    Examples
    --------
    >>> is_wrapped(["The minister said on Tuesday that the talks would",
    ...             "go on in Doha, where the delegation had arrived",
    ...             "the night before, and that nothing was agreed"])
    True
    >>> is_wrapped(["The minister spoke.", "The talks go on."])
    False
    """
    low, high = _WRAPPED_AT
    long = [line for line in lines if len(line) >= low]
    if len(long) < 3 or any(len(line) > high for line in lines):
        return False
    broken = sum(not _ENDS_SENTENCE.search(line) for line in long)
    return broken / len(long) > 0.6
