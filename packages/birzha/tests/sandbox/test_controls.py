"""The sandbox's controls over HTTP, in process, on both engines."""

import asyncio
from contextlib import asynccontextmanager

import httpx2
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from birzha.clock import DAY, WallClock
from birzha.errors import MarketError
from birzha.money.commands import hold, release
from birzha.orders.commands import accept_bid, place_bid
from birzha.people.model import Actor, Role
from birzha.people.vault import Vault
from birzha.sandbox import routes
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import read_seed
from birzha.storage.statement import Statement
from birzha.tables import metadata

START = 1_700_000_000
BORIS, VERA = Actor(2, Role.CUSTOMER), Actor(4, Role.PERFORMER, rate=2600)


@pytest.fixture
async def sandbox(market):
    """A client of the controls of a sandbox that has its seed, once on each engine; its clock stands at START."""
    async with controlled(market) as client:
        yield client


@pytest.fixture
async def one_sandbox(sqlite_market):
    """The same on SQLite only: for what does not depend on the engine."""
    async with controlled(sqlite_market) as client:
        yield client


@asynccontextmanager
async def controlled(market):
    await market.do(reset, read_seed(), Vault(market.settings.secret_key), market.store.engine)
    transport = httpx2.ASGITransport(app=Starlette(routes=routes(market)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test/_sandbox") as client:
        yield client


async def everything(market):
    """Every row of the market, by table, without what is drawn at random."""

    async def read(tx):
        return {
            table.name: sorted(
                tuple(row[column.name] for column in table.columns if column.name != "sealed_password")
                for row in await tx.all(Statement(table.select()))
            )
            for table in metadata.sorted_tables
        }

    return await market.ask(read)


async def status_of(market, order_id):
    async def read(tx):
        found = Statement(text("SELECT status FROM task_order WHERE id = :id").bindparams(id=order_id))
        return (await tx.one(found))[0]

    return await market.ask(read)


async def test_the_index_names_every_control(one_sandbox):
    """What stands under /_sandbox is told there, with and without its last slash."""
    told = (await one_sandbox.get("/")).json()
    assert told == (await one_sandbox.get("")).json()
    assert {each["path"] for each in told["controls"]} >= {
        "/_sandbox/clock/advance",
        "/_sandbox/reset",
        "/_sandbox/ledger",
        "/_sandbox/next-check",
    }


async def test_the_clock_is_frozen_run_set_and_advanced(one_sandbox, sqlite_market):
    """The clock does what it is told, and shows it in the same breath."""
    assert (await one_sandbox.get("/clock")).json() == {
        "now": START,
        "iso": "2023-11-15T01:13:20+03:00",
        "frozen": True,
    }
    assert (await one_sandbox.post("/clock/run")).json()["frozen"] is False
    frozen = (await one_sandbox.post("/clock/freeze")).json()
    assert frozen["frozen"] is True
    assert START <= frozen["now"] < START + 60
    moved = (await one_sandbox.post("/clock/set", json={"to": START + DAY})).json()
    assert moved["now"] == sqlite_market.clock.now() == START + DAY
    assert (await one_sandbox.post("/clock/advance", json={"by": "PT1H"})).json()["now"] == START + DAY + 3600
    assert (await one_sandbox.post("/clock/advance", json={"by": 5})).json()["now"] == START + DAY + 3605


async def test_what_is_due_happens_before_the_clock_answers(sandbox, market):
    """An order whose deadline lies on the way is overdue when the call returns."""
    bid = await market.do(place_bid, VERA, 1, "Возьмусь.")
    await market.do(accept_bid, BORIS, bid.id)
    assert await status_of(market, 1) == 2
    await sandbox.post("/clock/advance", json={"by": 5 * DAY})
    assert await status_of(market, 1) == 2
    await sandbox.post("/clock/advance", json={"by": 1})
    assert await status_of(market, 1) == 5


@pytest.mark.parametrize(
    ("path", "body", "status", "error", "field"),
    [
        ("/clock/advance", b'{"by": -1}', 422, "invalid", "by"),
        ("/clock/advance", b'{"by": "soon"}', 422, "invalid", "by"),
        ("/clock/advance", b'{"by": 1e300}', 422, "invalid", "by"),
        ("/clock/advance", b'{"by": 99999999999}', 422, "invalid", "by"),
        ("/clock/advance", b'{"by": 4000000000}', 422, "invalid", "by"),
        ("/clock/advance", b"{}", 422, "invalid", "by"),
        ("/clock/advance", b'{"by": 1, "of": 2}', 422, "invalid", "of"),
        ("/clock/advance", b"by=1", 400, "bad_request", ""),
        ("/clock/advance", b"\xff\xfe", 400, "bad_request", ""),
        ("/clock/advance", b"[" * 50_000, 422, "invalid", ""),
        ("/clock/advance", b" " * 70_000, 413, "body_too_large", ""),
        ("/clock/set", b'{"to": 1699999999}', 422, "invalid", "to"),
        ("/clock/set", b'{"to": "31.12.2026"}', 422, "invalid", "to"),
        ("/clock/freeze", b'{"at": 1}', 422, "invalid", "at"),
        ("/reset", b'{"freeze_at": true}', 422, "invalid", "freeze_at"),
        ("/article-figures", b'{"article_id": 1, "unq": 101}', 422, "invalid", "unq"),
        ("/article-figures", b'{"article_id": 999, "unq": 1}', 422, "invalid", "article_id"),
        ("/next-check", b'{"per_antiplagiat": 101}', 422, "invalid", "per_antiplagiat"),
        ("/next-check", b'{"per_mistakes": -1}', 422, "invalid", "per_mistakes"),
        ("/next-check", b'{"order_id": 999}', 422, "invalid", "order_id"),
        ("/next-check", b'{"order_id": 99999999999999999999999}', 422, "invalid", "order_id"),
    ],
)
async def test_nonsense_is_refused_and_changes_nothing(one_sandbox, sqlite_market, path, body, status, error, field):
    """A wrong value gets a 4xx with the parameter's name, and the market is as before."""
    before = await everything(sqlite_market)
    answer = await one_sandbox.post(path, content=body)
    assert (answer.status_code, answer.json()["error"], answer.json()["field"]) == (status, error, field)
    assert sqlite_market.clock.now() == START
    assert await everything(sqlite_market) == before


async def test_an_unknown_verb_is_told_the_known_ones(one_sandbox):
    """405 with the Allow header."""
    answer = await one_sandbox.delete("/clock")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert (await one_sandbox.get("/reset")).status_code == 405


async def test_a_page_of_another_site_cannot_reset(one_sandbox, sqlite_market):
    """A browser that says the request comes from elsewhere is refused; a program that says nothing is not."""
    await sqlite_market.do(place_bid, VERA, 1, "Возьмусь.")
    before = await everything(sqlite_market)
    answer = await one_sandbox.post("/reset", headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.json()["error"]) == (403, "other_site")
    assert await everything(sqlite_market) == before
    assert (await one_sandbox.post("/reset", headers={"sec-fetch-site": "same-origin"})).status_code == 200


async def test_reset_goes_back_to_the_seed_to_the_last_row(sandbox, market):
    """After work, money and messages, a reset at the same moment leaves the very same rows under the same ids."""
    before = await everything(market)
    bid = await market.do(place_bid, VERA, 1, "Возьмусь.")
    await market.do(accept_bid, BORIS, bid.id)
    await sandbox.post("/clock/advance", json={"by": "P8D"})
    assert await everything(market) != before
    answer = await sandbox.post("/reset", json={"freeze_at": START})
    assert answer.json() == {"now": START, "iso": "2023-11-15T01:13:20+03:00", "frozen": True}
    assert await everything(market) == before
    again = await market.do(place_bid, VERA, 1, "Возьмусь.")
    assert again.id == bid.id


async def test_a_reset_forgets_the_files(sandbox, market):
    """Uploads of the time before are off the disk when the reset answers."""
    key = market.files.put(b"a source text")

    async def attach(tx):
        await tx.run(Statement(text("UPDATE task_order SET file_key = :key WHERE id = 1").bindparams(key=key)))

    await market.do(attach)
    before = [each for each in market.files.folder.rglob("*") if each.is_file()]
    await sandbox.post("/reset")
    assert before
    assert not [each for each in market.files.folder.rglob("*") if each.is_file()]
    assert (await everything(market))["dropped_file"] == []


async def test_the_ledger_still_only_grows_after_a_reset(sandbox, market):
    """The triggers that refuse changes to the ledger are back after a reset."""
    await sandbox.post("/reset")

    async def forge(tx):
        await tx.run(Statement(text("DELETE FROM entry")))

    with pytest.raises(Exception, match="only grows"):
        await market.do(forge)


async def test_without_a_moment_the_clock_runs_at_the_machines_time(one_sandbox, sqlite_market):
    """A plain reset is what a new start would be."""
    face = (await one_sandbox.post("/reset")).json()
    assert face["frozen"] is False
    assert face["now"] > START + 365 * DAY


async def test_a_reset_does_not_break_who_works_meanwhile(sandbox, market):
    """Readers and writers beside resets get an answer or a refusal of the market, never a failure, and the sums hold."""

    async def work(turn):
        try:
            cause = f"beside:{turn}"
            await market.do(hold, order_id=1000 + turn, customer_id=1, price=100, cause=cause)
            await market.do(release, order_id=1000 + turn, cause=cause)
        except MarketError:
            pass  # a reset came between the two: there is nothing to release any more
        return (await sandbox.get("/ledger")).json()

    ledgers = await asyncio.gather(*(work(turn) for turn in range(20)), *(sandbox.post("/reset") for _ in range(5)))
    assert all(each["ok"] for each in ledgers[:20])
    assert (await sandbox.get("/ledger")).json()["ok"]


async def test_the_ledger_is_told_with_its_audit(sandbox):
    """Who has how much, the sums by bucket, and the auditor's word."""
    told = (await sandbox.get("/ledger")).json()
    assert (told["ok"], told["problems"]) == (True, [])
    assert told["accounts"][0] == {
        "login": "anna",
        "available": 10_000_000,
        "held": 0,
        "pending": 0,
        "payout": 0,
        "promo": 0,
    }
    sums = told["sums"]
    assert sums["available"] == sum(each["available"] for each in told["accounts"])
    assert sums["available"] + sums["held"] == -sums["world"] - sums["fee"]


async def test_a_forged_kopeck_is_told(one_sandbox, sqlite_market):
    """What the auditor finds stands in the ledger's state."""

    async def forge(tx):
        await tx.run(Statement(text("UPDATE wallet SET available = available + 1 WHERE person_id = 1")))

    await sqlite_market.do(forge)
    told = (await one_sandbox.get("/ledger")).json()
    assert told["ok"] is False
    assert told["problems"]


async def test_the_next_check_is_said_beforehand(sandbox, market):
    """Figures for one order or for any are kept until a check uses them."""
    given = {"order_id": 1, "per_antiplagiat": 40, "per_mistakes": 2, "per_keywords": None, "per_diff": None}
    answer = await sandbox.post("/next-check", json=given)
    assert (answer.status_code, answer.json()) == (200, given)
    assert (await sandbox.post("/next-check", json={"per_antiplagiat": 100})).json()["order_id"] == 0
    assert len((await everything(market))["forced_check"]) == 2


async def test_the_accounts_are_told(one_sandbox):
    """The demo people with what they log in with."""
    told = (await one_sandbox.get("/accounts")).json()
    assert told[0] == {
        "login": "anna",
        "password": "demo-anna",
        "roles": ["customer"],
        "etxt_token": "1" * 32,
        "etxt_api_pass": "api-anna",
    }


async def test_a_sandbox_needs_a_clock_to_turn(sqlite_market):
    """A market on the machine's own clock is no sandbox."""
    sqlite_market.clock = WallClock()
    with pytest.raises(TypeError, match="adjustable"):
        routes(sqlite_market)
