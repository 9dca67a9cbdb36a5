"""From a request to an answer: find the endpoint, know the caller, check the input, run the handler, say what came of it.

What is nobody's fault (the database is away, a mistake of ours, a body over the guard's limit) passes through: the front says it, in
the same shape.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from birzha.api.call import NOBODY, Call
from birzha.api.problems import (
    CHALLENGE,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    NO_SUCH_ADDRESS,
    UNAUTHORIZED,
    Refused,
    answer_error,
    answer_problem,
)
from birzha.api.reading import read_input, read_path, read_query
from birzha.api.registry import Endpoint
from birzha.api.views import Download
from birzha.app import Market
from birzha.errors import FileNotUploaded, MarketError
from birzha.outside import base_url
from birzha.people.commands import touch
from birzha.people.model import SEEN_EVERY, Actor, hash_token
from birzha.people.queries import actor_by_session
from birzha.storage.work import StorageUnavailable

BEARER = re.compile(r"bearer +([0-9A-Za-z._~+/=-]{1,256})", re.IGNORECASE)

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Address:
    """One path with its verbs; an ASGI application.

    Args:
        market: the exchange.
        methods: the endpoint of each verb.
    """

    market: Market
    methods: Mapping[str, Endpoint]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        found = self.methods.get(method)
        if found is None:
            allow = ", ".join(sorted(self.methods))
            return answer_problem(METHOD_NOT_ALLOWED, "Такого действия здесь нет.", headers={"allow": allow})
        try:
            return await serve(self.market, found, request)
        except MarketError as error:
            return answer_error(error)
        except Refused as error:
            return answer_problem(error.refusal, error.message, field=error.field, headers=error.headers)
        except ClientDisconnect:
            return answer_problem(MALFORMED, "Запрос оборван.")


async def serve(market: Market, found: Endpoint, request: Request) -> Response:
    """Run one endpoint.

    Args:
        market: the exchange.
        found: the endpoint.
        request: what was asked.

    Raises:
        MarketError: a command refused.
        Refused: the API refused.
    """
    token = "" if found.public else bearer(request)
    actor = NOBODY if found.public else await caller(market, token)
    if not found.public:
        actor.must_be(found.role)
    given = await arguments(found, request)
    if actor.id and market.clock.now() - actor.last_seen >= SEEN_EVERY:
        with suppress(StorageUnavailable):  # who only reads is served even where nothing can be written
            await market.do(touch, actor.id)
    client = request.client.host if request.client else ""
    answer = await found.handler(Call(market, actor, token, client, base_url(market, request)), **given)
    if found.answer is None:
        return Response(None, found.status)
    if isinstance(answer, Download):
        return answer.response(found.status)
    return Response(_encoder.encode(answer), found.status, media_type="application/json")


async def arguments(found: Endpoint, request: Request) -> dict[str, Any]:
    """The handler's arguments, checked.

    Raises:
        FileNotUploaded: there must be a file, and none came.
        Refused: one of them is wrong.
    """
    given: dict[str, Any] = {
        name: read_path(request.path_params[name], kind) for name, kind in found.parameters.items()
    }
    if found.query is not None:
        given["query"] = read_query(request, found.query)
    if found.body is not None:
        given["body"], upload = await read_input(request, found.body, form=found.upload)
        if found.file and upload is None:
            raise FileNotUploaded("Пришлите файл формой, в поле file.", field="file")
        if found.upload:
            given["upload"] = upload
    return given


def bearer(request: Request) -> str:
    """The session's token from the request's header.

    Raises:
        Refused: there is none, or several.
    """
    headers = request.headers.getlist("authorization")
    found = BEARER.fullmatch(headers[0].strip()) if len(headers) == 1 else None
    if found is None:
        raise refused_session("Нужен вход: в запросе нет токена.")
    return found[1]


async def caller(market: Market, token: str) -> Actor:
    """Who holds that session.

    Raises:
        Refused: nobody, or it has run out.
    """
    actor = await market.ask(actor_by_session, hash_token(token))
    if actor is None:
        raise refused_session("Токен не подходит: сессия закончилась или закрыта.")
    return actor


def refused_session(message: str) -> Refused:
    """The refusal of a request without a good session."""
    return Refused(UNAUTHORIZED, message, headers=CHALLENGE)


async def nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer for every address under the API that is none of its own."""
    response = answer_problem(NO_SUCH_ADDRESS, "По этому адресу ничего нет.")
    await response(scope, receive, send)


def addresses(market: Market, endpoints: Sequence[Endpoint], further: Sequence[Route] = ()) -> Router:
    """The whole API as one ASGI application, addresses without parameters first.

    Args:
        market: the exchange.
        endpoints: what it serves.
        further: routes that are no endpoints.
    """
    by_path: dict[str, dict[str, Endpoint]] = {}
    for each in sorted(endpoints, key=lambda each: ["{" in part for part in each.path.split("/")]):
        by_path.setdefault(each.path, {})[each.method] = each
    routes = [Route(path, Address(market, methods)) for path, methods in by_path.items()]
    return Router([*further, *routes], redirect_slashes=False, default=nothing_here)
