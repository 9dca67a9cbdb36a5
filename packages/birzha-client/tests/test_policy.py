"""Every branch of the retry policy."""

from datetime import UTC, datetime

import pytest

from birzha_client.operation import Effect
from birzha_client.policy import GiveUp, Lost, NotApplied, RetryPolicy, Wait, backoff, decide, retry_after
from birzha_client.wire import WireResponse

POLICY = RetryPolicy(retries=3, base=0.5, longest=60)
ERROR = RuntimeError("no")


def verdict(outcome, effect, *, attempt=1, jitter=0.0, time_left=1000.0, policy=POLICY):
    """Decide with defaults."""
    return decide(attempt, outcome, effect, policy, jitter=jitter, time_left=time_left)


@pytest.mark.parametrize("effect", [Effect.READ, Effect.IDEMPOTENT])
def test_a_lost_answer_is_asked_for_again_where_that_is_harmless(effect):
    """Reads and idempotent calls are sent again after a lost answer."""
    assert verdict(Lost(ERROR), effect) == Wait(0.5)


def test_a_lost_answer_of_an_unsafe_call_ends_the_matter():
    """An unsafe call is never sent again once it may have been applied."""
    assert isinstance(verdict(Lost(ERROR), Effect.UNSAFE), GiveUp)
    assert isinstance(verdict(Lost(ERROR, retry_after=1), Effect.UNSAFE), GiveUp)


@pytest.mark.parametrize("effect", list(Effect))
def test_a_call_that_was_not_applied_may_go_again(effect):
    """A refused connection or a 429 lets any call be sent again."""
    assert verdict(NotApplied(ERROR), effect) == Wait(0.5)


def test_what_cannot_help_is_not_tried():
    """A lasting failure, such as a bad URL, is raised at once."""
    assert isinstance(verdict(NotApplied(ERROR, lasting=True), Effect.READ), GiveUp)


def test_attempts_run_out():
    """After the last retry nothing follows; with no retries nothing follows the first attempt."""
    assert isinstance(verdict(Lost(ERROR), Effect.READ, attempt=3), Wait)
    assert isinstance(verdict(Lost(ERROR), Effect.READ, attempt=4), GiveUp)
    assert isinstance(verdict(Lost(ERROR), Effect.READ, policy=RetryPolicy(retries=0)), GiveUp)


def test_waits_double_up_to_a_limit_and_jitter_takes_up_to_half():
    """0.5, 1, 2, … seconds, never above the longest wait, less up to a half."""
    assert [backoff(attempt, POLICY, 0.0) for attempt in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert backoff(20, POLICY, 0.0) == 60
    assert backoff(10_000, POLICY, 0.0) == 60
    assert backoff(1, POLICY, 1.0) == 0.25


def test_the_service_may_ask_for_a_longer_wait():
    """Retry-After stretches the wait, never shortens it."""
    assert verdict(NotApplied(ERROR, retry_after=7), Effect.UNSAFE) == Wait(7)
    assert verdict(NotApplied(ERROR, retry_after=0), Effect.UNSAFE) == Wait(0.5)


def test_a_wait_beyond_the_limit_is_not_waited():
    """A Retry-After above the longest wait ends the matter instead of sleeping for an hour or coming too soon."""
    assert verdict(NotApplied(ERROR, retry_after=60), Effect.READ) == Wait(60)
    assert isinstance(verdict(NotApplied(ERROR, retry_after=61), Effect.READ), GiveUp)


def test_no_wait_outlasts_the_call():
    """When the wait would use up the time for the whole call there is none."""
    assert isinstance(verdict(Lost(ERROR), Effect.READ, time_left=0.5), GiveUp)
    assert isinstance(verdict(Lost(ERROR), Effect.READ, time_left=0.51), Wait)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ((("Retry-After", "120"),), 120.0),
        ((("retry-after", " 3 "),), 3.0),
        ((("Retry-After", "Fri, 21 Nov 2025 10:00:30 GMT"), ("Date", "Fri, 21 Nov 2025 10:00:00 GMT")), 30.0),
        ((("Retry-After", "Fri, 21 Nov 2025 10:00:30 GMT"),), 20.0),
        ((("Retry-After", "Fri, 21 Nov 2025 09:00:00 GMT"),), 0.0),
        ((("Retry-After", "soon"),), None),
        ((("Retry-After", "-5"),), None),
        ((), None),
    ],
)
def test_retry_after_is_a_number_or_a_date(headers, seconds):
    """Both forms of RFC 9110 are read; a date counts from the answer's own Date, else from the clock."""
    clock = lambda: datetime(2025, 11, 21, 10, 0, 10, tzinfo=UTC)  # noqa: E731 - a clock for one line
    assert retry_after(WireResponse(429, headers), clock) == seconds
