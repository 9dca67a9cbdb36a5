"""Everything that a call may raise, in one tree.

::

    KworkError                               .message .response
    ├── KworkAuthError                       HTTP 401, 403; a login that failed
    ├── KworkApiError                        .status_code; other answers of HTTP 4xx and 5xx, and answers that are no data
    │   ├── KworkNotFoundError               404
    │   ├── KworkRateLimitError              429
    │   ├── KworkValidationError             400; .fields
    │   ├── KworkLiveMismatchError           the live route of this name answers another thing; .raw has it
    │   └── KworkDriftError                  the answer is not as documented (strict clients)
    ├── KworkNetworkError                    no connection, timeout, DNS, TLS
    │   └── OutcomeUnknown                   a call that changes something may or may not have been applied
    ├── KworkUsageError (ValueError)         a value that cannot be sent; nothing was sent
    └── MissingFieldError (AttributeError)   a field was read that the service did not send, or sent as something else

The first seven are the documented ones and have the documented arguments. Errors that a call raises also say which call it was
(``operation``, ``parameters`` with texts and secrets hidden), what the server said (``said``) and what to do (``advice``):
``str(error)`` has all of it, ``error.message`` the first part alone.

Source: the documentation, errors.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self

from birzha_client.outcome import OutcomeUnknown as SharedOutcomeUnknown

NOTHING: Mapping[str, str] = MappingProxyType({})


class KworkError(Exception):
    """The base of all errors of this client.

    Args:
        message: what happened.
        response: the answer, as :class:`~kwork_api.response.Response`, if there was one.
    """

    advice: str = ""
    """What to do next."""
    said: str = ""
    """What the server said, in its own words, shortened."""
    operation: str = ""
    """The call, such as ``catalog.get_list``; empty outside of a call."""
    parameters: Mapping[str, str] = NOTHING
    """The parameters of the call, fit to be shown."""
    error_code: str | None = None
    """The code that the answer carries in its body, where it carries one."""

    def __init__(self, message: str, response: Any = None) -> None:
        self.message: str = message
        self.response = response
        super().__init__(message)

    def during(self, operation: str, parameters: Mapping[str, str], *, said: str = "", advice: str = "") -> Self:
        """The same error, which now knows what it is about; ``message`` also tells what the server said.

        Args:
            operation: the call.
            parameters: its parameters, fit to be shown.
            said: what the server said.
            advice: what to do next, where the class does not say it better.
        """
        self.operation = operation
        self.parameters = parameters
        self.said = said
        self.advice = advice or self.advice
        if said:
            self.message = f"{self.message}; the server said: {said}"
        return self

    def __str__(self) -> str:
        if not self.operation:
            return self.message
        listed = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        advice = f"; what to do: {self.advice}" if self.advice else ""
        return f"{self.operation}({listed}): {self.message}{advice}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[KworkError], arguments: tuple[Any, ...], state: dict[str, Any]) -> KworkError:
    """An error from its parts, for copies and other processes: subclasses have arguments of their own."""
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(state)
    return error


class KworkAuthError(KworkError):
    """The login failed, the session has expired, or the action is not allowed (HTTP 401, 403).

    Args:
        message: what happened.
        response: the answer.
    """

    advice = "log in again with KworkClient.login()"
    expired: bool = False
    """The service does not know the session (any more); a new login helps. Otherwise it would only make things worse."""

    def __init__(self, message: str = "Authentication failed", response: Any = None) -> None:
        super().__init__(message, response)


class KworkApiError(KworkError):
    """The service answered, and not with what was asked for.

    Args:
        message: what happened.
        status_code: HTTP status of the answer; 200 where a page or half an answer came with it.
        response: the answer.
    """

    advice = "see what the server said; call again later if it was a failure of its own"

    def __init__(self, message: str, status_code: int | None = None, response: Any = None) -> None:
        self.status_code = status_code
        super().__init__(message, response)


class KworkNotFoundError(KworkApiError):
    """There is no such thing (HTTP 404).

    Args:
        resource: what was asked for.
        response: the answer.
    """

    advice = "check the id, and the base URL"

    def __init__(self, resource: str, response: Any = None) -> None:
        self.resource = resource
        super().__init__(f"Resource not found: {resource}", 404, response)


class KworkRateLimitError(KworkApiError):
    """Too many requests (HTTP 429), until the attempts were used up. The call was not applied.

    Args:
        message: what happened.
        response: the answer.
    """

    advice = "call less often (see the pacing of the client), and later"
    retry_after: float | None = None
    """Seconds that the service asks to wait, if it said so."""

    def __init__(self, message: str = "Rate limit exceeded", response: Any = None) -> None:
        super().__init__(message, 429, response)


class KworkValidationError(KworkApiError):
    """A parameter is missing or wrong (HTTP 400).

    Args:
        message: what happened.
        fields: what is wrong with each parameter.
        response: the answer.
    """

    advice = "check the parameters; error.fields has what is wrong with each"

    def __init__(
        self, message: str = "Validation failed", fields: dict[str, list[str]] | None = None, response: Any = None
    ) -> None:
        self.fields: dict[str, list[str]] = fields or {}
        super().__init__(message, 400, response)


class KworkLiveMismatchError(KworkApiError):
    """The live route of this name answers another thing than the documented one, and nothing is made up from it.

    Args:
        reason: what the answer is instead.
        raw: the decoded answer, complete.
        response: the answer.
    """

    advice = "use error.raw, or a server that answers as documented; the README lists these routes"

    def __init__(self, reason: str, raw: Any = None, response: Any = None) -> None:
        self.reason = reason
        self.raw = raw
        status = getattr(response, "status_code", None)
        super().__init__(f"the answer is another thing than the documented one: {reason}", status, response)


class KworkDriftError(KworkApiError):
    """The call was applied, and its answer is not as documented.

    Args:
        message: what is different.
        response: the answer.
    """

    advice = "report it; the call itself was applied, do not repeat it blindly"

    def __init__(self, message: str, response: Any = None) -> None:
        super().__init__(message, getattr(response, "status_code", None), response)


class KworkNetworkError(KworkError):
    """No answer: no connection, no time left, no such host, no trusted certificate, a connection that broke.

    Args:
        message: what happened.
        response: an answer that cannot be used, if there was one.
    """

    advice = "check the network and the base URL, then call again"

    def __init__(self, message: str = "Network error", response: Any = None) -> None:
        super().__init__(message, response)


class OutcomeUnknown(KworkNetworkError, SharedOutcomeUnknown):
    """A call that changes something was sent, and no usable answer came: it may have been applied, or not.

    Never repeat it before finding out. ``__cause__`` says what went wrong.

    Args:
        message: what happened.
        find_out: how to find out whether it was applied.
        response: an answer that cannot be used, if there was one.
    """

    def __init__(self, message: str, find_out: str, response: Any = None) -> None:
        super().__init__(message, response)
        self.find_out = find_out
        self.advice: str = f"do not repeat it blindly; {find_out}"


class KworkUsageError(KworkError, ValueError):
    """A value cannot be sent, or a setting contradicts itself. Nothing was sent."""


class MissingFieldError(KworkError, AttributeError):
    """A documented field was read that the service did not send, or sent as something that it is not."""

    advice = "see .raw for what was sent"
