"""What is in a download of articles, for whoever holds a link to it: the link is signed, so no permission is asked."""

from birzha.articles.model.bundles import Bundle, Bundled
from birzha.articles.tables.articles import IMAGES_OF
from birzha.articles.tables.bundles import BUNDLE, OWN_ARTICLE
from birzha.errors import NotFound
from birzha.storage.transaction import Transaction


async def bundle(tx: Transaction, bundle_id: int) -> Bundle:
    """A download. A step.

    Raises:
        NotFound: there is none, or it has been forgotten.
    """
    found = await tx.first(BUNDLE, bundle_id=bundle_id)
    if found is None:
        raise NotFound("Такого архива статей нет.")
    return found


async def bundled(tx: Transaction, owner_id: int, article_id: int) -> Bundled | None:
    """One article of a download; ``None`` when it is no longer its customer's. A step."""
    found = await tx.first(OWN_ARTICLE, article_id=article_id, owner=owner_id)
    return None if found is None else Bundled(found, await tx.all(IMAGES_OF, ids=[article_id]))
