"""Whether to try again, and when: pure functions of what happened and what the operation does.

The HTTP verb says nothing here, since both services take everything by POST; the operation's effect decides. An answer
that is lost says nothing about whether the call was applied, so an unsafe call whose answer was lost is never sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from birzha_client.operation import Effect
from birzha_client.wire import WireResponse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The call was applied and answered."""

    value: T


@dataclass(frozen=True, slots=True)
class Refused:
    """The service understood the call and said no; it will say so again."""

    error: Exception


@dataclass(frozen=True, slots=True)
class NotApplied:
    """The call provably changed nothing, and may go through later: no connection, too many requests.

    Args:
        error: what to raise if there is no other attempt.
        retry_after: seconds that the service asks to wait.
        lasting: trying again cannot help.
    """

    error: Exception
    retry_after: float | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """No usable answer: the call may or may not have been applied.

    Args:
        error: what to raise if there is no other attempt.
        retry_after: seconds that the service asks to wait.
    """

    error: Exception
    retry_after: float | None = None


Outcome = Done[T] | Refused | NotApplied | Lost


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how patiently to try.

    Args:
        retries: attempts after the first one; 0 never tries again.
        base: seconds before the first retry, doubled each time.
        longest: longest wait between attempts, seconds. A service that asks for more with ``Retry-After`` is not waited
            for: the error carries the figure.
    """

    retries: int = 3
    base: float = 0.5
    longest: float = 60.0


@dataclass(frozen=True, slots=True)
class Wait:
    """Try again after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Do not try again."""

    reason: str


def decide(
    attempt: int,
    outcome: NotApplied | Lost,
    effect: Effect,
    policy: RetryPolicy,
    *,
    jitter: float,
    time_left: float,
) -> Wait | GiveUp:
    """Whether to try again after a failed attempt.

    Args:
        attempt: number of the attempt that failed, from 1.
        outcome: what became of it.
        effect: what the call does.
        policy: how patient to be.
        jitter: a random number from 0 to 1, so that many clients do not come back at once.
        time_left: seconds that the whole call may still take.
    """
    if isinstance(outcome, Lost) and effect is Effect.UNSAFE:
        return GiveUp("the call may have been applied, and a second delivery could apply it twice")
    if isinstance(outcome, NotApplied) and outcome.lasting:
        return GiveUp("trying again cannot help")
    if attempt > policy.retries:
        return GiveUp("all attempts are used up")
    wait = backoff(attempt, policy, jitter)
    if outcome.retry_after is not None:
        if outcome.retry_after > policy.longest:
            return GiveUp("the service asks for a longer wait than the policy allows")
        wait = max(wait, outcome.retry_after)
    if wait >= time_left:
        return GiveUp("the time for the whole call is used up")
    return Wait(wait)


def backoff(attempt: int, policy: RetryPolicy, jitter: float) -> float:
    """Seconds before the retry after that attempt: doubled each time, less up to a half by jitter."""
    full = min(policy.base * 2.0 ** min(attempt - 1, 30), policy.longest)
    return full * (1 - jitter / 2)


def retry_after(response: WireResponse, clock: Callable[[], datetime] | None = None) -> float | None:
    """Seconds from ``Retry-After`` (RFC 9110, 10.2.3): a number, or a date seen from the answer's own ``Date``.

    Args:
        response: the answer.
        clock: the time of day for an answer without ``Date``.
    """
    value = (response.header("retry-after") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    then = _http_date(value)
    if then is None:
        return None
    now = _http_date(response.header("date") or "") or (clock() if clock else datetime.now(UTC))
    return max(0.0, (then - now).total_seconds())


def _http_date(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - costs 13 ms, and dates are rare here

    try:
        found = parsedate_to_datetime(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
