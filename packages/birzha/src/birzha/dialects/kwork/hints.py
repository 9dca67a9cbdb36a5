"""Words to whoever writes a client: what of a call was not read, and what may have been meant. In the sandbox only."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl

from birzha.dialects.hinting import LONGEST, MOST, nearest_of, perhaps
from birzha.dialects.kwork.entry import FIELDS, NAMES
from birzha.dialects.kwork.registry import BY_PATH, OPERATIONS
from birzha.watch import Hint
from kwork_api.declaration import Body, KworkOperation

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def about_path(path: str) -> list[Hint]:
    """An address that is none of the API's.

    Args:
        path: below the dialect's prefix.
    """
    shown = path[:LONGEST]
    nearest = nearest_of(shown, (*NAMES, *BY_PATH))
    return [Hint("unknown_method", shown, nearest, f"Адреса {shown} нет.{perhaps(nearest)}")]


def about_query(query: bytes) -> list[Hint]:
    """Fields in the URL, where nobody looks for them.

    Args:
        query: of the URL.
    """
    if not query:
        return []
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace")[:MOST]
    names = dict.fromkeys(name[:LONGEST] for name, _ in pairs)
    text = "стоит в адресе и не учтено: поля передаются в теле POST."
    return [Hint("body_only", name, "", f"{name} {text}") for name in names]


def about_fields(operation: KworkOperation, fields: Iterable[str]) -> list[Hint]:
    """Fields of a body that the call does not have.

    Args:
        operation: the call.
        fields: their names.
    """
    if operation.body is Body.WHOLE:
        return []
    known = {each.name for each in operation.parameters}
    return [_unknown(operation.name, each[:LONGEST]) for each in fields if each not in known][:MOST]


def about_form(content_type: bytes, fields: Iterable[str]) -> list[Hint]:
    """A log-in that was sent as JSON, and fields that its form does not have.

    Args:
        content_type: of the body.
        fields: their names.
    """
    kind = content_type.partition(b";")[0].strip().lower().decode(errors="replace")
    if kind == JSON:
        return [Hint("body_ignored", kind, FORM, f"Вход читает форму ({FORM}), а тело вида {kind} не прочитано.")]
    unknown = [each[:LONGEST] for each in fields if each not in FIELDS][:MOST]
    near = [(each, nearest_of(each, FIELDS)) for each in unknown]
    return [
        Hint("unknown", each, found, f"Поля {each} у входа нет, оно не учтено.{perhaps(found)}") for each, found in near
    ]


@lru_cache(maxsize=1024)
def _unknown(name: str, field: str) -> Hint:
    operation = OPERATIONS[name]
    elsewhere = {live: documented for documented, live in operation.live_names.items()}
    nearest = elsewhere.get(field) or nearest_of(field, [each.name for each in operation.parameters])
    return Hint("unknown", field, nearest, f"Поля {field} у {operation.path} нет, оно не учтено.{perhaps(nearest)}")
