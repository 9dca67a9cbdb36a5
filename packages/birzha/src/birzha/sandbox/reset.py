"""Going back to the seed in one transaction: whoever reads meanwhile sees the market before or after, never in between."""

from sqlalchemy import select, text, union

from birzha.articles.tables import article_image
from birzha.kworks.tables import kwork_image
from birzha.money.tables import APPEND_ONLY
from birzha.orders.tables import dropped_file, result_part, task_order
from birzha.orders.tables.orders import DROP_FILE
from birzha.people.tables import person
from birzha.people.vault import Vault
from birzha.sandbox.seed import Seed, sow
from birzha.storage.statement import Engine, Row, Statement
from birzha.storage.transaction import Transaction
from birzha.tables import metadata

_FILES: Statement[str] = Statement(
    union(
        select(task_order.c.file_key).where(task_order.c.file_key != ""),
        select(result_part.c.key).where(result_part.c.key != ""),
        select(article_image.c.key),
        select(kwork_image.c.key),
        select(person.c.photo).where(person.c.photo != ""),
        select(dropped_file.c.key),
    ),
    str,
)
_SEQUENCES = Statement(text("SELECT sequencename AS name FROM pg_sequences WHERE schemaname = current_schema()"))
_TRIGGERS = Statement(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


async def reset(tx: Transaction, seed: Seed, vault: Vault, engine: Engine) -> None:
    """Empty the market and load the seed; ids begin anew, so that the same script meets the same numbers. A step.

    Args:
        tx: the transaction.
        seed: what to load.
        vault: seals the API passwords.
        engine: of the transaction; emptying is the one thing that each does in its own way.
    """
    files = await tx.all(_FILES)
    await (_empty_sqlite(tx) if engine == "sqlite" else _empty_postgres(tx))
    # a file is deleted outside of transactions: the sweep of dropped files does it
    await tx.run_many(DROP_FILE, [{"key": key, "since": tx.now} for key in files])
    await sow(tx, seed, vault)


async def _empty_sqlite(tx: Transaction) -> None:
    # the ledger's own triggers refuse deletion; they are put back as they were before the transaction ends
    triggers = await tx.all(_TRIGGERS)
    for each in triggers:
        await tx.all(_sql(f'DROP TRIGGER "{each["name"]}"'))
    await _delete_all(tx)
    await tx.all(_sql("DELETE FROM sqlite_sequence"))
    for each in triggers:
        await tx.all(_sql(each["sql"]))


async def _empty_postgres(tx: Transaction) -> None:
    # writers wait, readers do not: TRUNCATE would be quicker, but it would meet readers in deadlocks
    names = ", ".join(f'"{each.name}"' for each in metadata.sorted_tables)
    await tx.all(_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
    for name in APPEND_ONLY:
        await tx.all(_sql(f'ALTER TABLE "{name}" DISABLE TRIGGER USER'))
    await _delete_all(tx)
    for name in APPEND_ONLY:
        await tx.all(_sql(f'ALTER TABLE "{name}" ENABLE TRIGGER USER'))
    for each in await tx.all(_SEQUENCES):
        await tx.all(_sql(f'ALTER SEQUENCE "{each["name"]}" RESTART'))


async def _delete_all(tx: Transaction) -> None:
    for each in reversed(metadata.sorted_tables):
        await tx.run(_sql(f'DELETE FROM "{each.name}"'))  # noqa: S608  # our own table names


def _sql(words: str) -> Statement[Row]:
    # a colon before a word would be taken for a parameter
    return Statement(text(words.replace(":", r"\:")))
