"""The process that reads documents: whatever a file does to a parser, it does it here.

Requests and answers are pieces with their length before them: a format's name and the file; an object of JSON.
"""

import json
import os
import struct
from contextlib import suppress
from typing import IO, Any

from sverka.files.packages import package
from sverka.files.pages import html, pdf, rtf
from sverka.files.refusals import Refused, Why

MEMORY = 2048
"""So many MB the process may take."""

LENGTH = struct.Struct("<Q")


def piece(stream: IO[bytes]) -> bytes | None:
    """The next piece of a stream; ``None`` when it is at its end.

    Args:
        stream: open for reading.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def put(stream: IO[bytes], *pieces: bytes) -> None:
    """Writes pieces.

    Args:
        stream: open for writing.
        pieces: what to write.
    """
    for each in pieces:
        stream.write(LENGTH.pack(len(each)))
        stream.write(each)
    stream.flush()


def answer(kind: str, data: bytes) -> dict[str, Any]:
    """What a document says, or why it says nothing.

    Args:
        kind: ``package``, ``html``, ``rtf`` or ``pdf``.
        data: the file.
    """
    try:
        if kind == "package":
            found, text = package(data)
            return {"format": found, "text": text, "encoding": ""}
        text, encoding = {"html": html, "rtf": rtf, "pdf": pdf}[kind](data)
    except Refused as refused:
        return {"why": refused.why, "facts": refused.facts}
    except MemoryError:
        return {"why": Why.LARGE, "facts": {"limit": MEMORY}}
    except Exception as error:  # noqa: BLE001 - what a parser falls over is a damaged file, whatever it calls it
        return {"why": Why.BROKEN, "facts": {"format": kind, "detail": f"{type(error).__name__}: {error}"}}
    return {"format": kind, "text": text, "encoding": encoding}


def serve() -> None:
    """Answers requests until the other end is gone."""
    # Where the system has no such limits, the time that the other end gives is the only one.
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - only POSIX systems have it

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = MEMORY * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # What a library prints must not get between the answers.
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        while (kind := piece(requests)) is not None and (data := piece(requests)) is not None:
            put(answers, json.dumps(answer(kind.decode(), data)).encode())
