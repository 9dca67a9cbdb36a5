"""``folders.*``."""

from birzha.articles.commands import move_articles
from birzha.corrections.commands import move_corrections
from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.errors import NotFound
from birzha.folders.commands import add_folder
from birzha.folders.queries import folders
from birzha.orders.commands import move_orders


@handles("folders.listFolders")
async def list_folders(call: Call) -> Answer:
    """The caller's folders as a walk of the tree; a folder's own id is called ``id_category`` on the wire."""
    number = call.style.number
    return [
        {
            "id_category": number(each.id),
            "id_parent": number(each.parent_id),
            "name": each.name,
            "depth": number(each.depth),
            "last": number(each.last),
        }
        for each in await call.market.ask(folders, call.actor, call.values["sort"])
    ]


@handles("folders.addFolder")
async def add(call: Call) -> Answer:
    """Create a folder."""
    folder_id = await call.market.do(add_folder, call.actor, call.values["name"], call.values["id_parent"])
    return {"id_folder": call.style.number(folder_id)}


@handles("folders.moveToFolder")
async def move(call: Call) -> Answer:
    """Move objects to a folder; of the kinds that this exchange does not have yet there are none to be found."""
    market, actor, kind = call.market, call.actor, call.values["type"]
    ids, folder_id = call.values["ids"], call.values["id_folder"]
    if kind in {"task", "archive"}:
        count = await market.do(move_orders, actor, ids, folder_id, kind=kind)
    elif kind in {"article", "article_archive"}:
        count = await market.do(move_articles, actor, ids, folder_id, kind=kind)
    elif kind == "correction":
        count = await market.do(move_corrections, actor, ids, folder_id)
    else:
        raise NotFound("Объектов такого вида на бирже нет.", field="type")
    return {"count": call.style.number(count)}
