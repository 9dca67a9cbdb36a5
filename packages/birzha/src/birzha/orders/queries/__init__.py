"""What can be asked about orders."""

from birzha.orders.queries.archive import archived_orders, archived_results
from birzha.orders.queries.browsing import available_order, available_orders, discussion, my_bids, performer_orders
from birzha.orders.queries.fails import rating_fails
from birzha.orders.queries.notes import live_bids, notes
from birzha.orders.queries.own import order, order_ids, orders
from birzha.orders.queries.submitted import excess, my_results, part_of, result_text, results, text_of

__all__ = [
    "archived_orders",
    "archived_results",
    "available_order",
    "available_orders",
    "discussion",
    "excess",
    "live_bids",
    "my_bids",
    "my_results",
    "notes",
    "order",
    "order_ids",
    "orders",
    "part_of",
    "performer_orders",
    "rating_fails",
    "result_text",
    "results",
    "text_of",
]
