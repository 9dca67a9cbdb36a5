"""Lengths of texts, and the numbers that the outside knows."""

from dataclasses import is_dataclass
from enum import Enum

import pytest

from birzha.errors import Invalid
from birzha.orders.model import (
    SYSTEM,
    Assignment,
    BidState,
    Figures,
    Order,
    OrderChanges,
    OrderFilter,
    Performer,
    PriceType,
    ResultStatus,
    Status,
    StoredFile,
    Target,
    WorkType,
    changes,
    limits,
    order,
    targeting,
    work,
    written,
)


def test_written():
    """One character is something; nothing, spaces, too much and what no database keeps are refused by the field's name."""
    assert written("т", "text", 3) == "т"
    assert written(" т ", "text", 3) == " т "
    for wrong in ("", "   ", "тттт", "\0т", "\ud800"):
        with pytest.raises(Invalid) as error:
            written(wrong, "text", 3)
        assert error.value.field == "text"


def test_the_limits_of_the_documentation():
    """What the documentation of the tasks methods says, and what we added, written down a second time."""
    assert limits.LONGEST_CLIENT_COMMENT == 5000
    assert limits.LONGEST_ACCEPTANCE == 500
    assert limits.LONGEST_VERDICT == 5000
    assert limits.LONGEST_COMMENT == 2048
    assert limits.LONGEST_RESULT == 400_000
    assert limits.LONGEST_TICKET == 10_000
    assert limits.MOST_NOTED == 100


def test_the_numbers_of_the_wire():
    """Status, target, kind of work and of price, as the documentation numbers them; what clients compare with."""
    assert [each.value for each in Status] == [1, 2, 3, 4, 5]
    assert (Status.WAITING, Status.IN_WORK, Status.ON_CHECK, Status.DONE, Status.OVERDUE) == (1, 2, 3, 4, 5)
    assert (Target.EVERYONE, Target.WHITE_LIST, Target.INDIVIDUAL) == (1, 2, 3)
    assert (WorkType.COPYWRITING, WorkType.REWRITING, WorkType.TRANSLATION, WorkType.SEO) == (1, 2, 3, 4)
    assert (PriceType.PER_THOUSAND, PriceType.WHOLE) == (1, 2)
    assert (BidState.LIVE, BidState.ACCEPTED, BidState.DECLINED, BidState.VOID) == (1, 2, 3, 4)
    assert (ResultStatus.ON_CHECK, ResultStatus.REJECTED, ResultStatus.ACCEPTED) == (0, 1, 2)
    assert SYSTEM == 0


def test_a_page_without_a_word_is_the_whole_of_it():
    """No filter, a hundred orders from the newest on; nothing measured in a check of which nothing is said."""
    assert OrderFilter() == OrderFilter(100, 0, None, None, None, None, False, None)
    assert Figures() == Figures(None, None, None, None)


THINGS = [
    each
    for module in (order, work, targeting, changes)
    for each in vars(module).values()
    if isinstance(each, type) and each.__module__ == module.__name__ and not issubclass(each, Enum)
]


@pytest.mark.parametrize("thing", THINGS)
def test_values_do_not_change(thing):
    """What is handed about is a value with fields of its own and no others; but for orders it cannot even be changed."""
    assert is_dataclass(thing)
    assert "__slots__" in vars(thing)
    assert thing.__dataclass_params__.frozen is (thing is not Order)


def test_every_value_is_looked_at():
    """The list above is not empty by mistake."""
    assert {Order, OrderFilter, StoredFile, Assignment, Figures, OrderChanges, Performer} <= set(THINGS)
