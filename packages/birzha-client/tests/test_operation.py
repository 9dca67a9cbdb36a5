"""What a declaration answers about itself."""

import pytest

from birzha_client.operation import Effect, Kind, Operation, Parameter

OPERATION = Operation(
    "tasks.listTasks",
    Effect.READ,
    "Lists.",
    "decimal:Decimal",
    (Parameter("from", Kind.INT, "Where to begin."), Parameter("only_id", Kind.FLAG, "Ids alone.")),
    results_when={("only_id", 1): "fractions:Fraction"},
)


def test_names():
    """Group, verb, and names that Python cannot write."""
    assert (OPERATION.group, OPERATION.verb) == ("tasks", "listTasks")
    assert OPERATION.parameter("from").python_name == "from_"
    assert OPERATION.parameter("only_id").python_name == "only_id"
    with pytest.raises(KeyError):
        OPERATION.parameter("absent")


def test_results_are_loaded_when_asked_for():
    """The model is found by name, and a parameter may choose another."""
    assert OPERATION.result_type().__name__ == "Decimal"
    assert OPERATION.result_type({"only_id": "1"}).__name__ == "Fraction"
    assert OPERATION.result_type({"only_id": "0"}).__name__ == "Decimal"


def test_declarations_that_contradict_themselves():
    """An unsafe call must say how to find out, and no name is declared twice."""
    with pytest.raises(ValueError, match="find out"):
        Operation("a.b", Effect.UNSAFE, "", "x:Y")
    with pytest.raises(ValueError, match="twice"):
        Operation("a.b", Effect.READ, "", "x:Y", (OPERATION.parameters[0],) * 2)
