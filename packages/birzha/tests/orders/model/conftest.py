"""An order to look at, without any market."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from birzha.orders.model import Order, OrderChanges, State, blank_order, merged
from birzha.orders.model.states import COLUMNS
from birzha.settings import Rules

NOW = 1_700_000_000


def an_order(state: State = State.DRAFT, **values: Any) -> Order:
    """An order in that state: 100 roubles, 1000 characters, due in two days."""
    changes = OrderChanges(title="Заказ", price=10_000, size=1000, category_id=1911, deadline=NOW + 2 * 86_400)
    order = replace(merged(blank_order(7, NOW, Rules()), changes, NOW, Rules()), id=5)
    if state is State.ARCHIVED:
        order = replace(order, status=4, public=1, archived_at=NOW)
    else:
        status, public = COLUMNS[state]
        order = replace(order, status=int(status), public=public)
    if order.status != 1:
        order = replace(order, performer_id=8, bid_id=3)
    if state is State.FAILED:
        order = replace(order, failed_at=NOW)
    return replace(order, **values)


@pytest.fixture
def make() -> Callable[..., Order]:
    """Makes orders: see :func:`an_order`."""
    return an_order


@pytest.fixture
def now() -> int:
    """The moment of the test."""
    return NOW


@pytest.fixture
def rules() -> Rules:
    """The rules by default."""
    return Rules()
