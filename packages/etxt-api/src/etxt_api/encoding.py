"""From Python values to what goes on the wire: numbers, dates and files as the documentation wants them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from typing import Any

from birzha_client.operation import Kind, Operation, Parameter
from etxt_api.errors import EtxtUsageError

MOSCOW = timezone(timedelta(hours=3), "MSK")
"""The exchange's time zone. The documentation does not name it; Moscow has had no summer time since 2014."""

FlagLike = bool | int
"""Yes or no."""
Price = Decimal | int | float
"""Roubles."""
IdsLike = int | Iterable[int]
"""One id, or several."""
MomentLike = datetime | int
"""A moment (naive ones are meant in the client's time zone), or unixtime."""
DateLike = date | str
"""A day, a moment, or text as ``dd.mm.yyyy``."""
TimeLike = time | str
"""A time of day, or text as ``hh:mm``."""
FileLike = str | PathLike[str] | bytes | tuple[str, bytes]
"""A path, the bytes themselves, or a name with the bytes."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file to upload."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WireParameters:
    """The parameters of a call as they travel, by kind of travel.

    Args:
        scalars: single values by name.
        arrays: lists by name, without the brackets.
        files: uploads by name.
    """

    scalars: Mapping[str, str]
    arrays: Mapping[str, tuple[str, ...]]
    files: Mapping[str, FilePart]


def encode(operation: Operation | None, values: Mapping[str, Any], zone: tzinfo = MOSCOW) -> WireParameters:
    """Encode the parameters of a call. ``None`` means absent.

    Args:
        operation: the declaration; without one values go by their Python type.
        values: by wire name.
        zone: in which deadlines are told, and in which naive moments are meant.

    Raises:
        EtxtUsageError: a value cannot be sent as what the parameter is.
    """
    declared = {parameter.name: parameter for parameter in operation.parameters} if operation else {}
    scalars: dict[str, str] = {}
    arrays: dict[str, tuple[str, ...]] = {}
    files: dict[str, FilePart] = {}
    for name, value in _with_time_of_deadline(declared, values, zone).items():
        if value is None:
            continue
        parameter = declared.get(name)
        if parameter is not None and parameter.kind is Kind.FILE:
            files[name] = file_part(value)
        elif _is_array(parameter, value):
            arrays[name.removesuffix("[]")] = tuple(scalar(None, name, item, zone) for item in _items(value))
        else:
            scalars[name] = scalar(parameter, name, value, zone)
    return WireParameters(scalars, arrays, files)


def scalar(parameter: Parameter | None, name: str, value: Any, zone: tzinfo) -> str:
    """One value as text.

    Raises:
        EtxtUsageError: it is not a value of that kind, or not text at all.
    """
    kind = parameter.kind if parameter else None
    text = _text(kind, name, value, zone)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise EtxtUsageError(f"{name} has a character that UTF-8 cannot carry", advice="clean the text first") from None
    return text


def _text(kind: Kind | None, name: str, value: Any, zone: tzinfo) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(name, value)
    if isinstance(value, datetime):
        return _moment(kind, value, zone)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y") if kind is not Kind.MOMENT else _moment(kind, _midnight(value, zone), zone)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    wanted = f"as {kind.value}" if kind else "in a request"
    raise EtxtUsageError(f"{name} cannot be sent {wanted}: it is a {type(value).__name__}", advice="pass a plain value")


def _number(name: str, value: float | Decimal) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:  # pragma: no cover - the text of a float or Decimal is always a number
        number = Decimal("nan")
    if not number.is_finite():
        raise EtxtUsageError(f"{name} must be a finite number, not {value}", advice="check how it was reckoned")
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(kind: Kind | None, value: datetime, zone: tzinfo) -> str:
    aware = value if value.tzinfo else value.replace(tzinfo=zone)
    if kind is Kind.DATE:
        return aware.astimezone(zone).strftime("%d.%m.%Y")
    if kind is Kind.TIME:
        return aware.astimezone(zone).strftime("%H:%M")
    return str(int(aware.timestamp()))


def _midnight(value: date, zone: tzinfo) -> datetime:
    return datetime.combine(value, time(), tzinfo=zone)


def _with_time_of_deadline(
    declared: Mapping[str, Parameter], values: Mapping[str, Any], zone: tzinfo
) -> Mapping[str, Any]:
    """A deadline given as a moment also says the time of day, unless that was given too."""
    deadline = values.get("deadline")
    if isinstance(deadline, datetime) and "timeline" in declared and values.get("timeline") is None:
        return {**values, "timeline": _moment(Kind.TIME, deadline, zone)}
    return values


def _is_array(parameter: Parameter | None, value: Any) -> bool:
    if parameter is not None and parameter.kind is Kind.IDS:
        return True
    return isinstance(value, Iterable) and not isinstance(value, str | bytes)


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, Iterable) and not isinstance(value, str | bytes) else (value,)


def file_part(value: Any) -> FilePart:
    """Read a file that is to be uploaded.

    Raises:
        EtxtUsageError: it cannot be read, or is neither a path nor bytes.
    """
    if isinstance(value, bytes):
        return FilePart("file", value)
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], bytes):
        return FilePart(value[0], value[1])
    if not isinstance(value, str | PathLike):
        raise EtxtUsageError(
            f"a {type(value).__name__} is not a file", advice="pass a path, bytes, or a name with bytes"
        )
    path = Path(value)
    try:
        return FilePart(path.name, path.read_bytes())
    except OSError as error:
        raise EtxtUsageError(
            f"the file {path.name} cannot be read: {error.strerror}", advice="check the path"
        ) from error
