"""Whatever the service sends, there is an outcome and never an error of ours."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birzha_client.policy import Done, Lost, NotApplied, Refused
from birzha_client.wire import WireResponse
from etxt_api import EtxtError, MissingFieldError
from etxt_api.answers import Reading, interpret
from etxt_api.operations import OPERATIONS

OUTCOMES = (Done, Lost, NotApplied, Refused)
MODELS = [operation.result_type() for operation in OPERATIONS.values() if operation.result != "builtins:str"]
FIELDS = sorted({field for model in MODELS for field in model.model_fields})
NUMBERS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)
SCALARS = NUMBERS | st.text(max_size=8) | st.sampled_from(["", "0", "1", "1e99", "-5", "9" * 30])
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*FIELDS, "1", "2", "error"]) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=12,
)


def read_everything(value):
    """Read every field of a result, as a caller may."""
    for row in value if isinstance(value, list) else [value]:
        assert repr(row)
        for name in getattr(type(row), "model_fields", {}):
            try:
                getattr(row, name)
            except MissingFieldError:
                assert not hasattr(row, name)


@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(sorted(OPERATIONS)), data=JSON, strict=st.booleans())
def test_any_json(name, data, strict):
    """Any JSON for any operation is a result, a refusal or a lost answer; a strict reading has no drift in its results."""
    reading = Reading(name, OPERATIONS[name], {}, {}, strict=strict)
    outcome = interpret(WireResponse(200, (), json.dumps(data).encode()), reading)
    assert isinstance(outcome, OUTCOMES)
    if isinstance(outcome, Done):
        assert not (strict and reading.drift)
        read_everything(outcome.value)
    else:
        assert isinstance(outcome.error, EtxtError)
        assert str(outcome.error)


@settings(max_examples=200, deadline=None)
@given(
    body=st.binary(max_size=60),
    status=st.integers(100, 599),
    header=st.text(st.characters(max_codepoint=255), max_size=20),
)
def test_any_bytes(body, status, header):
    """Any bytes with any status and odd headers."""
    headers = (("Content-Type", header), ("Retry-After", header), ("Location", header))
    reading = Reading("users.getBalance", OPERATIONS["users.getBalance"], {}, {})
    assert isinstance(interpret(WireResponse(status, headers, body), reading), OUTCOMES)


@pytest.mark.parametrize("key", ["9" * 5000, "٣", "-1", ""])
def test_odd_keys_of_a_map(key):
    """Keys that are no numbers stay texts, other digits are numbers."""
    reading = Reading("options.getLangs", OPERATIONS["options.getLangs"], {}, {})
    assert interpret(WireResponse(200, (), json.dumps({key: "x"}).encode()), reading).value == {
        3 if key == "٣" else key: "x"
    }
