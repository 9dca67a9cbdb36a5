"""The declarations say what the documentation says."""

import json
from pathlib import Path

import pytest

from birzha_client.operation import Beyond, Caller, Effect, Kind, Operation, Shape
from etxt_api.operations import OPERATIONS

DOCUMENTED = json.loads((Path(__file__).parent / "documented.json").read_text(encoding="utf-8"))

TEXT_LIMITS = {
    ("folders.addFolder", "name"): (1, 128),
    ("users.setNote", "text"): (None, 1000),
    ("users.getStats", "login"): (None, 15),
    ("users.setReport", "text"): (50, 5000),
    ("tasks.setClientComment", "text"): (None, 5000),
    ("tasks.setNote", "comment"): (None, 500),
    ("tasks.paidTask", "text"): (None, 5000),
    ("tasks.cancelTask", "text"): (None, 5000),
    ("tasks.saveTask", "title"): (1, 512),
    ("tasks.saveTask", "description"): (None, 10000),
    ("tasks.saveTask", "text"): (None, 40000),
    ("tasks.saveComment", "text"): (1, 2048),
    ("articles.getList", "text"): (None, 40),
    ("articles_archive.getList", "text"): (None, 40),
    ("bwgroups.saveGroup", "name"): (1, 40),
    ("messages.writePrivate", "text"): (1, 10000),
    ("diff.compareText", "source"): (30, 20000),
    ("diff.compareText", "text"): (30, 20000),
}

REQUIRED = {
    "folders.addFolder": {"name"},
    "folders.moveToFolder": {"id_folder", "type", "ids"},
    "users.getNote": {"id"},
    "users.setNote": {"id"},
    "users.getWorks": {"id"},
    "users.getReports": {"id"},
    "users.setReport": {"id_user", "text"},
    "users.getUserBW": {"id"},
    "users.setUserBW": {"id", "type"},
    "tasks.setClientComment": {"id"},
    "tasks.viewNotes": {"id"},
    "tasks.setNote": {"id"},
    "tasks.unsetNote": {"id"},
    "tasks.paidTask": {"id"},
    "tasks.cancelTask": {"id"},
    "tasks.getResults": {"id"},
    "tasks.deleteTask": {"id"},
    "tasks.extraPaid": {"id"},
    "tasks.failTask": {"id"},
    "tasks.copyTask": {"id"},
    "tasks.setDeadline": {"id", "deadline"},
    "tasks.saveComment": {"id", "text"},
    "tasks.sendNoteFail": {"id", "text"},
    "tasks_archive.getResults": {"id"},
    "articles.buy": {"id"},
    "articles.getText": {"id"},
    "articles.download": {"id"},
    "articles_archive.getText": {"id"},
    "articles_archive.download": {"id"},
    "bwgroups.saveGroup": {"name"},
    "bwgroups.deleteGroup": {"id"},
    "bwgroups.updateGroup": {"id_user"},
    "messages.setRead": {"ids"},
    "messages.setDelete": {"ids"},
    "messages.readPrivate": {"id_user"},
    "messages.writePrivate": {"id_user", "text"},
    "rating.ratingUserBack": {"id_task", "id_user"},
    "diff.compareText": {"source", "text"},
    "correction.add": {"title", "text"},
    "correction.import": {"type", "id_object"},
}

FALLS_BACK = {
    ("tasks.listTasks", "filter"),
    ("tasks.listTasks", "only_id"),
    ("tasks.failTask", "copy"),
    ("tasks.failTask", "deadline"),
    ("tasks.failTask", "timeline"),
    ("tasks.copyTask", "deadline"),
    ("tasks.copyTask", "timeline"),
    ("tasks.setDeadline", "public"),
    ("articles.getList", "filter"),
    ("articles.getList", "id_language"),
    ("messages.readPrivate", "unread"),
}

CHANGING = {
    "folders.addFolder",
    "users.setReport",
    "tasks.setNote",
    "tasks.paidTask",
    "tasks.cancelTask",
    "tasks.extraPaid",
    "tasks.saveTask",
    "tasks.failTask",
    "tasks.copyTask",
    "tasks.saveComment",
    "tasks.sendNoteFail",
    "articles.buy",
    "bwgroups.saveGroup",
    "messages.writePrivate",
    "rating.ratingUserBack",
    "correction.add",
    "correction.import",
}


def parameters():
    """Every parameter with the name of its operation."""
    return [(name, parameter) for name, operation in OPERATIONS.items() for parameter in operation.parameters]


def test_all_58_operations_stand_in_documentation_order():
    """No operation is missing, invented or out of order."""
    assert list(OPERATIONS) == list(DOCUMENTED)
    assert len(OPERATIONS) == 58


@pytest.mark.parametrize("name", list(DOCUMENTED))
def test_parameters_are_the_documented_ones(name):
    """Parameter names and their order are those of the documentation."""
    assert [parameter.name for parameter in OPERATIONS[name].parameters] == DOCUMENTED[name]["parameters"]


@pytest.mark.parametrize("name", list(DOCUMENTED))
def test_own_errors_are_the_documented_ones(name):
    """The codes a method adds to the shared ones are those of the documentation."""
    assert list(OPERATIONS[name].errors) == DOCUMENTED[name]["errors"]


@pytest.mark.parametrize("name", list(DOCUMENTED))
def test_obligatory_parameters(name):
    """Exactly the parameters that the documentation calls obligatory are required."""
    found = {parameter.name for parameter in OPERATIONS[name].parameters if parameter.required}
    assert found == REQUIRED.get(name, set())


@pytest.mark.parametrize(("operation", "parameter"), list(TEXT_LIMITS))
def test_lengths_of_texts(operation, parameter):
    """Lengths are the documented ones."""
    declared = OPERATIONS[operation].parameter(parameter)
    assert (declared.shortest, declared.longest) == TEXT_LIMITS[operation, parameter]


def test_pages_are_clamped_and_as_large_as_documented():
    """``count`` goes up to 100, or 20 for articles, and is clamped; paging says the same."""
    for name, parameter in parameters():
        if parameter.name == "count" and parameter.kind is Kind.INT:
            largest = 20 if name.startswith("articles") else 100
            assert (parameter.minimum, parameter.maximum, parameter.default) == (1, largest, largest)
            assert parameter.beyond is Beyond.CLAMP
            paging = OPERATIONS[name].paging
            assert paging is not None
            assert paging.largest == largest


def test_only_documented_values_fall_back_to_a_default():
    """A bad value counts as absent exactly where the documentation or a decision says so."""
    assert {(name, p.name) for name, p in parameters() if p.beyond is Beyond.DEFAULT} == FALLS_BACK


def test_the_calls_that_may_not_be_sent_twice():
    """Placing, paying, commenting and the like are unsafe; nothing else is."""
    assert {name for name, operation in OPERATIONS.items() if operation.effect is Effect.UNSAFE} == CHANGING


def test_effects_that_depend_on_parameters():
    """Asking for the sum of an extra payment reads; reading unread private messages marks them."""
    extra, private = OPERATIONS["tasks.extraPaid"], OPERATIONS["messages.readPrivate"]
    assert extra.effect_of({"id": 1, "autopay": "get"}) is Effect.READ
    assert extra.effect_of({"id": 1, "autopay": "pay"}) is Effect.UNSAFE
    assert private.effect_of({"id_user": 1}) is Effect.READ
    assert private.effect_of({"id_user": 1, "unread": "1"}) is Effect.UNSAFE


def test_texts_that_others_read_are_public():
    """Contact data is refused in orders, bids, reworks, reviews and corrections, not in private notes and messages."""
    public = {(name, p.name) for name, p in parameters() if p.public}
    assert {("tasks.saveTask", p) for p in ("title", "description", "text", "keywords")} <= public
    assert {("tasks.cancelTask", "text"), ("users.setReport", "text"), ("correction.add", "title")} <= public
    assert not public & {
        ("users.setNote", "text"),
        ("messages.writePrivate", "text"),
        ("tasks.setClientComment", "text"),
    }


def test_orders_are_for_customers():
    """Every tasks.* call is the customer's, but for a comment, which the performer may leave too."""
    callers = {name: operation.caller for name, operation in OPERATIONS.items() if operation.group == "tasks"}
    assert callers.pop("tasks.saveComment") is Caller.PARTY
    assert set(callers.values()) == {Caller.CUSTOMER}


def test_every_changing_call_on_its_own_says_how_to_find_out():
    """A lost answer never leaves the caller without advice."""
    for operation in OPERATIONS.values():
        if operation.effect is not Effect.READ and operation.name not in {
            "folders.moveToFolder",
            "articles.download",
            "articles_archive.download",
        }:
            assert operation.find_out, operation.name


def test_a_declaration_that_contradicts_itself_is_refused():
    """An unsafe call without advice, and a parameter declared twice, cannot be declared."""
    extra = OPERATIONS["tasks.extraPaid"]
    with pytest.raises(ValueError, match="find out"):
        Operation("a.b", Effect.READ, "", "x:Y", effects_when={("n", 1): Effect.UNSAFE})
    with pytest.raises(ValueError, match="twice"):
        Operation("a.b", Effect.READ, "", "x:Y", parameters=(extra.parameters[0], extra.parameters[0]))


def test_shapes():
    """A single user comes in a list of one; languages are a map; lists that page are lists."""
    assert OPERATIONS["users.getUser"].shape is Shape.ONE
    assert OPERATIONS["options.getLangs"].shape is Shape.MAP
    for operation in OPERATIONS.values():
        if operation.paging:
            assert operation.shape is Shape.LIST
