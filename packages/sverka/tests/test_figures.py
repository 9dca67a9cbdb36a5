"""Figures of a text."""

import math

import pytest

from sverka import metrics

TEXT = "Мама мыла раму. Мамы мыли рамы, кто-то пел... В 3.5 раза?\r\nВот и всё"


def test_counts() -> None:
    """Characters, words and sentences by the definitions: a hyphen joins, a number's point ends nothing."""
    found = metrics(TEXT)
    assert found.characters == len(TEXT) - 1
    assert found.characters_without_spaces == len("Мамамылараму.Мамымылирамы,кто-топел...В3.5раза?Вотивсё")
    assert (found.words, found.sentences) == (15, 4)


def test_water() -> None:
    """Water is the share of stop words and of words of one letter."""
    assert metrics("мама мыла раму").water == 0
    assert metrics("мама и папа в саду").water == pytest.approx(40)
    assert metrics("м'ята та її запах").significant_words == 2


def test_nausea() -> None:
    """Forms of a word count together; classic nausea is the root of the top count, academic the root of the squares."""
    found = metrics("мама мамы папа папе папу дом")
    assert found.classic_nausea == pytest.approx(math.sqrt(3))
    assert found.academic_nausea == pytest.approx(100 * math.sqrt(4 + 9) / 6)
    assert metrics("мама мыла раму").academic_nausea == 0
    assert [(each.word, each.count, each.percent) for each in found.frequent[:2]] == [
        ("папа", 3, 50),
        ("мама", 2, pytest.approx(100 / 3)),
    ]


def test_english() -> None:
    """English words are counted by their own stems and stop words."""
    found = metrics("The cats and a cat")
    assert (found.words, found.significant_words, found.unique_words) == (5, 2, 4)


@pytest.mark.parametrize("text", ["", "…", "\u200b\u00ad", "\ud800"])
def test_nothing(text: str) -> None:
    """A text without words has no shares of anything."""
    found = metrics(text)
    assert (found.words, found.water, found.classic_nausea, found.academic_nausea, found.frequent) == (0, 0, 0, 0, ())


def test_folded() -> None:
    """Look-alikes and invisible signs make no new words; invisible signs are no characters that count."""
    assert metrics("кот кoт к\u00adот").unique_words == 1
    assert metrics("к\u00adот\u00a0кот").characters_without_spaces == 6
