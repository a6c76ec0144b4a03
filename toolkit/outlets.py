"""One outlet, one name: from the labels and addresses of an export to a single name.

"Fox Online News" and "Fox News", "Dawn (Pakistan)" and "DAWN.com" are one outlet each.
What is known stands in ``codebooks/outlets.toml``; a label that stands nowhere there is
kept as it is, so nothing is merged on a guess.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.errors import BrokenCodebook

OUTLETS = Path(__file__).parent / "codebooks" / "outlets.toml"

# A desk or medium behind the name: "New York Times - Opinion", "NPR Editorial".
_DESK = re.compile(
    r"[\s\-–—:|(]+(?:the\s+)?(?:online\s+|web\s+)?"
    r"(?:news|opinion|opinions|editorial|editorials|op-ed|letters|blog|blogs|online)\)?\s*$",
    re.IGNORECASE,
)
_SERVING = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_DOMAIN = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}$")


@dataclass(frozen=True)
class Outlets:
    """Names by label and by domain.

    Parameters
    ----------
    by_label
        Name of each label, the label written as :func:`_key` writes it.
    by_domain
        Name of each domain.
    """

    by_label: dict[str, str]
    by_domain: dict[str, str]


def name_of(label: str, *, file: str | Path | None = None) -> str:
    """Give the one name of an outlet.

    Parameters
    ----------
    label
        The label an export gives it.
    file
        A TOML file to read instead of the toolkit's own.

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
    """
    return known_name(label, file=file) or " ".join(label.split())


def known_name(label: str, *, file: str | Path | None = None) -> str | None:
    """Give the one name of an outlet, or None where the codebook does not know it.

    Parameters
    ----------
    label
        The label an export gives it.
    file
        A TOML file to read instead of the toolkit's own.

    Returns
    -------
    str or None
        The name.

    Examples
    --------
    >>> known_name("dawn"), known_name("The Karakoram Ledger")
    ('Dawn', None)
    """
    outlets = read_outlets(file or OUTLETS)
    bare = _DESK.sub("", label)
    for form in (label, bare):
        if found := outlets.by_label.get(_key(form)):
            return found
    host = label.strip().lower()
    return _by_domain(host, outlets) if _DOMAIN.match(host) else None


def name_from_url(url: str, *, file: str | Path | None = None) -> str | None:
    """Give the outlet that an address belongs to.

    Parameters
    ----------
    url
        An address, with or without its scheme.
    file
        A TOML file to read instead of the toolkit's own.

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
    return None if host is None else _by_domain(host, read_outlets(file or OUTLETS)) or host


def _host(url: str) -> str | None:
    address = url.strip()
    if " " in address:
        return None
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # "http://[broken": no address at all
        return None
    host = _SERVING.sub("", host or "")
    return host if _DOMAIN.match(host) else None


def _by_domain(host: str, outlets: Outlets) -> str | None:
    parts = host.split(".")
    for first in range(len(parts) - 1):
        if found := outlets.by_domain.get(".".join(parts[first:])):
            return found
    return None


@cache
def read_outlets(file: str | Path) -> Outlets:
    """Read a file of outlets, and check that it says one thing of each label.

    Parameters
    ----------
    file
        A TOML file of ``[[outlet]]`` tables with ``name``, ``labels`` and ``domains``.

    Returns
    -------
    Outlets
        Names by label and by domain.

    Raises
    ------
    BrokenCodebook
        When it is no TOML, an outlet has no name, or two outlets claim one label.

    Examples
    --------
    >>> read_outlets(OUTLETS).by_domain["nytimes.com"]
    'New York Times'
    """
    try:
        content = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenCodebook(
            f"cannot be read as TOML: {error}", mend="correct that line", file=file
        ) from error
    labels: dict[str, str] = {}
    domains: dict[str, str] = {}
    for number, entry in enumerate(content.get("outlet", []), start=1):
        name = _name_in(entry, number, file)
        for label in (name, *entry.get("labels", [])):
            _claim(labels, _key(label), name, file)
        for domain in entry.get("domains", []):
            _claim(domains, domain.lower(), name, file)
    return Outlets(labels, domains)


def _name_in(entry: object, number: int, file: str | Path) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise BrokenCodebook(f"[[outlet]] {number} has no name", mend='add name = "..."', file=file)
    return name


def _claim(names: dict[str, str], label: str, name: str, file: str | Path) -> None:
    holder = names.setdefault(label, name)
    if holder != name:
        raise BrokenCodebook(
            f"'{label}' belongs to both '{holder}' and '{name}'",
            mend="take it out of one of them",
            file=file,
        )


def _key(label: str) -> str:
    words = list(_words(label))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _words(label: str) -> Iterator[str]:
    return (word for word in re.split(r"[\W_]+", label.casefold()) if word)
