"""What performers do with orders in their hands: submit results, refuse."""

from birzha.errors import Invalid
from birzha.limits import can_be_read, text_within
from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.checking import check_if_forced
from birzha.orders.commands.guarded import move, order_in_hands
from birzha.orders.commands.relieving import relieve
from birzha.orders.model import Event, Order, PartKind, StoredFile, acts, long_enough
from birzha.orders.model.limits import LONGEST_RESULT, LONGEST_VERDICT
from birzha.orders.tables.results import PUT_PART, PUT_RESULT
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts
from birzha.texts.measure import characters


@command(Role.PERFORMER)
async def submit_result(
    tx: Transaction, actor: Actor, order_id: int, text: str = "", file: StoredFile | None = None, comment: str = ""
) -> int:
    """Hand in a result; the order is under check (reference of the exchange, §4.2 #7; A15).

    Args:
        tx: the transaction.
        actor: the performer.
        order_id: an order in their hands, in work or overdue.
        text: up to 400,000 characters; may be empty with a file.
        file: an upload that lies in the file store.
        comment: up to 5000 characters.

    Returns:
        The result's id.

    Raises:
        Invalid: there is neither text nor file, one is too long, or the text is under 90 % of a size that the order asks for.
        ContactsFound: the comment carries contact data.
        NotFound: it is not an order in their hands.
        WrongState: the order is not in work.
    """
    text_within(text, "text", most=LONGEST_RESULT)
    text_within(comment, "comment", most=LONGEST_VERDICT)
    if not can_be_read(text) and file is None:
        raise Invalid("Приложите текст или файл.", field="text")
    refuse_contacts(tx.rules, comment=comment)
    old = await order_in_hands(tx, actor.id, order_id)
    new = acts.submitted(old, tx.rules)
    length = _measured(old, text, file)
    result_id = await tx.one(
        PUT_RESULT, order_id=old.id, person_id=actor.id, comment=comment, date=tx.now, characters=length
    )
    await _put_parts(tx, result_id, text, file)
    await move(tx, old, new)
    await tell(tx, old.customer_id, notices.submitted(old))
    await check_if_forced(tx, new, result_id)
    return result_id


def _measured(order: Order, text: str, file: StoredFile | None) -> int:
    """The result's length; 0 where a file cannot be read, and then the order's size cannot be asked of it."""
    if file is not None and not file.text:
        return 0
    spaces = bool(order.whitespaces)
    length = max(characters(text, spaces), 0 if file is None else characters(file.text, spaces))
    if order.checksize and not long_enough(length, order.size):
        raise Invalid(
            f"В тексте {length} знаков, а нужно не менее 90 % от {order.size}: допишите его и сдайте снова.",
            field="text",
        )
    return length


async def _put_parts(tx: Transaction, result_id: int, text: str, file: StoredFile | None) -> None:
    if text.strip():
        await tx.run(
            PUT_PART,
            result_id=result_id,
            kind=str(PartKind.TEXT),
            name="",
            content_type="text/plain",
            size=len(text.encode()),
            key="",
            content=text,
        )
    if file is not None:
        await tx.run(
            PUT_PART,
            result_id=result_id,
            kind=str(PartKind.FILE),
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            key=file.key,
            content="",
        )


@command(Role.PERFORMER)
async def refuse_order(tx: Transaction, actor: Actor, order_id: int) -> None:
    """Give an order back unfinished: it is a draft again, the money returns, rating is taken (reference §4.2 #14).

    Args:
        tx: the transaction.
        actor: the performer.
        order_id: an order in their hands, in work or overdue.

    Raises:
        NotFound: it is not an order in their hands.
        WrongState: it is under check, done or cancelled.
    """
    order = await order_in_hands(tx, actor.id, order_id)
    refusal = await relieve(tx, order, Event.REFUSE)
    await tell(tx, order.customer_id, notices.refused(order, refusal.token))
