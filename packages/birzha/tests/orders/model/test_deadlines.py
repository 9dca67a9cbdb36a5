"""Deadlines at their boundaries, both sides."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from birzha.clock import DAY, HOUR
from birzha.errors import Invalid
from birzha.orders.model import (
    checked_deadline,
    copy_deadline,
    default_deadline,
    is_past,
    is_quick,
    latest_deadline,
    rework_deadline,
)
from birzha.settings import Rules

MOSCOW = ZoneInfo("Europe/Moscow")


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=MOSCOW).timestamp())


def test_the_longest_term_ends_with_its_day(rules):
    """Ninety days are counted in dates: the last second of the ninetieth day, in Moscow."""
    assert latest_deadline(moment("2026-03-01T00:00:00"), rules) == moment("2026-05-30T23:59:59")
    assert latest_deadline(moment("2026-03-01T23:59:59"), rules) == moment("2026-05-30T23:59:59")
    assert latest_deadline(moment("2026-03-02T00:00:00"), rules) == moment("2026-05-31T23:59:59")


def test_the_zone_says_what_a_day_is():
    """The same moment in another zone ends another day."""
    now = moment("2026-03-01T00:30:00")
    there = latest_deadline(now, Rules(zone="America/New_York"))
    assert there == int(datetime(2026, 5, 29, 23, 59, 59, tzinfo=ZoneInfo("America/New_York")).timestamp())


def test_a_deadline_is_ahead_and_not_too_far(now, rules):
    """The next second is the first that will do, the last second of the ninetieth day is the last."""
    latest = latest_deadline(now, rules)
    assert checked_deadline(now + 1, now, rules) == now + 1
    assert checked_deadline(latest, now, rules) == latest
    for wrong in (now, now - 1, 0, latest + 1, 2**63 - 1):
        with pytest.raises(Invalid) as refused:
            checked_deadline(wrong, now, rules)
        assert refused.value.field == "deadline"


def test_defaults(now, rules):
    """Five days, or five hours for a copy of a quick order."""
    assert default_deadline(now, rules) == now + 5 * DAY
    assert default_deadline(now, rules, quick=True) == now + 5 * HOUR


def test_copies_fall_back(now, rules):
    """A copy takes what was asked for, or the default where that is missing or cannot be."""
    latest = latest_deadline(now, rules)
    for good in (now + 1, latest):
        assert copy_deadline(good, now, rules, quick=False) == good
    for bad in (None, now, latest + 1):
        assert copy_deadline(bad, now, rules, quick=False) == now + 5 * DAY
        assert copy_deadline(bad, now, rules, quick=True) == now + 5 * HOUR


def test_rework_never_shortens(now, rules):
    """Three days, or three hours for a quick order, or what there was if that is later."""
    assert rework_deadline(now, now, rules, quick=False) == now + 3 * DAY
    assert rework_deadline(now, now, rules, quick=True) == now + 3 * HOUR
    assert rework_deadline(now + 3 * DAY + 1, now, rules, quick=False) == now + 3 * DAY + 1
    assert rework_deadline(now + 3 * DAY - 1, now, rules, quick=False) == now + 3 * DAY
    assert rework_deadline(now + 4 * HOUR, now, rules, quick=True) == now + 4 * HOUR


def test_quick_is_within_a_day(now, rules):
    """Exactly a day ahead is quick, a second more is not."""
    assert is_quick(now + DAY, now, rules)
    assert not is_quick(now + DAY + 1, now, rules)
    assert is_quick(now - 5, now, rules)


def test_the_deadlines_own_second_belongs_to_it(now):
    """Past is what comes after."""
    assert not is_past(now, now)
    assert is_past(now - 1, now)
