"""Declaring endpoints: nothing can be declared that does not say who may call it."""

import re
from pathlib import Path

import pytest

import birzha
from birzha import errors
from birzha.api.call import Call
from birzha.api.endpoints import ENDPOINTS
from birzha.api.openapi import refusals
from birzha.api.problems import FIELDS, REFUSALS, refusal_of
from birzha.api.registry import endpoint
from birzha.errors import Forbidden, MarketError, WrongState
from birzha.folders.commands import add_folder
from birzha.money.commands import top_up
from birzha.people.commands import add_person, register
from birzha.people.model import ANYONE, Role
from birzha.reference.commands import set_preferences


async def plain(call: Call) -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def _as_before():
    kept = list(ENDPOINTS)
    yield
    ENDPOINTS[:] = kept


def test_an_endpoint_without_a_permission_cannot_be_declared():
    """Default deny: neither a marked command nor a role, no endpoint."""
    with pytest.raises(TypeError, match="who may call it"):
        endpoint("GET", "/plain")(plain)


def test_a_step_is_not_for_a_face():
    """A function without a mark cannot stand behind an endpoint."""
    with pytest.raises(TypeError, match="has no mark"):
        endpoint("GET", "/plain", add_person)(plain)


def test_commands_that_nobody_may_run_together_cannot_be_declared():
    """Two commands without a common role would otherwise make a public endpoint."""
    with pytest.raises(TypeError, match="no role"):
        endpoint("GET", "/plain", top_up, set_preferences)(plain)


def test_the_role_is_that_of_the_command():
    """An endpoint's roles are those of everything that it runs; an open command makes it public, with a role it does not."""
    for runs, role, expected in [
        ((add_folder,), None, ANYONE),
        ((add_folder, top_up), None, Role.ADMIN),
        ((register,), None, Role(0)),
        ((register,), ANYONE, ANYONE),
        ((), Role.MODERATOR, Role.MODERATOR),
    ]:
        endpoint("GET", "/plain", *runs, role=role)(plain)
        declared = ENDPOINTS.pop()
        assert (declared.role, declared.public) == (expected, not expected)


def test_an_address_is_declared_once():
    """The same verb and path twice is a mistake."""
    with pytest.raises(TypeError, match="twice"):
        endpoint("GET", "/me", role=ANYONE)(plain)


def test_a_handler_says_all_its_parameters():
    """Path parameters must be annotated, and nothing else may be asked for."""

    async def other(call: Call, order_id: int) -> None:
        """Do nothing."""

    for path in ("/plain", "/plain/{thing_id}", "/plain/{order_id}/{thing_id}"):
        with pytest.raises(TypeError, match="parameters"):
            endpoint("GET", path, role=ANYONE)(other)


def test_every_error_of_the_market_has_a_status():
    """Each class of birzha.errors is in the table, or a parent of it is; a new child falls back to its parent."""

    def tree(kind):
        yield kind
        for child in kind.__subclasses__():
            yield from tree(child)

    for kind in tree(MarketError):
        if kind is not MarketError and kind.__module__ == "birzha.errors":
            assert kind in REFUSALS
            assert 400 <= refusal_of(kind).status < 500

    class Special(WrongState):
        pass

    assert refusal_of(Special) is REFUSALS[WrongState]
    assert refusal_of(Forbidden).status == 403
    with pytest.raises(KeyError):
        refusal_of(MarketError)


SETTLED = {
    "post_article": {"NotFound", "WrongState"},
    "post_language": {"NotFound"},  # only of a language that is renamed
    "put_group": {"LimitExceeded"},  # only of a new group
    "post_kwork": {"NotFound", "WrongState"},
    "post_order": {"WrongState"},  # only of an order that is edited
    "get_notes": {"LimitExceeded"},  # the parameter's own limit is the same
}
"""What cannot come of a command as this endpoint calls it."""

RAISES = re.compile(r"^ {4,12}(\w+): ", re.MULTILINE)


def documented(function) -> set[type[MarketError]]:
    """The market's errors that a command's docstring names."""
    section = (function.__doc__ or "").partition("Raises:")[2]
    return {getattr(errors, name) for name in RAISES.findall(section) if hasattr(errors, name)}


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_what_commands_refuse_with_is_declared(each):
    """Every error that a command says it raises has its code in the document of each endpoint that runs it."""
    declared = {code for codes in refusals(each).by_status.values() for code in codes}
    for function in each.runs:
        missing = {kind.__name__ for kind in documented(function) if refusal_of(kind).code not in declared}
        assert not missing - SETTLED.get(each.name, set())


def test_every_refusal_names_a_field_of_this_api():
    """The market's words for ids (``id_folder``) are said as the API's own; kinds of work are ``id_type`` in both."""
    home = Path(birzha.__path__[0])
    nouns = [path for path in home.glob("*/**/*.py") if path.relative_to(home).parts[0] not in {"dialects", "sandbox"}]
    named = {name for path in nouns for name in re.findall(r'field="(id_[a-z]+)"', path.read_text(encoding="utf-8"))}
    assert named
    assert named - {"id_type"} <= set(FIELDS)
