"""The exchange as a test sees it."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from birzha.orders.model import Figures
from birzha.sandbox.checkpoints import About, Rewound
from birzha.sandbox.controls import Ledger
from birzha.sandbox.differences import Changes
from birzha.testing.beside import Beside
from birzha.testing.bridges import AsyncBridge, Bridge
from birzha.testing.hands import Clock, Faults, Journal, Steering
from birzha.testing.house import House, Houses
from birzha.testing.people import Person
from birzha.testing.setup import Setup, Value

CUSTOMER = "anna"
"""Who calls eTXT's API unless a test says who: a customer with 100,000 roubles and no orders."""
PERFORMER = "vera"
"""Who calls Kwork's API unless a test says who: a performer with orders, kworks and conversations."""


class Exchange:
    """An exchange of one's own, with demo people, play money and a clock that stands.

    Its people are those of the sandbox (page "The sandbox"): ``anna``, ``boris`` and ``olga`` order, ``vera``, ``gleb``, ``darya``
    and ``egor`` perform, ``marta`` moderates, ``admin`` administers, ``vse`` is all of it.

    Args:
        house: the exchange.
        beside: where it lives.
    """

    def __init__(self, house: House, beside: Beside) -> None:
        self._steering = Steering(house, beside)
        self.clock: Clock = Clock(self._steering)
        self.faults: Faults = Faults(self._steering)
        self.journal: Journal = Journal(self._steering)
        self._people: dict[str, Person] = {}

    def __repr__(self) -> str:
        return f"Exchange({self.clock!r}, {self.journal!r})"

    @property
    def url(self) -> str:
        """The exchange's address for plain HTTP, without a slash at the end: a free port of this machine, the same all day.

        The server begins to listen when this is first read, and serves until the test run ends.
        """
        return self._steering.beside.call(self._steering.house.url())

    @property
    def etxt_url(self) -> str:
        """The address of eTXT's API over HTTP."""
        return f"{self.url}/etxt/api/json/"

    @property
    def kwork_url(self) -> str:
        """The base of Kwork's API over HTTP."""
        return f"{self.url}/kwork"

    @property
    def api_url(self) -> str:
        """The base of our own JSON API over HTTP."""
        return f"{self.url}/api/v1"

    @property
    def transport(self) -> Bridge:
        """Takes a sync client of ours into this process; any host name will do."""
        return Bridge(self._steering.beside, self._steering.house.app)

    @property
    def async_transport(self) -> AsyncBridge:
        """Takes an async client of ours into this process; any host name will do."""
        return AsyncBridge(self._steering.beside, self._steering.house.app)

    def as_(self, login: str = CUSTOMER) -> Person:
        """Somebody on the exchange, with tokens, passwords and clients that are signed in.

        Args:
            login: who; also somebody who has registered in this test.

        Raises:
            LookupError: nobody has that login; it says who is there.
        """
        if login not in self._people:
            self._people[login] = Person(self._steering.house, self._steering.beside, login)
        return self._people[login]

    def environment(self, login: str = CUSTOMER) -> dict[str, str]:
        """The variables by which programs find the exchange: for ``monkeypatch.setenv`` or ``subprocess.run(env=…)``.

        Args:
            login: whose token and password of the eTXT API.

        Returns:
            ``ETXT_BASE_URL``, ``ETXT_TOKEN``, ``ETXT_API_PASS``, ``KWORK_BASE_URL``.
        """
        who = self.as_(login)
        return {
            "ETXT_BASE_URL": self.etxt_url,
            "ETXT_TOKEN": who.token,
            "ETXT_API_PASS": who.api_pass,
            "KWORK_BASE_URL": self.kwork_url,
        }

    def next_check(
        self,
        order_id: int = 0,
        *,
        uniqueness: int | None = None,
        mistakes: int | None = None,
        keywords: int | None = None,
        likeness: int | None = None,
    ) -> None:
        """Say what the next check of a result will find; texts are not measured in tests.

        Args:
            order_id: whose next result; 0: of any order without a saying of its own.
            uniqueness: percent; less than the order asks for sends the result back.
            mistakes: misspelt words, percent.
            keywords: keywords found, percent; for SEO orders.
            likeness: to the source text, percent; for rewriting.

        Raises:
            Refusal: a figure is no percentage, or there is no such order.
        """
        figures = Figures(uniqueness, mistakes, keywords, likeness)
        self._steering.steer("next_check", lambda controls: controls.next_check(figures, order_id))

    def ledger(self) -> Ledger:
        """Who has how much, in kopecks, and what the auditor says: ``assert exchange.ledger().ok``."""
        return self._steering.steer("ledger", lambda controls: controls.ledger())

    def switch(self, login: str, **positions: str) -> None:
        """Show another face of the eTXT wire to one caller: ``exchange.switch("boris", numbers="int")``.

        Args:
            login: to whom.
            positions: of the switches (:class:`birzha.dialects.etxt.switches.Wire`); those not named are the exchange's.

        Raises:
            Refusal: there is no such person, switch or position.
        """
        self._steering.steer("switch", lambda controls: controls.callers.put(login, positions))

    def save(self, name: str) -> About:
        """Save a checkpoint; it is gone when the test ends.

        Args:
            name: up to 64 letters, digits, hyphens and underscores.

        Raises:
            Refusal: the name cannot be one, or is taken.
        """
        return self._steering.steer("save", lambda controls: controls.save(name))

    def rewind(self, name: str) -> Rewound:
        """Go back to a checkpoint: rows, uploads and the clock; journal, faults and switches stay.

        Args:
            name: of it.

        Raises:
            Refusal: there is none.
        """
        return self._steering.steer("rewind", lambda controls: controls.rewind(name))

    def changes(self, name: str) -> Changes:
        """What has changed since a checkpoint, table by table, row by row.

        Args:
            name: of it.

        Raises:
            Refusal: there is none.
        """
        return self._steering.steer("changes", lambda controls: controls.changes(name))

    def reset(self) -> None:
        """Begin anew, as for another test; clients that were made before stay good, but their sessions do not."""
        self._steering.beside.call(self._steering.house.reset())
        self._people.clear()


@contextmanager
def open_exchange(
    *,
    rules: Mapping[str, Value] = MappingProxyType({}),
    switches: Mapping[str, str] = MappingProxyType({}),
    seed: int = 1,
    at: int | str | datetime | None = None,
    loose: bool = False,
) -> Iterator[Exchange]:
    """An exchange without pytest, or one that lives longer than a test; the arguments are those of :class:`Setup`.

    ::

        @pytest.fixture(scope="module")
        def filled():
            with open_exchange(rules={"customer_fee": 0}) as exchange:
                ...
                yield exchange

    Args:
        rules: the market's rules that are to differ, by name.
        switches: positions of the eTXT wire's switches, by name.
        seed: tokens and links are drawn from it.
        at: where the clock stands.
        loose: whether the exchange keeps silent about parameters that it does not know.

    Raises:
        ValueError: see :class:`Setup`.
    """
    setup = Setup(rules, switches, seed, at, loose)
    with tempfile.TemporaryDirectory(prefix="birzha-") as folder:
        houses = Houses(Path(folder))
        try:
            yield Exchange(houses.fresh(setup), houses.beside)
        finally:
            houses.end()
