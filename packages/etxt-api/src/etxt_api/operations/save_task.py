"""``tasks.saveTask``: the one operation with 36 parameters."""

from birzha_client.operation import Caller, Effect, Kind, Operation, Parameter
from etxt_api.operations.parameters import LARGEST_PRICE, due, flag, identifier, integer

PARAMETERS = (
    identifier("id", "The order to edit; absent: a new one."),
    flag("public", "1: published, 0: a draft."),
    Parameter(
        "title",
        Kind.TEXT,
        "Title, at most 512 characters.",
        shortest=1,
        longest=512,
        public=True,
        required_unless=("id",),
    ),
    Parameter(
        "description", Kind.TEXT, "Description, at most 10000 characters.", default="", longest=10000, public=True
    ),
    Parameter(
        "text",
        Kind.TEXT,
        "Source text of a rewriting or a translation, at most 40000 characters.",
        default="",
        longest=40000,
        public=True,
    ),
    Parameter(
        "price",
        Kind.PRICE,
        "Roubles, per 1000 characters or for the whole order (see price_type).",
        minimum=0,
        maximum=LARGEST_PRICE,
        required_unless=("id",),
    ),
    integer("price_type", "1: per 1000 characters, 2: for the whole order.", default=1, choices=(1, 2)),
    integer("uniq", "Required uniqueness, percent; absent: not required.", minimum=0, maximum=100),
    flag("multione", "1: one order of a multi-order to one performer."),
    flag("locate", "1: the text is to be placed on a site."),
    flag("whitespaces", "1: spaces count in the size, 0: they do not."),
    flag("only_stars", "1: only performers of the required skill."),
    Parameter(
        "size",
        Kind.INT,
        "Characters; obligatory when there is no text.",
        minimum=0,
        maximum=2**31 - 1,
        required_unless=("id", "text"),
    ),
    flag("checksize", "1: results shorter than 90% of the size are refused."),
    integer(
        "id_type", "1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.", default=1, choices=(1, 2, 3, 4)
    ),
    integer(
        "id_subtype",
        "0 not said, 1 selling text, 2 informational article, 3 news or press release, 4 mailing, 5 social networks, 6 review.",
        default=0,
        choices=(0, 1, 2, 3, 4, 5, 6),
    ),
    *due("Deadline, at most 90 days ahead"),
    flag("auto_work", "1: the first suitable bid is accepted by itself."),
    integer("auto_rate", "Lowest rating for that.", default=0),
    integer("auto_reports", "Fewest good reviews for that.", default=0, minimum=0),
    integer("auto_reports_n", "Most bad reviews for that; absent: any number.", minimum=0),
    identifier("id_category", "Category of the order.", required_unless=("id",)),
    flag("multitask", "1: a multi-order."),
    integer("multicount", "How many orders the multi-order makes.", minimum=1, maximum=1000, over="max_limit"),
    identifier("id_folder", "Project folder; 0 is the root.", zero=True, default=0),
    integer("target_task", "1 for all, 2 for the white list, 3 individual.", default=1, choices=(1, 2, 3)),
    identifier("id_target", "The performer of an individual order, or a group of the white list.", zero=True),
    Parameter(
        "keywords",
        Kind.TEXT,
        "Keywords of an SEO order, separated by commas.",
        default="",
        longest=10000,
        public=True,
    ),
    identifier("language_from", "Language to translate from.", zero=True),
    identifier("language_to", "Language to translate to.", zero=True),
    flag("bwgroup_send", "1: tell the white list's group (id_target) about the order."),
    Parameter("file", Kind.FILE, "File to attach to the order."),
    flag(
        "attestat", "1: only performers attested in the subject (medicine, construction, law, accounting and finance)."
    ),
    flag("diplom", "1: only performers with a confirmed diploma."),
    integer("robot", "Neural networks: 1 allowed, -1 not allowed, 0 does not matter.", default=0, choices=(-1, 0, 1)),
)

SAVE_TASK = Operation(
    "tasks.saveTask",
    Effect.UNSAFE,
    "Creates an order, or edits one that has no performer.",
    "etxt_api.models.tasks:SavedTask",
    parameters=PARAMETERS,
    errors=("no_utarget", "no_work"),
    caller=Caller.CUSTOMER,
    find_out="call tasks.listTasks and look for an order with this title and a fresh date",
)
