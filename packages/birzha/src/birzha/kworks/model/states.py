"""The states of a kwork and what leads from one to another, declared once."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from birzha.errors import WrongState
from birzha.kworks.model.kwork import Card, KworkState

NAMES: Mapping[KworkState, str] = MappingProxyType(
    {
        KworkState.DRAFT: "черновик",
        KworkState.MODERATION: "на модерации",
        KworkState.ACTIVE: "активен",
        KworkState.PAUSED: "приостановлен",
        KworkState.REJECTED: "отклонён модератором",
        KworkState.DELETED: "удалён",
    }
)
"""Each state in Russian."""


class Event(Enum):
    """What can happen to a kwork."""

    EDIT = auto()
    """Its price, days, revisions or category change: nothing that a moderator reads."""
    REWRITE = auto()
    """Its words, pictures, extras, questions, packages or videos change."""
    OFFER = auto()
    WITHDRAW = auto()
    APPROVE = auto()
    REJECT = auto()
    PAUSE = auto()
    RESUME = auto()
    COUNT = auto()
    """It is bought or reviewed."""
    DELETE = auto()


_D, _M, _A = KworkState.DRAFT, KworkState.MODERATION, KworkState.ACTIVE
_P, _R, _X = KworkState.PAUSED, KworkState.REJECTED, KworkState.DELETED

TRANSITIONS: Mapping[Event, Mapping[KworkState, KworkState]] = MappingProxyType(
    {
        Event.EDIT: {_D: _D, _A: _A, _P: _P, _R: _R},
        Event.REWRITE: {_D: _D, _A: _M, _P: _D, _R: _R},
        Event.OFFER: {_D: _M, _R: _M},
        Event.WITHDRAW: {_M: _D},
        Event.APPROVE: {_M: _A},
        Event.REJECT: {_M: _R},
        Event.PAUSE: {_A: _P},
        Event.RESUME: {_P: _A},
        Event.COUNT: {_D: _D, _M: _M, _A: _A, _P: _P, _R: _R, _X: _X},
        Event.DELETE: {_D: _X, _M: _X, _A: _X, _P: _X, _R: _X},
    }
)
"""For each event, the states in which it may happen and the state after it; a paused one that is rewritten must be offered again."""


def after(kwork: Card, event: Event) -> KworkState:
    """The kwork's state after the event.

    Raises:
        WrongState: it cannot happen to the kwork as it stands.
    """
    state = KworkState(kwork.state)
    found = TRANSITIONS[event].get(state)
    if found is None:
        raise WrongState(f"Кворк №{kwork.id} — {NAMES[state]}: сейчас это действие с ним невозможно.")
    return found
