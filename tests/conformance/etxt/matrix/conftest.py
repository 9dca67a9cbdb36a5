"""Two customers with one of everything each, a performer for each of them, and somebody who has nothing."""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from tests.conformance.etxt.conftest import Stage, staged
from tests.conformance.etxt.copies import Copies
from tests.conformance.etxt.shop import archived, bought, on_sale

from birzha.app import assemble
from birzha.clock import AdjustableClock
from birzha.ids import SeededIds
from birzha.messages.commands import tell
from birzha.money.commands.accounts import deposit
from birzha.people.commands import block, change_rate
from birzha.people.model import Role
from birzha.people.tables import person
from birzha.settings import Settings
from birzha.storage.statement import Statement
from birzha.sweeps.run import advance

DAY = 86_400
START = 1_700_000_000


@dataclass(frozen=True)
class Crowd:
    """The exchange of the matrix, to be copied.

    Args:
        copies: of it, as everybody but the blocked one sees it.
        ids: of everything, by name; what is the second customer's has ``their_`` before its name.
    """

    copies: Copies
    ids: Mapping[str, str]


@pytest.fixture(scope="session")
def crowd(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """One of everything for each of two customers, set up once."""
    return asyncio.run(_crowded(empty_sqlite, tmp_path_factory.mktemp("matrix")))


async def _crowded(empty: Path, folder: Path) -> Crowd:
    path = folder / "market.sqlite3"
    shutil.copyfile(empty, path)
    clock = AdjustableClock()
    clock.freeze()
    clock.set(START)
    secret = "a key of the matrix, long enough to be one"
    settings = Settings(database_url=f"sqlite:///{path}", files=folder / "files", secret_key=secret, sandbox=True)
    market = assemble(settings, clock=clock, ids=SeededIds(1))
    await market.store.open()
    try:
        async with staged(market) as stage:
            ids = await _everything(stage)
            return Crowd(Copies.of(stage, folder), {name: str(number) for name, number in ids.items()})
    finally:
        await market.store.close()


async def _everything(stage: Stage) -> dict[str, Any]:
    for login in ("customer", "rival"):
        await stage.market.do(change_rate, stage.people[login].id, 20_000)
    await stage.add("stranger", Role.CUSTOMER)
    await stage.add("nobody", Role.CUSTOMER)
    await stage.market.do(_leave_without_a_role, stage.nobody.id)
    await stage.add("admin", Role.ADMIN)
    await stage.market.do(deposit, stage.rival.id, 10_000_000)
    ids: dict[str, Any] = {login: somebody.id for login, somebody in stage.people.items()}
    sides = (("their_", stage.rival, "second"), ("", stage.customer, "performer"))
    await _what_takes_time(stage, sides, ids)
    for prefix, owner, performer in sides:
        stage.people["customer"] = owner
        ids |= {prefix + name: value for name, value in (await _one_of_each(stage, owner, performer)).items()}
    stage.people["customer"] = sides[1][1]
    stage.market.clock.set(stage.market.clock.now() + 120)  # private messages may be written again
    for somebody in stage.people.values():  # seen within the minute: a call that is refused writes not even that
        await somebody.client.get("users.getBalance")
    return ids


async def _leave_without_a_role(tx: Any, person_id: int) -> None:
    """No command does this: an account always has a role."""
    await tx.run(Statement(update(person).where(person.c.id == person_id).values(roles=0)))


async def _what_takes_time(stage: Stage, sides: Any, ids: dict[str, Any]) -> None:
    """Archived, overdue and failed orders."""
    for prefix, owner, performer in sides:
        stage.people["customer"] = owner
        ids[f"{prefix}archived"] = await stage.done(performer)
    await advance(stage.market, stage.market.clock.now() + 31 * DAY)
    for prefix, owner, performer in sides:
        stage.people["customer"] = owner
        for state in ("failed", "overdue"):
            ids[prefix + state] = await stage.in_work(performer, deadline="18.12.2023")
    await advance(stage.market, stage.market.clock.now() + 3 * DAY)
    for prefix, owner, _ in sides:
        assert "error" not in await owner.client.post("tasks.failTask", id=ids[f"{prefix}failed"])


async def _one_of_each(stage: Stage, owner: Any, performer: str) -> dict[str, Any]:
    """What one customer has; the rest of the stage's helpers act for whoever is the customer now."""
    call = owner.client.post
    whom = stage.people[performer].id
    await stage.market.do(tell, owner.id, "Привет.")
    paid_folder = (await call("folders.addFolder", name="b"))["id_folder"]
    listed_group = (await call("bwgroups.saveGroup", name="b"))["id"]
    waiting = await stage.waiting()
    found = {
        "message": (await owner.client.get("messages.getList"))[0]["id"],
        "folder": (await call("folders.addFolder", name="a"))["id_folder"],
        "draft": await stage.draft(),
        "waiting": waiting,
        "bid": await stage.bid(performer, waiting),
        "working": await stage.in_work(performer, price="100", price_type="2"),
        "checked": await stage.on_check(performer),
        "paid_folder": paid_folder,
        "done": await stage.done(performer, id_folder=paid_folder),
        "listed_group": listed_group,
        "author": whom,
        "article": await on_sale(stage, performer),
        "bought": await bought(stage, author=performer),
        "put_away": await archived(stage, author=performer),
        "group": (await call("bwgroups.saveGroup", name="a"))["id"],
    }
    for answer in (
        await call("users.setUserBW", id=whom, type="whiteList", id_group=listed_group),
        await call("users.setNote", id=whom, text="a"),
        await call("messages.writePrivate", id_user=whom, text="a"),
    ):
        assert "error" not in answer
    return found


@pytest.fixture
def shut_out() -> Any:
    """Shuts the customer of a copy out, as an administrator does."""

    async def do(stage: Stage) -> None:
        await stage.market.do(block, await stage.actor("admin"), stage.customer.id)

    return do
