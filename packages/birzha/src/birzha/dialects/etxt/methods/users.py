"""``users.*``: people and the caller's own account."""

from collections.abc import Sequence
from typing import Any

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.folders.queries import subtree_ids
from birzha.money.queries import balance, statement
from birzha.people.model import Person, Role, Work
from birzha.people.queries import performers, person, person_by_login, works
from birzha.reference.queries import preferences


@handles("users.getList")
async def get_list(call: Call) -> Answer:
    """Performers."""
    values = call.values
    found = await call.market.ask(
        performers,
        call.actor,
        count=values["count"],
        offset=values["from_"],
        rate_from=values["rate_from"],
        rate_to=values["rate_out"],
        online=None if values["online"] is None else bool(values["online"]),
    )
    return [_listed(call, each) for each in found]


@handles("users.getUser")
async def get_user(call: Call) -> Answer:
    """One person in detail, as a list of one; an id goes before a login (A6)."""
    market, number = call.market, call.style.number
    if call.values["id"] is not None:
        found = await market.ask(person, call.actor, call.values["id"])
    else:
        found = await market.ask(person_by_login, call.actor, call.values["login"])
    fields = _listed(call, found)
    fields["photo"] = call.links.file("photo", found.id) if found.photo else ""
    fields["group"] = found.group_name
    if found.is_a(Role.PERFORMER):
        preferred = await market.ask(preferences, call.actor, found.id)
        fields["works"] = _works(call, await market.ask(works, call.actor, found.id))
        fields["categories"] = [number(each) for each in preferred.categories]
        fields["langs"] = [number(each) for each in preferred.languages]
        fields["portfolio"] = number(found.portfolio)
    fields["reports"] = number(found.reports)
    fields["reports_n"] = number(found.reports_n)
    return [fields]


@handles("users.getWorks")
async def get_works(call: Call) -> Answer:
    """A performer's kinds of work and lowest prices."""
    return {"works": _works(call, await call.market.ask(works, call.actor, call.values["id"]))}


@handles("users.getBalance")
async def get_balance(call: Call) -> Answer:
    """Money that can be spent, and the moment of the answer (A23)."""
    wallet = await call.market.ask(balance, call.actor)
    number = call.style.number
    return {
        "id": number(call.actor.id),
        "balance": call.style.money(wallet.available),
        "date": number(call.market.clock.now()),
    }


@handles("users.getStats")
async def get_stats(call: Call) -> Answer:
    """The caller's statement, newest first; ``comission`` is spelt so on the wire."""
    number, money = call.style.number, call.style.money
    values = call.values
    rows = await call.market.ask(
        statement,
        call.actor,
        count=values["count"],
        offset=values["from_"],
        date_from=values["date_from"],
        date_to=values["date_to"],
        login=values["login"] or "",
        promo=bool(values["promo"]),
        folder_ids=await _folders(call),
    )
    return [
        {
            "id": number(each.id),
            "date": number(each.date),
            "count": money(each.amount),
            "balance": money(each.balance),
            "operation": each.operation,
            "id_user_to": number(each.counterparty_id),
            "comission": money(each.commission),
            "id_folder": number(each.folder_id),
        }
        for each in rows
    ]


async def _folders(call: Call) -> Sequence[int] | None:
    folder_id = call.values["id_folder"]
    if folder_id is None:
        return None
    if call.values["sub"]:
        return await call.market.ask(subtree_ids, call.actor.id, folder_id)
    return [folder_id]


def _listed(call: Call, found: Person) -> dict[str, Any]:
    number = call.style.number
    return {
        "id_user": number(found.id),
        "login": found.login,
        "fio": found.fio,
        "description": found.description,
        "country": found.country,
        "city": found.city,
        "online": number(int(found.online(call.links.now))),
        "regdate": number(found.created),
        "rate": number(found.rate),
    }


def _works(call: Call, found: Sequence[Work]) -> dict[str, Any]:
    """Kinds of work under their own numbers (documentation of users.getWorks)."""
    return {
        str(each.id_type): {"id_type": call.style.number(each.id_type), "minprice": call.style.money(each.min_price)}
        for each in found
    }
