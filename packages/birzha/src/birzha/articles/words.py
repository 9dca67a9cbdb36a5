"""The words of a text as the search knows them, and how much they weigh.

Two words are one where they have one stem: Snowball's for Russian in words with Cyrillic letters, for English in all others. Case
does not count, nor does the difference between ё and е.

The weight of a word in an article tells how often it occurs in each field: ``10**8`` times the hits in the title, ``10**4`` times
those in the keywords, and those in the description, each counted up to 99. The relevancy of an article to a search is the sum of
the weights of the searched words: first come the articles with more hits in the title, among equals those with more in the
keywords, then those with more in the description, then the newer. A search in one field counts that field's hits alone.
"""

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from birzha.articles.model import About, Field

STEP = 10**4
"""How much more a hit in one field weighs than one in the next."""

MOST_HITS = 99
"""How many hits of a word in a field count; twenty words of a search, the most it can have, stay within a step."""

LONGEST_STEM = 64
"""Characters of a word that count; a search of 40 cannot ask for more."""

WEIGHTS: Mapping[Field, int] = MappingProxyType({Field.TITLE: STEP * STEP, Field.KEYWORDS: STEP, Field.DESCRIPTION: 1})
"""What one hit in each field weighs."""

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_STEMMERS = threading.local()  # a stemmer must not be used by two threads at once


def stems(text: str) -> list[str]:
    """The stem of each word of a text, in order.

    Args:
        text: of any length.
    """
    return [stem(word) for word in words(text)]


def words(text: str) -> list[str]:
    """The words of a text in order, small, with е for ё.

    Args:
        text: of any length.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("ё", "е"))


def stem(word: str) -> str:
    """The stem of a word.

    Args:
        word: as :func:`words` gives it.
    """
    found: str = _stemmer("russian" if _CYRILLIC.search(word) else "english").stemWord(word)
    return found[:LONGEST_STEM]


def weights(article: About) -> dict[str, int]:
    """What each stem of an article weighs."""
    found: dict[str, int] = {}
    for field, weight in WEIGHTS.items():
        for each, hits in Counter(stems(getattr(article, field))).items():
            found[each] = found.get(each, 0) + weight * min(hits, MOST_HITS)
    return found


def searched(text: str) -> list[str]:
    """The stems that a search asks for, each once."""
    return list(dict.fromkeys(stems(text)))


def _stemmer(language: str) -> Any:
    found = getattr(_STEMMERS, language, None)
    if found is None:
        found = import_module("Stemmer").Stemmer(language)  # most programs of the exchange never search
        setattr(_STEMMERS, language, found)
    return found
