"""Trouble on demand: which requests are slow, refused, garbled or answered into the void.

The words are those of :mod:`birzha_client.faults`, which makes the same trouble on the client's side of the wire.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from birzha.sandbox.journal import fits
from birzha.watch import NOTHING, Answer

Kind = Literal[
    "latency",
    "too_many_requests",
    "server_error",
    "html_page",
    "drop_before",
    "truncate",
    "wrong_type",
    "applied_but_lost",
]

WORDS: dict[str, str] = {
    "latency": "ждать ms миллисекунд, потом ответить как обычно",
    "too_many_requests": "429 с Retry-After: retry_after секунд; ничего не сделано",
    "server_error": "status (500) вместо ответа; ничего не сделано",
    "html_page": "страница HTML со status (200); ничего не сделано",
    "drop_before": "соединение закрыто без ответа; ничего не сделано",
    "truncate": "всё сделано, но приходит половина ответа; quietly — как будто это весь ответ",
    "wrong_type": "всё сделано, но у поля field (без него — у первого) другой тип; список без полей становится объектом",
    "applied_but_lost": "всё сделано, но ответа нет: соединение закрыто, а если дан status — он вместо ответа",
}
"""What each kind does, in Russian."""

APPLIED = frozenset({"truncate", "wrong_type", "applied_but_lost"})
"""The kinds that let the exchange act first; the others but ``latency`` keep it from acting."""

LONGEST_WAIT = 600_000
PAGE = "<!doctype html><html lang='ru'><title>Технические работы</title><h1>Технические работы</h1></html>".encode()

FIRST_SERVER_ERROR = 500
"""The least status of HTTP that says that the server is at fault (RFC 9110, §15.6)."""

Status = Annotated[int, Meta(ge=200, le=599)]


class Rule(Struct, forbid_unknown_fields=True):
    """Which requests are hit, and by what. Only calls that are let in are counted and hit: a failed log-in is no fault's.

    Args:
        kind: see :data:`WORDS`.
        method: of the dialect; ``tasks.*`` is a group; ``*`` all.
        person: the login of the caller; empty: anybody.
        nth: the first matching call to be hit, from 1; only that one is, unless ``times`` says more.
        share: of matching calls that are hit, 0 to 1; which ones follows from ``seed``.
        seed: any number; equal seeds hit the same calls.
        times: how many calls are hit before the rule is gone; absent: it stays, or with ``nth`` one.
        ms: of ``latency``, milliseconds.
        retry_after: of ``too_many_requests``, seconds.
        status: of HTTP: a 5xx of ``server_error``, any of ``html_page`` and ``applied_but_lost``.
        field: of ``wrong_type``: the field whose type changes, wherever it stands.
        quietly: of ``truncate``: the half comes as if it were the whole.
    """

    kind: Kind
    method: Annotated[str, Meta(max_length=100)] = "*"
    person: str = ""
    nth: Annotated[int, Meta(ge=1)] | None = None
    share: Annotated[float, Meta(ge=0, le=1)] | None = None
    seed: int = 0
    times: Annotated[int, Meta(ge=1)] | None = None
    ms: Annotated[int, Meta(ge=0, le=LONGEST_WAIT)] = 1000
    retry_after: Annotated[int, Meta(ge=0, le=86_400)] = 1
    status: Status | None = None
    field: Annotated[str, Meta(max_length=100)] = ""
    quietly: bool = False


class Armed(Struct):
    """A rule in force.

    Args:
        id: to remove it by.
        rule: as it was given.
        seen: matching calls so far.
        hits: calls that were hit.
        left: calls that will still be hit; ``None``: no end.
    """

    id: int
    rule: Rule
    seen: int = 0
    hits: int = 0
    left: int | None = None


@dataclass(slots=True)
class Blow:
    """What happens to one request.

    Args:
        wait: seconds before anything else.
        rule: what else; ``None``: nothing.
        told: for the journal: kinds with the numbers of their rules.
    """

    wait: float = 0
    rule: Rule | None = None
    told: list[str] = field(default_factory=list)


class Faults:
    """The rules of one sandbox."""

    def __init__(self) -> None:
        self._rules: dict[int, Armed] = {}
        self._last = 0

    def __bool__(self) -> bool:
        """Whether any rule is in force."""
        return bool(self._rules)

    def add(self, rule: Rule) -> Armed:
        """Put a rule in force."""
        self._last += 1
        left = 1 if rule.nth is not None and rule.times is None else rule.times
        armed = self._rules[self._last] = Armed(self._last, rule, left=left)
        return armed

    def remove(self, number: int) -> bool:
        """Take a rule back; whether it was there."""
        return self._rules.pop(number, None) is not None

    def clear(self) -> None:
        """Take every rule back."""
        self._rules.clear()

    def listed(self) -> list[Armed]:
        """The rules in force, oldest first."""
        return list(self._rules.values())

    def strike(self, method: str, login: str) -> Blow | None:
        """What happens to a call. Waits add up; of the other kinds the oldest rule that hits counts, and only it is used up.

        Args:
            method: of the dialect.
            login: of the caller.
        """
        if not self._rules:
            return None
        blow = Blow()
        for armed in list(self._rules.values()):
            rule = armed.rule
            if not fits(rule.method, method) or (rule.person and rule.person.casefold() != login.casefold()):
                continue
            armed.seen += 1
            if not _hits(rule, armed.seen) or (rule.kind != "latency" and blow.rule is not None):
                continue
            if rule.kind == "latency":
                blow.wait += rule.ms / 1000
            else:
                blow.rule = rule
            blow.told.append(f"{rule.kind}#{armed.id}")
            self._use_up(armed)
        return blow if blow.told else None

    def _use_up(self, armed: Armed) -> None:
        armed.hits += 1
        if armed.left is not None:
            armed.left -= 1
            if not armed.left:
                del self._rules[armed.id]


def _hits(rule: Rule, seen: int) -> bool:
    if rule.nth is not None and seen < rule.nth:
        return False
    if rule.share is None:
        return True
    # chance that follows from the seed: the same script meets the same trouble
    drawn = int.from_bytes(blake2b(f"{rule.seed}:{seen}".encode(), digest_size=8).digest())
    return drawn < rule.share * 2**64


def instead(rule: Rule) -> Answer | None:
    """What is answered before anything has happened; ``None``: the exchange acts first."""
    if rule.kind in APPLIED:
        return None
    if rule.kind == "drop_before":
        return NOTHING
    if rule.kind == "too_many_requests":
        return _plain(429, b"too many requests", (b"retry-after", b"%d" % rule.retry_after))
    if rule.kind == "server_error":
        return _plain(rule.status or 500, b"server error")
    return _page(rule.status or 200)


def spoilt(rule: Rule, answer: Answer) -> Answer:
    """What is sent of an answer after the exchange has acted.

    Args:
        rule: of an applied kind.
        answer: the exchange's own.
    """
    if rule.kind == "applied_but_lost":
        return _plain(rule.status, b"server error") if rule.status else NOTHING
    if rule.kind == "truncate":
        half = len(answer.body) // 2
        if rule.quietly:
            return _with_body(answer, answer.body[:half])
        return Answer(answer.status, answer.headers, answer.body, sent=half)
    try:
        content = msgspec.json.decode(answer.body)
    except msgspec.DecodeError:
        return answer
    return _with_body(answer, msgspec.json.encode(_retyped(content, rule.field)))


def _retyped(content: Any, name: str) -> Any:
    """The same content with another type of the named field, or of the first one."""
    if isinstance(content, dict):
        wanted = name or next(iter(content), "")
        return {key: _other(value) if key == wanted else _deeper(value, name) for key, value in content.items()}
    if isinstance(content, list):
        if not name and not all(isinstance(each, dict) for each in content):
            return _other(content)
        return [_retyped(each, name) for each in content]
    return content


def _deeper(value: Any, name: str) -> Any:
    return _retyped(value, name) if name else value


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return {str(place): each for place, each in enumerate(value)}
    if isinstance(value, dict):
        return list(value.values())
    return {} if value is None else f"<{value}>"


def _with_body(answer: Answer, body: bytes) -> Answer:
    headers = [each for each in answer.headers if each[0] != b"content-length"]
    return Answer(answer.status, [*headers, (b"content-length", b"%d" % len(body))], body)


def _plain(status: int, body: bytes, *more: tuple[bytes, bytes]) -> Answer:
    return _made(status, b"text/plain", body, more)


def _page(status: int) -> Answer:
    return _made(status, b"text/html; charset=utf-8", PAGE, ())


def _made(status: int, kind: bytes, body: bytes, more: Sequence[tuple[bytes, bytes]]) -> Answer:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store"), *more]
    return Answer(status, headers, body)
