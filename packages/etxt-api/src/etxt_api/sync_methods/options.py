"""The methods of ``options.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etxt_api.callers import SyncCaller


class Options:
    """``options.*``: 1 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def get_langs(self) -> dict[int | str, str]:
        """Returns the languages of the exchange: id to name.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``options.getLangs``.
        """
        result: dict[int | str, str] = self._caller.call("options.getLangs", {})
        return result
