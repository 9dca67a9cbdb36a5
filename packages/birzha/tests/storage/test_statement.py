"""Statements: the same declaration in each engine's words."""

import sqlite3
from dataclasses import dataclass

import pytest
from sqlalchemy import bindparam, select, update

from birzha.money.tables import wallet
from birzha.people.tables import person
from birzha.storage.statement import Statement, among, insert_or_skip, select_into


@dataclass(frozen=True)
class Named:
    """Two columns of a person."""

    id: int
    login: str


def test_values_follow_the_placeholders_of_each_engine():
    """A statement's arguments come in the order in which that engine's text names them."""
    statement = Statement(
        update(person).where(person.c.id == bindparam("who"), person.c.rate == 7).values(fio=bindparam("new_fio"))
    )
    sqlite = statement.compiled("sqlite")
    postgres = statement.compiled("postgresql")
    assert sqlite.arguments({"who": 1, "new_fio": "Имя"}) == ["Имя", 1, 7]
    assert postgres.arguments({"who": 1, "new_fio": "Имя"}) == ["Имя", 1, 7]
    assert "?" in sqlite.sql
    assert "$1" in postgres.sql


def test_a_missing_value_is_an_error_not_null():
    """Leaving a parameter out fails loudly instead of storing NULL."""
    statement = Statement(select(person.c.id).where(person.c.login == bindparam("login")))
    with pytest.raises(KeyError, match="login"):
        statement.compiled("sqlite").arguments({})


def test_select_into_finds_fields_leftmost_first():
    """A field that several tables have is taken from the first of them."""
    text = Statement(select_into(Named, person, wallet), Named).compiled("sqlite").sql
    assert text.startswith("SELECT person.id, person.login")


def test_select_into_refuses_an_unknown_field():
    """A dataclass field without a column is a mistake of ours, told at import."""

    @dataclass
    class Wrong:
        id: int
        colour: str

    with pytest.raises(TypeError, match="colour"):
        select_into(Wrong, person)


def test_lists_are_one_parameter_on_both_engines():
    """A list of ids is one value, whatever its length, so the statement is compiled once."""
    statement = Statement(select(person.c.id).where(among(person.c.id, "ids")))
    assert statement.compiled("sqlite").names == ("ids",)
    assert "= ANY($1" in statement.compiled("postgresql").sql


def test_insert_or_skip_answers_an_id_only_when_it_inserted():
    """The skipping insert is spelled by each engine's own conflict clause."""
    statement = insert_or_skip(person, ["login"], ["login_key"], int)
    for engine in ("sqlite", "postgresql"):
        text = statement.compiled(engine).sql
        assert "ON CONFLICT (login_key) DO NOTHING" in text
        assert "RETURNING" in text


def test_a_list_of_ids_is_looked_up_in_an_index():
    """SQLite searches the key for each id; nothing behind the condition makes it read the whole table."""
    statement = Statement(select(person.c.id).where(among(person.c.id, "ids"), person.c.rate == 7))
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, rate INTEGER)")
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement.compiled('sqlite').sql}", ["[1, 2]", 7]).fetchall()
    connection.close()
    assert "SEARCH person USING INTEGER PRIMARY KEY" in plan[0][3]
