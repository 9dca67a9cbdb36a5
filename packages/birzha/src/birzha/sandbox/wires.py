"""Switches of a dialect for single callers: a strict and a loose client share one sandbox."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import Struct
from sqlalchemy import bindparam, or_, select

from birzha.app import Market
from birzha.people.model import login_key
from birzha.people.tables import api_key, person
from birzha.sandbox.answers import invalid, not_found
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction
from birzha.watch import Dialect

_KEY = Statement(
    select(person.c.login, api_key.c.token)
    .where(api_key.c.person_id == person.c.id)
    .where(or_(person.c.login_key == bindparam("login_key"), api_key.c.token == bindparam("token")))
)


class Own(Struct):
    """The switches of one caller.

    Args:
        login: whose; empty when the token is nobody's any more.
        token: that they count for.
        switches: by name; the others are the exchange's.
    """

    login: str
    token: str
    switches: dict[str, str]


class Told(Struct):
    """All the switches there are.

    Args:
        positions: of each switch, the exchange's own first.
        own: what is set for single callers.
    """

    positions: dict[str, list[str]]
    own: list[Own]


@dataclass(frozen=True, slots=True)
class Callers:
    """Sets switches for single callers.

    Args:
        market: a sandbox.
        dialects: whose switches.
    """

    market: Market
    dialects: tuple[Dialect, ...]

    async def put(self, who: str, switches: Mapping[str, str]) -> Own:
        """Set the switches of a caller; those that are not named are the exchange's.

        Args:
            who: a login, or a token of an API key.
            switches: positions by name.

        Raises:
            Refused: there is no such person, switch or position.
        """
        positions = self._positions()
        for name, value in switches.items():
            if value not in positions.get(name, ()):
                raise invalid(_unknown(name, value, positions), name)
        login, token = await self._key(who)
        for dialect in self.dialects:
            mine = {name: value for name, value in switches.items() if name in dialect.switches.positions()}
            dialect.switches.put(token, mine)
        return Own(login, token, dict(switches))

    async def told(self) -> Told:
        """Every switch with its positions, and what is set for whom."""
        found: dict[str, dict[str, str]] = {}
        for dialect in self.dialects:
            for token, switches in dialect.switches.told().items():
                found.setdefault(token, {}).update(switches)
        own = [Own(await self._login(token), token, switches) for token, switches in found.items()]
        return Told(self._positions(), own)

    async def drop(self, who: str) -> None:
        """Give a caller the exchange's switches again.

        Raises:
            Refused: nothing is set for them.
        """
        row = await self.market.ask(_key_of, who)
        token = row["token"] if row else who
        dropped = [dialect.switches.drop(token) for dialect in self.dialects]
        if not any(dropped):
            raise not_found(f"Для {who[:64]} ничего не переключено.", "Что переключено: GET /_sandbox/wire")

    def clear(self) -> None:
        """Give everybody the exchange's switches again."""
        for dialect in self.dialects:
            for token in list(dialect.switches.told()):
                dialect.switches.drop(token)

    def _positions(self) -> dict[str, list[str]]:
        return {name: list(values) for each in self.dialects for name, values in each.switches.positions().items()}

    async def _key(self, who: str) -> tuple[str, str]:
        row = await self.market.ask(_key_of, who)
        if row is None:
            message = f"Нет человека с ключом API, чей логин или токен — {who[:64]}."
            raise not_found(message, "Кто есть: GET /_sandbox/accounts")
        return row["login"], row["token"]

    async def _login(self, token: str) -> str:
        row = await self.market.ask(_key_of, token)
        return row["login"] if row and row["token"] == token else ""


async def _key_of(tx: Transaction, who: str) -> Row | None:
    return await tx.first(_KEY, login_key=login_key(who), token=who) if who.isprintable() else None


def _unknown(name: str, value: str, positions: Mapping[str, list[str]]) -> str:
    known = ", ".join(f"{each} ({' | '.join(values)})" for each, values in positions.items())
    if name in positions:
        return f"У переключателя {name} нет положения {value[:64]}. Есть: {known}."
    return f"Переключателя {name[:64]} нет. Есть: {known}."
