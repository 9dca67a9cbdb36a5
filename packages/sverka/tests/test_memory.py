"""Texts in memory against a dictionary."""

import random

import numpy as np
import pytest

from sverka.corpus.memory import Pieces

pytestmark = pytest.mark.usefixtures("way")

TOP = (1 << 64) - 1


@pytest.mark.parametrize("spread", [8, 1000, TOP])
def test_find(spread: int) -> None:
    """Whatever pieces there are, each hash is found in the texts that have it and count and in no other, the extreme ones too."""
    drawn = random.Random(spread)
    memory, truth = Pieces(), set[tuple[int, int]]()
    for doc in range(40):
        hashes = sorted({0, TOP, *(drawn.randrange(spread) for _ in range(drawn.choice((0, 3, 900))))})
        memory.take(doc, np.array(hashes, np.uint64))
        truth |= {(each, doc) for each in hashes}
        if drawn.random() < 0.5:
            known = [each for each, _ in drawn.sample(sorted(truth), min(50, len(truth)))]
            asked = sorted({0, TOP, *known, *(drawn.randrange(spread) for _ in range(50))})
            counts = np.array([drawn.random() < 0.8 for _ in range(40)])
            pieces = memory.find(np.array(asked, np.uint64), counts, 0)
            found = [
                (asked[at], text)
                for which, docs in pieces
                for at, text in zip(which.tolist(), docs.tolist(), strict=True)
            ]
            assert sorted(found) == sorted(each for each in truth if each[0] in asked and counts[each[1]])


def test_common() -> None:
    """A hash that every text has is found in all of them, and its neighbours in their own."""
    memory = Pieces()
    for doc in range(3000):
        memory.take(doc, np.array([7, 8 + doc], np.uint64))
    ((which, docs),) = memory.find(np.array([6, 7, 8, 3007, 3008], np.uint64), np.ones(3000, np.bool_), 0)
    assert sorted(zip(which.tolist(), docs.tolist(), strict=True)) == [(1, doc) for doc in range(3000)] + [
        (2, 0),
        (3, 2999),
    ]
