"""Walking a list page by page, without I/O.

The service counts ``from`` from the newest record and tells no totals, so a list that grows while it is read shifts: rows
that have an id are given out once, and of rows without one those are left out that the page before ended with.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from birzha_client.operation import Effect, Operation, Paging

MOST_STALE = 3
"""Pages in a row that bring nothing new before a walk gives up: that many new records may come for each page of a list, and a service
that takes no notice of ``from`` must not hold the walk for ever."""


class Walk:
    """One walk through a paged list.

    Args:
        operation: the declaration of a call that pages.
        values: its parameters by wire name; ``count`` is the size of a page, ``from`` where to begin.
    """

    def __init__(self, operation: Operation, values: Mapping[str, Any]) -> None:
        if operation.paging is None:
            raise ValueError(f"{operation.name} does not page")
        self._paging: Paging = operation.paging
        self._values = dict(values)
        self._size = self._page_size(values.get(self._paging.count))
        self._offset = int(values.get(self._paging.offset) or 0)
        plain = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
        # A call that marks what it shows leaves the next page at the beginning.
        self._consuming = operation.effect_of(plain) is not Effect.READ
        self._seen: set[Any] = set()
        self._last: list[Any] = []
        self._stale = 0
        self.ended: bool = False

    def parameters(self) -> dict[str, Any]:
        """The parameters of the next page."""
        return {**self._values, self._paging.count: self._size, self._paging.offset: self._offset}

    def fresh(self, rows: list[Any]) -> Iterator[Any]:
        """The rows of a page that were not given out before. A short page is the last, or the third that brings nothing new."""
        fresh = [row for row in rows[self._overlap(rows) :] if self._is_new(row)]
        self._stale = 0 if fresh else self._stale + 1
        self.ended = len(rows) < self._size or self._stale == MOST_STALE
        self._last = rows
        if not self._consuming:
            self._offset += len(rows)
        return iter(fresh)

    def _overlap(self, rows: list[Any]) -> int:
        """How many rows without an id, at the beginning of a page, are those that the page before ended with."""
        if self._consuming or not rows or _identity(rows[0]):
            return 0
        longest = min(len(rows), len(self._last))
        return next((length for length in range(longest, 0, -1) if self._last[-length:] == rows[:length]), 0)

    def _page_size(self, wanted: Any) -> int:
        largest = self._paging.largest
        return max(1, min(int(wanted), largest)) if wanted is not None else largest

    def _is_new(self, row: Any) -> bool:
        name = _identity(row)
        identity = row.raw.get(name) if name else None
        if identity is None:
            return True
        new = str(identity) not in self._seen
        self._seen.add(str(identity))
        return new


def _identity(row: Any) -> str:
    """The field that tells a row of that kind from others; empty: there is none."""
    name: str = getattr(type(row), "identity", "")
    return name
