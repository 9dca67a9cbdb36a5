"""Each call in every face of the wire: both styles of numbers, both of lists, by GET, as a form and as multipart."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.etxt.conftest import Stage
from tests.conformance.etxt.copies import Copies

START = 1_700_000_000
"""The moment of the stage, unixtime: 15.11.2023 01:13:20 in Moscow."""

NUMBERS = ("string", "int")
LISTS = ("list", "object")
WAYS = ("get", "form", "multipart")
AROUND = {"users.getReports": {"negative", "positive"}}
"""What stands around the documented fields of an answer, where the documentation says it in words."""


def written(value: Any, numbers: str, lists: str) -> Any:
    """An answer of the documentation as it stands on the wire in that face.

    Args:
        value: whole numbers as ``int``, roubles as ``Decimal``, texts as they are; a list at the top is a list of records.
        numbers: ``string`` or ``int``.
        lists: ``list`` or ``object``.
    """
    if isinstance(value, list) and lists == "object":
        return {str(position): _inside(each, numbers) for position, each in enumerate(value)}
    return _inside(value, numbers)


def _inside(value: Any, numbers: str) -> Any:
    if isinstance(value, dict):
        return {name: _inside(each, numbers) for name, each in value.items()}
    if isinstance(value, list):
        return [_inside(each, numbers) for each in value]
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return f"{value:.2f}" if numbers == "string" else int(value) if whole else float(value)
    if isinstance(value, int):
        return str(value) if numbers == "string" else value
    return value


class Like(str):
    """A text of which only the form is known, such as a link with a token in it; an expression for all of it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and re.fullmatch(str(self), other, re.DOTALL) is not None

    def __hash__(self) -> int:
        return hash(str(self))


def same(found: Any, wanted: Any) -> bool:
    """Whether two JSON values are equal with the types of their numbers: ``1`` is neither ``"1"`` nor ``1.0`` nor ``true``."""
    if isinstance(wanted, dict):
        fields_agree = isinstance(found, dict) and set(found) == set(wanted)
        return fields_agree and all(same(found[name], each) for name, each in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, str):
        return wanted == found
    return type(found) is type(wanted) and found == wanted


@dataclass(frozen=True)
class Later:
    """A call that shows what another one did.

    Args:
        method: which.
        params: with what.
        answer: what it must answer: all of it, or, of objects, the named fields.
        who: calls.
    """

    method: str
    params: dict[str, Any]
    answer: Any
    who: str = "customer"


def shows(found: Any, wanted: Any) -> bool:
    """Whether an answer has what is wanted of it; objects may have more fields."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(name in found and shows(found[name], each) for name, each in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(map(shows, found, wanted))
    return same(found, wanted)


def keys_of(value: Any) -> set[str]:
    """Every key in a JSON value, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    return set()


@dataclass
class Faces:
    """Sends one call in each face of the wire, each time to a fresh copy of the stage.

    Args:
        stage: to be set up before the call; in the default face.
        documented: fields of every method.
        folder: for the copies.
    """

    stage: Stage
    documented: dict[str, Any]
    folder: Path

    def later(self, method: str, params: dict[str, Any], answer: Any, who: str = "customer") -> Later:
        """What another call must show afterwards."""
        return Later(method, params, answer, who)

    async def check(
        self,
        method: str,
        params: dict[str, Any],
        answer: Any,
        *,
        then: tuple[Later, ...] = (),
        who: str = "customer",
        files: dict[str, tuple[str, bytes]] | None = None,
        absent: tuple[str, ...] = (),
    ) -> None:
        """Send the call in every face and compare.

        Args:
            method: which.
            params: ids as numbers, lists as lists.
            answer: as the documentation would write it; see :func:`written`.
            then: calls afterwards, in the same face, and what they must show.
            who: calls.
            files: uploads; they travel by multipart alone.
            absent: documented fields that this answer has not; all the others it must have.
        """
        self._must_be_documented(method, answer, set(absent))
        copies = Copies.of(self.stage, self.folder)
        ways = ("multipart",) if files else WAYS
        wrong = []
        for numbers, lists, way in product(NUMBERS, LISTS, ways):
            async with copies.copy(numbers=numbers, list_style=lists) as stage:
                found = await self._sent(stage, who, way, method, params, files or {})
                if not same(found, written(answer, numbers, lists)):
                    wrong.append((numbers, lists, way, found, written(answer, numbers, lists)))
                    continue
                for each in then:
                    found = await self._sent(stage, each.who, way, each.method, each.params, {})
                    if not shows(found, written(each.answer, numbers, lists)):
                        wrong.append((numbers, lists, way, each.method, found, written(each.answer, numbers, lists)))
        assert not wrong, wrong[0]

    def _must_be_documented(self, method: str, answer: Any, absent: set[str]) -> None:
        records = answer if isinstance(answer, list) else [answer]
        assert records, "an empty answer shows nothing"
        assert "error" not in records[0], "a refusal is no answer"
        fields = set(self.documented[method]["fields"])
        assert fields - absent == fields & keys_of(answer), (method, (fields - absent) ^ (fields & keys_of(answer)))
        for each in records:
            assert not fields or set(each) <= fields | AROUND.get(method, set()), (method, set(each) - fields)

    async def _sent(self, stage: Stage, who: str, way: str, method: str, params: Any, files: Any) -> Any:
        client = stage.people[who].client
        if way == "get":
            return await client.get(method, **params)
        if way == "form":
            return await client.post(method, **params)
        return await client.upload(method, files, **params)


@pytest.fixture
def faces(stage: Stage, documented: dict[str, Any], tmp_path: Path) -> Faces:
    """A stage to set up, and the way to call it in every face."""
    return Faces(stage, documented, tmp_path)
