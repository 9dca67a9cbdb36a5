"""What is most relevant to several words, found without looking at every article that has them.

The index has the articles of each word by falling weight, then by falling date and id. The words are walked alternately, a stretch at
a time, and each article's relevancy is summed up when the first of its words comes to it. What no walk has come to yet weighs in each
word no more than the walk's last step; so whatever is at least as relevant as these last steps together cannot be outdone any more,
and is sure of its place.

A ranking looks at words alone, and those of an article on sale never change; which articles are on sale says the statement that
reads them afterwards. So a first page needs no transaction around both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from birzha.articles.tables.search import known_of_words, walked
from birzha.storage.transaction import Transaction

STRETCH = 48
"""How many articles of the first word are looked at first; every further round takes four times as many."""

MOST_WALKED = 4000
"""How many are looked at altogether before it is left to the database to rank everything."""

_NEWEST = (2**63 - 1, 2**63 - 1)

_Key = tuple[int, int, int]
"""Relevancy, date and id: what a ranking is sorted by."""


@dataclass(slots=True)
class _Walk:
    """How far one word was walked.

    Args:
        stems: the words, this one first.
        weight: of the last step; before the first one, the greatest there is.
        place: date and id of the last step.
        begun: whether there was a step.
    """

    stems: Mapping[str, str]
    weight: int
    place: tuple[int, int] = _NEWEST
    begun: bool = False


@dataclass(slots=True)
class Ranking:
    """The articles with all of some words, the most relevant first, as far as anybody asks.

    Args:
        tx: the transaction.
        owner: whose words: 0 for articles on sale.
        walks: one for each word, the rarest first.
        over: whether every article with all words has been seen.
    """

    tx: Transaction
    owner: int
    walks: list[_Walk]
    over: bool = False
    _found: dict[int, _Key] = field(default_factory=dict)
    _steps: int = 0
    _rounds: int = 0

    async def best(self, count: int) -> list[int] | None:
        """The ids of the ``count`` best in their order, or of all where there are fewer; ``None``: that would take too long."""
        while True:
            sure = sorted(self._found.values() if self.over else self._sure(), reverse=True)
            if self.over or len(sure) >= count:
                return [article_id for _, _, article_id in sure[:count]]
            if self._steps >= MOST_WALKED:
                return None
            await self._walk_on()

    def _sure(self) -> list[_Key]:
        relevancy = sum(each.weight for each in self.walks)
        bound = (relevancy, *min(each.place for each in self.walks))
        return [key for key in self._found.values() if key >= bound]

    async def _walk_on(self) -> None:
        turn, place = divmod(self._rounds, len(self.walks))
        self._rounds += 1
        walk, most = self.walks[place], STRETCH * 4**turn
        last = {"last_weight": walk.weight, "last_date": walk.place[0], "last_id": walk.place[1]}
        steps = await self.tx.guesses(
            walked(len(self.walks), most, begun=walk.begun), owner=self.owner, **walk.stems, **last
        )
        self._steps += len(steps)
        self.over = len(steps) < most
        for weight, date, article_id, relevancy in steps:
            if relevancy is not None:
                self._found[article_id] = relevancy, date, article_id
            walk.weight, walk.place = weight, (date, article_id)
        walk.begun = True


async def rank(tx: Transaction, words: list[str], values: Mapping[str, Any]) -> Ranking:
    """Begin a ranking.

    Args:
        tx: the transaction.
        words: at least two stems.
        values: ``owner``, and the words as ``stem_0`` and so on.
    """
    known = list(await tx.guess(known_of_words(len(words), weights=True), **values))
    dates, weights = known[: len(words)], known[len(words) :]
    rarest_first = sorted(zip((date or 0 for date in dates), words, (weight or 0 for weight in weights), strict=True))
    walks = [
        _Walk(
            {f"stem_{number}": other for number, other in enumerate([word, *(w for w in words if w != word)])}, weight
        )
        for _, word, weight in rarest_first
    ]
    return Ranking(tx, values["owner"], walks, over=not all(weights))
