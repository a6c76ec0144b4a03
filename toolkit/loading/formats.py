"""The formats that are read, and how each is told from the others.

A file's name says which formats it may be; where several end alike (``.txt`` is a Nexis
export, a ProQuest export or the text of a page), its first bytes decide. To add a format,
write its reader in a module of its own and give it a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.loading import (
    delimited,
    documents,
    excel,
    factiva,
    feeds,
    gdelt,
    json_lines,
    nexis,
    parquet,
    proquest,
    ris,
    scrape,
    warc,
    web_pages,
)
from toolkit.loading.records import Ready, Record, SetAside
from toolkit.loading.sources import Content

Reader = Callable[[Content], Iterator[Record | Ready | SetAside]]


@dataclass(frozen=True)
class Format:
    """One format.

    Parameters
    ----------
    name
        What users call it.
    suffixes
        How the names of its files end; ``.gz`` may stand behind any.
    read
        Its reader.
    recognises
        Whether a file that ends so is of this format, by its bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    recognises: Callable[[Content], bool] = lambda content: True


#: Formats in the order in which they are tried.
FORMATS: tuple[Format, ...] = (
    Format("Factiva export", (".html", ".htm", ".rtf"), factiva.read, factiva.recognises),
    Format(
        "ProQuest export",
        (".eml", ".txt", ".html", ".htm"),
        proquest.read,
        proquest.recognises,
    ),
    Format("RIS", (".ris", ".txt"), ris.read, ris.recognises),
    Format(
        "Nexis export",
        (".docx", ".rtf", ".pdf", ".txt", ".html", ".htm"),
        nexis.read,
        nexis.recognises,
    ),
    Format("GDELT 2.1 GKG", (".csv",), gdelt.read, gdelt.recognises),
    Format("delimited text", (".csv", ".tsv", ".tab"), delimited.read),
    Format("Excel", (".xlsx", ".xlsm", ".xls", ".xlsb"), excel.read, excel.recognises),
    Format("JSON and JSON Lines", (".json", ".jsonl", ".ndjson"), json_lines.read),
    Format("Parquet", (".parquet", ".pq"), parquet.read),
    Format("page scrape", (".txt",), scrape.read),
    Format("web page", (".html", ".htm", ".mhtml"), web_pages.read, web_pages.recognises),
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), feeds.read, feeds.recognises),
    Format("WARC", (".warc",), warc.read),
)

#: Every end of a name that some format has, and that of archives.
SUFFIXES = (*dict.fromkeys(end for one in FORMATS for end in one.suffixes), ".zip")

#: Formats that are read from disk without being held in memory.
STREAMED: dict[str, Callable[[Path], Iterator[Record | SetAside]]] = {".warc": warc.stream}

#: Formats of lines, which long files are cut into blocks of: whether there is a header.
LINES = {".csv": True, ".tsv": True, ".tab": True, ".jsonl": False, ".ndjson": False}


_DOCUMENTS = (".docx", ".rtf", ".pdf")


def suffix_of(file: Path) -> str:
    """Give the end of a file's name, without a ``.gz`` behind it.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    str
        In small letters.

    Examples
    --------
    >>> suffix_of(Path("export.CSV.gz"))
    '.csv'
    """
    return Path(file.name.lower().removesuffix(".gz")).suffix


def format_of(content: Content) -> Format | None:
    """Tell a file's format.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    Format or None
        The first that the name allows and the bytes agree with; None where there is none.

    Examples
    --------
    >>> format_of(Content(Path("export.csv"), b"title,text")).name
    'delimited text'
    """
    suffix = suffix_of(content.file)
    return next(
        (one for one in FORMATS if suffix in one.suffixes and one.recognises(content)), None
    )


def unreadable(content: Content) -> SetAside:
    """Tell of a file whose name is known, but whose bytes no reader takes.

    Parameters
    ----------
    content
        The file.

    Returns
    -------
    SetAside
        For the file as a whole.

    Examples
    --------
    >>> unreadable(Content(Path("export.docx"), b"not a Word document")).reason
    'unreadable_file'
    """
    suffix = suffix_of(content.file)
    if suffix in _DOCUMENTS:
        fault = documents.open_document(content.data, most=1).fault
        if fault is None and documents.kind_of(content.data) != suffix[1:]:
            fault = f"is named {suffix} but is none"
        if fault:
            mend = "take off its password, if it has one; else get it again from where it came from"
            return SetAside(str(content.file), 0, "unreadable_file", fault, mend)
    return unknown(content.file)


def unknown(file: Path) -> SetAside:
    """Tell of a file that no reader takes.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    SetAside
        For the file as a whole.

    Examples
    --------
    >>> unknown(Path("table.sav")).detail
    "files of the kind '.sav' are not read"
    """
    suffix = suffix_of(file)
    named = ", ".join(one.name for one in FORMATS if suffix in one.suffixes)
    if named:
        detail = f"its name ends in '{suffix}', but it is laid out as none of: {named}"
        mend = "export it again in one of these, or save its text and load that"
    else:
        detail = f"files of the kind '{suffix or file.name}' are not read"
        mend = f"save it as one of {', '.join(SUFFIXES)}, or move it elsewhere"
    return SetAside(str(file), 0, "unknown_format", detail, mend)
