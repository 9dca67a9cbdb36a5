"""The keys by which programs act for a person: a token that names them and a password of its own, never the one of the log-in."""

import re

from birzha.errors import Invalid, NotFound, Taken
from birzha.people import tables
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction

TOKEN = re.compile(r"[0-9A-Za-z]{16,64}")
"""What an API token may look like; those drawn here have 32 hexadecimal digits."""


async def add_api_key(tx: Transaction, person_id: int, sealed_password: str, *, token: str = "") -> str:
    """Give a person an API key, instead of one that they may have; gives the token. A step.

    Args:
        tx: the transaction.
        person_id: whose key.
        sealed_password: from :meth:`birzha.people.vault.Vault.seal`.
        token: a known one (for demo people); empty: a new one is drawn.

    Raises:
        Invalid: the token is not 16 to 64 letters and digits.
        Taken: somebody has that token.
    """
    if token and not TOKEN.fullmatch(token):
        raise Invalid("Токен — от 16 до 64 латинских букв и цифр.", field="token")
    the_token = token or tx.ids.token()
    owner = await tx.first(tables.API_KEY_BY_TOKEN, token=the_token)
    if owner is not None and owner.person.id != person_id:
        raise Taken("Такой токен уже есть.", field="token")
    added = await tx.run(
        tables.ADD_API_KEY, person_id=person_id, token=the_token, sealed_password=sealed_password, changed=tx.now
    )
    if not added:
        await tx.run(
            tables.REPLACE_API_KEY, owner=person_id, new_token=the_token, new_password=sealed_password, moment=tx.now
        )
    return the_token


@command(ANYONE)
async def issue_api_key(tx: Transaction, actor: Actor, sealed_password: str) -> str:
    """Let programs in with a new token and this password; gives the token. A former key is void at once.

    Args:
        tx: the transaction.
        actor: whose key.
        sealed_password: see :func:`add_api_key`.
    """
    return await add_api_key(tx, actor.id, sealed_password)


@command(ANYONE)
async def rotate_api_token(tx: Transaction, actor: Actor) -> str:
    """Draw a new token under the same password; gives it. The former token is void at once.

    Raises:
        NotFound: no key was issued yet.
    """
    token = tx.ids.token()
    _must_exist(await tx.run(tables.SET_API_TOKEN, owner=actor.id, new_token=token, moment=tx.now))
    return token


@command(ANYONE)
async def set_api_password(tx: Transaction, actor: Actor, sealed_password: str) -> None:
    """Set another API password under the same token.

    Args:
        tx: the transaction.
        actor: whose key.
        sealed_password: see :func:`add_api_key`.

    Raises:
        NotFound: no key was issued yet.
    """
    _must_exist(await tx.run(tables.SET_API_PASSWORD, owner=actor.id, new_password=sealed_password, moment=tx.now))


@command(ANYONE)
async def set_api_enabled(tx: Transaction, actor: Actor, enabled: bool) -> None:
    """Let programs in, or shut them out and keep the key for later.

    Raises:
        NotFound: no key was issued yet.
    """
    _must_exist(await tx.run(tables.SET_API_ENABLED, owner=actor.id, new_enabled=int(enabled), moment=tx.now))


def _must_exist(count: int) -> None:
    if not count:
        raise NotFound("Ключ API ещё не выпущен: сначала выпустите его.")
