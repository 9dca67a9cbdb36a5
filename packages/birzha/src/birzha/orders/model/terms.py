"""What a bid asks for instead of the order's own price and deadline."""

from dataclasses import replace

from birzha.clock import DAY
from birzha.errors import WrongState
from birzha.limits import number_within
from birzha.money.model import roubles
from birzha.orders.model.changes import LARGEST_FULL_PRICE
from birzha.orders.model.deadlines import is_quick
from birzha.orders.model.order import Order, PriceType, Target
from birzha.orders.model.work import Bid
from birzha.settings import Rules


def checked_terms(order: Order, price: int | None, days: int | None, rules: Rules) -> tuple[int, int]:
    """The price and the days that a bid on the order is stored with; 0: the order's own.

    Args:
        order: one that waits.
        price: kopecks for the whole order; ``None``: the order's. The order's own price is no other one.
        days: from the acceptance to the deadline; ``None``: the order's deadline.
        rules: of the market.

    Raises:
        Invalid: one of them is beyond its limits.
        WrongState: it is an individual order, which one takes as it is or not at all.
    """
    if price is not None:
        number_within(price, "price", least=1, most=LARGEST_FULL_PRICE)
    if days is not None:
        number_within(days, "days", least=1, most=rules.longest_term // DAY)
    if order.target == Target.INDIVIDUAL and (price is not None or days is not None):
        raise WrongState("Индивидуальный заказ берут на его условиях: подтвердите его или откажитесь.")
    return 0 if price in {None, order.full_price} else price or 0, days or 0


def on_terms(order: Order, bid: Bid, now: int, rules: Rules) -> Order:
    """The order with the price and the deadline that the bid asks for.

    Args:
        order: in work since this moment.
        bid: the accepted one.
        now: unixtime.
        rules: of the market.
    """
    new = replace(order)
    if bid.price:
        new.price_type, new.price, new.full_price = int(PriceType.WHOLE), bid.price, bid.price
    if bid.days:
        new.deadline = now + bid.days * DAY
        new.quick = int(is_quick(new.deadline, now, rules))
    return new


def _terms(price: int, days: int) -> str:
    told = [f"цена {roubles(price)}"] if price else []
    return ", ".join(told + ([f"срок {days} дн."] if days else []))


def asked(price: int, days: int) -> str:
    """The terms in words, as whoever reads the bid sees them before its text; empty: the order's own.

    Many read bids by a program that knows nothing of such terms, so the words say what can be done with them.
    """
    terms = _terms(price, days)
    return f"Условия исполнителя: {terms} Принять их можно только как предложение." if terms else ""


def bid_words(text: str, price: int, days: int) -> str:
    """What a bid says to everybody who reads it: its terms, where they are its own, and its text."""
    return "\n".join(each for each in (asked(price, days), text) if each)


def own_words(said: str, price: int, days: int) -> str:
    """The text of a bid without its terms."""
    terms = asked(price, days)
    return said.removeprefix(terms).removeprefix("\n") if terms else said


def must_be_on_the_orders_terms(bid: Bid) -> None:
    """Refuse to take up a bid with terms of its own where only the order's are seen.

    Raises:
        WrongState: it has some.
    """
    if bid.price or bid.days:
        raise WrongState(
            f"Заявка №{bid.id} — со своими условиями ({_terms(bid.price, bid.days)}), на условиях заказа "
            f"её не принять. Примите её как предложение: POST /api/v1/offers/{bid.id}/accept, — или отклоните."
        )
