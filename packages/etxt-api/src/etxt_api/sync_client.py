"""The client for threads."""

from datetime import tzinfo
from types import TracebackType
from typing import Any, Self

from birzha_client.pacing import PacingChoice
from birzha_client.policy import RetryPolicy
from birzha_client.transport import SyncTransport, Timeouts
from etxt_api.callers import SyncCaller
from etxt_api.core import Core, credentials_from_environment, wire_names
from etxt_api.drift import DriftListener
from etxt_api.encoding import MOSCOW
from etxt_api.sync_methods import Groups
from etxt_api.texts import text_of


class SyncEtxtClient(Groups):
    """Calls eTXT's API: ``client.tasks.save_task(...)``, ``for order in client.tasks.iter_list_tasks()``.

    One client may be used from many threads.

    Args:
        token: the API key.
        api_pass: the API password.
        base_url: the endpoint; by default ``ETXT_BASE_URL``, else the service's own.
        timeout: limits of time; a bare number of seconds limits the whole call.
        retries: how often to try again where that is safe.
        pacing: how fast to call; ``"auto"`` is polite to real hosts and does not hold back on this machine; ``None``: as
            fast as it goes.
        transport: how requests travel; by default over the network. It is closed with the client.
        prefer_get: send calls that only read by GET, where they fit in 2048 characters.
        strict: take a difference from the documentation for an error; meant for tests.
        on_drift: is told of each difference from the documentation.
        time_zone: of deadlines, and of moments without a zone of their own.

    Raises:
        EtxtUsageError: the base URL cannot be one.
    """

    def __init__(
        self,
        token: str,
        api_pass: str,
        *,
        base_url: str | None = None,
        timeout: Timeouts | float = Timeouts(),  # noqa: B008 - immutable
        retries: RetryPolicy | int = RetryPolicy(),  # noqa: B008 - immutable
        pacing: PacingChoice = "auto",
        transport: SyncTransport | None = None,
        prefer_get: bool = False,
        strict: bool = False,
        on_drift: DriftListener | None = None,
        time_zone: tzinfo = MOSCOW,
    ) -> None:
        core = Core.create(
            token,
            api_pass,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            pacing=pacing,
            transport=transport,
            prefer_get=prefer_get,
            strict=strict,
            on_drift=on_drift,
            time_zone=time_zone,
        )
        self._caller = SyncCaller(core, transport)
        super().__init__(self._caller)

    @classmethod
    def from_env(cls, **options: Any) -> Self:
        """A client from ``ETXT_TOKEN``, ``ETXT_API_PASS`` and ``ETXT_BASE_URL``.

        Args:
            options: any other argument of the client.

        Raises:
            EtxtUsageError: the token or the password is not set.
        """
        token, api_pass = credentials_from_environment()
        return cls(token, api_pass, **options)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._caller.core.access.base_url!r})"

    def call(self, method: str, /, **parameters: Any) -> Any:
        """Make any call by its name on the wire; ``from`` may be written ``from_``.

        Args:
            method: such as ``tasks.listTasks``. One that is not documented is never sent twice, and answers decoded JSON.
            parameters: by wire name.

        Raises:
            EtxtError: see :mod:`etxt_api.errors`.
        """
        return self._caller.call(method, wire_names(parameters))

    def download(self, path: str) -> bytes:
        """Fetch a file.

        Args:
            path: as a result or an archive names it, relative or absolute; it lives for about a day.

        Raises:
            EtxtHttpError: the file is not there (any more).
            EtxtNetworkError: no answer.
        """
        return (self._caller.download(path)).body

    def download_text(self, path: str, *, unescape: bool = False) -> str:
        """Fetch a text file, whatever it is encoded in.

        Args:
            path: as a result names it, relative or absolute; it lives for about a day.
            unescape: turn HTML entities into characters: the service writes them for what windows-1251 has not. Leave it for texts
                with markup of their own, whose ``&lt;`` would become tags.

        Raises:
            EtxtHttpError: the file is not there (any more).
            EtxtNetworkError: no answer.
        """
        return text_of(self._caller.download(path), unescape=unescape)

    def close(self) -> None:
        """Close all connections."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
