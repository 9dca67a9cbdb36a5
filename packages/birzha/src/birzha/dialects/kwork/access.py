"""Who calls: the cookie ``web_auth_token`` alone says it; a cookie ``userId`` must not say otherwise."""

import logging
import re
from collections.abc import Mapping

from birzha.app import Market
from birzha.dialects.kwork.failures import Refused
from birzha.people.commands import touch
from birzha.people.model import SEEN_EVERY, Actor, hash_token
from birzha.people.queries import actor_by_session
from birzha.storage.work import StorageUnavailable

logger = logging.getLogger("birzha.kwork")

TOKEN_COOKIE = "web_auth_token"  # noqa: S105  # the name of a cookie
USER_COOKIE = "userId"
LOGIN_COOKIE = "birzha_login"
"""What the first step of a log-in gives for the second one; ours: the documentation says only that there are cookies."""

CALLS = "kwork"
LOGINS = "kwork-login"
"""What the two kinds of sessions are good for; see ``audience`` in :func:`birzha.people.commands.open_session`."""

TOKEN = re.compile(r"[0-9A-Za-z_-]{1,128}")


async def enter(market: Market, cookies: Mapping[str, str], cookie: str = TOKEN_COOKIE, kind: str = CALLS) -> Actor:
    """The person whose session a request carries.

    Args:
        market: whose people they are.
        cookies: of the request.
        cookie: which of them carries the session.
        kind: what the session must be good for.

    Raises:
        Refused: there is no such cookie, its session is unknown or over, or ``userId`` names somebody else.
    """
    token = cookies.get(cookie, "")
    if not token:
        raise Refused(401, f"Нет сессии: в запросе нет cookie {cookie}. Войдите заново.")
    actor = await market.ask(actor_by_session, hash_token(token), kind) if TOKEN.fullmatch(token) else None
    if actor is None:
        raise Refused(401, "Сессия неизвестна или закончилась. Войдите заново.")
    if cookies.get(USER_COOKIE, str(actor.id)) != str(actor.id):
        raise Refused(401, f"Cookie {USER_COOKIE} называет не того, чья это сессия. Войдите заново.")
    return actor


async def mark_seen(market: Market, actor: Actor, now: int) -> None:
    """Note that somebody is here, at most once a minute; a database that takes no changes does not stop the call."""
    if now - actor.last_seen < SEEN_EVERY:
        return
    try:
        await market.do(touch, actor.id)
    except StorageUnavailable:
        logger.warning("person %d was not marked as seen: the database takes no changes now", actor.id)
