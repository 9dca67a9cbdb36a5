"""``tasks.*``: orders, from a draft to payment, as the customer drives them."""

from types import MappingProxyType

from birzha_client.operation import Beyond, Caller, Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import (
    BY_HUNDRED,
    LARGEST_PRICE,
    due,
    flag,
    identifier,
    identifiers,
    integer,
    page_of,
)
from etxt_api.operations.save_task import SAVE_TASK

ORDER = identifier("id", "Id of the order.", required=True)

LOOKING = (
    Operation(
        "tasks.listTasks",
        Effect.READ,
        "Lists the caller's orders, newest first.",
        "etxt_api.models.tasks:Order",
        parameters=(
            *page_of(100, "orders"),
            identifier("id", "Only this order."),
            identifier("id_user", "Only orders of this performer.", zero=True),
            identifier("id_folder", "Only this project folder.", zero=True),
            integer(
                "status",
                "1 waiting for a performer (drafts are left out), 2 in work, 3 under check, 4 done, 5 overdue.",
                choices=(1, 2, 3, 4, 5),
            ),
            integer(
                "filter",
                "10: overdue orders on which nothing was decided; a valid filter overrides the status.",
                default=0,
                choices=(0, 10),
                beyond=Beyond.DEFAULT,
            ),
            integer("target", "1 common, 2 for the white list, 3 individual.", choices=(1, 2, 3)),
            flag("only_id", "1: only the ids of the orders.", beyond=Beyond.DEFAULT),
        ),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
        paging=BY_HUNDRED,
        results_when=MappingProxyType({("only_id", 1): "etxt_api.models.tasks:OrderId"}),
    ),
    Operation(
        "tasks.setClientComment",
        Effect.IDEMPOTENT,
        "Saves the customer's own comment on an order.",
        "etxt_api.models.tasks:SavedClientComment",
        parameters=(
            ORDER,
            Parameter("text", Kind.TEXT, "The comment, at most 5000 characters.", default="", longest=5000),
        ),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks with this id and compare client_comment",
    ),
    Operation(
        "tasks.viewNotes",
        Effect.READ,
        "Lists the bids and comments on one order or on up to 100 orders.",
        "etxt_api.models.tasks:Note",
        parameters=(identifiers("id", "Ids of the orders, at most 100.", most=100),),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
    Operation(
        "tasks.viewNotesAll",
        Effect.READ,
        "Lists the live bids on all of the caller's orders.",
        "etxt_api.models.tasks:LiveNote",
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
)

CHOOSING = (
    Operation(
        "tasks.setNote",
        Effect.UNSAFE,
        "Accepts a bid: its author becomes the performer and the money is held.",
        "etxt_api.models.tasks:DecidedNote",
        parameters=(
            identifier("id", "Id of the bid (not of the comment).", required=True),
            Parameter(
                "comment",
                Kind.TEXT,
                "Added to the end of the order's description, at most 500 characters.",
                default="",
                longest=500,
                public=True,
            ),
        ),
        caller=Caller.CUSTOMER,
        find_out=(
            "call tasks.listTasks for the order and look at status and id_user (for a multi-order: for a new order of this "
            "performer)"
        ),
    ),
    Operation(
        "tasks.unsetNote",
        Effect.IDEMPOTENT,
        "Declines a bid.",
        "etxt_api.models.tasks:DecidedNote",
        parameters=(identifier("id", "Id of the bid (not of the comment).", required=True),),
        caller=Caller.CUSTOMER,
        find_out="call tasks.viewNotes for the order: a declined bid is a comment with id_note 0",
    ),
)

JUDGING = (
    Operation(
        "tasks.paidTask",
        Effect.UNSAFE,
        "Accepts orders that are under check: the performers are paid.",
        "etxt_api.models.tasks:DecidedOrders",
        parameters=(
            identifiers("id", "Ids of the orders."),
            Parameter("text", Kind.TEXT, "Comment, at most 5000 characters.", default="", longest=5000, public=True),
        ),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks for each id: a paid order has status 4",
    ),
    Operation(
        "tasks.cancelTask",
        Effect.UNSAFE,
        "Sends orders that are under check back for rework.",
        "etxt_api.models.tasks:DecidedOrders",
        parameters=(
            identifiers("id", "Ids of the orders."),
            Parameter(
                "text",
                Kind.TEXT,
                "What to rework, at most 5000 characters; obligatory for one order, dropped for several.",
                default="",
                longest=5000,
                public=True,
            ),
        ),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks for each id: an order in rework has status 2",
    ),
    Operation(
        "tasks.getResults",
        Effect.READ,
        "Returns what the performers submitted for orders.",
        "etxt_api.models.tasks:TaskResult",
        parameters=(identifiers("id", "Ids of the orders."),),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
    Operation(
        "tasks.deleteTask",
        Effect.IDEMPOTENT,
        "Deletes drafts and orders that wait for a performer.",
        "etxt_api.models.tasks:DeletedOrders",
        parameters=(identifiers("id", "Ids of the orders."),),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks for each id: a deleted order is not found",
    ),
    Operation(
        "tasks.extraPaid",
        Effect.UNSAFE,
        "Pays the performer of an order extra, or reckons the extra for characters beyond the size.",
        "etxt_api.models.tasks:ExtraPayment",
        parameters=(
            ORDER,
            Parameter(
                "count",
                Kind.PRICE,
                "Roubles, at most three times the price of the order.",
                minimum=0,
                maximum=LARGEST_PRICE,
                over="max_limit",
                required_unless=("autopay",),
            ),
            flag("note", "1: tell the performer.", default=1),
            Parameter(
                "autopay",
                Kind.TEXT,
                "Reckon from the characters beyond the size: get only tells the sum, pay pays it; absent: pay count.",
                choices=("get", "pay"),
            ),
        ),
        caller=Caller.CUSTOMER,
        effects_when=MappingProxyType({("autopay", "get"): Effect.READ}),
        find_out="call users.getStats and look for the payment",
    ),
)

TERMS = (
    Operation(
        "tasks.failTask",
        Effect.UNSAFE,
        "Cancels an overdue order and, if asked, publishes a copy of it.",
        "etxt_api.models.tasks:FailedTask",
        parameters=(
            identifier("id", "Id of the overdue order.", required=True),
            flag("copy", "1: make a published copy.", beyond=Beyond.DEFAULT),
            *due(
                "Deadline of the copy; by default 5 days from now, 5 hours for an urgent order",
                beyond=Beyond.DEFAULT,
                time_beyond=Beyond.DEFAULT,
            ),
        ),
        caller=Caller.CUSTOMER,
        find_out="call rating.listTasksFails with this id_task, and tasks.listTasks for a copy",
    ),
    Operation(
        "tasks.copyTask",
        Effect.UNSAFE,
        "Publishes a copy of an order, without its auto-accept and multi-order settings.",
        "etxt_api.models.tasks:CopiedTask",
        parameters=(
            ORDER,
            *due(
                "Deadline of the copy, at most 90 days ahead; by default or if wrong 5 days from now, 5 hours for an urgent order",
                beyond=Beyond.DEFAULT,
                time_beyond=Beyond.DEFAULT,
            ),
        ),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks and look for a new order with the same title",
    ),
    Operation(
        "tasks.setDeadline",
        Effect.IDEMPOTENT,
        "Extends the deadline: an overdue order returns to work, a draft may be published.",
        "etxt_api.models.tasks:NewDeadline",
        parameters=(
            ORDER,
            *due("New deadline, not before the present one, at most 90 days ahead", required=True),
            flag("public", "1: publish the draft; otherwise nothing is changed.", beyond=Beyond.DEFAULT),
        ),
        caller=Caller.CUSTOMER,
        find_out="call tasks.listTasks with this id and compare deadline and status",
    ),
    Operation(
        "tasks.saveComment",
        Effect.UNSAFE,
        "Adds a comment to an order.",
        "etxt_api.models.tasks:SavedComment",
        parameters=(
            ORDER,
            Parameter(
                "text",
                Kind.TEXT,
                "The comment, at most 2048 characters.",
                required=True,
                shortest=1,
                longest=2048,
                public=True,
            ),
            flag("hide", "1: hide the text from others."),
        ),
        caller=Caller.PARTY,
        find_out="call tasks.viewNotes for the order and look for the text",
    ),
    Operation(
        "tasks.sendNoteFail",
        Effect.UNSAFE,
        "Asks support to take the performer off an order under check.",
        "etxt_api.models.tasks:RemovalTicket",
        parameters=(
            ORDER,
            Parameter("text", Kind.TEXT, "The reasons.", required=True, shortest=1, longest=10000, public=True),
        ),
        caller=Caller.CUSTOMER,
        find_out="look for the ticket in the feedback section of the site: the API does not list tickets",
    ),
)

OPERATIONS = (*LOOKING, *CHOOSING, *JUDGING, SAVE_TASK, *TERMS)
