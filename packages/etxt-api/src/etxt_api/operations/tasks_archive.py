"""``tasks_archive.*``: orders that left the working list."""

from birzha_client.operation import Caller, Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import BY_HUNDRED, identifier, page_of

OPERATIONS = (
    Operation(
        "tasks_archive.listTasks",
        Effect.READ,
        "Lists the caller's archived orders, oldest first by default.",
        "etxt_api.models.tasks_archive:ArchivedOrder",
        parameters=(
            *page_of(100, "orders"),
            Parameter("order", Kind.TEXT, "Direction: desc or asc.", default="asc", choices=("desc", "asc")),
            identifier("id", "Only this order."),
            identifier("id_folder", "Only this project folder.", zero=True),
            identifier("id_user", "Only orders of this performer.", zero=True),
        ),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
        paging=BY_HUNDRED,
    ),
    Operation(
        "tasks_archive.getResults",
        Effect.READ,
        "Returns what the performer submitted for an archived order.",
        "etxt_api.models.tasks_archive:ArchivedResult",
        parameters=(identifier("id", "Id of the archived order.", required=True),),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
)
