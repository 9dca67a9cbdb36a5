"""What a corpus holds at the moment, as a reader sees it: the manifest, its segments, the texts of the log."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sverka import folding, kernel, stems
from sverka.corpus.asking import SHARED, Found, checked
from sverka.corpus.checking import Shelves, Without
from sverka.corpus.coverage import Uniqueness
from sverka.corpus.log import Added, Record, Removed, ends_with, records
from sverka.corpus.manifest import NAME, Manifest
from sverka.corpus.memory import U32, Memory
from sverka.corpus.postings import MOST, Postings, Progress
from sverka.corpus.segment import Segment
from sverka.corpus.texts import name_hashes
from sverka.errors import Corrupt, TooLong, WrongSeed, WrongVersion
from sverka.sentences import U16
from sverka.words import I64, U64, words

_TRIES = 20
_NO_OWNERS, _NO_DOCS = np.zeros(0, np.uint64), np.zeros(0, np.uint32)


def seed_check(seed: bytes) -> int:
    """What tells one seed from another without telling the seed: the hash of a fixed word."""
    return int(words("сверка", seed).hashes[0])


class Shelf:
    """The state of a corpus' folder.

    Args:
        folder: where it lies.
        seed: the secret that it was created with, if the caller keeps it.
        frugal: whether segments are read from their files, see :class:`Segment`.
    """

    def __init__(self, folder: Path, seed: bytes | None, *, frugal: bool = False) -> None:
        self.folder = folder
        self._frugal = frugal
        self._given = seed
        self._name = os.fspath(folder / NAME)
        self._stamp = (0, 0)
        self.segments: list[Segment] = []
        self.refresh()

    def refresh(self) -> None:
        """Takes note of what a writer did since the last look.

        Raises:
            Corrupt: a file is damaged or missing.
        """
        for left in reversed(range(_TRIES)):
            try:
                status = os.stat(self._name)  # noqa: PTH116 - a path is not made anew for each check
                if (stamp := (status.st_ino, status.st_mtime_ns)) != self._stamp:
                    self._load()
                    self._stamp = stamp
                self._follow()
            except FileNotFoundError as error:
                # A writer replaced files between the manifest and them; the new manifest names the new ones.
                self._stamp = (0, 0)
                if not left:
                    raise Corrupt(error.filename, "it is missing") from error
            else:
                return

    def _load(self) -> None:
        manifest = Manifest.load(self.folder)
        if manifest.version != folding.VERSION:
            raise WrongVersion(self.folder, manifest.version, folding.VERSION)
        if manifest.stems != stems.VERSION:
            raise WrongVersion(self.folder, f"{manifest.stems} of stems", stems.VERSION)
        seed = bytes.fromhex(manifest.seed) if self._given is None else self._given
        if seed_check(seed) != manifest.seed_check:
            raise WrongSeed(self.folder)
        known = {each.path.name: each for each in self.segments}
        self.segments = [
            known.get(name) or Segment(self.folder / name, frugal=self._frugal) for name in manifest.segments
        ]
        self.manifest: Manifest = manifest
        self.seed: bytes = seed
        self.memory: Memory = Memory()
        self._gone: list[int] = []
        self.removed: set[int] = set(manifest.removed)
        self.number: int = manifest.number
        self.read: int = 0
        self.check: int = 0
        gone = np.array(sorted(self.removed), np.uint32)
        self.alive: list[npt.NDArray[np.bool_]] = [~np.isin(each.docs, gone) for each in self.segments]
        self._shelves = Shelves(self.segments, self.alive, manifest.number)
        self._log = os.fspath(self.folder / manifest.log)

    def _follow(self) -> None:
        size = os.stat(self._log).st_size  # noqa: PTH116 - as above
        if not size and not self.read:
            return
        log = Path(self._log)
        if self.read and (size < self.read or not ends_with(log, self.read, self.check)):
            # A writer took back what it could not finish, after this reader saw it: look at everything again.
            self._load()
        if size > self.read:
            with log.open("rb") as file:
                file.seek(self.read)
                self._take(log, file.read())

    def _take(self, log: Path, data: bytes) -> None:
        new: list[Record] = []
        read, check = self.read, self.check
        for record, end, its_check in records(log, data, read, check):
            new.append(record)
            read, check = end, its_check
        self.apply(new)
        self.read, self.check = read, check

    def apply(self, new: Iterable[Record]) -> None:
        """Takes records of the log in.

        Args:
            new: in their order.
        """
        added: list[Added] = []
        for each in new:
            if isinstance(each, Added):
                added.append(each)
                self.number = each.doc + 1
            else:
                self.memory.take(added)
                added = []
                self._remove(each)
        self.memory.take(added)

    def _remove(self, gone: Removed) -> None:
        self.removed.add(gone.doc)
        if (known := self.memory.added.get(gone.doc)) is not None:
            self._gone.append(gone.doc)
            if self.memory.keys.get(known.key) == gone.doc:
                del self.memory.keys[known.key]
            return
        for number, (each, alive) in enumerate(zip(self.segments, self.alive, strict=True)):
            place = int(np.searchsorted(each.docs, np.uint32(gone.doc)))
            if place < len(each) and each.docs[place] == gone.doc:
                alive[place] = False
                self._shelves.removed(number)

    def __len__(self) -> int:
        return len(self.memory.keys) + sum(int(each.sum()) for each in self.alive)

    @property
    def length(self) -> int:
        """Words a shingle."""
        return self.manifest.length

    def number_of(self, key: str) -> int | None:
        """The number of the text that has a key.

        Args:
            key: of the text.
        """
        return self.numbers_of([key]).get(key)

    def numbers_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The numbers of the texts that have some keys; others are left out.

        Args:
            keys: each once.
        """
        known = self.memory.keys
        found = {key: known[key] for key in keys if key in known}
        hashes = name_hashes(keys) if self.segments else np.zeros(0, np.uint64)
        for each in self.segments:
            for at, place in each.named(hashes):
                number = int(each.docs[place])
                if number not in self.removed and each.key(place) == keys[at]:
                    found.setdefault(keys[at], number)
        return found

    def keys_of(self, docs: U32) -> list[str]:
        """The keys of texts.

        Args:
            docs: their numbers, each of a text that is there.
        """
        return [
            self.memory.added[doc].key if whose is None else whose.key(place)
            for doc, (whose, place) in self._places(docs)
        ]

    def _places(self, docs: U32) -> Iterator[tuple[int, tuple[Segment | None, int]]]:
        """Numbers of texts, each with its segment (none for those in memory) and its place there."""
        found = [(-1, 0)] * len(docs)
        for number, each in enumerate(self.segments):
            places = np.minimum(np.searchsorted(each.docs, docs), len(each) - 1)
            for at in np.flatnonzero(each.docs[places] == docs).tolist():
                found[at] = number, int(places[at])
        for doc, (whose, place) in zip(docs.tolist(), found, strict=True):
            yield doc, (None if whose < 0 else self.segments[whose], place)

    def answer(self, text: str, owners: Collection[str], keys: Collection[str], most: int, limit: int) -> Uniqueness:
        """How much of a text the corpus has, as ``checked`` says it.

        Args:
            text: the text.
            owners: whose texts do not count.
            keys: which texts do not count.
            most: how many sources are wanted.
            limit: the most characters it may have.

        Raises:
            TooLong: the text is longer than the limit.
            Corrupt: a page that had to be read is not what was written.
        """
        library = kernel.library()
        if library is None:
            return checked(self, text, owners, keys, most, limit)
        if len(text) > limit:
            raise TooLong(len(text), limit)
        without = self._without(owners, keys)
        return self._shelves.check(library, text, self.seed, self.length, self.memory, without, most)

    def _without(self, owners: Collection[str], keys: Collection[str]) -> Without:
        if not owners and not keys:
            return Without(_NO_OWNERS, _NO_DOCS, self._counting((), ()))
        left_out = set(self.numbers_of(list(keys)).values())
        counts = self._counting(owners, left_out)
        return Without(np.sort(name_hashes(owners)), np.array(sorted(left_out), np.uint32), counts)

    def find(self, hashes: U64, pairs: U64, owners: Collection[str], keys: Collection[str]) -> tuple[Found, Found]:
        """Where shingles and where pairs of rare stems occur.

        Args:
            hashes: of shingles, sorted, each once.
            pairs: of pairs, sorted, each once.
            owners: whose texts do not count.
            keys: which texts do not count.
        """
        without, memory, first = self._without(owners, keys), self.memory, self.manifest.number
        copies = self._stored([each.copies for each in self.segments], hashes, MOST, without)
        rare = self._stored([each.pairs for each in self.segments], pairs, SHARED, without)
        copies += memory.copies.find(hashes, without.counts, first)
        rare += memory.pairs.find(pairs, without.counts, first)
        return _joined(copies), _joined(rare)

    def _stored(self, kind: list[Postings], hashes: U64, most: int, without: Without) -> list[Found]:
        found = []
        progress = Progress(np.zeros(len(hashes), np.int64), np.zeros(len(hashes), np.bool_))
        for segment, postings, alive in zip(self.segments, kind, self.alive, strict=True):
            which, places = postings.find(hashes, _admissible(segment, alive, without), most, progress)
            found.append((which, segment.docs[places]))
        return found

    def bags(self, docs: U32) -> list[U16]:
        """The sentences of texts.

        Args:
            docs: their numbers, each of a text that is there.
        """
        places = list(self._places(docs))
        for _, (whose, place) in places:
            if whose is not None:
                whose.fetch_bag(place)
        return [self.memory.added[doc].bag if whose is None else whose.bag(place) for doc, (whose, place) in places]

    def _counting(self, owners: Collection[str], left_out: Collection[int]) -> npt.NDArray[np.bool_]:
        """Which texts in memory count, by their numbers from the first that no segment has."""
        first, added = self.manifest.number, self.memory.added
        counts = np.ones(self.number - first, np.bool_)
        gone = [doc - first for whose in (self._gone, left_out) for doc in whose if doc >= first]
        if owners:
            gone += [doc - first for doc, each in added.items() if each.owner in owners]
        if gone:
            counts[gone] = False
        return counts


def _joined(found: list[Found]) -> Found:
    if len(found) == 1:
        return found[0]
    nothing = np.zeros(0, np.int64), np.zeros(0, np.uint32)
    every = [nothing, *found]
    return np.concatenate([each for each, _ in every]), np.concatenate([each for _, each in every])


def _admissible(
    whose: Segment, alive: npt.NDArray[np.bool_], without: Without
) -> Callable[[I64], npt.NDArray[np.bool_]]:
    def admissible(places: I64) -> npt.NDArray[np.bool_]:
        kept = alive[places]
        if len(without.owners):
            kept &= ~np.isin(whose.owners[places], without.owners)
        if len(without.docs):
            kept &= ~np.isin(whose.docs[places], without.docs)
        return kept

    return admissible
