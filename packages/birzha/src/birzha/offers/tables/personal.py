"""Statements on personal offers."""

from sqlalchemy import bindparam, update

from birzha.offers.model import PersonalOffer
from birzha.offers.tables.rows import personal_offer
from birzha.orders.tables.orders import fixed
from birzha.storage.statement import Statement, insert_into, select_into

_OFFER = personal_offer.c

PUT_OFFER = insert_into(
    personal_offer,
    int,
    *("seller_id", "customer_id", "kwork_id", "category_id", "price", "days", "created", "expires", "title", "text"),
)
OFFER = Statement(select_into(PersonalOffer, personal_offer).where(_OFFER.id == bindparam("offer_id")), PersonalOffer)
DECIDE = Statement(
    update(personal_offer)
    .where(_OFFER.id == bindparam("offer_id"), _OFFER.state == fixed(1), _OFFER.expires >= bindparam("moment"))
    .values(state=bindparam("new_state"), decided_at=bindparam("moment"))
)
"""Ends a personal offer, if it is live at that moment."""
JOIN_ORDER = Statement(
    update(personal_offer).where(_OFFER.id == bindparam("offer_id")).values(order_id=bindparam("new_order"))
)

_NEWEST = (
    select_into(PersonalOffer, personal_offer)
    .where(_OFFER.id < bindparam("before"))
    .order_by(_OFFER.id.desc())
    .limit(bindparam("count"))
)
MADE = Statement(_NEWEST.where(_OFFER.seller_id == bindparam("person")), PersonalOffer)
RECEIVED = Statement(_NEWEST.where(_OFFER.customer_id == bindparam("person")), PersonalOffer)
