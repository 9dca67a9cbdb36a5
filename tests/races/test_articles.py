"""Eight customers after one article at once, on PostgreSQL: exactly one gets it and pays, every time."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from birzha.app import Market
from birzha.articles.commands import (
    approve_article,
    archive_articles,
    buy_article,
    delete_article,
    end_discounts,
    offer_article,
    save_article,
    set_discount,
    withdraw_article,
)
from birzha.articles.model import ArticleChanges, ArticleFilter
from birzha.articles.queries import articles
from birzha.errors import MarketError, NotFound, WrongState
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.money.queries import balance
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import save_category, save_language

CLIENTS = 8
ROUNDS = 6
PRICE = 10_000
WHOLE = 10_500
RICH = 10**9


class Shop:
    """An author, a moderator, eight customers with money."""

    def __init__(self, market: Market) -> None:
        self.market = market

    async def open(self) -> "Shop":
        """Bring everybody in."""
        self.admin = await self.person("admin", Role.ADMIN | Role.MODERATOR)
        self.author = await self.person("author", Role.PERFORMER)
        self.customers = [await self.person(f"customer{n}", Role.CUSTOMER) for n in range(CLIENTS)]
        for who in self.customers:
            await self.market.do(deposit, who.id, RICH)
        self.category = await self.market.do(save_category, self.admin, name="Кулинария")
        self.language = await self.market.do(save_language, self.admin, name="русский")
        return self

    async def person(self, login: str, roles: Role) -> Actor:
        """Somebody new."""
        return Actor(await self.market.do(add_person, login=login, roles=roles, rate=10), roles, rate=10)

    async def on_sale(self) -> int:
        """A new article on sale."""
        changes = ArticleChanges(
            title="Хлеб", text="О хлебе", price=PRICE, category_id=self.category, language_id=self.language
        )
        article_id = await self.market.do(save_article, self.author, changes)
        await self.market.do(offer_article, self.author, article_id)
        await self.market.do(approve_article, self.admin, article_id, orph=1, punc=1, style=1)
        return article_id

    async def spent(self) -> list[int]:
        """What each customer has paid so far."""
        return [RICH - (await self.market.ask(balance, who)).available for who in self.customers]


@pytest.fixture
async def shop(postgres_market: Market) -> Shop:
    """A shop on PostgreSQL."""
    return await Shop(postgres_market).open()


async def outcomes(*acts: Awaitable[Any]) -> tuple[list[Any], list[BaseException]]:
    """What succeeded and what was refused; anything but a refusal of the market fails the test."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(failure, MarketError) for failure in failures), failures
    return [result for result in results if not isinstance(result, BaseException)], failures


async def test_eight_customers_one_article(shop: Shop):
    """One gets it and pays once; the others find it gone and keep their money; the author is paid once."""
    for number in range(1, ROUNDS + 1):
        article = await shop.on_sale()
        won, lost = await outcomes(*(shop.market.do(buy_article, who, article) for who in shop.customers))
        assert won == [article]
        assert all(isinstance(failure, NotFound) for failure in lost)
        assert sum(await shop.spent()) == WHOLE * number
        owners = [
            who.id
            for who in shop.customers
            if await shop.market.ask(articles, who, ArticleFilter(bought=True, article_id=article))
        ]
        assert len(owners) == 1
    assert (await shop.market.ask(balance, shop.author)).available == 9_000 * ROUNDS
    assert (await shop.market.ask(audit)).problems == ()


async def test_a_purchase_against_what_the_author_does(shop: Shop):
    """Bought or withdrawn, deleted, rewritten or discounted: one of the two comes first, and the other fits to it."""
    for number in range(ROUNDS):
        article = await shop.on_sale()
        own: list[tuple[Any, ...]] = [
            (withdraw_article, shop.author, article),
            (delete_article, shop.author, article),
            (save_article, shop.author, ArticleChanges(title="Хлеб и соль"), article),
            (set_discount, shop.author, article, 50, shop.market.clock.now()),
        ]
        await outcomes(shop.market.do(buy_article, shop.customers[0], article), shop.market.do(*own[number % 4]))
        assert (await shop.market.ask(audit)).problems == ()


async def test_one_archiving_is_enough(shop: Shop):
    """Eight requests to archive one article: one does it, the others are told that it is done."""
    article = await shop.on_sale()
    customer = shop.customers[0]
    await shop.market.do(buy_article, customer, article)
    won, lost = await outcomes(*(shop.market.do(archive_articles, customer, [article]) for _ in range(CLIENTS)))
    assert won == [[article]]
    assert all(isinstance(failure, WrongState) for failure in lost)


async def test_sweeps_and_purchases_of_discounted_articles(shop: Shop):
    """Discounts end while their articles are bought: nobody waits for ever, the price is that of the moment, the books hold."""
    numbers = [await shop.on_sale() for _ in range(CLIENTS)]
    for article in numbers:
        await shop.market.do(set_discount, shop.author, article, 50, shop.market.clock.now())
    shop.market.clock.set(shop.market.clock.now() + 2 * 86_400)  # type: ignore[attr-defined]  # the test's clock
    await outcomes(
        *(shop.market.do(buy_article, who, article) for who, article in zip(shop.customers, numbers, strict=True)),
        *(shop.market.do(end_discounts) for _ in range(4)),  # type: ignore[arg-type]  # a coroutine function
    )
    assert await shop.spent() == [WHOLE] * CLIENTS
    assert (await shop.market.ask(audit)).problems == ()
