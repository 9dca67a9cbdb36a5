"""Light stems and sentences."""

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from sverka.hashing import hashed
from sverka.sentences import COMMON, FEW, MANY, RARE_ASKED, RARE_STORED, RAREST, Rare, Sentences, sentences
from sverka.stems import stem_ends
from sverka.words import fold

pytestmark = pytest.mark.usefixtures("way")


def stems(text: str) -> list[str]:
    folded = fold(text)
    letters = folded.letters.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return [letters[start:end] for start, end in zip(folded.starts.tolist(), stem_ends(folded).tolist(), strict=True)]


@pytest.mark.parametrize(
    "forms",
    [
        "предложение предложения предложениями",
        "книга книгу книгой книги книгами",
        "красивый красивого красивыми красивая",
        "запись записи записями",
        "занимался занимались заниматься",
        "книжка книжки книжкою",
        "window windows",
    ],
)
def test_forms(forms: str) -> None:
    """Forms of one word have one stem."""
    assert len(set(stems(forms))) == 1, stems(forms)


@pytest.mark.parametrize("word", ["он", "и", "дом", "лес", "кот", "жизнь", "ость", "сь"])
def test_short(word: str) -> None:
    """Three letters stay at least, and short words stay whole, whatever stands before them."""
    assert len(stems(word)[0]) >= min(3, len(word))
    assert stems(f"слово {word}")[1] == stems(word)[0]


def cut(text: str) -> list[str]:
    folded = fold(text)
    _, short = hashed(folded, stem_ends(folded), b"")
    found = sentences(text, folded.starts, short, b"", np.array([0, len(folded.starts)]))
    assert len(found) == len(found.bounds) - 1
    edges = found.firsts.tolist()
    return [text[folded.starts[a] : folded.ends[b - 1]] for a, b in pairwise(edges)]


LISTS = Path(__file__).parent / "rewrites"
LONG = "Пасечник внимательно слушает гудение большого улья"


def test_sentences() -> None:
    """Sentences end at marks before no letter and at line ends; short ones go with the next; very long ones are cut."""
    assert cut(f"{LONG}. {LONG}! {LONG}…\n{LONG}") == [LONG] * 4
    assert cut(f"{LONG}\n{LONG}") == [LONG] * 2
    assert cut(f"{LONG} на 3.5 градуса") == [f"{LONG} на 3.5 градуса"]
    assert cut(f"Да. Нет. {LONG}. Да") == [f"Да. Нет. {LONG}", "Да"]
    assert cut("") == cut("… .") == []
    assert [len(each.split()) for each in cut("пасечник " * (2 * MANY + 1))] == [MANY, MANY, 1]
    assert [len(each.split()) for each in cut(f"{LONG} " * 14)] == [MANY, MANY, 4]
    assert FEW > 1


def test_weights() -> None:
    """The rarer a stem, the greater its weight; each counts once a sentence; prepositions do not count."""
    text = "Дом стоит, и в нём дом, а в доме аккреционныйдиск"
    folded = fold(text)
    _, short = hashed(folded, stem_ends(folded), b"")
    found = sentences(text, folded.starts, short, b"", np.array([0, len(folded.starts)]))
    assert found.weights.tolist() == sorted(found.weights.tolist(), reverse=True)
    assert found.weights[0] == RAREST - COMMON
    assert 3 <= len(found.stems) < len(folded.starts) - 3
    assert found.norms().tolist() == [found.weights.sum()]


def test_pairs() -> None:
    """All pairs of the rarest stems are there, the same whatever the order of the words, none across sentences."""
    texts = [f"{LONG}. Трамвай ходит мимо старой водокачки", "Водокачки старой мимо ходит трамвай"]
    pairs = []
    for text in texts:
        folded = fold(text)
        _, short = hashed(folded, stem_ends(folded), b"")
        found = sentences(text, folded.starts, short, b"", np.array([0, len(folded.starts)]))
        hashes, ends = found.pairs(Rare(3, 3))
        assert np.diff(ends, prepend=0).tolist() == [3] * len(found)
        pairs.append(hashes.tolist())
    assert set(pairs[0][3:]) == set(pairs[1])


@pytest.mark.parametrize("rare", [RARE_STORED, RARE_ASKED, Rare(4, 2)])
def test_reach(rare: Rare) -> None:
    """Pairs are made of stems whose places add up to no more than is said, and of no others."""
    folded = fold(f"{LONG} мимо старой водокачки и зелёного трамвая")
    _, short = hashed(folded, stem_ends(folded), b"")
    found = sentences(LONG, folded.starts, short, b"", np.array([0, len(folded.starts)]))
    assert len(found) == 1
    assert len(found.stems) > rare.most
    two, expected = np.array([0, 2]), list[int]()
    for one, other in combinations(range(rare.most), 2):
        if one + other <= rare.reach:
            alone = Sentences(two, two, found.stems[[one, other]], found.weights[[one, other]])
            expected += alone.pairs(Rare(2, 1))[0].tolist()
    assert sorted(found.pairs(rare)[0].tolist()) == sorted(expected)


def test_seeds() -> None:
    """What stems weigh does not depend on the seed, whatever else their hashes meet in the table."""
    text = " ".join(
        line for name in ("looked", "held") for line in (LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    )
    folded = fold(text)
    weights = []
    for seed in (b"", b"one", b"two"):
        _, short = hashed(folded, stem_ends(folded), seed)
        found = sentences(text, folded.starts, short, seed, np.array([0, len(folded.starts)]))
        weights.append(found.norms().tolist())
    assert weights[0] == weights[1] == weights[2]
