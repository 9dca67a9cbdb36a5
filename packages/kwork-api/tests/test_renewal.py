"""An expired session: one new login for everybody, never one too many."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from birzha_client.transport import AnswerLost
from birzha_client.wire import WireResponse
from kwork_api import (
    FileStore,
    KworkAuthError,
    KworkClient,
    KworkError,
    KworkNetworkError,
    MemoryStore,
    SyncKworkClient,
)

OLD, NEW = "old-token-1", "new-token-2"


class Exchange:
    """A service whose only good token is NEW; answers by what is asked, slowly enough for others to come."""

    paced = False

    def __init__(self, *, password="right", lost=False, fresh=NEW, login_takes=0.005):
        self.password, self.lost, self.fresh, self.login_takes = password, lost, fresh, login_takes
        self.logins = self.calls = 0
        self.lock = threading.Lock()

    def takes(self, request):
        return self.login_takes if request.url.endswith("/signIn") else 0.005

    def answer(self, request):
        with self.lock:
            if request.url.endswith("/signIn"):
                self.logins += 1
                if self.lost:
                    raise AnswerLost("gone")
                good = f"password={self.password}".encode() in request.body
                return WireResponse(200, (("Set-Cookie", "userId=7"),) if good else (), b"{}")
            if request.url.endswith("/getWebAuthToken"):
                return WireResponse(200, (), json.dumps({"web_auth_token": self.fresh}).encode())
            self.calls += 1
        if f"web_auth_token={NEW}" in (request.header("cookie") or ""):
            return WireResponse(200, (), b'{"id": 7}')
        return WireResponse(401, (), b'{"message": "expired"}')


class AsyncExchange(Exchange):
    """For asyncio."""

    async def send(self, request, timeouts):
        await asyncio.sleep(self.takes(request))
        return self.answer(request)

    async def close(self):
        """Nothing is open."""


class SyncExchange(Exchange):
    """For threads."""

    def send(self, request, timeouts):
        threading.Event().wait(self.takes(request))
        return self.answer(request)

    def close(self):
        """Nothing is open."""


class Asked:
    """Counts how often it was asked for credentials."""

    def __init__(self, password="right"):
        self.password = password
        self.times = 0

    def __call__(self):
        self.times += 1
        return "anna", self.password


def exchange_for(kind, **options):
    """A service for that client."""
    return (AsyncExchange if kind is KworkClient else SyncExchange)(**options)


def crowd(client, count):
    """So many concurrent calls; results and errors."""
    if isinstance(client, KworkClient):

        async def all_of_them():
            return await asyncio.gather(*(client.user.get_info() for _ in range(count)), return_exceptions=True)

        return asyncio.run(all_of_them())

    def one(_):
        try:
            return client.user.get_info()
        except KworkError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def one(client):
    """One call, in either world."""
    result = client.user.get_info()
    return asyncio.run(result) if isinstance(client, KworkClient) else result


def test_a_hundred_calls_and_one_login(kind):
    """All succeed, with one question for the password and one login, and the new session is saved."""
    service, ask, store = exchange_for(kind), Asked(), MemoryStore()
    client = kind(OLD, transport=service, login_with=ask, store=store)
    assert crowd(client, 100) == [{"id": 7}] * 100
    assert (service.logins, ask.times) == (1, 1)
    assert client.token == NEW
    assert client.credentials == {"token": NEW, "cookies": {"userId": "7", "web_auth_token": NEW}}
    assert store.load() == {**client.credentials, "base_url": client.base_url}
    assert one(client) == {"id": 7}
    assert service.logins == 1


def test_a_wrong_password_is_tried_once(kind):
    """A hundred calls and those after them fail with one login: more would get the account blocked."""
    service, ask = exchange_for(kind), Asked("wrong")
    client = kind(OLD, transport=service, login_with=ask)
    found = crowd(client, 100)
    assert all(isinstance(error, KworkAuthError) for error in found)
    with pytest.raises(KworkAuthError, match="no userId cookie"):
        one(client)
    assert (service.logins, ask.times) == (1, 1)


def test_a_refused_login_is_tried_again_after_a_while(kind, monkeypatch):
    """Once the pause is over the next call asks again."""
    monkeypatch.setattr("kwork_api.renewal.PAUSE", 0.0)
    service, ask = exchange_for(kind), Asked("wrong")
    client = kind(OLD, transport=service, login_with=ask)
    with pytest.raises(KworkAuthError):
        one(client)
    ask.password = "right"
    assert one(client) == {"id": 7}


def test_a_lost_login_is_for_those_who_waited(kind):
    """The network error goes to the caller; the next call may try again."""
    service = exchange_for(kind, lost=True)
    client = kind(OLD, transport=service, login_with=Asked(), retries=0)
    with pytest.raises(KworkNetworkError, match="no answer to the login"):
        one(client)
    service.lost = False
    assert one(client) == {"id": 7}
    assert service.logins == 2


def test_a_lost_login_is_shared(kind):
    """Those who waited for it get its error; none of them tries on its own."""
    service = exchange_for(kind, lost=True, login_takes=0.5)
    client = kind(OLD, transport=service, login_with=Asked(), retries=0)
    found = crowd(client, 20)
    assert all(isinstance(error, KworkNetworkError) for error in found)
    assert service.logins == 1


def test_an_answer_to_the_old_session_changes_nothing_in_the_new_one(rig):
    """Its cookies belong to a session that is no more."""

    def late(request):
        made.client._caller.core.session.renew("new-token", {"userId": "7"})
        return WireResponse(200, (("Set-Cookie", "web_auth_token=stale"), ("Set-Cookie", "userId=8")), b"{}")

    made = rig(late)
    made.run("user.get_info")
    assert made.client.cookies == {"userId": "7", "web_auth_token": "new-token"}


def test_a_fresh_session_that_is_refused(kind):
    """One login, one further attempt, and then the error: not a circle."""
    service = exchange_for(kind, fresh="useless-token")
    client = kind(OLD, transport=service, login_with=Asked())
    with pytest.raises(KworkAuthError) as caught:
        one(client)
    assert caught.value.expired
    assert (service.logins, service.calls) == (1, 2)


def test_without_a_callback_nobody_logs_in(kind):
    """The documented behaviour: 401 is the caller's to handle."""
    service = exchange_for(kind)
    with pytest.raises(KworkAuthError, match="log in again"):
        one(kind(OLD, transport=service))
    assert (service.logins, service.calls) == (0, 1)


def test_a_door_that_is_closed_is_no_reason_to_log_in(kind, rig):
    """403 never leads to a login."""
    ask = Asked()
    made = rig(WireResponse(403, (), b"<html>blocked</html>"), login_with=ask)
    with pytest.raises(KworkAuthError):
        made.run("user.get_info")
    assert ask.times == 0


def test_a_client_without_a_session_logs_in_first(kind):
    """No call is wasted on finding out."""
    service = exchange_for(kind)
    client = kind(transport=service, login_with=Asked())
    assert one(client) == {"id": 7}
    assert (service.logins, service.calls) == (1, 1)


def test_another_process_has_logged_in_already(kind, tmp_path):
    """The session that the store has by now is taken, without a login."""
    store = FileStore(tmp_path / "session.json")
    service, ask = exchange_for(kind), Asked()
    client = kind(OLD, transport=service, login_with=ask, store=store)
    store.save({"token": NEW, "cookies": {"userId": "7"}})
    assert one(client) == {"id": 7}
    assert (service.logins, ask.times) == (0, 0)
    assert client.token == NEW


def test_what_the_store_has_may_have_expired_too(kind):
    """Then a login follows."""
    store = MemoryStore()
    service = exchange_for(kind)
    client = kind(OLD, transport=service, login_with=Asked(), store=store)
    store.save({"token": "stale-token", "cookies": {}})
    assert one(client) == {"id": 7}
    assert (service.logins, service.calls) == (1, 3)
    assert store.load()["token"] == NEW


def test_raw_calls_renew_the_session_too(kind):
    """The escape hatch is no way around it."""
    client = kind(OLD, transport=exchange_for(kind), login_with=Asked())
    found = client.raw("/user")
    assert (asyncio.run(found) if isinstance(client, KworkClient) else found).json() == {"id": 7}


def test_the_question_may_be_asynchronous():
    """Credentials may come from a vault, awaited."""

    async def ask():
        await asyncio.sleep(0)
        return "anna", "right"

    client = KworkClient(OLD, transport=AsyncExchange(), login_with=ask)
    assert one(client) == {"id": 7}


def test_many_loops_at_once():
    """Calls from several event loops of several threads share one login."""
    service = AsyncExchange()
    client = KworkClient(OLD, transport=service, login_with=Asked())

    def loop(_):
        async def calls():
            return await asyncio.gather(*(client.user.get_info() for _ in range(10)))

        return asyncio.run(calls())

    with ThreadPoolExecutor(5) as pool:
        found = [row for rows in pool.map(loop, range(5)) for row in rows]
    assert found == [{"id": 7}] * 50
    assert service.logins == 1


def test_a_caller_that_gives_up_leaves_the_lock():
    """A cancelled call, even one that waits for the store's lock, does not keep others out."""
    store, service = MemoryStore(), AsyncExchange()
    client = KworkClient(OLD, transport=service, login_with=Asked(), store=store)

    async def use():
        store.lock().acquire()
        waiting = asyncio.ensure_future(client.user.get_info())
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        store.lock().release()
        return await asyncio.wait_for(client.user.get_info(), 5)

    assert asyncio.run(use()) == {"id": 7}
    assert service.logins == 1


def test_against_a_server(double, kind):
    """Tokens that a real server has forgotten: one login for all calls."""
    options = {"base_url": double.url, "login_with": lambda: (double.user, double.password)}
    if kind is SyncKworkClient:
        with SyncKworkClient.login(double.user, double.password, base_url=double.url) as signed_in:
            client = SyncKworkClient(**signed_in.credentials, **options)
        double.steer("expire", 0)
        with client:
            crowd(client, 20)
    else:

        async def use():
            async with await KworkClient.login(double.user, double.password, base_url=double.url) as signed_in:
                client = KworkClient(**signed_in.credentials, **options)
            double.steer("expire", 0)
            async with client:
                return await asyncio.gather(*(client.catalog.get_list() for _ in range(40)))

        assert len(asyncio.run(use())) == 40
    logins = [entry for entry in double.log if entry["path"] == "/signIn"]
    assert len(logins) == 2
