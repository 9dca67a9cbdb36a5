"""Lists as objects, objects as lists: what PHP's ``json_encode`` makes of the documented shapes, brought back to them.

The service encodes an array whose keys are not 0, 1, 2… as an object, and an empty object as ``[]``. Both are expected here
and are not drift.
"""

from typing import Any

LONGEST_KEY = 19
"""Digits of a key that is still read as a number: ids are 64-bit."""


class UnreadableShapeError(Exception):
    """The answer cannot be taken for what is due."""


def rows_of(data: Any) -> list[Any]:
    """The rows of a list: as a list, keyed by id or number, or grouped (results by order).

    Raises:
        UnreadableShapeError: it is neither.
    """
    if not isinstance(data, list | dict):
        raise UnreadableShapeError("a list was due")
    if isinstance(data, dict) and not _is_collection(data):
        return [data]
    return _flatten(data)


def object_of(data: Any) -> dict[str, Any]:
    """The fields of one object, which may come as a list of one, or as ``[]`` when it is empty.

    Raises:
        UnreadableShapeError: it is neither.
    """
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if data == []:
        return {}
    if not isinstance(data, dict):
        raise UnreadableShapeError("an object was due")
    return data


def map_of(data: Any) -> dict[int | str, Any]:
    """A map whose keys are data; a list stands for a map with the keys 0, 1, 2 and on.

    Raises:
        UnreadableShapeError: it is neither.
    """
    if isinstance(data, list):
        return dict(enumerate(data))
    if not isinstance(data, dict):
        raise UnreadableShapeError("a map was due")
    return {int(key) if key.isdecimal() and len(key) <= LONGEST_KEY else key: value for key, value in data.items()}


def _flatten(data: Any) -> list[Any]:
    if isinstance(data, list):
        return [row for item in data for row in (_flatten(item) if isinstance(item, list) else [item])]
    return [row for item in data.values() for row in (_flatten(item) if _is_collection(item) else [item])]


def _is_collection(data: Any) -> bool:
    """Whether this is a list, or an object of objects or lists; an object with a plain value is a row."""
    if isinstance(data, dict):
        return all(isinstance(value, list | dict) for value in data.values())
    return isinstance(data, list)
