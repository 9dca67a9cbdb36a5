"""Which uploads are accepted (reference §2.9): how big, of which kind, and whether they are what their names say.

The first bytes decide, by a short table; a library that knows hundreds of kinds would not know these sixteen any better. Nothing is
unpacked or drawn, so no file costs more than reading it once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from birzha.errors import FileBadType, FileEmpty, FileNotUploaded, FileTooBig
from birzha.texts.scanning import Scanner, find_test_virus, refuse_viruses
from birzha.texts.zip_names import zip_names

LARGEST_FILE = 10 * 1024 * 1024
"""The biggest upload, bytes."""

LONGEST_NAME = 255
"""The longest file name, characters."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came.

    Args:
        name: as the sender's program called it; folders before it are dropped.
        content: all of it.
        complete: whether the transfer reached its end.
    """

    name: str
    content: bytes
    complete: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name.replace("\\", "/").rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of an upload that was accepted.

    Args:
        extension: of its name, lower case, without the dot.
        content_type: by which it is served, always as an attachment.
    """

    extension: str
    content_type: str


def check_upload(upload: Upload, scanner: Scanner | None = None) -> Checked:
    """Examine an upload; on a thread, for ten megabytes take a while.

    Args:
        upload: of any size; take no more than :data:`LARGEST_FILE` and one byte from the network.
        scanner: the operator's, for files that are good otherwise; the test virus is found without one.

    Raises:
        FileTooBig: over 10 MiB.
        FileNotUploaded: it broke off, or the scanner cannot look at it.
        FileEmpty: it has no bytes.
        FileHasVirus: it carries the test signature, or the scanner found something.
        FileBadType: its kind is not accepted, or its content is not what its name says.
    """
    if len(upload.content) > LARGEST_FILE:
        raise FileTooBig(f"Файл больше {LARGEST_FILE // 1024 // 1024} МиБ.", field="file")
    if not upload.complete:
        raise FileNotUploaded("Файл пришёл не целиком: отправьте его ещё раз.", field="file")
    if not upload.content:
        raise FileEmpty("Файл пуст.", field="file")
    refuse_viruses(upload.content, find_test_virus)
    if len(upload.name) > LONGEST_NAME or not upload.name.isprintable():
        raise FileBadType("Имя файла слишком длинное, или в нём есть недопустимые знаки.", field="file")
    stem, _, extension = upload.name.rpartition(".")
    kind = _KINDS.get(extension.lower()) if stem else None
    if kind is None:
        raise FileBadType(f"Такие файлы не принимаются. Можно: {', '.join(_KINDS)}.", field="file")
    content_type, fits = kind
    if not fits(upload.content):
        raise FileBadType(f"Содержимое файла — не {extension.lower()}, хотя имя говорит об этом.", field="file")
    if scanner is not None:
        refuse_viruses(upload.content, scanner)
    return Checked(extension.lower(), content_type)


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _is_text(content: bytes) -> bool:
    """Text in any usual encoding: no control characters, and nothing that another kind begins with."""
    if content.startswith(_UTF16):
        try:
            content.decode("utf-16")
        except UnicodeDecodeError:
            return False
        return True
    return not content.startswith(
        (b"%PDF-", b"{\\rtf", b"GIF8", b"Rar!", b"\x89PNG", b"\xff\xd8\xff")
    ) and not _CONTROL.search(content)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]  # readers accept up to a kilobyte of anything before it


def _is_ole(stream: str) -> Callable[[bytes], bool]:
    name = stream.encode("utf-16-le")
    return lambda content: content.startswith(_OLE) and name in content


def _is_office(member: str) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(_ZIP) and member in zip_names(content)


def _is_odt(content: bytes) -> bool:
    # the format demands that its name comes first and unpacked, so that it stands at a known place
    return content.startswith(_ZIP) and content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


_KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "txt": ("text/plain", _is_text),
    "doc": ("application/msword", _is_ole("WordDocument")),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _is_office("word/document.xml"),
    ),
    "rtf": ("application/rtf", _starts(b"{\\rtf")),
    "odt": ("application/vnd.oasis.opendocument.text", _is_odt),
    "pdf": ("application/pdf", _is_pdf),
    "xls": ("application/vnd.ms-excel", lambda content: _is_ole("Workbook")(content) or _is_ole("Book")(content)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _is_office("xl/workbook.xml")),
    "csv": ("text/csv", _is_text),
    "zip": ("application/zip", _starts(*_ZIP)),
    "rar": ("application/vnd.rar", _starts(b"Rar!\x1a\x07")),
    "7z": ("application/x-7z-compressed", _starts(b"7z\xbc\xaf\x27\x1c")),
    "jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "gif": ("image/gif", _starts(b"GIF87a", b"GIF89a")),
}

DOCUMENTS = frozenset(_KINDS[each][0] for each in ("docx", "odt", "rtf", "pdf"))
"""Kinds of documents whose words the text library can read, as they are served."""
