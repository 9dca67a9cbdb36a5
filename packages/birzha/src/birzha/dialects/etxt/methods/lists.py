"""White and black lists: ``users.getBW`` and its kin, and ``bwgroups.*``."""

from collections.abc import Mapping

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.lists.commands import delete_group, move_to_group, save_group, set_entry
from birzha.lists.model import Kind
from birzha.lists.queries import entries, groups, list_counts
from birzha.people.model import ONLINE_WITHIN

KINDS: Mapping[str, Kind] = {"whiteList": "white", "blackList": "black"}
"""The two lists by their names on the wire."""
NAMES = {kind: name for name, kind in KINDS.items()}


@handles("users.getBW")
async def get_bw(call: Call) -> Answer:
    """Who is on the caller's lists, the newest first; a group goes before the kind of list."""
    values, number = call.values, call.style.number
    found = await call.market.ask(
        entries,
        call.actor,
        count=values["count"],
        offset=values["from_"],
        group_id=values["id_group"],
        kind=KINDS.get(values["type"]),
    )
    seen_since = call.links.now - ONLINE_WITHIN
    return [
        {
            "id_user": number(each.person_id),
            "id_group": number(each.group_id),
            "login": each.login,
            "fio": each.fio,
            "online": number(int(each.last_seen >= seen_since)),
            "type": NAMES[each.kind],
        }
        for each in found
    ]


@handles("users.getUserBW")
async def get_user_bw(call: Call) -> Answer:
    """On how many lists somebody is."""
    number = call.style.number
    counts = await call.market.ask(list_counts, call.actor, call.values["id"])
    return {
        "id_user": number(call.values["id"]),
        "whiteList": number(counts.white),
        "blackList": number(counts.black),
    }


@handles("users.setUserBW")
async def set_user_bw(call: Call) -> Answer:
    """Put somebody on a list, or take them off."""
    values = call.values
    await call.market.do(set_entry, call.actor, values["id"], KINDS.get(values["type"]), values["id_group"])
    return {"id": call.style.number(values["id"]), "type": values["type"]}


@handles("bwgroups.listGroups")
async def list_groups(call: Call) -> Answer:
    """The caller's groups as a walk of the tree; a group's own id is called ``id_category`` on the wire."""
    number = call.style.number
    return [
        {
            "id_category": number(each.id),
            "id_parent": number(each.parent_id),
            "name": each.name,
            "depth": number(each.depth),
            "last": number(each.last),
        }
        for each in await call.market.ask(groups, call.actor)
    ]


@handles("bwgroups.saveGroup")
async def save(call: Call) -> Answer:
    """Make a group, or rename and move one."""
    values = call.values
    group_id = await call.market.do(
        save_group, call.actor, values["name"], group_id=values["id"], parent_id=values["id_parent"]
    )
    return {"id": call.style.number(group_id)}


@handles("bwgroups.deleteGroup")
async def delete(call: Call) -> Answer:
    """Delete a group with its subgroups."""
    ids = await call.market.do(delete_group, call.actor, call.values["id"])
    return {"ids": [call.style.number(each) for each in ids]}


@handles("bwgroups.updateGroup")
async def update_group(call: Call) -> Answer:
    """Move somebody who is on a list into a group."""
    number = call.style.number
    moved = await call.market.do(move_to_group, call.actor, call.values["id_user"], call.values["id_group"])
    return {"id_user": number(moved.person_id), "id_group": number(moved.group_id), "name": moved.name}
