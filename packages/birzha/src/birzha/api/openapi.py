"""The API's own description, OpenAPI 3.1, made from the list of endpoints: what runs is what is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Struct

from birzha import __version__
from birzha.api.problems import (
    BODY_TOO_LARGE,
    INTERNAL,
    INVALID,
    MALFORMED,
    MEDIA_TYPE,
    NO_SUCH_ADDRESS,
    UNAUTHORIZED,
    UNAVAILABLE,
    Problem,
    Refusal,
    Refusals,
    refusal_of,
)
from birzha.api.reading import is_optional
from birzha.api.registry import Endpoint
from birzha.api.views import OCTETS, Download
from birzha.errors import Forbidden
from birzha.people.model import Role, names

TEMPLATE = "#/components/schemas/{name}"
JSON = "application/json"
FORM = "multipart/form-data"

TITLES = {
    400: "The request is malformed",
    401: "No good session",
    402: "Not enough money",
    403: "Not allowed",
    404: "No such thing, or not yours to see",
    409: "The state does not allow it, or the name is taken",
    413: "Too large",
    415: "Unsupported kind of content",
    422: "A value is missing or beyond its limits",
    429: "Too soon",
    500: "Internal error",
    503: "The database cannot take it now",
}


_ARGUMENT = re.compile(r"^(\w+): (.+)$")


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of a document.

    Args:
        references: of each type, what stands in its place.
        components: the schemas that those refer to.
    """

    references: list[tuple[Any, dict[str, Any]]]
    components: dict[str, Any]

    def of(self, kind: Any) -> dict[str, Any]:
        """What stands for a type."""
        return next(found for other, found in self.references if other == kind)


def explain(kind: type[Struct], component: dict[str, Any]) -> None:
    """Put what the docstrings of a struct and its parents say of their fields at the fields.

    Args:
        kind: the struct.
        component: its schema; changed in place.
    """
    component["description"] = " ".join((kind.__doc__ or "").partition("Args:")[0].split())
    properties = component["properties"]
    for each in reversed(kind.__mro__):
        for line in (each.__doc__ or "").partition("Args:")[2].splitlines():
            found = _ARGUMENT.match(line.strip())
            if found and "$ref" not in properties.get(found[1], {"$ref": ""}):
                properties[found[1]]["description"] = found[2]


def structs_under(kind: type[Struct]) -> Iterator[type[Struct]]:
    """Every struct that is made of another."""
    for each in kind.__subclasses__():
        yield each
        yield from structs_under(each)


def refusals(each: Endpoint) -> Refusals:
    """Every refusal that an endpoint may answer."""
    found = Refusals()
    if not each.public:
        found.add(UNAUTHORIZED, refusal_of(Forbidden))
    if each.parameters:
        found.add(NO_SUCH_ADDRESS)
    if each.body is not None:
        found.add(MALFORMED, INVALID, BODY_TOO_LARGE, MEDIA_TYPE)
    if each.query is not None:
        found.add(MALFORMED, INVALID)
    found.add(*(refusal_of(error) for error in each.errors), INTERNAL, UNAVAILABLE)
    return found


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The whole document, but for the servers, which are where the reader came to.

    Args:
        endpoints: what is served.
    """
    types = [
        Problem,
        *(kind for each in endpoints for kind in (each.answer, each.body) if kind not in {None, Download}),
    ]
    references, components = msgspec.json.schema_components(types, ref_template=TEMPLATE)
    for kind in structs_under(Struct):
        if kind.__module__.startswith("birzha.api."):
            for name in components:
                if name == kind.__name__ or name.startswith(
                    f"{kind.__name__}_"
                ):  # a list's name goes on with its rows'
                    explain(kind, components[name])
    schemas = Schemas(list(zip(types, references, strict=True)), components)
    paths: dict[str, dict[str, Any]] = {}
    for each in endpoints:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Birzha",
            "version": __version__,
            "summary": "What the exchange's two dialects lack: performers, moderators, administrators, accounts.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "security": [{"session": []}],
        "tags": [{"name": tag} for tag in dict.fromkeys(each.tag for each in endpoints)],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer", "description": "Токен из ответа POST /sessions."}
            },
        },
    }


def _operation(each: Endpoint, schemas: Schemas) -> dict[str, Any]:
    told = [each.description, f"Roles: {names(each.role)}." if each.role else "Open to all."]
    operation: dict[str, Any] = {
        "operationId": each.name,
        "summary": each.summary,
        "description": "\n\n".join(part for part in told if part),
        "tags": [each.tag],
        "parameters": [*_path_parameters(each), *_query_parameters(each)],
        "responses": {str(each.status): _good(each, schemas), **_bad(refusals(each).by_status.items())},
    }
    if each.public:
        operation["security"] = []
    else:
        operation["x-roles"] = [role.name.lower() for role in Role if role & each.role and role.name]
        operation["x-runs"] = [permission.name for permission in each.permissions]
    if each.body is not None:
        operation["requestBody"] = _body(each, schemas)
    return operation


def _path_parameters(each: Endpoint) -> Iterable[dict[str, Any]]:
    for name, kind in each.parameters.items():
        yield {"name": name, "in": "path", "required": True, "schema": msgspec.json.schema(kind)}


def _query_parameters(each: Endpoint) -> Iterable[dict[str, Any]]:
    if each.query is None:
        return
    described = msgspec.json.schema_components([each.query])[1][each.query.__name__]
    explain(each.query, described)
    for name, kind in described["properties"].items():
        yield {"name": name, "in": "query", "required": name in described.get("required", ()), "schema": kind}


def _body(each: Endpoint, schemas: Schemas) -> dict[str, Any]:
    content: dict[str, Any] = {JSON: {"schema": schemas.of(each.body)}}
    if each.upload:
        name = content[JSON]["schema"]["$ref"].rpartition("/")[2]
        file = {"type": "string", "contentMediaType": OCTETS, "description": "файл"}
        form = schemas.components[name]
        form = {**form, "properties": {**form["properties"], "file": file}}
        content[FORM] = {"schema": form}
        if each.file:
            form["required"] = [*form["required"], "file"]
            return {"required": True, "content": {FORM: content[FORM]}}
    return {"required": each.body is not None and not is_optional(each.body), "content": content}


def _good(each: Endpoint, schemas: Schemas) -> dict[str, Any]:
    if each.answer is None:
        return {"description": "Done"}
    if each.answer is Download:
        return {
            "description": "The file",
            "content": {OCTETS: {"schema": {"type": "string", "contentMediaType": OCTETS}}},
        }
    return {"description": "Done", "content": {JSON: {"schema": schemas.of(each.answer)}}}


def _bad(by_status: Iterable[tuple[int, list[str]]]) -> dict[str, Any]:
    described = {}
    for status, codes in sorted(by_status):
        text = f"{TITLES[status]}: {', '.join(f'`{code}`' for code in codes)}"
        described[str(status)] = {
            "description": text,
            "content": {JSON: {"schema": {"$ref": TEMPLATE.format(name=Problem.__name__)}}},
        }
        if status == Refusal(429, "").status:
            described[str(status)]["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 0}}}
    return described
