"""Keeping an upload while a command decides about it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from birzha.app import Market
from birzha.orders.model import StoredFile
from birzha.texts.uploads import Upload, check_upload


@asynccontextmanager
async def kept(market: Market, upload: Upload | None) -> AsyncIterator[StoredFile | None]:
    """The upload in the file store for the time of a command; taken out again when the command fails.

    Args:
        market: whose file store.
        upload: what came; ``None``: nothing.

    Raises:
        FileRefused: it is empty, too big, of a kind that is not taken, or carries a virus signature.
    """
    if upload is None:
        yield None
        return
    # ten megabytes take a while to examine and to write
    checked = await asyncio.to_thread(check_upload, upload, market.settings.scanner)
    key = await asyncio.to_thread(market.files.put, upload.content)
    try:
        yield StoredFile(key=key, name=upload.name, size=len(upload.content), content_type=checked.content_type)
    except BaseException:
        await asyncio.to_thread(market.files.delete, key)
        raise
