"""``doctor``, ``audit-ledger`` and the plain manners of the command line, as processes."""

import json
import sqlite3

from birzha.sandbox.seed import read_seed


def test_it_speaks_the_language_of_the_environment(birzha):
    """Help is in Russian where the environment asks for it, and needs nothing to be there."""
    said = birzha("up", "--help", LANG="ru_RU.UTF-8")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Запустить песочницу" in said.stdout


def test_the_ledger_of_a_running_exchange_is_audited(shared, tmp_path, birzha):
    """The audit reads beside the running process, for people and as JSON."""
    data = str(shared.data)
    people = birzha("audit-ledger", "--data", data)
    assert (people.returncode, people.stderr) == (0, "")
    assert "adds up" in people.stdout
    told = json.loads(birzha("audit-ledger", "--data", data, "--json").stdout)
    assert (told["ok"], told["problems"]) == (True, [])
    working = [each.price for each in read_seed().life.projects if any(offer.accepted for offer in each.offers)]
    assert told["sums"]["held"] == sum(working) * 105  # kopecks, with the customer's fee
    assert sum(told["sums"][name] for name in ("available", "held", "fee")) == -told["sums"]["world"]


def test_a_forged_ledger_is_exit_code_six(sandbox, tmp_path, birzha):
    """A kopeck that somebody wrote into a wallet is found, by both commands."""
    sandbox.stop()
    connection = sqlite3.connect(tmp_path / "data" / "birzha.sqlite3")
    with connection:
        connection.execute("UPDATE wallet SET available = available + 1 WHERE person_id = 1")
    connection.close()
    found = birzha("audit-ledger", "--data", str(tmp_path / "data"), "--json")
    assert found.returncode == 6
    assert json.loads(found.stdout)["ok"] is False
    assert "does not add up" in found.stderr
    examined = birzha("doctor", "--data", str(tmp_path / "data"))
    assert examined.returncode == 1
    assert "✗ ledger" in examined.stdout


def test_there_is_nothing_to_audit_where_nothing_is(tmp_path, birzha):
    """No database: exit code 4, nothing is made."""
    said = birzha("audit-ledger", "--data", str(tmp_path / "none"))
    assert said.returncode == 4
    assert not (tmp_path / "none").exists()


def test_the_doctor_is_content(shared, tmp_path, birzha):
    """All is well beside a running sandbox and before the first start."""
    for place in (shared.data, tmp_path / "none"):
        said = birzha("doctor", "--data", str(place))
        assert (said.returncode, said.stderr) == (0, ""), said.stdout
        assert "✗" not in said.stdout
    told = json.loads(birzha("doctor", "--data", str(shared.data), "--json").stdout)
    assert [each["name"] for each in told] == ["Python", "SQLite", "disk", "database", "clock", "ledger"]
    assert all(each["ok"] for each in told)


def test_the_doctor_sees_an_old_schema_and_a_slow_clock(sandbox, tmp_path, birzha):
    """A database of another version, or one that has seen the future, is told with what to do."""
    sandbox.stop()
    path = tmp_path / "data" / "birzha.sqlite3"
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE person SET last_seen = last_seen + 864000 WHERE id = 1")
    slow = birzha("doctor", "--data", str(path.parent))
    assert (slow.returncode, "9 days behind" in slow.stdout or "10 days behind" in slow.stdout) == (1, True)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    old = birzha("doctor", "--data", str(path.parent))
    assert (old.returncode, "older than the program" in old.stdout) == (1, True)
