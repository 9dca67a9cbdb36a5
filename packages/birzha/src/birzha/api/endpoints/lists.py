"""White and black lists of one's own, and their groups."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.folders import FoldersQuery, FolderView
from birzha.api.fields import Id, IdOrZero
from birzha.api.paging import Everything, Page, Paged, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.views import Created, Deleted, view, viewer
from birzha.errors import Forbidden, Invalid, LimitExceeded, NotFound
from birzha.lists.commands import delete_group, move_to_group, save_group, set_entry
from birzha.lists.model import LONGEST_NAME, Kind
from birzha.lists.queries import entries, groups, list_counts


class EntryView(Struct, frozen=True):
    """Somebody on the caller's list.

    Args:
        person_id: who.
        group_id: in which group; 0: none.
        login: of them.
        fio: of them.
        kind: ``white`` or ``black``.
        last_seen: when they were last active, unixtime.
    """

    person_id: int
    group_id: int
    login: str
    fio: str
    kind: Kind
    last_seen: int


class EntriesQuery(Paged, frozen=True, kw_only=True):
    """Which entries.

    Args:
        group_id: only this group; 0: only those in none. The kind is not looked at then.
        kind: only one of the lists.
    """

    group_id: IdOrZero | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET


class NewEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to put somebody.

    Args:
        kind: ``white`` or ``black``.
        group_id: of an own group; 0: none.
    """

    kind: Kind
    group_id: IdOrZero = 0


class Regrouping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Into which group to move somebody.

    Args:
        group_id: of an own group; 0: out of every group.
    """

    group_id: IdOrZero


class MovedView(Struct, frozen=True):
    """Where an entry is now.

    Args:
        person_id: who.
        group_id: in which group; 0: none.
        name: of the group; empty: none.
    """

    person_id: int
    group_id: int
    name: str


class CountsView(Struct, frozen=True):
    """On how many lists somebody is.

    Args:
        white: white lists.
        black: black lists.
    """

    white: int
    black: int


class GroupInput(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group as its owner writes it.

    Args:
        name: 1 to 40 characters.
        parent_id: of the own group that it lies in; 0: none.
    """

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    parent_id: IdOrZero = 0


@endpoint("GET", "/lists", entries)
async def get_entries(call: Call, *, query: EntriesQuery) -> Page[EntryView]:
    """Who is on the caller's lists, the newest first."""
    rows = await call.ask(
        entries,
        count=query.count,
        offset=query.cursor,
        group_id=None if query.group_id is UNSET else query.group_id,
        kind=None if query.kind is UNSET else query.kind,
    )
    return after_offset(rows, query, viewer(EntryView))


@endpoint("PUT", "/lists/{person_id}", set_entry, status=204, errors=(Forbidden, NotFound))
async def put_entry(call: Call, person_id: Id, *, body: NewEntry) -> None:
    """Put somebody on a list, or move them to the other one."""
    await call.do(set_entry, person_id, body.kind, body.group_id)


@endpoint("DELETE", "/lists/{person_id}", set_entry, status=204, errors=(Forbidden, NotFound))
async def delete_entry(call: Call, person_id: Id) -> None:
    """Take somebody off the caller's lists."""
    await call.do(set_entry, person_id, None)


@endpoint("PUT", "/lists/{person_id}/group", move_to_group, errors=(NotFound,))
async def put_entry_group(call: Call, person_id: Id, *, body: Regrouping) -> MovedView:
    """Move somebody who is on a list into a group."""
    return view(MovedView, await call.do(move_to_group, person_id, body.group_id))


@endpoint("GET", "/people/{person_id}/list-counts", list_counts, errors=(NotFound,))
async def get_list_counts(call: Call, person_id: Id) -> CountsView:
    """On how many white and black lists somebody is."""
    return view(CountsView, await call.ask(list_counts, person_id))


@endpoint("GET", "/groups", groups)
async def get_groups(call: Call, *, query: FoldersQuery) -> Everything[FolderView]:
    """The caller's groups, each before what lies in it."""
    return whole(await call.ask(groups, query.sort), viewer(FolderView))


@endpoint("POST", "/groups", save_group, status=201, errors=(Invalid, LimitExceeded, NotFound))
async def post_group(call: Call, *, body: GroupInput) -> Created:
    """Make a group."""
    return Created(await call.do(save_group, body.name, parent_id=body.parent_id))


@endpoint("PUT", "/groups/{group_id}", save_group, status=204, errors=(Invalid, NotFound))
async def put_group(call: Call, group_id: Id, *, body: GroupInput) -> None:
    """Rename a group, or move it."""
    await call.do(save_group, body.name, group_id=group_id, parent_id=body.parent_id)


@endpoint("DELETE", "/groups/{group_id}", delete_group, errors=(NotFound,))
async def remove_group(call: Call, group_id: Id) -> Deleted:
    """Delete a group with all its subgroups; whoever was in them stays on the list."""
    return Deleted(await call.do(delete_group, group_id))
