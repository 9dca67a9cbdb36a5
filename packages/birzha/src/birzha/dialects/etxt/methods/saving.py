"""``tasks.saveTask``: placing and editing orders."""

from typing import Any

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.dialects.etxt.uploads import kept
from birzha.orders.commands import save_order
from birzha.orders.model import OrderChanges

FIELDS = {
    "id_category": "category_id",
    "id_folder": "folder_id",
    "id_type": "work_type",
    "id_subtype": "subtype",
    "id_level": "level",
    "target_task": "target",
    "id_target": "target_id",
    "bwgroup_send": "notify_group",
}
"""The market's words for those parameters that the documentation calls otherwise."""


@handles("tasks.saveTask")
async def save_task(call: Call) -> Answer:
    """Place an order, or edit one that has no performer; what is not given keeps its value or takes its default."""
    given: dict[str, Any] = {FIELDS.get(name, name): call.values[name] for name in call.given - {"id", "file"}}
    async with kept(call.market, call.values["file"]) as file:
        if file is not None:
            given["file"] = file
        order_id = await call.market.do(save_order, call.actor, OrderChanges(**given), order_id=call.values["id"])
    return {"id_task": call.style.number(order_id)}
