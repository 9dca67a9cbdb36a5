"""The documented contract, as facts in contract.json, against the code: nothing of it can drift unnoticed."""

import inspect
import json
import re
import types
import typing
from datetime import datetime
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

import kwork_api
from birzha_client.operation import Shape
from kwork_api import KworkClient, SyncKworkClient, client, errors, models
from kwork_api.operations import GROUPS, OPERATIONS, SORTS

CONTRACT = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))
METHODS = CONTRACT["methods"]
REQUIRED = "required"


def described(annotation):
    """A type as the contract writes it: ``str?`` may be null."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        (inner,) = (each for each in typing.get_args(annotation) if each is not type(None))
        return f"{described(inner)}?"
    arguments = typing.get_args(annotation)
    if arguments:
        return f"{annotation.__origin__.__name__}[{', '.join(map(described, arguments))}]"
    return "Any" if annotation is typing.Any else annotation.__name__


def positional(function):
    """Names and defaults of the parameters that may be given by position, ``self`` left out."""
    found = [
        [name, REQUIRED if each.default is each.empty else each.default]
        for name, each in inspect.signature(function).parameters.items()
        if each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    return [each for each in found if each[0] not in {"self", "cls"}]


def hints(function):
    """The types of a method, resolved as a type checker does."""
    known = {**vars(models), "Any": typing.Any, "datetime": datetime, "KworkClient": KworkClient}
    return typing.get_type_hints(function, {**known, "SyncKworkClient": SyncKworkClient})


@pytest.mark.parametrize("kind", [KworkClient, SyncKworkClient])
def test_the_client(kind):
    """Constructor, login, constants, properties and groups; what is added can only be given by name."""
    facts = CONTRACT["client"]
    assert positional(kind) == facts["parameters"]
    assert positional(kind.login) == facts["login"]
    added = [each for each in inspect.signature(kind).parameters.values() if each.kind is each.KEYWORD_ONLY]
    assert added
    assert all(each.default is not each.empty for each in added)
    assert {name: getattr(kind, name) for name in facts["constants"]} == facts["constants"]
    made = kind("t0ken")
    for name in (*facts["properties"], *facts["attributes"]):
        assert getattr(made, name) is not None
    for name in facts["properties"]:
        assert isinstance(inspect.getattr_static(kind, name), property)
    for group, name in facts["groups"].items():
        assert type(getattr(made, group)) is getattr(kind, name)
        assert list(inspect.signature(getattr(kind, name)).parameters) == ["client"]
        assert getattr(kind, name)(made).client is made
    assert inspect.ismethod(kind.login)


def test_coroutines_where_they_are_due():
    """Every documented method, login and close of the asynchronous client are coroutines, and none of the other's."""
    for kind, due in ((KworkClient, True), (SyncKworkClient, False)):
        documented = [getattr(getattr(kind("t"), name.partition(".")[0]), name.partition(".")[2]) for name in METHODS]
        for function in (kind.login, kind.close, *documented):
            assert inspect.iscoroutinefunction(function) is due


def test_the_modules_hold_what_the_documentation_says():
    """``kwork_api.client``, ``.errors`` and ``.models`` hold the names, and the package exports them all."""
    assert client.KworkClient is kwork_api.KworkClient
    for module, names in ((errors, CONTRACT["errors"]), (models, CONTRACT["models"])):
        for name in names:
            assert getattr(module, name) is getattr(kwork_api, name)
            assert name in kwork_api.__all__
    assert re.fullmatch(r"\d+\.\d+\.\d+", kwork_api.__version__)
    assert sorted(models.__all__) == sorted(CONTRACT["models"])
    assert len(models.__all__) == 24


@pytest.mark.parametrize("kind", [KworkClient, SyncKworkClient])
@pytest.mark.parametrize("name", METHODS)
def test_methods(kind, name):
    """Names, order, types and defaults of parameters, and what is returned."""
    facts = METHODS[name]
    group, verb = name.split(".")
    function = getattr(getattr(kind, CONTRACT["client"]["groups"][group]), verb)
    typed = hints(function)
    assert positional(function) == [[each, default] for each, _, default in facts["parameters"]]
    assert [described(typed[each]) for each, _, _ in facts["parameters"]] == [
        kind for _, kind, _ in facts["parameters"]
    ]
    assert described(typed["return"]) == facts["returns"]
    assert len(inspect.signature(function).parameters) == len(facts["parameters"]) + 1


def test_the_declarations():
    """All 34 calls with their paths, and no other; lists under the documented keys; the six sorts."""
    assert {name: each.path for name, each in OPERATIONS.items()} == {name: f["path"] for name, f in METHODS.items()}
    assert len(OPERATIONS) == 34
    assert list(GROUPS) == list(CONTRACT["client"]["groups"])
    listed = {name: each.key for name, each in OPERATIONS.items() if each.shape is Shape.LIST}
    assert listed == {name: f["key"] for name, f in METHODS.items() if f["returns"].startswith("list")}
    assert OPERATIONS["other.is_dialog_allow"].key == METHODS["other.is_dialog_allow"]["key"]
    assert list(SORTS) == CONTRACT["sorts"]
    for name, each in OPERATIONS.items():
        assert [p.name for p in each.parameters] == [p[0] for p in METHODS[name]["parameters"]]


@pytest.mark.parametrize("name", CONTRACT["models"])
def test_models(name):
    """Every field with its type and default, and no other field."""
    fields = getattr(models, name).model_fields
    found = {
        field: [described(info.annotation), REQUIRED if info.is_required() else default_of(info)]
        for field, info in fields.items()
    }
    assert found == CONTRACT["models"][name]


def default_of(info):
    """The default of a field."""
    return info.default if info.default is not PydanticUndefined else info.get_default(call_default_factory=True)


def test_details_are_kworks():
    """``KworkDetails`` extends ``Kwork``, and every model keeps fields that it does not know."""
    assert issubclass(models.KworkDetails, models.Kwork)
    for name in CONTRACT["models"]:
        assert getattr(models, name).model_config["extra"] == "allow"


@pytest.mark.parametrize("name", CONTRACT["errors"])
def test_errors(name):
    """Base class, arguments with defaults, and attributes, as documented."""
    facts, kind = CONTRACT["errors"][name], getattr(errors, name)
    assert [each.__name__ for each in kind.__bases__] == [facts["base"]]
    assert positional(kind) == facts["parameters"]
    made = kind("it")
    for attribute in facts["attributes"]:
        getattr(made, attribute)
    assert made.message == facts.get("message", "it")
    assert str(made) == made.message
    assert made.args == (made.message,)
    assert getattr(made, "status_code", None) == facts.get("status_code")
    answer = object()
    assert kind("it", response=answer).response is answer


def test_default_arguments_of_errors():
    """Errors that need no message have the documented one; ``fields`` is an empty dictionary when there is none."""
    assert errors.KworkAuthError().message == "Authentication failed"
    assert errors.KworkNetworkError().message == "Network error"
    assert errors.KworkRateLimitError().message == "Rate limit exceeded"
    assert (errors.KworkValidationError().message, errors.KworkValidationError().fields) == ("Validation failed", {})
    assert errors.KworkValidationError(fields={"page": ["bad"]}).fields == {"page": ["bad"]}
    assert errors.KworkApiError("x", 503).status_code == 503


def test_a_sparse_answer_validates():
    """Only what has no default must come."""
    smallest = {
        "id": 1,
        "title": "t",
        "price": 500,
        "username": "u",
        "name": "n",
        "slug": "s",
        "rating": 5,
        "type": "x",
    }
    smallest |= {"message": "m", "offset": "+03:00", "code": "c", "success": True, "is_valid": True}
    smallest |= {"budget_type": "fixed", "status": "open"}
    for name, fields in CONTRACT["models"].items():
        given = {field: smallest[field] for field, (_, default) in fields.items() if default == REQUIRED}
        assert getattr(models, name).model_validate(given).model_fields_set == given.keys()


def test_public_names():
    """Every public name is there, and nothing else is."""
    for name in kwork_api.__all__:
        assert getattr(kwork_api, name) is not None
    assert set(kwork_api.__all__) <= set(dir(kwork_api))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kwork_api.nonsense
