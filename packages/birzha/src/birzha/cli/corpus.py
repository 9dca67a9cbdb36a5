"""``birzha corpus``: what texts are checked against; an operator's own ones join it here."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import sverka
from birzha.app import Market
from birzha.checkers.shelf import Damaged, Shelf, add_own, own_files
from birzha.checks.checker import CannotCheck
from birzha.checks.model import Kind
from birzha.checks.queries import standing
from birzha.cli import texts
from birzha.cli.exits import Code, Stop
from birzha.cli.looking import look, market_at
from birzha.cli.market import place_of, plain_refusals, with_open
from birzha.configuration import OFF
from birzha.storage.sqlite import DatabaseInUse, SqliteStore, take_lock
from birzha.sweeps.checking import Checking

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Which exchange is meant, and where its corpus is.

    Args:
        market: not open.
        shelf: its corpus.
        name: of the database, for people.
    """

    market: Market
    shelf: Shelf
    name: str

    @classmethod
    def of(cls, data: Path, database_url: str | None, folder: Path | None, files: Path | None) -> "Place":
        """The exchange at the URL, else the sandbox in the folder.

        Args:
            data: the folder of a sandbox.
            database_url: of any exchange.
            folder: of the corpus; without it the one in ``data``, or, of an exchange at the URL, the one beside ``files``.
            files: of uploads, instead of those in ``data``.

        Raises:
            Stop: there is no such database.
        """
        name = place_of(database_url) if database_url else str(data)
        with plain_refusals(name):
            market = market_at(data, database_url)
        if files is not None:
            market.files = replace(market.files, folder=files.absolute())
        named = None if folder == Path(OFF) else folder
        beside = files.absolute().parent if database_url and files is not None else data  # where birzha serve has it
        return cls(market, Shelf((named or beside / "corpus").absolute()), name)


def show(place: Place, *, as_json: bool) -> None:
    """Say how the corpus stands.

    Args:
        place: which.
        as_json: whether to print one JSON object.

    Raises:
        Stop: it is damaged, or the database cannot be read.
    """
    with plain_refusals(place.name):
        found = look(place.market, standing)
    lies = place.shelf.place(found.token)
    count = 0
    if found.token and lies.exists():
        with _plain(place.shelf), sverka.Corpus.open(lies) as corpus:
            count = len(corpus)
    size = sum(each.stat().st_size for each in lies.glob("*")) if found.token else 0
    own = [str(each) for each in place.shelf.own_folders()]
    if as_json:
        told = {"texts": count, **found.counts, "waiting": found.waiting, "bytes": size, "own": own}
        print(json.dumps({"folder": str(place.shelf.folder), **told}, ensure_ascii=False))  # noqa: T201  # output
        return
    counts = {f"{kind}s": found.counts.get(kind, 0) for kind in Kind}
    lines = [
        texts.CORPUS_PLACE.said(place=place.shelf.folder),
        texts.CORPUS_TEXTS.said(texts=count, megabytes=round(size / MEGABYTE, 1), **counts)
        if found.token
        else str(texts.CORPUS_NOT_BEGUN),
        *([texts.CORPUS_WAITING.said(count=found.waiting)] if found.waiting else []),
        *(texts.CORPUS_OWN.said(path=each) for each in own),
    ]
    print("\n".join(lines))  # noqa: T201  # output


def add(place: Place, folder: Path) -> None:
    """Let the texts of a folder join the corpus, and remember the folder.

    Args:
        place: which corpus.
        folder: every text and document below it joins; adding it again replaces them.

    Raises:
        Stop: there are none, or the exchange is writing to the corpus.
    """
    folder = folder.absolute()
    if not (total := len(own_files(folder))):
        raise Stop(texts.CORPUS_EMPTY_DIR.said(path=folder), code=Code.NOT_FOUND)
    with plain_refusals(place.name):
        token = look(place.market, standing).token
    with _alone(place):
        _join(place.shelf, token, folder, total)


def _join(shelf: Shelf, token: str, folder: Path, total: int) -> None:
    if not token:
        shelf.remember(folder)
        print(texts.CORPUS_REMEMBERED.said(path=folder), texts.CORPUS_NOT_BEGUN)  # noqa: T201  # output
        return
    try:
        with _plain(shelf):
            corpus = shelf.corpus(token)
            if not shelf.writes:
                raise Stop(texts.CORPUS_BUSY.said(place=shelf.folder), code=Code.USAGE)
            shelf.remember(folder)
            with _bar(total) as told:
                count, problems = add_own(corpus, folder, told)
    finally:
        shelf.close()
    print(texts.CORPUS_ADDED.said(count=count))  # noqa: T201  # output
    if problems:
        raise Stop(texts.CORPUS_UNREADABLE.said(count=len(problems)), *problems, code=Code.REJECTED)


def rebuild(place: Place) -> None:
    """Throw the corpus away and build it from the rows and the remembered folders.

    Args:
        place: which corpus.

    Raises:
        Stop: the exchange is running.
    """

    async def whole() -> tuple[int, int]:
        checking = Checking(place.market, place.shelf)
        try:
            with _bar(None) as told:
                joined = await checking.rebuild(told)
            return joined, checking.texts()
        finally:
            await checking.close()

    with plain_refusals(place.name), _plain(place.shelf):
        look(place.market, standing)
        try:
            joined, count = with_open(place.market, whole())
        except DatabaseInUse:
            raise Stop(texts.STOP_TO_APPOINT.said(place=place.name), code=Code.USAGE) from None
    print(texts.CORPUS_REBUILT.said(market=joined, texts=count))  # noqa: T201  # output


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Hold an SQLite market's right to write: an exchange on it has that from its start, and its corpus only from the first check."""
    store = place.market.store
    if not isinstance(store, SqliteStore):
        yield  # on PostgreSQL the corpus itself tells: whoever does not write to it reads it
        return
    try:
        handle = take_lock(store.path)
    except DatabaseInUse:
        raise Stop(texts.CORPUS_BUSY.said(place=place.shelf.folder), code=Code.USAGE) from None
    with handle:
        yield


@contextmanager
def _plain(shelf: Shelf) -> Iterator[None]:
    try:
        yield
    except (Damaged, sverka.Corrupt, sverka.WrongVersion) as error:
        raise Stop(texts.CORPUS_DAMAGED.said(reason=error), code=Code.FAILED) from None
    except (CannotCheck, sverka.Busy):
        raise Stop(texts.CORPUS_BUSY.said(place=shelf.folder), code=Code.USAGE) from None


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, on a terminal only."""
    from rich.console import Console  # noqa: PLC0415  # programs start faster without it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415  # as above

    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda more: progress.advance(task, more)
