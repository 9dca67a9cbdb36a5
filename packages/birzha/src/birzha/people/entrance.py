"""The way in, for every face alike: registering, logging in, forgotten and changed passwords.

Each function here puts together what one transaction cannot hold: password hashing takes long and stands outside of it.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from birzha.errors import Forbidden, Invalid, WrongCredentials
from birzha.people import commands
from birzha.people.mail import Letter, Mailer
from birzha.people.model import (
    LONGEST_API_PASSWORD,
    LONGEST_PASSWORD,
    RESET_TIME,
    SESSION_TIME,
    SHORTEST_API_PASSWORD,
    Actor,
    Reset,
    Role,
    checked_email,
    checked_login,
    checked_password,
)
from birzha.people.passwords import hash_password, is_outdated, verify_password
from birzha.people.vault import Vault
from birzha.storage.transaction import Transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Desk(Protocol):
    """Where commands are run: the market."""

    async def do(
        self, command: Callable[Concatenate[Transaction, _P], Coroutine[Any, Any, _T]], *args: _P.args, **kw: _P.kwargs
    ) -> _T:
        """Run a command in one durable transaction."""
        ...


async def sign_up(desk: Desk, *, login: str, email: str, password: str, roles: Role, address: str = "") -> int:
    """Register a new person; gives their id.

    Args:
        desk: the market.
        login: 3 to 15 Latin letters, digits, ``_``, ``-``.
        email: where letters go.
        password: 8 to 128 characters.
        roles: customer, performer or both.
        address: where the newcomer comes from; empty: unknown, and nothing is counted.

    Raises:
        Invalid: a value is beyond its limits.
        Taken: somebody has that login.
        TooSoon: too many registrations from that address.
    """
    # refused before the password costs its 16 ms of hashing; the command checks again what it keeps
    checked_email(email)
    checked_password(password, checked_login(login))
    await desk.do(commands.try_register, address=address)
    password_hash = await hash_password(password)
    return await desk.do(commands.register, login=login, email=email, password_hash=password_hash, roles=roles)


async def sign_in(
    desk: Desk, *, login: str, password: str, address: str, audience: str = "", life: int = SESSION_TIME
) -> tuple[int, str]:
    """Log in; gives the person's id and the token of the new session.

    Args:
        desk: the market.
        login: or e-mail address, as typed.
        password: as typed.
        address: where the attempt comes from; empty: unknown.
        audience: which face takes the token; empty: our own.
        life: seconds until the session ends by itself.

    Raises:
        WrongCredentials: login and password do not belong together; the answer and its time say nothing about which is wrong.
        TooSoon: too many attempts.
    """
    lock = await desk.do(commands.try_login, login=login, address=address)
    right = await verify_password(lock.password_hash, password[: LONGEST_PASSWORD + 1])
    if not right:
        raise WrongCredentials("Логин или пароль не подходят.")
    token = await desk.do(commands.open_session, lock, address=address, audience=audience, life=life)
    if is_outdated(lock.password_hash):
        await desk.do(commands.refresh_hash, lock, await hash_password(password))
    return lock.person_id, token


async def change_password(desk: Desk, actor: Actor, *, old: str, new: str, session_token: str = "") -> None:
    """Change one's password; every other session ends.

    Args:
        desk: the market.
        actor: whose password.
        old: the present one.
        new: 8 to 128 characters.
        session_token: of the session that goes on.

    Raises:
        Forbidden: the old password is wrong.
        Invalid: the new one is not fit.
        TooSoon: too many attempts.
    """
    lock = await desk.do(commands.try_change, actor)
    checked_password(new, lock.login)
    if not await verify_password(lock.password_hash, old[: LONGEST_PASSWORD + 1]):
        raise Forbidden("Прежний пароль не подходит.")
    new_hash = await hash_password(new)
    await desk.do(commands.change_password, actor, lock, new_hash, session_token=session_token)


async def ask_reset(
    desk: Desk, mailer: Mailer, *, login_or_email: str, address: str, link: Callable[[str], str], now: int
) -> list[Reset]:
    """Send a letter by which a forgotten password can be set anew.

    Args:
        desk: the market.
        mailer: takes the letter.
        login_or_email: as typed.
        address: where the wish comes from; empty: unknown.
        link: makes the page's address from the token.
        now: the date of the letter, unixtime.

    Returns:
        What was sent, for the sandbox to show. A real exchange answers the same whether there was anybody or not.

    Raises:
        TooSoon: too many wishes from that address.
        OSError: the letter could not be taken; the person may ask again.
    """
    resets = await desk.do(commands.ask_reset, login_or_email=login_or_email, address=address)
    for each in resets:
        await mailer.send(_reset_letter(each, link(each.token), now))
    return resets


async def reset_password(desk: Desk, *, token: str, password: str) -> int:
    """Set a new password by a letter's token; every session ends. Gives the person's id.

    Raises:
        Invalid: the password is not fit.
        NotFound: the token is unknown, used or older than an hour.
    """
    checked_password(password, "")
    return await desk.do(commands.reset_password, token=token, new_hash=await hash_password(password))


def seal_api_password(vault: Vault, password: str) -> str:
    """A new API password in the form in which it is kept.

    Args:
        vault: of the exchange.
        password: 6 to 64 printable characters; not the log-in's.

    Raises:
        Invalid: it is not fit.
    """
    if not (SHORTEST_API_PASSWORD <= len(password) <= LONGEST_API_PASSWORD and password.isprintable()):
        raise Invalid(
            f"Пароль API — от {SHORTEST_API_PASSWORD} до {LONGEST_API_PASSWORD} печатных знаков.", field="api_password"
        )
    return vault.seal(password)


def _reset_letter(reset: Reset, url: str, now: int) -> Letter:
    text = (
        f"Здравствуйте, {reset.login}!\n\n"
        f"Кто-то, надеемся что вы, просит задать новый пароль. Сделать это можно здесь:\n\n{url}\n\n"
        f"Ссылка действует {RESET_TIME // 60} минут и только один раз. Если это были не вы, ничего делать не нужно: "
        "прежний пароль останется в силе.\n"
    )
    return Letter(to=reset.email, subject="Новый пароль на бирже", text=text, date=now)
