"""How unique a text is, answered while somebody waits: a reader of the corpus beside the sweep that writes it.

It has a thread at a time and nothing else of the sweep's, so that nobody waits for a text of another that is being measured.
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from birzha.app import Market
from birzha.checkers.shelf import place_of
from birzha.checks.queries import corpus_token
from birzha.errors import NotFound, TooSoon

if TYPE_CHECKING:
    from sverka import Corpus, Uniqueness

LONGEST = 100_000
"""The longest text that is measured while somebody waits, characters."""
MOST_WAITING = 50
"""How many texts wait for their turn: a second of work for usual ones."""
SOON = 5
"""After how many seconds whoever is sent away may come again."""


@dataclass(eq=False)
class _Reader:
    """The corpus of one market, open for reading.

    Args:
        folder: where corpora lie.
    """

    folder: Path
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    _corpus: "Corpus | None" = None
    _token: str = ""

    def check(self, token: str, text: str, without_owner: str) -> "Uniqueness":
        """On a thread: measure a text."""
        import sverka  # noqa: PLC0415  # loaded by the first check

        try:
            if self._corpus is None or token != self._token:
                self.close()
                self._corpus, self._token = sverka.Corpus.open(place_of(self.folder, token), frugal=True), token
            return self._corpus.check(text, without_owners=[without_owner] if without_owner else [])
        except (sverka.NoCorpus, sverka.Corrupt, sverka.WrongVersion) as error:
            # the sweep makes it, or makes it anew
            self.close()
            raise TooSoon("Корпус текстов сейчас строится. Повторите через несколько секунд.", wait=SOON) from error

    def close(self) -> None:
        corpus, self._corpus = self._corpus, None
        if corpus is not None:
            corpus.close()


_readers: WeakKeyDictionary[Market, _Reader] = WeakKeyDictionary()


async def uniqueness(market: Market, text: str, *, without_owner: str = "") -> "Uniqueness":
    """How much of a text the corpus of this exchange does not have. Nothing of the text is kept.

    Args:
        market: open.
        text: up to :data:`LONGEST` characters.
        without_owner: whose texts do not count; empty: all do.

    Raises:
        NotFound: this exchange checks no texts.
        TooSoon: the corpus is still to be made, or too many texts are waiting.
    """
    if market.settings.corpus is None:
        raise NotFound("Эта биржа не проверяет тексты: её владелец выключил проверки.")
    token = await market.ask(corpus_token)
    if token is None:
        raise TooSoon("Корпус текстов ещё не построен. Повторите через несколько секунд.", wait=SOON)
    reader = _readers.get(market)
    if reader is None:
        reader = _readers[market] = _Reader(market.settings.corpus)
    if reader.waiting >= MOST_WAITING:
        raise TooSoon("Сейчас проверяется слишком много текстов. Повторите через несколько секунд.", wait=SOON)
    reader.waiting += 1
    try:
        async with reader.turn:
            return await asyncio.to_thread(reader.check, token, text, without_owner)
    finally:
        reader.waiting -= 1
