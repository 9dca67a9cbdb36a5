"""What both clients share: every call as a conversation without I/O."""

import logging
import os
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any
from urllib.parse import urljoin, urlsplit

from birzha_client.conversation import Call, Conversation, Manner, converse
from birzha_client.operation import Effect
from birzha_client.pacing import PacingChoice, pacer_of
from birzha_client.policy import Done, Lost, NotApplied, Outcome, Refused, RetryPolicy, retry_after
from birzha_client.redaction import shown_parameters
from birzha_client.transport import Timeouts, TransportFailure
from birzha_client.wire import WireRequest, WireResponse, bare_url
from etxt_api import __version__
from etxt_api.answers import Reading, decoded, interpret
from etxt_api.drift import Drift, DriftListener
from etxt_api.encoding import encode
from etxt_api.errors import (
    About,
    EtxtError,
    EtxtHttpError,
    EtxtNetworkError,
    EtxtRateLimitError,
    EtxtServerError,
    EtxtUsageError,
    OutcomeUnknown,
    extended,
)
from etxt_api.operations import OPERATIONS
from etxt_api.preparation import Access, prepare

BASE_URL = "https://www.etxt.ru/api/json/"
LOG = logging.getLogger("etxt_api")
REDIRECTS = 5
LINK_ADVICE = "links to files live for about a day: ask for the result again and take its new path"


def credentials_from_environment() -> tuple[str, str]:
    """``ETXT_TOKEN`` and ``ETXT_API_PASS``.

    Raises:
        EtxtUsageError: one of them is not set.
    """
    found = os.environ.get("ETXT_TOKEN", ""), os.environ.get("ETXT_API_PASS", "")
    missing = [name for name, value in zip(("ETXT_TOKEN", "ETXT_API_PASS"), found, strict=True) if not value]
    if missing:
        raise EtxtUsageError(
            f"{' and '.join(missing)} not set in the environment",
            advice="set the token and the API password from the account's settings",
        )
    return found


def wire_names(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters by their names on the wire, where ``from`` is one that Python cannot write."""
    return {"from" if name == "from_" else name: value for name, value in parameters.items()}


def endpoint(base_url: str | None) -> str:
    """The base URL: as given, or from ``ETXT_BASE_URL``, or the service's own.

    Raises:
        EtxtUsageError: it is not an absolute http or https URL, or has a query.
    """
    url = base_url or os.environ.get("ETXT_BASE_URL") or BASE_URL
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise EtxtUsageError(
            f"{bare_url(url)!r} cannot be a base URL",
            advice=f"give an absolute URL without a query, such as {BASE_URL}",
        )
    return url if url.endswith("/") else f"{url}/"


def timeouts_of(choice: Timeouts | float) -> Timeouts:
    """Limits of time; a bare number limits the whole call."""
    if isinstance(choice, Timeouts):
        return choice
    return Timeouts(min(choice, Timeouts().connect), min(choice, Timeouts().read), choice)


class Core:
    """Makes conversations out of calls.

    Args:
        access: where to, and who.
        manner: how to call.
        prefer_get: send calls that only read by GET, where they fit.
        strict: a difference from the documentation is an error.
        on_drift: is told of each difference.
        time_zone: of deadlines and naive moments.
    """

    def __init__(
        self,
        access: Access,
        manner: Manner,
        *,
        prefer_get: bool,
        strict: bool,
        on_drift: DriftListener | None,
        time_zone: tzinfo,
    ) -> None:
        self.access = access
        self._manner = manner
        self._prefer_get = prefer_get
        self._strict = strict
        self._on_drift = on_drift
        self._zone = time_zone

    @classmethod
    def create(
        cls,
        token: str,
        api_pass: str,
        *,
        base_url: str | None,
        timeout: Timeouts | float,
        retries: RetryPolicy | int,
        pacing: PacingChoice,
        transport: object,
        prefer_get: bool,
        strict: bool,
        on_drift: DriftListener | None,
        time_zone: tzinfo,
    ) -> "Core":
        """A core from the arguments of a client."""
        url = endpoint(base_url)
        manner = Manner(
            LOG,
            timeouts_of(timeout),
            retries if isinstance(retries, RetryPolicy) else RetryPolicy(retries=retries),
            pacer_of(pacing, url, transport),
        )
        access = Access(url, token, api_pass, f"etxt-api/{__version__}")
        return cls(access, manner, prefer_get=prefer_get, strict=strict, on_drift=on_drift, time_zone=time_zone)

    def conversation(self, method: str, values: Mapping[str, Any]) -> Conversation[Any]:
        """One call. A method that nobody declared is taken for an unsafe one, and its decoded JSON is the result.

        Raises:
            EtxtUsageError: a value cannot be sent.
        """
        operation = OPERATIONS.get(method)
        wire = encode(operation, values, self._zone)
        flat: dict[str, Any] = {**wire.scalars, **wire.arrays, **wire.files}
        effect = operation.effect_of(flat) if operation else Effect.UNSAFE
        shown = shown_parameters(operation, flat)
        by_get = self._prefer_get and effect is Effect.READ
        find_out = (operation.find_out if operation else "") or "ask for the objects that the call was to change"
        secrets = (self.access.token, self.access.api_pass)
        about: About = {"operation": method, "parameters": shown}

        def read(response: WireResponse) -> Outcome[Any]:
            reading = Reading(method, operation, flat, shown, tuple(filter(None, secrets)), self._strict)
            outcome = interpret(response, reading)
            for drift in reading.drift:
                self._tell(drift)
            return outcome

        call: Call[Any] = Call(
            method,
            effect,
            shown,
            prepare=lambda: prepare(self.access, method, wire, by_get=by_get),
            interpret=read,
            failed=lambda failure: _network_error(failure, about),
            unknown=lambda error: _unknown(error, find_out, about),
        )
        return converse(call, self._manner)

    def download(self, path: str) -> Conversation[WireResponse]:
        """The answer to the request for a file; redirects are followed, and credentials are not sent.

        Raises:
            EtxtUsageError: the path is not one of a file on the web.
        """
        url = self._file_url(path)
        for _ in range(REDIRECTS + 1):
            response = yield from converse(self._download_call(url), self._manner)
            if response.status < 300:
                return response
            url = self._file_url(response.header("location") or "", url)
        raise EtxtHttpError("the file moves in circles", operation="download", advice=LINK_ADVICE)

    def _file_url(self, path: str, base: str | None = None) -> str:
        try:
            url = urljoin(base or self.access.base_url, path)
            scheme = urlsplit(url).scheme
        except ValueError:
            url = scheme = ""
        if not path or scheme not in {"http", "https"}:
            raise EtxtUsageError(
                "this is not the path of a file", advice="pass the path that a result or an archive has"
            )
        return url

    def _download_call(self, url: str) -> Call[WireResponse]:
        about: About = {"operation": "download", "parameters": {"file": bare_url(url)}}
        request = WireRequest("GET", url, (("User-Agent", self.access.user_agent),))
        return Call(
            "download",
            Effect.READ,
            about["parameters"],
            prepare=lambda: request,
            interpret=lambda response: _file(response, about),
            failed=lambda failure: _network_error(failure, about),
            unknown=lambda error: error,
        )

    def _tell(self, drift: Drift) -> None:
        LOG.debug("drift: %s", drift)
        if self._on_drift is not None:
            self._on_drift(drift)


def _network_error(failure: TransportFailure, about: About) -> EtxtNetworkError:
    return EtxtNetworkError(f"no answer: {failure}", **about)


def _unknown(error: Exception, find_out: str, about: About) -> OutcomeUnknown:
    said, status = (error.said, error.status) if isinstance(error, EtxtError) else ("", None)
    happened = error.happened if isinstance(error, EtxtError) else str(error)
    more = extended(about, advice=f"do not repeat it blindly; {find_out}", said=said, status=status)
    return OutcomeUnknown(f"it may have been applied, or not: {happened}", find_out=find_out, **more)


def _file(response: WireResponse, about: About) -> Outcome[WireResponse]:
    status = response.status
    about = extended(about, status=status)
    if status == 429:
        wait = retry_after(response)
        return NotApplied(EtxtRateLimitError("too many requests (HTTP 429)", retry_after=wait, **about), wait)
    if status >= 500:
        return Lost(EtxtServerError(f"the service failed (HTTP {status})", **about), retry_after(response))
    moved = status in {301, 302, 303, 307, 308} and response.header("location")
    if status == 200 or moved:
        return Done(response)
    said = " ".join(decoded(response).split())[:200] if response.media_type.startswith("text/plain") else ""
    about = extended(about, said=said, advice=LINK_ADVICE)
    return Refused(EtxtHttpError(f"there is no such file (HTTP {status})", **about))
