"""The third act: a kwork is written, published, bought, delivered and reviewed; a project of eTXT is found through Kwork."""

from dataclasses import dataclass
from decimal import Decimal

from birzha.cli.amounts import roubles
from birzha.cli.language import Speech
from birzha.cli.story import gig_texts as texts
from birzha.cli.story.callers import Person
from birzha.cli.story.script import COOKING, DONE, IN_WORK, ON_CHECK, WAITING, Story, kopecks, percent
from birzha.cli.story.telling import expect
from kwork_api import KworkClient, KworkNotFoundError

PRICE = Decimal(700)
EXTRA = Decimal(150)
"""Roubles of the kwork and of its extra."""

DAYS = 2
"""From the purchase to the delivery."""

FEE = 5
COMMISSION = 10
"""Percent: the customer's fee, and what the exchange keeps of the seller's."""

FIRST_STARS = 3
SECOND_STARS = 5
"""Of the review, before and after its edit."""

KINDS = {3: (0, 0), 5: (1, 0)}
"""How many good and bad reviews eTXT knows more for one with so many stars."""

LATER = "PT30M"
"""Until the edit; an author has an hour for it."""

BUDGET = Decimal(450)
"""Roubles for the project."""


@dataclass(slots=True)
class Gig:
    """What Kwork's API has words for goes through it, and eTXT's customer is the same person; the rest is ours.

    Args:
        story: the first act: its people, its purse and its teller go on.
        moderator: reads the kwork.
        web: the customer where only the pages would do.
        buyer: the same customer through Kwork's API.
        seller: the performer through Kwork's API.
    """

    story: Story
    moderator: Person
    web: Person
    buyer: KworkClient
    seller: KworkClient

    async def play(self) -> None:
        """Play it to the end.

        Raises:
            Differs: a step is not what it should be.
            Refusal: the exchange refused what it should not.
            EtxtError: as above.
            KworkError: as above.
        """
        kwork = await self.write()
        await self.publish(kwork)
        order = await self.buy(kwork)
        await self.deliver(order)
        await self.accept(order)
        await self.review(kwork, order)
        await self.place()

    async def write(self) -> int:
        """The seller writes a kwork with an extra and offers it; nobody else sees it yet."""
        author = self.story.vera
        made = await author.post(
            "/me/kworks",
            title=texts.TITLE,
            description=texts.ABOUT,
            requirements=texts.REQUIREMENTS,
            category_id=COOKING,
            price=kopecks(PRICE),
            days=DAYS,
        )
        kwork: int = made["id"]
        extra = {"name": texts.EXTRA, "price": kopecks(EXTRA), "days": 0}
        await author.put(f"/me/kworks/{kwork}/features", features=[extra])
        await author.post(f"/me/kworks/{kwork}/offer")
        own = (await self.seller.other.get_kworks_status())["kworks"]
        expect(texts.WHAT_STATE, [each["status"] for each in own if each["id"] == kwork], ["moderation"])
        expect(texts.WHAT_HIDDEN, await self._hidden(kwork), str(texts.NOT_FOUND))
        await self.story.tell(
            texts.WRITTEN.said(
                seller=author.name,
                title=texts.TITLE,
                price=roubles(kopecks(PRICE)),
                extra=texts.EXTRA,
                more=roubles(kopecks(EXTRA)),
            )
        )
        return kwork

    async def publish(self, kwork: int) -> None:
        """A moderator reads it; the customer finds it and keeps it among the favourites."""
        waiting = (await self.moderator.get("/moderation/kworks"))["items"]
        expect(texts.WHAT_QUEUE, kwork in [each["id"] for each in waiting], wanted=True)
        await self.moderator.post(f"/moderation/kworks/{kwork}/approve")
        shelf = await self.buyer.catalog.get_list(sort="newest")
        expect(texts.WHAT_CATALOGUE, [each.id for each in shelf.kworks[:1]], [kwork])
        page = await self.buyer.catalog.get_details(kwork)
        asked = (_kopecks(page.price), page.delivery_time, page.features)
        expect(texts.WHAT_PAGE, asked, (kopecks(PRICE), DAYS, [texts.EXTRA]))
        await self._expect_rating(kwork, None, 0)
        await self.web.put(f"/me/favourite-kworks/{kwork}")
        favourites = [each.id for each in await self.buyer.user.get_favorite_kworks()]
        expect(texts.WHAT_FAVOURITES, kwork in favourites, wanted=True)
        count = shelf.pagination.total_items if shelf.pagination else 0
        await self.story.tell(
            texts.PUBLISHED.said(moderator=self.moderator.name, customer=self.story.name, count=count)
        )

    async def buy(self, kwork: int) -> int:
        """The customer buys it with its extra; both APIs have the order, and the seller is told."""
        await self.seller.notifications.fetch()
        extras = (await self.buyer.catalog.get_details_extra(kwork))["features"]
        price = kopecks(PRICE + EXTRA)
        made = await self.web.post(
            f"/kworks/{kwork}/purchases",
            features=[each["id"] for each in extras],
            text=texts.WISH,
            expected_price=price,
        )
        order: int = made["id"]
        held = price + percent(price, FEE)
        self.story.purse.customer -= held
        self.story.purse.held += held
        await self._expect_both(order, price, "in_progress", IN_WORK)
        told = (await self.seller.notifications.fetch()).notifications
        expect(texts.WHAT_NOTICE, [f"№{order}" in each.message for each in told], [True])
        await self.story.tell(
            texts.BOUGHT.said(
                customer=self.story.name,
                price=roubles(price),
                held=roubles(held),
                order=order,
                seller=self.story.vera.name,
            )
        )
        return order

    async def deliver(self, order: int) -> None:
        """The seller submits what was bought."""
        mine = [each.id for each in await self.seller.projects.get_worker_orders()]
        expect(texts.WHAT_PROJECT, order in mine, wanted=True)
        await self.story.vera.post(f"/orders/{order}/results", text=texts.RECIPE)
        await self._expect_both(order, kopecks(PRICE + EXTRA), "in_progress", ON_CHECK)
        await self.story.tell(texts.DELIVERED.said(seller=self.story.vera.name, size=len(texts.RECIPE)))

    async def accept(self, order: int) -> None:
        """The customer accepts through eTXT what was bought through Kwork; everybody gets their share."""
        price, purse = kopecks(PRICE + EXTRA), self.story.purse
        await self.story.customer.tasks.paid_task(order, text="Спасибо!")
        await self._expect_both(order, price, "completed", DONE)
        held, earned = purse.held, price - percent(price, COMMISSION)
        purse.held = 0
        purse.performer += earned
        purse.fee += held - earned
        row = (await self.story.customer.users.get_stats(count=1))[0]
        expect(texts.WHAT_STATEMENT, (kopecks(row.count), kopecks(row.balance)), (-held, purse.customer))
        await self.story.tell(
            texts.ACCEPTED.said(
                customer=self.story.name,
                seller=self.story.vera.name,
                earned=roubles(earned),
                fee=roubles(held - earned),
            )
        )

    async def review(self, kwork: int, order: int) -> None:
        """A review moves the rating, and its edit moves it again; eTXT hears of those that are good or bad."""
        seller: int = (await self.story.vera.get("/me"))["id"]
        good, bad = await self._reports(seller)
        made = await self.web.post(
            f"/people/{seller}/reviews", text=texts.FIRST_WORDS, stars=FIRST_STARS, order_id=order
        )
        for stars, told in ((FIRST_STARS, texts.REVIEWED), (SECOND_STARS, texts.EDITED)):
            if stars == SECOND_STARS:
                await self.story.sandbox.post("/clock/advance", by=LATER)
                await self.web.put(f"/reviews/{made['id']}", text=texts.SECOND_WORDS, stars=stars)
            await self._expect_rating(kwork, stars, 1)
            more = KINDS[stars]
            expect(texts.WHAT_REPORTS, await self._reports(seller), (good + more[0], bad + more[1]))
            await self.story.tell(told.said(customer=self.story.name, stars=stars, rating=_shown(stars)))

    async def place(self) -> None:
        """What is placed through eTXT is found through Kwork."""
        saved = await self.story.customer.tasks.save_task(
            public=True,
            title=texts.PROJECT,
            description=texts.PROJECT_ABOUT,
            price=BUDGET,
            price_type=2,
            size=3000,
            id_category=COOKING,
            deadline=self.story.days_ahead(2),
        )
        found = [each for each in (await self.seller.projects.get_list()).projects if each.id == saved.id_task]
        seen = [(each.title, _kopecks(each.budget), each.status, each.bids_count) for each in found]
        expect(texts.WHAT_PROJECT, seen, [(texts.PROJECT, kopecks(BUDGET), "open", 0)])
        [task] = await self.story.customer.tasks.list_tasks(id=saved.id_task)
        expect(texts.WHAT_TASK, (task.status, kopecks(task.price)), (WAITING, kopecks(BUDGET)))
        await self.story.tell(
            texts.PLACED.said(
                customer=self.story.name,
                order=saved.id_task,
                title=texts.PROJECT,
                seller=self.story.vera.name,
                budget=roubles(kopecks(BUDGET)),
            )
        )

    async def _hidden(self, kwork: int) -> str:
        try:
            await self.buyer.catalog.get_details(kwork)
        except KworkNotFoundError:
            return str(texts.NOT_FOUND)
        return str(texts.FOUND)

    async def _expect_rating(self, kwork: int, rating: float | None, reviews: int) -> None:
        page = await self.buyer.catalog.get_details(kwork)
        expect(texts.WHAT_RATING, (page.rating, page.reviews_count), (rating, reviews))

    async def _expect_both(self, order: int, price: int, project: str, task: int) -> None:
        """The same order through both APIs: its price, and where it stands in the words of each."""
        mine = [each for each in await self.buyer.projects.get_payer_orders() if each.id == order]
        expect(texts.WHAT_PROJECT, [(_kopecks(each.budget), each.status) for each in mine], [(price, project)])
        tasks = await self.story.customer.tasks.list_tasks(id=order)
        expect(texts.WHAT_TASK, [(kopecks(each.price), each.status) for each in tasks], [(price, task)])

    async def _reports(self, person: int) -> tuple[int, int]:
        found = await self.story.customer.users.get_reports(person)
        return len(found.positive), len(found.negative)


def _shown(rating: float) -> str:
    text = f"{rating:.1f}"
    return text.replace(".", ",") if Speech.language == "ru" else text


def _kopecks(amount: float | None) -> int:
    """Kwork's API has sums as numbers with a fraction."""
    return kopecks(Decimal(str(amount or 0)))
