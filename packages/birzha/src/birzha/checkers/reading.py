"""The words of results: of the rows, of plain text files, of documents."""

import io
import logging
from typing import TYPE_CHECKING

from birzha.checks.model import Written
from birzha.errors import NotFound
from birzha.storage.files import FileStore
from birzha.texts.plain import PLAIN, plain_text

if TYPE_CHECKING:
    from sverka import Reader

logger = logging.getLogger("birzha.checks")

PATIENCE = 20.0
"""How long one document may take, seconds."""


class Documents:
    """Reads what performers hand in. Documents are read in a process of their own, which ends when nobody has any for a while.

    Args:
        files: the exchange's file store.
    """

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._reader: Reader | None = None

    def words(self, written: Written) -> str:
        """The longer one of the text in the rows and that of the file; empty where neither can be read."""
        return max(written.text, self._of_file(written), key=len)

    def close(self) -> None:
        """End the process that reads documents, if there is one."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _of_file(self, written: Written) -> str:
        if not written.key:
            return ""
        try:
            content = self._files.get(written.key)
        except NotFound:
            return ""
        return plain_text(content) if written.content_type == PLAIN else self._of_document(written, content)

    def _of_document(self, written: Written, content: bytes) -> str:
        from sverka import Reader, Unreadable  # noqa: PLC0415  # loaded by the first document

        self._reader = self._reader or Reader(PATIENCE)
        try:
            return self._reader.text(io.BytesIO(content), written.name).text
        except Unreadable as error:
            # the reason alone: a performer's file name is nobody's business in a log
            logger.info("file %s cannot be read and is not checked: %s", written.key, error.why)
            return ""
