"""What a misspelled word may have been: words of the language one slip away, the likelier slips first."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sverka.spell.dictionaries import ALPHABETS, LONGEST, Language, known

LIMIT = 5
"""How many are said."""

_SOUND = (
    "ао",
    "еи",
    "еэ",
    "её",
    "ия",
    "иы",
    "дт",
    "бп",
    "гк",
    "зс",
    "жш",
    "шщ",
    "вф",
    "йи",
    "чщ",
    "єе",
    "иі",
    "ґг",
    "ei",
    "ao",
    "sc",
)
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = frozenset(pair for each in _SOUND for pair in (each, each[::-1]))
_BESIDE = frozenset(pair for row in _ROWS for left, right in pairwise(row) for pair in (left + right, right + left))


@lru_cache(maxsize=4096)
def suggestions(word: str, language: Language = Language.RUSSIAN) -> tuple[str, ...]:
    """Words that are one slip away: a letter missing, added, another or two swapped, or a missing space.

    Args:
        word: a misspelled word in lower case; it takes some 7 ms.
        language: whose words to suggest.
    """
    has = known(language)
    if has is None or not 1 < len(word) <= LONGEST:
        return ()
    found: dict[str, int] = {}
    for cost, each in sorted(_near(word, ALPHABETS[language])):
        if each not in found and each != word and all(len(part) > 1 and has(part) for part in each.split(" ")):
            found[each] = cost
    return tuple(sorted(found, key=lambda each: found[each]))[:LIMIT]


def _near(word: str, alphabet: str) -> Iterator[tuple[int, str]]:
    """What one slip makes of a word, with how unlikely the slip is; its first letter is seldom wrong."""
    for at in range(len(word)):
        head, letter, tail = word[:at], word[at], word[at + 1 :]
        first = 2 * (at == 0)
        yield first + (0 if head.endswith(letter) else 2), head + tail
        if tail and tail[0] != letter:
            yield first, head + tail[0] + letter + tail[1:]
        for other in alphabet:
            pair = letter + other
            yield first + (1 if pair in _ALIKE else 2 if pair in _BESIDE else 3), head + other + tail
    for at in range(len(word) + 1):
        for other in alphabet:
            doubled = other in word[max(0, at - 1) : at + 1]
            yield 2 * (at == 0) + (0 if doubled else 1 if other in "ьт" else 2), word[:at] + other + word[at:]
    for at in range(2, len(word) - 1):
        yield 3, f"{word[:at]} {word[at:]}"
