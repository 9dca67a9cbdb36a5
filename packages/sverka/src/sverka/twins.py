"""Letters that look alike: which Latin, Greek and phonetic letters pass for Cyrillic ones, and back.

Case matters: a Latin ``H`` passes for ``Н``, a small ``h`` does not. The lists are ours; docs/en/text-checks.md shows them.
"""

# Cyrillic letter: what passes for it. A space stands for nothing.
_CYRILLIC = {
    "а": "aɑαA\u0391",
    "в": "BʙΒ",
    "г": "ᴦ\u0393",
    "е": "eEεΕᴇ",
    "з": "ɜ",
    "и": "\u1d0e",
    "к": "KkΚκᴋ",
    "л": "ᴫ",
    "м": "MΜᴍ",
    "н": "HΗʜ",
    "о": "oOοΟσᴏօ",
    "п": "ᴨ\u03a0",
    "р": "pPρΡᴘ",
    "с": "cCϲϹᴄ",
    "т": "TΤτᴛ",
    "у": "yYυʏγ",
    "ф": "φΦɸ",
    "х": "xXχΧ",
    "і": "iIιΙı",
    "ї": "ïÏ",
    "ѕ": "sSꜱ",
    "ј": "jJ",
    "ԁ": "d",
    "һ": "h",
}
# Latin letter: the Cyrillic ones that pass for it.
_LATIN = {
    "a": "аА",
    "b": "ВЬь",
    "c": "сС",
    "d": "ԁ",
    "e": "еЕ",
    "h": "һНҺ",
    "i": "іІ",
    "j": "јЈ",
    "k": "кК",
    "l": "ӏ",
    "m": "М",
    "o": "оО",
    "p": "рР",
    "q": "ԛ",
    "s": "ѕЅ",
    "t": "Т",
    "w": "ԝ",
    "x": "хХ",
    "y": "уУүҮ",
}

CYRILLIC_OF: dict[str, str] = {twin: letter for letter, twins in _CYRILLIC.items() for twin in twins}
"""What a foreign letter passes for in a Cyrillic word."""

LATIN_OF: dict[str, str] = {twin: letter for letter, twins in _LATIN.items() for twin in twins}
"""What a Cyrillic letter passes for in a Latin word."""
