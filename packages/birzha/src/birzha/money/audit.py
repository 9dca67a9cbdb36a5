"""The auditor: everything that must be true of the ledger after every transaction, checked from the rows alone.

It shares no statement with the code that writes the ledger: plain SQL here, guarded updates there, so that one mistake
cannot hide in both. Source of the identities: reference of server choices, §3.1; reference of the exchange, §5.
"""

from dataclasses import dataclass

from sqlalchemy import text

from birzha.money.commands.accounts import freeze_payouts
from birzha.money.model import Bucket, LedgerAudited, Line, link_hash
from birzha.money.queries import frozen
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction

MOST = 20
"""How many findings of one kind are told."""

PAGE = 1000
"""How many transfers of the chains are read at a time."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Args:
        problems: sentences in Russian, one for each thing that is wrong; none: all is well.
        transfers: how many transfers there are.
        sums: kopecks in all wallets by bucket, ``fee`` (what the exchange earned) and ``world`` (what came in less what
            went out, negative) among them.
    """

    problems: tuple[str, ...]
    transfers: int
    sums: dict[str, int]


def _sql(words: str) -> Statement[Row]:
    return Statement(text(words))


_WALLET_IS_ITS_ENTRIES = """
    SELECT w.person_id FROM wallet w
    LEFT JOIN (SELECT owner_id, SUM(amount) AS total FROM entry WHERE bucket = '{0}' GROUP BY owner_id) e
      ON e.owner_id = w.person_id
    WHERE w.{0} <> COALESCE(e.total, 0)
"""

_BUCKET_IS_EXPLAINED = """
    SELECT w.person_id FROM wallet w
    LEFT JOIN (SELECT {owner} AS owner, SUM({amount}) AS total FROM {rows} WHERE {open} GROUP BY {owner}) o
      ON o.owner = w.person_id
    WHERE w.{bucket} <> COALESCE(o.total, 0)
"""

CHECKS: tuple[tuple[str, Statement[Row]], ...] = (
    (
        "Проводка не сходится в ноль: №{}",
        _sql("SELECT transfer_id FROM entry GROUP BY transfer_id HAVING SUM(amount) <> 0"),
    ),
    (
        "Проводка без строк: №{}",
        _sql("SELECT t.id FROM transfer t WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.transfer_id = t.id)"),
    ),
    (
        "Промобаллы смешаны с деньгами в проводке №{}",
        _sql(
            "SELECT transfer_id FROM entry GROUP BY transfer_id HAVING "
            "SUM(CASE WHEN bucket IN ('promo', 'promo_issued') THEN amount ELSE 0 END) <> 0"
        ),
    ),
    *(
        (f"Остаток «{bucket}» не равен сумме записей у пользователя №{{}}", _sql(_WALLET_IS_ITS_ENTRIES.format(bucket)))
        for bucket in ("available", "held", "pending", "payout", "promo")
    ),
    (
        "Запись о деньгах без кошелька у пользователя №{}",
        _sql(
            "SELECT DISTINCT e.owner_id FROM entry e LEFT JOIN wallet w ON w.person_id = e.owner_id "
            "WHERE e.owner_id <> 0 AND w.person_id IS NULL"
        ),
    ),
    (
        "Зарезервировано не столько, сколько держат открытые резервы, у пользователя №{}",
        _sql(
            _BUCKET_IS_EXPLAINED.format(
                owner="customer_id", amount="price + fee", rows="hold", open="state = 'open'", bucket="held"
            )
        ),
    ),
    (
        "Ожидает выплаты не столько, сколько обещано, у пользователя №{}",
        _sql(
            _BUCKET_IS_EXPLAINED.format(
                owner="performer_id", amount="amount", rows="payout", open="paid = 0", bucket="pending"
            )
        ),
    ),
    (
        "Выводится не столько, сколько в открытых заявках, у пользователя №{}",
        _sql(
            _BUCKET_IS_EXPLAINED.format(
                owner="person_id", amount="amount", rows="withdrawal", open="state = 'open'", bucket="payout"
            )
        ),
    ),
    (
        "Последний остаток выписки не равен деньгам на счёте у пользователя №{}",
        _sql(
            "SELECT w.person_id FROM wallet w LEFT JOIN statement s ON s.id = "
            "(SELECT MAX(id) FROM statement m WHERE m.person_id = w.person_id AND m.promo = 0) "
            "WHERE w.available + w.held <> COALESCE(s.balance, 0)"
        ),
    ),
    (
        "Остаток выписки не продолжает предыдущий, строка №{}",
        _sql(
            "SELECT id FROM (SELECT id, amount, balance, COALESCE(LAG(balance) OVER "
            "(PARTITION BY person_id, promo ORDER BY id), 0) AS before FROM statement) s "
            "WHERE balance <> before + amount"
        ),
    ),
    (
        "Из цепочки пользователя №{} пропали проводки",
        _sql(
            "SELECT w.person_id FROM wallet w LEFT JOIN "
            "(SELECT chain_id, COUNT(*) AS links FROM transfer GROUP BY chain_id) t ON t.chain_id = w.person_id "
            "WHERE w.links <> COALESCE(t.links, 0)"
        ),
    ),
)

_TRANSFERS = _sql("SELECT COUNT(*) FROM transfer")
_SUMS = _sql("SELECT bucket, CAST(SUM(amount) AS BIGINT) AS total FROM entry GROUP BY bucket")
_CHAINS = _sql(
    "SELECT id, key, kind, created, chain_id, link, hash FROM transfer "
    "WHERE chain_id > :chain OR (chain_id = :chain AND link > :link) ORDER BY chain_id, link LIMIT :page"
)
_LINES = _sql(
    "SELECT e.transfer_id, e.owner_id, e.bucket, e.amount FROM entry e JOIN transfer t ON t.id = e.transfer_id "
    "WHERE (t.chain_id > :chain OR (t.chain_id = :chain AND t.link > :link)) "
    "AND (t.chain_id < :last_chain OR (t.chain_id = :last_chain AND t.link <= :last_link)) "
    "ORDER BY e.transfer_id, e.owner_id, e.bucket"
)


async def audit(tx: Transaction) -> Audit:
    """Check every identity of the ledger.

    Args:
        tx: a reading transaction.
    """
    problems: list[str] = []
    for sentence, statement in CHECKS:
        problems += [sentence.format(row[0]) for row in (await tx.all(statement))[:MOST]]
    problems += await _broken_links(tx)
    await tx.publish(LedgerAudited(problems))
    sums: dict[str, int] = {str(bucket): 0 for bucket in Bucket}
    sums.update({row["bucket"]: row["total"] for row in await tx.all(_SUMS)})
    return Audit(tuple(problems), (await tx.one(_TRANSFERS))[0], sums)


async def _broken_links(tx: Transaction) -> list[str]:
    problems: list[str] = []
    chain = link = 0
    previous = ""
    while page := await tx.all(_CHAINS, chain=chain, link=link, page=PAGE):
        end = page[-1]
        rows = await tx.all(_LINES, chain=chain, link=link, last_chain=end["chain_id"], last_link=end["link"])
        lines: dict[int, list[Line]] = {}
        for row in rows:
            lines.setdefault(row["transfer_id"], []).append(Line(row["owner_id"], Bucket(row["bucket"]), row["amount"]))
        for row in page:
            if row["chain_id"] != chain:
                previous = ""
            chain, link = row["chain_id"], row["link"]
            told = lines.get(row["id"], [])
            if row["hash"] != link_hash(previous, row["key"], row["kind"], row["created"], told):
                problems.append(f"Проводка №{row['id']} изменена: подпись цепочки не сходится")
            previous = row["hash"]
    return problems[:MOST]


async def freeze_if_wrong(tx: Transaction, found: Audit) -> None:
    """Stop payouts when an audit found something; the first finding stands."""
    if found.problems and await frozen(tx) is None:
        await freeze_payouts(tx, found.problems[0])
