"""Who is signed in: a token and cookies, and how they travel."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from birzha_client.wire import WireResponse
from kwork_api.errors import KworkUsageError

TOKEN_COOKIE = "web_auth_token"  # noqa: S105 - the name of a cookie
NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
VALUE = re.compile(r"[ -:<-~]*")
"""What browsers send in cookies (RFC 6265 is stricter): printable ASCII without semicolons."""
SHORTEST_SECRET = 8
"""Characters of a cookie that is taken for a secret; shorter ones are ids and settings."""


class Session:
    """A token and cookies. Printing it tells neither.

    Args:
        token: sent as the cookie ``web_auth_token``.
        cookies: the other cookies; a ``web_auth_token`` among them is the token, where none is given.
        server: the base URL of the server that it is of; no other one gets to see it from a store.

    Raises:
        KworkUsageError: the token or a cookie cannot be sent.
    """

    def __init__(self, token: str | None = None, cookies: Mapping[str, str] | None = None, *, server: str = "") -> None:
        self.server = server
        self._lock = Lock()
        self.generation: int = 0
        """Grows with every login, so that a call can say with which session it failed."""
        self._token: str | None = None
        self._cookies: dict[str, str] = {}
        self._set(token, cookies or {})

    def __repr__(self) -> str:
        return f"Session({'signed in' if self._token else 'anonymous'})"

    @property
    def token(self) -> str | None:
        """The token."""
        return self._token

    @property
    def cookies(self) -> dict[str, str]:
        """All cookies, the token's included."""
        with self._lock:
            return {**self._cookies, **({TOKEN_COOKIE: self._token} if self._token else {})}

    @property
    def other_cookies(self) -> dict[str, str]:
        """All cookies but the token's."""
        with self._lock:
            return dict(self._cookies)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be quoted."""
        return tuple(value for value in self.cookies.values() if len(value) >= SHORTEST_SECRET or value == self._token)

    def renew(self, token: str | None, cookies: Mapping[str, str]) -> None:
        """Take another session instead.

        Raises:
            KworkUsageError: the token or a cookie cannot be sent.
        """
        self._set(token, cookies)
        self.generation += 1

    def absorb(self, response: WireResponse) -> None:
        """Take the cookies that an answer sets; a session's token is never forgotten, only replaced."""
        for name, value in set_cookies(response):
            with self._lock:
                if name == TOKEN_COOKIE:
                    self._token = value or self._token
                elif value is None:
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = value

    def _set(self, token: str | None, cookies: Mapping[str, str]) -> None:
        checked = {name: value for name, value in cookies.items() if value is not None}
        for name, value in (*checked.items(), (TOKEN_COOKIE, token or "")):
            if not (
                isinstance(name, str) and isinstance(value, str) and NAME.fullmatch(name) and VALUE.fullmatch(value)
            ):
                what = "the token" if name == TOKEN_COOKIE else f"the cookie {str(name)[:40]!r}"
                raise KworkUsageError(
                    f"{what} cannot be sent: it has characters that cookies cannot carry; take it as it was given, without line ends"
                )
        inside = checked.pop(TOKEN_COOKIE, None)
        with self._lock:
            self._token = token or inside
            self._cookies = checked


def cookie_header(cookies: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The header that carries these cookies; none when there are none."""
    return (("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())),) if cookies else ()


def set_cookies(response: WireResponse) -> Iterator[tuple[str, str | None]]:
    """The cookies that an answer sets, in its order; ``None`` for one that it removes."""
    for header, line in response.headers:
        if header.lower() != "set-cookie":
            continue
        pair, *attributes = line.split(";")
        name, sign, value = (part.strip() for part in pair.partition("="))
        if sign and NAME.fullmatch(name) and VALUE.fullmatch(value):
            yield name, None if _removed(attributes) else value


def _removed(attributes: list[str]) -> bool:
    """Whether the attributes of a cookie say that it is over (RFC 6265, 5.3): ``Max-Age`` counts before ``Expires``."""
    found: dict[str, Any] = {}
    for attribute in attributes:
        name, _, value = attribute.partition("=")
        found[name.strip().lower()] = value.strip()
    if re.fullmatch(r"-?\d+", found.get("max-age", "")):
        return int(found["max-age"]) <= 0
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - costs 13 ms, and dates are rare here

    try:
        moment = parsedate_to_datetime(found["expires"])
    except (KeyError, ValueError):
        return False
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) <= datetime.now(UTC)
