"""From what was found to the texts that have most of it."""

import numpy as np

from sverka import kernel
from sverka.corpus.memory import U32
from sverka.words import I64


def best_of(which: I64, docs: U32, worth: I64 | None, most: int) -> U32:
    """The numbers of the texts of the greatest sums, those first; of equal ones the lower number.

    Args:
        which: what was found.
        docs: in which text, side by side with it.
        worth: how much each of what was looked for counts; ``None``: all alike.
        most: how many texts are wanted.
    """
    most = max(0, min(most, len(docs)))
    library = kernel.library()
    if library is not None:
        best = np.empty(most, np.uint32)
        return best[: library.sverka_best(which, docs, len(docs), worth, most, best)]
    every, inverse = np.unique(docs, return_inverse=True)
    sums = np.zeros(len(every), np.int64)
    np.add.at(sums, inverse, 1 if worth is None else worth[which])
    return every[np.argsort(-sums, kind="stable")][:most]
