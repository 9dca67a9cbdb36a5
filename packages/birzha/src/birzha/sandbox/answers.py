"""How the sandbox's controls read requests and refuse them: the same JSON shape as our own API's.

``{"error": code, "message": what happened, "field": the parameter at fault, "next": what to do}``.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

LONGEST_BODY = 64 * 1024
"""Bytes; a control takes a handful of numbers."""


class Refused(Exception):
    """A control was not carried out.

    Args:
        status: of the answer.
        error: the code for programs.
        message: what happened, in Russian.
        field: the parameter at fault.
        what_next: what to do, in Russian.
        headers: of the answer.
    """

    def __init__(
        self,
        status: int,
        error: str,
        message: str,
        *,
        field: str = "",
        what_next: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.content = {"error": error, "message": message, "field": field, "next": what_next}


def answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(content), status, headers, media_type="application/json")


def invalid(message: str, field: str = "") -> Refused:
    """A value of the body cannot be used."""
    return Refused(422, "invalid", message, field=field, what_next="Исправьте значение и повторите запрос.")


def read_query(request: Request, kind: Any) -> Any:
    """The request's query.

    Args:
        request: whose.
        kind: the struct that it must fit.

    Raises:
        Refused: it does not.
    """
    try:
        return msgspec.convert(dict(request.query_params), kind, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(f"Параметры адреса не подходят: {error}.", _field(str(error))) from None


def not_found(message: str, what_next: str) -> Refused:
    """What was asked for is not there."""
    return Refused(404, "not_found", message, what_next=what_next)


async def read(request: Request, kind: Any) -> Any:
    """The request's JSON body; none is as good as an empty object.

    Args:
        request: whose.
        kind: the type that it must fit.

    Raises:
        Refused: it does not.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise Refused(413, "body_too_large", f"Тело запроса больше {LONGEST_BODY} байт.")
    try:
        return msgspec.json.decode(bytes(body) or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise invalid(f"Тело запроса не подходит: {error}.", _field(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        what_next = "Пришлите объект JSON, например {}."
        raise Refused(400, "bad_request", "Тело запроса — не JSON в UTF-8.", what_next=what_next) from None


def _field(said: str) -> str:
    """The parameter that the decoder's sentence names: in its path, or between its first backquotes."""
    path = said.rpartition("`$.")[2].rstrip("`") if "`$." in said else ""
    if path:
        return path.partition(".")[0].partition("[")[0]
    quoted = said.split("`")
    return quoted[1] if "field" in said and len(quoted) > 2 else ""


def check_site(request: Request) -> None:
    """Refuse a page of another site: open in the developer's browser, it must not reset the developer's sandbox.

    Raises:
        Refused: the browser says that it is one.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise Refused(
            403,
            "other_site",
            "Песочницей нельзя управлять со страницы другого сайта.",
            what_next="Вызывайте её из своей программы или curl.",
        )


def known(verbs: Mapping[str, Any], verb: str) -> Any:
    """What the address does for that verb of HTTP.

    Raises:
        Refused: nothing.
    """
    found = verbs.get("GET" if verb == "HEAD" else verb)
    if found is None:
        allow = {"allow": ", ".join(verbs)}
        raise Refused(405, "method_not_allowed", "Такого действия здесь нет.", what_next="См. Allow.", headers=allow)
    return found
