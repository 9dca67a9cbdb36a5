"""Who may run a command: said once beside its definition, checked before its first line, listed for the tests.

A function that a face may call is marked with :func:`command` (it changes something) or :func:`query` (it only reads); the few that
serve people who are not signed in (registering, logging in) are marked with :func:`open_command`. Functions without a mark are
steps inside a command and take no actor.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Marked = Callable[Concatenate[Transaction, Actor, _P], Coroutine[Any, Any, _T]]


@dataclass(frozen=True, slots=True)
class Permission:
    """One marked function.

    Args:
        name: ``noun.function``.
        role: the roles any of which may call it; none of them where it takes no actor.
        writes: whether it changes something.
        open: whether it takes no actor and serves everybody.
    """

    name: str
    role: Role
    writes: bool
    open: bool = False


PERMISSIONS: dict[str, Permission] = {}
"""Every marked function by name."""


def command(role: Role) -> Callable[[_Marked[_P, _T]], _Marked[_P, _T]]:
    """Mark a command: one function, one transaction, callable by these roles only.

    Args:
        role: the roles any of which may call it.
    """
    return _mark(role, writes=True)


def query(role: Role) -> Callable[[_Marked[_P, _T]], _Marked[_P, _T]]:
    """Mark a query: it reads, and only for these roles.

    Args:
        role: the roles any of which may call it.
    """
    return _mark(role, writes=False)


def open_command(
    function: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]],
) -> Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]]:
    """Mark a command that takes no actor and serves everybody: whoever is not signed in yet."""
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"
    PERMISSIONS[name] = Permission(name, Role(0), writes=True, open=True)
    return function


def _mark(role: Role, *, writes: bool) -> Callable[[_Marked[_P, _T]], _Marked[_P, _T]]:
    def mark(function: _Marked[_P, _T]) -> _Marked[_P, _T]:
        name = f"{function.__module__.split('.')[1]}.{function.__name__}"
        PERMISSIONS[name] = Permission(name, role, writes)

        @wraps(function)
        async def checked(tx: Transaction, actor: Actor, /, *args: _P.args, **kw: _P.kwargs) -> _T:
            actor.must_be(role)
            return await function(tx, actor, *args, **kw)

        return checked

    return mark
