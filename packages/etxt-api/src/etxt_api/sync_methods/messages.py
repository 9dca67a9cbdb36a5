"""The methods of ``messages.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import FlagLike, IdsLike, MomentLike
    from etxt_api.models.messages import MarkedMessages, PrivateMessage, SentMessage, SystemMessage, UnreadCount


class Messages:
    """``messages.*``: 6 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def get_list(self, *, from_: MomentLike | None = None) -> list[SystemMessage]:
        """Lists unread system messages, at most 100.

        Args:
            from_: The earliest message, unixtime.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.getList``.
        """
        result: list[SystemMessage] = self._caller.call("messages.getList", {"from": from_})
        return result

    def set_read(self, ids: IdsLike) -> MarkedMessages:
        """Marks unread system messages as read.

        Args:
            ids: Ids of the messages.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call messages.getList: a read message is not listed.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.setRead``.
        """
        result: MarkedMessages = self._caller.call("messages.setRead", {"ids": ids})
        return result

    def set_delete(self, ids: IdsLike) -> MarkedMessages:
        """Deletes unread system messages.

        Args:
            ids: Ids of the messages.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call messages.getList: a deleted message is not listed.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.setDelete``.
        """
        result: MarkedMessages = self._caller.call("messages.setDelete", {"ids": ids})
        return result

    def read_private(
        self,
        id_user: int,
        *,
        count: int | None = None,
        from_: int | None = None,
        date_from: MomentLike | None = None,
        date_to: MomentLike | None = None,
        unread: FlagLike | None = None,
    ) -> list[PrivateMessage]:
        """Lists private messages with a user, newest first.

        Args:
            id_user: The other user.
            count: How many messages to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            date_from: The earliest message, unixtime.
            date_to: The latest message, unixtime.
            unread: 1: only unread ones, which are marked as read by being shown. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call messages.readPrivate without unread: the messages are there,
                marked as read if it was applied.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.readPrivate``.
        """
        result: list[PrivateMessage] = self._caller.call(
            "messages.readPrivate",
            {
                "id_user": id_user,
                "count": count,
                "from": from_,
                "date_from": date_from,
                "date_to": date_to,
                "unread": unread,
            },
        )
        return result

    def iter_read_private(
        self,
        id_user: int,
        *,
        count: int | None = None,
        from_: int | None = None,
        date_from: MomentLike | None = None,
        date_to: MomentLike | None = None,
        unread: FlagLike | None = None,
    ) -> Iterator[PrivateMessage]:
        """Walks ``messages.readPrivate`` to its end, page by page; ``count`` is the size of a page.

        Args:
            id_user: The other user.
            count: How many messages to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            date_from: The earliest message, unixtime.
            date_to: The latest message, unixtime.
            unread: 1: only unread ones, which are marked as read by being shown. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.readPrivate``.
        """
        return self._caller.walk(
            "messages.readPrivate",
            {
                "id_user": id_user,
                "count": count,
                "from": from_,
                "date_from": date_from,
                "date_to": date_to,
                "unread": unread,
            },
        )

    def get_count_unread(self) -> UnreadCount:
        """Counts unread private messages, by author.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.getCountUnread``.
        """
        result: UnreadCount = self._caller.call("messages.getCountUnread", {})
        return result

    def write_private(self, id_user: int, text: str) -> SentMessage:
        """Writes to a user; for callers with a rating above 10000, once a minute.

        Args:
            id_user: The other user.
            text: The message, at most 10000 characters.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call messages.readPrivate and look for the text.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``messages.writePrivate``.
        """
        result: SentMessage = self._caller.call("messages.writePrivate", {"id_user": id_user, "text": text})
        return result
