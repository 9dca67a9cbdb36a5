"""A stand-in for a ClickHouse: SQLite behind the same two calls, for the few statements that the corpus sends."""

import re
import sqlite3
import struct
from itertools import groupby
from weakref import finalize

from sverka.corpus.clickhouse import Refused
from sverka.corpus.clickhouse.statements import TABLES

TYPES = {
    "UInt64": ("<Q", 8),
    "UInt32": ("<I", 4),
    "UInt8": ("<B", 1),
    "String": ("", 1),
    "Array(UInt16)": ("", 2),
}
COLUMNS = {
    table: [
        match.groups()
        for part in kind.split(" ENGINE")[0].strip("()").split(", ")
        if (match := re.fullmatch(r"(\w+) (UInt\d+|String|Array\(UInt16\)?)", part))
    ]
    for table, kind in TABLES.items()
}
SELECTED = {
    "max(version)": "UInt64",
    "max(number)": "UInt32",
    "count()": "UInt64",
    "toUInt32(0)": "UInt32",
    **{name: kind for columns in COLUMNS.values() for name, kind in columns},
}


class Double:
    """Keeps what it was told; ``fail`` names the insert (as many from now on) that is refused."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(":memory:", check_same_thread=False)
        # Python 3.13 warns of a database that nobody closed, and whatever thread tidies up is the one to close it.
        finalize(self, self.base.close)
        self.told: list[str] = []
        self.fail = 0

    def execute(self, statement: str, rows: bytes = b"") -> None:
        self.told.append(statement)
        if made := re.match(r"CREATE TABLE IF NOT EXISTS (\w+)_([a-z]+) ", statement):
            names = ", ".join(name for name, _ in COLUMNS[made[2]])
            self.base.execute(f"CREATE TABLE IF NOT EXISTS {made[1]}_{made[2]} ({names})")
        elif into := re.match(r"INSERT INTO (\w+_([a-z]+))$", statement):
            self.fail -= 1
            if not self.fail:
                raise Refused("241, the disk is full")
            kinds = [kind for _, kind in COLUMNS[into[2]]]
            marks = ", ".join("?" * len(kinds))
            self.base.executemany(f"INSERT INTO {into[1]} VALUES ({marks})", decoded(rows, kinds))
        elif deleted := re.match(r"ALTER TABLE (\w+) DELETE WHERE (.*) SETTINGS mutations_sync = 2$", statement):
            self.base.execute(translated(f"DELETE FROM {deleted[1]} WHERE {deleted[2]}"))
        elif statement.startswith("INSERT"):
            self.base.execute(translated(statement))
        elif not statement.startswith("OPTIMIZE TABLE"):
            raise Refused(f"62, what is {statement}?")

    def query(self, statement: str) -> bytes:
        self.told.append(statement)
        if exists := re.match(r"EXISTS TABLE (\w+)$", statement):
            return bytes(
                self.base.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", exists.groups()).fetchone()
            )
        plain, _, limit = statement.partition(" LIMIT ")
        plain = re.sub(r" PREWHERE (h IN \([\d,]*\)) WHERE ", r" WHERE \1 AND ", plain)
        asked = re.match("SELECT (.*?) FROM", plain)
        assert asked
        kinds = [SELECTED.get(each, "UInt8") for each in asked[1].split(", ")]
        rows = self.base.execute(
            translated(plain).replace("toUInt32(0)", "0").replace("count()", "count(*)")
        ).fetchall()
        if limit:
            most = int(limit.removesuffix(" BY h"))
            rows = [each for _, some in groupby(rows, lambda row: row[0]) for each in list(some)[:most]]
        return b"".join(encoded(value, kind) for row in rows for value, kind in zip(row, kinds, strict=True))


def translated(statement: str) -> str:
    statement = re.sub(r"'((?:[^'\\]|\\x..)*)'", lambda found: blob(found[1]), statement)
    # SQLite's numbers have a sign.
    return re.sub(r"\b\d{19,20}\b", lambda found: str(signed(int(found[0]))), statement)


def blob(literal: str) -> str:
    raw = re.sub(rb"\\x(..)", lambda found: bytes.fromhex(found[1].decode()), literal.encode())
    return f"X'{raw.hex()}'"


def signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def encoded(value: object, kind: str) -> bytes:
    code, width = TYPES[kind]
    if code:
        return struct.pack(code, (value or 0) % (1 << 8 * width))
    size, head = len(value) // width, b""
    while size > 0x7F:
        head, size = head + bytes([size & 0x7F | 0x80]), size >> 7
    return head + bytes([size]) + value


def decoded(rows: bytes, kinds: list[str]) -> list[list[object]]:
    found, at = [], 0
    while at < len(rows):
        row = []
        for kind in kinds:
            code, width = TYPES[kind]
            if code:
                row.append(signed(struct.unpack_from(code, rows, at)[0]))
                at += width
            else:
                size = shift = 0
                while True:
                    byte = rows[at]
                    at, size, shift = at + 1, size | (byte & 0x7F) << shift, shift + 7
                    if byte < 0x80:
                        break
                row.append(rows[at : at + size * width])
                at += size * width
        found.append(row)
    return found
