"""A segment of texts that none has yet."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from sverka.corpus.postings import Shape, packed
from sverka.corpus.preparing import Stored
from sverka.corpus.segment import KINDS, Given, write
from sverka.corpus.texts import Texts
from sverka.sentences import U8
from sverka.words import I64, U64


def seal(path: Path, texts: Texts, stored: Sequence[Stored]) -> None:
    """Writes a segment and waits until the disk has it.

    Args:
        path: a file that is not there yet.
        texts: whose it is.
        stored: what is stored of them, in the same order.

    Raises:
        OSError: the disk is full or fails; the file is deleted.
    """
    copies = [each.hashes for each in stored], [each.hash_sizes for each in stored]
    pairs = [each.pairs for each in stored], [each.pair_sizes for each in stored]
    with ThreadPoolExecutor(len(KINDS)) as pool:
        jobs = [pool.submit(_packed, kind, *given) for kind, given in zip(KINDS, (copies, pairs), strict=True)]
        write(path, texts, [_given(*job.result()) for job in jobs])


def _packed(kind: str, hashes: Sequence[U64], sizes: Sequence[I64]) -> tuple[int, I64, U8]:
    """How many postings there are, how many of each bucket, and the postings."""
    joined, many = np.concatenate(hashes), np.concatenate(sizes)
    shape = Shape.fitting(len(joined), len(many), *KINDS[kind])
    counts = np.zeros(1 << shape.bucket_bits, np.int64)
    return len(joined), counts, packed(shape, joined, np.repeat(np.arange(len(many)), many), counts)


def _given(most: int, own: I64, postings: U8) -> Given:
    def again(_: Shape, counts: I64) -> Iterator[U8]:
        counts += own
        yield postings

    return Given(most, again)
