"""The folder that holds the exchange's corpus: opened when it is first needed, by one thread, written to by one process.

In it lies one corpus of the text library for each name that the market gave it (:mod:`birzha.checks.tables`), so that a market which
begins anew never meets the texts of the one before, and ``own.json``: the folders of texts that the operator has added.
"""

import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from birzha.checks.checker import CannotCheck
from birzha.clock import MINUTE, monotonic

if TYPE_CHECKING:
    from sverka import Corpus, Entry

logger = logging.getLogger("birzha.checks")

OWN = "own.json"
LARGEST_OWN = 10 * 1024 * 1024
"""The biggest file of an operator that is read, bytes."""
BATCH = 500
"""How many of an operator's texts join the corpus at once."""

Progress = Callable[[int], None]
"""Is told how many more texts have joined."""


class Damaged(CannotCheck):
    """The corpus cannot be read, and this process may build it anew."""


class Shelf:
    """The corpus of one exchange. Every method is called on one and the same thread, or on none other at the same time.

    Args:
        folder: where it lies; made when it is first written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._corpus: Corpus | None = None
        self._token = ""
        self._look_again = 0.0
        self.writes = False
        """Whether this process is the one that writes."""

    def corpus(self, token: str) -> "Corpus":
        """The corpus of that name; one that is not there yet is made, with the operator's texts in it.

        Args:
            token: its name.

        Raises:
            CannotCheck: another process is just making it.
            Damaged: it cannot be read; :meth:`forget` it and let the market begin another one.
        """
        import sverka  # noqa: PLC0415  # numbers and dictionaries are loaded by the first check

        if self._token and token != self._token:
            self.forget()
        elif self._corpus is not None and self._may_write_now():
            self.close()
        if self._corpus is None:
            self._token = token
            try:
                self._corpus = self._open(token)
            except (sverka.Corrupt, sverka.WrongVersion, sverka.WrongSeed, sverka.NoCorpus) as error:
                raise Damaged(str(error)) from error
        return self._corpus

    def _may_write_now(self) -> bool:
        return not self.writes and monotonic() >= self._look_again

    def _open(self, token: str) -> "Corpus":
        import sverka  # noqa: PLC0415  # as above

        place = self.place(token)
        self.writes, known = True, (place / "manifest.json").exists()
        try:
            if known:
                return sverka.Corpus.open(place, write=True, frugal=True)
            return self._made(place)
        except sverka.Busy as error:
            self.writes = False
            if not known:
                raise CannotCheck("another process is making the corpus") from error
            if not self._look_again:
                logger.warning("another process writes to %s: this one reads it", place)
            self._look_again = monotonic() + MINUTE
            return sverka.Corpus.open(place, frugal=True)

    def _made(self, place: Path) -> "Corpus":
        """A new corpus."""
        import sverka  # noqa: PLC0415  # as above

        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            made = sverka.Corpus.create(place)
        except sverka.NoCorpus as error:  # another process was quicker
            raise CannotCheck("another process is making the corpus") from error
        for path in self.own_folders():
            logger.warning("the corpus takes up %s", path)
            add_own(made, path)
        return made

    def place(self, token: str) -> Path:
        """Where the corpus of that name lies."""
        return place_of(self.folder, token)

    def own_folders(self) -> list[Path]:
        """The folders of texts that the operator has added, in that order."""
        try:
            return [Path(each) for each in json.loads((self.folder / OWN).read_text())]
        except FileNotFoundError:
            return []

    def remember(self, path: Path) -> None:
        """Write down that the texts of a folder belong to every corpus of this exchange."""
        folders = list(dict.fromkeys([*map(str, self.own_folders()), str(path)]))
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f"{OWN}.part"
        unfinished.write_text(json.dumps(folders, ensure_ascii=False))
        unfinished.replace(self.folder / OWN)

    def forget(self) -> None:
        """Throw the present corpus away, if this process writes to it: the market has begun another one, or will."""
        self.close()
        if self.writes:
            shutil.rmtree(self.place(self._token), ignore_errors=True)

    def close(self) -> None:
        """Let go of the folder; the next use opens it again."""
        corpus, self._corpus = self._corpus, None
        if corpus is not None:
            corpus.close()


def place_of(folder: Path, token: str) -> Path:
    """Where a corpus lies.

    Args:
        folder: of the exchange's corpora.
        token: its name.
    """
    return folder / f"market-{token}"


def add_own(corpus: "Corpus", path: Path, told: Progress | None = None) -> tuple[int, list[str]]:
    """Let the texts of an operator's folder join a corpus; a text that is there already is replaced.

    Args:
        corpus: open for writing.
        path: the folder; every file below it of a format that the text library reads is a text.
        told: hears of each batch.

    Returns:
        How many there were, and why the others could not be read.
    """
    problems: list[str] = []
    total = 0
    for batch in _batches(own_texts(path, problems)):
        total += corpus.add_many(batch)
        if told is not None:
            told(len(batch))
    corpus.settle(total)
    return total, problems


def own_files(path: Path) -> list[Path]:
    """The files of an operator's folder that are texts or documents, in order."""
    from sverka.files.reading import SUFFIXES  # noqa: PLC0415  # as above

    return sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())


def own_texts(path: Path, problems: list[str]) -> Iterator["Entry"]:
    """The texts of an operator's folder.

    Args:
        path: the folder.
        problems: hears which files cannot be read, and why.
    """
    from sverka import Entry, Reader, Unreadable  # noqa: PLC0415  # as above

    with Reader() as reader:
        for each in own_files(path):
            try:
                if each.stat().st_size > LARGEST_OWN:
                    problems.append(f"{each}: > {LARGEST_OWN // 1024 // 1024} MiB")
                    continue
                yield Entry(f"own:{path.name}/{each.relative_to(path)}", reader.read(each).text, "own")
            except Unreadable as error:
                problems.append(f"{each}: {error.reason}")
            except OSError as error:
                problems.append(f"{each}: {error}")


def _batches(entries: Iterable["Entry"]) -> Iterator[list["Entry"]]:
    batch: list[Entry] = []
    for each in entries:
        batch.append(each)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
