"""What the signed links of an answer lead to. Steps: whoever holds such a link may follow it."""

from birzha.errors import NotFound
from birzha.orders.model import RatingFail, StoredFile
from birzha.orders.tables.orders import ORDER
from birzha.orders.tables.refusals import FAIL_BY_TOKEN
from birzha.storage.transaction import Transaction


async def attachment_of(tx: Transaction, order_id: int) -> StoredFile:
    """The file attached to an order.

    Raises:
        NotFound: the order is gone, or has none (any more).
    """
    order = await tx.first(ORDER, order_id=order_id)
    if order is None or not order.file_key:
        raise NotFound("Такого файла нет или он уже удалён.")
    return StoredFile(key=order.file_key, name=order.file_name, size=order.file_size, content_type=order.file_type)


async def fail_by_token(tx: Transaction, token: str) -> RatingFail:
    """The refusal whose rating the customer's link gives back.

    Raises:
        NotFound: there is no such link, or the order is gone.
    """
    found = await tx.first(FAIL_BY_TOKEN, token=token)
    if found is None:
        raise NotFound("Такой ссылки нет.")
    if await tx.first(ORDER, order_id=found.order_id) is None:
        raise NotFound("Такой ссылки нет: заказ уже удалён.")
    return found
