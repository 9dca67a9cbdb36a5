"""What the links of answers lead to: uploads, results, and two small pages (reference, §2.9 and §8)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from birzha.app import Market
from birzha.articles.queries.bundles import bundle
from birzha.dialects.etxt.bundles import zipped
from birzha.dialects.etxt.switches import Wire
from birzha.dialects.links import PREFIX, signer
from birzha.errors import NotFound, WrongState
from birzha.orders.commands import give_rating_back_by_link
from birzha.orders.model import RatingFail
from birzha.orders.queries import part_of, text_of
from birzha.orders.queries.linked import attachment_of, fail_by_token
from birzha.people.queries import existing_person
from birzha.tickets.model import TicketState
from birzha.tickets.queries import ticket_by_token

MARKED = "{number:int}/{expires:int}/{mark}"
STATES = {
    TicketState.OPEN: "на рассмотрении",
    TicketState.APPROVED: "исполнитель снят",
    TicketState.REJECTED: "отклонено",
}
PAGE_POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way out.

    Args:
        content: all of it, or piece by piece.
        content_type: with the charset of a text.
        name: what the reader's program should call it.
    """

    content: bytes | AsyncIterator[bytes]
    content_type: str
    name: str


def routes(market: Market, wire: Wire) -> list[Route]:
    """Everything under ``/files``; nothing there is listed.

    Args:
        market: the exchange.
        wire: the dialect's switches.
    """
    shelf = Shelf(market, wire)
    pages = Pages(market)
    return [
        Route(f"{PREFIX}/rateup/{{token}}", pages.rateup, methods=["GET"]),
        Route(f"{PREFIX}/rateup/{{token}}", pages.give_back, methods=["POST"]),
        Route(f"{PREFIX}/ticket/{{token}}", pages.ticket, methods=["GET"]),
        Route(f"{PREFIX}/{{kind}}/{MARKED}", shelf.serve, methods=["GET"]),
        Route(f"{PREFIX}/{{kind}}/{MARKED}/{{name}}", shelf.serve, methods=["GET"]),
    ]


class Shelf:
    """Hands files out to whoever has a link that was signed here and has not ended.

    Args:
        market: the exchange.
        wire: the dialect's switches.
    """

    def __init__(self, market: Market, wire: Wire) -> None:
        self._market = market
        self._wire = wire
        self._signer = signer(market.settings.secret_key)
        self._kinds: dict[str, Callable[[int], Awaitable[Download]]] = {
            "attachment": self._attachment,
            "result_file": self._result_file,
            "photo": self._photo,
        }
        self._texts: dict[str, Callable[[int, str], Awaitable[Download]]] = {
            "result_text": self._result_text,
            "articles": self._articles,
        }

    async def serve(self, request: Request) -> Response:
        """The file behind a link."""
        path: dict[str, Any] = request.path_params
        kind, _, encoding = path["kind"].partition(".")
        number, expires = path["number"], path["expires"]
        if not self._signer.is_genuine(path["kind"], number, expires, path["mark"]):
            return _plain(404, "Такой ссылки нет.")
        if self._market.clock.now() >= expires:
            return _plain(410, "Ссылка действовала сутки и уже не работает: запросите новую через API.")
        try:
            if kind in self._texts:
                return _attached(await self._texts[kind](number, encoding or self._wire.text_files))
            if kind in self._kinds:
                return _attached(await self._kinds[kind](number))
        except NotFound as error:
            return _plain(404, error.message)
        return _plain(404, "Такой ссылки нет.")

    async def _attachment(self, order_id: int) -> Download:
        file = await self._market.ask(attachment_of, order_id)
        return Download(await self._content(file.key), file.content_type, file.name)

    async def _result_file(self, result_id: int) -> Download:
        part = await self._market.ask(part_of, result_id, "file")
        return Download(await self._content(part.key), part.content_type, part.name)

    async def _result_text(self, result_id: int, encoding: str) -> Download:
        text = await self._market.ask(text_of, result_id)
        # the real service's files are in windows-1251 with entities for what does not fit in (reference, §2.9)
        content = text.encode(encoding, "xmlcharrefreplace")
        return Download(content, f"text/plain; charset={encoding}", f"{result_id}.txt")

    async def _articles(self, bundle_id: int, encoding: str) -> Download:
        found = await self._market.ask(bundle, bundle_id)
        return Download(zipped(self._market, found, encoding), "application/zip", f"articles-{bundle_id}.zip")

    async def _photo(self, person_id: int) -> Download:
        person = await self._market.ask(existing_person, person_id)
        return Download(await self._content(person.photo), "application/octet-stream", person.login)

    async def _content(self, key: str) -> bytes:
        return await asyncio.to_thread(self._market.files.get, key)


class Pages:
    """Two pages behind unguessable tokens: giving rating back, and looking at a ticket.

    Args:
        market: the exchange.
    """

    def __init__(self, market: Market) -> None:
        self._market = market

    async def rateup(self, request: Request) -> Response:
        """What the link would do."""
        try:
            fail = await self._market.ask(fail_by_token, request.path_params["token"])
        except NotFound as error:
            return _plain(404, error.message)
        if fail.date_back:
            return _page("Рейтинг возвращён", f"<p>{_told(fail)}: рейтинг исполнителю уже возвращён.</p>")
        return _page(
            "Возврат рейтинга",
            f"<p>{_told(fail)}: за отказ с исполнителя снято баллов: {fail.amount}.</p>"
            "<form method='post'><button>Вернуть рейтинг исполнителю</button></form>",
        )

    async def give_back(self, request: Request) -> Response:
        """Do it."""
        try:
            fail = await self._market.do(give_rating_back_by_link, request.path_params["token"])
        except NotFound as error:
            return _plain(404, error.message)
        except WrongState as error:
            return _plain(409, error.message)
        return _page("Рейтинг возвращён", f"<p>{_told(fail)}: исполнителю возвращено баллов: {fail.amount}.</p>")

    async def ticket(self, request: Request) -> Response:
        """How a request to remove a performer stands."""
        try:
            ticket = await self._market.ask(ticket_by_token, request.path_params["token"])
        except NotFound as error:
            return _plain(404, error.message)
        answer = f"<p>Ответ модератора: {escape(ticket.comment)}</p>" if ticket.comment else ""
        return _page(
            f"Обращение №{ticket.id}",
            f"<p>Снятие исполнителя с заказа №{ticket.order_id}. Состояние: {STATES[TicketState(ticket.state)]}.</p>"
            f"<p>{escape(ticket.text)}</p>{answer}",
        )


def _told(fail: RatingFail) -> str:
    return f"Заказ №{fail.order_id} «{escape(fail.title)}»"


def _attached(file: Download) -> Response:
    headers = {
        "content-type": file.content_type,
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, no-store",
    }
    if isinstance(file.content, bytes):
        return Response(file.content, headers=headers)
    return StreamingResponse(file.content, headers=headers)


def _plain(status: int, text: str) -> Response:
    return Response(text, status, {"cache-control": "no-store"}, "text/plain")


def _page(title: str, content: str) -> Response:
    html = (
        f"<!doctype html><html lang='ru'><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<h1>{escape(title)}</h1>{content}</html>"
    )
    headers = {"content-security-policy": PAGE_POLICY, "x-content-type-options": "nosniff", "cache-control": "no-store"}
    return Response(html, headers=headers, media_type="text/html")
