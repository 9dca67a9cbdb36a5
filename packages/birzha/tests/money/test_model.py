"""The rules of money, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birzha.money.model import EXCHANGE, Bucket, Hold, Line, Wallet, link_hash, merged, share


@pytest.mark.parametrize(
    ("amount", "basis_points", "expected"),
    [
        (0, 500, 0),
        (1, 500, 0),
        (9, 500, 0),
        (10, 500, 1),  # 0.5 kopeck goes up
        (11, 500, 1),
        (29, 500, 1),
        (30, 500, 2),
        (10_000, 500, 500),
        (10_000, 1, 1),
        (4_999, 1, 0),
        (5_000, 1, 1),
        (12_345, 10_000, 12_345),
    ],
)
def test_a_share_is_rounded_half_up_to_the_kopeck(amount: int, basis_points: int, expected: int):
    """Fees are exact on both sides of the half kopeck."""
    assert share(amount, basis_points) == expected


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_a_share_never_exceeds_its_whole(amount: int, basis_points: int):
    """No fee is larger than the sum it is taken from."""
    assert 0 <= share(amount, basis_points) <= amount


def test_equal_places_are_added_up_and_sorted():
    """Lines are merged by owner and bucket, in the order in which wallets are locked."""
    lines = [
        Line(9, Bucket.HELD, -5),
        Line(2, Bucket.AVAILABLE, 3),
        Line(2, Bucket.AVAILABLE, 1),
        Line(EXCHANGE, Bucket.FEE, 1),
    ]
    assert merged(lines) == [
        Line(EXCHANGE, Bucket.FEE, 1),
        Line(2, Bucket.AVAILABLE, 4),
        Line(9, Bucket.HELD, -5),
    ]


def test_lines_that_cancel_out_are_left_out():
    """A place that gets nothing in the end writes no entry."""
    lines = [Line(1, Bucket.HELD, 5), Line(1, Bucket.HELD, -5), Line(2, Bucket.FEE, 1), Line(3, Bucket.FEE, -1)]
    assert merged(lines) == [Line(2, Bucket.FEE, 1), Line(3, Bucket.FEE, -1)]


@pytest.mark.parametrize("amounts", [(1,), (1, -2), (5, -4), (-1, 2)])
def test_a_transfer_that_makes_money_is_a_mistake(amounts: tuple[int, ...]):
    """Lines that do not add up to nothing never reach the database."""
    with pytest.raises(ValueError, match="add up"):
        merged([Line(n, Bucket.AVAILABLE, amount) for n, amount in enumerate(amounts)])


@pytest.mark.parametrize("lines", [[], [Line(1, Bucket.HELD, 0)]])
def test_a_transfer_of_nothing_is_a_mistake(lines: list[Line]):
    """An empty transfer is refused."""
    with pytest.raises(ValueError, match="move something"):
        merged(lines)


BASE = ("before", "hold:1:2", "hold", 1_700_000_000, [Line(1, Bucket.AVAILABLE, -5), Line(1, Bucket.HELD, 5)])


@pytest.mark.parametrize(
    ("place", "other"),
    [
        (0, "another"),
        (1, "hold:1:3"),
        (2, "release"),
        (3, 1_700_000_001),
        (4, [Line(2, Bucket.AVAILABLE, -5), Line(1, Bucket.HELD, 5)]),
        (4, [Line(1, Bucket.PROMO, -5), Line(1, Bucket.HELD, 5)]),
        (4, [Line(1, Bucket.AVAILABLE, -6), Line(1, Bucket.HELD, 5)]),
        (4, [Line(1, Bucket.AVAILABLE, -5)]),
    ],
)
def test_the_hash_covers_everything_a_transfer_says(place: int, other: object):
    """Changing any part of a transfer changes its hash."""
    changed = [*BASE]
    changed[place] = other
    assert link_hash(*changed) != link_hash(*BASE)


def test_the_hash_is_stable():
    """The form of the hash is fixed: old chains must verify for ever."""
    assert link_hash(*BASE) == "8c0692406676ff3c7e453079f7f3dfe71180ab43b98019e2a54ec532ff9bc31d"


def test_settled_is_what_the_statement_shows():
    """A statement counts free and held money, not what waits or leaves."""
    wallet = Wallet(1, available=10, held=200, pending=3_000, payout=40_000, promo=500_000, links=1)
    assert wallet.settled == 210


def test_a_hold_is_the_price_and_the_fee():
    """What is set aside is the full price with the customer's fee on top."""
    assert Hold(1, 2, 3, price=1_000, fee=50).amount == 1_050
