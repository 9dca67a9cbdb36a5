"""Letters of different alphabets in one word, where the strange ones look like those of the others."""

import re
from collections.abc import Iterator

from birzha.texts.checking.model import Code, Issue, Severity
from sverka.spell.dictionaries import Language, known
from sverka.twins import CYRILLIC_OF, LATIN_OF

_MIXED = re.compile(r"(?<!\w)(?=[^\W\d_]*[А-Яа-яЁёҐґЄєІіЇї])(?=[^\W\d_]*[A-Za-zΑ-Ωα-ω])[^\W\d_]{2,64}(?!\w)")
_CYRILLIC = re.compile(r"[А-Яа-яЁёҐґЄєІіЇї]")
_ENDED = re.compile(r"[A-Za-z]{2,}[а-яё]{1,3}")
_NUMERAL = re.compile(r"[IVXLCDM]+[а-яё]{1,3}")


def alphabets(text: str) -> Iterator[Issue]:
    """Words in which letters of another alphabet pass for their own; «PR-щик» and «smsка» are left alone.

    Args:
        text: any text.
    """
    for found in _MIXED.finditer(text):
        word = found.group()
        plain = None if _NUMERAL.fullmatch(word) else _plain(word)
        if plain is not None:
            message = f"В слове «{word}» буквы разных алфавитов. Наберите его одним: «{plain}»."
            yield Issue(Severity.ERROR, Code.ALPHABETS, message, *found.span(), plain)


def _plain(word: str) -> str | None:
    """The word in one alphabet, the one that most of its letters are of; ``None``: the others are not mistaken for it."""
    own = len(_CYRILLIC.findall(word))
    ways = [_as_cyrillic(word), _as_latin(word)]
    return next((each for each in (ways if 2 * own >= len(word) else ways[::-1]) if each), None)


def _as_cyrillic(word: str) -> str | None:
    letters = [each if _CYRILLIC.match(each) else _cased(CYRILLIC_OF.get(each), each) for each in word]
    # what passes for a letter of neither Russian nor Ukrainian is an abbreviation with an ending: «smsка»
    return None if None in letters else _cyrillic("".join(filter(None, letters)))


def _cyrillic(word: str) -> str | None:
    return word if len(_CYRILLIC.findall(word)) == len(word) else None


def _as_latin(word: str) -> str | None:
    letters = [each if each.isascii() else _cased(LATIN_OF.get(each), each) for each in word]
    whole = "".join(filter(None, letters))
    if None in letters or (_ENDED.fullmatch(word) and not _is_english(whole.lower())):
        return None
    return whole


def _is_english(word: str) -> bool:
    has = known(Language.ENGLISH)
    return has is not None and has(word)


def _cased(letter: str | None, like: str) -> str | None:
    return letter.upper() if letter and like.isupper() else letter
