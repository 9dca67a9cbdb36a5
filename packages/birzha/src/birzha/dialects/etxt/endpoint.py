"""The one URL of the dialect, as a bare ASGI application: parse, authenticate, validate, dispatch, encode."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from birzha.app import Market
from birzha.dialects.etxt import hints
from birzha.dialects.etxt.access import Gate
from birzha.dialects.etxt.body import Body, ClientGone, read_body
from birzha.dialects.etxt.failures import AUTH_CODES, NotAuthenticated, Refused, code_of
from birzha.dialects.etxt.methods import HANDLERS
from birzha.dialects.etxt.parameters import read_parameters
from birzha.dialects.etxt.php import Pair, Tree, decoded, split, tree
from birzha.dialects.etxt.redaction import redacting_logger
from birzha.dialects.etxt.registry import METHODS, Call
from birzha.dialects.etxt.registry import Answer as Answered
from birzha.dialects.etxt.style import STYLES
from birzha.dialects.etxt.switches import Wire, Wires
from birzha.dialects.hinting import header
from birzha.dialects.links import Links, base_of, signer
from birzha.errors import MarketError
from birzha.people.model import ANYONE, Role
from birzha.storage.work import StorageUnavailable
from birzha.watch import Answer, Hint, Interrupted, Receive, Send, Trace, Watch, deliver
from birzha_client.operation import Caller, Operation, Shape

logger = redacting_logger("birzha.etxt")

Scope = MutableMapping[str, Any]
Outcome = tuple[int, tuple[bytes, bytes], bytes]
"""Status, content type and body."""

NAME = "etxt"
PATH = "/etxt/api/json/"
LONGEST_URL = 2048
"""Characters (documentation, introduction)."""
JSON = (b"content-type", b"application/json; charset=utf-8")
TEXT = (b"content-type", b"text/html; charset=utf-8")
ROLES = {
    Caller.ANYONE: ANYONE,
    Caller.CUSTOMER: Role.CUSTOMER,
    Caller.PARTY: Role.CUSTOMER | Role.PERFORMER,
}

_encoder = msgspec.json.Encoder()


class Endpoint:
    """Answers every method of the dialect.

    Args:
        market: the exchange.
        wires: the dialect's switches, the exchange's and single callers'.
        watch: who looks at every request; a real exchange has nobody.
        hinting: whether a watched answer carries hints.
    """

    def __init__(
        self, market: Market, wires: Wires | None = None, watch: Watch | None = None, *, hinting: bool = False
    ) -> None:
        self._market = market
        self._wires = wires or Wires(Wire())
        self._watch = watch
        self._hinting = hinting
        self._gate = Gate(market)
        self._signer = signer(market.settings.secret_key)
        self._zone = ZoneInfo(market.settings.rules.zone)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._watch is not None:
            await self._watched(self._watch, scope, receive, send)
            return
        try:
            answer = _framed(await self._outcome(scope, receive, None))
        except ClientGone:
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _watched(self, watch: Watch, scope: Scope, receive: Receive, send: Send) -> None:
        trace = watch.begin(NAME, scope["method"])
        try:
            answer = _framed(await self._outcome(scope, receive, trace), trace.hints)
        except ClientGone:
            await watch.end(trace, None)
            return
        except Interrupted as interrupted:
            answer = interrupted.answer
        await deliver(await watch.end(trace, answer), scope, receive, send)

    async def _outcome(self, scope: Scope, receive: Receive, trace: Trace | None) -> Outcome:
        try:
            return 200, JSON, _encoder.encode(await self._answer(scope, receive, trace))
        except NotAuthenticated as failure:
            if failure.form == "text":
                return _refused(trace, failure.text, (200, TEXT, failure.text.encode()))
            return _error(trace, AUTH_CODES[failure.text])
        except Refused as refusal:
            return _error(trace, refusal.code, refusal.status)
        except MarketError as error:
            return _error(trace, code_of(error))
        except (ClientGone, Interrupted):
            raise
        except StorageUnavailable as error:
            logger.error("%s: %s", _method_of(scope), error)  # noqa: TRY400  # the sentence says it; a traceback adds nothing
            return _error(trace, "unavailable", 503)
        except Exception:
            logger.exception("%s failed", _method_of(scope))
            return _error(trace, "internal", 500)

    async def _answer(self, scope: Scope, receive: Receive, trace: Trace | None) -> Answered:
        if scope["method"] not in {"GET", "POST"}:
            raise Refused("no_params", 405)
        base = base_of(self._market.settings.base_url, scope)
        pairs, found = self._url(scope, base, trace)
        wire = self._wires.of(found.get(b"token"))
        actor = await self._gate.enter(pairs, found, wire, trace)
        operation = _operation(found.get(b"method"))
        if trace is not None and self._watch is not None:
            await self._watch.before(trace)
        if actor.blocked or not actor.roles & ROLES[operation.caller]:
            raise Refused("no_access")
        handler = HANDLERS[operation.name]
        body = await _body(scope, receive)
        posted = tree(body.pairs)
        # the body wins, as in PHP; method, token and sign have been read from the URL already, and are no parameters
        whole = {**found, **posted}
        if trace is not None:
            trace.parameters = whole
            trace.files = {name: (each.name, len(each.content)) for name, each in body.files.items()}
            if self._hinting:
                trace.hints += _unread(scope) or hints.about_parameters(operation, pairs, found, body, posted)
        arguments = read_parameters(operation, decoded(whole), body.files, self._zone)
        encoding = wire.text_files if wire.text_files != self._wires.usual.text_files else ""
        links = Links(self._signer, base.decode(), self._market.clock.now(), encoding)
        market = self._market if trace is None else trace.market
        style = STYLES[wire.numbers]
        call = Call(market, actor, operation, arguments.values, arguments.given, wire, style, links)
        return _shaped(operation, await handler(call), wire)

    def _url(self, scope: Scope, base: bytes, trace: Trace | None) -> tuple[list[Pair], Tree]:
        """The URL's parameters as sent and gathered; the watch is told of them.

        Raises:
            Refused: it is too long.
        """
        query = scope["query_string"]
        long = len(base) + len(scope.get("raw_path") or scope["path"].encode()) + 1 + len(query) > LONGEST_URL
        if long and trace is None:
            raise Refused("max_limit", 414)
        pairs = split(query)
        found = tree(pairs)
        if trace is not None:
            method = found.get(b"method", b"")
            trace.method = method.decode(errors="replace") if isinstance(method, bytes) else ""
            trace.parameters = found
            if self._hinting:
                trace.hints += hints.about_entry(found)
            if long:
                if self._hinting:
                    trace.hints.append(hints.about_length(pairs, LONGEST_URL))
                raise Refused("max_limit", 414)
        return pairs, found


def _operation(method: bytes | dict[bytes, bytes] | None) -> Operation:
    found = METHODS.get(method.decode(errors="replace")) if isinstance(method, bytes) else None
    if found is None:
        raise Refused("no_params")
    return found


async def _body(scope: Scope, receive: Receive) -> Body:
    if scope["method"] != "POST":
        return Body()
    return await read_body(_header(scope, b"content-type"), receive)


def _unread(scope: Scope) -> list[Hint]:
    """What is to be said of a body that nobody reads."""
    if scope["method"] != "POST":
        return []
    return hints.about_body(_header(scope, b"content-type"), _header(scope, b"content-length"))


def _header(scope: Scope, wanted: bytes) -> bytes:
    value: bytes
    for name, value in scope["headers"]:
        if name == wanted:
            return value
    return b""


def _shaped(operation: Operation, answer: Answered, wire: Wire) -> Answered:
    """The answer in the style of the switches."""
    if not isinstance(answer, list):
        return answer
    if not answer and wire.empty == "error":
        raise Refused("no_object")
    # an empty array of PHP has no keys, and is written as a list
    if answer and wire.list_style == "object" and operation.shape in {Shape.LIST, Shape.ONE}:
        return {str(position): each for position, each in enumerate(answer)}
    return answer


def _framed(outcome: Outcome, said: Sequence[Hint] = ()) -> Answer:
    """An outcome with all its headers."""
    status, content_type, body = outcome
    headers = [content_type, (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
    if status == 405:
        headers.append((b"allow", b"GET, POST"))
    if said:
        headers.append((b"birzha-hint", header(said)))
    return Answer(status, headers, body)


def _error(trace: Trace | None, code: str, status: int = 200) -> Outcome:
    return _refused(trace, code, (status, JSON, _encoder.encode({"error": code})))


def _refused(trace: Trace | None, error: str, outcome: Outcome) -> Outcome:
    if trace is not None:
        trace.error = error
    return outcome


def _method_of(scope: Scope) -> str:
    """The method's name for the log."""
    found = re.search(rb"(?:^|&)method=([A-Za-z_.]{1,64})", scope["query_string"])
    return found[1].decode() if found else "a call without a method"
