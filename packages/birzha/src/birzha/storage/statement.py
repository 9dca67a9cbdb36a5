"""Named statements: built with SQLAlchemy Core, compiled once per engine, run on the driver directly.

The reason is measured (reference of server choices, §2.2): the same query through an async engine or ORM costs three to seven
times the CPU of the driver.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, overload

from sqlalchemy import ARRAY, BigInteger, BindParameter, ColumnElement, Table, bindparam, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.types import Boolean

Engine = Literal["sqlite", "postgresql"]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


@cache
def _dialect(engine: Engine) -> Dialect:
    if engine == "sqlite":
        return sqlite.dialect(paramstyle="qmark")
    # a sandbox starts faster without it
    from sqlalchemy.dialects.postgresql import asyncpg  # noqa: PLC0415

    return asyncpg.dialect()  # type: ignore[no-untyped-call]  # the library declares no types here


_Clause: TypeAlias = ClauseElement | Callable[[Engine], ClauseElement]


class Row(Protocol):
    """One row of an answer: values by column name or position."""

    def __getitem__(self, key: str | int, /) -> Any:
        """The value of that column."""
        ...

    def __len__(self) -> int:
        """How many columns there are."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The values in the order of the columns."""
        ...


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement in one engine's own words.

    Args:
        sql: the text with that engine's placeholders.
        names: the parameter of each placeholder, in order.
        defaults: values that the statement itself fixes.
    """

    sql: str
    names: tuple[str, ...]
    defaults: Mapping[str, Any]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The placeholders' values in order.

        Raises:
            KeyError: a parameter has no value.
        """
        defaults = self.defaults
        return [values[name] if name in values else defaults[name] for name in self.names]


class Statement(Generic[_T_co]):
    """One SQL statement of the market.

    Args:
        clause: the SQLAlchemy Core construct, or what makes it for an engine; values come in through ``bindparam``.
        into: makes an answer object from the columns in order; without it, rows stay :class:`Row`.
        columns: for an insert without explicit values, the columns that it fills.
    """

    __slots__ = ("_clause", "_columns", "_compiled", "into")

    @overload
    def __init__(self: "Statement[Row]", clause: _Clause, *, columns: Sequence[str] | None = None) -> None: ...

    @overload
    def __init__(
        self, clause: _Clause, into: Callable[..., _T_co], *, columns: Sequence[str] | None = None
    ) -> None: ...

    def __init__(
        self,
        clause: _Clause,
        into: Callable[..., _T_co] | None = None,
        *,
        columns: Sequence[str] | None = None,
    ) -> None:
        self._clause = clause
        self._columns = None if columns is None else list(columns)
        self._compiled: dict[Engine, Compiled] = {}
        self.into = into

    def compiled(self, engine: Engine) -> Compiled:
        """The statement for that engine; made at the first call, kept afterwards."""
        found = self._compiled.get(engine)
        if found is None:
            clause = self._clause if isinstance(self._clause, ClauseElement) else self._clause(engine)
            found = self._compiled[engine] = _compile(clause, engine, self._columns)
        return found


def _compile(clause: ClauseElement, engine: Engine, columns: list[str] | None) -> Compiled:
    compiled = clause.compile(dialect=_dialect(engine), column_keys=columns)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"not a statement: {clause!r}")
    names = tuple(compiled.positiontup or ())
    defaults = {
        name: compiled.params[name]
        for name in names
        if name not in (columns or ()) and not _required(compiled.binds.get(name))
    }
    return Compiled(str(compiled), names, defaults)


def _required(bind: BindParameter[Any] | None) -> bool:
    return bind is not None and bool(bind.required)


def insert_into(target: Table, into: Callable[..., _T], *columns: str) -> Statement[_T]:
    """An insert of one row that answers its id, or the columns that ``into`` is made of.

    Args:
        target: the table.
        into: ``int`` for the new id; a dataclass for the whole new row.
        columns: the columns that the caller gives; the others take their defaults.
    """
    returning = [target.c.id] if into is int else [target.c[field.name] for field in fields(into)]  # type: ignore[arg-type]  # a dataclass
    return Statement(insert(target).returning(*returning), into, columns=columns)


def put_into(target: Table, *columns: str) -> Statement[Row]:
    """An insert of one row that answers nothing.

    Args:
        target: the table.
        columns: the columns that the caller gives; the others take their defaults.
    """
    return Statement(insert(target), columns=columns)


def select_into(into: Callable[..., _T], *tables: Table) -> "Select[Any]":
    """The start of a select whose columns are the fields of a dataclass, found by name in the tables, leftmost first.

    Args:
        into: the dataclass; use the same one as the statement's ``into``.
        tables: where its fields are looked for. With several tables, add ``.join(...)`` or ``.where(...)``.
    """
    columns = []
    for field in fields(into):  # type: ignore[arg-type]  # a dataclass
        source = next((each for each in tables if field.name in each.c), None)
        if source is None:
            raise TypeError(f"no table of {[each.name for each in tables]} has a column {field.name!r}")
        columns.append(source.c[field.name])
    chosen: Any = select(*columns)  # how many columns there are is not known to the type checkers
    return chosen  # type: ignore[no-any-return]  # as above


def insert_on(engine: Engine, target: Table) -> Any:
    """An insert in that engine's own words, which says what is done where a key is taken (``on_conflict_…``)."""
    if engine == "sqlite":
        return sqlite.insert(target)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # as above

    return postgresql.insert(target)


@overload
def insert_or_skip(target: Table, columns: Sequence[str], unique: Sequence[str] = ()) -> Statement[Row]: ...


@overload
def insert_or_skip(target: Table, columns: Sequence[str], unique: Sequence[str], into: type[int]) -> Statement[int]: ...


def insert_or_skip(
    target: Table, columns: Sequence[str], unique: Sequence[str] = (), into: type[int] | None = None
) -> Statement[Any]:
    """An insert that does nothing where a unique key is taken.

    Run it with ``tx.run`` and look at the count, or with ``tx.first`` when it answers the new id.

    Args:
        target: the table.
        columns: the columns that the caller gives.
        unique: the columns of the unique key; none: any unique key of the table.
        into: ``int`` for the new id.
    """

    def clause(engine: Engine) -> ClauseElement:
        made = insert_on(engine, target).on_conflict_do_nothing(index_elements=list(unique) or None)
        found: ClauseElement = made.returning(target.c.id) if into is int else made
        return found

    return Statement(clause, columns=columns) if into is None else Statement(clause, into, columns=columns)


class _AmongIds(ColumnElement[bool]):
    inherit_cache = False
    type = Boolean()

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.ids: BindParameter[Any] = bindparam(name, type_=ARRAY(BigInteger))

    def self_group(self, against: Any = None) -> "_AmongIds":
        """Itself: the usual ``… = 1`` behind a condition would keep SQLite from looking in an index."""
        return self


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """A condition: the column's value is one of a list of integers given at run time.

    Args:
        column: of integers.
        name: the parameter that carries the list; its length may differ from call to call.
    """
    return _AmongIds(column, name)


@compiles(_AmongIds, "postgresql")
def _among_postgresql(element: _AmongIds, compiler: SQLCompiler, **kw: Any) -> str:
    return f"{compiler.process(element.column, **kw)} = ANY({compiler.process(element.ids, **kw)})"


@compiles(_AmongIds, "sqlite")
def _among_sqlite(element: _AmongIds, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.ids, **kw)
    column = compiler.process(element.column, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608  # both parts are compiled SQL


def as_json(value: Any) -> Any:
    """How SQLite takes a list: as JSON text; anything else passes."""
    return json.dumps(value) if isinstance(value, list | tuple) else value
