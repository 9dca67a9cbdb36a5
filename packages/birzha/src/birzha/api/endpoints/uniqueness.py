"""What a customer asks of the uniqueness of a text."""

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.registry import endpoint
from birzha.errors import NotFound, WrongState
from birzha.orders.commands import drop_uniqueness


@endpoint("DELETE", "/orders/{order_id}/uniqueness", drop_uniqueness, status=204, errors=(NotFound, WrongState))
async def delete_uniqueness(call: Call, order_id: Id) -> None:
    """Ask for no uniqueness any more, up to the check; bids stay live."""
    await call.do(drop_uniqueness, order_id)
