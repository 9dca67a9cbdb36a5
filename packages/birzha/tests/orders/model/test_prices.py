"""Sums at their halves, and points."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birzha.orders.model import excess_amount, full_price, largest_extra, points_earned, reaches
from birzha.orders.model.prices import half_up
from birzha.settings import Rules


@given(st.integers(0, 10**18), st.integers(1, 10**9))
def test_half_up_is_what_decimal_says(numerator, denominator):
    """Rounding agrees with the decimal module's."""
    exact = Decimal(numerator) / Decimal(denominator)
    # 28 digits are exact enough only where the quotient is short; compare by the remainder otherwise
    quotient, rest = divmod(numerator, denominator)
    expected = quotient + (1 if 2 * rest >= denominator else 0)
    assert half_up(numerator, denominator) == expected
    if numerator < 10**12:
        assert expected == int(exact.to_integral_value(ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("price", "kind", "size", "full"),
    [
        (10_000, 1, 1000, 10_000),
        (10_000, 2, 1, 10_000),
        (10_000, 2, 5000, 10_000),
        (10_000, 1, 1, 10),
        (1, 1, 500, 1),
        (1, 1, 499, 0),
        (1, 1, 1499, 1),
        (1, 1, 1500, 2),
        (0, 1, 1000, 0),
        (0, 2, 1000, 0),
    ],
)
def test_full_price(price, kind, size, full):
    """Per 1000 characters it is rounded half up to the kopeck; for the whole order it is the price."""
    assert full_price(price, kind, size) == full


@pytest.mark.parametrize(
    ("kind", "price", "size", "least", "enough"),
    [
        (1, 10_000, 5000, 10_000, True),
        (1, 10_000, 1, 10_001, False),
        (2, 10_000, 1000, 10_000, True),
        (2, 10_000, 1001, 10_000, False),
        (2, 10_000, 2000, 5_000, True),
        (2, 10_000, 2000, 5_001, False),
        (2, 0, 2000, 0, True),
        (1, 0, 2000, 0, True),
    ],
)
def test_what_reaches_a_least_price(make, kind, price, size, least, enough):
    """The price per 1000 characters is compared exactly, also for an order with one price."""
    assert reaches(make(price=price, price_type=kind, size=size), least) is enough


@pytest.mark.parametrize(
    ("kind", "price", "size", "characters", "amount"),
    [
        (1, 10_000, 1000, 1000, 0),
        (1, 10_000, 1000, 999, 0),
        (1, 10_000, 1000, 0, 0),
        (1, 10_000, 1000, 1001, 10),
        (1, 10_000, 1000, 1500, 5_000),
        (1, 1, 1000, 1499, 0),
        (1, 1, 1000, 1500, 1),
        (2, 10_000, 2000, 3000, 5_000),
        (2, 10_000, 3000, 3001, 3),
        (2, 5, 2, 3, 3),
        (2, 10_000, 1, 5000, 0),
        (1, 10_000, 1, 2, 10),
    ],
)
def test_what_excess_costs(make, kind, price, size, characters, amount):
    """Characters beyond the size cost what the others do; one price is spread over the size, unless it is 1."""
    order = make(price=price, price_type=kind, size=size, full_price=full_price(price, kind, size))
    assert excess_amount(order, characters) == amount


def test_three_prices_are_the_most(make):
    """An extra payment is at most three times the full price."""
    assert largest_extra(make(full_price=10_001)) == 30_003


@pytest.mark.parametrize(
    ("full", "points"),
    [(0, 1), (1, 1), (499, 1), (999, 1), (1_499, 1), (1_500, 2), (10_000, 10), (10_499, 10), (10_500, 11)],
)
def test_points(full, points):
    """A tenth of the roubles, rounded half up, at least one."""
    assert points_earned(full, Rules()) == points


def test_points_follow_the_rule():
    """The share is the operator's."""
    assert points_earned(10_000, Rules(rate_per_rouble=20)) == 20
