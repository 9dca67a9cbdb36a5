"""The statements that a corpus on ClickHouse sends, and the rows that go with them.

Five tables, their names beginning with that of the corpus:

- ``copies`` and ``pairs``: a row for each shingle of each text, and for each pair of rare stems: ``h``, ``doc``;
- ``texts``: number, key, owner and sentences of each text;
- ``removed``: numbers of texts that left, and the change that removed them;
- ``changes``: two rows for each change, one when it begins and one when all its rows are there. That second row is what
  makes a change count, all of it at once: readers look at nothing beyond the last change that is done.

And ``about``: one row, JSON: what the corpus was made with.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from sverka.corpus.memory import U32
from sverka.corpus.preparing import Prepared
from sverka.sentences import U16
from sverka.words import U64

POSTING = np.dtype([("h", "<u8"), ("doc", "<u4")])
"""A row of ``copies`` and ``pairs``."""

CHANGE = np.dtype([("version", "<u8"), ("number", "<u4"), ("writer", "<u8"), ("done", "u1")])
"""A row of ``changes``: which change, the number of the next text after it, who makes it, whether it is done."""

REMOVED = np.dtype([("doc", "<u4"), ("version", "<u8")])
"""A row of ``removed``."""

_POSTINGS = "(h UInt64, doc UInt32) ENGINE = MergeTree ORDER BY (h, doc) SETTINGS index_granularity = 512"
TABLES = {
    "copies": _POSTINGS,
    "pairs": _POSTINGS,
    "texts": (
        "(doc UInt32, key String, owner String, bag Array(UInt16), INDEX by_key key TYPE bloom_filter(0.001) GRANULARITY 1,"
        " INDEX by_owner owner TYPE bloom_filter(0.001) GRANULARITY 1)"
        " ENGINE = MergeTree ORDER BY doc SETTINGS index_granularity = 512"
    ),
    "removed": "(doc UInt32, version UInt64) ENGINE = MergeTree ORDER BY doc",
    "changes": (
        "(version UInt64, number UInt32, writer UInt64, done UInt8) ENGINE = MergeTree ORDER BY version"
        " SETTINGS index_granularity = 512"
    ),
    "about": "(body String) ENGINE = MergeTree ORDER BY tuple()",
}
"""What each table is."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_SAFE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-/.:")
_LONGEST = 128 << 10


def named(name: str) -> str:
    """The name of a corpus, if it can be one.

    Args:
        name: what its tables' names begin with.

    Raises:
        ValueError: it is none.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot begin the names of tables. Give Latin letters, digits and underscores, up to 100."
        )
    return name


def string(value: str) -> str:
    """A text as ClickHouse reads it in a statement.

    Args:
        value: any text.
    """
    return "'" + "".join(chr(each) if each in _SAFE else f"\\x{each:02x}" for each in as_bytes(value)) + "'"


def as_bytes(value: str) -> bytes:
    """A key or an owner as it is stored.

    Args:
        value: any text.
    """
    return value.encode("utf-8", "surrogatepass")


def lists(values: Iterable[str]) -> Iterator[str]:
    """Values, joined by commas, in lists so short that a server takes a statement with one (it takes 256 KiB).

    Args:
        values: as they stand in a statement.
    """
    some: list[str] = []
    size = 0
    for each in values:
        if some and size + len(each) > _LONGEST:
            yield ",".join(some)
            some, size = [], 0
        some.append(each)
        size += len(each) + 1
    if some:
        yield ",".join(some)


def counting(name: str, version: int, number: int) -> str:
    """The condition that a text counts.

    Args:
        name: of the corpus.
        version: the last change that is done.
        number: of the next text after it.
    """
    return f"doc < {number} AND doc NOT IN (SELECT doc FROM {name}_removed WHERE version <= {version})"


def strangers(name: str, owners: Iterable[str], docs: Iterable[int]) -> str:
    """The condition that a text is none of some, and of none of some owners.

    Args:
        name: of the corpus.
        owners: whose texts do not count.
        docs: numbers of texts that do not count.
    """
    parts = [
        f" AND doc NOT IN (SELECT doc FROM {name}_texts WHERE owner IN ({some}))" for some in lists(map(string, owners))
    ]
    parts += [f" AND doc NOT IN ({some})" for some in lists(map(str, docs))]
    return "".join(parts)


def found(name: str, table: str, hashes: str, condition: str, most: int) -> str:
    """Which texts have some hashes: rows of ``POSTING``.

    Args:
        name: of the corpus.
        table: where to look.
        hashes: what to look for.
        condition: which texts count.
        most: of a hash that more of them have, the first so many.
    """
    # Left to itself the server also asks of rows without any of the hashes whether they count: three times as long.
    asked = f"SELECT h, doc FROM {name}_{table} PREWHERE h IN ({hashes}) WHERE {condition}"
    return f"{asked} ORDER BY h, doc LIMIT {most} BY h"


def postings(hashes: list[U64], docs: U32) -> bytes:
    """Rows of ``POSTING`` for some texts.

    Args:
        hashes: of each text.
        docs: their numbers.
    """
    sizes = [len(each) for each in hashes]
    rows = np.empty(sum(sizes), POSTING)
    rows["h"] = np.concatenate([np.zeros(0, np.uint64), *hashes])
    rows["doc"] = np.repeat(docs, sizes)
    # The server sorts what comes; sorted here it costs less.
    rows.sort(order="h")
    return rows.tobytes()


def text(doc: int, key: str, owner: str, known: Prepared) -> bytes:
    """A row of ``texts``.

    Args:
        doc: the text's number.
        key: its name.
        owner: whose it is.
        known: what is stored of it.
    """
    name, whose = as_bytes(key), as_bytes(owner)
    return b"".join(
        (
            doc.to_bytes(4, "little"),
            *(_size(len(name)), name, _size(len(whose)), whose),
            *(_size(len(known.bag)), known.bag.astype("<u2").tobytes()),
        )
    )


def _size(size: int) -> bytes:
    """A length as RowBinary has it: seven bits a byte, the lowest first."""
    parts = bytearray()
    while size > 0x7F:
        parts.append(size & 0x7F | 0x80)
        size >>= 7
    parts.append(size)
    return bytes(parts)


def pieces(rows: bytes, width: int) -> dict[int, bytes]:
    """Numbers of texts and a text or a list of each, from rows of those two.

    Args:
        rows: as RowBinary has them.
        width: bytes of one of what is listed.
    """
    some: dict[int, bytes] = {}
    at = 0
    while at < len(rows):
        doc = int.from_bytes(rows[at : at + 4], "little")
        at += 4
        size = shift = 0
        more = True
        while more:
            size |= (rows[at] & 0x7F) << shift
            shift += 7
            more = rows[at] > 0x7F
            at += 1
        some[doc] = rows[at : at + size * width]
        at += size * width
    return some


def bag(raw: bytes) -> U16:
    """The sentences of a text, from a list of ``pieces``.

    Args:
        raw: the list.
    """
    return np.frombuffer(raw, "<u2")
