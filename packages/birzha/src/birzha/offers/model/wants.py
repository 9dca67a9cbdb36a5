"""What a performer wants to find: categories, keywords, prices; and whether the words of a project fit.

A keyword is one word or several. It fits where each of its words stands in the title or the description in any of its grammatical
forms; one keyword of all is enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from birzha.articles.words import stem, stems, words

MOST_KEYWORDS = 20
"""How many keywords somebody has at most."""
LONGEST_KEYWORD = 100
"""Characters."""
SHORTEST_ALTERED = 3
"""Letters of the longest English stem that is never altered at its end."""
MOST_LOOKED_THROUGH = 500
"""Among how many of the newest projects keywords are looked for."""


@dataclass(frozen=True, slots=True)
class Wants:
    """Somebody's interests.

    Args:
        categories: ids; empty: any, where there are keywords.
        keywords: words and phrases; empty: any.
        price_from, price_to: kopecks for the whole project, both inclusive; ``None``: any.
    """

    categories: Sequence[int] = ()
    keywords: Sequence[str] = ()
    price_from: int | None = None
    price_to: int | None = None

    @property
    def active(self) -> bool:
        """Whether anything is wanted at all: prices alone are no interest."""
        return bool(self.categories or self.keywords)


class Keywords:
    """Somebody's keywords, made ready to be looked for in many texts.

    Args:
        given: as they were given; those without any word fit nothing.
    """

    def __init__(self, given: Iterable[str]) -> None:
        self._wanted = [each for each in (frozenset(stems(keyword)) for keyword in given) if each]
        self._beginnings = tuple({_beginning(each) for keyword in self._wanted for each in keyword})

    def __bool__(self) -> bool:
        """Whether there is any word to look for."""
        return bool(self._wanted)

    def fit(self, title: str, description: str) -> bool:
        """Whether one of the keywords is in one of the texts, or in both together."""
        likely = {each for each in words(f"{title} {description}") if each.startswith(self._beginnings)}
        there = set(map(stem, likely))
        return any(keyword <= there for keyword in self._wanted)


def _beginning(of_stem: str) -> str:
    """How every form of a word begins. English stems may end in a letter that no form has there: happy, happi; hoping, hope."""
    return of_stem[:-1] if of_stem.isascii() and len(of_stem) > SHORTEST_ALTERED else of_stem
