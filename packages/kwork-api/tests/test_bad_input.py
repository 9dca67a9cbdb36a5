"""Whatever comes back: the documented class, what happened, what the server said, what to do, and the answer itself."""

import json
import pickle
from copy import copy

import pytest

from birzha_client.transport import AnswerLost, NotSent
from birzha_client.wire import WireResponse
from kwork_api import (
    KworkApiError,
    KworkAuthError,
    KworkError,
    KworkNetworkError,
    KworkNotFoundError,
    KworkRateLimitError,
    KworkValidationError,
    OutcomeUnknown,
    RetryPolicy,
    errors,
)

LOST = AnswerLost("the connection broke")
ONCE = RetryPolicy(retries=1, base=0.001)
PAGE = "<html><head><style>b {}</style></head><body><h1>Технические работы</h1></body></html>"


def answer(status, data=b"", **headers):
    """An answer of that status."""
    body = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    return WireResponse(status, tuple((name.replace("_", "-"), value) for name, value in headers.items()), body)


def caught_by(made, name="catalog.get_list", **values):
    """The error of a call."""
    with pytest.raises(KworkError) as caught:
        made.run(name, **values)
    return caught.value


def test_statuses(rig, contract):
    """Each documented status has its documented class; all others of 4xx and 5xx are KworkApiError."""
    for status, name in contract["statuses"].items():
        error = caught_by(rig(answer(int(status), {"message": "нет"}), retries=0))
        assert type(error) is getattr(errors, name)
        assert "нет" in error.message
        assert error.response.status_code == int(status)
        if isinstance(error, KworkApiError):
            assert error.status_code == int(status)


FIELDS = {
    "fields": {"message": "Ошибка", "fields": {"page": ["мало", "не число"], "sort": "нет такой"}},
    "errors by field": {"success": False, "errors": {"page": ["мало", "не число"], "sort": ["нет такой"]}},
    "the same in both": {
        "fields": {"page": ["мало", "не число"], "sort": ["нет такой"]},
        "errors": [
            {"code": "X", "message": "мало", "field": "page"},
            {"code": "X", "message": "не число", "field": "page"},
            {"code": "X", "message": "нет такой", "field": "sort"},
        ],
    },
    "a list of errors": {
        "success": False,
        "errors": [
            {"code": "MIN", "message": "мало", "field": "page"},
            {"code": "TYPE", "message": "не число", "field": "page"},
            {"target": "sort", "text": "нет такой"},
            {"code": "X", "message": "и вообще"},
        ],
    },
}


@pytest.mark.parametrize("layout", FIELDS)
def test_fields_of_a_validation_error(rig, layout):
    """A negative page, an unknown sort: what is wrong with each field, whatever the layout."""
    error = caught_by(rig(answer(400, FIELDS[layout])), page=-1, sort="nonsense")
    assert type(error) is KworkValidationError
    assert error.fields == {"page": ["мало", "не число"], "sort": ["нет такой"]}
    assert str(error).startswith("catalog.get_list(page=-1, sort=<hidden, 8 characters>): Validation failed (HTTP 400)")
    assert "the server said: " in str(error)
    assert "what to do: check the parameters" in str(error)


@pytest.mark.parametrize("name", ["message", "error", "detail", "error_description"])
def test_where_a_server_says_it(rig, name):
    """Servers and what stands before them put their words in different places; the first that has some is quoted."""
    assert caught_by(rig(answer(409, {"message": "", name: "Так нельзя"}))).said == "Так нельзя"
    assert caught_by(rig(answer(409, {name: {"message": "Так нельзя"}}))).said == "Так нельзя"


def test_a_validation_error_without_fields(rig):
    """``fields`` is empty, and iterating over it is harmless, as the documentation does it."""
    assert caught_by(rig(answer(400, b"bad request"))).fields == {}
    assert caught_by(rig(answer(400, {"fields": [1, None]}))).fields == {}


def test_what_is_not_found(rig):
    """The message names what was asked for."""
    error = caught_by(rig(answer(404, {"message": "Кворк не найден"})), "catalog.get_details", kwork_id=999999)
    assert type(error) is KworkNotFoundError
    assert error.message == "Resource not found: /getKworkDetails kwork_id=999999; the server said: Кворк не найден"
    assert error.resource == "/getKworkDetails kwork_id=999999"
    assert error.status_code == 404


def test_an_expired_session_and_a_closed_door(rig):
    """401 says that a login helps; 403 that it does not, least of all when a page of a wall comes."""
    expired = caught_by(rig(answer(401, {"message": "Сессия истекла"})))
    assert (type(expired), expired.expired) == (KworkAuthError, True)
    assert "log in again" in str(expired)
    forbidden = caught_by(rig(answer(403, {"message": "Нельзя"})))
    assert (type(forbidden), forbidden.expired) == (KworkAuthError, False)
    assert "the account may not do this" in str(forbidden)
    wall = caught_by(rig(answer(403, b"<html>access blocked</html>")))
    assert not wall.expired
    assert "do not log in again" in str(wall)
    assert "access blocked" in wall.message


def test_a_service_that_wants_the_application_to_say_who_it_is(rig):
    """401 that asks for the application's header is no expired session: a login would not help, and none is made."""
    asked = []
    made = rig(answer(401, b"<html>401</html>", WWW_Authenticate='Basic realm="x"'), login_with=lambda: asked.append(1))
    error = caught_by(made)
    assert (type(error), error.expired, asked) == (KworkAuthError, False, [])
    assert "what to do: give application=(login, password), or KWORK_APP_LOGIN" in str(error)


def test_a_rate_limit(rig, documented):
    """429 is tried again, also for a call that changes something; in the end the error says how long to wait."""
    made = rig(answer(429, Retry_After="0"), documented["notifications.fetch"])
    assert made.run("notifications.fetch").unread_count == 1
    error = caught_by(rig(answer(429, {"message": "Слишком часто"}, Retry_After="3600")))
    assert type(error) is KworkRateLimitError
    assert error.retry_after == 3600
    assert "Слишком часто" in error.message
    assert caught_by(rig(answer(429), retries=0)).retry_after is None


BROKEN = {
    "a page": (
        answer(200, PAGE.encode(), Content_Type="text/html"),
        "a page came instead of data",
        "Технические работы",
    ),
    "a page that says JSON": (answer(200, PAGE.encode(), Content_Type="application/json"), "a page", "Технические"),
    "half an answer": (answer(200, b'{"kworks": [{"id": 1, "ti'), "half an answer came", '{"kworks"'),
    "nothing": (answer(200, b""), "an empty answer came", ""),
    "spaces": (answer(200, b" \n"), "an empty answer came", ""),
    "nothing, 204": (answer(204, b""), "an empty answer came", ""),
    "text": (answer(200, b"ok"), "text came instead of data", "ok"),
    "NaN": (answer(200, b'{"kworks": NaN}'), "half an answer came", "NaN"),
    "a deep hole": (answer(200, b"[" * 100_000), "half an answer came", "[["),
}


@pytest.mark.parametrize("case", BROKEN)
def test_answers_that_are_no_data(rig, documented, case):
    """A read is asked again; in the end a KworkApiError with the status, and the answer is kept whole."""
    broken, happened, said = BROKEN[case]
    made = rig(broken, documented["catalog.get_list"])
    assert len(made.run("catalog.get_list").kworks) == 2
    error = caught_by(rig(broken, retries=0))
    assert type(error) is KworkApiError
    assert happened in error.message
    assert said in error.message
    assert "style" not in error.message
    assert error.status_code == broken.status
    assert error.response.content == broken.body
    assert "what to do: call again later" in str(error)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failure_of_the_server(rig, documented, status):
    """A 502 page: a read is asked again, then KworkApiError with the status and the page's words."""
    page = answer(status, PAGE.encode(), Content_Type="text/html")
    made = rig(page, page, documented["user.get_info"])
    assert made.run("user.get_info")["username"] == "anna"
    error = caught_by(rig(page, page, retries=ONCE))
    assert (type(error), error.status_code) == (KworkApiError, status)
    assert "Технические работы" in error.message


def test_a_call_that_the_server_does_not_do(rig):
    """501 is told at once, also of a call that changes something: nothing was done, and asking again changes nothing."""
    for name in ("other.get_offers", "notifications.fetch"):
        made = rig(answer(501, {"message": "Этого ещё нет"}))
        error = caught_by(made, name)
        assert (type(error), error.status_code, len(made.sent)) == (KworkApiError, 501, 1)
        assert "does not do this call" in error.message
        assert "Этого ещё нет" in error.message


def test_a_server_that_is_elsewhere(rig):
    """A redirect is not followed, so that no cookie goes to another host; the error says where to."""
    error = caught_by(rig(answer(302, Location="https://user:pw@other.example/x?token=1")))
    assert (type(error), error.status_code) == (KworkApiError, 302)
    assert "https://other.example/x" in str(error)
    assert "token=1" not in str(error)


def test_no_connection(rig, documented):
    """A read survives; without more attempts it is a KworkNetworkError that says what to do."""
    made = rig(NotSent("no such host"), LOST, documented["catalog.get_list"])
    made.run("catalog.get_list")
    for failure in (NotSent("no such host"), LOST):
        error = caught_by(rig(failure, retries=0))
        assert type(error) is KworkNetworkError
        assert "check the network" in str(error)
        assert error.response is None
        assert error.__cause__ is failure


@pytest.mark.parametrize("trouble", [LOST, answer(502, b"bad gateway"), answer(200, b"{half")])
def test_a_lost_answer_to_what_changes_something(rig, trouble):
    """Taking new notifications is never sent twice: nobody knows whether they were taken, and the error says how to find out."""
    made = rig(trouble)
    error = caught_by(made, "notifications.fetch")
    assert type(error) is OutcomeUnknown
    assert isinstance(error, KworkNetworkError)
    assert len(made.sent) == 1
    assert "do not repeat it blindly; call notifications.get_list" in str(error)
    assert error.__cause__ is not None
    if trouble is not LOST:
        assert error.response.content == trouble.body


def test_a_change_that_may_be_sent_twice(rig):
    """Settings are sent again; when no answer ever comes, the outcome is unknown."""
    made = rig(LOST, {"success": True})
    assert made.run("other.update_settings", settings={"language": "ru"}) == {"success": True}
    assert len(made.sent) == 2
    error = caught_by(rig(LOST, LOST, retries=ONCE), "other.update_settings", settings={"language": "ru"})
    assert type(error) is OutcomeUnknown


def test_a_path_that_nobody_documented_is_sent_once(rig):
    """A lost answer to it is an unknown outcome."""
    made = rig(LOST)
    with pytest.raises(OutcomeUnknown):
        made.end(made.client.raw("/newThing", id=1))
    assert len(made.sent) == 1


def test_raw_calls_raise_errors_too(rig):
    """What is not HTTP 2xx is raised as of any call."""
    made = rig(answer(404, {"message": "нет"}))
    with pytest.raises(KworkNotFoundError, match="нет"):
        made.end(made.client.raw("/newThing", id=1))


ENVELOPED = [
    ({"success": False, "error": "Необходима авторизация"}, KworkAuthError, None, True),
    ({"success": False, "error": "x", "error_code": 401}, KworkAuthError, "401", True),
    ({"success": False, "error": "Подтвердите, что вы не робот", "error_code": 118}, KworkAuthError, "118", False),
    ({"success": False, "error": "Последние 4 цифры", "error_code": 192}, KworkAuthError, "192", False),
    ({"success": False, "error": "Только POST", "error_code": 403}, KworkAuthError, "403", False),
    ({"success": False, "error": "Метод API не найден", "error_code": 404}, KworkNotFoundError, "404", None),
    ({"success": False, "error": "Мало параметров", "error_code": 100}, KworkValidationError, "100", None),
    ({"success": False, "error": "Плохие значения", "error_code": "101"}, KworkValidationError, "101", None),
    ({"success": False, "error": "Переписка запрещена", "error_code": 777}, KworkApiError, "777", None),
    ({"success": False, "message": "Нельзя"}, KworkApiError, None, None),
    ({"success": False, "errors": [{"code": "E", "message": "Нельзя"}]}, KworkValidationError, "E", None),
    ({"error": "x", "error_code": 5}, KworkApiError, "5", None),
]


@pytest.mark.parametrize(("data", "kind_of_error", "code", "expired"), ENVELOPED)
def test_refusals_inside_of_http_200(rig, data, kind_of_error, code, expired):
    """The live service says no with HTTP 200: the same classes, and the code of the body."""
    if code == "E":
        data = {**data, "errors": [{**data["errors"][0], "field": "text"}]}
    error = caught_by(rig(data))
    assert type(error) is kind_of_error
    assert error.error_code == code
    assert getattr(error, "expired", None) == expired
    assert error.said
    assert error.response.json() == data


def test_a_rate_limit_inside_of_http_200(rig, documented):
    """It is waited for, like any other."""
    said = {"success": False, "error": "Слишком много запросов"}
    made = rig(said, documented["catalog.get_list"])
    made.run("catalog.get_list")
    assert type(caught_by(rig(said, retries=0))) is KworkRateLimitError


@pytest.mark.parametrize("name", ["catalog.get_list", "notifications.fetch", "projects.get_worker_orders"])
def test_a_refusal_beside_an_empty_list(rig, name):
    """A server that says no and sends the empty list all the same is not taken for one that has nothing."""
    data = {"success": False, "message": "Попробуйте позже", "kworks": [], "notifications": [], "orders": []}
    error = caught_by(rig(data), name)
    assert type(error) is KworkApiError
    assert error.said == "Попробуйте позже"


def test_a_check_that_finds_faults_is_no_refusal(rig, documented):
    """``success: false`` beside the documented fields is a result."""
    found = rig({**documented["other.validate_text"], "success": False}).run("other.validate_text", text="x")
    assert found.success is False
    assert found.issues[0].code == "CONTACTS"
    found = rig({"success": False, "is_valid": False, "issues": None}).run("other.validate_text", text="x")
    assert (found.is_valid, found.issues) == (False, [])
    assert rig({"success": False, "allowed": False}).run("other.is_dialog_allow", user_id=5) is False


def test_secrets_are_not_quoted(rig):
    """A server that repeats the token or a cookie does not make the error carry it."""
    made = rig(
        answer(500, b"session t0ken-of-the-tests and remember-77"), retries=0, cookies={"slrememberme": "remember-77"}
    )
    error = caught_by(made, "other.validate_text", text="my secret text")
    for text in (str(error), repr(error), error.message):
        assert "t0ken" not in text
        assert "remember-77" not in text
        assert "secret" not in text
    assert "session <removed> and <removed>" in error.message


def test_errors_can_be_copied_and_sent_to_other_processes(rig):
    """Copying and pickling keep class, message, fields and answer."""
    made = [
        caught_by(rig(answer(404)), "catalog.get_details", kwork_id=5),
        caught_by(rig(answer(400, {"fields": {"page": ["x"]}}))),
        caught_by(rig(LOST), "notifications.fetch"),
    ]
    for error in made:
        for twin in (copy(error), pickle.loads(pickle.dumps(error))):
            assert type(twin) is type(error)
            assert str(twin) == str(error)
            assert twin.__dict__.keys() == error.__dict__.keys()
