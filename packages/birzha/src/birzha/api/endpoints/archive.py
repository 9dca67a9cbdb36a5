"""A customer's archive of done orders: put them there, list them, read what was submitted."""

from msgspec import UNSET, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.order_views import OrderView, ResultView, order_view, result_view
from birzha.api.endpoints.orders import Decided, HowMany, Moving, OrderIds
from birzha.api.fields import Id, IdOrZero
from birzha.api.paging import Everything, Page, Paged, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.views import Download
from birzha.errors import NotFound, WrongState
from birzha.orders.commands import archive_orders, move_orders
from birzha.orders.model import ArchivedResult, ArchiveFilter, PartKind
from birzha.orders.queries import archived_orders, archived_results


class ArchiveQuery(Paged, frozen=True, kw_only=True):
    """Which of the caller's archived orders.

    Args:
        performer_id: only of this performer.
        folder_id: only in this folder; 0: the root.
        newest_first: the last to go to the archive comes first; otherwise it comes last.
    """

    performer_id: Id | UnsetType = UNSET
    folder_id: IdOrZero | UnsetType = UNSET
    newest_first: bool = True


class ArchivedResultView(Struct, frozen=True):
    """A result of an archived order.

    Args:
        result: what was submitted.
        content: its text; empty where it is a file alone.
    """

    result: ResultView
    content: str


@endpoint("POST", "/orders/archive", archive_orders, errors=(NotFound, WrongState))
async def post_orders_archive(call: Call, *, body: OrderIds) -> Decided:
    """Put done orders into the archive before their time; those that are not done stay where they are."""
    return Decided(await call.do(archive_orders, body.ids))


@endpoint("GET", "/archived-orders", archived_orders)
async def get_archived_orders(call: Call, *, query: ArchiveQuery) -> Page[OrderView]:
    """The caller's archived orders by the moment they went there."""
    wanted = ArchiveFilter(
        count=query.count,
        offset=query.cursor,
        newest_first=query.newest_first,
        performer_id=None if query.performer_id is UNSET else query.performer_id,
        folder_id=None if query.folder_id is UNSET else query.folder_id,
    )
    found = await call.ask(archived_orders, wanted)
    return after_offset(found, query, lambda each: order_view(each, call.actor.id))


@endpoint("POST", "/archived-orders/move", move_orders, errors=(NotFound,))
async def post_archived_orders_move(call: Call, *, body: Moving) -> HowMany:
    """Put own archived orders into a project folder."""
    return HowMany(await call.do(move_orders, body.ids, body.folder_id, kind="archive"))


@endpoint("GET", "/archived-orders/{order_id}/results", archived_results, errors=(NotFound,))
async def get_archived_results(call: Call, order_id: Id) -> Everything[ArchivedResultView]:
    """What was submitted for an archived order, newest first, with the texts."""
    return whole(await call.ask(archived_results, order_id), _archived_view)


@endpoint("GET", "/archived-orders/{order_id}/results/{result_id}/file", archived_results, errors=(NotFound,))
async def get_archived_file(call: Call, order_id: Id, result_id: Id) -> Download:
    """The file of a result of an archived order."""
    for each in await call.ask(archived_results, order_id):
        for part in each.result.parts:
            if part.result_id == result_id and part.kind == PartKind.FILE:
                return await Download.of(call.market, part.key, part.name)
    raise NotFound("Такого файла нет или он уже удалён.")


def _archived_view(found: ArchivedResult) -> ArchivedResultView:
    return ArchivedResultView(result_view(found.result), found.content)
