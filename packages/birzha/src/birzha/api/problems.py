"""Every refusal of the API: one JSON shape, one table from the market's errors to statuses.

``{"error": code, "message": what happened, "field": the parameter at fault, "next": what to do}``; ``field`` and ``next`` may be
empty. Programs branch on ``error``, people read the other two.
"""

from dataclasses import dataclass, field

from msgspec import Struct, json
from starlette.responses import Response

from birzha.errors import (
    ContactsFound,
    FileBadType,
    FileEmpty,
    FileHasVirus,
    FileNotUploaded,
    FileRefused,
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
    WrongCredentials,
    WrongState,
)


class Problem(Struct, frozen=True):
    """A refusal, as the caller reads it.

    Args:
        error: the code for programs.
        message: what happened, in Russian.
        field: the parameter at fault; empty: none in particular.
        next: what to do now, in Russian; may be empty.
    """

    error: str
    message: str
    field: str
    next: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one kind of refusal is said over HTTP.

    Args:
        status: of the answer.
        code: the ``error`` of the answer.
        next: what the caller can do.
    """

    status: int
    code: str
    next: str = ""


FIX = "Исправьте значение и повторите запрос."
OTHER_FILE = "Выберите другой файл и отправьте его заново."

REFUSALS: dict[type[MarketError], Refusal] = {
    Invalid: Refusal(422, "invalid", FIX),
    NotFound: Refusal(404, "not_found", "Проверьте номер: объекта нет или он вам не виден."),
    Forbidden: Refusal(403, "forbidden", "Войдите под учётной записью, у которой есть это право."),
    WrongState: Refusal(409, "wrong_state", "Запросите текущее состояние и действуйте по нему."),
    WrongCredentials: Refusal(401, "wrong_credentials", "Проверьте логин и пароль; забытый пароль меняют письмом."),
    LimitExceeded: Refusal(422, "limit_exceeded", "Уменьшите значение или освободите место."),
    TooSoon: Refusal(429, "too_soon", "Подождите столько секунд, сколько указано в Retry-After."),
    NotEnoughMoney: Refusal(402, "not_enough_money", "Пополните баланс и повторите запрос."),
    ContactsFound: Refusal(422, "contacts_found", "Уберите из текста контактные данные."),
    NoSuchTarget: Refusal(422, "no_such_target", "Выберите другого исполнителя."),
    WorkMismatch: Refusal(422, "work_mismatch", "Посмотрите виды работ и минимальные цены исполнителя."),
    Taken: Refusal(409, "taken", "Выберите другое имя."),
    FileRefused: Refusal(422, "file_refused", OTHER_FILE),
    FileEmpty: Refusal(422, "file_empty", OTHER_FILE),
    FileNotUploaded: Refusal(422, "file_not_uploaded", "Отправьте файл ещё раз."),
    FileTooBig: Refusal(413, "file_too_big", "Уменьшите файл или разделите его."),
    FileBadType: Refusal(415, "file_bad_type", OTHER_FILE),
    FileHasVirus: Refusal(422, "file_has_virus", "Проверьте файл антивирусом."),
}
"""Every error of the market; one that is missing here is said as its nearest parent."""


class Refused(Exception):
    """The API itself refuses, before any command has run.

    Args:
        refusal: status and code.
        message: what happened, in Russian.
        field: the parameter at fault.
        headers: headers of the answer.
    """

    def __init__(
        self, refusal: Refusal, message: str, *, field: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.refusal = refusal
        self.message = message
        self.field = field
        self.headers = headers or {}


MALFORMED = Refusal(400, "bad_request", "Проверьте, как составлен запрос.")
UNAUTHORIZED = Refusal(
    401, "unauthorized", "Войдите: POST /api/v1/sessions, и пришлите токен в заголовке Authorization."
)
CHALLENGE = {"www-authenticate": 'Bearer realm="birzha"'}
"""What RFC 9110 wants beside every 401 (section 15.5.2)."""
NO_SUCH_ADDRESS = Refusal(404, "not_found", "Список адресов: /api/v1/openapi.json.")
METHOD_NOT_ALLOWED = Refusal(405, "method_not_allowed", "Разрешённые методы перечислены в заголовке Allow.")
BODY_TOO_LARGE = Refusal(413, "body_too_large", "Сократите тело запроса.")
MEDIA_TYPE = Refusal(415, "unsupported_media_type", "Пришлите тело в указанном виде.")
INVALID = REFUSALS[Invalid]
INTERNAL = Refusal(500, "internal", "Повторите позже; если повторится, сообщите администратору биржи.")
UNAVAILABLE = Refusal(503, "unavailable", "Повторите запрос через указанное в Retry-After время.")


def refusal_of(error: type[MarketError]) -> Refusal:
    """How an error of the market is said: its own line of the table, or its nearest parent's.

    Raises:
        KeyError: the table knows neither it nor a parent.
    """
    for each in error.__mro__:
        if each in REFUSALS:
            return REFUSALS[each]
    raise KeyError(error)


@dataclass(frozen=True, slots=True)
class Refusals:
    """The refusals that one endpoint declares, for its documentation.

    Args:
        by_status: the codes under each status.
    """

    by_status: dict[int, list[str]] = field(default_factory=dict)

    def add(self, *refusals: Refusal) -> None:
        """Note some more."""
        for refusal in refusals:
            codes = self.by_status.setdefault(refusal.status, [])
            if refusal.code not in codes:
                codes.append(refusal.code)


def answer_problem(
    refusal: Refusal, message: str, *, field: str = "", headers: dict[str, str] | None = None
) -> Response:
    """The answer that says a refusal.

    Args:
        refusal: status, code and what to do next.
        message: what happened.
        field: the parameter at fault.
        headers: further headers.
    """
    body = json.encode(Problem(refusal.code, message, field, refusal.next))
    return Response(body, refusal.status, headers, media_type="application/json")


FIELDS = {
    "id_user": "person_id",
    "id_parent": "parent_id",
    "id_group": "group_id",
    "id_folder": "folder_id",
    "id_category": "category_id",
    "id_language": "language_id",
    "id_object": "object_id",
    "id_report": "review_id",
    "langs": "languages",
}
"""Fields that the market calls by a dialect's word, and what this API calls them."""


def answer_error(error: MarketError) -> Response:
    """The answer that says an error of the market."""
    refusal = refusal_of(type(error))
    headers = {"retry-after": str(error.wait)} if isinstance(error, TooSoon) else {}
    if refusal.status == UNAUTHORIZED.status:
        headers |= CHALLENGE
    return answer_problem(refusal, error.message, field=FIELDS.get(error.field, error.field), headers=headers)
