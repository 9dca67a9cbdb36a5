"""Reading a call's parameters by its declaration: kinds, limits, defaults and what happens beyond them.

The declarations of the client package are the one source; nothing here names a parameter.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from birzha.dialects.etxt.failures import Refused
from birzha.dialects.etxt.php import Values
from birzha.texts.uploads import Upload
from birzha_client.operation import Beyond, Kind, Operation, Parameter

INTEGER = re.compile(r"[+-]?[0-9]{1,100}", re.ASCII)
PRICE = re.compile(r"(-?[0-9]{1,100})(?:\.([0-9]{1,2}))?", re.ASCII)
DATE = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", re.ASCII)
TIME = re.compile(r"([0-9]{2}):([0-9]{2})", re.ASCII)

INT64 = 2**63
KOPECKS = 100
END_OF_DAY = "23:59"
"""The time of a date that comes without one (documentation of copyTask, failTask and setDeadline)."""

Raw = str | list[str]


class _Bad(Exception):
    """The value cannot be used.

    Args:
        code: of the error to answer.
    """

    def __init__(self, code: str = "no_params") -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parameters of one call by their Python names.

    Args:
        values: every parameter; an absent one has its default, or ``None``. Sums are kopecks; a deadline is one moment, unixtime,
            made of its day and time.
        given: the names of those that came, were not empty and could be used.
    """

    values: Mapping[str, Any]
    given: frozenset[str]


def read_parameters(operation: Operation, raw: Values, files: Mapping[str, Upload], zone: ZoneInfo) -> Arguments:
    """The parameters of a call; unknown ones are ignored.

    Args:
        operation: the declaration.
        raw: what came, by wire name.
        files: uploads by wire name.
        zone: of dates.

    Raises:
        Refused: one is missing or beyond its limits.
    """
    plan = _plan(operation)
    values: dict[str, Any] = dict(plan.defaults)
    given: set[str] = set()
    for name, python_name, read, beyond in plan.readers:
        value = raw.get(name)
        found = None if value is None else _read(value, read, beyond)
        if found is not None:
            values[python_name] = found
            given.add(python_name)
    for name in plan.files:
        _take_file(name, raw, files, values, given)
    if not all(name in given or given & unless for name, unless in plan.required):
        raise Refused("no_params")
    if plan.has_deadline:
        _join_deadline(values, given, zone)
    return Arguments(values, frozenset(given))


def _read(value: Raw, read: Callable[[Raw], Any], beyond: Beyond) -> Any:
    try:
        return read(value)
    except _Bad as bad:
        if beyond is Beyond.DEFAULT:
            return None
        raise Refused(bad.code) from None


def _take_file(name: str, raw: Values, files: Mapping[str, Upload], values: dict[str, Any], given: set[str]) -> None:
    if name in files:
        values[name] = files[name]
        given.add(name)
    elif raw.get(name):
        raise Refused("file_not_uploaded")


def _join_deadline(values: dict[str, Any], given: set[str], zone: ZoneInfo) -> None:
    day = values["deadline"]
    hours, minutes = values.pop("timeline", None) or _time(END_OF_DAY)
    given.discard("timeline")
    if day is not None:
        values["deadline"] = int(datetime(day.year, day.month, day.day, hours, minutes, tzinfo=zone).timestamp())


@dataclass(frozen=True, slots=True)
class _Plan:
    readers: tuple[tuple[str, str, Callable[[Raw], Any], Beyond], ...]
    files: tuple[str, ...]
    required: tuple[tuple[str, frozenset[str]], ...]
    defaults: Mapping[str, Any]
    has_deadline: bool


_PLANS: dict[int, tuple[Operation, _Plan]] = {}
"""By the declaration's identity: it cannot be hashed, and the same name may be declared with more parameters. Kept with it, so that
no other object takes that identity."""


def _plan(operation: Operation) -> _Plan:
    found = _PLANS.get(id(operation))
    if found is None:
        found = _PLANS[id(operation)] = operation, _make_plan(operation)
    return found[1]


def _make_plan(operation: Operation) -> _Plan:
    readers, required = [], []
    defaults: dict[str, Any] = {}
    for parameter in operation.parameters:
        name = parameter.python_name
        defaults[name] = None if parameter.kind is Kind.TIME else parameter.default
        if parameter.required or parameter.required_unless:
            required.append((name, frozenset(parameter.required_unless)))
        if parameter.kind is not Kind.FILE:
            read = _reader(parameter)
            # the current name is read last, so that it wins over an older one
            names = (*parameter.aliases, parameter.name)
            readers += [(wire_name, name, read, parameter.beyond) for wire_name in names]
    return _Plan(
        readers=tuple(readers),
        files=tuple(each.name for each in operation.parameters if each.kind is Kind.FILE),
        required=tuple(required),
        defaults=defaults,
        has_deadline=any(each.kind is Kind.DATE for each in operation.parameters),
    )


def _reader(parameter: Parameter) -> Callable[[Raw], Any]:
    """What turns a raw value of that parameter into the market's; ``None`` from it says that the value counts as absent."""
    if parameter.kind is Kind.IDS:
        return lambda raw: _ids(parameter, raw)
    if parameter.kind is Kind.TEXT and not parameter.choices:
        return lambda raw: _text(parameter, _scalar(raw))
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.INT: lambda text: _integer(parameter, text),
        Kind.FLAG: lambda text: _integer(parameter, text),
        Kind.MOMENT: lambda text: _integer(parameter, text),
        Kind.PRICE: lambda text: _price(parameter, text),
        Kind.TEXT: lambda text: _chosen(parameter, text),
        Kind.DATE: _date,
        Kind.TIME: _time,
    }
    read = readers[parameter.kind]
    # a form sends its empty fields: no number, date or choice is the same as none
    return lambda raw: read(text) if (text := _scalar(raw)) else None


def _scalar(raw: Raw) -> str:
    if isinstance(raw, list):
        raise _Bad
    return raw


def _integer(parameter: Parameter, text: str) -> int:
    if not INTEGER.fullmatch(text):
        raise _Bad
    return _bounded(parameter, int(text))


def _bounded(parameter: Parameter, number: int, scale: int = 1) -> int:
    """The number within the parameter's limits; ``scale`` is how many of its units make one of the limits'."""
    if parameter.choices and number not in parameter.choices:
        raise _Bad
    low, high = parameter.minimum, parameter.maximum
    if high is not None and number > high * scale:
        if parameter.beyond is Beyond.CLAMP:
            return high * scale
        # a number that no column holds is no number of ours, whatever the limit's own code is
        raise _Bad(parameter.over or "no_params") if number < INT64 else _Bad
    if low is not None and number < low * scale:
        if parameter.beyond is Beyond.CLAMP:
            return low * scale
        raise _Bad
    return number


def _price(parameter: Parameter, text: str) -> int:
    match = PRICE.fullmatch(text)
    if match is None:
        raise _Bad
    roubles, fraction = match.groups()
    kopecks = int(roubles) * KOPECKS
    rest = int(f"{fraction or '0':0<2}")
    return _bounded(parameter, kopecks - rest if roubles.startswith("-") else kopecks + rest, KOPECKS)


def _text(parameter: Parameter, text: str) -> str:
    length = len(text)
    if parameter.longest is not None and length > parameter.longest:
        raise _Bad
    if parameter.shortest is not None and length < parameter.shortest:
        raise _Bad
    return text


def _chosen(parameter: Parameter, text: str) -> str:
    if text not in parameter.choices:
        raise _Bad
    return text


def _ids(parameter: Parameter, raw: Raw) -> list[int] | None:
    texts = raw if isinstance(raw, list) else [raw] if raw else []
    if not texts:
        return None
    ids = []
    for text in texts:
        if not INTEGER.fullmatch(text) or not 0 < int(text) < INT64:
            raise _Bad
        ids.append(int(text))
    if parameter.maximum is not None and len(ids) > parameter.maximum:
        raise _Bad(parameter.over or "no_params")
    return list(dict.fromkeys(ids))


def _date(text: str) -> date:
    match = DATE.fullmatch(text)
    if match is None:
        raise _Bad
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise _Bad from None


@lru_cache(maxsize=1440)
def _time(text: str) -> tuple[int, int]:
    match = TIME.fullmatch(text)
    if match is None:
        raise _Bad
    hours, minutes = map(int, match.groups())
    if hours > 23 or minutes > 59:
        raise _Bad
    return hours, minutes
