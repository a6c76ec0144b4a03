"""How often each term of a codebook hits, and what it hits, so that a bad one is seen at once."""

from __future__ import annotations

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tqdm.auto import tqdm

from toolkit import tables
from toolkit.codebook.entries import Codebook
from toolkit.codebook.reading import read
from toolkit.terms import Hit, compile_terms

#: A progress bar appears from this many articles on.
_LONG_WORK = 2000

#: One indicator that makes up more than this share of its frame's hits is the frame.
_TOO_LARGE = 0.5

#: An indicator in more than this share of all articles tells them apart badly.
_TOO_COMMON = 0.2

_DTYPES = {
    "kind": "str",
    "entry": "str",
    "term": "str",
    "hits": "int64",
    "articles": "int64",
    "share": "float64",
    "lines": "str",
    "doubt": "str",
}


def check(
    path: str | Path | Codebook,
    articles: pd.DataFrame,
    *,
    n: int = 3,
    width: int = 60,
    seed: int = 0,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Count each indicator and alias of a codebook in articles, and print lines with it.

    This is a rough count, for reading: titles and texts are searched as they stand, page
    furniture and quotations included. An indicator counts wherever it stands outside its
    frame's exclusions, also inside a longer one, where :func:`toolkit.find_frames` counts
    the longer alone. An alias counts as written, whatever its dates, whether or not it
    names a place, and whether or not it stands inside a longer alias or a name that the
    codebook excludes; :func:`toolkit.find_mentions` decides all that.

    Parameters
    ----------
    path
        Name or path of a codebook, or a codebook that was read.
    articles
        The articles table, or any part of it.
    n
        Lines to draw for each term.
    width
        Characters of context on each side.
    seed
        Seed of the draw; the order of the articles does not matter to it.
    progress
        Show a progress bar; by default only for long work.

    Returns
    -------
    pandas.DataFrame
        One row a term, frames and then actors in the order of the codebook, in each the
        most frequent term first:

        - ``kind`` (str): indicator or alias
        - ``entry`` (str): the frame or actor it belongs to
        - ``term`` (str)
        - ``hits`` (int64): how often it stands there
        - ``articles`` (int64): in how many articles
        - ``share`` (float64): of the hits of its frame or actor, 0 where that has none
        - ``lines`` (str): up to ``n`` lines, the term in square brackets
        - ``doubt`` (str): what looks wrong, empty if nothing does: "never hits" (which
          says how often its exclusions took it), and of an indicator that it makes up over
          half of its frame's hits, hits in over a fifth of all articles, or always stands
          inside another indicator of its frame

    Raises
    ------
    PathNotFound
        When there is no such codebook.
    BrokenCodebook
        When it makes no sense.
    WrongTable
        When ``articles`` is no articles table.

    Notes
    -----
    Lines as in a concordance, keyword in context (Luhn 1960); to read them before one
    believes a count is step one of a dictionary's validation (Krippendorff 2018, ch. 12).

    Examples
    --------
    >>> from toolkit import tables
    >>> none = tables.empty("articles")
    >>> seen = check("us_pakistan_taliban", none)  # doctest: +ELLIPSIS
    frame safe_haven: 0 hits in 0 articles
    ...
    >>> seen["doubt"].unique().tolist()
    ['never hits']
    """
    tables.check(articles, "articles")
    seen, reach = _counted(read(path), articles, _Draw(n, width, seed), progress)
    table = _table(seen, len(articles))
    print("\n\n".join(_blocks(table, reach)))
    return table


#: Kind and name of what a term belongs to: a frame's indicators or exclusions, or an actor.
_Owner = tuple[str, str]


@dataclass
class _Seen:
    """What was seen of one term."""

    owner: _Owner
    term: str
    hits: int = 0
    articles: int = 0
    excluded: int = 0
    inside: int = 0  # a longer indicator of the same frame
    lines: list[tuple[int, str]] = field(default_factory=list)  # a heap of those drawn


@dataclass(frozen=True)
class _Draw:
    """How many lines are drawn for a term, how wide, and from which seed."""

    n: int
    width: int
    seed: int

    def note(self, seen: _Seen, place: str, text: str, hit: Hit) -> None:
        """Keep the lines whose keys come first, whatever the order they are met in."""
        if not self.n:
            return
        rank = -zlib.crc32(f"{self.seed} {place} {hit.start}".encode())
        if len(seen.lines) < self.n:
            heapq.heappush(seen.lines, (rank, self._line(text, hit)))
        elif rank > seen.lines[0][0]:
            heapq.heapreplace(seen.lines, (rank, self._line(text, hit)))

    def _line(self, text: str, hit: Hit) -> str:
        left, right = text[max(0, hit.start - self.width) : hit.start], text[hit.end :]
        return " ".join(f"{left}[{text[hit.start : hit.end]}]{right[: self.width]}".split())


def _counted(
    book: Codebook, articles: pd.DataFrame, draw: _Draw, progress: bool | None
) -> tuple[list[_Seen], Counter[_Owner]]:
    """Count each term, and in how many articles each frame or actor has any."""
    seen = list(_terms(book))
    compiled = compile_terms([each.term for each in seen])
    reach: Counter[_Owner] = Counter()
    show = len(articles) >= _LONG_WORK if progress is None else progress
    columns = (articles[name] for name in ("article_id", "title", "text"))
    for article, *fields in tqdm(
        zip(*columns, strict=True),
        total=len(articles),
        desc="terms",
        unit="article",
        disable=not show,
    ):
        found: set[int] = set()
        for name, text in zip(("title", "text"), fields, strict=True):
            if isinstance(text, str):
                found |= _count(compiled.find(text), seen, f"{article} {name}", text, draw)
        for index in found:
            seen[index].articles += 1
        reach.update({seen[index].owner for index in found})
    return [each for each in seen if each.owner[0] != "exclusion"], reach


def _terms(book: Codebook) -> Iterator[_Seen]:
    for frame in book.frames:
        yield from (_Seen(("indicator", frame.name), term) for term in frame.indicators)
        yield from (_Seen(("exclusion", frame.name), term) for term in frame.exclude)
    for actor in book.actors:
        texts = [alias.text for alias in book.aliases if alias.actor == actor]
        texts += [text for entry in book.shared if actor in entry.actors for text in entry.texts]
        yield from (_Seen(("alias", actor), text) for text in dict.fromkeys(texts))


def _count(hits: list[Hit], seen: list[_Seen], place: str, text: str, draw: _Draw) -> set[int]:
    """Count the hits of one text, and give the terms that count in it."""
    by_owner: dict[_Owner, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_owner[seen[hit.term].owner].append(hit)
    found = set()
    for (kind, name), here in by_owner.items():
        barred = by_owner.get(("exclusion", name), []) if kind == "indicator" else []
        for hit in here:
            one = seen[hit.term]
            if any(out.start <= hit.start and hit.end <= out.end for out in barred):
                one.excluded += 1
                continue
            one.hits += 1
            one.inside += any(_longer(other, hit) for other in here)
            found.add(hit.term)
            draw.note(one, place, text, hit)
    return found


def _longer(other: Hit, hit: Hit) -> bool:
    covers = other.start <= hit.start and hit.end <= other.end
    return covers and other.end - other.start > hit.end - hit.start


def _table(seen: list[_Seen], n_articles: int) -> pd.DataFrame:
    totals: Counter[_Owner] = Counter()
    sizes = Counter(each.owner for each in seen)
    for each in seen:
        totals[each.owner] += each.hits
    order = {owner: place for place, owner in enumerate(sizes)}
    rows = []
    for each in sorted(seen, key=lambda one: (order[one.owner], -one.hits)):
        share = each.hits / totals[each.owner] if totals[each.owner] else 0.0
        lines = "\n".join(line for _, line in sorted(each.lines, reverse=True))
        doubt = "; ".join(_doubts(each, share, sizes[each.owner] > 1, n_articles))
        rows.append((*each.owner, each.term, each.hits, each.articles, share, lines, doubt))
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


def _doubts(seen: _Seen, share: float, has_others: bool, n_articles: int) -> Iterator[str]:
    if not seen.hits:
        yield f"never hits: {seen.excluded} excluded" if seen.excluded else "never hits"
        return
    if seen.owner[0] == "alias":
        return  # one name of an actor may well be most of its mentions
    if share > _TOO_LARGE and has_others:
        yield "over half of its frame's hits"
    if seen.articles > _TOO_COMMON * n_articles:
        yield "in over a fifth of all articles"
    if seen.inside == seen.hits:
        yield "always inside another indicator of its frame"


def _blocks(table: pd.DataFrame, reach: Counter[_Owner]) -> Iterator[str]:
    """Set a frame or actor: its name and count, then each term with its lines."""
    for (kind, name), terms in table.groupby(["kind", "entry"], sort=False):
        what = "frame" if kind == "indicator" else "actor"
        hits = f"{terms['hits'].sum():,} hits in {reach[str(kind), str(name)]:,} articles"
        rows = [f"{what} {name}: {hits}"]
        for row in terms.itertuples(index=False):
            count = f"{row.hits:>7,} {row.articles:>6,} {row.share:>6.1%}"
            rows.append(f"  {row.term:<30} {count}  {row.doubt}".rstrip())
            rows += [f"        {line}" for line in str(row.lines).splitlines()]
        yield "\n".join(rows)
