"""Figures of a text: lengths, words, water, nausea. Their formulas and sources stand in docs/en/text-checks.md."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import Stemmer  # type: ignore[import-not-found]  # it has no type stubs

from sverka.stopwords import STOP_WORDS
from sverka.words import fold

FREQUENT = 20
"""How many frequent words are said."""

_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s»\")\]]|\Z)|[\n\u2028\u2029]")
_WORD = re.compile(r"\w")
_INVISIBLE = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Frequent:
    """A word that a text has often.

    Args:
        word: as the text has it first, folded; its other forms are counted with it.
        count: how many times.
        percent: of all words.
    """

    word: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """The figures of one text.

    Args:
        characters: code points, a line end counted once.
        characters_without_spaces: the same without spaces and invisible signs.
        words: runs of letters and digits; parts joined by a hyphen count as one word.
        unique_words: how many different ones, forms of one word (Snowball stems) counted once.
        significant_words: words that are no stop words and have at least two letters.
        sentences: runs that hold a word and end in ``.``, ``!``, ``?``, ``…``, at a line end or at the end of the text.
        water: percent of the words that are not significant.
        classic_nausea: the root of how often the most frequent significant word occurs.
        academic_nausea: percent: the root of the sum of squares of the counts of significant words that recur, over words.
        frequent: the most frequent significant words, at most ``FREQUENT``.
    """

    characters: int
    characters_without_spaces: int
    words: int
    unique_words: int
    significant_words: int
    sentences: int
    water: float
    classic_nausea: float
    academic_nausea: float
    frequent: tuple[Frequent, ...]


def metrics(text: str) -> Metrics:
    """Counts what there is to count in a text.

    Args:
        text: any text; a line end of two characters counts as one.
    """
    found = Counter(_words(text))
    text = text.replace("\r\n", "\n")
    total = found.total()
    stems: Counter[str] = Counter()
    forms: dict[str, str] = {}
    stem_of = _stems(found)
    for word, count in found.items():
        if word not in STOP_WORDS and len(word) > 1:
            stem = stem_of[word]
            stems[stem] += count
            forms.setdefault(stem, word)
    counts = stems.most_common()
    significant = stems.total()
    repeated = sum(count * count for _, count in counts if count > 1)
    return Metrics(
        characters=len(text),
        characters_without_spaces=len(_INVISIBLE.sub("", text)),
        words=total,
        unique_words=len(set(stem_of.values())),
        significant_words=significant,
        sentences=sum(1 for each in _SENTENCE_END.split(text) if _WORD.search(each)),
        water=100 * (total - significant) / total if total else 0.0,
        classic_nausea=math.sqrt(counts[0][1]) if counts else 0.0,
        academic_nausea=100 * math.sqrt(repeated) / total if total else 0.0,
        frequent=tuple(Frequent(forms[stem], count, 100 * count / total) for stem, count in counts[:FREQUENT]),
    )


def _words(text: str) -> list[str]:
    """The folded words of a text; parts joined by a hyphen are one word, with a hyphen between."""
    folded = fold(text)
    letters = np.where(folded.letters == 0, np.uint32(ord(" ")), folded.letters)
    gaps = folded.ends[:-1][folded.starts[1:] == folded.ends[:-1] + 1]
    signs = gaps if folded.places is None else folded.places[gaps]
    letters[[gap for gap, sign in zip(gaps.tolist(), signs.tolist(), strict=True) if text[sign] in _HYPHENS]] = ord("-")
    return letters.astype("<u4").tobytes().decode("utf-32-le", "replace").split()


@cache
def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("russian"), Stemmer.Stemmer("english")


def _stems(different: Iterable[str]) -> dict[str, str]:
    """The stem of each word; many at a time, for that is quicker."""
    found: dict[str, str] = {}
    for stemmer, ascii_words in zip(_stemmers(), (False, True), strict=True):
        chosen = [each for each in different if each.isascii() is ascii_words]
        found.update(zip(chosen, stemmer.stemWords(chosen), strict=True))
    return found
