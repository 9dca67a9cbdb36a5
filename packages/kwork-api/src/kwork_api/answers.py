"""From an answer to a value or an error."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from birzha_client.drift import Drift, Problem
from birzha_client.operation import Shape
from birzha_client.policy import Done, Lost, NotApplied, Outcome, Refused, retry_after
from birzha_client.wire import WireResponse
from kwork_api import live
from kwork_api.declaration import KworkOperation
from kwork_api.errors import (
    KworkApiError,
    KworkDriftError,
    KworkError,
    KworkLiveMismatchError,
    KworkRateLimitError,
)
from kwork_api.refusals import NOT_THERE, code_of, error_of_envelope, error_of_status, quoted, words_of
from kwork_api.response import Response, decoded
from kwork_api.shapes import rows_of


class _NoData:
    """What stands for an answer that is no JSON."""


NO_DATA = _NoData()


@dataclass(slots=True)
class Reading:
    """How to read the answer of one call.

    Args:
        name: the call, or the path of one that is not documented.
        operation: its declaration; without one decoded JSON is the result.
        shown: its parameters, fit to be shown.
        secrets: what must not be quoted, should the service repeat it.
        strict: a difference from the documentation is an error.
        watched: somebody wants to know of differences; otherwise unknown fields are not looked for.
        drift: the differences that were found.
    """

    name: str
    operation: KworkOperation | None
    shown: Mapping[str, str]
    secrets: tuple[str, ...] = ()
    strict: bool = False
    watched: bool = False
    drift: list[Drift] = field(default_factory=list)

    @property
    def resource(self) -> str:
        """What was asked for, in words."""
        listed = " ".join(f"{name}={value}" for name, value in self.shown.items())
        return f"{self.operation.path if self.operation else self.name} {listed}".rstrip()

    def note(self, where: str, problem: Problem, seen: str) -> None:
        """Remember a difference."""
        self.drift.append(Drift(self.name, where, problem, seen))

    def told(self, error: KworkError, data: Any, text: str, advice: str = "") -> KworkError:
        """The error, with what it is about and what the server said."""
        said = quoted(words_of(data) or ("" if isinstance(data, Mapping) else text), self.secrets)
        error.error_code = code_of(data) or None
        return error.during(self.name, self.shown, said=said, advice=advice)


def trouble(wire: WireResponse, reading: Reading) -> Refused | NotApplied | Lost | None:
    """What became of a call that was not answered with HTTP 2xx; ``None`` when it was."""
    if 200 <= wire.status < 300:
        return None
    text = decoded(wire)
    data = _json(text)
    shown = None if data is NO_DATA else data
    if wire.status == 429:
        return _too_many(wire, shown, text, reading)
    error, advice = error_of_status(wire, shown, reading.resource)
    reading.told(error, shown, text, advice)
    if (wire.status >= 500 and wire.status != NOT_THERE) or wire.status < 200:
        return Lost(error, retry_after(wire))
    return Refused(error)


def interpret(wire: WireResponse, reading: Reading) -> Outcome[Any]:
    """Say what became of the call."""
    refused = trouble(wire, reading)
    if refused is not None:
        return refused
    quick = _quick(wire, reading)
    if quick is not None:
        return _checked(quick, wire, reading)
    text = decoded(wire)
    data = _json(text)
    if data is NO_DATA:
        error = KworkApiError(_what_came(wire, text), wire.status, Response(wire))
        return Lost(reading.told(error, None, text, "call again later; if it lasts, check the base URL"))
    return _empty_orders(data, reading) or _refusal(wire, data, text, reading) or _read(wire, data, reading)


def _too_many(wire: WireResponse, data: Any, text: str, reading: Reading) -> NotApplied:
    error = KworkRateLimitError(response=Response(wire))
    error.retry_after = retry_after(wire)
    return NotApplied(reading.told(error, data, text), error.retry_after)


def _quick(wire: WireResponse, reading: Reading) -> Any:
    """The model of an answer that is as documented, straight from its bytes; ``None`` for any other."""
    operation = reading.operation
    if operation is None or operation.shape is not Shape.OBJECT or not operation.result.startswith("kwork_api"):
        return None
    from kwork_api.reading import model_from_json  # noqa: PLC0415 - models load with the first answer that needs them

    found = model_from_json(operation.result_type(), wire.body, operation.key)
    refused = found is not None and (found.model_extra or {}).get("success") is False
    return None if refused else found


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return NO_DATA


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _what_came(wire: WireResponse, text: str) -> str:
    if not text.strip():
        return f"an empty answer came instead of data (HTTP {wire.status})"
    if wire.media_type == "text/html" or text.lstrip().startswith("<"):
        return f"a page came instead of data (HTTP {wire.status})"
    what = "half an answer" if text.lstrip()[0] in "{[" else "text"
    return f"{what} came instead of data (HTTP {wire.status})"


def _empty_orders(data: Any, reading: Reading) -> Outcome[Any] | None:
    """The live service has an error for an empty list of orders."""
    operation = reading.operation
    if operation is None or operation.key != "orders" or code_of(data) != live.NO_ORDERS:
        return None
    reading.note("the answer", Problem.SHAPE, "an error for an empty list")
    return _strictly([], reading, None)


def _refusal(wire: WireResponse, data: Any, text: str, reading: Reading) -> Refused | NotApplied | None:
    """What an answer of HTTP 200 refuses in its body."""
    operation = reading.operation
    if not isinstance(data, Mapping) or (operation and operation.key in data and _may_fail(operation)):
        return None
    failed = data.get("success") is False or ("success" not in data and data.get("error") and "error_code" in data)
    if not failed:
        return None
    error, advice = error_of_envelope(wire, data, reading.resource)
    reading.told(error, data, text, advice)
    return NotApplied(error) if isinstance(error, KworkRateLimitError) else Refused(error)


def _may_fail(operation: KworkOperation) -> bool:
    """Whether ``success: false`` beside what was asked for is a result: a text that does not pass, a dialog that may not begin."""
    kind = operation.result_type()
    return kind is bool or "success" in getattr(kind, "model_fields", ())


def _read(wire: WireResponse, data: Any, reading: Reading) -> Outcome[Any]:
    operation = reading.operation
    if operation is None:
        return Done(data)
    try:
        data = _documented(operation, data, reading)
    except live.OtherThing as found:
        error = KworkLiveMismatchError(str(found), data, Response(wire))
        return Refused(error.during(reading.name, reading.shown))
    what = _unreadable(operation, data)
    if what:
        drifted = KworkDriftError(what, Response(wire))
        return Refused(drifted.during(reading.name, reading.shown, said=quoted(decoded(wire), reading.secrets)))
    return _checked(_value(operation, data, reading), wire, reading)


def _unreadable(operation: KworkOperation, data: Any) -> str:
    """Why nothing can be read from the data; empty when something can."""
    if not isinstance(data, Mapping):
        return f"an object was due, and {type(data).__name__} came"
    kind = operation.result_type()
    if operation.shape is Shape.MAP or kind is bool:
        return ""
    fields = kind.model_fields if operation.shape is Shape.OBJECT else {}
    needed = any(field.is_required() for field in fields.values())
    # An empty object may stand for empty lists; one that is full of something else is not what was asked for.
    if (data or needed) and not {operation.key, *fields} & data.keys():
        return f"the answer has nothing of {kind.__name__ if fields else operation.key}"
    return ""


def _documented(operation: KworkOperation, data: Any, reading: Reading) -> Any:
    """The data in the documented layout."""
    inner = live.inside_data(operation, data)
    if inner is not None:
        reading.note("the answer", Problem.SHAPE, "inside of data")
        return inner
    reason = live.bare_other_thing(operation, data)
    if reason:
        raise live.OtherThing(reason)
    if live.is_envelope(operation, data):
        reading.note("the answer", Problem.SHAPE, "the live envelope")
        return live.unwrapped(operation, data)
    if isinstance(data, list) and operation.key and operation.shape is Shape.LIST:
        reading.note("the answer", Problem.SHAPE, "list")
        return {operation.key: data}
    if data == [] and operation.shape is Shape.MAP:
        reading.note("the answer", Problem.SHAPE, "list")
        return {}
    return data


def _value(operation: KworkOperation, data: Mapping[str, Any], reading: Reading) -> Any:
    if operation.shape is Shape.MAP:
        return dict(data)
    kind = operation.result_type()
    if kind is bool:
        found = data.get(operation.key, False)
        return found not in {"0", "", "false"} if isinstance(found, str) else bool(found)
    if operation.shape is Shape.LIST:
        held = data.get(operation.key)
        if not isinstance(held, list | Mapping):
            problem = Problem.WRONG if operation.key in data else Problem.MISSING
            reading.note(operation.key, problem, "" if problem is Problem.MISSING else type(held).__name__)
            held = []
        return _list(kind, rows_of(held), reading)
    from kwork_api.reading import model_of  # noqa: PLC0415 - models load with the first answer that needs them

    if operation.key not in data:
        reading.note(f"{kind.__name__}.{operation.key}", Problem.MISSING, "")
    return model_of(kind, data, reading.note)


def _list(kind: type[Any], rows: list[Any], reading: Reading) -> list[Any]:
    if kind is int:
        return [found for row in rows if (found := _whole(row, reading)) is not None]
    from kwork_api.reading import models_of  # noqa: PLC0415 - models load with the first answer that needs them

    return list(models_of(kind, rows, reading.note))


def _whole(row: Any, reading: Reading) -> int | None:
    try:
        return int(row)
    except (TypeError, ValueError):
        reading.note("a number", Problem.WRONG, type(row).__name__)
        return None


def _checked(value: Any, wire: WireResponse, reading: Reading) -> Outcome[Any]:
    if reading.watched and not isinstance(value, dict | bool):
        from kwork_api.reading import unknown_fields  # noqa: PLC0415 - models load when they are needed

        for where, seen in unknown_fields(value):
            reading.note(where, Problem.UNKNOWN, seen)
    return _strictly(value, reading, wire)


def _strictly(value: Any, reading: Reading, wire: WireResponse | None) -> Outcome[Any]:
    if not reading.strict or not reading.drift:
        return Done(value)
    listed = "; ".join(str(drift) for drift in reading.drift[:10])
    error = KworkDriftError(f"the answer is not as documented: {listed}", Response(wire) if wire else None)
    return Refused(error.during(reading.name, reading.shown))
