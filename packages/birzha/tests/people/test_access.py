"""Every command and query says who may call it; what is not said is denied."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import birzha
from birzha.errors import Forbidden
from birzha.people.access import PERMISSIONS, command, open_command, query
from birzha.people.model import ANYONE, Actor, Role

OPEN = {
    "people.try_register", "people.register", "people.try_login", "people.close_session", "people.ask_reset",
    "people.reset_password",
}  # fmt: skip
"""What serves people who are not signed in; a new name here is a decision."""


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of every noun's commands and queries, by ``noun.function``."""
    home = Path(birzha.__path__[0])
    for noun in sorted({path.parent.name for pattern in ("*/commands*", "*/queries*") for path in home.glob(pattern)}):
        package = importlib.import_module(f"birzha.{noun}")
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if module.name.split(".")[2] not in {"commands", "queries"}:
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if (
                    inspect.isfunction(value)
                    and not name.startswith("_")
                    and inspect.unwrap(value).__module__ == module.name
                ):
                    yield f"{module.name.split('.')[1]}.{name}", value


FUNCTIONS = list(functions())


def takes_actor(function: Callable[..., Any]) -> bool:
    """Whether the function acts on somebody's behalf."""
    return any(
        name == "actor" or each.annotation in {Actor, "Actor"}
        for name, each in inspect.signature(inspect.unwrap(function)).parameters.items()
    )


def marked(function: Callable[..., Any]) -> bool:
    """Whether the mark's own check stands before the function."""
    return hasattr(function, "__wrapped__") and function.__code__.co_name == "checked"


def test_the_functions_are_found() -> None:
    """The search below looks at the real thing: it sees commands of several nouns, marked and unmarked."""
    names = {name for name, _ in FUNCTIONS}
    assert {"people.set_rate", "people.add_person", "lists.set_entry", "reviews.add_review"} <= names


@pytest.mark.parametrize(("name", "function"), [each for each in FUNCTIONS if takes_actor(each[1])])
def test_who_takes_an_actor_is_marked(name: str, function: Callable[..., Any]) -> None:
    """A function that acts on somebody's behalf declares its role, and its check runs first."""
    assert marked(function), f"{name} takes an actor but is neither @command nor @query"
    assert PERMISSIONS[name].role


def test_names_are_unique() -> None:
    """No mark hides another: there are as many permissions as marked functions."""
    wrapped = [name for name, function in FUNCTIONS if marked(function)]
    assert sorted(wrapped) == sorted(set(wrapped))
    assert {name for name, each in PERMISSIONS.items() if not each.open and not name.startswith("test")} >= set(wrapped)


def test_what_is_open_is_on_the_list() -> None:
    """Nothing serves strangers but what is meant to."""
    assert {name for name, each in PERMISSIONS.items() if each.open and not name.startswith("test")} == OPEN


@pytest.mark.parametrize("mark", [command, query])
async def test_the_default_is_to_deny(mark) -> None:
    """Without the role, without any role, and when shut out, the function's first line is not reached."""
    reached = []

    async def act(tx, actor: Actor, value: int) -> int:
        reached.append(value)
        return value

    act.__module__ = "test.access"
    guarded = mark(Role.MODERATOR)(act)
    for actor in (
        Actor(1, Role(0)),
        Actor(1, ANYONE & ~Role.MODERATOR),
        Actor(1, Role.MODERATOR, blocked=True),
        Actor(1, ANYONE, blocked=True),
    ):
        with pytest.raises(Forbidden):
            await guarded(None, actor, 1)
    assert reached == []
    assert await guarded(None, Actor(1, Role.MODERATOR | Role.CUSTOMER), 2) == 2
    assert PERMISSIONS["access.act"].writes == (mark is command)
    del PERMISSIONS["access.act"]


async def test_nobody_passes_a_mark_without_roles() -> None:
    """A mark that names no role lets nobody in."""

    async def act(tx, actor: Actor) -> None:
        raise AssertionError("reached")

    act.__module__ = "test.access"
    guarded = command(Role(0))(act)
    del PERMISSIONS["access.act"]
    with pytest.raises(Forbidden):
        await guarded(None, Actor(1, ANYONE))


def test_an_open_mark_is_told() -> None:
    """What serves everybody is listed as such and is the function itself."""

    async def act(tx) -> None:
        """Do nothing."""

    act.__module__ = "test.access"
    assert open_command(act) is act
    found = PERMISSIONS.pop("access.act")
    assert (found.open, found.role, found.writes) == (True, Role(0), True)
