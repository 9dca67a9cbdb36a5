"""The methods of ``users.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import FlagLike, MomentLike
    from etxt_api.models.users import (
        Balance,
        ListChange,
        ListCounts,
        ListedUser,
        Performer,
        SavedNote,
        SavedReport,
        StatementRow,
        User,
        UserNote,
        UserReports,
        UserWorks,
    )


class Users:
    """``users.*``: 12 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        rate_from: int | None = None,
        rate_out: int | None = None,
        online: FlagLike | None = None,
    ) -> list[Performer]:
        """Lists performers, in no stated order.

        Args:
            count: How many performers to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            rate_from: Lowest rating.
            rate_out: Highest rating.
            online: 1: only those online, 0: only those offline; absent: all.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getList``.
        """
        result: list[Performer] = self._caller.call(
            "users.getList",
            {"count": count, "from": from_, "rate_from": rate_from, "rate_out": rate_out, "online": online},
        )
        return result

    def iter_get_list(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        rate_from: int | None = None,
        rate_out: int | None = None,
        online: FlagLike | None = None,
    ) -> Iterator[Performer]:
        """Walks ``users.getList`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many performers to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            rate_from: Lowest rating.
            rate_out: Highest rating.
            online: 1: only those online, 0: only those offline; absent: all.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getList``.
        """
        return self._caller.walk(
            "users.getList",
            {"count": count, "from": from_, "rate_from": rate_from, "rate_out": rate_out, "online": online},
        )

    def get_bw(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_group: int | None = None,
        type: Literal["whiteList", "blackList"] | None = None,
    ) -> list[ListedUser]:
        """Lists the users in the caller's black and white lists.

        Args:
            count: How many users to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_group: Only this group of the lists; then the list's type does not matter.
            type: Which list; absent: both.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getBW``.
        """
        result: list[ListedUser] = self._caller.call(
            "users.getBW", {"count": count, "from": from_, "id_group": id_group, "type": type}
        )
        return result

    def iter_get_bw(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        id_group: int | None = None,
        type: Literal["whiteList", "blackList"] | None = None,
    ) -> Iterator[ListedUser]:
        """Walks ``users.getBW`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many users to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            id_group: Only this group of the lists; then the list's type does not matter.
            type: Which list; absent: both.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getBW``.
        """
        return self._caller.walk("users.getBW", {"count": count, "from": from_, "id_group": id_group, "type": type})

    def get_note(self, id: int) -> UserNote:
        """Returns the caller's private note about a user.

        Args:
            id: Id of the user.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getNote``.
        """
        result: UserNote = self._caller.call("users.getNote", {"id": id})
        return result

    def set_note(self, id: int, *, text: str | None = None) -> SavedNote:
        """Saves the caller's private note about a user.

        Args:
            id: Id of the user.
            text: The note, at most 1000 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call users.getNote and compare the text.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.setNote``.
        """
        result: SavedNote = self._caller.call("users.setNote", {"id": id, "text": text})
        return result

    def get_stats(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        date_from: MomentLike | None = None,
        date_to: MomentLike | None = None,
        login: str | None = None,
        promo: FlagLike | None = None,
        id_folder: int | None = None,
        sub: FlagLike | None = None,
    ) -> list[StatementRow]:
        """Returns the caller's account statement, newest first.

        Args:
            count: How many records to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            date_from: The earliest operation, unixtime.
            date_to: The latest operation, unixtime.
            login: Part of the counterparty's login, at most 15 characters.
            promo: 1: the statement of promotional points, 0: of the account. Default: 0.
            id_folder: Only this project folder.
            sub: 1: subfolders too. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getStats``.
        """
        result: list[StatementRow] = self._caller.call(
            "users.getStats",
            {
                "count": count,
                "from": from_,
                "date_from": date_from,
                "date_to": date_to,
                "login": login,
                "promo": promo,
                "id_folder": id_folder,
                "sub": sub,
            },
        )
        return result

    def iter_get_stats(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        date_from: MomentLike | None = None,
        date_to: MomentLike | None = None,
        login: str | None = None,
        promo: FlagLike | None = None,
        id_folder: int | None = None,
        sub: FlagLike | None = None,
    ) -> Iterator[StatementRow]:
        """Walks ``users.getStats`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many records to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            date_from: The earliest operation, unixtime.
            date_to: The latest operation, unixtime.
            login: Part of the counterparty's login, at most 15 characters.
            promo: 1: the statement of promotional points, 0: of the account. Default: 0.
            id_folder: Only this project folder.
            sub: 1: subfolders too. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getStats``.
        """
        return self._caller.walk(
            "users.getStats",
            {
                "count": count,
                "from": from_,
                "date_from": date_from,
                "date_to": date_to,
                "login": login,
                "promo": promo,
                "id_folder": id_folder,
                "sub": sub,
            },
        )

    def get_user(self, *, id: int | None = None, login: str | None = None) -> User:
        """Returns one user in detail, by id or by login.

        Args:
            id: Id of the user; goes before the login.
            login: Login of the user.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getUser``.
        """
        result: User = self._caller.call("users.getUser", {"id": id, "login": login})
        return result

    def get_works(self, id: int) -> UserWorks:
        """Returns a performer's kinds of work and lowest prices.

        Args:
            id: Id of the performer.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getWorks``.
        """
        result: UserWorks = self._caller.call("users.getWorks", {"id": id})
        return result

    def get_reports(self, id: int) -> UserReports:
        """Returns the reviews of a user who is not blocked, bad and good ones, by author.

        Args:
            id: Id of the user.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getReports``.
        """
        result: UserReports = self._caller.call("users.getReports", {"id": id})
        return result

    def set_report(
        self, id_user: int, text: str, *, id_report: int | None = None, rate: int | None = None
    ) -> SavedReport:
        """Adds a review of a user, or edits it within an hour.

        Args:
            id_user: Whom the review is about.
            id_report: The review to edit; absent: a new one.
            text: The review, 50 to 5000 characters.
            rate: 1: good, 2: bad. Default: 1.

        Raises:
            EtxtApiError: the exchange refuses, among them is_timeout, no_access.
            OutcomeUnknown: the answer was lost; call users.getReports and look for the caller's review.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.setReport``.
        """
        result: SavedReport = self._caller.call(
            "users.setReport", {"id_user": id_user, "id_report": id_report, "text": text, "rate": rate}
        )
        return result

    def get_user_bw(self, id: int) -> ListCounts:
        """Tells in how many white and black lists a user is.

        Args:
            id: Id of the user.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getUserBW``.
        """
        result: ListCounts = self._caller.call("users.getUserBW", {"id": id})
        return result

    def set_user_bw(
        self, id: int, type: Literal["whiteList", "blackList", "delete"], *, id_group: int | None = None
    ) -> ListChange:
        """Puts a user in the white or the black list, or takes them out.

        Args:
            id: Id of the user.
            id_group: Group of the lists; absent or 0: no group. Default: 0.
            type: whiteList or blackList to add, delete to take out.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call users.getBW and look for the user.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.setUserBW``.
        """
        result: ListChange = self._caller.call("users.setUserBW", {"id": id, "id_group": id_group, "type": type})
        return result

    def get_balance(self) -> Balance:
        """Returns the money available on the caller's account.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``users.getBalance``.
        """
        result: Balance = self._caller.call("users.getBalance", {})
        return result
