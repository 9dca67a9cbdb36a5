"""Where uploads lie: a folder, with names that say nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from birzha.errors import NotFound
from birzha.ids import Ids


@dataclass(frozen=True, slots=True)
class FileStore:
    """Files by key, in a local folder.

    Args:
        folder: made when missing.
        ids: draws the keys.
    """

    folder: Path
    ids: Ids

    def put(self, content: bytes) -> str:
        """Keep the bytes on disk and give the key they can be had by."""
        key = self.ids.token()
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        return key

    def get(self, key: str) -> bytes:
        """The bytes kept under that key.

        Raises:
            NotFound: there are none (any more).
        """
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise NotFound("Такого файла нет или он уже удалён.") from None

    def delete(self, key: str) -> None:
        """Forget the bytes under that key, if they are there."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not (key.isalnum() and key.isascii()):
            raise NotFound("Такого файла нет.")
        return self.folder / key[:2] / key
