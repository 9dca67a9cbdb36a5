"""One call from its first attempt to its result, without I/O: a generator that says what to do next.

It yields :class:`Send` and :class:`Wait`, and is sent back a :class:`~birzha_client.wire.WireResponse`, a
:class:`~birzha_client.transport.TransportFailure` or nothing. The drivers in :mod:`birzha_client.drivers` are the only code
that sends and sleeps.
"""

import logging
import random
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from birzha_client.operation import Effect
from birzha_client.pacing import Pacer
from birzha_client.policy import Done, GiveUp, Lost, NotApplied, Outcome, Refused, RetryPolicy, Wait, decide
from birzha_client.transport import NotSent, Timeouts, TransportFailure
from birzha_client.wire import WireRequest, WireResponse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver this request once, within these limits."""

    request: WireRequest
    timeouts: Timeouts


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One call of one operation, as a dialect describes it.

    Args:
        operation: name for logs and errors.
        effect: what the call does, given its parameters.
        shown: the parameters, fit to be shown.
        prepare: makes the request; called anew for each attempt.
        interpret: reads an answer.
        failed: the dialect's error for a failure of the transport.
        unknown: the dialect's error for a call of which nobody knows whether it was applied.
    """

    operation: str
    effect: Effect
    shown: Mapping[str, str]
    prepare: Callable[[], WireRequest]
    interpret: Callable[[WireResponse], Outcome[T]]
    failed: Callable[[TransportFailure], Exception]
    unknown: Callable[[Exception], Exception]

    def outcome(self, event: WireResponse | TransportFailure) -> Outcome[T]:
        """What became of an attempt."""
        if isinstance(event, WireResponse):
            return self.interpret(event)
        error = self.failed(event)
        error.__cause__ = event
        return NotApplied(error, lasting=event.lasting) if isinstance(event, NotSent) else Lost(error)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a client makes its calls.

    Args:
        timeouts: limits of time.
        retries: how often to try again.
        pacer: how fast to call; ``None``: as fast as it goes.
        log: where to tell about attempts; parameters are shown redacted.
        clock: a monotonic clock, seconds.
        jitter: random numbers from 0 to 1.
    """

    log: logging.Logger
    timeouts: Timeouts = field(default_factory=Timeouts)
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    pacer: Pacer | None = None
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random


Conversation = Generator[Send | Wait, WireResponse | TransportFailure | None, T]


def converse(call: Call[T], manner: Manner) -> Conversation[T]:
    """Make the call: pace it, try it, try again where that is safe.

    Raises:
        Exception: what the dialect makes of a refusal, a failure or an unknown outcome.
    """
    end = manner.clock() + manner.timeouts.total
    lost = False
    for attempt in count(1):
        yield from _pace(manner)
        started = manner.clock()
        if started >= end:
            late = call.failed(NotSent("the time for the whole call went by while waiting for a slot", lasting=True))
            raise _unknown(call, late) if lost else late
        event = yield Send(call.prepare(), _within(manner.timeouts, end - started))
        if event is None:
            raise TypeError("a driver must answer Send with a response or a failure")
        outcome = call.outcome(event)
        _tell(manner, call, attempt, event, manner.clock() - started)
        if isinstance(outcome, Done):
            return outcome.value
        if isinstance(outcome, Refused):
            if lost:
                # What the lost attempt did may be the very reason for this refusal.
                raise _unknown(call, outcome.error)
            raise outcome.error
        lost = lost or (isinstance(outcome, Lost) and call.effect is not Effect.READ)
        yield from _again_or_raise(call, manner, attempt, outcome, end, lost=lost)
    raise AssertionError("count() never ends")  # pragma: no cover


def _again_or_raise(
    call: Call[T], manner: Manner, attempt: int, outcome: NotApplied | Lost, end: float, *, lost: bool
) -> Generator[Wait, object, None]:
    now = manner.clock()
    verdict = decide(attempt, outcome, call.effect, manner.retries, jitter=manner.jitter(), time_left=end - now)
    if outcome.retry_after is not None and manner.pacer is not None:
        manner.pacer.hold(now + min(outcome.retry_after, manner.retries.longest))
    if isinstance(verdict, GiveUp):
        manner.log.info("%s: giving up after attempt %d: %s", call.operation, attempt, verdict.reason)
        raise _unknown(call, outcome.error) if lost else outcome.error
    manner.log.info("%s: attempt %d failed, trying again in %.2f s", call.operation, attempt, verdict.seconds)
    yield verdict


def _pace(manner: Manner) -> Generator[Wait, object, None]:
    if manner.pacer is not None:
        delay = manner.pacer.reserve(manner.clock())
        if delay > 0:
            yield Wait(delay)


def _within(timeouts: Timeouts, left: float) -> Timeouts:
    """The limits of one attempt: nothing may outlast the whole call."""
    return Timeouts(min(timeouts.connect, left), min(timeouts.read, left), left)


def _unknown(call: Call[T], error: Exception) -> Exception:
    unknown = call.unknown(error)
    unknown.__cause__ = error
    return unknown


def _tell(manner: Manner, call: Call[T], attempt: int, event: WireResponse | TransportFailure, seconds: float) -> None:
    if manner.log.isEnabledFor(logging.DEBUG):
        seen = f"HTTP {event.status}" if isinstance(event, WireResponse) else type(event).__name__
        parameters = ", ".join(f"{name}={value}" for name, value in call.shown.items())
        manner.log.debug("%s(%s): attempt %d: %s in %.0f ms", call.operation, parameters, attempt, seen, seconds * 1000)
