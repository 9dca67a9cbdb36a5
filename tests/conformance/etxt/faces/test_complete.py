"""The suite of faces covers every method that is answered, and none of its tests merely calls one."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from birzha.dialects.etxt.registry import HANDLERS
from birzha_client.operation import Effect
from etxt_api.operations import OPERATIONS

HERE = Path(__file__).parent


def checks():
    """Every call of ``faces.check`` in this folder, by method."""
    found = defaultdict(list)
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "check":
                found[ast.literal_eval(node.args[0])].append(node)
    return found


CHECKS = checks()


@pytest.mark.parametrize("method", HANDLERS)
def test_every_method_has_its_row(method):
    """A method without a test in all faces fails here."""
    assert CHECKS[method], f"{method} is answered and stands in no test of {HERE.name}/"


@pytest.mark.parametrize("method", HANDLERS)
def test_no_row_merely_calls(method):
    """What an answer must be is written in the test, and what a call changes is shown by another call."""
    operation = OPERATIONS[method]
    for node in CHECKS[method]:
        answer = node.args[2]
        assert not isinstance(answer, ast.Constant), f"line {node.lineno}: nothing is expected of {method}"
        effects = {operation.effect, *operation.effects_when.values()}
        if effects != {Effect.READ}:
            then = next((each.value for each in node.keywords if each.arg == "then"), None)
            assert getattr(then, "elts", ()), f"line {node.lineno}: what {method} does is not shown"


@pytest.mark.parametrize("method", HANDLERS)
def test_no_documented_field_is_absent_everywhere(method, documented):
    """What one test of a method leaves out of the documented fields, another one expects."""
    fields = set(documented[method]["fields"])
    left_out = []
    for node in CHECKS[method]:
        absent = next((each.value for each in node.keywords if each.arg == "absent"), None)
        if absent is None:
            return
        # a constant of the module stands for an answer of another shape: it shows no field of this one
        left_out.append(fields if isinstance(absent, ast.Name) else set(ast.literal_eval(absent)))
    assert not fields.intersection(*left_out)
