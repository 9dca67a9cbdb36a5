"""The way in: registering, logging in and out, passwords."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Line, Login, Password, Token
from birzha.api.mail import mailer, reset_address
from birzha.api.problems import UNAVAILABLE, Refused
from birzha.api.registry import endpoint
from birzha.api.views import Created, roles_named
from birzha.errors import Invalid, NotFound, Taken, TooSoon, WrongCredentials, WrongState
from birzha.people import entrance
from birzha.people.commands import (
    ask_reset,
    change_password,
    close_session,
    register,
    reset_password,
    try_change,
    try_login,
    try_register,
)
from birzha.people.model import ANYONE, SESSION_TIME

SelfChosen = Annotated[list[Literal["customer", "performer"]], Meta(min_length=1, max_length=2)]


class NewPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who wants to register.

    Args:
        login: 3 to 15 Latin letters, digits, ``_``, ``-``.
        email: where letters go.
        password: 8 to 128 characters.
        roles: customer, performer or both.
    """

    login: Login
    email: Line
    password: Password
    roles: SelfChosen


class Credentials(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person logs in with.

    Args:
        login: in any case of letters.
        password: of the log-in.
    """

    login: Login
    password: Password


class Session(Struct, frozen=True):
    """A session that began.

    Args:
        token: for the header ``Authorization: Bearer``; shown here and nowhere else.
        expires: when it ends by itself, unixtime.
    """

    token: str
    expires: int


class PasswordChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new password instead of the present one.

    Args:
        old: the present one.
        new: 8 to 128 characters.
    """

    old: Password
    new: Password


class ResetWish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose password is forgotten.

    Args:
        login_or_email: either.
    """

    login_or_email: Annotated[str, Meta(min_length=1, max_length=256, description="логин или адрес почты")]


class ResetLetter(Struct, frozen=True):
    """A letter that the sandbox shows instead of sending it.

    Args:
        login: of the account.
        token: what stands in the letter.
    """

    login: str
    token: str


class ResetAsked(Struct, frozen=True):
    """What became of the wish; the same whether there is such an account or not.

    Args:
        message: what to do now, in Russian.
        letters: in a sandbox, what was sent; on a real exchange always empty.
    """

    message: str
    letters: list[ResetLetter]


class ResetConfirmation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new password by a letter's token.

    Args:
        token: from the letter; good once, for an hour.
        password: 8 to 128 characters.
    """

    token: Token
    password: Password


@endpoint("POST", "/people", try_register, register, status=201, errors=(Invalid, Taken, TooSoon))
async def post_person(call: Call, *, body: NewPerson) -> Created:
    """Register as a customer, a performer or both."""
    roles = roles_named([*body.roles])
    found = await entrance.sign_up(
        call.market, login=body.login, email=body.email, password=body.password, roles=roles, address=call.client
    )
    return Created(found)


@endpoint("POST", "/sessions", try_login, status=201, errors=(WrongCredentials, TooSoon, WrongState))
async def post_session(call: Call, *, body: Credentials) -> Session:
    """Log in; gives the token of a new session."""
    _, token = await entrance.sign_in(call.market, login=body.login, password=body.password, address=call.client)
    return Session(token, call.market.clock.now() + SESSION_TIME)


@endpoint("DELETE", "/sessions/current", close_session, role=ANYONE, status=204)
async def delete_session(call: Call) -> None:
    """Log out: the session of this request ends."""
    await call.market.do(close_session, call.session)


@endpoint("PUT", "/me/password", try_change, change_password, status=204, errors=(Invalid, TooSoon, WrongState))
async def put_password(call: Call, *, body: PasswordChange) -> None:
    """Change the caller's password; every other session ends."""
    await entrance.change_password(call.market, call.actor, old=body.old, new=body.new, session_token=call.session)


@endpoint("POST", "/password-resets", ask_reset, status=202, errors=(TooSoon,))
async def post_reset(call: Call, *, body: ResetWish) -> ResetAsked:
    """Ask for a letter by which a forgotten password can be set anew."""
    try:
        sent = await entrance.ask_reset(
            call.market,
            mailer(call),
            login_or_email=body.login_or_email,
            address=call.client,
            link=lambda token: reset_address(call, token),
            now=call.market.clock.now(),
        )
    except OSError:
        raise Refused(UNAVAILABLE, "Письмо сейчас нельзя отправить.", headers={"retry-after": "60"}) from None
    shown = sent if call.market.settings.sandbox else []
    message = "Если такая учётная запись есть, на её адрес отправлено письмо: действуйте по нему."
    return ResetAsked(message, [ResetLetter(each.login, each.token) for each in shown])


@endpoint("POST", "/password-resets/confirm", reset_password, status=204, errors=(Invalid, NotFound))
async def confirm_reset(call: Call, *, body: ResetConfirmation) -> None:
    """Set a new password by a letter's token; every session ends."""
    await entrance.reset_password(call.market, token=body.token, password=body.password)
