"""What a failed call answers: a status of HTTP, and a body with what is wrong in words and by field (documentation, errors)."""

from collections.abc import Mapping
from typing import Any

from birzha.errors import (
    FileRefused,
    Forbidden,
    Invalid,
    LimitExceeded,
    MarketError,
    NotEnoughMoney,
    NotFound,
    TooSoon,
)

STATUSES: dict[type[MarketError], int] = {
    Invalid: 400,
    NotFound: 404,
    Forbidden: 403,
    TooSoon: 429,
    LimitExceeded: 409,
    NotEnoughMoney: 402,
    FileRefused: 400,
    MarketError: 400,
}
"""Of HTTP, by the class of the refusal or the nearest one above it."""

CODES: Mapping[int, str] = {
    400: "VALIDATION",
    401: "AUTH",
    402: "NO_MONEY",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "LIMIT",
    413: "TOO_LARGE",
    429: "RATE_LIMIT",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
"""The code of each status; the documentation names none."""


class Refused(Exception):
    """A call is refused.

    Args:
        status: of HTTP.
        message: what happened and what to do, in Russian.
        fields: what is wrong, by field.
        wait: seconds until the call may be made again; 0: nothing is said of it.
    """

    def __init__(
        self, status: int, message: str, *, fields: Mapping[str, list[str]] | None = None, wait: int = 0
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.fields = fields or {}
        self.wait = wait

    @property
    def code(self) -> str:
        """For programs."""
        return CODES[self.status]

    @property
    def body(self) -> dict[str, Any]:
        """What is answered: the documented layout of an error, and ``fields`` beside it."""
        code = self.code
        told = [
            {"code": code, "message": text, "field": field} for field, texts in self.fields.items() for text in texts
        ]
        body: dict[str, Any] = {
            "success": False,
            "message": self.message,
            "errors": told or [{"code": code, "message": self.message, "field": None}],
        }
        if self.status == 400:
            body["fields"] = self.fields
        return body


def refused_by(error: MarketError) -> Refused:
    """The market's refusal in the dialect's words."""
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    fields = {error.field: [error.message]} if error.field else {}
    return Refused(status, error.message, fields=fields, wait=error.wait if isinstance(error, TooSoon) else 0)


def wrong(fields: Mapping[str, list[str]]) -> Refused:
    """Values of a body cannot be used."""
    return Refused(400, "Параметры не подходят: " + ", ".join(fields) + ".", fields=fields)
