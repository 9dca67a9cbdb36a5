# ruff: noqa: INP001 - a script, not a module of the package
"""Writes src/sverka/folding.bin: what each character becomes before words are compared.

Run it with Python 3.11 (Unicode 14), so that the table, and with it every stored corpus, stays what it is:
``python packages/sverka/tools/make_folding.py``. A changed table is a new ``VERSION`` in sverka/folding.py.
"""

import sys
import unicodedata
import zlib
from pathlib import Path

import numpy as np

from sverka import twins
from sverka.folding import APOSTROPHE, DROPPED, EXPANDED, POINTS, SCRIPT_SHIFT, TWIN_POINTS, Script

HERE = Path(__file__).parent.parent / "src" / "sverka" / "folding.bin"
APOSTROPHES = "'’ʼ‘`"
KEPT = {"Й": "й", "й": "й", "Ї": "ї", "ї": "ї", "Ў": "ў", "ў": "ў"}


def plain(character: str) -> str:
    """The character without its compatibility form, marks and case: NFKD, marks and format characters out, lower."""
    if character in KEPT:
        return KEPT[character]
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    if 0xAC00 <= ord(character) <= 0xD7A3:
        return character
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).lower())
    return "".join(each for each in whole if unicodedata.category(each) not in {"Mn", "Me", "Cf"})


def letters(folded: str) -> str:
    """What of the folded form makes words: letters and digits stay, the rest becomes a space."""
    return "".join(each if unicodedata.category(each)[0] in "LN" else " " for each in folded)


def passes_for(character: str) -> tuple[int, str]:
    """Whose look-alike a character is, and the letter of the other script that it passes for."""
    if character in KEPT:
        return 0, ""  # as when it is written as a letter and a mark: sure of its script
    for written in (character, cased(character)):
        if written in twins.CYRILLIC_OF:
            return Script.FOREIGN_TWIN, twins.CYRILLIC_OF[written]
        if written in twins.LATIN_OF:
            return Script.CYRILLIC_TWIN, twins.LATIN_OF[written]
    return 0, ""


def script_of(folded: str) -> int:
    """Whose letter one is that passes for no other."""
    if unicodedata.name(folded, "").startswith("CYRILLIC"):
        return Script.CYRILLIC
    return Script.FOREIGN if unicodedata.category(folded).startswith("L") else 0


def cased(character: str) -> str:
    """The character without its compatibility form and marks, in the case in which it was written."""
    whole = unicodedata.normalize("NFKD", character)
    return "".join(each for each in whole if unicodedata.category(each) not in {"Mn", "Me", "Cf"})


def main() -> None:
    """Computes the table and writes it, its steps compressed."""
    if not unicodedata.unidata_version.startswith("14."):
        sys.exit(f"this Python knows Unicode {unicodedata.unidata_version}; the table is made from 14.0 (Python 3.11)")
    table = np.zeros(POINTS, np.uint32)
    twin = np.zeros(TWIN_POINTS, np.uint16)
    expansions = []
    for point in range(POINTS):
        character = chr(point)
        category = unicodedata.category(character)
        if character in APOSTROPHES:
            table[point] = APOSTROPHE
            continue
        if category in {"Mn", "Me", "Cf"}:
            table[point] = DROPPED
            continue
        if category[0] not in "LNS":
            continue
        words = letters(plain(character))
        if not words.strip():
            continue
        if len(words) > 1:
            table[point] = EXPANDED
            expansions.append(f"{character}{words}")
            continue
        whose, letter = passes_for(character)
        table[point] = ord(words) | ((whose or script_of(words)) << SCRIPT_SHIFT)
        if point < TWIN_POINTS and letter:
            twin[point] = ord(letter)
    # Steps from one character to the next make long runs of equal numbers, which compress well.
    deltas = np.diff(table, prepend=np.uint32(0)).astype("<u4").tobytes()
    rest = twin.astype("<u2").tobytes() + "\n".join(expansions).encode()
    HERE.write_bytes(zlib.compress(deltas + rest, 9))


if __name__ == "__main__":
    main()
