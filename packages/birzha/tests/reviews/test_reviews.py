"""Reviews: who may write them, how often, how long they may be changed, and the counts that follow."""

import asyncio

import pytest
from sqlalchemy import Integer

from birzha.app import Market
from birzha.articles.commands import approve_article, buy_article, offer_article, save_article
from birzha.articles.model import ArticleChanges
from birzha.clock import DAY, HOUR
from birzha.errors import ContactsFound, Forbidden, Invalid, NotFound, TooSoon, WrongState
from birzha.orders.tables.rows import task_order
from birzha.people.commands import add_person, block, block_reviews, change_rate
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id, existing_person
from birzha.reviews.commands import add_review, delete_review, edit_review
from birzha.reviews.queries import reviews_of, reviews_page
from birzha.storage.statement import put_into

GOOD = "Работа сдана в срок, текст живой и без ошибок, рекомендую."
OTHER = "Работа сдана не в срок, текст сухой и с ошибками, не советую."


async def someone(market: Market, login: str, roles: Role = Role.CUSTOMER | Role.PERFORMER) -> Actor:
    """A new person."""
    actor = await market.ask(actor_by_id, await market.do(add_person, login=login, roles=roles))
    assert actor is not None
    return actor


async def put_order(tx, customer_id: int, performer_id: int, status: int = 4) -> None:
    """An order in that state, with nothing in it that a review looks at."""
    values = {
        column.name: 0 if isinstance(column.type, Integer) else "" for column in task_order.c if column.name != "id"
    }
    values |= {"customer_id": customer_id, "performer_id": performer_id, "status": status, "size": 1}
    values |= {"work_type": 1, "price_type": 1, "target": 1}
    await tx.run(put_into(task_order, *values), **values)


async def pair(market: Market) -> tuple[Actor, Actor]:
    """A customer and a performer with an accepted order between them."""
    customer, performer = await someone(market, "client"), await someone(market, "writer")
    await market.do(put_order, customer.id, performer.id)
    return customer, performer


async def counts(market: Market, actor: Actor) -> tuple[int, int]:
    """Positive and negative reviews of a person, as counted; the listed ones must be as many, and all stars be theirs."""
    person = await market.ask(existing_person, actor.id)
    listed = await market.ask(reviews_of, actor, actor.id)
    page, _ = await market.ask(reviews_page, actor, actor.id, count=100, offset=0)
    assert (person.star_count, person.star_sum) == (len(page), sum(each.stars for each in page))
    assert sum(map(len, listed.positive.values())) == person.reports
    assert sum(map(len, listed.negative.values())) == person.reports_n
    return person.reports, person.reports_n


async def test_both_sides_may_write(market: Market) -> None:
    """Customer and performer of an accepted order review one another; each is listed and counted with its person."""
    customer, performer = await pair(market)
    first = await market.do(add_review, customer, performer.id, GOOD)
    second = await market.do(add_review, performer, customer.id, OTHER, stars=2)
    listed = await market.ask(reviews_of, customer, performer.id)
    assert list(listed.positive) == [customer.id]
    [review] = listed.positive[customer.id]
    assert (review.id, review.text, review.stars, review.date) == (first, GOOD, 5, market.clock.now())
    assert (await market.ask(reviews_of, customer, customer.id)).negative[performer.id][0].id == second
    assert await counts(market, performer) == (1, 0)
    assert await counts(market, customer) == (0, 1)


@pytest.mark.parametrize("length", [50, 5000])
async def test_lengths_at_the_limits(sqlite_market: Market, length: int) -> None:
    """The shortest and the longest review pass."""
    customer, performer = await pair(sqlite_market)
    assert await sqlite_market.do(add_review, customer, performer.id, "я" * length)


@pytest.mark.parametrize(
    ("error", "field", "values"),
    [
        (Invalid, "text", {"text": ""}),
        (Invalid, "text", {"text": "я" * 49}),
        (Invalid, "text", {"text": "я" * 5001}),
        (Invalid, "text", {"text": "я" * 50 + "\0"}),
        (Invalid, "stars", {"text": GOOD, "stars": 0}),
        (Invalid, "stars", {"text": GOOD, "stars": 6}),
        (ContactsFound, "text", {"text": GOOD + " Пишите: ivan@mail.ru"}),
    ],
)
async def test_bad_values(sqlite_market: Market, error: type[Exception], field: str, values: dict) -> None:
    """Values beyond the limits and contact data are refused, in a new review and in an edit, and change nothing."""
    customer, performer = await pair(sqlite_market)
    with pytest.raises(error) as refusal:
        await sqlite_market.do(add_review, customer, performer.id, **values)
    assert refusal.value.field == field
    assert await counts(sqlite_market, performer) == (0, 0)
    review_id = await sqlite_market.do(add_review, customer, performer.id, GOOD)
    with pytest.raises(error):
        await sqlite_market.do(edit_review, customer, review_id, **values)
    assert (await sqlite_market.ask(reviews_of, customer, performer.id)).positive[customer.id][0].text == GOOD


@pytest.mark.parametrize("status", [2, 3, 5])
async def test_only_accepted_work_counts(market: Market, status: int) -> None:
    """An order that is not accepted gives no right to a review, nor does somebody else's."""
    customer, performer, third = [await someone(market, login) for login in ("client", "writer", "third")]
    await market.do(put_order, customer.id, performer.id, status)
    await market.do(put_order, customer.id, third.id)
    for author, whom in [(customer, performer), (performer, customer), (performer, third), (customer, customer)]:
        with pytest.raises(Forbidden):
            await market.do(add_review, author, whom.id, GOOD)
    with pytest.raises(NotFound):
        await market.do(add_review, customer, 999, GOOD)


async def test_one_a_day(market: Market) -> None:
    """The next review of the same person passes exactly a day later; of another person at once."""
    customer, performer = await pair(market)
    third = await someone(market, "third")
    await market.do(put_order, customer.id, third.id)
    start = market.clock.now()
    await market.do(add_review, customer, performer.id, GOOD)
    await market.do(add_review, customer, third.id, GOOD)
    for after in (0, DAY - 1):
        market.clock.set(start + after)
        with pytest.raises(TooSoon):
            await market.do(add_review, customer, performer.id, OTHER)
    market.clock.set(start + DAY)
    await market.do(add_review, customer, performer.id, OTHER)
    assert [each.text for each in (await market.ask(reviews_of, third, performer.id)).positive[customer.id]] == [
        OTHER,
        GOOD,
    ]


async def test_one_of_many_at_once(postgres_market: Market) -> None:
    """Of eight reviews sent at the same moment one passes, and is counted once."""
    customer, performer = await pair(postgres_market)
    results = await asyncio.gather(
        *(postgres_market.do(add_review, customer, performer.id, GOOD) for _ in range(8)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in results) == ["TooSoon"] * 7 + ["int"]
    assert await counts(postgres_market, performer) == (1, 0)


async def test_editing_within_an_hour(market: Market) -> None:
    """An author changes text and kind for an hour; the counts follow; without a kind it stays."""
    customer, performer = await pair(market)
    start = market.clock.now()
    review_id = await market.do(add_review, customer, performer.id, GOOD)
    assert await market.do(edit_review, customer, review_id, OTHER, stars=1) == review_id
    assert await counts(market, performer) == (0, 1)
    market.clock.set(start + HOUR)
    await market.do(edit_review, customer, review_id, GOOD)
    assert await counts(market, performer) == (0, 1)
    await market.do(edit_review, customer, review_id, GOOD, stars=4)
    assert await counts(market, performer) == (1, 0)
    market.clock.set(start + HOUR + 1)
    with pytest.raises(WrongState):
        await market.do(edit_review, customer, review_id, OTHER)


async def test_edits_at_once_keep_the_counts(postgres_market: Market) -> None:
    """Changes of the stars at the same moment, and a deletion among them, leave counts that fit the reviews."""
    customer, performer = await pair(postgres_market)
    moderator = await someone(postgres_market, "moderator", Role.MODERATOR)
    for number in range(10):
        postgres_market.clock.set(postgres_market.clock.now() + DAY)
        review_id = await postgres_market.do(add_review, customer, performer.id, GOOD)
        await asyncio.gather(
            *(postgres_market.do(edit_review, customer, review_id, OTHER, stars=1 + turn % 5) for turn in range(6)),
            *([postgres_market.do(delete_review, moderator, review_id)] if number % 2 else []),
            return_exceptions=True,
        )
        await counts(postgres_market, performer)
    page, person = await postgres_market.ask(reviews_page, customer, performer.id, count=100, offset=0)
    assert person.star_count == len(page) == number // 2 + 1


async def test_only_the_author_edits(market: Market) -> None:
    """Somebody else's review is as unknown as one that is not there, even to its person and to a moderator."""
    customer, performer = await pair(market)
    moderator = await someone(market, "moderator", Role.MODERATOR)
    review_id = await market.do(add_review, customer, performer.id, GOOD)
    for actor, wanted in [(performer, review_id), (moderator, review_id), (customer, review_id + 1)]:
        with pytest.raises(NotFound):
            await market.do(edit_review, actor, wanted, OTHER)


async def test_blocked_authors(market: Market) -> None:
    """Who may not write reviews neither adds nor edits; allowed again, they do."""
    customer, performer = await pair(market)
    moderator = await someone(market, "moderator", Role.MODERATOR)
    review_id = await market.do(add_review, customer, performer.id, GOOD)
    await market.do(block_reviews, moderator, customer.id)
    market.clock.set(market.clock.now() + DAY)
    with pytest.raises(Forbidden):
        await market.do(add_review, customer, performer.id, OTHER)
    market.clock.set(market.clock.now() - DAY)
    with pytest.raises(Forbidden):
        await market.do(edit_review, customer, review_id, OTHER)
    await market.do(block_reviews, moderator, customer.id, blocked=False)
    await market.do(edit_review, customer, review_id, OTHER)


async def test_a_moderator_deletes(market: Market) -> None:
    """A deleted review is neither listed nor counted, cannot be deleted twice, and is not written anew at once."""
    customer, performer = await pair(market)
    moderator = await someone(market, "moderator", Role.MODERATOR)
    review_id = await market.do(add_review, customer, performer.id, GOOD, stars=2)
    for actor in (customer, performer):
        with pytest.raises(Forbidden):
            await market.do(delete_review, actor, review_id)
    await market.do(delete_review, moderator, review_id)
    assert await counts(market, performer) == (0, 0)
    with pytest.raises(NotFound):
        await market.do(delete_review, moderator, review_id)
    with pytest.raises(TooSoon):
        await market.do(add_review, customer, performer.id, GOOD)


async def test_reviews_of_nobody_and_of_the_blocked(market: Market) -> None:
    """Unknown people and those who are shut out have no reviews to show (documentation of users.getReports)."""
    customer, performer = await pair(market)
    admin = await someone(market, "admin", Role.ADMIN)
    await market.do(add_review, customer, performer.id, GOOD)
    await market.do(block, admin, performer.id)
    for person_id in (performer.id, 999):
        with pytest.raises(NotFound):
            await market.ask(reviews_of, customer, person_id)


async def test_a_bought_article_is_common_work(world) -> None:
    """Author and buyer of an article review one another; while it is on sale nobody may."""
    author, buyer = world.performer, world.customer
    await world.do(change_rate, author.id, 1000)
    author = await world.ask(actor_by_id, author.id)
    written = ArticleChanges(
        title="Кошки",
        description="О кошках",
        text="Кошки бывают разные.",
        category_id=1911,
        language_id=1,
        price=10_000,
    )
    article = await world.do(save_article, author, written)
    await world.do(offer_article, author, article)
    await world.do(approve_article, world.moderator, article, orph=1, punc=1, style=1)
    for one, other in ((author, buyer), (buyer, author)):
        with pytest.raises(Forbidden):
            await world.do(add_review, one, other.id, GOOD)
    await world.do(buy_article, buyer, article)
    for one, other in ((author, buyer), (buyer, author)):
        assert await world.do(add_review, one, other.id, GOOD)
    with pytest.raises(Forbidden):
        await world.do(add_review, world.stranger, author.id, GOOD)
