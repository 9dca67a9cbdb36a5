"""The methods of ``correction.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import DateLike, TimeLike
    from etxt_api.models.correction import CorrectionJob


class Correction:
    """``correction.*``: 2 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def add(
        self,
        title: str,
        text: str,
        *,
        description: str | None = None,
        id_folder: int | None = None,
        deadline: DateLike | None = None,
        timeline: TimeLike | None = None,
    ) -> CorrectionJob:
        """Creates a correction job from a text.

        Args:
            title: Title of the job.
            description: Description of the job.
            text: The text to correct.
            id_folder: Project folder; 0 is the root. Default: 0.
            deadline: When the correction is due; at least and by default a day from now, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; look for the job among corrections on the site: the API does not
                list them.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``correction.add``.
        """
        result: CorrectionJob = self._caller.call(
            "correction.add",
            {
                "title": title,
                "description": description,
                "text": text,
                "id_folder": id_folder,
                "deadline": deadline,
                "timeline": timeline,
            },
        )
        return result

    def import_(
        self,
        type: Literal["task", "a_task", "article", "a_article"],
        id_object: int,
        *,
        object_type: Literal["file"] | None = None,
        deadline: DateLike | None = None,
        timeline: TimeLike | None = None,
    ) -> CorrectionJob:
        """Creates a correction job from an order's result or an article.

        Args:
            type: task: an order's result, a_task: an archived order, article: a bought article, a_article: an
                archived one.
            id_object: Id of the object; for task, of the result and not of the order.
            object_type: file: take the attachment before the text.
            deadline: When the correction is due; at least and by default a day from now, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; look for the job among corrections on the site: the API does not
                list them.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``correction.import``.
        """
        result: CorrectionJob = self._caller.call(
            "correction.import",
            {
                "type": type,
                "id_object": id_object,
                "object_type": object_type,
                "deadline": deadline,
                "timeline": timeline,
            },
        )
        return result
