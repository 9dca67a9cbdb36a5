"""Exchanges on files: recorded with their secrets taken out, and played back.

A recording shows how the real service answers, so that people with an account can report its true shapes. With
``values=False`` nothing but shapes is written, and the file is safe to publish.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from birzha_client.transport import AsyncTransport, NotSent, SyncTransport, Timeouts
from birzha_client.wire import WireRequest, WireResponse, bare_url

SECRETS = frozenset(
    {
        *("token", "sign", "api_pass", "password", "secret", "authorization", "slrememberme", "uad", "refresh_token"),
        *("web_auth_token", "csrf_user_token", "csrftoken", "login_or_email", "phone_last", "recaptcha_pass_token"),
        *("g-recaptcha-response", "smart-token"),
        # links that do something for whoever has them
        *("rateup", "ticket"),
    }
)
"""Parameters and fields that are never written, in any spelling of case."""
SHORTEST_COOKIE = 8
"""Characters of a cookie that is looked for in bodies: shorter ones are numbers and words that occur by chance."""
HEADERS = frozenset({"content-type", "retry-after", "date"})
REMOVED = "<removed>"
TEXT_TYPES = ("", "application/json", "application/x-www-form-urlencoded", "application/javascript")

Exchange = dict[str, Any]


def exchange_of(request: WireRequest, response: WireResponse, *, values: bool = True) -> Exchange:
    """One exchange, fit for a file: no secrets, and with ``values=False`` no values at all.

    Parameters and fields named in ``SECRETS`` are removed from the query, the form and the JSON, along with every further
    occurrence of their values and of cookies; headers are written only when they are known to be harmless.
    """
    data = _json(request)
    form = _pairs(request) if data is None else []
    query = parse_qsl(urlsplit(request.url).query, keep_blank_values=True)
    secrets = {value for name, value in (*query, *form, *_texts(data)) if name.lower() in SECRETS and value}
    keep = _Keeper(secrets | _cookies(request), values)
    return {
        "request": {
            "method": request.method,
            "url": bare_url(request.url),
            "query": [[name, keep.parameter(name, value)] for name, value in query],
            "form": [[name, keep.parameter(name, value)] for name, value in form],
            **({} if data is None else {"json": keep.data(data)}),
        },
        "response": {
            "status": response.status,
            "headers": [[name, value] for name, value in response.headers if name.lower() in HEADERS],
            **_body(response, keep),
        },
    }


class _Keeper:
    """Decides what of a value is written."""

    def __init__(self, secrets: set[str], values: bool) -> None:
        self._secrets = sorted(secrets, key=len, reverse=True)
        self._values = values

    def parameter(self, name: str, value: str) -> str:
        """The value of a parameter; the name of a method always stays, for it says what the exchange is about."""
        if name.lower() in SECRETS:
            return REMOVED
        return self.text(value) if self._values or name == "method" else _shape_of_text(value)

    def text(self, value: str) -> str:
        """A text without the secrets that the request carried."""
        for secret in self._secrets:
            value = value.replace(secret, REMOVED)
        return value

    def data(self, value: Any) -> Any:
        """Decoded JSON without secrets, or its shape alone."""
        if isinstance(value, dict):
            return {
                self.text(name): REMOVED if name.lower() in SECRETS else self.data(item) for name, item in value.items()
            }
        if isinstance(value, list):
            return [self.data(item) for item in value]
        if isinstance(value, str):
            return self.text(value) if self._values else _shape_of_text(value)
        return value if self._values or isinstance(value, bool) or value is None else f"<{type(value).__name__}>"


def _shape_of_text(value: str) -> str:
    if not value:
        return ""
    kind = "digits" if re.fullmatch(r"-?\d+(\.\d+)?", value) else "text"
    return f"<{kind}, {len(value)}>"


def _json(request: WireRequest) -> Any:
    """The decoded body; ``None`` when it is no JSON object."""
    if (request.header("content-type") or "").partition(";")[0] != "application/json":
        return None
    try:
        data = json.loads(request.body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _texts(data: Any) -> Iterator[tuple[str, str]]:
    """The texts anywhere in decoded JSON, each with the name it stands under."""
    for name, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, str):
            yield name, value
        for item in value if isinstance(value, list) else [value]:
            yield from _texts(item)


def _cookies(request: WireRequest) -> set[str]:
    """The values of cookies that are long enough to be secrets."""
    pairs = [pair.partition("=")[2].strip() for pair in (request.header("cookie") or "").split(";")]
    return {value for value in pairs if len(value) >= SHORTEST_COOKIE}


def _pairs(request: WireRequest) -> list[tuple[str, str]]:
    kind = (request.header("content-type") or "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        return [("", f"<{kind}, {len(request.body)} bytes>")] if request.body else []
    return parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)


def _body(response: WireResponse, keep: _Keeper) -> dict[str, Any]:
    try:
        return {"json": keep.data(json.loads(response.body))}
    except ValueError:
        pass
    if not response.media_type.startswith("text/") and response.media_type not in TEXT_TYPES:
        return {"bytes": len(response.body)}
    text = response.body.decode(response.charset or "utf-8", "replace")
    return {"text": keep.data(text)}


class _Files:
    """Numbers the files of one recording."""

    def __init__(self, folder: Path | str, *, values: bool) -> None:
        self.folder = Path(folder)
        self._values = values
        self._count = 0
        self._lock = Lock()

    def write(self, request: WireRequest, response: WireResponse) -> None:
        exchange = exchange_of(request, response, values=self._values)
        named = dict(exchange["request"]["query"]).get("method", urlsplit(request.url).path.strip("/"))
        with self._lock:
            self._count += 1
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._count:04}-{re.sub(r'[^A-Za-z0-9._-]+', '-', named)[:60]}.json"
        text = json.dumps(exchange, ensure_ascii=False, indent=1)
        (self.folder / name).write_text(text + "\n", encoding="utf-8")


class RecordingTransport:
    """Passes requests on and writes each exchange to a file.

    Args:
        inner: the transport to the service.
        folder: where to write; made when first needed.
        values: write values, or with ``False`` shapes alone.
    """

    def __init__(self, inner: AsyncTransport, folder: Path | str, *, values: bool = True) -> None:
        self._inner = inner
        self._files = _Files(folder, values=values)
        self.paced: bool = getattr(inner, "paced", True)

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.AsyncTransport`."""
        response = await self._inner.send(request, timeouts)
        self._files.write(request, response)
        return response

    async def close(self) -> None:
        """Close the inner transport."""
        await self._inner.close()


class SyncRecordingTransport:
    """Passes requests on and writes each exchange to a file.

    Args:
        inner: the transport to the service.
        folder: where to write; made when first needed.
        values: write values, or with ``False`` shapes alone.
    """

    def __init__(self, inner: SyncTransport, folder: Path | str, *, values: bool = True) -> None:
        self._inner = inner
        self._files = _Files(folder, values=values)
        self.paced: bool = getattr(inner, "paced", True)

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.SyncTransport`."""
        response = self._inner.send(request, timeouts)
        self._files.write(request, response)
        return response

    def close(self) -> None:
        """Close the inner transport."""
        self._inner.close()


class _Tape:
    """Recorded exchanges, looked up by their request; equal requests are answered in the order of the recording."""

    def __init__(self, folder: Path | str) -> None:
        self._left = list(_exchanges(Path(folder)))
        self._lock = Lock()

    def answer(self, request: WireRequest) -> WireResponse:
        """The recorded answer to that request.

        Raises:
            NotSent: the recording has no such request, or no more of them.
        """
        wanted = exchange_of(request, WireResponse(0))["request"]
        with self._lock:
            for index, exchange in enumerate(self._left):
                if exchange["request"] == wanted:
                    return _answer(self._left.pop(index)["response"])
        asked = f"{wanted['method']} {wanted['url']} {wanted['query']}"
        raise NotSent(f"the recording has no (further) answer to {asked}", lasting=True)


class ReplayTransport(_Tape):
    """Answers from a recording made with values; anything not in it fails.

    Args:
        folder: the recording.
    """

    paced = False

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.AsyncTransport`."""
        return self.answer(request)

    async def close(self) -> None:
        """Nothing is open."""


class SyncReplayTransport(_Tape):
    """Answers from a recording made with values; anything not in it fails.

    Args:
        folder: the recording.
    """

    paced = False

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.SyncTransport`."""
        return self.answer(request)

    def close(self) -> None:
        """Nothing is open."""


def _exchanges(folder: Path) -> Iterator[Exchange]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def _answer(recorded: dict[str, Any]) -> WireResponse:
    body = json.dumps(recorded["json"], ensure_ascii=False) if "json" in recorded else recorded.get("text", "")
    headers = tuple((name, value) for name, value in recorded["headers"])
    return WireResponse(recorded["status"], headers, body.encode())
