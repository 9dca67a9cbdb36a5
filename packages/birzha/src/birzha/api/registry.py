"""The one list of endpoints: what each takes, runs, answers and refuses, declared where its handler is written.

A handler is ``async def handler(call, …path parameters, body=…, query=…, upload=…) -> Answer``; its annotations are its schema.
Who may call it is said by the mark of the command or query that it runs (:mod:`birzha.people.access`), so nothing is said twice;
an endpoint that runs none must name the roles itself, otherwise it cannot be declared. Only commands marked as open make an
endpoint public.
"""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, Literal, TypeVar, get_type_hints

from msgspec import Struct

from birzha.api.call import Call
from birzha.errors import MarketError
from birzha.people.access import PERMISSIONS, Permission
from birzha.people.model import ANYONE, Role
from birzha.texts.uploads import Upload

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Handler = Callable[..., Awaitable[Any]]
_H = TypeVar("_H", bound=Handler)

PATH_PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One operation of the API.

    Args:
        method: the HTTP verb.
        path: under ``/api/v1``, with ``{parameters}``.
        handler: what runs.
        runs: the marked commands and queries that it runs.
        permissions: of those.
        role: the roles any of which may call it; none: it is public.
        summary: one line for the documentation.
        description: further lines; may be empty.
        tag: the subject that the documentation lists it under.
        status: of the good answer.
        errors: what the command may refuse with, beyond what every endpoint may answer.
        parameters: the path's parameters with their types.
        body: the struct of the request's body.
        query: the struct of the query string.
        answer: the type of the answer; ``None``: no content.
        upload: whether the body may come as a form with a file.
        file: whether it must: nothing else will do.
        sandbox: whether it is there in a sandbox only.
    """

    method: Method
    path: str
    handler: Handler
    runs: tuple[Callable[..., Any], ...]
    permissions: tuple[Permission, ...]
    role: Role
    summary: str
    description: str
    tag: str
    status: int
    errors: tuple[type[MarketError], ...]
    parameters: dict[str, Any]
    body: type[Struct] | None
    query: type[Struct] | None
    answer: Any
    upload: bool
    file: bool
    sandbox: bool

    @property
    def name(self) -> str:
        """The operation's name in the document: the handler's."""
        return self.handler.__name__

    @property
    def public(self) -> bool:
        """Whether anybody may call it, without a session."""
        return not self.role


ENDPOINTS: list[Endpoint] = []
"""Every endpoint, in the order of declaration."""


def endpoint(
    method: Method,
    path: str,
    *runs: Callable[..., Any],
    role: Role | None = None,
    status: int = 200,
    errors: tuple[type[MarketError], ...] = (),
    sandbox: bool = False,
) -> Callable[[_H], _H]:
    """Declare an endpoint; its summary is the first line of the handler's docstring.

    Args:
        method: the HTTP verb.
        path: under ``/api/v1``.
        runs: the marked commands and queries that it runs; its roles are those that may run every one of them.
        role: further restricts the roles; obligatory where nothing marked runs.
        status: of the good answer; 204 for none.
        errors: what the commands may refuse with.
        sandbox: whether it is there in a sandbox only.

    Raises:
        TypeError: nothing says who may call it, it is declared twice, or its handler is not annotated as it should be.
    """

    def declare(handler: _H) -> _H:
        permissions = tuple(permission_of(each) for each in runs)
        allowed = [each.role for each in permissions if not each.open] + ([] if role is None else [role])
        if not allowed and not permissions:
            raise TypeError(f"{method} {path} runs nothing marked and names no role: who may call it?")
        if allowed and not reduce(and_, allowed):
            raise TypeError(f"{method} {path}: no role may run all of it")
        if any(each.method == method and each.path == path for each in ENDPOINTS):
            raise TypeError(f"{method} {path} is declared twice")
        summary, _, description = inspect.cleandoc(handler.__doc__ or "").partition("\n")
        parts = _annotated(handler, path)
        ENDPOINTS.append(
            Endpoint(
                method=method,
                path=path,
                handler=handler,
                runs=runs,
                permissions=permissions,
                role=reduce(and_, allowed, ANYONE) if allowed else Role(0),
                summary=summary,
                description=description.strip(),
                tag=handler.__module__.rpartition(".")[2],
                status=status,
                errors=errors,
                sandbox=sandbox,
                **parts,
            )
        )
        return handler

    return declare


def permission_of(function: Callable[..., Any]) -> Permission:
    """The mark of a command or query.

    Raises:
        TypeError: it has none.
    """
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"
    try:
        return PERMISSIONS[name]
    except KeyError:
        raise TypeError(f"{name} has no mark: it is a step inside a command, not for a face") from None


def _annotated(handler: Handler, path: str) -> dict[str, Any]:
    hints = get_type_hints(handler, include_extras=True)
    expected = PATH_PARAMETER.findall(path)
    parameters = {name: hints[name] for name in expected if name in hints}
    others = set(inspect.signature(handler).parameters) - set(parameters) - {"call", "body", "query", "upload"}
    if others or len(parameters) != len(expected) or hints.get("call") is not Call:
        raise TypeError(f"{handler.__qualname__}: its parameters are not call, body, query, upload and those of {path}")
    if "upload" in hints and hints["upload"] not in {Upload, Upload | None}:
        raise TypeError(f"{handler.__qualname__}: upload is `Upload`, or `Upload | None` where a file may be absent")
    return {
        "parameters": parameters,
        "body": hints.get("body"),
        "query": hints.get("query"),
        "upload": "upload" in hints,
        "file": hints.get("upload") is Upload,
        "answer": None if hints["return"] is type(None) else hints["return"],
    }
