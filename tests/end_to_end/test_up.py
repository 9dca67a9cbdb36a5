"""``birzha up`` as a program meets it: started, asked, stopped, started again."""

import contextlib
import json
import os
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest

KEYS = ["url", "etxt", "kwork", "api", "sandbox", "accounts"]


@pytest.fixture
def etxt(signed):
    """Calls eTXT's API as somebody; parameters by POST."""

    def ask(running, login, method, **fields):
        account = running.account(login)
        url = signed(running.told["etxt"], method, account["etxt_token"], account["etxt_api_pass"])
        body = urllib.parse.urlencode(fields).encode() if fields else None
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=60) as answer:
            return json.load(answer)

    return ask


def test_the_first_line_is_one_object_for_programs(shared, call, etxt):
    """Where everything is and who may enter, and every address answers from that moment on."""
    told = shared.told
    assert list(told) == KEYS
    assert told["etxt"] == told["url"] + "/etxt/api/json/"
    assert told["kwork"] == f"{told['url']}/kwork"
    assert {"login", "password", "roles", "etxt_token", "etxt_api_pass"} == set(told["accounts"][0])
    assert call(told["url"] + "/healthz") == (200, {"status": "ok"})
    assert call(told["api"] + "/openapi.json")[1]["openapi"].startswith("3.1")
    assert call(told["sandbox"] + "/ledger")[1]["ok"] is True
    anna = shared.account("anna")
    assert anna["roles"] == ["customer"]
    status, session = call(told["api"] + "/sessions", {"login": "anna", "password": anna["password"]})
    assert (status, bool(session["token"])) == (201, True)
    assert float(etxt(shared, "anna", "users.getBalance")["balance"]) >= 10_000


def test_every_account_can_do_what_it_is_told_for(shared, call, etxt):
    """Each demo person logs in with the password, and each token with its API password is let in."""
    for each in shared.told["accounts"]:
        status, _ = call(shared.told["api"] + "/sessions", {"login": each["login"], "password": each["password"]})
        assert status == 201, each["login"]
        if each["etxt_token"]:
            assert "balance" in etxt(shared, each["login"], "users.getBalance")


def test_the_front_page_is_for_people_and_programs(shared, call):
    """A browser gets a page, a program gets JSON, and an unknown address is said in JSON."""
    url = shared.told["url"]
    assert call(url + "/")[1]["etxt"] == shared.told["etxt"]
    page = call(url + "/", accept="text/html")[1]
    assert page.startswith("<!doctype html>")
    assert shared.told["etxt"] in page
    status, answer = call(url + "/nothing")
    assert (status, answer["error"]) == (404, "not_found")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(sandbox, how):
    """Exit code 0, nothing on standard error, and the database is whole, with a connection still open."""
    host, port = sandbox.told["url"].removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert idle.recv(15) == b"HTTP/1.1 200 OK"
        code, rest, errors = sandbox.stop(how)
    assert (code, rest, errors) == (0, "", "")


def test_a_second_one_on_the_same_folder_is_refused(shared, tmp_path, birzha, call):
    """Exit code 2 and a sentence that says what to do; the first goes on."""
    second = birzha("up", "--json", "--port", "0", "--data", str(shared.data))
    assert (second.returncode, second.stdout) == (2, "")
    assert "--database-url" in second.stderr
    assert "Traceback" not in second.stderr
    assert call(shared.told["url"] + "/healthz")[0] == 200


def test_a_taken_port_is_refused_in_a_sentence(shared, tmp_path, birzha):
    """Exit code 2, the port's number, and how to take another; in Russian where the environment asks for it."""
    port = shared.told["url"].rpartition(":")[2]
    second = birzha("up", "--port", port, "--data", str(tmp_path / "other"))
    assert second.returncode == 2
    assert port in second.stderr
    assert "--port 0" in second.stderr
    russian = birzha("up", "--port", port, "--data", str(tmp_path / "other"), LANG="ru_RU.UTF-8")
    assert f"Порт {port} на 127.0.0.1 занят" in russian.stderr


def test_another_start_goes_on_where_the_last_one_ended(start, sandbox, tmp_path, call, etxt):
    """Orders, money and passwords are kept in the folder; the clock runs at the machine's time again."""
    call(sandbox.told["sandbox"] + "/clock/advance", {"by": "P10D"})
    placed = etxt(
        sandbox,
        "anna",
        "tasks.saveTask",
        title="Останется",
        price="100",
        price_type="2",
        size="1000",
        id_category="254",
    )
    before = call(sandbox.told["sandbox"] + "/clock")[1]["now"]
    assert sandbox.stop()[0] == 0
    again = start("up", "--json", "--port", "0", "--data", str(tmp_path / "data"))
    found = etxt(again, "anna", "tasks.listTasks", id=placed["id_task"])
    assert [each["title"] for each in found] == ["Останется"]
    clock = call(again.told["sandbox"] + "/clock")[1]
    assert clock["now"] < before - 9 * 86400
    assert clock["frozen"] is False


def test_frozen_starts_with_a_clock_that_stands(start, tmp_path, call):
    """``--frozen`` stops time before the seed is loaded."""
    running = start("up", "--json", "--frozen", "--port", "0", "--data", str(tmp_path / "data"))
    assert call(running.told["sandbox"] + "/clock")[1]["frozen"] is True


def test_without_json_it_speaks_to_people(start, tmp_path):
    """URLs, the table of demo people and a line for the shell that works as it is printed."""
    running = start("up", "--port", "0", "--data", str(tmp_path / "data"))
    url = running.first.rsplit(" ", 1)[1].strip()
    code, rest, errors = running.stop()
    assert (code, errors) == (0, "")
    assert f"{url}/etxt/api/json/" in rest
    assert "1" * 32 in rest
    assert "api-anna" in rest
    assert rest.rstrip().endswith("Stopped.")


def test_the_printed_lines_for_the_shell_work(start, tmp_path, call):
    """The curl line is a call that is answered with the balance; the other one asks for an account through the Kwork client."""
    running = start("up", "--port", "0", "--data", str(tmp_path / "data"))
    line = ""
    while "curl" not in line:
        line = running.process.stdout.readline()
    status, answer = call(line.split("'")[1])
    assert (status, "balance" in answer) == (200, True)
    place, python, *rest = shlex.split(running.process.stdout.readline())
    assert python == "python"
    environment = {**os.environ, **dict([place.split("=", 1)])}
    done = subprocess.run([sys.executable, *rest], env=environment, capture_output=True, text=True, check=True)
    assert "'username': 'vera'" in done.stdout
    assert done.stderr == ""


def test_neither_tokens_nor_passwords_nor_signatures_reach_a_log(sandbox, tmp_path, call, signed):
    """After good, bad and malformed requests nothing secret was written outside of the database, and no traceback."""
    anna = sandbox.account("anna")
    told = sandbox.told
    good = signed(told["etxt"], "users.getBalance", anna["etxt_token"], anna["etxt_api_pass"])
    sign = good.rpartition("sign=")[2]
    for url in (
        good,
        good[:-1] + "0",
        good.replace("getBalance", "nothing"),
        good + "&x=%ff%00",
        told["url"] + "/" + sign,
    ):
        call(url)
    call(told["api"] + "/sessions", {"login": "anna", "password": "wrong-password"})
    call(told["api"] + "/sessions", {"login": "anna", "password": anna["password"]})
    host, port = told["url"].removeprefix("http://").split(":")
    for raw in (
        b"nonsense\r\n\r\n",
        b"GET /" + sign.encode() + b"\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /_sandbox/reset HTTP/9",
    ):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(raw)
            connection.settimeout(2)
            with contextlib.suppress(TimeoutError):
                connection.recv(1000)
    code, rest, errors = sandbox.stop()
    assert code == 0
    assert "Traceback" not in errors
    for secret in (anna["etxt_token"], anna["etxt_api_pass"], sign, anna["password"], "wrong-password"):
        assert secret not in rest + errors


def test_a_sandbox_does_not_move_in_with_real_people(start, tmp_path, birzha):
    """A database where people live who are not of the seed is refused: a reset would erase it."""
    data = tmp_path / "data"
    running = start("up", "--json", "--port", "0", "--data", str(data))
    running.stop()
    connection = sqlite3.connect(data / "birzha.sqlite3")
    with connection:
        connection.execute("UPDATE person SET password_hash = 'real'")
        connection.execute("UPDATE api_key SET token = 'real' || person_id")
    connection.close()
    refused = birzha("up", "--port", "0", "--data", str(data))
    assert refused.returncode == 2
    assert "Real people" in refused.stderr


def test_an_unknown_database_is_refused(tmp_path, birzha):
    """A URL of another kind is told in a sentence."""
    refused = birzha("up", "--port", "0", "--data", str(tmp_path), "--database-url", "mysql://secret:word@host/name")
    assert refused.returncode == 2
    assert "postgresql://" in refused.stderr
    assert "word" not in refused.stderr


@pytest.mark.postgres
def test_it_runs_on_postgresql_as_well(start, birzha, call, etxt, empty_postgres_url, tmp_path):
    """Seeded at the first start, reset in place, kept for the next start, and audited from beside."""
    where = ("--database-url", empty_postgres_url, "--data", str(tmp_path / "data"))
    running = start("up", "--json", "--port", "0", *where)
    assert float(etxt(running, "anna", "users.getBalance")["balance"]) == 100_000
    placed = etxt(running, "boris", "tasks.listTasks")
    assert len(placed) == 4
    etxt(running, "boris", "tasks.deleteTask", id=placed[0]["id"])
    assert len(etxt(running, "boris", "tasks.listTasks")) == 3
    assert call(running.told["sandbox"] + "/reset", {})[0] == 200
    assert etxt(running, "boris", "tasks.listTasks", only_id="1") == [{"id": each["id"]} for each in placed]
    assert birzha("audit-ledger", "--database-url", empty_postgres_url).returncode == 0
    assert running.stop() == (0, "", "")
    again = start("up", "--json", "--port", "0", *where)
    assert len(etxt(again, "boris", "tasks.listTasks")) == 4
    doctor = birzha("doctor", "--database-url", empty_postgres_url)
    assert (doctor.returncode, "✗" in doctor.stdout) == (0, False), doctor.stdout
