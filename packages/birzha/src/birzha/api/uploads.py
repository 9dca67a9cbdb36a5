"""Keeping an upload while a command decides about it, and reading it where it is plain text."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from birzha.app import Market
from birzha.errors import FileBadType, FileEmpty, FileHasVirus, FileNotUploaded, FileTooBig
from birzha.orders.model import StoredFile
from birzha.texts.plain import PLAIN, plain_text
from birzha.texts.scanning import Scanner
from birzha.texts.uploads import Checked, Upload, check_upload

Examine = Callable[[Upload, Scanner | None], Checked]
"""What looks at an upload and refuses it, or says what it is."""

FILES = (FileBadType, FileEmpty, FileHasVirus, FileNotUploaded, FileTooBig)
"""What an upload may be refused for."""


@asynccontextmanager
async def kept_if_any(market: Market, upload: Upload | None) -> AsyncIterator[StoredFile | None]:
    """The same as :func:`kept` where a file may be absent; nothing is kept of nothing.

    Raises:
        FileRefused: it is not accepted.
    """
    if upload is None:
        yield None
        return
    async with kept(market, upload) as file:
        yield file


@asynccontextmanager
async def kept(market: Market, upload: Upload, examine: Examine = check_upload) -> AsyncIterator[StoredFile]:
    """The upload in the file store for the time of a command; taken out again when the command fails.

    Args:
        market: whose file store.
        upload: what came.
        examine: what refuses it; another function for what must be a picture.

    Raises:
        FileRefused: it is empty, too big, of a kind that is not taken, or carries a virus signature.
    """
    file = await asyncio.to_thread(store, market, upload, examine)  # ten megabytes take a while to examine and to write
    try:
        yield file
    except BaseException:
        await asyncio.to_thread(market.files.delete, file.key)
        raise


def store(market: Market, upload: Upload, examine: Examine = check_upload) -> StoredFile:
    """Examine an upload and put it into the file store.

    Raises:
        FileRefused: it is not accepted.
    """
    checked = examine(upload, market.settings.scanner)
    text = plain_text(upload.content) if checked.content_type == PLAIN else ""
    key = market.files.put(upload.content)
    return StoredFile(key, upload.name, len(upload.content), checked.content_type, text)
