"""The auditor sees every way in which a ledger can be wrong, and the ledger's rows cannot be changed."""

import pytest
from sqlalchemy import text

from birzha.app import Market
from birzha.errors import WrongState
from birzha.money import commands, queries
from birzha.money.audit import Audit, audit, freeze_if_wrong
from birzha.money.tables import APPEND_ONLY
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

ADMIN = Actor(3, Role.ADMIN)


async def raw(tx: Transaction, words: str) -> None:
    await tx.all(Statement(text(words)))


@pytest.fixture
async def market(market: Market) -> Market:
    """A market with some money in every bucket."""
    for login, role in (("customer", Role.CUSTOMER), ("performer", Role.PERFORMER), ("admin", Role.ADMIN)):
        await market.do(add_person, login=login, roles=role)
    await market.do(commands.top_up, ADMIN, 1, 100_000)
    await market.do(commands.hold, order_id=7, customer_id=1, price=10_000, cause="7:1")
    await market.do(commands.hold, order_id=8, customer_id=1, price=5_000, cause="8:1")
    await market.do(commands.capture, order_id=8, performer_id=2, folder_id=0, cause="8:1")
    await market.do(commands.request_withdrawal, Actor(2, Role.PERFORMER), 100)
    await market.do(commands.grant_promo, ADMIN, 1, 50)
    return market


async def tamper(market: Market, *changes: str) -> None:
    """Change rows behind the triggers' back, as somebody with the database password would."""
    sqlite = market.store.engine == "sqlite"
    for name in APPEND_ONLY:
        for act in ("update", "delete"):
            trigger = f"{name}_no_{act}"
            await market.do(raw, f"DROP TRIGGER {trigger}" if sqlite else f"ALTER TABLE {name} DISABLE TRIGGER USER")
    try:
        for change in changes:
            await market.do(raw, change)
    finally:
        if not sqlite:
            for name in APPEND_ONLY:
                await market.do(raw, f"ALTER TABLE {name} ENABLE TRIGGER USER")


async def audited(market: Market) -> Audit:
    """An audit as a running exchange does it: examined aside, then acted upon."""
    found = await market.examine(audit)
    await market.do(freeze_if_wrong, found)
    return found


async def problems(market: Market) -> str:
    return "\n".join((await market.ask(audit)).problems)


@pytest.mark.parametrize("name", APPEND_ONLY)
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
async def test_the_ledger_only_grows(market: Market, name: str, act: str):
    """The database itself refuses to change or remove a transfer, an entry or a statement row."""
    words = act.format(name).replace("id = id", "transfer_id = transfer_id") if name == "entry" else act.format(name)
    with pytest.raises(Exception, match="the ledger only grows"):
        await market.do(raw, words)
    assert await problems(market) == ""


async def test_a_sound_ledger_is_told_in_sums(market: Market):
    """The audit of an untouched ledger finds nothing and adds everything up."""
    found = await market.ask(audit)
    assert found.problems == ()
    assert found.transfers == 6
    assert found.sums == {
        "available": 84_250 + 4_400,
        "held": 10_500,
        "pending": 0,
        "payout": 100,
        "promo": 50,
        "world": -100_000,
        "fee": 750,
        "promo_issued": -50,
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE entry SET amount = amount + 1 WHERE owner_id = 2 AND bucket = 'payout'", "не сходится в ноль"),
        ("UPDATE wallet SET available = available + 1 WHERE person_id = 1", "«available» не равен сумме"),
        ("UPDATE wallet SET held = held - 1 WHERE person_id = 1", "«held» не равен сумме"),
        ("UPDATE wallet SET pending = 5 WHERE person_id = 1", "«pending» не равен сумме"),
        ("UPDATE wallet SET payout = 5 WHERE person_id = 1", "«payout» не равен сумме"),
        ("UPDATE wallet SET promo = 5 WHERE person_id = 1", "«promo» не равен сумме"),
        ("UPDATE wallet SET links = links + 1 WHERE person_id = 1", "пропали проводки"),
        ("UPDATE hold SET price = price + 1 WHERE state = 'open'", "держат открытые резервы"),
        ("UPDATE hold SET state = 'released' WHERE state = 'open'", "держат открытые резервы"),
        ("UPDATE withdrawal SET state = 'paid'", "открытых заявках"),
        (
            "INSERT INTO payout (order_id, performer_id, customer_id, amount, commission, due, key) VALUES (1,2,1,5,0,0,'x')",
            "не столько, сколько обещано",
        ),
        ("UPDATE statement SET balance = balance + 1 WHERE id = (SELECT MAX(id) FROM statement)", "выписки"),
        ("UPDATE statement SET amount = amount + 1 WHERE person_id = 1 AND promo = 0", "не продолжает предыдущий"),
        ("UPDATE statement SET balance = balance + 1 WHERE person_id = 1 AND promo = 0", "Последний остаток выписки"),
        ("UPDATE transfer SET kind = 'gift' WHERE id = 2", "изменена"),
        ("UPDATE transfer SET created = created + 1 WHERE id = 3", "изменена"),
        ("UPDATE transfer SET key = 'other' WHERE id = 1", "изменена"),
        ("UPDATE entry SET bucket = 'promo' WHERE owner_id = 0 AND bucket = 'fee'", "Промобаллы смешаны"),
        ("UPDATE entry SET owner_id = 3 WHERE owner_id = 2 AND bucket = 'payout'", "без кошелька"),
        ("DELETE FROM entry WHERE transfer_id = 2", "без строк"),
    ],
)
async def test_every_forgery_is_seen(market: Market, change: str, sentence: str):
    """Each kind of change to the rows is named by the audit, and payouts stop."""
    await tamper(market, change)
    assert sentence in await problems(market)
    found = await audited(market)
    assert await market.ask(queries.frozen) == found.problems[0]
    with pytest.raises(WrongState):
        await market.do(commands.pay_withdrawal, ADMIN, 1)


async def test_a_removed_last_transfer_is_seen(market: Market):
    """Cutting the end off a chain leaves its wallet counting one more."""
    last = "(SELECT MAX(id) FROM transfer)"
    await tamper(
        market,
        f"DELETE FROM statement WHERE transfer_id = {last}",
        f"DELETE FROM entry WHERE transfer_id = {last}",
        f"DELETE FROM transfer WHERE id = {last}",
    )
    assert "пропали проводки" in await problems(market)


async def test_the_first_freeze_reason_stands(market: Market):
    """Later audits do not hide the first finding."""
    await tamper(market, "UPDATE wallet SET available = available + 1 WHERE person_id = 1")
    first = (await audited(market)).problems[0]
    await market.do(raw, "UPDATE wallet SET links = 77 WHERE person_id = 1")
    await audited(market)
    assert await market.ask(queries.frozen) == first


async def test_chains_longer_than_a_page_are_read_to_the_end(market: Market, monkeypatch: pytest.MonkeyPatch):
    """A forgery far down a long chain is found all the same, and sound pages raise nothing."""
    monkeypatch.setattr("birzha.money.audit.PAGE", 2)
    for n in range(7):
        await market.do(commands.top_up, ADMIN, 2, 100 + n)
    assert await problems(market) == ""
    await tamper(market, "UPDATE transfer SET kind = 'gift' WHERE id = (SELECT MAX(id) - 1 FROM transfer)")
    assert "изменена" in await problems(market)


async def test_findings_of_one_kind_are_told_up_to_twenty(market: Market):
    """A thousand wrong wallets are not a thousand sentences, nor are a thousand forged transfers."""
    for n in range(25):
        await market.do(add_person, login=f"many{n}", roles=Role.CUSTOMER)
        await market.do(commands.top_up, ADMIN, n + 4, 100)
    await market.do(raw, "UPDATE wallet SET promo = 1 WHERE person_id > 3")
    assert len((await market.ask(audit)).problems) == 20
    await tamper(market, "UPDATE wallet SET promo = 0 WHERE person_id > 3", "UPDATE transfer SET kind = 'gift'")
    assert len((await market.ask(audit)).problems) == 20
