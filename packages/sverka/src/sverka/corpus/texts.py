"""Whose texts a segment has: numbers, owners, keys and sentences, side by side."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from sverka.corpus.log import Added
from sverka.corpus.memory import U32
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
    def of(cls, added: list[Added]) -> "Texts":
        """Those of texts in memory."""
        keys = [each.key.encode("utf-8", "surrogatepass") for each in added]
        owners = list({each.owner for each in added})
        hashes = dict(zip(owners, name_hashes(owners).tolist(), strict=True))
        return cls(
            np.array([each.doc for each in added], np.uint32),
            np.array([hashes[each.owner] for each in added], np.uint64),
            name_hashes(each.key for each in added),
            np.array([len(key) for key in keys]),
            np.frombuffer(b"".join(keys), np.uint8),
            np.array([len(each.bag) for each in added]),
            [each.bag for each in added],
        )
