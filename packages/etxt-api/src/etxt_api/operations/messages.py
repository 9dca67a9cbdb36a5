"""``messages.*``: messages of the system, and private ones between users."""

from types import MappingProxyType

from birzha_client.operation import Beyond, Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import BY_HUNDRED, flag, identifier, identifiers, moment, page_of, period

OPERATIONS = (
    Operation(
        "messages.getList",
        Effect.READ,
        "Lists unread system messages, at most 100.",
        "etxt_api.models.messages:SystemMessage",
        parameters=(moment("from", "The earliest message, unixtime."),),
        shape=Shape.LIST,
    ),
    Operation(
        "messages.setRead",
        Effect.IDEMPOTENT,
        "Marks unread system messages as read.",
        "etxt_api.models.messages:MarkedMessages",
        parameters=(identifiers("ids", "Ids of the messages."),),
        find_out="call messages.getList: a read message is not listed",
    ),
    Operation(
        "messages.setDelete",
        Effect.IDEMPOTENT,
        "Deletes unread system messages.",
        "etxt_api.models.messages:MarkedMessages",
        parameters=(identifiers("ids", "Ids of the messages."),),
        find_out="call messages.getList: a deleted message is not listed",
    ),
    Operation(
        "messages.readPrivate",
        Effect.READ,
        "Lists private messages with a user, newest first.",
        "etxt_api.models.messages:PrivateMessage",
        parameters=(
            identifier("id_user", "The other user.", required=True),
            *page_of(100, "messages"),
            *period("message"),
            flag("unread", "1: only unread ones, which are marked as read by being shown.", beyond=Beyond.DEFAULT),
        ),
        shape=Shape.LIST,
        paging=BY_HUNDRED,
        effects_when=MappingProxyType({("unread", 1): Effect.UNSAFE}),
        find_out="call messages.readPrivate without unread: the messages are there, marked as read if it was applied",
    ),
    Operation(
        "messages.getCountUnread",
        Effect.READ,
        "Counts unread private messages, by author.",
        "etxt_api.models.messages:UnreadCount",
    ),
    Operation(
        "messages.writePrivate",
        Effect.UNSAFE,
        "Writes to a user; for callers with a rating above 10000, once a minute.",
        "etxt_api.models.messages:SentMessage",
        parameters=(
            identifier("id_user", "The other user.", required=True),
            Parameter(
                "text", Kind.TEXT, "The message, at most 10000 characters.", required=True, shortest=1, longest=10000
            ),
        ),
        find_out="call messages.readPrivate and look for the text",
    ),
)
