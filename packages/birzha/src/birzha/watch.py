"""What a dialect tells about its requests, and where somebody may step in: the seam between the dialects and the sandbox.

A real exchange has no watch, and its dialects do nothing of this.
"""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from msgspec import Struct

from birzha.app import Market
from birzha.storage.tally import tally
from birzha.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")

Headers = Sequence[tuple[bytes, bytes]]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HANG_UP = "birzha.hang_up"
"""The extension of an ASGI scope with which a sandbox's server lets a connection be closed."""


class Answer(Struct, frozen=True):
    """What goes back over HTTP.

    Args:
        status: of HTTP; 0: nothing goes back, the connection is closed.
        headers: with the length of the whole body.
        body: all of it.
        sent: how many bytes of the body go out before the connection is closed; ``None``: all, and it stays open.
    """

    status: int
    headers: Headers
    body: bytes
    sent: int | None = None


NOTHING = Answer(0, (), b"")
"""The connection is closed without a byte."""


class Hint(Struct, frozen=True, gc=False):
    """A word to whoever writes the client: the call was processed, but part of it was not understood.

    Args:
        kind: what is the matter, a word for programs.
        parameter: the name that came.
        nearest: what may have been meant; empty: nothing is near.
        text: the same in a Russian sentence.
    """

    kind: str
    parameter: str
    nearest: str
    text: str


class Signature(Struct, frozen=True, gc=False):
    """What a signature was and should have been; for a sandbox's eyes only.

    Args:
        right: whether it was accepted.
        received: as it came.
        expected: what it should have been; empty where there is nobody whose secret would tell.
        signed: the text that is signed before the secret, without the token's value.
    """

    right: bool
    received: str
    expected: str = ""
    signed: str = ""


class Trace(Struct):
    """One request, as its dialect learns about it.

    Args:
        dialect: whose request it is.
        market: the exchange; what this request changes through it is counted.
        began: when it came, by the monotonic clock.
        verb: of HTTP.
        method: of the dialect, as it came.
        person_id: who calls; 0 until that is known.
        parameters: as they came, undecoded; the watch keeps secrets out of sight.
        files: uploads: parameter name to file name and size.
        signature: where the dialect has one.
        hints: for the client's author.
        error: the code or text of a refusal.
        data: the watch's own.
    """

    dialect: str
    market: "TalliedMarket"
    began: float
    verb: str = ""
    method: str = ""
    person_id: int = 0
    parameters: Mapping[bytes, "bytes | Mapping[bytes, bytes]"] = {}
    files: Mapping[str, tuple[str, int]] = {}
    signature: Signature | None = None
    hints: list[Hint] = []
    error: str = ""
    data: Any = None


class Interrupted(Exception):
    """The watch answers instead of the dialect, before anything has happened.

    Args:
        answer: the watch's.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Watch(Protocol):
    """Who looks at every request of every dialect."""

    def begin(self, dialect: str, verb: str) -> Trace:
        """A request has come."""
        ...

    async def before(self, trace: Trace) -> None:
        """Caller and method are known, and nothing has been done.

        Raises:
            Interrupted: nothing is to be done.
        """
        ...

    async def end(self, trace: Trace, answer: Answer | None) -> Answer:
        """The request is over.

        Args:
            trace: of the request.
            answer: the dialect's; ``None``: the caller hung up.

        Returns:
            What is to be sent.
        """
        ...


class Switchboard(Protocol):
    """A dialect's switches, and other positions of them for single callers."""

    def positions(self) -> Mapping[str, Sequence[str]]:
        """The positions of each switch, its usual one first."""
        ...

    def put(self, token: str, switches: Mapping[str, str]) -> None:
        """Set switches for one token; those that are not named are the exchange's. All are known."""
        ...

    def drop(self, token: str) -> bool:
        """Forget the switches of a token; whether there were any."""
        ...

    def told(self) -> Mapping[str, Mapping[str, str]]:
        """What is set, by token."""
        ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect as the sandbox needs to know it.

    Args:
        name: the same as in its traces.
        methods: every name of a method.
        switches: of its wire.
    """

    name: str
    methods: Sequence[str]
    switches: Switchboard


@dataclass(slots=True)
class TalliedMarket(Market):
    """A market that counts the rows which commands change through it.

    Args:
        rows: inserted, updated and deleted by transactions that were kept.
    """

    rows: int = 0

    async def do(
        self, command: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]], *args: _P.args, **kw: _P.kwargs
    ) -> _T:
        """See :meth:`birzha.app.Market.do`."""
        counted = 0

        async def counting(tx: Transaction) -> _T:
            nonlocal counted
            counter = tally(tx)
            result = await command(tx, *args, **kw)
            counted = counter.rows  # an engine may run this again from the start: the last run is the one that is kept
            return result

        result: _T = await self.store.write(counting)
        self.rows += counted
        return result


def tallied(market: Market) -> TalliedMarket:
    """The same market with a count of its own."""
    return TalliedMarket(market.settings, market.clock, market.ids, market.store, market.files)


async def deliver(answer: Answer, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Send an answer, or as much of it as is to go out (ASGI).

    Where the server offers no way to close the connection, nothing more is sent, and the server ends it in its own way.
    """
    if answer.status:
        whole = answer.sent is None
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        body = answer.body if whole else answer.body[: answer.sent]
        await send({"type": "http.response.body", "body": body, "more_body": not whole})
        if whole:
            return
    hang_up = (scope.get("extensions") or {}).get(HANG_UP)
    if hang_up is not None:
        hang_up()
        while (await receive())["type"] != "http.disconnect":
            pass
