"""docx and odt: packages of XML, read with the standard library alone.

Entities are refused with the document type that would declare them, so that nothing is fetched and nothing swells; a part
is unpacked up to a limit. ECMA-376 part 1 §17 (WordprocessingML), OpenDocument 1.3 part 3.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from posixpath import join, normpath
from typing import NamedTuple
from xml.parsers import expat

from sverka.files.refusals import Refused, Why

PART = 64
"""So many MB one part of a package may unpack to."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, struct.error)
_BLANKS = re.compile(r"[ \t\r\n]+")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_SPACES = 100
"""More spaces in a row than this are no text."""


class Rules(NamedTuple):
    """How the XML of a format reads.

    Args:
        letters: elements whose characters are text.
        signs: elements that stand for a sign.
        ends: elements at whose end a line ends.
        skipped: elements whose inside is no text of the document.
        notes: elements whose inside comes behind the text.
        collapse: whether runs of blanks are one space.
    """

    letters: frozenset[str]
    signs: dict[str, str]
    ends: frozenset[str]
    skipped: frozenset[str]
    notes: frozenset[str]
    collapse: bool


def _w(*names: str) -> list[str]:
    return [space + name for space in (_W, _W_STRICT) for name in names]


WORD = Rules(
    letters=frozenset(_w("t")),
    signs=dict.fromkeys(_w("tab"), "\t")
    | dict.fromkeys(_w("br", "cr"), "\n")
    | dict.fromkeys(_w("noBreakHyphen"), "\u2011")
    | dict.fromkeys(_w("softHyphen"), "\xad"),
    ends=frozenset(_w("p")),
    # Alternatives repeat what stands before them; what was moved away stands elsewhere; tab stops are no tabs.
    skipped=frozenset([f"{_MC}Fallback", *_w("moveFrom", "pPr")]),
    notes=frozenset(),
    collapse=False,
)
OPEN = Rules(
    letters=frozenset(f"{_TEXT}{each}" for each in ("p", "h")),
    signs={f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "},
    ends=frozenset(f"{_TEXT}{each}" for each in ("p", "h")),
    skipped=frozenset(
        [f"{_OFFICE}{each}" for each in ("annotation", "automatic-styles", "scripts")]
        + [f"{_TEXT}{each}" for each in ("tracked-changes", "note-citation")]
    ),
    notes=frozenset([f"{_TEXT}note"]),
    collapse=True,
)


def package(data: bytes) -> tuple[str, str]:
    """The format and the text of a package.

    Args:
        data: the file.

    Raises:
        Refused: it is another archive, damaged, locked, or larger than it may be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return _package(opened)
    except RuntimeError as error:
        raise Refused(Why.ENCRYPTED) from error
    except _DAMAGE as error:
        raise Refused(Why.BROKEN, format="zip", detail=str(error)) from error


def _package(opened: zipfile.ZipFile) -> tuple[str, str]:
    names = frozenset(opened.namelist())
    if "_rels/.rels" in names and "[Content_Types].xml" in names:
        return "docx", "".join(_text(_part(opened, part), WORD, "docx") for part in _word_parts(opened, names))
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in _part(opened, "META-INF/manifest.xml"):
            raise Refused(Why.ENCRYPTED)
        return "odt", _text(_part(opened, "content.xml"), OPEN, "odt")
    raise Refused(Why.PACKAGE)


def _word_parts(opened: zipfile.ZipFile, names: frozenset[str]) -> list[str]:
    """The document, its footnotes and its endnotes."""
    targets: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("Type", "").endswith("/officeDocument"):
            targets.append(normpath(attributes.get("Target", "").lstrip("/")))

    _parsed(_part(opened, "_rels/.rels"), "docx", start, lambda _: None, lambda _: None)
    found = next((each for each in targets if each in names and each.startswith("word/")), None)
    if found is None:
        raise Refused(Why.PACKAGE)
    folder = found.rpartition("/")[0]
    return [found, *(each for each in (join(folder, "footnotes.xml"), join(folder, "endnotes.xml")) if each in names)]


def _part(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as part:
        data = part.read(PART * 2**20 + 1)
    if len(data) > PART * 2**20:
        raise Refused(Why.LARGE, limit=PART)
    return data


class _Collector:
    """Gathers the text of one part while it is parsed."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._main: list[str] = []
        self._notes: list[str] = []
        self._parts = self._main
        self._line: list[str] = []
        self._inside = self._skipped = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or name in self._rules.skipped:
            self._skipped += 1
        elif name in self._rules.letters:
            self._inside += 1
        elif name in self._rules.notes:
            self._flush()
            self._parts = self._notes
        elif name in self._rules.signs:
            count = attributes.get(f"{_TEXT}c", "1")
            times = min(int(count), _SPACES) if count.isdecimal() and len(count) < 10 else 1
            self._flush()
            self._parts.append(self._rules.signs[name] * times)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if name in self._rules.letters:
            self._inside -= 1
        if name in self._rules.ends:
            self._flush()
            self._parts.append("\n")
        if name in self._rules.notes:
            self._parts = self._main

    @property
    def text(self) -> str:
        """What was gathered, notes last."""
        return "".join([*self._main, *self._notes])

    def characters(self, text: str) -> None:
        if self._inside and not self._skipped:
            self._line.append(text)

    def _flush(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        self._parts.append(_BLANKS.sub(" ", text) if self._rules.collapse else text)


def _text(data: bytes, rules: Rules, kind: str) -> str:
    found = _Collector(rules)
    _parsed(data, kind, found.start, found.end, found.characters)
    return found.text


def _parsed(
    data: bytes,
    kind: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters

    def doctype(*_: object) -> None:
        raise Refused(Why.BROKEN, format=kind, detail="its XML declares a document type")

    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(Why.BROKEN, format=kind, detail=str(error)) from error
