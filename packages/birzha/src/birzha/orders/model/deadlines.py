"""The rules of deadlines (reference of the exchange, §4.3, A10, A11, A16, A22)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from birzha.errors import Invalid
from birzha.settings import Rules


def latest_deadline(now: int, rules: Rules) -> int:
    """The furthest deadline: the last second of the day on which the longest term ends.

    The documentation counts the 90 days in dates, and a date without a time means 23:59 of that day.

    Args:
        now: unixtime.
        rules: of the market; its zone says what a day is.
    """
    zone = ZoneInfo(rules.zone)
    day = datetime.fromtimestamp(now + rules.longest_term, zone).date()
    return int(datetime.combine(day, time(23, 59, 59), zone).timestamp())


def fits(deadline: int, now: int, rules: Rules) -> bool:
    """Whether a deadline is ahead, and not too far."""
    return now < deadline <= latest_deadline(now, rules)


def checked_deadline(deadline: int, now: int, rules: Rules) -> int:
    """The deadline itself, if an order may have it.

    Raises:
        Invalid: it has passed, or it is too far.
    """
    if not fits(deadline, now, rules):
        raise Invalid("Срок сдачи должен быть в будущем и не далее чем через 90 дней.", field="deadline")
    return deadline


def default_deadline(now: int, rules: Rules, *, quick: bool = False) -> int:
    """The deadline of an order that names none; shorter for a copy of a quick one."""
    return now + (rules.quick_default_term if quick else rules.default_term)


def copy_deadline(requested: int | None, now: int, rules: Rules, *, quick: bool) -> int:
    """The deadline of a copy: what was asked for, or the default where that is missing or cannot be."""
    if requested is not None and fits(requested, now, rules):
        return requested
    return default_deadline(now, rules, quick=quick)


def rework_deadline(deadline: int, now: int, rules: Rules, *, quick: bool) -> int:
    """The deadline after a rework was asked for: never earlier than it was."""
    return max(deadline, now + (rules.quick_rework_time if quick else rules.rework_time))


def is_quick(deadline: int, now: int, rules: Rules) -> bool:
    """Whether an order saved now with this deadline is a quick one."""
    return deadline - now <= rules.quick_within


def is_past(deadline: int, now: int) -> bool:
    """Whether the deadline is over; its own second still belongs to it."""
    return deadline < now
