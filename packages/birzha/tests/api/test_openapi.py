"""The document: valid OpenAPI 3.1, complete, and the same as what is served."""

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from birzha.api.face import endpoints
from birzha.api.openapi import document

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


@pytest.fixture
async def described(sqlite_api):
    return (await sqlite_api("GET", "/openapi.json")).json


async def test_the_document_is_open_to_all_and_says_where_the_api_is(described):
    """Anybody may read it; its server is where the request came to."""
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "http://birzha.test/api/v1"}]


async def test_the_document_is_openapi_31(described):
    """The whole document fits the specification's own schema, as schemathesis carries it."""
    OPENAPI_31_VALIDATOR.validate(described)


async def test_every_schema_is_valid(described):
    """Each component, parameter and inline schema is valid JSON Schema 2020-12, and every reference leads somewhere."""
    components = described["components"]["schemas"]

    def walk(value):
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"].removeprefix("#/components/schemas/") in components
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(described)
    for schema in components.values():
        jsonschema_rs.meta.validate({"$schema": SCHEMA, **schema})


async def test_every_endpoint_is_described(described):
    """Nothing is served that the document does not name, with security, parameters, body, and every refusal."""
    operations = {
        (method.upper(), path): operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }
    served = endpoints(sandbox=True)
    assert set(operations) == {(each.method, each.path) for each in served}
    for each in served:
        operation = operations[each.method, each.path]
        assert operation["summary"]
        assert ("security" in operation) == each.public
        assert each.public or {"401", "403"} <= set(operation["responses"])
        assert ("requestBody" in operation) == (each.body is not None)
        named = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
        assert named == set(each.parameters)
        assert str(each.status) in operation["responses"]
    assert len({operation["operationId"] for operation in operations.values()}) == len(operations)


async def test_an_obligatory_file_is_described_as_such(described):
    """Where a file must come, a form with it is all that is described; where it may be absent, JSON is taken as well."""
    found = {}
    for each in endpoints(sandbox=True):
        if each.upload:
            body = described["paths"][each.path][each.method.lower()]["requestBody"]
            form = body["content"]["multipart/form-data"]["schema"]
            assert "file" in form["properties"]
            found[each.name] = (sorted(body["content"]), body["required"], "file" in form["required"])
    alone = {"put_photo", "post_image", "post_kwork_image"}
    assert {name for name, told in found.items() if told == (["multipart/form-data"], True, True)} == alone
    others = [told for name, told in found.items() if name not in alone]
    assert [(kinds, file) for kinds, _, file in others] == [(["application/json", "multipart/form-data"], False)] * 3


def test_sandbox_calls_are_absent_from_a_real_exchange():
    """Play money is neither served nor described where money is real."""
    real = document(endpoints(sandbox=False))
    assert "/top-ups" not in real["paths"]
    assert "/top-ups" in document(endpoints(sandbox=True))["paths"]


async def test_fields_are_explained(described):
    """What a struct's docstring says of its fields stands at the fields."""
    session = described["components"]["schemas"]["Session"]
    assert session["description"] == "A session that began."
    assert "unixtime" in session["properties"]["expires"]["description"]
