"""What a performer wants to find: categories, keywords, prices; and whether the words of a project fit.

A keyword is one word or several. It fits where each of its words stands in the title or the description in any of its grammatical
forms; one keyword of all is enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from birzha.articles.words import stems

MOST_KEYWORDS = 20
"""How many keywords somebody has at most."""
LONGEST_KEYWORD = 100
"""Characters."""
SHORTEST_ALTERED = 3
"""Letters of the longest English stem that is never altered at its end."""
MOST_LOOKED_THROUGH = 1000
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


def patterns(keywords: Iterable[str]) -> list[str]:
    """What at least one of must be like some text in which a keyword may be; far from all that is like it has one.

    Databases fold the case of Latin letters at best, so each pattern comes in the three cases in which words are written. One sign
    stands for е and ё.

    Args:
        keywords: as they were given.
    """
    found: dict[str, None] = {}
    for keyword in keywords:
        longest = max(map(_beginning, stems(keyword)), key=len, default="")
        for shown in (longest, longest.capitalize(), longest.upper()) if longest else ():
            found["%" + "".join("_" if letter in "еЕ" else letter for letter in shown) + "%"] = None
    return list(found)


def fits(keywords: Iterable[str], title: str, description: str) -> bool:
    """Whether one of the keywords is in one of the texts, or in both together."""
    there = {*stems(title), *stems(description)}
    return any(words <= there for words in map(set, map(stems, keywords)) if words)


def _beginning(stem: str) -> str:
    """How every form of a word begins. English stems may end in a letter that no form has there: happy, happi; hoping, hope."""
    return stem[:-1] if stem.isascii() and len(stem) > SHORTEST_ALTERED else stem
