"""The states of an order and what leads from one to another (reference of the exchange, §4.1 and §4.2), declared once."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from birzha.errors import WrongState
from birzha.orders.model.order import Order, Status


class State(Enum):
    """Where an order stands; its value says so in Russian."""

    DRAFT = "черновик"
    WAITING = "ожидает исполнителя"
    IN_WORK = "в работе"
    ON_CHECK = "на проверке"
    DONE = "выполнен"
    OVERDUE = "просрочен"
    FAILED = "отменён"
    ARCHIVED = "в архиве"
    GONE = "удалён"


class Event(Enum):
    """What can happen to an order."""

    EDIT = auto()
    PUBLISH = auto()
    UNPUBLISH = auto()
    BID = auto()
    ASSIGN = auto()
    AGREE = auto()
    """It is placed and given to its performer at once: a kwork is bought, a personal offer is taken."""
    SPLIT = auto()
    """A multi-order makes a new order."""
    EXHAUST = auto()
    """A multi-order has made its last one."""
    DECLINE = auto()
    """The addressee of an individual order does not want it."""
    SUBMIT = auto()
    SEND_BACK = auto()
    ACCEPT = auto()
    RUN_OVERDUE = auto()
    RESCHEDULE = auto()
    FAIL = auto()
    REFUSE = auto()
    REMOVE = auto()
    """A moderator takes the performer off."""
    EXPIRE = auto()
    """The deadline passed and nobody was chosen."""
    DELETE = auto()
    PURGE = auto()
    ARCHIVE = auto()
    COMMENT = auto()
    PAY_EXTRA = auto()


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


TRANSITIONS: Mapping[Event, Mapping[State, State]] = MappingProxyType(
    {
        Event.EDIT: _stays(State.DRAFT, State.WAITING),
        Event.PUBLISH: {State.DRAFT: State.WAITING, State.WAITING: State.WAITING},
        Event.UNPUBLISH: {State.DRAFT: State.DRAFT, State.WAITING: State.DRAFT},
        Event.BID: _stays(State.WAITING),
        Event.ASSIGN: {State.WAITING: State.IN_WORK},
        Event.AGREE: {State.DRAFT: State.IN_WORK},
        Event.SPLIT: _stays(State.WAITING),
        Event.EXHAUST: {State.WAITING: State.DRAFT},
        Event.DECLINE: {State.WAITING: State.DRAFT},
        Event.SUBMIT: {State.IN_WORK: State.ON_CHECK, State.OVERDUE: State.ON_CHECK},
        Event.SEND_BACK: {State.ON_CHECK: State.IN_WORK},
        Event.ACCEPT: {State.ON_CHECK: State.DONE},
        Event.RUN_OVERDUE: {State.IN_WORK: State.OVERDUE},
        Event.RESCHEDULE: {**_stays(State.DRAFT, State.WAITING, State.IN_WORK), State.OVERDUE: State.IN_WORK},
        Event.FAIL: {State.OVERDUE: State.FAILED},
        Event.REFUSE: {State.IN_WORK: State.DRAFT, State.OVERDUE: State.DRAFT},
        Event.REMOVE: {State.ON_CHECK: State.DRAFT},
        Event.EXPIRE: {State.WAITING: State.DRAFT},
        Event.DELETE: {State.DRAFT: State.GONE, State.WAITING: State.GONE},
        Event.PURGE: {State.FAILED: State.GONE},
        Event.ARCHIVE: {State.DONE: State.ARCHIVED},
        Event.COMMENT: _stays(
            State.DRAFT, State.WAITING, State.IN_WORK, State.ON_CHECK, State.DONE, State.OVERDUE, State.FAILED
        ),
        Event.PAY_EXTRA: _stays(State.IN_WORK, State.ON_CHECK, State.DONE),
    }
)
"""For each event, the states in which it may happen and the state after it."""

COLUMNS: Mapping[State, tuple[Status, int]] = MappingProxyType(
    {
        State.DRAFT: (Status.WAITING, 0),
        State.WAITING: (Status.WAITING, 1),
        State.IN_WORK: (Status.IN_WORK, 1),
        State.ON_CHECK: (Status.ON_CHECK, 1),
        State.DONE: (Status.DONE, 1),
        State.OVERDUE: (Status.OVERDUE, 1),
        State.FAILED: (Status.OVERDUE, 1),
        State.ARCHIVED: (Status.DONE, 1),
    }
)
"""Status and publication flag of an order in that state."""


def state_of(order: Order) -> State:
    """Where the order stands."""
    if order.archived_at:
        return State.ARCHIVED
    if order.failed_at:
        return State.FAILED
    if order.status == Status.WAITING:
        return State.WAITING if order.public else State.DRAFT
    return _BY_STATUS[order.status]


_BY_STATUS: Mapping[int, State] = {
    Status.IN_WORK: State.IN_WORK,
    Status.ON_CHECK: State.ON_CHECK,
    Status.DONE: State.DONE,
    Status.OVERDUE: State.OVERDUE,
}


def allows(order: Order, event: Event) -> bool:
    """Whether that may happen to the order as it stands."""
    return state_of(order) in TRANSITIONS[event]


def after(order: Order, event: Event) -> State:
    """The order's state after the event.

    Raises:
        WrongState: it cannot happen to the order as it stands.
    """
    state = state_of(order)
    found = TRANSITIONS[event].get(state)
    if found is None:
        raise WrongState(f"Заказ №{order.id} — {state.value}: сейчас это действие с ним невозможно.")
    return found
