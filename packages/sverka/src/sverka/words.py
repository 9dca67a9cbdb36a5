"""The words of a text: folded, hashed, each with its place in the text as it was given. Every check starts here."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.folding import APOSTROPHE, DROPPED, EXPANDED, LETTER, SCRIPT_SHIFT, TWIN_POINTS, Script, expansions, folding
from sverka.hashing import hashed, mix

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

_BREVES = {(ord("и"), 0x306): ord("й"), (ord("у"), 0x306): ord("ў"), (ord("і"), 0x308): ord("ї")}
_STEP = np.uint64(0xD6E8FEB86659FD93)
_TOGETHER = 1 << 15
RUN_BITS = 58
"""A corpus keeps so many of the highest bits of the hash of a run; the others are 0."""

_KEPT = np.uint64(((1 << RUN_BITS) - 1) << (64 - RUN_BITS))
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
    library = kernel.library()
    if library is not None:
        letters, most = np.empty_like(values), (len(values) + 1) // 2
        starts, ends = np.empty(most, np.int64), np.empty(most, np.int64)
        count = library.sverka_fold(
            points,
            values,
            len(values),
            places,
            cuts,
            0 if cuts is None else len(cuts),
            known.twin,
            letters,
            starts,
            ends,
        )
        return Folded(letters, places, starts[:count], ends[:count])
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
    library = kernel.library()
    if library is not None:
        found = _compiled(library, points)
        moved = marks & (EXPANDED | DROPPED) or len(found[0]) < len(points)
        return found if moved else (*found[:2], None)
    places: I64 | None = None
    if marks & EXPANDED:
        points, values, places = _expanded(points, values)
        marks = int(np.bitwise_or.reduce(values))
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


def _compiled(
    library: ctypes.CDLL, text: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], I64]:
    known, table = expansions(), folding().table
    for room in (len(text) + len(text) // 8 + known.most, len(text) * known.most):
        points, values, places = np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.int64)
        count = library.sverka_plain(
            *(text, len(text), table, known.signs, len(known.signs), known.bounds, known.letters),
            *(points, values, places, room),
        )
        if count != kernel.TOO_MANY:
            break
    return points[:count], values[:count], places[:count]


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


def kept_runs(hashes: U64, length: int) -> U64:
    """The same as a corpus keeps them: ``RUN_BITS`` bits.

    Args:
        hashes: of the words.
        length: words a run, 1 or more.
    """
    runs = shingles(hashes, length)
    runs &= _KEPT
    return runs


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
