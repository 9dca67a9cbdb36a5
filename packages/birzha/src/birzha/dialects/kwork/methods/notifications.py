"""``notifications.*``: what the exchange tells a person, and conversations."""

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.messages.commands import take_new
from birzha.messages.model import Shown
from birzha.messages.queries import dialogs_by_block, newest_unread, notifications, write_refusal
from birzha.people.queries import persons


@handles("notifications.get_list")
async def get_list(call: Call) -> Answer:
    """The last hundred notifications, newest first, read and unread."""
    return _notifications(call, await call.market.ask(notifications, call.actor))


@handles("notifications.fetch")
async def fetch(call: Call) -> Answer:
    """The notifications that came since the last time, oldest first; each is given once, and stays unread."""
    return _notifications(call, await call.market.do(take_new, call.actor))


@handles("notifications.get_dialogs")
async def get_dialogs(call: Call) -> Answer:
    """Conversations with whoever is not shut out, the newest message first."""
    return await _dialogs(call, blocked=False)


@handles("notifications.get_blocked_dialogs")
async def get_blocked_dialogs(call: Call) -> Answer:
    """Conversations with those whom the caller has shut out."""
    return await _dialogs(call, blocked=True)


@handles("other.is_dialog_allow")
async def is_dialog_allow(call: Call) -> Answer:
    """Whether the caller may write to somebody, by the rule of writing itself."""
    return {"allowed": not await call.market.ask(write_refusal, call.actor, call.values["user_id"])}


@handles("other.get_in_app_notification")
async def get_in_app_notification(call: Call) -> Answer:
    """The newest notification that is not read, if there is one."""
    newest = await call.market.ask(newest_unread, call.actor)
    return {"notification": None if newest is None else views.notification(newest, call.links)}


def _notifications(call: Call, shown: Shown) -> Answer:
    return {
        "notifications": [views.notification(each, call.links) for each in shown.notifications],
        "unread_count": shown.unread,
    }


async def _dialogs(call: Call, *, blocked: bool) -> Answer:
    found = await call.market.ask(dialogs_by_block, call.actor, blocked=blocked)
    people = await call.market.ask(persons, [each.person_id for each in found])
    return {"dialogs": [views.dialog(each, people.get(each.person_id), call.links) for each in found]}
