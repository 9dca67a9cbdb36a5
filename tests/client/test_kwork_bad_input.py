"""What goes wrong between the Kwork client and a real exchange in a process of its own: the documented class, told in words."""

import asyncio
from types import SimpleNamespace

import pytest

from birzha_client.faults import Answer, FaultyTransport, SyncFaultyTransport
from birzha_client.http import HttpTransport, SyncHttpTransport
from birzha_client.wire import WireResponse
from kwork_api import (
    KworkApiError,
    KworkAuthError,
    KworkClient,
    KworkDriftError,
    KworkNetworkError,
    KworkNotFoundError,
    KworkRateLimitError,
    KworkValidationError,
    MissingFieldError,
    OutcomeUnknown,
    RetryPolicy,
    SyncKworkClient,
)

from .places import PASSWORD, USERNAME

QUICK = RetryPolicy(retries=1, base=0.01)


@pytest.fixture(params=[KworkClient, SyncKworkClient], ids=["async", "sync"])
def here(request, process_place):
    """The exchange as every test finds it, and a way to use either client on it: ``here.run(lambda client: client.…())``."""
    process_place.rewind()
    process_place.ask("DELETE", "/_sandbox/journal")
    kind = request.param

    def run(call, **options):
        given = {"base_url": process_place.kwork, "retries": QUICK, **process_place.credentials, **options}
        if kind is SyncKworkClient:
            with SyncKworkClient(**given) as client:
                return call(client)

        async def use():
            async with KworkClient(**given) as client:
                return await call(client)

        return asyncio.run(use())

    def log_in(password):
        found = kind.login(USERNAME, password, base_url=process_place.kwork, retries=QUICK)
        return asyncio.run(found) if kind is KworkClient else found

    def fault(rule, **more):
        process_place.ask("POST", "/_sandbox/faults", {"kind": rule, **more})

    def reached(method):
        """How often a call reached the exchange."""
        return len(process_place.ask("GET", f"/_sandbox/journal?method={method}")["entries"])

    return SimpleNamespace(place=process_place, kind=kind, run=run, log_in=log_in, fault=fault, reached=reached)


def get_list(client):
    """A call that reads."""
    return client.catalog.get_list()


def fetch(client):
    """A call that takes what is new."""
    return client.notifications.fetch()


def told(error, *words):
    """The error says what happened and what the server said, and what to do next."""
    for word in (*words, "what to do: "):
        assert word in str(error)


def test_a_wrong_password(here):
    """An authentication error in the exchange's words, with advice, after one attempt; the password is not repeated."""
    with pytest.raises(KworkAuthError) as caught:
        here.log_in("not the password")
    told(caught.value, "the login was not accepted (HTTP 401)", "the server said: Логин или пароль не подходят")
    assert "not the password" not in str(caught.value)
    assert caught.value.response.status_code == 401
    assert here.reached("signIn") == 1


SESSIONS = {
    "no token cookie": ({"token": None, "cookies": {}}, "Нет сессии"),
    "a cookie of the user, and no token": ({"token": None, "cookies": {"userId": "1"}}, "Нет сессии"),
    "a token that nobody has": ({"token": "nobody", "cookies": {}}, "Сессия неизвестна"),
    "the token of another user": ({"cookies": {"userId": "1"}}, "называет не того, чья это сессия"),
}


@pytest.mark.parametrize("case", SESSIONS)
def test_sessions_that_are_none(here, case):
    """An authentication error that says that a login helps, at once and in the exchange's words."""
    session, words = SESSIONS[case]
    with pytest.raises(KworkAuthError) as caught:
        here.run(lambda client: client.user.get_info(), **session)
    told(caught.value, "the service does not know the session (HTTP 401)", words, "log in again")
    assert caught.value.expired
    assert here.reached("user.get_info") == 1


def test_an_expired_token(here):
    """The clock ages it: an error that says so without a callback, one new login for all calls with one."""
    here.place.ask("POST", "/_sandbox/clock/advance", {"by": "P31D"})
    with pytest.raises(KworkAuthError) as caught:
        here.run(lambda client: client.user.get_info())
    told(caught.value, "Сессия неизвестна или закончилась", "log in again")
    found = here.run(lambda client: client.user.get_info(), login_with=lambda: (USERNAME, PASSWORD))
    assert found["username"] == USERNAME
    assert here.reached("signIn") == 1


PARAMETERS = {
    "a negative page": (lambda client: client.catalog.get_list(page=-1), {"page"}),
    "page 0": (lambda client: client.projects.get_list(page=0), {"page"}),
    "a page that no number holds": (lambda client: client.projects.get_list(page=2**70), {"page"}),
    "an unknown sort": (lambda client: client.catalog.get_list(sort="cheapest"), {"sort"}),
    "several at once": (lambda client: client.catalog.get_list(page=-1, sort="cheapest"), {"page", "sort"}),
    "id 0": (lambda client: client.catalog.get_details(0), {"kwork_id"}),
    "an id that no number holds": (lambda client: client.catalog.get_details(2**63), {"kwork_id"}),
    "a negative user": (lambda client: client.user.get_reviews(user_id=-5), {"user_id"}),
    "a category that is text": (lambda client: client.catalog.get_list(category_id="bread"), {"category_id"}),
}


@pytest.mark.parametrize("case", PARAMETERS)
def test_values_that_cannot_be(here, case):
    """A validation error whose ``fields`` name what is wrong, each in words; asked once."""
    call, fields = PARAMETERS[case]
    with pytest.raises(KworkValidationError) as caught:
        here.run(call)
    assert caught.value.fields.keys() == fields
    assert all(text for texts in caught.value.fields.values() for text in texts)
    told(caught.value, "Validation failed (HTTP 400)", "the server said: ", "check the parameters")
    assert here.reached("*") == 1


NOBODY = {
    "a kwork": lambda client: client.catalog.get_details(2**63 - 1),
    "the rest of a kwork": lambda client: client.catalog.get_details_extra(999_999),
    "a user": lambda client: client.user.get_reviews(user_id=999_999),
    "a partner": lambda client: client.other.is_dialog_allow(999_999),
}


@pytest.mark.parametrize("case", NOBODY)
def test_things_that_are_not_there(here, case):
    """A not-found error that names what was asked for."""
    with pytest.raises(KworkNotFoundError) as caught:
        here.run(NOBODY[case])
    told(caught.value, "Resource not found: /", "=9", "check the id")


TROUBLE = {
    "a page instead of JSON": (("html_page", {}), KworkApiError, 200, ("a page came", "Технические работы")),
    "a 502 page": (("html_page", {"status": 502}), KworkApiError, 502, ("HTTP 502", "Технические работы")),
    "a line of text with 503": (("server_error", {"status": 503}), KworkApiError, 503, ("HTTP 503",)),
    "half of the JSON": (("truncate", {"quietly": True}), KworkApiError, 200, ("half an answer came", '"kworks"')),
    "the connection closed in the middle": (("truncate", {}), KworkNetworkError, None, ("no answer: ",)),
    "the connection closed before a byte": (("drop_before", {}), KworkNetworkError, None, ("no answer: ",)),
    "too many requests": (
        ("too_many_requests", {"retry_after": 0}),
        KworkRateLimitError,
        429,
        ("Rate limit exceeded",),
    ),
}


@pytest.mark.parametrize("case", TROUBLE)
def test_trouble_with_a_read(here, case):
    """Once: it is asked again and loses nothing. Every time: the documented class, with the whole answer if there was one."""
    (rule, more), expected, status, words = TROUBLE[case]
    here.fault(rule, times=1, **more)
    assert len(here.run(get_list).kworks) == 50
    assert here.reached("catalog.get_list") == 2
    here.fault(rule, times=2, **more)
    with pytest.raises(expected) as caught:
        here.run(get_list)
    assert type(caught.value) is expected
    told(caught.value, *words)
    assert getattr(caught.value, "status_code", None) == status
    if status is None:
        assert caught.value.response is None
    else:
        assert caught.value.response.status_code == status
    assert here.reached("catalog.get_list") == 4


def test_a_field_of_another_type(here):
    """It spoils itself alone: reading it says so, everything else is there, and a strict client refuses the answer."""
    here.fault("wrong_type", method="catalog.get_list", field="price", times=2)
    found = here.run(get_list).kworks
    assert len([kwork.title for kwork in found]) == 50
    wrong = [kwork for kwork in found if kwork.raw is not None]
    assert wrong
    with pytest.raises(MissingFieldError, match="price is not there: the service sent it as something else"):
        _ = wrong[0].price
    with pytest.raises(KworkDriftError, match=r"Kwork\.price is wrong"):
        here.run(get_list, strict=True)


EMPTY = Answer(WireResponse(200, (), b""), applied=True)


@pytest.mark.parametrize("name", ["catalog.get_list", "user.get_info", "reference.get_cities"])
def test_an_empty_answer_to_a_read(here, name):
    """HTTP 200 without a body: asked again; when it lasts, an error that says so."""
    transport = (
        FaultyTransport(HttpTransport(), [EMPTY, None, EMPTY, EMPTY])
        if here.kind is KworkClient
        else SyncFaultyTransport(SyncHttpTransport(), [EMPTY, None, EMPTY, EMPTY])
    )
    assert here.run(lambda client: client.call(name), transport=transport)
    with pytest.raises(KworkApiError) as caught:
        here.run(lambda client: client.call(name), transport=transport)
    told(caught.value, "an empty answer came instead of data (HTTP 200)", "call again later")
    assert caught.value.status_code == 200


LOST = {
    "a page": ("html_page", {}),
    "a 502": ("server_error", {"status": 502}),
    "half of the JSON": ("truncate", {"quietly": True}),
    "closed in the middle": ("truncate", {}),
    "closed before a byte": ("drop_before", {}),
    "applied, and the answer lost": ("applied_but_lost", {}),
}


@pytest.mark.parametrize("case", LOST)
def test_a_lost_answer_to_what_takes_things(here, case):
    """It is delivered once, raised as unknown with a way to find out, and that way shows everything: nothing is lost."""
    rule, more = LOST[case]
    here.fault(rule, method="notifications.fetch", times=1, **more)
    with pytest.raises(OutcomeUnknown) as caught:
        here.run(fetch)
    assert isinstance(caught.value, KworkNetworkError)
    told(caught.value, "do not repeat it blindly; call notifications.get_list")
    assert here.reached("notifications.fetch") == 1
    assert here.run(lambda client: client.notifications.get_list()).notifications


def test_a_limit_before_what_takes_things(here):
    """429 says that nothing was done, so that it is sent again, and everything new comes."""
    here.fault("too_many_requests", method="notifications.fetch", times=1, retry_after=0)
    assert here.run(fetch).notifications
    assert here.run(fetch).notifications == []


def test_a_lost_answer_to_a_change_that_may_be_repeated(here):
    """Settings are sent again; when no answer ever comes, the outcome is unknown, and the advice tells what became of it."""
    here.fault("applied_but_lost", method="other.update_settings", times=1)
    here.run(lambda client: client.other.update_settings({"theme": "dark"}))
    here.fault("applied_but_lost", method="other.update_settings", times=2)
    with pytest.raises(OutcomeUnknown) as caught:
        here.run(lambda client: client.other.update_settings({"theme": "light"}))
    told(caught.value, "call user.get_info and compare its settings")
    assert here.run(lambda client: client.user.get_info())["settings"]["theme"] == "light"
