"""Moments and stretches of time as callers of the sandbox write them."""

import pytest

from birzha.clock import DAY, HOUR
from birzha.errors import Invalid
from birzha.sandbox.moments import iso, moment_of, seconds_in


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (0, 0),
        (90, 90),
        ("PT0S", 0),
        ("PT90S", 90),
        ("PT1M", 60),
        ("P1D", DAY),
        ("P2W", 14 * DAY),
        ("P3DT12H", 3 * DAY + 12 * HOUR),
        ("P1W1DT1H1M1S", 8 * DAY + HOUR + 61),
    ],
)
def test_a_duration_is_its_seconds(written, seconds):
    """Numbers and ISO 8601 durations mean what they say."""
    assert seconds_in(written, "by") == seconds


@pytest.mark.parametrize(
    "written",
    [-1, "", "P", "PT", "P1", "1D", "P1Y", "P-1D", "PT1.5H", "P1D ", "T1H", "P9999999999W", "P" + "1" * 99 + "D"],
)
def test_what_is_no_duration_is_refused(written):
    """Nonsense, fractions, months and steps back are refused with the parameter's name."""
    with pytest.raises(Invalid) as refused:
        seconds_in(written, "by")
    assert refused.value.field == "by"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (1_700_000_000, 1_700_000_000),
        ("2023-11-14T22:13:20Z", 1_700_000_000),
        ("2023-11-15T01:13:20+03:00", 1_700_000_000),
        ("2023-11-15T01:13:20", 1_700_000_000),
        ("2023-11-15", 1_699_995_600),
    ],
)
def test_a_moment_is_its_unixtime(written, moment):
    """Unixtime and ISO 8601 mean the same; without an offset the market's zone counts."""
    assert moment_of(written, "Europe/Moscow", "to") == moment


@pytest.mark.parametrize("written", [-1, 10**12, "", "tomorrow", "2023-13-01", "9999-12-31T23:59:59", "0001-01-01"])
def test_what_is_no_moment_is_refused(written):
    """Nonsense and moments beyond the clock are refused with the parameter's name."""
    with pytest.raises(Invalid) as refused:
        moment_of(written, "Europe/Moscow", "to")
    assert refused.value.field == "to"


def test_iso_reads_back():
    """What the sandbox writes is a moment that it takes."""
    written = iso(1_700_000_000, "Europe/Moscow")
    assert written == "2023-11-15T01:13:20+03:00"
    assert moment_of(written, "UTC", "to") == 1_700_000_000
