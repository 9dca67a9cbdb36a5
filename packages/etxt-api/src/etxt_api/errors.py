"""Everything that a call may raise, in one tree.

::

    EtxtError
    ├── EtxtUsageError (ValueError)          a value that cannot be sent; nothing was sent
    ├── EtxtNetworkError                     no usable answer
    │   ├── EtxtRateLimitError               HTTP 429 until the attempts were used up
    │   ├── EtxtServerError                  HTTP 5xx, a page or half an answer instead of data
    │   └── OutcomeUnknown                   a call that changes something may or may not have been applied
    ├── EtxtHttpError                        an answer of HTTP 3xx or 4xx: the request never became a call
    ├── EtxtAuthError                        token unknown, API switched off, bad signature
    ├── EtxtApiError                         the exchange said no with a code; unknown codes come as this class
    │   ├── NoParamsError        no_params           ├── EtxtFileError
    │   ├── NoObjectError        no_object           │   ├── FileIsEmptyError        file_is_empty
    │   ├── NoAccessError        no_access           │   ├── FileNotUploadedError    file_not_uploaded
    │   ├── PrivateDataError     is_private_data     │   ├── FileTooBigError         file_too_big
    │   ├── MaxLimitError        max_limit           │   ├── FileBadTypeError        file_bad_type
    │   ├── TooSoonError         is_timeout          │   └── FileHasVirusError       file_has_virus
    │   ├── NoTargetUserError    no_utarget
    │   ├── NoWorkError          no_work, no_uwork
    │   └── NoMoneyError         no_money (not documented by eTXT)
    ├── EtxtDriftError                       the answer is not as documented (strict clients; or nothing to decode)
    └── MissingFieldError (AttributeError)   a field was read that the service did not send, or sent as something else
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import ClassVar, TypedDict, Unpack

from birzha_client.outcome import OutcomeUnknown as SharedOutcomeUnknown

NOTHING: Mapping[str, str] = MappingProxyType({})


class About(TypedDict, total=False):
    """What every error may say about itself; see :class:`EtxtError`."""

    operation: str
    parameters: Mapping[str, str]
    said: str
    advice: str
    status: int | None


def extended(about: About, **more: Unpack[About]) -> About:
    """The same, with more of it."""
    found = about.copy()
    found.update(more)
    return found


class EtxtError(Exception):
    """The base of all errors of this client.

    Args:
        happened: what happened.
        operation: name of the call on the wire; empty outside of a call.
        parameters: its parameters, fit to be shown: free text and secrets are hidden.
        said: what the server said, in its own words, shortened.
        advice: what to do next.
        status: HTTP status of the answer, if there was one.
    """

    advice: str = ""

    def __init__(
        self,
        happened: str,
        *,
        operation: str = "",
        parameters: Mapping[str, str] = NOTHING,
        said: str = "",
        advice: str = "",
        status: int | None = None,
    ) -> None:
        super().__init__(happened)
        self.happened = happened
        self.operation = operation
        self.parameters = parameters
        self.said = said
        self.advice = advice or type(self).advice
        self.status = status

    def __str__(self) -> str:
        called = ""
        if self.operation:
            listed = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
            called = f"{self.operation}({listed}): "
        said = f"; the server said: {self.said}" if self.said else ""
        advice = f"; what to do: {self.advice}" if self.advice else ""
        return f"{called}{self.happened}{said}{advice}"


class EtxtUsageError(EtxtError, ValueError):
    """A value cannot be put on the wire. Nothing was sent."""


class EtxtNetworkError(EtxtError):
    """No usable answer came: no connection, no time left, a connection that broke."""

    advice = "check the network and the base URL, then call again"


class EtxtRateLimitError(EtxtNetworkError):
    """The service answered HTTP 429 until the attempts were used up. The call was not applied.

    Args:
        retry_after: seconds that the service asks to wait, if it said so.
    """

    advice = "call less often (see the pacing of the client), and later"

    def __init__(self, happened: str, *, retry_after: float | None = None, **about: Unpack[About]) -> None:
        super().__init__(happened, **about)
        self.retry_after = retry_after


class EtxtServerError(EtxtNetworkError):
    """The service failed (HTTP 5xx), or sent a page or a piece of an answer where data was due."""

    advice = "call again later; if it lasts, check that the base URL ends in /api/json/"


class OutcomeUnknown(EtxtNetworkError, SharedOutcomeUnknown):
    """A call that changes something was sent, and no usable answer came: it may have been applied, or not.

    Never repeat it before finding out: ``find_out`` says how. ``__cause__`` says what went wrong.
    """

    def __init__(self, happened: str, *, find_out: str, **about: Unpack[About]) -> None:
        super().__init__(happened, **about)
        self.find_out = find_out


class EtxtHttpError(EtxtError):
    """The answer is an HTTP 3xx or 4xx: something on the way refused the request before it became a call."""

    advice = "check the base URL"


class AuthProblem(Enum):
    """Why the service does not know the caller."""

    SETTINGS = "settings"
    """The token is unknown, the API is switched off for the account, or no API password is set."""
    SIGNATURE = "signature"
    """The signature is not that of the account's API password."""


class EtxtAuthError(EtxtError):
    """The service does not accept the credentials.

    Args:
        problem: which of them.
    """

    ADVICE: ClassVar[Mapping[AuthProblem, str]] = MappingProxyType(
        {
            AuthProblem.SETTINGS: (
                "check the token, and that the API is allowed and an API password is set in the account's settings"
            ),
            AuthProblem.SIGNATURE: "check the API password (it is not the password that one logs in with)",
        }
    )

    def __init__(self, happened: str, *, problem: AuthProblem, **about: Unpack[About]) -> None:
        about.setdefault("advice", self.ADVICE[problem])
        super().__init__(happened, **about)
        self.problem = problem


class EtxtApiError(EtxtError):
    """The exchange refused the call with a code.

    Args:
        code: the code as it came, such as ``no_object``.
    """

    codes: ClassVar[tuple[str, ...]] = ()
    advice = "see the documentation of the call for this code"

    def __init__(self, happened: str, *, code: str, **about: Unpack[About]) -> None:
        super().__init__(happened, **about)
        self.code = code


class NoParamsError(EtxtApiError):
    """A parameter is missing or wrong."""

    codes: ClassVar[tuple[str, ...]] = ("no_params",)
    advice = "check the obligatory parameters and the limits of the others"


class NoObjectError(EtxtApiError):
    """Nothing was found. Empty lists come as this too; the iterators end there quietly."""

    codes: ClassVar[tuple[str, ...]] = ("no_object",)
    advice = "check the id, and whose it is"


class NoAccessError(EtxtApiError):
    """The action or the object is not for this caller, or not in this state."""

    codes: ClassVar[tuple[str, ...]] = ("no_access",)
    advice = "check the state of the object, and whether the call is for customers only"


class PrivateDataError(EtxtApiError):
    """A text carries contact data."""

    codes: ClassVar[tuple[str, ...]] = ("is_private_data",)
    advice = "take phones, addresses, links and messenger names out of the texts"


class MaxLimitError(EtxtApiError):
    """A limit of the call is exceeded."""

    codes: ClassVar[tuple[str, ...]] = ("max_limit",)
    advice = "send less in one call"


class EtxtFileError(EtxtApiError):
    """The attached file was not taken."""


class FileIsEmptyError(EtxtFileError):
    """The file is empty."""

    codes: ClassVar[tuple[str, ...]] = ("file_is_empty",)
    advice = "check the file"


class FileNotUploadedError(EtxtFileError):
    """The upload was broken."""

    codes: ClassVar[tuple[str, ...]] = ("file_not_uploaded",)
    advice = "send the file again"


class FileTooBigError(EtxtFileError):
    """The file is too big."""

    codes: ClassVar[tuple[str, ...]] = ("file_too_big",)
    advice = "send a smaller file, or a link in the description"


class FileBadTypeError(EtxtFileError):
    """Files of this type are not taken."""

    codes: ClassVar[tuple[str, ...]] = ("file_bad_type",)
    advice = "send a document or an archive of a usual format"


class FileHasVirusError(EtxtFileError):
    """The file carries a virus."""

    codes: ClassVar[tuple[str, ...]] = ("file_has_virus",)
    advice = "do not send this file"


class TooSoonError(EtxtApiError):
    """Too little time has passed since the last call of this kind."""

    codes: ClassVar[tuple[str, ...]] = ("is_timeout",)
    advice = "wait: one review of a user a day, one private message a minute"


class NoTargetUserError(EtxtApiError):
    """The performer of an individual order does not exist, or one of the two has blocked the other."""

    codes: ClassVar[tuple[str, ...]] = ("no_utarget",)
    advice = "check id_target and the black lists"


class NoWorkError(EtxtApiError):
    """The performer of an individual order does not take this kind of work, or not at this price."""

    codes: ClassVar[tuple[str, ...]] = ("no_work", "no_uwork")
    advice = "call users.getWorks for the performer's kinds of work and lowest prices"


class NoMoneyError(EtxtApiError):
    """The account has too little money. eTXT documents no code for this; compatible servers send ``no_money``."""

    codes: ClassVar[tuple[str, ...]] = ("no_money",)
    advice = "call users.getBalance, and top the account up"


class EtxtDriftError(EtxtError):
    """The call was applied, and its answer is not as documented."""

    advice = "report it, with a recording if you can; the call itself was applied, do not repeat it blindly"


class MissingFieldError(EtxtError, AttributeError):
    """A documented field was read that the service did not send, or sent as something that it is not."""

    advice = "see .raw for what was sent"


def _by_code(base: type[EtxtApiError]) -> dict[str, type[EtxtApiError]]:
    found = dict.fromkeys(base.codes, base)
    for child in base.__subclasses__():
        found |= _by_code(child)
    return found


BY_CODE: Mapping[str, type[EtxtApiError]] = MappingProxyType(_by_code(EtxtApiError))
"""The class for each code; codes that are not here come as :class:`EtxtApiError`."""
