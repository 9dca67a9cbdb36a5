"""What can be asked about people."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from birzha.errors import NotFound
from birzha.limits import page, storable
from birzha.people import tables
from birzha.people.access import query
from birzha.people.model import (
    ANYONE,
    ONLINE_WITHIN,
    Account,
    Actor,
    ApiAccess,
    ApiKey,
    Person,
    Role,
    Work,
    hash_token,
    login_key,
)
from birzha.storage.transaction import Transaction


async def actor_by_id(tx: Transaction, person_id: int) -> Actor | None:
    """The acting person of that id. A step."""
    return await tx.first(tables.ACTOR_BY_ID, person_id=person_id)


async def actor_by_session(tx: Transaction, token_hash: str, audience: str = "") -> Actor | None:
    """Whose living session this is. A step: the token itself is the permission.

    Args:
        tx: the transaction.
        token_hash: from :func:`birzha.people.model.hash_token`.
        audience: the face that asks; empty: our own.
    """
    return await tx.first(tables.ACTOR_BY_SESSION, token_hash=token_hash, moment=tx.now, audience=audience)


async def actor_by_token(tx: Transaction, token: str) -> Actor | None:
    """Whose living session has that token. A step."""
    return await actor_by_session(tx, hash_token(token))


async def api_key_by_token(tx: Transaction, token: str) -> ApiKey | None:
    """The API key with that token, used or switched off; one statement, for it runs on every API request. A step."""
    return await tx.first(tables.API_KEY_BY_TOKEN, token=token) if storable(token) else None


async def person_row(tx: Transaction, person_id: int) -> Person | None:
    """The person of that id, or ``None``. A step."""
    return await tx.first(tables.PERSON, person_id=person_id)


async def existing_person(tx: Transaction, person_id: int) -> Person:
    """The person of that id. A step.

    Raises:
        NotFound: there is none.
    """
    found = await person_row(tx, person_id)
    if found is None:
        raise NotFound("Такого пользователя нет.")
    return found


async def persons(tx: Transaction, ids: Iterable[int]) -> dict[int, Person]:
    """People by id; who does not exist is not there. A step."""
    return {each.id: each for each in await tx.all(tables.PERSONS, ids=sorted(set(ids)))}


async def works_of(tx: Transaction, person_id: int) -> list[Work]:
    """The kinds of work that somebody takes, by kind. A step."""
    return await tx.all(tables.WORKS, person_id=person_id)


async def ignored_between(tx: Transaction, one: int, other: int) -> bool:
    """Whether one of the two ignores the other. A step."""
    return await tx.first(tables.IGNORED_BETWEEN, one=one, other=other) is not None


async def logins(tx: Transaction, ids: Sequence[int]) -> dict[int, str]:
    """The logins of people by id; who does not exist is not there. A step."""
    return {row["id"]: row["login"] for row in await tx.all(tables.LOGINS, ids=list(ids))}


@query(ANYONE)
async def person(tx: Transaction, actor: Actor, person_id: int) -> Person:
    """What everybody may know of somebody (documentation of users.getUser).

    Raises:
        NotFound: there is no such person.
    """
    return await existing_person(tx, person_id)


@query(ANYONE)
async def person_by_login(tx: Transaction, actor: Actor, login: str) -> Person:
    """What everybody may know of somebody, by login without regard to case.

    Raises:
        NotFound: there is no such person.
    """
    found = await tx.first(tables.PERSON_BY_LOGIN, key=login_key(login))
    if found is None:
        raise NotFound("Такого пользователя нет.", field="login")
    return found


@query(ANYONE)
async def performers(
    tx: Transaction,
    actor: Actor,
    *,
    count: int = 100,
    offset: int = 0,
    rate_from: int | None = None,
    rate_to: int | None = None,
    online: bool | None = None,
) -> list[Person]:
    """Performers by id, without those who are shut out (documentation of users.getList).

    Args:
        tx: the transaction.
        actor: who asks.
        count: up to 100.
        offset: how many to pass over.
        rate_from: least rating.
        rate_to: greatest rating.
        online: only those who are on line (seen within 15 minutes), or only those who are not; ``None``: both.
    """
    rows, skipped = page(count, offset)
    statement = tables.performers_statement(rate_from=rate_from is not None, rate_to=rate_to is not None, online=online)
    return await tx.all(
        statement, count=rows, offset=skipped, low=rate_from, high=rate_to, since=tx.now - ONLINE_WITHIN
    )


@query(ANYONE)
async def works(tx: Transaction, actor: Actor, person_id: int) -> list[Work]:
    """The kinds of work that a performer takes, with least prices (documentation of users.getWorks).

    Raises:
        NotFound: there is no such person, or they are no performer.
    """
    whose = await existing_person(tx, person_id)
    if not whose.is_a(Role.PERFORMER):
        raise NotFound("Этот пользователь не исполнитель.")
    return await works_of(tx, person_id)


@query(ANYONE)
async def account(tx: Transaction, actor: Actor) -> Account:
    """What a person may know of themselves."""
    return await tx.one(tables.ACCOUNT, person_id=actor.id)


@query(ANYONE)
async def api_access(tx: Transaction, actor: Actor) -> ApiAccess | None:
    """A person's own API key, without its password; ``None`` before one is issued."""
    return await tx.first(tables.API_ACCESS, owner=actor.id)


@query(ANYONE)
async def own_settings(tx: Transaction, actor: Actor) -> dict[str, Any]:
    """What a person's programs asked to be kept for them; see :func:`birzha.people.commands.change_settings`."""
    kept: dict[str, Any] = json.loads(await tx.first(tables.SETTINGS, owner=actor.id) or "{}")
    return kept


@query(ANYONE)
async def living_sessions(tx: Transaction, actor: Actor) -> int:
    """How many sessions a person has, over all faces."""
    return await tx.one(tables.COUNT_SESSIONS, person_id=actor.id, moment=tx.now)


@query(ANYONE)
async def ignored(tx: Transaction, actor: Actor) -> list[Person]:
    """Whom a person ignores, by id."""
    return await tx.all(tables.IGNORED, owner=actor.id)


@query(Role.ADMIN)
async def accounts(
    tx: Transaction, actor: Actor, *, count: int = 100, offset: int = 0, search: str = ""
) -> list[Account]:
    """Everybody, newest first.

    Args:
        tx: the transaction.
        actor: the administrator.
        count: up to 100.
        offset: how many to pass over.
        search: a part of the login or of the e-mail address; empty: all.
    """
    if not storable(search):
        return []
    rows, skipped = page(count, offset)
    wanted = login_key(search)
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    statement = tables.accounts_statement(searched=bool(wanted))
    return await tx.all(statement, count=rows, offset=skipped, pattern=f"%{escaped}%")


@query(Role.ADMIN)
async def account_of(tx: Transaction, actor: Actor, person_id: int) -> Account:
    """All that an administrator may know of somebody.

    Raises:
        NotFound: there is no such person.
    """
    found = await tx.first(tables.ACCOUNT, person_id=person_id)
    if found is None:
        raise NotFound("Такого пользователя нет.")
    return found
