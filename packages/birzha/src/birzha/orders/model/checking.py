"""Lengths of results and what follows from a check (reference of the exchange, §4.2 #7 and #8)."""

from birzha.orders.model.order import Order, WorkType
from birzha.orders.model.work import Figures

ENOUGH = 90
"""Percent of the order's size that a result must have where the order asks for it (documentation, ``checksize``)."""


def long_enough(characters: int, size: int) -> bool:
    """Whether a result has at least 90 % of an order's size."""
    return characters * 100 >= size * ENOUGH


def kept_figures(order: Order, found: Figures) -> Figures:
    """What of the found figures belongs to an order of this kind (documentation of tasks.getResults)."""
    return Figures(
        per_antiplagiat=found.per_antiplagiat,
        per_mistakes=found.per_mistakes,
        per_keywords=found.per_keywords if order.work_type == WorkType.SEO else None,
        per_diff=found.per_diff if order.work_type == WorkType.REWRITING and order.text else None,
    )


def needs_rework(order: Order, found: Figures) -> bool:
    """Whether the check sends the result back by itself: less unique than the order asks for."""
    return order.uniq is not None and found.per_antiplagiat is not None and found.per_antiplagiat < order.uniq
