"""The parameters that many eTXT operations share, each said once.

Limits marked "ours" are not in the documentation: they keep numbers inside what a database column and a calendar hold.
"""

from birzha_client.operation import Beyond, Kind, Paging, Parameter

LARGEST_INTEGER = 2**63 - 1
"""Ours: ids and counters are 64-bit."""
LARGEST_MOMENT = 253_402_300_799
"""Ours: the last second of the year 9999, as unixtime."""
LARGEST_PRICE = 1_000_000_000
"""Ours: roubles."""
LARGEST_BATCH = 1000
"""Ours: ids in one call where the documentation names no limit."""

BY_HUNDRED = Paging(largest=100)
BY_TWENTY = Paging(largest=20)


def identifier(
    name: str,
    summary: str,
    *,
    required: bool = False,
    zero: bool = False,
    default: int | None = None,
    beyond: Beyond = Beyond.REFUSE,
    required_unless: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Parameter:
    """An id of something; ``zero`` says that 0 means "none" or "the root"."""
    return Parameter(
        name,
        Kind.INT,
        summary,
        required=required,
        default=default,
        minimum=0 if zero else 1,
        maximum=LARGEST_INTEGER,
        beyond=beyond,
        required_unless=required_unless,
        aliases=aliases,
    )


def identifiers(name: str, summary: str, *, most: int = LARGEST_BATCH) -> Parameter:
    """One or more ids, at most ``most``."""
    return Parameter(name, Kind.IDS, summary, required=True, minimum=1, maximum=most, over="max_limit")


def integer(
    name: str,
    summary: str,
    *,
    default: int | None = None,
    minimum: int = -LARGEST_INTEGER,
    maximum: int = LARGEST_INTEGER,
    choices: tuple[int, ...] = (),
    beyond: Beyond = Beyond.REFUSE,
    over: str = "",
) -> Parameter:
    """A number that is not an id."""
    return Parameter(
        name,
        Kind.INT,
        summary,
        default=default,
        minimum=None if choices else minimum,
        maximum=None if choices else maximum,
        choices=choices,
        beyond=beyond,
        over=over,
    )


def flag(name: str, summary: str, *, default: int | None = 0, beyond: Beyond = Beyond.REFUSE) -> Parameter:
    """0 or 1."""
    return Parameter(name, Kind.FLAG, summary, default=default, choices=(0, 1), beyond=beyond)


def moment(name: str, summary: str) -> Parameter:
    """A point in time as unixtime, seconds."""
    return Parameter(name, Kind.MOMENT, summary, minimum=0, maximum=LARGEST_MOMENT)


def page_of(most: int, what: str) -> tuple[Parameter, Parameter]:
    """``count`` and ``from`` of a list that comes by at most ``most`` records."""
    return (
        Parameter(
            "count",
            Kind.INT,
            f"How many {what} to return, at most {most}.",
            default=most,
            minimum=1,
            maximum=most,
            beyond=Beyond.CLAMP,
        ),
        integer("from", "How many records to skip, counted from the newest.", default=0, minimum=0),
    )


def period(what: str) -> tuple[Parameter, Parameter]:
    """``date_from`` and ``date_to``."""
    return moment("date_from", f"The earliest {what}, unixtime."), moment("date_to", f"The latest {what}, unixtime.")


def due(
    what: str,
    *,
    required: bool = False,
    beyond: Beyond = Beyond.REFUSE,
    time_beyond: Beyond = Beyond.REFUSE,
) -> tuple[Parameter, Parameter]:
    """``deadline`` (a day) and ``timeline`` (a time of that day)."""
    return (
        Parameter("deadline", Kind.DATE, f"{what}, dd.mm.yyyy.", required=required, beyond=beyond),
        Parameter("timeline", Kind.TIME, "Time of that day, hh:mm.", default="23:59", beyond=time_beyond),
    )
