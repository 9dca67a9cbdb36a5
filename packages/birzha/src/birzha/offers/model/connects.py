"""Connects: how many offers on projects a performer may make in a calendar month."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Connects:
    """What somebody has for this month.

    Args:
        all: for the whole month.
        left: of them.
        renewed_at: when the next month begins, unixtime.
    """

    all: int
    left: int
    renewed_at: int


def month_of(moment: int, zone: str) -> int:
    """The number of a calendar month, counted from the year 0.

    Args:
        moment: within it, unixtime.
        zone: the time zone by which months begin.
    """
    day = datetime.fromtimestamp(moment, ZoneInfo(zone))
    return day.year * MONTHS + day.month - 1


def month_ends(month: int, zone: str) -> int:
    """When a month is over and the next one begins, unixtime; see :func:`month_of`."""
    year, place = divmod(month + 1, MONTHS)
    return int(datetime(year, place + 1, 1, tzinfo=ZoneInfo(zone)).timestamp())
