"""What can happen to reviews."""

from birzha.articles.queries import have_traded
from birzha.errors import Forbidden, NotFound, TooSoon, WrongState
from birzha.kworks.commands import review_kwork
from birzha.kworks.model import SaleState
from birzha.kworks.queries import sale_of_order
from birzha.limits import number_within, text_within, written
from birzha.orders.queries.together import have_common_work
from birzha.people.access import command
from birzha.people.commands import change_reports
from birzha.people.model import ANYONE, Actor, Role
from birzha.people.queries import existing_person
from birzha.reviews import tables
from birzha.reviews.model import EDITABLE_FOR, LONGEST_TEXT, MOST_STARS, PAUSE, SHORTEST_TEXT, counted, edited_stars
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(ANYONE)
async def add_review(
    tx: Transaction, actor: Actor, person_id: int, text: str, *, stars: int = MOST_STARS, order_id: int = 0
) -> int:
    """Say something of a person one has worked with, or of a purchase; gives the id (documentation of users.setReport).

    A review of a purchase counts on the kwork, too. There is one for each purchase, whenever others were written; it neither waits
    for the pause between reviews of one person nor begins one.

    Args:
        tx: the transaction.
        actor: the author.
        person_id: of whom; for a purchase its seller.
        text: 50 to 5000 characters.
        stars: 1 to 5; 4 and 5 are a positive review, 1 and 2 a negative one.
        order_id: of one's own purchase of a kwork, the work accepted; 0: of the person in general.

    Raises:
        ContactsFound: the text carries contact data.
        Forbidden: the author may not write reviews, is that person, or has neither an accepted order with them nor an article.
        Invalid: text or stars beyond their limits.
        NotFound: there is no such person, or the author has bought nothing of them with that order.
        TooSoon: the author wrote of that person less than a day ago.
        WrongState: the purchase is not accepted yet, or the author has reviewed it already.
    """
    _check(tx, text, stars)
    await existing_person(tx, person_id)
    await _must_be_let(tx, actor)
    if order_id:
        kwork_id = await _take_turn_of_purchase(tx, actor.id, person_id, order_id)
        await review_kwork(tx, kwork_id, stars)
    else:
        kwork_id = 0
        await _take_turn_of_pair(tx, actor.id, person_id)
    about = {"author_id": actor.id, "person_id": person_id, "order_id": order_id, "kwork_id": kwork_id}
    review_id = await tx.one(tables.ADD_REVIEW, **about, stars=stars, text=text, date=tx.now)
    await change_reports(tx, person_id, **counted(stars))
    return review_id


async def _take_turn_of_pair(tx: Transaction, author_id: int, person_id: int) -> None:
    if person_id == author_id or not await _have_met(tx, author_id, person_id):
        raise Forbidden(
            "Отзыв можно оставить только тому, с кем есть общая работа: принятый заказ или купленная статья."
        )
    await tx.run(tables.START_PAUSE, author_id=author_id, person_id=person_id)
    turn = await tx.run(tables.TAKE_TURN, author=author_id, whom=person_id, before=tx.now - PAUSE, moment=tx.now)
    if not turn:
        raise TooSoon("Следующий отзыв этому пользователю можно оставить через сутки после прошлого.", wait=PAUSE)


async def _take_turn_of_purchase(tx: Transaction, author_id: int, person_id: int, order_id: int) -> int:
    """The kwork that was bought, if the author may review that purchase now."""
    sale = await sale_of_order(tx, order_id)
    if sale is None or sale.customer_id != author_id or sale.seller_id != person_id:
        raise NotFound("Такой вашей покупки у этого продавца нет.", field="order_id")
    if sale.state != SaleState.DONE:
        raise WrongState("Отзыв о покупке можно оставить, когда работа принята.", field="order_id")
    if not await tx.run(tables.MARK_REVIEWED, order_id=order_id, date=tx.now):
        raise WrongState("О каждой покупке — один отзыв, а об этой вы его уже оставили.", field="order_id")
    return sale.kwork_id


@command(ANYONE)
async def edit_review(
    tx: Transaction,
    actor: Actor,
    review_id: int,
    text: str,
    *,
    stars: int | None = None,
    rate: int | None = None,
    person_id: int | None = None,
) -> int:
    """Change one's own review within an hour; gives its id (documentation of users.setReport, ``id_report``).

    Args:
        tx: the transaction.
        actor: the author.
        review_id: of the review.
        text: 50 to 5000 characters.
        stars: 1 to 5; ``None``: as they were.
        rate: the kind instead of stars: 1 positive, 2 negative; ``None``, or the kind that the review has: stars as they were.
        person_id: of whom it must be; ``None``: of anybody.

    Raises:
        ContactsFound: the text carries contact data.
        Forbidden: the author may not write reviews any more.
        Invalid: text or stars beyond their limits.
        NotFound: the author has no such review, or it is of somebody else.
        WrongState: it is older than an hour (A28).
    """
    _check(tx, text, MOST_STARS if stars is None else stars)
    old = await tx.first(tables.LOCK_REVIEW, review_id=review_id)
    if old is None or old.author_id != actor.id or person_id not in {None, old.person_id}:
        raise NotFound("Такого вашего отзыва нет.", field="id_report")
    await _must_be_let(tx, actor)
    if tx.now - old.date > EDITABLE_FOR:
        raise WrongState("Отзыв можно изменить только в течение часа.")
    new_stars = edited_stars(old.stars, stars, rate)
    await tx.run(tables.EDIT_REVIEW, review_id=review_id, new_text=text, new_stars=new_stars)
    if new_stars != old.stars:
        difference = counted(old.stars, -1)
        difference.update(counted(new_stars))
        if old.kwork_id:
            await review_kwork(tx, old.kwork_id, old.stars, -1)
            await review_kwork(tx, old.kwork_id, new_stars)
        await change_reports(tx, old.person_id, **difference)
    return review_id


@command(Role.MODERATOR | Role.ADMIN)
async def delete_review(tx: Transaction, actor: Actor, review_id: int) -> None:
    """Take a review away, and out of the counts of its person and kwork; a purchase is not reviewed anew.

    Raises:
        NotFound: there is no such review.
    """
    gone = await tx.first(tables.DELETE_REVIEW, review_id=review_id)
    if gone is None:
        raise NotFound("Такого отзыва нет.")
    if gone.kwork_id:
        await review_kwork(tx, gone.kwork_id, gone.stars, -1)
    await change_reports(tx, gone.person_id, **counted(gone.stars, -1))


def _check(tx: Transaction, text: str, stars: int) -> None:
    text_within(written(text, "text", LONGEST_TEXT), "text", least=SHORTEST_TEXT, most=LONGEST_TEXT)
    number_within(stars, "stars", least=1, most=MOST_STARS)
    refuse_contacts(tx.rules, text=text)


async def _have_met(tx: Transaction, one: int, other: int) -> bool:
    """Whether the two have work in common: an accepted order, or an article that one bought of the other."""
    return await have_common_work(tx, one, other) or await have_traded(tx, one, other)


async def _must_be_let(tx: Transaction, actor: Actor) -> None:
    author = await existing_person(tx, actor.id)
    if author.reviews_blocked:
        raise Forbidden("Администрация запретила вам оставлять отзывы.")
