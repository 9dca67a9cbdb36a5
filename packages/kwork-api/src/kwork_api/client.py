"""The client for ``asyncio``."""

from types import TracebackType
from typing import Any, Self, Unpack

from birzha_client.drift import DriftListener
from birzha_client.pacing import PacingChoice
from birzha_client.policy import RetryPolicy
from birzha_client.sessions import SessionStore
from birzha_client.transport import AsyncTransport
from kwork_api.callers import AsyncCaller
from kwork_api.encoding import Wire
from kwork_api.methods import Groups
from kwork_api.options import DAY, AsyncOptions, core_of
from kwork_api.renewal import Ask, credentials_of, keep
from kwork_api.response import Response


class KworkClient(Groups):
    """Calls the Kwork API: ``await client.catalog.get_list(page=1)``, ``async for kwork in client.catalog.iterate()``.

    One client may be used from many tasks, and through any number of ``asyncio.run`` calls.

    Args:
        token: the token of an earlier session; it also travels as the cookie ``web_auth_token``.
        cookies: the cookies of an earlier session.
        timeout: seconds for one request; a whole call, with further attempts and waits between them, may take four times that.
        base_url: where the service is; by default ``KWORK_BASE_URL``, else the service itself.
        transport: how requests travel; by default over the network. It is closed with the client.
        retries: how often to try again where that is safe.
        pacing: how fast to call; ``"auto"`` is polite to real hosts and does not hold back on this machine; ``None``: as fast as
            it goes.
        wire: ``"documented"``: JSON with cookies; ``"mobile"``: forms with the token in them, as the live mobile service takes
            them.
        application: login and password of the mobile application, for its header on the mobile wire; by default
            ``KWORK_APP_LOGIN`` and ``KWORK_APP_PASSWORD``.
        login_with: is asked for username and password when a session is due: once for all calls that wait for it.
        store: keeps the session between runs; without ``token`` and ``cookies`` the client begins with what is there.
        keep_reference: seconds for which cities, countries, time zones, features and badges are kept; 0: ask each time.
        strict: take a difference from the documentation for an error; meant for tests.
        on_drift: is told of each difference from the documentation.

    Raises:
        KworkUsageError: the base URL, the token or a cookie cannot be used.
    """

    BASE_URL = "https://api.kwork.ru"
    LOGIN_URL = "https://kwork.ru/signIn"
    TOKEN_URL = "https://kwork.ru/getWebAuthToken"  # noqa: S105 - an address

    def __init__(
        self,
        token: str | None = None,
        cookies: dict[str, str] | None = None,
        timeout: float = 30.0,
        base_url: str | None = None,
        *,
        transport: AsyncTransport | None = None,
        retries: RetryPolicy | int = RetryPolicy(),  # noqa: B008 - immutable
        pacing: PacingChoice = "auto",
        wire: Wire = "documented",
        application: tuple[str, str] | None = None,
        login_with: Ask | None = None,
        store: SessionStore | None = None,
        keep_reference: float = DAY,
        strict: bool = False,
        on_drift: DriftListener | None = None,
    ) -> None:
        self.base_url: str
        core, self.base_url = core_of(
            (self.BASE_URL, self.LOGIN_URL, self.TOKEN_URL),
            (token, cookies, store),
            timeout,
            base_url,
            transport=transport,
            retries=retries,
            pacing=pacing,
            wire=wire,
            application=application,
            keep_reference=keep_reference,
            strict=strict,
            on_drift=on_drift,
        )
        self.timeout = timeout
        self._store = store
        renewal = None
        if login_with is not None:
            from kwork_api.async_renewal import Renewal  # noqa: PLC0415 - asyncio costs 25 ms

            renewal = Renewal(core, store, login_with)
        self._caller = AsyncCaller(core, transport, renewal)
        super().__init__(self)

    @classmethod
    async def login(
        cls,
        username: str,
        password: str,
        timeout: float = 30.0,
        *,
        base_url: str | None = None,
        **options: Unpack[AsyncOptions],
    ) -> Self:
        """Sign in, and give a client that is signed in. The password is not kept.

        Args:
            username: login or e-mail.
            password: of the account.
            timeout: seconds for each of the two requests.
            base_url: where the service is; by default ``KWORK_BASE_URL``, else the service itself.
            options: any other argument of the client; a ``store`` keeps the new session.

        Raises:
            KworkAuthError: the login is not accepted, or no token comes.
            KworkNetworkError: no answer.
        """
        client = cls(timeout=timeout, base_url=base_url, **options)
        try:
            await client._caller.login(username, password)
            keep(client._caller.core.session, client._store)
        except BaseException:
            await client.close()
            raise
        return client

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.core.access.base_url!r})"

    @property
    def token(self) -> str | None:
        """The token, or ``None`` before a login."""
        return self._caller.core.session.token

    @property
    def _token(self) -> str | None:
        # The documentation's examples read the token under this name too.
        return self.token

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of the session; with a token, ``web_auth_token`` is among them."""
        return self._caller.core.session.cookies

    @property
    def credentials(self) -> dict[str, Any]:
        """What restores the session: ``KworkClient(**credentials)``. It fits JSON, and is as good as the password."""
        return credentials_of(self._caller.core.session)

    async def call(self, operation: str, /, **parameters: Any) -> Any:
        """Make a documented call by the name of its method.

        Args:
            operation: such as ``catalog.get_list``.
            parameters: by the names of the documentation.

        Raises:
            KworkError: see :mod:`kwork_api.errors`.
        """
        return await self._caller.call(operation, parameters)

    async def raw(self, call: str, /, **parameters: Any) -> Response:
        """Make a call and take its answer as it came; only HTTP errors are raised.

        Args:
            call: such as ``catalog.get_list``, or any path under the base URL, such as ``/catalogMainv2``. A path that is not
                documented is never sent twice.
            parameters: by the names of the documentation; of another path, the fields of its body.

        Raises:
            KworkError: see :mod:`kwork_api.errors`.
        """
        return await self._caller.raw(call, parameters)

    async def close(self) -> None:
        """Close the connections of the running event loop; a second time does nothing, and a later call opens new ones."""
        await self._caller.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
