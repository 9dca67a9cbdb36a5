"""What both clients may be told beyond the documented arguments, and what is made of it."""

from collections.abc import Mapping
from typing import TypedDict

from birzha_client.conversation import Manner
from birzha_client.drift import DriftListener
from birzha_client.pacing import PacingChoice, pacer_of
from birzha_client.policy import RetryPolicy
from birzha_client.sessions import SessionStore
from birzha_client.transport import AsyncTransport, SyncTransport
from kwork_api import __version__
from kwork_api.core import LOG, Core, timeouts_of
from kwork_api.encoding import Access, Wire, application_of, endpoint
from kwork_api.errors import KworkUsageError
from kwork_api.renewal import Ask, AskSync, restore
from kwork_api.session import Session

DAY = 86400.0
"""Seconds."""


class Options(TypedDict, total=False):
    """See the arguments of the clients."""

    retries: RetryPolicy | int
    pacing: PacingChoice
    wire: Wire
    application: tuple[str, str] | None
    store: SessionStore | None
    keep_reference: float
    strict: bool
    on_drift: DriftListener | None


class AsyncOptions(Options, total=False):
    """Those of the client for ``asyncio``."""

    transport: AsyncTransport | None
    login_with: Ask | None


class SyncOptions(Options, total=False):
    """Those of the client for threads."""

    transport: SyncTransport | None
    login_with: AskSync | None


def core_of(
    own_urls: tuple[str, str, str],
    kept: tuple[str | None, Mapping[str, str] | None, SessionStore | None],
    timeout: float,
    base_url: str | None,
    *,
    transport: object,
    retries: RetryPolicy | int,
    pacing: PacingChoice,
    wire: Wire,
    application: tuple[str, str] | None,
    keep_reference: float,
    strict: bool,
    on_drift: DriftListener | None,
) -> tuple[Core, str]:
    """A core from the arguments of a client, and the base URL as it was given.

    Raises:
        KworkUsageError: one of them cannot be used.
    """
    base, sign_in, get_token = own_urls
    url, chosen = endpoint(base_url, base)
    if wire not in {"documented", "mobile"}:
        raise KworkUsageError(f"wire is 'documented' or 'mobile', not {wire!r}")
    if timeout <= 0:
        raise KworkUsageError(f"a timeout of {timeout} s lets nothing through: give seconds above 0")
    manner = Manner(
        LOG,
        timeouts_of(timeout),
        retries if isinstance(retries, RetryPolicy) else RetryPolicy(retries=retries),
        pacer_of(pacing, url, transport),
    )
    token, cookies, store = kept
    session = Session(token, cookies, server=url)
    if token is None and cookies is None:
        restore(session, store)
    access = Access(url, f"kwork-api/{__version__}", wire, application_of(application))
    login_urls = (f"{url}/signIn", f"{url}/getWebAuthToken") if chosen else (sign_in, get_token)
    core = Core(access, session, login_urls, manner, strict=strict, on_drift=on_drift, keep=keep_reference)
    return core, base_url or (url if chosen else base)
