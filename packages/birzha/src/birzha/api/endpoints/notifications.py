"""Notifications: what the exchange tells the caller, and that somebody wrote to them."""

from msgspec import Struct

from birzha.api.call import Call
from birzha.api.endpoints.dialogs import MarkedCount, SeenUpTo
from birzha.api.endpoints.messages import DoneIds, SomeIds
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import viewer
from birzha.errors import NotFound
from birzha.messages.commands import mark_notifications, mark_seen
from birzha.messages.model import Kind
from birzha.messages.queries import notifications


class NotificationView(Struct, frozen=True):
    """A notification.

    Args:
        id: of the notification.
        date: when, unixtime.
        kind: what it is about.
        title: a few words; may be empty.
        text: plain; of a private message its beginning.
        link: where this API shows what it is about, such as /orders/5; empty: nowhere.
        read_at: when it was marked as read, unixtime; 0: not yet.
    """

    id: int
    date: int
    kind: Kind
    title: str
    text: str
    link: str
    read_at: int


class NotificationsView(Struct, frozen=True):
    """One page of notifications.

    Args:
        items: the notifications.
        next: the cursor of the page after this one; null: this is the last.
        unread: how many are not read, on all pages.
    """

    items: list[NotificationView]
    next: int | None
    unread: int


@endpoint("GET", "/notifications", notifications)
async def get_notifications(call: Call, *, query: Paged) -> NotificationsView:
    """The caller's notifications, read and unread, newest first."""
    shown = await call.ask(notifications, count=query.count, before=query.cursor or NEWEST)
    page: Page[NotificationView] = after_key(shown.notifications, query, viewer(NotificationView))
    return NotificationsView(page.items, page.next, shown.unread)


@endpoint("POST", "/notifications/read", mark_notifications, errors=(NotFound,))
async def post_notifications_read(call: Call, *, body: SomeIds) -> DoneIds:
    """Mark unread notifications as read; answers those that were unread. A private message does not become read by it."""
    return DoneIds(await call.do(mark_notifications, body.ids))


@endpoint("POST", "/notifications/seen", mark_seen)
async def post_notifications_seen(call: Call, *, body: SeenUpTo) -> MarkedCount:
    """Mark every notification as read, up to one."""
    return MarkedCount(await call.do(mark_seen, body.last_id))
