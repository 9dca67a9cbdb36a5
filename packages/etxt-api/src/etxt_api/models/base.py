"""What all answer models share: how they read the wire, and what becomes of fields that differ."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from etxt_api.drift import Drift, Problem
from etxt_api.encoding import MOSCOW
from etxt_api.errors import MissingFieldError

LARGEST_DIGITS = 30
"""Digits of a number that is still read as a whole one: ``1e999999`` is no id."""


class WireModel(BaseModel):  # noqa: PLW1641 - pydantic makes the hash of frozen models
    """An object of an answer.

    Fields have the names of the wire. Numbers may come as strings, flags as 0 and 1, moments as unixtime. Unknown fields
    are kept (``model_extra``). A documented field that did not come, or came as something else, does not spoil the others:
    reading it raises :class:`~etxt_api.errors.MissingFieldError`.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    identity: ClassVar[str] = ""
    """The field that tells rows of a list apart, if they have one."""

    _raw: Mapping[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def raw(self) -> Mapping[str, Any]:
        """The object as it came."""
        return self._raw

    def __eq__(self, other: object) -> bool:
        """Equal when the fields are, however they were written on the wire."""
        if type(self) is not type(other) or not isinstance(other, WireModel):
            return NotImplemented
        return self.__dict__ == other.__dict__ and self.model_extra == other.model_extra

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Read the object as documented; failing that, read each field on its own."""
        if not isinstance(data, dict):
            return handler(data)
        context = info.context
        try:
            found = handler(data)
        except ValidationError as error:
            found = cls._read_fields(data, error, context)
        found._raw = data  # noqa: SLF001 - an instance of this class
        if context is not None and found.model_extra:
            for name in found.model_extra:
                cls._note(context, name, Problem.UNKNOWN, data[name])
        return found

    @classmethod
    def _read_fields(cls, data: Mapping[str, Any], error: ValidationError, context: Any) -> Self:
        bad = {str(item["loc"][0]) for item in error.errors(include_url=False, include_input=False) if item["loc"]}
        values: dict[str, Any] = {name: value for name, value in data.items() if name not in cls.model_fields}
        for name, adapter in _adapters(cls).items():
            if name in data and name not in bad:
                values[name] = adapter.validate_python(data[name], context=context)
        if context is not None:
            for name in sorted(bad):
                problem = Problem.WRONG if name in data else Problem.MISSING
                cls._note(context, name, problem, data.get(name))
        return cls.model_construct(**values)

    @classmethod
    def _note(cls, context: Any, name: str, problem: Problem, value: Any) -> None:
        seen = "" if problem is Problem.MISSING else type(value).__name__
        context["drift"].append(Drift(context["operation"], f"{cls.__name__}.{name}", problem, seen))

    if not TYPE_CHECKING:  # type checkers would take it for a sign that any name may be read

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                came = "sent it as something else" if name in self._raw else "did not send it"
                raise MissingFieldError(f"{type(self).__name__}.{name} is not there: the service {came}")
            return super().__getattr__(name)


@cache
def _adapters(model: type[WireModel]) -> dict[str, TypeAdapter[Any]]:
    return {
        name: TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type] # the type is known at run time only
        for name, field in model.model_fields.items()
    }


def _whole(value: Any) -> Any:
    if value is None or value == "":
        return 0
    if isinstance(value, Decimal):
        if value.adjusted() > LARGEST_DIGITS:
            raise ValueError("more digits than a whole number of this API has")
        return int(value) if value == value.to_integral_value() else value
    return value


def _money(value: Any) -> Any:
    return Decimal(0) if value is None or value == "" else value


def _flag(value: Any) -> Any:
    if value is None or value == "":
        return False
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return value != 0 if isinstance(value, int | float | Decimal) else value


def _text(value: Any) -> Any:
    if value is None or value is False:
        return ""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _moment(value: Any) -> Any:
    value = _whole(value) if isinstance(value, Decimal) else value
    if isinstance(value, str):
        value = int(value) if value.strip().isdecimal() else _written_moment(value)
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, UTC)
        except (OverflowError, OSError) as error:
            raise ValueError("no moment of this calendar") from error
    return value


def _written_moment(value: str) -> Any:
    """A moment written out, which the documentation does not rule out where it names no format."""
    for form in ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.strptime(value.strip(), form).replace(tzinfo=MOSCOW).astimezone(UTC)
        except ValueError:
            continue
    return value


def _maybe_moment(value: Any) -> Any:
    return None if value is None or value is False or value == "" or str(value) == "0" else _moment(value)


def _ids(value: Any) -> Any:
    if isinstance(value, dict):
        value = list(value.values())
    if value is None or value == "":
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _maybe(value: Any) -> Any:
    return None if value == "" else value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; ``""`` and null stand for 0."""
MaybeWhole = Annotated[int | None, BeforeValidator(_maybe)]
"""A whole number that may be absent; ``""`` and null stand for that."""
Money = Annotated[Decimal, BeforeValidator(_money)]
"""Roubles; ``""`` and null stand for 0."""
MaybeDecimal = Annotated[Decimal | None, BeforeValidator(_maybe)]
"""A number that may be absent, such as a percentage of a check that was not made."""
Flag = Annotated[bool, BeforeValidator(_flag)]
"""0 or 1; ``""`` and null stand for 0."""
Text = Annotated[str, BeforeValidator(_text)]
"""Text as it came, entities and all; null stands for the empty text."""
MaybeText = Annotated[str | None, BeforeValidator(_maybe)]
"""Text that may be absent; ``""`` stands for that."""
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
"""A moment in UTC, from unixtime."""
MaybeMoment = Annotated[AwareDatetime | None, BeforeValidator(_maybe_moment)]
"""A moment in UTC, from unixtime; 0, ``""`` and null stand for "not yet"."""
Ids = Annotated[tuple[int, ...], BeforeValidator(_ids)]
"""Ids; a lone one and an object keyed by anything are read too."""
