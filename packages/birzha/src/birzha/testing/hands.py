"""What a test turns and looks at: the clock, the faults, the journal."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from birzha.errors import MarketError
from birzha.sandbox import Controls
from birzha.sandbox.answers import Refused
from birzha.sandbox.faults import Armed, Kind, Rule
from birzha.sandbox.journal import KEPT, Wanted, Whole
from birzha.testing.beside import Beside
from birzha.testing.house import House
from birzha.testing.refusal import Refusal

_T = TypeVar("_T")

Request = Whole
"""A request as the journal has it: ``method``, ``login``, ``parameters``, ``answer``, ``error``, ``fault``, ``hints``, ``ms`` …"""


class Steering:
    """Has the sandbox's controls carried out where the exchange lives.

    Args:
        house: the exchange.
        beside: where it lives.
    """

    def __init__(self, house: House, beside: Beside) -> None:
        self.house = house
        self.beside = beside

    def steer(self, what: str, control: Callable[[Controls], Coroutine[Any, Any, _T]]) -> _T:
        """Carry a control out.

        Args:
            what: it is, for the refusal.
            control: given the controls.

        Raises:
            Refusal: the exchange refused.
        """
        try:
            return self.beside.call(control(self.house.controls))
        except Refused as error:
            raise Refusal.from_content(what, error.status, error.content) from None
        except MarketError as error:
            raise Refusal(what, "invalid", error.message, field=error.field) from None

    def look(self, step: Callable[[Controls], _T]) -> _T:
        """Look at something that does not wait."""
        return self.beside.do(lambda: step(self.house.controls))


class Clock:
    """The exchange's clock: it stands until the test turns it or lets it run, and goes forward only.

    Args:
        steering: of the exchange.
    """

    def __init__(self, steering: Steering) -> None:
        self._steering = steering

    def __repr__(self) -> str:
        return f"Clock({self.now.isoformat()}, {'frozen' if self.frozen else 'running'})"

    @property
    def unixtime(self) -> int:
        """What it shows, unixtime in whole seconds."""
        return self._steering.look(lambda controls: controls.clock().now)

    @property
    def now(self) -> datetime:
        """What it shows, in the market's time zone."""
        zone = self._steering.house.market.settings.rules.zone
        return datetime.fromtimestamp(self.unixtime, ZoneInfo(zone))

    @property
    def frozen(self) -> bool:
        """Whether it stands."""
        return self._steering.look(lambda controls: controls.clock().frozen)

    def advance(self, by: int | str | timedelta) -> datetime:
        """Turn it forward; what becomes due on the way has happened, in order, when this returns.

        Args:
            by: seconds, a :class:`~datetime.timedelta` of whole seconds, or ISO 8601: ``"P5D"``, ``"PT36H"``.

        Returns:
            What it shows now.

        Raises:
            Refusal: that is no stretch of time, or it goes back.
        """
        stretch = int(by.total_seconds()) if isinstance(by, timedelta) else by
        self._steering.steer(f"clock.advance({by!r})", lambda controls: controls.advance(stretch))
        return self.now

    def set(self, to: int | str | datetime) -> datetime:
        """Turn it forward to a moment, as :meth:`advance` does.

        Args:
            to: unixtime, ISO 8601 (without an offset in the market's zone), or an aware :class:`~datetime.datetime`.

        Returns:
            What it shows now.

        Raises:
            Refusal: that is no moment, or it has passed.
        """
        moment = int(to.timestamp()) if isinstance(to, datetime) else to
        self._steering.steer(f"clock.set({to!r})", lambda controls: controls.set(moment))
        return self.now

    def freeze(self) -> None:
        """Stop it where it is."""
        self._steering.look(lambda controls: controls.freeze())

    def run(self) -> None:
        """Let it go on at the machine's pace from what it shows."""
        self._steering.look(lambda controls: controls.run())


class Faults:
    """What goes wrong on purpose; a test begins with nothing.

    Args:
        steering: of the exchange.
    """

    def __init__(self, steering: Steering) -> None:
        self._steering = steering

    def __repr__(self) -> str:
        return f"Faults({[f'{each.rule.kind} {each.rule.method}' for each in self.rules]})"

    @property
    def rules(self) -> list[Armed]:
        """The rules in force, oldest first."""
        return self._steering.look(lambda controls: controls.hands.faults.listed())

    def add(
        self,
        kind: Kind,
        method: str = "*",
        *,
        person: str = "",
        nth: int | None = None,
        share: float | None = None,
        seed: int = 0,
        times: int | None = None,
        ms: int = 1000,
        retry_after: int = 1,
        status: int | None = None,
        field: str = "",
        quietly: bool = False,
    ) -> Armed:
        """Put a rule in force: ``faults.add("applied_but_lost", "tasks.saveTask", times=1)``.

        In process a closed connection is an answer that never comes; at ``exchange.url`` the connection is really closed.

        Args:
            kind: ``latency``, ``too_many_requests``, ``server_error``, ``html_page``, ``drop_before``, ``truncate``,
                ``wrong_type``, ``applied_but_lost``; what each does stands in :data:`birzha.sandbox.faults.WORDS`.
            method: a call, ``tasks.*`` for a group, ``*`` for all.
            person: the login of the caller; empty: anybody.
            nth: the first matching call to be hit, from 1; once, unless ``times`` says more.
            share: of the matching calls that are hit, 0 to 1.
            seed: which ones follow from it.
            times: how many calls are hit before the rule is gone; ``None``: it stays, or with ``nth`` one.
            ms: of ``latency``, milliseconds; the test really waits.
            retry_after: of ``too_many_requests``, seconds; a client that obeys really waits.
            status: of HTTP: a 5xx for ``server_error``, any for ``html_page`` and ``applied_but_lost``.
            field: of ``wrong_type``: whose type changes.
            quietly: of ``truncate``: the half comes as if it were the whole.

        Returns:
            The rule in force; its ``hits`` and ``seen`` grow with the calls.

        Raises:
            Refusal: there is no such kind, method or person, or a value is beyond its limits.
        """
        given = {
            "kind": kind,
            "method": method,
            "person": person,
            "nth": nth,
            "share": share,
            "seed": seed,
            "times": times,
            "ms": ms,
            "retry_after": retry_after,
            "status": status,
            "field": field,
            "quietly": quietly,
        }
        try:
            rule = msgspec.convert(given, Rule)
        except msgspec.ValidationError as error:
            raise Refusal("faults.add", "invalid", str(error)) from None
        return self._steering.steer("faults.add", lambda controls: controls.add_fault(rule))

    def remove(self, armed: Armed) -> None:
        """Take a rule back; nothing happens where it is gone already.

        Args:
            armed: what :meth:`add` gave.
        """
        self._steering.look(lambda controls: controls.hands.faults.remove(armed.id))

    def clear(self) -> None:
        """Take every rule back."""
        self._steering.look(lambda controls: controls.hands.faults.clear())


class Journal:
    """The API requests since the test began; it keeps the last 5,000, of each answer the first 4 KB, and no secrets.

    Args:
        steering: of the exchange.
    """

    def __init__(self, steering: Steering) -> None:
        self._steering = steering

    def __len__(self) -> int:
        return self._steering.look(lambda controls: len(controls.hands.journal))

    def __repr__(self) -> str:
        return f"Journal({len(self)} requests)"

    def requests(
        self,
        *,
        method: str = "",
        person: str = "",
        error: str = "",
        dialect: str = "",
        text: str = "",
        hinted: bool = False,
    ) -> list[Request]:
        """The requests that fit, in the order of their coming.

        Args:
            method: this call, or ``tasks.*``.
            person: the login of the caller.
            error: refused with this code; ``*``: refused at all.
            dialect: ``etxt`` or ``kwork``.
            text: in the parameters or the answer, in any letter case.
            hinted: only those in which the exchange did not understand everything.
        """
        wanted = Wanted(
            dialect=dialect, method=method, person=person, error=error, hinted=hinted, text=text, count=KEPT
        )

        def found(controls: Controls) -> list[Request]:
            journal = controls.hands.journal
            whole = [journal.whole(line.id) for line in reversed(journal.listed(wanted))]
            return [each for each in whole if each is not None]

        return self._steering.look(found)

    @property
    def last(self) -> Request:
        """The newest request.

        Raises:
            LookupError: there was none yet.
        """
        if not (found := self.requests()):
            raise LookupError("no request of an API has reached the exchange in this test")
        return found[-1]

    def clear(self) -> None:
        """Forget what was asked so far."""
        self._steering.look(lambda controls: controls.hands.journal.clear())
