"""The sandbox's hands: they watch every API request, write it down, and spoil those that are to be spoilt."""

import asyncio
from collections.abc import Sequence

from birzha.app import Market
from birzha.clock import WallClock, monotonic
from birzha.people.queries import person_row
from birzha.sandbox.faults import APPLIED, Blow, Faults, instead, spoilt
from birzha.sandbox.journal import Journal
from birzha.storage.work import StorageUnavailable
from birzha.watch import NOTHING, Answer, Dialect, Interrupted, Trace, tallied

_MACHINE = WallClock()


class Hands:
    """Watches the dialects of one market; see :class:`birzha.watch.Watch`.

    Args:
        market: a sandbox.
        dialects: whose requests are watched.
    """

    def __init__(self, market: Market, dialects: Sequence[Dialect] = ()) -> None:
        self.dialects: tuple[Dialect, ...] = tuple(dialects)
        self.journal: Journal = Journal(market.settings.rules.zone)
        self.faults: Faults = Faults()
        self._market = market
        self._logins: dict[int, str] = {}

    def begin(self, dialect: str, verb: str) -> Trace:
        """A request has come."""
        return Trace(dialect, tallied(self._market), monotonic(), verb)

    async def before(self, trace: Trace) -> None:
        """Make a call wait or refuse it, if it is to be.

        Raises:
            Interrupted: it is refused.
        """
        if not self.faults:
            return
        login = self._logins.get(trace.person_id) or await self._login(trace.person_id)
        blow = self.faults.strike(trace.method, login)
        if blow is None:
            return
        trace.data = blow
        if blow.wait:
            await asyncio.sleep(blow.wait)
        if blow.rule is not None and (answer := instead(blow.rule)) is not None:
            raise Interrupted(answer)

    async def end(self, trace: Trace, answer: Answer | None) -> Answer:
        """Write the request down; spoil its answer, if that is to be."""
        blow: Blow | None = trace.data
        self.journal.write(
            trace,
            answer,
            moment=self._market.clock.now(),
            machine=_MACHINE.now(),
            seconds=monotonic() - trace.began,
            login=self._logins.get(trace.person_id) or await self._login(trace.person_id),
            fault=" ".join(blow.told) if blow else "",
        )
        if answer is None:
            return NOTHING
        if blow is None or blow.rule is None or blow.rule.kind not in APPLIED:
            return answer
        return spoilt(blow.rule, answer)

    def forget_people(self) -> None:
        """The rows are others now: the same number may be another person."""
        self._logins.clear()

    async def _login(self, person_id: int) -> str:
        if not person_id:
            return ""
        try:
            row = await self._market.ask(person_row, person_id)
        except StorageUnavailable:
            return ""
        if row is None:
            return ""
        self._logins[person_id] = row.login
        return row.login
