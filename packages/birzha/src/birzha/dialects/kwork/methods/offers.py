"""``other.get_offers``: offers on projects, personal offers, and the connects that are left."""

from typing import Any

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.offers.model import OFFER_STATES, Offer, PersonalOffer, PersonalState, state_of
from birzha.offers.queries import connects, my_offers, personal_offers
from birzha.orders.model import BidState
from birzha.people.model import Person
from birzha.people.queries import persons


@handles("other.get_offers")
async def get_offers(call: Call) -> Answer:
    """The caller's offers on projects, personal offers to and from the caller, the newest hundred of each, and connects."""
    ask, actor = call.market.ask, call.actor
    received = await ask(personal_offers, actor, received=True)
    sent = await ask(personal_offers, actor, received=False)
    people = await ask(persons, [*(each.seller_id for each in received), *(each.customer_id for each in sent)])
    month = await ask(connects, actor)
    return {
        "offers": [_offer(each) for each in await ask(my_offers, actor)],
        "received": [_personal(each, people.get(each.seller_id), call) for each in received],
        "sent": [_personal(each, people.get(each.customer_id), call) for each in sent],
        "connects": {
            "all_connects": month.all,
            "active_connects": month.left,
            "update_time": month.renewed_at,
        },
    }


def _offer(found: Offer) -> dict[str, Any]:
    return {
        "id": found.id,
        "status": OFFER_STATES[found.state],
        "is_actual": found.state == BidState.LIVE,
        "project": {"id": found.order_id, "title": found.title or None},
        "comment": found.text,
        "price": None if found.price is None else views.roubles(found.price),
        "duration": found.days or None,
        "connects": found.connects,
        "created_at": views.instant(found.date),
    }


def _personal(found: PersonalOffer, other: Person | None, call: Call) -> dict[str, Any]:
    state = state_of(found, call.now)
    return {
        "id": found.id,
        "status": state.name.lower(),
        "is_actual": state is PersonalState.LIVE,
        "user": views.user(other, call.links),
        "title": found.title,
        "comment": found.text,
        "price": views.roubles(found.price),
        "duration": found.days,
        "category_id": found.category_id,
        "kwork_id": found.kwork_id or None,
        "order_id": found.order_id or None,
        "created_at": views.instant(found.created),
        "expires_at": views.instant(found.expires),
    }
