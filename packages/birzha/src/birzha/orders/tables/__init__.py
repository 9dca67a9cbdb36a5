"""The rows of orders, and every statement that touches them."""

from birzha.orders.tables.rows import (
    bid,
    dropped_file,
    forced_check,
    order_comment,
    rating_fail,
    result,
    result_part,
    task_order,
)

__all__ = [
    "bid",
    "dropped_file",
    "forced_check",
    "order_comment",
    "rating_fail",
    "result",
    "result_part",
    "task_order",
]
