"""Statements that list kworks: the catalogue in its orders, favourites, what was looked at, a seller's own, moderation.

The catalogue's statements answer ids alone, out of an index; what a page shows is read for its kworks afterwards.
"""

from functools import cache

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlalchemy.sql.expression import ColumnElement

from birzha.kworks.model import Card, Sort
from birzha.kworks.tables.rows import ORDERS, kwork, kwork_favourite, kwork_view
from birzha.orders.tables.orders import fixed
from birzha.storage.statement import Statement, among, insert_or_skip, select_into

_KWORK = kwork.c
_LISTED = (_KWORK.state == fixed(3), _KWORK.shown == fixed(1))

_SORTED: dict[Sort, tuple[str, bool]] = {
    Sort.RECOMMEND: ("recommended", True),
    Sort.PRICE_ASC: ("price", False),
    Sort.PRICE_DESC: ("price", True),
    Sort.RATING: ("rating", True),
    Sort.REVIEWS: ("reviews", True),
    Sort.NEWEST: ("published_at", True),
}


def _within(categories: int) -> tuple[ColumnElement[bool], ...]:
    if not categories:
        return ()
    if categories == 1:
        return (_KWORK.category_id == bindparam("category"),)
    return (among(_KWORK.category_id, "categories"),)


@cache
def catalogue_ids(sort: Sort, categories: int) -> Statement[int]:
    """The ids of one page of the catalogue.

    Args:
        sort: its order.
        categories: 0 for all, 1 for one (``category``), 2 for several (``categories``).
    """
    name, descending = _SORTED[sort]
    keys = ORDERS[name]
    query = select(_KWORK.id).where(*_LISTED, *_within(categories))
    query = query.order_by(*((each.desc() for each in keys) if descending else keys))
    return Statement(query.limit(bindparam("count")).offset(bindparam("skip")), int)


@cache
def catalogue_total(categories: int) -> Statement[int]:
    """How many kworks the catalogue has; see :func:`catalogue_ids`."""
    return Statement(select(func.count()).select_from(kwork).where(*_LISTED, *_within(categories)), int)


CARDS: Statement[Card] = Statement(select_into(Card, kwork).where(among(_KWORK.id, "ids")), Card)
TO_MODERATE: Statement[Card] = Statement(
    select_into(Card, kwork)
    .where(_KWORK.state == fixed(2), _KWORK.id > bindparam("after"), _KWORK.seller_id != bindparam("moderator"))
    .order_by(_KWORK.id)
    .limit(bindparam("count")),
    Card,
)


@cache
def own_kworks(*, state: bool) -> Statement[Card]:
    """A seller's kworks, the newest first, those before an id; with ``state`` only those in it."""
    query: Select[Card] = select_into(Card, kwork).where(
        _KWORK.seller_id == bindparam("seller"), _KWORK.state < fixed(6), _KWORK.id < bindparam("before")
    )
    if state:
        query = query.where(_KWORK.state == bindparam("in_state"))
    return Statement(query.order_by(_KWORK.id.desc()).limit(bindparam("count")), Card)


# Favourites.

_FAVOURITE = kwork_favourite.c
ADD_FAVOURITE = insert_or_skip(kwork_favourite, ["person_id", "kwork_id", "added"], ["person_id", "kwork_id"])
DROP_FAVOURITE = Statement(
    delete(kwork_favourite).where(
        _FAVOURITE.person_id == bindparam("person"), _FAVOURITE.kwork_id == bindparam("kwork_id")
    )
)
COUNT_FAVOURITES: Statement[int] = Statement(
    select(func.count()).select_from(kwork_favourite).where(_FAVOURITE.person_id == bindparam("person")), int
)
FAVOURITES: Statement[Card] = Statement(
    select_into(Card, kwork)
    .join(kwork_favourite, _FAVOURITE.kwork_id == _KWORK.id)
    .where(_FAVOURITE.person_id == bindparam("person"), *_LISTED)
    .order_by(_FAVOURITE.added.desc(), _KWORK.id.desc()),
    Card,
)

# What somebody has looked at.

_VIEW = kwork_view.c
_ITS = (_VIEW.person_id == bindparam("person"), _VIEW.kwork_id == bindparam("kwork_id"))
VIEW_AGAIN = Statement(update(kwork_view).where(*_ITS).values(viewed_at=bindparam("moment")))
ADD_VIEW = insert_or_skip(kwork_view, ["person_id", "kwork_id", "viewed_at"], ["person_id", "kwork_id"])
_NEWEST = (
    select(_VIEW.kwork_id)
    .where(_VIEW.person_id == bindparam("person"))
    .order_by(_VIEW.viewed_at.desc(), _VIEW.kwork_id.desc())
    .limit(bindparam("most"))
)
FORGET_VIEWS = Statement(
    delete(kwork_view).where(_VIEW.person_id == bindparam("person"), _VIEW.kwork_id.not_in(_NEWEST))
)
"""Keeps the newest alone."""
VIEWED: Statement[Card] = Statement(
    select_into(Card, kwork)
    .join(kwork_view, _VIEW.kwork_id == _KWORK.id)
    .where(_VIEW.person_id == bindparam("person"), *_LISTED)
    .order_by(_VIEW.viewed_at.desc(), _KWORK.id.desc()),
    Card,
)
