"""Dates and languages as databases write them in other languages than English.

A month becomes its number and a language its code, so that :mod:`toolkit.loading.dates` and
the articles table understand them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from toolkit.loading.dates import Moment, find_date

#: A time of day that stands alone.
CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:GMT|UTC|[ap]\.?m\.?))?$", re.IGNORECASE)

# The first letters of each month's name: English, German, French, Spanish, Italian,
# Portuguese, Dutch, accents taken off.
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev", "fevr"), ("mar", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"), ("may", "mai", "mag", "mei"), ("jun", "juin", "giu"),
    ("jul", "juil", "lug"), ("aug", "aou", "ago"), ("sep", "set"), ("oct", "okt", "ott", "out"),
    ("nov",), ("dec", "dez", "dic"),
)  # fmt: skip
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s+(?:de\s+)?{_NAME},?\s+(?:del?\s+)?(?P<year>\d{{4}})(?!\d)",
        rf"\b{_NAME}\s+(?P<day>\d{{1,2}})\.?,?\s+(?:del?\s+)?(?P<year>\d{{4}})(?!\d)",
        r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
        rf"\b{_NAME},?\s+(?:de\s+)?(?P<year>\d{{4}})(?!\d)",
    )
)

# Names of languages as interfaces write them, accents taken off.
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "en": ("english", "englisch", "anglais", "ingles", "engels", "inglese"),
    "de": ("german", "deutsch", "allemand", "aleman", "duits", "tedesco", "alemao"),
    "fr": ("french", "franzosisch", "francais", "frances", "frans", "francese"),
    "es": (
        "spanish",
        "spanisch",
        "espagnol",
        "espanol",
        "castellano",
        "spaans",
        "spagnolo",
        "espanhol",
    ),
    "it": ("italian", "italienisch", "italien", "italiano", "italiaans"),
    "pt": ("portuguese", "portugiesisch", "portugais", "portugues", "portugees", "portoghese"),
    "nl": (
        "dutch",
        "niederlandisch",
        "neerlandais",
        "neerlandes",
        "holandes",
        "nederlands",
        "olandese",
    ),
    "ru": ("russian", "russisch", "russe", "ruso"),
    "ar": ("arabic", "arabisch", "arabe", "arabo"),
    "zh": ("chinese", "chinesisch", "chinois", "chino"),
    "ja": ("japanese", "japanisch", "japonais", "japones"),
    "tr": ("turkish", "turkisch", "turc", "turco"),
    "pl": ("polish", "polnisch", "polonais", "polaco"),
    "sv": ("swedish", "schwedisch", "suedois", "sueco"),
    "hi": ("hindi",),
    "ur": ("urdu", "ourdou"),
    "fa": ("persian", "farsi", "persisch", "persan", "persa"),
    "ps": ("pashto", "paschtu", "pachto"),
}


def iso_date(text: str) -> str:
    """Write a date whose month is not English in numbers; leave any other as it stands.

    Parameters
    ----------
    text
        A date in English, German, French, Spanish, Italian, Portuguese, Dutch or Chinese.

    Returns
    -------
    str
        A date that :mod:`toolkit.loading.dates` reads, where one is in it.

    Examples
    --------
    >>> iso_date("29 décembre 2011"), iso_date("11. März 2021"), iso_date("ago 11, 2021")
    ('2011-12-29', '2021-03-11', '2021-08-11')
    >>> iso_date("Aug 11, 2021"), iso_date("août 2021")
    ('Aug 11, 2021', '2021-08')
    """
    if isinstance(find_date(text)[0], Moment):
        return text
    for form in _DAYS:
        match = form.search(text)
        if match is None:
            continue
        part = match.groupdict()
        month = int(part["month"]) if part.get("month") else _month(part["name"] or "")
        if month:
            day = f"-{int(part['day']):02d}" if part.get("day") else ""
            rest = f"{text[: match.start()]} {text[match.end() :]}".split()
            clock = next((word for word in rest if CLOCK.match(word)), None)
            written = f"{part['year']}-{month:02d}{day}"
            return f"{written} {clock}" if clock and day else written
    return text


def _month(name: str) -> int | None:
    bare = _plain(name)
    fits = [
        (len(start), number)
        for number, starts in enumerate(_MONTHS, start=1)
        for start in starts
        if bare.startswith(start)
    ]
    return max(fits)[1] if fits else None


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def language_code(name: str | None) -> str | None:
    """Give the code of a language, the name as it stands where it is not known.

    Parameters
    ----------
    name
        Its name in English, German, French, Spanish, Italian, Portuguese or Dutch.

    Returns
    -------
    str or None
        Such as "fr".

    Examples
    --------
    >>> language_code("Français"), language_code("Englisch"), language_code("Dari")
    ('fr', 'en', 'Dari')
    """
    bare = _plain(name or "").strip(" .")
    found = (code for code, names in _LANGUAGES.items() if bare in names)
    return next(found, name)
