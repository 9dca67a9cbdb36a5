"""``birzha doctor``: is everything fit to run, and what to do where it is not."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select, text

from birzha.app import Market
from birzha.cli import texts
from birzha.cli.exits import Code, Stop
from birzha.cli.looking import look, market_at
from birzha.cli.market import place_of, plain_refusals
from birzha.clock import DAY
from birzha.money.audit import audit
from birzha.people.tables import person
from birzha.storage.migrate import newest_revision
from birzha.storage.statement import Row, Statement
from birzha.storage.transaction import Transaction

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 37)
"""STRICT tables came with it (sqlite.org, release 3.37.0)."""

LEAST_DISK = 512 * 1024 * 1024
"""Free bytes below which an exchange should not be started."""

_REVISION: Statement[Row] = Statement(text("SELECT version_num FROM alembic_version"))
_LATEST: Statement[Row] = Statement(select(func.coalesce(func.max(person.c.last_seen), 0)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Args:
        name: what was looked at.
        ok: whether it is as it should be.
        said: in words, with what to do where it is not.
    """

    name: str
    ok: bool
    said: str


def examine(data: Path, database_url: str | None, files: Path | None, *, as_json: bool) -> None:
    """Run every check and print what was found.

    Args:
        data: the folder of a sandbox.
        database_url: of any exchange, instead of the folder.
        files: where such an exchange keeps its uploads, instead of the folder.
        as_json: whether to print one JSON list.

    Raises:
        Stop: something is not as it should be.
    """
    findings = []
    for finding in check(data.absolute(), database_url, files):
        findings.append(finding)
        if not as_json:
            print(f"{'✓' if finding.ok else '✗'} {finding.name}: {finding.said}")  # noqa: T201  # output
    if as_json:
        print(json.dumps([asdict(each) for each in findings], ensure_ascii=False))  # noqa: T201  # output
    wrong = [each for each in findings if not each.ok]
    if wrong:
        raise Stop(texts.NOT_FIT.said(count=len(wrong)), code=Code.FAILED)


def check(data: Path, database_url: str | None, files: Path | None = None) -> Iterator[Finding]:
    """Every check in turn; those that need the database only when it can be read."""
    yield version("Python", sys.version_info[:3], LEAST_PYTHON)
    yield version("SQLite", sqlite3.sqlite_version_info, LEAST_SQLITE)
    yield disk(files.absolute() if database_url and files is not None else data)
    place = place_of(database_url) if database_url else str(data)
    try:
        with plain_refusals(place):
            market = market_at(data, database_url)
            revision = look(market, recorded_revision)
            yield schema(revision)
            if revision != newest_revision():
                return
            yield clock(market)
            yield ledger(market)
    except Stop as stop:
        # a first start makes the database: that there is none yet is nothing wrong
        yield Finding(str(texts.THE_DATABASE), stop.code == Code.NOT_FOUND, str(stop))


def version(name: str, present: tuple[int, ...], least: tuple[int, ...]) -> Finding:
    """Whether something is new enough."""
    said = ".".join(map(str, present))
    if present >= least:
        return Finding(name, ok=True, said=said)
    return Finding(name, ok=False, said=texts.TOO_OLD.said(present=said, least=".".join(map(str, least))))


def disk(folder: Path) -> Finding:
    """Whether there is room where the exchange keeps its things."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free
    said = texts.FREE.said(place=folder, megabytes=free // 2**20)
    if free < LEAST_DISK:
        said += f" {texts.MAKE_ROOM}"
    return Finding(str(texts.THE_DISK), ok=free >= LEAST_DISK, said=said)


def schema(revision: str) -> Finding:
    """Whether the database has the schema that this program knows."""
    newest = newest_revision()
    if revision == newest:
        return Finding(str(texts.THE_DATABASE), ok=True, said=texts.CURRENT.said(revision=revision))
    text_of = texts.NEWER if revision > newest else texts.OLDER
    return Finding(str(texts.THE_DATABASE), ok=False, said=text_of.said(revision=revision, newest=newest))


def clock(market: Market) -> Finding:
    """Whether the machine's time fits to what the database has seen."""
    ahead = look(market, _latest) - market.clock.now()
    if ahead <= DAY:
        return Finding(str(texts.THE_CLOCK), ok=True, said=str(texts.CLOCK_FITS))
    return Finding(str(texts.THE_CLOCK), ok=False, said=texts.CLOCK_BEHIND.said(days=ahead // DAY))


def ledger(market: Market) -> Finding:
    """What the auditor says."""
    found = look(market, audit)
    if not found.problems:
        return Finding(str(texts.THE_LEDGER), ok=True, said=texts.LEDGER_RIGHT.said(transfers=found.transfers))
    said = " ".join((texts.LEDGER_WRONG.said(count=len(found.problems)), found.problems[0]))
    return Finding(str(texts.THE_LEDGER), ok=False, said=said)


async def recorded_revision(tx: Transaction) -> str:
    """Which schema the database says it has."""
    return str((await tx.one(_REVISION))[0])


async def _latest(tx: Transaction) -> int:
    return int((await tx.one(_LATEST))[0])
