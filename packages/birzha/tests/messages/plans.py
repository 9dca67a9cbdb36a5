"""How SQLite would run a statement."""

import sqlite3
from typing import Any

from birzha.app import Market
from birzha.storage.open import sqlite_path
from birzha.storage.statement import Statement


def plan_of(market: Market, statement: Statement[Any]) -> str:
    """Its plan, a line for each step."""
    compiled = statement.compiled("sqlite")
    connection = sqlite3.connect(sqlite_path(market.settings.database_url))
    try:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", [1] * len(compiled.names)).fetchall()
    finally:
        connection.close()
    return "\n".join(row[3] for row in rows)
