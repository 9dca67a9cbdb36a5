"""What an article costs and for how long (reference of the exchange, §5; documentation of articles.getList, ``date_discount``)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from birzha.articles.model.article import About
from birzha.errors import Invalid
from birzha.limits import number_within
from birzha.money.model import share
from birzha.settings import Rules

LARGEST_DISCOUNT = 90
"""Ours: percent."""
LONGEST_DISCOUNT = 365
"""Ours: how many days ahead the last day of a discount may lie."""


def discounted(price: int, discount: int) -> int:
    """A price less a discount, rounded half up to the kopeck; a kopeck at least.

    Args:
        price: kopecks, over 0.
        discount: percent, 0 to 90.
    """
    return max(1, share(price, (100 - discount) * 100))


def asking_price(article: About, now: int) -> int:
    """What the author asks now: the discount holds up to the last second of its last day.

    Args:
        article: not sold yet.
        now: unixtime.
    """
    return discounted(article.price, article.discount if now <= article.discount_until else 0)


def full_price(asking: int, rules: Rules) -> int:
    """What a customer pays: the asked price and the customer's fee on top, kopecks."""
    return asking + share(asking, rules.customer_fee)


def end_of_day(moment: int, rules: Rules) -> int:
    """The last second of the day on which a moment lies, in the market's zone."""
    zone = ZoneInfo(rules.zone)
    day = datetime.fromtimestamp(moment, zone).date()
    return int(datetime.combine(day, time(23, 59, 59), zone).timestamp())


def checked_discount(percent: int, until: int, now: int, rules: Rules) -> tuple[int, int]:
    """A discount as it is kept: percent and the last second at which it holds.

    Args:
        percent: 1 to 90, or 0 for none.
        until: any moment of the last day, unixtime.
        now: unixtime.
        rules: of the market; its zone says what a day is.

    Raises:
        Invalid: the percentage is out of range, or the last day has passed or is over a year ahead.
    """
    number_within(percent, "percent", least=0, most=LARGEST_DISCOUNT)
    if not percent:
        return 0, 0
    if not now - 2 * 86_400 <= until <= now + (LONGEST_DISCOUNT + 1) * 86_400 or end_of_day(until, rules) < now:
        raise Invalid("Последний день скидки — от сегодняшнего до отстоящего на год.", field="until")
    return percent, end_of_day(until, rules)
