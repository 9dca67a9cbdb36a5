"""How much of a text comes from another one: the text library's figure in whole percent (docs/en/text-checks.md §2)."""

from dataclasses import dataclass

import sverka


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text comes from a source.

    Args:
        percent: words of the text that lie in passages which both have, of all its words, 0 to 100, rounded down, so that 100
            says that every word does.
        source: the source as HTML, passages in ``<span class="match">``; nothing else of it is markup (A32).
        text: the text likewise.
    """

    percent: int
    source: str
    text: str


def compare(source: str, text: str) -> Likeness:
    """Compare two texts; pure, and fit to run on a thread of its own.

    A passage has three words or more; a text of one or two words is a passage as a whole.

    Args:
        source: what the text may have been made of.
        text: what is looked at; either has up to 200,000 characters.

    Raises:
        sverka.TooLong: one of them has more.
    """
    found = sverka.compare(source, text)
    if 0 < found.words < 3:
        found = sverka.compare(source, text, least=found.words)
    return Likeness(int(found.percent), found.source_markup(), found.text_markup())
