"""What the fixtures give, used as the tests of somebody's own code use it."""

import http.client
import json
import os
import subprocess
import sys
import threading
import urllib.request
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from birzha.testing import Refusal, Setup, open_exchange
from birzha.testing.house import MOST, Houses
from etxt_api import EtxtClient, OutcomeUnknown, SyncEtxtClient
from kwork_api import KworkRateLimitError

from .orders import ARTICLE, wanted

OVERDUE = 5
"""State of an order on the wire (documentation of tasks.listTasks)."""


def test_an_order_lives_its_whole_life(exchange, etxt, clock, journal):
    """Customer through eTXT's API, performer through ours: the order is paid, and the books balance."""
    order = etxt.tasks.save_task(**wanted(clock.now)).id_task
    vera = exchange.as_("vera")
    before = next(each.available for each in exchange.ledger().accounts if each.login == "vera")
    etxt.tasks.set_note(vera.bid(order))
    exchange.next_check(order, uniqueness=96)
    vera.submit(order, ARTICLE)
    assert etxt.tasks.get_results([order])[0].files.text.per_antiplagiat == 96
    etxt.tasks.paid_task([order])
    ledger = exchange.ledger()
    assert ledger.ok
    assert next(each.available for each in ledger.accounts if each.login == "vera") == before + 4950
    assert [each.method for each in journal.requests()] == [
        "tasks.saveTask", "tasks.setNote", "tasks.getResults", "tasks.paidTask"
    ]  # fmt: skip


@pytest.mark.parametrize("time", range(3))
def test_each_test_begins_anew(exchange, etxt, clock, journal, faults, time):
    """The same numbers, money, clock, journal, faults and switches, whatever the test before has done."""
    assert len(journal) == 0
    assert faults.rules == []
    assert etxt.users.get_balance().balance == 100_000
    assert list(etxt.tasks.iter_list_tasks()) == []
    assert etxt.tasks.save_task(**wanted(clock.now)).id_task == 15
    assert clock.frozen
    exchange.as_("vse").ask(
        "POST", "/orders", {"title": "x", "description": "y", "price": 100, "category_id": 254, "size": 1}
    )
    faults.add("latency", ms=0)
    exchange.switch("boris", numbers="int")
    exchange.save("here")
    clock.advance("P40D")
    clock.run()


def test_two_runs_draw_the_same_names(exchange, clock):
    """Tokens follow from the seed: a test that compares them with a stored answer passes on every machine."""
    first = exchange.as_()._session
    exchange.reset()
    assert exchange.as_()._session == first
    with open_exchange(seed=2) as other:
        assert other.as_()._session != first


async def test_async_tests_call_on_their_own_loop(async_etxt, async_kwork, exchange, clock, journal):
    """Both async clients work on the test's loop, beside the sync ones."""
    assert (await async_etxt.tasks.save_task(**wanted(clock.now))).id_task == 15
    assert (await async_kwork.user.get_info())["username"] == "vera"
    assert exchange.as_("boris").etxt.users.get_balance().balance > 0
    assert [each.login for each in journal.requests()] == ["anna", "vera", "boris"]
    assert isinstance(async_etxt, EtxtClient)


def test_sync_kwork_is_signed_in(kwork):
    """The performer's Kwork client needs no login of its own."""
    assert kwork.user.get_info()["username"] == "vera"


def test_many_threads_call_at_once(etxt, journal):
    """A program with threads of its own uses one client for all of them."""
    threads = [threading.Thread(target=etxt.users.get_balance) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(journal.requests(method="users.getBalance", person="anna")) == 8


def test_time_does_what_becomes_due(exchange, etxt, clock):
    """After the turn of the clock the order is overdue, and the clock tells the market's own time."""
    order = etxt.tasks.save_task(**wanted(clock.now)).id_task
    etxt.tasks.set_note(exchange.as_("vera").bid(order))
    began = clock.now
    assert clock.advance(timedelta(days=11)) - began == timedelta(days=11)
    assert etxt.tasks.list_tasks(id=order)[0].status == OVERDUE
    assert clock.set(began + timedelta(days=12)) == began + timedelta(days=12)
    assert clock.unixtime == int(clock.now.timestamp())
    clock.freeze()
    assert exchange.as_("vera").ask("GET", "/me")["login"] == "vera"  # no turn of the clock ends a session


def test_a_turn_back_is_refused(clock):
    """The refusal says what was asked, what happened and which parameter is at fault."""
    with pytest.raises(Refusal, match=r"clock\.set.*только вперёд") as refused:
        clock.set(0)
    assert (refused.value.field, refused.value.error) == ("to", "invalid")


def test_a_lost_answer_in_process(etxt, clock, faults, journal):
    """The order was placed, its client does not know: the fault that no other double makes."""
    fault = faults.add("applied_but_lost", "tasks.saveTask", times=1)
    with pytest.raises(OutcomeUnknown):
        etxt.tasks.save_task(**wanted(clock.now))
    assert fault.hits == 1
    assert [each.id for each in etxt.tasks.list_tasks()] == [15]
    assert journal.requests(method="tasks.saveTask")[0].fault == f"applied_but_lost#{fault.id}"


def test_faults_are_put_and_taken_back(etxt, faults):
    """A rule is in force until it is removed; a slip of the pen is refused with what there is."""
    rule = faults.add("server_error", "users.*", person="anna")
    assert [each.rule.method for each in faults.rules] == ["users.*"]
    faults.remove(rule)
    assert etxt.users.get_balance().balance == 100_000
    faults.add("drop_before")
    faults.clear()
    assert etxt.users.get_balance().balance == 100_000
    for wrong in (
        {"kind": "no_such"},
        {"kind": "latency", "method": "tasks.saveTsk"},
        {"kind": "latency", "person": "nn"},
    ):
        with pytest.raises(Refusal):
            faults.add(**wrong)


def test_the_journal_is_asked(exchange, etxt, journal):
    """Requests are found by method, person, error and text; the newest one is at hand; forgotten on demand."""
    with pytest.raises(LookupError):
        journal.last  # noqa: B018  # asking is the test
    etxt.users.get_balance()
    with pytest.raises(Exception, match="no_object"):  # answers hold unixtimes, in which any shorter number may be
        etxt.tasks.get_results([9_876_543_210])
    exchange.as_("boris").kwork.user.get_info()
    assert [each.method for each in journal.requests(error="*")] == ["tasks.getResults"]
    assert [each.login for each in journal.requests(dialect="kwork")] == ["boris"]
    assert [each.method for each in journal.requests(text="9876543210")] == ["tasks.getResults"]
    assert journal.last.dialect == "kwork"
    assert journal.requests(method="users.*")[0].answer["balance"]
    journal.clear()
    assert len(journal) == 0


def test_people_have_what_their_roles_need(exchange):
    """Numbers, passwords, keys; who has none is said, and so is who is there."""
    boris = exchange.as_("boris")
    assert (boris.login, boris.roles, boris.password) == ("boris", ("customer",), "demo-boris")
    assert (boris.token, boris.api_pass) == ("2" * 32, "api-boris")
    assert boris.id == 2
    with pytest.raises(LookupError, match="marta has no key"):
        exchange.as_("marta").token  # noqa: B018  # as above
    with pytest.raises(LookupError, match="anna, boris"):
        exchange.as_("nobody")
    with pytest.raises(Refusal, match="POST /orders/99/bids as vera was refused: 404") as refused:
        exchange.as_("vera").bid(99)
    assert refused.value.status == 404


def test_who_registers_in_a_test_can_be_asked_for(exchange):
    """People that the tested code makes have clients too, but no password that the exchange knows."""
    new = {"login": "pavel", "email": "pavel@example.org", "password": "demo-pavel-1", "roles": ["performer"]}
    exchange.as_("anna").ask("POST", "/people", new)
    assert exchange.as_("pavel").kwork.user.get_info()["username"] == "pavel"
    with pytest.raises(LookupError, match="only its hash"):
        exchange.as_("pavel").password  # noqa: B018  # as above


def test_a_test_registers_as_many_people_as_it_likes(exchange):
    """A real exchange takes twenty an hour from one address; all people of a test come from one, and its clock stands."""
    anna = exchange.as_("anna")
    for number in range(22):
        login = f"new{number}"
        new = {"login": login, "email": f"{login}@example.org", "password": "demo-pavel-1", "roles": ["customer"]}
        anna.ask("POST", "/people", new)
    with open_exchange(rules={"registrations": 1}) as strict:
        strict.as_().ask("POST", "/people", new)
        with pytest.raises(Refusal, match="429"):
            strict.as_().ask("POST", "/people", {**new, "login": "another"})


def test_options_of_clients(exchange):
    """A test may want another client than the usual one."""
    boris = exchange.as_("boris")
    exchange.faults.add("server_error", "users.getBalance", times=1)
    with pytest.raises(Exception, match="500"):
        boris.etxt_with(retries=0, strict=True).users.get_balance()
    client = SyncEtxtClient(
        boris.token, boris.api_pass, base_url="http://any.test/etxt/api/json/", transport=exchange.transport
    )
    assert client.users.get_balance().balance > 0


def test_another_wire_for_one_caller(exchange):
    """Boris gets numbers as numbers, Anna goes on as before."""
    exchange.switch("boris", numbers="int")
    for login in ("anna", "boris"):
        exchange.as_(login).etxt.call("users.getBalance")
    boris, anna = (exchange.journal.requests(person=each)[0].answer["id"] for each in ("boris", "anna"))
    assert (boris, anna) == (2, "1")
    with pytest.raises(Refusal, match="strong"):
        exchange.switch("boris", numbers="strong")


def test_checkpoints(exchange, etxt, clock):
    """A test may come back to a state of its own, and ask what has changed since."""
    exchange.save("empty")
    etxt.tasks.save_task(**wanted(clock.now))
    assert "task_order" in [each.table for each in exchange.changes("empty").tables]
    exchange.rewind("empty")
    assert list(etxt.tasks.iter_list_tasks()) == []
    with pytest.raises(Refusal, match="nowhere"):
        exchange.rewind("nowhere")


def test_plain_http_reaches_the_same_exchange(exchange, journal, etxt):
    """Code without our clients finds the exchange at its address, and what it does there is seen from inside."""
    order = {"title": "По HTTP", "description": "y", "price": 5000, "category_id": 254, "size": 1000, "public": True}
    session = json.dumps({"login": "anna", "password": "demo-anna"}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{exchange.api_url}/sessions", session, headers)
    headers["Authorization"] = f"Bearer {json.loads(urllib.request.urlopen(request).read())['token']}"
    request = urllib.request.Request(f"{exchange.api_url}/orders", json.dumps(order).encode(), headers)
    assert json.loads(urllib.request.urlopen(request).read())["id"] == 15
    assert [each.title for each in etxt.tasks.list_tasks()] == ["По HTTP"]
    with SyncEtxtClient(exchange.as_().token, exchange.as_().api_pass, base_url=exchange.etxt_url) as client:
        assert client.users.get_balance().balance == 100_000
    assert journal.last.method == "users.getBalance"
    assert exchange.kwork_url.startswith("http://127.0.0.1:")


def test_over_http_a_lost_answer_is_a_closed_connection(exchange, faults):
    """The socket is really closed, as a broken line closes it."""
    faults.add("drop_before", times=1)
    where = urlsplit(exchange.kwork_url)
    connection = http.client.HTTPConnection(where.hostname, where.port)
    token = exchange.as_("vera").kwork.token
    connection.request("POST", "/kwork/user", headers={"Cookie": f"web_auth_token={token}"})
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()


def test_a_program_of_its_own_finds_the_exchange(exchange, journal):
    """A subprocess with nothing but the environment places its call."""
    script = "from etxt_api import SyncEtxtClient; print(SyncEtxtClient.from_env().users.get_balance().balance)"
    environment = {**os.environ, **exchange.environment("boris")}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert Decimal(run.stdout) > 0
    assert [each.login for each in journal.requests()] == ["boris"]


@pytest.mark.exchange(rules={"kwork_rate": 1})
@pytest.mark.parametrize("time", range(2))
def test_what_the_faces_remember_is_forgotten_too(exchange, time):
    """The count of calls a minute lives in memory, and begins anew with each test all the same."""
    kwork = exchange.as_("vera").kwork_with(retries=0)
    kwork.user.get_info()
    with pytest.raises(KworkRateLimitError):
        kwork.user.get_info()


@pytest.mark.exchange(rules={"customer_fee": 0}, switches={"numbers": "int"}, at="2026-03-01T10:00", loose=True)
class TestMarks:
    """What a mark asks for."""

    def test_of_the_class_counts(self, exchange, etxt, clock, journal):
        """Rules, switches, moment and looseness are those of the mark."""
        assert clock.now.isoformat() == "2026-03-01T10:00:00+03:00"
        order = etxt.tasks.save_task(**wanted(clock.now)).id_task
        etxt.tasks.set_note(exchange.as_("vera").bid(order))
        assert etxt.users.get_balance().balance == 100_000 - 55
        etxt.call("users.getBalance", no_such=1)
        assert journal.last.answer["id"] == 1
        assert journal.requests(hinted=True) == []

    @pytest.mark.exchange(at=1_800_000_000)
    def test_of_the_test_adds_to_it(self, clock, etxt, journal):
        """The nearest mark wins, argument by argument."""
        assert clock.unixtime == 1_800_000_000
        etxt.users.get_balance()
        assert journal.last.answer["id"] == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rules": {"customer_fe": 0}}, "there is no rule customer_fe; there are customer_fee"),
        ({"rules": {"customer_fee": -1}}, "customer_fee=-1"),
        ({"rules": ["customer_fee"]}, "is no Mapping"),
        ({"switches": {"numbers": "strong"}}, "numbers=string|int"),
        ({"seed": "x"}, "is no int"),
        ({"at": "yesterday"}, "neither unixtime nor ISO 8601"),
        ({"speed": 2}, "there is no argument speed; there are rules"),
    ],
)
def test_a_slip_in_a_setup_says_what_there_is(values, said):
    """Whoever mistypes an argument reads which ones there are."""
    with pytest.raises(ValueError, match=said.replace("|", r"\|")):
        Setup.of(values)


def test_setups_that_mean_the_same_share_an_exchange():
    """The order of rules and the writing of a moment make no difference."""
    moment = datetime(2026, 3, 1, 7, tzinfo=UTC)
    one = Setup.of({"rules": {"penalty": 1, "zone": "Europe/Moscow"}, "at": "2026-03-01T10:00"})
    assert one.key == Setup.of({"rules": {"zone": "Europe/Moscow", "penalty": 1}, "at": moment}).key
    assert len({one.key, *(Setup.of({"at": moment, **more}).key for more in ({}, {"loose": True}, {"seed": 2}))}) == 4


def test_an_exchange_without_pytest_ends_without_a_trace():
    """The thread ends, the port is free, the files are gone."""
    threads = threading.active_count()
    with open_exchange(rules={"late_submission": False}) as exchange:
        url, folder = exchange.url, exchange._steering.house.market.settings.files.parent
        assert urllib.request.urlopen(f"{url}/healthz").read() == b'{"status":"ok"}'
        assert not exchange._steering.house.market.settings.rules.late_submission
    assert threading.active_count() == threads
    assert not folder.exists()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url)


def test_uploads_go_and_come_back(exchange):
    """A reset removes what a test has uploaded and brings back what it has removed."""
    house = exchange._steering.house
    key = house.market.files.put(b"an upload")
    house._files[house.market.files.folder / "aa" / "aa1"] = b"of the seed"
    (house.market.files.folder / "aa").mkdir(parents=True, exist_ok=True)
    exchange.reset()
    assert house.market.files.get("aa1") == b"of the seed"
    assert not (house.market.files.folder / key[:2] / key).exists()
    house._files.clear()
    exchange.reset()


def test_only_so_many_exchanges_are_kept(tmp_path, monkeypatch):
    """Many different setups do not pile up: the one that was not used for longest is stopped, and made anew on demand."""
    monkeypatch.setattr("birzha.testing.house.MOST", 2)
    assert MOST > 2
    houses = Houses(tmp_path)
    try:
        first = houses.fresh(Setup(seed=1))
        houses.fresh(Setup(seed=2))
        assert houses.fresh(Setup(seed=1)) is first
        houses.fresh(Setup(seed=3))
        assert len(list(tmp_path.iterdir())) == 2
        assert houses.fresh(Setup(seed=1)) is first
        assert houses.fresh(Setup(seed=2)) is not None
    finally:
        houses.end()
    assert list(tmp_path.iterdir()) == []
