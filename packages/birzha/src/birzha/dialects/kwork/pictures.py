"""Pictures of people and of kworks, for whoever has a link that an answer gave: a program shows them without any session."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from birzha.app import Market
from birzha.clock import HOUR
from birzha.dialects.links import PICTURES, signer
from birzha.errors import NotFound
from birzha.kworks.queries import picture
from birzha.people.queries import existing_person
from birzha.texts.images import image_type

HEADERS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": f"private, max-age={HOUR}",
}
"""A picture may be shown by any page, and kept for an hour: it may be replaced."""


def routes(market: Market) -> list[Route]:
    """The addresses of pictures; nothing there is listed.

    Args:
        market: the exchange.
    """
    gallery = Gallery(market)
    return [Route(f"{PICTURES}/{{kind}}/{{number:int}}/{{expires:int}}/{{mark}}", gallery.show, methods=["GET"])]


class Gallery:
    """Shows pictures to whoever has a link that was signed here and has not ended.

    Args:
        market: the exchange.
    """

    def __init__(self, market: Market) -> None:
        self._market = market
        self._signer = signer(market.settings.secret_key)

    async def show(self, request: Request) -> Response:
        """The picture behind a link."""
        path: dict[str, Any] = request.path_params
        kind, number, expires = path["kind"], path["number"], path["expires"]
        if not self._signer.is_genuine(PICTURES + kind, number, expires, path["mark"]):
            return _plain(404, "Такой ссылки нет.")
        if self._market.clock.now() >= expires:
            return _plain(410, "Ссылка уже не работает: запросите новую через API.")
        try:
            key = await self._key(kind, number)
            content = await asyncio.to_thread(self._market.files.get, key)
        except NotFound as error:
            return _plain(404, error.message)
        return Response(content, headers={**HEADERS, "content-type": image_type(content)})

    async def _key(self, kind: str, number: int) -> str:
        if kind == "kwork":
            return (await self._market.ask(picture, number)).key
        person = await self._market.ask(existing_person, number)
        if not person.photo or person.blocked:
            raise NotFound("У этого пользователя нет фотографии.")
        return person.photo


def _plain(status: int, text: str) -> Response:
    return Response(text, status, {"cache-control": "no-store"}, "text/plain")
