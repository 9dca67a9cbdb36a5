"""From the fields of a body to values, by the declarations of the client package."""

from collections.abc import Mapping
from typing import Any

from birzha.dialects.kwork.failures import wrong
from birzha.limits import storable
from birzha_client.operation import Kind, Parameter
from kwork_api.declaration import Body, KworkOperation

LONGEST_NUMBER = 20
"""Digits of a number that comes as text."""


def read_parameters(operation: KworkOperation, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a call by name; an absent field and ``null`` are the same. Fields that nobody knows are passed over.

    Args:
        operation: the declaration.
        fields: as they came.

    Raises:
        Refused: a value is missing, of another kind, or beyond its limits; all that is wrong is told at once.
    """
    if operation.body is Body.WHOLE:
        return {parameter.name: fields for parameter in operation.parameters}
    values: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    for parameter in operation.parameters:
        value = fields.get(parameter.name)
        if value is None:
            values[parameter.name] = parameter.default
            problem = "Обязательный параметр." if parameter.required else ""
        else:
            value = _number(value) if parameter.kind is Kind.INT else value
            values[parameter.name] = value
            problem = _problem(parameter, value)
        if problem:
            problems[parameter.name] = [problem]
    if problems:
        raise wrong(problems)
    return values


def _number(value: Any) -> Any:
    """A whole number that came as text or with a zero fraction, as a number; anything else as it is."""
    if isinstance(value, str) and len(value) <= LONGEST_NUMBER and value.removeprefix("-").isdecimal():
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _problem(parameter: Parameter, value: Any) -> str:
    """What is wrong with a value, in Russian; empty: nothing."""
    if parameter.kind is Kind.INT:
        if not isinstance(value, int) or isinstance(value, bool):
            return "Нужно целое число."
        if parameter.minimum is not None and value < parameter.minimum:
            return f"Число не меньше {parameter.minimum}."
        if parameter.maximum is not None and value > parameter.maximum:
            return f"Число не больше {parameter.maximum}."
    elif not isinstance(value, str):
        return "Нужна строка."
    elif not storable(value):
        return "В строке есть недопустимые символы."
    if parameter.choices and value not in parameter.choices:
        return "Одно из значений: " + ", ".join(map(str, parameter.choices)) + "."
    return ""
