"""``diff.*``: how alike two texts are."""

from birzha_client.operation import Effect, Kind, Operation, Parameter

OPERATIONS = (
    Operation(
        "diff.compareText",
        Effect.READ,
        "Shows how alike two texts are.",
        "etxt_api.models.diff:Comparison",
        parameters=(
            Parameter(
                "source", Kind.TEXT, "The source, 30 to 20000 characters.", required=True, shortest=30, longest=20000
            ),
            Parameter(
                "text", Kind.TEXT, "The text, 30 to 20000 characters.", required=True, shortest=30, longest=20000
            ),
        ),
    ),
)
