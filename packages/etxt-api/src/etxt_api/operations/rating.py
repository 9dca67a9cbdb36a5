"""``rating.*``: rating taken from performers for refusals, and giving it back."""

from birzha_client.operation import Caller, Effect, Operation, Shape
from etxt_api.operations.parameters import identifier, integer

OPERATIONS = (
    Operation(
        "rating.listTasksFails",
        Effect.READ,
        "Lists refusals and failures of the caller's orders.",
        "etxt_api.models.rating:TaskFail",
        parameters=(
            identifier("id_task", "Only this order."),
            identifier("id_user", "Only this performer."),
            integer("back", "1: rating given back, 2: not given back, 0: all.", default=0, choices=(0, 1, 2)),
        ),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
    Operation(
        "rating.ratingUserBack",
        Effect.UNSAFE,
        "Gives the performer back the rating taken for one refusal.",
        "etxt_api.models.rating:RatingBack",
        parameters=(
            identifier("id_task", "The order.", required=True),
            identifier("id_user", "The performer.", required=True),
        ),
        caller=Caller.CUSTOMER,
        find_out="call rating.listTasksFails with back=1 for this order",
    ),
)
