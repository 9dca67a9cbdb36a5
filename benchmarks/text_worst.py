"""Looks for texts that compare takes long for: ``python benchmarks/text_worst.py [SECONDS]`` (60 unless said otherwise).

It begins with texts that are known to be hard (one word, runs of every length, periods, Fibonacci and Thue-Morse words, de Bruijn
sequences, random words of few kinds, and signs that are several words by themselves), changes the worst of them at random, and goes
on from what takes longer. Both texts have 20,000 characters at most. The worst pairs are said with their processor time.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

from sverka import compare

SIZE = 20_000
KEPT = 12
# One sign that is four words, and signs that join the word beside them, so that a run ends with one sign.
FOUR, SIGNS = "\ufdfa", [chr(0x4E00 + each) for each in range(3000)]

Pair = tuple[str, str]


def cut(text: str) -> str:
    return text[:SIZE]


def spelled(numbers: list[int], words: str = "абвгдежзиклмнопрстуфхцчшщэюя") -> str:
    return cut(" ".join(words[each % len(words)] for each in numbers))


def fibonacci() -> list[int]:
    first, second = [0], [0, 1]
    while len(second) < SIZE // 2:
        first, second = second, second + first
    return second


def de_bruijn(kinds: int, length: int) -> list[int]:
    """Every run of a length once, by always taking the greatest word that makes a new one."""
    seen, found = set(), [0] * length
    while len(found) < SIZE // 2:
        before = tuple(found[len(found) - length + 1 :])
        word = next((each for each in reversed(range(kinds)) if (*before, each) not in seen), None)
        if word is None:
            break
        seen.add((*before, word))
        found.append(word)
    return found


def runs(word: str, ends: list[str], lengths: list[int]) -> str:
    return cut("".join(word * length + ends[at % len(ends)] for at, length in enumerate(lengths)))


def known() -> dict[str, Pair]:
    drawn = random.Random(1)
    numbers = [f"ц{each} " for each in range(3000)]
    others = [f"щ{each} " for each in range(3000)]
    one, four = cut("а " * SIZE), cut(FOUR * SIZE)
    rising, falling = list(range(3, 400)), list(range(136, 2, -1))
    fib, thue = fibonacci(), [each.bit_count() % 2 for each in range(SIZE // 2)]
    rule = de_bruijn(2, 13)
    found = {
        "one word": (one, one),
        "runs of every length against one word": (runs("а ", numbers, rising), one),
        "one word against runs": (one, runs("а ", numbers, rising)),
        "runs against runs": (runs("а ", numbers, rising), runs("а ", others, falling)),
        "a period": (cut("а б в " * SIZE), cut("б в а " * SIZE)),
        "Fibonacci": (spelled(fib), spelled(fib[::-1])),
        "Fibonacci, the other way round": (spelled(fib), spelled([1 - each for each in fib])),
        "Thue-Morse": (spelled(thue), spelled([1 - each for each in thue])),
        "de Bruijn": (spelled(rule), spelled(rule[::-1])),
        "four words a sign": (four, four),
        "four words a sign, runs": (runs(FOUR, SIGNS, list(range(1, 199))), four),
        "four words a sign, runs against runs": (
            runs(FOUR, SIGNS, list(range(1, 199))),
            runs(FOUR, SIGNS[::-1], list(range(198, 0, -1))),
        ),
    }
    for kinds in (2, 3, 5, 10, 20, 26):
        texts = [spelled([drawn.randrange(kinds) for _ in range(SIZE // 2)]) for _ in range(2)]
        found[f"random words of {kinds} kinds"] = (texts[0], texts[1])
    return found


def changed(text: str, drawn: random.Random, others: list[str]) -> str:
    """A text of the same kind: a piece moved, doubled, reversed, taken out, or taken from another text."""
    first, last = sorted(drawn.randrange(len(text) + 1) for _ in range(2))
    piece = text[first:last]
    changes: list[Callable[[], str]] = [
        lambda: text[:first] + text[last:] + piece,
        lambda: text[:last] + piece[: drawn.randrange(1, 50)] * drawn.randrange(1, 200) + text[last:],
        lambda: text[:first] + piece[::-1] + text[last:],
        lambda: text[:first] + piece.replace(" ", f" {drawn.choice(SIGNS)} ", drawn.randrange(1, 400)) + text[last:],
        lambda: text[:first] + drawn.choice(others)[first:last] + text[last:],
        lambda: text[:first] + piece.replace(drawn.choice(text), drawn.choice(text)) + text[last:],
        lambda: text[:first] + FOUR * drawn.randrange(1, 300) + text[first:],
    ]
    made = drawn.choice(changes)()
    return cut((made * 2)[:SIZE]) if len(made) < SIZE // 2 else cut(made)


def taken(pair: Pair, rounds: int) -> float:
    """Processor time of one comparison, ms: the median of some."""
    took = []
    for _ in range(rounds):
        began = time.thread_time()
        compare(*pair)
        took.append(1000 * (time.thread_time() - began))
    return statistics.median(took)


def search(worst: list[tuple[float, str, Pair]], seconds: float) -> int:
    drawn, tried = random.Random(2), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _, name, pair = drawn.choice(worst)
        texts = [each for _, _, other in worst for each in other]
        new = tuple(changed(each, drawn, texts) if drawn.random() < 0.7 else each for each in pair)
        tried += 1
        took = taken((new[0], new[1]), 1)
        if took > worst[-1][0]:
            took = taken((new[0], new[1]), 5)
        if took > worst[-1][0]:
            named = name if name.endswith("changed") else f"{name}, changed"
            worst[-1] = (took, named, (new[0], new[1]))
            worst.sort(key=lambda each: -each[0])
    return tried


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    worst = [(taken(pair, 5), name, pair) for name, pair in known().items()]
    worst.sort(key=lambda each: -each[0])
    for took, name, pair in worst:
        print(f"{name}: {took:.1f} ms, {compare(*pair).percent:.1f} %")
    worst = worst[:KEPT]
    tried = search(worst, seconds)
    again = [(taken(pair, 9), name, pair) for _, name, pair in worst]
    again.sort(key=lambda each: -each[0])
    print(f"after {tried} changed pairs:")
    for took, name, pair in again[:5]:
        print(f"{name}: {took:.1f} ms, {compare(*pair).percent:.1f} %, {len(compare(*pair).passages)} passages")


if __name__ == "__main__":
    main()
