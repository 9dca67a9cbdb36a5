"""The states of an article and what leads from one to another (reference of the exchange, §3 and §8), declared once."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from birzha.articles.model.article import About, ArticleState
from birzha.errors import WrongState

NAMES: Mapping[ArticleState, str] = MappingProxyType(
    {
        ArticleState.DRAFT: "черновик",
        ArticleState.MODERATION: "на модерации",
        ArticleState.ON_SALE: "продаётся",
        ArticleState.REJECTED: "отклонена модератором",
        ArticleState.SOLD: "продана",
        ArticleState.ARCHIVED: "в архиве покупателя",
    }
)
"""Each state in Russian."""


class Event(Enum):
    """What can happen to an article."""

    EDIT = auto()
    """Its price, category, language or kind changes: nothing that a moderator reads."""
    REWRITE = auto()
    """Its title, description, text, keywords or pictures change."""
    DISCOUNT = auto()
    OFFER = auto()
    WITHDRAW = auto()
    APPROVE = auto()
    REJECT = auto()
    BUY = auto()
    ARCHIVE = auto()
    MEASURE = auto()
    """Its uniqueness becomes known."""
    DELETE = auto()


GONE = 0
"""The state after deletion."""

_D, _M, _S, _R = ArticleState.DRAFT, ArticleState.MODERATION, ArticleState.ON_SALE, ArticleState.REJECTED


def _stays(*states: ArticleState) -> dict[ArticleState, int]:
    return {state: int(state) for state in states}


TRANSITIONS: Mapping[Event, Mapping[ArticleState, int]] = MappingProxyType(
    {
        Event.EDIT: _stays(_D, _R, _S),
        Event.REWRITE: {**_stays(_D, _R), _S: _M},
        Event.DISCOUNT: _stays(_D, _M, _R, _S),
        Event.OFFER: {_D: _M, _R: _M},
        Event.WITHDRAW: {_M: _D, _S: _D},
        Event.APPROVE: {_M: _S},
        Event.REJECT: {_M: _R},
        Event.BUY: {_S: ArticleState.SOLD},
        Event.ARCHIVE: {ArticleState.SOLD: ArticleState.ARCHIVED},
        Event.MEASURE: _stays(_D, _M, _S, _R),
        Event.DELETE: {_D: GONE, _M: GONE, _S: GONE, _R: GONE},
    }
)
"""For each event, the states in which it may happen and the state after it."""


def allows(article: About, event: Event) -> bool:
    """Whether that may happen to the article as it stands."""
    return article.state in TRANSITIONS[event]


def after(article: About, event: Event) -> int:
    """The article's state after the event.

    Raises:
        WrongState: it cannot happen to the article as it stands.
    """
    state = ArticleState(article.state)
    found = TRANSITIONS[event].get(state)
    if found is None:
        raise WrongState(f"Статья №{article.id} — {NAMES[state]}: сейчас это действие с ней невозможно.")
    return found
