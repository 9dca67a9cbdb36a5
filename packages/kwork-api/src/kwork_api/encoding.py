"""From Python values to a request: JSON as documented, or a form as the live mobile wire takes it."""

import base64
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

from birzha_client.wire import WireRequest, bare_url
from kwork_api.declaration import Body, KworkOperation
from kwork_api.errors import KworkUsageError
from kwork_api.session import Session, cookie_header

Wire = Literal["documented", "mobile"]
"""How calls travel: as JSON with cookies, or as a form with a token in it."""
JSON_TYPE = ("Content-Type", "application/json")
FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Access:
    """Where the service is, and how to speak to it.

    Args:
        base_url: without a slash at the end.
        user_agent: how the client names itself.
        wire: how calls travel.
        application: login and password of the mobile application, for its header; from configuration only.
    """

    base_url: str
    user_agent: str
    wire: Wire = "documented"
    application: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """What every request says."""
        named = (("User-Agent", self.user_agent), ("Accept", "application/json, */*;q=0.5"))
        if self.wire == "documented" or self.application is None:
            return named
        basic = base64.b64encode(":".join(self.application).encode()).decode("ascii")
        return (*named, ("Authorization", f"Basic {basic}"))


def endpoint(base_url: str | None, own: str) -> tuple[str, bool]:
    """The base URL without a slash at its end, and whether it is another server: given, or by ``KWORK_BASE_URL``.

    Args:
        base_url: as given.
        own: the service's own.

    Raises:
        KworkUsageError: it is not an absolute http or https URL, or has a query.
    """
    chosen = base_url or os.environ.get("KWORK_BASE_URL")
    url = chosen or own
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        fine = False
    if not fine:
        raise KworkUsageError(
            f"{bare_url(url)!r} cannot be a base URL: give an absolute URL without a query, such as https://api.kwork.ru"
        )
    return url.rstrip("/"), url.rstrip("/") != own.rstrip("/")


def application_of(given: tuple[str, str] | None) -> tuple[str, str] | None:
    """The application's login and password: as given, or ``KWORK_APP_LOGIN`` and ``KWORK_APP_PASSWORD``."""
    found = os.environ.get("KWORK_APP_LOGIN"), os.environ.get("KWORK_APP_PASSWORD")
    return given or ((found[0], found[1]) if found[0] and found[1] else None)


def fields_of(operation: KworkOperation, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a call says, by names of the documentation; ``None`` for a call without a body.

    Raises:
        KworkUsageError: the body must be a dictionary, and is not.
    """
    if operation.body is Body.NOTHING:
        return None
    if operation.body is Body.GIVEN:
        return {p.name: values.get(p.name) for p in operation.parameters if p.required or values.get(p.name)}
    if operation.body is Body.FIELDS:
        return {p.name: values.get(p.name, p.default) for p in operation.parameters}
    (whole,) = (values.get(p.name) for p in operation.parameters)
    if not isinstance(whole, Mapping):
        raise KworkUsageError(f"{operation.name} takes a dictionary, not {type(whole).__name__}")
    return whole


def request_of(
    access: Access, session: Session, path: str, fields: Mapping[str, Any] | None, operation: KworkOperation | None
) -> WireRequest:
    """The request of a call.

    Args:
        access: where to, and how.
        session: who calls.
        path: under the base URL, beginning with a slash.
        fields: what is said; ``None``: no body.
        operation: the declaration, which knows other names of the live wire.

    Raises:
        KworkUsageError: a value cannot be sent.
    """
    url = f"{access.base_url}{path}"
    if access.wire == "mobile":
        cookies = cookie_header(session.other_cookies)
        body = urlencode([*_live(fields or {}, operation), *_token(session)], errors="surrogatepass").encode("ascii")
        return WireRequest("POST", url, (*access.headers, *cookies, FORM_TYPE), body)
    headers = (*access.headers, *cookie_header(session.cookies))
    if fields is None:
        return WireRequest("POST", url, headers)
    return WireRequest("POST", url, (*headers, JSON_TYPE), json_bytes(fields))


def json_bytes(fields: Mapping[str, Any]) -> bytes:
    """Compact JSON in UTF-8.

    Raises:
        KworkUsageError: a value is none of JSON's.
    """
    try:
        return json.dumps(dict(fields), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise KworkUsageError(
            f"a parameter cannot be sent as JSON ({type(error).__name__}): pass numbers, texts, lists and dictionaries"
        ) from error


def _token(session: Session) -> list[tuple[str, str]]:
    return [("token", session.token)] if session.token else []


def _live(fields: Mapping[str, Any], operation: KworkOperation | None) -> Iterator[tuple[str, str]]:
    names = operation.live_names if operation else {}
    for name, value in fields.items():
        yield from _pairs(names.get(name, name), value)
    yield from (operation.live_values if operation else {}).items()


def _pairs(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A value as PHP reads it from a form: lists as ``name[]``, objects as ``name[key]``, nothing for null."""
    if value is None:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _pairs(f"{name}[{key}]", item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _pairs(f"{name}[]", item)
    else:
        yield name, str(int(value)) if isinstance(value, bool) else str(value)
