"""Checking texts while an exchange runs: read in a short query, measured on a thread, stored in one guarded transaction.

Whoever dies between measuring and storing has changed nothing, and the next look measures anew.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from typing import TypeVar

from birzha.app import Market
from birzha.checkers.choosing import checker_for
from birzha.checkers.reading import Documents
from birzha.checkers.shelf import Damaged, Progress, Shelf
from birzha.checks.checker import CannotCheck, Checker
from birzha.checks.commands import begin_anew, begin_corpus, keep_finding, settle
from birzha.checks.model import LONGEST_CHECKED, Change, Finding, Kept, Task
from birzha.checks.queries import changes, corpus_token, has_people, kept_text, next_task
from birzha.clock import MINUTE, monotonic
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable

logger = logging.getLogger("birzha.checks")

START = 2.0
"""How long a starting exchange does without checks, seconds: its first requests come first."""
PAUSE = 1.0
"""How long it rests when nothing waits, seconds."""
AT_ONCE = 20
"""How many texts join the corpus at once; each may have 400,000 characters."""
TRY_AGAIN = MINUTE
"""How long a text that could not be checked waits, unless its checker says otherwise, seconds."""
LONG = 30 * MINUTE
"""How long a text waits at which a checker broke down, seconds."""

_T = TypeVar("_T")


@dataclass(slots=True)
class Checking:
    """The checks of one exchange, one text at a time; also what keeps its corpus up to what the rows say.

    Args:
        market: open.
        shelf: its corpus.
        checker: who measures; as the settings say when not given.
    """

    market: Market
    shelf: Shelf
    checker: Checker | None = None
    _waiting: dict[tuple[str, int], float] = field(default_factory=dict)
    _token: str = ""
    _documents: Documents = field(init=False)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "birzha-checks"))

    def __post_init__(self) -> None:
        self._documents = Documents(self.market.files)
        if self.checker is None:
            self.checker = checker_for(self.market.settings, lambda: self.shelf.corpus(self._token))

    async def look(self) -> int:
        """Bring the corpus a step nearer to the rows, and check one text, if one waits; gives how many things were done."""
        token = await self.market.ask(corpus_token)
        if token is None:
            if await self.market.ask(has_people):
                await self.market.do(begin_corpus)
            token = await self.market.ask(corpus_token)
        if token is None:
            return 0
        self._token = token
        try:
            done = await self._join() + await self._check()
        except Damaged as error:
            logger.warning("the corpus cannot be read and is built anew: %s", error)
            await self._aside(self.shelf.forget)
            await self.market.do(begin_anew)
            return 0
        if not done:
            await self._aside(self._documents.close)
        return done

    async def rebuild(self, told: Progress) -> int:
        """Begin another corpus and fill it from the rows and the operator's folders, all at once.

        Args:
            told: hears how many more texts have joined.

        Returns:
            How many texts of the market it has.

        Raises:
            CannotCheck: another process writes to the corpus.
        """
        before = await self.market.ask(corpus_token)
        if before is not None:
            await self._aside(partial(self._must_write, before))
        await self.market.do(begin_anew)
        await self._aside(self.shelf.forget)
        await self.market.do(begin_corpus)
        begun = await self.market.ask(corpus_token)
        self._token = begun or ""
        await self._aside(partial(self._must_write, self._token))
        joined = 0
        while more := await self._join():
            joined += more
            told(more)
        await self._aside(lambda: self.shelf.corpus(self._token).settle(joined))
        return joined

    def texts(self) -> int:
        """How many texts the corpus has."""
        return len(self.shelf.corpus(self._token))

    def _must_write(self, token: str) -> None:
        with suppress(Damaged):
            self.shelf.corpus(token)
        if not self.shelf.writes:
            raise CannotCheck("another process writes to the corpus")

    async def close(self) -> None:
        """Wait for the text that is just being measured, and let go of the corpus."""
        await self._aside(self.shelf.close)
        await self._aside(self._documents.close)
        self._thread.shutdown()

    async def _join(self) -> int:
        due = await self.market.ask(changes, most=AT_ONCE)
        if not due:
            return 0
        texts = await self.market.ask(_texts, due)
        try:
            done = await self._aside(partial(self._bring, due, texts))
        except Damaged:
            raise
        except CannotCheck as error:
            logger.info("the corpus waits: %s", error)
            return 0
        return await self.market.do(settle, self._token, due) if done else 0

    def _bring(self, due: Sequence[Change], texts: Sequence[Kept | None]) -> bool:
        """On the thread: what is wanted joins the corpus, the rest leaves it; whether this process may."""
        from sverka import Entry  # noqa: PLC0415  # loaded by the first check

        corpus = self.shelf.corpus(self._token)
        if not self.shelf.writes:
            return False
        for change, kept in zip(due, texts, strict=True):
            if kept is None or not change.wanted:
                corpus.remove(change.key)
        corpus.add_many(Entry(each.key, self._documents.words(each.written), each.owner) for each in texts if each)
        return True

    async def _check(self) -> int:
        now = monotonic()
        self._waiting = {what: until for what, until in self._waiting.items() if until > now}
        task = await self.market.ask(next_task, set(self._waiting))
        if task is None:
            return 0
        mark = (str(task.kind), task.subject_id)
        finding = await self._measured(task, mark)
        if finding is None:
            return 0
        if not await self.market.do(keep_finding, task, finding):
            self._waiting[mark] = monotonic() + PAUSE  # it changed meanwhile, or others have stored theirs
        return 1

    async def _measured(self, task: Task, mark: tuple[str, int]) -> Finding | None:
        try:
            finding = await self._aside(partial(self._measure, task))
        except Damaged:
            raise
        except CannotCheck as error:
            wait = error.after or TRY_AGAIN
            logger.warning("%s %d stays unchecked for %d s: %s", *mark, wait, error)
            self._waiting[mark] = monotonic() + wait
            return None
        except Exception:
            logger.exception("%s %d cannot be checked; it is tried again later", *mark)
            self._waiting[mark] = monotonic() + LONG
            return None
        if finding is None:
            self._waiting[mark] = inf
        return finding

    def _measure(self, task: Task) -> Finding | None:
        """On the thread: what a check finds; ``None``: the text is not there, or too long."""
        text = self._documents.words(task.written)
        if len(text) > LONGEST_CHECKED or not text.strip() or self.checker is None:
            return None
        return self.checker.check(replace(task.asked, text=text))

    async def _aside(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(_telling_damage, work))


def _telling_damage(work: Callable[[], _T]) -> _T:
    from sverka import Corrupt  # noqa: PLC0415  # as above

    try:
        return work()
    except Corrupt as error:
        raise Damaged(str(error)) from error


async def _texts(tx: Transaction, due: Sequence[Change]) -> list[Kept | None]:
    return [await kept_text(tx, each) if each.wanted else None for each in due]


async def keep_checking(market: Market) -> None:
    """Check what waits, again and again, until cancelled; trouble of the database or the disk is told and outlived.

    Args:
        market: open, with a folder for its corpus.
    """
    if market.settings.corpus is None:
        return
    checking = Checking(market, Shelf(market.settings.corpus))
    try:
        await asyncio.sleep(START)
        while True:
            try:
                while await checking.look():
                    pass
            except (StorageUnavailable, OSError) as error:
                logger.warning("texts wait for their checks: %s", error)
            except Exception:
                logger.exception("texts wait for their checks")
                await asyncio.sleep(MINUTE)
            await asyncio.sleep(PAUSE)
    finally:
        await checking.close()
