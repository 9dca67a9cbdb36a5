"""What a handler is given: the market, and on whose behalf it asks."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from birzha.app import Market
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Marked = Callable[Concatenate[Transaction, Actor, _P], Coroutine[Any, Any, _T]]

NOBODY = Actor(id=0, roles=Role(0))
"""Who calls a public endpoint: no marked command serves them."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed its checks.

    Args:
        market: the exchange.
        actor: who asks.
        session: the token they came with; empty on public endpoints.
        client: the network address they came from.
        base_url: how the outside reaches the exchange, without a slash at the end.
    """

    market: Market
    actor: Actor
    session: str
    client: str
    base_url: str

    async def do(self, command: _Marked[_P, _T], *args: _P.args, **kw: _P.kwargs) -> _T:
        """Run a marked command on behalf of the caller.

        Raises:
            MarketError: it was refused.
        """
        return await self.market.do(command, self.actor, *args, **kw)

    async def ask(self, query: _Marked[_P, _T], *args: _P.args, **kw: _P.kwargs) -> _T:
        """Run a marked query on behalf of the caller.

        Raises:
            MarketError: it was refused.
        """
        return await self.market.ask(query, self.actor, *args, **kw)
