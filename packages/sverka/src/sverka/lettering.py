"""The words of a text as letters, for checks that look words up: the same words as ``sverka.words``, the same places."""

from dataclasses import dataclass

import numpy as np

from sverka.words import I64, fold


@dataclass(frozen=True, slots=True)
class Lettering:
    """The words of one text.

    Args:
        text: the text as it was given.
        words: folded.
        starts: where each word begins in ``text``, characters (code points).
        ends: where each word ends, the character after its last.
    """

    text: str
    words: list[str]
    starts: I64
    ends: I64


def lettering(text: str) -> Lettering:
    """Spells the words of a text.

    Args:
        text: any text.
    """
    folded = fold(text)
    spaced = np.where(folded.letters == 0, np.uint32(ord(" ")), folded.letters)
    spelled = spaced.astype("<u4").tobytes().decode("utf-32-le", "replace").split()
    starts, ends = folded.starts, folded.ends
    if folded.places is None:
        return Lettering(text, spelled, starts, ends)
    after = np.append(folded.places, len(text))[ends]
    return Lettering(text, spelled, folded.places[starts], np.maximum(after, folded.places[ends - 1] + 1))
