"""What is left of words without their endings: light stems, cut for all words of a text at a time.

The way of Dolamic and Savoy's light stemmers (UniNE, "Indexing and Searching Strategies for the Russian Language", 2009):
endings are taken off by lists, one list after another, and never so much that too few letters stay. It takes a tenth of
Snowball's time and needs no strings; docs/en/text-checks.md says how the two compare.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.words import I64, Folded

VERSION = 1
"""The version of the lists below. A corpus of another version is refused."""

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґabcdefghijklmnopqrstuvwxyz"
BITS = 6
"""So many bits number a letter of an ending."""
_LIMIT = ord("ґ") + 2

# The longest ending of each list that a word has is taken off, when at least so many letters stay.
_LISTS = (
    (5, "ся сь"),
    (
        3,
        """
    а е и о у ы ь ю я й і ї є ам ям ом ем ах ях ой ей ый ий ая яя ое ее ую юю ые ие ов ев их ых им ым ью ия ии ию ье ья ьи
    ами ями ого его ому ему ыми ими иях иям ией ием иев ьев ьям ьях
    ет ит ут ют ат ят ешь ишь ете ите им ем ть ать ить еть ять уть ыть ти ал ил ел ял ул ыл ла ло ли ала ало али ила ило или
    ела ело ели яла яло яли ула уло ули ыла ыло ыли в ав ив ев яв вши вав нув ай уй уя ая яя йте
    ою ею ій ів їв іх ії ію ям ієї ієй ові еві ого ому ими іми ати ити іти яти ути ав ив ів яв ють ить ать ять ує ють
    s es ed ing ly er
    """,
    ),
    (4, "ени ани яни ени ост ств ова ева ива ыва уюч ующ ющ ущ ащ ящ вш нн енн анн янн ен ан ян"),
    (4, "ени ани ост ова ева ива ыва ир нн а е и о у ы ь ю я й і"),
)


@cache
def tables() -> tuple[npt.NDArray[np.uint8], I64, npt.NDArray[np.uint8]]:
    """The number of each letter; of each list how many letters stay, and how many go by a word's last three."""
    numbers = np.zeros(_LIMIT, np.uint8)
    numbers[[ord(each) for each in _LETTERS]] = np.arange(1, len(_LETTERS) + 1)
    tables = np.zeros((len(_LISTS), 1 << 3 * BITS), np.uint8)
    for table, (_, endings) in zip(tables, _LISTS, strict=True):
        for ending in sorted(set(endings.split()), key=len):
            last = 0
            for letter in ending:
                last = last << BITS | int(numbers[ord(letter)])
            table[last :: 1 << BITS * len(ending)] = len(ending)
    return numbers, np.array([least for least, _ in _LISTS]), tables


def stem_ends(folded: Folded) -> I64:
    """Where the stem of each word ends in ``folded.letters``.

    Args:
        folded: a text.
    """
    numbers, stay, lists = tables()
    library = kernel.library()
    if library is not None:
        letters, starts, ends = folded.letters, folded.starts, folded.ends
        stems = np.empty(len(starts), np.int64)
        library.sverka_stem_ends(
            letters, starts, ends, len(starts), numbers, len(numbers), lists, stay, len(lists), BITS, stems
        )
        return stems
    letters = numbers.take(folded.letters, mode="clip").astype(np.int32)
    # The last three letters of what ends at a place.
    last = letters.copy()
    last[1:] |= letters[:-1] << BITS
    last[2:] |= letters[:-2] << 2 * BITS
    ends = folded.ends
    for least, table in zip(stay.tolist(), lists, strict=True):
        shorter = ends - table[last[ends - 1]]
        ends = np.where(shorter - folded.starts >= least, shorter, ends)
    return ends
