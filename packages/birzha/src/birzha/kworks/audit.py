"""What must be true of kworks and the ledger together: each sale was paid for as it says, and each is counted.

Plain SQL, as in :mod:`birzha.money.audit`, which tells of its audits because money does not know kworks.
"""

from sqlalchemy import text

from birzha.money.audit import MOST
from birzha.money.model import LedgerAudited
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction


def _sql(words: str) -> Statement[Row]:
    return Statement(text(words))


CHECKS: tuple[tuple[str, Statement[Row]], ...] = (
    (
        "Кворк куплен, а его цена не резервировалась: заказ №{}",
        _sql(
            "SELECT s.order_id FROM kwork_sale s WHERE NOT EXISTS (SELECT 1 FROM hold h "
            "WHERE h.order_id = s.order_id AND h.customer_id = s.customer_id AND h.price = s.price)"
        ),
    ),
    (
        "Продаж у кворка №{} меньше, чем его покупок",
        _sql("SELECT k.id FROM kwork k WHERE k.sales < (SELECT COUNT(*) FROM kwork_sale s WHERE s.kwork_id = k.id)"),
    ),
)


async def check_sales(tx: Transaction, event: LedgerAudited) -> None:
    """Add what is wrong between kworks and the ledger to an audit's findings. A subscriber."""
    for sentence, statement in CHECKS:
        event.problems.extend(sentence.format(row[0]) for row in (await tx.all(statement))[:MOST])
