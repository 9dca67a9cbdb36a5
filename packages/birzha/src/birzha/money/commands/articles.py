"""Money of articles: a purchase moves it at once (reference of the exchange, §5)."""

from birzha.money.commands.payouts import Earning, check_other, earned_bucket, paid_for, reward
from birzha.money.ledger import post, tell
from birzha.money.model import EXCHANGE, Bucket, Line, share
from birzha.storage.transaction import Transaction


async def pay_for_article(
    tx: Transaction, *, article_id: int, customer_id: int, author_id: int, price: int, full_price: int
) -> None:
    """Pay for an article: its author gets the price less the performer's fee, at once or after the payout delay.

    Args:
        tx: the transaction.
        article_id: the article; it is paid for once, for ever.
        customer_id: who pays, from the available balance.
        author_id: who is paid.
        price: what the author asked, discount included, kopecks, over 0.
        full_price: the same with the customer's fee.

    Raises:
        Forbidden: customer and author are one person.
        NotEnoughMoney: the available balance does not cover it.
        WrongState: the article has been paid for already.
    """
    check_other(customer_id, author_id)
    commission = share(price, tx.rules.performer_fee)
    earned = price - commission
    lines = [
        Line(customer_id, Bucket.AVAILABLE, -full_price),
        Line(author_id, earned_bucket(tx.rules), earned),
        Line(EXCHANGE, Bucket.FEE, full_price - earned),
    ]
    posted = await post(tx, key=f"article:{article_id}", kind="article", lines=lines)
    await tell(
        tx,
        posted,
        customer_id,
        amount=-full_price,
        operation=paid_for(0, article_id),
        counterparty_id=author_id,
        commission=full_price - price,
    )
    earning = Earning(author_id, customer_id, earned, commission, article_id=article_id)
    await reward(tx, posted, earning, key=f"payout:article:{article_id}")
