"""Downloads of articles on their way out: a ZIP that is made while it is sent."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from zoneinfo import ZoneInfo

from birzha.app import Market
from birzha.articles.model import Image
from birzha.articles.model.bundles import Bundle
from birzha.articles.queries.bundles import bundled
from birzha.articles.zipping import Packed, Zip
from birzha.errors import NotFound
from birzha.storage.files import FileStore

logger = logging.getLogger("birzha.etxt")


async def zipped(market: Market, bundle: Bundle, encoding: str) -> AsyncIterator[bytes]:
    """The ZIP of a download: one file of it is in memory at a time, and none is read or packed on the event loop.

    Args:
        market: the exchange.
        bundle: what is in it.
        encoding: of the texts; a character that it lacks becomes an entity, as in the texts of results.
    """
    with Zip(ZoneInfo(market.settings.rules.zone)) as made:
        for article_id in bundle.articles:
            found = await market.ask(bundled, bundle.owner_id, article_id)
            if found is None:
                continue
            article = found.article
            text = article.text.encode(encoding, "xmlcharrefreplace")
            pieces = made.add(article.title, text, article.date, _images(market.files, found.images))
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece
        yield made.close()


def _images(files: FileStore, images: list[Image]) -> Iterator[Packed]:
    for image in images:
        try:
            yield Packed(image.name, files.get(image.key))
        except NotFound:  # the customer still gets everything else
            logger.error("the file of image %d is lost", image.id)  # noqa: TRY400  # a traceback adds nothing
