"""The exchange inside a test run: a pytest plugin, and the same without pytest.

Installed with ``birzha[testing]``, the plugin is there without a line of configuration::

    def test_an_article_is_ordered_once(etxt, faults, journal):
        faults.add("applied_but_lost", "tasks.saveTask", times=1)
        my_code.order_article(etxt, title="Ржаной хлеб")
        assert len(journal.requests(method="tasks.saveTask")) == 1

========================  ==============================================================================================
fixture                   what it is
========================  ==============================================================================================
``exchange``              :class:`Exchange`: people, addresses, the auditor's word; begins anew for each test
``etxt``, ``async_etxt``  the clients of ``anna``, a customer with 100,000 roubles: for sync and for async tests
``kwork``,                the clients of ``vera``, a performer
``async_kwork``
``clock``                 :class:`Clock`: stands at the moment of the start until it is turned
``faults``                :class:`Faults`: what goes wrong, and for whom
``journal``               :class:`Journal`: what the exchange was asked and what it answered
========================  ==============================================================================================

The clients of the fixtures call the exchange inside this process, without a socket. Code that speaks plain HTTP (requests, PHP, a
program of its own) finds the same exchange at ``exchange.url``, a free port of this machine that is opened when it is first asked
for. Each worker of pytest-xdist has an exchange of its own.

``@pytest.mark.exchange(rules=…, switches=…, seed=…, at=…, loose=…)`` on a test, a class or a module asks for another exchange than
the usual one; see :class:`Setup`. A failed test shows its requests; ``birzha_journal = false`` in pytest's settings keeps that away.

Without pytest (``unittest``, a script, a fixture of your own that lives longer than a test) :func:`open_exchange` gives the same.

Names are loaded when they are first used: a test run that uses none of them pays next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from birzha.testing.exchange import Exchange, open_exchange
    from birzha.testing.hands import Clock, Faults, Journal, Request
    from birzha.testing.people import Person
    from birzha.testing.refusal import Refusal
    from birzha.testing.setup import Setup

_HOMES = {
    "Clock": "hands",
    "Exchange": "exchange",
    "Faults": "hands",
    "Journal": "hands",
    "Person": "people",
    "Refusal": "refusal",
    "Request": "hands",
    "Setup": "setup",
    "open_exchange": "exchange",
}

__all__ = [
    "Clock",
    "Exchange",
    "Faults",
    "Journal",
    "Person",
    "Refusal",
    "Request",
    "Setup",
    "open_exchange",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'birzha.testing' has no attribute {name!r}")
    value = getattr(import_module(f"birzha.testing.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
