"""What is most relevant to several words, found without looking at every article that has them.

The index has the articles of each word by falling weight, then by falling date and id. The words are walked alternately, a stretch at
a time, and each article's relevancy is summed up when the first of its words comes to it. What no walk has come to yet weighs in each
word no more than the walk's last step; so whatever is at least as relevant as these last steps together cannot be outdone any more,
and is sure of its place.

A ranking looks at words alone, and those of an article on sale never change; which articles are on sale says the statement that
reads them afterwards. So a first page needs no transaction around both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from birzha.articles.tables.postings import first_steps, further_steps
from birzha.storage.statement import Row
from birzha.storage.transaction import Transaction

STRETCH = 32
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
    """

    stems: Mapping[str, str]
    weight: int
    place: tuple[int, int] = _NEWEST


@dataclass(slots=True)
class Ranking:
    """The articles with all of some words, the most relevant first, as far as anybody asks.

    Args:
        tx: the transaction.
        owner: whose words: 0 for articles on sale.
        walks: one for each word, the rarest one first.
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
        walk, most = self.walks[place], STRETCH * 4**turn
        last = {"last_weight": walk.weight, "last_date": walk.place[0], "last_id": walk.place[1]}
        statement = further_steps(len(self.walks), most)
        self.note(walk, most, await self.tx.guess(statement, owner=self.owner, **walk.stems, **last))

    def note(self, walk: _Walk, most: int, steps: Sequence[Row]) -> None:
        """Take in how far a word was walked.

        Args:
            walk: of the word.
            most: how many steps were asked for; fewer have seen all its articles.
            steps: weight, date and id of each article, and its relevancy.
        """
        self._rounds += 1
        self._steps += len(steps)
        self.over = self.over or len(steps) < most
        for row in steps:
            if row[3] is not None:
                self._found[row[2]] = row[3], row[1], row[2]
        if steps:
            walk.weight, walk.place = steps[-1][0], (steps[-1][1], steps[-1][2])


def gone_on(tx: Transaction, words: list[str], owner: int, rows: Sequence[Row]) -> Ranking | None:
    """The ranking that goes on where the statement of a first page could not be sure; ``None``: it was.

    It gives no more of the best than that statement was asked for.

    Args:
        tx: the transaction.
        words: at least two stems.
        owner: whose words.
        rows: what the statement answered (:func:`birzha.articles.tables.postings.best_of_first_steps`).
    """
    last = next((row for row in rows if row[3] is not None), None)
    if last is None:
        return None
    weight, date, article_id, rarest, *greatest = list(last)[3 : 6 + len(words)]
    others = [words[0] if word == rarest else word for word in words[1:]]
    walks = [_Walk(_led_by(rarest, words), weight, (date, article_id))]
    walks += [_Walk(_led_by(word, words), most or 0) for word, most in zip(others, greatest, strict=True)]
    found = {row[2]: (row[0], row[1], row[2]) for row in rows if row[0] is not None}
    return Ranking(tx, owner, walks, over=not all(greatest), _found=found, _steps=STRETCH, _rounds=1)


async def rank(tx: Transaction, words: list[str], values: Mapping[str, Any]) -> Ranking:
    """Begin a ranking.

    Args:
        tx: the transaction.
        words: at least two stems.
        values: ``owner``, and the words as ``stem_0`` and so on.
    """
    steps = await tx.guess(first_steps(len(words), STRETCH), **values)
    if not steps:
        return Ranking(tx, values["owner"], [], over=True)
    rarest, *greatest = list(steps[0])[4:]
    walks = sorted(
        (_Walk(_led_by(word, words), weight or 0) for word, weight in zip(words, greatest, strict=True)),
        key=lambda walk: walk.stems["stem_0"] != rarest,
    )
    ranking = Ranking(tx, values["owner"], walks, over=not all(greatest))
    ranking.note(walks[0], STRETCH, steps)
    return ranking


def _led_by(first: str, words: list[str]) -> dict[str, str]:
    return {f"stem_{place}": word for place, word in enumerate([first, *(each for each in words if each != first)])}
