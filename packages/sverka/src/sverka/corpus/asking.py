"""What a corpus is asked, and what it makes of the answers: the same wherever the corpus lies."""

from collections.abc import Collection
from typing import Protocol

import numpy as np

from sverka.corpus.coverage import Query, Uniqueness
from sverka.corpus.memory import U32
from sverka.corpus.rewriting import Asked
from sverka.errors import TooLong
from sverka.hashing import hashed
from sverka.sentences import U16, sentences
from sverka.stems import stem_ends
from sverka.words import I64, U64, fold, placed

SHARED = 12
"""Of a pair of rare stems that more texts in segments have, so many are looked at: the others say little."""

Found = tuple[I64, U32]
"""Places of what was looked for, and numbers of texts that have it, side by side."""


class Store(Protocol):
    """Where the texts of a corpus lie."""

    @property
    def seed(self) -> bytes:
        """What the hashes depend on."""
        ...

    @property
    def length(self) -> int:
        """Words a shingle."""
        ...

    def find(self, hashes: U64, pairs: U64, owners: Collection[str], keys: Collection[str]) -> tuple[Found, Found]:
        """Where shingles and where pairs of rare stems occur.

        Args:
            hashes: of shingles, sorted, each once.
            pairs: of pairs, sorted, each once.
            owners: whose texts do not count.
            keys: which texts do not count.
        """
        ...

    def bags(self, docs: U32) -> list[U16]:
        """The sentences of texts.

        Args:
            docs: their numbers.
        """
        ...

    def keys_of(self, docs: U32) -> list[str]:
        """The keys of texts.

        Args:
            docs: their numbers.
        """
        ...


def checked(
    store: Store, text: str, owners: Collection[str], keys: Collection[str], most: int, limit: int
) -> Uniqueness:
    """How much of a text a corpus has, copied and rewritten, where, and from which texts.

    Args:
        store: where its texts lie.
        text: the text.
        owners: whose texts do not count.
        keys: which texts do not count.
        most: how many sources are wanted.
        limit: the most characters it may have.

    Raises:
        TooLong: the text is longer than the limit.
    """
    if len(text) > limit:
        raise TooLong(len(text), limit)
    folded = fold(text)
    hashes, short = hashed(folded, stem_ends(folded), store.seed)
    whole = placed(text, folded, hashes)
    query = Query(whole, store.length)
    asked = Asked(whole, sentences(text, whole.starts, short, store.seed, np.array([0, len(whole)])))
    (which, docs), rare = store.find(query.hashes, asked.hashes, owners, keys)
    candidates = asked.candidates(*rare)
    return query.answer(which, docs, asked.answer(candidates, store.bags(candidates)), most, store.keys_of)
