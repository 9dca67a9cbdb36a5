"""The signature of a call: ``md5(name=value… sorted by name + md5(api_pass + "api-pass"))`` (documentation, introduction).

Only what stands in the URL is signed. The algorithm has no nonce and leaves the body unsigned: use TLS (reference, §12).
"""

from collections.abc import Iterable, Iterator
from hashlib import md5
from hmac import compare_digest

from birzha.dialects.etxt.php import Pair, Tree


def inner_digest(api_pass: str) -> bytes:
    """What stands for the API password inside a signature: 32 lower-case hexadecimal digits."""
    return md5(f"{api_pass}api-pass".encode(), usedforsecurity=False).hexdigest().encode()


def sign(pairs: Iterable[Pair], inner: bytes) -> bytes:
    """The signature of these decoded parameters, as 32 lower-case hexadecimal digits.

    Args:
        pairs: name and value, without ``sign``; sorted here by name, those of one name in the given order.
        inner: of :func:`inner_digest`.
    """
    signed = b"".join([b"%b=%b" % pair for pair in sorted(pairs, key=_name)])
    return md5(signed + inner, usedforsecurity=False).hexdigest().encode()


def _name(pair: Pair) -> bytes:
    return pair[0]


def is_signed(given: bytes, pairs: list[Pair], found: Tree, inner: bytes, *, legacy: bool) -> bool:
    """Whether a signature belongs to a URL, compared in constant time and in any letter case.

    Args:
        given: the signature that came.
        pairs: the URL's parameters as sent.
        found: the same, gathered.
        inner: of :func:`inner_digest`.
        legacy: whether a list may have been signed as the word ``Array``.
    """
    lowered = given.lower()
    matches = [compare_digest(sign(form, inner), lowered) for form in signed_forms(pairs, found, legacy=legacy)]
    return any(matches)


def signed_forms(pairs: list[Pair], found: Tree, *, legacy: bool) -> Iterator[list[Pair]]:
    """The readings of a URL that may have been signed: lists as sent, with indexes, or by their PHP name (reference, §2.3)."""
    if not any(isinstance(value, dict) for value in found.values()):
        yield [(name, value) for name, value in found.items() if name != b"sign" and isinstance(value, bytes)]
        return
    yield _as_sent(pairs)
    yield [pair for name, value in found.items() if name != b"sign" for pair in _indexed(name, value)]
    if legacy:
        yield [
            (name, value if isinstance(value, bytes) else b"Array") for name, value in found.items() if name != b"sign"
        ]


def _as_sent(pairs: list[Pair]) -> list[Pair]:
    last = {name: value for name, value in pairs if not name.endswith(b"[]")}
    last.pop(b"sign", None)
    return [*last.items(), *(pair for pair in pairs if pair[0].endswith(b"[]"))]


def _indexed(name: bytes, value: bytes | dict[bytes, bytes]) -> Iterator[Pair]:
    if isinstance(value, bytes):
        yield name, value
    else:
        for index, item in value.items():
            yield b"%b[%b]" % (name, index), item
