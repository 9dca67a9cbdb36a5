"""A text as contacts are looked for in it: folded, spaced-out words drawn together, every character's place known."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sverka.words import I64, fold

# Five or more lone characters with a space between: a word spelled out.
_SPELLED = re.compile(r"(?<!\S)(?:[^\s] ){4,}[^\s](?=[\s,.;:!?)]|\Z)")
# A word of one script and then one of another: what is spelled out is two words.
_TWO_WORDS = re.compile(r"(?:[а-яіїє] ){2,}(?=(?:[a-z\d_.@-] ){2,}\S\Z)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text to search.

    Args:
        text: folded letters and digits, what separates them as it stood (compatibility forms and dashes made plain).
        places: for each of its characters the place in the text as it was given.
    """

    text: str
    places: I64

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A place of ``text`` as a place in the text as it was given."""
        return int(self.places[start]), int(self.places[end - 1]) + 1


def plain(text: str) -> Plain:
    """Makes a text plain.

    Args:
        text: any text.
    """
    folded = fold(text)
    places = np.arange(len(text)) if folded.places is None else folded.places
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)[places]
    letters = np.where(folded.letters != 0, folded.letters, points)
    for at in np.flatnonzero((folded.letters == 0) & (points > 0x7F)).tolist():
        letters[at] = _sign(int(points[at]))
    whole = letters.astype("<u4").tobytes().decode("utf-32-le", "replace")
    blank = letters == ord(" ")
    if not (blank[:-6] & blank[2:-4] & blank[4:-2] & blank[6:]).any():
        return Plain(whole, places)  # a word spelled out has four spaces like these
    kept = np.ones(len(whole), np.bool_)
    for spelled in _SPELLED.finditer(whole):
        kept[spelled.start() + 1 : spelled.end() : 2] = False
        if two := _TWO_WORDS.match(whole, spelled.start(), spelled.end()):
            kept[two.end() - 1] = True
    if kept.all():
        return Plain(whole, places)
    drawn = np.flatnonzero(kept)
    return Plain("".join(whole[each] for each in drawn), places[drawn])


@lru_cache(maxsize=1024)
def _sign(point: int) -> int:
    """What stands for a sign that is no letter, in plain characters; a space for what has no such thing."""
    sign = unicodedata.normalize("NFKC", chr(point)).translate(_DASHES)
    return ord(sign) if len(sign) == 1 else ord(" ")
