"""``bwgroups.*``: the groups of the caller's white and black lists."""

from birzha_client.operation import Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import identifier

OPERATIONS = (
    Operation(
        "bwgroups.listGroups",
        Effect.READ,
        "Lists the groups as a walk of the tree.",
        "etxt_api.models.bwgroups:Group",
        shape=Shape.LIST,
    ),
    Operation(
        "bwgroups.saveGroup",
        Effect.UNSAFE,
        "Creates a group, or renames and moves one.",
        "etxt_api.models.bwgroups:SavedGroup",
        parameters=(
            Parameter("name", Kind.TEXT, "Name, at most 40 characters.", required=True, shortest=1, longest=40),
            identifier("id", "The group to change; absent: a new one."),
            identifier("id_parent", "Parent group; 0 is the root.", zero=True, default=0),
        ),
        find_out="call bwgroups.listGroups and look for the name under the same parent",
    ),
    Operation(
        "bwgroups.deleteGroup",
        Effect.IDEMPOTENT,
        "Deletes a group with all its subgroups.",
        "etxt_api.models.bwgroups:DeletedGroups",
        parameters=(identifier("id", "Id of the group.", required=True),),
        find_out="call bwgroups.listGroups: a deleted group is not listed",
    ),
    Operation(
        "bwgroups.updateGroup",
        Effect.IDEMPOTENT,
        "Moves a user who is in a list already to a group.",
        "etxt_api.models.bwgroups:MovedUser",
        parameters=(
            identifier("id_user", "Id of the user.", required=True),
            identifier("id_group", "The group; absent or 0: no group.", zero=True, default=0),
        ),
        find_out="call users.getBW and look at the user's id_group",
    ),
)
