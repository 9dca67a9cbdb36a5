"""What a corpus consists of at a moment: one small file that is replaced as a whole."""

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from sverka.errors import Corrupt, NoCorpus, WrongVersion

NAME = "manifest.json"
_FORMAT = "sverka corpus 3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a corpus.

    Args:
        serial: rises with every manifest; names of new files are made from it.
        version: of folding and hashing (``sverka.folding.VERSION``).
        stems: of stems and their rarity (``sverka.stems.VERSION``).
        length: words a shingle.
        seed: the seed, in hexadecimal, when the corpus drew it itself; empty when the caller keeps it.
        seed_check: what the hash of a fixed word must be.
        number: the number of the first text that is not in a segment.
        segments: names of files.
        log: name of a file.
        removed: numbers of texts in segments that left.
    """

    serial: int
    version: int
    stems: int
    length: int
    seed: str
    seed_check: int
    number: int
    segments: tuple[str, ...]
    log: str
    removed: tuple[int, ...]

    def save(self, folder: Path) -> None:
        """Replaces the manifest of a folder and waits until the disk has it.

        Args:
            folder: of the corpus.
        """
        body = json.dumps({"format": _FORMAT} | asdict(self)).encode()
        new = folder / f"{NAME}.new"
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(body + f" {zlib.crc32(body):08x}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(folder / NAME)
        sync(folder)

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Reads the manifest of a folder.

        Args:
            folder: of the corpus.

        Raises:
            NoCorpus: there is none.
            Corrupt: it is not what was written.
            WrongVersion: it is of another format.
        """
        path = folder / NAME
        try:
            body, _, check = path.read_bytes().rstrip(b"\n").rpartition(b" ")
        except FileNotFoundError as error:
            raise NoCorpus(f"There is no corpus in {folder}. Create one, or name its folder.") from error
        if check != f"{zlib.crc32(body):08x}".encode():
            raise Corrupt(path, "it does not have its checksum")
        fields = json.loads(body)
        if (theirs := fields.pop("format")) != _FORMAT:
            raise WrongVersion(folder, theirs, _FORMAT)
        return cls(**fields | {"segments": tuple(fields["segments"]), "removed": tuple(fields["removed"])})


def sync(folder: Path) -> None:
    """Waits until the disk has the names of a folder's files."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
