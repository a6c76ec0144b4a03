"""Words as they are counted: letters, small, without the words of grammar.

Words are runs of letters, so that "safe-haven" stays one word; those of NLTK's Treebank
tokeniser, made for parsing, would lose it to any test for letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.codebook import FUNCTION_WORDS
from toolkit.errors import UnknownName

#: A shorter word is seldom a content word; "US" and "us" are one in small letters.
SHORTEST = 3
#: Words in a row that are counted as one, at most.
LONGEST_NGRAM = 3

_LETTERS = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
# What is no word stands between words, and parts the neighbours it stands between.
_TOKENS = re.compile(rf"{_LETTERS}|[^\w\s]+|\w+")
_CONTRACTED = frozenset("t s d m re ve ll".split())


def words_of(text: str, ngrams: int = 1) -> list[str]:
    """List the content words of a text, in order and with repeats.

    Words are runs of letters, joined by hyphens or apostrophes, in small letters and
    without a possessive *'s*. Function words (:data:`toolkit.codebook.FUNCTION_WORDS`),
    their contractions and words of under three letters are left out.

    Parameters
    ----------
    text
        Any text.
    ngrams
        Words in a row to count as one: 1, 2 or 3. They neither begin nor end with a word
        that is left out, and no mark or number stands between them.

    Returns
    -------
    list of str
        The words.

    Raises
    ------
    UnknownName
        When ``ngrams`` is not 1, 2 or 3.

    Examples
    --------
    >>> words_of("Pakistan's army isn't a safe-haven, it said in 2021.")
    ['pakistan', 'army', 'safe-haven', 'said']
    >>> words_of("a breach of trust, and the rule of law", ngrams=3)
    ['breach of trust', 'rule of law']
    """
    if not 1 <= ngrams <= LONGEST_NGRAM:
        mend = f"count 1 to {LONGEST_NGRAM} words in a row"
        raise UnknownName(f"ngrams={ngrams} is not counted", mend=mend)
    tokens = [token for token, _, _ in _tokens(text)]
    if ngrams == 1:
        return [token for token in tokens if is_content(token)]
    starts = range(len(tokens) - ngrams + 1)
    return [
        " ".join(run)
        for run in (tokens[start : start + ngrams] for start in starts)
        if all(run) and is_content(run[0]) and is_content(run[-1])
    ]


def words_around(text: str, start: int, end: int, window: int) -> list[str]:
    """List the content words near a name.

    Parameters
    ----------
    text
        A sentence.
    start, end
        The characters of the name in it.
    window
        Words to look at on each side; function words are counted as distance.

    Returns
    -------
    list of str
        The content words there, without the name.

    Examples
    --------
    >>> words_around("Officials in Kabul blamed the Taliban for the raid.", 30, 37, 3)
    ['kabul', 'blamed', 'raid']
    """
    before, after = [], []
    for token, first, last in _tokens(text):
        if token and last <= start:
            before.append(token)
        elif token and first >= end:
            after.append(token)
    near = [*before[-window:], *after[:window]]
    return [token for token in near if is_content(token)]


def is_content(token: str) -> bool:
    """Say whether a word in small letters is counted.

    Parameters
    ----------
    token
        The word.

    Returns
    -------
    bool
        False for function words, their contractions, and short words.

    Examples
    --------
    >>> is_content("haven"), is_content("they're"), is_content("to")
    (True, False, False)
    """
    if len(token) < SHORTEST or token in FUNCTION_WORDS:
        return False
    return not ("'" in token and token.rpartition("'")[2] in _CONTRACTED)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each word in small letters and its place; what is no word is an empty string."""
    for match in _TOKENS.finditer(text):
        start, end = match.span()
        token = text[start:end].lower().replace("’", "'").removesuffix("'s")
        yield (token if token[:1].isalpha() else ""), start, end
