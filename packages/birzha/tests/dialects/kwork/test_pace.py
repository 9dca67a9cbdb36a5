"""The limit on calls within a minute, by a clock of the test's own."""

import pytest

from birzha.dialects.kwork import pace
from birzha.dialects.kwork.failures import Refused


@pytest.fixture
def moment(monkeypatch):
    """Seconds that the test moves."""
    found = [100.0]
    monkeypatch.setattr(pace, "monotonic", lambda: found[0])
    return found


def test_a_minute_after_the_first_call_the_count_begins_anew(moment):
    """What is refused says how long to wait, and a refusal does not make the wait longer."""
    the_pace = pace.Pace(2)
    the_pace.take(1)
    moment[0] = 130.5
    the_pace.take(1)
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            the_pace.take(1)
        assert (refused.value.status, refused.value.wait) == (429, 30)
    moment[0] = 159.9
    with pytest.raises(Refused) as refused:
        the_pace.take(1)
    assert refused.value.wait == 1
    moment[0] = 160.0
    the_pace.take(1)
    the_pace.take(1)
    with pytest.raises(Refused):
        the_pace.take(1)


def test_nobody_is_counted_without_a_limit(moment):
    """0 is any number."""
    the_pace = pace.Pace(0)
    for _ in range(1000):
        the_pace.take(1)
    assert the_pace._counts == {}


def test_who_is_gone_is_forgotten(moment, monkeypatch):
    """The counts do not grow for ever, and nobody within their minute is forgotten."""
    monkeypatch.setattr(pace, "REMEMBERED", 3)
    the_pace = pace.Pace(1)
    for person in (1, 2):
        the_pace.take(person)
    moment[0] = 159.0
    the_pace.take(3)
    moment[0] = 161.0
    the_pace.take(4)
    assert set(the_pace._counts) == {3, 4}
    with pytest.raises(Refused):
        the_pace.take(3)
