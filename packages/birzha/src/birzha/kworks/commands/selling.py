"""How kworks are bought: an order in work at once, with the money held; and what sales and reviews count on them."""

from collections.abc import Sequence
from dataclasses import replace

from birzha.errors import Forbidden
from birzha.kworks import notices
from birzha.kworks.commands.guarded import moved, no_such_kwork, rewrite
from birzha.kworks.model import (
    LONGEST_WISH,
    Choice,
    Event,
    Kwork,
    kept_features,
    rating,
    recommendation,
    terms,
)
from birzha.kworks.tables.kworks import FEATURES_OF, LOCK_KWORK, LOCK_PUBLIC_KWORK
from birzha.kworks.tables.sales import PUT_SALE
from birzha.limits import text_within
from birzha.messages.commands import tell
from birzha.orders.commands import agree
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.CUSTOMER)
async def buy_kwork(
    tx: Transaction,
    actor: Actor,
    kwork_id: int,
    *,
    package: int | str | None = None,
    feature_ids: Sequence[int] = (),
    text: str = "",
    expected_price: int | None = None,
) -> int:
    """Buy a kwork of the catalogue as it stands at this moment: an order is in work at once, its money held.

    The order is one like any other from then on; see :func:`birzha.orders.commands.agreeing.agree` for what it asks for.

    Args:
        tx: the transaction.
        actor: the customer.
        kwork_id: of the catalogue.
        package: one of its packages by name, or by place in the kwork's list, from 0; ``None``: the kwork without a package.
        feature_ids: paid extras, each once; they add to price and days.
        text: what the seller has to know, up to 5000 characters.
        expected_price: what the customer has seen it cost with the extras, kopecks, without their fee; ``None``: whatever it costs.

    Returns:
        The order's id.

    Raises:
        Invalid: there is no such package, an extra is named twice, or the text is too long.
        ContactsFound: the text carries contact data.
        NotFound: it is not in the catalogue, or it has no such extra.
        Forbidden: it is their own, or one has shut the other out.
        WrongState: it costs something else than was expected.
        NotEnoughMoney: the available balance does not cover price and fee; nothing has changed.
    """
    text_within(text, "text", most=LONGEST_WISH)
    refuse_contacts(tx.rules, text=text)
    kwork = await tx.first(LOCK_PUBLIC_KWORK, kwork_id=kwork_id)
    if kwork is None:
        raise no_such_kwork()
    if kwork.seller_id == actor.id:
        raise Forbidden("Свой кворк купить нельзя.")
    choice = Choice(package, feature_ids, text, expected_price)
    chosen = terms(kwork, await tx.all(FEATURES_OF, kwork_id=kwork_id), choice)
    order_id = await agree(
        tx,
        customer_id=actor.id,
        performer_id=kwork.seller_id,
        title=kwork.title,
        description=notices.ordered(chosen, text),
        category_id=kwork.category_id,
        price=chosen.price,
        days=chosen.days,
    )
    await tx.run(
        PUT_SALE,
        order_id=order_id,
        kwork_id=kwork_id,
        seller_id=kwork.seller_id,
        customer_id=actor.id,
        title=kwork.title,
        price=chosen.price,
        days=chosen.days,
        revisions=chosen.revisions,
        package=chosen.package,
        features=kept_features(chosen.features),
        date=tx.now,
    )
    await _count(tx, kwork, sales=1)
    await tell(tx, kwork.seller_id, notices.bought(kwork, order_id, chosen))
    return order_id


async def count_kwork(tx: Transaction, kwork_id: int, *, sales: int = 0, stars: int | None = None) -> None:
    """Count sales and at most one review on a kwork, with the rating and the place that follow from them. A step.

    Args:
        tx: the transaction.
        kwork_id: any kwork that was once in the catalogue, a deleted one too.
        sales: how many more.
        stars: of the review, 1 to 5; ``None``: none.

    Raises:
        NotFound: there is no such kwork.
    """
    await _count(tx, await _locked(tx, kwork_id), sales=sales, reviews=int(stars is not None), stars=stars or 0)


async def review_kwork(tx: Transaction, kwork_id: int, stars: int, sign: int = 1) -> None:
    """Count a review on a kwork, or take it away again, with the rating and the place that follow from it. A step.

    Args:
        tx: the transaction.
        kwork_id: any kwork that was once in the catalogue, a deleted one too.
        stars: of the review, 1 to 5.
        sign: 1 for one more, -1 for one fewer; an edited review is the old one fewer and the new one more.

    Raises:
        NotFound: there is no such kwork.
    """
    await _count(tx, await _locked(tx, kwork_id), reviews=sign, stars=sign * stars)


async def _locked(tx: Transaction, kwork_id: int) -> Kwork:
    found = await tx.first(LOCK_KWORK, kwork_id=kwork_id)
    if found is None:
        raise no_such_kwork()
    return found


async def _count(tx: Transaction, kwork: Kwork, *, sales: int = 0, reviews: int = 0, stars: int = 0) -> None:
    counted = replace(
        moved(kwork, Event.COUNT),
        sales=kwork.sales + sales,
        reviews=kwork.reviews + reviews,
        stars=kwork.stars + stars,
    )
    stood = recommendation(counted.stars, counted.reviews, counted.sales)
    await rewrite(tx, kwork, replace(counted, rating=rating(counted.stars, counted.reviews), recommended=stood))
