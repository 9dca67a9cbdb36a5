"""The methods of ``categories.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etxt_api.callers import SyncCaller
    from etxt_api.models.categories import Category


class Categories:
    """``categories.*``: 1 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def list_categories(self) -> list[Category]:
        """Lists the subject categories of orders and articles, by name.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``categories.listCategories``.
        """
        result: list[Category] = self._caller.call("categories.listCategories", {})
        return result
