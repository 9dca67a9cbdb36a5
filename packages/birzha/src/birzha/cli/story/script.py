"""The story itself: one method a step, each of which ends with the sums that must stand then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from birzha.cli.amounts import roubles
from birzha.cli.story import texts
from birzha.cli.story.callers import Caller, Person, Refusal
from birzha.cli.story.telling import Differs, Purse, Teller, expect
from birzha.cli.texts import Text
from etxt_api import EtxtClient

UNIT = Decimal(80)
"""Roubles for 1000 characters of the article."""

SECOND_PRICE = Decimal(500)
"""Roubles for the second order."""

UNIQ = 90
FIRST_FOUND = 62
SECOND_FOUND = 96
"""Uniqueness asked for and found, percent."""

COOKING = 254
GOODS = 1794
"""Categories."""

WAITING, IN_WORK, ON_CHECK, DONE, OVERDUE = range(1, 6)
"""States of an order on the wire (documentation of tasks.listTasks)."""

ACCEPTED = 2
SENT_BACK = 1
"""States of a result on the wire (documentation of tasks.getResults)."""

PENALTY = 25
"""Rating points for a failed order."""


def kopecks(amount: Decimal) -> int:
    """Roubles in whole kopecks, rounded half up; reckoned here once more, so that the exchange cannot mark its own work."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def percent(amount: int, share: int) -> int:
    """A share of kopecks, rounded half up."""
    return kopecks(Decimal(amount) / 100 * share / 100)


@dataclass(slots=True)
class Story:
    """The customer orders through eTXT's API, performers work through ours.

    Args:
        customer: the client of the customer.
        login: of the customer.
        name: what the story calls the customer.
        vera: performs the first order.
        gleb: does not perform the second.
        sandbox: the controls.
        title: of the article's order.
        article: its text.
        teller: writes it down.
        purse: who must have how much.
        moment: of the exchange's clock, ISO 8601.
    """

    customer: EtxtClient
    login: str
    name: str
    vera: Person
    gleb: Person
    sandbox: Caller
    title: str
    article: str
    teller: Teller
    purse: Purse
    moment: str = ""

    async def play(self) -> None:
        """Play the first act.

        Raises:
            Differs: a step is not what it should be.
            Refusal: the exchange refused what it should not.
            EtxtError: as above.
        """
        await self.open()
        first = await self.place()
        await self.accept(first)
        await self.submit_too_short(first)
        await self.submit_copied(first)
        await self.submit_reworked(first)
        await self.pay(first)
        second = await self.place_second()
        await self.miss_deadline(second, texts.OVERDUE)
        await self.extend(second)
        await self.miss_deadline(second, texts.OVERDUE_AGAIN)
        await self.fail(second)
        await self.copy(second)

    async def open(self) -> None:
        """What is there in the beginning; performer and exchange have a little from what demo people bought before the story."""
        await self.sandbox.post("/clock/freeze")
        ledger = await self.sandbox.get("/ledger")
        self.purse.fee = ledger["sums"]["fee"]
        self.purse.performer = sum(each["available"] for each in ledger["accounts"] if each["login"] == self.vera.login)
        balance = (await self.customer.users.get_balance()).balance
        expect(texts.WHAT_BALANCE, kopecks(balance), self.purse.customer)
        await self.tell(texts.OPENED.said(customer=self.name, balance=roubles(self.purse.customer)))

    async def place(self) -> int:
        """The customer places the order; nothing is held for it yet."""
        saved = await self.customer.tasks.save_task(
            public=True,
            title=self.title,
            description=texts.BRIEF,
            price=UNIT,
            price_type=1,
            size=len(self.article),
            whitespaces=True,
            checksize=True,
            uniq=UNIQ,
            id_type=1,
            id_category=COOKING,
        )
        await self._expect_status(saved.id_task, WAITING)
        order = (await self.customer.tasks.list_tasks(id=saved.id_task))[0]
        expect(texts.WHAT_PRICE, kopecks(order.price), self._full)
        await self.tell(
            texts.PLACED.said(
                customer=self.name,
                order=saved.id_task,
                title=self.title,
                size=len(self.article),
                unit=roubles(kopecks(UNIT)),
                full=roubles(self._full),
                uniq=UNIQ,
            )
        )
        return saved.id_task

    async def accept(self, order: int) -> None:
        """A performer bids, the customer accepts, the money is held."""
        found = (await self.vera.get("/available-orders"))["items"]
        expect(texts.WHAT_LISTED, order in [each["id"] for each in found], wanted=True)
        await self.vera.post(f"/orders/{order}/bids", text=texts.BID)
        await self.tell(texts.SEEN.said(performer=self.vera.name, count=len(found), bid=texts.BID))
        notes = await self.customer.tasks.view_notes(order)
        expect(texts.WHAT_BIDS, [(each.login, each.text) for each in notes], [(self.vera.login, texts.BID)])
        await self.customer.tasks.set_note(notes[0].id_note)
        await self._expect_status(order, IN_WORK)
        held = self._hold(self._full)
        await self.tell(texts.ACCEPTED.said(customer=self.name, held=roubles(held)))

    async def submit_too_short(self, order: int) -> None:
        """Half of the text is refused and changes nothing."""
        short = self.article[: len(self.article) // 2]
        try:
            await self.vera.post(f"/orders/{order}/results", text=short)
        except Refusal as refusal:
            expect(texts.WHAT_REFUSAL, (refusal.status, refusal.error), (422, "invalid"))
            said = refusal.message
        else:
            raise Differs(texts.WHAT_REFUSAL, "201", "422 invalid")
        await self._expect_status(order, IN_WORK)
        await self.tell(texts.TOO_SHORT.said(performer=self.vera.name, size=len(short), refusal=said))

    async def submit_copied(self, order: int) -> None:
        """The whole text is sent back by the check."""
        await self._submit(order, FIRST_FOUND, "")
        await self._expect_status(order, IN_WORK)
        await self._expect_result(order, FIRST_FOUND, SENT_BACK)
        await self.tell(texts.SENT_BACK.said(performer=self.vera.name, found=FIRST_FOUND, uniq=UNIQ))

    async def submit_reworked(self, order: int) -> None:
        """The reworked text passes the check and waits for the customer."""
        await self._submit(order, SECOND_FOUND, texts.REWORKED)
        await self._expect_status(order, ON_CHECK)
        await self._expect_result(order, SECOND_FOUND, 0)
        await self.tell(texts.REDONE.said(performer=self.vera.name, found=SECOND_FOUND))

    async def pay(self, order: int) -> None:
        """The customer reads the text and pays; both fees stay with the exchange."""
        rate = await self._rate(self.vera)
        newest = (await self.customer.tasks.get_results(order))[0]
        path = newest.files.text.path if newest.files.text else ""
        same = await self.customer.download_text(path) == self.article
        expect(texts.WHAT_TEXT, str(texts.THE_SAME if same else texts.ANOTHER), str(texts.THE_SAME))
        await self.customer.tasks.paid_task(order, text="Спасибо!")
        await self._expect_status(order, DONE)
        await self._expect_result(order, SECOND_FOUND, ACCEPTED)
        held = self.purse.held
        earned = self._full - percent(self._full, 10)
        self.purse.held = 0
        self.purse.performer += earned
        self.purse.fee += held - earned
        row = (await self.customer.users.get_stats(count=1))[0]
        expect(texts.WHAT_STATEMENT, (kopecks(row.count), kopecks(row.balance)), (-held, self.purse.customer))
        points = max(1, int((Decimal(self._full) / 1000).to_integral_value(ROUND_HALF_UP)))
        expect(texts.WHAT_RATE, await self._rate(self.vera), rate + points)
        await self.tell(
            texts.PAID.said(
                customer=self.name,
                performer=self.vera.name,
                earned=roubles(earned),
                fee=roubles(held - earned),
                points=points,
            )
        )

    async def place_second(self) -> int:
        """Another order, which somebody takes and forgets."""
        saved = await self.customer.tasks.save_task(
            public=True,
            title=texts.SECOND_TITLE,
            description=texts.SECOND_BRIEF,
            price=SECOND_PRICE,
            price_type=2,
            size=1000,
            id_category=GOODS,
            deadline=self.days_ahead(2),
            timeline=self.days_ahead(2).time(),
        )
        await self.gleb.post(f"/orders/{saved.id_task}/bids", text=texts.SECOND_BID)
        notes = await self.customer.tasks.view_notes(saved.id_task)
        await self.customer.tasks.set_note(notes[0].id_note)
        await self._expect_status(saved.id_task, IN_WORK)
        full = kopecks(SECOND_PRICE)
        held = self._hold(full)
        said = texts.SECOND.said(order=saved.id_task, full=roubles(full), performer=self.gleb.name, held=roubles(held))
        await self.tell(said)
        return saved.id_task

    async def miss_deadline(self, order: int, told: Text) -> None:
        """The clock passes the deadline: the order is overdue, its money still held, both sides are told."""
        await self.sandbox.post("/clock/advance", by="P3D")
        await self._expect_status(order, OVERDUE)
        mine = [each.text for each in await self.customer.messages.get_list() if f"№{order}" in each.text]
        theirs = [each["text"] for each in (await self.gleb.get("/messages"))["items"] if f"№{order}" in each["text"]]
        expect(texts.WHAT_MESSAGES, mine[:1] == theirs[:1] != [], wanted=True)
        await self.tell(str(told))

    async def extend(self, order: int) -> None:
        """A new deadline brings an overdue order back to work."""
        later = self.days_ahead(2)
        changed = await self.customer.tasks.set_deadline(order, later, timeline=later.time())
        expect(texts.WHAT_STATUS, changed.status, IN_WORK)
        await self._expect_status(order, IN_WORK)
        await self.tell(texts.EXTENDED.said(customer=self.name))

    async def fail(self, order: int) -> None:
        """The overdue order is cancelled: its money comes back, its performer loses rating."""
        rate = await self._rate(self.gleb)
        held = self.purse.held
        await self.customer.tasks.fail_task(order)
        self.purse.customer += held
        self.purse.held = 0
        expect(texts.WHAT_RATE, await self._rate(self.gleb), rate - PENALTY)
        said = texts.FAILED.said(customer=self.name, held=roubles(held), performer=self.gleb.name, penalty=PENALTY)
        await self.tell(said)

    async def copy(self, order: int) -> None:
        """A published copy waits for somebody else."""
        copied = await self.customer.tasks.copy_task(order)
        await self._expect_status(copied.id_copy, WAITING)
        offered = [each["id"] for each in (await self.gleb.get("/available-orders"))["items"]]
        expect(texts.WHAT_COPY, copied.id_copy in offered, wanted=True)
        await self.tell(texts.COPIED.said(customer=self.name, order=copied.id_copy))

    async def audit(self) -> str:
        """Every kopeck that was brought in is somewhere; gives the story's last line."""
        ledger = await self.sandbox.get("/ledger")
        expect(texts.WHAT_AUDIT, ledger["problems"], [])
        await self.tell(texts.AUDITED.said(transfers=ledger["transfers"]))
        sums = ledger["sums"]
        people = sum(each["available"] + each["pending"] + each["payout"] for each in ledger["accounts"])
        held = sum(each["held"] for each in ledger["accounts"])
        expect(texts.WHAT_SUM, people + held + sums["fee"], -sums["world"])
        return texts.SUMS.said(
            people=roubles(people), held=roubles(held), fee=roubles(sums["fee"]), brought=roubles(-sums["world"])
        )

    @property
    def _full(self) -> int:
        return kopecks(UNIT * len(self.article) / 1000)

    def _hold(self, full: int) -> int:
        held = full + percent(full, 5)
        self.purse.customer -= held
        self.purse.held += held
        return held

    def days_ahead(self, days: int) -> datetime:
        """The moment so many days from the exchange's, in Moscow's time."""
        return datetime.fromisoformat(self.moment).astimezone(ZoneInfo("Europe/Moscow")) + timedelta(days=days)

    async def _submit(self, order: int, found: int, comment: str) -> None:
        await self.sandbox.post("/next-check", order_id=order, per_antiplagiat=found, per_mistakes=0)
        await self.vera.post(f"/orders/{order}/results", text=self.article, comment=comment)

    async def _rate(self, performer: Person) -> int:
        return (await self.customer.users.get_user(login=performer.login)).rate

    async def _expect_status(self, order: int, status: int) -> None:
        found = await self.customer.tasks.list_tasks(id=order)
        expect(texts.WHAT_STATUS, [each.status for each in found], [status])

    async def _expect_result(self, order: int, figure: int, status: int) -> None:
        newest = (await self.customer.tasks.get_results(order))[0]
        part = newest.files.text
        expect(texts.WHAT_RESULT, (newest.check, newest.status), (True, status))
        expect(texts.WHAT_FIGURE, part and part.per_antiplagiat, figure)

    async def tell(self, event: str) -> None:
        """Write a step down, when every sum is as it should be.

        Args:
            event: what happened.

        Raises:
            Differs: somebody has another sum.
        """
        clock = await self.sandbox.get("/clock")
        self.moment = clock["iso"]
        ledger = await self.sandbox.get("/ledger")
        lines = {each["login"]: each for each in ledger["accounts"]}
        mine = lines[self.login]
        performer = lines.get(self.vera.login, {"available": 0})["available"]
        found = Purse(mine["available"], mine["held"], performer, ledger["sums"]["fee"])
        expect(texts.WHAT_LEDGER, str(found), str(self.purse))
        self.teller.tell(self.moment, event, found)
