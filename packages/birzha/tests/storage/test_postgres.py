"""What happens when PostgreSQL goes away."""

import pytest
from sqlalchemy import text

from birzha.app import Market
from birzha.money import queries
from birzha.money.commands.accounts import deposit
from birzha.people.commands import add_person
from birzha.people.model import Role
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable

ALONE = Statement(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))


@pytest.mark.postgres
async def test_a_lost_connection_is_no_lost_command(postgres_market: Market):
    """When the server ends a connection, the next command gets another one and is done once."""
    await postgres_market.do(add_person, login="customer", roles=Role.CUSTOMER)

    async def end_the_others(tx: Transaction) -> None:
        await tx.all(ALONE)

    async def end_myself(tx: Transaction) -> None:
        await tx.all(Statement(text("SELECT pg_terminate_backend(pg_backend_pid())")))

    await postgres_market.do(deposit, 1, 100)
    await postgres_market.do(end_the_others)
    await postgres_market.do(deposit, 1, 100)
    assert await postgres_market.ask(queries.available, 1) == 200
    with pytest.raises(StorageUnavailable):
        await postgres_market.ask(end_myself)
    assert await postgres_market.ask(queries.available, 1) == 200
