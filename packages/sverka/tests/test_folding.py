"""The shipped table of folded characters."""

import unicodedata

import pytest

from sverka import folding, twins


def folded(character: str) -> str:
    value = int(folding.folding().table[ord(character)])
    return chr(value & folding.LETTER) if value < folding.DROPPED else ""


@pytest.mark.parametrize(
    ("character", "letter"),
    [
        ("А", "а"),
        ("Ё", "е"),
        ("ё", "е"),
        ("й", "й"),
        ("Ї", "ї"),
        ("ґ", "ґ"),
        ("é", "e"),
        ("Ａ", "a"),
        ("𝐀", "a"),
        ("²", "2"),
        ("٣", "3"),
    ],
)
def test_letters(character: str, letter: str) -> None:
    """Case, compatibility forms and marks fall away; й, ї and ґ stay letters of their own."""
    assert folded(character) == letter


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u200d", "\ufeff", "\u0301", "\u0489", "\u202e", "\ufe0f"])
def test_dropped(character: str) -> None:
    """Soft hyphens, zero-width signs, directions and marks are dropped rather than splitting a word."""
    assert int(folding.folding().table[ord(character)]) == folding.DROPPED


@pytest.mark.parametrize("character", [" ", "\u00a0", "\n", ".", "—", "€", "😀", "_", "\ud800", "\x00"])
def test_separators(character: str) -> None:
    """Spaces, punctuation, signs and half characters separate words."""
    assert int(folding.folding().table[ord(character)]) == 0


def test_letters_stay_letters() -> None:
    """Every letter and digit of Unicode that is one after folding makes words under this Python too."""
    table = folding.folding().table
    lost = [
        chr(point)
        for point in range(0x3000)
        if unicodedata.category(chr(point)) in {"Lu", "Ll", "Nd"} and not table[point] and folded(chr(point)) == "\x00"
    ]
    # Letters that Unicode got after the table was made may be missing, none of the older ones.
    assert [each for each in lost if unicodedata.category(each) != "Cn" and each not in NEWER] == []


NEWER = "\u1c89\u1c8a"


@pytest.mark.parametrize(("twin", "letter"), sorted(twins.CYRILLIC_OF.items()))
def test_cyrillic_twins(twin: str, letter: str) -> None:
    """Each listed look-alike of a Cyrillic letter is known to the table."""
    assert chr(int(folding.folding().twin[ord(twin)])) == letter


@pytest.mark.parametrize(("twin", "letter"), sorted(twins.LATIN_OF.items()))
def test_latin_twins(twin: str, letter: str) -> None:
    """Each listed look-alike of a Latin letter is known to the table."""
    assert chr(int(folding.folding().twin[ord(twin)])) == letter
