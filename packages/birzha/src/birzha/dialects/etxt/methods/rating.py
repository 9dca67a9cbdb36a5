"""``rating.*``."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.commands import give_rating_back
from birzha.orders.queries import rating_fails

RETURNED = {0: None, 1: True, 2: False}
"""What ``back`` asks for (documentation of rating.listTasksFails)."""


@handles("rating.listTasksFails")
async def list_tasks_fails(call: Call) -> Answer:
    """Refusals and failures of the caller's orders."""
    number = call.style.number
    values = call.values
    fails = await call.market.ask(
        rating_fails,
        call.actor,
        order_id=values["id_task"],
        person_id=values["id_user"],
        back=RETURNED[values["back"]],
    )
    return [
        {
            "id_task": number(each.order_id),
            "id_user": number(each.person_id),
            "date": number(each.date),
            "date_back": number(each.date_back),
            "back": number(int(each.date_back > 0)),
            "title": each.title,
        }
        for each in fails
    ]


@handles("rating.ratingUserBack")
async def rating_user_back(call: Call) -> Answer:
    """Give a performer the rating back."""
    number = call.style.number
    order_id, person_id = call.values["id_task"], call.values["id_user"]
    points = await call.market.do(give_rating_back, call.actor, order_id, person_id)
    return {"id_task": number(order_id), "id_user": number(person_id), "rate_back": number(points)}
