"""One exchange set up once, and as many copies of it as a test wants: each call of a table starts from the same rows."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from birzha.app import assemble
from birzha.clock import AdjustableClock
from birzha.ids import SeededIds

from .conftest import Reply, Somebody, Stage, application, in_process

_numbers = count(1000)


@dataclass(frozen=True)
class Copies:
    """The rows, files and moment of a stage, to be had again and again.

    Args:
        stage: from which they were taken; what happens on it later is not in them.
        rows: its database.
        folder: where the copies are put.
    """

    stage: Stage
    rows: bytes
    folder: Path

    @classmethod
    def of(cls, stage: Stage, folder: Path) -> "Copies":
        """Take a stage as it stands now; it must be on SQLite."""
        path = stage.market.settings.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(":memory:")) as memory:
            connection.backup(memory)
            return cls(stage, memory.serialize(), folder)

    @asynccontextmanager
    async def copy(self, **switches: Any) -> AsyncIterator[Stage]:
        """An exchange of its own with those rows, behind those switches of the wire."""
        number = next(_numbers)
        folder = self.folder / f"copy{number}"
        folder.mkdir()
        (folder / "market.sqlite3").write_bytes(self.rows)
        settings = self.stage.market.settings
        if settings.files.exists():
            shutil.copytree(settings.files, folder / "files")
        clock = AdjustableClock()
        clock.freeze()
        clock.set(self.stage.market.clock.now())
        here = replace(settings, database_url=f"sqlite:///{folder / 'market.sqlite3'}", files=folder / "files")
        # tokens that were drawn for the original must not be drawn again
        market = assemble(here, clock=clock, ids=SeededIds(number))
        await market.store.open()
        try:
            app = application(market, **switches)

            async def send(method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
                return await in_process(app, method, target, headers, body)

            people = {
                login: Somebody(each.id, login, replace(each.client, send=send))
                for login, each in self.stage.people.items()
            }
            yield Stage(market, send, people, switches.get("numbers", "string"))
        finally:
            await market.store.close()
            shutil.rmtree(folder)
