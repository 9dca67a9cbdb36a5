"""Reads a file of any format that is known: by what it holds, and for pages and texts by its name."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, cast

from sverka.files.encodings import decoded
from sverka.files.refusals import Refused, Unreadable, Why
from sverka.files.worker import piece, put

LIMIT = 64
"""So many MB a file may have."""

SECONDS = 60
"""So long a document is read at most."""

PAGES = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = PAGES | {".txt", ".docx", ".odt", ".rtf", ".pdf"}
"""What is taken from folders."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STARTS = ((b"PK\x03\x04", "package"), (b"PK\x05\x06", "package"), (b"{\\rtf", "rtf"), (b"%PDF-", "pdf"))
_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Read:
    """A text from a file.

    Args:
        text: what it says.
        encoding: in which encoding it was written, as found; empty for formats that have none of their own.
        format: ``txt``, ``docx``, ``odt``, ``rtf``, ``pdf`` or ``html``.
    """

    text: str
    encoding: str
    format: str = "txt"


class Reader:
    """Reads files; the process that reads documents is started by the first one and serves them all.

    It is a context manager.

    Args:
        seconds: how long one document may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path | str) -> Read:
        """Reads a file.

        Args:
            path: of the file.

        Raises:
            Unreadable: it gives no text; the error says why.
            OSError: it cannot be opened.
        """
        with Path(path).open("rb") as file:
            return self.text(file, path)

    def text(self, file: IO[bytes], path: Path | str) -> Read:
        """Reads what is open.

        Args:
            file: open for reading.
            path: its name, for messages and for telling pages from texts.

        Raises:
            Unreadable: it gives no text.
        """
        data = file.read(LIMIT * 2**20 + 1)
        try:
            kind = _kind(data, Path(path).suffix.lower())
            return Read(*decoded(data)) if kind == "txt" else self._document(kind, data)
        except Refused as refused:
            # What an archive was meant to be, its name says.
            if refused.facts.get("format") in {"zip", "package"}:
                suffix = Path(path).suffix.lower()
                refused.facts["format"] = suffix[1:] if suffix in SUFFIXES else "zip"
            raise Unreadable(path, refused.why, **refused.facts) from refused

    def _document(self, kind: str, data: bytes) -> Read:
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            # A process that dies leaves a broken pipe behind; what it had to say is missing then as well.
            put(cast("IO[bytes]", process.stdin), kind.encode(), data)
            said = piece(cast("IO[bytes]", process.stdout))
        except BrokenPipeError:
            said = None
        finally:
            timer.cancel()
        if said is None:
            self.close()
            if late.is_set():
                raise Refused(Why.SLOW, format=kind, seconds=self._seconds)
            raise Refused(Why.BROKEN, format=kind, detail="its reader died of it")
        answer: dict[str, Any] = json.loads(said)
        if "why" in answer:
            raise Refused(Why(answer["why"]), **answer["facts"])
        return Read(answer["text"], answer["encoding"], answer["format"])

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The same places to import from, and no others: not the folder that the command was called in.
            code = f"import sys; sys.path[:] = {sys.path!r}; from sverka.files.worker import serve; serve()"
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-c", code], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        return self._process

    def close(self) -> None:
        """Stops the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read(path: Path | str) -> Read:
    """Reads one file: txt, docx, odt, rtf, pdf or html, found by what it holds.

    Args:
        path: of the file.

    Raises:
        Unreadable: it gives no text; the error says why and what to do.
        OSError: it cannot be opened.
    """
    with Reader() as reader:
        return reader.read(path)


def _kind(data: bytes, suffix: str) -> str:
    if len(data) > LIMIT * 2**20:
        raise Refused(Why.LARGE, limit=LIMIT)
    if data.startswith(_OLD):
        raise Refused(Why.ENCRYPTED if _LOCKED in data else Why.OLD_WORD)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if suffix == ".pdf" and b"%PDF-" in data[:1024]:
        return "pdf"  # readers of pdf look for its beginning that far
    if suffix in PAGES or (
        suffix != ".txt" and data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_STARTS)
    ):
        return "html"
    if suffix in SUFFIXES - PAGES - {".txt"}:
        raise Refused(Why.BROKEN, format=suffix[1:], detail="it does not begin like one")
    return "txt"
