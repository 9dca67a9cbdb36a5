"""Words to whoever writes a client: what of a call was not understood, and what may have been meant. In the sandbox only.

A hint never changes what a call does: what nobody knows counts as absent, as the real service has it.
"""

from functools import lru_cache

from birzha.dialects.etxt.body import Body
from birzha.dialects.etxt.php import Pair, Tree
from birzha.dialects.etxt.registry import METHODS
from birzha.dialects.hinting import LONGEST, MOST, nearest_of, perhaps
from birzha.watch import Hint
from birzha_client.operation import Kind, Operation

MANDATORY = (b"method", b"token", b"sign")
"""What stands in the URL (documentation, introduction)."""
_MANDATORY = frozenset(MANDATORY)
_METHODS = frozenset(name.encode() for name in METHODS)
FORMS = (b"application/x-www-form-urlencoded", b"multipart/form-data")
"""Bodies that are read."""
_NO_BODY = frozenset({b"", b"0"})


def about_entry(found: Tree) -> list[Hint]:
    """What keeps a call from being let in or known: a mandatory parameter that the URL lacks, a method that is none.

    Args:
        found: the URL's parameters.
    """
    method = found.get(b"method")
    if isinstance(method, bytes) and method in _METHODS and found.keys() >= _MANDATORY:
        return []
    hints = [_missing(name.decode(), found) for name in MANDATORY if name not in found]
    if isinstance(method, bytes) and (name := _shown(method)) not in METHODS:
        nearest = nearest_of(name, tuple(METHODS))
        hints.append(Hint("unknown_method", name, nearest, f"Метода {name} нет.{perhaps(nearest)}"))
    return hints


def about_length(pairs: list[Pair], longest: int) -> Hint:
    """A URL that is too long: what takes the most room in it ought to be posted.

    Args:
        pairs: the URL's parameters.
        longest: characters that a URL may have.
    """
    others = [pair for pair in pairs if pair[0] not in MANDATORY]
    name = _shown(max(others, key=lambda pair: len(pair[1]))[0]) if others else ""
    told = f" Больше всего места занимает {name}." if name else ""
    text = f"Адрес длиннее {longest} знаков: передайте параметры, кроме method, token и sign, в теле POST.{told}"
    return Hint("url_too_long", name, "", text)


def about_body(content_type: bytes, declared: bytes) -> list[Hint]:
    """A body that nobody reads, such as JSON.

    Args:
        content_type: the request's header.
        declared: its content-length.
    """
    if content_type in FORMS or declared in _NO_BODY:
        return []
    kind = content_type.partition(b";")[0].strip().lower()
    if kind in FORMS:
        return []
    name = _shown(kind) or "(нет Content-Type)"
    text = f"Тело вида {name} не читается: параметры — это form-urlencoded или multipart/form-data."
    return [Hint("body_ignored", name, FORMS[0].decode(), text)]


def about_parameters(operation: Operation, pairs: list[Pair], found: Tree, body: Body, posted: Tree) -> list[Hint]:
    """Parameters that the method does not have, that come twice, or that stand where they are not read.

    Args:
        operation: the method.
        pairs: the URL's parameters.
        found: the same, gathered.
        body: the body's.
        posted: its parameters, gathered.
    """
    lists, in_url = _known(operation.name)
    if (
        not body.files
        and len(pairs) == len(found)
        and len(body.pairs) == len(posted)
        and (not posted or lists.keys() >= posted.keys())
        and in_url >= found.keys()
    ):
        return []
    hints: dict[tuple[str, bytes], Hint] = {}
    for in_body, source in ((False, pairs), (True, body.pairs)):
        seen: set[bytes] = set()
        for name, _ in source:
            base = name.partition(b"[")[0] if b"[" in name else name
            if base not in lists:
                if in_body or base not in MANDATORY:
                    _add(hints, "url_only" if base in MANDATORY else "unknown", base, operation)
            elif base is name and name in seen:
                _add(hints, "repeated_list" if lists[base] else "repeated", name, operation)
            seen.add(name)
    for file_name in body.files:
        if file_name.encode() not in lists:
            _add(hints, "unknown", file_name.encode(), operation)
    return list(hints.values())[:MOST]


def _add(hints: dict[tuple[str, bytes], Hint], kind: str, name: bytes, operation: Operation) -> None:
    if (kind, name) not in hints and len(hints) < MOST:
        hints[kind, name] = _about(kind, _shown(name), operation.name)


@lru_cache(maxsize=1024)
def _about(kind: str, shown: str, method: str) -> Hint:
    """The hint on a parameter; a client in the making gets the same one again and again."""
    nearest = ""
    if kind == "unknown":
        nearest = nearest_parameter(method, shown)
        text = f"Параметра {shown} у {method} нет, он не учтён.{perhaps(nearest)}"
    elif kind == "url_only":
        text = f"{shown} читается только из адреса: в теле он не учтён."
    elif kind == "repeated_list":
        nearest = f"{shown}[]"
        text = f"{shown} передан несколько раз, учтён последний. Список передаётся как {nearest}."
    else:
        text = f"{shown} передан несколько раз, учтён последний."
    return Hint(kind, shown, nearest, text)


@lru_cache(maxsize=256)
def _known(method: str) -> tuple[dict[bytes, bool], frozenset[bytes]]:
    """The names of a method's parameters, older ones too, each with whether it is a list; and all that a URL may have."""
    lists = {
        name.encode(): parameter.kind is Kind.IDS
        for parameter in METHODS[method].parameters
        for name in (parameter.name, *parameter.aliases)
    }
    return lists, _MANDATORY.union(lists)


def nearest_parameter(method: str, name: str) -> str:
    """The parameter of a method that is most like a name; empty when none is.

    Args:
        method: whose parameters.
        name: as it came: perhaps in camel case, with an underscore, or with its words in another order.
    """
    return nearest_of(name, tuple(each.name for each in METHODS[method].parameters))


def _missing(name: str, found: Tree) -> Hint:
    others = tuple(_shown(each) for each in found if each not in MANDATORY)
    like = nearest_of(name, others)
    told = f" Похоже на него: {like}." if like else ""
    return Hint("missing_in_url", name, like, f"{name} должен стоять в адресе, и при POST тоже.{told}")


def _shown(name: bytes) -> str:
    return name.decode(errors="replace")[:LONGEST]
