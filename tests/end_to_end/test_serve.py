"""``birzha serve``: what a real exchange refuses to start with, and what it does not have."""

import signal

import pytest

KEY = "0123456789abcdef0123456789abcdef"


def test_it_names_everything_that_is_missing(birzha):
    """Without a secret key and a database: exit code 2, and a sentence for each."""
    refused = birzha("serve", "--port", "0")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "BIRZHA_SECRET_KEY" in refused.stderr
    assert "BIRZHA_DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_real_exchange_has_no_sandbox(start, tmp_path, call):
    """It serves both APIs, nobody lives there yet, and /_sandbox does not exist."""
    running = start(
        "serve",
        "--port",
        "0",
        "--files",
        str(tmp_path / "files"),
        BIRZHA_SECRET_KEY=KEY,
        BIRZHA_DATABASE_URL=f"sqlite:///{tmp_path / 'real.sqlite3'}",
    )
    url = running.first.rsplit(" ", 1)[1].strip()
    assert call(url + "/healthz") == (200, {"status": "ok"})
    assert "sandbox" not in call(url + "/")[1]
    for path in ("", "/", "/clock", "/reset", "/accounts"):
        assert call(url + "/_sandbox" + path)[0] == 404
    assert call(url + "/_sandbox/reset", {})[0] == 404
    assert call(url + "/api/v1/sessions", {"login": "anna", "password": "demo-anna"})[0] == 401
    code, rest, errors = running.stop(signal.SIGTERM)
    assert (code, rest, errors) == (0, "Stopped.\n", "")


def test_it_does_not_open_its_doors_to_demo_people(start, sandbox, tmp_path, birzha):
    """The database of a sandbox is refused: everybody knows the passwords in it."""
    assert sandbox.stop()[0] == 0
    refused = birzha(
        "serve",
        "--port",
        "0",
        BIRZHA_SECRET_KEY=KEY,
        BIRZHA_DATABASE_URL=f"sqlite:///{tmp_path / 'data' / 'birzha.sqlite3'}",
    )
    assert refused.returncode == 2
    assert "Demo people" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_first_administrator_comes_from_the_command_line(start, tmp_path, call, birzha):
    """Nobody on an empty exchange can give roles: whoever has its database names the first one, who can do the rest."""
    real = {
        "BIRZHA_SECRET_KEY": KEY,
        "BIRZHA_DATABASE_URL": f"sqlite:///{tmp_path / 'real.sqlite3'}",
        "BIRZHA_FILES": str(tmp_path / "files"),
    }
    missing = birzha("make-admin", "olga", **real)
    assert (missing.returncode, missing.stdout) == (4, "")
    credentials = {"login": "olga", "password": "long enough to keep"}
    running = start("serve", "--port", "0", **real)
    api = running.first.rsplit(" ", 1)[1].strip() + "/api/v1"
    newcomer = {**credentials, "email": "olga@example.com", "roles": ["customer"]}
    assert call(api + "/people", newcomer)[0] == 201
    busy = birzha("make-admin", "olga", **real)
    assert busy.returncode == 2
    assert "Stop it, repeat the command" in busy.stderr
    assert running.stop()[0] == 0
    unknown = birzha("make-admin", "oleg", **real)
    assert unknown.returncode == 4
    assert "oleg" in unknown.stderr
    done = birzha("make-admin", "OLGA", **real)
    assert (done.returncode, done.stderr) == (0, "")
    api = start("serve", "--port", "0", **real).first.rsplit(" ", 1)[1].strip() + "/api/v1"
    bearer = {"Authorization": f"Bearer {call(api + '/sessions', credentials)[1]['token']}"}
    assert call(api + "/me", **bearer)[1]["roles"] == ["customer", "admin"]
    assert call(api + "/admin/categories", {"name": "Тексты"}, **bearer)[0] == 201


def test_the_option_wins_over_the_environment(start, tmp_path):
    """``--database-url`` and ``--base-url`` are taken before what the environment says."""
    running = start(
        "serve",
        "--port",
        "0",
        "--database-url",
        f"sqlite:///{tmp_path / 'chosen.sqlite3'}",
        "--base-url",
        "https://birzha.example/",
        BIRZHA_SECRET_KEY=KEY,
        BIRZHA_DATABASE_URL=f"sqlite:///{tmp_path / 'other.sqlite3'}",
        BIRZHA_BASE_URL="https://other.example",
        BIRZHA_FILES=str(tmp_path / "files"),
    )
    assert running.first == "The exchange answers at https://birzha.example\n"
    assert (tmp_path / "chosen.sqlite3").exists()
    assert not (tmp_path / "other.sqlite3").exists()


def test_a_database_that_does_not_answer_is_told(tmp_path, birzha):
    """A PostgreSQL that is not there: a sentence, not a traceback, and the password is not in it."""
    refused = birzha(
        "serve",
        "--port",
        "0",
        BIRZHA_SECRET_KEY=KEY,
        BIRZHA_DATABASE_URL="postgresql://someone:pass-word@127.0.0.1:1/name",
    )
    assert refused.returncode == 1
    assert "cannot be reached" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "pass-word" not in refused.stderr


@pytest.mark.postgres
def test_an_empty_database_is_told_from_one_that_does_not_answer(birzha, empty_postgres_url):
    """PostgreSQL before the first start: not there yet, as a missing SQLite file; a wrong name is told without foreign links."""
    whole, _, query = empty_postgres_url.partition("?")
    server = whole.rsplit("/", 1)[0]
    empty = ("--database-url", f"{server}/template1?{query}")
    for command in (("audit-ledger",), ("make-admin", "olga")):
        said = birzha(*command, *empty)
        assert said.returncode == 4
        assert "no tables of an exchange yet" in said.stderr
    assert birzha("doctor", *empty).returncode == 0
    missing = ("--database-url", f"{server}/no_such_name?{query}")
    wrong = birzha("serve", "--port", "0", *missing, BIRZHA_SECRET_KEY=KEY)
    assert wrong.returncode == 1
    assert "no_such_name" in wrong.stderr
    assert "sqlalche" not in wrong.stderr
