"""The methods of ``diff.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etxt_api.callers import AsyncCaller
    from etxt_api.models.diff import Comparison


class Diff:
    """``diff.*``: 1 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def compare_text(self, source: str, text: str) -> Comparison:
        """Shows how alike two texts are.

        Args:
            source: The source, 30 to 20000 characters.
            text: The text, 30 to 20000 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``diff.compareText``.
        """
        result: Comparison = await self._caller.call("diff.compareText", {"source": source, "text": text})
        return result
