"""The two steps of a log-in: login and password for cookies, cookies for a token."""

from dataclasses import dataclass

from birzha.app import Market
from birzha.dialects.kwork import access
from birzha.dialects.kwork.body import Scope, cookies_of, form
from birzha.dialects.kwork.failures import Refused, wrong
from birzha.dialects.kwork.registry import Answer
from birzha.errors import Forbidden
from birzha.people.commands import add_session
from birzha.people.entrance import sign_in
from birzha.people.model import Actor
from birzha.people.queries import person_row

SIGN_IN = "/signIn"
GET_TOKEN = "/getWebAuthToken"  # noqa: S105  # a path
NAMES = {SIGN_IN: "signIn", GET_TOKEN: "getWebAuthToken"}
"""Of the steps in a journal."""
FIELDS = ("login_or_email", "password")
"""Of the first step's form."""
LONGEST_LOGIN = 256
"""Characters of a login or an e-mail address that is looked for."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A step that was passed.

    Args:
        answer: the body.
        cookies: what is set, name and value.
    """

    answer: Answer
    cookies: tuple[tuple[str, str], ...] = ()


async def first_step(market: Market, scope: Scope, body: bytes) -> Entered:
    """Check a login and a password; the attempts are counted together with those of every other face.

    Raises:
        Refused: a field is missing, or they do not belong together.
        TooSoon: too many attempts.
    """
    fields = form(body)
    login, password = fields.get("login_or_email", ""), fields.get("password", "")
    missing = {name: ["Обязательный параметр."] for name in FIELDS if not fields.get(name)}
    if missing:
        raise wrong(missing)
    client = scope.get("client")
    try:
        person_id, token = await sign_in(
            market,
            login=login[:LONGEST_LOGIN],
            password=password,
            address=client[0] if client else "",
            audience=access.LOGINS,
            life=market.settings.rules.kwork_token_life,
        )
    except Forbidden as error:
        raise Refused(401, error.message) from None
    person = await market.ask(person_row, person_id)
    answer = {"success": True, "user_id": person_id, "username": person.login if person else login}
    return Entered(answer, ((access.USER_COOKIE, str(person_id)), (access.LOGIN_COOKIE, token)))


async def who_knocks(market: Market, scope: Scope) -> Actor:
    """Whose cookies come to the second step.

    Raises:
        Refused: nobody's, or somebody's who is shut out.
    """
    actor = await access.enter(market, cookies_of(scope), access.LOGIN_COOKIE, access.LOGINS)
    if actor.blocked:
        raise Refused(403, "Учётная запись заблокирована администрацией биржи.")
    return actor


async def second_step(market: Market, actor: Actor) -> Entered:
    """Give a token; it is kept nowhere."""
    token = await market.do(add_session, actor.id, access.CALLS, market.settings.rules.kwork_token_life)
    return Entered({"success": True, "web_auth_token": token})
