"""The methods of ``rating.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etxt_api.callers import SyncCaller
    from etxt_api.models.rating import RatingBack, TaskFail


class Rating:
    """``rating.*``: 2 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def list_tasks_fails(
        self, *, id_task: int | None = None, id_user: int | None = None, back: int | None = None
    ) -> list[TaskFail]:
        """Lists refusals and failures of the caller's orders.

        Args:
            id_task: Only this order.
            id_user: Only this performer.
            back: 1: rating given back, 2: not given back, 0: all. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``rating.listTasksFails``.
        """
        result: list[TaskFail] = self._caller.call(
            "rating.listTasksFails", {"id_task": id_task, "id_user": id_user, "back": back}
        )
        return result

    def rating_user_back(self, id_task: int, id_user: int) -> RatingBack:
        """Gives the performer back the rating taken for one refusal.

        Args:
            id_task: The order.
            id_user: The performer.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call rating.listTasksFails with back=1 for this order.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``rating.ratingUserBack``.
        """
        result: RatingBack = self._caller.call("rating.ratingUserBack", {"id_task": id_task, "id_user": id_user})
        return result
