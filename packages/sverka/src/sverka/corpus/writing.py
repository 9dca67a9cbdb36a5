"""The one process that writes to a corpus: its log, its new segments, its merges, and the manifest that names them."""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sverka.corpus.background import Merge
from sverka.corpus.log import Added, Log, Record, Removed
from sverka.corpus.manifest import sync
from sverka.corpus.merging import FEW, replaced, to_merge
from sverka.corpus.preparing import Stored, stored
from sverka.corpus.sealing import seal
from sverka.corpus.segment import Segment
from sverka.corpus.shelf import Shelf
from sverka.corpus.texts import Texts
from sverka.errors import Busy

FLUSH = 4096
"""So many texts in memory become a segment."""

LOADED = 128
"""While so many texts come at once that they are a segment, so many segments stay as they are: a merge writes each text anew."""

SEGMENTS = 256
"""With so many segments adding waits for the merge that runs."""

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


class Writer:
    """Changes a corpus; while it is there no other process does.

    Args:
        shelf: the corpus.

    Raises:
        Busy: another process writes to it.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = _lock(shelf.folder)
        self._merging: Merge | None = None
        self._adding = threading.Lock()
        self._loaded, self._many = 0, False
        try:
            # Another writer may have gone on until it let go.
            shelf.refresh()
            self._log = Log(shelf.folder / shelf.manifest.log, shelf.read, shelf.check)
            self._sweep()
        except BaseException:
            os.close(self._lock)
            raise

    def add(self, entries: Iterable[Entry]) -> int:
        """Adds texts; when this returns the disk has them all. What it takes and raises, says ``Corpus.add_many``."""
        total = 0
        with self._adding:
            for batch, found in self._prepared(_batches(entries)):
                self._join(list(batch.entries.values()), found)
                total += batch.given
                self._loaded += len(batch.entries)
        return total

    def _prepared(self, batches: Iterator["_Batch"]) -> Iterator[tuple["_Batch", list[Stored]]]:
        """Batches with what is stored of them; while the disk waits for one, the next is made."""
        first, second = next(batches, None), next(batches, None)
        if first is None or second is None:
            # A thread is not worth its start.
            yield from [] if first is None else [(first, self._stored(first))]
            return
        with ThreadPoolExecutor(1) as pool:
            waiting = deque[tuple[_Batch, Future[list[Stored]]]]()
            for batch in chain((first, second), batches):
                waiting.append((batch, pool.submit(self._stored, batch)))
                if len(waiting) > 1:
                    yield _done(*waiting.popleft())
            while waiting:
                yield _done(*waiting.popleft())

    def _stored(self, batch: "_Batch") -> list[Stored]:
        return list(stored((each.text for each in batch.entries.values()), self._shelf.length, self._shelf.seed))

    def _join(self, entries: list[Entry], found: list[Stored]) -> None:
        shelf = self._shelf
        gone = shelf.numbers_of([entry.key for entry in entries]).values()
        if len(entries) >= FLUSH:
            # So many are a segment of their own, which the disk has before it is named: the log would write them twice.
            self._seal(entries, found, gone)
            self._start_merging(LOADED)
            self._many = len(shelf.segments) > FEW
            return
        known = chain.from_iterable(each.each() for each in found)
        numbered = zip(count(shelf.number), entries, known)
        added = (Added(number, entry.key, entry.owner, *its) for number, entry, its in numbered)
        self._write([*map(Removed, gone), *added])
        if len(shelf.memory) >= FLUSH:
            self.flush()

    def remove(self, number: int) -> None:
        """Removes a text; when this returns it counts no more.

        Args:
            number: of the text.
        """
        self._write([Removed(number)])

    def _write(self, new: list[Record]) -> None:
        self._log.append(new)
        self._shelf.apply(new)
        self._shelf.read, self._shelf.check = self._log.size, self._log.check

    def flush(self) -> None:
        """Makes a segment of what the log holds; where segments became many, some are merged in the background."""
        if self._log.size:
            self._seal([], [], ())
            self._start_merging(FEW)

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

    def _start_merging(self, few: int) -> None:
        shelf = self._shelf
        chosen = to_merge(shelf.segments, few)
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

    def merge(self, *, whole: bool) -> None:
        """Merges segments where there are more than four, and waits for it.

        Args:
            whole: merge all there are, whatever their sizes; what was removed leaves the disk.

        Raises:
            OSError: the disk is full or fails; the segments stay as they were.
        """
        shelf = self._shelf
        self._settle()
        chosen = list(shelf.segments) if whole else to_merge(shelf.segments, FEW)
        while chosen:
            self._merge(chosen)
            chosen = [] if whole else to_merge(shelf.segments, FEW)

    def settle(self, added: int) -> None:
        """Ends a load: when much is new, all segments become one.

        Args:
            added: how many texts came.
        """
        self._loaded = 0
        if added < max(FLUSH, len(self._shelf) / _NEW):
            return
        # The texts are there already: without room on the disk they stay where they are.
        with suppress(OSError):
            if self._log.size:
                self._seal([], [], ())
            self._settle()
            if len(self._shelf.segments) > 1:
                self.merge(whole=True)

    def ready(self) -> None:
        """Before a check: where a load left many segments, they become few; not while texts are being added."""
        if self._many and self._adding.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._adding.release()

    def _end(self) -> None:
        """Ends a load that was not settled, and does the merges that are due."""
        self._many = False
        self.settle(self._loaded)
        self._settle()
        # Without room on the disk the segments stay as they are.
        with suppress(OSError):
            while chosen := to_merge(self._shelf.segments, FEW):
                self._merge(chosen)

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
        shelf.refresh()
        if new_log:
            self._log.close()
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
        """Lets the corpus go, after the merges that are due; a load that was not settled is."""
        try:
            self._end()
        finally:
            self._log.close()
            os.close(self._lock)


class _Batch(NamedTuple):
    """Texts that join together: each key once, and how many were given."""

    entries: dict[str, Entry]
    given: int


def _batches(entries: Iterable[Entry]) -> Iterator[_Batch]:
    batch, given = dict[str, Entry](), 0
    for entry in entries:
        if max(len(each.encode("utf-8", "surrogatepass")) for each in (entry.key, entry.owner)) > _KEY:
            raise ValueError(f"A key or an owner is longer than {_KEY} bytes. Give a shorter one.")
        batch[entry.key] = entry
        given += 1
        if len(batch) >= 2 * FLUSH:
            yield _Batch(batch, given)
            batch, given = {}, 0
    if batch:
        yield _Batch(batch, given)


def _done(batch: _Batch, making: Future[list[Stored]]) -> tuple[_Batch, list[Stored]]:
    return batch, making.result()


def _lock(folder: Path) -> int:
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise Busy(folder) from error
    return lock
