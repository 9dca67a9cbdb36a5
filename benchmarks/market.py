"""The database of the benchmarks: a customer with 20,000 of 100,000 orders, 100,000 messages and articles, people with money."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import asyncpg
from shop import fill_shop

from birzha.app import Market, assemble
from birzha.messages.model import pair
from birzha.messages.tables import private_message
from birzha.money.commands.accounts import deposit
from birzha.orders.tables.rows import task_order
from birzha.people.commands import add_person
from birzha.people.model import Role
from birzha.people.tables import api_key
from birzha.people.vault import Vault
from birzha.reference.commands import put_category, put_language
from birzha.settings import Settings
from birzha.storage.migrate import upgrade
from birzha.storage.statement import put_into
from birzha.storage.transaction import Transaction

SECRET = "of no use outside of this benchmark"
TOKEN, PASSWORD = "b" * 32, "bench"
ORDERS = 100_000
MESSAGES = 100_000
PEERS = range(2, 7)
CUSTOMERS = 5
PAYERS = range(10, 74)
BATCH = 5_000
TEXT = "Нужна статья о том, как пекут ржаной хлеб на закваске: мука, вода, время, печь. " * 5


def settings(url: str, folder: Path) -> Settings:
    return Settings(database_url=url, files=folder / "files", secret_key=SECRET, base_url="http://127.0.0.1:1")


def order(number: int, now: int) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: "" if column.type.python_type is str else 0 for column in task_order.c}
    status = number % 5 + 1
    row.update(
        customer_id=1 + number % CUSTOMERS,
        performer_id=0 if status == 1 else 8,
        created=now - ORDERS + number,
        date=now - ORDERS + number,
        title=f"Статья о хлебе №{number}",
        description=TEXT,
        work_type=1,
        deadline=now + 86_400 * 30,
        status=status,
        public=1,
        price=15_000,
        price_type=1,
        full_price=45_000,
        size=3_000,
        target=1,
        category_id=254,
        uniq=90,
    )
    del row["id"]
    return row


def message(number: int, now: int) -> dict[str, Any]:
    """A message of person 1's with one of five others, both ways in turn, every second one read."""
    peer = PEERS[number % len(PEERS)]
    author, recipient = (1, peer) if number // len(PEERS) % 2 else (peer, 1)
    return {
        "author_id": author,
        "recipient_id": recipient,
        **pair(author, recipient),
        "text": f"№{number}: {TEXT[:200]}",
        "date": now - MESSAGES + number,
        "read_at": now if number % 2 else 0,
    }


async def fill(market: Market) -> None:
    row = order(0, market.clock.now())
    put = put_into(task_order, *row)
    put_message = put_into(private_message, *message(0, 0))
    seal = Vault(SECRET).seal(PASSWORD)
    put_key = put_into(api_key, "person_id", "token", "sealed_password", "changed")

    async def batch(tx: Transaction, start: int) -> None:
        await tx.run_many(put, [order(number, tx.now) for number in range(start, start + BATCH)])

    async def talk(tx: Transaction, start: int) -> None:
        await tx.run_many(put_message, [message(number, tx.now) for number in range(start, start + BATCH)])

    async def key(tx: Transaction) -> None:
        await tx.run(put_key, person_id=1, token=TOKEN, sealed_password=seal, changed=tx.now)

    for number in range(1, max(PAYERS) + 1):
        await market.do(add_person, login=f"person{number}", roles=Role.CUSTOMER | Role.PERFORMER)
    await market.do(key)
    for start in range(0, ORDERS, BATCH):
        await market.do(batch, start)
    for start in range(0, MESSAGES, BATCH):
        await market.do(talk, start)
    for number in PAYERS:
        await market.do(deposit, number, 100_000_00)
    await market.do(put_category, 254, name="Кулинария")
    await market.do(put_language, 1, name="Русский")
    await fill_shop(market)


def prepare(url: str, folder: Path) -> None:
    """Create the schema and fill it."""
    upgrade(url)

    async def run() -> None:
        market = assemble(settings(url, folder))
        await market.store.open()
        await fill(market)
        await market.store.close()

    asyncio.run(run())
    if not url.startswith("sqlite"):
        asyncio.run(vacuum(url))


async def vacuum(url: str) -> None:
    """Leave PostgreSQL as a market that has stood for a day does; whether its own vacuum comes during a run is chance."""
    connection = await asyncpg.connect(url)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


def signature(method: str) -> str:
    inner = hashlib.md5(f"{PASSWORD}api-pass".encode()).hexdigest()
    return hashlib.md5(f"method={method}token={TOKEN}{inner}".encode()).hexdigest()
