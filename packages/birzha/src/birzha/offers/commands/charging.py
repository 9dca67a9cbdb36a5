"""What offers on projects cost: subscribers of what happens to bids."""

from itertools import groupby

from birzha.errors import LimitExceeded
from birzha.messages.commands import tell
from birzha.offers import notices
from birzha.offers.model import month_of
from birzha.offers.tables import spending as statements
from birzha.orders.model import BidPlaced, BidsEnding
from birzha.storage.transaction import Transaction


async def charge(tx: Transaction, event: BidPlaced) -> None:
    """Take the connects for an offer on a project; one on a plain order costs none. A subscriber.

    Raises:
        LimitExceeded: there are not as many left in this month.
    """
    cost = tx.rules.offer_connects
    if not cost or await tx.first(statements.PROJECT, order_id=event.order_id) is None:
        return
    month = month_of(tx.now, tx.rules.zone)
    await tx.run(statements.START_MONTH, person_id=event.person_id, month=month)
    allowance = tx.rules.monthly_connects
    if not await tx.run(statements.SPEND, whose=event.person_id, of_month=month, cost=cost, allowance=allowance):
        raise LimitExceeded(
            f"Предложение на проект стоит {cost} конн., а столько уже не осталось: на месяц их {allowance}. "
            "Новые появятся в первый день следующего месяца."
        )
    await tx.run(
        statements.PUT_CHARGE,
        bid_id=event.bid_id,
        order_id=event.order_id,
        person_id=event.person_id,
        month=month,
        connects=cost,
    )


async def give_back(tx: Transaction, event: BidsEnding) -> None:
    """Give connects back to those who offered on a project from which nobody was chosen, into the month in which they were spent.

    What its author took back stays paid. A subscriber.
    """
    rows = await tx.all(statements.RETURNABLE, order_id=event.order_id)
    if rows:
        await tx.run(statements.MARK_RETURNED, ids=[row["bid_id"] for row in rows])
    for person_id, theirs in groupby(rows, key=lambda row: row["person_id"]):
        back = 0
        for row in theirs:
            await tx.run(statements.GIVE_BACK, whose=person_id, of_month=row["month"], back=row["connects"])
            back += row["connects"]
        await tell(tx, person_id, notices.connects_returned(event.order_id, back))
    if event.erased:
        await tx.run(statements.FORGET_CHARGES, order_id=event.order_id)
        await tx.run(statements.FORGET_PROJECT, order_id=event.order_id)
