"""Downloads of bought articles: what is in one is written down, the ZIP itself is made when somebody fetches it."""

import json
from collections.abc import Sequence

from birzha.articles.model import ArticleState
from birzha.articles.model.bundles import BUNDLE_LIFE, LARGEST_BUNDLE
from birzha.articles.tables.bundles import FORGET_BUNDLES, IMAGES_WEIGHT, OWN_IN_STATE, PUT_BUNDLE
from birzha.errors import LimitExceeded, NotFound
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

MEGABYTE = 1024 * 1024


@command(Role.CUSTOMER)
async def make_bundle(tx: Transaction, actor: Actor, article_ids: Sequence[int], *, archived: bool = False) -> int:
    """Put own bought articles together for a download (documentation of articles.download, articles_archive.download).

    Args:
        tx: the transaction.
        actor: the customer.
        article_ids: the articles; those that are not theirs, or lie on the other side of the archive, are left out (A31).
        archived: whether archived ones are meant.

    Returns:
        The id of the download, which lives for :data:`birzha.articles.model.bundles.BUNDLE_LIFE`.

    Raises:
        NotFound: none of the articles is theirs.
        LimitExceeded: their images together are too big for one download.
    """
    state = ArticleState.ARCHIVED if archived else ArticleState.SOLD
    own = set(await tx.all(OWN_IN_STATE, ids=list(article_ids), owner=actor.id, in_state=int(state)))
    ids = [each for each in dict.fromkeys(article_ids) if each in own]
    if not ids:
        where = "в вашем архиве" if archived else "среди купленных вами"
        raise NotFound(f"Ни одной из этих статей нет {where}.", field="id")
    if (await tx.one(IMAGES_WEIGHT, ids=ids))[0] > LARGEST_BUNDLE:
        most = LARGEST_BUNDLE // MEGABYTE
        raise LimitExceeded(f"Изображения этих статей занимают больше {most} МБ: скачайте статьи частями.", field="id")
    return await tx.one(PUT_BUNDLE, owner_id=actor.id, article_ids=json.dumps(ids), created=tx.now)


async def forget_bundles(tx: Transaction) -> int:
    """Remove the downloads whose links have ended; gives how many. A step."""
    return await tx.run(FORGET_BUNDLES, moment=tx.now - BUNDLE_LIFE)
