"""Where the real service's wire is uncertain or odd, and which of its faces this exchange shows (reference, §2 and §10)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args


@dataclass(frozen=True, slots=True)
class Wire:
    """The switches of the dialect.

    Args:
        numbers: whether ids, moments, flags and sums are JSON strings, as a PHP service sends them, or numbers (A2).
        list_style: lists as JSON lists, or as objects keyed by position from ``"0"``; an empty one is ``[]`` in both (A1).
        results_style: ``tasks.getResults`` as one list, or grouped under the order's id (A7).
        empty: an empty selection is the error ``no_object``, or an empty list (A3).
        auth_errors: failed authentication as the service's two plain texts, or as the codes ``bad_token`` and ``bad_sign`` (A4).
        sign_compat: ``legacy`` also takes a signature in which an array counts as the word ``Array`` (reference, §2.3).
        text_files: how a text is encoded when it is downloaded; a link keeps the encoding it was made with (A36).
    """

    numbers: Literal["string", "int"] = "string"
    list_style: Literal["list", "object"] = "list"
    results_style: Literal["flat", "by_task"] = "flat"
    empty: Literal["error", "list"] = "error"
    auth_errors: Literal["text", "json"] = "text"
    sign_compat: Literal["strict", "legacy"] = "strict"
    text_files: Literal["utf-8", "windows-1251"] = "utf-8"


POSITIONS: Mapping[str, tuple[str, ...]] = {each.name: get_args(each.type) for each in fields(Wire)}
"""Every switch with its positions, the usual one first."""


def wire_of(switches: Mapping[str, str]) -> Wire:
    """The switches from their names and values, such as an environment has.

    Args:
        switches: by field name; those that are not named keep their default.

    Raises:
        ValueError: there is no such switch, or it has no such position.
    """
    return Wire(**_checked(switches))


def _checked(switches: Mapping[str, str]) -> dict[str, Any]:
    for name, value in switches.items():
        if value not in POSITIONS.get(name, ()):
            known = ", ".join(f"{each}={'|'.join(values)}" for each, values in POSITIONS.items())
            raise ValueError(f"there is no switch {name}={value}; there are {known}")
    return dict(switches)


class Wires:
    """The switches of one exchange, and those that a sandbox sets for single callers.

    Args:
        usual: for whoever has none of their own.
    """

    def __init__(self, usual: Wire) -> None:
        self.usual = usual
        self._of: dict[bytes, tuple[Wire, dict[str, str]]] = {}

    def of(self, token: object) -> Wire:
        """The switches that count for a call, whether or not it is let in.

        Args:
            token: as it stands in the URL; anything that is no token has the usual ones.
        """
        if not self._of or not isinstance(token, bytes):
            return self.usual
        found = self._of.get(token)
        return found[0] if found else self.usual

    def positions(self) -> Mapping[str, tuple[str, ...]]:
        """The positions of each switch; the exchange's own first."""
        usual = asdict(self.usual)
        return {
            name: (usual[name], *(each for each in values if each != usual[name])) for name, values in POSITIONS.items()
        }

    def put(self, token: str, switches: Mapping[str, str]) -> None:
        """Set switches for one token; those that are not named are the exchange's.

        Raises:
            ValueError: there is no such switch, or it has no such position.
        """
        checked = _checked(switches)
        self._of[token.encode()] = Wire(**{**asdict(self.usual), **checked}), checked

    def drop(self, token: str) -> bool:
        """Forget the switches of a token; whether there were any."""
        return self._of.pop(token.encode(), None) is not None

    def told(self) -> Mapping[str, Mapping[str, str]]:
        """What is set, by token."""
        return {token.decode(): switches for token, (_, switches) in self._of.items()}
