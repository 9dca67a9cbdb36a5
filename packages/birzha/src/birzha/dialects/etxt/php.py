"""Parameters as PHP reads them: the real service is one, and its clients rely on it (reference, §2.1 and §2.3).

``a=1&a=2`` keeps the last value; ``a[]=1&a[]=2``, ``a[0]=1&a[1]=2`` and any mixture make a list; a list and a scalar of one name
replace each other. Everything stays bytes until :func:`decoded`, because the signature is reckoned over bytes.
"""

import re
from binascii import unhexlify
from collections.abc import Iterable

from birzha.dialects.etxt.failures import Refused

Pair = tuple[bytes, bytes]
Tree = dict[bytes, "bytes | dict[bytes, bytes]"]
"""Values by name; a list is a dict by index, in the order of arrival."""
Values = dict[str, "str | list[str]"]

MOST_PAIRS = 1200
"""Ours: a thousand ids and every other parameter fit in."""
_LONGEST_INDEX = 19
_ESCAPED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")


def split(raw: bytes) -> list[Pair]:
    """The decoded pairs of a query string or an urlencoded body, in the order of arrival.

    Raises:
        Refused: there are more than :data:`MOST_PAIRS`; found before any of them is looked at.
    """
    if raw.count(b"&") >= MOST_PAIRS:
        raise Refused("max_limit", 400)
    pieces = (piece.partition(b"=") for piece in raw.replace(b"+", b" ").split(b"&"))
    pairs = [(name, value) for name, _, value in pieces if name]
    return [(_unquoted(name), _unquoted(value)) for name, value in pairs] if b"%" in raw else pairs


def _unquoted(text: bytes) -> bytes:
    return _ESCAPED.sub(_bytes_of, text)


def _bytes_of(escaped: re.Match[bytes]) -> bytes:
    return unhexlify(escaped[0].replace(b"%", b""))


def tree(pairs: Iterable[Pair]) -> Tree:
    """The pairs by name, with lists gathered and later values in the place of earlier ones."""
    found: Tree = {}
    following: dict[bytes, int] = {}
    for name, value in pairs:
        base, bracket, index = name.partition(b"[")
        if not bracket or not base or not index.endswith(b"]"):
            found[name] = value
            continue
        items = found.get(base)
        if not isinstance(items, dict):
            items = found[base] = {}
            following[base] = 0
        key = index[:-1] or b"%d" % following[base]
        if key.isdigit() and len(key) < _LONGEST_INDEX:
            following[base] = max(following[base], int(key) + 1)
        # a list within a list is no value of any documented parameter: an empty item makes the reader refuse it
        items[key] = b"" if b"]" in key else value
    return found


def decoded(found: Tree) -> Values:
    """The values as text.

    Raises:
        Refused: a name or value is not UTF-8 or has a NUL, which no text of the market may have.
    """
    try:
        values: Values = {
            name.decode(): value.decode() if isinstance(value, bytes) else [item.decode() for item in value.values()]
            for name, value in found.items()
        }
    except UnicodeDecodeError:
        raise Refused("no_params") from None
    for value in found.values():
        if b"\0" in value if isinstance(value, bytes) else any(b"\0" in item for item in value.values()):
            raise Refused("no_params")
    return values
