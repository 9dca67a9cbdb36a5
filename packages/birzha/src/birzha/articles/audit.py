"""What must be true of articles and the ledger together: each sale is one purchase, paid as the article says.

Plain SQL, as in :mod:`birzha.money.audit`, which tells of its audits because money does not know articles.
"""

from sqlalchemy import text

from birzha.money.audit import MOST
from birzha.money.model import LedgerAudited
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction


def _sql(words: str) -> Statement[Row]:
    return Statement(text(words))


# what is sold, beside what was posted for it; the transfer's key is unique, so there is never more than one
_SALES = """
    SELECT a.id FROM article a LEFT JOIN transfer t ON t.key = 'article:' || CAST(a.id AS TEXT)
    LEFT JOIN entry e ON e.transfer_id = t.id AND e.owner_id = a.owner_id AND e.bucket = 'available'
    WHERE a.owner_id > 0 AND {}
"""

CHECKS: tuple[tuple[str, Statement[Row]], ...] = (
    ("Статья №{} продана, а покупка не проведена", _sql(_SALES.format("t.id IS NULL"))),
    (
        "За статью №{} заплачено не столько, сколько она стоила",
        _sql(_SALES.format("t.id IS NOT NULL AND COALESCE(e.amount, 0) <> -a.paid")),
    ),
    (
        "Покупка проведена, а статья не продана: проводка №{}",
        _sql(
            "SELECT t.id FROM transfer t WHERE t.kind = 'article' AND NOT EXISTS "
            "(SELECT 1 FROM article a WHERE a.owner_id > 0 AND t.key = 'article:' || CAST(a.id AS TEXT))"
        ),
    ),
)


async def check_purchases(tx: Transaction, event: LedgerAudited) -> None:
    """Add what is wrong between articles and the ledger to an audit's findings. A subscriber."""
    for sentence, statement in CHECKS:
        event.problems.extend(sentence.format(row[0]) for row in (await tx.all(statement))[:MOST])
