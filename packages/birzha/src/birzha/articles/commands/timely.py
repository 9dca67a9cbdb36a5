"""What time does to articles: discounts end (documentation of articles.getList, ``date_discount``)."""

from birzha.articles import notices
from birzha.articles.tables.articles import DUE_DISCOUNTS, END_DISCOUNT, NEXT_DISCOUNT
from birzha.messages.commands import tell
from birzha.storage.transaction import Transaction


async def end_discounts(tx: Transaction, *, most: int = 100) -> int:
    """Discounts whose last day has passed are gone, and the prices that lists are sorted by are right again; gives how many."""
    due = await tx.all(DUE_DISCOUNTS, moment=tx.now, most=most)
    for article in due:
        if await tx.run(END_DISCOUNT, article_id=article.id):
            await tell(tx, article.author_id, notices.discount_over(article))
    return len(due)


async def next_due(tx: Transaction) -> int | None:
    """The earliest moment at which a discount is over, unixtime; ``None``: there is none."""
    row = await tx.one(NEXT_DISCOUNT)
    return None if row[0] is None else int(row[0]) + 1  # the last second still belongs to it
