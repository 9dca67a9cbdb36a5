"""Where the real service's wire is uncertain or odd, and which of its faces this exchange shows (reference, §2 and §10)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args


@dataclass(frozen=True, slots=True)
class Wire:
    """The switches of the dialect.

    Args:
        numbers: whether ids, moments, flags and sums are JSON strings, as a PHP service sends them, or numbers (A2).
        list_style: lists as JSON lists, or as objects keyed by position from ``"0"`` (A1).
        results_style: ``tasks.getResults`` as one list, or grouped under the order's id (A7).
        empty: an empty selection is the error ``no_object``, or an empty list (A3).
        auth_errors: failed authentication as the service's two plain texts, or as JSON codes (A4).
        sign_compat: ``legacy`` also takes a signature in which an array counts as the word ``Array`` (reference, §2.3).
        text_files: how a text result is encoded when it is downloaded (A36).
    """

    numbers: Literal["string", "int"] = "string"
    list_style: Literal["list", "object"] = "list"
    results_style: Literal["flat", "by_task"] = "flat"
    empty: Literal["error", "list"] = "error"
    auth_errors: Literal["text", "json"] = "text"
    sign_compat: Literal["strict", "legacy"] = "strict"
    text_files: Literal["utf-8", "windows-1251"] = "utf-8"


def wire_of(switches: Mapping[str, str]) -> Wire:
    """The switches from their names and values, such as an environment has.

    Args:
        switches: by field name; those that are not named keep their default.

    Raises:
        ValueError: there is no such switch, or it has no such position.
    """
    positions = {each.name: get_args(each.type) for each in fields(Wire)}
    for name, value in switches.items():
        if value not in positions.get(name, ()):
            known = ", ".join(f"{each}={'|'.join(values)}" for each, values in positions.items())
            raise ValueError(f"there is no switch {name}={value}; there are {known}")
    return Wire(**switches)  # type: ignore[arg-type]  # every value has been looked at
