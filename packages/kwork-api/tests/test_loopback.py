"""The default transports against a real server process: what goes wrong on real connections, several event loops, logs."""

import asyncio
import logging
import socket
import threading

import pytest

from kwork_api import (
    KworkApiError,
    KworkAuthError,
    KworkClient,
    KworkNetworkError,
    KworkNotFoundError,
    KworkValidationError,
    OutcomeUnknown,
    RetryPolicy,
    SyncKworkClient,
)

QUICK = RetryPolicy(retries=1, base=0.01)


@pytest.fixture
def signed_in(double, kind):
    """Makes calls on a client of either kind that is signed in at the server: ``signed_in(lambda client: client.…())``."""

    def run(call, **options):
        if kind is SyncKworkClient:
            with SyncKworkClient.login(double.user, double.password, base_url=double.url, **options) as client:
                return call(client)

        async def use():
            async with await KworkClient.login(double.user, double.password, base_url=double.url, **options) as client:
                return await call(client)

        return asyncio.run(use())

    return run


def with_fault(double, *faults):
    """Orders faults for the calls after the login, by ordering them when the call is made."""

    def order(call):
        def made(client):
            double.steer("fault", list(faults))
            return call(client)

        return made

    return order


def get_list(client):
    """A call that reads."""
    return client.catalog.get_list(page=1)


def test_a_call_from_login_to_result(signed_in, double):
    """The session's cookies reach the server with every call."""
    assert len(signed_in(get_list).kworks) == 2
    assert [entry["path"] for entry in double.log] == ["/signIn", "/getWebAuthToken", "/catalogMainv2"]
    assert double.log[2]["cookies"] == {
        "userId": "7",
        "slrememberme": "remember-7",
        "web_auth_token": "token-1-abcdefgh",
    }


@pytest.mark.parametrize("fault", ["drop", "half", "truncated", "empty", "page", "502"])
def test_trouble_on_a_real_connection(signed_in, double, fault):
    """A read survives each of them once; when they last, the documented class says what happened."""
    assert len(signed_in(with_fault(double, fault)(get_list), retries=QUICK).kworks) == 2
    expected = KworkNetworkError if fault in {"drop", "half"} else KworkApiError
    with pytest.raises(expected) as caught:
        signed_in(with_fault(double, fault, fault)(get_list), retries=QUICK)
    assert type(caught.value) is expected
    assert "what to do: " in str(caught.value)
    if expected is KworkApiError:
        assert caught.value.response.status_code == caught.value.status_code == (502 if fault == "502" else 200)


def test_a_dropped_answer_to_what_changes_something(signed_in, double):
    """It is delivered once."""
    with pytest.raises(OutcomeUnknown):
        signed_in(with_fault(double, "drop")(lambda client: client.notifications.fetch()), retries=QUICK)
    assert [entry["path"] for entry in double.log].count("/notificationsFetch") == 1


def test_bad_parameters_and_missing_things(signed_in):
    """What the server says about a negative page, an unknown sort and an id out of range."""
    with pytest.raises(KworkValidationError) as caught:
        signed_in(lambda client: client.catalog.get_list(page=-1, sort="cheapest"))
    assert caught.value.fields == {"page": ["Номер страницы начинается с 1"], "sort": ["Нет такой сортировки"]}
    with pytest.raises(KworkNotFoundError, match="Кворк не найден"):
        signed_in(lambda client: client.catalog.get_details(2**63))


def end(result):
    """What a login gives, in either world."""
    return asyncio.run(result) if asyncio.iscoroutine(result) else result


def info_of(client):
    """The account, by a client of either kind, which is closed."""
    if isinstance(client, SyncKworkClient):
        with client:
            return client.user.get_info()

    async def use():
        async with client:
            return await client.user.get_info()

    return asyncio.run(use())


def test_bad_sessions(double, kind):
    """A wrong password, an expired token, and the token of another user: authentication errors, each with its words."""
    with pytest.raises(KworkAuthError, match="Неверный логин или пароль"):
        end(kind.login(double.user, "wrong", base_url=double.url))
    with pytest.raises(KworkAuthError, match="Сессия истекла"):
        info_of(kind("expired-token", base_url=double.url))
    signed_in = SyncKworkClient.login(double.user, double.password, base_url=double.url)
    signed_in.close()
    assert info_of(kind(signed_in.token, base_url=double.url))["id"] == 7
    with pytest.raises(KworkAuthError, match="Сессия истекла"):
        info_of(kind(signed_in.token, {"userId": "8"}, base_url=double.url))


def test_one_client_through_four_event_loops(double):
    """Four successive asyncio.run on one client all work, and the server sees each call once."""
    client = asyncio.run(KworkClient.login(double.user, double.password, base_url=double.url))
    assert [asyncio.run(client.user.get_info())["id"] for _ in range(4)] == [7] * 4
    asyncio.run(client.close())
    assert [entry["path"] for entry in double.log].count("/user") == 4


def test_walking_a_real_catalogue(double, kind):
    """All pages of it, each once."""

    async def walk():
        async with await KworkClient.login(double.user, double.password, base_url=double.url) as client:
            return [kwork.id async for kwork in client.catalog.iterate()]

    if kind is KworkClient:
        found = asyncio.run(walk())
    else:
        with SyncKworkClient.login(double.user, double.password, base_url=double.url) as client:
            found = [kwork.id for kwork in client.catalog.iterate()]
    assert found == [1, 2, 21, 22, 31, 32]


def test_a_server_that_says_nothing():
    """The limit of time ends it, and the error says so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with (
            SyncKworkClient("t", timeout=0.05, base_url=url, retries=0) as client,
            pytest.raises(KworkNetworkError, match="ReadTimeout"),
        ):
            client.user.get_info()


def test_nobody_listens():
    """A refused connection is a network error, also for a call that changes something."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with SyncKworkClient("t", base_url=url, retries=QUICK) as client, pytest.raises(KworkNetworkError) as caught:
            client.notifications.fetch()
        with pytest.raises(KworkNetworkError):
            asyncio.run(KworkClient.login("a", "b", base_url=url, retries=QUICK))
    assert not isinstance(caught.value, OutcomeUnknown)


def test_a_certificate_that_nobody_trusts():
    """TLS to a port that speaks none: a network error."""

    def hang_up(listener):
        listener.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=hang_up, args=(listener,))
        thread.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        with SyncKworkClient("t", base_url=url, retries=0) as client, pytest.raises(KworkNetworkError):
            client.user.get_info()
        thread.join()


def test_no_log_of_any_library_tells_a_secret(double, caplog):
    """With every logger at DEBUG, what the network library and asyncio tell carries no password, cookie or text."""
    caplog.set_level(logging.DEBUG)

    async def use():
        async with await KworkClient.login(double.user, double.password, base_url=double.url) as client:
            await client.other.validate_text("very secret text")

    asyncio.run(use())
    with SyncKworkClient.login(double.user, double.password, base_url=double.url) as client:
        client.other.validate_text("very secret text")
    assert any(record.name.startswith("httpcore2") for record in caplog.records)
    for secret in (double.password, "very secret text", "token-1-abcdefgh", "token-2-abcdefgh", "remember-7"):
        assert secret not in caplog.text
