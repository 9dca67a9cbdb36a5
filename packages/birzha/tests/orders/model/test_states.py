"""The transition table against a second writing of it, and how a state is read from columns."""

import pytest

from birzha.errors import WrongState
from birzha.orders.commands.guarded import none_ready
from birzha.orders.model import TRANSITIONS, Event, State, after, allows, state_of

S = State
STATES = [state for state in State if state is not State.GONE]

# written from reference §4.2 a second time, by state, so that a slip in one of the two writings shows
ALLOWED = {
    S.DRAFT: {
        Event.EDIT: S.DRAFT,
        Event.PUBLISH: S.WAITING,
        Event.UNPUBLISH: S.DRAFT,
        Event.AGREE: S.IN_WORK,
        Event.RESCHEDULE: S.DRAFT,
        Event.DELETE: S.GONE,
        Event.COMMENT: S.DRAFT,
    },
    S.WAITING: {
        Event.EDIT: S.WAITING,
        Event.PUBLISH: S.WAITING,
        Event.UNPUBLISH: S.DRAFT,
        Event.BID: S.WAITING,
        Event.ASSIGN: S.IN_WORK,
        Event.SPLIT: S.WAITING,
        Event.EXHAUST: S.DRAFT,
        Event.DECLINE: S.DRAFT,
        Event.RESCHEDULE: S.WAITING,
        Event.EXPIRE: S.DRAFT,
        Event.DELETE: S.GONE,
        Event.COMMENT: S.WAITING,
    },
    S.IN_WORK: {
        Event.SUBMIT: S.ON_CHECK,
        Event.RUN_OVERDUE: S.OVERDUE,
        Event.RESCHEDULE: S.IN_WORK,
        Event.REFUSE: S.DRAFT,
        Event.COMMENT: S.IN_WORK,
        Event.PAY_EXTRA: S.IN_WORK,
    },
    S.ON_CHECK: {
        Event.SEND_BACK: S.IN_WORK,
        Event.ACCEPT: S.DONE,
        Event.REMOVE: S.DRAFT,
        Event.COMMENT: S.ON_CHECK,
        Event.PAY_EXTRA: S.ON_CHECK,
    },
    S.DONE: {Event.COMMENT: S.DONE, Event.PAY_EXTRA: S.DONE, Event.ARCHIVE: S.ARCHIVED},
    S.OVERDUE: {
        Event.SUBMIT: S.ON_CHECK,
        Event.RESCHEDULE: S.IN_WORK,
        Event.FAIL: S.FAILED,
        Event.REFUSE: S.DRAFT,
        Event.COMMENT: S.OVERDUE,
    },
    S.FAILED: {Event.PURGE: S.GONE, Event.COMMENT: S.FAILED},
    S.ARCHIVED: {},
}


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("state", STATES)
def test_what_may_happen_when(make, state, event):
    """Every event in every state: the state after it, or a refusal."""
    order = make(state)
    expected = ALLOWED[state].get(event)
    assert allows(order, event) is (expected is not None)
    if expected is None:
        with pytest.raises(WrongState, match=rf"^Заказ №{order.id} — {state.value}: "):
            after(order, event)
    else:
        assert after(order, event) is expected


def test_a_batch_says_how_each_order_stands(make):
    """The refusal of a whole batch is a sentence that names the orders and their states."""
    draft, done = make(S.DRAFT), make(S.DONE)
    said = f"Сейчас это действие невозможно: №{draft.id} — черновик, №{done.id} — выполнен."
    assert none_ready([draft, done]).message == said


@pytest.mark.parametrize("state", STATES)
def test_columns_and_states_agree(make, state):
    """An order stored in a state is read as being in it."""
    assert state_of(make(state)) is state


def test_every_event_has_a_row():
    """No event is left out of the table, and nothing changes the table."""
    assert set(TRANSITIONS) == set(Event)
    with pytest.raises(TypeError):
        TRANSITIONS[Event.BID] = {}


def test_a_failed_order_that_was_archived_is_in_the_archive(make):
    """The archive goes before everything else."""
    assert state_of(make(State.FAILED, archived_at=1)) is State.ARCHIVED
