"""``correction.*``: jobs for a corrector."""

from birzha_client.operation import Beyond, Effect, Kind, Operation, Parameter
from etxt_api.operations.parameters import due, identifier

DUE = due("When the correction is due; at least and by default a day from now", beyond=Beyond.CLAMP)
FIND_OUT = "look for the job among corrections on the site: the API does not list them"

OPERATIONS = (
    Operation(
        "correction.add",
        Effect.UNSAFE,
        "Creates a correction job from a text.",
        "etxt_api.models.correction:CorrectionJob",
        parameters=(
            Parameter("title", Kind.TEXT, "Title of the job.", required=True, shortest=1, longest=512, public=True),
            Parameter("description", Kind.TEXT, "Description of the job.", default="", longest=10000, public=True),
            Parameter("text", Kind.TEXT, "The text to correct.", required=True, shortest=1, longest=40000, public=True),
            identifier("id_folder", "Project folder; 0 is the root.", zero=True, default=0),
            *DUE,
        ),
        find_out=FIND_OUT,
    ),
    Operation(
        "correction.import",
        Effect.UNSAFE,
        "Creates a correction job from an order's result or an article.",
        "etxt_api.models.correction:CorrectionJob",
        parameters=(
            Parameter(
                "type",
                Kind.TEXT,
                "task: an order's result, a_task: an archived order, article: a bought article, a_article: an archived one.",
                required=True,
                choices=("task", "a_task", "article", "a_article"),
            ),
            identifier("id_object", "Id of the object; for task, of the result and not of the order.", required=True),
            Parameter("object_type", Kind.TEXT, "file: take the attachment before the text.", choices=("file",)),
            *DUE,
        ),
        find_out=FIND_OUT,
    ),
)
