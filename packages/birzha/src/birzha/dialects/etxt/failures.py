"""What a failed call answers: the market's refusals as the dialect's codes (documentation, "Ошибки"; reference, §2.7)."""

from birzha.errors import (
    ContactsFound,
    FileBadType,
    FileEmpty,
    FileHasVirus,
    FileNotUploaded,
    FileTooBig,
    Forbidden,
    Invalid,
    LimitExceeded,
    MarketError,
    NoSuchTarget,
    NotEnoughMoney,
    NotFound,
    Taken,
    TooSoon,
    WorkMismatch,
)

CODES: dict[type[MarketError], str] = {
    Invalid: "no_params",
    Taken: "no_params",
    NotFound: "no_object",
    Forbidden: "no_access",
    ContactsFound: "is_private_data",
    LimitExceeded: "max_limit",
    TooSoon: "is_timeout",
    NotEnoughMoney: "no_money",
    NoSuchTarget: "no_utarget",
    WorkMismatch: "no_work",
    FileEmpty: "file_is_empty",
    FileNotUploaded: "file_not_uploaded",
    FileTooBig: "file_too_big",
    FileBadType: "file_bad_type",
    FileHasVirus: "file_has_virus",
}
"""``no_money`` is ours: the documentation names no code for it (A8)."""

UNKNOWN_USER = "Настройки пользователя для работы с API не верны"
BAD_SIGN = "Подпись не верна"
AUTH_CODES = {UNKNOWN_USER: "bad_token", BAD_SIGN: "bad_sign"}
"""What ``auth_errors=json`` answers instead of the texts."""


class Refused(Exception):
    """The dialect itself refuses the call; no command has run.

    Args:
        code: for the answer's ``error``.
        status: of HTTP; the service answers most of its errors with 200.
    """

    def __init__(self, code: str, status: int = 200) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class NotAuthenticated(Exception):
    """The token, the account's settings or the signature are wrong.

    Args:
        text: the service's own words.
        form: how the caller wants to be told: the position of the switch ``auth_errors``.
    """

    def __init__(self, text: str, form: str = "text") -> None:
        super().__init__(text)
        self.text = text
        self.form = form


def code_of(error: MarketError) -> str:
    """The dialect's code of a refusal; of the nearest known class for a subclass."""
    for kind in type(error).__mro__:
        found = CODES.get(kind)
        if found is not None:
            return found
    return "no_access"
