"""Words that no dictionary has: Russian, Ukrainian, English. Names and the language of machines are not counted."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, filterfalse

import numpy as np

from sverka.lettering import Lettering, lettering
from sverka.spell.dictionaries import LONGEST, Known, Language, known
from sverka.spell.suggestions import suggestions

_CYRILLIC = re.compile(r"(?m)^[а-яґєії]{2,}$")
_LATIN = re.compile(r"(?m)^[a-z]{2,}$")
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
    language, checked = _checked(counts)
    has = known(language) if checked else None
    unknown = set() if has is None else set(filterfalse(has, checked))
    places = compress(range(len(spelled.words)), map(unknown.__contains__, spelled.words)) if unknown else ()
    context = _Context(spelled)
    misspelled = tuple(
        Misspelled(spelled.words[at], int(spelled.starts[at]), int(spelled.ends[at]), language)
        for at in places
        if has is not None and context.counts(at, has)
    )
    words = sum(count for word, count in counts.items() if len(word) > 1 and not word.isdigit())
    asked = (language,) if checked else ()
    return Spelling(
        percent=100 * len(misspelled) / words if words else 0.0,
        words=words,
        misspelled=misspelled,
        languages=() if has is None else asked,
        missing=asked if has is None else (),
    )


def _checked(counts: Counter[str]) -> tuple[Language, Collection[str]]:
    """The different words that are checked, and whose dictionary is asked.

    Letters that only one of two Cyrillic languages has tell which of them a text is in; words with the other's are foreign there.
    """
    # Many words are looked through several times faster as one text than one by one.
    whole = "\n".join(counts)
    cyrillic, latin = _CYRILLIC.findall(whole), _LATIN.findall(whole)
    if sum(map(counts.__getitem__, latin)) > sum(map(counts.__getitem__, cyrillic)):
        return Language.ENGLISH, latin
    if not _UKRAINIAN.search(whole):
        return Language.RUSSIAN, cyrillic
    ukrainian = set(filter(_UKRAINIAN.search, cyrillic))
    russian = set(filter(_RUSSIAN.search, cyrillic))
    if len(ukrainian) > len(russian):
        return Language.UKRAINIAN, [each for each in cyrillic if each not in russian]
    return Language.RUSSIAN, [each for each in cyrillic if each not in ukrainian]


class _Context:
    """What stands around a word that its dictionary lacks."""

    def __init__(self, spelled: Lettering) -> None:
        self._spelled = spelled
        self._text = spelled.text
        self._compounds: dict[str, bool] = {}

    @cached_property
    def _shouted(self) -> bool:
        """Whether most letters of the text are capitals."""
        points = np.frombuffer(self._text[:100_000].encode("utf-32-le", "surrogatepass"), np.uint32)
        counts = np.bincount(points)
        letters = [(chr(each), int(counts[each])) for each in np.flatnonzero(counts) if chr(each).isalpha()]
        return 2 * sum(count for each, count in letters if each.isupper()) > sum(count for _, count in letters)

    def counts(self, at: int, has: Known) -> bool:
        """Whether a word that its dictionary lacks is a mistake.

        Args:
            at: the word's number.
            has: asks the dictionary.
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
