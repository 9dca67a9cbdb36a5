"""The body of a call: urlencoded or multipart, read as it comes and within limits (reference, §2.1 and §2.9)."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from birzha.dialects.etxt.failures import Refused
from birzha.dialects.etxt.php import MOST_PAIRS, Pair, split
from birzha.texts.uploads import LARGEST_FILE, Upload

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

LARGEST_FIELDS = 3 * 512 * 1024
"""Ours, bytes: every text at its documented length, percent-encoded, fits in twice."""
LARGEST_MULTIPART = LARGEST_FILE + LARGEST_FIELDS
MOST_FILES = 4


class ClientGone(Exception):
    """The caller hung up before the body was there: nobody waits for an answer."""


@dataclass(slots=True)
class Body:
    """What came in a body.

    Args:
        pairs: fields in the order of arrival, decoded to bytes.
        files: uploads by field name; of several with one name the last.
    """

    pairs: list[Pair] = field(default_factory=list)
    files: dict[str, Upload] = field(default_factory=dict)


async def read_body(content_type: bytes, receive: Receive) -> Body:
    """Read a body; one of another kind than the two of the documentation counts as empty, as in PHP.

    Args:
        content_type: the request's header.
        receive: gives the body's pieces (ASGI).

    Raises:
        Refused: it is over the limits or broken.
        ClientGone: it never came whole.
    """
    kind, options = parse_options_header(content_type)
    if kind == b"application/x-www-form-urlencoded":
        return Body(split(await _whole(receive)))
    if kind == b"multipart/form-data":
        return await _multipart(options.get(b"boundary", b""), receive)
    return Body()


async def _whole(receive: Receive) -> bytes:
    pieces = bytearray()
    more = True
    while more:
        piece, more = await _next(receive)
        pieces += piece
        if len(pieces) > LARGEST_FIELDS:
            raise Refused("max_limit", 413)
    return bytes(pieces)


async def _next(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGone
    return message.get("body", b""), message.get("more_body", False)


async def _multipart(boundary: bytes, receive: Receive) -> Body:
    parts = _Parts()
    try:
        parser = MultipartParser(boundary, parts.callbacks())
        received, more = 0, True
        while more:
            piece, more = await _next(receive)
            received += len(piece)
            if received > LARGEST_MULTIPART:
                raise Refused("file_too_big")
            parser.write(piece)
    except FormParserError:
        raise Refused("file_not_uploaded") from None
    if not boundary or not parts.ended:
        raise Refused("file_not_uploaded")
    return parts.body


class _Parts:
    """Gathers the parts of a multipart body; bytes of a file beyond the limit are dropped, its size tells enough."""

    def __init__(self) -> None:
        self.body = Body()
        self.ended = False
        self._header = b""
        self._value = b""
        self._disposition = b""
        self._options: dict[bytes, bytes] = {}
        self._data = bytearray()
        self._fields_size = 0
        self._count = 0
        self._files = 0

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._part_data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._count += 1
        if self._count > MOST_PAIRS:
            raise Refused("max_limit", 400)
        self._header = self._value = self._disposition = b""
        self._options = {}
        self._data = bytearray()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _headers_finished(self) -> None:
        kind, self._options = parse_options_header(self._disposition)
        if kind != b"form-data" or not self._options.get(b"name"):
            raise Refused("file_not_uploaded")
        if b"filename" in self._options:
            self._files += 1
            if self._files > MOST_FILES:
                raise Refused("max_limit", 400)

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if b"filename" in self._options:
            room = LARGEST_FILE + 1 - len(self._data)
            self._data += data[start : min(end, start + room)]
            return
        self._fields_size += end - start
        if self._fields_size > LARGEST_FIELDS:
            raise Refused("max_limit", 413)
        self._data += data[start:end]

    def _part_end(self) -> None:
        name = self._options[b"name"]
        file_name = self._options.get(b"filename")
        if file_name is None:
            self.body.pairs.append((name, bytes(self._data)))
        elif file_name or self._data:  # neither: a form whose file field was left empty
            upload = Upload(file_name.decode(errors="replace"), bytes(self._data))
            self.body.files[name.decode(errors="replace")] = upload

    def _end(self) -> None:
        self.ended = True
