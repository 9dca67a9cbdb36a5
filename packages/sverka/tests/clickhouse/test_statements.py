"""The statements: what they say word for word, what is escaped, and how lists are cut."""

import numpy as np
import pytest

from sverka.corpus.clickhouse import statements
from sverka.corpus.preparing import Prepared


def test_find() -> None:
    """The question where hashes are: what counts is decided before the most common are cut."""
    condition = statements.counting("s", 7, 40) + statements.strangers("s", ["o'x"], [3, 4])
    assert statements.found("s", "copies", "1,2", condition, 9) == (
        "SELECT h, doc FROM s_copies PREWHERE h IN (1,2)"
        " WHERE doc < 40 AND doc NOT IN (SELECT doc FROM s_removed WHERE version <= 7)"
        " AND doc NOT IN (SELECT doc FROM s_texts WHERE owner IN ('o\\x27x')) AND doc NOT IN (3,4)"
        " ORDER BY h, doc LIMIT 9 BY h"
    )
    assert statements.strangers("s", [], []) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a b", "'a b'"),
        ("' OR 1=1 --", "'\\x27 OR 1\\x3d1 --'"),
        ("\\", "'\\x5c'"),
        ("ё", "'\\xd1\\x91'"),
        ("\0", "'\\x00'"),
    ],
)
def test_strings(value: str, said: str) -> None:
    """Whatever could end a string or mean something in it is written by its number."""
    assert statements.string(value) == said


def test_lists() -> None:
    """Long lists are cut so that none is longer than a statement may be, and nothing is lost; no values make no list."""
    values = [str(10**18 + number) for number in range(20_000)]
    some = list(statements.lists(values))
    assert len(some) > 1
    assert all(len(each) <= 131_072 for each in some)
    assert ",".join(some).split(",") == values
    assert list(statements.lists([])) == []
    assert list(statements.lists(["x" * 200_000])) == ["x" * 200_000]


def test_rows() -> None:
    """Rows are as RowBinary has them: numbers little-endian, lengths seven bits a byte; they are read as they were written."""
    known = Prepared(np.zeros(0, np.uint64), np.zeros(0, np.uint64), np.arange(300, dtype=np.uint16))
    row = statements.text(258, "ё", "o", known)
    assert row[:8] == b"\x02\x01\x00\x00\x02\xd1\x91\x01"
    assert row[9:11] == b"\xac\x02"
    long = (7).to_bytes(4, "little") + row[9:] + (8).to_bytes(4, "little") + b"\x00"
    found = statements.pieces(long, 2)
    assert statements.bag(found[7]).tolist() == list(range(300))
    assert found[8] == b""
    hashes = [np.array([9, 1 << 63], np.uint64), np.array([3], np.uint64)]
    rows = np.frombuffer(statements.postings(hashes, np.array([4, 5], np.uint32)), statements.POSTING)
    assert rows.tolist() == [(3, 5), (9, 4), (1 << 63, 4)]
    assert len(rows.tobytes()) == 36


def test_names() -> None:
    """A corpus' name begins the names of tables and nothing else."""
    assert statements.named("my_corpus2") == "my_corpus2"
    for name in ("", "2x", "a.b", "a b", "a;", "имя", "x" * 101):
        with pytest.raises(ValueError, match="cannot begin"):
            statements.named(name)
