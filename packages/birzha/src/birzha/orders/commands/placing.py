"""Placing, editing and hiding orders: drafts, publication, addressees (reference of the exchange, §4.2 #1 to #3)."""

from birzha.errors import Invalid
from birzha.folders.commands import own_folder
from birzha.lists.queries import blocked_between, own_group, white_members
from birzha.messages.commands import tell
from birzha.messages.model import Notice
from birzha.orders import notices
from birzha.orders.commands.assigning import must_afford, void_bids
from birzha.orders.commands.guarded import move, own_order, rewrite, store
from birzha.orders.commands.seeing import performer_facts
from birzha.orders.model import (
    UNSET,
    BidsEnding,
    Event,
    Order,
    OrderChanges,
    State,
    Target,
    WorkType,
    acts,
    after,
    blank_order,
    check_allowances,
    merged,
    must_be_addressable,
    public_texts,
    state_of,
    validate_changes,
)
from birzha.orders.tables.notes import LIVE_BIDDERS
from birzha.orders.tables.orders import DROP_FILE, LOCK_OPEN_OF
from birzha.people.access import command
from birzha.people.model import Actor, Role, StandingChanged
from birzha.reference.queries import category_exists, language_exists
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.CUSTOMER)
async def save_order(tx: Transaction, actor: Actor, changes: OrderChanges, order_id: int | None = None) -> int:
    """Place an order, or edit one that has no performer (documentation of tasks.saveTask).

    An edit turns every live bid into a comment and makes the order new again (A13). What is not given keeps its value.

    Args:
        tx: the transaction.
        actor: the customer.
        changes: what to set.
        order_id: the order to edit; ``None``: a new one.

    Returns:
        The order's id.

    Raises:
        Invalid: a value is beyond its limits, or values contradict one another.
        ContactsFound: a text carries contact data.
        LimitExceeded: a multi-order of too many.
        NotFound: no such order, folder or group of their own.
        WrongState: the order has a performer.
        NoSuchTarget: an individual order cannot be addressed to that person.
        WorkMismatch: the addressee does not do this work at this price.
        NotEnoughMoney: an individual order is published without the money for it.
    """
    validate_changes(changes, tx.now, tx.rules, new=order_id is None)
    refuse_contacts(tx.rules, **public_texts(changes))
    check_allowances(changes)
    if order_id is None:
        old = blank_order(actor.id, tx.now, tx.rules)
    else:
        old = await own_order(tx, actor.id, order_id)
        after(old, Event.EDIT)
    new = merged(old, changes, tx.now, tx.rules)
    new = acts.published(new, tx.now) if _wanted_public(old, changes) else acts.unpublished(new)
    await _must_refer(tx, old, new)
    await must_afford(tx, new)
    if order_id is None:
        new.id = await store(tx, new)
    else:
        await _edit(tx, old, new)
    await _announce(tx, old, new, white_list=changes.notify_group == 1)
    return new.id


def _wanted_public(old: Order, changes: OrderChanges) -> bool:
    return bool(old.public if changes.public is UNSET else changes.public)


async def _must_refer(tx: Transaction, old: Order, new: Order) -> None:
    """Refuse what does not exist or is not the customer's; what has not changed was looked at before."""
    if new.category_id != old.category_id and not await category_exists(tx, new.category_id):
        raise Invalid("Такой категории нет.", field="category_id")
    if new.work_type == WorkType.TRANSLATION:
        for field in ("language_from", "language_to"):
            language = getattr(new, field)
            if language != getattr(old, field) and not await language_exists(tx, language):
                raise Invalid("Такого языка нет.", field=field)
    if new.folder_id and new.folder_id != old.folder_id:
        await own_folder(tx, new.customer_id, new.folder_id)
    if new.target == Target.WHITE_LIST and new.target_id:
        await own_group(tx, new.customer_id, new.target_id)
    if new.target == Target.INDIVIDUAL:
        addressee = await performer_facts(tx, new.target_id)
        blocked = await blocked_between(tx, new.customer_id, new.target_id)
        must_be_addressable(new, addressee, blocked=blocked)


async def _edit(tx: Transaction, old: Order, new: Order) -> None:
    await rewrite(tx, old, new)
    await _end_bids(tx, new, notices.bid_void(new))
    if old.file_key and old.file_key != new.file_key:
        await tx.run(DROP_FILE, key=old.file_key, since=tx.now)


async def unpublish_orders(tx: Transaction, event: StandingChanged) -> None:
    """Make drafts of the open orders of somebody who is shut out, or no customer any more: nobody could be chosen. A subscriber."""
    if Role.CUSTOMER in event.roles:
        return
    for order in await tx.all(LOCK_OPEN_OF, customer=event.person_id):
        await move(tx, order, acts.unpublished(order))
        await _end_bids(tx, order, notices.closed(order))


async def _end_bids(tx: Transaction, order: Order, notice: Notice) -> None:
    await tx.publish(BidsEnding(order.id))
    for bid in await tx.all(LIVE_BIDDERS, order_id=order.id):
        await tell(tx, bid.person_id, notice)
    await void_bids(tx, order)


async def _announce(tx: Transaction, old: Order, new: Order, *, white_list: bool) -> None:
    if white_list and new.target == Target.WHITE_LIST and new.public:
        for person_id in await white_members(tx, new.customer_id, new.target_id):
            await tell(tx, person_id, notices.invited(new))
    known = old.id and state_of(old) is State.WAITING and (old.target, old.target_id) == (new.target, new.target_id)
    if not known:
        await offer(tx, new)


async def offer(tx: Transaction, order: Order) -> None:
    """Tell the addressee of a published individual order about it. A step."""
    if acts.needs_cover(order):
        await tell(tx, order.target_id, notices.offered(order))
