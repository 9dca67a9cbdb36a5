"""Going back to the seed in one transaction: whoever reads meanwhile sees the market before or after, never in between."""

from sqlalchemy import text

from birzha.people.vault import Vault
from birzha.sandbox.seed import Seed, sow
from birzha.storage.statement import Engine, Row, Statement
from birzha.storage.transaction import Transaction
from birzha.tables import metadata

_TRIGGERS = Statement(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


async def reset(tx: Transaction, seed: Seed, vault: Vault, engine: Engine) -> None:
    """Empty the market and load the seed; ids begin anew, so that the same script meets the same numbers. A step.

    Args:
        tx: the transaction.
        seed: what to load.
        vault: seals the API passwords.
        engine: of the transaction; emptying is the one thing that each does in its own way.
    """
    if engine == "sqlite":
        await _empty_sqlite(tx)
    else:
        names = ", ".join(f'"{each.name}"' for each in metadata.sorted_tables)
        await tx.all(_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    await sow(tx, seed, vault)


async def _empty_sqlite(tx: Transaction) -> None:
    # the ledger's own triggers refuse deletion; they are put back as they were before the transaction ends
    triggers = await tx.all(_TRIGGERS)
    for each in triggers:
        await tx.all(_sql(f'DROP TRIGGER "{each["name"]}"'))
    for table in reversed(metadata.sorted_tables):
        await tx.all(_sql(f'DELETE FROM "{table.name}"'))  # noqa: S608  # our own table names
    await tx.all(_sql("DELETE FROM sqlite_sequence"))
    for each in triggers:
        await tx.all(_sql(each["sql"]))


def _sql(words: str) -> Statement[Row]:
    # a colon before a word would be taken for a parameter
    return Statement(text(words.replace(":", r"\:")))
