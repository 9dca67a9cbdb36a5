"""Lists come in pages: ``limit`` rows after ``cursor``; ``next`` is the cursor of the page after, or null at the end."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Annotated, Any, Generic, TypeVar

from msgspec import Meta, Struct

from birzha.api.fields import GREATEST
from birzha.limits import MOST_ROWS

_T = TypeVar("_T")
_R = TypeVar("_R")

NEWEST = 2**62
"""A key above every row's: where a list that comes newest first begins."""

Limit = Annotated[int, Meta(ge=1, le=100, description="сколько строк на странице, от 1 до 100")]
Cursor = Annotated[int, Meta(ge=0, le=GREATEST, description="значение next предыдущей страницы; 0: с начала")]


class Paged(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a list.

    Args:
        limit: rows, 1 to 100.
        cursor: ``next`` of the page before; 0: from the start.
    """

    limit: Limit = 20
    cursor: Cursor = 0

    @property
    def count(self) -> int:
        """How many rows to ask the market for: one more tells that there is a next page."""
        return min(self.limit + 1, MOST_ROWS)

    def more(self, rows: Sequence[object]) -> bool:
        """Whether there may be rows after these, which were asked for by :attr:`count`."""
        return len(rows) > self.limit or len(rows) == MOST_ROWS


class Page(Struct, Generic[_T], frozen=True):
    """One page of a list.

    Args:
        items: the rows.
        next: the cursor of the page after this one; ``None``: this is the last.
    """

    items: list[_T]
    next: int | None


class Everything(Struct, Generic[_T], frozen=True):
    """A list that is short by nature and comes whole.

    Args:
        items: the rows.
    """

    items: list[_T]


def after_key(
    rows: Sequence[_R], paged: Paged, view: Callable[[_R], _T], key: Callable[[Any], int] = attrgetter("id")
) -> Page[_T]:
    """A page of a list that goes on after its last row's key; nothing is missed or doubled when rows come and go.

    Args:
        rows: as many as ``paged.count``.
        paged: what was asked for.
        view: makes an answer's row.
        key: what the next page starts after; the row's id.
    """
    shown = rows[: paged.limit]
    further = key(shown[-1]) if paged.more(rows) else None
    return Page([view(row) for row in shown], further)


def after_offset(rows: Sequence[_R], paged: Paged, view: Callable[[_R], _T]) -> Page[_T]:
    """A page of a list that goes on after so many rows: for lists whose order is no key.

    Args:
        rows: as many as ``paged.count``.
        paged: what was asked for; its cursor is the number of rows passed over.
        view: makes an answer's row.
    """
    further = paged.cursor + paged.limit if paged.more(rows) else None
    return Page([view(row) for row in rows[: paged.limit]], further)


def whole(rows: Iterable[_R], view: Callable[[_R], _T]) -> Everything[_T]:
    """A whole list.

    Args:
        rows: all of them.
        view: makes an answer's row.
    """
    return Everything([view(row) for row in rows])
