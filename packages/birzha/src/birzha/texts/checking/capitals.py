"""Words in a row that are all in capitals, where they are words and not abbreviations."""

import re
from collections.abc import Iterator, Sequence

from birzha.texts.checking.model import Code, Issue, Severity
from sverka.readings import Reading, readings
from sverka.spell.dictionaries import Language, known

_LETTERS = "A-ZА-ЯЁҐЄІЇ"
_RUN = re.compile(rf"(?<!\w)[{_LETTERS}]+(?:[ \t,]{{1,3}}[{_LETTERS}]+)+(?!\w)")
_WORD = re.compile(rf"[{_LETTERS}]{{3,}}")
_VOWELS = re.compile(r"[аеёиоуыэюяієї]")
_LEAST = 2
_LONG = 6


def capitals(text: str) -> Iterator[Issue]:
    """Runs of words in capitals, at least two of which a dictionary has in small letters.

    Args:
        text: any text.
    """
    for run in _RUN.finditer(text):
        if _shouted(_WORD.findall(run.group())) >= _LEAST:
            yield Issue(
                Severity.WARNING,
                Code.CAPITALS,
                "Слова подряд набраны заглавными буквами: так текст труднее читать. Наберите их обычными.",
                *run.span(),
                run.group().lower() if run.end() - run.start() <= 200 else None,
            )


def _shouted(words: Sequence[str]) -> int:
    """How many of some words in capitals a dictionary has as plain words."""
    small = [each.lower() for each in words]
    latin, cyrillic = [each for each in small if each.isascii()], [each for each in small if not each.isascii()]
    english = known(Language.ENGLISH) if latin else None
    return (sum(map(english, latin)) if english else 0) + sum(
        _is_word(word, found) for word, found in zip(cyrillic, readings(cyrillic), strict=True)
    )


def _is_word(word: str, found: Sequence[Reading]) -> bool:
    """Whether it is no abbreviation; one that the Russian dictionary lacks is none when it is long and has vowels."""
    if any(each.sure for each in found):
        return any(each.sure and not each.abbreviation for each in found)
    return len(word) >= _LONG and len(_VOWELS.findall(word)) > 1
