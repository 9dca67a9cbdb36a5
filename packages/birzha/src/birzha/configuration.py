"""Where settings come from: the environment and the command line; and what no exchange may be started with."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from birzha.settings import CHECKERS, Rules, Settings, rules_of
from birzha.texts.scanning import scanner_named

SANDBOX_KEY = "sandbox: everybody may read this key, as they may read the demo passwords"
"""The secret key of every sandbox. The same for all, so that a database and a folder of files can be put together freely."""

DATABASES = ("sqlite:///", "postgresql://", "postgres://")
"""How the URL of a database begins."""

ETXT = "BIRZHA_ETXT_"
"""How a variable begins that sets a switch of the eTXT dialect: ``BIRZHA_ETXT_NUMBERS=int``."""

RULE = "BIRZHA_RULE_"
"""How a variable begins that sets one of the market's rules: ``BIRZHA_RULE_ZONE=Asia/Omsk``."""

CORPUS = "BIRZHA_CORPUS"
"""The variable that names the folder of the corpus."""
OFF = "0"
"""Its value where texts are not checked."""

SHORTEST_SECRET = 32
"""The least length of a secret key, characters."""


class Flaw(StrEnum):
    """Why an exchange cannot run as it was asked to."""

    NO_KEY = "no_key"
    SHORT_KEY = "short_key"
    NO_DATABASE_URL = "no_database_url"
    UNKNOWN_DATABASE = "unknown_database"
    BAD_BASE_URL = "bad_base_url"
    BAD_SWITCH = "bad_switch"
    BAD_RULE = "bad_rule"
    BAD_SCANNER = "bad_scanner"
    BAD_CHECKER = "bad_checker"
    SANDBOX_ASKED = "sandbox_asked"
    DEMO_PEOPLE = "demo_people"
    REAL_PEOPLE = "real_people"


class Misconfigured(ValueError):
    """An exchange cannot run as it was asked to.

    Args:
        flaws: everything that is wrong, so that it can be put right in one go.
    """

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__(", ".join(flaws))
        self.flaws = flaws


def real_settings(
    environment: Mapping[str, str],
    *,
    files: Path,
    database_url: str | None = None,
    base_url: str | None = None,
    corpus: Path | None = None,
) -> Settings:
    """The settings of a real exchange: what is given wins over the environment's ``BIRZHA_…``.

    The secret key comes from the environment only (``BIRZHA_SECRET_KEY``): arguments of a process are visible to others. So does
    the virus scanner (``BIRZHA_SCANNER``), a name as :func:`birzha.texts.scanning.scanner_named` takes it, and who measures texts
    (``BIRZHA_CHECKER``, one of :data:`birzha.settings.CHECKERS`, with the key of the operator's account in ``BIRZHA_CHECKER_KEY``).

    Args:
        environment: variables by name.
        files: the folder of uploads.
        database_url: instead of ``BIRZHA_DATABASE_URL``.
        base_url: instead of ``BIRZHA_BASE_URL``.
        corpus: the folder of the corpus where ``BIRZHA_CORPUS`` does not name another; ``None``: texts are not checked.

    Raises:
        Misconfigured: something is missing or cannot be.
    """
    secret_key = environment.get("BIRZHA_SECRET_KEY", "")
    database_url = database_url or environment.get("BIRZHA_DATABASE_URL", "")
    base_url = (base_url or environment.get("BIRZHA_BASE_URL", "")).rstrip("/")
    flaws = [*_secret_flaws(secret_key), *_database_flaws(database_url)]
    if base_url and not base_url.startswith(("http://", "https://")):
        flaws.append(Flaw.BAD_BASE_URL)
    if environment.get("BIRZHA_SANDBOX", "0") not in {"", "0"}:
        flaws.append(Flaw.SANDBOX_ASKED)
    etxt = etxt_switches(environment)
    flaws += [*_switch_flaws(etxt), *_rule_flaws(environment)]
    scanner = None
    if name := environment.get("BIRZHA_SCANNER", ""):
        try:
            scanner = scanner_named(name)
        except ValueError:
            flaws.append(Flaw.BAD_SCANNER)
    checker, checker_key = environment.get("BIRZHA_CHECKER") or CHECKERS[0], environment.get("BIRZHA_CHECKER_KEY", "")
    if checker not in CHECKERS or (checker != CHECKERS[0] and not checker_key):
        flaws.append(Flaw.BAD_CHECKER)
    if flaws:
        raise Misconfigured(*flaws)
    return Settings(
        database_url=database_url,
        files=files,
        secret_key=secret_key,
        base_url=base_url,
        scanner=scanner,
        corpus=corpus_folder(environment, corpus),
        checker=checker,
        checker_key=checker_key,
        etxt=etxt,
        rules=market_rules(environment),
    )


def sandbox_settings(
    data: Path,
    *,
    database_url: str | None = None,
    loose: bool = False,
    environment: Mapping[str, str] = MappingProxyType({}),
    corpus: Path | None = None,
) -> Settings:
    """The settings of a sandbox: everything in one folder, nothing to configure.

    Args:
        data: the folder.
        database_url: another database than the SQLite file in the folder.
        loose: whether it keeps silent about parameters that no method has; ``BIRZHA_LOOSE=1`` says the same.
        environment: variables by name; of them only this one, the corpus, the dialect's switches and the rules count.
        corpus: the folder of the corpus where ``BIRZHA_CORPUS`` does not name another; ``None``: texts are not checked.

    Raises:
        Misconfigured: the URL names no database that we know, or a switch or a rule cannot be so.
    """
    database_url = database_url or f"sqlite:///{data / 'birzha.sqlite3'}"
    etxt = etxt_switches(environment)
    if flaws := [*_database_flaws(database_url), *_switch_flaws(etxt), *_rule_flaws(environment)]:
        raise Misconfigured(*flaws)
    # a test fills a market from one address, under a clock that may stand
    rules = market_rules({f"{RULE}REGISTRATIONS": "0", **environment})
    loose = loose or environment.get("BIRZHA_LOOSE", "0") not in {"", "0"}
    return Settings(
        database_url=database_url,
        files=data / "files",
        secret_key=SANDBOX_KEY,
        sandbox=True,
        loose=loose,
        corpus=corpus_folder(environment, corpus),
        etxt=etxt,
        rules=rules,
    )


def corpus_folder(environment: Mapping[str, str], usual: Path | None) -> Path | None:
    """The folder of the corpus: the one that the environment names, else the usual one; ``None``: texts are not checked."""
    named = environment.get(CORPUS, "")
    return None if named == OFF else Path(named).absolute() if named else usual


def etxt_switches(environment: Mapping[str, str]) -> dict[str, str]:
    """The switches of the eTXT dialect that the environment sets, by name."""
    return _named(environment, ETXT)


def market_rules(environment: Mapping[str, str]) -> Rules:
    """The market's rules with those that the environment sets.

    Raises:
        ValueError: there is no such rule, or it cannot have that value.
    """
    return rules_of(_named(environment, RULE))


def _named(environment: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in environment.items()
        if name.startswith(prefix) and value
    }


def _rule_flaws(environment: Mapping[str, str]) -> list[Flaw]:
    try:
        market_rules(environment)
    except ValueError:
        return [Flaw.BAD_RULE]
    return []


def _secret_flaws(secret_key: str) -> list[Flaw]:
    if not secret_key:
        return [Flaw.NO_KEY]
    if len(secret_key) < SHORTEST_SECRET or secret_key == SANDBOX_KEY:
        return [Flaw.SHORT_KEY]
    return []


def _switch_flaws(switches: Mapping[str, str]) -> list[Flaw]:
    from birzha.dialects.etxt.switches import wire_of  # noqa: PLC0415  # a command line's help needs no dialect

    try:
        wire_of(switches)
    except ValueError:
        return [Flaw.BAD_SWITCH]
    return []


def _database_flaws(database_url: str) -> list[Flaw]:
    if not database_url:
        return [Flaw.NO_DATABASE_URL]
    if not database_url.startswith(DATABASES):
        return [Flaw.UNKNOWN_DATABASE]
    return []
