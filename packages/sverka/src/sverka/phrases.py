"""Required phrases in a text, in any grammatical form."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sverka.comparison import Span
from sverka.errors import TooLong
from sverka.forms import lemmas
from sverka.lettering import Lettering, lettering

PHRASE_LIMIT = 500
"""How many characters a phrase may have."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase and where it stands.

    Args:
        phrase: as it was asked for.
        count: how many times the text has it; what overlaps the place before is not counted again.
        positions: the places in the text as it was given, rising.
    """

    phrase: str
    count: int
    positions: tuple[Span, ...]


class _Forms:
    """The different words of a text by their lemmas."""

    def __init__(self, text: Lettering) -> None:
        different = dict.fromkeys(text.words)
        number = {word: at for at, word in enumerate(different)}
        self.words = np.fromiter(map(number.__getitem__, text.words), np.int64, len(text.words))
        self.size = len(different)
        self.by_lemma: dict[str, list[int]] = defaultdict(list)
        for at, found in enumerate(lemmas(list(different))):
            for each in found:
                self.by_lemma[each].append(at)

    def of(self, lemma_set: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Which of the different words are forms of a word with these lemmas."""
        same = np.zeros(self.size, np.bool_)
        for each in lemma_set:
            same[self.by_lemma.get(each, [])] = True
        return same


def keywords(text: str, phrases: Iterable[str]) -> list[Keyword]:
    """Finds required phrases: their words one after another, each in any grammatical form.

    Two words are forms of one when an analysis of either names the same lemma (docs/en/text-checks.md §6). What stands between the
    words of a phrase, apart from words, does not matter.

    Args:
        text: any text; the time grows with its length and with the phrases.
        phrases: what to find, in this order; a phrase without a word is found nowhere.

    Raises:
        TooLong: a phrase has more than ``PHRASE_LIMIT`` characters.
    """
    asked = checked_phrases(phrases)
    return found_in(lettering(text), asked)


def checked_phrases(phrases: Iterable[str]) -> list[str]:
    """The phrases, none of them too long.

    Args:
        phrases: what is asked for.

    Raises:
        TooLong: one has more than ``PHRASE_LIMIT`` characters.
    """
    asked = list(phrases)
    for each in asked:
        if len(each) > PHRASE_LIMIT:
            raise TooLong(len(each), PHRASE_LIMIT)
    return asked


def found_in(spelled: Lettering, phrases: list[str]) -> list[Keyword]:
    """The same for a text whose words are known.

    Args:
        spelled: the text's words.
        phrases: what to find, each within ``PHRASE_LIMIT``.
    """
    forms = _Forms(spelled)
    return [Keyword(phrase, len(at), at) for phrase in phrases for at in [_places(spelled, forms, phrase)]]


def _places(spelled: Lettering, forms: _Forms, phrase: str) -> tuple[Span, ...]:
    wanted = lemmas(lettering(phrase).words)
    last = len(forms.words) - len(wanted)
    if not wanted or last < 0:
        return ()
    begins = np.arange(last + 1)
    for step, each in enumerate(wanted):
        begins = begins[forms.of(each)[forms.words[begins + step]]]
    chosen = []
    free = 0
    for at in begins.tolist():
        if at >= free:
            free = at + len(wanted)
            chosen.append(at)
    firsts = np.array(chosen, np.int64)
    starts, ends = spelled.starts[firsts].tolist(), spelled.ends[firsts + len(wanted) - 1].tolist()
    return tuple(map(Span._make, zip(starts, ends, strict=True)))
