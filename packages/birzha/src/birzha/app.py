"""One market: its rows, files, clock and rules, and the two ways to use them: ``do`` a command, ``ask`` a query."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from birzha.articles.audit import check_purchases
from birzha.articles.commands import forget_folders as forget_folders_of_articles
from birzha.articles.model import ArticleMoved
from birzha.checks.commands import drop_order, take_result, watch_article
from birzha.clock import AdjustableClock, Clock, WallClock
from birzha.corrections.commands import forget_folders as forget_folders_of_corrections
from birzha.events import Bus
from birzha.folders.model import FolderDeleted
from birzha.ids import Ids, SecretIds
from birzha.kworks.audit import check_sales
from birzha.kworks.commands import show_or_hide
from birzha.money.model import LedgerAudited
from birzha.offers.commands import charge, give_back
from birzha.orders.commands import drop_photo, unpublish_orders
from birzha.orders.commands import forget_folders as forget_folders_of_orders
from birzha.orders.model import BidPlaced, BidsEnding, ResultAccepted
from birzha.people.model import PhotoReplaced, StandingChanged
from birzha.settings import Settings
from birzha.storage.files import FileStore
from birzha.storage.open import open_store
from birzha.storage.transaction import Driver, Transaction
from birzha.storage.work import Store

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(slots=True, eq=False, weakref_slot=True)
class Market:
    """One exchange, as its faces see it.

    Args:
        settings: where and how it runs.
        clock: tells its time.
        ids: draws its tokens.
        store: its rows.
        files: its uploads.
    """

    settings: Settings
    clock: Clock
    ids: Ids
    store: Store
    files: FileStore

    async def do(
        self, command: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]], *args: _P.args, **kw: _P.kwargs
    ) -> _T:
        """Run a command in one durable transaction.

        Raises:
            MarketError: it was refused; nothing has changed.
            StorageUnavailable: the database cannot take it now.
        """
        result: _T = await self.store.write(lambda tx: command(tx, *args, **kw))
        return result

    async def ask(
        self, query: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]], *args: _P.args, **kw: _P.kwargs
    ) -> _T:
        """Run a query on one consistent state.

        Raises:
            MarketError: it was refused.
        """
        name = f"{query.__module__}.{getattr(query, '__qualname__', '')}"
        result: _T = await self.store.read(lambda tx: query(tx, *args, **kw), name)
        return result

    async def examine(
        self, query: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]], *args: _P.args, **kw: _P.kwargs
    ) -> _T:
        """Run a query that may take long, such as an audit, without holding up the others."""
        result: _T = await self.store.examine(lambda tx: query(tx, *args, **kw))
        return result


def assemble(settings: Settings, *, clock: Clock | None = None, ids: Ids | None = None) -> Market:
    """Put a market together; open its store before use.

    Args:
        settings: where and how it runs.
        clock: another clock than the settings ask for (the machine's, or an adjustable one in a sandbox).
        ids: another source of tokens than the operating system.
    """
    the_clock: Clock = clock or (AdjustableClock() if settings.sandbox else WallClock())
    the_ids: Ids = ids or SecretIds()
    bus = subscriptions()

    def begin(driver: Driver) -> Transaction:
        return Transaction(driver, now=the_clock.now(), rules=settings.rules, ids=the_ids, bus=bus)

    return Market(
        settings=settings,
        clock=the_clock,
        ids=the_ids,
        store=open_store(settings.database_url, begin),
        files=FileStore(settings.files, the_ids),
    )


def subscriptions() -> Bus:
    """Which noun hears of which event of the nouns to its left."""
    bus = Bus()
    bus.subscribe(FolderDeleted, forget_folders_of_orders)
    bus.subscribe(FolderDeleted, forget_folders_of_articles)
    bus.subscribe(FolderDeleted, forget_folders_of_corrections)
    bus.subscribe(PhotoReplaced, drop_photo)
    bus.subscribe(StandingChanged, unpublish_orders)
    bus.subscribe(StandingChanged, show_or_hide)
    bus.subscribe(LedgerAudited, check_purchases)
    bus.subscribe(BidPlaced, charge)
    bus.subscribe(BidsEnding, give_back)
    bus.subscribe(LedgerAudited, check_sales)
    bus.subscribe(ResultAccepted, take_result)
    bus.subscribe(ArticleMoved, watch_article)
    bus.subscribe(BidsEnding, drop_order)
    return bus
