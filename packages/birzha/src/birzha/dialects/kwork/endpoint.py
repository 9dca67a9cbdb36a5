"""Every path of the dialect, as one bare ASGI application: authenticate, parse, validate, dispatch, encode."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import msgspec

from birzha.app import Market
from birzha.dialects.hinting import header
from birzha.dialects.kwork import access, entry, hints
from birzha.dialects.kwork.body import ClientGone, Scope, cookies_of, form, json_object, read_body
from birzha.dialects.kwork.failures import Refused, refused_by
from birzha.dialects.kwork.methods import HANDLERS
from birzha.dialects.kwork.pace import Pace
from birzha.dialects.kwork.parameters import read_parameters
from birzha.dialects.kwork.registry import BY_PATH, Call
from birzha.dialects.links import Links, base_of, signer
from birzha.errors import MarketError
from birzha.storage.work import StorageUnavailable
from birzha.watch import Answer, Hint, Interrupted, Receive, Send, Trace, Watch, deliver
from kwork_api.declaration import KworkOperation

logger = logging.getLogger("birzha.kwork")

NAME = "kwork"
PREFIX = "/kwork"
JSON = (b"content-type", b"application/json; charset=utf-8")

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a call comes to.

    Args:
        content: of the body.
        status: of HTTP.
        cookies: what is set, name and value.
        wait: seconds for ``Retry-After``.
    """

    content: Mapping[str, Any] | msgspec.Raw
    status: int = 200
    cookies: tuple[tuple[str, str], ...] = ()
    wait: int = 0


class Endpoint:
    """Answers every call of the dialect.

    Args:
        market: the exchange.
        watch: who looks at every request; a real exchange has nobody.
        hinting: whether a watched answer carries hints.
    """

    def __init__(self, market: Market, watch: Watch | None = None, *, hinting: bool = False) -> None:
        self._market = market
        self._watch = watch
        self._hinting = hinting
        self._signer = signer(market.settings.secret_key)
        self._pace = Pace(market.settings.rules.kwork_rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._watch is not None:
            await self._watched(self._watch, scope, receive, send)
            return
        try:
            answer = self._framed(await self._reply(scope, receive, None), scope)
        except ClientGone:
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _watched(self, watch: Watch, scope: Scope, receive: Receive, send: Send) -> None:
        trace = watch.begin(NAME, scope["method"])
        try:
            answer = self._framed(await self._reply(scope, receive, trace), scope, trace.hints)
        except ClientGone:
            await watch.end(trace, None)
            return
        except Interrupted as interrupted:
            answer = interrupted.answer
        await deliver(await watch.end(trace, answer), scope, receive, send)

    async def _reply(self, scope: Scope, receive: Receive, trace: Trace | None) -> _Reply:
        try:
            return await self._answer(scope, receive, trace)
        except Refused as refusal:
            found = refusal
        except MarketError as error:
            found = refused_by(error)
        except (ClientGone, Interrupted):
            raise
        except StorageUnavailable as error:
            logger.error("%s: %s", scope["path"], error)  # noqa: TRY400  # the sentence says it; a traceback adds nothing
            found = Refused(503, "База данных сейчас недоступна. Повторите запрос через несколько секунд.", wait=5)
        except Exception:
            logger.exception("%s failed", scope["path"])
            found = Refused(500, "Внутренняя ошибка биржи. Она записана в журнал.")
        if trace is not None:
            trace.error = found.code
        return _Reply(found.body, found.status, wait=found.wait)

    async def _answer(self, scope: Scope, receive: Receive, trace: Trace | None) -> _Reply:
        path = scope["path"].removeprefix(PREFIX)
        known = path in BY_PATH or path in entry.NAMES
        if trace is not None and self._hinting:
            trace.hints += hints.about_query(scope["query_string"]) if known else hints.about_path(path)
        if not known:
            raise Refused(404, "Такого адреса в API нет.")
        if scope["method"] != "POST":
            raise Refused(405, "Все вызовы этого API делаются методом POST.")
        if path in entry.NAMES:
            return await self._enter(path, scope, receive, trace)
        return await self._call(BY_PATH[path], scope, receive, trace)

    async def _enter(self, path: str, scope: Scope, receive: Receive, trace: Trace | None) -> _Reply:
        market = self._market if trace is None else trace.market
        if trace is not None:
            trace.method = entry.NAMES[path]
        body = await read_body(receive)
        if path == entry.SIGN_IN:
            if trace is not None:
                fields = form(body)
                trace.parameters = {name.encode(): value.encode() for name, value in fields.items()}
                if self._hinting:
                    trace.hints += hints.about_form(_content_type(scope), fields)
                await self._before(trace)
            entered = await entry.first_step(market, scope, body)
        else:
            actor = await entry.who_knocks(market, scope)
            if trace is not None:
                trace.person_id = actor.id
                await self._before(trace)
            entered = await entry.second_step(market, actor)
        return _Reply(entered.answer, cookies=entered.cookies)

    async def _call(self, operation: KworkOperation, scope: Scope, receive: Receive, trace: Trace | None) -> _Reply:
        market = self._market if trace is None else trace.market
        if trace is not None:
            trace.method = operation.name
        actor = await access.enter(market, cookies_of(scope))
        now = market.clock.now()
        if trace is not None:
            trace.person_id = actor.id
            await self._before(trace)
        self._pace.take(actor.id)
        if actor.blocked:
            raise Refused(403, "Учётная запись заблокирована администрацией биржи.")
        await access.mark_seen(market, actor, now)
        fields = json_object(await read_body(receive))
        if trace is not None:
            trace.parameters = {_told(name): _encoder.encode(value) for name, value in fields.items()}
            if self._hinting:
                trace.hints += hints.about_fields(operation, fields)
        values = read_parameters(operation, fields)
        base = base_of(market.settings.base_url, scope).decode()
        call = Call(market, actor, operation, values, Links(self._signer, base, now))
        return _Reply(await HANDLERS[operation.name](call))

    async def _before(self, trace: Trace) -> None:
        if self._watch is not None:
            await self._watch.before(trace)

    def _framed(self, reply: _Reply, scope: Scope, said: Sequence[Hint] = ()) -> Answer:
        """A reply with all its headers."""
        body = _encoder.encode(reply.content)
        headers = [JSON, (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
        headers += [(b"set-cookie", self._cookie(name, value, scope)) for name, value in reply.cookies]
        if said:
            headers.append((b"birzha-hint", header(said)))
        if reply.wait:
            headers.append((b"retry-after", b"%d" % reply.wait))
        if reply.status == 405:
            headers.append((b"allow", b"POST"))
        if reply.status == 413:
            headers.append((b"connection", b"close"))  # what is left of the body is not read
        return Answer(reply.status, headers, body)

    def _cookie(self, name: str, value: str, scope: Scope) -> bytes:
        base = self._market.settings.base_url
        made = SimpleCookie({name: value})[name]
        made["path"], made["httponly"], made["samesite"] = PREFIX, True, "Lax"
        made["max-age"] = self._market.settings.rules.kwork_token_life
        made["secure"] = (base or scope.get("scheme", "http")).startswith("https")
        return made.OutputString().encode("ascii")


def _content_type(scope: Scope) -> bytes:
    found: bytes = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return found


def _told(name: str) -> bytes:
    return name.encode(errors="replace")
