"""``projects.*``: published orders for everyone, and the caller's own on either side."""

from collections.abc import Sequence
from typing import Any

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.orders.model import Order
from birzha.orders.queries.projects import bid_counts, orders_of_party, public_orders
from birzha.people.queries import persons
from birzha.reference.queries import categories_below

PER_PAGE = 20
"""Projects on a page; the documentation names no number."""


@handles("projects.get_list")
async def get_list(call: Call) -> Answer:
    """Open projects, newest first; a category holds those under it as well, an unknown one nothing."""
    page, category = call.values["page"], call.values["category_id"]
    below = None if category is None else await call.market.ask(categories_below, category)
    found, total = await call.market.ask(
        public_orders, call.actor, count=PER_PAGE, offset=(page - 1) * PER_PAGE, category_ids=below
    )
    return {"projects": await shown(call, found), "pagination": views.pagination(page, PER_PAGE, total)}


@handles("projects.get_payer_orders")
async def get_payer_orders(call: Call) -> Answer:
    """The caller's orders as a customer."""
    found = await call.market.ask(orders_of_party, call.actor, as_customer=True)
    return {"orders": await shown(call, found)}


@handles("projects.get_worker_orders")
async def get_worker_orders(call: Call) -> Answer:
    """The orders that the caller works or worked on."""
    found = await call.market.ask(orders_of_party, call.actor, as_customer=False)
    return {"orders": await shown(call, found)}


async def shown(call: Call, orders: Sequence[Order]) -> list[dict[str, Any]]:
    """Orders as projects, with their customers and how many bids each has."""
    people = await call.market.ask(persons, [each.customer_id for each in orders])
    bids = await call.market.ask(bid_counts, [each.id for each in orders])
    return [views.project(each, people.get(each.customer_id), bids.get(each.id, 0), call.links) for each in orders]
