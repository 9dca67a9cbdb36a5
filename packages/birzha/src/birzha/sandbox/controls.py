"""What one can do to a sandbox: turn its clock, go back to the seed, look into its ledger."""

import asyncio

from msgspec import Struct
from sqlalchemy import select

from birzha.app import Market
from birzha.clock import AdjustableClock
from birzha.errors import Invalid
from birzha.money.audit import audit
from birzha.money.tables import wallet
from birzha.orders.commands import set_next_check
from birzha.orders.model import Figures
from birzha.orders.tables.orders import ORDER
from birzha.people.tables import person
from birzha.people.vault import Vault
from birzha.sandbox.moments import iso, moment_of, seconds_in
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import Account, accounts, read_seed
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction
from birzha.sweeps.files import forget_files
from birzha.sweeps.run import advance


class ClockFace(Struct):
    """What the market's clock shows.

    Args:
        now: unixtime.
        iso: the same moment in the market's zone.
        frozen: whether it stands still.
    """

    now: int
    iso: str
    frozen: bool


class WalletLine(Struct):
    """What one person has, kopecks by bucket.

    Args:
        login: of the person.
        available: free to spend.
        held: set aside for orders in work.
        pending: earned, and not paid out yet.
        payout: asked to be sent out.
        promo: hundredths of promo points.
    """

    login: str
    available: int
    held: int
    pending: int
    payout: int
    promo: int


class Ledger(Struct):
    """The state of the ledger.

    Args:
        ok: whether the auditor found nothing.
        problems: what the auditor found.
        transfers: how many transfers there are.
        sums: kopecks by bucket, the exchange's own among them.
        accounts: what each person has.
    """

    ok: bool
    problems: list[str]
    transfers: int
    sums: dict[str, int]
    accounts: list[WalletLine]


_WALLETS: Statement[WalletLine] = Statement(
    select(person.c.login, wallet.c.available, wallet.c.held, wallet.c.pending, wallet.c.payout, wallet.c.promo)
    .where(wallet.c.person_id == person.c.id)
    .order_by(person.c.id),
    WalletLine,
)


class Controls:
    """The controls of one sandbox.

    Args:
        market: a sandbox.

    Raises:
        TypeError: its clock cannot be turned.
    """

    def __init__(self, market: Market) -> None:
        if not isinstance(market.clock, AdjustableClock):
            raise TypeError("a sandbox needs an adjustable clock")
        self._market = market
        self._clock: AdjustableClock = market.clock
        self._zone = market.settings.rules.zone
        self._vault = Vault(market.settings.secret_key)
        self._resetting = asyncio.Lock()

    def clock(self) -> ClockFace:
        """What the clock shows."""
        now = self._clock.now()
        return ClockFace(now=now, iso=iso(now, self._zone), frozen=self._clock.frozen)

    def freeze(self) -> ClockFace:
        """Stop the clock."""
        self._clock.freeze()
        return self.clock()

    def run(self) -> ClockFace:
        """Let the clock go on from the moment it shows."""
        self._clock.run()
        return self.clock()

    async def set(self, to: int | str) -> ClockFace:
        """Turn the clock forward to a moment; everything due by then has happened, in order, when this returns.

        Raises:
            Invalid: it is no moment, or it has passed: what has happened cannot be undone by the clock.
        """
        moment = moment_of(to, self._zone, "to")
        if moment < self._clock.now():
            raise Invalid(
                "Часы песочницы идут только вперёд; назад возвращает сброс: POST /_sandbox/reset.", field="to"
            )
        await advance(self._market, moment)
        return self.clock()

    async def advance(self, by: int | str) -> ClockFace:
        """Turn the clock forward by a stretch of time; everything due by then has happened, in order, when this returns.

        Raises:
            Invalid: it is no stretch of time.
        """
        moment = self._clock.now() + seconds_in(by, "by")
        await advance(self._market, moment_of(moment, self._zone, "by"))
        return self.clock()

    async def reset(self, freeze_at: int | str | None) -> ClockFace:
        """Go back to the seed. The clock runs at the machine's time again, or stands where the caller says.

        Raises:
            Invalid: that is no moment.
        """
        moment = None if freeze_at is None else moment_of(freeze_at, self._zone, "freeze_at")
        self._clock.reset()
        if moment is not None:
            self._clock.freeze()
            self._clock.set(moment)
        # two resets at once would only wait for each other's locks
        async with self._resetting:
            await self._market.do(reset, read_seed(), self._vault, self._market.store.engine)
        while await forget_files(self._market):
            pass
        return self.clock()

    async def next_check(self, figures: Figures, order_id: int) -> None:
        """Say what the next check of a result will find.

        Args:
            figures: percent.
            order_id: whose next result; 0: of any order without a saying of its own.

        Raises:
            Invalid: a figure is no percentage, or there is no such order.
        """
        await self._market.do(next_check, figures, order_id)

    async def ledger(self) -> Ledger:
        """The state of the ledger and what its auditor says."""
        return await self._market.examine(ledger)

    async def accounts(self) -> list[Account]:
        """How one can log in as the demo people now."""
        return await self._market.ask(accounts, read_seed(), self._vault)


async def ledger(tx: Transaction) -> Ledger:
    """The state of the ledger and what its auditor says. A step."""
    found = await audit(tx)
    return Ledger(
        ok=not found.problems,
        problems=list(found.problems),
        transfers=found.transfers,
        sums=found.sums,
        accounts=await tx.all(_WALLETS),
    )


async def next_check(tx: Transaction, figures: Figures, order_id: int) -> None:
    """Say what the next check of a result will find. A step.

    Raises:
        Invalid: a figure is no percentage, or there is no such order.
    """
    if order_id and await tx.first(ORDER, order_id=order_id) is None:
        raise Invalid(f"Заказа №{order_id} нет.", field="order_id")
    await set_next_check(tx, figures, order_id=order_id)
