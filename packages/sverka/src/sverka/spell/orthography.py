"""Words that no dictionary has: Russian, Ukrainian, English. Names and the language of machines are not counted."""

import re
from collections import Counter
from dataclasses import dataclass

from sverka.lettering import Lettering, lettering
from sverka.spell.dictionaries import LONGEST, Known, Language, known
from sverka.spell.suggestions import suggestions

_CYRILLIC = re.compile(r"[а-яґєії]+")
_LATIN = re.compile(r"[a-z]+")
_UKRAINIAN = re.compile(r"[ґєії]")
_RUSSIAN = re.compile(r"[ыэъ]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´", "'"))
_HYPHENS = frozenset("-\u2010\u2011")
# Words that hyphens make one have few parts; looking longer chains up takes hunspell a millisecond each.
_PARTS = 3
_MACHINE_BEFORE = frozenset("@/\\_=#.$<%&")
_MACHINE_AFTER = frozenset("@/\\_=")


@dataclass(frozen=True, slots=True)
class Misspelled:
    """A word that no dictionary has.

    Args:
        word: folded: lower case, without marks.
        start: its first character in the text as it was given.
        end: the character after its last.
        language: whose dictionary was asked.
    """

    word: str
    start: int
    end: int
    language: Language

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What it may have been, the likeliest first; looked for when asked (some 7 ms)."""
        return suggestions(self.word, self.language)


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a check found.

    Args:
        percent: 100 x misspelled words / words.
        words: how many words of two letters or more the text has, numbers left out.
        misspelled: what no dictionary has, in the text's order.
        languages: whose dictionaries were asked.
        missing: languages that the text has words of and no dictionary is installed for; their words were not checked.
    """

    percent: float
    words: int
    misspelled: tuple[Misspelled, ...]
    languages: tuple[Language, ...]
    missing: tuple[Language, ...]


def spelling(text: str) -> Spelling:
    """Finds misspelled words.

    Not counted: words with a capital letter (names), unless the text is all in capitals; words of other alphabets inside a
    text (where Cyrillic words are more, Latin ones are names, and the other way round); parts of an address, a path or a number.

    Args:
        text: any text; the time grows with its length.
    """
    return spelled_in(lettering(text))


def spelled_in(spelled: Lettering) -> Spelling:
    """The same for a text whose words are known.

    Args:
        spelled: the text's words.
    """
    counts = Counter(spelled.words)
    languages = _languages(counts)
    asked = {language: known(language) for language in sorted(set(languages.values()))}
    unknown = {
        word: language for word, language in languages.items() if (has := asked[language]) is not None and not has(word)
    }
    context = _Context(spelled)
    misspelled = tuple(
        Misspelled(word, int(spelled.starts[at]), int(spelled.ends[at]), unknown[word])
        for at, word in enumerate(spelled.words)
        if word in unknown and context.counts(at, unknown[word])
    )
    words = sum(count for word, count in counts.items() if len(word) > 1 and not word.isdigit())
    return Spelling(
        percent=100 * len(misspelled) / words if words else 0.0,
        words=words,
        misspelled=misspelled,
        languages=tuple(each for each in asked if asked[each] is not None),
        missing=tuple(each for each in asked if asked[each] is None),
    )


def _languages(counts: Counter[str]) -> dict[str, Language]:
    """The different words that are checked, each with whose dictionary is asked.

    Letters that only one of two Cyrillic languages has tell which of them a text is in; words with the other's are foreign there.
    """
    cyrillic = {each for each in counts if len(each) > 1 and _CYRILLIC.fullmatch(each)}
    latin = {each for each in counts if len(each) > 1 and _LATIN.fullmatch(each)}
    if sum(map(counts.__getitem__, latin)) > sum(map(counts.__getitem__, cyrillic)):
        return dict.fromkeys(latin, Language.ENGLISH)
    ukrainian = {each for each in cyrillic if _UKRAINIAN.search(each)}
    russian = {each for each in cyrillic if _RUSSIAN.search(each)}
    if len(ukrainian) > len(russian):
        return dict.fromkeys(cyrillic - russian, Language.UKRAINIAN)
    return dict.fromkeys(cyrillic - ukrainian, Language.RUSSIAN)


class _Context:
    """What stands around a word that its dictionary lacks."""

    def __init__(self, spelled: Lettering) -> None:
        self._spelled = spelled
        self._text = spelled.text
        letters = [each for each in self._text[:100_000] if each.isalpha()]
        self._compounds: dict[str, bool] = {}
        self._shouted = 2 * sum(map(str.isupper, letters)) > len(letters)

    def counts(self, at: int, language: Language) -> bool:
        """Whether a word that its dictionary lacks is a mistake.

        Args:
            at: the word's number.
            language: whose dictionary lacks it.
        """
        start, end = int(self._spelled.starts[at]), int(self._spelled.ends[at])
        raw = self._text[start:end]
        if raw != raw.lower() and not self._shouted:
            return False
        before, after = self._text[start - 1 : start], self._text[end : end + 2]
        if (
            before in _MACHINE_BEFORE
            or after[:1] in _MACHINE_AFTER
            or (after[:1] in {".", ":"} and after[1:].isalnum())
        ):
            return False
        has = known(language)
        if has is None:
            return False
        written = raw.translate(_APOSTROPHES)
        if written.lower() != self._spelled.words[at] and has(written.lower()):
            return False
        return not self._joined(at, has)

    def _joined(self, at: int, has: Known) -> bool:
        """Whether hyphens join the word to others with which it is one word, a name or a number."""
        first = last = at
        while first > 0 and at - first < _PARTS and self._hyphen(first - 1):
            first -= 1
        while last + 1 < len(self._spelled.words) and last - at < _PARTS and self._hyphen(last):
            last += 1
        if not 0 < last - first < _PARTS:
            return False
        whole = self._text[int(self._spelled.starts[first]) : int(self._spelled.ends[last])]
        return whole != whole.lower() or any(map(str.isdigit, whole)) or self._has(whole, has)

    def _has(self, compound: str, has: Known) -> bool:
        if compound not in self._compounds:
            self._compounds[compound] = len(compound) <= LONGEST and has(compound)
        return self._compounds[compound]

    def _hyphen(self, at: int) -> bool:
        """Whether a hyphen alone stands between a word and the next."""
        end = int(self._spelled.ends[at])
        return int(self._spelled.starts[at + 1]) == end + 1 and self._text[end] in _HYPHENS
