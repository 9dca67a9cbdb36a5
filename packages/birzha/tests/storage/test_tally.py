"""Counting what a transaction changes, on both engines."""

import pytest
from sqlalchemy import bindparam, insert, select, text, update

from birzha.reference.tables import language
from birzha.storage.statement import Statement, insert_or_skip, put_into
from birzha.storage.tally import tally
from birzha.watch import tallied

PUT = put_into(language, "id", "name")
PUT_ONE = Statement(insert(language).returning(language.c.id), int, columns=["id", "name"])
SKIP = insert_or_skip(language, ["id", "name"], ["id"])
RENAME = Statement(update(language).where(language.c.id > bindparam("over")).values(name=bindparam("new_name")))
RENAME_ONE = Statement(update(language).where(language.c.id == bindparam("one")).values(name=bindparam("new_name")))
ALL = Statement(select(language.c.id).order_by(language.c.id), int)
REMOVE_TOLD = Statement(text("  delete FROM language WHERE id > 0 RETURNING id"), int)


async def test_every_kind_of_change_is_counted(market):
    """Inserts one by one, many at once, with an answer and skipped ones; updates, deletes; and no reads."""

    async def work(tx):
        counting, counts = tally(tx), []
        for step in (
            tx.run(PUT, id=1, name="а"),
            tx.run_many(PUT, [{"id": number, "name": "б"} for number in (2, 3, 4)]),
            tx.one(PUT_ONE, id=5, name="в"),
            tx.run(SKIP, id=5, name="г"),
            tx.run(SKIP, id=6, name="г"),
            tx.run(RENAME, over=3, new_name="д"),
            tx.run_many(RENAME_ONE, [{"one": 1, "new_name": "е"}, {"one": 99, "new_name": "е"}]),
            tx.all(ALL),
            tx.all(REMOVE_TOLD),
        ):
            before = counting.rows
            await step
            counts.append(counting.rows - before)
        return counts

    assert await market.do(work) == [1, 3, 1, 0, 1, 3, 1, 0, 6]


async def test_only_what_was_kept_counts(market):
    """A command that fails halfway has changed nothing; counts of several commands add up."""

    async def put(tx, number):
        await tx.run(PUT, id=number, name="а")

    async def fail(tx):
        await put(tx, 7)
        raise KeyError("halfway")

    watched = tallied(market)
    await watched.do(put, 1)
    await watched.do(put, 2)
    with pytest.raises(KeyError):
        await watched.do(fail)
    assert watched.rows == 2
    assert await market.ask(lambda tx: tx.all(ALL)) == [1, 2]
