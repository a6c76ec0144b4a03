"""One outlet, one name: from the labels and addresses of an export to a single name.

"Fox Online News" and "Fox News", "Dawn (Pakistan)" and "DAWN.com" are one outlet each.
What is known stands in ``codebooks/outlets.toml``, with country, owner and, where a public
source gives one, leaning; a file of one's own adds to it. A label that stands nowhere there
is kept as it is, so nothing is merged on a guess.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pandas as pd

from toolkit import tables
from toolkit.codebook import read_toml
from toolkit.errors import BrokenCodebook, PathNotFound

#: The outlets that come with the toolkit.
OUTLETS = Path(__file__).parent / "codebooks" / "outlets.toml"

#: Who an outlet belongs to; what each means stands at the head of the file.
OWNERS = (
    "private",
    "public broadcaster",
    "public agency",
    "state",
    "agency co-operative",
    "non-profit",
    "party",
    "unknown",
)

#: The steps of AllSides' ratings, as they are written there.
LEANINGS = ("left", "lean left", "center", "lean right", "right")

_DESCRIBED = {
    "outlet": "str",
    "n_articles": "int64",
    "country": "str",
    "owner": "str",
    "leaning": "str",
    "leaning_source": "str",
    "placed": "bool",
}
_UNPLACED = {"outlet": "str", "n_articles": "int64", "example_url": "str", "entry": "str"}

_TOP_KEYS = ("outlet", "places")
_KEYS = ("name", "labels", "domains", "country", "owner", "leaning", "leaning_source")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ENTRY = re.compile(r"\s*\[\[\s*outlet\s*\]\]")

_SERVING = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")

# What may stand behind a name, set off from it: "Dawn (Pakistan)", "Dawn; Karachi",
# "New York Times - Opinion", "The Nation, Pakistan".
_TAILS = tuple(
    re.compile(rf"(?P<bare>.*\S)\s*{tail}[\s.,;:]*", re.DOTALL)
    for tail in (
        r"\((?P<tail>[^()]*)\)",
        r"[;|]\s*(?P<tail>[^;|]+?)",
        r"(?:\s[-–—]+|--)\s*(?P<tail>[^\s–—-][^–—]*?)",
        r"[,:]\s+(?P<tail>[^,:]+?)",
    )
)
_LONGEST_LABEL = 200  # what is longer is a slipped column, and slow to take apart
_MEDIUM = r"(?:(?:web|online|print|digital|tv|radio|wire)\s+)?"
# Of these, a tail that is set off may be any; "NPR Editorial" needs no dash.
_DESK = re.compile(
    rf"""(?:the\s+)?(?:
        {_MEDIUM}(?:news|newspaper|edition|opinions?|editorials?|op-?ed|letters|blogs?|website)
      | (?:news\s+)?(?:web|online|print|digital|tv|television|radio|wire|newswire|english|eng)
      | news\s+online | news\s+service | comment(?:ary)? | analysis | columns? | features?
      | sports? | politics | business | world | international | national
      | (?:south\s+|central\s+|east\s+)?asia | middle\s+east | europe | africa | americas
      | late | final | east\s+coast | transcripts? | abstracts? | magazine
      | .*\beditions? | pre-\d{{4}}\s+full\s?text
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SPOKEN_DESK = re.compile(
    r"(?P<bare>.*\S)\s+(?:(?:web|online)\s+news|online"
    r"|(?:online\s+)?(?:opinions?|editorials?|op-?ed|letters|blogs?)"
    r"|transcripts?)[\s.]*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Outlet:
    """What the file says of one outlet.

    Parameters
    ----------
    name
        Its one name.
    labels, domains
        What else it is called, and where its pages lie.
    country
        ISO 3166, two letters; None where it is not known.
    owner
        One of :data:`OWNERS`, or None.
    leaning, leaning_source
        One of :data:`LEANINGS`, and who says so; both or neither.
    """

    name: str
    labels: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    owner: str | None = None
    leaning: str | None = None
    leaning_source: str | None = None


@dataclass(frozen=True, eq=False)
class Outlets:
    """The outlets, and the ways to find them.

    Parameters
    ----------
    by_name
        What is known of each.
    by_label
        Name of each label, the label without case, accents, spaces, punctuation and "The".
    by_domain
        Name of each domain.
    by_country
        Name of each label in a country: "The Nation" of Kenya is not that of Pakistan.
    places
        Country of each place, written as the labels are.
    """

    by_name: dict[str, Outlet]
    by_label: dict[str, str]
    by_domain: dict[str, str]
    by_country: dict[tuple[str, str], str]
    places: dict[str, str]


def name_of(label: str, *, url: str | None = None, file: str | Path | None = None) -> str:
    """Give the one name of an outlet.

    Parameters
    ----------
    label
        The label an export gives it.
    url
        Address of an article: it decides between outlets that share a name.
    file
        A TOML file that adds to the toolkit's own; see :func:`read`.

    Returns
    -------
    str
        The name, or ``label`` without the space around it where it is not known.

    Examples
    --------
    >>> [name_of(label) for label in ("Fox Online News", "CNN (Web News)", "DAWN.com")]
    ['Fox News', 'CNN', 'Dawn']
    >>> name_of("New York Times - Opinion"), name_of("The Karakoram Ledger")
    ('New York Times', 'The Karakoram Ledger')
    >>> name_of("The Nation"), name_of("The Nation", url="https://nation.com.pk/7")
    ('The Nation', 'The Nation (Pakistan)')
    """
    return known_name(label, url=url, file=file) or " ".join(label.split())


def known_name(label: str, *, url: str | None = None, file: str | Path | None = None) -> str | None:
    """Give the one name of an outlet, or None where no file knows it.

    Parameters
    ----------
    label
        The label an export gives it.
    url
        Address of an article: it decides between outlets that share a name.
    file
        A TOML file that adds to the toolkit's own; see :func:`read`.

    Returns
    -------
    str or None
        The name.

    Examples
    --------
    >>> known_name("dawn"), known_name("The Karakoram Ledger")
    ('Dawn', None)
    >>> known_name("Daily Times (Lahore)"), known_name("Daily Times (Harare)")
    ('Daily Times (Pakistan)', None)
    """
    outlets = read(file)
    for bare, countries in _readings(label, outlets.places):
        if found := _lookup(bare, countries, outlets):
            return found
    return _namesake(label, url, outlets) if url else None


def name_from_url(url: str, *, file: str | Path | None = None) -> str | None:
    """Give the outlet that an address belongs to.

    Parameters
    ----------
    url
        An address, with or without its scheme.
    file
        A TOML file that adds to the toolkit's own; see :func:`read`.

    Returns
    -------
    str or None
        The outlet's name; the bare domain where it is not known; None where the
        address holds no domain.

    Examples
    --------
    >>> name_from_url("https://edition.cnn.com/2021/08/11/asia/index.html")
    'CNN'
    >>> name_from_url("https://www.karakoramledger.example/world/7.html")
    'karakoramledger.example'
    >>> name_from_url("guest essay") is None
    True
    """
    host = _host(url)
    return None if host is None else _by_domain(host, read(file)) or host


def describe(articles: pd.DataFrame, *, file: str | Path | None = None) -> pd.DataFrame:
    """Say who the outlets of a corpus are, as far as that is known.

    Parameters
    ----------
    articles
        The articles table.
    file
        A TOML file that adds to the toolkit's own; see :func:`read`.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, the largest first:

        - ``outlet`` (str): as in ``articles``;
        - ``n_articles`` (int64): how many articles it has there;
        - ``country`` (str): ISO 3166, two letters; missing where it is not known;
        - ``owner`` (str): one of :data:`OWNERS`; missing where it is not known;
        - ``leaning`` (str): one of :data:`LEANINGS`; missing where no source gives one;
        - ``leaning_source`` (str): who says so; missing with the leaning;
        - ``placed`` (bool): whether the outlet stands in a file at all.

    Raises
    ------
    WrongTable
        When ``articles`` is no articles table.
    PathNotFound, BrokenCodebook
        When ``file`` is not there or says something that makes no sense.

    Examples
    --------
    >>> from toolkit import tables
    >>> describe(tables.empty("articles")).columns.tolist()
    ['outlet', 'n_articles', 'country', 'owner', 'leaning', 'leaning_source', 'placed']
    """
    tables.check(articles, "articles")
    outlets = read(file)
    rows = []
    for label, count in _counted(articles["outlet"]):
        name = known_name(label, file=file)
        known = outlets.by_name[name] if name else Outlet(label)
        rows.append(
            {
                "outlet": label,
                "n_articles": count,
                "country": known.country,
                "owner": known.owner,
                "leaning": known.leaning,
                "leaning_source": known.leaning_source,
                "placed": name is not None,
            }
        )
    return _typed(rows, _DESCRIBED)


def unplaced(articles: pd.DataFrame, *, file: str | Path | None = None) -> pd.DataFrame:
    """List the outlets that stand in no file, each with the lines that would place it.

    Parameters
    ----------
    articles
        The articles table.
    file
        A TOML file that adds to the toolkit's own; see :func:`read`.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, the largest first:

        - ``outlet`` (str): as in ``articles``;
        - ``n_articles`` (int64): how many articles it has there;
        - ``example_url`` (str): an address of one of them; missing where none has one;
        - ``entry`` (str): TOML to put into a file of your own and to complete. A domain
          that another outlet has is not claimed but named in a comment: the label may be a
          desk, a columnist or a reprint of that outlet.

    Raises
    ------
    WrongTable
        When ``articles`` is no articles table.
    PathNotFound, BrokenCodebook
        When ``file`` is not there or says something that makes no sense.

    Examples
    --------
    >>> from toolkit import tables
    >>> unplaced(tables.empty("articles")).columns.tolist()
    ['outlet', 'n_articles', 'example_url', 'entry']
    """
    tables.check(articles, "articles")
    outlets = read(file)
    taken: dict[str, str] = {}
    rows = []
    addresses = {label: own.dropna().tolist() for label, own in articles.groupby("outlet")["url"]}
    for label, count in _counted(articles["outlet"]):
        if known_name(label, file=file):
            continue
        hosts = _by_frequency(host for url in addresses[label] if (host := _host(url)))
        best = hosts[0] if hosts else None
        example = next((url for url in addresses[label] if _host(url) == best), None)
        holder = _by_domain(best, outlets) or taken.get(best or "")
        if best and not holder:
            taken[best] = label
        entry = _entry_for(label, best, holder)
        rows.append({"outlet": label, "n_articles": count, "example_url": example, "entry": entry})
    return _typed(rows, _UNPLACED)


def read(path: str | Path | None = None) -> Outlets:
    """Read and check the outlets that come with the toolkit, and a file of one's own.

    One's own file has the last word. An outlet of a name that the toolkit has adds its
    labels and domains, and its country, owner and leaning replace what stands there; a
    label or domain that it gives to another outlet is that outlet's.

    Parameters
    ----------
    path
        A TOML file of ``[[outlet]]`` tables with ``name`` and, as far as they are known,
        ``labels``, ``domains``, ``country``, ``owner``, ``leaning`` and ``leaning_source``;
        None reads the toolkit's own alone.

    Returns
    -------
    Outlets

    Raises
    ------
    PathNotFound
        When there is no such file.
    BrokenCodebook
        When it is no valid TOML, has an unknown key, owner, leaning or country, a leaning
        without its source, or one label or domain of two outlets.

    Examples
    --------
    >>> outlets = read()
    >>> outlets.by_domain["nytimes.com"]
    'New York Times'
    >>> outlets.by_name["Dawn"].country, outlets.by_name["Dawn"].owner
    ('PK', 'private')
    """
    shipped = _read_file(OUTLETS, OUTLETS.stat().st_mtime_ns)
    if path is None or Path(path) == OUTLETS:
        return _found(shipped)
    own = Path(path)
    if not own.is_file():
        raise PathNotFound(
            f"there is no file of outlets '{path}'", mend="give the path of a .toml file"
        )
    return _found(shipped, _read_file(own, own.stat().st_mtime_ns))


@dataclass(frozen=True, eq=False)
class _File:
    outlets: tuple[Outlet, ...]
    places: dict[str, str]


@lru_cache(maxsize=16)
def _read_file(path: Path, _modified: int) -> _File:
    return _Reader(path).file()


@lru_cache(maxsize=16)
def _found(*files: _File) -> Outlets:
    """Index the outlets of some files; a later file has the last word."""
    by_key: dict[str, Outlet] = {}
    for file in files:
        for outlet in file.outlets:
            key = _key(outlet.name)
            by_key[key] = _extended(by_key[key], outlet) if key in by_key else outlet
    by_label: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    places: dict[str, str] = {}
    for file in files:
        for outlet in file.outlets:
            name = by_key[_key(outlet.name)].name
            by_label |= dict.fromkeys(map(_key, (outlet.name, *outlet.labels)), name)
            by_domain |= dict.fromkeys(outlet.domains, name)
        places |= file.places
    outlets = tuple(by_key.values())
    return Outlets(
        {outlet.name: outlet for outlet in outlets},
        by_label,
        by_domain,
        _by_country(outlets, places),
        places,
    )


def _extended(known: Outlet, own: Outlet) -> Outlet:
    said = {field: value for field in _KEYS[3:] if (value := getattr(own, field)) is not None}
    labels, domains = known.labels + own.labels, known.domains + own.domains
    return replace(known, name=own.name, labels=labels, domains=domains, **said)


def _by_country(outlets: Iterable[Outlet], places: dict[str, str]) -> dict[tuple[str, str], str]:
    """Name of each label in a country; two outlets of one country and label have none."""
    holders: dict[tuple[str, str], set[str]] = {}
    for outlet in outlets:
        for label in (outlet.name, *outlet.labels):
            for bare, countries in _readings(label, places):
                if outlet.country and countries <= {outlet.country}:
                    holders.setdefault((_key(bare), outlet.country), set()).add(outlet.name)
    return {key: names.pop() for key, names in holders.items() if len(names) == 1}


def _lookup(bare: str, countries: frozenset[str], outlets: Outlets) -> str | None:
    if not countries:
        return outlets.by_label.get(_key(bare)) or _by_domain(_host(bare), outlets)
    if len(countries) > 1:  # "Dawn (Kabul), Pakistan" says two things
        return None
    (country,) = countries
    return outlets.by_country.get((_key(bare), country))


def _namesake(label: str, url: str, outlets: Outlets) -> str | None:
    """Give the outlet of the address, where it is one of those that share this name."""
    name = _by_domain(_host(url), outlets)
    country = outlets.by_name[name].country if name else None
    if name is None or country is None:
        return None
    for bare, countries in _readings(label, outlets.places):
        if countries <= {country} and outlets.by_country.get((_key(bare), country)) == name:
            return name
    return None


def _readings(label: str, places: dict[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Give a label, and what is left of it as desks, editions and places are taken off.

    With it go the countries that were taken off. What is still left has to be known.
    """
    bare, countries = label, frozenset[str]()
    while True:
        if _key(bare):
            yield bare, countries
        shorter = _without_tail(bare, places) if len(bare) <= _LONGEST_LABEL else None
        if shorter is None:
            return
        bare, country = shorter
        countries |= {country} if country else set()


def _without_tail(label: str, places: dict[str, str]) -> tuple[str, str | None] | None:
    for pattern in _TAILS:
        if not (match := pattern.fullmatch(label)):
            continue
        tail = match["tail"].strip(" .,;:")
        if country := _country_of(tail, places):
            return match["bare"], country
        if _DESK.fullmatch(tail):
            return match["bare"], None
    spoken = _SPOKEN_DESK.fullmatch(label)
    return (spoken["bare"], None) if spoken else None


def _country_of(place: str, places: dict[str, str]) -> str | None:
    if found := places.get(_key(place)):
        return found
    parts = {places.get(_key(part)) for part in place.split(",")}
    return parts.pop() if len(parts) == 1 else None  # "New Delhi, India"


def _key(label: str) -> str:
    letters = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(letter for letter in letters if letter.isalnum())
    return plain.removeprefix("the") or plain


def _host(url: str) -> str | None:
    address = url.strip()
    if " " in address:
        return None
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # "http://[broken": no address at all
        return None
    host = _SERVING.sub("", (host or "").rstrip("."))
    return host if _DOMAIN.fullmatch(host) else None


def _by_domain(host: str | None, outlets: Outlets) -> str | None:
    parts = host.split(".") if host else []
    for first in range(len(parts) - 1):
        if found := outlets.by_domain.get(".".join(parts[first:])):
            return found
    return None


def _counted(labels: pd.Series) -> list[tuple[str, int]]:
    counts = Counter(labels.tolist())
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_frequency(hosts: Iterable[str]) -> list[str]:
    return [host for host, _ in Counter(hosts).most_common()]


def _typed(rows: list[dict[str, Any]], dtypes: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _entry_for(label: str, host: str | None, holder: str | None) -> str:
    lines = ["[[outlet]]", f"name = {_quoted(label)}", "labels = []"]
    if host and holder:
        other = f"# Its addresses lie at {host}, which is {_quoted(holder)}: if it is that outlet,"
        lines = [other, "# put the label there instead.", *lines]
    lines.append(f"domains = [{_quoted(host)}]" if host and not holder else "domains = []")
    lines += ['# country = "PK"', f"# owner = one of {', '.join(map(_quoted, OWNERS))}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for the one character that TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class _Reader:
    """Turns one TOML file into outlets, checking each entry."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = read_toml(path)
        self.lines = path.read_text(encoding="utf-8").splitlines()

    def file(self) -> _File:
        self._known_keys(self.raw, _TOP_KEYS, "the file", 0)
        entries = self.raw.get("outlet", [])
        if not isinstance(entries, list):
            self._broken("'outlet' is no list of tables", "write [[outlet]] above each", 0)
        outlets = tuple(self._outlet(entry, n) for n, entry in enumerate(entries, start=1))
        self._one_holder_each(outlets)
        return _File(outlets, self._places())

    def _outlet(self, entry: Any, number: int) -> Outlet:
        if not isinstance(entry, dict):
            self._broken(f"outlet {number} is no table", "write [[outlet]] above it", number)
        name = entry.get("name")
        if not isinstance(name, str) or not _key(name):
            self._broken(f"[[outlet]] {number} has no name", 'add name = "..."', number)
        self._known_keys(entry, _KEYS, f"outlet '{name}'", number)
        return Outlet(
            name,
            self._labels(entry, name, number),
            self._domains(entry, name, number),
            self._country(entry.get("country"), f"outlet '{name}'", number),
            self._one_of(entry, "owner", OWNERS, number),
            self._one_of(entry, "leaning", LEANINGS, number),
            self._leaning_source(entry, number),
        )

    def _labels(self, entry: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
        labels = self._texts(entry, "labels", f"outlet '{name}'", number)
        for label in labels:
            if not _key(label):
                self._broken(
                    f"outlet '{name}' has the label '{label}' without a letter",
                    "take it out",
                    number,
                )
        return labels

    def _domains(self, entry: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
        domains = tuple(
            domain.lower() for domain in self._texts(entry, "domains", f"outlet '{name}'", number)
        )
        for domain in domains:
            if not _DOMAIN.fullmatch(domain) or domain.startswith("www."):
                self._broken(
                    f"outlet '{name}' has '{domain}', which is no bare domain",
                    'write it as in "dawn.com"',
                    number,
                )
        return domains

    def _country(self, code: Any, what: str, number: int) -> str | None:
        if code == "UK":
            self._broken(f"{what} has the country 'UK'", 'write "GB", as ISO 3166 does', number)
        if code is not None and not (isinstance(code, str) and _COUNTRY.fullmatch(code)):
            self._broken(
                f"{what} has the country '{code}'",
                'write the two capital letters of ISO 3166, as in "PK"',
                number,
            )
        return code

    def _one_of(
        self, entry: dict[str, Any], key: str, allowed: tuple[str, ...], number: int
    ) -> str | None:
        value = entry.get(key)
        if value is not None and value not in allowed:
            self._broken(
                f"outlet '{entry['name']}' has the unknown {key} '{value}'",
                f"use one of: {', '.join(allowed)}",
                number,
            )
        return value

    def _leaning_source(self, entry: dict[str, Any], number: int) -> str | None:
        leaning, source = entry.get("leaning"), entry.get("leaning_source")
        named = isinstance(source, str) and bool(source.strip())
        if (source is not None and not named) or (leaning is None) != (source is None):
            self._broken(
                f"outlet '{entry['name']}' needs both leaning and leaning_source, or neither",
                'say who rates it: leaning_source = "AllSides"',
                number,
                "leaning",
            )
        return source

    def _places(self) -> dict[str, str]:
        raw = self.raw.get("places", {})
        if not isinstance(raw, dict):
            self._broken("'places' is no table", 'write [places] and PK = ["Pakistan"]', 0)
        countries: dict[str, str] = {}
        for code in raw:
            self._country(code, "[places]", 0)
            for place in self._texts(raw, code, "[places]", 0):
                if countries.setdefault(_key(place), code) != code:
                    self._broken(
                        f"the place '{place}' is both in {countries[_key(place)]} and in {code}",
                        "keep one, or leave it out",
                        0,
                    )
        return countries

    def _texts(self, entry: dict[str, Any], key: str, what: str, number: int) -> tuple[str, ...]:
        texts = entry.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self._broken(
                f"'{key}' of {what} must be a list of texts",
                f'write {key} = ["...", "..."]',
                number,
                key,
            )
        return tuple(text.strip() for text in texts)

    def _one_holder_each(self, outlets: tuple[Outlet, ...]) -> None:
        names: set[str] = set()
        labels: dict[str, str] = {}
        domains: dict[str, str] = {}
        for number, outlet in enumerate(outlets, start=1):
            if _key(outlet.name) in names:
                self._broken(f"outlet '{outlet.name}' stands there twice", "keep one", number)
            names.add(_key(outlet.name))
            for label in (outlet.name, *outlet.labels):
                self._claim(labels, _key(label), label, outlet.name, number)
            for domain in outlet.domains:
                self._claim(domains, domain, domain, outlet.name, number)

    def _claim(self, holders: dict[str, str], key: str, text: str, name: str, number: int) -> None:
        holder = holders.setdefault(key, name)
        if holder != name:
            self._broken(
                f"'{text}' belongs to both '{holder}' and '{name}'",
                "take it out of one of them",
                number,
                text,
            )

    def _known_keys(
        self, entry: dict[str, Any], allowed: tuple[str, ...], what: str, number: int
    ) -> None:
        for key in entry:
            if key not in allowed:
                self._broken(
                    f"{what} has the unknown key '{key}'",
                    f"use one of: {', '.join(allowed)}",
                    number,
                )

    def _broken(self, problem: str, mend: str, number: int, text: str | None = None) -> NoReturn:
        row = self._line(number, text or _last_quoted(problem))
        raise BrokenCodebook(problem, mend=mend, file=self.path, row=row)

    def _line(self, number: int, text: str | None) -> int | None:
        """Line of the entry that holds the text, or else the entry's first line."""
        starts = [n for n, line in enumerate(self.lines) if _ENTRY.match(line)]
        if number > len(starts):
            return None
        first = starts[number - 1] if number else 0
        end = starts[number] if number and number < len(starts) else len(self.lines)
        for wanted in (f'"{text}"', f"'{text}'", text) if text else ():
            for place in range(first, end):
                if wanted.casefold() in self.lines[place].casefold():
                    return place + 1
        return first + 1 if number else None


def _last_quoted(problem: str) -> str | None:
    quoted = re.findall(r"'([^']+)'", problem)
    return quoted[-1] if quoted else None
