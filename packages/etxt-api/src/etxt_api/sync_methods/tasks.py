"""The methods of ``tasks.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import DateLike, FileLike, FlagLike, IdsLike, Price, TimeLike
    from etxt_api.models.tasks import (
        CopiedTask,
        DecidedNote,
        DecidedOrders,
        DeletedOrders,
        ExtraPayment,
        FailedTask,
        LiveNote,
        NewDeadline,
        Note,
        Order,
        OrderId,
        RemovalTicket,
        SavedClientComment,
        SavedComment,
        SavedTask,
        TaskResult,
    )


class Tasks:
    """``tasks.*``: 17 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    @overload
    def list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: Literal[1, True],
    ) -> list[OrderId]: ...
    @overload
    def list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: Literal[0, False] | None = None,
    ) -> list[Order]: ...
    def list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: FlagLike | None = None,
    ) -> list[Order] | list[OrderId]:
        """Lists the caller's orders, newest first.

        Args:
            count: How many orders to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            id: Only this order.
            id_user: Only orders of this performer.
            id_folder: Only this project folder.
            status: 1 waiting for a performer (drafts are left out), 2 in work, 3 under check, 4 done, 5 overdue.
            filter: 10: overdue orders on which nothing was decided; a valid filter overrides the status. Default: 0.
            target: 1 common, 2 for the white list, 3 individual.
            only_id: 1: only the ids of the orders. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.listTasks``.
        """
        result: list[Order] | list[OrderId] = self._caller.call(
            "tasks.listTasks",
            {
                "count": count,
                "from": from_,
                "id": id,
                "id_user": id_user,
                "id_folder": id_folder,
                "status": status,
                "filter": filter,
                "target": target,
                "only_id": only_id,
            },
        )
        return result

    @overload
    def iter_list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: Literal[1, True],
    ) -> Iterator[OrderId]: ...
    @overload
    def iter_list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: Literal[0, False] | None = None,
    ) -> Iterator[Order]: ...
    def iter_list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id: int | None = None,
        id_user: int | None = None,
        id_folder: int | None = None,
        status: int | None = None,
        filter: int | None = None,
        target: int | None = None,
        only_id: FlagLike | None = None,
    ) -> Iterator[Order] | Iterator[OrderId]:
        """Walks ``tasks.listTasks`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many orders to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            id: Only this order.
            id_user: Only orders of this performer.
            id_folder: Only this project folder.
            status: 1 waiting for a performer (drafts are left out), 2 in work, 3 under check, 4 done, 5 overdue.
            filter: 10: overdue orders on which nothing was decided; a valid filter overrides the status. Default: 0.
            target: 1 common, 2 for the white list, 3 individual.
            only_id: 1: only the ids of the orders. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.listTasks``.
        """
        return self._caller.walk(
            "tasks.listTasks",
            {
                "count": count,
                "from": from_,
                "id": id,
                "id_user": id_user,
                "id_folder": id_folder,
                "status": status,
                "filter": filter,
                "target": target,
                "only_id": only_id,
            },
        )

    def set_client_comment(self, id: int, *, text: str | None = None) -> SavedClientComment:
        """Saves the customer's own comment on an order.

        Args:
            id: Id of the order.
            text: The comment, at most 5000 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks with this id and compare client_comment.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.setClientComment``.
        """
        result: SavedClientComment = self._caller.call("tasks.setClientComment", {"id": id, "text": text})
        return result

    def view_notes(self, id: IdsLike) -> list[Note]:
        """Lists the bids and comments on one order or on up to 100 orders.

        Args:
            id: Ids of the orders, at most 100.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.viewNotes``.
        """
        result: list[Note] = self._caller.call("tasks.viewNotes", {"id": id})
        return result

    def view_notes_all(self) -> list[LiveNote]:
        """Lists the live bids on all of the caller's orders.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.viewNotesAll``.
        """
        result: list[LiveNote] = self._caller.call("tasks.viewNotesAll", {})
        return result

    def set_note(self, id: int, *, comment: str | None = None) -> DecidedNote:
        """Accepts a bid: its author becomes the performer and the money is held.

        Args:
            id: Id of the bid (not of the comment).
            comment: Added to the end of the order's description, at most 500 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks for the order and look at status and id_user
                (for a multi-order: for a new order of this performer).
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.setNote``.
        """
        result: DecidedNote = self._caller.call("tasks.setNote", {"id": id, "comment": comment})
        return result

    def unset_note(self, id: int) -> DecidedNote:
        """Declines a bid.

        Args:
            id: Id of the bid (not of the comment).

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.viewNotes for the order: a declined bid is a comment with
                id_note 0.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.unsetNote``.
        """
        result: DecidedNote = self._caller.call("tasks.unsetNote", {"id": id})
        return result

    def paid_task(self, id: IdsLike, *, text: str | None = None) -> DecidedOrders:
        """Accepts orders that are under check: the performers are paid.

        Args:
            id: Ids of the orders.
            text: Comment, at most 5000 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks for each id: a paid order has status 4.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.paidTask``.
        """
        result: DecidedOrders = self._caller.call("tasks.paidTask", {"id": id, "text": text})
        return result

    def cancel_task(self, id: IdsLike, *, text: str | None = None) -> DecidedOrders:
        """Sends orders that are under check back for rework.

        Args:
            id: Ids of the orders.
            text: What to rework, at most 5000 characters; obligatory for one order, dropped for several.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks for each id: an order in rework has status 2.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.cancelTask``.
        """
        result: DecidedOrders = self._caller.call("tasks.cancelTask", {"id": id, "text": text})
        return result

    def get_results(self, id: IdsLike) -> list[TaskResult]:
        """Returns what the performers submitted for orders.

        Args:
            id: Ids of the orders.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.getResults``.
        """
        result: list[TaskResult] = self._caller.call("tasks.getResults", {"id": id})
        return result

    def delete_task(self, id: IdsLike) -> DeletedOrders:
        """Deletes drafts and orders that wait for a performer.

        Args:
            id: Ids of the orders.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks for each id: a deleted order is not found.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.deleteTask``.
        """
        result: DeletedOrders = self._caller.call("tasks.deleteTask", {"id": id})
        return result

    def extra_paid(
        self,
        id: int,
        *,
        count: Price | None = None,
        note: FlagLike | None = None,
        autopay: Literal["get", "pay"] | None = None,
    ) -> ExtraPayment:
        """Pays the performer of an order extra, or reckons the extra for characters beyond the size.

        Args:
            id: Id of the order.
            count: Roubles, at most three times the price of the order.
            note: 1: tell the performer. Default: 1.
            autopay: Reckon from the characters beyond the size: get only tells the sum, pay pays it; absent: pay
                count.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call users.getStats and look for the payment.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.extraPaid``.
        """
        result: ExtraPayment = self._caller.call(
            "tasks.extraPaid", {"id": id, "count": count, "note": note, "autopay": autopay}
        )
        return result

    def save_task(
        self,
        *,
        id: int | None = None,
        public: FlagLike | None = None,
        title: str | None = None,
        description: str | None = None,
        text: str | None = None,
        price: Price | None = None,
        price_type: int | None = None,
        uniq: int | None = None,
        multione: FlagLike | None = None,
        locate: FlagLike | None = None,
        whitespaces: FlagLike | None = None,
        only_stars: FlagLike | None = None,
        size: int | None = None,
        checksize: FlagLike | None = None,
        id_type: int | None = None,
        id_subtype: int | None = None,
        deadline: DateLike | None = None,
        timeline: TimeLike | None = None,
        auto_work: FlagLike | None = None,
        auto_rate: int | None = None,
        auto_reports: int | None = None,
        auto_reports_n: int | None = None,
        id_category: int | None = None,
        multitask: FlagLike | None = None,
        multicount: int | None = None,
        id_folder: int | None = None,
        target_task: int | None = None,
        id_target: int | None = None,
        keywords: str | None = None,
        language_from: int | None = None,
        language_to: int | None = None,
        bwgroup_send: FlagLike | None = None,
        file: FileLike | None = None,
        attestat: FlagLike | None = None,
        diplom: FlagLike | None = None,
        robot: int | None = None,
    ) -> SavedTask:
        """Creates an order, or edits one that has no performer.

        Args:
            id: The order to edit; absent: a new one.
            public: 1: published, 0: a draft. Default: 0.
            title: Title, at most 512 characters.
            description: Description, at most 10000 characters.
            text: Source text of a rewriting or a translation, at most 40000 characters.
            price: Roubles, per 1000 characters or for the whole order (see price_type).
            price_type: 1: per 1000 characters, 2: for the whole order. Default: 1.
            uniq: Required uniqueness, percent; absent: not required.
            multione: 1: one order of a multi-order to one performer. Default: 0.
            locate: 1: the text is to be placed on a site. Default: 0.
            whitespaces: 1: spaces count in the size, 0: they do not. Default: 0.
            only_stars: 1: only performers of the required skill. Default: 0.
            size: Characters; obligatory when there is no text.
            checksize: 1: results shorter than 90% of the size are refused. Default: 0.
            id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting. Default: 1.
            id_subtype: 0 not said, 1 selling text, 2 informational article, 3 news or press release, 4 mailing, 5
                social networks, 6 review. Default: 0.
            deadline: Deadline, at most 90 days ahead, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.
            auto_work: 1: the first suitable bid is accepted by itself. Default: 0.
            auto_rate: Lowest rating for that. Default: 0.
            auto_reports: Fewest good reviews for that. Default: 0.
            auto_reports_n: Most bad reviews for that; absent: any number.
            id_category: Category of the order.
            multitask: 1: a multi-order. Default: 0.
            multicount: How many orders the multi-order makes.
            id_folder: Project folder; 0 is the root. Default: 0.
            target_task: 1 for all, 2 for the white list, 3 individual. Default: 1.
            id_target: The performer of an individual order, or a group of the white list.
            keywords: Keywords of an SEO order, separated by commas.
            language_from: Language to translate from.
            language_to: Language to translate to.
            bwgroup_send: 1: tell the white list's group (id_target) about the order. Default: 0.
            file: File to attach to the order.
            attestat: 1: only performers attested in the subject (medicine, construction, law, accounting and
                finance). Default: 0.
            diplom: 1: only performers with a confirmed diploma. Default: 0.
            robot: Neural networks: 1 allowed, -1 not allowed, 0 does not matter. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses, among them no_utarget, no_work.
            OutcomeUnknown: the answer was lost; call tasks.listTasks and look for an order with this title and a
                fresh date.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.saveTask``.
        """
        result: SavedTask = self._caller.call(
            "tasks.saveTask",
            {
                "id": id,
                "public": public,
                "title": title,
                "description": description,
                "text": text,
                "price": price,
                "price_type": price_type,
                "uniq": uniq,
                "multione": multione,
                "locate": locate,
                "whitespaces": whitespaces,
                "only_stars": only_stars,
                "size": size,
                "checksize": checksize,
                "id_type": id_type,
                "id_subtype": id_subtype,
                "deadline": deadline,
                "timeline": timeline,
                "auto_work": auto_work,
                "auto_rate": auto_rate,
                "auto_reports": auto_reports,
                "auto_reports_n": auto_reports_n,
                "id_category": id_category,
                "multitask": multitask,
                "multicount": multicount,
                "id_folder": id_folder,
                "target_task": target_task,
                "id_target": id_target,
                "keywords": keywords,
                "language_from": language_from,
                "language_to": language_to,
                "bwgroup_send": bwgroup_send,
                "file": file,
                "attestat": attestat,
                "diplom": diplom,
                "robot": robot,
            },
        )
        return result

    def fail_task(
        self,
        id: int,
        *,
        copy: FlagLike | None = None,
        deadline: DateLike | None = None,
        timeline: TimeLike | None = None,
    ) -> FailedTask:
        """Cancels an overdue order and, if asked, publishes a copy of it.

        Args:
            id: Id of the overdue order.
            copy: 1: make a published copy. Default: 0.
            deadline: Deadline of the copy; by default 5 days from now, 5 hours for an urgent order, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call rating.listTasksFails with this id_task, and tasks.listTasks
                for a copy.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.failTask``.
        """
        result: FailedTask = self._caller.call(
            "tasks.failTask", {"id": id, "copy": copy, "deadline": deadline, "timeline": timeline}
        )
        return result

    def copy_task(self, id: int, *, deadline: DateLike | None = None, timeline: TimeLike | None = None) -> CopiedTask:
        """Publishes a copy of an order, without its auto-accept and multi-order settings.

        Args:
            id: Id of the order.
            deadline: Deadline of the copy, at most 90 days ahead; by default or if wrong 5 days from now, 5 hours
                for an urgent order, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks and look for a new order with the same title.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.copyTask``.
        """
        result: CopiedTask = self._caller.call("tasks.copyTask", {"id": id, "deadline": deadline, "timeline": timeline})
        return result

    def set_deadline(
        self, id: int, deadline: DateLike, *, timeline: TimeLike | None = None, public: FlagLike | None = None
    ) -> NewDeadline:
        """Extends the deadline: an overdue order returns to work, a draft may be published.

        Args:
            id: Id of the order.
            deadline: New deadline, not before the present one, at most 90 days ahead, dd.mm.yyyy.
            timeline: Time of that day, hh:mm. Default: 23:59.
            public: 1: publish the draft; otherwise nothing is changed. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.listTasks with this id and compare deadline and status.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.setDeadline``.
        """
        result: NewDeadline = self._caller.call(
            "tasks.setDeadline", {"id": id, "deadline": deadline, "timeline": timeline, "public": public}
        )
        return result

    def save_comment(self, id: int, text: str, *, hide: FlagLike | None = None) -> SavedComment:
        """Adds a comment to an order.

        Args:
            id: Id of the order.
            text: The comment, at most 2048 characters.
            hide: 1: hide the text from others. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call tasks.viewNotes for the order and look for the text.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.saveComment``.
        """
        result: SavedComment = self._caller.call("tasks.saveComment", {"id": id, "text": text, "hide": hide})
        return result

    def send_note_fail(self, id: int, text: str) -> RemovalTicket:
        """Asks support to take the performer off an order under check.

        Args:
            id: Id of the order.
            text: The reasons.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; look for the ticket in the feedback section of the site: the API
                does not list tickets.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks.sendNoteFail``.
        """
        result: RemovalTicket = self._caller.call("tasks.sendNoteFail", {"id": id, "text": text})
        return result
