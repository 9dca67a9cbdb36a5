"""``categories.*``: the subjects of orders and articles."""

from birzha_client.operation import Effect, Operation, Shape

OPERATIONS = (
    Operation(
        "categories.listCategories",
        Effect.READ,
        "Lists the subject categories of orders and articles, by name.",
        "etxt_api.models.categories:Category",
        shape=Shape.LIST,
    ),
)
