"""From a request's bytes to checked values: bodies, query strings, path parameters. Whatever is odd is refused with a 4xx."""

import json as plain_json
import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct
from starlette.requests import Request

from birzha.api.multipart import read_form
from birzha.api.problems import BODY_TOO_LARGE, INVALID, MALFORMED, MEDIA_TYPE, NO_SUCH_ADDRESS, Refused
from birzha.texts.uploads import LARGEST_FILE, Upload

_S = TypeVar("_S", bound=Struct)

JSON_LIMIT = 3 * 1024 * 1024
"""The longest JSON body, bytes: a result has up to 400 000 characters, six bytes each when they are escaped."""

FORM_LIMIT = LARGEST_FILE + 1024 * 1024
"""The longest form, bytes: one file and the texts beside it, in UTF-8."""

MOST_PARAMETERS = 64
"""How many parameters a query string may have."""


async def read_body(request: Request, limit: int) -> bytes:
    """All of the body.

    Args:
        request: whose.
        limit: bytes; nothing beyond it is kept.

    Raises:
        Refused: it is longer.
    """
    said = request.headers.get("content-length", "0")
    too_large = Refused(BODY_TOO_LARGE, f"Тело запроса больше {limit} байт.")
    if not said.isascii() or not said.isdigit() or len(said) > 15 or int(said) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


async def read_input(request: Request, kind: type[_S], *, form: bool) -> tuple[_S, Upload | None]:
    """The request's body as its struct, and the file beside it.

    Args:
        request: whose.
        kind: the struct.
        form: whether it may come as a form with a file.

    Raises:
        Refused: its kind, size, syntax or values are wrong.
    """
    content_type = request.headers.get("content-type", "")
    media = content_type.partition(";")[0].strip().lower()
    if media == "multipart/form-data" and form:
        parts = read_form(content_type, await read_body(request, FORM_LIMIT))
        refuse_unkeepable(parts.fields)
        if parts.upload is not None:
            refuse_unkeepable(parts.upload.name)
        return convert(parts.fields, kind), parts.upload
    body = await read_body(request, JSON_LIMIT)
    if not body and not media and is_optional(kind):
        return kind(), None
    if media != "application/json":
        kinds = "application/json или multipart/form-data" if form else "application/json"
        raise Refused(MEDIA_TYPE, f"Тело запроса должно быть вида {kinds}.")
    return read_json(body, kind), None


def is_optional(kind: type[Struct]) -> bool:
    """Whether every field of a body has a default, so that it may be left out."""
    return not any(field.required for field in msgspec.structs.fields(kind))


def read_json(body: bytes, kind: type[_S]) -> _S:
    """A JSON body as its struct.

    Args:
        body: UTF-8 (RFC 8259), no byte order mark.
        kind: the struct.

    Raises:
        Refused: it is not JSON, or not the JSON that the struct describes.
    """
    try:
        value = msgspec.json.decode(body, type=kind)
        if b"\\u0000" in body:
            refuse_unkeepable(plain_json.loads(body))
    except msgspec.ValidationError as error:
        raise mismatch(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(MALFORMED, "Тело запроса — не JSON в UTF-8.") from None
    return value


def refuse_unkeepable(value: object) -> None:
    """Refuse texts with the character U+0000, which one of the databases cannot keep.

    Raises:
        Refused: it is there.
    """
    if isinstance(value, str):
        if "\x00" in value:
            raise Refused(INVALID, "Текст содержит недопустимый символ U+0000.")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            refuse_unkeepable(key)
            refuse_unkeepable(each)
    elif isinstance(value, list):
        for each in value:
            refuse_unkeepable(each)


def read_query(request: Request, kind: type[_S]) -> _S:
    """The query string as its struct; a field that is a list takes its parameter several times.

    Args:
        request: whose.
        kind: the struct.

    Raises:
        Refused: it is not UTF-8, a name is unknown or repeated, or a value is wrong.
    """
    raw = request.scope["query_string"]
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:  # bad UTF-8 is one, too
        raise Refused(MALFORMED, f"Параметры адреса не в UTF-8, или их больше {MOST_PARAMETERS}.") from None
    lists = {field.name for field in msgspec.structs.fields(kind) if _is_list(field.type)}
    values: dict[str, Any] = {}
    for name, value in pairs:
        refuse_unkeepable(value)
        if name in lists:
            values.setdefault(name, []).append(value)
        elif name in values:
            raise Refused(INVALID, "Параметр прислан дважды.", field=name[:64])
        else:
            values[name] = value
    return convert(values, kind)


def _is_list(kind: Any) -> bool:
    return any(
        get_origin(each) is list for each in (kind, *get_args(kind), *(b for a in get_args(kind) for b in get_args(a)))
    )


def convert(values: Mapping[str, Any], kind: type[_S]) -> _S:
    """Texts of a form or a query string as their struct.

    Raises:
        Refused: a name is unknown or a value is wrong.
    """
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise mismatch(error) from None


def read_path(value: str, kind: Any) -> Any:
    """One parameter of the path.

    Raises:
        Refused: nothing can have such an address.
    """
    try:
        if "\x00" not in value:
            return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        pass
    raise Refused(NO_SUCH_ADDRESS, "По этому адресу ничего нет.")


_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<field>.*?)(?:\[\.\.\.\])?`$")

_SAYINGS = (
    (re.compile(r"Object missing required field `(?P<field>.+)`"), "Не указано обязательное поле."),
    (re.compile(r"Object contains unknown field `(?P<field>.+)`"), "Такого поля нет."),
    (re.compile(r"Expected `str` of length <= (\d+)"), "Не длиннее {} знаков."),
    (re.compile(r"Expected `str` of length >= (\d+)"), "Не короче {} знаков."),
    (re.compile(r"Expected `array` of length <= (\d+)"), "Не больше {} элементов."),
    (re.compile(r"Expected `array` of length >= (\d+)"), "Не меньше {} элементов."),
    (re.compile(r"Expected `(?:int|float)` <= (-?\d+)"), "Не больше {}."),
    (re.compile(r"Expected `(?:int|float)` >= (-?\d+)"), "Не меньше {}."),
    (re.compile(r"Expected `int(?: \| null)?`, got .*"), "Здесь нужно целое число."),
    (re.compile(r"Expected `str(?: \| null)?`, got .*"), "Здесь нужна строка."),
    (re.compile(r"Expected `bool(?: \| null)?`, got .*"), "Здесь нужно true или false."),
    (re.compile(r"Expected `array(?: \| null)?`, got .*"), "Здесь нужен список."),
    (re.compile(r"Expected `object(?: \| null)?`, got .*"), "Здесь нужен объект."),
    (re.compile(r"Invalid enum value .*"), "Такого варианта нет."),
    (re.compile(r"(?:Integer value|Number) out of range"), "Слишком большое число."),
)


def mismatch(error: msgspec.ValidationError) -> Refused:
    """What is wrong with a value, in Russian, and where."""
    said = str(error)
    place = _PLACE.search(said)
    field = place["field"] if place else ""
    what = said[: place.start()] if place else said
    for pattern, saying in _SAYINGS:
        found = pattern.fullmatch(what)
        if found:
            named = found.groupdict().get("field")
            where = ".".join(part for part in (field, named) if part)
            return Refused(INVALID, saying.format(*found.groups()), field=where[:64])
    return Refused(INVALID, "Значение не подходит.", field=field[:64])
