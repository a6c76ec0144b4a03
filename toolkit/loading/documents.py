"""Lines of text from the documents that archives deliver: Word, RTF, PDF, HTML, plain text.

Only what an archive's reader needs: the lines in their order, and an empty line between
two paragraphs. What is damaged, empty or locked by a password comes back as a fault in
words, with the lines that could still be had.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import Literal

import docx
import lxml.etree
import lxml.html
import pypdf
from docx.opc.exceptions import OpcError
from docx.text.paragraph import Paragraph
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from striprtf.striprtf import rtf_to_text

from toolkit.loading.sources import decode

Kind = Literal["docx", "rtf", "pdf", "html", "text", "locked"]

_FORMATS = {"docx": "Word document", "rtf": "RTF", "pdf": "PDF", "html": "HTML", "text": "text"}
_OLE = b"\xd0\xcf\x11\xe0"  # what wraps a Word document with a password, and the old .doc
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

# What the libraries raise on bytes that are damaged: each assumes much of its format.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError too
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    lxml.etree.LxmlError,
    OpcError,
    PyPdfError,
)

# The address of a link in RTF; left in, striprtf writes it behind the words of the link.
_RTF_ADDRESS = re.compile(r"\{\\\*\\fldinst\b(?:[^{}]|\{[^{}]*\})*\}")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template"))
_TIGHT = re.compile(r"\.(\w+)\s*\{[^}]*margin-top:\s*0[a-z]*\s*;[^}]*\}", re.IGNORECASE)

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|p\.)\s*\d+\s*(?:of|von|sur|de|van|di|/)\s*\d+", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_MARGIN = 120  # characters that a line broken at the margin does not have
_LOOSE = 1.12  # times the usual step, up to which a line goes on with the paragraph above
_LIGATURES = {ord(mark): unicodedata.normalize("NFKC", mark) for mark in "ﬀﬁﬂﬃﬄﬅﬆ"}
_FULL_LINE = 60  # characters from which a line without a full stop goes on overleaf


@dataclass(frozen=True)
class Document:
    """The text of a file.

    Parameters
    ----------
    kind
        What the file is, by its bytes.
    lines
        Its lines, white space made single; an empty one parts two paragraphs.
    fault
        Why there are no more of them; None where all is there.
    """

    kind: Kind
    lines: list[str]
    fault: str | None = None

    @property
    def is_wrapped(self) -> bool:
        """Whether a line ends at the margin, so that a paragraph is several lines."""
        long = sum(len(line) > _MARGIN for line in self.lines)
        return self.kind == "pdf" or (self.kind == "text" and 10 * long < len(self.lines))


@dataclass
class _Printed:
    """A line of a page, the height it stands at and the size of its letters."""

    text: str
    height: float
    size: float


def kind_of(data: bytes) -> Kind:
    r"""Tell by its first bytes what a file is.

    Parameters
    ----------
    data
        Its bytes.

    Returns
    -------
    str
        ``docx`` (any zip), ``rtf``, ``pdf``, ``html``, ``locked`` (a Word document with a
        password, or one older than .docx), or ``text`` for all else.

    Examples
    --------
    >>> kind_of(b"{\\rtf1\\ansi Rain at last.}"), kind_of(b"Rain at last.")
    ('rtf', 'text')
    """
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLE):
        return "locked"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if _HTML.search(data[:4096]) else "text"


def open_document(data: bytes, most: int | None = None) -> Document:
    r"""Read the lines of a document.

    Parameters
    ----------
    data
        Its bytes.
    most
        Stop after so many lines; None to read all.

    Returns
    -------
    Document
        The lines, and a fault where it is damaged, locked or empty.

    Examples
    --------
    >>> open_document(b"<html><p>Rain at last.<p>Wheat<br>saved.</html>").lines
    ['Rain at last.', '', 'Wheat', 'saved.']
    >>> open_document(b"%PDF-1.4 and then nothing").fault
    'is no whole PDF'
    >>> open_document(b"").fault
    'is empty'
    """
    kind = kind_of(data)
    if not data.strip():
        return Document(kind, [], "is empty")
    if kind == "locked":
        return Document(kind, [], _locked(data))
    lines: list[str] = []
    fault = None
    try:
        for line in islice(_READ[kind](data), most):
            _append(lines, line)
    except (FileNotDecryptedError, DependencyError):
        fault = "is locked by a password"
    except _DAMAGE:
        fault = f"is no whole {_FORMATS[kind]}"
    while lines and not lines[-1]:
        lines.pop()
    if not lines and fault is None:
        scan = " (a scan is a picture of text)" if kind == "pdf" else ""
        fault = f"holds no text{scan}"
    return Document(kind, lines, fault)


def _append(lines: list[str], line: str) -> None:
    bare = " ".join(line.replace("\x00", "").split())
    if bare or (lines and lines[-1]):
        lines.append(bare)


def _locked(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is locked by a password"
    return "is a Word document of the old kind (.doc); save it as .docx"


def _docx(data: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        else:
            for row in block.rows:  # a cell that spans two columns is given twice
                yield " ".join(dict.fromkeys(cell.text for cell in row.cells))
        yield ""


def _rtf(data: bytes) -> Iterator[str]:
    source = _RTF_ADDRESS.sub("", data.decode("cp1252", errors="replace"))
    # RTF has no mark of its own between paragraphs: each is one line.
    for line in rtf_to_text(source, errors="replace").split("\n"):
        yield line
        yield ""


def _text(data: bytes) -> Iterator[str]:
    yield from decode(data).replace("\x0c", "\n\n").splitlines()


def _html(data: bytes) -> Iterator[str]:
    source = decode(data).replace("\x00", "").encode("utf-8", errors="replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = lxml.html.document_fromstring(source, parser=parser)
    styles = " ".join(style.text or "" for style in root.iter("style"))
    tight = frozenset(_TIGHT.findall(styles))
    parts: list[str] = []
    unseen = 0
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag).lower()
        begins = event == "start"
        if tag in _UNSEEN:
            unseen += 1 if begins else -1
        if tag == "br" and begins:
            parts.append("\n")
        elif tag in _BLOCKS:
            parts.append("\n" if begins and _is_tight(element, tight) else "\v")
        said = element.text if begins else element.tail
        if said and not unseen:
            parts.append(" ".join(f".{said}.".split())[1:-1])
    yield from _lines_of("".join(parts))


def _is_tight(element: lxml.html.HtmlElement, tight: frozenset[str]) -> bool:
    """Say whether a paragraph's style sets it right under the one before it."""
    before = element.getprevious()
    styles = (element.get("class"), before.get("class") if before is not None else None)
    return element.tag == "p" and all(style in tight for style in styles)


def _lines_of(text: str) -> Iterator[str]:
    # A paragraph's end and the start of one that is set tight under it make one line break.
    text = re.sub("\v[ \t]*\n(?!\n)", "\n", text)
    for paragraph in text.split("\v"):
        yield from paragraph.split("\n")
        yield ""


def _pdf(data: bytes) -> Iterator[str]:
    head: list[str] = []
    last = ""
    step = 0.0
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        lines = [line for line in _printed(page) if not _PAGE_NUMBER.fullmatch(line.text)]
        body = _without_running_head(lines, head)
        step = _step(body) or step
        if body and not _goes_on(last, body[0].text):
            yield ""
        for above, line in zip([None, *body], body, strict=False):
            if above and not 0 < _gap(above, line) <= step * _LOOSE:
                yield ""
            yield line.text
        head = [line.text for line in lines[:3]]
        last = body[-1].text if body else last


def _printed(page: pypdf.PageObject) -> list[_Printed]:
    """Give the lines of a page with their places, from which the paragraphs are told."""
    lines: list[_Printed] = []
    is_open = False

    def see(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        nonlocal is_open
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for number, piece in enumerate(text.split("\n")):
            if number:
                is_open = False
            if is_open:
                lines[-1].text += piece
            elif piece.strip():
                lines.append(_Printed(piece, height, abs(size * tm[3] * cm[3])))
                is_open = True

    page.extract_text(visitor_text=see)
    for line in lines:
        line.text = " ".join(line.text.translate(_LIGATURES).split())
    return lines


def _gap(above: _Printed, line: _Printed) -> float:
    """Measure the step from a line to the next, in sizes of its letters."""
    return (above.height - line.height) / (line.size or 1)


def _step(lines: list[_Printed]) -> float | None:
    """Find the usual step within a paragraph: where a sentence goes on in the next line."""
    steps = [
        _gap(above, line)
        for above, line in pairwise(lines)
        if line.text[0].islower() and not _ENDS.search(above.text)
    ]
    return median(steps) if steps else None


def _without_running_head(lines: list[_Printed], head: list[str]) -> list[_Printed]:
    """Cut the lines at the top of a page that stood at the top of the page before it."""
    at = 0
    for line, repeated in zip(lines, head, strict=False):
        if line.text != repeated:
            break
        at += 1
    return lines[at:]


def _goes_on(last: str, first: str) -> bool:
    """Say whether a paragraph that stands last on a page goes on at the top of the next."""
    if not last or _ENDS.search(last):
        return False
    return first[:1].islower() or (len(last) >= _FULL_LINE and len(first) >= _FULL_LINE)


_READ = {"docx": _docx, "rtf": _rtf, "pdf": _pdf, "html": _html, "text": _text}
