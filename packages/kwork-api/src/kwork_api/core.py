"""What both clients share: every call as a conversation without I/O."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote_plus, urlencode

from birzha_client.conversation import Call, Conversation, Manner, converse
from birzha_client.drift import Drift, DriftListener
from birzha_client.operation import Effect
from birzha_client.policy import Done, Outcome, Refused
from birzha_client.redaction import shown_parameters
from birzha_client.transport import Timeouts, TransportFailure
from birzha_client.wire import WireRequest, WireResponse
from kwork_api.answers import Reading, interpret, trouble
from kwork_api.declaration import KworkOperation
from kwork_api.encoding import FORM_TYPE, JSON_TYPE, Access, fields_of, request_of
from kwork_api.errors import KworkAuthError, KworkError, KworkNetworkError, KworkUsageError, OutcomeUnknown
from kwork_api.operations import BY_PATH, OPERATIONS
from kwork_api.refusals import quoted, words_of
from kwork_api.response import Response, decoded
from kwork_api.session import Session, cookie_header, set_cookies

LOG = logging.getLogger("kwork_api")
REFERER = ("Referer", "https://kwork.ru/")
PATIENCE = 4
"""How many times the limit of one request a whole call may take, attempts and waits between them included."""
LOGIN = "login"
FIND_OUT = "ask for the objects that the call was to change"


def timeouts_of(seconds: float) -> Timeouts:
    """Limits of time from that of one request."""
    return Timeouts(connect=seconds, read=seconds, total=seconds * PATIENCE)


class Used:
    """With which session a call was last sent."""

    generation: int = 0


class Core:
    """Makes conversations out of calls.

    Args:
        access: where to, and how.
        session: who calls; renewed by logins.
        login_urls: where to sign in, and where to get a token.
        manner: how to call.
        strict: a difference from the documentation is an error.
        on_drift: is told of each difference.
        keep: seconds for which reference data is kept; 0: not at all.
    """

    def __init__(
        self,
        access: Access,
        session: Session,
        login_urls: tuple[str, str],
        manner: Manner,
        *,
        strict: bool,
        on_drift: DriftListener | None,
        keep: float,
    ) -> None:
        self.access = access
        self.session = session
        self.manner = manner
        self._login_urls = login_urls
        self._strict = strict
        self._on_drift = on_drift
        self._keep = keep
        self._kept: dict[str, tuple[float, WireResponse]] = {}

    def kept(self, operation: KworkOperation) -> Done[Any] | None:
        """The result of a call whose answer is still good, read anew, so that callers may change what they get."""
        until, wire = self._kept.get(operation.name, (0.0, None))
        if wire is None or until <= self.manner.clock():
            return None
        outcome = interpret(wire, self._reading(operation.name, operation, {}))
        return outcome if isinstance(outcome, Done) else None

    def conversation(self, name: str, values: Mapping[str, Any], used: Used) -> Conversation[Any]:
        """One documented call, by the name of its method and of its parameters.

        Raises:
            KworkUsageError: there is no such call or parameter, or a value cannot be sent.
        """
        operation = operation_of(name, values)
        fields = fields_of(operation, values)
        shown = shown_parameters(operation, values)

        def read(wire: WireResponse) -> Outcome[Any]:
            reading = self._reading(name, operation, shown)
            outcome = interpret(wire, reading)
            for drift in reading.drift:
                self._tell(drift)
            if isinstance(outcome, Done) and operation.lasting and self._keep > 0:
                self._kept[name] = (self.manner.clock() + self._keep, wire)
            return outcome

        return self._converse(operation, name, operation.path, fields, shown, read, used)

    def raw_conversation(self, call: str, values: Mapping[str, Any], used: Used) -> Conversation[Response]:
        """One call whose answer is handed out as it came.

        Args:
            call: the name of a documented call, or any path, beginning with a slash. A path that is not documented is taken for
                a call that changes something.
            values: its parameters.
            used: is told with which session it was sent.

        Raises:
            KworkUsageError: there is no such call or parameter, or a value cannot be sent.
        """
        if call.startswith("/"):
            operation, path, fields = BY_PATH.get(call), call, values or None
        else:
            operation = operation_of(call, values)
            path, fields = operation.path, fields_of(operation, values)
        shown = shown_parameters(operation, values)

        def read(wire: WireResponse) -> Outcome[Response]:
            return trouble(wire, self._reading(call, operation, shown)) or Done(Response(wire))

        return self._converse(operation, call, path, fields, shown, read, used)

    def login(self, username: str, password: str) -> Conversation[None]:
        """Sign in, get a token, and take both for the session. The password is in no error, no log and no attribute.

        Raises:
            KworkAuthError: the login is not accepted, or no token comes.
            KworkNetworkError: no answer.
        """
        sign_in, get_token = self._login_urls
        if not (isinstance(username, str) and isinstance(password, str)):
            raise KworkUsageError("a username and a password are texts; ask for them before logging in")
        form = urlencode({"login_or_email": username, "password": password}, errors="surrogatepass").encode("ascii")
        headers = (*self.access.headers, REFERER, FORM_TYPE)
        secrets: tuple[str, ...] = (password, username, quote_plus(password, errors="surrogatepass"))
        first = yield from self._step(WireRequest("POST", sign_in, headers, form), secrets)
        cookies = {name: value for name, value in set_cookies(first) if value is not None}
        if "userId" not in cookies:
            raise _login_failed("the login set no userId cookie", first, secrets)
        headers = (*self.access.headers, *cookie_header(cookies), JSON_TYPE)
        secrets = (*secrets, *Session(cookies=cookies).secrets)
        second = yield from self._step(WireRequest("POST", get_token, headers, b"{}"), secrets)
        for name, value in set_cookies(second):
            cookies = {key: kept for key, kept in cookies.items() if key != name} | ({name: value} if value else {})
        token = _token_of(second)
        if not token:
            raise _login_failed("the login brought no web_auth_token", second, secrets)
        self.session.renew(token, cookies)

    def _step(self, request: WireRequest, secrets: tuple[str, ...]) -> Conversation[WireResponse]:
        """One of the two requests of a login.

        A second login in a row is what gets accounts blocked: only a request that was never sent is tried again.
        """

        def read(wire: WireResponse) -> Outcome[WireResponse]:
            if wire.status == 200:
                return Done(wire)
            return Refused(_login_failed(f"the login was not accepted (HTTP {wire.status})", wire, secrets))

        call: Call[WireResponse] = Call(
            LOGIN,
            Effect.UNSAFE,
            {},
            prepare=lambda: request,
            interpret=read,
            failed=lambda failure: KworkNetworkError(f"no answer to the login: {failure}").during(LOGIN, {}),
            unknown=lambda error: error,
        )
        return converse(call, self.manner)

    def _converse(
        self,
        operation: KworkOperation | None,
        name: str,
        path: str,
        fields: Mapping[str, Any] | None,
        shown: Mapping[str, str],
        read: Callable[[WireResponse], Outcome[Any]],
        used: Used,
    ) -> Conversation[Any]:
        effect = operation.effect if operation else Effect.UNSAFE
        find_out = (operation.find_out if operation else "") or FIND_OUT
        # Made once before anything is sent, so that what cannot be sent is told at once.
        request_of(self.access, self.session, path, fields, operation)

        def prepare() -> WireRequest:
            used.generation = self.session.generation
            return request_of(self.access, self.session, path, fields, operation)

        def take(wire: WireResponse) -> Outcome[Any]:
            if used.generation == self.session.generation:
                self.session.absorb(wire)
            return read(wire)

        call: Call[Any] = Call(
            name,
            effect,
            shown,
            prepare=prepare,
            interpret=take,
            failed=lambda failure: _no_answer(failure, name, shown),
            unknown=lambda error: _unknown(error, find_out, name, shown),
        )
        return converse(call, self.manner)

    def _reading(self, name: str, operation: KworkOperation | None, shown: Mapping[str, str]) -> Reading:
        watched = self._strict or self._on_drift is not None or LOG.isEnabledFor(logging.DEBUG)
        application = self.access.application or ()
        secrets = (*self.session.secrets, *filter(None, application))
        return Reading(name, operation, shown, secrets, self._strict, watched)

    def _tell(self, drift: Drift) -> None:
        LOG.debug("drift: %s", drift)
        if self._on_drift is not None:
            self._on_drift(drift)


def operation_of(name: str, values: Mapping[str, Any]) -> KworkOperation:
    """The declaration of a call.

    Raises:
        KworkUsageError: there is no such call or parameter.
    """
    operation = OPERATIONS.get(name)
    if operation is None:
        raise KworkUsageError(
            f"there is no call {name!r}; a path begins with a slash, and the calls are {', '.join(OPERATIONS)}"
        )
    unknown = values.keys() - {parameter.name for parameter in operation.parameters}
    if unknown:
        raise KworkUsageError(f"{name} has no parameter {', '.join(sorted(unknown))}")
    missing = [
        parameter.name for parameter in operation.parameters if parameter.required and parameter.name not in values
    ]
    if missing:
        raise KworkUsageError(f"{name} needs {', '.join(missing)}")
    return operation


def _token_of(wire: WireResponse) -> str | None:
    try:
        data = Response(wire).json()
    except ValueError:
        return None
    found = data.get("web_auth_token") if isinstance(data, dict) else None
    return found if isinstance(found, str) and found else None


def _login_failed(what: str, wire: WireResponse, secrets: tuple[str, ...]) -> KworkAuthError:
    response = Response(wire)
    try:
        said = words_of(response.json())
    except ValueError:
        said = decoded(wire)
    found = KworkAuthError(what, response)
    return found.during(LOGIN, {}, said=quoted(said, tuple(filter(None, secrets))), advice=_login_advice(wire.status))


def _login_advice(status: int) -> str:
    if status in {404, 405, 501} or 300 <= status < 400:
        return "check the base URL: nobody signs in at that address"
    if status >= 500:
        return "the service failed, which says nothing of the password: try later"
    if status == 429:
        return "wait before the next attempt: many of them get an account blocked"
    return "check the username and the password; log in with a browser once if the service asks for more"


def _no_answer(failure: TransportFailure, name: str, shown: Mapping[str, str]) -> KworkNetworkError:
    return KworkNetworkError(f"no answer: {failure}").during(name, shown)


def _unknown(error: Exception, find_out: str, name: str, shown: Mapping[str, str]) -> OutcomeUnknown:
    happened = error.message if isinstance(error, KworkError) else str(error)
    response = error.response if isinstance(error, KworkError) else None
    found = OutcomeUnknown(f"it may have been applied, or not: {happened}", find_out, response)
    return found.during(name, shown)
