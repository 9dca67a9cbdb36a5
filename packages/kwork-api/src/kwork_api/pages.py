"""Walking a list page by page, without I/O.

A list that grows while it is read shifts: rows are given out once, by their ids (by all they have where an id is missing). A
service that says nothing about further pages is asked until a page brings nothing new.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kwork_api.declaration import KworkOperation


class Walk:
    """One walk through a paged list.

    Args:
        operation: the declaration of a call that pages.
        values: its parameters; ``page`` is where to begin.
    """

    def __init__(self, operation: KworkOperation, values: Mapping[str, Any]) -> None:
        self._rows = operation.rows
        self._values = dict(values)
        self._page = int(values.get("page") or 1)
        self._seen: set[Any] = set()
        self.ended: bool = False

    def parameters(self) -> dict[str, Any]:
        """The parameters of the next page."""
        return {**self._values, "page": self._page}

    def fresh(self, answer: Any) -> Iterator[Any]:
        """The rows of a page that were not given out before."""
        fresh = [row for row in getattr(answer, self._rows) if self._is_new(row)]
        self.ended = not fresh or not self._goes_on(answer.pagination)
        self._page += 1
        return iter(fresh)

    def _goes_on(self, pagination: Any) -> bool:
        """Whether there may be another page, as far as the service says."""
        if pagination is None:
            return True
        said: set[str] = pagination.model_fields_set
        if "has_next" in said:
            return bool(pagination.has_next)
        return self._page < pagination.total_pages if "total_pages" in said else True

    def _is_new(self, row: Any) -> bool:
        identity = row.__dict__.get("id")
        if identity is None:
            identity = repr(row)  # or a service that repeats its last page would be walked for ever
        new = identity not in self._seen
        self._seen.add(identity)
        return new
