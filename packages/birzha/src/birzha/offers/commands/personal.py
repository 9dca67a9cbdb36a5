"""Personal offers: a performer makes one, its customer accepts or declines it, its author takes it back."""

from birzha.clock import DAY
from birzha.errors import Forbidden, Invalid, NotFound, WrongState
from birzha.kworks.commands.guarded import own_kwork
from birzha.kworks.model import KworkState
from birzha.limits import number_within, written
from birzha.lists.queries import blocked_between
from birzha.messages.commands import address, tell
from birzha.offers import notices
from birzha.offers.model import PersonalOffer, PersonalState, state_of
from birzha.offers.tables import personal as statements
from birzha.orders.commands import agree
from birzha.orders.model.changes import LARGEST_FULL_PRICE, TEXTS
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.people.queries import existing_person
from birzha.reference.queries import category_exists
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts

ENDED = {
    PersonalState.ACCEPTED: "уже принято",
    PersonalState.DECLINED: "уже отклонено",
    PersonalState.WITHDRAWN: "отозвано",
    PersonalState.EXPIRED: "истекло",
}
"""Why nothing can happen to a personal offer any more."""


@command(Role.PERFORMER)
async def make_personal_offer(
    tx: Transaction,
    actor: Actor,
    person_id: int,
    *,
    title: str,
    text: str,
    price: int,
    days: int,
    kwork_id: int | None = None,
    category_id: int | None = None,
) -> PersonalOffer:
    """Offer a customer to do something for them; who may write to whom is said by the rules of messages.

    Args:
        tx: the transaction.
        actor: the performer.
        person_id: the customer.
        title: 1 to 512 characters.
        text: what would be done, 1 to 10,000 characters.
        price: for the whole, kopecks; the customer's fee comes on top.
        days: from the acceptance to the deadline, 1 to 90.
        kwork_id: an own active kwork that it is about.
        category_id: of the work; obligatory without a kwork, whose category it is otherwise.

    Raises:
        Invalid: a value is beyond its limits, or there is no category.
        ContactsFound: a text carries contact data.
        NotFound: there is no such person, or no such kwork of their own.
        Forbidden: the other is no customer or wants nothing from the performer, or is shut out by the performer.
        WrongState: the kwork is not active.
        TooSoon: it would be the first word to this person, and less than a minute after the first to another.
    """
    written(title, "title", TEXTS["title"])
    written(text, "text", TEXTS["description"])
    number_within(price, "price", least=1, most=LARGEST_FULL_PRICE)
    number_within(days, "days", least=1, most=tx.rules.longest_term // DAY)
    refuse_contacts(tx.rules, title=title, text=text)
    await address(tx, actor.id, person_id)
    if not (await existing_person(tx, person_id)).roles & Role.CUSTOMER:
        raise Forbidden("Персональное предложение можно сделать только заказчику.")
    if await blocked_between(tx, actor.id, person_id):
        raise Forbidden("Этот пользователь в вашем чёрном списке: уберите его оттуда, чтобы сделать предложение.")
    values = {
        "seller_id": actor.id,
        "customer_id": person_id,
        "kwork_id": kwork_id or 0,
        "category_id": await _category(tx, actor.id, kwork_id, category_id),
        "price": price,
        "days": days,
        "created": tx.now,
        "expires": tx.now + tx.rules.personal_offer_life,
        "title": title,
        "text": text,
    }
    offer_id = await tx.one(statements.PUT_OFFER, **values)
    made = await tx.one(statements.OFFER, offer_id=offer_id)
    await tell(tx, person_id, notices.offered(made))
    return made


async def _category(tx: Transaction, seller_id: int, kwork_id: int | None, category_id: int | None) -> int:
    if kwork_id is not None:
        kwork = await own_kwork(tx, seller_id, kwork_id)
        if kwork.state != KworkState.ACTIVE:
            raise WrongState(f"Кворк №{kwork_id} не в каталоге: предложить можно только активный.")
        return kwork.category_id
    if category_id is None or not await category_exists(tx, category_id):
        raise Invalid("Укажите категорию работы, какая есть на бирже, или свой кворк.", field="category_id")
    return category_id


@command(Role.CUSTOMER)
async def accept_personal_offer(tx: Transaction, actor: Actor, offer_id: int) -> int:
    """Take a personal offer: it becomes an order in work, and its price is held. Gives the order's id.

    Raises:
        NotFound: there is no such offer to them.
        WrongState: it was accepted, declined or withdrawn, or its time is over.
        Forbidden: the two have shut one another out since, or its author works no more.
        NotEnoughMoney: the balance does not cover price and fee; the offer stays.
    """
    offer = await _ended(tx, offer_id, PersonalState.ACCEPTED, customer_id=actor.id)
    order_id = await agree(
        tx,
        customer_id=offer.customer_id,
        performer_id=offer.seller_id,
        title=offer.title,
        description=offer.text,
        category_id=offer.category_id,
        price=offer.price,
        days=offer.days,
    )
    await tx.run(statements.JOIN_ORDER, offer_id=offer_id, new_order=order_id)
    await tell(tx, offer.seller_id, notices.accepted(offer, order_id))
    await tell(tx, offer.customer_id, notices.agreed(offer, order_id))
    return order_id


@command(Role.CUSTOMER)
async def decline_personal_offer(tx: Transaction, actor: Actor, offer_id: int) -> None:
    """Not take a personal offer.

    Raises:
        NotFound: there is no such offer to them.
        WrongState: it was accepted, declined or withdrawn, or its time is over.
    """
    offer = await _ended(tx, offer_id, PersonalState.DECLINED, customer_id=actor.id)
    await tell(tx, offer.seller_id, notices.declined(offer))


@command(Role.PERFORMER)
async def withdraw_personal_offer(tx: Transaction, actor: Actor, offer_id: int) -> None:
    """Take an own personal offer back.

    Raises:
        NotFound: there is no such offer of theirs.
        WrongState: it was accepted, declined or withdrawn, or its time is over.
    """
    offer = await _ended(tx, offer_id, PersonalState.WITHDRAWN, seller_id=actor.id)
    await tell(tx, offer.customer_id, notices.withdrawn(offer))


async def _ended(
    tx: Transaction, offer_id: int, state: PersonalState, *, customer_id: int = 0, seller_id: int = 0
) -> PersonalOffer:
    """A live personal offer, as it was before it was put into that state."""
    offer = await tx.first(statements.OFFER, offer_id=offer_id)
    if offer is None or customer_id not in {0, offer.customer_id} or seller_id not in {0, offer.seller_id}:
        raise no_such_offer()
    if not await tx.run(statements.DECIDE, offer_id=offer_id, moment=tx.now, new_state=int(state)):
        stands = await tx.one(statements.OFFER, offer_id=offer_id)
        raise WrongState(f"Персональное предложение №{offer_id} {ENDED[state_of(stands, tx.now)]}.")
    return offer


def no_such_offer() -> NotFound:
    """The refusal for a personal offer that is not there, or not for this person."""
    return NotFound("Такого персонального предложения нет.", field="id")
