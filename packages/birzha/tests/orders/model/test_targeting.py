"""Who sees, who may be addressed, who is accepted by itself."""

from dataclasses import replace

import pytest

from birzha.errors import NoSuchTarget, WorkMismatch
from birzha.orders.model import Performer, State, may_see, must_be_addressable, qualifies, suits_auto_accept
from birzha.people.model import Role, Work

ME, OTHER = int("800000"), int("900000")  # ids like real ones: equal, though not the same object

WHO = Performer(
    id=int("800000"),
    roles=int(Role.PERFORMER),
    blocked=0,
    rate=100,
    reports=10,
    reports_n=2,
    attestations=1,
    diploma=1,
    works={1: Work(1, 5_000, 2), 4: Work(4, 0, 0)},
)


def test_skill_by_kind_of_work():
    """A kind that is not offered has no skill."""
    assert [WHO.level(kind) for kind in (1, 2, 4)] == [2, 0, 0]


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, True),
        ({"only_stars": 1, "level": 2}, True),
        ({"only_stars": 1, "level": 3}, False),
        ({"only_stars": 0, "level": 3}, True),
        ({"only_stars": 1, "level": 1, "work_type": 2}, False),
        ({"attestation": 1}, True),
        ({"attestation": 2}, False),
        ({"diplom": 1}, True),
    ],
)
def test_what_an_order_asks_for(make, values, fits):
    """Skill, attestation and diploma, each only where asked for."""
    assert qualifies(make(State.WAITING, **values), WHO) is fits


def test_no_diploma(make):
    """Without a diploma an order that asks for one is out of reach, another is not."""
    who = replace(WHO, diploma=0)
    assert qualifies(make(diplom=1), who) is False
    assert qualifies(make(diplom=0), who) is True


@pytest.mark.parametrize("state", [state for state in State if state is not State.GONE])
def test_only_waiting_orders_are_seen(make, state):
    """In every other state nobody sees an order among those that wait."""
    assert may_see(make(state), WHO, blocked=False, invited=False) is (state is State.WAITING)


@pytest.mark.parametrize(
    ("values", "blocked", "invited", "seen"),
    [
        ({}, False, False, True),
        ({}, True, False, False),
        ({"customer_id": ME}, False, True, False),
        ({"target": 2}, False, True, True),
        ({"target": 2}, False, False, False),
        ({"target": 2}, True, True, False),
        ({"target": 2, "diplom": 0, "only_stars": 1, "level": 3}, False, True, False),
        ({"target": 3, "target_id": ME}, False, False, True),
        ({"target": 3, "target_id": OTHER}, False, True, False),
        ({"target": 3, "target_id": ME}, True, False, False),
        ({"target": 3, "target_id": ME, "only_stars": 1, "level": 3}, False, False, True),
        ({"target": 1, "only_stars": 1, "level": 3}, False, True, False),
    ],
)
def test_whom_an_order_is_for(make, values, blocked, invited, seen):
    """For all, for the white list, for one; never for the customer or across a black list."""
    assert may_see(make(State.WAITING, **values), WHO, blocked=blocked, invited=invited) is seen


@pytest.mark.parametrize(
    ("who", "blocked"),
    [
        (None, False),
        (replace(WHO, id=7), False),
        (replace(WHO, roles=int(Role.CUSTOMER | Role.MODERATOR | Role.ADMIN)), False),
        (replace(WHO, blocked=1), False),
        (WHO, True),
    ],
)
def test_who_cannot_be_addressed(make, who, blocked):
    """Nobody, oneself, no performer, somebody shut out by the exchange or by either of the two."""
    with pytest.raises(NoSuchTarget) as refused:
        must_be_addressable(make(customer_id=7), who, blocked=blocked)
    assert refused.value.field == "target_id"


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({"price": 5_000}, True),
        ({"price": 4_999}, False),
        ({"price": 9_999, "work_type": 2}, False),
        ({"price": 0, "work_type": 4}, True),
        ({"price": 5_000, "price_type": 2, "size": 1000}, True),
        ({"price": 4_999, "price_type": 2, "size": 1000}, False),
    ],
)
def test_work_and_price_of_the_addressee(make, values, fits):
    """The kind of work must be theirs and the price not below their least."""
    order = make(**values)
    if fits:
        must_be_addressable(order, WHO, blocked=False)
    else:
        with pytest.raises(WorkMismatch) as refused:
            must_be_addressable(order, WHO, blocked=False)
        assert refused.value.field == "target_id"


@pytest.mark.parametrize(
    ("values", "accepted"),
    [
        ({}, True),
        ({"auto_work": 0}, False),
        ({"auto_rate": 100}, True),
        ({"auto_rate": 101}, False),
        ({"auto_reports": 10}, True),
        ({"auto_reports": 11}, False),
        ({"auto_reports_n": 3}, True),
        ({"auto_reports_n": 2}, True),
        ({"auto_reports_n": 1}, False),
        ({"auto_reports_n": 0}, False),
        ({"auto_reports_n": None}, True),
        ({"auto_level": 2}, True),
        ({"auto_level": 3}, False),
        ({"auto_level": 1, "work_type": 2}, False),
    ],
)
def test_who_is_accepted_by_itself(make, values, accepted):
    """Each of the conditions at its boundary; without the switch, nobody."""
    assert suits_auto_accept(make(**{"auto_work": 1, **values}), WHO) is accepted
