"""Words, their places and hashes."""

import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sverka.corpus.preparing import prepared
from sverka.twins import CYRILLIC_OF, LATIN_OF
from sverka.words import fold, kept_runs, shingles, words

pytestmark = pytest.mark.usefixtures("way")

PLAIN = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."


def folded(text: str) -> list[str]:
    whole = fold(text)
    return ["".join(map(chr, whole.letters[start:end])) for start, end in zip(whole.starts, whole.ends, strict=True)]


def shown(text: str) -> list[str]:
    found = words(text)
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мама мыла раму.", ["мама", "мыла", "раму"]),
        ("м'ята 'да' м’ята мʼята don’t", ["мята", "да", "мята", "мята", "dont"]),
        ("Мaмa мылa рaму и a он", ["мама", "мыла", "раму", "и", "а", "он"]),
        ("й и\u0306 е\u0308 і\u0308 у\u0306", ["й", "й", "е", "ї", "ў"]),
        ("½ ﬁn №5 кто-то", ["1", "2", "fin", "no5", "кто", "то"]),
        ("BCE было тут", ["все", "было", "тут"]),
        ("bce было тут", ["bce", "было", "тут"]),
        ("Windows а Linux", ["windows", "a", "linux"]),
        ("сomputer", ["computer"]),
        ("лист A4 тут", ["лист", "а4", "тут"]),
        ("", []),
        ("... — !", []),
        ("שלום עולם", ["שלום", "עולם"]),
    ],
)
def test_folded(text: str, expected: list[str]) -> None:
    """What counts as one word, and as which."""
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сло\u00adво и зл\u200bо", ["сло\u00adво", "и", "зл\u200bо"]),
        ("чего\u0301 то", ["чего\u0301", "то"]),
        ("½ м'ята", ["½", "½", "м'ята"]),
        ("«дом»", ["дом"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    """Places point into the text as it was given, with what was dropped inside a word or behind it."""
    assert shown(text) == expected


@given(st.text())
def test_places_are_in_order(text: str) -> None:
    """Whatever the text: places lie inside it, do not go backwards, and none is empty."""
    found = words(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert all(np.diff(found.starts) >= 0)
    assert all(np.diff(found.ends) >= 0)


@given(st.text(), st.text())
def test_hashes_are_the_words(first: str, second: str) -> None:
    """Two words have one hash exactly when they fold to the same letters."""
    both = [*folded(first), *folded(second)]
    hashes = [*words(first).hashes.tolist(), *words(second).hashes.tolist()]
    assert len(set(both)) == len(set(hashes)) == len(set(zip(both, hashes, strict=True)))


def test_long_words() -> None:
    """Words of any length have hashes of their own, blocks and patterns of two letters included."""
    pattern = "".join("аб"[each.bit_count() & 1] for each in range(1 << 13))
    other = pattern.translate(str.maketrans("аб", "ба"))
    long = [pattern, other, "а" * 65, "а" * 64, "а" * 300_000, "а" * 300_001, "𐐨" * 5, "𐐨" * 6]
    assert len(set(words(" ".join(long)).hashes.tolist())) == len(long)
    assert words("x " * 200_000 + pattern).hashes[-1] == words(pattern).hashes[0]


def test_long_texts() -> None:
    """A word's hash does not depend on where in a long text it stands."""
    text = PLAIN + " "
    once, often = words(text).hashes, words(text * 4000).hashes
    assert np.array_equal(np.tile(once, 4000), often)


def test_seed() -> None:
    """Another seed, other hashes; the same seed, the same ones."""
    assert words(PLAIN, b"one").hashes[0] == words(PLAIN, b"one").hashes[0]
    assert words(PLAIN, b"one").hashes[0] != words(PLAIN, b"two").hashes[0]


STORED = [8808324209321447136, 5967744700317680351, 16760030528947581859]


def test_hashes_stay() -> None:
    """Hashes are part of the version: a stored corpus depends on them."""
    assert words("Мама мыла раму", b"seed").hashes.tolist() == STORED


def evaded(text: str, how: str) -> str:
    drawn = random.Random(7)
    back: dict[str, list[str]] = {}
    for twin, letter in CYRILLIC_OF.items():
        back.setdefault(letter.upper() if twin.isupper() else letter, []).append(twin)
    match how:
        case "twins":
            return "".join(drawn.choice(back[each]) if each in back and drawn.random() < 0.3 else each for each in text)
        case "zero width":
            return "".join(each + ("\u200b" if drawn.random() < 0.3 else "") for each in text)
        case "stress":
            return "".join(each + ("\u0301" if each in "аеиоуыэюя" and drawn.random() < 0.3 else "") for each in text)
        case "case":
            return "".join(each.upper() if drawn.random() < 0.5 else each.lower() for each in text)
    raise AssertionError(how)


@pytest.mark.parametrize("how", ["twins", "zero width", "stress", "case"])
def test_evasion(how: str) -> None:
    """Look-alikes, invisible signs, stress marks and case change no word."""
    assert folded(evaded(PLAIN, how)) == folded(PLAIN)


@pytest.mark.parametrize(("twin", "letter"), sorted(LATIN_OF.items()))
def test_latin_words(twin: str, letter: str) -> None:
    """A Cyrillic letter inside a Latin word is the Latin one that it passes for."""
    assert folded(f"zz{twin}zz") == [f"zz{letter}zz"]


@pytest.mark.parametrize("around", ["", "hello ", "мама "])
@pytest.mark.parametrize("word", ["їх", "її", "ўсё", "Її"])
def test_marks_written_apart(word: str, around: str) -> None:
    """A letter is the same whether its mark is written apart or not, also in words of look-alikes and among foreign ones."""
    assert folded(around + unicodedata.normalize("NFD", word)) == folded(around + word)


def test_foreign_marks() -> None:
    """The Latin ï passes for the Ukrainian letter in a Cyrillic word, and for i in a Latin one."""
    assert folded("Украïна ïхня НАÏВНА") == folded("Україна їхня НАЇВНА")
    assert folded("naïve Zoïs") == ["naive", "zois"]


def test_shingles() -> None:
    """A run's hash depends on all of its words and on their order; there is one run fewer for each further word."""
    hashes = words(PLAIN).hashes
    runs = shingles(hashes, 4)
    assert len(runs) == len(hashes) - 3
    assert len(set(runs.tolist())) == len(runs)
    assert shingles(hashes[2:6], 4)[0] == runs[2]
    assert shingles(hashes[:4][::-1].copy(), 4)[0] != runs[0]
    assert len(shingles(hashes[:3], 4)) == 0


@given(st.lists(st.text(alphabet="аaсcшw 'ё½й\u0306\u0301\n\ud800.", max_size=12), max_size=8))
def test_many(texts: list[str]) -> None:
    """Hashed together, texts have the runs that each has alone, each once: none looks at its neighbours."""
    for length in (1, 3):
        together = [each.hashes.tolist() for each in prepared(texts, length, b"seed")]
        alone = [kept_runs(words(each, b"seed").hashes, length) for each in texts]
        assert together == [np.unique(each).tolist() for each in alone]


def test_many_long() -> None:
    """The same for more than are hashed at a time."""
    texts = [" ".join(f"{PLAIN} {again}" for again in range(number % 90)) for number in range(100)]
    alone = [np.unique(kept_runs(words(each).hashes, 4)) for each in texts]
    assert [each.hashes.tolist() for each in prepared(texts, 4, b"")] == [each.tolist() for each in alone]
