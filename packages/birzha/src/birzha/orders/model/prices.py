"""Sums and points of an order: integer kopecks, rounded half up (reference of the exchange, §4.3 and §5)."""

from birzha.orders.model.order import Order, PriceType
from birzha.settings import Rules

NO_SIZE = 1
"""Ours: an order with one price for one character is sold by the piece (kworks, personal offers): no length is too much for it."""
MOST_EXTRA = 3
"""An extra payment is at most so many times the order's price (documentation of tasks.extraPaid)."""


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two whole numbers that are not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def full_price(price: int, price_type: int, size: int) -> int:
    """The price of a whole order.

    Args:
        price: kopecks.
        price_type: what they are for.
        size: characters.
    """
    return price if price_type == PriceType.WHOLE else half_up(price * size, 1000)


def reaches(order: Order, min_price: int) -> bool:
    """Whether the order pays at least that much per 1000 characters.

    Args:
        order: the order.
        min_price: kopecks per 1000 characters; 0: any.
    """
    if order.price_type == PriceType.WHOLE:
        return order.price * 1000 >= min_price * order.size
    return order.price >= min_price


def excess_amount(order: Order, characters: int) -> int:
    """What the characters beyond the order's size cost, kopecks; see :data:`NO_SIZE`.

    Args:
        order: the order.
        characters: of the newest result.
    """
    beyond = max(0, characters - order.size)
    if order.price_type == PriceType.WHOLE:
        if order.size == NO_SIZE:
            return 0
        return half_up(beyond * order.full_price, order.size)
    return half_up(beyond * order.price, 1000)


def largest_extra(order: Order) -> int:
    """The largest extra payment at a time, kopecks."""
    return MOST_EXTRA * order.full_price


def points_earned(full: int, rules: Rules) -> int:
    """Rating points for an accepted order.

    Args:
        full: its full price, kopecks.
        rules: of the market.
    """
    return max(1, half_up(full * rules.rate_per_rouble, 10_000))
