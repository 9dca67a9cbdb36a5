"""Whose texts a segment has: numbers, owners, keys and sentences, side by side."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from sverka.corpus.memory import U32
from sverka.corpus.preparing import Stored
from sverka.sentences import U8, U16
from sverka.words import I64, U64


def name_hash(name: str) -> int:
    """64 bits for a key or an owner."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def name_hashes(names: Iterable[str]) -> U64:
    """The same for many.

    Args:
        names: keys or owners.
    """
    hashes = (blake2b(each.encode("utf-8", "surrogatepass"), digest_size=8).digest() for each in names)
    return np.frombuffer(b"".join(hashes), "<u8")


class Texts(NamedTuple):
    """Texts of a segment that is written.

    Args:
        docs: their numbers, rising.
        owners: hashes of whose they are.
        names: hashes of their keys.
        key_sizes: bytes of each key.
        keys: the keys one after another.
        bag_sizes: of each text's sentences.
        bags: the sentences one after another, in pieces.
    """

    docs: U32
    owners: U64
    names: U64
    key_sizes: I64
    keys: U8
    bag_sizes: I64
    bags: Iterable[U16]

    @classmethod
    def of(cls, docs: U32, keys: Sequence[str], owners: Sequence[str], stored: Sequence[Stored]) -> "Texts":
        """Those of texts that no segment has yet.

        Args:
            docs: their numbers, rising.
            keys: of each.
            owners: whose each is.
            stored: what is stored of them, in the same order.
        """
        names = [each.encode("utf-8", "surrogatepass") for each in keys]
        different = list(set(owners))
        hashes = dict(zip(different, name_hashes(different).tolist(), strict=True))
        return cls(
            docs,
            np.array([hashes[each] for each in owners], np.uint64),
            name_hashes(keys),
            np.array(list(map(len, names))),
            np.frombuffer(b"".join(names), np.uint8),
            np.concatenate([each.bag_sizes for each in stored]),
            [each.bags for each in stored],
        )
