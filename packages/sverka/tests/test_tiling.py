"""Greedy string tiling, by all of its ways (the kernel's and numpy's, for few common runs and for many), against the definition."""

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sverka import tiling
from sverka.descent import Ranks, longest_down
from sverka.tiling import Tile, tiles

pytestmark = pytest.mark.usefixtures("way")


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


SIZE = 10_000


def runs(order: range, mark: int, size: int = SIZE) -> np.ndarray:
    parts = [np.append(np.ones(each, np.int64), mark + each) for each in order]
    return np.concatenate(parts)[:size]


def fibonacci(size: int) -> np.ndarray:
    first, second = [0], [0, 1]
    while len(second) < size:
        first, second = second, second + first
    return np.array(second[:size])


def thue_morse(size: int) -> np.ndarray:
    return np.array([each.bit_count() % 2 for each in range(size)])


def periods(size: int) -> np.ndarray:
    """Two hundred words of one period, then as many of the next."""
    return np.concatenate([np.arange(200) % each for each in range(1, size // 200 + 2)])[:size]


def unlike(size: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs of texts that repeat themselves in ways that have little in common."""
    drawn = np.random.default_rng(7)
    fib, thue, ones = fibonacci(size), thue_morse(size), np.ones(size, np.int64)
    pairs = [
        (fib, fib[::-1]),
        (fib, 1 - fib),
        (fib, thue),
        (thue, 1 - thue),
        (thue, np.roll(thue, 77)),
        (periods(size), periods(size)[::-1]),
        (periods(size), np.arange(size) % 30),
        (ones, runs(range(1, 60), 100, size)),
        (runs(range(60, 1, -1), 100, size), ones),
        (runs(range(1, 60), 100, size), runs(range(1, 60), 200, size)),
    ]
    for kinds in (1, 2, 3, 8, 30):
        pairs.append((drawn.integers(0, kinds, size), drawn.integers(0, kinds, size + 30)))
        pairs.append((drawn.zipf(1.4, size) % (3 * kinds), drawn.zipf(1.4, size) % (3 * kinds)))
    return pairs


def test_ways_meet() -> None:
    """On texts too long for the definition all ways agree."""
    for text, source in unlike(900):
        expected = sorted(longest_down(ranks(text.tolist(), source.tolist()), 3))
        assert tiles(numbers(text.tolist()), numbers(source.tolist()), 3) == expected


def test_few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """On longer texts with as many common runs as there may be, listed one by one, the answer is the same."""
    monkeypatch.setattr(tiling, "_MANY_RUNS", 10**9)
    drawn = np.random.default_rng(5)
    for kinds in (40, 300, 1000):
        text, source = (drawn.zipf(1.6, 900) % kinds for _ in range(2))
        source[100:300] = text[400:600]
        expected = sorted(longest_down(ranks(text.tolist(), source.tolist()), 3))
        assert tiles(numbers(text.tolist()), numbers(source.tolist()), 3) == expected


LETTERS = np.ones(SIZE, np.int64)
WORST = {
    "one word": (LETTERS, LETTERS, 100),
    "against runs": (LETTERS, runs(range(3, 140), 1000), 97),
    "runs against one word": (runs(range(3, 140), 1000), LETTERS, 98),
    "runs against runs": (runs(range(3, 140), 1000), runs(range(139, 2, -1), 5000), 98),
    "backwards": (np.arange(SIZE) % 3, np.arange(SIZE)[::-1] % 3, 0),
    "period": (np.arange(SIZE) % 3, np.arange(SIZE) % 3, 100),
    "Fibonacci": (fibonacci(SIZE), fibonacci(SIZE)[::-1], 99),
    "Thue-Morse": (thue_morse(SIZE), 1 - thue_morse(SIZE), 100),
}


@pytest.mark.parametrize(("text", "source", "percent"), WORST.values(), ids=WORST.keys())
def test_worst(text: np.ndarray, source: np.ndarray, percent: int) -> None:
    """Texts made to take long are judged right, and within a second on any machine (docs have the real figures)."""
    mine, theirs = numbers(text.tolist()), numbers(source.tolist())
    tiles(mine[:3], theirs[:3], 3)
    began = time.process_time()
    found = tiles(mine, theirs, 3)
    assert time.process_time() - began < 1
    assert 100 * sum(size for _, _, size in found) // len(text) == percent
