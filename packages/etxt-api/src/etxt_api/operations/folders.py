"""``folders.*``: the caller's tree of project folders."""

from birzha_client.operation import Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import identifier, identifiers

OPERATIONS = (
    Operation(
        "folders.listFolders",
        Effect.READ,
        "Lists the caller's folders as a walk of the tree.",
        "etxt_api.models.folders:Folder",
        parameters=(
            Parameter(
                "sort", Kind.TEXT, "Order of siblings: by date or by name.", default="name", choices=("date", "name")
            ),
        ),
        shape=Shape.LIST,
    ),
    Operation(
        "folders.addFolder",
        Effect.UNSAFE,
        "Creates a folder.",
        "etxt_api.models.folders:AddedFolder",
        parameters=(
            Parameter(
                "name",
                Kind.TEXT,
                "Name of the new folder, 1 to 128 characters.",
                required=True,
                shortest=1,
                longest=128,
            ),
            identifier("id_parent", "Folder to create it in; 0 is the root.", zero=True, default=0),
        ),
        find_out="call folders.listFolders and look for the name under the same parent",
    ),
    Operation(
        "folders.moveToFolder",
        Effect.IDEMPOTENT,
        "Moves objects to a folder.",
        "etxt_api.models.folders:MovedToFolder",
        parameters=(
            identifier("id_folder", "Folder to move to; 0 is the root.", required=True, zero=True),
            Parameter(
                "type",
                Kind.TEXT,
                "What is moved: order, archived order, article, archived article, correction, micro-job.",
                required=True,
                choices=("task", "archive", "article", "article_archive", "correction", "bhv_task"),
            ),
            identifiers("ids", "Ids of the objects."),
        ),
    ),
)
