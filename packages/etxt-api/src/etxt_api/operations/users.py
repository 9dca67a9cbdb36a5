"""``users.*``: performers, notes and reviews about them, black and white lists, the caller's statement."""

from birzha_client.operation import Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import BY_HUNDRED, flag, identifier, integer, page_of, period

USER = identifier("id", "Id of the user.", required=True)

OPERATIONS = (
    Operation(
        "users.getList",
        Effect.READ,
        "Lists performers, in no stated order.",
        "etxt_api.models.users:Performer",
        parameters=(
            *page_of(100, "performers"),
            integer("rate_from", "Lowest rating."),
            integer("rate_out", "Highest rating."),
            flag("online", "1: only those online, 0: only those offline; absent: all.", default=None),
        ),
        shape=Shape.LIST,
        paging=BY_HUNDRED,
    ),
    Operation(
        "users.getBW",
        Effect.READ,
        "Lists the users in the caller's black and white lists.",
        "etxt_api.models.users:ListedUser",
        parameters=(
            *page_of(100, "users"),
            identifier("id_group", "Only this group of the lists; then the list's type does not matter.", zero=True),
            Parameter("type", Kind.TEXT, "Which list; absent: both.", choices=("whiteList", "blackList")),
        ),
        shape=Shape.LIST,
        paging=BY_HUNDRED,
    ),
    Operation(
        "users.getNote",
        Effect.READ,
        "Returns the caller's private note about a user.",
        "etxt_api.models.users:UserNote",
        parameters=(USER,),
    ),
    Operation(
        "users.setNote",
        Effect.IDEMPOTENT,
        "Saves the caller's private note about a user.",
        "etxt_api.models.users:SavedNote",
        parameters=(USER, Parameter("text", Kind.TEXT, "The note, at most 1000 characters.", default="", longest=1000)),
        find_out="call users.getNote and compare the text",
    ),
    Operation(
        "users.getStats",
        Effect.READ,
        "Returns the caller's account statement, newest first.",
        "etxt_api.models.users:StatementRow",
        parameters=(
            *page_of(100, "records"),
            *period("operation"),
            Parameter("login", Kind.TEXT, "Part of the counterparty's login, at most 15 characters.", longest=15),
            flag("promo", "1: the statement of promotional points, 0: of the account."),
            identifier("id_folder", "Only this project folder.", zero=True),
            flag("sub", "1: subfolders too."),
        ),
        shape=Shape.LIST,
        paging=BY_HUNDRED,
    ),
    Operation(
        "users.getUser",
        Effect.READ,
        "Returns one user in detail, by id or by login.",
        "etxt_api.models.users:User",
        parameters=(
            identifier("id", "Id of the user; goes before the login.", required_unless=("login",)),
            Parameter("login", Kind.TEXT, "Login of the user.", shortest=1, longest=255, required_unless=("id",)),
        ),
        shape=Shape.ONE,
    ),
    Operation(
        "users.getWorks",
        Effect.READ,
        "Returns a performer's kinds of work and lowest prices.",
        "etxt_api.models.users:UserWorks",
        parameters=(identifier("id", "Id of the performer.", required=True),),
    ),
    Operation(
        "users.getReports",
        Effect.READ,
        "Returns the reviews of a user who is not blocked, bad and good ones, by author.",
        "etxt_api.models.users:UserReports",
        parameters=(USER,),
    ),
    Operation(
        "users.setReport",
        Effect.UNSAFE,
        "Adds a review of a user, or edits it within an hour.",
        "etxt_api.models.users:SavedReport",
        parameters=(
            identifier("id_user", "Whom the review is about.", required=True, aliases=("id",)),
            identifier("id_report", "The review to edit; absent: a new one."),
            Parameter(
                "text",
                Kind.TEXT,
                "The review, 50 to 5000 characters.",
                required=True,
                shortest=50,
                longest=5000,
                public=True,
            ),
            integer("rate", "1: good, 2: bad.", default=1, choices=(1, 2)),
        ),
        errors=("is_timeout", "no_access"),
        find_out="call users.getReports and look for the caller's review",
    ),
    Operation(
        "users.getUserBW",
        Effect.READ,
        "Tells in how many white and black lists a user is.",
        "etxt_api.models.users:ListCounts",
        parameters=(USER,),
    ),
    Operation(
        "users.setUserBW",
        Effect.IDEMPOTENT,
        "Puts a user in the white or the black list, or takes them out.",
        "etxt_api.models.users:ListChange",
        parameters=(
            USER,
            identifier("id_group", "Group of the lists; absent or 0: no group.", zero=True, default=0),
            Parameter(
                "type",
                Kind.TEXT,
                "whiteList or blackList to add, delete to take out.",
                required=True,
                choices=("whiteList", "blackList", "delete"),
            ),
        ),
        find_out="call users.getBW and look for the user",
    ),
    Operation(
        "users.getBalance",
        Effect.READ,
        "Returns the money available on the caller's account.",
        "etxt_api.models.users:Balance",
    ),
)
