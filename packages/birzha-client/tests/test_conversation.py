"""A call from its first attempt to its result, without a network or a clock."""

import logging

import pytest

from birzha_client.conversation import Call, Manner, Send, converse
from birzha_client.drivers import drive, drive_sync
from birzha_client.operation import Effect
from birzha_client.pacing import Pacer, Pacing
from birzha_client.policy import Done, Lost, NotApplied, Refused, RetryPolicy, Wait
from birzha_client.transport import AnswerLost, NotSent, Timeouts
from birzha_client.wire import WireRequest, WireResponse


class NetworkError(Exception):
    """The dialect's error for failures."""


class UnknownError(Exception):
    """The dialect's error for unknown outcomes."""


class RefusalError(Exception):
    """The dialect's error for refusals."""


class Clock:
    """Time that passes when told to."""

    now = 100.0

    def __call__(self):
        return self.now


def call(effect):
    """A call whose answers say by status what became of it."""

    def interpret(response):
        outcomes = {
            200: Done(response.body),
            400: Refused(RefusalError("no")),
            429: NotApplied(NetworkError("too many"), retry_after=5.0),
        }
        return outcomes.get(response.status) or Lost(NetworkError(f"HTTP {response.status}"))

    return Call(
        "a.b",
        effect,
        {"id": "1"},
        prepare=lambda: WireRequest("POST", "http://x/"),
        interpret=interpret,
        failed=lambda failure: NetworkError(str(failure)),
        unknown=lambda error: UnknownError(str(error)),
    )


def play(effect, events, *, retries=3, pacer=None, timeouts=None, clock=None):
    """Run a conversation over these events; returns the result and the actions."""
    clock = clock or Clock()
    manner = Manner(
        logging.getLogger("test"),
        timeouts or Timeouts(),
        RetryPolicy(retries=retries),
        pacer,
        clock,
        lambda: 0.0,
    )
    events, actions = list(events), []
    conversation = converse(call(effect), manner)
    event = None
    try:
        while True:
            action = conversation.send(event)
            actions.append(action)
            event = None
            if isinstance(action, Wait):
                clock.now += action.seconds
            else:
                event = events.pop(0)
    except StopIteration as stop:
        return stop.value, actions
    except Exception as error:
        error.actions = actions
        raise


def sends(actions):
    """How often something was sent."""
    return sum(isinstance(action, Send) for action in actions)


OK = WireResponse(200, (), b"ok")


def test_a_call_that_works_is_sent_once():
    """No retry, no wait, when the first answer is good."""
    result, actions = play(Effect.UNSAFE, [OK])
    assert result == b"ok"
    assert sends(actions) == len(actions) == 1


@pytest.mark.parametrize("effect", [Effect.READ, Effect.IDEMPOTENT])
@pytest.mark.parametrize("trouble", [AnswerLost("gone"), WireResponse(500), WireResponse(503)])
def test_harmless_calls_survive_trouble(effect, trouble):
    """Reads and idempotent calls come through after two troubles."""
    result, actions = play(effect, [trouble, trouble, OK])
    assert result == b"ok"
    assert [action.seconds for action in actions if isinstance(action, Wait)] == [0.5, 1.0]


@pytest.mark.parametrize("trouble", [AnswerLost("gone"), WireResponse(500), WireResponse(502), WireResponse(503)])
def test_an_unsafe_call_whose_answer_is_lost_is_sent_once(trouble):
    """The outcome is unknown, and nothing is sent again."""
    with pytest.raises(UnknownError) as caught:
        play(Effect.UNSAFE, [trouble, OK])
    assert sends(caught.value.actions) == 1
    assert isinstance(caught.value.__cause__, NetworkError)


@pytest.mark.parametrize("trouble", [NotSent("refused"), WireResponse(429)])
def test_an_unsafe_call_that_was_not_applied_is_sent_again(trouble):
    """A refused connection and a 429 are no danger."""
    result, actions = play(Effect.UNSAFE, [trouble, OK])
    assert result == b"ok"
    assert sends(actions) == 2


def test_an_unsafe_call_lost_after_a_refused_connection_is_unknown():
    """What counts is whether any delivery may have arrived."""
    with pytest.raises(UnknownError):
        play(Effect.UNSAFE, [NotSent("refused"), AnswerLost("gone")])


def test_a_lasting_failure_is_raised_at_once():
    """A URL that is not valid is tried once."""
    with pytest.raises(NetworkError) as caught:
        play(Effect.READ, [NotSent("bad URL", lasting=True), OK])
    assert sends(caught.value.actions) == 1


def test_a_refusal_is_final():
    """What the service refuses is not asked twice."""
    with pytest.raises(RefusalError) as caught:
        play(Effect.READ, [WireResponse(400), OK])
    assert sends(caught.value.actions) == 1


def test_a_refusal_after_a_lost_answer_may_be_its_consequence():
    """An idempotent call that was perhaps applied and is then refused ('no such object') has an unknown outcome."""
    with pytest.raises(UnknownError) as caught:
        play(Effect.IDEMPOTENT, [AnswerLost("gone"), WireResponse(400)])
    assert isinstance(caught.value.__cause__, RefusalError)
    with pytest.raises(RefusalError):
        play(Effect.READ, [AnswerLost("gone"), WireResponse(400)])


def test_attempts_used_up():
    """A read ends in the network error, an idempotent call in an unknown outcome, a call never sent in the network error."""
    with pytest.raises(NetworkError):
        play(Effect.READ, [AnswerLost("gone")] * 2, retries=1)
    with pytest.raises(UnknownError):
        play(Effect.IDEMPOTENT, [AnswerLost("gone"), NotSent("refused")], retries=1)
    with pytest.raises(NetworkError):
        play(Effect.UNSAFE, [NotSent("refused")] * 2, retries=1)


def test_the_whole_call_has_a_limit():
    """Attempts get what is left of the total, and none starts after it."""
    clock = Clock()
    timeouts = Timeouts(connect=5, read=30, total=2)
    with pytest.raises(NetworkError) as caught:
        play(Effect.READ, [AnswerLost("gone")] * 9, retries=9, timeouts=timeouts, clock=clock)
    totals = [action.timeouts.total for action in caught.value.actions if isinstance(action, Send)]
    assert totals == [2.0, 1.5, 0.5]
    assert clock.now == 101.5


def test_pacing_spreads_calls():
    """A burst goes at once, the next call waits for its slot."""
    pacer = Pacer(Pacing(per_second=2, burst=2))
    clock = Clock()
    waits = [
        sum(a.seconds for a in play(Effect.READ, [OK], pacer=pacer, clock=clock)[1] if isinstance(a, Wait))
        for _ in range(4)
    ]
    assert waits == [0, 0, 0.5, 0.5]


def test_waiting_for_a_slot_beyond_the_limit_sends_nothing():
    """A call whose slot comes too late fails as never sent, even an unsafe one."""
    pacer = Pacer(Pacing(per_second=0.1, burst=1))
    pacer.reserve(100.0)
    with pytest.raises(NetworkError) as caught:
        play(Effect.UNSAFE, [], pacer=pacer, timeouts=Timeouts(total=5))
    assert sends(caught.value.actions) == 0


def test_a_429_holds_back_every_call_of_the_client():
    """Retry-After is for the client, not for the one call."""
    pacer = Pacer(Pacing(per_second=100, burst=10))
    clock = Clock()
    with pytest.raises(NetworkError):
        play(Effect.READ, [WireResponse(429)], retries=0, pacer=pacer, clock=clock)
    assert pacer.reserve(clock.now) == 5.0
    pacer.hold(200.0)
    assert pacer.reserve(150.0) == 50.0


class Scripted:
    """A transport that gives out events; works for both drivers."""

    def __init__(self, *events):
        self.events = list(events)

    def next(self):
        event = self.events.pop(0)
        if isinstance(event, Exception):
            raise event
        return event


class AsyncScripted(Scripted):
    """For the asynchronous driver."""

    async def send(self, request, timeouts):
        return self.next()


class SyncScripted(Scripted):
    """For the synchronous driver."""

    def send(self, request, timeouts):
        return self.next()


def conversation():
    """A reading conversation with a quick policy."""
    return converse(call(Effect.READ), Manner(logging.getLogger("test"), retries=RetryPolicy(base=0.001)))


async def test_the_asynchronous_driver_sends_and_sleeps():
    """Failures and answers reach the conversation, waits are slept."""
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    assert await drive(conversation(), AsyncScripted(AnswerLost("gone"), OK), sleep) == b"ok"
    assert len(slept) == 1
    assert await drive(conversation(), AsyncScripted(NotSent("refused"), OK)) == b"ok"


def test_the_synchronous_driver_sends_and_sleeps():
    """The same on a thread."""
    slept = []
    assert drive_sync(conversation(), SyncScripted(AnswerLost("gone"), OK), slept.append) == b"ok"
    assert len(slept) == 1
    assert drive_sync(conversation(), SyncScripted(NotSent("refused"), OK)) == b"ok"


async def test_errors_of_other_kinds_pass_through_the_drivers():
    """A bug in a transport is not taken for a failure of the network."""
    with pytest.raises(ZeroDivisionError):
        await drive(conversation(), AsyncScripted(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        drive_sync(conversation(), SyncScripted(ZeroDivisionError()))


def test_a_driver_that_answers_nothing_is_told_so():
    """The contract between driver and conversation is checked."""
    running = conversation()
    running.send(None)
    with pytest.raises(TypeError, match="must answer"):
        running.send(None)
