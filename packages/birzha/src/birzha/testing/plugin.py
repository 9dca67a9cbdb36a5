"""The pytest plugin: fixtures, the mark, and the journal of a failed test. See :mod:`birzha.testing`.

Nothing of the exchange is imported here until a fixture is used: a test run that uses none pays for this module alone.
"""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from birzha.testing.exchange import Exchange
    from birzha.testing.hands import Clock, Faults, Journal
    from birzha.testing.house import Houses
    from birzha.testing.setup import Setup
    from etxt_api import EtxtClient, SyncEtxtClient
    from kwork_api import KworkClient, SyncKworkClient

JOURNAL = "birzha_journal"
"""The setting of pytest that keeps the journal out of reports: ``birzha_journal = false``."""
MARK = "exchange"
TITLE = "journal of the exchange"
_KEY: "pytest.StashKey[Exchange]" = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the setting."""
    parser.addini(JOURNAL, "show what the exchange was asked when a test fails", type="bool", default=True)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark."""
    config.addinivalue_line(
        "markers", f"{MARK}(rules, switches, seed, at, loose): the exchange that a test needs (birzha.testing.Setup)"
    )
    # pytest rewrites the asserts of whatever is installed together with a plugin: here some hundred modules that have none to show,
    # read and compiled anew in each run where bytecode is not kept (a second of the processor); it has no public way to say so
    marked = getattr(getattr(config.pluginmanager, "rewrite_hook", None), "_must_rewrite", None)
    if isinstance(marked, set):
        marked.discard("birzha")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the requests of a failed test."""
    report = yield
    exchange = item.stash.get(_KEY, None)
    if exchange is not None and report.failed and report.when != "teardown" and item.config.getini(JOURNAL):
        from birzha.testing.report import journal_text  # noqa: PLC0415  # see the module

        if text := journal_text(exchange):
            report.sections.append((TITLE, text))
    return report


@pytest.fixture(scope="session")
def _birzha_houses(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Houses]":
    from birzha.testing.house import Houses  # noqa: PLC0415  # see the module

    houses = Houses(tmp_path_factory.mktemp("birzha"))
    yield houses
    houses.end()


@pytest.fixture
def exchange(request: pytest.FixtureRequest, _birzha_houses: "Houses") -> "Iterator[Exchange]":
    """An exchange of one's own (birzha.testing.Exchange): its people, its addresses; anew for each test."""
    from birzha.testing.exchange import Exchange  # noqa: PLC0415  # see the module

    the_exchange = Exchange(_birzha_houses.fresh(_setup(request.node)), _birzha_houses.beside)
    request.node.stash[_KEY] = the_exchange
    yield the_exchange
    del request.node.stash[_KEY]


@pytest.fixture
def etxt(exchange: "Exchange") -> "SyncEtxtClient":
    """The eTXT client of anna, a customer with 100,000 roubles, for sync tests; of others: exchange.as_("boris").etxt."""
    return exchange.as_().etxt


@pytest.fixture
def async_etxt(exchange: "Exchange") -> "EtxtClient":
    """The eTXT client of anna, a customer with 100,000 roubles, for async tests."""
    return exchange.as_().async_etxt


@pytest.fixture
def kwork(exchange: "Exchange") -> "SyncKworkClient":
    """The Kwork client of vera, a performer, signed in, for sync tests; of others: exchange.as_("vse").kwork."""
    from birzha.testing.exchange import PERFORMER  # noqa: PLC0415  # see the module

    return exchange.as_(PERFORMER).kwork


@pytest.fixture
def async_kwork(exchange: "Exchange") -> "KworkClient":
    """The Kwork client of vera, a performer, signed in, for async tests."""
    from birzha.testing.exchange import PERFORMER  # noqa: PLC0415  # see the module

    return exchange.as_(PERFORMER).async_kwork


@pytest.fixture
def clock(exchange: "Exchange") -> "Clock":
    """The exchange's clock: clock.advance("P5D"); what becomes due on the way has happened when that returns."""
    return exchange.clock


@pytest.fixture
def faults(exchange: "Exchange") -> "Faults":
    """What goes wrong on purpose: faults.add("applied_but_lost", "tasks.saveTask", times=1)."""
    return exchange.faults


@pytest.fixture
def journal(exchange: "Exchange") -> "Journal":
    """What the exchange was asked and answered: journal.requests(method="tasks.*")."""
    return exchange.journal


def _setup(item: pytest.Item) -> "Setup":
    """What the marks of a test ask for, the nearest one first."""
    from birzha.testing.setup import Setup  # noqa: PLC0415  # see the module

    asked: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers(MARK))):
        if mark.args:
            pytest.fail(f"@pytest.mark.{MARK}: its arguments have names, such as rules={mark.args[0]!r}", pytrace=False)
        asked |= mark.kwargs
    try:
        return Setup.of(asked)
    except ValueError as error:
        pytest.fail(f"@pytest.mark.{MARK}: {error}", pytrace=False)
