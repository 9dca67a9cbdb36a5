"""A corpus of texts, and how much of a new text it has already: exact, by shingles, on disk, safe against crashes.

One process writes, any number read; a text counts from the moment that ``add`` returned, in every process. The parts,
each a module here: a log, the texts of the log in memory, segments, and the manifest that names them. Locks are those of
POSIX.
"""

import fcntl
import os
import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np

from sverka import folding, stems
from sverka.comparison import LIMIT
from sverka.corpus.background import Merge
from sverka.corpus.coverage import Uniqueness
from sverka.corpus.log import Added, Log, Record, Removed
from sverka.corpus.manifest import NAME, Manifest, sync
from sverka.corpus.merging import replaced, to_merge
from sverka.corpus.preparing import Stored, stored
from sverka.corpus.sealing import seal
from sverka.corpus.segment import Segment
from sverka.corpus.shelf import Shelf, seed_check
from sverka.corpus.texts import Texts
from sverka.errors import Busy, NoCorpus, SverkaError

LENGTH = 4
"""Words a shingle unless the caller says otherwise."""

FLUSH = 4096
"""So many texts in memory become a segment."""

SEGMENTS = 40
"""With so many segments adding waits for the merge that runs."""

SOURCES = 20
"""So many sources are said unless the caller says otherwise."""

_KEY = 60_000
_NEW = 4


class Entry(NamedTuple):
    """A text to add.

    Args:
        key: its name in the corpus, up to 60,000 bytes; a text of the same key is replaced.
        text: the text.
        owner: whose it is; a check can leave out the texts of some owners.
    """

    key: str
    text: str
    owner: str = ""


class Corpus:
    """A corpus that is open. Use ``create`` and ``open``; it is a context manager.

    Args:
        folder: where it lies.
        seed: the secret that its hashes depend on; ``None`` when the corpus keeps it itself.
        write: whether texts will be added or removed.
        frugal: whether checks read its files instead of mapping them.
    """

    def __init__(self, folder: Path, seed: bytes | None, *, write: bool, frugal: bool = False) -> None:
        self._lock = _lock(folder) if write else None
        self._log: Log | None = None
        self._merging: Merge | None = None
        try:
            self._shelf = Shelf(folder, seed, frugal=frugal)
            if write:
                self._log = Log(folder / self._shelf.manifest.log, self._shelf.read, self._shelf.check)
                self._sweep()
        except BaseException:
            self.close()
            raise

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
        total, batch = 0, dict[str, Entry]()
        for entry in entries:
            if max(len(each.encode("utf-8", "surrogatepass")) for each in (entry.key, entry.owner)) > _KEY:
                raise ValueError(f"A key or an owner is longer than {_KEY} bytes. Give a shorter one.")
            batch[entry.key] = entry
            total += 1
            if len(batch) >= 2 * FLUSH:
                self._join(list(batch.values()))
                batch.clear()
        if batch:
            self._join(list(batch.values()))
        return total

    def remove(self, key: str) -> bool:
        """Removes a text; when this returns it counts no more.

        Args:
            key: its name.

        Returns:
            Whether there was one.
        """
        number = self._shelf.number_of(key)
        if number is not None:
            self._write([Removed(number)])
        return number is not None

    def _join(self, entries: list[Entry]) -> None:
        shelf = self._shelf
        gone = shelf.numbers_of([entry.key for entry in entries]).values()
        found = stored((entry.text for entry in entries), self.length, shelf.seed)
        if len(entries) >= FLUSH:
            # So many are a segment of their own, which the disk has before it is named: the log would write them twice.
            self._writing()
            self._seal(entries, list(found), gone)
            return
        known = chain.from_iterable(each.each() for each in found)
        numbered = zip(count(shelf.number), entries, known)
        added = (Added(number, entry.key, entry.owner, *its) for number, entry, its in numbered)
        self._write([*map(Removed, gone), *added])
        if len(shelf.memory) >= FLUSH:
            self.flush()

    def _write(self, new: list[Record]) -> None:
        log = self._writing()
        log.append(new)
        self._shelf.apply(new)
        self._shelf.read, self._shelf.check = log.size, log.check

    def _writing(self) -> Log:
        if self._log is None:
            raise SverkaError("The corpus is open for reading. Open it with write=True to change it.")
        return self._log

    def flush(self) -> None:
        """Makes a segment of what the log holds; where segments became many, some are merged in the background."""
        if self._writing().size:
            self._seal([], [], ())

    def _seal(self, entries: list[Entry], found: list[Stored], gone: Collection[int]) -> None:
        """Makes a segment of what the log holds and of further texts.

        Args:
            entries: the texts.
            found: what is stored of them.
            gone: numbers of texts that they replace.
        """
        shelf = self._shelf
        removed = shelf.removed | set(gone)
        kept = [each for _, each in sorted(shelf.memory.added.items()) if each.doc not in removed]
        number = shelf.number + len(entries)
        docs = [*(each.doc for each in kept), *range(shelf.number, number)]
        keys, owners = ([getattr(each, what) for each in (*kept, *entries)] for what in ("key", "owner"))
        made = []
        if docs:
            made = [f"segment-{shelf.manifest.serial + 1}"]
            every = [Stored.of(kept), *found] if kept else found
            seal(shelf.folder / made[0], Texts.of(np.array(docs, np.uint32), keys, owners, every), every)
        # Where disks are so slow that merging does not keep up, adding waits for it.
        settled = self._settled(wait=len(shelf.segments) >= SEGMENTS)
        self._switch([*settled, *made], removed, number)
        self._start_merging()

    def _start_merging(self) -> None:
        shelf = self._shelf
        chosen = to_merge(shelf.segments)
        if self._merging is None and chosen:
            path = shelf.folder / f"segment-{shelf.manifest.serial}-merged"
            self._merging = Merge(path, chosen, shelf.removed)

    def _settled(self, *, wait: bool) -> list[str]:
        """The names of the segments when a merge that is done, or is waited for, is in place."""
        names = [each.path.name for each in self._shelf.segments]
        merging = self._merging
        if merging is None or not (wait or merging.done):
            return names
        self._merging = None
        try:
            made = [merging.path.name] if merging.result() else []
        except OSError:
            # Nothing is lost: the segments stay as they are and are merged after the next flush.
            return names
        return replaced(names, merging.segments, made)

    def merge(self, *, whole: bool = False) -> None:
        """Merges segments where there are more than four, and waits for it.

        Args:
            whole: merge all there are, whatever their sizes; what was removed leaves the disk.

        Raises:
            OSError: the disk is full or fails; the segments stay as they were.
        """
        shelf = self._shelf
        self._writing()
        self._settle()
        chosen = list(shelf.segments) if whole else to_merge(shelf.segments)
        while chosen:
            self._merge(chosen)
            chosen = [] if whole else to_merge(shelf.segments)

    def settle(self, added: int) -> None:
        """Ends a load: when much is new, all segments become one, so that checks look in one place.

        Where they have to be read from the disk a check takes half as long then. It takes about a minute for 1,000,000 texts.

        Args:
            added: how many texts came; when that is more than the log takes and a quarter of all texts or more, it is done.
        """
        if added < max(FLUSH, len(self) / _NEW):
            return
        # The texts are there already: without room on the disk they stay where they are.
        with suppress(OSError):
            self.flush()
            if len(self._shelf.segments) > 1:
                self.merge(whole=True)

    def _settle(self) -> None:
        """Waits for a merge that runs, and puts it in place."""
        if self._merging is not None:
            self._switch(self._settled(wait=True))

    def _merge(self, chosen: list[Segment]) -> None:
        shelf = self._shelf
        merge = Merge(shelf.folder / f"segment-{shelf.manifest.serial + 1}", chosen, shelf.removed)
        made = [merge.path.name] if merge.result() else []
        self._switch(replaced([each.path.name for each in shelf.segments], chosen, made))

    def _switch(self, segments: list[str], left: Collection[int] | None = None, number: int = 0) -> None:
        """Puts a new manifest in place; only then are the files that it no longer names deleted.

        Args:
            segments: names of files, the oldest texts first.
            left: numbers of texts that left, where the segments hold all texts and the log begins anew.
            number: then the first that no segment has.
        """
        shelf, old = self._shelf, self._shelf.manifest
        serial, new_log = old.serial + 1, left is not None
        log = f"log-{serial}" if new_log else old.log
        if new_log:
            Log(shelf.folder / log).close()
        sync(shelf.folder)
        if left is None:
            left, number = shelf.removed, old.number
        gone = np.array(sorted(left), np.uint32)
        still = np.zeros(len(gone), np.bool_)
        known = {each.path.name: each for each in shelf.segments}
        for name in segments if len(gone) else ():
            still |= np.isin(gone, (known.get(name) or Segment(shelf.folder / name)).docs)
        removed = tuple(gone[still].tolist())
        new = replace(old, serial=serial, number=number, segments=tuple(segments), log=log, removed=removed)
        new.save(shelf.folder)
        self._shelf.refresh()
        if new_log:
            self._writing().close()
            self._log = Log(shelf.folder / log)
        self._sweep()

    def _sweep(self) -> None:
        """Deletes files that the manifest does not name: those before it, and those of a writer that died."""
        manifest = self._shelf.manifest
        named = {manifest.log, *manifest.segments}
        if self._merging is not None:
            named.add(self._merging.path.name)
        for each in self._shelf.folder.iterdir():
            if each.name.startswith(("segment-", "log-")) and each.name not in named:
                each.unlink()

    def close(self) -> None:
        """Closes it, after the merges that are due; what was acknowledged is on the disk already."""
        try:
            self._settle()
            # Without room on the disk the segments stay as they are.
            with suppress(OSError):
                while self._log is not None and (chosen := to_merge(self._shelf.segments)):
                    self._merge(chosen)
        finally:
            if self._log is not None:
                self._log.close()
                self._log = None
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _lock(folder: Path) -> int:
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise Busy(folder) from error
    return lock
