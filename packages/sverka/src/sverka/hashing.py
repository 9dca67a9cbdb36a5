"""The hashes of words: 64 bits that depend on a seed, and nothing that depends on where a word stands."""

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel

if TYPE_CHECKING:
    from sverka.words import I64, U64, Folded

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
# The sum of powers collides for certain patterns of thousands of letters under every key; such words go another way.
LONG = 64
"""Words of more letters are hashed another way."""

_BLOCK = 1 << 17


class _Keys(NamedTuple):
    """What the hashes of one seed are made from: a value a letter of the first plane, a base and its inverse."""

    seed: bytes
    letters: "U64"
    base: np.uint64
    inverse: np.uint64


@lru_cache(maxsize=8)
def keys_of(seed: bytes) -> _Keys:
    """What the hashes of words are made from.

    Args:
        seed: what they depend on.
    """
    drawn = np.frombuffer(hashlib.blake2b(seed, digest_size=16, person=b"sverka words").digest(), "<u8")
    base = int(drawn[0]) | 1
    letters = mix((np.arange(0x10000, dtype=np.uint64) + drawn[1]) * _ODD)
    letters[0] = 0
    return _Keys(seed, letters, np.uint64(base), np.uint64(pow(base, -1, 1 << 64)))


@lru_cache(maxsize=32)
def _powers(base: np.uint64, size: int) -> "U64":
    powers = np.full(size, base)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def mix(values: "U64") -> "U64":
    """Spreads 64 bits over 64 bits, in place (the finalizer of SplitMix64)."""
    values ^= values >> np.uint64(30)
    values *= _MIX_1
    values ^= values >> np.uint64(27)
    values *= _MIX_2
    values ^= values >> np.uint64(31)
    return values


def hashed(folded: "Folded", stems: "I64 | None", seed: bytes) -> "tuple[U64, U64]":
    """Hashes of the words and of their stems.

    A block of letters at a time, so that long texts need little more memory than short ones.

    Args:
        folded: a text.
        stems: where the stem of each word ends in ``folded.letters``; ``None`` when the words alone are wanted.
        seed: what the hashes depend on.
    """
    starts, letters = folded.starts, folded.letters
    lengths = folded.ends - starts
    hashes = np.empty(len(starts), np.uint64)
    short = hashes if stems is None else np.empty(len(starts), np.uint64)
    library, keys = kernel.library(), keys_of(seed)
    if library is None:
        _summed(folded, stems, keys, hashes, short)
    else:
        values, base = keys.letters, int(keys.base)
        library.sverka_hashes(
            letters,
            starts,
            folded.ends,
            stems,
            len(starts),
            values,
            base,
            LONG,
            hashes,
            None if stems is None else short,
        )
    if len(lengths) and int(lengths.max()) > LONG:
        for at in np.flatnonzero(lengths > LONG):
            whole = letters[starts[at] : folded.ends[at]].tobytes()
            hashes[at] = short[at] = long_hash(whole, seed)
    return hashes, short


def long_hash(word: bytes, seed: bytes) -> int:
    """The hash of a word of more than ``LONG`` letters, and of its stem.

    Args:
        word: its folded letters, 32 bits each.
        seed: what hashes depend on.
    """
    digest = hashlib.blake2b(word, key=seed[:64], digest_size=8, person=b"sverka long").digest()
    return int.from_bytes(digest, "little")


def _summed(folded: "Folded", stems: "I64 | None", keys: _Keys, hashes: "U64", short: "U64") -> None:
    """The same for words of up to ``LONG`` letters, by sums over the whole text."""
    starts, letters = folded.starts, folded.letters
    lengths = folded.ends - starts
    first = 0
    while first < len(starts):
        begin = int(starts[first])
        last = len(starts) if len(letters) - begin <= _BLOCK else int(np.searchsorted(starts, begin + _BLOCK))
        block = letters[begin : int(starts[last - 1]) + min(int(lengths[last - 1]), LONG)]
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


def _sums(letters: npt.NDArray[np.uint32], starts: "I64", keys: _Keys) -> "tuple[U64, U64]":
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
