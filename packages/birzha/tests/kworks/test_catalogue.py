"""The catalogue beside a plain one that sorts in Python, on both engines."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from birzha.kworks.commands import approve_kwork, count_kwork, pause_kwork
from birzha.kworks.model import KworkState, Sort, rating, recommendation
from birzha.kworks.tables import kwork
from birzha.people.commands import block, set_roles, unblock
from birzha.people.model import Role
from birzha.reference.tables import category

PARENT, CHILD, ELSEWHERE = 1911, 17, 294


@dataclass
class Known:
    """What the plain catalogue knows of a kwork."""

    id: int
    price: int
    category: int
    moment: int
    stars: tuple[int, ...]
    sales: int

    @property
    def keys(self) -> dict[str, Any]:
        """What each order sorts by, as the documentation of the orders says it."""
        average = Fraction(sum(self.stars), len(self.stars)) if self.stars else Fraction(0)
        hundredths = int(average * 100 + Fraction(1, 2))
        trusted = Fraction(20 + sum(self.stars), 5 + len(self.stars)) * 100
        return {
            "recommend": (-(int(trusted) + 2 * min(self.sales, 50)), -self.id),
            "price_asc": (self.price, self.id),
            "price_desc": (-self.price, -self.id),
            "rating": (-hundredths, -len(self.stars), -self.id),
            "reviews": (-len(self.stars), -self.id),
            "newest": (-self.moment, -self.id),
        }


DRAWN = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from([PARENT, CHILD, ELSEWHERE]),
        st.integers(0, 3),
        st.lists(st.integers(1, 5), max_size=4).map(tuple),
        st.sampled_from([0, 1, 49, 50, 80]),
    ),
    max_size=12,
)


@given(drawn=DRAWN, size=st.integers(1, 5))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_order_is_that_of_the_plain_catalogue(stall, drawn, size):
    """In each order and category the pages, put together, are the plain list: nothing twice, nothing missing, totals right."""
    await stall.world.execute(delete(kwork))
    await stall.world.execute(delete(category).where(category.c.id == CHILD))
    await stall.world.execute(insert(category).values(id=CHILD, parent_id=PARENT, name="под ней", keyword=""))
    known = []
    for price, where, later, stars, sales in drawn:
        kwork_id = await stall.offer(price=price, category_id=where)
        await stall.world.execute(update(kwork).where(kwork.c.id == kwork_id).values(published_at=1000 + later))
        await stall.world.do(count_kwork, kwork_id, sales=sales)
        for each in stars:
            await stall.world.do(count_kwork, kwork_id, stars=each)
        known.append(Known(kwork_id, price, where, later, stars, sales))
    for sort in Sort:
        for wanted, inside in ((None, {PARENT, CHILD, ELSEWHERE}), (PARENT, {PARENT, CHILD}), (CHILD, {CHILD})):
            plain = sorted((each for each in known if each.category in inside), key=lambda each: each.keys[sort.value])
            found: list[int] = []
            for offset in range(0, len(plain) + size, size):
                shelf = await stall.shelf(sort=sort, category_id=wanted, count=size, offset=offset)
                assert shelf.total == len(plain)
                found += [each.id for each in shelf.cards]
            assert found == [each.id for each in plain], (sort, wanted)


def test_the_formula_of_recommend():
    """Five reviews of four stars are given to everybody; a sale counts two, fifty sales at most; ratings are rounded half up."""
    assert recommendation(0, 0, 0) == 400
    assert recommendation(5, 1, 0) == 416  # (5*4 + 5) / 6 stars
    assert recommendation(500, 100, 0) == 495
    assert recommendation(0, 0, 3) == 406
    assert recommendation(0, 0, 51) == recommendation(0, 0, 50) == 500
    assert [rating(0, 0), rating(5, 1), rating(14, 3), rating(9, 8)] == [0, 500, 467, 113]


async def test_only_active_kworks_are_listed(stall):
    """A paused kwork leaves the catalogue; an unknown category holds nothing, nor does a page behind the last."""
    kept, paused = await stall.offer(), await stall.offer()
    await stall.write()
    await stall.world.do(pause_kwork, stall.seller, paused)
    assert await stall.ids() == [kept]
    assert (await stall.shelf(category_id=999)).total == 0
    shelf = await stall.shelf(offset=1)
    assert (shelf.cards, shelf.total) == ([], 1)


async def test_kworks_of_the_shut_out_are_hidden(stall):
    """They leave the catalogue and its total in all states, and come back with their seller."""
    world = stall.world
    mine, other = await stall.offer(), await stall.offer(by=world.rival)
    waiting = await stall.kwork_in(KworkState.MODERATION)
    await world.do(block, world.admin, stall.seller.id)
    shelf = await stall.shelf()
    assert ([each.id for each in shelf.cards], shelf.total) == ([other], 1)
    assert await stall.ids(category_id=1911, sort=Sort.PRICE_ASC) == [other]
    await world.do(unblock, world.admin, stall.seller.id)
    assert sorted(await stall.ids()) == [mine, other]
    await world.do(block, world.admin, stall.seller.id)
    await world.do(approve_kwork, world.moderator, waiting)
    assert await stall.ids() == [other]


async def test_kworks_of_whoever_is_no_performer_are_hidden(stall):
    """Nobody could buy them: they leave with the role, and come back with it, but not while their seller is shut out."""
    world = stall.world
    mine = await stall.offer()
    await world.do(set_roles, world.admin, stall.seller.id, Role.CUSTOMER)
    assert await stall.ids() == []
    await world.do(unblock, world.admin, stall.seller.id)
    assert await stall.ids() == []
    await world.do(block, world.admin, stall.seller.id)
    await world.do(set_roles, world.admin, stall.seller.id, Role.PERFORMER)
    assert await stall.ids() == []
    await world.do(unblock, world.admin, stall.seller.id)
    assert await stall.ids() == [mine]


@pytest.mark.parametrize(("count", "offset"), [(0, 0), (-5, -5), (10**30, 0)])
async def test_odd_pages_are_clamped(stall, count, offset):
    """A page has at least one row and at most a hundred; no number is too big for the database."""
    kwork_id = await stall.offer()
    assert await stall.ids(count=count, offset=offset) == [kwork_id]
