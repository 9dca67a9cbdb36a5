"""How a person proves who they are: log-ins, sessions, forgotten and changed passwords.

Passwords are hashed and compared outside of a transaction (:mod:`birzha.people.entrance` puts both together); here only hashes pass.
Attempts are counted before the password is looked at, in a table, so that neither a burst at one moment nor several processes nor a
restart gets past the limit.
"""

import hashlib

from birzha.clock import HOUR, MINUTE
from birzha.errors import NotFound, TooSoon, WrongState
from birzha.people import tables
from birzha.people.access import command, open_command
from birzha.people.model import ANYONE, RESET_TIME, SESSION_TIME, Actor, Lock, Reset, hash_token, login_key
from birzha.storage.transaction import Transaction

LOGIN_WINDOW = 15 * MINUTE
"""Over what time log-ins are counted, seconds."""

TRIES_OF_PAIR = 10
"""Log-ins to one account from one address within the window."""

TRIES_OF_ACCOUNT = 100
"""Log-ins to one account from anywhere: many more, so that a stranger does not lock the owner out at once."""

TRIES_OF_ADDRESS = 100
"""Log-ins from one address to any account."""

RESETS_OF_ACCOUNT = 3
"""Letters to one account within an hour."""

RESETS_OF_ADDRESS = 20
"""Letters asked for from one address within an hour."""


@open_command
async def try_login(tx: Transaction, *, login: str, address: str) -> Lock:
    """Count an attempt to log in and give what the password must be checked against.

    Args:
        tx: the transaction.
        login: as typed, or the e-mail address of exactly one account; an unknown one gives a lock that no password opens.
        address: where the attempt comes from; empty: unknown, and only the account is counted.

    Raises:
        TooSoon: too many attempts within a quarter of an hour.
    """
    lock = await _lock(tx, login)
    key = login_key(lock.login)
    await _count(tx, LOGIN_WINDOW, f"account {key}", TRIES_OF_ACCOUNT)
    await _count(tx, LOGIN_WINDOW, f"pair {key} {address}", TRIES_OF_PAIR)
    if address:
        await _count(tx, LOGIN_WINDOW, f"address {address}", TRIES_OF_ADDRESS)
    return lock


@open_command
async def try_register(tx: Transaction, *, address: str) -> None:
    """Count an attempt to register: names that are taken count too, so that they cannot be tried out one by one.

    Args:
        tx: the transaction.
        address: where it comes from; empty: unknown, and nothing is counted.

    Raises:
        TooSoon: more within an hour than the rule ``registrations`` allows.
    """
    if address and tx.rules.registrations:
        await _count(tx, HOUR, f"registrations from {address}", tx.rules.registrations)


@command(ANYONE)
async def try_change(tx: Transaction, actor: Actor) -> Lock:
    """Count an attempt to change the password from inside and give what the old one must be checked against.

    Raises:
        TooSoon: too many attempts within a quarter of an hour.
    """
    await _count(tx, LOGIN_WINDOW, f"change {actor.id}", TRIES_OF_PAIR)
    return await tx.one(tables.LOCK_BY_ID, person_id=actor.id)


async def open_session(
    tx: Transaction, lock: Lock, *, address: str = "", audience: str = "", life: int = SESSION_TIME
) -> str:
    """Begin a session of the person whose password was right; gives its token, which is kept nowhere. A step.

    Args:
        tx: the transaction.
        lock: from :func:`try_login`.
        address: the same as there.
        audience: which face takes the token; empty: our own.
        life: seconds until the session ends by itself.

    Raises:
        WrongState: the password was changed meanwhile.
    """
    now_lock = await tx.first(tables.LOCK_BY_ID, person_id=lock.person_id)
    if now_lock is None or now_lock.password_hash != lock.password_hash:
        raise WrongState("Пароль только что сменили: войдите с новым.")
    key = login_key(lock.login)
    await tx.run(tables.FORGET_TRIES, the_key=_key(f"pair {key} {address}"))
    return await add_session(tx, lock.person_id, audience, life)


async def add_session(tx: Transaction, person_id: int, audience: str, life: int) -> str:
    """Begin a session of somebody who has proved who they are; gives its token, which is kept nowhere. A step.

    Args:
        tx: the transaction.
        person_id: whose.
        audience: which face takes the token; empty: our own.
        life: seconds until it ends by itself.
    """
    token = tx.ids.token()
    await tx.run(
        tables.ADD_SESSION,
        token_hash=hash_token(token),
        person_id=person_id,
        created=tx.now,
        expires=tx.now + life,
        audience=audience,
    )
    return token


async def refresh_hash(tx: Transaction, lock: Lock, new_hash: str) -> None:
    """Keep the same password under a newer kind of hash, unless it was changed meanwhile. A step."""
    await tx.run(tables.SET_PASSWORD, person_id=lock.person_id, old_hash=lock.password_hash, new_hash=new_hash)


@open_command
async def close_session(tx: Transaction, token: str) -> None:
    """End the session of that token; nothing happens where there is none."""
    await tx.run(tables.DROP_SESSION, token_hash=hash_token(token))


@command(ANYONE)
async def change_password(tx: Transaction, actor: Actor, lock: Lock, new_hash: str, *, session_token: str = "") -> None:
    """Set a new password after the old one was shown; every other session and every pending reset ends.

    Args:
        tx: the transaction.
        actor: whose password it is.
        lock: from :func:`try_change`.
        new_hash: of the new password.
        session_token: of the session that goes on; empty: none does.

    Raises:
        WrongState: the password was changed meanwhile.
    """
    if not await tx.run(tables.SET_PASSWORD, person_id=actor.id, old_hash=lock.password_hash, new_hash=new_hash):
        raise WrongState("Пароль только что сменили: войдите заново.")
    await _end_sessions(tx, actor.id, session_token)


@open_command
async def ask_reset(tx: Transaction, *, login_or_email: str, address: str) -> list[Reset]:
    """Begin resetting the password of every account that has this login or e-mail address.

    Whether there is one must not show: the caller answers the same to an empty list.

    Args:
        tx: the transaction.
        login_or_email: as typed.
        address: where the wish comes from; empty: unknown.

    Raises:
        TooSoon: too many wishes from that address within an hour.
    """
    if address:
        await _count(tx, HOUR, f"resets from {address}", RESETS_OF_ADDRESS)
    key = login_key(login_or_email)
    resets = []
    for account in await tx.all(tables.RESETTABLE, key=key, address=key):
        if await _tries(tx, HOUR, f"resets of {account.id}") > RESETS_OF_ACCOUNT:
            continue
        token = tx.ids.token()
        await tx.run(tables.DROP_RESETS, person_id=account.id)
        await tx.run(tables.ADD_RESET, token_hash=hash_token(token), person_id=account.id, expires=tx.now + RESET_TIME)
        resets.append(Reset(account.login, account.email, token))
    return resets


@open_command
async def reset_password(tx: Transaction, *, token: str, new_hash: str) -> int:
    """Set a new password by a letter's token, once; every session ends. Gives the person's id.

    Raises:
        NotFound: the token is unknown, used or older than an hour.
    """
    person_id = await tx.first(tables.TAKE_RESET, token_hash=hash_token(token), moment=tx.now)
    if person_id is None:
        raise NotFound("Ссылка для смены пароля уже использована или устарела: запросите новую.", field="token")
    await tx.run(tables.REPLACE_PASSWORD, person_id=person_id, new_hash=new_hash)
    await _end_sessions(tx, person_id, "")
    return person_id


async def forget_expired(tx: Transaction) -> int:
    """Remove sessions, resets and counts of attempts that are over; gives how many. A step for the sweeps."""
    return (
        await tx.run(tables.DROP_OLD_SESSIONS, moment=tx.now)
        + await tx.run(tables.DROP_OLD_RESETS, moment=tx.now)
        + await tx.run(tables.DROP_OLD_TRIES, window_start=tx.now - HOUR)
    )


async def _end_sessions(tx: Transaction, person_id: int, kept_token: str) -> None:
    await tx.run(tables.DROP_OTHER_SESSIONS, person_id=person_id, kept=hash_token(kept_token) if kept_token else "")
    await tx.run(tables.DROP_RESETS, person_id=person_id)


async def _lock(tx: Transaction, login: str) -> Lock:
    """The account that a login or an e-mail address means; an address that several accounts have means none."""
    key = login_key(login)
    found = await tx.first(tables.LOCK_BY_LOGIN, key=key)
    if found is None and "@" in key:
        locks = await tx.all(tables.LOCKS_BY_EMAIL, address=key)
        found = locks[0] if len(locks) == 1 else None
    return found or Lock(0, login, "")


async def _count(tx: Transaction, window: int, what: str, most: int) -> None:
    if await _tries(tx, window, what) > most:
        raise TooSoon(f"Слишком много попыток: подождите {window // MINUTE} минут.", wait=window)


async def _tries(tx: Transaction, window: int, what: str) -> int:
    key = _key(what)
    await tx.run(tables.START_TRYING, key=key, since=tx.now)
    return await tx.one(tables.TRY, the_key=key, moment=tx.now, window_start=tx.now - window)


def _key(what: str) -> str:
    return hashlib.sha256(what.encode(errors="surrogatepass")).hexdigest()
