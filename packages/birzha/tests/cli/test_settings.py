"""What no exchange is started with, and that each flaw is told in both languages."""

from dataclasses import fields, replace

import pytest

from birzha.cli import texts
from birzha.cli.main import main
from birzha.configuration import SANDBOX_KEY, Flaw, Misconfigured, real_settings, sandbox_settings
from birzha.settings import Rules, rules_of, settable_rules
from birzha.texts.scanning import find_test_virus

KEY = "0123456789abcdef0123456789abcdef"
FIT = {"BIRZHA_SECRET_KEY": KEY, "BIRZHA_DATABASE_URL": "sqlite:////nowhere/real.sqlite3"}


@pytest.mark.parametrize(
    ("changes", "flaws"),
    [
        ({"BIRZHA_SECRET_KEY": ""}, [Flaw.NO_KEY]),
        ({"BIRZHA_SECRET_KEY": KEY[1:]}, [Flaw.SHORT_KEY]),
        ({"BIRZHA_SECRET_KEY": SANDBOX_KEY}, [Flaw.SHORT_KEY]),
        ({"BIRZHA_DATABASE_URL": ""}, [Flaw.NO_DATABASE_URL]),
        ({"BIRZHA_DATABASE_URL": "mysql://host/name"}, [Flaw.UNKNOWN_DATABASE]),
        ({"BIRZHA_BASE_URL": "birzha.example"}, [Flaw.BAD_BASE_URL]),
        ({"BIRZHA_SANDBOX": "1"}, [Flaw.SANDBOX_ASKED]),
        ({"BIRZHA_ETXT_NUMBERS": "float"}, [Flaw.BAD_SWITCH]),
        ({"BIRZHA_RULE_ZONE": "Moscow"}, [Flaw.BAD_RULE]),
        ({"BIRZHA_SCANNER": "nowhere:scan"}, [Flaw.BAD_SCANNER]),
        ({"BIRZHA_CHECKER": "somebody"}, [Flaw.BAD_CHECKER]),
        ({"BIRZHA_CHECKER": "text.ru"}, [Flaw.BAD_CHECKER]),
        ({"BIRZHA_SECRET_KEY": "", "BIRZHA_DATABASE_URL": ""}, [Flaw.NO_KEY, Flaw.NO_DATABASE_URL]),
    ],
)
def test_each_flaw_is_found_and_told(changes, flaws, tmp_path, monkeypatch, capsys):
    """Everything that is wrong at once: exit code 2, a sentence on each, the key in none, nothing made."""
    with pytest.raises(Misconfigured) as refused:
        real_settings({**FIT, **changes}, files=tmp_path)
    assert list(refused.value.flaws) == flaws
    for name, value in {**FIT, **changes}.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--port", "0"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    for flaw in flaws:
        assert str(texts.FLAWS[flaw]) in told.err
    assert KEY[1:] not in told.err


def test_fit_settings_are_taken_as_they_are(tmp_path):
    """The environment gives what is not given; what is given wins; a slash at the end of the address goes."""
    settings = real_settings({**FIT, "BIRZHA_BASE_URL": "https://a.example/", "BIRZHA_SANDBOX": "0"}, files=tmp_path)
    assert (settings.database_url, settings.base_url) == (FIT["BIRZHA_DATABASE_URL"], "https://a.example")
    assert (settings.secret_key, settings.sandbox, settings.files) == (KEY, False, tmp_path)
    chosen = real_settings(FIT, files=tmp_path, database_url="postgresql://u@h/n", base_url="http://b.example")
    assert (chosen.database_url, chosen.base_url) == ("postgresql://u@h/n", "http://b.example")


def test_the_scanner_is_named_in_the_environment(tmp_path):
    """A function by its name, and none by default."""
    named = real_settings({**FIT, "BIRZHA_SCANNER": "birzha.texts.scanning:find_test_virus"}, files=tmp_path)
    assert named.scanner is find_test_virus
    assert real_settings(FIT, files=tmp_path).scanner is None


def test_who_checks_and_where_the_corpus_lies_is_named_in_the_environment(tmp_path):
    """The usual folder and our own measure by default, 0 for no checks, another folder, a service with its key."""
    assert real_settings(FIT, files=tmp_path).corpus is None
    usual = real_settings(FIT, files=tmp_path, corpus=tmp_path / "corpus")
    assert (usual.corpus, usual.checker) == (tmp_path / "corpus", "own")
    assert real_settings({**FIT, "BIRZHA_CORPUS": "0"}, files=tmp_path, corpus=tmp_path).corpus is None
    assert sandbox_settings(tmp_path, environment={"BIRZHA_CORPUS": "0"}, corpus=tmp_path).corpus is None
    other = {"BIRZHA_CORPUS": str(tmp_path / "other"), "BIRZHA_CHECKER": "text.ru", "BIRZHA_CHECKER_KEY": "key"}
    named = real_settings({**FIT, **other}, files=tmp_path, corpus=tmp_path / "corpus")
    assert (named.corpus, named.checker, named.checker_key) == (tmp_path / "other", "text.ru", "key")


def test_a_sandbox_lives_in_its_folder(tmp_path):
    """Nothing to configure: database and files in the folder, unless another database is named."""
    settings = sandbox_settings(tmp_path)
    assert settings.sandbox
    assert settings.database_url == f"sqlite:///{tmp_path}/birzha.sqlite3"
    assert settings.files == tmp_path / "files"
    assert sandbox_settings(tmp_path, database_url="postgresql://u@h/n").database_url == "postgresql://u@h/n"
    with pytest.raises(Misconfigured):
        sandbox_settings(tmp_path, database_url="mongodb://h")


def test_every_flaw_has_a_sentence():
    """No flaw is left without words."""
    assert set(texts.FLAWS) == set(Flaw)


def test_hints_can_be_switched_off(tmp_path):
    """By an argument or by the environment, in a sandbox."""
    assert not sandbox_settings(tmp_path).loose
    assert not sandbox_settings(tmp_path, environment={"BIRZHA_LOOSE": "0"}).loose
    assert sandbox_settings(tmp_path, environment={"BIRZHA_LOOSE": "1"}).loose
    assert sandbox_settings(tmp_path, loose=True).loose


def test_every_rule_can_be_set_by_the_environment(tmp_path):
    """Flags, numbers and the zone; what is not named keeps its default; a sandbox only lets more register."""
    given = {
        "BIRZHA_RULE_LATE_SUBMISSION": "0",
        "BIRZHA_RULE_PRIVATE_DATA_CHECK": "0",
        "BIRZHA_RULE_ZONE": "Asia/Omsk",
        "BIRZHA_RULE_CUSTOMER_FEE": "0",
        "BIRZHA_RULE_PENALTY": "",
    }
    rules = Rules(late_submission=False, private_data_check=False, zone="Asia/Omsk", customer_fee=0)
    assert sandbox_settings(tmp_path, environment=given).rules == replace(rules, registrations=0)
    asked = {"BIRZHA_RULE_REGISTRATIONS": "3"}
    assert sandbox_settings(tmp_path, environment=asked).rules.registrations == 3
    assert real_settings({**FIT, **given}, files=tmp_path).rules == rules
    for name, default in settable_rules().items():
        text = default if isinstance(default, str) else str(int(default))
        assert getattr(rules_of({name: text}), name) == default
    assert set(settable_rules()) == {each.name for each in fields(Rules)} - {"attested_categories"}


@pytest.mark.parametrize(
    "values",
    [
        {"zones": "Asia/Omsk"},
        {"zone": "../../etc/passwd"},
        {"zone": ""},
        {"late_submission": "2"},
        {"late_submission": "yes"},
        {"customer_fee": "10001"},
        {"penalty": "-1"},
        {"penalty": "1.5"},
        {"penalty": "9" * 30},
        {"attested_categories": "1"},
    ],
)
def test_impossible_rules_are_refused(values):
    """A wrong name or value is said, and nothing is started with it."""
    with pytest.raises(ValueError, match=next(iter(values))):
        rules_of(values)


@pytest.mark.parametrize("given", ["etxt_numbers", "numbers=int", "secret_key=x", "etxt_numbers="])
def test_only_switches_and_rules_are_set_by_arguments(given, tmp_path, capsys):
    """Anything else is refused; a secret key above all."""
    assert main(["up", "--port", "0", "--data", str(tmp_path / "x"), "--set", given]) == 2
    assert given in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_argument_that_sets_what_is_not_there_is_refused(tmp_path, capsys):
    """By the same sentences as a variable."""
    for given, flaw in (("etxt_numbers=float", Flaw.BAD_SWITCH), ("rule_zone=Moscow", Flaw.BAD_RULE)):
        assert main(["up", "--port", "0", "--data", str(tmp_path), "--set", given]) == 2
        assert str(texts.FLAWS[flaw]) in capsys.readouterr().err
