"""The front door: what is here, whether it is alive, and how a wrong address or a failure is said."""

import base64
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from msgspec import json
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from birzha import __version__
from birzha.api.problems import (
    INTERNAL,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    NO_SUCH_ADDRESS,
    UNAVAILABLE,
    answer_problem,
)
from birzha.app import Market
from birzha.guard import BodyTooLarge, too_large
from birzha.outside import base_url
from birzha.people.model import Role
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable

logger = logging.getLogger("birzha")

RETRY_AFTER = "2"
"""Seconds after which a client may try again when the database was not there."""


@dataclass(frozen=True, slots=True)
class Door:
    """One face of the exchange, as the front page names it.

    Args:
        name: for programs.
        path: where it is, below the exchange's own address.
        text: what it is, in Russian.
    """

    name: str
    path: str
    text: str


ETXT = Door("etxt", "/etxt/api/json/", "API биржи текстов: 58 методов, подпись md5, как в документации eTXT.ru")
KWORK = Door(
    "kwork", "/kwork", "API по документации клиента kwork-api: вход, проекты, кворки, уведомления, справочники"
)
API = Door("api", "/api/v1/openapi.json", "собственный JSON API: исполнители, модерация, администрирование")
SANDBOX = Door(
    "sandbox", "/_sandbox/", "управление песочницей: часы, сброс, журнал запросов, поломки, контрольные точки"
)

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:3em auto;padding:0 1em;color:#222}"
    "code{background:#eee;padding:.1em .3em;border-radius:3px}dt{margin-top:1em}dd{margin:0}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def routes(market: Market) -> list[Route]:
    """The front page and the sign of life.

    Args:
        market: whose front door it is.
    """
    doors = [ETXT, KWORK, API, *([SANDBOX] if market.settings.sandbox else [])]

    async def index(request: Request) -> Response:
        base = base_url(market, request)
        if "text/html" in request.headers.get("accept", ""):
            return _page(doors, base)
        links = {door.name: base + door.path for door in doors}
        about = {"name": "birzha", "version": __version__, "unofficial": True, **links}
        return Response(json.encode(about), media_type="application/json")

    async def health(request: Request) -> Response:
        await market.store.read(_alive)
        return Response(b'{"status":"ok"}', media_type="application/json")

    return [Route("/", index), Route("/healthz", health)]


async def _alive(tx: Transaction) -> int:
    return Role.ADMIN  # opening a transaction is the proof; nothing needs to be read in it


async def _wrong_address(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        return answer_problem(METHOD_NOT_ALLOWED, "Этот адрес не принимает такой метод.", headers=headers)
    if status == 404:
        return answer_problem(NO_SUCH_ADDRESS, "Здесь ничего нет.")
    return answer_problem(replace(MALFORMED, status=status), "Запрос не принят.")


async def _too_large(request: Request, error: Exception) -> Response:
    return too_large()


async def _unavailable(request: Request, error: Exception) -> Response:
    logger.error("the database could not serve a request: %s", error)
    return answer_problem(UNAVAILABLE, "База данных сейчас недоступна.", headers={"retry-after": RETRY_AFTER})


async def _internal(request: Request, error: Exception) -> Response:
    return answer_problem(INTERNAL, "Внутренняя ошибка биржи.")


HANDLERS: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
    HTTPException: _wrong_address,
    BodyTooLarge: _too_large,
    StorageUnavailable: _unavailable,
    Exception: _internal,
}
"""How what no face has answered is said; for ``Starlette(exception_handlers=…)``."""


def _page(doors: Sequence[Door], base: str) -> Response:
    items = "".join(
        f"<dt><a href='{escape(base + door.path)}'><code>{escape(base + door.path)}</code></a></dt>"
        f"<dd>{escape(door.text)}</dd>"
        for door in doors
    )
    html = (
        "<!doctype html><html lang='ru'><meta charset='utf-8'><title>Биржа</title>"
        f"<style>{STYLE}</style><h1>Биржа</h1>"
        "<p>Открытая биржа фриланса и текстов. Неофициальная: совместима с чужими API, но с их владельцами не связана.</p>"
        f"<dl>{items}</dl><p>Версия {escape(__version__)}.</p></html>"
    )
    policy = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'"
    return Response(html, headers={"content-security-policy": policy}, media_type="text/html")
