"""Checkpoints: a copy of the whole market to come back to, and what has changed since.

On SQLite a checkpoint is a folder beside the market's files: the database, copied by the engine's own backup, and a hard link to each
upload, so that a file which the market forgets is still there for whoever rewinds.
"""

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from birzha.app import Market
from birzha.clock import AdjustableClock, monotonic
from birzha.sandbox.answers import Refused, invalid, not_found
from birzha.sandbox.differences import Changes, differences
from birzha.sandbox.moments import iso
from birzha.storage.sqlite import SqliteStore

FOLDER = "checkpoints"
"""Beside the folder of uploads."""
NAME = re.compile(r"[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё_-]{0,63}")
MOST = 100
"""How many checkpoints one sandbox keeps."""
DATABASE, FILES, ABOUT = "birzha.sqlite3", "files", "about.json"


class About(Struct):
    """What is known of a checkpoint.

    Args:
        name: given to it.
        now: of the market when it was saved, unixtime.
        iso: the same moment in the market's zone.
        frozen: whether the clock stood.
        bytes: of the copied database.
        files: how many uploads there were.
        ms: how long the saving took, milliseconds.
    """

    name: str
    now: int
    iso: str
    frozen: bool
    bytes: int
    files: int
    ms: float


class Rewound(Struct):
    """Where the market is after a rewind.

    Args:
        name: of the checkpoint.
        now: what the clock shows, unixtime.
        frozen: whether it stands.
        ms: how long it took, milliseconds.
    """

    name: str
    now: int
    frozen: bool
    ms: float


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The checkpoints of one sandbox.

    Args:
        market: a sandbox.
        clock: its clock.
    """

    market: Market
    clock: AdjustableClock

    async def save(self, name: str) -> About:
        """Copy the market as it is now; writers wait meanwhile, readers do not.

        Raises:
            Refused: the engine has no checkpoints, the name cannot be one or is taken, or there are too many.
        """
        store = self._store()
        if not NAME.fullmatch(name):
            raise invalid("Имя — до 64 букв, цифр, дефисов и подчёркиваний, первая — буква или цифра.", "name")
        folder = self._root() / name
        if folder.exists():
            raise Refused(409, "taken", f"Контрольная точка {name} уже есть.", field="name", what_next="Удалите её.")
        if len(await asyncio.to_thread(self._listed)) >= MOST:
            raise Refused(409, "too_many", f"Контрольных точек уже {MOST}.", what_next="Удалите ненужные.")
        begun = monotonic()
        unfinished = folder.with_name(f".{name}")
        frozen = self.clock.frozen

        def copy(connection: sqlite3.Connection) -> tuple[int, int]:
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            with closing(sqlite3.connect(unfinished / DATABASE)) as target:
                connection.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, that can be read without writing beside it
            return self.clock.now(), _link_all(self.market.files.folder, unfinished / FILES)

        try:
            now, files = await store.alone(copy)
        except OSError as error:
            raise _no_room(error) from None
        size = (unfinished / DATABASE).stat().st_size
        zone = self.market.settings.rules.zone
        about = About(name, now, iso(now, zone), frozen, size, files, _ms_since(begun))
        (unfinished / ABOUT).write_bytes(msgspec.json.encode(about))
        unfinished.replace(folder)
        return about

    async def rewind(self, name: str) -> Rewound:
        """Put the market back as it was: rows, uploads and the clock. Readers see it before or after, never in between.

        Raises:
            Refused: there is no such checkpoint, or it is of another version of the program.
        """
        store, folder, about = self._store(), *self._found(name)
        begun = monotonic()
        undone = await asyncio.to_thread(_others, self.market.files.folder, folder / FILES)

        def restore(connection: sqlite3.Connection) -> None:
            with closing(_read_only(folder / DATABASE)) as source:
                if _version(source) != _version(connection):
                    raise Refused(
                        409,
                        "other_version",
                        f"Контрольная точка {name} сделана другой версией программы.",
                        what_next="Удалите её и сделайте новую.",
                    )
                # files first: a row must never stand without its file
                _link_all(folder / FILES, self.market.files.folder)
                source.backup(connection)
            # still on the writer's thread: the next command finds rows and clock of one moment
            self._turn_back(about)

        try:
            await store.alone(restore)
        except OSError as error:
            raise _no_room(error) from None
        for path in undone:
            path.unlink(missing_ok=True)
        return Rewound(name, self.clock.now(), self.clock.frozen, _ms_since(begun))

    async def listed(self) -> list[About]:
        """Every checkpoint, oldest market moment first."""
        self._store()
        return await asyncio.to_thread(self._listed)

    async def drop(self, name: str) -> None:
        """Forget a checkpoint; uploads that only it kept go with it.

        Raises:
            Refused: there is none.
        """
        self._store()
        folder, _ = self._found(name)
        await asyncio.to_thread(shutil.rmtree, folder)

    async def changes(self, name: str) -> Changes:
        """What has changed since, row by row.

        Raises:
            Refused: there is no such checkpoint.
        """
        store = self._store()
        folder, _ = self._found(name)
        return await asyncio.to_thread(differences, store.path, folder / DATABASE)

    def _store(self) -> SqliteStore:
        store = self.market.store
        if not isinstance(store, SqliteStore):
            raise Refused(
                409,
                "not_on_this_engine",
                "Контрольные точки есть только у песочницы на SQLite.",
                what_next="Запустите birzha up без --database-url; на PostgreSQL к началу возвращает POST /_sandbox/reset.",
            )
        return store

    def _root(self) -> Path:
        return self.market.settings.files.parent / FOLDER

    def _found(self, name: str) -> tuple[Path, About]:
        folder = self._root() / name
        if not NAME.fullmatch(name) or not (folder / ABOUT).exists():
            raise not_found(f"Контрольной точки {name[:64]} нет.", "Какие есть: GET /_sandbox/checkpoints")
        return folder, _about(folder)

    def _listed(self) -> list[About]:
        folders = self._root().glob(f"[!.]*/{ABOUT}")
        return sorted((_about(each.parent) for each in folders), key=lambda about: (about.now, about.name))

    def _turn_back(self, about: About) -> None:
        self.clock.reset()
        if about.frozen:
            self.clock.freeze()
        self.clock.set(about.now)


def _about(folder: Path) -> About:
    return msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _version(connection: sqlite3.Connection) -> object:
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return found[0] if found else None


def _link_all(source: Path, target: Path) -> int:
    """Make every file of one folder of uploads be in another one too; gives how many there are."""
    count = 0
    for path in source.glob("*/*"):
        if path.suffix:  # an upload that is not finished yet
            continue
        count += 1
        there = target / path.parent.name / path.name
        if there.exists():
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, there)
        except FileNotFoundError:  # forgotten by the market this very moment
            count -= 1
        except OSError:  # the disk has no hard links
            shutil.copyfile(path, there)
    return count


def _others(folder: Path, kept: Path) -> list[Path]:
    """The uploads of one folder that another one does not have."""
    return [
        path for path in folder.glob("*/*") if not path.suffix and not (kept / path.parent.name / path.name).exists()
    ]


def _ms_since(begun: float) -> float:
    return round((monotonic() - begun) * 1000, 1)


def _no_room(error: OSError) -> Refused:
    return Refused(507, "no_room", f"Контрольная точка не записана: {error.strerror}.", what_next="Проверьте диск.")
