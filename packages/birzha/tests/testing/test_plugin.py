"""The plugin inside pytest, as a project of its own sees it: pytest is run on small projects, by pytest."""

import re
import sys

import pytest

from birzha.testing import open_exchange

pytest_plugins = ("pytester",)

WARNINGS_ARE_ERRORS = "[pytest]\nfilterwarnings = error\n"
OTHERS = ("-p", "no:hypothesispytest", "-p", "no:schemathesis", "-p", "no:platformdirs")
"""Plugins that happen to be installed here."""
ALONE = (*OTHERS, "-p", "no:asyncio", "-p", "no:anyio", "-p", "no:xdist")
ASYNCIO = (*OTHERS, "-p", "no:anyio", "-p", "no:xdist", "-o", "asyncio_default_fixture_loop_scope=function")
ANYIO = (*OTHERS, "-p", "no:asyncio", "-p", "no:xdist")


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    """What a pytest in this process loads is forgotten after it, but compiled libraries load only once: load them before."""
    with open_exchange() as exchange:
        exchange.as_().etxt.users.get_balance()
        exchange.as_("vera").kwork.user.get_info()


@pytest.fixture
def project(pytester):
    """A project with the plugin, where a warning of ours would be an error."""
    pytester.makeini(WARNINGS_ARE_ERRORS)
    return pytester


def test_a_plain_project_needs_no_configuration(project):
    """Without any asynchronous plugin: sync fixtures work, async clients work in asyncio.run, nothing is left behind."""
    project.makepyfile(
        """
        import asyncio, threading

        def test_sync(etxt, kwork, journal):
            assert etxt.users.get_balance().balance == 100_000
            assert kwork.user.get_info()["username"] == "vera"
            assert len(journal) == 2

        def test_async(async_etxt, async_kwork, clock):
            async def both():
                return await async_etxt.users.get_balance(), await async_kwork.user.get_info()
            for _ in range(2):  # each run has a loop of its own
                balance, info = asyncio.run(both())
            assert balance.date == clock.now
        """
    )
    result = project.runpytest_subprocess(*ALONE)
    result.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("options", "mark"),
    [(ASYNCIO, "asyncio"), (ANYIO, "anyio")],
    ids=["pytest-asyncio", "anyio"],
)
def test_asynchronous_tests_of_either_plugin(project, options, mark):
    """Whose loop it is makes no difference, nor that the fixtures are made outside of it."""
    project.makepyfile(
        f"""
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.mark.{mark}
        @pytest.mark.parametrize("time", range(2))
        async def test_one(async_etxt, etxt, exchange, time):
            assert (await async_etxt.users.get_balance()).balance == etxt.users.get_balance().balance
            async with exchange.as_("boris").async_etxt as boris:
                assert (await boris.users.get_balance()).balance == 49_790
        """
    )
    result = project.runpytest_inprocess(*options)
    result.assert_outcomes(passed=2)


def test_workers_have_exchanges_of_their_own(project):
    """Under pytest-xdist the same order number, balance and a port of its own on each worker, at the same time."""
    project.makepyfile(
        """
        import os, pathlib, urllib.request
        import pytest
        from datetime import timedelta
        from decimal import Decimal

        @pytest.mark.parametrize("time", range(8))
        def test_one(exchange, etxt, clock, time, request):
            order = etxt.tasks.save_task(title="x", description="y", price=Decimal(50), size=1000, id_category=254,
                                         public=True, deadline=clock.now + timedelta(days=2))
            assert order.id_task == 15
            assert urllib.request.urlopen(f"{exchange.url}/healthz").status == 200
            seen = pathlib.Path(request.config.rootpath, f"seen-{os.environ['PYTEST_XDIST_WORKER']}")
            seen.write_text(exchange.url)
        """
    )
    project.runpytest_subprocess(*OTHERS, "-p", "no:asyncio", "-p", "no:anyio", "-n", "2").assert_outcomes(passed=8)
    urls = [path.read_text() for path in project.path.glob("seen-*")]
    assert len(urls) == len(set(urls)) == 2


FAILING = """
    import pytest

    def test_fails(etxt):
        with pytest.raises(Exception):
            etxt.tasks.get_results([99])
        etxt.call("users.getBalance", blance=1)
        assert etxt.users.get_balance().balance == 7

    def test_fails_without_requests(exchange):
        assert exchange.url == "x"

    @pytest.fixture
    def broken(etxt):
        etxt.users.get_balance()
        raise ValueError("in a fixture")

    def test_never_begins(broken):
        pass

    def test_without_an_exchange():
        assert 0
"""


def test_a_failed_test_shows_its_requests(project):
    """What was asked, by whom, what was refused, and what the exchange did not understand; secrets are not shown."""
    project.makepyfile(FAILING)
    result = project.runpytest_inprocess(*ALONE)
    result.assert_outcomes(failed=3, errors=1)
    shown = result.stdout.str()
    assert shown.count("- journal of the exchange -") == 2
    result.stdout.fnmatch_lines(
        [
            "*etxt users.getBalance  anna  200 *",  # of the broken fixture, reported first
            "*etxt tasks.getResults  anna  refused: no_object *",
            "*asked: *99*",
            '*answered: *{"error": "no_object"}',
            "*etxt users.getBalance  anna  200*",
            "*hint: *blance*",
            "the clock shows 20*",
        ]
    )
    assert "***" not in shown
    assert "1" * 32 not in shown.split("- journal of the exchange -")[2]


def test_the_journal_can_be_kept_away(project):
    """A setting of pytest, as for any other section."""
    project.makepyfile(FAILING)
    result = project.runpytest_inprocess(*ALONE, "-o", "birzha_journal=false")
    result.assert_outcomes(failed=3, errors=1)
    assert "journal of the exchange" not in result.stdout.str()


def test_a_long_journal_is_shown_from_its_end(project):
    """The last requests are those that matter."""
    project.makepyfile(
        """
        def test_fails(etxt):
            for _ in range(33):
                etxt.users.get_balance()
            assert 0
        """
    )
    result = project.runpytest_inprocess(*ALONE)
    result.stdout.fnmatch_lines(["… 3 earlier"])
    assert result.stdout.str().count("etxt users.getBalance  anna") == 30


def test_a_slip_in_a_mark_is_one_line(project):
    """No traceback of ours: the sentence says what there is."""
    project.makepyfile(
        """
        import pytest

        @pytest.mark.exchange(rules={"customer_fe": 0})
        def test_rule(exchange): ...

        @pytest.mark.exchange({"customer_fee": 0})
        def test_nameless(exchange): ...
        """
    )
    result = project.runpytest_inprocess(*ALONE, "--strict-markers")
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*@pytest.mark.exchange: there is no rule customer_fe; there are customer_fee*"])
    result.stdout.fnmatch_lines(["*@pytest.mark.exchange: its arguments have names*"])
    assert "plugin.py" not in result.stdout.str()


def test_fixtures_and_the_mark_are_told(project):
    """``pytest --fixtures`` and ``pytest --markers`` say what there is."""
    fixtures = project.runpytest_inprocess("--fixtures", *ALONE).stdout.str()
    for name in ("exchange", "etxt", "async_etxt", "kwork", "async_kwork", "clock", "faults", "journal"):
        assert re.search(rf"^{name} -- .*birzha/testing/plugin\.py", fixtures, re.MULTILINE), name
    project.runpytest_inprocess("--markers", *ALONE).stdout.fnmatch_lines(["@pytest.mark.exchange(rules, *"])


def test_who_does_not_use_it_loads_nothing(project):
    """A run without our fixtures imports the plugin's own module, and nothing of the exchange or its clients."""
    project.makepyfile(test_other="def test_other(): ...")
    script = project.makepyfile(
        run="""
        import sys
        import pytest

        assert pytest.main(["-q", "-p", "no:schemathesis", "-p", "no:asyncio", "test_other.py"]) == 0
        ours = {"birzha", "birzha_client", "etxt_api", "kwork_api", "sverka"}
        print(sorted(name for name in sys.modules if name.partition(".")[0] in ours))
        print([name for name in ("sqlalchemy", "starlette", "pydantic", "msgspec") if name in sys.modules])
        """
    )
    lines = project.run(sys.executable, "-W", "ignore", script).outlines
    assert lines[-2:] == ["['birzha', 'birzha.testing', 'birzha.testing.plugin']", "[]"]


def test_a_broken_start_is_told_and_tried_again(project):
    """Where the exchange cannot be started, each test that needs it says why, and the run ends as it should."""
    project.makeconftest(
        """
        import pytest

        @pytest.fixture(autouse=True)
        def no_room(monkeypatch, request):
            if request.node.name == "test_first":
                def install(url):
                    raise OSError("no room on the disk")
                monkeypatch.setattr("birzha.testing.house.install", install)
        """
    )
    project.makepyfile("def test_first(exchange): ...\n\ndef test_second(etxt):\n    etxt.users.get_balance()\n")
    result = project.runpytest_inprocess(*ALONE)
    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(["*no room on the disk*"])


def test_the_exchange_is_not_compiled_anew(project):
    """Installed from a wheel, its modules are imported as they are: pytest looks for no asserts in them."""
    project.makeconftest(
        """
        import pytest

        @pytest.hookimpl(tryfirst=True)
        def pytest_configure(config):
            config.pluginmanager.rewrite_hook.mark_rewrite("birzha", "other")  # as for a plugin from a wheel
        """
    )
    project.makepyfile(
        """
        def test_one(pytestconfig):
            marked = pytestconfig.pluginmanager.rewrite_hook._must_rewrite
            assert "other" in marked
            assert "birzha" not in marked
        """
    )
    project.runpytest_inprocess(*ALONE, "-W", "ignore::pytest.PytestAssertRewriteWarning").assert_outcomes(passed=1)
