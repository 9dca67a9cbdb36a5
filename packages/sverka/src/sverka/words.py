"""The words of a text: folded, hashed, each with its place in the text as it was given. Every check starts here."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka.folding import APOSTROPHE, DROPPED, EXPANDED, LETTER, SCRIPT_SHIFT, TWIN_POINTS, Script, folding

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

_BREVES = {(ord("и"), 0x306): ord("й"), (ord("у"), 0x306): ord("ў"), (ord("і"), 0x308): ord("ї")}
_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xD6E8FEB86659FD93)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
# The sum of powers collides for certain patterns of thousands of letters under every key; such words go another way.
_LONG = 64
_BLOCK = 1 << 17
_TOGETHER = 1 << 15
_SURE_CYRILLIC, _CYRILLIC_TWIN = int(Script.CYRILLIC), int(Script.CYRILLIC_TWIN)
_SURE_FOREIGN, _FOREIGN_TWIN = int(Script.FOREIGN), int(Script.FOREIGN_TWIN)
_CYRILLIC = _SURE_CYRILLIC | _CYRILLIC_TWIN
_FOREIGN = _SURE_FOREIGN | _FOREIGN_TWIN


def _by_letters(rule: Callable[[int], int]) -> npt.NDArray[np.int8]:
    """What holds for a word, by whose letters it has (``Script``, or-ed)."""
    return np.array([rule(whose) for whose in range(16)], np.int8)


# A word with a sure Cyrillic letter is Cyrillic (1); else one with a sure foreign letter is foreign (-1); a word of
# look-alikes alone asks its neighbours.
_SIDES = _by_letters(lambda whose: 1 if whose & _SURE_CYRILLIC else -1 if whose & _SURE_FOREIGN else 0)
_ASKING = _by_letters(lambda whose: whose != 0 and not whose & (_SURE_CYRILLIC | _SURE_FOREIGN))
_OWN = _by_letters(lambda whose: 1 if whose & _CYRILLIC else -1)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    Args:
        text: the text as it was given.
        starts: where each word begins in ``text``, characters (code points).
        ends: where each word ends, the character after its last.
        hashes: 64 bits a word: equal words have equal hashes under one seed.
    """

    text: str
    starts: I64
    ends: I64
    hashes: U64

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text letter by letter after folding.

    Args:
        letters: folded code points; 0 stands for whatever separates words.
        places: for each of ``letters`` its place in the text as it was given; ``None`` when nothing moved.
        starts: where each word begins in ``letters``.
        ends: where each word ends in ``letters``.
    """

    letters: npt.NDArray[np.uint32]
    places: I64 | None
    starts: I64
    ends: I64


def fold(text: str, cuts: I64 | None = None) -> Folded:
    """Folds a text: NFKC a character, lower case, no marks, look-alikes to the script of their word.

    Args:
        text: any text, lone surrogates included; time and memory grow with its length (about 60 bytes a character).
        cuts: places at which another text begins, rising, when ``text`` is several joined by line ends.
    """
    known = folding()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    values = known.table.take(points, mode="clip")
    places: I64 | None = None
    marks = int(np.bitwise_or.reduce(values))
    if marks >= DROPPED:
        points, values, places = _plain(points, values)
    word = values != 0
    edges = np.flatnonzero(word[1:] != word[:-1]) + 1
    if len(word) and word[0]:
        edges = np.concatenate((np.zeros(1, np.int64), edges))
    if len(word) and word[-1]:
        edges = np.concatenate((edges, np.array([len(word)])))
    starts, ends = edges[::2], edges[1::2]
    letters = values & np.uint32(LETTER)
    if len(starts) and (marks & (_FOREIGN << SCRIPT_SHIFT) or marks & EXPANDED):
        begins = starts if places is None else places[starts]
        groups = None if cuts is None else np.searchsorted(cuts, begins, "right")
        _unmask(points, values, letters, starts, ends, groups)
    return Folded(letters, places, starts, ends)


def _plain(
    points: npt.NDArray[np.uint32], values: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], I64 | None]:
    """The letters without what is dropped, with what expands expanded, and where each one stood."""
    marks = int(np.bitwise_or.reduce(values))
    places: I64 | None = None
    if marks & EXPANDED:
        points, values, places = _expanded(points, values)
    if marks & DROPPED:
        dropped = np.flatnonzero(values == DROPPED)
        for at in dropped[np.isin(points[dropped], (0x306, 0x308))]:
            joined = _BREVES.get((int(values[at - 1]) & LETTER, int(points[at]))) if at else None
            if joined is not None and values[at - 1] < DROPPED:
                values[at - 1] = joined | (_SURE_CYRILLIC << SCRIPT_SHIFT)
        points, values, places = _without(dropped, points, values, places)
    if marks & APOSTROPHE:
        signs = np.flatnonzero(values == APOSTROPHE)
        values[signs] = 0
        padded = np.append(values, np.uint32(0))
        inside = signs[(padded[signs - 1] != 0) & (padded[signs + 1] != 0)]
        if len(inside):
            points, values, places = _without(inside, points, values, places)
    return points, values, places


def _expanded(
    points: npt.NDArray[np.uint32], values: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], I64]:
    expansions = folding().expansions
    which = np.flatnonzero(values == EXPANDED)
    parts = [expansions[int(point)] for point in points[which]]
    counts = np.ones(len(values), np.int64)
    counts[which] = [len(part) for part in parts]
    places = np.repeat(np.arange(len(values)), counts)
    values, points = np.repeat(values, counts), np.repeat(points, counts)
    signs = values == EXPANDED
    values[signs] = np.concatenate(parts)
    # What came out of an expansion is nobody's look-alike: the sign itself would be looked up.
    points[signs] = TWIN_POINTS
    return points, values, places


def _without(
    dropped: I64, points: npt.NDArray[np.uint32], values: npt.NDArray[np.uint32], places: I64 | None
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], I64]:
    kept = np.ones(len(values), np.bool_)
    kept[dropped] = False
    at = np.flatnonzero(kept)
    return points[at], values[at], at if places is None else places[at]


def _unmask(
    points: npt.NDArray[np.uint32],
    values: npt.NDArray[np.uint32],
    letters: npt.NDArray[np.uint32],
    starts: I64,
    ends: I64,
    groups: I64 | None,
) -> None:
    """Gives look-alikes the letters of their word's script; a word of nothing else takes its neighbours' script."""
    scripts = (values >> np.uint32(SCRIPT_SHIFT)).astype(np.uint8)
    whose = np.bitwise_or.reduceat(scripts, starts)
    sides = _SIDES[whose]
    asking = np.flatnonzero(_ASKING[whose])
    answers = _neighbours(sides, asking, groups)
    # When the neighbours disagree, a word of look-alikes is Cyrillic when it has a Cyrillic letter.
    answers[answers == 0] = _OWN[whose[asking[answers == 0]]]
    sides[asking] = answers
    for side, others, mark in ((1, _FOREIGN, _FOREIGN_TWIN), (-1, _CYRILLIC, _CYRILLIC_TWIN)):
        chosen = np.flatnonzero((sides == side) & ((whose & others) != 0))
        if len(chosen):
            at = _within(starts[chosen], ends[chosen])
            at = at[(scripts[at] == mark) & (points[at] < TWIN_POINTS)]
            letters[at] = folding().twin[points[at]]


def _within(starts: I64, ends: I64) -> I64:
    """All places from each start to its end."""
    sizes = ends - starts
    inside: I64 = np.arange(int(sizes.sum())) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return inside


def _neighbours(sides: npt.NDArray[np.int8], asking: I64, groups: I64 | None) -> npt.NDArray[np.int8]:
    """For each word that asks 1 or -1 when the nearest sure words of its text are Cyrillic or foreign, else 0."""
    sure = np.flatnonzero(sides)
    known = np.zeros(len(sure) + 2, np.int8)
    known[1:-1] = sides[sure]
    at = np.searchsorted(sure, asking)
    left, right = known[at], known[at + 1]
    if groups is not None:
        whose = np.full(len(sure) + 2, -1)
        whose[1:-1] = groups[sure]
        left[whose[at] != groups[asking]] = 0
        right[whose[at + 1] != groups[asking]] = 0
    both: npt.NDArray[np.int8] = np.sign(left + right)
    return both


class _Keys(NamedTuple):
    """What the hashes of one seed are made from: a value a letter of the first plane, a base and its inverse."""

    seed: bytes
    letters: U64
    base: np.uint64
    inverse: np.uint64


@lru_cache(maxsize=8)
def _keys(seed: bytes) -> _Keys:
    drawn = np.frombuffer(hashlib.blake2b(seed, digest_size=16, person=b"sverka words").digest(), "<u8")
    base = int(drawn[0]) | 1
    letters = mix((np.arange(0x10000, dtype=np.uint64) + drawn[1]) * _ODD)
    letters[0] = 0
    return _Keys(seed, letters, np.uint64(base), np.uint64(pow(base, -1, 1 << 64)))


@lru_cache(maxsize=32)
def _powers(base: np.uint64, size: int) -> U64:
    powers = np.full(size, base)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def mix(values: U64) -> U64:
    """Spreads 64 bits over 64 bits, in place (the finalizer of SplitMix64)."""
    values ^= values >> np.uint64(30)
    values *= _MIX_1
    values ^= values >> np.uint64(27)
    values *= _MIX_2
    values ^= values >> np.uint64(31)
    return values


def shingles(hashes: U64, length: int) -> U64:
    """Hashes of all runs of ``length`` words.

    Args:
        hashes: of the words.
        length: words a run, 1 or more.
    """
    count = max(0, len(hashes) - length + 1)
    joined = hashes[:count].copy()
    for step in range(1, length):
        joined *= _STEP
        joined += hashes[step : step + count]
    return mix(joined)


def words(text: str, seed: bytes = b"") -> Words:
    """The words of a text: runs of letters and digits after folding, with their places and hashes.

    Args:
        text: any text.
        seed: what the hashes depend on; keep a secret one wherever people would gain by colliding words.
    """
    folded = fold(text)
    hashes, _ = hashed(folded, None, seed)
    return placed(text, folded, hashes)


def placed(text: str, folded: Folded, hashes: U64) -> Words:
    """The words of a text that is folded and hashed already.

    Args:
        text: as it was given.
        folded: the same, folded.
        hashes: of its words.
    """
    starts, ends = folded.starts, folded.ends
    if folded.places is None:
        return Words(text, starts, ends, hashes)
    # What is dropped behind a word's last letter (a stress mark, say) belongs to the word.
    after = np.append(folded.places, len(text))[ends]
    return Words(text, folded.places[starts], np.maximum(after, folded.places[ends - 1] + 1), hashes)


class Batch(NamedTuple):
    """Several texts folded as one.

    Args:
        text: all of them, joined by line ends.
        folded: the same, folded.
        begins: where each word begins in ``text``.
        cuts: the first word of each text, and the number of words.
    """

    text: str
    folded: Folded
    begins: I64
    cuts: I64


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts a page or ten at a time: folded together they take several times less than one by one.

    Args:
        texts: in their order; each lies in one batch as a whole.
    """
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size > _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def folded_together(texts: list[str]) -> Batch:
    """Folds texts as one; none of them looks at its neighbours.

    Args:
        texts: one or more.
    """
    ends = np.cumsum([len(text) + 1 for text in texts])
    joined = "\n".join(texts)
    folded = fold(joined, ends[:-1])
    begins = folded.starts if folded.places is None else folded.places[folded.starts]
    cuts = np.concatenate((np.zeros(1, np.int64), np.searchsorted(begins, ends[:-1]), [len(begins)]))
    return Batch(joined, folded, begins, cuts)


def hashed(folded: Folded, stems: I64 | None, seed: bytes) -> tuple[U64, U64]:
    """Hashes of the words and of their stems.

    A block of letters at a time, so that long texts need little more memory than short ones.

    Args:
        folded: a text.
        stems: where the stem of each word ends in ``folded.letters``; ``None`` when the words alone are wanted.
        seed: what the hashes depend on.
    """
    starts, letters = folded.starts, folded.letters
    lengths = folded.ends - starts
    keys = _keys(seed)
    hashes = np.empty(len(starts), np.uint64)
    short = hashes if stems is None else np.empty(len(starts), np.uint64)
    first = 0
    while first < len(starts):
        begin = int(starts[first])
        last = len(starts) if len(letters) - begin <= _BLOCK else int(np.searchsorted(starts, begin + _BLOCK))
        block = letters[begin : int(starts[last - 1]) + min(int(lengths[last - 1]), _LONG)]
        places = starts[first:last] - begin
        sums, inverse = _sums(block, places, keys)
        before = sums[places]
        # Separators are worth nothing, so a word's sum goes to where the next begins.
        np.subtract(np.append(before[1:], sums[-1]), before, out=hashes[first:last])
        hashes[first:last] *= inverse
        if stems is not None:
            np.subtract(sums.take(stems[first:last] - begin, mode="clip"), before, out=short[first:last])
            short[first:last] *= inverse
        first = last
    hashes += lengths.view(np.uint64) * _ODD
    mix(hashes)
    if stems is not None:
        short += (stems - starts).view(np.uint64) * _ODD
        mix(short)
    if len(lengths) and int(lengths.max()) > _LONG:
        for at in np.flatnonzero(lengths > _LONG):
            whole = letters[starts[at] : folded.ends[at]].tobytes()
            digest = hashlib.blake2b(whole, key=seed[:64], digest_size=8, person=b"sverka long").digest()
            hashes[at] = short[at] = int.from_bytes(digest, "little")
    return hashes, short


def _sums(letters: npt.NDArray[np.uint32], starts: I64, keys: _Keys) -> tuple[U64, U64]:
    """Before each place the sum of the letters' values times the powers of the base; and what undoes each word's power.

    Such sums, subtracted, are several times faster than one sum after another.
    """
    size = 1 << max(12, len(letters).bit_length())
    each = keys.letters.take(letters, mode="clip")
    if letters.max() > 0xFFFF:
        far = np.flatnonzero(letters > 0xFFFF)
        each[far] = mix(letters[far] * _ODD ^ keys.base)
    each *= _powers(keys.base, size)[: len(letters)]
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(each, out=sums[1:])
    return sums, _powers(keys.inverse, size)[starts]
