"""Data on its way from one layout to another."""

from collections.abc import Mapping
from typing import Any


class Relaid(dict[str, Any]):
    """Data laid out anew, with the object that it was made from.

    Args:
        fields: by names of the documentation.
        raw: the object as it came.
    """

    def __init__(self, fields: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
        super().__init__(fields)
        self.raw = raw


def rows_of(value: list[Any] | Mapping[str, Any]) -> list[Any]:
    """The rows of a list, which PHP sends as an object where its keys are not 0, 1, 2 and on."""
    return list(value.values()) if isinstance(value, Mapping) else value
