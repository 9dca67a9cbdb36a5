"""The people of a test's exchange, each with clients that are signed in."""

import json
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, select

from birzha.dialects.kwork.access import CALLS
from birzha.people.commands import add_session
from birzha.people.model import Role, login_key
from birzha.people.tables import api_key, person
from birzha.sandbox.moments import LATEST
from birzha.sandbox.seed import read_seed
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction
from birzha.testing.beside import Beside
from birzha.testing.bridges import AsyncBridge, Bridge
from birzha.testing.house import INSIDE, House
from birzha.testing.refusal import Refusal
from birzha_client.transport import Timeouts
from birzha_client.wire import WireRequest
from etxt_api import EtxtClient, SyncEtxtClient
from kwork_api import KworkClient, SyncKworkClient

_PERSON: Statement[Row] = Statement(
    select(
        person.c.id, person.c.login, person.c.roles, person.c.password_hash, api_key.c.token, api_key.c.sealed_password
    )
    .join(api_key, (api_key.c.person_id == person.c.id) & (api_key.c.enabled == 1), isouter=True)
    .where(person.c.login_key == bindparam("key"))
)
_LOGINS: Statement[str] = Statement(select(person.c.login).order_by(person.c.id), str)


class Person:
    """Somebody on the exchange, signed in everywhere; made by :meth:`Exchange.as_`.

    Args:
        house: the exchange.
        beside: where it lives.
        login: who.

    Raises:
        LookupError: nobody has that login; it says who is there.
    """

    def __init__(self, house: House, beside: Beside, login: str) -> None:
        self._house = house
        self._beside = beside
        row = beside.call(house.market.ask(_person, login))
        if row is None:
            known = ", ".join(beside.call(house.market.ask(_everybody)))
            raise LookupError(f"nobody on the exchange has the login {login!r}; there are {known}")
        self._row = row

    def __repr__(self) -> str:
        return f"Person({self.login!r}, {'+'.join(self.roles)})"

    @property
    def id(self) -> int:
        """The person's number."""
        return int(self._row["id"])

    @property
    def login(self) -> str:
        """Of both faces."""
        return str(self._row["login"])

    @property
    def roles(self) -> tuple[str, ...]:
        """Such as ``("customer",)``."""
        return tuple(str(role.name).lower() for role in Role if role & self._row["roles"])

    @property
    def password(self) -> str:
        """Of the log-in.

        Raises:
            LookupError: it is nobody's of the seed, or was changed since: the exchange keeps no passwords.
        """
        for each in read_seed().people:
            if each.login == self.login and each.password_hash == self._row["password_hash"]:
                return each.password
        raise LookupError(f"the password of {self.login} is known to the test alone: the exchange keeps only its hash")

    @property
    def token(self) -> str:
        """Of the eTXT API's key.

        Raises:
            LookupError: there is no key.
        """
        if self._row["token"] is None:
            raise LookupError(
                f"{self.login} has no key of the eTXT API; anna, boris, vera and most others of the seed have"
            )
        return str(self._row["token"])

    @property
    def api_pass(self) -> str:
        """The password of the eTXT API's key, which signs calls.

        Raises:
            LookupError: there is no key.
        """
        return self._house.vault.open(self._row["sealed_password"]) if self.token else ""

    @cached_property
    def etxt(self) -> SyncEtxtClient:
        """Their eTXT client for sync tests."""
        return self.etxt_with()

    @cached_property
    def async_etxt(self) -> EtxtClient:
        """Their eTXT client for async tests."""
        return self.async_etxt_with()

    @cached_property
    def kwork(self) -> SyncKworkClient:
        """Their Kwork client for sync tests."""
        return self.kwork_with()

    @cached_property
    def async_kwork(self) -> KworkClient:
        """Their Kwork client for async tests."""
        return self.async_kwork_with()

    def etxt_with(self, **options: Any) -> SyncEtxtClient:
        """An eTXT client with options of its own: ``boris.etxt_with(retries=0, strict=True)``.

        Args:
            options: of :class:`etxt_api.SyncEtxtClient`.
        """
        where = {"base_url": f"{INSIDE}/etxt/api/json/", "transport": Bridge(self._beside, self._house.app)}
        return SyncEtxtClient(self.token, self.api_pass, **{**where, **options})

    def async_etxt_with(self, **options: Any) -> EtxtClient:
        """The same for async tests.

        Args:
            options: of :class:`etxt_api.EtxtClient`.
        """
        where = {"base_url": f"{INSIDE}/etxt/api/json/", "transport": AsyncBridge(self._beside, self._house.app)}
        return EtxtClient(self.token, self.api_pass, **{**where, **options})

    def kwork_with(self, **options: Any) -> SyncKworkClient:
        """A Kwork client with options of its own.

        Args:
            options: of :class:`kwork_api.SyncKworkClient`.
        """
        return SyncKworkClient(**{**self._kwork_session, "transport": Bridge(self._beside, self._house.app), **options})

    def async_kwork_with(self, **options: Any) -> KworkClient:
        """The same for async tests.

        Args:
            options: of :class:`kwork_api.KworkClient`.
        """
        return KworkClient(
            **{**self._kwork_session, "transport": AsyncBridge(self._beside, self._house.app), **options}
        )

    def ask(self, verb: str, path: str, content: Any = None) -> Any:
        """Make a call of the exchange's own JSON API, which has what neither dialect has: the performer's side, moderation.

        Args:
            verb: of HTTP.
            path: below ``/api/v1``, such as ``/orders/5/bids``; with a query, where there is one.
            content: of the body, as JSON; ``None``: no body.

        Returns:
            The decoded answer; ``None`` where there is no body.

        Raises:
            Refusal: the exchange refused.
        """
        headers = [("Authorization", f"Bearer {self._session}")]
        body = b""
        if content is not None:
            headers.append(("Content-Type", "application/json"))
            body = json.dumps(content).encode()
        wire = Bridge(self._beside, self._house.app)
        answer = wire.send(WireRequest(verb, f"{INSIDE}/api/v1{path}", tuple(headers), body), Timeouts())
        found = json.loads(answer.body) if answer.body else None
        if answer.status >= 400:  # the API's own line between done and refused
            raise Refusal.from_content(f"{verb} {path} as {self.login}", answer.status, found or {})
        return found

    def bid(self, order_id: int, text: str = "Возьмусь") -> int:
        """Offer, as a performer, to take an order.

        Args:
            order_id: of it.
            text: up to 2048 characters.

        Returns:
            The bid's number, what ``tasks.setNote`` accepts.

        Raises:
            Refusal: the exchange refused.
        """
        return int(self.ask("POST", f"/orders/{order_id}/bids", {"text": text})["id"])

    def submit(self, order_id: int, text: str, comment: str = "") -> int:
        """Hand in, as its performer, the result of an order.

        Args:
            order_id: of it.
            text: up to 400,000 characters.
            comment: up to 5000 characters.

        Returns:
            The result's number.

        Raises:
            Refusal: the exchange refused.
        """
        content = {"text": text, "comment": comment}
        return int(self.ask("POST", f"/orders/{order_id}/results", content)["id"])

    @cached_property
    def _session(self) -> str:
        return self._signed_in("")

    @cached_property
    def _kwork_session(self) -> dict[str, Any]:
        return {
            "token": self._signed_in(CALLS),
            "cookies": {"userId": str(self.id)},
            "base_url": f"{INSIDE}/kwork",
        }

    def _signed_in(self, audience: str) -> str:
        market = self._house.market
        # no hash of a password is reckoned, and no turn of the clock ends the session
        return self._beside.call(market.do(add_session, self.id, audience, LATEST - market.clock.now()))


async def _person(tx: Transaction, login: str) -> Row | None:
    return await tx.first(_PERSON, key=login_key(login))


async def _everybody(tx: Transaction) -> list[str]:
    return await tx.all(_LOGINS)
