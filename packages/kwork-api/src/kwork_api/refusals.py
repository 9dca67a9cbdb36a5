"""Which error an answer is, and what the server said in it."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from birzha_client.wire import WireResponse, bare_url
from kwork_api.errors import (
    KworkApiError,
    KworkAuthError,
    KworkError,
    KworkNotFoundError,
    KworkRateLimitError,
    KworkValidationError,
)
from kwork_api.response import Response

QUOTED = 200
"""Characters of an answer that an error quotes."""
TAG = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")
EXPIRED_CODES = frozenset({"401"})
EXPIRED_TEXTS = ("необходима авторизация", "требуется авторизац", "неверный токен", "сессия истек", "invalid token")
"""What the live service says to a session that it does not know, in lower case."""
RATE_TEXTS = ("слишком много запрос",)
NOT_THERE = 501
"""HTTP status of a call that the server does not do: asking again changes nothing (RFC 9110, 15.6.2)."""
PARAMETER_CODES = frozenset({"100", "101", "400"})
FORBIDDEN: Mapping[str, str] = MappingProxyType(
    {
        "403": "the account may not do this",
        "116": "pass the service's lesson about fraud in a browser first",
        "118": "the service asks for a captcha: a person must solve it in a browser",
        "192": "the service asks for digits of the phone: log in with a browser",
    }
)
"""Codes of the live service that a new login does not help with, and what to do about them."""
APPLICATION = "give application=(login, password), or KWORK_APP_LOGIN and KWORK_APP_PASSWORD; a new login does not help"
BLOCKED = "the service keeps this address out for now: wait, and do not log in again meanwhile"


def quoted(text: str, secrets: tuple[str, ...]) -> str:
    """The beginning of an answer on one line, without markup and without secrets that it may repeat."""
    for secret in secrets:
        text = text.replace(secret, "<removed>")
    plain = TAG.sub(" ", text[: QUOTED * 20]) if text.lstrip().startswith("<") and "<removed>" not in text else text
    line = " ".join(plain.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


def words_of(data: Any) -> str:
    """What an answer says to people: its message, or those of its errors."""
    if not isinstance(data, Mapping):
        return ""
    for name in ("message", "error", "detail", "error_description"):
        found = data.get(name)
        if isinstance(found, str) and found.strip():
            return found
        if isinstance(found, Mapping) and words_of(found):
            return words_of(found)
    return "; ".join(f"{field}: {', '.join(texts)}" if field else ", ".join(texts) for field, texts in _problems(data))


def fields_of(data: Any) -> dict[str, list[str]]:
    """What is wrong with each field: from ``fields``, or from ``errors`` in either layout."""
    return {field: texts for field, texts in _problems(data) if field}


def _problems(data: Any) -> list[tuple[str, list[str]]]:
    found: dict[str, dict[str, None]] = {}  # each text once: a server may say the same in both
    listed = [data.get(name) for name in ("fields", "errors")] if isinstance(data, Mapping) else []
    for held in listed:
        if isinstance(held, Mapping):
            for field, texts in held.items():
                found.setdefault(str(field), {}).update(
                    dict.fromkeys(map(_text, texts if isinstance(texts, list) else [texts]))
                )
        elif isinstance(held, list):
            for item in held:
                field = (item.get("field") or item.get("target") or "") if isinstance(item, Mapping) else ""
                found.setdefault(str(field), {})[_text(item)] = None
    return [(field, list(texts)) for field, texts in found.items()]


def _text(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(item.get("message") or item.get("text") or item.get("code") or "not accepted")
    return str(item)


def error_of_status(wire: WireResponse, data: Any, resource: str) -> tuple[KworkError, str]:
    """The error of an answer that is not HTTP 2xx, and what to do where the class does not say it.

    Args:
        wire: the answer.
        data: its decoded JSON; ``None`` where it is none.
        resource: what was asked for.
    """
    response, status = Response(wire), wire.status
    if status == 401 and (wire.header("www-authenticate") or "").lower().startswith("basic"):
        return KworkAuthError("the service does not know the application (HTTP 401)", response), APPLICATION
    if status == 401:
        return _expired(f"the service does not know the session (HTTP {status})", response), ""
    if status == 403:
        blocked = data is None
        message = "the service refuses to talk (HTTP 403)" if blocked else "the account may not do this (HTTP 403)"
        return KworkAuthError(message, response), BLOCKED if blocked else FORBIDDEN["403"]
    if status == 404:
        return KworkNotFoundError(resource, response), ""
    if status == 400:
        return KworkValidationError("Validation failed (HTTP 400)", fields_of(data), response), ""
    if 300 <= status < 400:
        to = bare_url(wire.header("location") or "")
        advice = f"use the address that the service names as the base URL: {to}" if to else ""
        return KworkApiError(f"the service is elsewhere (HTTP {status})", status, response), advice
    if status == NOT_THERE:
        return KworkApiError(
            "this server does not do this call (HTTP 501)", status, response
        ), "do without this call here"
    whose = "the service failed" if status >= 500 or status < 200 else "the request was refused"
    return KworkApiError(f"{whose} (HTTP {status})", status, response), ""


def error_of_envelope(wire: WireResponse, data: Mapping[str, Any], resource: str) -> tuple[KworkError, str]:
    """The error that an answer of HTTP 200 carries in its body, and what to do where the class does not say it.

    Args:
        wire: the answer.
        data: its decoded JSON, which says ``success: false`` or has an error.
        resource: what was asked for.
    """
    response = Response(wire)
    code, said = code_of(data), words_of(data).casefold()
    coded = f" with code {code}" if code else ""
    if code in EXPIRED_CODES or any(text in said for text in EXPIRED_TEXTS):
        return _expired(f"the service does not know the session{coded}", response), ""
    if code in FORBIDDEN:
        return KworkAuthError(f"refused{coded}", response), FORBIDDEN[code]
    if code == "404":
        return KworkNotFoundError(resource, response), ""
    if code == "429" or any(text in said for text in RATE_TEXTS):
        return KworkRateLimitError(f"Rate limit exceeded{coded}", response), ""
    fields = fields_of(data)
    if code in PARAMETER_CODES or fields:
        return KworkValidationError(f"Validation failed{coded}", fields, response), ""
    return KworkApiError(f"refused{coded}", wire.status, response), ""


def code_of(data: Any) -> str:
    """The code of an error: of the envelope, or of its first error; empty when there is none."""
    if not isinstance(data, Mapping):
        return ""
    listed = data.get("errors")
    first = listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], Mapping) else {}
    for found in (data.get("error_code"), data.get("code"), first.get("code")):
        if isinstance(found, int | str) and not isinstance(found, bool) and str(found):
            return str(found)[:40]
    return ""


def _expired(message: str, response: Response) -> KworkAuthError:
    error = KworkAuthError(message, response)
    error.expired = True
    return error
