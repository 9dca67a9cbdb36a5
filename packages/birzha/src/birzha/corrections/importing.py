"""Where the text of an imported correction comes from (documentation of correction.import)."""

from birzha.articles.model import ArticleState
from birzha.articles.tables.articles import BOUGHT_TEXTS
from birzha.corrections.model import LONGEST_TITLE, Material, Source
from birzha.corrections.tables import ARCHIVED_RESULT, OWN_RESULT
from birzha.errors import NotFound
from birzha.orders.model import PartKind, StoredFile
from birzha.orders.tables.results import CONTENT, PART
from birzha.storage.statement import Row
from birzha.storage.transaction import Transaction


async def material_of(tx: Transaction, owner_id: int, source: Source, object_id: int, prefer_file: bool) -> Material:
    """What a correction is made from. A step.

    Args:
        tx: the transaction.
        owner_id: whose object it must be.
        source: what the id is of.
        object_id: of it.
        prefer_file: take the attachment of a result that has a text, too.

    Raises:
        NotFound: there is no such object of theirs, or nothing in it to correct.
    """
    if source in {Source.ARTICLE, Source.ARCHIVED_ARTICLE}:
        return await _article(tx, owner_id, source, object_id)
    if source is Source.RESULT:
        row = await tx.first(OWN_RESULT, result_id=object_id, customer=owner_id)
    else:
        row = await tx.first(ARCHIVED_RESULT, order_id=object_id, customer=owner_id)
    if row is None:
        raise _nothing()
    return await _result(tx, row, source, object_id, prefer_file)


async def _article(tx: Transaction, owner_id: int, source: Source, object_id: int) -> Material:
    state = ArticleState.SOLD if source is Source.ARTICLE else ArticleState.ARCHIVED
    article = await tx.first(BOUGHT_TEXTS, ids=[object_id], owner=owner_id, in_state=int(state))
    if article is None:
        raise _nothing()
    return Material(article.title[:LONGEST_TITLE], article.text, None, article.folder_id, source, object_id)


async def _result(tx: Transaction, row: Row, source: Source, object_id: int, prefer_file: bool) -> Material:
    file = await tx.first(PART, result_id=row["id"], of_kind=str(PartKind.FILE))
    text = await tx.first(CONTENT, result_id=row["id"], of_kind=str(PartKind.TEXT))
    title, folder = row["title"], row["folder_id"]
    if text is not None and not (prefer_file and file is not None):
        return Material(title, text["content"], None, folder, source, object_id)
    if file is None:
        raise _nothing()
    stored = StoredFile(key=file.key, name=file.name, size=file.size, content_type=file.content_type)
    return Material(title, "", stored, folder, source, object_id)


def _nothing() -> NotFound:
    return NotFound("Такого объекта среди ваших нет, или исправлять в нём нечего.", field="id_object")
