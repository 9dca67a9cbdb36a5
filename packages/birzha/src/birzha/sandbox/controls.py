"""What one can do to a sandbox: turn its clock, go back to the seed, look into its ledger."""

import asyncio
from collections.abc import Collection
from difflib import get_close_matches

from msgspec import Struct
from sqlalchemy import select

from birzha.app import Market
from birzha.checks.commands import begin_anew
from birzha.clock import AdjustableClock
from birzha.errors import Invalid
from birzha.money.audit import audit
from birzha.money.tables import wallet
from birzha.orders.commands import set_next_check
from birzha.orders.model import Figures
from birzha.orders.tables.orders import ORDER
from birzha.people.model import login_key
from birzha.people.tables import ID_BY_LOGIN, person
from birzha.people.vault import Vault
from birzha.sandbox.checkpoints import About, Checkpoints, Rewound
from birzha.sandbox.differences import Changes
from birzha.sandbox.faults import FIRST_SERVER_ERROR, Armed, Rule
from birzha.sandbox.hands import Hands
from birzha.sandbox.journal import fits
from birzha.sandbox.moments import iso, moment_of, seconds_in
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import Account, accounts, read_seed
from birzha.sandbox.wires import Callers
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
        hands: that watch its dialects; without them nothing is watched.

    Raises:
        TypeError: its clock cannot be turned.
    """

    def __init__(self, market: Market, hands: Hands | None = None) -> None:
        if not isinstance(market.clock, AdjustableClock):
            raise TypeError("a sandbox needs an adjustable clock")
        self.market = market
        self._clock: AdjustableClock = market.clock
        self._zone = market.settings.rules.zone
        self._vault = Vault(market.settings.secret_key)
        # who turns the clock or changes all rows at once waits for the others who do
        self._turning = asyncio.Lock()
        self.hands: Hands = hands or Hands(market)
        self.callers: Callers = Callers(market, self.hands.dialects)
        self._checkpoints = Checkpoints(market, market.clock)

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
        async with self._turning:
            await advance(self.market, moment)
        return self.clock()

    async def advance(self, by: int | str) -> ClockFace:
        """Turn the clock forward by a stretch of time; everything due by then has happened, in order, when this returns.

        Raises:
            Invalid: it is no stretch of time.
        """
        seconds = seconds_in(by, "by")
        async with self._turning:
            moment = moment_of(self._clock.now() + seconds, self._zone, "by")
            await advance(self.market, moment)
        return self.clock()

    async def reset(self, freeze_at: int | str | None, keep: Collection[str] = ()) -> ClockFace:
        """Go back to the seed. The clock runs at the machine's time again, or stands where the caller says.

        Args:
            freeze_at: where it is to stand.
            keep: which of ``journal``, ``faults`` and ``wire`` stay as they are; checkpoints always do.

        Raises:
            Invalid: that is no moment.
        """
        moment = None if freeze_at is None else moment_of(freeze_at, self._zone, "freeze_at")
        async with self._turning:
            self._clock.reset()
            if moment is not None:
                self._clock.freeze()
                self._clock.set(moment)
            await self.market.do(reset, read_seed(), self._vault, self.market.store.engine)
            self.hands.forget_people()
        while await forget_files(self.market):
            pass
        tidy = {"journal": self.hands.journal.clear, "faults": self.hands.faults.clear, "wire": self.callers.clear}
        for name, clear in tidy.items():
            if name not in keep:
                clear()
        return self.clock()

    async def save(self, name: str) -> About:
        """Save a checkpoint."""
        async with self._turning:
            return await self._checkpoints.save(name)

    async def rewind(self, name: str) -> Rewound:
        """Go back to a checkpoint: rows, uploads and the clock."""
        async with self._turning:
            found = await self._checkpoints.rewind(name)
            await self.market.do(begin_anew)  # the corpus has texts of a time that has not been
            self.hands.forget_people()
        return found

    async def drop_checkpoint(self, name: str) -> None:
        """Forget a checkpoint."""
        async with self._turning:
            await self._checkpoints.drop(name)

    async def checkpoints(self) -> list[About]:
        """Every checkpoint."""
        return await self._checkpoints.listed()

    async def changes(self, name: str) -> Changes:
        """What has changed since a checkpoint."""
        return await self._checkpoints.changes(name)

    async def add_fault(self, rule: Rule) -> Armed:
        """Put a rule in force.

        Raises:
            Invalid: there is no such method or person: a slip of the pen would never hit anything. Or a server's error would have
                a status that is none.
        """
        if rule.kind == "server_error" and rule.status is not None and rule.status < FIRST_SERVER_ERROR:
            raise Invalid(f"У server_error код от {FIRST_SERVER_ERROR} до 599.", field="status")
        methods = [method for each in self.hands.dialects for method in each.methods]
        if not any(fits(rule.method, method) for method in methods):
            near = get_close_matches(rule.method, methods, n=1)
            told = f" Может быть, {near[0]}?" if near else ""
            raise Invalid(f"Метода или группы {rule.method} нет.{told}", field="method")
        if rule.person and await self.market.ask(_known, rule.person) is None:
            raise Invalid(f"Человека с логином {rule.person[:64]} нет.", field="person")
        return self.hands.faults.add(rule)

    async def next_check(self, figures: Figures, order_id: int) -> None:
        """Say what the next check of a result will find.

        Args:
            figures: percent.
            order_id: whose next result; 0: of any order without a saying of its own.

        Raises:
            Invalid: a figure is no percentage, or there is no such order.
        """
        await self.market.do(next_check, figures, order_id)

    async def ledger(self) -> Ledger:
        """The state of the ledger and what its auditor says."""
        return await self.market.examine(ledger)

    async def accounts(self) -> list[Account]:
        """How one can log in as the demo people now."""
        return await self.market.ask(accounts, read_seed(), self._vault)


async def _known(tx: Transaction, login: str) -> int | None:
    return await tx.first(ID_BY_LOGIN, key=login_key(login)) if login.isprintable() else None


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
