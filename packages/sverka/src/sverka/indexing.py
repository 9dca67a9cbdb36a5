"""Files into a corpus: folders of any formats, what cannot be read told, what is there already left alone."""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sverka.corpus.corpus import Corpus
from sverka.corpus.writing import Entry
from sverka.errors import NoCorpus
from sverka.files.reading import LIMIT, SUFFIXES, Reader
from sverka.files.refusals import Unreadable
from sverka.progress import Bar

JOURNAL = "files.jsonl"
"""In the corpus' folder: which content each file had that was added, a line a file, the last one counts."""

_TOGETHER = 500
_CHARACTERS = 8_000_000


@dataclass(slots=True)
class Indexed:
    """What became of files.

    Args:
        added: how many were added or replaced.
        same: how many were there with the same content and owner.
        texts: how many the corpus has now.
        unreadable: files and folders that were left out, each with why.
    """

    added: int = 0
    same: int = 0
    texts: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)


class _Journal:
    """Which content of which file the corpus has."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._known: dict[str, str] = {}
        if self._path.exists():
            for line in self._path.read_bytes().split(b"\n"):
                try:
                    key, digest = json.loads(line)
                except ValueError:
                    continue  # a run that was killed left half a line: its file is added once more
                self._known[key] = digest

    def has(self, key: str, digest: str) -> bool:
        """Whether a file was added with this content."""
        return self._known.get(key) == digest

    def write(self, added: dict[str, str]) -> None:
        """Keeps files that the corpus has acknowledged."""
        with self._path.open("ab") as file:
            file.write(b"".join(b"\n" + json.dumps(each).encode() for each in added.items()))
        self._known |= added


class _Run:
    """Adds one file after another, many with one wait for the disk."""

    def __init__(self, corpus: Corpus, folder: Path, reader: Reader, owner: str, found: Indexed) -> None:
        self._corpus, self._reader, self._owner, self._found = corpus, reader, owner, found
        self._journal = _Journal(folder)
        self._whose = hashlib.sha256(owner.encode("utf-8", "surrogatepass")).digest()
        self._entries: list[Entry] = []
        self._digests: dict[str, str] = {}
        self._size = 0

    def add(self, path: str) -> None:
        """Adds a file, or says why not.

        Args:
            path: of the file; its key in the corpus.
        """
        try:
            with Path(path).open("rb") as file:
                data = file.read(LIMIT * 2**20 + 1)
            digest = hashlib.blake2b(
                data, digest_size=16, key=hashlib.sha256(self._owner.encode()).digest()
            ).hexdigest()
            if self._journal.has(path, digest) and path in self._corpus:
                self._found.same += 1
                return
            text = self._reader.text(io.BytesIO(data), path).text
        except Unreadable as error:
            self._found.unreadable.append((path, error.reason))
            return
        except OSError as error:
            self._found.unreadable.append((path, str(error.strerror)))
            return
        self._entries.append(Entry(path, text, self._owner))
        self._digests[path] = digest
        self._size += len(text)
        if len(self._entries) >= _TOGETHER or self._size >= _CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Adds what waits; only then it counts as added."""
        self._corpus.add_many(self._entries)
        self._journal.write(self._digests)
        self._found.added += len(self._entries)
        self._entries, self._digests, self._size = [], {}, 0


def index(paths: Sequence[str], folder: Path, owner: str = "") -> Indexed:
    """Adds files to a corpus; it is made if it is not there.

    Interrupted, it goes on where it stopped when it is called again: what was added with the same content and for the same owner is
    not added again.

    Args:
        paths: files, and folders of which all files of known formats are taken.
        folder: of the corpus.
        owner: whose texts they are.

    Raises:
        FileNotFoundError: one of the paths is not there.
        SverkaError: the corpus cannot be written.
    """
    found = Indexed()
    files = list(_files(paths, folder, found))
    try:
        corpus = Corpus.open(folder, write=True)
    except NoCorpus:
        corpus = Corpus.create(folder)
    bar = Bar(len(files))
    try:
        with corpus, Reader() as reader:
            run = _Run(corpus, folder, reader, owner, found)
            for done, path in enumerate(files, 1):
                run.add(path)
                bar.step(done)
            run.flush()
            corpus.settle(found.added)
            found.texts = len(corpus)
    finally:
        bar.close()
    return found


def _files(paths: Sequence[str], corpus: Path, found: Indexed) -> Iterator[str]:
    """The files that are meant; the corpus' own are not."""

    def left_out(error: OSError) -> None:
        found.unreadable.append((str(error.filename), str(error.strerror)))

    own = corpus.resolve()
    for each in paths:
        if not Path(each).is_dir():
            Path(each).stat()
            yield each
            continue
        for inside, folders, names in os.walk(each, onerror=left_out):
            folders[:] = sorted(name for name in folders if Path(inside, name).resolve() != own)
            # Names that begin so are programs' own: hidden files, the locks of open documents.
            meant = (name for name in sorted(names) if not name.startswith((".", "~$")))
            yield from (str(Path(inside, name)) for name in meant if Path(name).suffix.lower() in SUFFIXES)
