"""Moments and stretches of time as the sandbox's callers write them: numbers, or ISO 8601."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from birzha.clock import DAY, HOUR, MINUTE
from birzha.errors import Invalid

LATEST = 4_102_444_800
"""The last moment that the sandbox's clock can show: the beginning of 2100, unixtime."""

_DURATION = re.compile(
    r"P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?", re.ASCII
)
_UNITS = (7 * DAY, DAY, HOUR, MINUTE, 1)


def seconds_in(duration: int | str, field: str) -> int:
    """How many seconds a stretch of time is.

    Args:
        duration: seconds, or weeks, days, hours, minutes and seconds as ISO 8601 writes them, such as ``P3DT12H``.
        field: the parameter it came in.

    Raises:
        Invalid: it is none, or goes backwards.
    """
    if isinstance(duration, int):
        seconds = duration
    else:
        match = _DURATION.fullmatch(duration)
        if match is None or duration == "P":
            raise Invalid("Длительность — число секунд или запись ISO 8601, например P3DT12H.", field=field)
        seconds = sum(int(part or 0) * unit for part, unit in zip(match.groups(), _UNITS, strict=True))
    if not 0 <= seconds <= LATEST:
        raise Invalid("Часы песочницы идут только вперёд и не дальше 2100 года.", field=field)
    return seconds


def moment_of(moment: int | str, zone: str, field: str) -> int:
    """A moment as unixtime.

    Args:
        moment: unixtime, or a date and time in ISO 8601; one without an offset is in ``zone``.
        zone: the market's time zone.
        field: the parameter it came in.

    Raises:
        Invalid: it is none, or beyond the clock.
    """
    if isinstance(moment, str):
        try:
            parsed = datetime.fromisoformat(moment)
            aware = parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=ZoneInfo(zone))
            moment = int(aware.timestamp())
        except (ValueError, OverflowError):
            raise Invalid(
                "Момент — unixtime или дата ISO 8601, например 2026-12-31T23:59:00+03:00.", field=field
            ) from None
    if not 0 <= moment <= LATEST:
        raise Invalid("Часы песочницы показывают время с 1970 по 2100 год.", field=field)
    return moment


def iso(moment: int, zone: str) -> str:
    """A moment as ISO 8601 in the market's time zone."""
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).isoformat()
