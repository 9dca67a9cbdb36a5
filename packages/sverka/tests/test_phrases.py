"""Required phrases in any form.

tests/keywords/forms.txt was written before the code: a word, its forms, and words that only begin alike. Lines of even
numbers (from 0) may be looked at; of the others only the counts.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sverka import TooLong, keywords
from sverka.phrases import PHRASE_LIMIT

ROWS = [line.split("\t") for line in (Path(__file__).parent / "keywords/forms.txt").read_text("utf-8").splitlines()]


def places(text: str, phrase: str) -> list[str]:
    (found,) = keywords(text, [phrase])
    assert found.count == len(found.positions)
    return [text[each.start : each.end] for each in found.positions]


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "held out"])
def test_forms(half: int) -> None:
    """At least 98 in 100 forms are found, at most 3.5 in 100 of other words that begin alike are taken for forms."""
    rows = ROWS[half::2]
    same = [bool(places(form, word)) for word, good, _ in rows for form in good.split()]
    other = [bool(places(form, word)) for word, _, bad in rows for form in bad.split()]
    assert min(len(same), len(other)) > 100
    assert sum(same) >= 0.98 * len(same)
    assert sum(other) <= 0.035 * len(other)


def test_places() -> None:
    """A phrase is found in every form, across punctuation and line ends, with its place in the text as it was given."""
    text = "Купили дива\u0301н. Покупка: купите\nдиванов! Диван купить…"
    assert places(text, "купить диван") == ["Купили дива\u0301н", "купите\nдиванов"]
    assert places(text, "ДИВАН") == ["дива\u0301н", "диванов", "Диван"]


def test_order() -> None:
    """Phrases are answered in the order of asking, also those that are not there."""
    found = keywords("дом у реки", ["река", "лес", "дом"])
    assert [(each.phrase, each.count) for each in found] == [("река", 1), ("лес", 0), ("дом", 1)]


def test_languages() -> None:
    """English words are found by their stems, look-alikes and ё as what they pass for."""
    assert places("He sells cats", "cat") == ["cats"]
    assert places("зелeная елка", "зелёный") == ["зелeная"]
    assert places("catalogue", "cat") == []
    assert places("зелені дивани на дивані", "диван") == ["дивани", "дивані"]


def test_overlapping() -> None:
    """A place is counted once, however the phrase repeats itself."""
    assert places("кот кот кот кот кот", "кот кот") == ["кот кот", "кот кот"]


@pytest.mark.parametrize(
    ("text", "phrase"), [("", "кот"), ("кот", ""), ("кот", "…"), ("кот", "кот спит"), ("\ud800", "а")]
)
def test_nothing(text: str, phrase: str) -> None:
    """Where there is nothing to find, nothing is found."""
    assert places(text, phrase) == []


def test_too_long() -> None:
    """A phrase as long as a text is refused."""
    with pytest.raises(TooLong):
        keywords("кот", ["к" * (PHRASE_LIMIT + 1)])


@given(st.text(alphabet="кот коты\u0301\u200bк-о'т.ё😀", max_size=40), st.text(alphabet="кот ы", max_size=8))
@settings(deadline=None)
def test_any_text(text: str, phrase: str) -> None:
    """Whatever the text: places lie inside it, in order, and do not overlap."""
    (found,) = keywords(text, [phrase])
    edges = [edge for each in found.positions for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(text) for each in found.positions)


@pytest.mark.parametrize("word", ["кот ", "а", "а\u0301 ", "1 ", "שלום "])
def test_time(word: str) -> None:
    """A word repeated until the text has a million characters takes seconds at most."""
    text = word * (1_000_000 // len(word))
    began = time.process_time()
    keywords(text, ["кот кот", "а " * 200, word])
    assert time.process_time() - began < 5
