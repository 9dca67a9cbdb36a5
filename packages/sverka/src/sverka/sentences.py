"""The sentences of texts, each as the set of its stems with their weights: what the rewriting measure compares.

How rare stems are comes from a table that is shipped and frozen (packages/sverka/tools/make_frequencies.py), because what
was stored by one table would not be found by another.
"""

import ctypes
import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.folding import DROPPED, folding
from sverka.hashing import hashed
from sverka.words import I64, U64, Folded

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]

FEW = 4
"""A sentence of fewer stems that count goes with the one behind it."""

MANY = 40
"""After so many words a sentence is cut."""

COMMON = 16
"""Stems up to this rarity (sixteenths of the natural logarithm, as all weights) do not count: prepositions and the like."""

RAREST = 192
"""The rarity of stems that the table does not have."""


class Rare(NamedTuple):
    """Of which stems of a sentence pairs are made.

    Args:
        most: of so many of the rarest.
        reach: of those whose places in the sentence, from 0 on, the rarest first, add up to so much at most.
    """

    most: int
    reach: int


RARE_STORED = Rare(5, 7)
"""Pairs that are stored: all of five stems."""

RARE_ASKED = Rare(7, 6)
"""Pairs that are looked for: where rare words were put in, those of the source have moved back; but a pair of which both have is
seldom one that is stored. Of the 21 pairs of seven stems these 12 find nearly as much (docs/en/text-figures.md)."""

PAIR_BITS = 42
"""So many of the highest bits of the hash of a pair are kept; the others are 0."""

_TABLE_BITS = 19
_SLOT = np.uint64(64 - _TABLE_BITS)
_HALF = np.uint64(32)
_UNIT = np.uint64(40)
_LOW = np.uint64(0xFFFFFFFF)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KEPT = np.uint64(((1 << PAIR_BITS) - 1) << (64 - PAIR_BITS))


class Sentences(NamedTuple):
    """The sentences of one text or of several.

    Args:
        firsts: the first word of each sentence, and the number of words.
        bounds: where each one's stems begin in ``stems``, and their number.
        stems: 32 bits a stem, each once a sentence, the rarest first.
        weights: how rare each is.
    """

    firsts: I64
    bounds: I64
    stems: U64
    weights: I64

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def codes(self) -> U16:
        """What is stored of the stems: 16 bits, enough where the few of two sentences are compared."""
        return self.stems.astype(np.uint16)

    def norms(self) -> I64:
        """The weight of each sentence: that of its stems, summed."""
        sums: I64 = np.diff(np.concatenate((np.zeros(1, np.int64), np.cumsum(self.weights)))[self.bounds])
        return sums

    def pairs(self, rare: Rare) -> tuple[U64, I64]:
        """Hashes of pairs of each sentence's rarest stems, and where each sentence's end among them.

        Args:
            rare: of which stems.
        """
        most, reach = rare
        library = kernel.library()
        if library is not None:
            made, ends = np.empty(len(self) * (most * (most - 1) // 2), np.uint64), np.empty(len(self), np.int64)
            count = library.sverka_pairs(self.bounds, len(self), self.stems, most, reach, made, ends)
            return made[:count], ends
        sizes = np.diff(self.bounds)
        place = np.arange(len(self.stems)) - np.repeat(self.bounds[:-1], sizes)
        first = np.flatnonzero(place < most)
        stems, place = self.stems[first], place[first]
        whose = np.repeat(np.arange(len(self)), np.minimum(sizes, most))
        found, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        for step in range(1, most):
            # The place counts from the first stem of a sentence: one that is at least ``step`` has a partner there.
            second = np.flatnonzero((place >= step) & (2 * place - step <= reach))
            found.append(stems[second - step] << _HALF | stems[second])
            owners.append(whose[second])
        owner = np.concatenate(owners)
        joined = np.concatenate(found)[np.argsort(owner, kind="stable")]
        joined ^= joined >> np.uint64(29)
        return joined * _MIX & _KEPT, np.cumsum(np.bincount(owner, minlength=len(self)))


@cache
def _frequencies() -> tuple[U8, Folded]:
    """The table: rarities, rising, and the stems."""
    raw = zlib.decompress(files("sverka").joinpath("frequencies.bin").read_bytes())
    count = int(np.frombuffer(raw, "<u4", 1)[0])
    letters = np.frombuffer(raw[4 + count :].decode().encode("utf-32-le"), np.uint32).copy()
    letters[letters == ord("\n")] = 0
    edges = np.flatnonzero(letters == 0)
    starts, ends = np.concatenate((np.zeros(1, np.int64), edges + 1)), np.append(edges, len(letters))
    return np.frombuffer(raw, np.uint8, count, 4), Folded(letters, None, starts, ends)


class _Rarities(NamedTuple):
    """How rare stems are, by their hashes: a table of one stem a slot, and those that it had no room for, sorted."""

    hashes: U64
    ranks: U8
    crowded: U64
    crowded_ranks: U8

    def of(self, stems: U64) -> U8:
        """How rare each of some stems is."""
        slots = stems >> _SLOT
        ranks: U8 = self.ranks[slots]
        others = np.flatnonzero(self.hashes[slots] != stems)
        wanted = stems[others]
        at = np.searchsorted(self.crowded, wanted)
        known = self.crowded.take(at, mode="clip") == wanted
        ranks[others] = np.where(known, self.crowded_ranks.take(at, mode="clip"), np.uint8(RAREST))
        return ranks


@lru_cache(maxsize=8)
def rarities(seed: bytes) -> _Rarities:
    """The table for a seed (5 MB, made in some 20 ms)."""
    ranks, stems = _frequencies()
    hashes, _ = hashed(stems, None, seed)
    slots = hashes >> _SLOT
    table, table_ranks = np.zeros(1 << _TABLE_BITS, np.uint64), np.zeros(1 << _TABLE_BITS, np.uint8)
    # The most common last: the slot is theirs.
    table[slots[::-1]], table_ranks[slots[::-1]] = hashes[::-1], ranks[::-1]
    lost = np.flatnonzero(table[slots] != hashes)
    lost = lost[np.argsort(hashes[lost])]
    return _Rarities(table, table_ranks, hashes[lost], ranks[lost])


@cache
def endings() -> U8:
    """Which characters end a sentence: by themselves (2), or before what is no letter (1)."""
    table = np.zeros(0x202B, np.uint8)
    table[[ord(each) for each in ".!?…"]] = 1
    table[[ord(each) for each in "\n\r\x0b\x0c\x85\u2028\u2029"]] = 2
    return table


def sentences(text: str, begins: I64, stems: U64, seed: bytes, cuts: I64) -> Sentences:
    """The sentences of texts.

    Args:
        text: one, or several joined by line ends.
        begins: where each word begins in it.
        stems: hashes of the words' stems.
        seed: what they depend on.
        cuts: the first word of each text, rising, and the number of words.
    """
    library = kernel.library()
    if library is not None:
        return _compiled(library, text, begins, stems, seed, cuts)
    rarity = rarities(seed).of(stems)
    firsts = _joined(_starts(text, begins, cuts), rarity > COMMON, cuts)
    counted = np.flatnonzero(rarity > COMMON)
    units = (np.searchsorted(firsts, counted, "right") - 1).view(np.uint64)
    # Sentence, how common the stem is, stem: in this order the stems of each sentence stand from the rarest on.
    keys = units << _UNIT
    keys |= (255 - rarity[counted]).astype(np.uint64) << _HALF
    keys |= stems[counted] >> np.uint64(11) & _LOW
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    bounds = np.searchsorted(keys, np.arange(len(firsts), dtype=np.uint64) << _UNIT)
    weights = 255 - COMMON - (keys >> _HALF & np.uint64(255)).view(np.int64)
    return Sentences(firsts, bounds, keys & _LOW, weights)


def _compiled(library: ctypes.CDLL, text: str, begins: I64, stems: U64, seed: bytes, cuts: I64) -> Sentences:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    known, signs, count = rarities(seed), endings(), len(begins)
    firsts, bounds = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    found, weights = np.empty(count, np.uint64), np.empty(count, np.int64)
    many = library.sverka_sentences(
        *(points, len(points), signs, len(signs), folding().table, begins, stems, count, cuts, len(cuts) - 1),
        *(known.hashes, known.ranks, known.crowded, known.crowded_ranks, len(known.crowded)),
        *(firsts, bounds, found, weights),
    )
    stop = int(bounds[many])
    return Sentences(firsts[: many + 1], bounds[: many + 1], found[:stop], weights[:stop])


def _starts(text: str, begins: I64, cuts: I64) -> npt.NDArray[np.bool_]:
    """Which words begin a sentence or a piece of a very long one."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    marks = endings().take(points, mode="clip")
    at = np.flatnonzero(marks)
    following = folding().table.take(points.take(at + 1, mode="clip"), mode="clip")
    at = at[(marks[at] == 2) | (following == 0) | (following >= DROPPED)]
    starts = np.zeros(len(begins) + 1, np.bool_)
    starts[np.searchsorted(begins, at)] = True
    starts[cuts] = True
    starts = starts[: len(begins)]
    edges = np.flatnonzero(starts)
    sizes = np.diff(edges, append=len(begins))
    if len(sizes) and int(sizes.max()) > MANY:
        starts |= (np.arange(len(begins)) - np.repeat(edges, sizes)) % MANY == 0
    return starts


def _joined(starts: npt.NDArray[np.bool_], counts: npt.NDArray[np.bool_], cuts: I64) -> I64:
    """The first words of the sentences when those that have few stems go with the next; and the number of words."""
    edges = np.flatnonzero(starts)
    if not len(edges):
        return np.zeros(1, np.int64)
    sizes = np.add.reduceat(counts, edges, dtype=np.int64).tolist()
    own = np.isin(edges, cuts).tolist()
    kept, size = [], FEW
    for edge, count, new in zip(edges.tolist(), sizes, own, strict=True):
        if size >= FEW or new:
            kept.append(edge)
            size = 0
        size += count
    return np.array([*kept, len(starts)])
