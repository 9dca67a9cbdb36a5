"""Comments of the two parties of an order."""

from birzha.limits import written
from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.guarded import no_such_order, say
from birzha.orders.model import CommentAdded, Event, after
from birzha.orders.model.limits import LONGEST_COMMENT
from birzha.orders.tables.notes import COUNT_COMMENTS
from birzha.orders.tables.orders import LOCK_ORDER
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.CUSTOMER | Role.PERFORMER)
async def add_comment(tx: Transaction, actor: Actor, order_id: int, text: str, hidden: bool = False) -> CommentAdded:
    """Say something on an order (documentation of tasks.saveComment).

    Args:
        tx: the transaction.
        actor: the customer, or the performer at work.
        order_id: the order.
        text: 1 to 2048 characters.
        hidden: whether only the two of them may see it.

    Raises:
        Invalid: the text is empty or too long.
        ContactsFound: it carries contact data.
        NotFound: they are neither.
        WrongState: the order is in the archive.
    """
    written(text, "text", LONGEST_COMMENT)
    refuse_contacts(tx.rules, text=text)
    order = await tx.first(LOCK_ORDER, order_id=order_id)
    if order is None or actor.id not in {order.customer_id, order.performer_id}:
        raise no_such_order()
    after(order, Event.COMMENT)
    comment_id = await say(tx, order.id, actor.id, text, hidden=hidden)
    other = order.performer_id if actor.id == order.customer_id else order.customer_id
    if other:
        await tell(tx, other, notices.commented(order))
    count = await tx.one(COUNT_COMMENTS, order_id=order.id)
    return CommentAdded(comment_id, int(count[0]))
