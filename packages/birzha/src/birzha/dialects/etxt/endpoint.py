"""The one URL of the dialect, as a bare ASGI application: parse, authenticate, validate, dispatch, encode."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from birzha.app import Market
from birzha.dialects.etxt.access import Gate
from birzha.dialects.etxt.body import Body, ClientGone, Receive, read_body
from birzha.dialects.etxt.failures import AUTH_CODES, NOT_YET, NotAuthenticated, Refused, code_of
from birzha.dialects.etxt.links import Links, signer
from birzha.dialects.etxt.methods import HANDLERS
from birzha.dialects.etxt.parameters import read_parameters
from birzha.dialects.etxt.php import decoded, split, tree
from birzha.dialects.etxt.redaction import redacting_logger
from birzha.dialects.etxt.registry import METHODS, Answer, Call
from birzha.dialects.etxt.style import STYLES
from birzha.dialects.etxt.switches import Wire
from birzha.errors import MarketError
from birzha.people.model import Role
from birzha.storage.work import StorageUnavailable
from birzha_client.operation import Caller, Operation, Shape

logger = redacting_logger("birzha.etxt")

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = "/etxt/api/json/"
LONGEST_URL = 2048
"""Characters (documentation, introduction)."""
HOST = re.compile(rb"[A-Za-z0-9._-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
JSON = (b"content-type", b"application/json; charset=utf-8")
TEXT = (b"content-type", b"text/html; charset=utf-8")
ROLES = {
    Caller.ANYONE: Role.CUSTOMER | Role.PERFORMER | Role.MODERATOR | Role.ADMIN,
    Caller.CUSTOMER: Role.CUSTOMER,
    Caller.PARTY: Role.CUSTOMER | Role.PERFORMER,
}

_encoder = msgspec.json.Encoder()


class Endpoint:
    """Answers every method of the dialect.

    Args:
        market: the exchange.
        wire: the dialect's switches.
    """

    def __init__(self, market: Market, wire: Wire | None = None) -> None:
        self._market = market
        self._wire = wire or Wire()
        self._gate = Gate(market, legacy=self._wire.sign_compat == "legacy")
        self._signer = signer(market.settings.secret_key)
        self._style = STYLES[self._wire.numbers]
        self._zone = ZoneInfo(market.settings.rules.zone)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            status, header, body = await self._outcome(scope, receive)
        except ClientGone:
            return
        headers = [header, (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
        if status == 405:
            headers.append((b"allow", b"GET, POST"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _outcome(self, scope: Scope, receive: Receive) -> tuple[int, tuple[bytes, bytes], bytes]:
        try:
            return 200, JSON, _encoder.encode(await self._answer(scope, receive))
        except NotAuthenticated as failure:
            if self._wire.auth_errors == "text":
                return 200, TEXT, failure.text.encode()
            return _error(AUTH_CODES[failure.text])
        except Refused as refusal:
            return _error(refusal.code, refusal.status)
        except MarketError as error:
            return _error(code_of(error))
        except ClientGone:
            raise
        except StorageUnavailable as error:
            logger.error("%s: %s", _method_of(scope), error)  # noqa: TRY400  # the sentence says it; a traceback adds nothing
            return _error("unavailable", 503)
        except Exception:
            logger.exception("%s failed", _method_of(scope))
            return _error("internal", 500)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] not in {"GET", "POST"}:
            raise Refused("no_params", 405)
        query = scope["query_string"]
        base = self._base(scope)
        if len(base) + len(scope.get("raw_path") or scope["path"].encode()) + 1 + len(query) > LONGEST_URL:
            raise Refused("max_limit", 414)
        pairs = split(query)
        found = tree(pairs)
        actor = await self._gate.enter(pairs, found)
        operation = _operation(found.get(b"method"))
        if actor.blocked or not actor.roles & ROLES[operation.caller]:
            raise Refused("no_access")
        handler = HANDLERS.get(operation.name)
        if handler is None:
            raise Refused(NOT_YET)
        body = await _body(scope, receive)
        # the body wins, as in PHP; method, token and sign have been read from the URL already, and are no parameters
        values = decoded({**found, **tree(body.pairs)})
        arguments = read_parameters(operation, values, body.files, self._zone)
        links = Links(self._signer, base.decode(), self._market.clock.now())
        call = Call(self._market, actor, operation, arguments.values, arguments.given, self._wire, self._style, links)
        return _shaped(operation, await handler(call), self._wire)

    def _base(self, scope: Scope) -> bytes:
        """Scheme and host as the outside knows them; an odd Host header is not repeated to anybody."""
        if self._market.settings.base_url:
            return self._market.settings.base_url.encode()
        host: bytes = next((value for name, value in scope["headers"] if name == b"host"), b"")
        if not HOST.fullmatch(host):
            address, port = scope.get("server") or ("localhost", None)
            host = (f"{address}:{port}" if port else address).encode()
        scheme: str = scope.get("scheme", "http")
        return scheme.encode() + b"://" + host


def _operation(method: bytes | dict[bytes, bytes] | None) -> Operation:
    found = METHODS.get(method.decode(errors="replace")) if isinstance(method, bytes) else None
    if found is None:
        raise Refused("no_params")
    return found


async def _body(scope: Scope, receive: Receive) -> Body:
    if scope["method"] != "POST":
        return Body()
    content_type = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return await read_body(content_type, receive)


def _shaped(operation: Operation, answer: Answer, wire: Wire) -> Answer:
    """The answer in the style of the switches."""
    if not isinstance(answer, list):
        return answer
    if not answer and wire.empty == "error":
        raise Refused("no_object")
    if wire.list_style == "object" and operation.shape in {Shape.LIST, Shape.ONE}:
        return {str(position): each for position, each in enumerate(answer)}
    return answer


def _error(code: str, status: int = 200) -> tuple[int, tuple[bytes, bytes], bytes]:
    return status, JSON, _encoder.encode({"error": code})


def _method_of(scope: Scope) -> str:
    """The method's name for the log."""
    found = re.search(rb"(?:^|&)method=([A-Za-z_.]{1,64})", scope["query_string"])
    return found[1].decode() if found else "a call without a method"
