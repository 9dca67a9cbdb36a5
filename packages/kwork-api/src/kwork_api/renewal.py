"""One new login for all threads when a session has expired, and for all processes that share a store."""

import time
from collections.abc import Awaitable, Callable
from copy import copy
from threading import Lock
from typing import Any

from birzha_client.drivers import drive_sync
from birzha_client.sessions import SessionStore, lock_of
from birzha_client.transport import SyncTransport
from kwork_api.core import LOG, Core
from kwork_api.errors import KworkAuthError, KworkError, KworkUsageError
from kwork_api.session import Session

PAUSE = 60.0
"""Seconds for which a refused login is not tried again: services block accounts that keep trying."""

Credentials = tuple[str, str]
"""Username and password."""
AskSync = Callable[[], Credentials]
"""Is asked for username and password when a new login is due."""
Ask = Callable[[], Credentials | Awaitable[Credentials]]
"""The same, plain or asynchronous."""


def credentials_of(session: Session) -> dict[str, Any]:
    """What restores a session: fit for JSON, and for the arguments of a client."""
    return {"token": session.token, "cookies": session.cookies}


def keep(session: Session, store: SessionStore | None) -> None:
    """Put the session into the store, with the server that it is of."""
    if store is not None:
        store.save({**credentials_of(session), "base_url": session.server})


def restore(session: Session, store: SessionStore | None) -> bool:
    """Take the session that the store holds, if it is another one of the same server; say whether it was."""
    found = store.load() if store is not None else None
    if found and found.get("base_url", session.server) != session.server:
        LOG.warning("%r holds a session of another server, and it is left aside", store)
        return False
    token, cookies = (found.get("token"), found.get("cookies") or {}) if found else (None, {})
    if not isinstance(token, str) or not token or token == session.token or not isinstance(cookies, dict):
        return False
    try:
        session.renew(token, {name: value for name, value in cookies.items() if name != "web_auth_token"})
    except KworkUsageError:
        LOG.warning("%r holds a session that cannot be used, and it is left aside", store)
        return False
    return True


class Failures:
    """The last login that failed, so that those who waited for it do not try it again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._last: tuple[int, float, KworkError] | None = None

    def check(self, generation: int, asked: float) -> None:
        """Raise the error of the last login, if it counts for this caller."""
        if self._last is None or self._last[0] != generation:
            return
        _, failed, error = self._last
        refused_lately = isinstance(error, KworkAuthError) and self.clock() - failed < PAUSE
        if asked <= failed or refused_lately:
            raise copy(error)

    def remember(self, generation: int, error: KworkError) -> None:
        """This login failed, just now."""
        self._last = (generation, self.clock(), error)


class SyncRenewal:
    """Logs in anew for threads: once for all calls that wait.

    Args:
        core: makes the conversation.
        store: where the session is kept, if anywhere.
        ask: is asked for username and password.
    """

    def __init__(self, core: Core, store: SessionStore | None, ask: AskSync) -> None:
        self._core = core
        self._store = store
        self._ask = ask
        self._failures = Failures(time.monotonic)
        self._threads = Lock()

    def renew(self, generation: int, transport: SyncTransport) -> bool:
        """Make the session another one than that generation; say whether by a login of one's own.

        Raises:
            KworkAuthError: the login is not accepted.
            KworkNetworkError: no answer.
        """
        asked = self._failures.clock()
        session = self._core.session
        with self._threads, lock_of(self._store):
            if session.generation != generation:
                return False
            self._failures.check(generation, asked)
            if restore(session, self._store):
                return False
            try:
                drive_sync(self._core.login(*self._ask()), transport)
            except KworkError as error:
                self._failures.remember(generation, error)
                raise
            keep(session, self._store)
            return True
