"""A corpus of texts, and how much of a new text it has already: exact, by shingles, on disk, safe against crashes.

One process writes, any number read; a text counts from the moment that ``add`` returned, in every process. The parts,
each a module here: a log, the texts of the log in memory, segments, and the manifest that names them. Locks are those of
POSIX.
"""

import secrets
from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from sverka import folding, stems
from sverka.comparison import LIMIT
from sverka.corpus.coverage import Uniqueness
from sverka.corpus.log import Log
from sverka.corpus.manifest import NAME, Manifest
from sverka.corpus.shelf import Shelf, seed_check
from sverka.corpus.writing import Entry, Writer
from sverka.errors import NoCorpus, SverkaError

LENGTH = 4
"""Words a shingle unless the caller says otherwise."""

SOURCES = 20
"""So many sources are said unless the caller says otherwise."""


class Corpus:
    """A corpus that is open. Use ``create`` and ``open``; it is a context manager.

    Args:
        folder: where it lies.
        seed: the secret that its hashes depend on; ``None`` when the corpus keeps it itself.
        write: whether texts will be added or removed.
        frugal: whether checks read its files instead of mapping them.
    """

    def __init__(self, folder: Path, seed: bytes | None, *, write: bool, frugal: bool = False) -> None:
        self._shelf = Shelf(folder, seed, frugal=frugal)
        self._writer = Writer(self._shelf) if write else None

    @classmethod
    def create(cls, folder: Path | str, *, seed: bytes | None = None, length: int = LENGTH) -> Self:
        """Makes an empty corpus and opens it for writing.

        Args:
            folder: where; made if it is not there.
            seed: the secret that its hashes depend on; without one the corpus draws and keeps its own.
            length: words a shingle, 1 or more.

        Raises:
            NoCorpus: the folder has one already.
            ValueError: the length is below 1.
        """
        folder = Path(folder)
        if length < 1:
            raise ValueError(f"A shingle of {length} words holds nothing. Give a length of 1 or more.")
        if (folder / NAME).exists():
            raise NoCorpus(f"There is a corpus in {folder} already. Open it, or name another folder.")
        folder.mkdir(parents=True, exist_ok=True)
        own = secrets.token_bytes(16) if seed is None else seed
        Log(folder / "log-0").close()
        kept = own.hex() if seed is None else ""
        Manifest(0, folding.VERSION, stems.VERSION, length, kept, seed_check(own), 0, (), "log-0", ()).save(folder)
        return cls(folder, seed, write=True)

    @classmethod
    def open(cls, folder: Path | str, *, seed: bytes | None = None, write: bool = False, frugal: bool = False) -> Self:
        """Opens a corpus.

        Args:
            folder: where it lies.
            seed: the secret that it was created with, if it was created with one.
            write: whether texts will be added or removed; one process may.
            frugal: whether checks read its files instead of mapping them: the process stays small, and a check takes a
                millisecond or two more.

        Raises:
            NoCorpus: there is none.
            WrongVersion: it was made with another version of folding and hashing.
            WrongSeed: it was made with another seed.
            Corrupt: a file of it is damaged.
            Busy: another process writes to it.
        """
        folder = Path(folder)
        if not (folder / NAME).exists():
            raise NoCorpus(f"There is no corpus in {folder}. Create one, or name its folder.")
        return cls(folder, seed, write=write, frugal=frugal)

    def __len__(self) -> int:
        self._shelf.refresh()
        return len(self._shelf)

    def __contains__(self, key: str) -> bool:
        self._shelf.refresh()
        return self._shelf.number_of(key) is not None

    @property
    def length(self) -> int:
        """Words a shingle."""
        return self._shelf.length

    def check(
        self,
        text: str,
        *,
        without_owners: Collection[str] = (),
        without: Collection[str] = (),
        most: int = SOURCES,
        limit: int = LIMIT,
    ) -> Uniqueness:
        """How much of a text the corpus has, copied and rewritten, where, and from which texts.

        The first one after a load waits until what was loaded is in few segments, as ``settle`` and ``close`` do.

        Args:
            text: the text.
            without_owners: texts of these owners do not count.
            without: texts of these keys do not count.
            most: how many sources are wanted.
            limit: the most characters it may have; time grows with its square where a source is as long.

        Raises:
            TooLong: the text is longer than the limit.
            Corrupt: a file is damaged; no figure is given then.
        """
        if self._writer is not None:
            self._writer.ready()
        self._shelf.refresh()
        return self._shelf.answer(text, without_owners, without, most, limit)

    def add(self, key: str, text: str, owner: str = "") -> None:
        """Adds a text, or replaces the one of that key; when this returns the disk has it.

        Args:
            key: its name.
            text: the text.
            owner: whose it is.
        """
        self.add_many([Entry(key, text, owner)])

    def add_many(self, entries: Iterable[Entry]) -> int:
        """Adds texts, many with one wait for the disk; when this returns it has them all.

        Args:
            entries: the texts; of several with one key the last counts.

        Returns:
            How many there were.

        Raises:
            OSError: the disk is full or fails; whole batches before that stay, of the one that failed nothing does.
            ValueError: a key or an owner is too long.
        """
        return self._writing().add(entries)

    def remove(self, key: str) -> bool:
        """Removes a text; when this returns it counts no more.

        Args:
            key: its name.

        Returns:
            Whether there was one.
        """
        writer, number = self._writing(), self._shelf.number_of(key)
        if number is not None:
            writer.remove(number)
        return number is not None

    def flush(self) -> None:
        """Makes a segment of what the log holds; where segments became many, some are merged in the background."""
        self._writing().flush()

    def merge(self, *, whole: bool = False) -> None:
        """Merges segments where there are more than four, and waits for it.

        Args:
            whole: merge all there are, whatever their sizes; what was removed leaves the disk.

        Raises:
            OSError: the disk is full or fails; the segments stay as they were.
        """
        self._writing().merge(whole=whole)

    def settle(self, added: int) -> None:
        """Ends a load: when much is new, all segments become one, so that checks look in one place.

        Where they have to be read from the disk a check takes half as long then. It takes about half a minute for 1,000,000 texts.

        Args:
            added: how many texts came; when that is more than the log takes and a quarter of all texts or more, it is done.
        """
        self._writing().settle(added)

    def _writing(self) -> Writer:
        if self._writer is None:
            raise SverkaError("The corpus is open for reading. Open it with write=True to change it.")
        return self._writer

    def close(self) -> None:
        """Closes it, after the merges that are due; what was acknowledged is on the disk already.

        When the texts that came since it was opened or settled are a quarter of all, that is one merge of all, as ``settle`` does it.
        """
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
