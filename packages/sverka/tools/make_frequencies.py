# ruff: noqa: INP001 - a script, not a module of the package
"""Writes src/sverka/frequencies.bin: how common stems are. ``pip install wordfreq``, then run it from anywhere.

The counts are those of wordfreq 3.1.1 (data CC BY-SA 4.0, see the package's README for its sources), summed by stem
(``sverka.stems``). A changed table is a new ``VERSION`` in sverka/stems.py: what is stored by the old one is not found.
"""

import math
import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from wordfreq import get_frequency_dict  # type: ignore[import-not-found]  # only this script needs it

from sverka.stems import stem_ends
from sverka.words import fold

HERE = Path(__file__).parent.parent / "src" / "sverka" / "frequencies.bin"
LEAST = 1e-6
SENTENCE = 14
_WORD = re.compile("[а-яёіїєґa-z]+")


def stems(language: str) -> Counter[str]:
    """Shares of the stems of a language, summed over their words."""
    known = [(word, share) for word, share in get_frequency_dict(language, "large").items() if _WORD.fullmatch(word)]
    folded = fold("\n".join(word for word, _ in known))
    letters = folded.letters.astype("<u4").tobytes().decode("utf-32-le", "replace")
    summed: Counter[str] = Counter()
    for (_, share), start, end in zip(known, folded.starts.tolist(), stem_ends(folded).tolist(), strict=True):
        summed[letters[start:end]] += share
    return summed


def main() -> None:
    """Sums the shares of all languages and writes the stems by how rare they are, a byte each for that."""
    summed: Counter[str] = Counter()
    for language in ("ru", "uk", "en"):
        for stem, share in stems(language).items():
            summed[stem] = max(summed[stem], share)
    kept = sorted((rarity(share), stem) for stem, share in summed.items() if share >= LEAST)
    ranks = np.array([rank for rank, _ in kept], np.uint8)
    text = "\n".join(stem for _, stem in kept)
    HERE.write_bytes(zlib.compress(np.uint32(len(kept)).tobytes() + ranks.tobytes() + text.encode(), 9))
    print(f"{len(kept)} stems, {HERE.stat().st_size} bytes")  # noqa: T201 - a script speaks


def rarity(share: float) -> int:
    """Sixteenths of -ln of the share of sentences, of about 14 words, that have a stem."""
    return round(-16 * math.log(-math.expm1(SENTENCE * math.log1p(-min(share, 0.5)))))


if __name__ == "__main__":
    main()
