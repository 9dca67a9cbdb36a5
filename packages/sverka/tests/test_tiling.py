"""Greedy string tiling, by both of its ways, against the definition."""

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sverka import tiling
from sverka.descent import Ranks, longest_down
from sverka.tiling import Tile, tiles


def by_definition(text: list[int], source: list[int], least: int) -> list[Tile]:
    """The longest common run of words that nothing covers, the first of them, again and again."""
    mine, theirs = [False] * len(text), [False] * len(source)
    found = []
    while True:
        best = (0, 0, 0)
        for row in range(len(text)):
            for column in range(len(source)):
                size = 0
                while (
                    row + size < len(text)
                    and column + size < len(source)
                    and text[row + size] == source[column + size]
                    and not mine[row + size]
                    and not theirs[column + size]
                ):
                    size += 1
                if size > best[2]:
                    best = (row, column, size)
        row, column, size = best
        if size < least:
            return sorted(found)
        mine[row : row + size] = theirs[column : column + size] = [True] * size
        found.append(best)


def numbers(text: list[int]) -> np.ndarray:
    return (np.array(text, np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)


def ranks(text: list[int], source: list[int]) -> Ranks:
    return Ranks(np.array(text, np.int64), np.array(source, np.int64))


SEQUENCES = st.integers(1, 6).flatmap(lambda kinds: st.lists(st.integers(0, kinds - 1), max_size=24))


@given(SEQUENCES, SEQUENCES, st.integers(1, 4))
@example([1, 2, 3, 4], [2, 3, 4, 5, 1, 2], 2)
@example([0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1], 3)
@settings(max_examples=400, deadline=None)
def test_definition(text: list[int], source: list[int], least: int) -> None:
    """Both ways give the tiling of the definition, tile by tile."""
    expected = by_definition(text, source, least)
    assert tiles(numbers(text), numbers(source), least) == expected
    if min(len(text), len(source)) >= least:
        assert sorted(longest_down(ranks(text, source), least)) == expected


@given(SEQUENCES, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_moved(text: list[int], drawn, least: int) -> None:
    """Both ways agree on texts whose parts moved."""
    cut = drawn.randrange(len(text) + 1)
    source = text[cut:] + text[:cut]
    assert tiles(numbers(text), numbers(source), least) == by_definition(text, source, least)


def test_ways_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """On longer texts, too long for the definition, the two ways agree."""
    drawn = np.random.default_rng(5)
    for kinds in (2, 7, 40, 300):
        text, source = (drawn.zipf(1.6, 700) % kinds for _ in range(2))
        source[100:300] = text[400:600]
        monkeypatch.setattr(tiling, "_MANY_RUNS", 10**9)
        heap = tiles(numbers(text.tolist()), numbers(source.tolist()), 3)
        assert heap == sorted(longest_down(ranks(text.tolist(), source.tolist()), 3))


SIZE = 10_000
LETTERS = np.ones(SIZE, np.int64)


def runs(order: range, mark: int) -> np.ndarray:
    parts = [np.append(np.ones(each, np.int64), mark + each) for each in order]
    return np.concatenate(parts)[:SIZE]


@pytest.mark.parametrize(
    ("text", "source", "percent"),
    [
        (LETTERS, LETTERS, 100),
        (LETTERS, runs(range(3, 140), 1000), 97),
        (runs(range(3, 140), 1000), LETTERS, 98),
        (runs(range(3, 140), 1000), runs(range(139, 2, -1), 5000), 98),
        (np.arange(SIZE) % 3, np.arange(SIZE)[::-1] % 3, 0),
        (np.arange(SIZE) % 3, np.arange(SIZE) % 3, 100),
    ],
    ids=["one word", "against runs", "runs against one word", "runs against runs", "backwards", "period"],
)
def test_worst(text: np.ndarray, source: np.ndarray, percent: int) -> None:
    """Texts made to take long are judged right, and within a second on any machine (docs have the real figures)."""
    tiles(numbers([1, 2, 3]), numbers([1, 2, 3]), 3)
    began = time.process_time()
    found = tiles(numbers(text.tolist()), numbers(source.tolist()), 3)
    assert time.process_time() - began < 1
    assert 100 * sum(size for _, _, size in found) // len(text) == percent
