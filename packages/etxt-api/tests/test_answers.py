"""What becomes of an answer: results, refusals, failures, differences."""

import json

import pytest

from birzha_client.policy import Done, Lost, NotApplied, Refused
from birzha_client.wire import WireResponse
from etxt_api.answers import Reading, interpret
from etxt_api.drift import Problem
from etxt_api.errors import (
    BY_CODE,
    AuthProblem,
    EtxtApiError,
    EtxtAuthError,
    EtxtDriftError,
    EtxtFileError,
    EtxtHttpError,
    EtxtRateLimitError,
    EtxtServerError,
    FileHasVirusError,
    NoObjectError,
    NoWorkError,
    TooSoonError,
)
from etxt_api.models.tasks import OrderId
from etxt_api.operations import OPERATIONS

TOKEN = "0123456789abcdef0123456789abcdef"


def reading(name="users.getBalance", *, strict=False, **values):
    """How to read an answer of that call."""
    return Reading(name, OPERATIONS.get(name), values, {"id": "5"}, (TOKEN, "pass"), strict)


def outcome(body, how=None, *, status=200, headers=()):
    """Interpret JSON data or raw bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return interpret(WireResponse(status, headers, raw), how or reading())


BALANCE = {"id": "1", "balance": "5.00", "date": "1700000000"}


def test_a_result():
    """An object of the documented shape is the result, with a byte order mark or in windows-1251 too."""
    assert outcome(BALANCE).value.id == 1
    assert outcome(b"\xef\xbb\xbf" + json.dumps(BALANCE).encode()).value.id == 1
    note = '{"id_user": 1, "text": "Привет", "date": 5}'.encode("cp1251")
    assert outcome(note, reading("users.getNote")).value.text == "Привет"


def test_floats_are_exact():
    """0.1 in JSON is 0.1 and not the nearest binary fraction."""
    assert str(outcome(b'{"id": 1, "balance": 1234567.10, "date": 0}').value.balance) == "1234567.10"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Подпись не верна", AuthProblem.SIGNATURE),
        ("Настройки пользователя для работы с API не верны", AuthProblem.SETTINGS),
        ("<html><body>\nПодпись  не верна.</body></html>", AuthProblem.SIGNATURE),
        ('"Подпись не верна"', AuthProblem.SIGNATURE),
    ],
)
def test_credentials_are_refused_in_plain_russian(text, problem):
    """Two sentences with HTTP 200, in UTF-8 or windows-1251, bare or dressed up."""
    for encoding in ("utf-8", "cp1251"):
        found = outcome(text.encode(encoding))
        assert isinstance(found, Refused)
        assert isinstance(found.error, EtxtAuthError)
        assert found.error.problem is problem
        assert found.error.advice


def test_credentials_are_refused_by_code():
    """Compatible servers may say it in JSON."""
    assert outcome({"error": "bad_sign"}).error.problem is AuthProblem.SIGNATURE


def test_a_text_about_signatures_is_no_refusal():
    """The sentence inside of a result does not make it a failure."""
    how = reading("users.getNote")
    assert isinstance(outcome({"id_user": 1, "text": "Подпись не верна", "date": 5}, how), Done)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_code_has_its_class(code):
    """The error carries code, operation, parameters, the server's words and advice."""
    found = outcome({"error": code}, status=200)
    assert isinstance(found, Refused)
    error = found.error
    assert type(error) is BY_CODE[code]
    assert (error.code, error.operation, error.parameters, error.status) == (code, "users.getBalance", {"id": "5"}, 200)
    assert error.said == code
    assert error.advice
    for part in ("users.getBalance(id=5)", code, error.advice):
        assert part in str(error)


def test_the_tree_of_codes():
    """Spellings share a class, file errors a base."""
    assert BY_CODE["no_work"] is BY_CODE["no_uwork"] is NoWorkError
    assert BY_CODE["is_timeout"] is TooSoonError
    assert issubclass(FileHasVirusError, EtxtFileError)
    assert {"no_params", "no_object", "no_access", "is_private_data", "max_limit", "no_utarget"} <= set(BY_CODE)


def test_an_unknown_code_keeps_its_text():
    """New codes come as the base class."""
    error = outcome({"error": "brand_new"}).error
    assert type(error) is EtxtApiError
    assert (error.code, error.said) == ("brand_new", "brand_new")
    assert outcome({"error": 17, "text": "bad"}).error.code == "17"


@pytest.mark.parametrize("error", ["", None, 0, {}, [], {"code": 1}, ["no_params"]])
def test_an_error_without_a_code_is_none(error):
    """``error`` with nothing in it, or with something that is no code, is a field like any other."""
    assert isinstance(outcome({**BALANCE, "error": error}), Done)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_a_failing_service_loses_the_answer(status):
    """Any 5xx may have come after the call was applied, a 503 with Retry-After too."""
    found = outcome(b'{"error":"internal"}', status=status, headers=(("Retry-After", "3"),))
    assert isinstance(found, Lost)
    assert isinstance(found.error, EtxtServerError)
    assert (found.retry_after, found.error.status) == (3.0, status)


def test_too_many_requests():
    """429 was not applied, and says how long to wait."""
    found = outcome(b"", status=429, headers=(("Retry-After", "9"),))
    assert isinstance(found, NotApplied)
    assert isinstance(found.error, EtxtRateLimitError)
    assert found.retry_after == found.error.retry_after == 9.0


@pytest.mark.parametrize("status", [301, 400, 403, 404, 413, 414])
def test_other_statuses_are_refusals(status):
    """The request never became a call."""
    found = outcome(b"nginx", status=status, headers=(("Location", "https://new.example/?token=x"),))
    assert isinstance(found, Refused)
    assert isinstance(found.error, EtxtHttpError)
    assert "token" not in str(found.error)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html>Maintenance</html>", "page"),
        (b'{"id": "1", "bal', "half"),
        (b"", "half"),
        (b"Fatal error: out of memory", "text"),
        (b'{"id": NaN}', "half"),
        (b"[" * 100_000, "half"),
        (b'{"id": ' + b"9" * 5000 + b"}", "half"),
        ("Произошла ошибка".encode("cp1251"), "text"),
    ],
)
def test_what_is_no_json_loses_the_answer(body, what):
    """A page, half an answer, a warning of PHP: nobody knows whether the call was applied."""
    found = outcome(body)
    assert isinstance(found, Lost)
    assert what in found.error.happened


def test_quotes_are_short_and_without_secrets():
    """An answer that repeats token or signature does not bring them into errors."""
    page = f"<html>/api/json/?token={TOKEN}&sign={'ab' * 16}&p=pass {'x' * 500}".encode()
    said = outcome(page).error.said
    assert len(said) <= 201
    for secret in (TOKEN, "ab" * 16, "pass"):
        assert secret not in said


def test_a_collection_of_one_is_handed_out_as_the_one():
    """users.getUser comes as a list or keyed object with one user; none at all is no_object."""
    user = {"id_user": "4", "login": "anna"}
    for body in ([user], {"4": user}, user):
        assert outcome(body, reading("users.getUser")).value.login == "anna"
    assert isinstance(outcome([], reading("users.getUser")).error, NoObjectError)


def test_results_grouped_by_order():
    """tasks.getResults flat and grouped give the same rows."""
    row = {"id": "1", "id_task": "7", "files": {"text": {"path": "/p"}}}
    for body in ([row], {"7": [row]}, {"7": {"1": row}}):
        (found,) = outcome(body, reading("tasks.getResults")).value
        assert found.files.text.path == "/p"


def test_only_ids():
    """With only_id=1 rows are ids alone, as objects or bare."""
    how = reading("tasks.listTasks", only_id="1")
    for body in ([{"id": "7"}], ["7"], [7]):
        (found,) = outcome(body, how).value
        assert type(found) is OrderId
        assert found.id == 7


def test_languages():
    """A map of names by id."""
    assert outcome({"1": "Русский"}, reading("options.getLangs")).value == {1: "Русский"}
    assert outcome([], reading("options.getLangs")).value == {}


@pytest.mark.parametrize(
    ("name", "body"), [("tasks.listTasks", "text"), ("users.getBalance", [1, 2]), ("tasks.viewNotes", ["x"])]
)
def test_an_unreadable_shape(name, body):
    """JSON that cannot be what is due was an answer all the same: the call was applied."""
    found = outcome(body, reading(name))
    assert isinstance(found, Refused)
    assert isinstance(found.error, EtxtDriftError)
    assert "was applied" in str(found.error)


def test_drift_is_noticed_and_named_without_values():
    """Unknown, missing and wrong fields are told, at any depth; numbers as strings are no drift."""
    how = reading("tasks.getResults")
    row = {
        "id": "x-secret",
        "id_task": "7",
        "files": {"text": {"path": "/p", "name": "t", "size": 1, "new": "secret"}},
        "odd": 1,
    }
    assert isinstance(outcome([row], how), Done)
    found = {(drift.where, drift.problem) for drift in how.drift}
    assert ("TaskResult.odd", Problem.UNKNOWN) in found
    assert ("TaskResult.id", Problem.WRONG) in found
    assert ("TaskResult.comment", Problem.MISSING) in found
    assert ("ResultFile.new", Problem.UNKNOWN) in found
    assert "secret" not in " ".join(str(drift) for drift in how.drift)
    clean = reading()
    outcome(BALANCE, clean)
    assert clean.drift == []


def test_strict_reading_takes_drift_for_an_error():
    """For tests: a difference fails, the documented answer does not."""
    assert isinstance(outcome(BALANCE, reading(strict=True)), Done)
    found = outcome({**BALANCE, "new": 1}, reading(strict=True))
    assert isinstance(found.error, EtxtDriftError)
    assert "Balance.new is unknown" in str(found.error)


def test_an_undeclared_method_gives_its_json():
    """The escape hatch decodes and no more."""
    assert outcome({"a": [1.5]}, reading("x.new")).value["a"]
