"""html, rtf and pdf through the libraries of ``sverka[files]``, each loaded when the first file of its kind is read."""

import codecs
import re
from importlib import import_module
from itertools import pairwise
from typing import Any

from sverka.files.encodings import Decoded, decoded, guessed, strictly
from sverka.files.refusals import Refused, Why

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_BREAK = "\x1e"
_UNSHOWN = ["head", "script", "style", "template", "noscript", "svg", "iframe", "object"]
_LINES = (
    "address,article,aside,blockquote,br,dd,details,dialog,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,"
    "header,hr,li,main,nav,ol,option,p,pre,section,summary,table,td,th,tr,ul"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(rf" ?(?:{_BREAK} ?)+")
_RTF_PAGE = re.compile(rb"\\ansicpg(\d+)")
_TAIL = 4096
_PASSWORD = 4
_HYPHEN = re.compile("[\ufffe\x02]\r?\n?")
_ENDED = frozenset(".!?…:;")
_FULL = 0.75


def library(name: str, kind: str) -> Any:
    """A library, or what to install.

    Args:
        name: of its module.
        kind: of the file that asks for it.

    Raises:
        Refused: it is not there.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise Refused(Why.MISSING, format=kind, library=name.partition(".")[0]) from error


def html(data: bytes) -> Decoded:
    """The words that a page shows: a line an element of its own, no scripts, no head.

    Args:
        data: the file.
    """
    lexbor = library("selectolax.lexbor", "html")
    found = _named(data)
    body = lexbor.LexborHTMLParser(found.text.replace(_BREAK, " ").replace("\0", " ")).body
    if body is None:
        return Decoded("", found.encoding)
    body.strip_tags(_UNSHOWN)
    for each in body.css(_LINES):
        each.insert_before(_BREAK)
        each.insert_after(_BREAK)
    shown = _BLANKS.sub(" ", body.text())
    return Decoded(_BREAKS.sub("\n", shown).strip(), found.encoding)


def _named(data: bytes) -> Decoded:
    """A page in the encoding that it names, or the one that is found."""
    named = _CHARSET.search(data[:_HEAD])
    if named is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decoded(data)
    try:
        encoding = codecs.lookup(named[1].decode("ascii", "replace")).name
        "".encode(encoding)
    except (LookupError, ValueError):
        return decoded(data)
    if encoding.startswith("utf-16"):  # it could not have been read so far
        return decoded(data)
    if encoding in {"cp1251", "koi8-r"}:
        return Decoded(data.decode(encoding, "replace"), encoding)
    return strictly(data, encoding)


def rtf(data: bytes) -> Decoded:
    """The text of an rtf.

    Args:
        data: the file.

    Raises:
        Refused: it breaks off.
    """
    reader = library("striprtf.striprtf", "rtf")
    if not data.rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise Refused(Why.CUT, format="rtf")
    page = _RTF_PAGE.search(data[:_HEAD])
    named = f"cp{page[1].decode()}" if page else ""
    try:
        text = data.decode(named)
    except (LookupError, UnicodeDecodeError):
        named, text = "", guessed(data).text
    return Decoded(reader.rtf_to_text(text, encoding=named or "cp1251", errors="replace"), "")


def pdf(data: bytes) -> Decoded:
    """The text of a pdf, its lines joined to paragraphs where they look like ones.

    Args:
        data: the file.

    Raises:
        Refused: it is damaged, locked, or has no text.
    """
    reader = library("pypdfium2", "pdf")
    if b"%%EOF" not in data[-_TAIL:]:
        raise Refused(Why.CUT, format="pdf")
    try:
        opened = reader.PdfDocument(data)
        pages = [opened[each].get_textpage().get_text_range() for each in range(len(opened))]
    except reader.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Refused(Why.ENCRYPTED) from error
        raise Refused(Why.BROKEN, format="pdf", detail=str(error)) from error
    text = "\n".join(map(_paragraphs, pages))
    if pages and not text.strip():
        raise Refused(Why.NO_TEXT, format="pdf")
    return Decoded(text, "")


def _paragraphs(page: str) -> str:
    """Lines joined where the one before fills the width and ends no sentence, or the next goes on in small letters."""
    lines = _HYPHEN.sub("", page).replace("\r\n", "\n").split("\n")
    width = max(map(len, lines))
    joined = lines[:1]
    for before, line in pairwise(lines):
        last = before.rstrip()[-1:]
        goes_on = bool(last) and last not in _ENDED and (line[:1].islower() or len(before) > _FULL * width)
        if goes_on and line.strip():
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)
